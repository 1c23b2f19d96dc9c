"""Leaves that read the same fact, decided together: one look at the fact gives all their states.

States are ordered so that all is the least and any the greatest: false 0, unknown 1, true 2. What
a group has no table for goes through ``judge``, once for each distinct leaf, and is counted.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from matcher.conditions import Outcome, judge, tag_question
from matcher.decision import MissingFact
from matcher.facts import Fact, Facts, FactValue, Tag, TagSet, absolute, fact_key
from matcher.figures import Inquiry, missing_fact
from matcher.index.operands import Given, found, lookup_keys, reads
from matcher.likeness import period_key
from matcher.membership import tag_held
from matcher.truth import Truth
from rules.condition import Has, Is, Leaf, OneOf, Within
from rules.period import NOW, Period
from rules.quantity import DateValue

FALSE, UNKNOWN, TRUE = 0, 1, 2
STATE = {Truth.FALSE: FALSE, Truth.UNKNOWN: UNKNOWN, Truth.TRUE: TRUE}
TRUTH = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)
_REMEMBERED = 1024  # distinct choices or places of applicants whose rows are kept


class Row(NamedTuple):
    """The states of a group's leaves, in its order, for one applicant.

    ``value`` is the fact used, or None where none is given; ``wanted`` is what each leaf asks for
    when it is unknown. ``outcomes`` replace both where ``judge`` decided.
    ``code`` numbers the answers after which all leaves say the same to everybody: 0 for none given,
    -1 for those that are not numbered. Without outcomes only.
    """

    states: bytes
    value: FactValue | None = None
    wanted: tuple[MissingFact, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    fresh: Sequence[int] = ()  # the leaves that judge decided for this applicant
    code: int = -1

    def missing(self, number: int) -> tuple[MissingFact, ...]:
        """What would settle a leaf; nothing unless it is unknown."""
        if self.outcomes:
            return self.outcomes[number].missing
        return (self.wanted[number],) if self.states[number] == UNKNOWN else ()


def judged(leaves: Sequence[Leaf], inquiry: Inquiry) -> Row:
    """The row by ``judge``, one leaf at a time."""
    outcomes = tuple(judge(leaf, inquiry) for leaf in leaves)
    states = bytes(STATE[outcome.truth] for outcome in outcomes)
    return Row(states, outcomes=outcomes, fresh=range(len(outcomes)))


class YesNo:
    """``Is`` leaves on one attribute and period.

    ``wanted``, as in every group: what each leaf asks for while nothing is given. Only a single
    leaf ever asks for another fact than then. ``codes``: how many the rows may have.
    """

    codes = 3

    def __init__(self, leaves: Sequence[Is], blank: Inquiry) -> None:
        self.leaves = leaves
        first = leaves[0]
        self._keys = lookup_keys(first.attribute, first.period, blank)
        self._ever = fact_key(first.attribute, "ever")
        wanted = (missing_fact(first.attribute, first.period, blank),) * len(leaves)
        self.wanted: Sequence[tuple[MissingFact, ...]] = [wanted[:1]] * len(leaves)
        self._unknown = Row(bytes([UNKNOWN] * len(leaves)), wanted=wanted, code=0)
        self._known = {
            value: Row(
                bytes(TRUE if leaf.expected is value else FALSE for leaf in leaves),
                value,
                code=1 + value,
            )
            for value in (True, False)
        }

    def row(self, given: Given, inquiry: Inquiry) -> Row:
        """The states for these facts."""
        del inquiry
        fact = found(self._keys, given)
        if fact is None:
            ever = given.get(self._ever)
            # never at all is also never in this period; ever does not say when
            fact = ever if ever is not None and ever.value is False else None
        if fact is None or not isinstance(fact.value, bool):
            return self._unknown
        return self._known[fact.value]


class Choices:
    """``OneOf`` leaves on one attribute and period: a row for each choice, made once."""

    def __init__(self, leaves: Sequence[OneOf], blank: Inquiry) -> None:
        self.leaves = leaves
        first = leaves[0]
        self._keys = lookup_keys(first.attribute, first.period, blank)
        self._wanted = (missing_fact(first.attribute, first.period, blank),) * len(leaves)
        self.wanted: Sequence[tuple[MissingFact, ...]] = [self._wanted[:1]] * len(leaves)
        self._unknown = Row(bytes([UNKNOWN] * len(leaves)), wanted=self._wanted, code=0)
        # a row follows from the choice alone
        self._chosen = lru_cache(_REMEMBERED)(self._row_of)
        self._blank = blank
        known = blank.vocabulary.get(first.attribute)
        listed = [] if known is None else known.options
        self._codes = {choice: number for number, choice in enumerate(dict.fromkeys(listed), 1)}
        self.codes = 1 + len(self._codes)

    def _row_of(self, choice: str) -> Row:
        attribute = self.leaves[0].attribute
        period = absolute(self.leaves[0].period, self._blank.on)
        told = Facts(facts=(Fact(attribute=attribute, period=period, value=choice),))
        states = judged(self.leaves, replace(self._blank, facts=told)).states
        return Row(states, choice, self._wanted, code=self._codes.get(choice, -1))

    def row(self, given: Given, inquiry: Inquiry) -> Row:
        """The states for these facts."""
        fact = found(self._keys, given)
        if fact is None:
            return self._unknown
        if isinstance(fact.value, str):
            return self._chosen(fact.value)
        return judged(self.leaves, inquiry)


_Atom = tuple[str, bool]  # a title, and whether its first grant is asked for
_GREATEST = bytes((FALSE, UNKNOWN, TRUE, TRUE)) + bytes(252)  # what states joined by | come to


def _is_bare(tag: Tag) -> bool:
    """Whether nothing but the name of a title is known."""
    undated = tag.granted_on is None and tag.granted_year is None and tag.valid_to is None
    return undated and tag.first is None


class Titles:
    """``Has`` leaves on one attribute and period.

    Most titles an applicant has bear on few leaves: the others are all unknown, or all false where
    the list is complete.
    """

    codes = 1

    def __init__(self, leaves: Sequence[Has], blank: Inquiry) -> None:
        self.leaves = leaves
        first = leaves[0]
        self._period = first.period
        self._exact = fact_key(first.attribute, absolute(first.period, blank.on))
        self._keys = lookup_keys(first.attribute, NOW, blank)
        self._known = blank.vocabulary.get(first.attribute)
        wanted = missing_fact(first.attribute, first.period, blank)
        self.wanted: Sequence[tuple[MissingFact, ...]] = [(wanted,)] * len(leaves)
        unknown = bytes([UNKNOWN] * len(leaves))
        self._unknown = Row(unknown, wanted=(wanted,) * len(leaves), code=0)
        self._wanted = tuple(tag_question(leaf, wanted) for leaf in leaves)
        self._atoms = [tuple((name, leaf.first) for name in leaf.values) for leaf in leaves]
        self._leaves_of: dict[_Atom, list[int]] = {}
        for number, atoms in enumerate(self._atoms):
            for atom in dict.fromkeys(atoms):
                self._leaves_of.setdefault(atom, []).append(number)
        self._by_name: dict[str, list[_Atom]] = {}  # what a title bears on when it is held
        self._by_broader: dict[str, list[_Atom]] = {}  # … and when it is not, or is broader
        for atom in self._leaves_of:
            self._by_name.setdefault(atom[0], []).append(atom)
            for broader in self._implied(atom[0]):
                self._by_broader.setdefault(broader, []).append(atom)
        self._touched = lru_cache(_REMEMBERED)(self._touched_by)
        self._bare = lru_cache(_REMEMBERED)(self._bare_row)
        self._blank = {
            done: bytes([FALSE if done else UNKNOWN]) * len(leaves) for done in (False, True)
        }

    def _implied(self, name: str) -> frozenset[str]:
        return frozenset({name}) if self._known is None else self._known.implied_by(name)

    def _touched_by(self, name: str) -> tuple[_Atom, ...]:
        held = [atom for wider in self._implied(name) for atom in self._by_name.get(wider, ())]
        return tuple(dict.fromkeys([*held, *self._by_broader.get(name, ())]))

    def row(self, given: Given, inquiry: Inquiry) -> Row:
        """The states for these facts."""
        period = self._period
        fact = given.get(self._exact)
        if fact is not None:
            period = NOW  # the fact speaks of exactly this period
        else:
            fact = found(self._keys, given)
        if fact is None:
            return self._unknown
        if not isinstance(fact.value, TagSet):
            return judged(self.leaves, inquiry)
        tags = fact.value
        if not tags.lacks and all(map(_is_bare, tags.has)):
            return Row(self._joined(tags, period, inquiry), tags, self._wanted)
        names = [tag.name for tag in tags.has]
        touched = {
            atom: STATE[
                tag_held(tags, atom[0], self._known, first=atom[1], period=period, on=inquiry.on)
            ]
            for atom in dict.fromkeys(a for n in (*names, *tags.lacks) for a in self._touched(n))
        }
        default = FALSE if tags.complete else UNKNOWN
        states = bytearray([default]) * len(self.leaves)
        for atom, state in touched.items():
            for number in self._leaves_of[atom]:
                if state == TRUE:
                    states[number] = TRUE
                else:
                    states[number] = max(touched.get(a, default) for a in self._atoms[number])
        return Row(bytes(states), tags, self._wanted)

    def _joined(self, tags: TagSet, period: Period, inquiry: Inquiry) -> bytes:
        """The states for titles of which only the names are known.

        Such a title makes a leaf true or leaves it open and never denies it, so that the leaves of
        several are, each, the greatest of what every single one makes of them.
        """
        together = int.from_bytes(self._blank[tags.complete], "little")
        for tag in tags.has:
            together |= self._bare(tag.name, period, inquiry.on)
        return together.to_bytes(len(self.leaves), "little").translate(_GREATEST)

    def _bare_row(self, name: str, period: Period, on: date) -> int:
        """What one title, of which only the name is known, makes of a complete set's leaves."""
        alone = TagSet(has=(Tag(name=name),), complete=True)
        states = bytearray(len(self.leaves))
        for title, first in self._touched(name):
            held = tag_held(alone, title, self._known, first=first, period=period, on=on)
            for number in self._leaves_of[title, first]:
                states[number] = max(states[number], STATE[held])
        return int.from_bytes(states, "little")


