"""Requirements a text strings together, whom a place names, and how far a list of them reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft

Parts = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        (
            "对在本区注册、从事海洋装备研发制造、上年度营业收入2000万元以上的企业",
            [
                "registered_region in 青屏区",
                "?从事海洋装备研发制造",
                "revenue@Y-1 >= 2000万元",
            ],
        ),
        (
            "对列入区年度技改计划、接入区级能耗监测平台的数据机房",
            ["?列入区年度技改计划", "?接入区级能耗监测平台", "?数据机房"],
        ),
        (
            "对具有独立实验场地、技术路线清晰的企业",
            ["?具有独立实验场地", "?技术路线清晰"],
        ),
        # objects of one verb stay together
        (
            "对开展协同研发、样机试制、小批量验证的企业",
            ["?开展协同研发、样机试制、小批量验证"],
        ),
        # one description behind the other, with nothing between them
        (
            "对去年竣工的纳入改造台账的冷链仓储设施",
            ["?去年竣工", "?纳入改造台账", "?冷链仓储设施"],
        ),
    ],
)
def test_list_commas_part_whole_predicates_alone(
    draft_of: Callable[..., Draft], parts_of: Parts, phrase: str, asked: list[str]
) -> None:
    (rule,) = draft_of(f"第一条 {phrase}，给予10万元奖励。").ruleset.rules
    assert parts_of(rule) == asked


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        ("对区内企业成功发行绿色债券的", ["registered_region in 青屏区", "?成功发行绿色债券"]),
        (
            "对获得国家立项的本区高校",
            ["?获得国家立项", "registered_region in 青屏区", "entity_type in 高校"],
        ),
        # a partner is no applicant
        (
            "对与区内企业签订服务合同的第三方机构",
            ["?与区内企业签订服务合同", "entity_type in 第三方机构"],
        ),
    ],
)
def test_bodies_said_by_their_place_are_registered_there(
    draft_of: Callable[..., Draft], parts_of: Parts, phrase: str, asked: list[str]
) -> None:
    (rule,) = draft_of(f"第一条 {phrase}，给予10万元奖励。").ruleset.rules
    assert parts_of(rule) == asked


def test_a_list_reaches_the_chapter_it_names(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(
        "第一章 总则\n"
        "第一条 企业申请本办法第二章各项奖励的，应当符合下列条件：\n"
        "（一）在本区登记注册；\n"
        "（二）具有独立法人资格。\n"
        "第二条 有下列情形之一的，不享受本办法第三章规定的补贴：\n"
        "（一）以劳务派遣方式用工；\n"
        "（二）名称中使用误导性字样。\n"
        "第二章 创新\n"
        "第三条 对新认定的国家高新技术企业，给予10万元奖励。\n"
        "第三章 人才\n"
        "第四条 对引进博士的企业，给予5万元补贴。\n"
    )
    innovation, people = draft.ruleset.rules
    assert parts_of(innovation) == [
        "registered_region in 青屏区",
        "legal_person",
        "first titles has 国家高新技术企业",
    ]
    assert innovation.unless == ()
    assert parts_of(people) == ["?引进博士"]
    assert len(people.unless) == 2


def test_a_sentence_beside_others_reaches_the_part_it_names(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(
        "一、总则\n"
        "（一）申报单位应在本区登记注册。申报第三部分项目的，项目还应通过安全评估。\n"
        "二、绿色类\n"
        "（一）对建成屋顶光伏的企业，给予10万元补助。\n"
        "三、演出类\n"
        "（一）对举办音乐节的企业，给予20万元补助。\n"
    )
    green, shows = (parts_of(rule) for rule in draft.ruleset.rules)
    assert len(shows) == len(green) + 1
    assert any("安全评估" in leaf for leaf in shows)
    assert not any("安全评估" in leaf for leaf in green)


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        (
            "在本区工作并与用人单位签订3年以上劳动（聘用）合同的B类至D类人才",
            ["employed_in_district", "contract_term@now >= 3年", "talent_level in B类|C类|D类"],
        ),
        (
            "在区内企业工作满1年的高级技师（一级）、技师（二级）",
            ["months_employed@now >= 1年", "skill_level has 高级技师（一级）|技师（二级）"],
        ),
        (
            "毕业3年以内的博士、硕士毕业生",
            ["years_since_graduation@now <= 3年", "education in 博士|硕士"],
        ),
        ("落户时间在2024年6月1日以后的人员", ["settled_on within 2024-06-01.."]),
        ("证书签发日期在申请之日前12个月内的人员", ["?证书签发日期 within R12M"]),
        ("近两年内完成竣工验收的项目", ["project_completed_on within R24M"]),
    ],
)
def test_what_people_do_and_when_it_was(
    draft_of: Callable[..., Draft], parts_of: Parts, phrase: str, asked: list[str]
) -> None:
    (rule,) = draft_of(f"第一条 {phrase}，给予1万元补贴。").ruleset.rules
    assert parts_of(rule) == asked


def test_a_misdeed_counts_as_long_as_it_bars(draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 对新认定的国家高新技术企业，给予10万元奖励。\n"
        "第二条 企业伪造合同骗取补助资金的，由区财政局追回资金，两年内不再受理其申请。\n"
        "第三条 申请时间为每年3月，逾期不再受理。\n"
    )
    (rule,) = draft.ruleset.rules
    (misdeed,) = rule.unless
    assert misdeed.kind == "is"
    assert (misdeed.attribute, str(misdeed.period)) == ("subsidy_fraud", "R24M")


def test_a_rule_of_stacking_may_ask_something_besides(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(
        "第一条 对新认定的国家高新技术企业，给予10万元奖励。\n"
        "第二条 同一单位只能申报一个类别，且申报项目应未获得其他区级财政资金支持。\n"
    )
    (rule,) = draft.ruleset.rules
    assert "?申报项目未获得其他区级财政资金支持" in parts_of(rule)


@pytest.mark.parametrize(
    ("phrase", "asked"),
    [
        ("由退役军人、残疾人创办的企业", ["?退役军人、残疾人创办"]),
        ("招用毕业两年内未就业高校毕业生的企业", ["?招用毕业两年内未就业高校毕业生"]),
        (
            "登记失业人员、退役军人、脱贫人口",
            ["person_category has 登记失业人员|退役军人|脱贫人口"],
        ),
    ],
)
def test_people_an_employer_takes_on_are_no_applicants(
    draft_of: Callable[..., Draft], parts_of: Parts, phrase: str, asked: list[str]
) -> None:
    (rule,) = draft_of(f"第一条 对{phrase}，给予1万元补贴。").ruleset.rules
    assert parts_of(rule) == asked


def test_blocks_beside_two_benefits_are_asked_of_both(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(
        "一、渔业扶持\n"
        "服务对象：注册在青屏区的各类企业和机构。\n"
        "支持内容：购置冷藏设备的企业，按设备购置额的6%给予补助。"
        "水产研究机构育成新品种的，给予20万元奖励。\n"
        "申报条件：水域使用手续齐全；近三年未发生污染事故。\n"
        "办理流程：线上申报。\n"
    )
    for rule in draft.ruleset.rules:
        assert "registered_region in 青屏区" in parts_of(rule)
        assert "?水域使用手续齐全" in parts_of(rule)
    assert len(draft.ruleset.rules) == 2


def test_open_lists_and_everybody_leave_nobody_out(
    draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(
        "一、渔业扶持\n"
        "服务对象：水产产业相关主体，包括企业、研发机构等\n"
        "支持内容：购置冷藏设备的，给予20万元奖励。\n"
    )
    (rule,) = draft.ruleset.rules
    assert not any("entity_type" in leaf for leaf in parts_of(rule))


def test_who_is_to_apply_is_a_kind_of_body(draft_of: Callable[..., Draft], parts_of: Parts) -> None:
    draft = draft_of(
        "第一条 申报条件：厂房建筑面积1000平方米以上，由产权单位或者运营公司申报。\n"
        "第二条 对改造厂房的，给予20万元补助。\n"
    )
    (rule,) = draft.ruleset.rules
    assert "entity_type in 产权单位|运营公司" in parts_of(rule)
