"""What is counted by nights, shares and increases named in short, and words that are no figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.scoring.lines import award_line, condition_line
from rules.draft import Draft
from rules.rule import Rule

NIGHTS = [
    ("对接待市外过夜游客1500人以上的旅行社，每人每晚奖励6元。", "per_unit 6元"),
    ("对组织研学团队的旅行社，每人每住一晚奖励12元。", "per_unit 12元"),
    ("对招徕会议团队的酒店，每人每夜补助20元。", "per_unit 20元"),
]


@pytest.mark.parametrize(("article", "award"), NIGHTS)
def test_a_sum_for_each_night_of_each_guest_counts_both(
    article: str, award: str, rule_of: Callable[[str], Rule]
) -> None:
    read = award_line(rule_of(f"第一条 {article}").award)
    assert award in read
    assert read.endswith("人晚数")


SHARES = [
    "对涉农担保额占担保总额不足60%的担保机构，给予担保总额1%的补贴；占比60%以上的，给予1.5%的补贴。",
    "对小微贷款额占贷款总额不足30%的银行，给予贷款总额0.1%的奖励；占比30%以上的，给予0.2%的奖励。",
    "对首贷户数占新增户数不足20%的机构，给予新增贷款额1%的补助；该比例20%以上的，给予2%的补助。",
]


@pytest.mark.parametrize("article", SHARES)
def test_a_share_named_in_short_is_the_one_named_before(
    article: str, rule_of: Callable[[str], Rule]
) -> None:
    read = award_line(rule_of(f"第一条 {article}").award)
    assert read.startswith("tiers/slab ?")
    assert "占" in read
    assert "?占比" not in read


GROWN = [
    ("对上年度销售额增长15%以上的批发企业，按销售额增量部分的0.2‰给予奖励。", "sales_value)@Y-1"),
    ("对上年度零售额增长8%以上的企业，按零售额增量的1%给予奖励。", "retail_sales)@Y-1"),
    ("对2024年度比2023年度的销售额增幅不低于20%的企业，按销售额增量部分的1%奖励。", "@2024"),
]


@pytest.mark.parametrize(("article", "figure"), GROWN)
def test_an_increase_is_of_the_figure_and_year_whose_growth_is_asked(
    article: str, figure: str, rule_of: Callable[[str], Rule]
) -> None:
    rule = rule_of(f"第一条 {article}")
    read = award_line(rule.award)
    assert "of increment(" in read
    assert figure in read
    assert "growth(" in condition_line(rule.when)


def test_what_precedes_a_scale_is_counted_and_no_scale(rule_of: Callable[[str], Rule]) -> None:
    rule = rule_of("第一条 对种植花生，面积集中连片达到40亩以上规模的，每亩补助80元。")
    assert "规模" not in award_line(rule.award)


def test_a_rate_paid_besides_has_no_word_for_its_base(rule_of: Callable[[str], Rule]) -> None:
    rule = rule_of("第一条 对购置烘干机的合作社，在省级补贴的基础上，再给予30%的补助。")
    assert "?再" not in award_line(rule.award)


def test_a_preamble_that_announces_is_no_item(draft_of: Callable[..., Draft]) -> None:
    text = (
        "为促进全市会展业发展，对达到一定标准的办展单位给予奖励。\n"
        "一、办展奖\n对展览面积5000平方米以上的展会，给予10万元奖励。\n"
        "二、参展奖\n对参加国际展会的企业，给予2万元奖励。"
    )
    assert len(draft_of(text).ruleset.rules) == 2
