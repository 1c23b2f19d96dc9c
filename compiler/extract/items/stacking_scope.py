"""The scope words of a stacking clause: of what one is paid, with what it may not be joined."""

from __future__ import annotations

import re

#: What ends a scope: the verb of the clause.
_END = (
    r"(?=获得|取得|符合|只|限|最多|仅|已|在|由|就|能|可|同时|享受|申[报请领]|每年|一年|不|有|达到|持有|先后|招用"
    r"|年度|累计|原则|因|拥有|按|给予|依据|同一|重复|先|\d|的|、|或|和|及|与|,|;|$)"
)
_NOUN = r"[一-鿿\"]{1,8}?"
_ONE = rf"(?:同一|单一|单个|每(?!一?年|月|日|季))(?:家|名|位|张|户|个|件|项|批)?{_NOUN}{_END}"
_EACH = r"每(?:人|户|件|项)(?=[只仅限最一终能可])"
#: Whose total of a year is limited.
_WHO = re.compile(
    rf"(?:同一|单一|单个|每个|每家|单家)(?:(?!最高|上限|限额|不)[一-鿿]){{2,6}}?{_END}"
)
_MANY = re.compile(
    rf"{_EACH}|(?:{_ONE}(?:(?:、|或者?|和|及|的)?(?={_ONE}))?)+|夫妻双方"
    r"|[两三多几]个?(?:档次|级别|等级|类条件|类情形|个条件)"
)
_PAYS = (
    r"(?:资金|政策|补贴|补助|奖励|资助|扶持|支持|津贴|护理费|待遇|贴息|专项|保险|公寓|住房|保障"
    r"|奖补|救助)"
)
_OTHERS = (
    # 同一项目已获得本市其他专项资金支持的
    re.compile(
        r"(?:(?:已|曾)(?:经)?(?:享受|获得|取得|领取|通过|由|入住|纳入|得到)(?:了|过)?|(?:享受|获得|取得|领取)过)"
        rf"(?P<other>[^,;。]{{0,30}}?{_PAYS}(?:(?:或者?|、|和)[^,;。]{{0,16}}?{_PAYS})*)"
        r"(?:(?:给予|予以)(?:补助|补贴|奖励|支持|资助)|支持|资助|解决)?(?:的|,|$)"
    ),
    # 不得与市级同类补贴重复享受, 与本市其他同类住房补贴政策重叠的, 与区级其他同类政策重复的
    re.compile(
        rf"(?:与|和|同)(?P<other>(?:(?!本项|本补贴)[^,;。与]){{2,24}}?{_PAYS})"
        r"(?:不(?:得|能|可以?|再|予)?(?:重复|同时|叠加|兼得|兼享)|(?:有|存在|相)?(?:重复|重叠|交叉|类同)|同时享受|只能)"
    ),
    # 符合其他相关市级园区支持政策的项目，可按相关政策予以支持，不重复支持
    re.compile(
        rf"(?<!同时)符合(?P<other>(?:其他|其它|上级|国家|省|市|区|县)[^,;。]{{0,16}}?{_PAYS})(?:规定|条件)?的"
    ),
    # 同时符合本细则与区级其他政策的，由申报单位自主选择其一
    re.compile(
        rf"同时符合本[^,;。]{{1,4}}(?:和|与|及|以及)(?P<other>[^,;。]{{2,24}}?{_PAYS})(?:规定|条件)?的"
    ),
    # 不得同时享受表中第1项和第2项补贴
    re.compile(
        rf"不(?:得|能|可以?|予)[^,;。]{{0,12}}?(?:重复|同时|叠加)(?:享受|申[报请领]|领取|获得)"
        rf"(?P<other>(?!本[^,;。]{{0,4}}?{_PAYS})[^,;。]{{3,30}}?{_PAYS}(?:(?:、|和|与|或者?|及)[^,;。]{{2,16}}?{_PAYS})*)"
    ),
)
#: 租房补贴和购房补贴不得同时享受; 就业困难人员社保补贴和本项补贴只能选一样.
_PAIR = re.compile(
    rf"(?P<one>[^,;。:.]{{2,20}}?{_PAYS}|[^,;。:.]{{0,12}}?第[^,;。]{{1,3}}[项条类])(?:和|与|、|及)"
    rf"(?P<two>[^,;。]{{2,20}}?{_PAYS}|第[^,;。]{{1,4}}[条项类])(?:只能|之间不|不(?:得|能|可以?|予)?(?:同时|重复|叠加|兼))"
)
_THIS = re.compile(r"本(?:项|条|款|类|补贴|补助|奖励|资助|事项)(?:补贴|补助|奖励|资助)?")
#: What may be added up: 不同级别, 两项补贴, 第5条和第6条, 事项一至事项五.
_ADDED = re.compile(
    rf"(?:第[^,;。]{{1,5}}[条项款]{_PAYS}?)(?:(?:、|和|与|及|至)第[^,;。]{{1,5}}[条项款]{_PAYS}?)+"
    r"|(?:事项|问题|方向|类别)[^,;。]{1,2}(?:至|和|、|与)(?:事项|问题|方向|类别)?[^,;。的可]{1,2}"
    r"|不同[^,;。的可以]{1,6}|[两三四各](?:项|类)(?:补贴|奖励|补助|资助|政策)?"
)
#: 本办法奖励与国家、省同类奖励可叠加享受: what others pay may be had as well.
_BESIDE = re.compile(
    rf"(?:与|和)(?P<other>(?!本|第)[^,;。与]{{2,24}}?{_PAYS})(?:均|都)?可(?:以)?(?:叠加|同时|累加)"
)
_POINTS_APART = re.compile(r"第\(?[^,;。]{1,4}\)?[条项款]")


def scope_of(view: str, start: int, end: int, shape: str) -> tuple[int, int] | None:
    """Where the scope words of a clause of a kind stand; None where it names none."""
    if shape == "exclusive_with" and (found := _other(view, start, end)):
        return found
    if shape == "cumulative":
        if added := _ADDED.search(view, start, end):
            return added.span()
        if beside := _BESIDE.search(view, start, end):
            return beside.span("other")
        points = list(_POINTS_APART.finditer(view, start, end))
        if len(points) > 1:
            return points[0].start(), points[-1].end()
        return None
    said = (_WHO if shape == "annual_cap" else _MANY).search(view, start, end)
    return said.span() if said and said.end() > said.start() else None


def _other(view: str, start: int, end: int) -> tuple[int, int] | None:
    """With what the item may not be joined."""
    if pair := _PAIR.search(view, start, end):
        one, two = pair["one"], pair["two"]
        if _THIS.fullmatch(two):
            return pair.span("one")
        if _THIS.fullmatch(one):
            return pair.span("two")
        return pair.start("one"), pair.end("two")
    for pattern in _OTHERS:
        if found := pattern.search(view, start, end):
            return found.span("other")
    return None
