"""A tiny document in, its rules out, and conditions and awards in one short written form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler import compile_document
from rules.benefit import Award, Band, Cap
from rules.condition import Compare, Condition, Operand
from rules.draft import Draft
from rules.rule import Rule

HEAD = "云江市青屏区促进产业发展若干措施\n"


def compiled(body: str, head: str = HEAD) -> Draft:
    """The draft of a text issued by 云江市青屏区."""
    return compile_document((head + body).encode(), "t.txt")


def operand(value: Operand) -> str:
    """``revenue@Y-1``, ``growth(revenue@Y-1)``, ``rd_expense/revenue@Y-1``, ``sum(…@Y-3..Y-1)``."""
    match value.kind:
        case "value":
            return f"{value.attribute}@{value.period}"
        case "growth" | "increment":
            return f"{value.kind}({value.attribute}@{value.period})"
        case "share":
            return f"{value.part}/{value.whole}@{value.period}"
        case "over_years":
            of = "growth " if value.of == "growth" else ""
            return f"{value.aggregate}({of}{value.attribute}@{value.period})"
        case _:
            return f"{value.aggregate}({value.attribute})"


def compare(leaf: Compare) -> str:
    if leaf.other is not None:
        times = f"{leaf.times} " if leaf.times else ""
        return f"{operand(leaf.operand)} {leaf.op} {times}{operand(leaf.other)}"
    return f"{operand(leaf.operand)} {leaf.op} {leaf.value}"


def short(condition: Condition) -> str:
    """A condition in one line; periods that are ``now`` are left out of everything but figures."""
    match condition.kind:
        case "compare":
            return compare(condition)
        case "all" | "any":
            return f"{condition.kind}({'; '.join(short(c) for c in condition.of)})"
        case "at_least":
            return f"at_least {condition.k}({'; '.join(short(c) for c in condition.of)})"
        case "not":
            return f"not({short(condition.of)})"
        case "is":
            sign = "" if condition.expected else "not "
            return f"{sign}{condition.attribute}{at(condition.period)}"
        case "one_of":
            return f"{condition.attribute}{at(condition.period)} in {'|'.join(condition.values)}"
        case "has":
            first, values = "first " if condition.first else "", "|".join(condition.values)
            return f"{first}{condition.attribute} has {values}{at(condition.period)}"
        case "within":
            return f"{condition.attribute} within {condition.period}"
        case "judged":
            return f"judged {condition.gate}"
        case _:
            return f"unparsed {condition.source.quote}"


def at(period: object) -> str:
    return "" if str(period) == "now" else f"@{period}"


def parts(rule: Rule) -> list[str]:
    """The children of a rule's ``when``, each in one line."""
    return [short(c) for c in rule.when.of] if rule.when.kind == "all" else [short(rule.when)]


def cap(value: Cap) -> str:
    if value.amount is not None:
        sum_ = str(value.amount)
    else:
        sum_ = f"{value.rate} of {operand(value.of)}" if value.of is not None else "?"
    return f"{sum_}/{value.per}"


def band(value: Band) -> str:
    low = f"{'[' if value.lower_included else '('}{value.lower}" if value.lower else "("
    high = f"{value.upper}{']' if value.upper_included else ')'}" if value.upper else ")"
    limit = f" cap {value.cap}" if value.cap else ""
    return f"{low},{high}: {value.amount or value.rate}{limit}"


def worth(award: Award) -> str:
    """An award in one line: its formula, then what limits and times it."""
    match award.kind:
        case "fixed":
            text = str(award.amount)
        case "rate":
            text = f"{award.rate} of {operand(award.base)}"
        case "per_unit":
            text = f"{award.amount} per {operand(award.quantity)}"
            text += f" step {award.step}" if award.step else ""
            text += f" from {award.from_}" if award.from_ else ""
            text += f" at most {award.at_most}" if award.at_most else ""
        case "tiers":
            base = f" on {operand(award.base)}" if award.base else ""
            bands = "; ".join(band(b) for b in award.bands)
            text = f"{award.machine} by {operand(award.operand)}{base} {{{bands}}}"
        case "cases":
            cases = "; ".join(f"{short(c.when)} -> {worth(c.award)}" for c in award.cases)
            text = f"{award.choose} of {{{cases}}}"
        case "lesser_of":
            text = "lesser of {" + "; ".join(worth(a) for a in award.of) + "}"
        case "top_up":
            text = f"top up {operand(award.received)} to {worth(award.target)}"
        case _:
            text = f"in kind {award.what}"
    text += " ceiling" if award.ceiling else ""
    text += f" per {award.per}" if award.per != "once" else ""
    text += f" for {award.lasting}" if award.lasting else ""
    text += "".join(f" cap {cap(c)}" for c in award.caps)
    text += f" floor {award.floor}" if award.floor else ""
    text += f" in {'/'.join(str(i) for i in award.instalments)}" if award.instalments else ""
    return text


@pytest.fixture
def draft_of() -> Callable[..., Draft]:
    return compiled


@pytest.fixture
def parts_of() -> Callable[[Rule], list[str]]:
    return parts


@pytest.fixture
def short_of() -> Callable[[Condition], str]:
    return short


@pytest.fixture
def worth_of() -> Callable[[Award], str]:
    return worth


@pytest.fixture
def conditions_of() -> Callable[[str], list[str]]:
    """The conditions of the only rule of one article granting a fixed sum to ``who``."""

    def read(who: str) -> list[str]:
        (rule,) = compiled(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
        return parts(rule)

    return read


@pytest.fixture
def award_of() -> Callable[[str], str]:
    """The award of the only rule of one article."""

    def read(sentence: str) -> str:
        (rule,) = compiled(f"第一条 {sentence}").ruleset.rules
        return worth(rule.award)

    return read


@pytest.fixture
def rule_of(draft_of: Callable[..., Draft]) -> Callable[[str], Rule]:
    """The only rule of one text."""

    def rule(body: str) -> Rule:
        (only,) = draft_of(body).ruleset.rules
        return only

    return rule
