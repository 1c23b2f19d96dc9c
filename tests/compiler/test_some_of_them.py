"""What is said of some: taken out again, an easier bound of theirs, a share of theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.benefit import Award
from rules.condition import Condition
from rules.rule import Rule

TAKEN_OUT_BEHIND = [
    ("对规模以上仓储企业给予8万元奖励，劳务外包企业除外。", "?劳务外包企业"),
    ("对在本区注册的企业给予6万元补助，烟草批发类企业不在此列。", "industry in 烟草批发类"),
    ("对在本区注册的企业给予6万元补助，最高9万元，已享受省级补贴的除外。", "?已享受省级补贴"),
]


@pytest.mark.parametrize(("said", "out"), TAKEN_OUT_BEHIND)
def test_the_last_words_behind_a_benefit_shut_out(
    said: str, out: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    rule = rule_of(f"第一条 {said}")
    assert [short_of(c) for c in rule.unless] == [out]


def test_another_provision_left_alone_shuts_nobody_out(rule_of: Callable[[str], Rule]) -> None:
    assert rule_of("第一条 对在本区注册的企业给予6万元补助，法律另有规定的除外。").unless == ()


TAKEN_OUT_OF_A_KIND = [
    ("在本市注册的工业企业，烟草制造业企业除外", "not(industry in 烟草制造业)"),
    ("在本市注册的服务业企业，但房地产业、金融业企业除外", "not(industry in 房地产业|金融业)"),
    ("在本市注册的商贸企业，分公司不在此列", "not ?分公司"),
]


@pytest.mark.parametrize(("kind", "asked"), TAKEN_OUT_OF_A_KIND)
def test_a_definition_denies_whom_its_last_words_take_out(
    kind: str, asked: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    rule = rule_of(
        f"第一条 本办法所称扶优企业，是指{kind}。\n第二条 扶优企业购置设备的，给予10万元补助。"
    )
    assert asked in short_of(rule.when)


IN_A_ROW = [
    ("国家级绿色工厂，以及经市工信局认定的绿色园区", "国家级绿色工厂|绿色园区"),
    ("老字号企业以及获得省文旅厅命名的非遗体验基地", "老字号|非遗体验基地"),
    (
        "经认定的专精特新企业、单项冠军企业以及经市工信局评定的链主企业",
        "专精特新中小企业|单项冠军企业|链主企业",
    ),
]


@pytest.mark.parametrize(("who", "titles"), IN_A_ROW)
def test_titles_of_several_kinds_of_recipients_are_alternatives(
    who: str, titles: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    assert short_of(rule_of(f"第一条 对{who}，给予10万元奖励。").when) == f"titles has {titles}"


BOUNDS = [
    (
        "职工人数不少于30人，其中小微企业不少于10人",
        "any(employees@now >= 30人; all(enterprise_size in 小型|微型; employees@now >= 10人))",
    ),
    (
        "资产负债率不超过70%，其中农业企业不超过80%",
        "any(debt_ratio@now <= 70%; all(industry in 农业; debt_ratio@now <= 80%))",
    ),
    (
        "上年度研发费用占营业收入的比例不低于4%，其中上年度营业收入3亿元以上的，该比例不低于3%",
        "any(rd_expense/revenue@Y-1 >= 4%; all(revenue@Y-1 >= 3亿元;"
        " rd_expense/revenue@Y-1 >= 3%))",
    ),
    (
        "成立满3年，注册在山岭县的，成立满1年",
        "any(years_established@now >= 3年; all(registered_region in 山岭县;"
        " years_established@now >= 1年))",
    ),
    # harder for the class: the bound of all does not let it in
    (
        "上年度营业收入不低于2000万元，其中制造业企业不低于5000万元",
        "all(revenue@Y-1 >= 2000万元; any(not(industry in 制造业); revenue@Y-1 >= 5000万元))",
    ),
    # some of those counted are no class of applicants
    (
        "职工人数不少于30人，其中研发人员不少于5人",
        "all(employees@now >= 30人; rd_staff@now >= 5人)",
    ),
]


@pytest.mark.parametrize(("asked", "expected"), BOUNDS)
def test_a_class_meets_its_own_bound(
    asked: str, expected: str, rule_of: Callable[[str], Rule], short_of: Callable[[Condition], str]
) -> None:
    rule = rule_of(
        f"第一条 申报企业应当符合下列条件：\n（一）{asked}；\n（二）信用良好。\n"
        "第二条 对购置设备的企业，给予10万元奖励。"
    )
    assert expected.removeprefix("all(").removesuffix(")") in short_of(rule.when)


SHARES = [
    (
        "企业投保货运保险的，根据上年度实缴保费给予补助，首年投保的补助比例为50%，"
        "续保的补助比例为25%，每家企业每年不超过20万元。",
        "highest of {?首年投保 -> 50% of insurance_premium@Y-1; ?续保 -> 25% of"
        " insurance_premium@Y-1} cap 20万元/enterprise_year",
    ),
    (
        "养殖户投保生猪保险的，对保险费给予补贴：能繁母猪补贴80%，育肥猪补贴70%。",
        "highest of {?能繁母猪 -> 80% of insurance_premium@annual; ?育肥猪 -> 70% of"
        " insurance_premium@annual}",
    ),
    (
        "企业开展节能改造的，以设备购置费用为基数给予资助，其中小微企业资助比例为40%，"
        "其他企业资助比例为20%。",
        "highest of {enterprise_size in 中型|小型|微型 -> 40% of equipment_purchase@annual;"
        " not(enterprise_size in 中型|小型|微型) -> 20% of equipment_purchase@annual}",
    ),
    (
        "企业以订单质押方式取得贷款的，按照实际支付利息的30%给予贴息，其中首次取得贷款的企业，"
        "贴息比例为50%。",
        "highest of {?企业以订单质押方式取得贷款 -> 30% of loan_interest@annual; ?首次取得贷款 ->"
        " 50% of loan_interest@annual}",
    ),
]


@pytest.mark.parametrize(("said", "expected"), SHARES)
def test_each_class_has_its_share_of_what_was_announced(
    said: str, expected: str, rule_of: Callable[[str], Rule], worth_of: Callable[[Award], str]
) -> None:
    assert worth_of(rule_of(f"第一条 {said}").award) == expected
