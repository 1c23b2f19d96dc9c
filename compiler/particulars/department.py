"""Which office stands behind an item: as its clause says, as the policy says, as it was signed."""

from __future__ import annotations

import re

_PLACE = r"[一-鿿]{0,10}?"
_KIND = r"(?:局|委员会|发展改革委|改革委|联合会|管委会|网信办|服务中心|人才办|[委厅])"
ORGAN = rf"{_PLACE}[一-鿿]{{1,14}}?{_KIND}"
#: （责任单位：区发展和改革局、区统计局）, 牵头单位：市数据局.
_LABELLED = re.compile(
    r"(?:责任|牵头|实施|主管|承办|受理)(?:单位|部门|机构)\s*[:|]\s*(?P<who>[^()\[\]。;\n|]{2,40})"
)
#: 由区商务局负责解释, 区科技创新局是主管部门, 区科技创新局受理, 由区科技创新局比对名单.
_STATED = re.compile(
    rf"(?:由|经|向|→|^|[,。;:\s])(?P<who>(?!会同|联合|由|经|向|与|对|凡|支持|鼓励|参加|本[办措政细规意方通]){ORGAN})"
    r"(?:(?:会同|、|和|及)[^,;。]{2,24}?)?"
    r"(?:负责|是[^,;。]{0,20}主管部门|为[^,;。]{0,20}主管部门|受理|组织(?!的)|比对|核查|审核|核对|按季度审核|牵头)"
)
_SIGNED = re.compile(
    rf"^\s*(?!对|凡|由|经|为|在|向|支持|鼓励|参加)(?P<who>{ORGAN})"
    rf"(?=\s*$|\d{{4}}年|(?:[一-鿿]{{2,12}}{_KIND})+\s*(?:$|\d{{4}}年))",
    re.M,
)
_GENERAL = re.compile(r"(?:政府|办公室|办公厅|党委|管委会|网)$")
#: 松湖区商务局外贸科0799-6613307 is the bureau; 发布日期 may be glued to who issued it.
_BUREAU = re.compile(
    rf"(?P<who>{ORGAN})(?:[一-鿿]{{1,10}}?(?:科|处|室|股|窗口|大队|中心))?"
    r"(?=\d|$|[^一-鿿]|发布|来源|时间|日期|阅读|责任)"
)


def labelled(view: str) -> str:
    """The office a clause names as responsible for it; several are joined by 、."""
    found = _LABELLED.search(view)
    return bureau(found["who"].strip(" ,")) if found else ""


def stated(view: str) -> str:
    """The office a sentence says decides, receives or explains."""
    found = _STATED.search(view)
    return found["who"] if found else ""


def signed(view: str) -> str:
    """The first office whose name is a line of its own."""
    found = _SIGNED.search(view)
    return found["who"] if found else ""


def bureau(words: str) -> str:
    """An office without its section, its telephone and what is glued to it."""
    parts = [m["who"] if (m := _BUREAU.match(part)) else part for part in words.split("、")]
    return "、".join(parts)


def is_general(issuer: str) -> bool:
    """A government or its office issues for others; another office stands behind each item."""
    return not issuer or _GENERAL.search(issuer.split("、")[0]) is not None


def in_full(name: str, view: str) -> str:
    """区商务局 as 云江市石桥区商务局, where the text writes it so."""
    if not re.match(r"[省市区县州旗]", name):
        return name
    found = re.search(rf"(?<![一-鿿])[一-鿿]{{2,8}}?{re.escape(name)}(?![一-鿿])", view)
    return found.group() if found else name
