"""``amend``: a document as a notice makes it read, and what that does to its items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cli.files import read_bytes, write_bytes
from cli.output import Page, emit, plain_diagnostics
from cli.program import OK, REFUSED
from compiler import amend_document
from compiler.amend import Amended
from rules.diff import ItemDiff
from rules.document import PolicyDocument
from rules.errors import Severity

_KINDS = {"same": "不变", "changed": "有变化", "added": "新增", "removed": "取消"}
_ORDERS = {
    "replace": "改写",
    "delete": "删去",
    "add_article": "增加",
    "add_part": "增加",
    "words": "改文字",
    "renumber": "改序号",
}


def amend(base: Path, notice: Path, output: Path | None, *, as_json: bool) -> int:
    """Show what a notice does to a document; write the amended text where asked."""
    done = amend_document((read_bytes(base), base.name), (read_bytes(notice), notice.name))
    if output is not None:
        write_bytes(output, done.draft.document.text.encode())
    ok = not any(d.severity is Severity.ERROR for d in done.diagnostics)
    if as_json:
        emit("amend", ok=ok, **_plain(done))
    else:
        _show(done, notice, output)
    return OK if ok else REFUSED


def _plain(done: Amended) -> dict[str, Any]:
    return {
        "base": done.base.id,
        "notice": done.notice.id,
        "document": done.draft.document.id,
        "text": done.draft.document.text,
        "changes": [change.model_dump(mode="json") for change in done.changes],
        "items": [
            {
                "kind": item.kind,
                "title": item.rule.title,
                "place": item.rule.place,
                "before": item.before.id if item.before else None,
                "after": item.after.id if item.after else None,
                "gone": list(item.gone),
                "come": list(item.come),
            }
            for item in done.items
        ],
        "diagnostics": plain_diagnostics(done.diagnostics),
    }


def _show(done: Amended, notice: Path, output: Path | None) -> None:
    page = Page()
    by = done.notice.meta.number or notice.name
    page.title(f"《{_named(done.base)}》按 {by} 修改")
    page.line(f"{len(done.changes)} 处修改已执行：")
    for change in done.changes:
        page.line(f"· {_ORDERS[change.kind]}{change.place}", 3)
        if change.old:
            page.line(f"原：{_short(change.old)}", 5, "dim")
        if change.new:
            page.line(f"现：{_short(change.new)}", 5, "dim")
    page.line()
    page.title("对补贴条目的影响")
    _show_items(done.items, page)
    if done.diagnostics:
        page.line()
        page.title("没有执行或需要核对的")
        page.diagnostics(done.diagnostics, 3)
    if output is not None:
        page.line()
        page.line(f"修改后的文本已写到 {output}，可再用 policycalc compile 编译、送审。")


def _show_items(items: Sequence[ItemDiff], page: Page) -> None:
    """Items that change alike stand together; those that stay are counted."""
    alike: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for item in items:
        name = f"{item.rule.title}（{item.rule.place}）" if item.rule.place else item.rule.title
        alike.setdefault((item.kind, item.gone, item.come), []).append(name)
    same = alike.pop(("same", (), ()), [])
    for (kind, gone, come), names in alike.items():
        page.line(f"{_KINDS[kind]}：{'、'.join(names)}", 3)
        for line in gone:
            page.line(f"－ {line}", 5)
        for line in come:
            page.line(f"＋ {line}", 5)
    if same:
        page.line(f"{'另有' if alike else '全部'} {len(same)} 个条目不变：{'、'.join(same)}。", 3)


def _named(document: PolicyDocument) -> str:
    return document.meta.title or document.source_name


def _short(text: str, limit: int = 80) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= limit else f"{line[:limit]}…"
