"""The place before recipients: 本市花卉企业, 在本市行政区域内注册的企业和合作社."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.items.outline import Outline
from compiler.extract.language import words as w

PLACED = re.compile(
    rf"(?:(?:注册|登记|设立|落户)?在)?(?P<region>[一-鿿]{{2,4}}[省市区县](?=行政区)|{w.REGION})"
    rf"(?:\(以下[^()]{{2,20}}\))?(?:一区[一二三四五六七八九十]+园)?{w.REGION_TAIL}"
    r"(?:内)?(?:依法)?(?P<done>注册|登记|设立|成立)?(?:登记|注册)?的?(?P<rest>[^,;。]*)"
)
#: 「在本市经营的餐饮企业」: what is done there says in what way somebody is there.
DOES_THERE = re.compile(
    r"(?:依法|实际|正常|长期|主要)*(?:经营|生产|从事|开展|建设|投资|实施|缴纳|参保|就业|工作|居住|创业|运营)(?!性|商|单位|主体|机构|企业)"
)

#: 「本市花卉企业、园艺合作社」: where the first stands all of them do, unless one says otherwise.
_OPENS_PLACED = re.compile(
    r"\s*(?:本[市区省县]|[我][市区省县]|[市区省县]内)(?:范围|辖区|行政区域)?内?的?(?=[一-鿿]{2})"
)
_PLACED_ANEW = re.compile(r"\s*(?:[本我外其][市区省县]|[一-鿿]{1,4}[市区县省]|在|[市区省县][内外])")


def place_of_all(view: str, listed: list[tuple[int, int]]) -> int | None:
    """Where the first of several recipients goes on behind a place that is that of all."""
    opens = _OPENS_PLACED.match(view, *listed[0])
    if opens is None or any(_PLACED_ANEW.match(view, a, b) for a, b in listed[1:]):
        return None
    return opens.end()


def placed_here(outline: Outline, start: int, end: int) -> DraftTag:
    said = outline.view[start:end].strip()
    name = f"本{said[0]}" if said[1:2] == "内" else said[:2]
    quote = outline.quote(start, end)
    return DraftTag(shape="one_of", name="注册地", values=(name,), quote=quote)
