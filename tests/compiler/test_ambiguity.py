"""Words with two sound readings: both are there, one question, and nothing is published before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from compiler.scoring.lines import award_line, condition_line
from matcher import evaluate, read_facts
from rules.blocks import open_blocks, refuse_stray
from rules.consensus import PartConsensus
from rules.document import SourceSpan
from rules.draft import Draft
from rules.errors import InputRejected
from rules.review import BlockKind
from rules.rule import Rule, RuleSet
from rules.ruling import TakeReading, apply
from rules.soundness import check_spans
from rules.tree import nodes
from rules.vocabulary import standard_vocabulary
from rules.wording_reading import describe_reading

DraftOf = Callable[..., Draft]

GROUPED = [
    (
        "具有独立法人资格或上年度营业收入2000万元以上且研发费用占比不低于3%的企业",
        "share(",
    ),
    ("获得省级绿色工厂称号或拥有发明专利5件以上且上年度纳税额100万元以上的企业", "tax"),
    ("上年度纳税额100万元以上且拥有发明专利5件以上或获得省级绿色工厂称号的企业", "tax"),
]
GRADED = [
    "企业上年度研发费用500万元至1000万元的，按10%给予补助；超过1000万元的，按15%给予补助。",
    "企业上年度设备购置额200万元以上的，按设备购置额的8%给予补助，超过2000万元的，按12%给予补助。",
    "对上年度出口额1000万元以上的企业，按出口额的1%给予奖励；超过1亿元的按1.5%给予奖励。",
]
CAPPED = [
    "企业承担省级项目的，每个项目按省级资助的50%给予配套，每年最高100万元。",
    "企业举办展会的，每场展会按场地租金的30%给予补助，年度最高80万元。",
    "企业实施技术改造项目的，按设备购置额的10%给予补助，每年度最高不超过500万元。",
]


def of(draft: Draft) -> PartConsensus:
    (part,) = [p for p in draft.consensus if p.state == "ambiguous"]
    return part


def rule_of(rules: RuleSet) -> Rule:
    (rule,) = rules.rules
    return rule


def second(draft: Draft) -> Rule:
    """The rule when a person says that the second sense is meant."""
    ruling = TakeReading(part=of(draft).told, side="second")
    refuse_stray(open_blocks(draft, []), ruling, draft.consensus)
    after = apply(draft.ruleset, ruling, None, draft.consensus)
    assert not check_spans(after, draft.document)
    spans = [node for node in nodes(after) if isinstance(node, SourceSpan)]
    assert all(draft.document.holds(span) for span in spans)
    assert not open_blocks(draft, [ruling])
    return rule_of(after)


@pytest.mark.parametrize(("whom", "asked"), GROUPED)
def test_or_and_and_without_a_mark_are_grouped_both_ways(
    draft_of: DraftOf, whom: str, asked: str
) -> None:
    draft = draft_of(f"第一条 对{whom}，给予10万元奖励。")
    part = of(draft)
    assert part.part == "condition"
    assert "还是只对紧挨着它的那一种" in part.question
    assert part.span.quote in whom
    # as it stands one of the two is enough; the other way one is asked of everybody
    first = condition_line(rule_of(draft.ruleset).when)
    other = condition_line(second(draft).when)
    assert first.count("&") == other.count("&") == 1
    assert " | (" in first or ") | " in first
    assert " & (" in other or ") & " in other
    assert asked in other


def test_a_comma_groups_the_words_and_nothing_is_asked(draft_of: DraftOf) -> None:
    for text in (
        "第一条 对具有独立法人资格或上年度营业收入2000万元以上，且研发费用占比不低于3%的企业，"
        "给予10万元奖励。",
        "第一条 对具有独立法人资格且上年度营业收入2000万元以上的企业，给予10万元奖励。",
        "第一条 对具有独立法人资格或上年度营业收入2000万元以上的企业，给予10万元奖励。",
    ):
        assert not draft_of(text).consensus


@pytest.mark.parametrize("text", GRADED)
def test_a_higher_rate_is_of_the_whole_or_of_the_excess(draft_of: DraftOf, text: str) -> None:
    draft = draft_of(f"第一条 {text}")
    part = of(draft)
    assert "按全部数额计算，还是只对超过的部分计算" in part.question
    assert part.span.quote.startswith("超过")
    assert "tiers/slab" in award_line(rule_of(draft.ruleset).award)
    assert "tiers/slice" in award_line(second(draft).award)


def test_what_the_excess_comes_to_is_paid_from_the_first_yuan_once_the_least_is_reached(
    draft_of: DraftOf,
) -> None:
    vocabulary, on = standard_vocabulary(), date(2026, 5, 6)
    draft = draft_of(f"第一条 {GRADED[0]}")
    sums = {}
    for name, rule in (("whole", rule_of(draft.ruleset)), ("excess", second(draft))):
        for spent in ("400万元", "1000万元", "2000万元"):
            facts = read_facts({"rd_expense@Y-1": spent}, vocabulary=vocabulary, on=on)
            decision = evaluate(rule, facts, on, vocabulary)
            high = decision.amount.high
            sums[name, spent] = high.yuan if high else None
    assert sums["whole", "2000万元"] == Decimal(3_000_000)
    assert sums["excess", "2000万元"] == Decimal(2_500_000)  # 1000万 × 10% + 1000万 × 15%
    assert sums["whole", "1000万元"] == sums["excess", "1000万元"] == Decimal(1_000_000)
    assert not sums["whole", "400万元"]
    assert not sums["excess", "400万元"]


@pytest.mark.parametrize(
    "text",
    [
        "企业上年度研发费用500万元至1000万元的部分，按10%给予补助；超过1000万元的部分，按15%给予补助。",
        "企业上年度研发费用500万元至1000万元的，按10%给予补助；超过1000万元的，按研发费用的15%给予补助。",
        "企业上年度研发费用500万元至1000万元的，按10%给予补助，最高80万元；超过1000万元的，按15%给予补助，"
        "最高200万元。",
    ],
)
def test_part_or_the_base_named_again_or_limits_of_classes_settle_it(
    draft_of: DraftOf, text: str
) -> None:
    assert not draft_of(f"第一条 {text}").consensus


@pytest.mark.parametrize("text", CAPPED)
def test_a_yearly_limit_of_nobody_is_of_the_enterprise_or_of_each_project(
    draft_of: DraftOf, text: str
) -> None:
    draft = draft_of(f"第一条 {text}")
    assert "是同一企业一年合计的上限，还是每个项目的上限" in of(draft).question
    assert [cap.per for cap in rule_of(draft.ruleset).award.caps] == ["enterprise_year"]
    assert [cap.per for cap in second(draft).award.caps] == ["project"]


@pytest.mark.parametrize(
    "limit",
    ["每家企业每年最高100万元", "单个项目最高100万元", "最高100万元", "每年合计最高100万元"],
)
def test_a_limit_that_says_whose_it_is_is_not_asked_about(draft_of: DraftOf, limit: str) -> None:
    text = f"第一条 企业承担省级项目的，每个项目按省级资助的50%给予配套，{limit}。"
    assert not draft_of(text).consensus


def test_a_question_blocks_until_a_person_has_chosen(draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {CAPPED[0]}")
    (block,) = open_blocks(draft, [])
    assert block.kind is BlockKind.CONFLICT
    assert block.message.startswith("[PC721] 「每年最高100万元」是同一企业一年合计的上限")
    kept = TakeReading(part=of(draft).told, side="first")
    assert apply(draft.ruleset, kept, None, draft.consensus) == draft.ruleset
    assert not open_blocks(draft, [kept])


def test_a_reading_of_a_rule_that_was_changed_since_is_not_taken(draft_of: DraftOf) -> None:
    draft = draft_of(f"第一条 {CAPPED[0]}")
    rule = rule_of(draft.ruleset)
    edited = rule.model_copy(update={"award": rule.award.model_copy(update={"caps": ()})})
    changed = draft.ruleset.model_copy(update={"rules": (edited,)})
    ruling = TakeReading(part=of(draft).told, side="second")
    with pytest.raises(InputRejected, match="E-RULING-READING"):
        apply(changed, ruling, None, draft.consensus)


def test_a_question_is_no_second_extractor(draft_of: DraftOf) -> None:
    said = describe_reading(draft_of(f"第一条 {CAPPED[0]}"))
    assert said == "只由语法提取，没有语言模型的第二种读法可以对照。"
