"""The comparison words a model copied, read by our own patterns: 不低于2000万元, 1亿元以上."""

from __future__ import annotations

import re
from typing import NamedTuple

from compiler.extract.conditions.figures import borrow_unit
from compiler.extract.language.words import COMPARISON, RANGE
from compiler.fold import fold
from compiler.normalise import NUMBER


class Bound(NamedTuple):
    """One bound as the draft of a comparison holds it."""

    prefix: str
    value: str
    mark: str
    suffix: str


_GROWS = re.compile(r"(?:正增长|为正(?:值|数)?|增长为正)")
_NOTHING = re.compile(r"为?(?:零|0(?P<unit>万元|元|%|人|家|件|个)?)")
_TIMES = re.compile(
    r"(?P<prefix>不低于|不高于|不超过|不少于|超过|高于|低于|达到|大于|小于|不足)?(?:的)?"
    rf"(?P<times>{NUMBER}倍|{NUMBER}[%‰]|[百千万]分之[一二三四五六七八九十百点\d.]+)?"
    r"(?P<suffix>以上|以下)?"
)


def bounds_of(words: str, measure: str) -> tuple[Bound, ...]:
    """The bounds that comparison words state; none when they are not read as a whole."""
    said = re.sub(r"\s+", "", fold(words)).strip(",;。、的")
    if _GROWS.fullmatch(said):
        return (Bound(">", "0%" if measure == "growth" else "0元", "", ""),)
    if nothing := _NOTHING.fullmatch(said):
        return (Bound("为", f"0{nothing['unit'] or '元'}", "", ""),)
    if pair := RANGE.fullmatch(said):
        return _both(pair)
    if one := COMPARISON.fullmatch(said):
        return _single(one)
    parts = [COMPARISON.fullmatch(part) for part in re.split(r"[、,;]|且|但", said)]
    if len(parts) == 2 and all(parts):
        return tuple(b for part in parts if part is not None for b in _single(part))
    return ()


def than_other(words: str) -> Bound | None:
    """How one figure stands to another: 超过 … 2倍, 不低于 … 的50%."""
    said = re.sub(r"\s+", "", fold(words)).strip(",;。、的")
    found = _TIMES.fullmatch(said)
    if found is None or not (found["prefix"] or found["suffix"]):
        return None
    return Bound(found["prefix"] or "", found["times"] or "1倍", "", found["suffix"] or "")


def _single(match: re.Match[str]) -> tuple[Bound, ...]:
    mark = match["m1"] or match["m2"] or ""
    prefix, suffix = match["prefix"] or "", match["s1"] or ""
    if not prefix and not suffix and mark:
        suffix = "以上"
    return (Bound(prefix, match["q1"], mark, suffix),)


def _both(match: re.Match[str]) -> tuple[Bound, ...]:
    prefix = match["p1"] if match["p1"] not in (None, "在", "为", "介于") else ""
    low = Bound(
        prefix,
        borrow_unit(match["q1"], match["q2"]),
        match["m1"] or match["m1b"] or "",
        "" if prefix else match["s1"] or "~以上",
    )
    above = (match["s2"] or "~以下").replace("之间", "~以下")
    high = Bound(
        match["p2"] or "",
        match["q2"],
        match["m2"] or match["m3"] or "",
        "" if match["p2"] else above,
    )
    return low, high
