"""A piece of condition text being read: what is taken, what is free, what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from compiler.extract.drafts import DraftNode, Quote
from compiler.extract.language import words as w
from compiler.extract.language.lexicon import Lexicon

_QUOTED = re.compile(r"[“「『\"](?P<words>[^“”「」『』\"]{2,40})[”」』\"]")


@dataclass
class Fragment:
    """A piece of folded text being consumed pattern by pattern."""

    view: str
    text: str
    start: int
    end: int
    lexicon: Lexicon
    residual: bool = True
    taken: list[tuple[int, int]] = field(default_factory=list)
    tags: list[tuple[int, DraftNode]] = field(default_factory=list)
    asides: list[tuple[int, int]] = field(default_factory=list)
    asked: list[tuple[int, int]] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)  # lists of who applies

    def knows(self, name: str) -> bool:
        """Whether the vocabulary has this name, apart from a subject or verb before it."""
        return any(name[i:] in self.lexicon.names for i in range(min(4, len(name) - 1)))

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in self.taken)

    def take(self, start: int, end: int) -> None:
        self.taken.append((start, end))

    def add(self, node: DraftNode, start: int, end: int) -> None:
        self.tags.append((start, node))
        self.take(start, end)

    def quote(self, start: int, end: int) -> Quote:
        """The quote of ``[start, end)`` without surrounding spaces, modals and punctuation."""
        while start < end and self.view[start] in " ,;:。、(\n\t":
            start += 1
        while end > start and self.view[end - 1] in " ,;:。、的\n\t":
            end -= 1
        return Quote(text=self.text[start:end], start=start)

    def gaps(self, *, over_asides: bool = False) -> list[tuple[int, int]]:
        """The stretches nothing has consumed yet, in order; bracketed remarks split them or not."""
        found, position = [], self.start
        for a, b in sorted(self.taken):
            if over_asides and (a, b) in self.asides:
                continue
            if a > position:
                found.append((position, a))
            position = max(position, b)
        if position < self.end:
            found.append((position, self.end))
        return found

    def search(self, pattern: re.Pattern[str], *, over_asides: bool = False) -> list[re.Match[str]]:
        """Matches inside the free stretches; a match never reaches across a consumed one."""
        gaps = self.gaps(over_asides=over_asides)
        found = [m for a, b in gaps for m in pattern.finditer(self.view, a, b)]
        return [m for m in found if not self._cuts_quoted(*m.span())]

    def _cuts_quoted(self, start: int, end: int) -> bool:
        """Whether a stretch begins or ends inside words in quotation marks and leaves them."""
        return any(a < start < b < end or start < a < end < b for a, b in self.quoted)

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where words stand in quotation marks: they are one name, whatever they say."""
        return tuple(m.span("words") for m in _QUOTED.finditer(self.text, self.start, self.end))


def period_before(fragment: Fragment, start: int, end: int) -> re.Match[str] | None:
    """The last words of time inside ``[start, end)``."""
    found = None
    for match in w.PERIOD.finditer(fragment.view, start, end):
        found = match
    return found


def own_period(fragment: Fragment, position: int) -> str:
    """The words of time before a place that nothing has taken yet."""
    head = period_before(fragment, fragment.start, position)
    return head.group() if head and fragment.free(*head.span()) else ""


def period_start(fragment: Fragment, position: int) -> int:
    """Where the free words of time before a place begin; the place itself without any."""
    head = period_before(fragment, fragment.start, position)
    return head.start() if head and fragment.free(head.start(), position) else position
