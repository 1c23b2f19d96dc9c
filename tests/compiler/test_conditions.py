"""Drafting sentences and the conditions they state, by the modelling conventions.

Each row is one 「第一条 …给予一次性奖励10万元。」 of a text issued by 云江市青屏区, written as
``tests/compiler/conftest.py`` writes conditions.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler.fold import fold
from compiler.normalise import read_quantity
from rules.condition import AllOf, Authority, Compare, leaves
from rules.draft import Draft

Conditions = Callable[[str], list[str]]

FIGURES = [
    ("对上年度营业收入2000万元以上的企业，", ["revenue@Y-1 >= 2000万元"]),
    ("对上一年度营业收入不低于5000万元的企业，", ["revenue@Y-1 >= 5000万元"]),
    ("对2023年度营业收入达到1亿元的企业，", ["revenue@2023 >= 1亿元"]),
    ("对年营业收入超过3亿元的企业，", ["revenue@annual > 3亿元"]),
    ("对上年度营业收入突破10亿元的企业，", ["revenue@Y-1 > 10亿元"]),
    ("对上年度纳税额不低于20万元的企业，", ["tax_paid@Y-1 >= 20万元"]),
    ("对资产负债率不高于60%的企业，", ["debt_ratio@now <= 60%"]),
    ("对从业人员50人以上的企业，", ["employees@now >= 50人"]),
    ("对研发人员不少于20人的企业，", ["rd_staff@now >= 20人"]),
    ("对拥有发明专利5件以上的企业，", ["invention_patents@now >= 5件"]),
    (
        "对注册资本1000万元以上、员工人数30人以上的企业，",
        ["registered_capital@now >= 1000万元", "employees@now >= 30人"],
    ),
    ("对注册资本一亿二千万元以上的企业，", ["registered_capital@now >= 1.2亿元"]),
    # ranges
    (
        "对上年度营业收入5000万元（含）以上、1亿元（不含）以下的企业，",
        ["revenue@Y-1 >= 5000万元", "revenue@Y-1 < 1亿元"],
    ),
    (
        "对营业收入5000万元以上1亿元以下的企业，",
        ["revenue@annual >= 5000万元", "revenue@annual <= 1亿元"],
    ),
    (
        "对上年度营业收入在1000万元至5000万元之间的企业，",
        ["revenue@Y-1 >= 1000万元", "revenue@Y-1 <= 5000万元"],
    ),
    (
        "对年营业收入100万元至500万元（不含）的企业，",
        ["revenue@annual >= 100万元", "revenue@annual < 500万元"],
    ),
    # growth, shares, several years
    ("对上年度营业收入同比增长10%以上的企业，", ["growth(revenue@Y-1) >= 10%"]),
    ("对上年度营业收入增速不低于15%的企业，", ["growth(revenue@Y-1) >= 15%"]),
    ("对上年度营业收入实现正增长的企业，", ["growth(revenue@Y-1) > 0%"]),
    ("对上年度研发费用比上年增加300万元以上的企业，", ["increment(rd_expense@Y-1) >= 300万元"]),
    ("对上年度研发费用占营业收入比例不低于3%的企业，", ["rd_expense/revenue@Y-1 >= 3%"]),
    (
        "对近三年营业收入每年均不低于500万元的企业，",
        ["each(revenue@Y-3..Y-1) >= 500万元"],
    ),
    # alternatives
    (
        "对营业收入5000万元以上或者研发费用300万元以上的企业，",
        ["any(revenue@annual >= 5000万元; rd_expense@annual >= 300万元)"],
    ),
]

TIME = [
    ("对成立满一年的企业，", ["years_established@now >= 1年"]),
    ("对成立时间不超过5年的企业，", ["years_established@now <= 5年"]),
    ("对成立3年以内的企业，", ["years_established@now <= 3年"]),
    ("对60周岁以上的老年人，", ["age@now >= 60年"]),
    ("对不超过45周岁的创业者，", ["age@now <= 45年"]),
    ("对连续缴纳社会保险6个月以上的职工，", ["social_insurance_months@now >= 6个月"]),
    (
        "对2022年1月1日以后在本区注册的企业，",
        ["established_on within 2022-01-01..", "registered_region in 青屏区"],
    ),
    (
        "对毕业5年内的高校毕业生，",
        ["years_since_graduation@now <= 5年", "person_category has 高校毕业生"],
    ),
]

STANDING = [
    ("对具有独立法人资格的企业，", ["legal_person"]),
    ("对注册地在青屏区的企业，", ["registered_region in 青屏区"]),
    ("对在本市依法登记注册的企业，", ["registered_region in 云江市"]),
    (
        "对工商注册地、税务征管关系及统计关系在本区的企业，",
        [
            "registered_region in 青屏区",
            "tax_region in 青屏区",
            "statistics_region in 青屏区",
        ],
    ),
    ("对在本区实际居住的人员，", ["residence_region in 青屏区"]),
    ("对年满16周岁的本市户籍居民，", ["age@now >= 16年", "household_region in 云江市"]),
    ("对近三年无重大违法行为的企业，", ["not serious_violation@R36M"]),
    ("对未被列入严重失信主体名单的企业，", ["not dishonest_list"]),
    (
        "对近两年未发生安全生产事故和环境污染事故的企业，",
        ["not safety_accident@R24M", "not environmental_penalty@R24M"],
    ),
    ("对申报之日前24个月内无行政处罚记录的企业，", ["not administrative_penalty@R24M"]),
    ("对制造业企业，", ["industry in 制造业"]),
    ("对软件和信息服务业企业，", ["industry in 软件和信息服务业"]),
    ("对企业、社会组织或个体工商户，", ["entity_type in 企业|社会组织|个体工商户"]),
    ("对个体工商户、农民专业合作社，", ["entity_type in 个体工商户|农民专业合作社"]),
    ("对具有本科以上学历的人员，", ["education in 本科|硕士|博士"]),
    ("对登记失业人员、就业困难人员，", ["person_category has 登记失业人员|就业困难人员"]),
]

TITLES = [
    ("对国家高新技术企业，", ["titles has 国家高新技术企业"]),
    ("对首次认定为国家高新技术企业的，", ["first titles has 国家高新技术企业"]),
    ("对上年度新认定的国家高新技术企业，", ["first titles has 国家高新技术企业@Y-1"]),
    (
        "对国家高新技术企业或专精特新中小企业，",
        ["titles has 国家高新技术企业|专精特新中小企业"],
    ),
    (
        "对认定为国家级、省级、市级企业技术中心的企业，",
        ["titles has 国家级企业技术中心|省级企业技术中心|市级企业技术中心"],
    ),
    (
        "对获得省级以上工业设计中心称号的企业，",
        ["titles has 国家级工业设计中心|省级工业设计中心"],
    ),
    (
        "对获得市级以上科技奖励的企业，",
        ["awards_won has 国家级科技奖励|省级科技奖励|市级科技奖励"],
    ),
    ("对入选中国企业500强的企业，", ["rankings has 中国企业500强"]),
    (
        "对首次纳入规模以上工业企业统计库的企业，",
        ["first statistics_category has 规模以上工业企业"],
    ),
    (
        "对当年新增规模以上服务业企业，",
        ["first statistics_category has 规模以上服务业企业@Y"],
    ),
]

#: No attribute of the vocabulary is these, so each is proposed under its own name and unit.
PROPOSED = [
    ("对实际服务面积500平方米以上的机构，", ["?实际服务面积@now >= 500平方米"]),
    ("对导师服务人次不少于100人次的园区，", ["?导师服务人次@now >= 100人次"]),
    ("对配备专职辅导人员3名以上的机构，", ["?专职辅导人员@now >= 3人"]),
]


@pytest.mark.parametrize(("who", "expected"), [*FIGURES, *TIME, *STANDING, *TITLES, *PROPOSED])
def test_what_a_sentence_asks(who: str, expected: list[str], conditions_of: Conditions) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(("who", "expected"), [*FIGURES, *TIME, *STANDING, *TITLES, *PROPOSED])
def test_every_leaf_quotes_its_sentence(
    who: str, expected: list[str], draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 {who}给予一次性奖励10万元。")
    (rule,) = draft.ruleset.rules
    for leaf in leaves(rule.when):
        assert draft.document.holds(leaf.source)
        assert leaf.source.quote in who
        assert not fold(leaf.source.quote).startswith(("应", "须", "需", ",", ";"))
        assert not fold(leaf.source.quote).endswith(("的", ",", "。", ";"))


@pytest.mark.parametrize(
    ("who", "authority"),
    [
        ("对上年度营业收入2000万元以上的企业，", Authority.CIVIL_CODE),
        ("对上年度营业收入超过2000万元的企业，", Authority.CIVIL_CODE),
        ("对上年度营业收入不低于2000万元的企业，", Authority.PLAIN),
        ("对上年度营业收入2000万元（含）以上的企业，", Authority.MARK),
        ("对上年度营业收入达到2000万元的企业，", Authority.CONVENTION),
        ("对上年度营业收入1000万元至2000万元的企业，", Authority.CONVENTION),
    ],
)
def test_a_leaf_says_what_its_inclusivity_rests_on(
    who: str, authority: Authority, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
    found = [leaf for leaf in leaves(rule.when) if isinstance(leaf, Compare)]
    assert found
    assert {leaf.authority for leaf in found} == {authority}


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("对经专家评审择优确定的项目，", "专家评审"),
        ("对符合我区产业发展导向的企业，", "符合我区产业发展导向"),
        ("对带动作用突出的企业，", "带动作用突出"),
    ],
)
def test_what_a_body_decides_is_a_gate(
    who: str, words: str, draft_of: Callable[..., Draft]
) -> None:
    (rule,) = draft_of(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
    gates = [leaf for leaf in leaves(rule.when) if leaf.kind == "judged"]
    assert any(words in leaf.gate for leaf in gates)


WORDS = [
    ("{q}以上", ">="),
    ("{q}以下", "<="),
    ("{q}（含）以上", ">="),
    ("{q}（不含）以上", ">"),
    ("不低于{q}", ">="),
    ("不少于{q}", ">="),
    ("达到{q}", ">="),
    ("超过{q}", ">"),
    ("高于{q}", ">"),
    ("突破{q}", ">"),
    ("不超过{q}", "<="),
    ("不高于{q}", "<="),
    ("低于{q}", "<"),
    ("不足{q}", "<"),
    ("少于{q}", "<"),
]
FIGURES_OF_ALL_KINDS = [
    ("上年度营业收入", "revenue@Y-1", ["2000万元", "1.5亿元", "一亿二千万元", "２,０００万元"]),
    ("从业人员", "employees@now", ["50人", "三百名", "1000人"]),
    ("资产负债率", "debt_ratio@now", ["60%", "百分之七十", "3‰"]),
    ("发明专利", "invention_patents@now", ["5件", "十件"]),
    ("上年度营业收入同比增长", "growth(revenue@Y-1)", ["10%", "百分之五"]),
    ("展厅使用面积", "?展厅使用面积@now", ["500平方米", "1.2万平方米"]),
]


@pytest.mark.parametrize(("words", "op"), WORDS)
@pytest.mark.parametrize(("name", "operand", "figures"), FIGURES_OF_ALL_KINDS)
def test_every_comparison_word_beside_every_kind_of_figure(
    words: str, op: str, name: str, operand: str, figures: list[str], conditions_of: Conditions
) -> None:
    for written in figures:
        value = read_quantity(fold(written))
        assert conditions_of(f"对{name}{words.format(q=written)}的企业，") == [
            f"{operand} {op} {value}"
        ]


# --- lists of conditions -----------------------------------------------------------------------

GENERAL = """第一条 申报单位应当{intro}：
（一）在本区依法登记注册；
（二）上年度营业收入2000万元以上；
（三）从业人员50人以上。
第二条 对国家高新技术企业，给予一次性奖励10万元。
"""
THREE = ["registered_region in 青屏区", "revenue@Y-1 >= 2000万元", "employees@now >= 50人"]


@pytest.mark.parametrize(
    ("intro", "expected"),
    [
        ("同时符合下列条件", [*THREE, "titles has 国家高新技术企业"]),
        ("具备以下条件", [*THREE, "titles has 国家高新技术企业"]),
        ("符合下列条件之一", [f"any({'; '.join(THREE)})", "titles has 国家高新技术企业"]),
        (
            "符合下列条件中的两项以上",
            [f"at_least 2({'; '.join(THREE)})", "titles has 国家高新技术企业"],
        ),
    ],
)
def test_a_list_joins_as_its_introduction_says(
    intro: str,
    expected: list[str],
    draft_of: Callable[..., Draft],
    parts_of: Callable[..., list[str]],
) -> None:
    (rule,) = draft_of(GENERAL.format(intro=intro)).ruleset.rules
    assert parts_of(rule) == expected


def test_general_conditions_hold_for_every_item_with_their_own_place(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    draft = draft_of(
        "第一条 申报单位应当具备下列条件：\n（一）具有独立法人资格；\n（二）在本区依法登记注册。\n"
        "第二条 对国家高新技术企业，给予一次性奖励10万元。\n"
        "第三条 对上年度营业收入2000万元以上的企业，给予一次性奖励20万元。\n"
    )
    first, second = draft.ruleset.rules
    general = ["legal_person", "registered_region in 青屏区"]
    assert parts_of(first) == [*general, "titles has 国家高新技术企业"]
    assert parts_of(second) == [*general, "revenue@Y-1 >= 2000万元"]
    stated = [next(leaves(rule.when)).source for rule in (first, second)]
    assert stated[0] == stated[1]
    assert draft.document.holds(stated[0])


def test_conditions_of_a_chapter_stay_in_it(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    draft = draft_of(
        "第一章 科技创新\n第一条 申报单位应当具备下列条件：\n（一）具有独立法人资格；\n"
        "（二）从业人员50人以上。\n第二条 对国家高新技术企业，给予一次性奖励10万元。\n"
        "第二章 商贸发展\n第三条 对上年度零售额1亿元以上的企业，给予一次性奖励20万元。\n"
    )
    first, second = draft.ruleset.rules
    assert "employees@now >= 50人" in parts_of(first)
    assert parts_of(second) == ["retail_sales@Y-1 >= 1亿元"]


def test_exclusions_are_entries_of_unless(
    draft_of: Callable[..., Draft], short_of: Callable[..., str]
) -> None:
    draft = draft_of(
        "第一条 对国家高新技术企业，给予一次性奖励10万元。\n"
        "第二条 有下列情形之一的，不予支持：\n（一）被列入严重失信主体名单的；\n"
        "（二）近三年发生安全生产事故的。\n"
    )
    (rule,) = draft.ruleset.rules
    assert [short_of(c) for c in rule.unless] == ["dishonest_list", "safety_accident@R36M"]


def test_a_negative_requirement_in_a_list_stays_a_condition(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    draft = draft_of(
        "第一条 申报单位应当具备下列条件：\n（一）具有独立法人资格；\n"
        "（二）未被列入严重失信主体名单。\n第二条 对国家高新技术企业，给予一次性奖励10万元。\n"
    )
    (rule,) = draft.ruleset.rules
    assert "not dishonest_list" in parts_of(rule)
    assert rule.unless == ()


def test_an_aim_is_no_condition(
    draft_of: Callable[..., Draft], parts_of: Callable[..., list[str]]
) -> None:
    draft = draft_of(
        "第一条 力争到2027年新增国家高新技术企业500家以上。\n"
        "第二条 对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。\n"
    )
    (rule,) = draft.ruleset.rules
    assert parts_of(rule) == ["revenue@Y-1 >= 2000万元"]


def test_kinds_of_recipients_listed_with_deng_are_alternatives(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 对注册在青屏区的国家高新技术企业、高等学校、科研机构等创新主体，给予20万元奖励。"
    )
    when = draft.ruleset.rules[0].when
    assert isinstance(when, AllOf)
    assert [node.kind for node in when.of] == ["one_of", "any"]


def test_a_stake_that_is_held_is_no_share_that_is_paid(draft_of: Callable[..., Draft]) -> None:
    held = "第一条 对初创团队项目给予政策性股权投资，政府方持有股权不超过10%。"
    paid = "第一条 对股权投资机构，按实际股权投资额的1%给予奖励。"
    (stake,) = draft_of(held).ruleset.rules  # an investment is granted, the share of it is not paid
    assert (stake.award.kind, stake.award.source.quote) == ("in_kind", "给予政策性股权投资")
    assert draft_of(paid).ruleset.rules[0].award.kind == "rate"
