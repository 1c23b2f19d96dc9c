"""Diagnostic codes of the compiler after reading: one code, one Chinese text, one hint.

PC2xx structure, PC3xx numbers, PC4xx names and references, PC5xx items and awards, PC6xx
amendments, PC7xx what a model answered, how its reading stands to the grammar's, and what can be
read in two ways. (PC1xx, reading, stand in ``compiler.read.problems``.)
"""

from __future__ import annotations

from typing import NamedTuple

from rules.document import SourceSpan
from rules.errors import Diagnostic, Severity


class Code(NamedTuple):
    """Severity, message template and hint of one code."""

    severity: Severity
    message: str
    hint: str


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = {
    "PC201": Code(
        W, "没有在文中找到补贴事项", "如果文中确有补贴，请检查正文是否完整，或在审核页手工添加规则"
    ),
    "PC202": Code(E, "引文与原文对不上：「{quote}」", "这一条不会进入规则；请从原文重新选取引文"),
    "PC203": Code(
        E,
        "这句话像是条件，却没有归到任何事项：「{quote}」",
        "请判断它属于哪个事项，或标为背景说明并写明理由",
    ),
    "PC204": Code(
        E,
        "这句话像是资助金额，却没有形成事项：「{quote}」",
        "请手工补写规则，或标为背景说明并写明理由",
    ),
    "PC205": Code(
        W,
        "这句话放宽了条件或规定了例外，没有写成规则：「{quote}」",
        "请人工判断适用于谁；需要时在规则中补写",
    ),
    "PC210": Code(
        W,
        "文中夹有拼音注音（如「{quote}」），像是转换过的副本",
        "注音会隔断词语；请改用发文机关网站上的原文",
    ),
    "PC211": Code(
        W, "文中有转换时丢失的字符：「{quote}」", "多半是丢了编号或标点，请对照原文补上后再提交"
    ),
    "PC212": Code(W, "文件像是被截断了：「{quote}」", "请取得全文；后面可能还有条件、上限和有效期"),
    "PC213": Code(
        W,
        "这句话像是转述或改写，不是政策原文：「{quote}」",
        "转述会丢主语、改数字；请改用发文机关发布的原文",
    ),
    "PC214": Code(
        W, "大段文字重复出现：「{quote}」", "请删去重复的部分再提交，以免同一条款形成两项"
    ),
    "PC215": Code(
        W, "混有文库、网站的文字或水印：「{quote}」", "请确认它不是政策内容；必要时改用原文"
    ),
    "PC301": Code(E, "数量「{value}」无法识别", "请在规则中改写为 2000万元、30%、20人 这样的写法"),
    "PC302": Code(W, "「{value}」没有写「元」，按金额理解", "请对照原文确认这是金额还是数量"),
    "PC303": Code(W, "「{quote}」自相矛盾：比较词与括号不一致，按括号理解", "请与起草部门核对"),
    "PC304": Code(W, "「{value}」以外币或百分点表示，未折算", "请人工确认折算口径后改写规则"),
    "PC305": Code(E, "比率「{value}」前后没有说明以什么为基数", "请补写计算基数对应的指标"),
    "PC306": Code(
        E, "比率丢了百分号：「{quote}」", "没有单位的数不当作比率；请对照原文补上 % 或 ‰"
    ),
    "PC307": Code(
        E,
        "几个数连成了一个，分隔号丢了：「{quote}」",
        "不猜是哪几个数；请对照原文补上顿号，如 80、50、30万元",
    ),
    "PC308": Code(E, "金额前面的数字丢了：「{quote}」", "没有数字的金额不当作条件；请对照原文补上"),
    "PC309": Code(
        E, "金额没有单位：「{quote}」", "没有单位的数不当作金额；请对照原文补上 元 或 万元"
    ),
    "PC310": Code(
        E, "同一个数连写了两遍：「{quote}」", "像是 PDF 有两层文字；请对照原文，换一份没有重叠的"
    ),
    "PC401": Code(
        W, "词表中没有「{name}」，拟作为新指标", "请选择：采纳为新指标、并入已有指标，或改名"
    ),
    "PC402": Code(W, "无法确定「{name}」指哪个地方", "请在规则中写明省、市、区名称"),
    "PC403": Code(N, "「{name}」按惯常理解处理：{reading}", "如与本意不同请修改"),
    "PC502": Code(W, "相邻档次在「{value}」处重叠，两档都包含该数", "请确认该数归入哪一档"),
    "PC503": Code(
        W, "相邻档次之间有空档：{value}", "落在空档内的申报人没有对应金额，请与起草部门核对"
    ),
    "PC504": Code(
        E, "条件「{quote}」未能变成可计算的条件", "请改写、指定由哪个部门判断，或删去并写明理由"
    ),
    "PC505": Code(N, "该事项的金额为上限，实际金额由主管部门确定", "匹配结果会显示「最高」"),
    "PC507": Code(
        W, "分年度的限额或拨付没有单独建模：「{quote}」", "请人工核对各年的金额；需要时在规则中补写"
    ),
    "PC508": Code(
        E,
        "条款里写有「{value}」，规则里没有这个数",
        "请核对它是条件、金额还是上限，补写进规则；确实无关的请写明理由",
    ),
    "PC509": Code(
        E,
        "条款里写的是「{value}」，规则里却成了一笔固定的金额",
        "请补写按什么数量计算（每平方米、每个展位……）；确实只付一次的请写明理由",
    ),
    "PC510": Code(
        E,
        "「{quote}」像是读错了：{why}",
        "请对照原文改写这个条件或计算基数；读得不错的请写明理由",
    ),
    "PC511": Code(
        E,
        "原文排除了「{quote}」，规则里没有排除",
        "请补写为不符合的情形；确实不影响谁能享受的请写明理由",
    ),
    "PC512": Code(
        E,
        "金额之间说不通：{why}（「{quote}」）",
        "请对照原文分清每一笔给谁、限的是哪一笔；确实如此的请写明理由",
    ),
    "PC513": Code(
        W,
        "原文这几个字在规则里没有着落：「{quote}」",
        "请判断它是不是条件、时间或另一笔资助，需要时补写进规则",
    ),
    "PC506": Code(E, "条件不可能同时满足：{reading}", "请核对两处引文"),
    "PC701": Code(
        W,
        "模型给「{item}」的引文在原文里对不上，已丢弃：「{quote}」（{reason}）",
        "没有进入规则；如果原文确有这个意思，请在审核时按原文补写",
    ),
    "PC702": Code(
        W,
        "模型对「{item}」所说的与引文不符，未采用：「{quote}」（{reason}）",
        "请对照原文核对这一处，需要时在规则中补写",
    ),
    "PC703": Code(
        W,
        "模型对「{item}」的回答有一部分不成形，未采用：「{quote}」（{reason}）",
        "请对照原文核对有没有漏掉的内容",
    ),
    "PC704": Code(
        W,
        "「{item}」没有可用的模型回答，这一处只有语法提取的结果：{reason}",
        "草稿仍可审核；需要模型参与时请稍后重新编译",
    ),
    "PC705": Code(
        W,
        "没有可用的语言模型，这份草稿只由语法提取：{reason}",
        "草稿照常可以审核、发布；少了模型的第二种读法和两种读法的对照",
    ),
    "PC711": Code(
        E,
        "两种提取对这一处读法不同。语法读作：{grammar}；模型读作：{model}",
        "规则里先按语法的读法；请对照原文裁定，需要时改写规则",
    ),
    "PC712": Code(
        E,
        "只有模型读出这个条件：{model}",
        "已写进规则；请对照原文确认，不是条件的请从规则里删去",
    ),
    "PC713": Code(N, "只有语法读出这个条件：{grammar}", "已写进规则；请顺便对照原文"),
    "PC714": Code(
        E,
        "两种提取对金额读法不同。语法读作：{grammar}；模型读作：{model}",
        "规则里先按语法的读法；请对照原文裁定，需要时改写规则",
    ),
    "PC715": Code(
        E, "只有模型读出这个事项：{title}", "已列入草稿；请对照原文确认，不是补贴事项的请删去"
    ),
    "PC716": Code(W, "只有语法读出这个事项：{title}", "仍在草稿里；请对照原文确认"),
    "PC721": Code(
        E,
        "{question}规则里先按：{first}；也可以理解为：{second}",
        "原文两种理解都说得通，请按本意选一种；选定之前不能发布",
    ),
    "PC601": Code(
        E, "这条修改要求没有读懂，没有执行：「{quote}」", "请人工在修改后的文本里改好，再核对条目"
    ),
    "PC602": Code(
        E,
        "修改要求所指的「{at}」在原文件里找不到，或不止一处：「{quote}」",
        "请核对选的是不是被修改的那份文件、是不是它最近的文本",
    ),
    "PC603": Code(
        E,
        "原文件「{at}」里没有要修改的文字「{words}」：「{quote}」",
        "请核对原文件是不是最近的文本；文字有出入时请人工修改",
    ),
    "PC604": Code(
        W, "条文序号的调整没有执行：「{quote}」", "条目按原序号引用；需要时请人工改好序号和引用"
    ),
    "PC605": Code(
        E, "没有在通知里找到任何修改要求", "请核对上传的是不是修改通知，例如「将第五条修改为：“…”」"
    ),
    "PC606": Code(
        E, "原文件里已经有「{at}」，没有增加：「{quote}」", "请核对原文件是不是已经改过的文本"
    ),
    "PC608": Code(
        E,
        "通知里另有一条要求修改了同一处「{at}」，这一条没有执行：「{quote}」",
        "请人工判断两条要求怎样衔接，在修改后的文本里改好",
    ),
    "PC607": Code(W, "通知说修改的是《{named}》，选的文件是《{title}》", "请核对是不是同一份文件"),
}


def diagnose(
    code: str, span: SourceSpan | None = None, *, file: str = "", place: str = "", **values: str
) -> Diagnostic:
    """A diagnostic with its registered severity and texts filled in."""
    severity, message, hint = CODES[code]
    return Diagnostic(
        code=code,
        severity=severity,
        message=message.format(**values),
        hint=hint,
        file=file,
        place=place,
        span=span,
    )