class Days:
    """``Within`` leaves on one date: it lies in each of their periods or it does not."""

    codes = 1

    def __init__(self, leaves: Sequence[Within], blank: Inquiry) -> None:
        self.leaves = leaves
        attribute = leaves[0].attribute
        self._keys = lookup_keys(attribute, NOW, blank)
        self._wanted = (missing_fact(attribute, NOW, blank),) * len(leaves)
        self.wanted: Sequence[tuple[MissingFact, ...]] = [self._wanted[:1]] * len(leaves)
        self._unknown = Row(bytes([UNKNOWN] * len(leaves)), wanted=self._wanted, code=0)
        windows = [window for leaf in leaves if (window := leaf.period.window(blank.on))]
        self._starts = np.array([start.toordinal() for start, _ in windows])
        self._ends = np.array([end.toordinal() for _, end in windows])

    def row(self, given: Given, inquiry: Inquiry) -> Row:
        """The states for these facts."""
        fact = found(self._keys, given)
        if fact is None:
            return self._unknown
        if not isinstance(fact.value, DateValue):
            return judged(self.leaves, inquiry)
        day = fact.value.day.toordinal()
        inside = (self._starts <= day) & (day <= self._ends)
        states = np.where(inside, np.int8(TRUE), np.int8(FALSE))
        return Row(states.tobytes(), fact.value, self._wanted)


