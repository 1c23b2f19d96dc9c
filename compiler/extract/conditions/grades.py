"""Graded choices: professional titles, skill levels, classes of talent, degrees of disability."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.conditions.attainments import is_counted
from compiler.extract.conditions.careers import BROUGHT_IN
from compiler.extract.conditions.people import LOOKED_AFTER
from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start

_UP = r"(?P<up>\(含\)以上|及其?以上|或以上|以上)?"
_HOLDS = r"(?:具有|取得|获得|持有|具备|拥有)"
_HELD = rf"{_HOLDS}?(?:相关|相应)?"
_JOIN = r"(?:、|/|和|或者?|及(?!其?以上))"
_RANK = r"(?:正高级?|副高级?|高级|中级|初级)(?:(?=[、/])|(?:职称)?)"
_PROFESSIONAL = re.compile(
    rf"{_HELD}(?:专业)?(?P<list>{_RANK}(?:{_JOIN}{_RANK})*){_UP}(?:的)?(?:相关)?"
    r"(?:(?<=职称)|(?:专业|技术|工程)*(?:职称|职务任职资格|技术职务|任职资格)(?:资格|证书)?)"
)
_PROFESSIONAL_ORDER = ("初级职称", "中级职称", "副高级职称", "正高级职称")
_WORKER = (
    r"(?:初级工|中级工|高级工|特级技师|首席技师|高级技师|技师|初级|中级|高级|[一二三四五]级)"
    r"(?:\([一二三四五]级\))?"
)
#: 取得养老护理员技师及以上职业技能等级证书: the trade whose grade it is.
_TRADE = r"(?:[^,;。、的\d(]{1,10}?(?:员|师|工|职业|工种|专业))?"
_SKILL = re.compile(
    rf"(?:{_HOLDS}(?:相关|相应)?{_TRADE})?(?P<list>{_WORKER}(?:{_JOIN}{_WORKER})*){_UP}(?:的)?"
    r"(?:(?<=[工师)])证书|(?:国家)?(?:职业(?:技能|资格)|技能)(?:等级)?(?:证书|资格证书?|资格)?)"
    r"(?:(?:、|或者?|及)(?:职业(?:技能|资格)|技能|专项职业能力)(?:等级)?(?:证书|资格证书?|资格))*"
)
#: 取得养老护理员职业技能等级证书: of a trade, of whatever grade.
_TRADE_PAPER = re.compile(
    rf"{_HOLDS}(?:相关|相应)?(?!{_WORKER})[^,;。的\d]{{2,20}}?(?<!国家)(?<!相关)(?<!相应)"
    r"(?:国家)?职业(?:技能|资格)(?:等级)?证书(?=$|[,;。、的且并])"
)
_SKILL_ORDER = (
    "初级工（五级）", "中级工（四级）", "高级工（三级）", "技师（二级）", "高级技师（一级）",
    "特级技师", "首席技师",
)  # fmt: skip
_LETTER = r"[A-G](?:类(?=[、至到和或及~-])|(?=[、至到~-][A-G])|类)"
_CLASSES = rf"{_LETTER}(?:(?:至|到|-|~|、|和|或者|或|及(?!以上)){_LETTER})*"
_TALENT = re.compile(
    rf"(?:经?认定(?:为|的)?)?(?:(?P<list>{_CLASSES}){_UP}(?:的)?(?:高层次|高端|紧缺|各类)*人才"
    rf"|(?:高层次|高端|紧缺)*人才(?:分类)?\(?(?P<list2>{_CLASSES})(?P<up2>\(含\)以上|及以上|以上)?\)?)"
)
_TALENT_ORDER = "ABCDEFG"
#: A类, and nothing else: the class of people a list goes by.
_LABEL = re.compile(r"\s*(?P<name>[A-G]类)[\s:,。]*")
#: 第一层次至第三层次人才, 第一类、第二类人才: classes a text numbers itself.
_NUMBERED = r"第?[一二三四五六七八九]"
_LAYERS = re.compile(
    rf"(?P<list>{_NUMBERED}(?:、{_NUMBERED})*(?P<noun>层次|类)(?:(?:、|和|或者?|及|至|到){_NUMBERED}(?P=noun))*)"
    r"(?:的)?(?:高层次|高端|紧缺|各类)*人才"
)
#: 高级技师(一级)、技师(二级): workers named by their grade, without the word 证书.
_GRADED = r"(?:(?:初级工|中级工|高级工|高级技师|特级技师|首席技师|技师)(?:\([一二三四五]级\))?)"
_SKILLED = re.compile(
    rf"(?:{_HOLDS}|(?<![一-鿿])|(?<=[的对或者及和]))(?P<list>{_GRADED}(?:{_JOIN}{_GRADED})*){_UP}"
    r"(?:的?(?:人员|人才|职工))?(?=$|[,;。、的]|或)"
)
_CARE = re.compile(
    r"(?P<list>(?:[轻中重]度?(?:、|和|或))*(?:[轻中重]度|完全))"
    rf"{_UP}失能(?P<who>(?:的)?(?:老年人|老人|人员))?"
    r"|失能(?:等级|程度)(?:评估)?(?:结果)?(?:为|达到)"
    r"(?P<list2>(?:[轻中重]度?(?:、|和|或))*(?:[轻中重]度|完全))(?:失能)?"
    r"(?P<up2>及以上|以上)?"
)
_CARE_ORDER = ("轻度失能", "中度失能", "重度失能", "完全失能")


def grades(fragment: Fragment) -> None:
    """中级以上职称, 高级工以上职业资格证书, A类、B类人才, 中度以上失能: the grades that meet it."""
    for match in fragment.search(_PROFESSIONAL):
        named = [r for m in re.finditer(_RANK, match["list"]) for r in _ranks(m.group())]
        upwards = _PROFESSIONAL_ORDER[min(map(_PROFESSIONAL_ORDER.index, named)) :]
        _choose(fragment, match, "one_of", "职称", upwards if match["up"] else named)
    for pattern in (_SKILL, _SKILLED):
        for match in fragment.search(pattern):
            skills = [_skill(m.group()) for m in re.finditer(_WORKER, match["list"])]
            values = _from(_SKILL_ORDER, skills[0], match["up"]) if match["up"] else tuple(skills)
            _choose(fragment, match, "has", "职业技能等级", values)
    for match in fragment.search(_TRADE_PAPER):
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name=match.group(), quote=quote), *match.span())
    for match in fragment.search(_TALENT):
        if not BROUGHT_IN.search(fragment.view, fragment.start, match.start()):
            _choose(fragment, match, "one_of", "人才层次", _talents(match))
    if (label := _LABEL.fullmatch(fragment.view, fragment.start, fragment.end)) and fragment.free(
        *label.span("name")
    ):
        quote = fragment.quote(*label.span("name"))
        tag = DraftTag(shape="one_of", name="人才层次", values=(label["name"],), quote=quote)
        fragment.add(tag, *label.span())
    for match in fragment.search(_LAYERS):
        if not BROUGHT_IN.search(fragment.view, fragment.start, match.start()):
            _choose(fragment, match, "one_of", "人才层次", _layers(match))
    for match in fragment.search(_CARE):
        if LOOKED_AFTER.search(fragment.view, fragment.start, match.start()):
            continue
        written = re.findall("[轻中重]|完全", match["list"] or match["list2"])
        named = [f"{w}度失能" if w != "完全" else "完全失能" for w in written]
        up = match["up"] or match["up2"]
        _choose(
            fragment, match, "one_of", "失能等级", _from(_CARE_ORDER, named[0], up) if up else named
        )


_CELL_SKILL = re.compile(rf"(?P<list>{_WORKER}(?:{_JOIN}{_WORKER})*){_UP}")
_CELL_RANK = re.compile(rf"(?P<list>{_RANK}(?:{_JOIN}{_RANK})*){_UP}")


def graded_cell(title: str, word: str) -> tuple[str, tuple[str, ...]] | None:
    """二级及以上 under 职业技能等级, 副高级 under 职称: grades that the heading names."""
    if re.search("技能|职业资格|工种", title) and (skill := _CELL_SKILL.fullmatch(word)):
        named = [_skill(m.group()) for m in re.finditer(_WORKER, skill["list"])]
        up = _from(_SKILL_ORDER, named[0], skill["up"])
        return "职业技能等级", up if skill["up"] else tuple(named)
    if re.search("职称|专业技术", title) and (rank := _CELL_RANK.fullmatch(word)):
        ranks = tuple(r for m in re.finditer(_RANK, rank["list"]) for r in _ranks(m.group()))
        lowest = min(map(_PROFESSIONAL_ORDER.index, ranks))
        return "职称", _PROFESSIONAL_ORDER[lowest:] if rank["up"] else ranks
    return None


def _ranks(written: str) -> tuple[str, ...]:
    """正高 and 正高级职称 are one rank; 高级职称 are both."""
    rank = written.removesuffix("职称").removesuffix("级")
    if rank == "高":
        return _PROFESSIONAL_ORDER[2:]
    return (f"{rank}级职称",)


def _layers(match: re.Match[str]) -> list[str]:
    """第一、二层次 as they are called: 第一层次, 第二层次; 至 names those between too."""
    digits = "一二三四五六七八九"
    named = [digits.index(c) for c in re.findall(f"[{digits}]", match["list"])]
    ordinal = "第" if match["list"].startswith("第") else ""
    if re.search("至|到", match["list"]) and len(named) == 2:
        named = list(range(named[0], named[1] + 1))
    return [f"{ordinal}{digits[n]}{match['noun']}" for n in named]


def _skill(written: str) -> str:
    """初级工, 初级工(五级) and 五级 are one level."""
    name = re.sub(r"\(.*\)", "", written)
    exact = [o for o in _SKILL_ORDER if o.startswith(f"{name}（") or f"（{name}）" in o]
    return (exact or [o for o in _SKILL_ORDER if o.startswith(name)])[0]


def _talents(match: re.Match[str]) -> list[str]:
    """A类至E类 and C类以上 are all between; A类、B类 are those named."""
    written = match["list"] or match["list2"]
    named = [_TALENT_ORDER.index(c) for c in re.findall("[A-G]", written)]
    if match["up"] or match["up2"]:
        named = list(range(named[-1] + 1))
    elif len(named) == 2 and re.search("至|到|-|~", written):
        named = list(range(named[0], named[1] + 1))
    return [f"{_TALENT_ORDER[n]}类" for n in named]


def _from(order: Sequence[str], value: str, up: str | None) -> tuple[str, ...]:
    return tuple(order[order.index(value) :]) if up else (value,)


def _choose(
    fragment: Fragment, match: re.Match[str], shape: str, name: str, values: Sequence[str]
) -> None:
    if is_counted(fragment.view, match.end()):
        return
    start = period_start(fragment, match.start())
    tag = DraftTag(
        shape="has" if shape == "has" else "one_of",
        name=name,
        values=tuple(values),
        period=own_period(fragment, match.start()) if start < match.start() else "",
        quote=fragment.quote(start, match.end()),
    )
    fragment.add(tag, start, match.end())
