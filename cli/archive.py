"""``export``, ``import`` and ``events``: what is published, carried elsewhere, and the log."""

from __future__ import annotations

import sys
from pathlib import Path

from cli.files import read_bytes, write_bytes
from cli.output import Page, emit, plain_diagnostics, say
from cli.problems import problem
from cli.program import OK, REFUSED
from cli.site import opened_store
from rules.errors import Diagnostic
from store import Event

_ACTIONS = {
    "save": "存入",
    "recompile": "重新编译",
    "edit": "修改",
    "rule": "裁定",
    "submit": "提交审核",
    "approve": "批准",
    "send_back": "退回",
    "publish": "发布",
    "retire": "停用",
    "import": "导入",
}


def export(out: Path | None, *, as_json: bool) -> int:
    """Write everything published, with its documents and the log, as one bundle."""
    with opened_store() as store:
        data = store.export_bundle()
        count = len(store.published_rules())
        head = store.head()
    if out is None:
        sys.stdout.write(data.decode())
        return OK
    write_bytes(out, data)
    if as_json:
        emit("export", ok=True, file=str(out), bytes=len(data), rules=count, head=head)
    else:
        Page().line(f"已导出 {count} 个在用条目到 {out}（{len(data)} 字节），记录链末端 {head}")
    return OK


def import_(file: Path, actor: str, *, as_json: bool) -> int:
    """Take over the published rules of a bundle; refuses what was altered or conflicts."""
    data = read_bytes(file)
    with opened_store() as store:
        done = store.import_bundle(data, actor)
    if as_json:
        emit("import", ok=True, **done.model_dump(mode="json"))
        return OK
    page = Page()
    page.line(
        f"导入 {len(done.documents)} 份文件、{len(done.versions)} 个条目版本、"
        f"{len(done.retired)} 次停用；{done.unchanged} 个版本本来就有。"
    )
    return OK


def events(target: str, *, verify: bool, as_json: bool) -> int:
    """The log, oldest first; with ``verify`` whether its chain is whole."""
    with opened_store() as store:
        found = store.events(target or None)
        head = store.head()
        broken = store.verify_chain() if verify else None
    faults: list[Diagnostic] = [] if broken is None else [problem("CLI303", str(broken))]
    if as_json:
        emit(
            "events",
            ok=not faults,
            head=head,
            verified=verify and not faults,
            events=[{**e.model_dump(mode="json"), "payload": e.detail} for e in found],
            diagnostics=plain_diagnostics(faults),
        )
        return REFUSED if faults else OK
    page = Page()
    for event in found:
        page.line(_line(event))
    if not found:
        say("没有记录。")
    page.diagnostics(faults)
    if verify and not faults:
        page.line(f"记录链完整，末端 {head}")
    return REFUSED if faults else OK


def _line(event: Event) -> str:
    why = event.detail.get("why", "") if isinstance(event.detail, dict) else ""
    done = _ACTIONS.get(event.action, event.action)
    return f"{event.seq:>5}  {event.at}  {event.actor}  {done}  {event.target}" + (
        f"  理由：{why}" if why else ""
    )
