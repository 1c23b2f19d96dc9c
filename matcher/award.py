"""Awards: the amount as a sound interval, with the computation in Chinese.

What is not known widens the interval; it never becomes 0. A loss or a negative increase earns 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from matcher.amount import Computed, step
from matcher.conditions import Outcome, decisive, figure_of, judge
from matcher.decision import Step
from matcher.figures import Figure, Inquiry, dimension_of, exact, measured
from matcher.interval import (
    NOT_NEGATIVE,
    ZERO,
    Interval,
    added,
    hull,
    largest,
    point,
    smallest,
)
from matcher.labels import money_text
from matcher.tiers import tier_amount
from matcher.truth import Truth
from rules.benefit import (
    Award,
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
from rules.condition import Increment, Judged, Operand, OverYears, Value
from rules.document import SourceSpan
from rules.quantity import Money, Ratio, magnitude, plain
from rules.vocabulary import Subject
from rules.wording import describe_operand

SCOPE_WORD = {
    "item": "",
    "project": "单个项目",
    "enterprise": "单个企业",
    "enterprise_year": "单个企业每年",
    "person": "每人",
    "total": "累计",
    "budget": "全部资金",
}


def compute(award: Award, inquiry: Inquiry, subject: Subject) -> Computed:
    """The amount of one payment, with floor, caps, ceiling and rounding applied."""
    result = _raw(award, inquiry, subject)
    # a term beside 每月600元 and 每月300元 leaves them what they are: monthly
    if award.per != "once":
        result = replace(result, per=award.per)
    if award.lasting is not None:
        result = replace(result, lasting=award.lasting)
    if award.instalments:
        shares = "、".join(str(share) for share in award.instalments)
        line = step(f"分{len(award.instalments)}期拨付：{shares}", award.source)
        result = replace(result, steps=(*result.steps, line))
    if result.interval is None:
        return result
    if award.floor is not None:
        lifted = largest((result.interval, point(award.floor.yuan)))
        result = _moved(result, lifted, f"最低按{award.floor}计", award.source)
    for cap in award.caps:
        result = _capped(result, cap, award, inquiry, subject)
    if award.ceiling and result.interval is not None:
        low = award.floor.yuan if award.floor is not None else ZERO
        widened = hull((result.interval, point(low)))
        if result.interval.high is not None and low > result.interval.high:
            widened = result.interval
        line = step("为最高额，实际金额由主管部门核定", award.source, widened)
        result = replace(result, interval=widened, discretion=True, steps=(*result.steps, line))
    final = None if result.interval is None else result.interval.to_fen()
    return replace(result, interval=final, caps=(*result.caps, *award.caps))


def _raw(award: Award, inquiry: Inquiry, subject: Subject) -> Computed:
    match award:
        case Fixed():
            sum_ = point(award.amount.yuan)
            return Computed(sum_, steps=(step(f"定额{award.amount}", award.source, sum_),))
        case Rate():
            return _rate(award, inquiry)
        case PerUnit():
            return _per_unit(award, inquiry, subject)
        case Tiers():
            operand = figure_of(award.operand, inquiry)
            base = None if award.base is None else figure_of(award.base, inquiry)
            name = describe_operand(award.operand, inquiry.vocabulary)
            interval, steps = tier_amount(award, operand, base, name)
            missing = operand.missing + (base.missing if base is not None else ())
            open_end = interval.point is None
            return Computed(
                interval, uncertain=open_end, steps=steps, missing=missing if open_end else ()
            )
        case Cases():
            return _cases(award, inquiry, subject)
        case LesserOf():
            return _lesser(award, inquiry, subject)
        case TopUp():
            return _top_up(award, inquiry, subject)
        case InKind():
            return Computed(None, in_kind=(award.what,))
        case _:
            assert_never(award)


def _money(operand: Operand, inquiry: Inquiry) -> tuple[Interval, Figure, str]:
    """A base in yuan, never negative; open when it is unknown or not money."""
    found = figure_of(operand, inquiry)
    name = describe_operand(operand, inquiry.vocabulary)
    if found.dimension in ("money", "none"):
        return found.interval.not_negative(), found, f"{name}{found.text}"
    if found.known:
        return NOT_NEGATIVE, found, f"{name}（{found.text}，不是金额，无法计算）"
    return NOT_NEGATIVE, found, f"{name}（{found.text}）"


def _rate(award: Rate, inquiry: Inquiry) -> Computed:
    base, found, text = _money(award.base, inquiry)
    result = base.scaled(award.rate.fraction)
    line = f"{text} × {award.rate}"
    if result.high is not None:
        line += f" = {money_text(result.to_fen())}"
    missing = found.missing if result.point is None else ()
    steps = (step(line, award.source, result),)
    return Computed(result, uncertain=result.point is None, steps=steps, missing=missing)


def _per_unit(award: PerUnit, inquiry: Inquiry, subject: Subject) -> Computed:
    found = figure_of(award.quantity, inquiry)
    name = describe_operand(award.quantity, inquiry.vocabulary)
    amount = award.amount.yuan
    for cap in award.caps:
        if cap.per == "person" and subject is not Subject.PERSON and cap.amount is not None:
            amount = min(amount, cap.amount.yuan)
    units = _units(award, found, inquiry)
    if units is None:
        line = f"{name}（{found.text}）数量不能确定，每单位{award.amount}"
        steps = (step(line, award.source, NOT_NEGATIVE),)
        return Computed(NOT_NEGATIVE, uncertain=True, steps=steps, missing=found.missing)
    result = units.scaled(amount)
    how_many = plain(units.point) if units.point is not None else "数量未定"
    line = f"{name}{found.text}，计{how_many} × {Money(yuan=amount)}"
    if award.step is not None:
        line = f"{name}{found.text}，每{award.step}计一次，计{how_many}次 × {Money(yuan=amount)}"
    if result.high is not None:
        line += f" = {money_text(result.to_fen())}"
    missing = found.missing if result.point is None else ()
    steps = (step(line, award.source, result),)
    return Computed(result, uncertain=result.point is None, steps=steps, missing=missing)


def _units(award: PerUnit, found: Figure, inquiry: Inquiry) -> Interval | None:
    """How many units are paid, or None when the quantity cannot be counted."""
    if not found.known:
        if award.step is not None or award.at_most is None:
            return None
        most, unit = Interval(ZERO, magnitude(award.at_most)), dimension_of(award.at_most)
        return _without_step(award.quantity, unit, most, inquiry)
    limits = [mark for mark in (award.step, award.from_, award.at_most) if mark is not None]
    counted = measured(found, limits)
    if counted is None:
        return None
    if award.from_ is not None:
        counted = counted - exact(award.from_).interval
    counted = counted.not_negative()
    if award.at_most is not None:
        counted = smallest((counted, exact(award.at_most).interval))
    if award.step is not None:
        step = magnitude(award.step)
        return counted.whole_steps(step) if step > 0 else None
    in_days = any(dimension_of(limit) == "days" for limit in limits)
    dimension = "days" if in_days else found.dimension
    return _without_step(award.quantity, dimension, counted, inquiry)


def _without_step(
    operand: Operand, dimension: str, counted: Interval, inquiry: Inquiry
) -> Interval | None:
    if dimension in ("money", "ratio", "date"):
        return None  # 每元、每个百分点 is not a unit; such texts name a step
    if dimension not in ("months", "elapsed", "days"):
        return counted
    named = operand.attribute if isinstance(operand, Value | Increment | OverYears) else ""
    known = inquiry.vocabulary.get(named)
    unit = None if known is None else known.unit
    if dimension == "days":
        return counted if unit in ("日", "天") else None  # 90日 are not 90 months
    if unit not in ("年", "月", "个月"):
        return None
    months = Decimal(12 if unit == "年" else 1)
    if dimension == "elapsed":
        return counted.whole_steps(months)
    return counted.monotone(lambda number: number / months)


def _cases(award: Cases, inquiry: Inquiry, subject: Subject) -> Computed:
    chosen: list[tuple[Outcome, Computed]] = []
    settled = False
    for case in award.cases:
        outcome = judge(case.when, inquiry)
        if outcome.truth is Truth.FALSE:
            continue
        chosen.append((outcome, compute(case.award, inquiry, subject)))
        if award.choose == "first" and outcome.truth is Truth.TRUE:
            settled = True
            break
    if not chosen:
        none = step("各档情形均不符合，本项不计金额", award.source, point(ZERO))
        return Computed(point(ZERO), steps=(none,))
    parts: list[Interval] = []
    open_leaves = [
        leaf
        for outcome, _ in chosen
        if outcome.truth is Truth.UNKNOWN
        for leaf in decisive(outcome)
    ]
    for outcome, computed in chosen:
        if computed.interval is not None:
            doubtful = outcome.truth is Truth.UNKNOWN and award.choose != "first"
            parts.append(hull((computed.interval, point(ZERO))) if doubtful else computed.interval)
    interval = _chosen(award, parts, settled=settled, in_kind=len(parts) < len(chosen))
    gates = tuple(leaf.leaf for leaf in open_leaves if isinstance(leaf.leaf, Judged))
    missing = tuple(fact for leaf in open_leaves for fact in leaf.missing)
    steps = tuple(line for outcome, computed in chosen for line in _case_steps(outcome, computed))
    if len(parts) > 1:
        how = {"highest": "就高取其一", "first": "取最先符合的一档", "sum": "各项相加"}
        steps += (step(how[award.choose], award.source, interval),)
    pers = {(computed.per, computed.lasting) for _, computed in chosen}
    # whoever is sure of the highest case need not say whether a lower one holds as well
    fixed = interval is not None and interval.point is not None and len(parts) == len(chosen)
    wanted = missing + tuple(fact for _, computed in chosen for fact in computed.missing)
    if fixed and len(pers) == 1:
        wanted = ()
    per, lasting = pers.pop() if len(pers) == 1 else ("once", None)
    return Computed(
        interval,
        uncertain=any(computed.uncertain for _, computed in chosen)
        or len(gates) < len(open_leaves),
        discretion=bool(gates) or any(computed.discretion for _, computed in chosen),
        in_kind=tuple(text for _, computed in chosen for text in computed.in_kind),
        steps=steps,
        missing=wanted,
        gates=gates + tuple(gate for _, computed in chosen for gate in computed.gates),
        per=per,
        lasting=lasting,
        caps=_caps_of_any(award, [computed for _, computed in chosen]),
    )


def _caps_of_any(award: Cases, chosen: list[Computed]) -> tuple[Cap, ...]:
    """The caps that hold whichever case is paid: the loosest of each kind that all of them have."""
    if len(chosen) == 1:
        return chosen[0].caps
    if award.choose == "sum":
        return ()
    kept = []
    for per in dict.fromkeys(cap.per for cap in chosen[0].caps):
        tightest = [_tightest(computed, per) for computed in chosen]
        known = [cap for cap in tightest if cap is not None]
        if len(known) == len(chosen):
            kept.append(max(known, key=_yuan))
    return tuple(kept)


def _tightest(computed: Computed, per: str) -> Cap | None:
    caps = [cap for cap in computed.caps if cap.per == per and cap.amount is not None]
    return min(caps, key=_yuan, default=None)


def _yuan(cap: Cap) -> Decimal:
    return cap.amount.yuan if cap.amount else ZERO


def _chosen(
    award: Cases, parts: list[Interval], *, settled: bool, in_kind: bool
) -> Interval | None:
    if not parts:
        return None
    match award.choose:
        case "highest":
            return largest(parts)
        case "first":
            return hull(parts if settled and not in_kind else [*parts, point(ZERO)])
        case "sum":
            return added(parts)


def _case_steps(outcome: Outcome, computed: Computed) -> Iterable[Step]:
    doubt = "（是否符合该情形待定）" if outcome.truth is Truth.UNKNOWN else ""
    return (line._replace(text=line.text + doubt) for line in computed.steps)


def _lesser(award: LesserOf, inquiry: Inquiry, subject: Subject) -> Computed:
    inner = [compute(item, inquiry, subject) for item in award.of]
    interval = smallest([item.interval or NOT_NEGATIVE for item in inner])
    lower = step("取其中较低者", award.source, interval)
    steps = (*(line for item in inner for line in item.steps), lower)
    return _joined(inner, interval, steps)


def _top_up(award: TopUp, inquiry: Inquiry, subject: Subject) -> Computed:
    target = compute(award.target, inquiry, subject)
    received, found, text = _money(award.received, inquiry)
    goal = target.interval or NOT_NEGATIVE
    interval = (goal - received).not_negative()
    text = f"减去{text}，补足差额{money_text(interval.to_fen())}"
    steps = (*target.steps, step(text, award.source, interval))
    result = _joined([target], interval, steps)
    if received.point is None and interval.point is None:
        return replace(result, uncertain=True, missing=result.missing + found.missing)
    return result


def _joined(inner: list[Computed], interval: Interval, steps: tuple[Step, ...]) -> Computed:
    pers = {(item.per, item.lasting) for item in inner}
    per, lasting = pers.pop() if len(pers) == 1 else ("once", None)
    return Computed(
        interval,
        uncertain=any(item.uncertain or item.interval is None for item in inner),
        discretion=any(item.discretion for item in inner),
        in_kind=tuple(text for item in inner for text in item.in_kind),
        steps=steps,
        missing=tuple(fact for item in inner for fact in item.missing)
        if interval.point is None
        else (),
        gates=tuple(gate for item in inner for gate in item.gates),
        per=per,
        lasting=lasting,
    )


def _moved(result: Computed, interval: Interval, text: str, source: SourceSpan) -> Computed:
    if interval == result.interval:
        return result
    return replace(result, interval=interval, steps=(*result.steps, step(text, source, interval)))


def _capped(
    result: Computed, cap: Cap, award: Award, inquiry: Inquiry, subject: Subject
) -> Computed:
    if result.interval is None:
        return result
    scope = SCOPE_WORD[cap.per]
    if cap.per == "person" and subject is not Subject.PERSON:
        if isinstance(award, PerUnit) and cap.of is None:
            return result  # already applied to the amount of each unit
        limit = cap.amount or cap.rate
        lowered = hull((result.interval, point(ZERO)))
        line = step(f"另有每人最高{limit}的限制，按人核定，此处为上限", cap.source, lowered)
        return replace(result, interval=lowered, discretion=True, steps=(*result.steps, line))
    if cap.amount is not None:
        limited = smallest((result.interval, point(cap.amount.yuan)))
        result = _moved(result, limited, f"{scope}不超过{cap.amount}", cap.source)
    of = cap.of
    if of is None and cap.rate is not None:
        of = award.base if isinstance(award, Rate | Tiers) else None
        if of is None:
            text = f"{scope}另有不超过{cap.rate}的限制，原文的计算基数不明，此处为上限"
            lowered = hull((result.interval or NOT_NEGATIVE, point(ZERO)))
            line = step(text, cap.source, lowered)
            return replace(result, interval=lowered, discretion=True, steps=(*result.steps, line))
    if of is not None and result.interval is not None:
        base, found, text = _money(of, inquiry)
        rate = cap.rate or Ratio(fraction=Decimal(1))
        limited = smallest((result.interval, base.scaled(rate.fraction)))
        result = _moved(result, limited, f"{scope}不超过{text}的{rate}", cap.source)
        if limited.point is None and base.point is None:
            result = replace(result, uncertain=True, missing=result.missing + found.missing)
    return result
