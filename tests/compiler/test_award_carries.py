"""What an award takes from the words beside it: the figure that grows, its year, its limits."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

AWARDS = [
    # the same figure grows in every alternative, in the year its conditions name
    (
        "上年度服务外包执行额达到800万元且同比增长15%以上的企业，执行额每增加50万元奖励1万元；同比增长40%以上的，"
        "每增加50万元奖励2万元。单个企业最高奖励60万元。",
        "1万元 per increment",
        "2万元 per increment",
    ),
    (
        "上年度营业收入5000万元以上且同比增长10%以上的企业，营业收入每增加500万元奖励3万元；同比增长25%以上的，"
        "每增加500万元奖励4万元。",
        "3万元 per increment(revenue@Y-1) step 500万元",
        "4万元 per increment(revenue@Y-1) step 500万元",
    ),
    (
        "2025年度出口额3000万元以上且同比增长5%以上的企业，出口额每增长100万元奖励8000元；同比增长20%以上的，"
        "每增长100万元奖励1.2万元。",
        "8000元 per increment(export_value@2025) step 100万元",
        "1.2万元 per increment(export_value@2025) step 100万元",
    ),
    # a raised rate keeps the limits that are not raised with it
    (
        "对企业购买检测服务的，按照实际支付检测费用的30%给予补助，每家企业每年最高15万元；"
        "属于专精特新中小企业的，补助比例为40%。",
        "cap 15万元/enterprise_year",
        "40% of certification_cost@annual",
    ),
    (
        "对企业实施节水改造的，按改造投入的10%给予补助，单个项目最高80万元，每家企业每年最高200万元；"
        "其中采用中水回用工艺的，补助比例提高到15%，单个项目最高提高到120万元。",
        "cap 120万元/project",
        "cap 200万元/enterprise_year",
    ),
    (
        "企业开展数字化诊断的，按诊断费用的50%给予奖励，每年最高5万元；首次开展的，奖励比例为70%。",
        "cap 5万元/enterprise_year",
        "70%",
    ),
    # what lies above an edge; who is asked for the edge itself is not shut out
    (
        "对企业上年度缴纳水费超过3万元的部分，按20%给予补贴，最高9万元。",
        "(3万元,): 20%",
        "cap 9万元/item",
    ),
    (
        "上年度研发费用200万元以上的企业，按研发费用超过200万元部分的6%给予奖励。",
        "[200万元,): 6%",
        "",
    ),
    (
        "对上年度主营业务收入超过8000万元的企业，按超过8000万元部分的1%给予奖励。",
        "(8000万元,): 1%",
        "",
    ),
    # a place that is built is what one payment is for
    (
        "企业投资建设冷链物流园的，按建设费用的20%给予补助，单个园区最高150万元。",
        "cap 150万元/project",
        "",
    ),
    (
        "企业改造提升文化产业街区的，按改造费用的10%给予补助，每个街区最高60万元。",
        "cap 60万元/project",
        "",
    ),
    (
        "对孵化器运营单位，按运营费用的10%给予补助，单个孵化器每年最高60万元。",
        "cap 60万元/enterprise_year",
        "",
    ),
    # what came in within so many years is one sum, however often it is told
    (
        "近三年内获得风险投资500万元以上的企业，按获得投资额的2%给予奖励，最高30万元。",
        "equity_financing@R36M cap",
        "",
    ),
]


@pytest.mark.parametrize(("clause", "has", "also"), AWARDS)
def test_an_award_takes_what_stands_beside_it(
    clause: str, has: str, also: str, award_of: Callable[[str], str]
) -> None:
    read = award_of(clause)
    assert has in read
    assert also in read


def test_how_often_and_how_long_stand_together(award_of: Callable[[str], str]) -> None:
    for clause in (
        "对研学基地，每人每月补贴600元；评为省级研学基地的，每人每月补贴900元，补贴期限不超过10个月。",
        "对入驻企业，每月补贴租金2000元；属于高新技术企业的，每月补贴租金3000元，补贴期限最长24个月。",
        "对驻场教练，每月给予500元津贴；获得国家级教练员称号的，每月给予1500元津贴，期限不超过36个月。",
    ):
        read = award_of(clause)
        assert "per month" in read.rpartition("}")[2] or read.count("per month for") == 2


FINANCED = [
    ("近两年内获得股权融资800万元以上的企业，", "equity_financing@R24M >= 800万元"),
    ("近三年内取得技术合同成交额300万元以上的企业，", "contract_value@R36M >= 300万元"),
    ("近两年股权融资额累计900万元以上的企业，", "sum(equity_financing@Y-2..Y-1) >= 900万元"),
]


@pytest.mark.parametrize(("who", "leaf"), FINANCED)
def test_what_came_in_is_counted_back_and_what_adds_up_by_years(
    who: str, leaf: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == [leaf]


RECORDS = [
    ("不存在科研失信行为的企业，", "not academic_misconduct"),
    ("未列入严重失信主体名单的企业，", "not dishonest_list"),
    ("申报单位无严重科研失信行为，", "not academic_misconduct"),
    ("上年度已享受研发费用加计扣除政策的企业，", "rd_deduction_filed@Y-1"),
    ("上年度已办理研发费用税前加计扣除的企业，", "rd_deduction_filed@Y-1"),
    ("已申报研发费用加计扣除的企业，", "rd_deduction_filed"),
]


@pytest.mark.parametrize(("who", "leaf"), RECORDS)
def test_a_record_is_that_of_its_field(
    who: str, leaf: str, draft_of: Callable[..., Draft], parts_of: Callable[[Rule], list[str]]
) -> None:
    (rule,) = draft_of(f"第一条 {who}给予一次性奖励10万元。").ruleset.rules
    assert [part.removesuffix("@annual") for part in parts_of(rule)] == [leaf]


OF_OTHERS = [
    (
        "信息服务平台撮合农产品交易的，按上年度撮合的合同金额的1‰给予奖励。",
        ["entity_type in 信息服务平台", "?撮合农产品交易"],
        "0.1% of ?撮合的合同金额@Y-1",
    ),
    (
        "产权交易机构促成专利转让的，按上年度促成的技术合同成交额的3‰给予补助。",
        ["entity_type in 产权交易机构", "?促成专利转让"],
        "0.3% of ?促成的技术合同成交额@Y-1",
    ),
    (
        "对承接外包业务的企业，按上年度承接的技术合同成交额的1%给予补助。",
        ["?承接外包业务"],
        "1% of contract_value@Y-1",
    ),
]


@pytest.mark.parametrize(("clause", "conditions", "paid"), OF_OTHERS)
def test_what_is_brought_about_for_others_is_no_figure_of_ones_own(
    clause: str,
    conditions: list[str],
    paid: str,
    draft_of: Callable[..., Draft],
    parts_of: Callable[[Rule], list[str]],
    worth_of: Callable[[object], str],
) -> None:
    (rule,) = draft_of(f"第一条 {clause}").ruleset.rules
    assert parts_of(rule) == conditions
    assert worth_of(rule.award) == paid
