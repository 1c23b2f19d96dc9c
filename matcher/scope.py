"""Whom a stacking rule speaks of: its words read against the items there are.

A clause reaches items *surely* (本办法各项, 第五条, 《…》, 市级其他政策) or *perhaps*: 同一项目,
同一事项 and 同类 depend on what the applicant does and have no register, so whether two items fall
under them is for a body to say. What its words do not tell is never decided here, and what no item
of ours answers to (工伤保险生活护理费) is named, so that the reader can check it himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from matcher.government import level_name, level_of, related
from rules.numeral import counted
from rules.region import place_names
from rules.rule import Rule
from rules.stacking import OnceOnly, Stacking
from rules.vocabulary import Subject

_PAYS = r"(?:政策|资金|补贴|补助|奖励|资助|扶持|支持|专项|措施|津贴|待遇)"
_OWN = re.compile(
    r"(?<!其他)本(?:办法|措施|政策|细则|规定|意见|方案|通知|指南|条例|计划|若干|实施|文件)"
)
_OWN_ARTICLE = re.compile(r"本条(?!件)|本款")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零\d]+条")
_TITLE = re.compile(r"《([^》]+)》")
_OWN_EACH = re.compile(
    _OWN.pattern + r"(?:中|内|的|所列|规定)*(?:各项|各条|各类|不同|所有|多项|其他|其它)"
    r"(?:[^,，;；。]{0,6}?" + _PAYS + r"|条款|项目)?"
)
_LEVELS = (
    (
        "national",
        re.compile(r"国家(?:级|财政)?(?=[^,，;；。]{0,8}" + _PAYS + r")|中央|国家、省|省部级"),
    ),
    (
        "province",
        re.compile(r"省(?:级|财政|部级)|本省|国家、省|[、和或及]省(?=[、和或及有级])|省、市"),
    ),
    (
        "city",
        re.compile(r"市(?:级|财政|本级)|本市|省、市|[、和或及]市(?=[、和或及有级])|市、?[区县]"),
    ),
    ("district", re.compile(r"[区县](?:级|财政|本级)|本[区县]|市、?[区县](?=[两级合有、和或及])")),
)
_ABOVE = re.compile(r"上级")
_SAME_LEVEL = re.compile(r"同级(?!别)")
_ANY = re.compile(
    r"(?:其他|其它|各级|各类|各项|多项|另外|同类|类似|同性质)[^,，;；。]{0,10}?"
    + _PAYS
    + r"|各级财政"
)
_OTHER = re.compile(r"其他|其它|另外")
_PLAIN = re.compile(r"各项|多项")
_NAMED = re.compile(
    r"(?:已|曾|与|和|同(?![一时级类样]))(?:经)?(?:享受|获得|领取|申领)?(?:过|了)?"
    r"(?P<name>(?:(?!享受|获得|申请|申报|符合|领取)[^,，;；。的与和]){1,20}?"
    r"(?:补贴|津贴|护理费|救助金|保险金|待遇|贴息))"
)
_LOOSE = re.compile(
    r"其他|其它|同类|类似|相关|有关|上述|各种|任何|各级|各类|各项|多项|财政性?|国家|中央|[省市区县]级"
    r"|上级|同级|本[省市区县项]|[该此]项"
)
_MATTER = re.compile(
    r"同一?(?:家)?(?:企业|单位|主体|申请人|申报单位|人员?|家庭|机构)?的?(?:就)?(?:同一?)?"
    r"(?P<what>项目|事项|建设内容|投资项目|产品|设备|事由|职业|级别|等级|资质|情形|内容|票据|发票)"
)
_SOMEBODY = re.compile(
    r"(?:同一(?:名|位|个)?|每名|每位)(?P<who>劳动者|毕业生|职工|员工|人员|人才|个人|学生|残疾人|创业者|基金)"
)
_ALIKE = re.compile(r"同类|类似|相同性质|同性质")
_INSIDE = re.compile(r"档次|各档|级别|等级|称号|奖项|阶段|本项|该项|多个|标准的")
_EXCEPT_ARTICLES = re.compile(
    rf"除(?:{_ARTICLE.pattern}[、和及,，]?)+[^,，;；。]{{0,10}}外"
    rf"|(?:{_ARTICLE.pattern}[、和及]?)+[^,，;；。]{{0,10}}除外"
)
_EXCEPT = re.compile(r"除[^,，;；。]{1,20}外|除外")
_IN_PLACE = re.compile(r"本市|本省")
_UNSAID = "原文没有写明与哪些项目"
_RANK = ("national", "province", "city", "district")


@dataclass(frozen=True, slots=True)
class Reach:
    """The items a clause speaks of besides the one it stands in.

    ``sure`` and ``perhaps`` are rule ids; ``why`` says what leaves the latter open. ``among``: the
    items it stands in are themselves in the group (本办法各项只享受一项), not only against others.
    ``elsewhere`` names support that may be none of the items here.
    """

    sure: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    why: str = ""
    among: bool = False
    elsewhere: str = ""


def read_scope(stacking: Stacking, carrier: Rule, items: Sequence[Rule]) -> Reach:
    """Which of ``items`` a stacking rule of ``carrier`` reaches.

    ``carrier`` is never in the answer. Items of one policy that carry the very same clause are a
    group when its words name no other.
    """
    words = f"{stacking.scope} {stacking.source.quote}"
    if isinstance(stacking, OnceOnly):  # how often the item itself is paid, whatever the others
        return Reach(why=_undecided(words, carrier))
    excepted = {n for found in _EXCEPT_ARTICLES.findall(words) for n in _articles(found)}
    words = _EXCEPT_ARTICLES.sub("", words)
    others = [
        item
        for item in items
        if item.id != carrier.id
        and not (_one_policy(item, carrier) and excepted & _articles(item.place))
    ]
    spoken = _spoken_of(_OWN_EACH.sub("", words), carrier, others)
    found, loose, among = list(spoken.items), spoken.why, spoken.among
    silent = not (found or spoken.doubtful or spoken.phrase)
    if _OWN_EACH.search(words) or (silent and _of_own(words)):
        found += _own(words, carrier, others)
        among = True
    elif silent:
        found, among = _same_clause(stacking, carrier, others), True
        if not found and not _INSIDE.search(words):
            loose, found = _UNSAID, others
    sure, perhaps = _ids(found), _ids(spoken.doubtful)
    why = _undecided(words, carrier) or loose
    if why:
        sure, perhaps = (), tuple(sorted((*sure, *perhaps)))
    elif perhaps:
        why = spoken.doubt
    return Reach(sure=sure, perhaps=perhaps, why=why, among=among, elsewhere=spoken.phrase)


def _ids(items: Iterable[Rule]) -> tuple[str, ...]:
    return tuple(sorted({item.id for item in items}))


def _matter(words: str, carrier: Rule) -> str:
    """同一项目, 同一事项 …: the thing that must be the same; empty when only the applicant must.

    同一名毕业生 is the applicant himself only where persons apply.
    """
    found = _MATTER.search(words)
    if found:
        return f"同一{found['what']}"
    somebody = _SOMEBODY.search(words)
    person = carrier.subject is Subject.PERSON
    return f"同一名{somebody['who']}" if somebody and not person else ""


def _undecided(words: str, carrier: Rule) -> str:
    matter = _matter(words, carrier)
    if matter:
        return f"原文只限于「{matter}」，几个条目是否属于{matter}要由主管部门认定"
    if _ALIKE.search(words):
        return "原文只限于「同类」，哪些算同类没有公布名录"
    if _EXCEPT.search(words):
        return "原文写有例外，例外包括哪些条目系统不能判断"
    return ""


@dataclass
class _Spoken:
    """Support that a clause names: the items it is, its words, what leaves all of it open.

    ``doubtful`` are items that may be what is named; ``doubt`` says why that is open.
    """

    items: list[Rule] = field(default_factory=list)
    doubtful: list[Rule] = field(default_factory=list)
    doubt: str = ""
    phrase: str = ""
    why: str = ""
    among: bool = False


def _spoken_of(words: str, carrier: Rule, others: list[Rule]) -> _Spoken:
    """Support named by document, item, benefit or level of government; all that are named."""
    spoken = _Spoken()
    words = _by_document(words, carrier, others, spoken)
    words = _by_name(words, carrier, others, spoken)
    words = _by_benefit(words, carrier, others, spoken)
    _by_level(words, carrier, others, spoken)
    return spoken


def _by_document(words: str, carrier: Rule, others: list[Rule], spoken: _Spoken) -> str:
    for named in _TITLE.finditer(words):
        title = named[1]
        if title in carrier.policy.title:
            continue
        found = [item for item in others if _is_titled(item, title)]
        articles = _articles(words[named.end() :].split("《")[0])
        spoken.items += [i for i in found if not articles or articles & _articles(i.place)]
        spoken.phrase = spoken.phrase or f"《{title}》"
    return _TITLE.sub("", words)


def _by_name(words: str, carrier: Rule, others: list[Rule], spoken: _Spoken) -> str:
    """Titles of items as written; in another policy the same words may be another benefit."""
    words = words.replace(carrier.title, "")
    for title in sorted({item.title for item in others}, key=lambda t: (-len(t), t)):
        if len(title) < 4 or title not in words:
            continue
        words = words.replace(title, "")
        named = [item for item in others if item.title == title]
        own = [item for item in named if _one_policy(item, carrier)]
        spoken.items += own
        if not own:
            spoken.doubtful += named
            spoken.doubt = f"原文写的「{title}」是否就是别的文件里的这一项，要由主管部门认定"
    return words


def _by_benefit(words: str, carrier: Rule, others: list[Rule], spoken: _Spoken) -> str:
    """A benefit by a name of its own (工伤保险生活护理费); kinds of benefit have none."""
    benefit = _NAMED.search(words)
    if benefit is None:
        return words
    name = benefit["name"]
    core = re.sub(r"(?:补贴|津贴|护理费|救助金|保险金|待遇|贴息)$", "", _LOOSE.sub("", name))
    if len(core) < 2:
        return words
    rest = words.replace(name, "")
    if name in carrier.title:
        return rest
    own = [item for item in others if _one_policy(item, carrier) and name in item.title]
    if own:
        spoken.items += own
        return rest
    spoken.doubtful += [i for i in others if core in i.title or core in i.policy.title]
    spoken.doubt = f"原文写的「{name}」是不是这里的条目，要由主管部门认定"
    spoken.phrase = spoken.phrase or name
    return rest


def _by_level(words: str, carrier: Rule, others: list[Rule], spoken: _Spoken) -> None:
    levels = _levels(words, carrier)
    own_only = _OWN.search(words) and not _OTHER.search(words) and not _ALIKE.search(words)
    if not levels and (own_only or not _ANY.search(words)):
        return
    other = bool(_OTHER.search(words))
    pool = [item for item in others if not other or not _one_policy(item, carrier)]
    placed = [(item, _agrees(item, levels, words, carrier)) for item in pool]
    phrase = _phrase(words)
    if not levels and _PLAIN.search(words) and not other:
        spoken.why = _UNSAID
    elif _LOOSE.sub("", re.sub(_PAYS, "", phrase)):
        spoken.why = f"哪些条目属于「{phrase}」没有公布名录"
    spoken.items += [item for item, agrees in placed if agrees]
    unsure = [item for item, agrees in placed if agrees is None]
    if unsure:
        spoken.doubtful += unsure
        spoken.doubt = "看不出有的文件是否属于原文所说的那一级政府"
    spoken.phrase = spoken.phrase or phrase
    spoken.among = not other and _agrees(carrier, levels, words, carrier) is True


def _of_own(words: str) -> bool:
    return any(p.search(words) for p in (_OWN, _OWN_ARTICLE, _ARTICLE))


def _own(words: str, carrier: Rule, others: list[Rule]) -> list[Rule]:
    """Items of the carrier's own policy, where the clause speaks of 本办法 or of an article."""
    mine = [item for item in others if _one_policy(item, carrier)]
    articles = _articles(words) if not _TITLE.search(words) else set()
    if not articles and _OWN_ARTICLE.search(words):
        articles = _articles(carrier.place)
    if articles:
        return [item for item in mine if articles & _articles(item.place)]
    return mine if _OWN.search(words) else []


