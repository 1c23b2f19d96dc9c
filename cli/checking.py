"""``check llm``: what the configured model can do, in plain words."""

from __future__ import annotations

from datetime import date

from cli import output
from cli.program import ENVIRONMENT, OK, REFUSED
from llm.client import Method
from llm.errors import TROUBLES, Kind, trouble
from llm.measured import Measured, measured_path, write_measured
from llm.probe import Probed, Tried, measured, probe
from llm.settings import ModelSettings, model_settings
from llm.transport import Endpoint
from rules.errors import Severity

METHODS: dict[Method, str] = {
    "json_schema": "按格式约束输出（json_schema）",
    "tool": "以工具调用作答（tool）",
    "json_object": "只保证是 JSON（json_object）",
    "text": "纯文本，由本程序取出 JSON（text）",
}
#: No probe waits longer than this for one reply, whatever the settings allow for real work.
MOST_SECONDS = 120


def check_llm(*, as_json: bool) -> int:
    """Probe the configured endpoint, say what it can do, write the profile."""
    settings = model_settings()
    if settings is None:
        return _no_model(as_json=as_json)
    quick = {"seconds": min(settings.seconds, MOST_SECONDS), "retries": 0}
    endpoint = Endpoint(settings.model_copy(update=quick))
    try:
        with output.progress("正在检查语言模型", 1):
            found = probe(endpoint)
        kept = measured(endpoint, found, date.today())
        label = endpoint.profile(kept.model).label
    finally:
        endpoint.close()
    usable = bool(found.methods)
    if usable:  # a model that keeps no form today leaves what was known as it was
        write_measured(settings.folder, kept)
    if as_json:
        output.emit("check llm", usable, profile=kept.model_dump(mode="json"), tried=_plain(found))
    else:
        _show(settings, kept, label, found)
    return OK if usable else REFUSED


def _no_model(*, as_json: bool) -> int:
    note = trouble("LM100", severity=Severity.NOTE)
    if as_json:
        output.emit("check llm", False, diagnostics=output.plain_diagnostics([note]))
    else:
        page = output.Page()
        page.line(note.message + "。")
        page.line(note.hint + "。")
    return ENVIRONMENT


def _plain(found: Probed) -> list[dict[str, object]]:
    return [
        {"method": one.method, "kept": one.kept, "trouble": one.trouble, "detail": one.detail}
        for one in found.tried
    ]


def _show(settings: ModelSettings, kept: Measured, label: str, found: Probed) -> None:
    page = output.Page()
    page.title(f"模型 {kept.model}，地址 {kept.place}，系列：{label}")
    page.line()
    page.line("作答的方式：")
    for one in found.tried:
        page.line(f"{METHODS[one.method]}：{_said(one)}", 2)
    page.line()
    for line in _findings(settings, found):
        page.line(line)
    page.line()
    page.line(_conclusion(found))
    if found.methods:
        page.line(f"能力档案已写入 {measured_path(settings.folder)}")


def _said(one: Tried) -> str:
    if one.trouble is None:
        return "可用"
    reasons: dict[Kind, str] = {
        "rejected": "服务不支持",
        "no_json": "服务接受，但模型没有照做",
        "wrong_shape": "服务接受，但内容不合格式",
    }
    if why := reasons.get(one.trouble):
        return f"不可用——{why}" + (f"（{one.detail[:80]}）" if one.detail else "")
    message = next(t.message for t in TROUBLES.values() if t.kind == one.trouble)
    return f"不可用——{message.format(detail=one.detail[:80]).rstrip('：')}"


def _findings(settings: ModelSettings, found: Probed) -> list[str]:
    lines = [
        {
            True: "越出选项的值：被服务挡住。",
            False: "越出选项的值：没有被服务挡住，由本程序检查出来并要求改正。",
            None: "越出选项的值：没有测出来。",
        }[found.keeps_choices],
        {
            True: "写到长度上限：如实说明被截断。",
            False: "写到长度上限：没有说明；断在半句的回答由本程序检查出来。",
            None: "写到长度上限：没有测出来。",
        }[found.tells_cuts],
    ]
    if found.quotes_exactly is False:
        lines.append("照抄原文：没有做到。对不上原文的引文都不会被采用，这个模型能帮上的不多。")
    if found.thinks_aloud:
        lines.append("思考过程：写在回答里，会自动去掉；能关闭思考模式会更快、更省。")
    if not settings.embedding_model:
        lines.append("向量：没有设置 POLICYCALC_EMBEDDING_MODEL，检索用内置的向量模型。")
    elif found.embedding_trouble is not None:
        lines.append(f"向量：{found.embedding_trouble.diagnostic().line()}")
    else:
        lines.append(f"向量：可用，长度 {found.embedding_length}。")
    tokens = found.usage.prompt_tokens + found.usage.completion_tokens
    lines.append(f"这次检查用了 {tokens} token。" if tokens else "服务没有报告用了多少 token。")
    return lines


def _conclusion(found: Probed) -> str:
    methods = found.methods
    if not methods:
        return (
            "结论：这个模型没有一次按约定的格式作答，用不上。"
            "请换一个更大的模型，或检查模型系列（POLICYCALC_MODEL_PROFILE）；语法提取不受影响。"
        )
    if methods == ("text",):
        return "结论：勉强可用，只会纯文本作答；格式不对的回答会要求改正一次，再不对就不采用。"
    return f"结论：可以用。以后先用「{METHODS[methods[0]]}」，不行再依次往下试。"
