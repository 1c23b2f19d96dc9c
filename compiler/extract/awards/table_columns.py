"""The columns of an amount table: which pays this item, for how long, and tables lying on a side.

A table may state several grants beside each other (安家补贴, 租房补贴): an item is paid by the
column of its own name. A row of times (岗位津贴 | 每月) belongs to the figures below it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.language.amounts import MONEY

_GRANT = re.compile(
    r"[^()/]{0,10}?(?:补贴|奖励|补助|津贴|资助|支持|奖金|扶持|贴息|经费|奖补|救助)(?=[^()]{0,4}(?:\(|$))"
)
_LIMIT = re.compile(r"限额|上限|最高|封顶")
_TIMES = (
    (re.compile(r"元/(?:人[·./]?)?月|/月|每月|逐月|按月|月标准"), "month"),
    (re.compile(r"元/(?:人[·./]?)?(?:年|学年)|/年|每年|逐年|按年"), "year"),
)


def other_grants(
    words: Sequence[str], header: Sequence[str], heading: str, intro: str
) -> frozenset[int]:
    """The columns that pay other grants than the one an item names."""
    if len(words) != len(header):
        return frozenset()
    grants = {
        position: named.group().strip()
        for position, (word, title) in enumerate(zip(words, header, strict=True))
        if position
        and (named := _GRANT.match(title))
        and len(named.group().strip()) > 2
        and not _LIMIT.search(title)
        and (re.fullmatch(r"\d[\d,.]*", word) or re.search(MONEY, word))
    }
    if len(set(grants.values())) < 2:
        return frozenset()
    for said in (heading, intro):
        own = {position for position, grant in grants.items() if grant in said}
        if own and len({grants[position] for position in own}) == 1:
            return frozenset(grants) - own
    return frozenset()


def paid_by(title: str, word: str, intro: str) -> str:
    """How often the sum of a cell is paid: month, year, or nothing when no words say so."""
    for said in (f"{title} {word}", intro):
        for pattern, time in _TIMES:
            if pattern.search(said):
                return time
    return ""


#: 「岗位津贴 | 每月」, 「单位 | 元/月」: a line of the table that says of what its figures are.
_UNIT = re.compile(r"(?:单位:?)?\(?(?:每(?:人每)?[月年]|元/(?:人[·./])?[月年]|万?元)\)?")


def unit_line(words: Sequence[str], head: Sequence[str]) -> str:
    """The unit that a line narrower than the head states for all columns; empty without one."""
    said = [word for word in words[1:] if word]
    if len(words) >= len(head) or not said or len(set(said)) > 1:
        return ""
    return said[0] if _UNIT.fullmatch(said[0]) else ""


def lies_on_side(words: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row holds sums of one grant alone, for the classes its head names."""
    if len(words) != len(header) or len(words) < 3 or not _GRANT.match(words[0]):
        return False
    return all(re.fullmatch(rf"(?:{MONEY}|\d[\d,.]*)(?:/[月年])?", word) for word in words[1:])
