"""Ask a model for one object: judge the reply, repair once, then answer or fail by name.

Two calls at most. What cannot be mended by showing a model its errors (a refusal, a reply cut at
the limit, a connection that is gone) is not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from llm.client import Client, Reply, Request
from llm.errors import Kind, ModelError, code_of
from llm.judge import Fault, judge
from llm.outcome import Answered, Failed, Outcome
from llm.repair import repair_request
from llm.unwrap import Unwrapped

#: What is wrong with an object that keeps its schema, as Chinese lines; none when it is good.
Check = Callable[[dict[str, Any]], Sequence[str]]

_NOT_MENDED: frozenset[Kind] = frozenset({"cut", "refused"})


class _Try(NamedTuple):
    """One reply and what came of it."""

    reply: Reply
    found: Unwrapped | Fault
    complaints: tuple[str, ...] = ()


def ask_for(client: Client, request: Request, check: Check | None = None) -> Outcome:
    """One object that keeps ``request.wire``, or a named failure; never raises for the model.

    ``check`` says what else is wrong (a quote that is not in the text); its lines are shown to
    the model once. An object it still complains about is answered with its ``complaints``.
    """
    if request.wire is None:
        raise ValueError("ask_for needs a wire schema")
    tries: list[_Try] = []
    asked = request
    while True:
        try:
            reply = client.complete(asked)
        except ModelError as error:
            return _ended(tries, error)
        tries.append(_judged(reply, request.wire, check))
        last = tries[-1]
        wrong = last.found.lines if isinstance(last.found, Fault) else last.complaints
        good = isinstance(last.found, Unwrapped) and not wrong
        final = isinstance(last.found, Fault) and last.found.kind in _NOT_MENDED
        if good or final or len(tries) == 2:
            return _ended(tries, None)
        kind = last.found.kind if isinstance(last.found, Fault) else None
        asked = repair_request(request, reply, kind, wrong)


def _judged(reply: Reply, wire: dict[str, Any], check: Check | None) -> _Try:
    found = judge(reply, wire)
    if isinstance(found, Fault) or check is None:
        return _Try(reply, found)
    return _Try(reply, found, tuple(check(found.data)))


def _ended(tries: list[_Try], error: ModelError | None) -> Outcome:
    """The best of what was said; of two usable objects the one with fewer complaints."""
    replies = tuple(one.reply for one in tries)
    noticed = tuple(dict.fromkeys(what for one in tries for what in one.found.noticed))
    usable = [one for one in tries if isinstance(one.found, Unwrapped)]
    if usable:
        best = min(usable, key=lambda one: len(one.complaints))
        first = tries[0].found
        assert isinstance(best.found, Unwrapped)
        return Answered(
            data=best.found.data,
            reply=best.reply,
            repaired=best is not tries[0],
            complaints=best.complaints,
            noticed=noticed,
            replies=replies,
            first_fault=first.kind if isinstance(first, Fault) else None,
        )
    if error is not None:
        return Failed(
            kind=error.kind,
            code=error.code,
            detail=error.detail,
            replies=replies,
            noticed=noticed,
            lasting=error.lasting,
        )
    fault = tries[-1].found
    assert isinstance(fault, Fault)
    return Failed(
        kind=fault.kind,
        code=code_of(fault.kind),
        detail=fault.detail,
        replies=replies,
        noticed=noticed,
    )
