"""Sums, rates and limits that stand in a row, one for each of several: 分别给予X、Y、Z."""

from __future__ import annotations

import re

from compiler.extract.language.amounts import (
    GRANT,
    MATCHING,
    MONEY,
    MONEY_LIST,
    RATIO,
    RATIO_LIST,
)
from compiler.normalise import NUMBER

#: 15万元(分3年支付)、6万元: how one of the sums is paid out.
HOW_PAID_OUT = re.compile(r"\((?:分|每|共|最[高多长])[^()]*\)(?=[、和及])")


def sums_listed(body: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Parallel amounts, rates and limits: 分别给予X、Y、Z; the units of the last serve all."""
    values: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    body = re.sub(r" +(?=[、和及])", "", body)
    for match in re.finditer(MONEY_LIST, body):
        items = spread(match.group())
        if len(items) < 2:
            continue  # 2,000万元 is one sum
        before = body[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:最高|不超过|上限|限额)[^,;。]{0,8}$", before) and re.search(
            rf"{RATIO}|{MATCHING}|{GRANT}.*{MONEY}.*最高", body[: match.start()]
        ):
            limits = limits or items
        else:
            values = values or items
    if re.search(r"分别|依次", body):
        for match in re.finditer(RATIO_LIST, body):
            rates = rates or spread(match.group())
    return values, rates, limits


def scope_of_limits(body: str) -> str:
    """The words before parallel limits that say what they hold for: 累计最高分别不超过…"""
    match = re.search(
        rf"(?P<scope>[^,;。]*?)(?:最高|不超过|上限|限额)[^,;。\d]{{0,8}}{MONEY_LIST}", body
    )
    words = match["scope"] if match else ""
    return words if not re.search(r"\d|给予|按", words) else ""


def spread(listed: str) -> tuple[str, ...]:
    """The sums of a list: 80、50、30万元 as 80万元, 50万元, 30万元."""
    listed = re.sub(r"/[一-鿿]+", "", listed)
    parts = [p for p in re.split(r"、|,(?!\d{3})|和|及|或", listed) if p]
    unit = re.sub(rf"^{NUMBER}", "", parts[-1])
    return tuple(
        p if re.search(r"(?:[元%‰]|元人民币)$", p) else (re.sub(r"[万亿]$", "", p) + unit)
        for p in parts
    )
