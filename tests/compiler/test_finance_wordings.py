"""Listings, loans, guarantees and funds: stages, classes of a figure, limits, terms defined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

STAGES = [
    ("整体变更为股份有限公司的企业，", "listing_stage has 完成股份制改造"),
    ("在南岭证监局完成上市辅导备案登记的企业，", "listing_stage has 上市辅导备案"),
    ("上市申请被证券交易所正式受理的企业，", "listing_stage has 上市申请获受理"),
    ("首发申请获上市委审议通过的企业，", "listing_stage has 上市申请过会"),
    ("在上海证券交易所科创板首发上市的企业，", "listing_stage has 科创板上市"),
    ("首次公开发行股票并在境内外证券交易所上市的企业，", "listing_stage has 境内上市|境外上市"),
    ("在云江股权交易中心挂牌的企业，", "listing_stage has 区域性股权市场挂牌"),
    ("在全国中小企业股份转让系统创新层挂牌的企业，", "listing_stage has 新三板创新层挂牌"),
    ("上市公司总部在本区的企业，", "?上市公司总部在本区"),
]


@pytest.mark.parametrize(("who", "stage"), STAGES)
def test_a_stage_of_listing_in_many_words(
    who: str, stage: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{who}")[0] == stage


@pytest.mark.parametrize(
    ("sentence", "award"),
    [
        # stages that add up, said of them in the same sentence
        (
            "企业完成股份制改造、通过上市辅导验收的，分别给予50万元、80万元资助，各阶段资助可以累计。",
            "sum of {listing_stage has 完成股份制改造 -> 50万元; "
            "listing_stage has 通过上市辅导验收 -> 80万元}",
        ),
        (
            "企业完成股份制改造、通过上市辅导验收的，分别给予50万元、80万元资助。",
            "highest of {listing_stage has 完成股份制改造 -> 50万元; "
            "listing_stage has 通过上市辅导验收 -> 80万元}",
        ),
        # classes of one figure, each with two ends
        (
            "融资担保公司实缴注册资本10亿元以上的、5亿元以上不足10亿元的，分别给予500万元、300万元奖励。",
            "step by paid_in_capital@now {[5亿元,10亿元): 300万元; [10亿元,): 500万元}",
        ),
        (
            "对上年度营业收入1亿元（含）至5亿元、5亿元（含）至10亿元、10亿元以上的企业，"
            "分别给予10万元、20万元、30万元奖励。",
            "step by revenue@Y-1 {[1亿元,5亿元): 10万元; [5亿元,10亿元): 20万元; "
            "[10亿元,): 30万元}",
        ),
        (
            "对员工人数50人以上不满100人、100人以上的企业，分别给予5万元、8万元补贴。",
            "step by employees@now {[50人,100人): 5万元; [100人,): 8万元}",
        ),
        # what is counted stands before the step
        (
            "企业发行公司债券的，按债券发行额每满1000万元给予4万元补贴，单家企业每年最高80万元。",
            "4万元 per debt_financing@annual step 1000万元 cap 80万元/enterprise_year",
        ),
        # a limit of each loan, and one of a bank in a year
        (
            "合作银行发放的贷款形成不良的，按不良贷款本金余额的50%给予补偿，单户贷款补偿不超过200万元，"
            "一家银行一年累计不超过1000万元。",
            "50% of ?不良贷款本金余额@now cap 200万元/item cap 1000万元/enterprise_year",
        ),
        # interest of a year is paid for every year
        (
            "企业取得银行贷款的，按年度实际支付利息的30%给予贴息，贴息期限不超过三年。",
            "30% of loan_interest@annual per year for 3年",
        ),
        (
            "融资担保公司年化担保费率不高于1%的，按上年度担保发生额的8‰给予补助。",
            "0.8% of ?担保发生额@Y-1",
        ),
    ],
)
def test_awards_of_finance(sentence: str, award: str, award_of: Callable[[str], str]) -> None:
    assert award_of(sentence) == award


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "制造业、软件业和外贸领域的小微企业，",
            ["industry in 制造业|软件业|外贸", "enterprise_size in 小型|微型"],
        ),
        ("企业发行公司债券、中小企业集合票据的，", ["?发行公司债券、中小企业集合票据"]),
        ("符合国家中小企业划型标准的小型企业，", ["enterprise_size in 小型"]),
        ("贷款用于本区生产经营的企业，", ["?贷款用于本区生产经营"]),
        (
            "新设立的小额贷款公司、商业保理公司，",
            ["?新设立", "entity_type in 小额贷款公司|商业保理公司"],
        ),
        ("取得合作银行贷款的企业，", ["?取得合作银行贷款"]),
        (
            "经省级金融管理部门批准设立的典当行，",
            ["?经省级金融管理部门批准设立", "entity_type in 典当行"],
        ),
    ],
)
def test_who_applies_for_finance(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{who}") == expected


@pytest.mark.parametrize(
    "words",
    [
        "并购贷款、委托贷款不在贴息范围。",
        "并购贷款、委托贷款不属于贴息范围。",
        "并购贷款和委托贷款不列入支持范围。",
    ],
)
def test_what_is_outside_the_scope_is_excluded_one_by_one(
    words: str, draft_of: Callable[[str], Draft], short_of: Callable[..., str]
) -> None:
    (rule,) = draft_of(f"第一条 企业取得银行贷款的，按贷款利息的30%给予贴息。{words}").ruleset.rules
    assert [short_of(c) for c in rule.unless] == ["?并购贷款", "?委托贷款"]


TERMS = (
    "第一条 本办法下列用语的含义：\n（一）后备企业，是指纳入本区上市后备企业库的企业；\n"
    "（二）小微企业，是指小型企业和微型企业。\n"
)


def test_a_term_asks_where_it_is_the_one_who_applies(
    draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    first, second, third = draft_of(
        f"{TERMS}第二条 对后备企业租用办公用房的，给予5万元奖励。\n"
        "第三条 对为后备企业提供审计服务的机构，给予3万元奖励。\n"
        "第四条 对小微企业新购设备的，给予2万元奖励。\n"
    ).ruleset.rules
    assert "?纳入本区上市后备企业库" in parts_of(first)
    assert "?纳入本区上市后备企业库" not in parts_of(second)
    assert parts_of(third).count("enterprise_size in 小型|微型") == 1


def test_those_invested_in_raise_the_rate_of_whoever_invested(
    draft_of: Callable[[str], Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(
        "第一条 创业投资企业投资本区科技企业满两年的，按实际出资额的5%给予奖励；"
        "所投企业为国家高新技术企业的，按8%给予奖励。"
    ).ruleset.rules
    assert "entity_type in 创业投资企业" in parts_of(rule)
    assert "?投资本区科技企业@now >= 2年" in parts_of(rule)
