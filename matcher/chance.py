"""Chances: how likely each answer is, learnt from subjects that were answered before.

Chances order questions and plans; they never enter a verdict or an amount. Without a sample every
answer of a question is as likely as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# A past subject that gave another answer to one question still says a little about this one.
_DISAGREEMENT = 0.2
# How many made-up subjects, one an answer, stand beside the real ones: nothing is impossible.
_PSEUDO = 1.0

_USUALLY = 0.9

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Sample:
    """What past subjects answered: per subject the ids of the options picked, by question key.

    A question a subject left open is not in its mapping.
    """

    subjects: tuple[Answers, ...] = ()

    def weights(self, given: Answers) -> tuple[float, ...]:
        """How much each past subject counts for one that has given these answers."""
        return tuple(
            _DISAGREEMENT ** sum(1 for key in given if subject.get(key, given[key]) != given[key])
            for subject in self.subjects
        )

    def shares(
        self,
        key: str,
        answers: Sequence[tuple[str, ...]],
        weights: Sequence[float],
        usual: tuple[str, ...] | None = None,
    ) -> tuple[float, ...]:
        """The chance of each answer to one question; they sum to 1.

        ``weights`` are those of ``weights``, one for each subject of the sample. ``usual`` is what
        most would answer, for all that is known before anybody was asked.
        """
        others = len(answers) - (usual in answers)
        counted = dict.fromkeys(answers, _PSEUDO / max(len(answers), 1))
        if usual is not None and usual in answers and others:
            counted = dict.fromkeys(answers, _PSEUDO * (1 - _USUALLY) / others)
            counted[usual] = _PSEUDO * _USUALLY
        for subject, weight in zip(self.subjects, weights, strict=True):
            given = subject.get(key)
            if given in counted:
                counted[given] += weight
        total = sum(counted.values())
        return tuple(counted[answer] / total for answer in answers)


NO_SAMPLE = Sample()


def all_hold(chances: Iterable[float]) -> float:
    """The chance that all hold, were they independent."""
    result = 1.0
    for chance in chances:
        result *= chance
    return result


def one_holds(chances: Iterable[float]) -> float:
    """The chance that one of them holds, were they independent."""
    return 1.0 - all_hold(1.0 - chance for chance in chances)


def so_many_hold(k: int, chances: Sequence[float]) -> float:
    """The chance that at least ``k`` hold, were they independent."""
    exactly = [1.0] + [0.0] * len(chances)
    for chance in chances:
        for count in range(len(chances), 0, -1):
            exactly[count] = exactly[count] * (1.0 - chance) + exactly[count - 1] * chance
        exactly[0] *= 1.0 - chance
    return sum(exactly[k:])
