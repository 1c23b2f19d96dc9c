"""上年度引进人才的，按引进人数…；引进人数超过40人的: what is counted is what was done that year."""

from __future__ import annotations

import re

from compiler.extract.items.acts import ACTS
from compiler.fold import fold
from rules.condition import Compare, Condition, Is, Value, leaves
from rules.document import Frozen
from rules.period import Period
from rules.quantity import Count, Headcount
from rules.tree import rewrite

_COUNTED = re.compile(rf"(?:实际|累计)?(?P<act>{ACTS}).{{0,8}}?(?:数量?|总数|人次)$")


def in_the_year_done(when: list[Condition], stated: tuple[Condition, ...]) -> list[Condition]:
    """Conditions in which a count without a time takes that of the act it counts."""

    def change(node: Frozen) -> Frozen:
        if not isinstance(node, Compare) or not isinstance(node.value, Count | Headcount):
            return node
        counted = node.operand
        if not isinstance(counted, Value) or counted.period.code != "now":
            return node
        year = _year_of(counted.attribute.removeprefix("?"), stated)
        if year is None or not counted.attribute.startswith("?"):
            return node
        return node.model_copy(update={"operand": counted.model_copy(update={"period": year})})

    return [rewrite(condition, change) for condition in when]


def _year_of(label: str, stated: tuple[Condition, ...]) -> Period | None:
    """The year in which the conditions say that was done which a label counts."""
    counted = _COUNTED.fullmatch(fold(label))
    if counted is None:
        return None
    years = {
        leaf.period
        for condition in stated
        for leaf in leaves(condition)
        if isinstance(leaf, Is)
        and leaf.expected
        and leaf.period.code in ("Y-1", "Y")
        and counted["act"] in fold(leaf.source.quote)
    }
    return years.pop() if len(years) == 1 else None
