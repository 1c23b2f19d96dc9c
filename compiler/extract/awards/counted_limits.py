"""How many are paid for: 每家企业每年最多补助5件, 补助面积不超过5000平方米, 每年不超过8场."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compiler.extract.drafts import DraftAward, DraftNode, DraftPart, DraftTag
from compiler.normalise import NUMBER

_UNIT = (
    r"(?:人次|家次|场次|人|名|件|项|亩|家|平方米|㎡|吨|个(?!月|百分点|工作日|年|自然)|套|台|辆|场|户|千瓦时|千瓦|公里"
    r"|篇|张|课时|艘|头|只|株|部|间|班次|航班|班列|列|标箱|款|种|门店|床位?)"
)
#: Words that make it a limit of what is paid for, and no question of who may apply.
_PAID = (
    r"(?:补贴|补助|资助|奖励|支持|贴息|奖补|扶持|计入|纳入|享受|面积|人数|数量|功率|场次|件数"
    r"|台数|亩数|名额|总量|规模|每)"
)
COUNT_LIMIT = re.compile(
    rf"(?:^|(?<=[,;。]))\s*(?P<scope>(?=[^,;。]*{_PAID})(?:(?!申[报请](?!人|单位|企业|主体)|报名|推荐|给予|予以|的企业)[^,;。\d]){{0,34}}?)"
    r"(?:最多(?:不超过)?|不超过|不得超过|至多|最高(?:不超过)?|限|上限为|以不超过|以(?=\d+[^,;。\d]{1,3}为限))"
    r"(?:给予|补贴|补助|资助|奖励|支持|补发|补|奖|计算?|按)*"
    rf"(?P<value>{NUMBER}(?:万|千(?!瓦))?(?P<unit>{_UNIT}))(?:以内|为限|封顶)?(?=\s*(?:[,;。)]|$|\|))"
)
#: 前1000平方米, 按前8场计: only the first so many are paid for.
_FIRST_ONES = re.compile(
    rf"(?:以|按)?(?:前|首)(?P<value>\d+(?:\.\d+)?万?{_UNIT})(?!次|年|月|个月|季度)"
)
_BESIDES = re.compile(
    rf"(?:最多|不超过|限)(?:补贴|资助|奖励|支持|补助)?(?:不超过)?(?P<value>\d+{_UNIT})"
)
#: 每个展会计补人数, 每家企业补助件数: what the limit says is counted.
_COUNTED = re.compile(
    r"(?:^|[每单][个次]?[一-鿿]{1,2}|每家企业|每年)(?P<name>[一-鿿]{2,4}[人件台项场]数)$"
)
#: 「超过500头的部分不予补贴」, 「100张以上部分不再补助」: no more than so many are paid for.
_NO_MORE = re.compile(
    rf"(?:^|(?<=[,;。]))\s*(?P<scope>(?!(?:申[报请]|获|受|已)[^,;。]{{0,4}})[^,;。\d]{{0,10}}?)"
    rf"(?:(?:超[过出]|多于|高于)(?P<value>{NUMBER}(?:万|千(?!瓦))?(?P<unit>{_UNIT}))(?:以上)?的?部分(?:的)?"
    rf"|超出(?P<over>{NUMBER}(?:万|千(?!瓦))?(?P<overs>{_UNIT}))的?"
    rf"|(?P<up>{NUMBER}(?:万|千(?!瓦))?(?P<ups>{_UNIT}))(?:以上|以外|之外)的?部分(?:的)?)"
    r",?(?:一律|均|原则上|则|将)?(?:不予|不再|不)(?:给予|享受|纳入)?(?:补|奖|资助|支持|计)[^,;。\d]{0,6}(?=[,;。)]|$)"
)
_PEOPLE = ("人", "名", "位", "生")
_GROUND = ("平方米", "㎡")


@dataclass(frozen=True, slots=True)
class CountLimit:
    """So many units at most, and the words before it that say what of."""

    value: str
    unit: str
    scope: str
    start: int
    end: int


def find_count_limits(view: str, start: int, end: int) -> list[CountLimit]:
    """The limits of quantity stated in ``[start, end)``, each a clause of its own."""
    said = view[start:end]
    found = [
        CountLimit(m["value"], m["unit"], m["scope"].strip(), start + m.start(), start + m.end())
        for m in COUNT_LIMIT.finditer(said)
    ]
    for m in _NO_MORE.finditer(said):
        value, unit = m["value"] or m["over"] or m["up"], m["unit"] or m["overs"] or m["ups"]
        found.append(
            CountLimit(value, unit, m["scope"].strip(), start + m.start(), start + m.end())
        )
    return found


def first_ones(body: str) -> str:
    """How many units a formula pays for, where its own words say so."""
    match = _FIRST_ONES.search(body) or _BESIDES.search(body)
    return match["value"] if match else ""


def with_count_limits(award: DraftAward, limits: list[CountLimit]) -> DraftAward:
    """The award with each limit on the sums per unit that it speaks of."""
    for limit in limits:
        award = _limited(award, limit, named=_named(award, limit))
    return award


def _named(award: DraftAward, limit: CountLimit) -> bool:
    """Whether the limit names one of the alternatives: 直流充电桩功率最多2000千瓦."""
    return any(_tells(node, limit) for part in award.parts for node in part.when.of)


def _tells(node: DraftNode, limit: CountLimit) -> bool:
    if not isinstance(node, DraftTag):
        return any(_tells(n, limit) for n in node.of)
    return any(len(v) > 1 and v in limit.scope for v in (*node.values, node.name))


def _limited(award: DraftAward, limit: CountLimit, *, named: bool) -> DraftAward:
    if award.parts:
        parts = tuple(
            part
            if named and not any(_tells(n, limit) for n in part.when.of)
            else DraftPart(when=part.when, award=_limited(part.award, limit, named=False))
            for part in award.parts
        )
        return award.model_copy(update={"parts": parts})
    unit = award.base.partition("|")[0]
    alike = limit.unit == unit or any(
        unit in group and limit.unit in group for group in (_PEOPLE, _GROUND)
    )
    if award.shape != "per_unit" or award.step or award.at_most or not alike:
        return award
    update = {"at_most": limit.value}
    if not award.base.partition("|")[2] and (counted := _COUNTED.search(limit.scope)):
        update["base"] = f"{unit}|{counted['name']}"  # 每人8000元, 计补人数以2人为限
    return award.model_copy(update=update)
