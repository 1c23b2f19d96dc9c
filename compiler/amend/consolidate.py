"""The text of a document as a notice makes it read, and every change with its order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import assert_never

from compiler.amend.instructions import Instruction
from compiler.amend.places import Place, articles, locate
from compiler.diagnostics import diagnose
from compiler.fold import fold
from rules.document import Frozen, PolicyDocument
from rules.draft import Change
from rules.errors import Diagnostic


class Edit(Frozen):
    """``[start, end)`` of the text before the notice becomes ``new``."""

    start: int
    end: int
    new: str


class Consolidation(Frozen):
    """The amended text, the changes in the order of the notice, and what could not be done."""

    text: str
    edits: tuple[Edit, ...]  # by where they stand in the text before
    changes: tuple[Change, ...]
    diagnostics: tuple[Diagnostic, ...]

    def moved(self, start: int, end: int) -> int | None:
        """Where ``[start, end)`` of the text before begins now; None when an edit touches it."""
        shift = 0
        for edit in self.edits:
            if edit.end <= start and (edit.start < start or edit.start == edit.end == start):
                shift += len(edit.new) - (edit.end - edit.start)
            elif edit.start < end and start < max(edit.end, edit.start + 1):
                return None
        return start + shift


@dataclass
class _Desk:
    """The text before the notice, the edits it asks for, and what cannot be done."""

    text: str
    file: str
    edits: list[Edit] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)

    def edit(self, order: Instruction, place: str, edits: list[Edit], old: str, new: str) -> None:
        """Note the edits of one order unless another order changes the same words."""
        assert order.kind is not None
        if any(a.start < b.end and b.start < a.end for a in edits for b in self.edits):
            self.refuse("PC608", order, at=place)
            return
        self.edits.extend(edits)
        self.changes.append(
            Change(kind=order.kind, place=place, old=old, new=new, source=order.source)
        )

    def refuse(self, code: str, order: Instruction, **values: str) -> None:
        quote = order.source.quote[:60]
        self.problems.append(diagnose(code, order.source, file=self.file, quote=quote, **values))

    def amended(self) -> str:
        text = self.text
        for edit in sorted(self.edits, key=lambda e: e.start, reverse=True):
            text = text[: edit.start] + edit.new + text[edit.end :]
        return text


def consolidate(
    base: PolicyDocument, notice: PolicyDocument, instructions: tuple[Instruction, ...]
) -> Consolidation:
    """``base`` as the orders of ``notice`` make it read.

    Places and words are those of the text before the notice, whatever the order of the orders. One
    that cannot be carried out exactly is reported and changes nothing.
    """
    desk = _Desk(text=base.text, file=notice.source_name)
    # words of the whole text come last: they leave alone what another order rewrites
    for order in sorted(instructions, key=lambda i: i.kind == "words" and not i.places):
        _carry_out(desk, order)
    if not instructions:
        desk.problems.append(diagnose("PC605", file=notice.source_name))
    return Consolidation(
        text=desk.amended(),
        edits=tuple(sorted(desk.edits, key=lambda edit: edit.start)),
        changes=tuple(desk.changes),
        diagnostics=tuple(desk.problems),
    )


def _carry_out(desk: _Desk, order: Instruction) -> None:
    match order.kind:
        case None:
            desk.refuse("PC601", order)
        case "renumber":
            desk.refuse("PC604", order)
        case "words" if not order.places:
            _change_everywhere(desk, order)
        case "words":
            _change_words(desk, order)
        case "replace":
            _replace(desk, order, order.places[0])
        case "delete":
            for place in order.places:
                _delete(desk, order, place)
        case "add_article":
            _add_article(desk, order, order.places[0])
        case "add_part":
            _add_part(desk, order, order.places[0])
        case _:
            assert_never(order.kind)


def _occurrences(text: str, words: str, start: int, end: int) -> list[int]:
    return [start + m.start() for m in re.finditer(re.escape(words), text[start:end])]


def _change_everywhere(desk: _Desk, order: Instruction) -> None:
    edits = [
        Edit(start=at, end=at + len(order.old), new=order.text)
        for at in _occurrences(desk.text, order.old, 0, len(desk.text))
        if not any(at < e.end and e.start < at + len(order.old) for e in desk.edits)
    ]
    if not edits:
        desk.refuse("PC603", order, at="全文", words=order.old)
        return
    desk.edit(order, f"全文（{len(edits)}处）", edits, order.old, order.text)


def _found(desk: _Desk, order: Instruction, place: Place) -> tuple[int, int] | None:
    """The stretch an order speaks of; None, and said, when it is not there exactly once."""
    found = locate(desk.text, place)
    if found is None:
        desk.refuse("PC602", order, at=place.name)
    return found


def _change_words(desk: _Desk, order: Instruction) -> None:
    for place in order.places:
        found = _found(desk, order, place)
        if found is None:
            continue
        edits = [
            Edit(start=at, end=at + len(order.old), new=order.text)
            for at in _occurrences(desk.text, order.old, *found)
        ]
        if not edits:
            desk.refuse("PC603", order, at=place.name, words=order.old)
            continue
        desk.edit(order, place.name, edits, order.old, order.text)


def _replace(desk: _Desk, order: Instruction, place: Place) -> None:
    found = _found(desk, order, place)
    if found is None:
        return
    start, end = found
    old = desk.text[start:end]
    new = order.text
    marker = _MARKER.match(fold(old))
    if marker and not _MARKER.match(fold(new)):
        new = old[: marker.end()] + new  # the number is cited, not repeated: it stays
    desk.edit(order, place.name, [Edit(start=start, end=end, new=new)], old, new)


_MARKER = re.compile(
    r"第[零一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十]+)? ?"
    r"|\([零一二三四五六七八九十百\d]+\)|\d{1,2}[.、](?!\d)"
)


def _delete(desk: _Desk, order: Instruction, place: Place) -> None:
    found = _found(desk, order, place)
    if found is None:
        return
    start, end = found
    old = desk.text[start:end]
    start -= desk.text[start - 1 : start] == "\n"
    desk.edit(order, place.name, [Edit(start=start, end=end, new="")], old, "")


def _add_article(desk: _Desk, order: Instruction, place: Place) -> None:
    if locate(desk.text, place) is not None:
        desk.refuse("PC606", order, at=place.name)
        return
    earlier = [
        a for a in articles(desk.text) if (a.article, a.after) < (place.article, place.after)
    ]
    if not earlier:
        desk.refuse("PC602", order, at=place.name)
        return
    before = max(earlier, key=lambda a: (a.article, a.after))
    new = order.text
    if not _MARKER.match(fold(new)):
        new = f"{place.name} {new}"
    at = before.end
    desk.edit(order, place.name, [Edit(start=at, end=at, new="\n" + new)], "", new)


def _add_part(desk: _Desk, order: Instruction, place: Place) -> None:
    """A 款 goes to the end of its article, a 项 behind the last 项 of the place that is cited."""
    found = _found(desk, order, place)
    if found is None:
        return
    start, at = found
    if order.joins == "项":
        ends = [m.end() for m in _ITEM_LINE.finditer(fold(desk.text[start:at]))]
        if not ends:
            desk.refuse("PC602", order, at=f"{place.name}的各项")
            return
        at = start + ends[-1]
    new = "\n" + order.text
    desk.edit(
        order, f"{place.name}增加一{order.joins}", [Edit(start=at, end=at, new=new)], "", order.text
    )


_ITEM_LINE = re.compile(r"^\([零一二三四五六七八九十百\d]+\).*$", re.M)
