"""Condition trees: what can be built at all, and walking them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rules.benefit import Case, Cases, Fixed, LesserOf, TopUp, nested_awards
from rules.condition import (
    AllOf,
    AnyOf,
    Comparator,
    Compare,
    Growth,
    Is,
    Not,
    OverYears,
    Records,
    Share,
    Value,
    leaves,
    operand_attributes,
)
from rules.document import PolicyDocument, SourceSpan
from rules.period import NOW, Period

SPAN = SourceSpan(start=0, end=1, quote="甲")
LAST = Period("Y-1")
LEGAL = Is(attribute="legal_person", source=SPAN)
DISHONEST = Is(attribute="dishonest_list", source=SPAN)
FIXED = Fixed(amount="1万元", source=SPAN)


@pytest.mark.parametrize(
    "operand",
    [
        Growth(attribute="revenue", period=LAST),
        Share(part="rd_expense", whole="revenue"),
        OverYears(attribute="revenue", period=LAST, aggregate="each", of="growth"),
    ],
)
def test_growth_and_share_compare_with_ratios_only(operand: Growth | Share | OverYears) -> None:
    assert Compare(operand=operand, op=Comparator.GE, value="10%", source=SPAN)
    with pytest.raises(ValidationError, match="只能与比率比较"):
        Compare(operand=operand, op=Comparator.GE, value="10万元", source=SPAN)


@pytest.mark.parametrize(
    "sides",
    [{}, {"value": "1万元", "other": Value(attribute="tax_paid")}],
)
def test_a_comparison_has_exactly_one_right_side(sides: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="恰有一个右侧"):
        Compare.model_validate(
            {
                "operand": {"kind": "value", "attribute": "revenue"},
                "op": ">=",
                "source": SPAN,
                **sides,
            }
        )


def test_leaves_come_in_text_order() -> None:
    tree = AllOf(of=(LEGAL, AnyOf(of=(Not(of=DISHONEST), LEGAL))))
    assert tuple(leaves(tree)) == (LEGAL, DISHONEST, LEGAL)


def test_operands_name_what_they_read() -> None:
    share = Share(part="rd_expense", whole="revenue", period=LAST)
    assert tuple(operand_attributes(share)) == (("rd_expense", LAST), ("revenue", LAST))
    records = Records(attribute="hires", aggregate="count", where=LEGAL)
    assert tuple(operand_attributes(records)) == (("hires", NOW),)
    assert tuple(operand_attributes(Value(attribute="revenue"))) == (("revenue", NOW),)


def test_nested_awards_come_outermost_first() -> None:
    cases = Cases(cases=(Case(when=LEGAL, award=FIXED),), source=SPAN)
    top_up = TopUp(target=cases, received=Value(attribute="received_support"), source=SPAN)
    lesser = LesserOf(of=(top_up, FIXED), source=SPAN)
    assert tuple(nested_awards(lesser)) == (lesser, top_up, cases, FIXED, FIXED)


@pytest.mark.parametrize(
    ("start", "end", "quote"), [(1, 1, ""), (2, 1, "甲"), (-1, 1, "甲乙"), (0, 2, "甲")]
)
def test_a_span_covers_exactly_its_quote(start: int, end: int, quote: str) -> None:
    with pytest.raises(ValidationError):
        SourceSpan(start=start, end=end, quote=quote)


def test_a_document_knows_what_stands_where() -> None:
    document = PolicyDocument.make("给予10万元。", source_name="a.txt", media_type="text/plain")
    span = document.span(2, 6)
    assert span.quote == "10万元"[:4]
    assert document.holds(span)
    assert not document.holds(span.model_copy(update={"start": 1, "end": 5}))
    assert not document.holds(span.model_copy(update={"document": "another"}))
    again = PolicyDocument.make("给予10万元。", source_name="b.txt", media_type="text/plain")
    assert again.id == document.id
