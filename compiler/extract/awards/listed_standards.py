"""Sums listed behind 标准为：, each with its class: 博士3000元/月；硕士2000元/月；本科1500元/月."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.bare import AGED, bare_segments
from compiler.extract.language.amounts import MONEY

#: 「具体标准为：」, 「，按以下标准发放：」, or at once the first class.
_ANNOUNCES = re.compile(
    r"(?:标准|金额|额度|档次?)(?:具体|分别)*(?:为|是|如下)?(?:(?:发放|执行|给予|补[贴助]|分)[^,;。:\d]{0,10}\d?[^,;。:\d]{0,4})?:\s*"
)

#: 同一家企业最多补3万元: a limit or a payment, no class.
_NO_CLASS = re.compile(r"[补奖给按]|最[高多]|不超|同一|单个|累计|合计|提高")


def listed_standards(
    text: str, view: str, start: int, end: int, known: list[Benefit]
) -> tuple[int, list[Benefit]]:
    """The classes of a list with their sums, and where the list is announced.

    Nothing unless every sum of the list is read so, and more than the ``known`` benefits are.
    """
    announced = _ANNOUNCES.search(view, start, end)
    first = announced.end() if announced else start
    segments = bare_segments(view, first, end)
    swallowed = announced is not None and bool(known) and known[0].cut < announced.end()
    if len(segments) < 2 or (len(segments) <= len(known) and not swallowed):
        return end, []  # 标准为：博士每月1500元: a class is no part of its sum
    classes = [view[a:begin].strip(" :,") for a, _, begin in segments]
    if announced is None and not all(re.fullmatch(AGED, name) for name in classes):
        return end, []
    if any(_NO_CLASS.search(name) or not name for name in classes):
        return end, []
    if any(len(re.findall(MONEY, view[a:b])) != 1 for a, b, begin in segments):
        return end, []
    if len(re.findall(MONEY, view[first:end])) != len(segments):
        return end, []
    read = [read_benefit(text, view, a, b, begin) for a, b, begin in segments]
    found = [benefit for benefit in read if benefit]
    told = announced.start() if announced else start
    return (told, found) if len(found) == len(segments) else (end, [])
