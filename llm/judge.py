"""One reply against its wire schema: the object in it, or why there is none."""

from __future__ import annotations

from typing import Any, NamedTuple

from llm.client import Reply
from llm.errors import Kind
from llm.unwrap import Noticed, NotJson, Unwrapped, unwrap
from llm.wire import wire_errors


class Fault(NamedTuple):
    """Why a reply cannot be used; ``lines`` are Chinese, for the model and the reviewer."""

    kind: Kind
    lines: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()

    @property
    def detail(self) -> str:
        """The lines in one."""
        return "；".join(self.lines)


def judge(reply: Reply, wire: dict[str, Any]) -> Unwrapped | Fault:
    """The object of a reply when it keeps ``wire``."""
    if reply.finish == "refused":
        return Fault("refused", (reply.text.strip()[:200] or "没有说明理由",))
    found = unwrap(reply.text)
    if isinstance(found, NotJson):
        return _unreadable(reply, found)
    if errors := wire_errors(found.data, wire):
        # A cut reply cannot close its object, but a server may have closed it for the model.
        kind: Kind = "cut" if reply.finish == "cut" else "wrong_shape"
        return Fault(kind, errors, found.noticed)
    if reply.finish == "cut":
        return found._replace(noticed=(*found.noticed, "too_long_but_whole"))
    return found


def _unreadable(reply: Reply, found: NotJson) -> Fault:
    lines = (found.detail,) if found.detail else ()
    if reply.finish == "cut":
        return Fault("cut", lines, found.noticed)
    if reply.finish == "empty" and found.kind == "only_thought":
        return Fault("only_thought", lines, found.noticed)
    if reply.method == "tool" and found.kind == "broken_json":
        return Fault("tool_unread", lines, found.noticed)
    return Fault(found.kind, lines, found.noticed)
