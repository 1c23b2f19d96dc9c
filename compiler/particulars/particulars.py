"""Gather what a policy says of its items besides conditions and awards, sentence by sentence.

What stands nearer to an item goes before what is said for all: a card's own telephone and an
article's own deadline before those of the last chapter. Duties and papers add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from compiler.extract.drafts import DraftItem, DraftStacking
from compiler.extract.items.outline import Outline, Sentence
from compiler.fold import fold
from compiler.particulars.contact import telephone
from compiler.particulars.department import (
    bureau,
    in_full,
    is_general,
    labelled,
    signed,
    stated,
)
from compiler.particulars.duties import duties_in, is_duty
from compiler.particulars.materials import handed_in, listed_in_block
from compiler.particulars.procedure import delivery_in, review_in
from compiler.particulars.reach import Reach
from compiler.particulars.validity import says_validity, valid_for, valid_from, valid_until
from compiler.particulars.windows import windows_in
from compiler.roles import Role, role_of_heading
from rules.benefit import Award
from rules.document import ClauseKind, DocumentMeta, PolicyDocument, SentenceKind, SourceSpan
from rules.rule import Delivery, Note, ReviewMode, Validity, Window

_BINDING = (
    SentenceKind.HEADING,
    SentenceKind.AMOUNT,
    SentenceKind.CONDITION,
    SentenceKind.EXCLUSION,
    SentenceKind.DEFINITION,
)
_GRANTS = (SentenceKind.HEADING, SentenceKind.AMOUNT)
_VALIDITY_BLOCK = re.compile(r"有效期|(?:政策|执行|实施)期限?$")
_TIME_BLOCK = re.compile(r"时间/频度|实施时间")
#: 自2025年6月1日至2028年5月31日, 从2025年7月起: how long the policy runs, not when to apply.
_RUNS = re.compile(
    r"(?:自|从)?(?P<a>\d{4})年\d{1,2}月(?:\d{1,2}日)?(?:起$|起\W|(?:起)?至(?!(?P=a))\d{4}年)|(?:自|从)[^,;。]{4,12}起\W*$"
)
_OFFICE_BLOCK = re.compile(
    r"受理部门|经办|联[系络]|电话|责任(?:部门|单位)|主管部门|办理(?:地点|窗口)"
)


_NAMES_ITEMS = ("exclusive_with", "cumulative")


@dataclass(frozen=True)
class Said:
    """One statement: the items it speaks of and its source."""

    items: frozenset[int]
    source: SourceSpan
    view: str
    in_block: bool = False


@dataclass
class Particulars:
    """What the sentences of one policy say of its items."""

    document: PolicyDocument
    meta: DocumentMeta
    outline: Outline
    sentences: Sequence[Sentence]
    items: Sequence[DraftItem]
    people: Sequence[bool]
    reach: Reach = field(init=False)
    _full_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reach = Reach(self.outline, self.items, self.people)

    def validity(self, number: int) -> Validity:
        """From when until when the policy of an item holds."""
        start: date | None = None
        end: date | None = None
        source: SourceSpan | None = None
        for said in self._of(self._validities, number):
            first, last = valid_for(said.view) if said.in_block else (None, None)
            found = start or valid_from(said.view, self.meta) or first
            until = end or valid_until(said.view, found or self.meta.effective) or last
            if found or until:
                start, end, source = found, until, source or said.source
        if source is None:
            return Validity(start=self.meta.effective, end=self.meta.expires)
        start = start or self.meta.effective
        return Validity(start=start, end=end or self.meta.expires, source=source)

    def windows(self, number: int) -> tuple[Window, ...]:
        """When applications for an item are taken: what is said nearest to it.

        None where nobody applies (免申即享).
        """
        if self.delivery(number) is Delivery.NO_APPLICATION:
            return ()
        found = [w for w in self._windows if number in w.said.items]
        if not found:
            return ()
        nearest = min(len(w.said.items) for w in found)
        kept = [w for w in found if len(w.said.items) == nearest]
        general = next((w for w in found if w.start and len(w.said.items) > nearest), None)
        return tuple(
            Window(
                start=general.start if w.moved and general and not w.start else w.start,
                end=w.end,
                text=w.said.source.quote,
                source=w.said.source,
            )
            for w in kept
        )

    def duties(self, number: int) -> tuple[Note, ...]:
        """What whoever is paid must do, and what is taken back."""
        return tuple(
            Note(text=s.source.quote, source=s.source) for s in self._duties if number in s.items
        )

    def materials(self, number: int) -> tuple[Note, ...]:
        """What is handed in with the application."""
        return tuple(
            Note(text=s.source.quote, source=s.source) for s in self._materials if number in s.items
        )

    def concerns(self, number: int, draft: DraftStacking) -> bool:
        """Whether a stacking clause speaks of an item: it names this one, or none of the items."""
        start = draft.quote.start
        item = self.items[number]
        clause = self.outline.every[item.clause]
        if clause.start <= start < clause.subtree_end or draft.shape not in _NAMES_ITEMS:
            return True
        named = self.reach.named_in(fold(draft.scope))
        return number in named or not named

    def department(self, number: int) -> str:
        """The office behind an item: its own clause goes before the issuer, the issuer before all.

        A government that issues for its bureaus stands only where no bureau is named.
        """
        mine = sorted((s for s in self._offices if number in s.items), key=lambda s: len(s.items))
        own = [s for s in mine if len(s.items) < len(self.items) or len(self.items) == 1]
        if named := next((s.view for s in own if s.in_block), ""):
            return self._in_full(named)
        first = self.meta.issuer.split("、")[0]
        issuer = first[: len(bureau(fold(first)))]  # as written, found in its folded form
        if not is_general(fold(issuer)):
            return issuer
        return self._in_full(mine[0].view) if mine else self._signed or issuer

    def _in_full(self, name: str) -> str:
        if name not in self._full_names:
            self._full_names[name] = in_full(name, self.outline.view)
        return self._full_names[name]

    @cached_property
    def _signed(self) -> str:
        return signed(self.outline.view[self.outline.part.start : self.outline.part.end])

    def phone(self, number: int) -> str:
        """The telephone said nearest to an item."""
        found = [(len(s.items), s.view) for s in self._telephones if number in s.items]
        nearest = min(found, key=lambda entry: entry[0], default=(0, ""))[1]
        return nearest or self.meta.phone

    def delivery(self, number: int) -> Delivery:
        """How the benefit reaches the payee; on application unless the text says otherwise."""
        found = [(s.items, d) for s, d in self._deliveries if number in s.items]
        if not found:
            return Delivery.APPLICATION
        nearest = min(len(items) for items, _ in found)
        modes = {mode for items, mode in found if len(items) == nearest}
        return Delivery.CONFIRMATION if Delivery.CONFIRMATION in modes else Delivery.NO_APPLICATION

    def review_mode(self, number: int, award: Award) -> ReviewMode:
        """How applications are decided, by the item's own clause, then by what holds for all."""
        clause = self.outline.every[self.items[number].clause]
        own = self.outline.view[clause.start : clause.subtree_end]
        if mode := review_in(own, award):
            return mode
        for said in self._reviews:
            if number in said.items and (mode := review_in(said.view, award)):
                return mode
        return ReviewMode.UNSTATED

    def _of(self, found: Iterable[Said], number: int) -> list[Said]:
        """The statements that speak of an item, the nearest first."""
        mine = [s for s in found if number in s.items]
        return sorted(mine, key=lambda said: len(said.items))

    @cached_property
    def _validities(self) -> list[Said]:
        return [
            replace(self._said(s, *self._own_words(s), whole=True), in_block=self._lasts(s))
            for s in self.sentences
            if (self._lasts(s) and s.kind is not SentenceKind.HEADING)
            or (s.kind not in _GRANTS and says_validity(self.outline.said(s)))
        ]

    def _lasts(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in a block that says how long the policy holds."""
        clause = self.outline.every[sentence.clause]
        if clause.kind is not ClauseKind.FIELD:
            return False
        return _VALIDITY_BLOCK.search(clause.heading) is not None or (
            _TIME_BLOCK.search(clause.heading) is not None
            and _RUNS.search(self.outline.said(sentence)) is not None
        )

    @cached_property
    def _windows(self) -> list[_Opening]:
        found: list[_Opening] = []
        for sentence in self.sentences:
            if sentence.kind in _BINDING or self._lasts(sentence):
                continue
            block = self._role(sentence) is Role.WINDOW
            for start, end, items in self._pieces(sentence):
                for opening in windows_in(self.outline.view[start:end], in_block=block):
                    a, b = self._trimmed(start + opening.start, start + opening.end)
                    said = Said(items, self.document.span(a, b), "")
                    found.append(_Opening(said, *opening.ends, opening.moved))
        return found

    @cached_property
    def _duties(self) -> list[Said]:
        return [
            self._said(replace(s, start=start, end=end), start, end)
            for s in self.sentences
            if is_duty(self.outline.said(s), s.kind)
            for start, end in duties_in(self.outline.view, *self._own_words(s), s.kind)
        ]

    @cached_property
    def _materials(self) -> list[Said]:
        found: list[Said] = []
        for sentence in self.sentences:
            block = self._role(sentence) is Role.MATERIAL
            if sentence.kind is SentenceKind.HEADING or (sentence.kind in _BINDING and not block):
                continue
            if block:
                start, end = self._own_words(sentence)
                if place := listed_in_block(self.outline.view, start, end):
                    found.append(self._said(sentence, *place))
                continue
            for start, end, items in self._pieces(sentence):
                if place := handed_in(self.outline.view, start, end):
                    span = self.document.span(*self._trimmed(*place))
                    found.append(Said(items, span, ""))
        return found

    @cached_property
    def _telephones(self) -> list[Said]:
        found: list[Said] = []
        for sentence in self.sentences:
            clause = self.outline.every[sentence.clause]
            block = clause.kind is ClauseKind.FIELD and _OFFICE_BLOCK.search(clause.heading)
            if number := telephone(self.outline.said(sentence), in_block=bool(block)):
                said = self._said(sentence, sentence.start, sentence.end)
                found.append(replace(said, items=self.reach.beside(sentence.clause), view=number))
        return found

    @cached_property
    def _offices(self) -> list[Said]:
        """Who is named as responsible (``in_block``), and who decides, receives or explains."""
        found: list[Said] = []
        for sentence in self.sentences:
            said = self.outline.said(sentence)
            items = self.reach.beside(sentence.clause)
            source = self._said(sentence, sentence.start, sentence.end).source
            if name := labelled(said):
                found.append(Said(items, source, name, in_block=True))
            elif name := stated(said):
                found.append(Said(items, source, name))
        return found

    @cached_property
    def _deliveries(self) -> list[tuple[Said, Delivery]]:
        return [
            (Said(items, self.document.span(*self._trimmed(start, end)), ""), mode)
            for sentence in self.sentences
            for start, end, items in self._pieces(sentence)
            if (mode := delivery_in(self.outline.view[start:end]))
        ]

    @cached_property
    def _reviews(self) -> list[Said]:
        """Those of no item's own clause: 本措施实行核准制."""
        return [
            self._said(s, s.start, s.end)
            for s in self.sentences
            if s.kind is not SentenceKind.AMOUNT
            and re.search(r"核准制|评审制|备案制|专家评审|组织评审", self.outline.said(s))
        ]

    def _said(self, sentence: Sentence, start: int, end: int, *, whole: bool = False) -> Said:
        a, b = self._trimmed(start, end)
        items = self.reach.of(sentence.clause, sentence.start, sentence.end, whole=whole)
        return Said(items, self.document.span(a, b), self.outline.view[start:end])

    def _pieces(self, sentence: Sentence) -> list[tuple[int, int, frozenset[int]]]:
        return self.reach.pieces(sentence.clause, *self._own_words(sentence))

    def _own_words(self, sentence: Sentence) -> tuple[int, int]:
        """A sentence without its number and the name of its block."""
        start = self.outline.told_from(sentence)
        marker = _MARKER.match(self.outline.view, start, sentence.end)
        start = marker.end() if marker else start
        said = self.outline.view[start : sentence.end].strip()
        return (start if said else sentence.start), sentence.end

    def _role(self, sentence: Sentence) -> Role:
        if role := self._labelled(sentence):
            return role
        clause = self.outline.every[sentence.clause]
        if clause.heading and (role := role_of_heading(clause.heading)) is not Role.NONE:
            return role
        parent = self.outline.parent(clause)
        return role_of_heading(parent.heading) if parent and parent.heading else Role.NONE

    def _labelled(self, sentence: Sentence) -> Role | None:
        """The role of a label inside a paragraph: 「【申请材料】残疾人证」."""
        label = self.outline.view[sentence.start : self.outline.told_from(sentence)].strip(" []:|")
        role = role_of_heading(label) if label else Role.NONE
        return role if role is not Role.NONE else None

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without blanks and marks at its ends, unless it has nothing else."""
        view, a, b = self.outline.view, start, end
        while a < b and view[a] in " \n\t,;:。、|":
            a += 1
        while b > a and view[b - 1] in " \n\t,;:。、|":
            b -= 1
        return (a, b) if a < b else (start, end)


@dataclass(frozen=True)
class _Opening:
    said: Said
    start: datetime | None
    end: datetime | None
    moved: bool


_MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+条(?:之[一二三四五六七八九十])?|[一二三四五六七八九十]{1,3}[、.]"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|[①-⑳])\s*"
)
