"""Kleene logic, exhaustively."""

from __future__ import annotations

from itertools import product

import pytest

from matcher.truth import Truth, at_least, conjunction, disjunction, negation, truth

ALL = tuple(Truth)


def _worlds(values: tuple[Truth, ...]) -> list[tuple[bool, ...]]:
    """Every way the unknown ones could turn out."""
    choices = [(True, False) if v is Truth.UNKNOWN else (v is Truth.TRUE,) for v in values]
    return list(product(*choices))


def _settled(outcomes: set[bool]) -> Truth:
    return truth(outcomes.pop()) if len(outcomes) == 1 else Truth.UNKNOWN


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_connectives_are_decided_exactly_when_no_unknown_could_change_them(size: int) -> None:
    for values in product(ALL, repeat=size):
        worlds = _worlds(values)
        assert conjunction(values) is _settled({all(world) for world in worlds})
        assert disjunction(values) is _settled({any(world) for world in worlds})
        for k in range(1, size + 1):
            assert at_least(k, values) is _settled({sum(world) >= k for world in worlds})


def test_negation_keeps_unknown() -> None:
    assert [negation(value) for value in (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)] == [
        Truth.FALSE,
        Truth.TRUE,
        Truth.UNKNOWN,
    ]


def test_empty_lists() -> None:
    assert conjunction([]) is Truth.TRUE
    assert disjunction([]) is Truth.FALSE