class Single:
    """Leaves of any sort, each by ``judge``; where none of their facts is given, once for all."""

    codes = 1

    def __init__(self, leaves: Sequence[Leaf], blank: Inquiry) -> None:
        self.leaves = leaves
        self._read: list[frozenset[str]] = []
        self._blank: list[Outcome] = []
        for leaf in leaves:
            seen, outcome = reads(partial(judge, leaf), blank)
            self._read.append(seen)
            self._blank.append(outcome)
        self.wanted: Sequence[tuple[MissingFact, ...]] = [o.missing for o in self._blank]

    def row(self, given: Given, inquiry: Inquiry) -> Row:
        """The states for these facts."""
        outcomes = list(self._blank)
        fresh = [n for n, read in enumerate(self._read) if not given.keys().isdisjoint(read)]
        for number in fresh:
            outcomes[number] = judge(self.leaves[number], inquiry)
        states = bytes([STATE[outcome.truth] for outcome in outcomes])
        return Row(states, outcomes=tuple(outcomes), fresh=fresh)


Group = YesNo | Choices | Titles | Days | Single


def groups(leaves: Sequence[tuple[int, Leaf]], blank: Inquiry) -> list[tuple[Group, list[int]]]:
    """Numbered leaves in groups, each with the numbers of its leaves."""
    sorted_out: dict[Hashable, list[tuple[int, Leaf]]] = {}
    for number, leaf in leaves:
        match leaf:
            case Is() | OneOf() | Has():
                period = period_key(leaf.period, blank.on)
                key: Hashable = (type(leaf), leaf.attribute, period)
            case Within() if leaf.period.window(blank.on) is not None:
                key = (Within, leaf.attribute)
            case _:
                key = None
        sorted_out.setdefault(key, []).append((number, leaf))
    made: list[tuple[Group, list[int]]] = []
    for members in sorted_out.values():
        numbers, own = [n for n, _ in members], [leaf for _, leaf in members]
        made.append((_group(own, blank), numbers))
    return made


def _group(leaves: list[Leaf], blank: Inquiry) -> Group:
    first = leaves[0]
    if isinstance(first, Is):
        return YesNo([leaf for leaf in leaves if isinstance(leaf, Is)], blank)
    if isinstance(first, OneOf):
        return Choices([leaf for leaf in leaves if isinstance(leaf, OneOf)], blank)
    if isinstance(first, Has):
        return Titles([leaf for leaf in leaves if isinstance(leaf, Has)], blank)
    windows = [leaf for leaf in leaves if isinstance(leaf, Within)]
    if len(windows) == len(leaves) and all(leaf.period.window(blank.on) for leaf in windows):
        return Days(windows, blank)
    return Single(leaves, blank)
