"""Every rule back into plain Chinese sentences that an official can check against the text.

The sentences say what the rule *means*, not how the text put it: a bound always says whether the
number itself is included, a list always says whether all or one of it is needed. Conditions are
worded in ``rules.wording_condition`` and offered here too.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import assert_never

from rules.benefit import (
    Award,
    Band,
    Cap,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import AllOf, Operand, OverYears, Records, Value
from rules.rule import Delivery, ReviewMode, Rule, Window
from rules.stacking import (
    AnnualCap,
    Budget,
    Cumulative,
    ExclusiveWith,
    HighestOf,
    OnceOnly,
    Stacking,
)
from rules.vocabulary import Kind, Vocabulary
from rules.wording_condition import (
    describe_authority,
    describe_condition,
    describe_operand,
    describe_period,
    describe_quantity,
    numbered,
    word_condition,
)

__all__ = [
    "describe_authority",
    "describe_award",
    "describe_condition",
    "describe_operand",
    "describe_period",
    "describe_quantity",
    "describe_rule",
    "describe_stacking",
]

_SCOPES = {
    "item": "最高",
    "project": "单个项目最高",
    "enterprise": "单个企业最高",
    "enterprise_year": "单个企业每年最高",
    "person": "每人最高",
    "total": "累计最高",
    "budget": "全部对象合计最高",
}
_PER = {"once": "", "year": "每年", "quarter": "每季度", "month": "每月", "day": "每日"}
_UNITS = {Kind.HEADCOUNT: "人", Kind.AREA: "平方米", Kind.MONEY: "元"}
_DELIVERY = {
    Delivery.APPLICATION: "需要申请",
    Delivery.NO_APPLICATION: "免申即享，不需要申请",
    Delivery.CONFIRMATION: "由部门推送，确认后即可享受",
}
_REVIEW = {
    ReviewMode.APPROVAL: "核准制（符合条件即予支持）",
    ReviewMode.ASSESSMENT: "评审制（由评审决定）",
    ReviewMode.FILING: "备案制",
}


def describe_award(award: Award, vocabulary: Vocabulary) -> str:
    """What is granted and how it is computed, as one sentence without a full stop."""
    return _award(award, vocabulary, 0)


def describe_stacking(stacking: Stacking) -> str:
    """How the item limits, or is limited by, others."""
    match stacking:
        case HighestOf():
            return f"{_quoted(stacking.scope)}符合多项的，只按金额最高的一项支付"
        case ExclusiveWith():
            return f"不得与{_quoted(stacking.scope)}重复享受"
        case OnceOnly():
            return f"{_quoted(stacking.scope)}只能享受一次"
        case AnnualCap():
            return f"{_quoted(stacking.scope)}每年合计最高{stacking.amount}"
        case Budget():
            short = "按比例核减" if stacking.pro_rata else "不再支付"
            scope = _quoted(stacking.scope) if stacking.scope else ""
            return f"{scope}资金总额控制，超出预算时{short}"
        case Cumulative():
            return f"{_quoted(stacking.scope)}可以叠加享受"
        case _:
            assert_never(stacking)


def describe_rule(rule: Rule, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The whole rule, one sentence an element: conditions, exclusions, amount, limits, dates.

    ``vocabulary`` should include the rule set's own attributes (``Vocabulary.extended``).
    """
    conditions = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    lines = [f"{rule.title}（{rule.place}）" if rule.place else rule.title]
    lines += [
        f"条件{index}：{describe_condition(condition, vocabulary)}"
        for index, condition in enumerate(conditions, 1)
    ]
    lines += [
        f"不予支持的情形：{describe_condition(exclusion, vocabulary)}" for exclusion in rule.unless
    ]
    lines.append(f"支持标准：{describe_award(rule.award, vocabulary)}")
    lines += [f"限制：{describe_stacking(stacking)}" for stacking in rule.stacking]
    if validity := _between(rule.validity.start, rule.validity.end):
        lines.append(f"有效期：{validity}")
    lines += [f"申报时间：{_window(window)}" for window in rule.windows]
    lines.append(f"办理方式：{_DELIVERY[rule.delivery]}")
    if rule.review_mode is not ReviewMode.UNSTATED:
        lines.append(f"审核方式：{_REVIEW[rule.review_mode]}")
    lines += [f"后续义务：{note.text}" for note in rule.obligations]
    lines += [f"申报材料：{note.text}" for note in rule.materials]
    return tuple(f"{line.rstrip('。')}。" for line in lines)


def _award(award: Award, vocabulary: Vocabulary, level: int) -> str:
    per, upto = _PER[award.per], "最高" if award.ceiling else ""
    match award:
        case Fixed():
            text = f"{per}{upto}给予{award.amount}"
        case Rate():
            base = describe_operand(award.base, vocabulary).removeprefix("按")
            text = f"{per}按{base}的{'最高' if award.ceiling else ''}{award.rate}计算"
        case PerUnit():
            text = per + _per_unit(award, vocabulary)
        case Tiers():
            text = per + _tiers(award, vocabulary, level)
        case Cases():
            text = per + _cases(award, vocabulary, level)
        case LesserOf():
            options = [_award(option, vocabulary, level + 1) for option in award.of]
            text = f"{per}取以下各项中最小的一项：{numbered(options, level)}"
        case TopUp():
            target = _award(award.target, vocabulary, level + 1)
            received = describe_operand(award.received, vocabulary)
            text = f"{per}按“{target}”计算，扣除{received}后补足差额，差额不足0的不支付"
        case InKind():
            text = f"{per}给予非资金支持：{award.what}"
        case _:
            assert_never(award)
    text += _limits(award, vocabulary)
    listed = isinstance(award, Tiers | Cases | LesserOf)
    return f"〔{text}〕" if listed and level > 0 else text


