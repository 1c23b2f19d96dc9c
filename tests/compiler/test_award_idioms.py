"""How amounts are worded: several benefits of one sentence, classes, steps, top-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

AWARDS = [
    # a class and its sum, one after the other
    (
        "对培训合格的职工，初级工补贴1000元、中级工补贴1500元、高级工补贴2000元",
        "highest of {titles has 初级工 -> 1000元; titles has 中级工 -> 1500元; "
        "titles has 高级工 -> 2000元}",
    ),
    # who stands first holds for each case
    (
        "对拟上市企业，完成股份制改造的给予50万元，完成辅导验收的给予100万元",
        "highest of {listing_stage has 完成股份制改造 -> 50万元; ?完成辅导验收 -> 100万元}",
    ),
    # two kinds of support, both paid
    (
        "对境外投资项目给予贷款贴息最高500万元和投资补助最高100万元",
        "sum of {?境外投资项目 -> 500万元 ceiling; ?境外投资项目 -> 100万元 ceiling}",
    ),
    # a verb with its figure grants wherever it stands
    ("支持企业开展样机研发，根据项目投入给予最高50万元支持", "50万元 ceiling"),
    ("对建成的项目，竣工后按照项目总投资的20%予以奖励", "20% of project_investment@now"),
    ("对企业参展的展位费按50%给予补贴", "50% of exhibition_cost@now"),
    ("对企业发生的第三方审计费用予以30%的补贴", "30% of ?第三方审计费用@now"),
    # a rate of interest in percentage points
    ("对符合条件的项目给予2.5个百分点的贷款贴息", "2.5% of loan_principal@now"),
    # paid besides, by steps above what the conditions ask for, limited together
    (
        "对上年度营业收入1亿元以上的企业，给予20万元奖励，每增加1000万元再给予2万元奖励，"
        "最高不超过100万元",
        "sum of {revenue@Y-1 >= 1亿元 -> 20万元; revenue@Y-1 >= 1亿元 -> 2万元 per "
        "revenue@Y-1 step 1000万元 from 1亿元} cap 100万元/item",
    ),
    # the last words limit all the alternatives
    (
        "对技术改造项目，按总投资的20%给予奖励；达到绿色工厂标准的，按总投资的30%给予奖励，"
        "单个企业年度奖励金额最高300万元",
        "highest of {?技术改造项目 -> 20% of project_investment@now; titles has 绿色工厂 -> 30% of "
        "project_investment@now} cap 300万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), AWARDS)
def test_amounts_as_policies_word_them(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause + "。") == expected


TOP_UPS = [
    "分别给予300万元、200万元奖励，晋级的补足差额",
    "分别给予300万元、200万元奖励，晋级的按差额补足",
    "分别给予300万元、200万元奖励，按照晋级补差原则奖励",
    "分别给予300万元、200万元奖励，已获得低等级奖励的补差额部分",
]


@pytest.mark.parametrize("grant", TOP_UPS)
def test_the_last_words_may_pay_only_what_is_missing(
    grant: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对国家级、省级企业技术中心，{grant}。")
    assert award.startswith("top up received_support@now to highest of {")
    assert "300万元" in award
    assert "200万元" in award


SCOPES = [
    ("每年每家企业补贴金额不超过50万元", "50万元/enterprise_year"),
    ("单个企业年奖励额不超过50万元", "50万元/enterprise_year"),
    ("单个项目最高不超过50万元", "50万元/project"),
    ("每个展会最高50万元", "50万元/project"),
    ("累计不超过50万元", "50万元/total"),
    ("每家企业最高50万元", "50万元/enterprise"),
]


@pytest.mark.parametrize(("limit", "expected"), SCOPES)
def test_what_a_limit_holds_for(limit: str, expected: str, award_of: Callable[[str], str]) -> None:
    award = award_of(f"对国家高新技术企业，按设备购置额的10%给予补助，{limit}。")
    assert award == f"10% of equipment_purchase@annual cap {expected}"


NOTHING = [
    "第二条 对已按项目投资的20%给予补助的企业，加强跟踪服务。",
    "第二条 支持企业扩大投资，政府持股比例不超过10%。",
]


@pytest.mark.parametrize("other", NOTHING)
def test_a_figure_that_grants_nothing_makes_no_item(
    other: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of("第一条 对国家高新技术企业，给予10万元奖励。\n" + other)
    assert len(draft.ruleset.rules) == 1
