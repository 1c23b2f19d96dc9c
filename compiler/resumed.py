"""Cases told in short: 「首次…的甲，以及从区外迁入的甲。首次的，奖励30万元；迁入的，…」.

The scope of an item says in full who its alternatives are; the award names them by a few of their
words. Each case is then that alternative, with all it asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.benefit import Award, Case, Cases
from rules.condition import AnyOf, Compare, Condition, leaves

#: 独角兽企业, 融资类企业: a class by the word that tells it.
_CLASS = re.compile(r"(?:类|型)?(?:企业|单位|机构|项目|人员|人才|对象)?的?$")


def resumed(award: Award, when: Sequence[Condition], text: str) -> Award:
    """``award`` whose cases are the alternatives of ``when`` that they name in short."""
    if not isinstance(award, Cases) or len(award.cases) < 2:
        return award
    for scope in when:
        if isinstance(scope, AnyOf) and len(scope.of) == len(award.cases):
            meant = [_meant(case, scope, text) for case in award.cases]
            if None not in meant and len(set(meant)) == len(meant):
                cases = tuple(
                    Case(when=scope.of[at], award=case.award)
                    for case, at in zip(award.cases, meant, strict=True)
                    if at is not None
                )
                return award.model_copy(update={"cases": cases})
    return award


def _meant(case: Case, scope: AnyOf, text: str) -> int | None:
    """Which alternative the words of a case stand in; None where none or several do."""
    if any(isinstance(leaf, Compare) for leaf in leaves(case.when)):
        return None  # a figure of its own tells the case
    if case.when in scope.of:
        return scope.of.index(case.when)
    word = _CLASS.sub("", _said(case.when, text))
    if len(word) < 2:
        return None
    found = [at for at, one in enumerate(scope.of) if word in _said(one, text)]
    return found[0] if len(found) == 1 else None


def _said(condition: Condition, text: str) -> str:
    spans = [leaf.source for leaf in leaves(condition)]
    return text[min(s.start for s in spans) : max(s.end for s in spans)]
