"""Shares of a cost with the verb behind them, sums by a quantity, and lists without 的."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.scoring.lines import award_line, condition_line
from rules.draft import Draft
from rules.rule import Rule

SHARES = [
    ("对参加国内展会的企业，展位费40%补贴。", "rate 40% of exhibition_cost"),
    ("对获得有机产品认证的，认证费100%补贴。", "rate 100% of certification_cost@annual"),
    ("对购买信用保险的企业，保费全额补贴。", "rate 100% of insurance_premium@annual"),
]


@pytest.mark.parametrize(("article", "award"), SHARES)
def test_a_share_of_a_cost_with_its_verb_behind_it_is_granted(
    article: str, award: str, rule_of: Callable[[str], Rule]
) -> None:
    assert award_line(rule_of(f"第一条 {article}").award) == award


BY_QUANTITY = [
    "对年销售额800万元以上的企业，根据销售量每年奖励2-5万元。",
    "对年销售额800万元以上的企业，根据收购量每年奖励2万元至5万元。",
    "对年销售额800万元以上的企业，按照加工量分档奖励2-5万元。",
]


@pytest.mark.parametrize("article", BY_QUANTITY)
def test_by_what_a_sum_goes_is_not_asked(article: str, rule_of: Callable[[str], Rule]) -> None:
    rule = rule_of(f"第一条 {article}")
    assert condition_line(rule.when) == "sales_value@annual >= 800万元"
    assert award_line(rule.award).startswith("fixed 5万元 ceiling")


LISTED = [
    ("市外产值达到5亿元、8亿元，分别给予10万元、20万元奖励。", "=10万元"),
    ("对年主营业务收入达到3亿元、6亿元，分别奖励15万元、30万元。", "=15万元"),
    ("外贸出口额达到2000万元、5000万元，分别给予8万元、12万元的一次性奖励。", "=8万元"),
]


@pytest.mark.parametrize(("article", "band"), LISTED)
def test_sums_go_with_a_list_of_thresholds_that_no_particle_closes(
    article: str, band: str, rule_of: Callable[[str], Rule]
) -> None:
    read = award_line(rule_of(f"第一条 {article}").award)
    assert read.startswith("tiers/step")
    assert band in read


def test_growth_against_the_year_before_is_of_the_figure(rule_of: Callable[[str], Rule]) -> None:
    rule = rule_of("第一条 年度销售额比上一年度增长12%以上的，给予2万元奖励。")
    assert condition_line(rule.when).startswith("growth(sales_value)")


def test_no_share_is_dropped_in_silence(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 对参加展会的企业，国际市场类摊位及特装搭建费60%予以报销。")
    assert draft.ruleset.rules or any(d.code == "PC204" for d in draft.diagnostics)
