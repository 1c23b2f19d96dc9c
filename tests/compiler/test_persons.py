"""People as policies describe them: certificates of disability, families, kinds as alternatives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft
from rules.rule import Rule

HELD = [
    ("具有本区户籍的持证残疾人，", ["household_region in 青屏区", "disability_certificate"]),
    (
        "一级、二级持证残疾人，",
        ["disability_certificate", "disability_grade in 一级|二级"],
    ),
    (
        "四级听力、言语残疾人，",
        ["disability_grade in 四级", "disability_kind in 听力残疾|言语残疾"],
    ),
    ("持证上肢残疾人，", ["disability_certificate", "?上肢残疾人"]),
    (
        "持有《中华人民共和国残疾人证》的一级至三级视力残疾学生，",
        [
            "disability_certificate",
            "disability_grade in 一级|二级|三级",
            "disability_kind in 视力残疾",
        ],
    ),
    (
        "持证重度残疾人家庭，",
        ["disability_certificate", "person_category has 重度残疾人"],
    ),
]


@pytest.mark.parametrize(("words", "expected"), HELD)
def test_certificate_grade_and_kind_of_a_disability_are_each_asked(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


FAMILY = [
    ("父母一方为重度残疾人的学生，", ["?父母一方为重度残疾人"]),
    ("监护人为退役军人的儿童，", ["?监护人为退役军人"]),
    ("家庭为低保家庭的学生，", ["person_category has 最低生活保障对象"]),
    (
        "所在家庭属于特困户或者零就业家庭的毕业生，",
        ["person_category has 特困人员|零就业家庭成员"],
    ),
    ("经三甲医院确诊患有罕见病的居民，", ["?经三甲医院确诊患有罕见病"]),
]


@pytest.mark.parametrize(("words", "expected"), FAMILY)
def test_what_a_parent_or_the_household_is_stays_theirs(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


KINDS = [
    (
        "服务对象：具有本区户籍的下列人员：（1）登记失业人员；（2）持证残疾人。",
        "any(person_category has 登记失业人员; disability_certificate)",
    ),
    (
        "服务对象：下列家庭：（1）有一级残疾人；（2）月收入低于2000元。",
        "any(disability_grade in 一级; ?月收入@now < 2000元)",
    ),
    (
        "服务对象：在本区就业的以下两类人才：①具有硕士学位；②持有本区居住证。",
        "any(education in 硕士; residence_permit)",
    ),
]


@pytest.mark.parametrize(("words", "expected"), KINDS)
def test_kinds_of_recipients_listed_in_one_sentence_are_alternatives(
    words: str,
    expected: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"一、生活补贴\n{words}\n补贴标准：每人每月300元。").ruleset.rules
    assert expected in parts_of(rule)


THINGS = [
    ("所购农机列入《云江市补贴机具目录》的，", ["product_catalogue has 云江市补贴机具目录"]),
    ("同一设备未获得过其他财政补助的，", ["not same_support_received"]),
    ("经区评估中心鉴定确有改造必要的，", ["judged 经区评估中心鉴定确有改造必要"]),
    ("房屋5年内无征收计划的，", ["?房屋5年内无征收计划"]),
    ("持有经营许可证书或者进货发票的，", ["any(?持有经营许可证书; ?持有进货发票)"]),
]


@pytest.mark.parametrize(("words", "expected"), THINGS)
def test_things_bought_found_or_planned(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


MISDEEDS = [
    ("企业应当如实提供材料；骗取资金的，追回已拨付的资金，三年内不再受理其申请。", "R36M"),
    ("以虚假合同套取补助的，予以全部追缴并取消其两年内申报资格。", "R24M"),
    ("养老机构须据实填报床位；虚报人数领取补贴的，如数退回并在五年内不得申请。", "R60M"),
    ("提供虚假材料的，不予受理；已经领取补贴的，由区财政局依法追回。", "now"),
]


@pytest.mark.parametrize(("words", "period"), MISDEEDS)
def test_what_follows_a_misdeed_shuts_nobody_out(
    words: str, period: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 对本区企业给予奖励10万元。\n第二条 {words}").ruleset.rules
    (shut_out,) = rule.unless
    assert shut_out.kind == "is"
    assert shut_out.attribute == "subsidy_fraud"
    assert shut_out.expected
    assert str(shut_out.period) == period


LISTS = [
    (
        "登记失业人员、退役军人以及毕业5年内的高校毕业生，",
        [
            "any(person_category has 登记失业人员|退役军人; "
            "all(years_since_graduation@now <= 5年; person_category has 高校毕业生))"
        ],
    ),
    (
        "就业困难人员和离校2年内未就业高校毕业生，",
        [
            "any(person_category has 就业困难人员; "
            "all(years_since_graduation@now <= 2年; person_category has 离校未就业高校毕业生))"
        ],
    ),
    (
        "在本区就业的下列人员：在校大学生，毕业3年以内的技工院校毕业生，农民工、脱贫人口，",
        [
            "employed_in_district",
            "any(person_category has 在校大学生; "
            "all(years_since_graduation@now <= 3年; person_category has 技工院校毕业生); "
            "person_category has 农民工|脱贫人口)",
        ],
    ),
]


@pytest.mark.parametrize(("words", "expected"), LISTS)
def test_a_figure_says_which_of_the_people_listed_it_is_of(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


RELAXED = [
    (
        "上年度裁员率不高于5%，参保人数20人以下的企业上年度裁员率不高于15%的，",
        "any(layoff_rate@Y-1 <= 5%; all(insured_employees@now <= 20人; layoff_rate@Y-1 <= 15%))",
    ),
    (
        "营业收入不低于500万元，成立3年以内的企业营业收入不低于100万元的，",
        "any(revenue@annual >= 500万元; "
        "all(years_established@now <= 3年; revenue@annual >= 100万元))",
    ),
    (
        "床位不少于50张，员工人数10人以下的机构床位不少于20张的，",
        "any(beds@now >= 50张; all(employees@now <= 10人; beds@now >= 20张))",
    ),
]


@pytest.mark.parametrize(("words", "expected"), RELAXED)
def test_a_class_with_a_bound_of_its_own_meets_either(
    words: str, expected: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == [expected]


HIRING = [
    ("招用员工并与其签订1年以上劳动合同的企业，", ["contract_term@now >= 1年"]),
    ("接收见习人员且见习时间不少于4个月的单位，", ["?见习时间@now >= 4个月"]),
    ("吸纳劳动者、在本区登记注册的企业，", ["registered_region in 青屏区"]),
]


@pytest.mark.parametrize(("words", "expected"), HIRING)
def test_taking_on_just_anybody_is_counted_and_not_asked(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


INSURED = [
    (
        "在本区参加失业保险并累计缴费24个月以上的职工，",
        ["?在本区参加失业保险", "unemployment_insured_months@now >= 24个月"],
    ),
    (
        "为其足额缴纳失业、工伤保险费6个月以上的，",
        ["?足额缴纳失业、工伤保险费@now >= 6个月"],
    ),
    ("安置退役军人稳定就业1年以上的，", ["?安置退役军人稳定就业@now >= 1年"]),
]


@pytest.mark.parametrize(("words", "expected"), INSURED)
def test_what_is_paid_for_whom_and_how_long_others_work(
    words: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(words) == expected


OR_THESE = [
    (
        "残疾等级为一级、二级的残疾人，以及残疾等级为三级的智力残疾人，每人每月补贴290元。",
        "any(disability_grade in 一级|二级; "
        "all(disability_grade in 三级; disability_kind in 智力残疾))",
    ),
    (
        "在本区就业的退役军人，以及家庭为低保家庭的学生，每人补贴500元。",
        "any(all(employed_in_district; person_category has 退役军人); "
        "person_category has 最低生活保障对象)",
    ),
    (
        "年满60周岁的居家老年人，以及持有残疾人证的居民，每人补贴100元。",
        "any(all(age@now >= 60年; home_care); disability_certificate)",
    ),
]


@pytest.mark.parametrize(("words", "expected"), OR_THESE)
def test_people_joined_by_as_well_as_are_alternatives(
    words: str,
    expected: str,
    draft_of: Callable[..., Draft],
    short_of: Callable[[Condition], str],
) -> None:
    (rule,) = draft_of(f"第一条 {words}").ruleset.rules
    assert short_of(rule.when) == expected


ANNOUNCED = [
    "年满80周岁的老年人享受高龄津贴：80周岁以上不满90周岁的，每人每月100元；90周岁以上的，每人每月200元。",
    "年满70周岁的居民享受长寿补贴：70周岁以上不满80周岁的，每人每月50元；80周岁以上的，每人每月80元。",
    "年满60周岁的居民领取养老服务补贴：60周岁以上不满70周岁的，每人每月30元；70周岁以上的，每人每月60元。",
]


@pytest.mark.parametrize("words", ANNOUNCED)
def test_what_people_are_to_get_is_not_asked_of_them(
    words: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {words}").ruleset.rules
    assert not [a for a in draft_of(f"第一条 {words}").ruleset.attributes if a.proposed]
    assert rule.award.kind == "tiers"


@pytest.mark.parametrize(
    "asked", ["按时申报残疾人就业保障金", "足额缴存农民工工资保障金", "设立专项救助金"]
)
def test_what_somebody_does_with_a_fund_is_asked(
    asked: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"{asked}的用人单位，") == [f"?{asked}"]
