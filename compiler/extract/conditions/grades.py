"""Graded choices: professional titles, skill levels, classes of talent, degrees of disability."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.conditions.careers import BROUGHT_IN
from compiler.extract.conditions.people import LOOKED_AFTER
from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start

_UP = r"(?P<up>\(含\)以上|及其?以上|或以上|以上)?"
_HELD = r"(?:具有|取得|获得|持有|具备|拥有)?(?:相关|相应)?"
_PROFESSIONAL = re.compile(
    rf"{_HELD}(?:专业)?(?P<level>正高级?|副高级?|高级|中级|初级){_UP}(?:的)?(?:相关)?"
    r"(?:专业|技术|工程)*(?:职称|职务任职资格|技术职务|任职资格)(?:资格|证书)?"
)
_PROFESSIONAL_ORDER = ("初级职称", "中级职称", "副高级职称", "正高级职称")
_WORKER = (
    r"(?:初级工|中级工|高级工|高级技师|技师|初级|中级|高级|[一二三四五]级)(?:\([一二三四五]级\))?"
)
_SKILL = re.compile(
    rf"{_HELD}(?P<list>{_WORKER}(?:(?:、|/|和|或者|或|及){_WORKER})*){_UP}(?:的)?"
    r"(?:(?<=[工师)])证书|(?:国家)?(?:职业(?:技能|资格)|技能)(?:等级)?(?:证书|资格证书?|资格)?)"
    r"(?:(?:、|或者?|及)(?:职业(?:技能|资格)|技能|专项职业能力)(?:等级)?(?:证书|资格证书?|资格))*"
)
_SKILL_ORDER = (
    "初级工（五级）", "中级工（四级）", "高级工（三级）", "技师（二级）", "高级技师（一级）",
    "特级技师", "首席技师",
)  # fmt: skip
_TALENT = re.compile(
    rf"(?P<list>[A-G]类(?:(?:至|到|-|~|、|和|或者|或|及)[A-G]类)*){_UP}(?:的)?(?:高层次|高端|紧缺)*人才"
)
_TALENT_ORDER = "ABCDEFG"
#: 高级技师(一级)、技师(二级): workers named by their grade, without the word 证书.
_GRADED = r"(?:初级工|中级工|高级工|高级技师|技师)\([一二三四五]级\)"
_SKILLED = re.compile(rf"{_HELD}(?P<list>{_GRADED}(?:(?:、|/|和|或者|或|及){_GRADED})*)")
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
        level = match["level"]
        if level == "高级":
            first = 2
            values = _PROFESSIONAL_ORDER[first:]
        else:
            name = level if level.endswith("级") else level + "级"
            values = _from(_PROFESSIONAL_ORDER, f"{name}职称", match["up"])
        _choose(fragment, match, "one_of", "职称", values)
    for match in fragment.search(_SKILL):
        skills = [_skill(m.group()) for m in re.finditer(_WORKER, match["list"])]
        values = _from(_SKILL_ORDER, skills[0], match["up"]) if match["up"] else tuple(skills)
        _choose(fragment, match, "has", "职业技能等级", values)
    for match in fragment.search(_SKILLED):
        skills = [_skill(m.group()) for m in re.finditer(_GRADED, match["list"])]
        _choose(fragment, match, "has", "职业技能等级", skills)
    for match in fragment.search(_TALENT):
        if not BROUGHT_IN.search(fragment.view, fragment.start, match.start()):
            _choose(fragment, match, "one_of", "人才层次", _talents(match))
    for match in fragment.search(_CARE):
        if LOOKED_AFTER.search(fragment.view, fragment.start, match.start()):
            continue
        written = re.findall("[轻中重]|完全", match["list"] or match["list2"])
        named = [f"{w}度失能" if w != "完全" else "完全失能" for w in written]
        up = match["up"] or match["up2"]
        _choose(
            fragment, match, "one_of", "失能等级", _from(_CARE_ORDER, named[0], up) if up else named
        )


def _skill(written: str) -> str:
    """初级工, 初级工(五级) and 五级 are one level."""
    name = re.sub(r"\(.*\)", "", written)
    exact = [o for o in _SKILL_ORDER if o.startswith(f"{name}（") or f"（{name}）" in o]
    return (exact or [o for o in _SKILL_ORDER if o.startswith(name)])[0]


def _talents(match: re.Match[str]) -> list[str]:
    """A类至E类 and C类以上 are all between; A类、B类 are those named."""
    named = [_TALENT_ORDER.index(c) for c in re.findall("([A-G])类", match["list"])]
    if match["up"]:
        named = list(range(named[-1] + 1))
    elif len(named) == 2 and re.search("至|到|-|~", match["list"]):
        named = list(range(named[0], named[1] + 1))
    return [f"{_TALENT_ORDER[n]}类" for n in named]


def _from(order: Sequence[str], value: str, up: str | None) -> tuple[str, ...]:
    return tuple(order[order.index(value) :]) if up else (value,)


def _choose(
    fragment: Fragment, match: re.Match[str], shape: str, name: str, values: Sequence[str]
) -> None:
    start = period_start(fragment, match.start())
    tag = DraftTag(
        shape="has" if shape == "has" else "one_of",
        name=name,
        values=tuple(values),
        period=own_period(fragment, match.start()) if start < match.start() else "",
        quote=fragment.quote(start, match.end()),
    )
    fragment.add(tag, start, match.end())
