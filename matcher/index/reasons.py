"""The reasons of a rule set: each leaf where it stands, in words.

Role, text and source never change and are put into words once. Where the fact is a yes or no, one
of the choices a vocabulary names, or not given at all, the whole reason repeats from applicant to
applicant: it is kept, at most one for each such answer of each leaf. What shows a number, a date
or the titles of an applicant is made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.decision import Reason
from matcher.evaluate import Role
from matcher.index.groups import TRUTH
from matcher.index.levels import States
from matcher.index.made import made
from matcher.index.occurrences import Numbers, Occurrences
from rules.condition import Judged, Leaf
from rules.document import SourceSpan
from rules.vocabulary import Vocabulary
from rules.wording import describe_condition

_TRUTHS = np.array(TRUTH, dtype=object)


class Reasons:
    """The leaves of all rules by their numbers among the occurrences.

    ``answers`` is how many answers of a leaf are kept, by its place: those with the codes from 0.
    """

    def __init__(
        self,
        listed: Sequence[tuple[Leaf, bool]],
        places: Occurrences,
        answers: Sequence[int],
        vocabulary: Vocabulary,
    ) -> None:
        self._listed, self._vocabulary, self._leaf = listed, vocabulary, places.leaf
        # role, text and source of each, and which of them are made
        self._said = np.full((3, len(listed)), None, dtype=object)
        self._begun = np.zeros(len(listed), dtype=bool)
        self._texts: dict[str, str] = {}  # the same words are one object: less to fetch
        kept = np.array(answers, dtype=np.intp).take(places.leaf)
        ends: Numbers = np.cumsum(kept)
        # where those of an occurrence begin; last of all a place that always stays empty
        self._first: Numbers = ends - kept
        count = int(ends[-1]) + 1 if len(ends) else 1
        self._kept = np.full(count, None, dtype=object)
        self._empty: NDArray[np.bool_] = np.ones(count, dtype=bool)

    def said(self, numbers: Numbers) -> tuple[list[Role], list[str], list[SourceSpan]]:
        """Roles, texts and sources of leaves."""
        fresh = numbers[~self._begun.take(numbers)]
        for number in fresh.tolist():
            self._state(number)
        roles, texts, sources = (told.take(numbers).tolist() for told in self._said)
        return roles, texts, sources

    def stated(
        self,
        numbers: Numbers,
        codes: Numbers,
        states: States,
        facts: Callable[[Numbers], list[str]],
    ) -> tuple[Reason, ...]:
        """Leaves as reasons. ``codes`` and ``states`` are those of all leaves, by their places.

        A code is the answer given, -1 where it is none of the kept ones; ``facts`` tells the facts
        in words.
        """
        code = codes.take(self._leaf.take(numbers))
        place = self._first.take(numbers)
        place += code
        place[code < 0] = -1
        reasons = self._kept.take(place).tolist()
        fresh = self._empty.take(place).nonzero()[0]
        made_anew = self._made(numbers.take(fresh), states, facts)
        for number, reason in zip(fresh.tolist(), made_anew, strict=True):
            reasons[number] = reason
        for number in (code.take(fresh) >= 0).nonzero()[0].tolist():
            kept = int(place[fresh[number]])
            self._kept[kept] = made_anew[number]
            self._empty[kept] = False
        return tuple(reasons)

    def _made(
        self, numbers: Numbers, states: States, facts: Callable[[Numbers], list[str]]
    ) -> tuple[Reason, ...]:
        leaves = self._leaf.take(numbers)
        roles, texts, sources = self.said(numbers)
        return made(
            Reason,
            role=roles,
            truth=_TRUTHS.take(states.take(leaves)).tolist(),
            text=texts,
            fact=facts(leaves),
            source=sources,
        )

    def _state(self, number: int) -> None:
        leaf, exclusion = self._listed[number]
        role: Role = "exclusion" if exclusion else "condition"
        roles, texts, sources = self._said
        roles[number] = "gate" if isinstance(leaf, Judged) else role
        text = describe_condition(leaf, self._vocabulary)
        texts[number] = self._texts.setdefault(text, text)
        sources[number] = leaf.source
        self._begun[number] = True
