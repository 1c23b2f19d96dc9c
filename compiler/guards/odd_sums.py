"""Sums that cannot stand beside each other in one award: a sign that a class or a limit was lost.

Two cases of one condition pay two sums; a sum fixed at 10万元 is limited to 20万元, or to 5万元. No
text says so: what tells the cases apart, or what the limit limits, was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from compiler.diagnostics import diagnose
from compiler.extract.language.amounts import RATIO
from compiler.fold import fold
from rules.benefit import Award, Cases, Fixed, Rate, nested_awards
from rules.condition import Condition, Judged, leaves
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule

_NOTHING_SAID = "文中未写明"


#: 按募集资金的0.5‰奖励…，投资本市的按投资额的0.5‰再给予奖励: two shares, and one was read.
_SHARE = re.compile(
    rf"(?:按(?:照)?[^,;。%‰\d]{{2,20}}?的?|(?:给予|予以)(?:不超过|不高于|最高)?){RATIO}(?!的(?:比例|标准))"
)


#: 列入国家级的加倍奖励: twice the sum before it, for some.
_DOUBLED = re.compile(r"加倍|翻倍|翻番|双倍|两倍(?:给予|奖励|补助|补贴)")


def _doubled(award: Award) -> Iterator[tuple[SourceSpan, str]]:
    """A sum whose words say that some get twice as much, of which no rule tells."""
    if _DOUBLED.search(fold(award.source.quote)) is None:
        return
    paid = {a.amount.yuan for a in nested_awards(award) if isinstance(a, Fixed)}
    if not any(2 * one in paid for one in paid):
        yield award.source, "原文对一部分加倍，没有读出加倍给谁"


def _shares_in_one(award: Rate) -> Iterator[tuple[SourceSpan, str]]:
    """A rate whose own words state several shares of several figures."""
    said = list(_SHARE.finditer(fold(award.source.quote)))
    capped = sum(1 for cap in award.caps if cap.rate is not None)
    if len(said) > 1 + capped:
        yield award.source, "这里写了几个比例，只读出了一个"


def odd_sums(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """The sums of a rule that contradict one another."""
    for span, why in _doubled(rule.award):
        yield diagnose("PC512", span, file=document.source_name, quote=span.quote[:60], why=why)
    for award in nested_awards(rule.award):
        for span, why in _odd(award):
            yield diagnose("PC512", span, file=document.source_name, quote=span.quote[:60], why=why)


def _odd(award: Award) -> Iterator[tuple[SourceSpan, str]]:
    if isinstance(award, Cases):
        yield from _same_case(award)
    elif isinstance(award, Rate):
        yield from _shares_in_one(award)
    elif isinstance(award, Fixed) and award.per == "once" and award.lasting is None:
        for cap in award.caps:
            if cap.amount is not None and cap.per in ("item", "project"):
                yield cap.source, f"已有固定的金额{award.amount}，又有单次的限额{cap.amount}"


def _same_case(award: Cases) -> Iterator[tuple[SourceSpan, str]]:
    seen: list[dict[str, Any]] = []
    for case in award.cases:
        if any(
            isinstance(leaf, Judged) and _NOTHING_SAID in leaf.gate for leaf in leaves(case.when)
        ):
            yield case.award.source, "有几笔金额，却没有读出这一笔给谁"
            continue
        bare = _bare(case.when)
        if award.choose != "sum" and bare in seen:
            yield case.award.source, "同样的条件写了两笔金额"
        seen.append(bare)


def _bare(condition: Condition) -> dict[str, Any]:
    """What a condition asks, wherever it is written."""
    bare: dict[str, Any] = _without_source(condition.model_dump(mode="json"))
    return bare


def _without_source(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_source(v) for k, v in value.items() if k != "source"}
    return [_without_source(v) for v in value] if isinstance(value, list) else value
