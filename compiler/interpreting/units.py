"""Sums for each unit: what is counted, from where, and how many at most."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeGuard

from compiler.extract.drafts import DraftAward
from compiler.extract.items.acts import ACTS
from compiler.fold import fold
from compiler.interpreting.bases import Bases
from compiler.normalise import NUMBER, read_quantity
from compiler.stated import (
    counted_in,
    done_in,
    graded,
    increased,
    spoken_count,
    spoken_of,
    year_of,
)
from rules.benefit import Award, Fixed, PerUnit
from rules.condition import Increment, Operand, Value
from rules.document import SourceSpan
from rules.quantity import AnyQuantity, Area, Count, Headcount, Money
from rules.vocabulary import Attribute, Kind, Subject

_UNIT_KIND: dict[str, tuple[Kind, AnyQuantity]] = {
    "人": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "名": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "生": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "位": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "平方米": (Kind.AREA, Area(square_metres=Decimal(1))),
    "㎡": (Kind.AREA, Area(square_metres=Decimal(1))),
}
_KIND_OF_STEP = {Money: Kind.MONEY, Area: Kind.AREA, Headcount: Kind.HEADCOUNT, Count: Kind.COUNT}
_RECIPIENT = re.compile(
    r"^(?:企业|单位|项目|机构|公司|家庭|户|申[报请](?:人|单位|企业)|人|对象|载体|园区|平台|基地"
    r"|孤儿|老年?人|学生|幼儿|儿童|残疾人|创业者)?$"
)
#: 每新开1家门店: the verb before what is counted.
_COUNTED = re.compile(rf"^(?:(?:新|成功)?{ACTS}|新[增开设办]加?|增加|成功|多)")


def read_per_unit(
    bases: Bases, draft: DraftAward, span: SourceSpan, common: dict[str, object]
) -> Award | None:
    """A sum for each unit, or a plain sum where the unit is who applies; None without a sum."""
    money = bases.money(draft.value, span)
    if money is None:
        return None
    if draft.step:
        return _stepped(bases, draft, money, span, common)
    unit, _, noun = draft.base.partition("|")
    unit = _fuller(unit, (_above(draft), _limit(draft)))
    above, most = (_counted_in(unit, edge) for edge in (_above(draft), _limit(draft)))
    if grown := re.fullmatch(r"(?P<of>.{2,})的净增量", noun):
        return _for_growth(bases, draft, span, common, (grown["of"], unit, above, most))
    told = noun.removeprefix("~")
    noun = "" if noun.startswith("~") else noun
    counted = _COUNTED.match(noun)
    name = _COUNTED.sub("", noun)
    if bases.names.subject is not Subject.PERSON and (
        operand := spoken_count(bases.stated, unit, noun)
        or (spoken_count(bases.stated, unit, name) if _as_before(bases, unit, noun, name) else None)
    ):
        return PerUnit(
            amount=money,
            quantity=operand,
            from_=above,
            at_most=most,
            ceiling=draft.soft,
            **common,
        )
    personal = unit in ("人", "名", "位", "生", "户") and bases.names.subject is Subject.PERSON
    thing = unit in ("项", "个", "间", "店") and told != ""
    if (
        not counted
        and not thing
        and not noun.endswith(("人数", "数量", "名额"))
        and not told.endswith("数")
        and (
            personal
            or (
                unit in ("家", "户", "个", "名", "人", "位", "项", "间", "店")
                and _RECIPIENT.match(noun)
                and (unit not in ("人", "名", "位") or personal)
            )
        )
    ):
        return Fixed(amount=money, ceiling=draft.soft, **common)
    words = draft.period
    if noun and noun == (counted.group() if counted else ""):
        noun, near = _named_nearby(bases, noun, span)
        words = words or near
    kind, one = _UNIT_KIND.get(unit, (Kind.COUNT, Count(number=Decimal(1), unit=unit)))
    if kind is Kind.AREA and not noun and re.search(r"租金|房租|租赁补", fold(span.quote)):
        name = "租赁面积"  # 按每平方米25元的标准给予租金补贴
    label = told if told not in ("", counted.group() if counted else "") else noun
    attribute = (
        bases.names.known(noun, kind, one)
        or bases.names.known(name, kind, one)
        or _granted(bases, told, kind)
        or bases.names.propose(
            bases.conditions.written(label, draft.quote) or _bare_count(unit), kind, one, span
        )
    )
    period = bases.names.period(words, attribute)[0] if words else attribute.period
    if (
        not words
        and attribute.proposed
        and (year := done_in(bases.stated) or counted_in(bases.stated, unit))
    ):
        period = year  # 上年度取得认证的，按认证产品数量每个1万元
    return PerUnit(
        amount=money,
        quantity=Value(attribute=attribute.id, period=period),
        from_=above,
        at_most=most,
        ceiling=draft.soft,
        **common,
    )


def _granted(bases: Bases, told: str, kind: Kind) -> Attribute | None:
    """获得境外授权发明专利的，每件: what was got is known by that name, verb and all."""
    if not told.startswith(("获得", "取得")):
        return None
    return next((a for a in bases.names.by_name.get(told, ()) if a.kind is kind), None)


def _as_before(bases: Bases, unit: str, noun: str, name: str) -> bool:
    """Whether a bare name may be a figure told before: 直营店2家以上 are not those 每新开1家."""
    kind, one = _UNIT_KIND.get(unit, (Kind.COUNT, Count(number=Decimal(1), unit=unit)))
    new = noun.startswith("新") and bases.names.known(noun, kind, one) is not None
    return len(name) > 1 and not new


def _for_growth(
    bases: Bases,
    draft: DraftAward,
    span: SourceSpan,
    common: dict[str, object],
    counted: tuple[str, str, AnyQuantity | None, AnyQuantity | None],
) -> Award | None:
    """净增量5000标准箱以内的部分，每标准箱50元: what is counted is the growth of a figure."""
    name, unit, above, most = counted
    kind, one = _UNIT_KIND.get(unit, (Kind.COUNT, Count(number=Decimal(1), unit=unit)))
    attribute = bases.names.known(name, kind, one) or bases.names.propose(name, kind, one, span)
    period = bases.names.period(draft.period, attribute)[0]
    if (money := bases.money(draft.value, span)) is None:
        return None
    quantity = Increment(attribute=attribute.id, period=period)
    return PerUnit(
        amount=money, quantity=quantity, from_=above, at_most=most, ceiling=draft.soft, **common
    )


def _bare_count(unit: str) -> str:
    """What a unit counts where nothing names it; 总吨 is a measure by itself."""
    return unit if len(unit) > 1 and unit.endswith("吨") else f"{unit}数"


def _named_nearby(bases: Bases, verb: str, span: SourceSpan) -> tuple[str, str]:
    """新开直营店 … 每新开1家: the thing counted stands with the same verb before."""
    before = fold(bases.conditions.grounder.document.text[max(0, span.start - 80) : span.start])
    match = re.search(rf"{verb}([一-鿿]{{2,6}})", before)
    if not match:
        return verb, ""
    time = re.search(r"(上年度|上一年度|当年|本年度)[^,;。]{0,4}$", before[: match.start()])
    for length in range(len(match[1]), 1, -1):
        name = verb + match[1][:length]
        if any(
            bases.names.known(name, k, Count(number=Decimal(1), unit="家"))
            for k in (Kind.COUNT, Kind.HEADCOUNT)
        ):
            return str(name), time[1] if time else ""
    taken_on = rf"{verb}[^,;。、的\d]{{0,6}}?(?:人(?![口才员])|人员|职工|毕业生)"
    known = bases.names.known(verb, Kind.HEADCOUNT)
    if known is None and (people := re.search(taken_on, before)):
        return people.group() + "数", time[1] if time else ""  # 吸纳其他残疾人 … 每吸纳1人
    return verb, ""


_BARE_STEP = re.compile(rf"每{NUMBER}")


def _stepped(
    bases: Bases,
    draft: DraftAward,
    money: Money,
    span: SourceSpan,
    common: dict[str, object],
) -> Award | None:
    step = read_quantity(draft.step)
    if step is None:
        bases.note("PC301", span, value=draft.step)
        return None
    if not draft.base.strip("的") and (operand := increased(bases.stated, step)):
        return PerUnit(amount=money, quantity=operand, step=step, **common)
    if not draft.base.strip("的") and (reached := graded(bases.stated, step)):
        operand, edge = reached  # 投资500万元以上的，…每增加1000万元再奖励20万元
        # 展览面积8000平方米以上的，每2000平方米奖励3万元: the whole of it
        begins = None if _BARE_STEP.search(fold(span.quote)) else edge
        return PerUnit(amount=money, quantity=operand, step=step, from_=begins, **common)
    noun = draft.base.strip("的") or "增加额"
    if draft.base and (operand := _growing(bases, noun, step, span)):
        return PerUnit(amount=money, quantity=operand, step=step, **common)
    attribute = bases.names.attribute(noun, step, bases.conditions.written(noun, draft.quote), span)
    return PerUnit(
        amount=money,
        quantity=Value(attribute=attribute.id, period=attribute.period),
        step=step,
        **common,
    )


def _growing(bases: Bases, noun: str, step: AnyQuantity, span: SourceSpan) -> Operand | None:
    """产值每净增1000万元: the growth of a yearly figure, at the time its conditions name."""
    if not re.search(r"每(?:新?增|净增|增长)", fold(span.quote)):
        return None
    spoken = increased(bases.stated, step)
    known = bases.names.known(noun, _KIND_OF_STEP.get(type(step), Kind.MONEY), step)
    if isinstance(spoken, Increment) and (known is None or known.id == spoken.attribute):
        return spoken
    if known is None and (told := spoken_of(bases.stated, noun, step)):
        # 服务外包执行额800万元以上…，执行额每增加50万元: the figure told in full before
        return Increment(attribute=told.attribute, period=told.period) if _plain(told) else None
    if known is None or known.period.code != "annual":
        return None
    return Increment(attribute=known.id, period=year_of(bases.stated, known.id) or known.period)


def _plain(operand: Operand) -> TypeGuard[Value | Increment]:
    return isinstance(operand, Value | Increment)


def _counted_in(unit: str, edge: AnyQuantity | None) -> AnyQuantity | None:
    """每箱…，不超过200个: what the edge counts with 个 is what is paid for."""
    if isinstance(edge, Count) and edge.unit == "个" and unit not in _UNIT_KIND:
        return edge.model_copy(update={"unit": unit})
    return edge


def _fuller(unit: str, edges: tuple[AnyQuantity | None, ...]) -> str:
    """每吨…，超过300吨标准煤的部分: what is counted is said in full where its edge stands."""
    units = [edge.unit for edge in edges if isinstance(edge, Count)]
    return next((full for full in units if unit and full.startswith(unit)), unit)


def _above(draft: DraftAward) -> AnyQuantity | None:
    return read_quantity(draft.above) if draft.above else None


def _limit(draft: DraftAward) -> AnyQuantity | None:
    return read_quantity(draft.at_most) if draft.at_most else None
