"""Limits whose word stands behind, tenths, what is taken off, paid besides, for each kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft

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


RAISED_FOR_SOME = [
    (
        "对参加目录内展会的企业，补助展位费的六成；对参加目录外展会的企业，补助展位费的三成。"
        "上年度出口额低于900万元的企业，补助比例在此基础上各提高一成",
        ("70% of exhibition_cost@now", "40% of exhibition_cost@now"),
    ),
    (
        "取得国家级、省级示范的企业，分别给予80万元、40万元奖励；在乡镇注册的，奖励标准上浮50%",
        ("120万元", "60万元"),
    ),
    (
        "重度失能老年人每月500元；中度失能老年人每月200元。属于孤寡老人的，前款标准上浮20%",
        ("600元", "240元"),
    ),
]


@pytest.mark.parametrize(("grant", "raised"), RAISED_FOR_SOME)
def test_an_uplift_raises_every_alternative_before_it(
    grant: str, raised: tuple[str, str], award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{grant}。")
    assert award.startswith("highest of {")
    assert all(f"-> {sum_}" in award for sum_ in raised)


TERMS = [
    ("招用毕业生的，每人每月补贴600元，最长补10个月", " per month for 10个月"),
    ("租房的，按月租金的40%给予补贴，每月最高700元，期限最长10个月", " per month for 10个月"),
    ("建成新厂的，给予400万元奖励，投产当年和次年各拨付一半", "400万元 in 50%/50%"),
]


@pytest.mark.parametrize(("grant", "expected"), TERMS)
def test_how_long_and_in_which_parts(
    grant: str, expected: str, award_of: Callable[[str], str]
) -> None:
    assert expected in award_of(f"企业{grant}。")


LEVELS = [
    ("经评定达到五级、四级的养老机构，分别给予18万元、9万元奖励", "五级养老机构"),
    ("经评估达到甲级、乙级的检测中心，依次给予18万元、9万元奖励", "甲级检测中心"),
    (
        "支持对象：首次列入国家级、省级绿色工厂名单的企业。\n支持标准：国家级18万元，省级9万元",
        "国家级绿色工厂",
    ),
]


@pytest.mark.parametrize(("grant", "title"), LEVELS)
def test_a_bare_level_is_that_of_the_title_or_of_who_holds_it(
    grant: str, title: str, award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{grant}。")
    assert f"[{title}]" in award or f" {title} -> 18万元" in award


TABLES = [
    (
        "新增床位的机构，按照表1给予补助，每家机构累计不超过200万元。\n"
        "床位类别 | 补助标准（元/张）\n护理型床位 | 9000\n普通床位 | 5000",
        ("sum of {", "-> 9000元 per ", "} cap 200万元/total"),
    ),
    (
        "购置车辆的企业，按下表给予补助，每家单位补助总额不超过50万元。\n"
        "车辆类型 | 补助标准（万元/辆）\n新能源冷藏车 | 3\n其他冷藏车 | 1",
        ("sum of {", "-> 3万元 per ", "} cap 50万元/enterprise"),
    ),
    (
        "企业租用算力的，根据上年度实际支付的算力服务费，按照下表核定的比例和限额兑付算力券。\n"
        "主体 | 上年度实际支付的算力服务费 | 兑付比例 | 年度限额\n"
        "科技型中小企业 | 10万元以上 | 45% | 30万元\n其他企业 | 40万元以上 | 25% | 90万元",
        (
            "45% of ?实际支付的算力服务费@Y-1 cap 30万元/enterprise_year",
            "not(titles has 科技型中小企业)",
        ),
    ),
]


@pytest.mark.parametrize(("grant", "expected"), TABLES)
def test_tables_pay_by_the_piece_and_by_thresholds(
    grant: str, expected: tuple[str, ...], award_of: Callable[[str], str]
) -> None:
    award = award_of(grant)
    assert all(words in award for words in expected)


LISTED = [
    (
        "用人单位新增宿舍40套以上的，按以下标准给予一次性奖励，单个项目最高180万元：\n"
        "（一）利用自有用地新建的，每套9000元；\n（二）利用闲置房屋改造的，每套4000元",
        ("9000元 per ", "4000元 per ", "cap 180万元/project"),
    ),
    (
        "对航线运营企业给予补助：远洋航线每航班7万元，近洋航线每航班2万元，内贸航线每航班6000元",
        ("7万元 per ", "2万元 per ", "6000元 per "),
    ),
    (
        "最低生活保障对象按购置费用的90%补贴，低保边缘家庭成员按70%补贴，其他人员按40%补贴",
        ("90% of ?购置费用", "70% of ?购置费用", "40% of ?购置费用"),
    ),
]


@pytest.mark.parametrize(("grant", "expected"), LISTED)
def test_no_sum_of_a_list_of_classes_is_lost(
    grant: str, expected: tuple[str, ...], award_of: Callable[[str], str]
) -> None:
    award = award_of(f"{grant}。")
    assert all(words in award for words in expected)


ADDED_TO_SEVERAL = [
    "残疾等级为一级的，给予9000元创业补贴；残疾等级为二级的，给予5000元创业补贴。"
    "吸纳残疾人就业的，每吸纳1人增加1500元",
    "对国家级、省级园区，分别给予90万元、40万元奖励。考核优秀的，再增加10万元",
    "一类企业给予30万元奖励；二类企业给予10万元奖励；被评为示范的，再增加3万元",
]


@pytest.mark.parametrize("grant", ADDED_TO_SEVERAL)
def test_what_is_added_to_several_asks_of_nobody_to_be_the_first(
    grant: str, draft_of: Callable[..., Draft], short_of: Callable[[Condition], str]
) -> None:
    (rule,) = draft_of(f"第一条 {grant}。").ruleset.rules
    assert rule.award.kind == "cases"
    assert rule.award.choose == "sum"
    either = short_of(rule.when)  # 国家级、省级园区 are two values of one leaf
    assert either.startswith("any(") or "国家级园区|省级园区" in either
