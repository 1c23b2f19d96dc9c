"""Conditions of a case that the item asks already: said once, they are asked once.

A case is only looked at where the item's own conditions hold, so a conjunct of ``when`` that a
case repeats word by word changes neither the verdict nor what is paid; who has to be asked would
be asked twice, and the rule is longer than its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.benefit import Award, Case, Cases, LesserOf, TopUp
from rules.condition import AllOf, Condition, Has, Is, OneOf

_BESIDE = re.compile(r'"(?:source":(?:null|\{[^{}]*\})|authority":(?:null|"[a-z_]*"))')


def meaning(condition: Condition) -> str:
    """What a condition asks, without where it stands and whence 以上 has its sense."""
    return _BESIDE.sub("", condition.model_dump_json())


def conjuncts(condition: Condition) -> Iterator[Condition]:
    """The conditions that must all hold for ``condition``."""
    if isinstance(condition, AllOf):
        for child in condition.of:
            yield from conjuncts(child)
    else:
        yield condition


def besides(condition: Condition, asked: frozenset[str]) -> Condition | None:
    """``condition`` without the conjuncts whose meaning is ``asked``; None when nothing is left."""
    every = list(conjuncts(condition))
    left = tuple(c for c in every if meaning(c) not in asked)
    if len(left) == len(every):
        return condition
    if not left:
        return None
    return left[0] if len(left) == 1 else AllOf(of=left)


def asked_by(conditions: Iterable[Condition]) -> frozenset[str]:
    """The meanings of all conjuncts of conditions that must all hold."""
    return frozenset(meaning(c) for whole in conditions for c in conjuncts(whole))


def said_once(award: Award, asked: frozenset[str]) -> Award:
    """``award`` whose cases do not repeat what is ``asked`` of everybody.

    A case of which nothing would be left keeps the first of its conditions: a base case is still
    told by who gets it.
    """
    match award:
        case Cases():
            cases = tuple(_case(case, asked) for case in award.cases)
            return award.model_copy(update={"cases": cases})
        case TopUp():
            return award.model_copy(update={"target": said_once(award.target, asked)})
        case LesserOf():
            return award.model_copy(update={"of": tuple(said_once(a, asked) for a in award.of)})
        case _:
            return award


def _case(case: Case, asked: frozenset[str]) -> Case:
    own = besides(case.when, asked) or next(conjuncts(case.when))
    return Case(when=own, award=said_once(case.award, asked))


def without_echoes(conditions: list[Condition], award: Award) -> list[Condition]:
    """``conditions`` without those that only name again what others, or all cases, ask in full.

    The kind of body a list names is not asked once more as a statement of its own; a mark is not
    asked where every case asks for one of its grades (绿色建筑标识 beside 三星级绿色建筑标识).
    """
    bodies = [c for c in conditions if isinstance(c, OneOf) and c.attribute == "entity_type"]
    named = {f"?{value}" for body in bodies for value in body.values}
    return [
        c
        for c in conditions
        if not (isinstance(c, Is) and c.expected and c.attribute in named)
        and not (isinstance(c, Has) and _graded_in(award, c))
    ]


_GRADE = re.compile(
    r"(?:国家|省|市|区|县|[一二三四五六七八九十特甲乙丙丁A-Z\d]{1,4}|[一二三四五]星)级"
)


def _graded_in(award: Award, mark: Has) -> bool:
    if not isinstance(award, Cases):
        return False
    return all(
        any(isinstance(c, Has) and _grades_of(c, mark) for c in conjuncts(case.when))
        for case in award.cases
    )


def _grades_of(held: Has, mark: Has) -> bool:
    return held.attribute == mark.attribute and all(
        any(v.endswith(m) and _GRADE.fullmatch(v.removesuffix(m)) for m in mark.values)
        for v in held.values
    )
