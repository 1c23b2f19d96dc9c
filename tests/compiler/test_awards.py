"""Drafting sentences and the amounts they grant, by the modelling conventions.

Each row is one article of a text issued by 云江市青屏区; awards are written as
``tests/compiler/conftest.py`` writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler import compile_document
from compiler.fold import fold
from compiler.normalise import read_quantity
from rules.draft import Draft

FIXED = [
    ("对首次认定的国家高新技术企业，给予一次性奖励10万元。", "10万元"),
    ("对首次认定的国家高新技术企业，给予最高20万元奖励。", "20万元 ceiling"),
    ("对市级示范基地，给予每年最高30万元的运营补贴。", "30万元 ceiling per year"),
    ("对首次创业的人员，每月给予500元补贴，最长6个月。", "500元 per month for 6个月"),
    ("对入驻园区的企业，每年给予10万元补贴，连续三年。", "10万元 per year for 3年"),
    ("对符合条件的老年人，按每人每月100元的标准发放津贴。", "100元 per month"),
    ("对就业困难人员，给予每人每月300元补贴，期限不超过3年。", "300元 per month for 3年"),
    ("对成功上市的企业，给予300万元奖励，分两年平均拨付。", "300万元 in 50%/50%"),
    (
        "对国家高新技术企业，给予一次性奖励10万元。单个企业年度最高不超过300万元。",
        "10万元 cap 300万元/enterprise_year",
    ),
]

RATES = [
    (
        "对国家高新技术企业，按上年度研发费用的10%给予补助，最高不超过200万元。",
        "10% of rd_expense@Y-1 cap 200万元/item",
    ),
    (
        "对国家高新技术企业，按不超过上年度研发费用的10%给予补助。",
        "10% of rd_expense@Y-1 ceiling",
    ),
    (
        "对国家高新技术企业，按上年度研发费用最高10%给予补助，最高50万元。",
        "10% of rd_expense@Y-1 ceiling cap 50万元/item",
    ),
    (
        "对取得贷款的企业，按贷款利息的百分之三十给予贴息。",
        "30% of loan_interest@annual",
    ),
    (
        "对销售额1亿元以上的企业，给予销售额1‰的奖励，最高100万元。",
        "0.1% of sales_value@annual cap 100万元/item",
    ),
    (
        "对新引进的企业，按实缴资本的2%给予落户奖励，最高500万元。",
        "2% of paid_in_capital@now cap 500万元/item",
    ),
    (
        "对技术改造项目，按设备购置额的15%给予补助，单个项目补助最高300万元。",
        "15% of equipment_purchase@annual cap 300万元/project",
    ),
    (
        "对重点项目，按项目总投资额的20%给予补助，单个项目最高不超过500万元，"
        "单个企业每年最高不超过1000万元。",
        "20% of project_investment@now cap 500万元/project cap 1000万元/enterprise_year",
    ),
    (
        "对参展企业，按实际展位费的50%给予补贴，补贴金额不超过实际支出的70%。",
        "50% of exhibition_cost@now cap 70% of actual_cost@now/item",
    ),
    (
        "对租用办公用房的企业，按实际租金的50%给予补贴，每年最高30万元，补贴期限最长3年。",
        "50% of rent_paid@annual per year for 3年 cap 30万元/enterprise_year",
    ),
    # matching funds: upper to local
    ("对获得省级资助的项目，按省级资助金额的50%给予配套。", "50% of upper_grant@now"),
    (
        "对获得省级资助的项目，按省级资助金额1:0.5给予配套，最高100万元。",
        "50% of upper_grant@now cap 100万元/item",
    ),
]

PER_UNIT = [
    (
        "对主导制定国家标准不少于1项的企业，每项资助20万元。",
        "20万元 per standards_led@now",
    ),
    (
        "对新开门店的企业，每新开1家给予5万元奖励，单个企业最高50万元。",
        "5万元 per new_stores@annual cap 50万元/enterprise",
    ),
    (
        "对新建充电桩的企业，按每千瓦100元给予补贴，最高不超过20万元。",
        "100元 per ?千瓦数@now cap 20万元/item",
    ),
]

CLASSES = [
    (
        "对认定为国家级、省级、市级企业技术中心的，分别给予100万元、50万元、20万元奖励。",
        "highest of {titles has 国家级企业技术中心 -> 100万元; "
        "titles has 省级企业技术中心 -> 50万元; titles has 市级企业技术中心 -> 20万元}",
    ),
    (
        "对国家高新技术企业给予20万元奖励，对专精特新中小企业给予10万元奖励。",
        "highest of {titles has 国家高新技术企业 -> 20万元; titles has 专精特新中小企业 -> 10万元}",
    ),
    (
        "对大型企业按失业保险费的30%返还，对中小微企业按60%返还。",
        "highest of {enterprise_size in 大型 -> 30% of unemployment_premium@annual; "
        "enterprise_size in 中型|小型|微型 -> 60% of unemployment_premium@annual}",
    ),
    (
        "对国家级、省级示范基地，分别给予100万元、50万元奖励。晋级的，按差额补足。",
        "top up received_support@now to highest of {titles has 国家级示范基地 -> 100万元; "
        "titles has 省级示范基地 -> 50万元}",
    ),
]

TIERS = [
    (
        "企业上年度营业收入1000万元以上、不足5000万元的，给予10万元奖励；"
        "5000万元以上、不足1亿元的，给予30万元奖励；1亿元以上的，给予50万元奖励。",
        "step by revenue@Y-1 {[1000万元,5000万元): 10万元; [5000万元,1亿元): 30万元; "
        "[1亿元,): 50万元}",
    ),
    (
        "对符合条件的企业，按营业收入分段给予奖励：1亿元以下的部分按0.1%，超过1亿元的部分按0.2%。",
        "slice by revenue@annual {(,1亿元]: 0.1%; (1亿元,): 0.2%}",
    ),
    (
        "按上年度营业收入分段计算给予奖励，其中5000万元以下的部分按1%，超过5000万元的部分按2%。",
        "slice by revenue@Y-1 {(,5000万元]: 1%; (5000万元,): 2%}",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), [*FIXED, *RATES, *PER_UNIT, *CLASSES, *TIERS])
def test_what_a_sentence_grants(
    sentence: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(sentence) == expected


@pytest.mark.parametrize("word", ["首次达到", "达到"])
@pytest.mark.parametrize("ascending", [True, False])
def test_a_list_of_thresholds_grants_by_the_highest_step_reached(
    word: str, ascending: bool, draft_of: Callable[..., Draft]
) -> None:
    steps = [("1亿元", "20万元"), ("5亿元", "50万元"), ("10亿元", "100万元")]
    ordered = steps if ascending else steps[::-1]
    listed, sums = ("、".join(side) for side in zip(*ordered, strict=True))
    (rule,) = draft_of(
        f"第一条 对年营业收入{word}{listed}的企业，分别给予{sums}奖励。"
    ).ruleset.rules
    award = rule.award
    assert award.kind == "tiers"
    assert award.machine == "step"
    assert [(str(b.lower), str(b.amount)) for b in award.bands] == steps
    assert [str(b.upper) if b.upper else "" for b in award.bands] == ["5亿元", "10亿元", ""]
    assert all(b.lower_included and not b.upper_included for b in award.bands)


def test_a_rate_on_the_whole_base_by_class_is_a_slab(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        "第一条 对上年度研发费用500万元（不含）以下的，按研发费用的5%给予补助；"
        "500万元（含）以上的，按研发费用的10%给予补助。"
    ).ruleset.rules
    award = rule.award
    assert award.kind == "tiers"
    assert award.machine == "slab"
    low, high = award.bands
    assert (low.upper_included, high.lower_included) == (False, True)
    assert [str(b.rate) for b in award.bands] == ["5%", "10%"]


def test_what_more_is_added_is_added_up(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        "第一条 对新认定的国家高新技术企业给予20万元奖励；属于专精特新中小企业的，再增加奖励5万元。"
    ).ruleset.rules
    award = rule.award
    assert award.kind == "cases"
    assert award.choose == "sum"
    assert [str(c.award.amount) for c in award.cases if c.award.kind == "fixed"] == [
        "20万元",
        "5万元",
    ]


def test_below_the_standard_the_actual_cost_is_paid(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        "第一条 对失业人员，给予1000元培训补贴，实际费用低于标准的按实际发生额给予补贴。"
    ).ruleset.rules
    award = rule.award
    assert award.kind == "lesser_of"
    fixed, actual = award.of
    assert fixed.kind == "fixed"
    assert str(fixed.amount) == "1000元"
    assert actual.kind == "rate"
    assert str(actual.rate) == "100%"


def test_a_limit_on_the_quantity_is_no_limit_on_the_sum(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(
        "第一条 对租赁场地的企业，按每平方米20元给予租金补贴，补贴面积最多不超过1000平方米。"
    ).ruleset.rules
    award = rule.award
    assert award.kind == "per_unit"
    assert str(award.amount) == "20元"
    assert str(award.at_most) == "1000平方米"
    assert award.caps == ()


def test_recognition_is_in_kind(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of("第一条 对经认定的企业，授予“优秀企业”称号。").ruleset.rules
    assert rule.award.kind == "in_kind"
    assert "优秀企业" in rule.award.what


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("单个项目最高", "project"),
        ("单个企业最高", "enterprise"),
        ("每家企业每年最高", "enterprise_year"),
        ("单家企业年度最高不超过", "enterprise_year"),
        ("累计不超过", "total"),
        ("最高不超过", "item"),
    ],
)
def test_whom_a_limit_is_counted_for(
    words: str, scope: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(
        f"第一条 对国家高新技术企业，按上年度研发费用的10%给予补助，{words}200万元。"
    ).ruleset.rules
    (cap,) = rule.award.caps
    assert (str(cap.amount), cap.per) == ("200万元", scope)


def test_sentences_with_recipients_of_their_own_are_items_of_their_own(
    draft_of: Callable[..., Draft], worth_of: Callable[..., str]
) -> None:
    draft = draft_of(
        "第一条 对首次认定的国家高新技术企业，给予10万元奖励。"
        "对主营业务收入1亿元以上的企业，给予20万元奖励。"
    )
    assert [worth_of(r.award) for r in draft.ruleset.rules] == ["10万元", "20万元"]


def test_the_source_of_an_award_is_where_it_is_stated(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 对国家高新技术企业，按上年度研发费用的10%给予补助，最高不超过200万元。"
    )
    (rule,) = draft.ruleset.rules
    source = rule.award.source
    assert source.quote == "按上年度研发费用的10%给予补助，最高不超过200万元"
    assert draft.document.holds(source)


# --- no figure is lost -------------------------------------------------------------------------

_sums = st.one_of(
    st.integers(1, 9999).map(lambda n: f"{n}万元"),
    st.integers(1, 99).map(lambda n: f"{n}亿元"),
    st.integers(100, 9999).map(lambda n: f"{n}元"),
    st.sampled_from(["五十万元", "1.5万元", "3千万元", "一亿二千万元", "2,000万元", "１０万元"]),
)
_rates = st.sampled_from(["10%", "0.5%", "3‰", "百分之三十", "12.5%", "５％"])
TEMPLATES = [
    "对国家高新技术企业，给予一次性奖励{a}。",
    "对国家高新技术企业，给予最高{a}奖励。",
    "对国家高新技术企业，按上年度研发费用的{r}给予补助，最高不超过{a}。",
    "对国家高新技术企业，按研发费用的{r}给予补助，单个项目最高{a}，单个企业每年最高{b}。",
    "对国家级、省级工业设计中心，分别给予{a}、{b}奖励。",
    "对国家高新技术企业给予{a}奖励，对专精特新中小企业给予{b}奖励。",
    "对首次认定的国家高新技术企业给予{a}奖励；属于专精特新中小企业的，再增加奖励{b}。",
    "对新开门店的企业，每新开1家给予{a}奖励，单个企业最高{b}。",
    "对国家高新技术企业，每年给予{a}补贴，连续三年，累计不超过{b}。",
]


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(TEMPLATES), _sums, _sums, _rates)
def test_every_sum_and_rate_of_a_sentence_stands_in_its_award(
    draft_of: Callable[..., Draft], template: str, a: str, b: str, r: str
) -> None:
    (rule,) = draft_of("第一条 " + template.format(a=a, b=b, r=r)).ruleset.rules
    granted = json.dumps(rule.award.model_dump(mode="json"), ensure_ascii=False)
    found = set(re.findall(r'"(?:amount|rate)": "([^"]+)"', granted))
    written = {name: word for name, word in (("a", a), ("b", b), ("r", r))}
    expected = {
        str(read_quantity(fold(word)))
        for name, word in written.items()
        if f"{{{name}}}" in template
    }
    assert found == expected


# --- tables ------------------------------------------------------------------------------------


def with_table(sentence: str, rows: list[list[str]]) -> Draft:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
    body = f"云江市青屏区促进产业发展若干措施\n\n第一条 {sentence}\n\n{table}\n"
    return compile_document(body.encode(), "t.md")


def test_rows_of_a_table_are_alternatives(worth_of: Callable[..., str]) -> None:
    draft = with_table(
        "对示范基地，按下表标准给予一次性奖励：",
        [["级别", "奖励标准"], ["国家级示范基地", "100万元"], ["省级示范基地", "50万元"]],
    )
    (rule,) = draft.ruleset.rules
    assert worth_of(rule.award) == (
        "highest of {titles has 国家级示范基地 -> 100万元; titles has 省级示范基地 -> 50万元}"
    )


def test_a_table_of_rates_takes_its_base_from_the_sentence(worth_of: Callable[..., str]) -> None:
    draft = with_table(
        "对平台按项目总投资额的一定比例给予补助，标准见下表。",
        [
            ["类别", "补助比例", "最高限额"],
            ["国家级平台", "30%", "300万元"],
            ["省级平台", "20%", "100万元"],
        ],
    )
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "cases"
    assert [worth_of(c.award) for c in rule.award.cases] == [
        "30% of project_investment@now cap 300万元/item",
        "20% of project_investment@now cap 100万元/item",
    ]


def test_the_unit_in_a_heading_serves_the_numbers_below(worth_of: Callable[..., str]) -> None:
    draft = with_table(
        "对种植户按下表给予补贴。",
        [["作物", "补贴标准（元/亩）"], ["水稻", "200"], ["油菜", "150"]],
    )
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "cases"
    amounts = [c.award.amount for c in rule.award.cases if c.award.kind == "per_unit"]
    assert [str(a) for a in amounts] == ["200元", "150元"]


# --- stacking ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("同一企业同一事项按就高不重复原则享受。", "highest_of"),
        ("同一项目不得重复享受。", "exclusive_with"),
        ("同一企业只能享受一次。", "once_only"),
        ("本措施资金实行总额控制，超出预算的按比例核减。", "budget"),
        ("不同级别可叠加享受。", "cumulative"),
    ],
)
def test_stacking_holds_for_every_item(
    sentence: str, kind: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(
        "第一条 对国家高新技术企业，给予一次性奖励10万元。\n"
        f"第二条 对专精特新中小企业，给予一次性奖励20万元。\n第三条 {sentence}\n"
    )
    assert len(draft.ruleset.rules) == 2
    for rule in draft.ruleset.rules:
        assert [s.kind for s in rule.stacking] == [kind]
        assert all(draft.document.holds(s.source) for s in rule.stacking)
