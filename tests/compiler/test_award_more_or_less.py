"""Limits whose word stands behind, tenths, what is taken off, paid besides, for each kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

LIMITS_BEHIND = [
    (
        "对租用冷库的企业，按实际租金的三成给予补贴，每家企业每年补贴以12万元为上限",
        "30% of rent_paid@annual cap 12万元/enterprise_year",
    ),
    (
        "对更新设备的企业，按设备购置额的六成五给予补贴，以80万元为限",
        "65% of equipment_purchase@annual cap 80万元/item",
    ),
    (
        "对参加境外展会的企业，补助展位费的一半，5万元封顶",
        "50% of exhibition_cost@now cap 5万元/item",
    ),
    (
        "对投保的企业，按实缴保费的百分之六十给予补助，每个展会以三万元为上限",
        "60% of insurance_premium@annual cap 3万元/item",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), LIMITS_BEHIND)
def test_tenths_are_shares_and_a_limit_may_be_named_behind_its_sum(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


TAKEN_OFF = [
    "原已领取较低等级奖励的，只发给差额部分",
    "此前已就较低等级领取的奖励应予扣除",
    "已享受低等级奖励的，扣除已享受部分",
]


@pytest.mark.parametrize("rest", TAKEN_OFF)
@pytest.mark.parametrize("joint", ["，", "；", "。"])
def test_what_was_paid_for_a_lower_grade_is_taken_off(
    rest: str, joint: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对获得特级、一级资质的企业，分别奖励90万元、35万元{joint}{rest}。")
    assert award.startswith("top up received_support@now to highest of {")
    assert award.endswith("-> 35万元}")


HIGHER_GRANTS = [
    (
        "对获得省级资助的项目，按省级资助额的40%给予配套，省、区两级资助合计不得超过项目总投资的30%",
        "lesser of {40% of upper_grant@now; "
        "top up upper_grant@now to 30% of project_investment@now}",
    ),
    (
        "对购买设备的企业，按设备购置额的20%给予补助，上级补助和区级补助合计不超过设备购置额",
        "lesser of {20% of equipment_purchase@annual; "
        "top up upper_grant@now to 100% of equipment_purchase@annual}",
    ),
    (
        "对自建仓库的企业，给予60万元补助。已领取市级补助的，只发放高出市级补助的部分",
        "top up upper_grant@now to 60万元",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), HIGHER_GRANTS)
def test_grants_of_two_levels_together_leave_the_rest(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert award_of(f"{grant}。") == expected


BESIDES = [
    ("带动就业5人以上的，再增加3000元", "3000元"),
    ("考核优秀的，另行给予2万元运营奖励", "2万元"),
    ("上年度营业收入增长20%以上的，在上述补助之外再增加8万元", "8万元"),
]


@pytest.mark.parametrize(("rest", "added"), BESIDES)
@pytest.mark.parametrize("joint", ["；", "。"])
def test_a_sum_paid_besides_is_not_lost(
    rest: str, added: str, joint: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对新设立的研发机构，给予一次性奖励10万元{joint}{rest}。")
    assert award.startswith("sum of {")
    assert award.endswith(f"-> {added}}}")


def test_slices_keep_what_is_paid_besides(award_of: Callable[[str], str]) -> None:
    award = award_of(
        "对企业上年度研发费用实行分段补助，其中800万元（含）以内的部分按4%补助，"
        "800万元以上的部分按6%补助，年度补助总额最高200万元。"
        "上年度研发费用同比增长25%以上的，在前述补助之外再增加15万元。"
    )
    assert "slice by rd_expense@Y-1" in award
    assert "cap 200万元/enterprise_year; growth(rd_expense@Y-1) >= 25% -> 15万元}" in award


EACH_KIND = [
    (
        "企业主导制定国际标准、国家标准的，每项分别奖励40万元、20万元",
        "sum of {?主导制定国际标准 -> 40万元 per ?制定国际标准@now; "
        "?主导制定国家标准 -> 20万元 per ?制定国家标准@now}",
    ),
    (
        "养老机构收住重度失能老年人的，每人每月350元；收住中度失能老年人的，每人每月180元",
        "sum of {?收住重度失能老年人 -> 350元 per ?收住重度失能老年人数@now per month; "
        "?收住中度失能老年人 -> 180元 per ?收住中度失能老年人数@now per month}",
    ),
    (
        "对学校，每培养1名高级工补贴1800元，每培养1名技师补贴3200元",
        "1800元 per ?培养高级工@now; ",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), EACH_KIND)
def test_each_kind_is_counted_by_itself_and_all_are_paid(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{grant}。")
    assert award.startswith("sum of {")
    assert expected in award


def test_a_class_of_one_thing_is_paid_once(award_of: Callable[[str], str]) -> None:
    award = award_of(
        "新建住宅项目取得二星级标识的，每平方米奖励20元；取得三星级标识的，每平方米奖励45元。"
    )
    assert award.startswith("highest of {")


OTHERS = [
    ("小型、微型企业按保费的90%补助，其他企业按保费的70%补助", "enterprise_size in 小型|微型"),
    ("国家高新技术企业给予10万元奖励，其余企业给予4万元奖励", "titles has 国家高新技术企业"),
    ("对制造业企业按设备购置额的20%补助，对其他企业按设备购置额的8%补助", "industry in 制造业"),
]


@pytest.mark.parametrize(("grant", "named"), OTHERS)
def test_the_others_are_those_no_class_names(
    grant: str, named: str, award_of: Callable[[str], str]
) -> None:
    assert f"not({named})" in award_of(f"{grant}。")


CLASS_LIMITS = [
    (
        "按审定投资的25%给予支持，国家级项目不超过400万元，省级项目不超过150万元",
        "titles has 国家级项目 -> 25% of ?审定投资@now cap 400万元/item",
    ),
    (
        "按实际租金的40%给予补助，期限最长3年；其中，独角兽企业、瞪羚企业累计最高分别不超过900万元、300万元",
        "cap 300万元/total",
    ),
    (
        "按设备购置额的20%给予补助，制造业企业最高260万元，软件业企业最高90万元，单个企业累计不超过500万元",
        "cap 90万元/item} cap 500万元/total",
    ),
]


@pytest.mark.parametrize(("grant", "expected"), CLASS_LIMITS)
def test_limits_of_classes_make_alternatives(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{grant}。")
    assert award.startswith("highest of {")
    assert expected in award


def test_a_grant_without_a_figure_pays_up_to_its_limits(award_of: Callable[[str], str]) -> None:
    award = award_of(
        "对符合条件的首台套装备给予奖励，单个产品最高不超过260万元，单个企业最高不超过520万元。"
    )
    assert award == "260万元 ceiling cap 520万元/enterprise"


SLICES = [
    "发运集装箱20个以上的，自第1个起每箱支持700元；超过200个的部分，每箱支持1100元",
    "年度航班200班以内的，每班补贴700元；超过200班的部分，每班补贴1100元",
    "节能量200吨标准煤以内的部分，每吨奖励700元；超过200吨标准煤的部分，每吨奖励1100元",
]


@pytest.mark.parametrize("grant", SLICES)
def test_the_first_so_many_units_and_those_above_them(
    grant: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"对企业，{grant}。")
    assert award.startswith("sum of {")
    assert "700元 per " in award
    assert " at most 200" in award
    assert " from 200" in award
