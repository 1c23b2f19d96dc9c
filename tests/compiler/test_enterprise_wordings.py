"""Wordings of measures for enterprises: names in brackets, payers, standards, grades, layers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft
from rules.rule import Rule

NAMED = [
    "第二条【适用范围】本措施适用于在青屏区登记注册的石雕企业。\n第三条【升规奖励】",
    "第二条 （适用范围）本措施适用于在青屏区登记注册的石雕企业。\n第三条（升规奖励）",
    "第二条 【适用范围】\n本措施适用于在青屏区登记注册的石雕企业。\n第三条【升规奖励】\n",
]


@pytest.mark.parametrize("text", NAMED)
def test_the_name_of_an_article_in_brackets_asks_nothing(
    text: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"{text}对购置切割设备的企业，给予8万元奖励。").ruleset.rules
    assert rule.title == "升规奖励"
    assert parts_of(rule) == [
        "registered_region in 青屏区",
        "industry in 石雕",
        "?购置切割设备",
    ]


def test_brackets_that_leave_somebody_out_name_no_article(draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of("第五条（不含外资）企业购置窑炉的，按投资额的3%给予补助。").ruleset.rules
    assert rule.title != "不含外资"


PAYERS = [
    "对购置窑炉的企业，省级财政将按设备投资额的6%给予补助。",
    "对购置窑炉的企业，由市财政部门按设备投资额的6%给予补助。",
    "对购置窑炉的企业，开发区财政按照设备投资额的6%给予补助。",
    "在市级补助的基础上，对购置窑炉的企业按设备投资额的6%给予补助。",
]


@pytest.mark.parametrize("grant", PAYERS)
def test_who_pays_is_no_condition_and_no_base(
    grant: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    assert short_of(rule.when) == "?购置窑炉"
    assert rule.award.kind == "rate"
    assert "财政" not in str(rule.award.base)


@pytest.mark.parametrize(
    "more", ["，高新区再给予2万元。", "；市级财政再给予2万元。", "，开发区另行给予2万元奖励。"]
)
def test_what_another_pays_besides_is_added(more: str, award_of: Callable[[str], str]) -> None:
    found = award_of(f"对获得省级窑火创新奖的企业，奖励3万元{more}")
    held = "awards_won has 省级窑火创新奖"
    assert found == f"sum of {{{held} -> 3万元; {held} -> 2万元}}"


@pytest.mark.parametrize(
    ("grant", "expected"),
    [
        (
            "按核定的年节水量，陶瓷项目以3元/吨的标准予以奖励，造纸项目以5元/吨的标准予以奖励。",
            "highest of {?陶瓷项目 -> 3元 per ?核定的年节水量@annual; "
            "?造纸项目 -> 5元 per ?核定的年节水量@annual}",
        ),
        (
            "对回收企业，按年回收量每吨补助30元。奖励封顶40万元。",
            "30元 per ?年回收量@annual cap 40万元/item",
        ),
        (
            "对纺织企业按每台2000元的标准给予补助，化纤企业按每台3000元的标准给予补助。",
            "highest of {industry in 纺织 -> 2000元 per ?台数@now; "
            "industry in 化纤 -> 3000元 per ?台数@now}",
        ),
    ],
)
def test_a_standard_for_each_unit_is_paid_to_each_class(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(grant) == expected


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ("通过市级、省级、国家级绿色工厂验收的企业分别一次性奖励", "市级 省级 国家级"),
        ("获评区级、市级、省级标准窑厂的单位依次一次性奖励", "区级 市级 省级"),
        ("列入县级、市级、省级示范窑厂的企业各奖励", "县级 市级 省级"),
    ],
)
def test_sums_in_parallel_need_no_comma_before_them(
    who: str, levels: str, award_of: Callable[[str], str]
) -> None:
    found = award_of(f"对{who}2万元、5万元、9万元。")
    assert found.startswith("highest of {")
    assert [level in found for level in levels.split()] == [True] * 3
    assert [f"-> {sum_}万元" in found for sum_ in (2, 5, 9)] == [True] * 3


@pytest.mark.parametrize(
    ("who", "first", "last"),
    [
        ("首次通过数据安全能力认证达到3级、4级", "数据安全能力3级认证", "数据安全能力4级认证"),
        ("首次取得运维服务认证达到二级、一级", "运维服务二级认证", "运维服务一级认证"),
        ("新通过两化融合管理体系贯标达到A级、AA级", "管理体系贯标A级", "管理体系贯标AA级"),
    ],
)
def test_the_grades_a_certificate_reached_keep_its_name(
    who: str, first: str, last: str, award_of: Callable[[str], str]
) -> None:
    found = award_of(f"对{who}的企业，分别奖励3万元、6万元。")
    one, other = found.split("; ")
    assert first in one
    assert one.endswith("3万元")
    assert last in other
    assert other.endswith("6万元}")


@pytest.mark.parametrize(
    ("who", "values"),
    [
        ("新获区、市、省政府质量奖", ("区政府质量奖", "市政府质量奖", "省政府质量奖")),
        ("首次获得县、市、省政府质量奖", ("县政府质量奖", "市政府质量奖", "省政府质量奖")),
    ],
)
def test_levels_said_before_a_prize_are_each_its_own(
    who: str, values: tuple[str, ...], award_of: Callable[[str], str]
) -> None:
    found = award_of(f"对{who}的企业，分别奖励2万元、4万元、6万元。")
    for value, amount in zip(values, ("2万元", "4万元", "6万元"), strict=True):
        assert f"{value} -> {amount}" in found


def test_each_of_a_chain_has_its_sum(award_of: Callable[[str], str]) -> None:
    found = award_of(
        "参与制定国际标准的奖励30万元，参与制定国家标准的奖励12万元，参与制定团体标准的奖励2万元。"
    )
    assert found == (
        "highest of {?参与制定国际标准 -> 30万元; ?参与制定国家标准 -> 12万元; "
        "?参与制定团体标准 -> 2万元}"
    )


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("年营业额达到2000万的企业", "revenue@annual >= 2000万元"),
        ("上年度纳税额超过300万，", "tax_paid@Y-1 > 300万元"),
        ("注册资本不低于1亿的企业", "registered_capital@now >= 1亿元"),
    ],
)
def test_a_sum_without_its_unit_is_money_behind_the_name_of_one(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{who}") == [expected]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("首次在新三板挂牌进入基础层", "first listing_stage has 新三板基础层挂牌"),
        ("首次挂牌进入创新层", "first listing_stage has 新三板创新层挂牌"),
        ("新三板创新层挂牌", "listing_stage has 新三板创新层挂牌"),
    ],
)
def test_the_layer_of_the_board_is_the_stage(
    who: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{who}的企业") == [expected]


@pytest.mark.parametrize(
    ("clause", "kind"),
    [
        ("项目不可同时享受其他省级专项资金补助", "exclusive_with"),
        ("本条奖励与市级同类奖励不允许叠加享受", "exclusive_with"),
        ("各项奖励可以同时享受", "cumulative"),
    ],
)
def test_what_may_not_be_had_together_is_not_added(
    clause: str, kind: str, draft_of: Callable[..., Draft]
) -> None:
    text = f"第一条 对购置窑炉的企业，奖励3万元。\n第二条 {clause}。"
    (rule,) = draft_of(text).ruleset.rules
    assert [s.kind for s in rule.stacking] == [kind]


@pytest.mark.parametrize(
    ("scope", "kinds"),
    [
        (
            "在本区经营的各类市场主体，包括：窑炉企业、釉料企业、陶瓷协会",
            ["entity_type in 窑炉企业|釉料企业|陶瓷协会"],
        ),
        (
            "在本区经营的单位，主要包括设计机构（含工作室）和检测机构",
            ["entity_type in 设计机构（含工作室）|检测机构"],
        ),
        (
            "在本区经营的企业，包括生产企业、行业协会等各类机构",
            ["entity_type in 生产企业|行业协会"],
        ),
    ],
)
def test_the_kinds_a_policy_is_for_are_alternatives(
    scope: str, kinds: list[str], draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    text = f"第二条 本办法适用于{scope}。\n第三条 对购置窑炉的单位，奖励3万元。"
    (rule,) = draft_of(text).ruleset.rules
    of = f"any({'; '.join(kinds)})" if len(kinds) > 1 else kinds[0]
    assert of in parts_of(rule)


def test_a_body_that_asks_others_is_no_office_behind_the_item(
    draft_of: Callable[..., Draft],
) -> None:
    text = "第一条 展会补助。\n对参加由区政府委托区商务局组织的展会的企业，每个展位补助3000元。"
    (rule,) = draft_of(text, head="青屏区促进会展业发展若干措施\n").ruleset.rules
    assert "参加" not in rule.department


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("地方贡献额同比增长10%以上", "60% of increment(local_contribution@annual)"),
        ("上年度营业收入增长20%以上", "60% of increment(revenue@Y-1)"),
        ("年出口额增长15%以上", "60% of increment(export_value@annual)"),
    ],
)
def test_an_increase_is_that_of_the_figure_whose_growth_is_asked(
    who: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"对{who}的企业，按增量的60%给予奖励。") == expected


def test_an_increase_of_nothing_named_is_reported(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 对购置窑炉的企业，按增量的60%给予奖励。")
    assert "PC305" in [d.code for d in draft.diagnostics]


@pytest.mark.parametrize(
    ("since", "lasting"),
    [
        ("自认定次年起连续3年，每年按", "3年"),
        ("自投产之日起2年内，每年按", "2年"),
        ("从签约当月起连续24个月，按", "24个月"),
    ],
)
def test_from_when_on_so_long_is_how_long_it_is_paid(
    since: str, lasting: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    text = f"第一条 租用厂房的企业，{since}租金的30%给予补贴。"
    (rule,) = draft_of(text).ruleset.rules
    assert str(rule.award.lasting) == lasting
    assert short_of(rule.when) == "?租用厂房"


@pytest.mark.parametrize(
    "lead",
    [
        "开展标杆窑厂评选工作，",
        "建立绿色工艺项目库，",
        "深入落实两业融合政策，",
    ],
)
def test_what_the_policy_does_itself_asks_nothing(
    lead: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    text = f"第一条 {lead}对购置窑炉的企业给予最高30万元奖励。"
    (rule,) = draft_of(text).ruleset.rules
    assert short_of(rule.when) == "?购置窑炉"


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [
        ("每年择优选取不超过5个、投资额不低于100万元的项目", "择优选取"),
        ("每年遴选不超过8个、投资额不低于100万元的项目", "遴选"),
    ],
)
def test_how_many_are_chosen_is_no_figure_of_the_applicant(
    chosen: str, asked: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"第一条 {chosen}，按投资额的20%给予补助。").ruleset.rules
    assert parts_of(rule) == [f"judged {asked}", "project_investment@now >= 100万元"]


@pytest.mark.parametrize(
    "told",
    [
        "；各县（市、区）按照不低于贷款额的1%给予贴息",
        "；各县级市可按贷款额的1%给予贴息",
        "；各区结合实际按贷款额的2%给予贴息",
    ],
)
def test_what_lower_authorities_are_told_to_pay_is_no_alternative(
    told: str, award_of: Callable[[str], str]
) -> None:
    found = award_of(f"对获得技改贷款的企业，市级财政按贷款本金的1%给予贴息{told}。")
    assert found == "1% of loan_principal@now"


@pytest.mark.parametrize("body", ["银行", "担保机构", "行业协会"])
def test_whom_a_lead_encourages_is_not_who_is_paid(
    body: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    text = f"第一条 鼓励{body}推出专项产品。对购置窑炉的企业，给予6万元奖励。"
    (rule,) = draft_of(text).ruleset.rules
    assert "entity_type" not in short_of(rule.when)


def test_a_limit_of_the_highest_amount_keeps_its_year(award_of: Callable[[str], str]) -> None:
    found = award_of(
        "对购置窑炉的企业，按投资额的5%给予奖励，单个企业每年最高奖励额度不超过40万元。"
    )
    assert found.endswith("cap 40万元/enterprise_year")


@pytest.mark.parametrize("name", ["世界企业500强", "长三角制造业100强", "民营服务业百强"])
def test_a_ranking_somebody_was_named_in_keeps_its_number(
    name: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对首次被评定为{name}的企业") == [f"first rankings has {name}"]
