"""Sums, shares and limits of several recipients in one sentence, each given to its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

LIMITS_BY_CLASS = [
    # two limits a class, in the sentence and behind semicolons
    (
        "对采购本区设备的企业，按采购额的4%给予奖励，其中，非医药类企业每家最高60万元，每年度合计最高500万元；"
        "医药类企业每家最高200万元，每年度合计最高900万元。",
        "highest of {not(industry in 医药类) -> 4% of ?采购额@now cap 60万元/enterprise cap "
        "500万元/enterprise_year; industry in 医药类 -> 4% of ?采购额@now cap 200万元/enterprise "
        "cap 900万元/enterprise_year}",
    ),
    # a sentence of limits of its own
    (
        "对完成检测的企业，按检测费用的30%给予补助。针对小型企业，补助金额最高不超过8万元，累计最高不超过20万元；"
        "针对中型企业，补助金额最高不超过5万元，累计最高不超过12万元。",
        "highest of {enterprise_size in 小型 -> 30% of certification_cost@annual cap 8万元/item "
        "cap 20万元/total; enterprise_size in 中型 -> 30% of certification_cost@annual cap "
        "5万元/item cap 12万元/total}",
    ),
    # the class has no comma of its own, and a last limit is that of them all
    (
        "对入选单位按研发费用的9%给予补助，国家级平台最高260万元，省级平台最高90万元，"
        "每家企业每年最高400万元。",
        "highest of {titles has 国家级平台 -> 9% of rd_expense@annual cap 260万元/item; titles has "
        "省级平台 -> 9% of rd_expense@annual cap 90万元/item} cap 400万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), LIMITS_BY_CLASS)
def test_each_class_has_all_its_limits(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause) == expected


WITHOUT_DUI = [
    (
        "对开展节水改造的企业按投资额的12%给予补助，示范项目可给予最高70万元补助。",
        "highest of {?开展节水改造 -> 12% of project_investment@now; ?示范项目 -> 70万元 ceiling}",
    ),
    (
        "对取得设备贷款的企业给予1.5个百分点的贴息，重大项目可全额贴息。",
        "?重大项目 -> 100% of loan_interest@annual}",
    ),
    (
        "对新开办的托育机构每个托位补助2500元，普惠机构可提高至每个托位4000元。",
        "?普惠机构 -> 4000元 per ?托位@now}",
    ),
    # one figure alone behind 其中, and the limit behind it is of both
    (
        "对药材加工项目，按投资额的16%给予补助，其中偏远乡镇22%，单个项目最高70万元。",
        "highest of {?药材加工项目 -> 16% of project_investment@now; ?偏远乡镇 -> 22% of "
        "project_investment@now} cap 70万元/project",
    ),
    (
        "对参展企业按展位费的40%补贴，小微企业60%，每家每年最高7万元。",
        "enterprise_size in 小型|微型 -> 60% of exhibition_cost@now} cap 7万元/enterprise_year",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), WITHOUT_DUI)
def test_a_recipient_behind_a_comma_has_its_own_figure(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause).endswith(expected)


TO_EACH = [
    (
        "对成功引进领军人才的，分别给予用人单位6万元、人才本人12万元奖励。",
        "highest of {entity_type in 用人单位 -> 6万元; ?人才本人 -> 12万元}",
    ),
    (
        "对获得市级技能大赛金奖的，给予选手2万元、指导教师8000元奖励。",
        "highest of {?选手 -> 2万元; ?指导教师 -> 8000元}",
    ),
    (
        "对完成专利转让的，给予高校院所成交额的3%奖励、给予中介机构成交额的1%奖励。",
        "highest of {entity_type in 高校院所 -> 3% of ?成交额@now; entity_type in 中介机构 -> "
        "1% of ?成交额@now}",
    ),
]


@pytest.mark.parametrize(("clause", "expected"), TO_EACH)
def test_each_of_several_who_are_paid_is_a_case(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause) == expected


def test_what_a_body_is_paid_for_each_it_takes_on_is_counted(
    award_of: Callable[[str], str],
) -> None:
    award = award_of("对招用残疾人的，给予企业每人3000元、给予个人每人1500元的一次性补贴。")
    assert award.startswith("highest of {entity_type in 企业 -> 3000元 per ")
    assert award.endswith("?个人 -> 1500元}")


@pytest.mark.parametrize(
    "clause",
    [
        "对获评市级绿色工厂的企业追加奖励18万元，对通过节水认证的再追加奖励9万元。",
        "对取得专精特新认定的，追加奖励16万元；通过两化融合贯标的，再追加4万元。",
        "对升规企业追加奖励11万元；研发费用增长20%以上的，再增加3万元。",
    ],
)
def test_more_on_top_of_more_adds_up(clause: str, award_of: Callable[[str], str]) -> None:
    assert award_of(clause).startswith("sum of ")


@pytest.mark.parametrize(
    "clause",
    [
        "在省级补助的基础上，按1:0.6给予配套，最高70万元。",
        "对省级立项的项目，在省级资助基础上按60%给予配套资助，最高70万元。",
        "对获得国家科技奖的单位，在国家奖励资金的基础上按60%给予配套，最高70万元。",
    ],
)
def test_what_is_matched_stands_before_the_verb(
    clause: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(clause) == "60% of upper_grant@now cap 70万元/item"


def test_a_share_that_no_recipient_could_be_found_for_is_told(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of("第一条 对改造项目按投资额的10%给予补助；特殊情形另议按25%。")
    assert any(d.severity.value == "error" for d in draft.diagnostics)


@pytest.mark.parametrize(
    "condition",
    ["申请当月前连续6个月缴纳社会保险", "近期连续9个月正常经营", "连续12个月在本市就业"],
)
def test_how_long_something_was_done_is_no_term_of_the_award(
    condition: str, draft_of: Callable[..., Draft]
) -> None:
    text = (
        f"一、招用补贴\n补贴条件：招用员工（签订1年以上期限劳动合同、{condition}）的企业。\n"
        "补贴标准：每招用1人给予2200元补贴，总额最高4万元。"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert rule.award.lasting is None


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "对在主板上市的企业，分阶段给予总额400万元奖励，其中完成股改奖励80万元，完成辅导备案奖励120万元，"
            "成功上市奖励200万元。",
            "sum of {?完成股改 -> 80万元; ?完成辅导备案 -> 120万元; ?成功上市 -> 200万元}",
        ),
        (
            "对新建的驿站，分两期给予合计30万元补助，其中主体封顶补助12万元，通过验收补助18万元。",
            "-> 18万元}",
        ),
        (
            "对研制新药的企业，最高给予900万元资助，其中获批临床资助400万元，取得生产批件资助500万元。",
            "-> 400万元; ",
        ),
    ],
)
def test_stages_of_a_sum_told_whole_add_up_to_it(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(clause)
    assert award.startswith("sum of ")
    assert expected in award


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (
            "对自建仓库、租赁仓库的企业，分别按建设投资的12%、年租金的35%给予补助。",
            "highest of {?自建仓库 -> 12% of construction_cost@now; ?租赁仓库 -> 35% of "
            "rent_paid@annual}",
        ),
        (
            "对取得贷款、取得担保的养殖场，分别按贷款利息的40%、担保费的70%给予补助。",
            "40% of loan_interest@annual; ",
        ),
        ("对养殖场，按贷款利息的40%、担保费的70%给予补助。", "sum of {"),
    ],
)
def test_shares_of_several_costs_go_with_their_classes_where_the_text_says_so(
    clause: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert expected in award_of(clause)


def test_the_whole_cost_of_some_is_a_share_like_that_of_the_others(
    award_of: Callable[[str], str],
) -> None:
    award = award_of(
        "对投保农产品险的企业，按实缴保费的45%给予扶持；其中对小微企业统保部分全额补助，"
        "每家企业每年最高不超过9万元。"
    )
    assert award.endswith("-> 100% of insurance_premium@annual} cap 9万元/enterprise_year")