def _articles(text: str) -> set[int]:
    """The numbers of the articles named: 第十三条 and 第13条 alike."""
    return {counted(found[1:-1]) for found in _ARTICLE.findall(text)}


def _same_clause(stacking: Stacking, carrier: Rule, others: list[Rule]) -> list[Rule]:
    """The items that carry the very same clause: those it was said for."""
    key = clause_key(stacking, carrier)
    return [i for i in others if any(clause_key(s, i) == key for s in i.stacking)]


def clause_key(stacking: Stacking, carrier: Rule) -> tuple[str, str, str, int, int]:
    """What makes two stacking rules one: the kind, and the stretch of text they were read from."""
    source = stacking.source
    return (
        carrier.document,
        carrier.policy.title,
        stacking.kind,
        source.start,
        source.end,
    )


def _one_policy(a: Rule, b: Rule) -> bool:
    return (a.document, a.policy.title) == (b.document, b.policy.title)


def _is_titled(item: Rule, title: str) -> bool:
    return bool(item.policy.title) and (title in item.policy.title or item.policy.title in title)


def _phrase(words: str) -> str:
    """The words for the other support, as short as they can be quoted."""
    pattern = (
        r"(?:国家|中央|省|市|区|县|上级|同级|各级|各类|本[省市区县]|其他|其它)"
        r"[^,，;；。]{0,14}?" + _PAYS + r"(?:政策|资金)?"
    )
    found = re.search(pattern, words)
    return found[0] if found else ""


def _levels(words: str, carrier: Rule) -> frozenset[str]:
    found = {level for level, pattern in _LEVELS if pattern.search(words)}
    own = level_of(carrier)[0]
    if _ABOVE.search(words):
        found |= set(_RANK[: _RANK.index(own)]) if own else set(_RANK)
    if _SAME_LEVEL.search(words) and own:
        found.add(own)
    for name in place_names():
        if len(name) > 2 and f"{name}其他" in words:
            found.add(level_name(name))
    return frozenset(found - {""})


def _agrees(item: Rule, levels: frozenset[str], words: str, carrier: Rule) -> bool | None:
    """Whether an item is of one of the levels, in the carrier's place; None when nothing tells.

    本市 and 本省 name a place: whether they also mean the districts in it is not said.
    """
    if not levels:
        return True
    level, place = level_of(item)
    own = level_of(carrier)[1]
    if not level:
        return None
    if level not in levels:
        below = _IN_PLACE.search(words) and _RANK.index(level) > min(map(_RANK.index, levels))
        return None if below and own and related(place, own) is not False else False
    if not own or level == "national":
        return True
    return related(place, own)
