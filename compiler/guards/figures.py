"""Which sums and rates a rule holds, to set against those its text states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from compiler.extract.language.amounts import MONEY
from compiler.normalise import FOREIGN, NUMBER, read_quantity
from rules.benefit import nested_awards
from rules.quantity import Money, Ratio
from rules.rule import Rule

#: A sum or a rate as a text states it.
FIGURE = re.compile(
    rf"{NUMBER}\s*(?:[十百千]?[万亿]|万亿)?元|{NUMBER}[%‰]|[百千万]分之[一二三四五六七八九十百零点\d.]+"
    rf"|(?=\d){MONEY}|(?P<foreign>{NUMBER}(?:千万|百万|[万亿千百])?{FOREIGN})"
)


def held(rule: Rule) -> set[Decimal]:
    """The sums and rates a rule holds anywhere, its quotes left out."""
    return {*_figures(rule.model_dump()), *_paid_parts(rule)}


def size(value: Money | Ratio) -> Decimal:
    """A sum in yuan, a rate as a fraction."""
    return value.yuan if isinstance(value, Money) else value.fraction


@lru_cache(maxsize=16384)  # what many items inherit is written in each of them
def _figure_of(text: str) -> Decimal | None:
    value = read_quantity(text)
    return size(value) if isinstance(value, Money | Ratio) else None


def _figures(dumped: object) -> Iterator[Decimal]:
    """The sums and rates written in a dumped rule, its quotes left out."""
    if isinstance(dumped, str):
        figure = _figure_of(dumped)
        if figure is not None:
            yield figure
    elif isinstance(dumped, dict):
        for key, value in dumped.items():
            yield from () if key in ("source", "quote") else _figures(value)
    elif isinstance(dumped, list | tuple):
        for value in dumped:
            yield from _figures(value)


def _paid_parts(rule: Rule) -> Iterator[Decimal]:
    """The sums of single instalments: 20万元 in five parts is 每年4万元."""
    for award in nested_awards(rule.award):
        if award.kind == "cases" and award.choose == "sum":
            # 总额500万元，其中…: what its stages come to
            yield sum(
                (c.award.amount.yuan for c in award.cases if c.award.kind == "fixed"), Decimal(0)
            )
        if award.kind == "fixed":
            yield from (award.amount.yuan * share.fraction for share in award.instalments)
