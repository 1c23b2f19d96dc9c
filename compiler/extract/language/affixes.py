"""Lists whose names share their ends: 国家5A级、4A级、3A级物流企业 are three whole titles."""

from __future__ import annotations

import re

#: What the names of one list differ in, one kind of ladder a line.
_STEPS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:特等|[金银铜]|优[秀胜]|提名|最佳|[特一二三四五六]等)奖",
        r"(?:\d?A+|[A-E])(?=级|类|等|档|企业|单位|[一-鿿]|$)",
        r"[特一二三四五六七八九十甲乙丙丁优](?=等|级|星|类|档|型|孩|胎|$)",
        r"[高中初]级",
        r"(?:[ⅠⅡⅢⅣ]|I{1,3}|IV|[一二三四])[ab]?期|[小中大]批量|(?:微|小|中|大|特大)型",
        r"(?:国家|国际|世界|全国|省部|省|市|行业|地方|团体)级?|[区县]级",
        r"第[一二三四五六]",
    )
)
#: A grade inside a name: what stands before it and behind it is often said once for the list.
GRADE = (
    r"(?:\d?A{1,5}(?:级|[+]?(?![A-Z]))|[特甲乙丙丁一二三四五六]级|[B-F]级"
    r"|[特一二三四五六]等(?=奖)|[一二三四五1-5]星级?|[金银铜](?=奖|牌))"
)
#: A grade that a certificate reached, also in digits: 三级, 3级, 甲级, 5A.
GRADE_REACHED = r"(?:\d?A{1,5}级?|[特甲乙丙丁一二三四五六\d]级|L?\d级?(?![\d%万]))"
#: 「B级认定的机构分别」: who has it, and how much each is paid.
_TAIL = re.compile(
    r"(?:称号|认定)?的(?:企业|单位|机构|项目|人员|个人|产品|团队|主体)(?:分别|各|均|依次)*$"
)
#: 龙头、骨干企业: the noun of the last name is that of all.
_NOUN = re.compile(
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|机构|学校|医院|景区|街区|饭店|酒店|民宿"
    r"|资质|资格|证书|标准|工厂|车间|品牌|商标|称号|合作社|农场|社区|村|项目|产品|人才|团队"
    r"|场景|案例|方案|服务商|示范[区园点社户]|孵化器|加速器|空间|集群|联盟|专项|计划|课题|研究院|研究所|街|小镇|之[乡都城]|食品|农产品|名单|认证)$"
)


#: 国家、省、市各级孵化器: each of these levels.
_OF_EVERY_LEVEL = re.compile(r"(?<=[国家省市区县])各级")
_A_LEVEL = "国家|省|市|区|县|自治区"


def whole_names(names: list[str]) -> list[str]:
    """Each name of a list with the words it shares with its neighbours.

    施工总承包特级资质、一级资质 share their beginning, 国际、国家、行业标准 their end.
    """
    names = [_OF_EVERY_LEVEL.sub("级", _TAIL.sub("", n)) for n in names]
    if len(names) < 2:
        return names
    for step in _STEPS:
        if whole := _on_one_ladder(step, names):
            return whole
    return _with_noun(names)


def _on_one_ladder(step: re.Pattern[str], names: list[str]) -> list[str] | None:
    steps = [step.match(n) for n in names[1:]]
    tried = list(step.finditer(names[0]))
    if not tried or not any(steps):
        return None
    first = step.match(names[0]) or tried[-1]
    prefix = names[0][: first.start()]
    rest = [n[m.end() :] if m else "" for n, m in zip(names[1:], steps, strict=True)]
    ends = [names[0][first.end() :], *rest]
    if not all(steps):
        # 绩效A级企业、B级企业、引领性企业: the last stands outside the ladder
        noun = _NOUN.search(names[0])
        alike = noun is not None and all(n.endswith(noun.group()) for n in names)
        return [names[0], *(prefix + n for n in names[1:])] if alike and prefix else None
    end = ends[-1]
    bare = [e for e in ends if e != end]
    if not prefix and not bare:
        return None
    if any(not end.startswith(e) for e in bare):
        return [names[0], *(prefix + n for n in names[1:])] if not _NOUN.search(names[1]) else None
    found = [first, *(m for m in steps if m)]
    shared = re.sub(r"^\([^()]*\)", "", end)  # 国际、国家(行业)标准: said of the last alone
    steps_said = [m.group() for m in found]
    if re.fullmatch(f"(?:{_A_LEVEL})级", steps_said[-1]):  # 国家、省级X: on either level
        steps_said = [s + "级" if re.fullmatch(_A_LEVEL, s) else s for s in steps_said]
    return [prefix + s + (e if e == end else shared) for s, e in zip(steps_said, ends, strict=True)]


def _with_noun(names: list[str]) -> list[str]:
    noun = _NOUN.search(names[-1])
    if noun is None or noun.start() == 0 or any(_NOUN.search(n) for n in names[:-1]):
        return names
    return [*(n + noun.group() for n in names[:-1]), names[-1]]


_ORDER = ("国家", "省", "市", "区", "县")
_AUTONOMOUS = ("国家", "自治区", "盟市", "旗县")


def levels_from(level: str) -> tuple[str, ...]:
    """A level and all above it, in the words of the place: 盟市级以上 has no 省级 above it."""
    if level in ("自治州", "盟"):
        return ("国家", "自治区" if level == "盟" else "省", level)
    order = _AUTONOMOUS if level in _AUTONOMOUS[1:] else _ORDER
    return order[: order.index(level) + 1]


_LEVEL_AND_UP = re.compile(
    r"(?P<level>国家|自治区|省|市|区|县)级?(?:及)?以上(?:\(含(?:本级)?\))?(?=.{2})"
)


def at_every_level(name: str) -> tuple[str, ...]:
    """市级以上科技进步奖一等奖: that prize at each of the levels; any other name as it is."""
    above = _LEVEL_AND_UP.match(name)
    if above is None or above["level"] == "国家":
        return (name,)
    return tuple(f"{level}级{name[above.end() :]}" for level in levels_from(above["level"]))
