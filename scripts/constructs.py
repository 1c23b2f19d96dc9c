"""docs/constructs.md: words of policies, the type they become, its law, the test that holds it.

The law is the docstring of the type itself; ``tests/test_constructs.py`` holds that every member of
the closed unions has a row, that the types have their laws, and that the tests exist.
"""

from __future__ import annotations

import importlib
import inspect
from typing import NamedTuple

TESTS = "tests/matcher/"
HEAD = """# Constructs: words, type, law, test

Written by `make docs` from the docstrings of the types; do not edit. Each row is one construct of
policy language with the type it is written in, the law of that type, and the test of the matcher
that holds the law. How a sentence is read as one is settled in [modelling.md](modelling.md).
"""


class Row(NamedTuple):
    """One construct."""

    words: str
    name: str  # module:object
    test: str  # file::function


SECTIONS: dict[str, tuple[Row, ...]] = {
    "1. Comparison": (
        Row("以上、不低于、达到；超过；以下；不足；等于", "rules.condition:Comparator",
            "test_evaluate.py::test_boundaries"),
        Row("（含）（不含）；本办法所称以上含本数", "rules.condition:Authority",
            "test_edge_cases.py::test_the_text_gives_what_it_says"),
        Row("上年度营业收入2000万元以上；不超过上级资助的50%", "rules.condition:Compare",
            "test_leaf_answers.py::test_a_leaf_says_what_it_knows_and_asks_only_while_it_is_open"),
        Row("数值只知道范围", "matcher.interval:compare",
            "test_interval_tight.py::test_a_comparison_is_decided_exactly_when_all_members_agree"),
        Row("计量单位不同", "matcher.figures:relate",
            "test_figure_answers.py::test_figures_meet_in_one_unit_or_not_at_all"),
        Row("满三年；未满十六周岁", "matcher.figures:_time_since",
            "test_figure_answers.py::test_time_since_a_day"),
    ),
    "2. Benefits": (
        Row("给予一次性奖励10万元", "rules.benefit:Fixed", "test_award.py::test_fixed_and_ceiling"),
        Row("最高；不低于…元的按…；分三年拨付；每月发放，最长6个月", "rules.benefit:_Award",
            "test_award_reports.py::test_how_often_and_how_much_in_all"),
        Row("按实际投入的10%给予补助；按上级资助1∶0.5配套", "rules.benefit:Rate",
            "test_award.py::test_rate_with_cap"),
        Row("单个项目不超过50万元；不超过企业实际投入的20%", "rules.benefit:Cap",
            "test_award.py::test_every_cap_binds_and_an_unknown_cap_base_leaves_a_range"),
        Row("达到1亿元、5亿元的，分别给予；超额累进的部分", "rules.benefit:Tiers",
            "test_award.py::test_slab_and_slice_match_the_hand_formula"),
        Row("1亿元以上5亿元以下的一档", "rules.benefit:Band",
            "test_tiers.py::test_the_band_that_counts"),
        Row("每件5000元；每增加1000万元；前1000平方米", "rules.benefit:PerUnit",
            "test_award_reports.py::test_a_time_is_paid_by_its_own_unit"),
        Row("国家级、省级分别给予；再增加；就高", "rules.benefit:Cases",
            "test_award.py::test_cases"),
        Row("国家级、省级中的一种情形", "rules.benefit:Case",
            "test_award_reports.py::test_only_what_could_still_change_the_sum_is_asked"),
        Row("低于标准的按实际发生额", "rules.benefit:LesserOf",
            "test_award.py::test_lesser_of_and_top_up"),
        Row("晋级的补足差额", "rules.benefit:TopUp", "test_award.py::test_lesser_of_and_top_up"),
        Row("授予称号；优先推荐", "rules.benefit:InKind",
            "test_award_reports.py::test_a_thing_has_its_pace_and_its_lines_too"),
        Row("比上年增长10%以上；正增长", "rules.condition:Growth",
            "test_evaluate.py::test_growth_needs_a_positive_base"),
        Row("比上年增加的部分", "rules.condition:Increment",
            "test_figure_answers.py::test_figures"),
        Row("研发费用占营业收入的3%", "rules.condition:Share",
            "test_figure_answers.py::test_figures"),
    ),
    "3. Conditions": (
        Row("同时符合下列条件", "rules.condition:AllOf",
            "test_truth.py::test_connectives_are_decided_exactly_when_no_unknown_could_change_them"),
        Row("符合下列条件之一", "rules.condition:AnyOf",
            "test_truth.py::test_connectives_are_decided_exactly_when_no_unknown_could_change_them"),
        Row("符合其中两项以上", "rules.condition:AtLeast",
            "test_truth.py::test_connectives_are_decided_exactly_when_no_unknown_could_change_them"),
        Row("（…除外）", "rules.condition:Not", "test_truth.py::test_negation_keeps_unknown"),
        Row("有下列情形之一的，不予支持", "rules.rule:Rule",
            "test_evaluate.py::test_exclusions_turn_the_verdict_and_say_so"),
        Row("具有独立法人资格；近三年无重大违法", "rules.condition:Is",
            "test_leaf_answers.py::test_a_leaf_says_what_it_knows_and_asks_only_while_it_is_open"),
        Row("注册地在本市；制造业企业；个体工商户", "rules.condition:OneOf",
            "test_leaves.py::test_choices_and_regions"),
        Row("经认定的；首次认定；名单内", "rules.condition:Has",
            "test_leaves.py::test_a_title_is_also_what_it_implies"),
        Row("2023年1月1日后注册；近两年内竣工", "rules.condition:Within",
            "test_leaves.py::test_dates_include_both_ends"),
        Row("拥有发明专利5件以上；新招用毕业生每人", "rules.condition:Records",
            "test_figure_answers.py::test_records"),
        Row("经专家评审；择优；符合产业导向", "rules.condition:Judged",
            "test_evaluate.py::test_open_gates_leave_an_upper_bound"),
        Row("没有读懂的话", "rules.condition:Unparsed",
            "test_evaluate.py::test_unparsed_is_always_unknown"),
    ),
    "4. Stacking": (
        Row("就高不重复", "rules.stacking:HighestOf",
            "test_bundle.py::test_of_a_group_the_highest_is_paid"),
        Row("不得与其他资助重复享受", "rules.stacking:ExclusiveWith",
            "test_bundle.py::test_other_support_received_bars_its_rival"),
        Row("同一企业只享受一次", "rules.stacking:OnceOnly",
            "test_bundle.py::test_what_was_received_bars"),
        Row("单个企业每年累计不超过", "rules.stacking:AnnualCap",
            "test_bundle.py::test_the_yearly_cap_cuts_the_last_part"),
        Row("总额控制；按比例核减", "rules.stacking:Budget",
            "test_bundle.py::test_a_budget_is_a_premise"),
        Row("可叠加享受", "rules.stacking:Cumulative",
            "test_bundle.py::test_what_may_add_up_is_no_conflict"),
    ),
    "5. Time": (
        Row("上年度；近三年；2025年第一季度", "rules.period:Period",
            "test_figure_answers.py::test_figures"),
        Row("上年度营业收入", "rules.condition:Value", "test_figure_answers.py::test_figures"),
        Row("连续三年每年；三年累计；年均", "rules.condition:OverYears",
            "test_evaluate.py::test_over_years"),
        Row("期间届满的对应日", "rules.period:add_months",
            "test_interval.py::test_full_months_turn_on_the_same_numbered_day"),
        Row("有效期至2026年12月31日", "rules.rule:Validity",
            "test_evaluate.py::test_validity_includes_both_days"),
        Row("申报时间为6月1日至6月30日", "rules.rule:Window", "test_evaluate.py::test_windows"),
    ),
    "6. Money control and process": (
        Row("每人不超过2000元；累计不超过；奖励资金不超过预算", "rules.benefit:Cap",
            "test_award_reports.py::test_a_cap_per_person_binds_the_person_who_applies"),
        Row("评审制、核准制、备案制", "matcher.decision:Gate",
            "test_award_reports.py::test_bodies_and_things"),
        Row("最高…，实际金额由主管部门核定", "matcher.decision:AwardAmount",
            "test_award_reports.py::test_up_to_is_said_only_once_the_facts_are_in"),
        Row("承诺五年内不迁出", "rules.rule:Note",
            "test_evaluate.py::test_what_stacks_and_what_is_owed_is_told_to_everybody"),
    ),
}  # fmt: skip


def law_of(name: str) -> str:
    """The docstring of the object, on one line."""
    module, _, attribute = name.partition(":")
    found = getattr(importlib.import_module(module), attribute)
    return " ".join((inspect.getdoc(found) or "").split())


def rows() -> list[Row]:
    """Every construct, in the order of the page."""
    return [row for section in SECTIONS.values() for row in section]


def render() -> str:
    """The page."""
    lines = [HEAD]
    for title, listed in SECTIONS.items():
        lines += [f"## {title}", "", "| words | type | law | test |", "|---|---|---|---|"]
        for row in listed:
            name = row.name.replace(":", ".")
            law = law_of(row.name).replace("``", "`").replace("|", "\\|")
            file, _, function = row.test.partition("::")
            lines.append(f"| {row.words} | `{name}` | {law} | `{TESTS}{file}` {function} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
