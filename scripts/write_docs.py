"""Write the documents that follow from the code; a test holds that they are up to date.

python scripts/write_docs.py
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cli import reference as cli_reference  # noqa: E402
from compiler.diagnostics import CODES  # noqa: E402
from compiler.read.problems import PROBLEMS  # noqa: E402
from rules import reference as rules_reference  # noqa: E402
from rules.errors import Severity  # noqa: E402
from scripts import constructs  # noqa: E402

PACKAGES = ("rules", "compiler", "matcher", "llm", "retrieval", "store", "api", "cli")
INDEX = "docs/diagnostics/README.md"
EXAMPLES = "docs/diagnostics/examples.yaml"
SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"}
CODE = re.compile(r"^(?:(?:PC|RF|MF|LM|API|CLI)\d{3}|E-[A-Z]+-[A-Z-]+)$")
VARIES = "（随情况说明）"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FAMILIES = {
    "PC1": "读文件",
    "PC2": "条目与引文",
    "PC3": "数字与单位",
    "PC4": "名称与指代",
    "PC5": "条件与金额",
    "PC6": "对照标准规则",
    "PC7": "语言模型的读法",
    "RF1": "规则文件",
    "MF1": "情况（事实）",
    "LM1": "语言模型：设置与连接",
    "LM2": "语言模型：用不了的回答",
    "API": "网站与接口",
    "CLI1": "命令行：文件与参数",
    "CLI2": "命令行：环境",
    "CLI3": "命令行：审核步骤",
    "E-RULING": "裁定",
    "E-STORE": "数据库",
}
HEAD = """# 问题编号 / Diagnostic codes

本页由 `make docs` 从代码生成，请勿手改。Generated from the code by `make docs`; do not edit.

**错误**阻止发布，须先裁定或更正；**提醒**请审核人过目；**说明**只供参考。
说明中的 {…} 处填入具体内容。
"""


class Entry(NamedTuple):
    """One wording of one code and the module that says it."""

    code: str
    message: str
    hint: str
    where: str
    table: bool = False


def rendered() -> dict[str, str]:
    """Every generated document, by its path from the project's root."""
    return {
        **rules_reference.rendered(),
        "docs/cli.md": cli_reference.render(),
        "docs/constructs.md": constructs.render(),
        INDEX: _index(),
        **_code_pages(),
    }


def _code_pages() -> dict[str, str]:
    """One page a code of the compiler, with a file that gets it beside one that does not."""
    told = {entry.code: entry for entry in _told_once(found_codes())}
    examples = yaml.safe_load((ROOT / EXAMPLES).read_text(encoding="utf-8"))
    return {
        f"docs/diagnostics/{code}.md": _code_page(told[code], example)
        for code, example in examples.items()
    }


def _code_page(entry: Entry, example: dict[str, Any]) -> str:
    severity = {**CODES, **PROBLEMS}.get(entry.code)
    lines = [f"# {entry.code}：{entry.message}", ""]
    lines += ["本页由 `make docs` 从 `examples.yaml` 与代码生成，请勿手改。", ""]
    if severity is not None:
        lines += [f"**{SEVERITIES[severity.severity]}**。{example['why']}", ""]
    lines += [f"办法：{entry.hint}。", ""]
    if "test" in example:
        lines += [f"这样的文件由测试构造，见 `{example['test']}`。", ""]
    for kind, title in (("bad", "会报这个编号"), ("good", "不会报")):
        if kind in example:
            name = example[kind].get("name", "办法.txt")
            body = example[kind].get("text")
            shown = (
                body.replace("\x07", "␇") if body is not None else "字节 " + example[kind]["bytes"]
            )
            lines += [f"## {title}", "", f"`{name}`：", "", "```text", shown, "```", ""]
    return "\n".join(lines)


def _index() -> str:
    entries = _told_once(found_codes())
    lines = [HEAD]
    left = list(entries)
    for prefix, title in FAMILIES.items():
        mine = [e for e in left if e.code.startswith(prefix)]
        left = [e for e in left if not e.code.startswith(prefix)]
        lines += [f"## {title}", "", "| 编号 | 说明 | 办法 | 出处 |", "|---|---|---|---|"]
        lines += [f"| {_linked(e.code)} | {e.message} | {e.hint} | `{e.where}` |" for e in mine]
        lines.append("")
    if left:
        raise SystemExit(f"no family for {sorted({e.code for e in left})}; extend FAMILIES")
    return "\n".join(lines)


def _linked(code: str) -> str:
    has_page = f"\n{code}:" in (ROOT / EXAMPLES).read_text(encoding="utf-8")
    return f"[`{code}`]({code}.md)" if has_page else f"`{code}`"


def _told_once(found: Iterable[Entry]) -> list[Entry]:
    """Of each code its table entry, or else every wording, or else that it varies."""
    by_code: dict[str, set[Entry]] = {}
    for entry in found:
        by_code.setdefault(entry.code, set()).add(entry)
    kept: list[Entry] = []
    for _, entries in sorted(by_code.items()):
        tables = {e for e in entries if e.table}
        worded = {e for e in tables or entries if e.message}
        kept.extend(sorted(worded or {min(entries)._replace(message=VARIES)}))
    return kept


def found_codes() -> Iterator[Entry]:
    """Every code in the packages with the texts written beside it."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            where = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from _entries(node, where)


def _entries(node: ast.AST, where: str) -> Iterator[Entry]:
    if isinstance(node, ast.Dict):  # a table: code to its texts
        for key, value in zip(node.keys, node.values, strict=True):
            if _code(key) and isinstance(value, ast.Call):
                texts = [t for t in map(_text, value.args) if t]
                yield _entry(_code(key), texts, where)._replace(table=True)
        return
    if isinstance(node, ast.Call):
        given = [*node.args, *(k.value for k in node.keywords)]
        texts = {k.arg: _text(k.value) for k in node.keywords}
    elif isinstance(node, ast.Tuple):
        given, texts = node.elts, {}
    else:
        return
    code = next((found for found in map(_code, given) if found), "")
    if not code:
        return
    message = texts.get("message") or texts.get("detail") or ""
    hint = texts.get("hint") or ""
    chinese = [t for t in map(_text, given) if t and t not in (message, hint)]
    yield _entry(code, [t for t in (message, *chinese, hint) if t], where)


def _entry(code: str, texts: list[str], where: str) -> Entry:
    message, hint = [*texts, "", ""][:2]
    return Entry(code, _cell(message), _cell(hint), where)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def _code(node: ast.AST | None) -> str:
    fits = isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value)
    return str(node.value) if fits and isinstance(node, ast.Constant) else ""


def _text(node: ast.AST | None) -> str:
    """A Chinese text, with what is filled in shown as {…}."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = re.sub(r"\{\w+\}", "{…}", node.value)
    elif isinstance(node, ast.JoinedStr):
        text = "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values
        )
    else:
        return ""
    return text if CHINESE.search(text) else ""


def main() -> None:
    """Write what changed."""
    for name, text in rendered().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
