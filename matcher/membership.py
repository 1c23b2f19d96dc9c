"""Choices, places and titles: whether a fact that names one thing is, or implies, another."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from matcher.facts import Tag, TagSet
from matcher.truth import Truth, conjunction, disjunction, truth
from rules.period import NOW, Period
from rules.region import contains
from rules.vocabulary import Attribute


def chosen(choice: str, values: tuple[str, ...], known: Attribute | None) -> Truth:
    """Whether who chose ``choice`` is one of ``values``: 制造业 is 工业, 工业 may be 制造业."""
    if _implied(choice, known) & set(values):
        return Truth.TRUE
    narrower = any(choice in _implied(value, known) for value in values)
    return Truth.UNKNOWN if narrower else Truth.FALSE


def none_chosen(
    options: tuple[str, ...], values: tuple[str, ...], known: Attribute | None
) -> Truth:
    """Whether who is none of ``options`` may be one of ``values``; never TRUE."""
    excluded = set(options)
    settled = all(_implied(value, known) & excluded for value in values)
    return Truth.FALSE if settled else Truth.UNKNOWN


def lies_in(outer: str, inner: str) -> Truth:
    """Whether the place ``inner`` lies in ``outer``."""
    answer = contains(outer, inner)
    return Truth.UNKNOWN if answer is None else truth(answer)


def tag_held(
    tags: TagSet, name: str, known: Attribute | None, *, first: bool, period: Period, on: date
) -> Truth:
    """Whether the title ``name`` is held in ``period``, seen from the day ``on``."""
    held = [tag for tag in tags.has if name in _implied(tag.name, known)]
    if not held:
        broader = _implied(name, known)
        lacking = bool(broader & set(tags.lacks))
        narrowed = any(tag.name in broader for tag in tags.has)
        return Truth.FALSE if lacking or (tags.complete and not narrowed) else Truth.UNKNOWN
    same = _implied(name, known)  # a narrower tag does not say when the broader one was granted
    return disjunction(
        conjunction((_first(tag) if first else Truth.TRUE, _in_period(tag, period, on)))
        if tag.name in same or (not first and period == NOW)
        else Truth.UNKNOWN
        for tag in held
    )


def _first(tag: Tag) -> Truth:
    return Truth.UNKNOWN if tag.first is None else truth(tag.first)


def _in_period(tag: Tag, period: Period, on: date) -> Truth:
    window = period.window(on)
    if window is None:  # in force on the day; a title without an end has none
        begun = tag.granted_on is None or tag.granted_on <= on
        return truth(begun and (tag.valid_to is None or on <= tag.valid_to))
    if period.code == "ever" and tag.granted_on is None and tag.granted_year is None:
        return Truth.TRUE
    start, end = window
    if tag.granted_on is not None:
        return truth(start <= tag.granted_on <= end)
    if tag.granted_year is None:
        return Truth.UNKNOWN
    first, last = date(tag.granted_year, 1, 1), date(tag.granted_year, 12, 31)
    if start <= first and last <= end:
        return Truth.TRUE
    return Truth.FALSE if last < start or end < first else Truth.UNKNOWN


@lru_cache(maxsize=16384)
def _implied(value: str, known: Attribute | None) -> frozenset[str]:
    return frozenset({value}) if known is None else known.implied_by(value)