def _limits(award: Award, vocabulary: Vocabulary) -> str:
    parts = [_cap(cap, vocabulary) for cap in award.caps]
    if award.floor is not None:
        parts.append(f"计算结果低于{award.floor}的按{award.floor}支付")
    if award.lasting is not None:
        parts.append(f"支付期限最长{award.lasting}")
    if award.instalments:
        shares = "、".join(str(share) for share in award.instalments)
        parts.append(f"分{len(award.instalments)}期按{shares}拨付")
    if award.ceiling:
        parts.append("以上为上限，实际金额由主管部门核定")
    return "".join(f"，{part}" for part in parts)


def _cap(cap: Cap, vocabulary: Vocabulary) -> str:
    limits = [str(cap.amount)] if cap.amount is not None else []
    if cap.rate is not None:
        base = describe_operand(cap.of, vocabulary) if cap.of is not None else "计算基数"
        limits.append(f"{base}的{cap.rate}")
    elif cap.of is not None:
        limits.append(describe_operand(cap.of, vocabulary))
    return f"{_SCOPES[cap.per]}不超过{'且不超过'.join(limits)}"


def _per_unit(award: PerUnit, vocabulary: Vocabulary) -> str:
    upto = "最高" if award.ceiling else ""
    unit = _counting_unit(award.quantity, vocabulary)
    each = f"每满{award.step}" if award.step is not None else f"每{unit}"
    text = f"按{describe_operand(award.quantity, vocabulary)}计算，{each}{upto}给予{award.amount}"
    if award.step is not None:
        text += f"，不满{award.step}的部分不计"
    if award.from_ is not None:
        text += f"，只计算超过{award.from_}的部分"
    if award.at_most is not None:
        text += f"，最多计算{award.at_most}"
    return text


def _counting_unit(operand: Operand, vocabulary: Vocabulary) -> str:
    if isinstance(operand, Records) and operand.aggregate == "count":
        return "条"
    match operand:
        case Value() | OverYears():
            attribute_id = operand.attribute
        case Records():
            attribute_id = operand.field
        case _:
            return "个单位"
    attribute = vocabulary.get(attribute_id)
    if attribute is None:
        return "个单位"
    return _UNITS.get(attribute.kind, attribute.unit or "个单位")


def _tiers(award: Tiers, vocabulary: Vocabulary, level: int) -> str:
    operand = describe_operand(award.operand, vocabulary)
    base = describe_operand(award.base, vocabulary) if award.base is not None else operand
    match award.machine:
        case "step":
            head = f"按{operand}达到的最高一档给予"
        case "slab":
            head = f"按{operand}所在的档次，对全部{base}适用同一比例或金额"
        case "slice":
            head = f"按{operand}分段计算后相加，每段的比例只适用于该段之内的部分"
        case _:
            assert_never(award.machine)
    bands = [_band(band, base, sliced=award.machine == "slice") for band in award.bands]
    return f"{head}：{numbered(bands, level)}"


def _band(band: Band, base: str, *, sliced: bool) -> str:
    paid = []
    if band.amount is not None:
        paid.append(str(band.amount))
    if band.rate is not None:
        paid.append(f"该段部分的{band.rate}" if sliced else f"{base}的{band.rate}")
    if band.cap is not None:
        paid.append(f"本档最高{band.cap}")
    return f"{_range(band)}，{'，'.join(paid)}"


def _range(band: Band) -> str:
    low = describe_quantity(band.lower) if band.lower is not None else ""
    high = describe_quantity(band.upper) if band.upper is not None else ""
    low_mark = "含" if band.lower_included else "不含"
    high_mark = "含" if band.upper_included else "不含"
    if low and high:
        return f"{low}（{low_mark}）至{high}（{high_mark}）"
    if low:
        return f"{low}以上（{low_mark}{low}）"
    return f"{high}以下（{high_mark}{high}）" if high else "不论多少"


def _cases(award: Cases, vocabulary: Vocabulary, level: int) -> str:
    match award.choose:
        case "highest":
            head = "符合下列情形的，取其中金额最高的一项"
        case "first":
            head = "按顺序适用第一个符合的情形"
        case "sum":
            head = "下列情形符合几项就相加几项"
        case _:
            assert_never(award.choose)
    cases = [
        f"{word_condition(case.when, vocabulary, level + 1)}的，"
        f"{_award(case.award, vocabulary, level + 1)}"
        for case in award.cases
    ]
    return f"{head}：{numbered(cases, level)}"


def _window(window: Window) -> str:
    return _between(window.start, window.end) or window.text or f"“{window.source.quote}”"


def _between(start: date | None, end: date | None) -> str:
    if start is not None and end is not None:
        return f"{_moment(start)}至{_moment(end)}"
    if start is not None:
        return f"自{_moment(start)}起"
    return f"至{_moment(end)}止" if end is not None else ""


def _moment(moment: date) -> str:
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    if isinstance(moment, datetime) and moment.time() != time(0):
        return f"{day}{moment:%H:%M}"
    return day


def _quoted(scope: str) -> str:
    return f"「{scope}」" if scope else "（原文没有写明范围）"
