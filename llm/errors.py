"""What can be wrong with a model: one code, one Chinese text, one hint, one short name.

LM1xx the connection, the settings, the budget: raised as ``ModelError``. LM2xx a reply that cannot
be used: never raised, carried by ``llm.outcome.Failed``. Both are diagnostics when shown.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rules.document import SourceSpan
from rules.errors import Diagnostic, PolicyCalcError, Severity

#: The short name of a trouble, for programs and counts.
Kind = Literal[
    "settings",
    "profile",
    "unauthorised",
    "no_model",
    "rejected",
    "too_long",
    "not_an_answer",
    "unreachable",
    "timeout",
    "busy",
    "server_error",
    "no_credit",
    "budget",
    "not_recorded",
    "store",
    "embedding",
    "cut",
    "empty",
    "refused",
    "only_thought",
    "no_json",
    "broken_json",
    "several",
    "wrong_shape",
    "tool_unread",
]


class Trouble(NamedTuple):
    """What to say and what to do about it."""

    message: str
    hint: str
    kind: Kind


TROUBLES: dict[str, Trouble] = {
    "LM100": Trouble(
        "没有设置语言模型。政策由语法提取，审核、测算、检索等都照常",
        "要用模型，请设置 POLICYCALC_MODEL（模型名称）、OPENAI_BASE_URL（地址），"
        "需要密钥的再设置 OPENAI_API_KEY，写法见 docs/models.md",
        "settings",
    ),
    "LM101": Trouble(
        "语言模型的设置不完整：{detail}",
        "请同时设置 POLICYCALC_MODEL 和 OPENAI_BASE_URL，见 docs/models.md",
        "settings",
    ),
    "LM102": Trouble("语言模型的设置不对：{detail}", "各项设置见 docs/settings.md", "settings"),
    "LM103": Trouble(
        "没有名为「{detail}」的模型系列", "可用的系列见 docs/models.md，或不设置这一项", "profile"
    ),
    "LM104": Trouble(
        "模型能力档案读不了：{detail}", "请删去该文件，再运行 policycalc check llm", "profile"
    ),
    "LM111": Trouble(
        "模型服务不认可密钥：{detail}", "请检查 OPENAI_API_KEY 是否正确、是否过期", "unauthorised"
    ),
    "LM112": Trouble(
        "模型服务上没有这个模型或地址：{detail}",
        "请检查 POLICYCALC_MODEL 和 OPENAI_BASE_URL（通常以 /v1 结尾）",
        "no_model",
    ),
    "LM113": Trouble(
        "模型服务不接受这个请求：{detail}",
        "请运行 policycalc check llm，看这个模型支持哪种方式",
        "rejected",
    ),
    "LM114": Trouble(
        "请求超过模型能读的长度：{detail}",
        "请换用上下文更长的模型，或减小每次送入的条款",
        "too_long",
    ),
    "LM115": Trouble(
        "对方答的不是模型接口的回答：{detail}",
        "请检查 OPENAI_BASE_URL 是否指向模型接口，而不是网页或网关",
        "not_an_answer",
    ),
    "LM116": Trouble(
        "连不上模型服务：{detail}",
        "请检查 OPENAI_BASE_URL、网络和代理；没有模型时仍可用语法提取",
        "unreachable",
    ),
    "LM117": Trouble(
        "模型服务在 {detail} 内没有答完", "请稍后再试，或调大 POLICYCALC_MODEL_SECONDS", "timeout"
    ),
    "LM118": Trouble(
        "模型服务忙，多次重试后仍被限流：{detail}",
        "请稍后再试，或调小 POLICYCALC_MODEL_CONCURRENCY",
        "busy",
    ),
    "LM119": Trouble(
        "模型服务出错：{detail}", "请稍后再试；一直如此请联系模型服务方", "server_error"
    ),
    "LM120": Trouble(
        "模型服务的余额或额度不足：{detail}", "请向模型服务方充值或申请额度", "no_credit"
    ),
    "LM121": Trouble(
        "这份文件的模型预算已用完：{detail}",
        "其余条款只用语法提取；需要时调大 POLICYCALC_MODEL_CALLS、TOKENS 或 COST",
        "budget",
    ),
    "LM131": Trouble(
        "回答库里没有这个请求的回答：{detail}", "请先录制，或改用在线模型", "not_recorded"
    ),
    "LM132": Trouble("回答库里的文件读不了：{detail}", "请删去该文件，重新取得回答", "store"),
    "LM133": Trouble(
        "回答库写不进去：{detail}", "请检查 POLICYCALC_MODEL_FOLDER 的写入权限", "store"
    ),
    "LM141": Trouble(
        "没有设置向量模型", "请设置 POLICYCALC_EMBEDDING_MODEL，或用内置的向量模型", "settings"
    ),
    "LM142": Trouble(
        "向量接口的回答用不了：{detail}", "请检查 POLICYCALC_EMBEDDING_MODEL", "embedding"
    ),
    "LM201": Trouble(
        "模型的回答被长度上限截断", "这一段不采用模型的回答；请减小每次送入的条款", "cut"
    ),
    "LM202": Trouble("模型没有给出任何内容", "这一段不采用模型的回答，由语法提取", "empty"),
    "LM203": Trouble("模型拒绝回答：{detail}", "这一段不采用模型的回答，由语法提取", "refused"),
    "LM204": Trouble(
        "模型只写了思考过程，没有给出答案", "请关闭模型的思考模式，或调大长度上限", "only_thought"
    ),
    "LM205": Trouble(
        "模型的回答不是 JSON", "请运行 policycalc check llm，看模型能否按格式回答", "no_json"
    ),
    "LM206": Trouble(
        "模型的回答是写坏的 JSON：{detail}", "这一段不采用模型的回答，由语法提取", "broken_json"
    ),
    "LM207": Trouble(
        "模型的回答里有几个 JSON 对象，无法判断是哪一个",
        "这一段不采用模型的回答，由语法提取",
        "several",
    ),
    "LM208": Trouble(
        "模型的回答不符合约定的格式：{detail}", "这一段不采用模型的回答，由语法提取", "wrong_shape"
    ),
    "LM209": Trouble(
        "模型以工具调用作答，但参数读不出来：{detail}",
        "请运行 policycalc check llm，换一种方式",
        "tool_unread",
    ),
}
_BY_KIND = {trouble.kind: code for code, trouble in TROUBLES.items() if code.startswith("LM2")}


class ModelError(PolicyCalcError):
    """Nothing usable came through the door; ``code`` says why. Never holds a key."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail
        super().__init__(TROUBLES[code].message.format(detail=detail))

    @property
    def kind(self) -> Kind:
        """The short name of what is wrong."""
        return TROUBLES[self.code].kind

    @property
    def lasting(self) -> bool:
        """Whether every further request would fail in the same way."""
        return self.kind in _LASTING

    def diagnostic(self, *, file: str = "", place: str = "") -> Diagnostic:
        """The same as a diagnostic, for a terminal or a page."""
        return trouble(self.code, self.detail, file=file, place=place)


_LASTING: frozenset[Kind] = frozenset(
    {"settings", "profile", "unauthorised", "no_model", "no_credit", "budget", "unreachable"}
)


def trouble(
    code: str,
    detail: str = "",
    *,
    severity: Severity = Severity.ERROR,
    file: str = "",
    place: str = "",
    span: SourceSpan | None = None,
) -> Diagnostic:
    """The diagnostic for a code, its texts filled in."""
    found = TROUBLES[code]
    return Diagnostic(
        code=code,
        severity=severity,
        message=found.message.format(detail=detail),
        hint=found.hint,
        file=file,
        place=place,
        span=span,
    )


def code_of(kind: Kind) -> str:
    """The LM2xx code of a kind of unusable reply."""
    return _BY_KIND[kind]
