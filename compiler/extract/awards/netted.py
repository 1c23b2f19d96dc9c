"""What was paid before is taken off: 只发给差额部分, 扣除已领取部分, 发放高出市级补助的部分."""

from __future__ import annotations

import re

from compiler.extract.language.amounts import RATIO

_BEFORE = r"(?:已|此前|原先?|先前|前期|之前|曾)"
_SUM = r"(?:奖励|补贴|补助|资助|支持|奖补|资金|金额|款项|部分|奖金|贴息)"
_OFF = r"(?:扣除|扣减|抵扣|核减|冲抵|抵减|减去)"
_HIGHER = r"(?:国家|中央|省|市|上)(?:、(?:国家|中央|省|市|上))*级"
#: The words that pay only the rest. 加计扣除 and 扣除…后按 speak of a base.
NETTED = (
    r"(?:(?:只|仅|再|均|可|应|则)*(?:发给|发放|给予|予以|拨付|补发|兑现|奖励|补助|补贴|支付|享受|按(?:照)?)(?:其)?"
    rf"(?:(?:高出|超出|多出|高于)[^,;。\d]{{2,20}}?的?(?:部分|差额)|(?<!的)差额(?:部分)?(?=$|[,;。]))"
    rf"|(?:应予?|予以|应当|须|相应|一并|从中)*{_OFF}(?:其|企业)?{_BEFORE}[^,;。\d]{{0,14}}?{_SUM}?(?=$|[,;。])"
    rf"|{_BEFORE}[^,;。\d]{{2,20}}?(?:的)?{_SUM}(?:,)?(?:应予?|予以|应当?|须|均|一并|从[^,;。]{{2,8}}中|相应)*{_OFF}(?=$|[,;。])"
    rf"|补[足齐](?:至|到)(?=[^,;。]{{2,24}}?{RATIO}))"
)
_TO_SHARE = re.compile(rf"补[足齐](?:至|到)(?P<base>[^,;。]{{2,24}}?)的?(?P<rate>{RATIO})")
#: 市级补助, 上级资助资金, 国家和省奖补: what a higher level pays.
HIGHER_GRANT = re.compile(
    rf"{_HIGHER}(?:财政|部门|层面)?(?:的)?(?:专项|相关|同类)?(?:[^,;。的\d]{{0,4}}?){_SUM}(?:资金|金额|额|标准)?"
)
_PAID_ABOVE = re.compile(
    rf"(?:获得?的?|领取的?|收到的?|已|实际)*(?:{_HIGHER}|国家|中央|上级)(?:、省|、市|和省级?|和市级?)*(?:财政|部门)?(?:的)?(?:专项|相关|同类|实际)*{_SUM}+"
    r"(?:资金|金额|额)?(?:实际)?(?:到账|拨付|下达|核定|批复)?(?:的)?(?:资金|金额|额|款)?"
)
_ABOVE = re.compile(
    rf"(?:高出|超出|多出|高于)(?P<base>{_HIGHER}[^,;。\d]{{0,8}}?{_SUM}(?:资金|金额|额)?)"
)
#: 市、区两级补助合计不得超过展位费: what both pay together is limited.
_LEVEL = r"(?:国家|中央|自治区|[省市州区县旗镇上本])级?(?:财政)?"
TOGETHER = re.compile(
    rf"{_LEVEL}(?:(?:、|与|和|及){_LEVEL})+[^,;。]{{0,8}}(?:补|奖|资|支持)"
    r"|(?:与|和|同|连同|加上|含)[^,;。]{0,6}(?:上级|国家|中央|省|市)[^,;。]{0,10}(?:合计|累计|总和|之和|总额|相加|共计)"
    rf"|[两三各几]级|(?:与|和|及|、|加)[^,;。]{{0,4}}(?:{_HIGHER})|(?:{_HIGHER})[^,;。]{{0,8}}(?:与|和|及|、)[^,;。]{{0,4}}[区县市本]"
)


def netted(rest: str) -> tuple[str, str] | None:
    """The share topped up to and its base, or none and what is taken off; None without both."""
    if share := _TO_SHARE.search(rest):
        return share["rate"], share["base"]
    if re.search(NETTED, rest) is None:
        return None
    above = _ABOVE.search(rest)
    return "", above["base"] if above else ""


def paid_above(base: str) -> bool:
    """Whether a base is only the grant of a higher level: 市级补助到账金额."""
    return _PAID_ABOVE.fullmatch(base) is not None


#: 在上级资金到账后，按到账资金的50%: what arrived is what a higher level paid.
_ARRIVED = re.compile(
    r"(?:实际)?(?:到账|到位|拨付|下达)(?:的)?(?:资金|金额|额度?|款项?|补助|经费)?"
)
_FROM_ABOVE = re.compile(
    r"(?:上级|国家|中央|省级?|市级?|部级)(?:财政|部门)?(?:专项|补助|配套|资助|奖补|支持|拨付)*(?:的)?"
    r"(?:资金|经费|补助|资助|奖励|款项|专款)[^,;。]{0,6}(?:到账|到位|拨付|下达)"
)


def from_above(base: str, value: str, before: str) -> bool:
    """Whether a share is of what a higher level paid, as the words before it say."""
    unnamed = not base and value.startswith("1:")  # 待省级补助下达后，按1:0.5给予配套
    return bool(unnamed or _ARRIVED.fullmatch(base)) and _FROM_ABOVE.search(before) is not None


#: 「；各级财政资助合计不超过项目总投入的70%」: what all levels pay together.
_LIMITS_ALL_LEVELS = re.compile(
    r"\s*(?:且|但|同时)?(?:各级|[两三]级|累计获得的?各级)[^,;。\d]{0,16}?"
    r"(?:合计|累计|总和|总额|之和|共计)?(?:均|原则上)*(?:不超过|不得超过|不高于|不得高于)"
    rf"[^,;。\d]{{2,20}}?的?{RATIO}[,;。]?\s*"
)


def limits_all_levels(view: str, start: int, end: int) -> bool:
    """Whether a segment only limits what all levels pay together."""
    return _LIMITS_ALL_LEVELS.fullmatch(view, start, end) is not None
