"""Conditions and exclusions in the many wordings of real documents, read as the conventions say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import Condition
from rules.draft import Draft

WHO = [
    # the place holds for all that is done there; taxes paid somewhere name no place
    (
        "在本区登记注册并实际经营的企业，",
        ["registered_region in 青屏区", "business_region in 青屏区"],
    ),
    (
        "在青屏区注册、纳税并纳入本区统计的企业，",
        ["registered_region in 青屏区", "tax_region in 青屏区", "statistics_region in 青屏区"],
    ),
    ("在本区登记注册、依法纳税的企业，", ["registered_region in 青屏区", "?依法纳税"]),
    (
        "注册地和纳税地均在本区，或注册地在本市但主要生产经营地在本区的企业，",
        [
            "any(all(registered_region in 青屏区; tax_region in 青屏区); "
            "all(registered_region in 云江市; business_region in 青屏区))"
        ],
    ),
    # a record of one kind only is none of the vocabulary's
    ("近一年内未发生食品安全事故的企业，", ["?未发生食品安全事故@R12M"]),
    ("上年度未发生较大建筑施工安全事故的企业，", ["?未发生较大建筑施工安全事故@Y-1"]),
    ("未被列入建筑市场主体黑名单的企业，", ["?未被列入建筑市场主体黑名单"]),
    (
        "近两年内未因违反环境保护法规受到行政处罚的企业，",
        ["?未因违反环境保护法规受到行政处罚@R24M"],
    ),
    ("近两年内没有走私等重大违法行为的企业，", ["not serious_violation@R24M"]),
    (
        "近三年内未发生重大安全、环保、质量事故的企业，",
        [
            "not safety_accident@R36M",
            "not environmental_penalty@R36M",
            "not quality_accident@R36M",
        ],
    ),
    (
        "未发生拖欠职工工资、欠缴社会保险费等情形的企业，",
        ["not wage_arrears", "not ?欠缴社会保险费"],
    ),
    # grades of credit
    ("纳税信用等级为B级及以上的企业，", ["credit_grade in A|B"]),
    ("纳税信用A级的企业，", ["credit_grade in A"]),
    ("纳税信用等级不为D级的企业，", ["not(credit_grade in D)"]),
    # the number stands between a verb and what is counted
    ("带动3人以上就业的企业，", ["new_hires@annual >= 3人"]),
    ("引进2名以上高层次人才的企业，", ["?引进高层次人才@now >= 2人"]),
    (
        "核心团队成员中至少有1名博士的企业，",
        ["?核心团队成员中博士@now >= 1人"],
    ),
    (
        "与本区企业签订3年以上劳动合同的人员，",
        ["contract_term@now >= 3年"],
    ),
    # one bound for two figures
    (
        "资产总额和年销售收入均不超过5000万元的企业，",
        ["total_assets@now <= 5000万元", "revenue@annual <= 5000万元"],
    ),
    # a figure against a standard without a number
    (
        "收费标准不高于区指导价的托育机构，",
        ["?收费标准@now <= ?区指导价@now", "entity_type in 托育机构"],
    ),
    (
        "万元产值能耗低于行业基准值的企业，",
        ["?万元产值能耗@now < ?行业基准值@now"],
    ),
    # the recipient and what it does; others who are described are none of the applicant's
    (
        "创业投资机构投资本市初创科技企业、投资期限满2年的，",
        ["entity_type in 创业投资机构", "?投资本市初创科技企业", "?投资期限@now >= 2年"],
    ),
    (
        "融资担保公司为小微企业提供融资担保且单户担保金额500万元以下的，",
        [
            "entity_type in 融资担保公司",
            "?为小微企业提供融资担保",
            "?单户担保金额@now <= 500万元",
        ],
    ),
    ("投向成立不超过5年的科技型中小企业的，", ["?投向成立不超过5年的科技型中小企业"]),
    # a day since when
    (
        "2026年1月1日后首次纳入规模以上服务业统计的企业，",
        ["first statistics_category has 规模以上服务业企业@2026-01-01.."],
    ),
    (
        "2024年1月1日以来未发生较大以上生产安全事故，未因环境违法受到处罚，未被列入失信被执行人名单的企业，",
        [
            "not safety_accident@2024-01-01..",
            "not environmental_penalty@2024-01-01..",
            "not dishonest_list",
        ],
    ),
    # stages in any wording
    ("在全国中小企业股份转让系统基础层挂牌的企业，", ["listing_stage has 新三板基础层挂牌"]),
    ("在香港联交所成功上市的企业，", ["listing_stage has 境外上市"]),
    ("拟在科创板上市的企业，", ["?拟在科创板上市"]),
    (
        "项目已通过验收且经区工业和信息化局审核认定的，",
        ["project_stage has 已验收", "judged 经区工业和信息化局审核认定"],
    ),
    ("获得的认证等级为五级的企业，", ["certification_level in 五级"]),
    # spending over what is taken in, titles whose verb stands before the first, reviews
    ("2025年研发费用不低于营业收入4%的企业，", ["rd_expense/revenue@2025 >= 4%"]),
    (
        "2025年获评国家级绿色工厂，或者国家级绿色供应链管理企业的，",
        ["titles has 国家级绿色工厂|国家级绿色供应链管理企业@2025"],
    ),
    (
        "2025年通过复核的国家级专精特新“小巨人”企业，",
        ["?通过复核@2025", "titles has 国家级专精特新“小巨人”企业"],
    ),
    (
        "产品列入首台（套）重大技术装备推广应用指导目录的，",
        ["product_catalogue has 首台（套）重大技术装备推广应用指导目录"],
    ),
    # trades of a field, objects of one verb, who has filed itself
    (
        "制造业、软件业和外贸领域的小微企业，",
        ["industry in 制造业|软件业|外贸", "enterprise_size in 小型|微型"],
    ),
    (
        "企业发行公司债券、中小企业集合票据或者资产支持证券的，",
        ["?发行公司债券、中小企业集合票据或者资产支持证券"],
    ),
    ("已向区卫生健康局备案的，", ["?已向区卫生健康局备案"]),
    ("已完成技术改造项目备案的企业，", ["project_filed"]),
    (
        "参加失业保险并足额缴费12个月以上的企业，",
        ["unemployment_insured_months@now >= 12个月"],
    ),
    ("导师服务人次不少于50人次/年的平台，", ["?导师服务人次@annual >= 50人次"]),
    ("贷款用于本区生产经营的企业，", ["?贷款用于本区生产经营"]),
    ("学校在本区的毕业生，", ["school_region in 青屏区"]),
    # a body and its own figure, an intensity, two places in one word, a standard behind 、
    (
        "养老机构入住率达到60%以上的，",
        ["entity_type in 养老机构", "?入住率@now >= 60%"],
    ),
    ("上年度研发投入占比超过10%的企业，", ["rd_expense/revenue@Y-1 > 10%"]),
    ("在本区注册纳税的企业，", ["registered_region in 青屏区", "tax_region in 青屏区"]),
    (
        "在本区无房、人均月收入低于当地低保标准2倍的，",
        ["?在本区无房", "household_income_per_capita@now < 200% subsistence_standard@now"],
    ),
    ("参加培训并取得证书的人员，", ["?参加培训", "?取得证书"]),
    # newly here
    ("新设立或者新引进的企业，", ["newly_introduced"]),
    ("从区外迁入的企业，", ["newly_introduced"]),
    # people in a list, one of them by how long
    (
        "就业困难人员、登记失业半年以上的人员，",
        ["any(person_category has 就业困难人员; months_unemployed@now >= 6个月)"],
    ),
    (
        "毕业2年内的高校毕业生、就业困难人员、登记失业半年以上的人员，",
        [
            "any(all(years_since_graduation@now <= 2年; person_category has 高校毕业生); "
            "person_category has 就业困难人员; months_unemployed@now >= 6个月)"
        ],
    ),
    (
        "在本区企业全职工作并连续缴纳社会保险满12个月的人员，",
        ["employed_in_district", "social_insurance_months@now >= 12个月"],
    ),
    ("在本市未享受过住房优惠政策的人员，", ["not public_housing"]),
    (
        "取得中级（四级）职业资格证书或职业技能等级证书的人员，",
        ["skill_level has 中级工（四级）"],
    ),
]


@pytest.mark.parametrize(("who", "expected"), WHO)
def test_wordings_of_one_condition(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "第一条 对符合下列条件之一的企业，给予10万元奖励：\n"
            "（一）上年度营业收入5000万元以上；\n（二）拥有发明专利5件以上。",
            ["any(revenue@Y-1 >= 5000万元; invention_patents@now >= 5件)"],
        ),
        (
            "第一条 满足以下条件中任意两项的企业，给予10万元奖励：\n"
            "（一）上年度营业收入5000万元以上；\n（二）拥有发明专利5件以上；\n（三）具有独立法人资格。",
            ["at_least 2(revenue@Y-1 >= 5000万元; invention_patents@now >= 5件; legal_person)"],
        ),
        (
            "第一条 对符合以下任一条件的企业给予10万元奖励：1.上年度营业收入5000万元以上；"
            "2.拥有发明专利5件以上。",
            ["any(revenue@Y-1 >= 5000万元; invention_patents@now >= 5件)"],
        ),
        (
            "第一条 企业同时具备以下两个条件的，给予10万元奖励：一是上年度营业收入5000万元以上；"
            "二是拥有发明专利5件以上。",
            ["revenue@Y-1 >= 5000万元", "invention_patents@now >= 5件"],
        ),
        (
            "第一条 申报企业还应至少符合下列条件中的2项：\n（一）上年度营业收入5000万元以上；\n"
            "（二）拥有发明专利5件以上；\n（三）具有独立法人资格。\n"
            "第二条 对试点企业，给予10万元奖励。",
            [
                "at_least 2(revenue@Y-1 >= 5000万元; invention_patents@now >= 5件; legal_person)",
                "?试点企业",
            ],
        ),
        (
            "第一条 1.落户奖励：对新引进的金融机构，按照实缴资本的1%给予最高500万元奖励。",
            ["newly_introduced", "entity_type in 金融机构"],
        ),
    ],
)
def test_lists_beside_a_benefit(
    body: str,
    expected: list[str],
    draft_of: Callable[[str], Draft],
    parts_of: Callable[[object], list[str]],
) -> None:
    (rule,) = draft_of(body).ruleset.rules
    assert parts_of(rule) == expected


GRANT = "\n第二条 对企业设备投资按10%给予最高100万元补助。"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        # behind a colon in one sentence
        (
            "存在以下情况的不得享受本措施：被列为失信被执行人；三年内发生较大安全生产责任事故；"
            "未按规定报送统计报表。",
            ["dishonest_list", "safety_accident@R36M", "not statistics_reported"],
        ),
        # bodies and projects, each by itself
        (
            "房地产企业、金融机构和劳务派遣企业不适用本办法。",
            ["industry in 房地产业", "entity_type in 金融机构", "?劳务派遣企业"],
        ),
        (
            "政府投资项目、已获得国家和省财政资金支持的项目，不予支持。",
            ["?政府投资项目", "?已获得国家和省财政资金支持"],
        ),
        (
            "有下列情形之一的，停止补助：\n（一）死亡的；\n（二）户籍迁出本区的。",
            ["?死亡", "?户籍迁出本区"],
        ),
        ("并购贷款、委托贷款不在贴息范围。", ["?并购贷款", "?委托贷款"]),
        ("申报单位提供虚假材料的，取消其本年度申报资格。", ["subsidy_fraud"]),
        # how long a misdeed bars
        (
            "有下列情形之一的，不予资助：\n（一）提供虚假材料骗取财政资金的，自查实之日起三年内；\n"
            "（二）近两年因违反安全生产法规受到行政处罚的。",
            ["subsidy_fraud@R36M", "?因违反安全生产法规受到行政处罚@R24M"],
        ),
    ],
)
def test_exclusions_stated_otherwise(
    stated: str,
    expected: list[str],
    draft_of: Callable[[str], Draft],
    short_of: Callable[[Condition], str],
) -> None:
    (rule,) = draft_of(f"第一条 {stated}{GRANT}").ruleset.rules
    assert [short_of(c) for c in rule.unless] == expected


def test_whom_an_award_leaves_out_is_shut_out(
    draft_of: Callable[[str], Draft], short_of: Callable[[Condition], str]
) -> None:
    body = "第一条 除政府投资项目外，对上年度营业收入1亿元以上的企业，给予10万元奖励。"
    (rule,) = draft_of(body).ruleset.rules
    assert short_of(rule.when) == "revenue@Y-1 >= 1亿元"
    assert [short_of(c) for c in rule.unless] == ["?政府投资项目"]


def test_terms_are_asked_as_they_are_defined(
    draft_of: Callable[[str], Draft], parts_of: Callable[[object], list[str]]
) -> None:
    body = (
        "第一条 本办法下列用语的含义：\n（一）后备企业，是指纳入本区上市后备企业库的企业；\n"
        "（二）数字企业，是指主要从事互联网和相关服务业的企业。\n"
        "第二条 后备企业在境外证券交易所上市的，给予300万元资助。\n"
        "第三条 对上年度租用智算中心算力的数字企业，给予10万元补助。"
    )
    listed, digital = draft_of(body).ruleset.rules
    assert parts_of(listed) == ["?纳入本区上市后备企业库", "listing_stage has 境外上市"]
    assert parts_of(digital) == ["industry in 互联网和相关服务业", "?租用智算中心算力@Y-1"]


def test_who_is_spared_a_condition_is_not_asked_it(
    draft_of: Callable[[str], Draft], parts_of: Callable[[object], list[str]]
) -> None:
    body = (
        "第一条 申请单位应当符合以下条件：\n（一）在本区登记注册；\n（二）具有独立法人资格。\n"
        "银行分支机构申请第三条补偿的，不适用前款第（二）项。\n"
        "第二条 对上年度营业收入1亿元以上的企业，给予20万元奖励。\n"
        "第三条 贷款形成不良的，给予20万元风险补偿。"
    )
    first, second = draft_of(body).ruleset.rules
    assert "legal_person" in parts_of(first)
    assert "legal_person" not in parts_of(second)
    assert "registered_region in 青屏区" in parts_of(second)
    assert second.unless == ()
