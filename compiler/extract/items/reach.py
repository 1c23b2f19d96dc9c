"""Which articles or questions a general clause names: 不能申领问题三至问题六的补贴, 除第二条外."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.items.outline import Outline
from compiler.normalise import NUMBER, number
from rules.document import Clause

_UNIT = "(?:条|项|章|部分|篇|类)"
_N = rf"(?:{NUMBER}|\({NUMBER}\))"
_ONE = rf"(?:第|问题){_N}{_UNIT}?"
#: 「前款第(二)项」, 「第七条第(二)项」: a member of a list inside one provision, and no item.
_LIST = rf"(?<![款条])(?:{_ONE}(?:(?:至|到|-|~|—|、|和|及|以及|或)(?:第|问题)?{_N}{_UNIT}?)*)"
#: Named as what is applied for or paid, not as a provision that was broken or is followed.
_NAMED = re.compile(
    rf"(?P<but>除)?(?:申[报请领]|享受|适用于?|符合|领取|按照?|依据|执行|除|本(?:办法|措施|政策|细则)){{0,2}}"
    r"(?:(?:上述|本|上|该|以上)?(?:[清列]?[单表])(?:中|内|所列)?的?)?"
    rf"(?P<list>{_LIST})"
    r"(?P<what>(?:所?(?:规定|列|称|述|指|设))?(?:的)?(?:各项|有关|相关)?"
    r"(?:补贴|奖励|补助|资助|资金|支持|项目|事项|政策|扶持|待遇|补偿|贴息|返还|配套|奖补|外|以外|之外))"
)
_WHO = r"企业|单位|机构|公司|组织|个人|主体|人员?|申[请报领]人"
#: 「申报第四条的企业，还应…」, 「第四条的申报单位须…」: who applies for it.
_APPLIED_FOR = re.compile(
    rf"(?P<but>)(?:申[报请领]|享受|适用)(?:本(?:办法|措施|政策|细则))?(?P<list>{_LIST})(?P<what>)"
    rf"(?=的?(?:{_WHO})|的?,?(?:还|另|同时|也|均)?(?:应|须|需))"
)
_ITS_APPLICANTS = re.compile(rf"(?P<but>)(?P<list>{_LIST})(?P<what>)(?=的申[报请领](?:{_WHO}|者))")
#: 「第四条由区财政局评审」: how the items named are handled, and by whom.
_HANDLED = re.compile(rf"(?P<but>)(?P<list>{_LIST})(?P<what>)(?=由[^,;。]{{2,30}}评|实行|采[取用])")
_SPAN = re.compile(
    rf"(?:第|问题)?\(?(?P<a>{NUMBER})\)?{_UNIT}?(?:(?:至|到|-|~|—)(?:第|问题)?\(?(?P<b>{NUMBER})\)?)?"
)


#: 「申领人应当在本区登记(第7项除外)」: every item but those it numbers.
_LEFT_OUT = re.compile(
    rf"(?P<but>)(?P<list>{_LIST})(?P<what>)(?:所列|规定)?(?:的)?(?:事项|补贴|补助|奖励|项目)?(?=除外|不在此列)"
)
#: 「，方可享受第1至2项补贴」 at the end of what is asked.
_OPENS_TO = re.compile(
    rf",?(?:方可|才可|才能|可以|可|方能|均可)(?:以)?(?:申[报请领]|享受|领取)[^,;。]{{0,6}}{_LIST}[^,;。]{{0,8}}[。;]?\s*$"
)


def without_named(outline: Outline, start: int, end: int) -> int:
    """Where a sentence stops to ask and only names the items that it opens."""
    opened = _OPENS_TO.search(outline.view, start, end)
    return opened.start() if opened else end


def named_items(outline: Outline, start: int, end: int) -> re.Match[str] | None:
    """Where the words of ``[start, end)`` name articles or questions they speak of."""
    for form in (_NAMED, _APPLIED_FOR, _ITS_APPLICANTS, _HANDLED):
        if named := form.search(outline.view, start, end):
            return named
    return None


def reaches(outline: Outline, start: int, end: int, held: Clause) -> bool:
    """Whether the words of ``[start, end)``, by the numbers they name, speak of an item's clause.

    True where it names none, and where the item stands under no numbered clause of the kind.
    """
    named = named_items(outline, start, end) or _LEFT_OUT.search(outline.view, start, end)
    if named is None:
        return True
    word = next((w for w in ("条", "章", "部分", "篇", "问题") if w in named["list"]), "项")
    if word == "项" and "(" in named["list"]:
        word = "("  # 「第(一)至(五)项」: the points that bear their number in brackets
    mine = number_of(outline, held, word)
    if mine is None and word == "条":  # 「除第1条外」 where the articles are numbered 1. 2. 3.
        mine = number_of(outline, held, ".")
    if mine is None and word in ("条", "项"):
        mine = _outermost(outline, held, word)
    if mine is None:
        return True
    inside = any(low <= mine <= high for low, high in _spans(named["list"]))
    but = named["but"] or "外" in named["what"] or _EXCEPTED.match(outline.view, named.end(), end)
    return not inside if but else inside


def numbers_in(words: str) -> tuple[str, set[Decimal]] | None:
    """The numbers that name items and the word they bear: 第5条和第6条, 事项一至事项五."""
    found = re.search(
        rf"(?:第(?P<mark>\()?{NUMBER}\)?(?P<unit>条|项)|(?P<word>事项|问题|方向|类别){NUMBER})",
        words,
    )
    if found is None:
        return None
    text = re.sub(r"(?:事项|方向|类别)", "问题", words)
    wanted: set[Decimal] = set()
    for low, high in _spans(text):
        wanted |= {low + step for step in range(int(high - low) + 1)}
    return found["word"] or found["mark"] or found["unit"], wanted


def number_among(outline: Outline, held: Clause, word: str) -> Decimal | None:
    """The number an item bears as a provision of a kind; as a point where there are none such."""
    mine = number_of(outline, held, word)
    if mine is None and word in ("条", "项"):
        mine = number_of(outline, held, ".")
    return _outermost(outline, held, word) if mine is None and word in ("条", "项") else mine


def _spans(text: str) -> list[tuple[Decimal, Decimal]]:
    found = []
    for match in _SPAN.finditer(text):
        low = number(match["a"])
        high = number(match["b"]) if match["b"] else low
        if low is not None and high is not None:
            found.append((low, high))
    return found


def number_of(outline: Outline, clause: Clause, word: str) -> Decimal | None:
    """The number of the innermost clause of the kind around an item: 第五条, 问题三."""
    current: Clause | None = clause
    part = clause
    while current is not None:
        if word in ("章", "部分", "篇") and _CHAPTER.fullmatch(current.marker):
            part = current  # 「二、绿色低碳类」 is the second part
        if word in current.marker and (digits := re.search(NUMBER, current.marker)):
            return number(digits.group())
        current = outline.parent(current)
    if word in ("章", "部分", "篇") and (digits := re.search(NUMBER, part.marker)):
        return number(digits.group()) if _CHAPTER.fullmatch(part.marker) else None
    return None


def _outermost(outline: Outline, held: Clause, word: str) -> Decimal | None:
    """The number of a point of a document that has no clauses of the kind: 第一条 is 「一、」.

    None where the item stands below such a point, so that either of the two may be meant.
    """
    parent = outline.parent(held)
    if parent is not None and (parent.marker or held.marker == ""):
        return None
    if any(word in clause.marker for clause in outline.clauses):
        return None
    digits = re.search(NUMBER, held.marker)
    return number(digits.group()) if digits else None


#: 「…总额不超过500万元，第十三条规定的补助除外」.
_EXCEPTED = re.compile(r"[^,;。]{0,6}(?:除外|不在此列|不计入|不受此限)")
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}、")
