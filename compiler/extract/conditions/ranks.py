"""A place won in a contest: 「省技能大赛第二名」, 「全国锦标赛冠军」."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

_RANK = re.compile(
    r"(?:获得?|荣获|取得|夺得|获评)?(?P<rank>(?![^,;。、]{0,24}(?:企业|单位|行业|全[省市区]前))"
    r"(?:(?:(?!获得|荣获|取得|夺得|获评|参加|代表|对|在|的|为)[一-鿿]){2,22}?(?:赛|会|节|杯|展|评选|锦标|挑战|联赛))(?:[一-鿿]{0,8}?)"
    r"(?:第[一二三四五六七八]名|[冠亚季]军))"
)


def ranks(fragment: Fragment) -> None:
    """The place itself is what was won; how it is won asks nothing more."""
    for match in fragment.search(_RANK):
        tag = DraftTag(
            shape="has",
            name="获奖情况",
            values=(match["rank"],),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
