"""Chinese wording of conditions, operands and periods for reasons."""

from __future__ import annotations

from typing import assert_never

from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Not,
    OneOf,
    Operand,
    Unparsed,
    Within,
    operand_attributes,
)
from rules.period import Period
from rules.vocabulary import Vocabulary


def describe_period(period: Period) -> str:
    return "" if period.code == "now" else str(period)


def describe_operand(operand: Operand, vocabulary: Vocabulary) -> str:
    parts = []
    for attribute, period in operand_attributes(operand):
        known = vocabulary.get(attribute)
        parts.append(describe_period(period) + (known.label if known else attribute.lstrip("?")))
    return "/".join(parts)


def describe_condition(condition: Condition, vocabulary: Vocabulary) -> str:
    match condition:
        case AllOf() | AnyOf() | AtLeast():
            return "；".join(describe_condition(child, vocabulary) for child in condition.of)
        case Not():
            return "不满足：" + describe_condition(condition.of, vocabulary)
        case Compare() | Is() | OneOf() | Has() | Within() | Judged() | Unparsed():
            return condition.source.quote
        case _:
            assert_never(condition)
