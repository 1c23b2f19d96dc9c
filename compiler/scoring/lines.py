"""Leaves and awards on one short line each, for comparing two readings side by side."""

from __future__ import annotations

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
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Not,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.period import Period

_SIGNS = {"all": " & ", "any": " | "}


def operand_line(operand: Operand) -> str:
    """``revenue@Y-1``, ``growth(revenue)@Y-1``."""
    match operand:
        case Value():
            return operand.attribute + _at(operand.period)
        case Growth() | Increment():
            return f"{operand.kind}({operand.attribute}){_at(operand.period)}"
        case Share():
            return f"share({operand.part}/{operand.whole}){_at(operand.period)}"
        case OverYears():
            inner = operand.attribute if operand.of == "value" else f"growth({operand.attribute})"
            return f"{operand.aggregate}({inner}){_at(operand.period)}"
        case Records():
            where = f" where {condition_line(operand.where)}" if operand.where else ""
            return f"{operand.aggregate}({operand.attribute}.{operand.field}{where})"
        case _:
            assert_never(operand)


def condition_line(condition: Condition) -> str:
    """A condition tree on one line; ``&`` all, ``|`` any, ``!`` not or expected to be false."""
    match condition:
        case Compare():
            times = f"{condition.times}×" if condition.times else ""
            right = times + operand_line(condition.other) if condition.other else condition.value
            return f"{operand_line(condition.operand)} {condition.op} {right}"
        case Is():
            sign = "" if condition.expected else "!"
            return f"{sign}{condition.attribute}{_at(condition.period)}"
        case OneOf():
            values = ",".join(condition.values)
            return f"{condition.attribute}{_at(condition.period)} in [{values}]"
        case Has():
            first = " first" if condition.first else ""
            values = ",".join(condition.values)
            return f"{condition.attribute}{_at(condition.period)} has{first} [{values}]"
        case Within():
            return f"{condition.attribute} within {condition.period}"
        case AllOf() | AnyOf():
            return f"({_SIGNS[condition.kind].join(map(condition_line, condition.of))})"
        case AtLeast():
            return f"{condition.k}of({', '.join(map(condition_line, condition.of))})"
        case Not():
            return f"!({condition_line(condition.of)})"
        case Judged():
            return f"judged「{condition.gate}」"
        case Unparsed():
            return f"UNPARSED（{condition.reason}）"
        case _:
            assert_never(condition)


def award_line(award: Award) -> str:
    """An award with all its limits on one line."""
    return " ".join([_grant(award), *_limits(award)])


def _grant(award: Award) -> str:
    match award:
        case Fixed():
            return f"fixed {award.amount}"
        case Rate():
            return f"rate {award.rate} of {operand_line(award.base)}"
        case PerUnit():
            limits = (("step", award.step), ("from", award.from_), ("first", award.at_most))
            extra = "".join(f" {name} {q}" for name, q in limits if q is not None)
            return f"per_unit {award.amount} × {operand_line(award.quantity)}{extra}"
        case Tiers():
            base = f" on {operand_line(award.base)}" if award.base else ""
            bands = "; ".join(map(_band, award.bands))
            return f"tiers/{award.machine} {operand_line(award.operand)}{base} {{{bands}}}"
        case Cases():
            cases = "; ".join(
                f"{condition_line(c.when)} → {award_line(c.award)}" for c in award.cases
            )
            return f"cases/{award.choose} {{{cases}}}"
        case LesserOf():
            return f"lesser_of {{{'; '.join(map(award_line, award.of))}}}"
        case TopUp():
            return f"top_up to ({award_line(award.target)}) less {operand_line(award.received)}"
        case InKind():
            return f"in_kind「{award.what}」"
        case _:
            assert_never(award)


def _limits(award: Award) -> list[str]:
    limits = ["ceiling"] if award.ceiling else []
    if award.per != "once":
        limits.append(f"per {award.per}")
    if award.lasting is not None:
        limits.append(f"lasting {award.lasting}")
    limits += [_cap(cap) for cap in award.caps]
    if award.floor is not None:
        limits.append(f"floor {award.floor}")
    if award.instalments:
        limits.append(f"instalments {':'.join(map(str, award.instalments))}")
    return limits


def _cap(cap: Cap) -> str:
    of = f" of {operand_line(cap.of)}" if cap.of else ""
    return f"cap[{cap.amount or cap.rate}{of}/{cap.per}]"


def _band(band: Band) -> str:
    left = "[" if band.lower is not None and band.lower_included else "("
    right = "]" if band.upper is not None and band.upper_included else ")"
    lower = "-∞" if band.lower is None else band.lower
    upper = "∞" if band.upper is None else band.upper
    cap = f" cap {band.cap}" if band.cap else ""
    return f"{left}{lower},{upper}{right}={band.amount or band.rate}{cap}"


def _at(period: Period) -> str:
    return "" if period.code == "now" else f"@{period}"
