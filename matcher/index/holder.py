"""The indexes of one set of rules, one for each day that is asked about.

What is published is replaced as a whole: whoever publishes makes a new holder ready for the days
that are in use and then puts it in the place of the old one. Readers keep the one they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from threading import Lock

from matcher.index.build import Index
from rules.rule import Rule
from rules.vocabulary import Vocabulary

_DAYS = 4  # today, and a few days somebody looks back or ahead to


class IndexHolder:
    """Indexes made when their day is first asked for; the latest few are kept."""

    def __init__(self, rules: tuple[Rule, ...], vocabulary: Vocabulary) -> None:
        self._rules, self._vocabulary = rules, vocabulary
        self._lock = Lock()
        # never changed, only replaced: readers need no lock
        self._by_day: dict[date, Index] = {}

    @property
    def days(self) -> tuple[date, ...]:
        """The days there is an index for, oldest request first."""
        return tuple(self._by_day)

    def on(self, day: date) -> Index:
        """The index for a day; while one is being made, only those who need it wait."""
        index = self._by_day.get(day)
        if index is not None:
            return index
        with self._lock:
            index = self._by_day.get(day)
            if index is None:
                index = Index.build(self._rules, day, self._vocabulary)
                kept = list(self._by_day.items())[1 - _DAYS :]
                self._by_day = dict([*kept, (day, index)])
        return index

    def prepare(self, days: Iterable[date]) -> None:
        """Make the indexes for these days before anybody asks for them."""
        for day in days:
            self.on(day)
