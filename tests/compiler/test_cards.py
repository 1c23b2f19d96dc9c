"""Guides made of cards: which stretch of a card asks something, and of which item."""

from __future__ import annotations

from collections.abc import Callable

from rules.condition import AllOf, AnyOf, leaves
from rules.draft import Draft
from rules.rule import Rule

Compiled = Callable[..., Draft]
Parts = Callable[[Rule], list[str]]

SECOND = """2.云江市其他事项
依据文件 《云江市其他事项办法》
服务内容 仅作说明。
"""


def card(service: str, conditions: str, recipients: str = "全市范围") -> str:
    """A guide of two cards; the second makes it a guide and states nothing."""
    return (
        "1.云江市扶持石材产业发展\n依据文件 《云江市石材产业办法》\n"
        f"服务对象 {recipients}\n服务内容\n{service}\n条件要求\n{conditions}\n"
        f"时间/频度 全年\n{SECOND}"
    )


def asked(draft: Draft, parts: Parts) -> list[list[str]]:
    return [parts(rule) for rule in draft.ruleset.rules]


SERVICES = (
    "1．支持开采环节。对完成矿山复绿的企业，给予一次性奖励20万元。\n"
    "2．支持雕刻环节。对开设雕刻课堂的企业，给予一次性奖励10万元。"
)


def test_numbered_conditions_go_with_the_service_of_their_number(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = (
        "注册地在本市。\n1．甲类条件：\n（1）爆破许可有效。\n（2）配有安全员。\n"
        "2．乙类条件：\n（1）有雕刻师。\n（2）作品入藏博物馆。"
    )
    first, second = asked(draft_of(card(SERVICES, conditions), head=""), parts_of)
    region = "registered_region in 云江市"
    assert region in first
    assert region in second
    assert any("安全员" in c for c in first)
    assert not any("雕刻师" in c or "入藏" in c for c in first)
    assert any("入藏" in c for c in second)
    assert not any("安全员" in c or "爆破" in c for c in second)


def test_a_name_that_points_elsewhere_beats_the_number(draft_of: Compiled, parts_of: Parts) -> None:
    conditions = (
        "1．雕刻环节条件：\n（1）有雕刻师。\n（2）作品入藏博物馆。\n"
        "2．开采环节条件：\n（1）爆破许可有效。\n（2）配有安全员。"
    )
    first, second = asked(draft_of(card(SERVICES, conditions), head=""), parts_of)
    assert any("安全员" in c for c in first)
    assert any("入藏" in c for c in second)
    assert not any("入藏" in c for c in first)


def test_a_numbered_list_that_names_no_service_is_common_to_all(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = "1．企业应配有安全员。\n2．企业应取得采矿许可证。"
    for found in asked(draft_of(card(SERVICES, conditions), head=""), parts_of):
        assert any("安全员" in c for c in found)
        assert any("采矿许可证" in c for c in found)


def test_classes_of_applicants_are_alternatives(draft_of: Compiled, parts_of: Parts) -> None:
    conditions = (
        "申报甲级石材园区，应符合以下条件：\n（1）园区面积不低于500亩；\n（2）已建立管理机构。\n"
        "申报乙级石材园区，应符合以下条件：\n（1）园区面积不低于100亩；\n（2）入驻企业10家以上。"
    )
    service = "对认定的石材园区，给予一次性奖励20万元。"
    (found,) = asked(draft_of(card(service, conditions), head=""), parts_of)
    (alternatives,) = [c for c in found if c.startswith("any(")]
    assert alternatives.count("all(") == 2
    assert not any("申报" in c for c in found)


def test_what_offices_and_applicants_do_is_no_condition(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = (
        "1．企业应配有安全员。\n"
        "2．符合条件的企业向所在区石材主管部门提交申报材料，对材料的真实性负责。\n"
        "3．市石材管理局按照公开原则组织复审，必要时开展实地核查。\n"
        "4．认定工作坚持自愿、公开、公正的原则，每年开展一次。\n"
        "5．对省级以上石材企业优先给予支持。\n"
        "6．企业在获得奖励资金后应按季报送产量。"
    )
    service = "对开展矿山复绿的企业，给予一次性奖励20万元。"
    draft = draft_of(card(service, conditions), head="")
    (found,) = asked(draft, parts_of)
    assert len(found) == 2, found
    assert any("安全员" in c for c in found)
    (rule,) = draft.ruleset.rules
    assert any("报送产量" in o.text for o in rule.obligations)


def test_recognised_by_an_office_is_still_a_condition(draft_of: Compiled, parts_of: Parts) -> None:
    conditions = "1．经市石材管理局组织评审通过。\n2．为市科技局认定的研发机构。"
    service = "对开展矿山复绿的企业，给予一次性奖励20万元。"
    (found,) = asked(draft_of(card(service, conditions), head=""), parts_of)
    assert len(found) == 3, found


def test_words_that_end_or_begin_with_a_modal_stay_whole(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = "1．具备相应开采资质。\n2．在本行业形成品牌效应。\n3．及时缴纳矿山环境保证金。"
    service = "对开展矿山复绿的企业，给予一次性奖励20万元。"
    (found,) = asked(draft_of(card(service, conditions), head=""), parts_of)
    assert any("相应开采资质" in c for c in found)
    assert any("品牌效应" in c for c in found)
    assert any("及时缴纳" in c for c in found)


GRANT = "对开展矿山复绿的企业，给予一次性奖励20万元。"


def one(draft_of: Compiled, parts_of: Parts, conditions: str, service: str = GRANT) -> list[str]:
    """What the only item of a card with these conditions asks."""
    (found,) = asked(draft_of(card(service, conditions), head=""), parts_of)
    return found


def test_bodies_named_inside_an_object_are_not_recipients(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = (
        "1．核心成员具有知名企业、高等院校、科研院所等工作经历。\n"
        "2．与高等院校、科研院所签订合作协议。\n3．申报单位为企业、社会组织。"
    )
    found = one(draft_of, parts_of, conditions)
    assert "?核心成员具有知名企业、高等院校、科研院所等工作经历" in found
    assert "entity_type in 企业|社会组织" in found
    assert sum(c.startswith("entity_type") for c in found) == 1


def test_years_of_experience_stay_a_figure(draft_of: Compiled, parts_of: Parts) -> None:
    found = one(draft_of, parts_of, "1．具有3年以上石材加工经验。")
    assert any(">= 3年" in c for c in found), found


def test_a_purpose_and_what_a_word_covers_ask_nothing(draft_of: Compiled, parts_of: Parts) -> None:
    conditions = (
        "本项目旨在支持石材企业提升工艺。\n1．企业应配有安全员。\n"
        "2．项目投入包括设备购置费、软件费、人员费等。\n"
        "3．申报主体包括企业、社会组织。"
    )
    found = one(draft_of, parts_of, conditions)
    assert len(found) == 3, found
    assert "entity_type in 企业|社会组织" in found


def test_a_requirement_that_goes_on_with_a_definition_is_kept(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = "申报单位应在本市注册，石材园是指在一定空间范围内集聚石材企业的园区。"
    found = one(draft_of, parts_of, conditions)
    assert "registered_region in 云江市" in found
    assert not any("空间范围" in c for c in found)


def test_a_line_that_breaks_off_inside_a_sentence_goes_on(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = (
        "1．企业上年度营业收入不低于2000万元，并且拥有高品\n质的石材展厅。\n2．配有安全员。"
    )
    found = one(draft_of, parts_of, conditions)
    assert any("高品质的石材展厅" in c for c in found)
    assert any("安全员" in c for c in found)


def test_a_line_that_is_a_heading_does_not_go_on(draft_of: Compiled, parts_of: Parts) -> None:
    conditions = "1．展厅要求\n企业建有石材展厅，面积不少于200平方米。"
    found = one(draft_of, parts_of, conditions)
    assert any("200平方米" in c for c in found)
    assert not any("展厅要求企业" in c for c in found)


def test_aims_before_the_recipients_ask_nothing(draft_of: Compiled, parts_of: Parts) -> None:
    service = (
        "聚焦石材加工短板开展攻关，提升工艺水平，解决粉尘难题，"
        "对取得工艺专利的企业，给予一次性奖励20万元。"
    )
    found = one(draft_of, parts_of, "1．配有安全员。", service)
    assert len(found) == 2, found
    assert not any("短板" in c or "提升" in c or "解决" in c for c in found)


def test_what_the_recipients_achieved_is_no_aim(draft_of: Compiled, parts_of: Parts) -> None:
    service = "对实现粉尘零排放的企业，给予一次性奖励20万元。"
    found = one(draft_of, parts_of, "1．配有安全员。", service)
    assert any("粉尘零排放" in c for c in found), found


def test_a_remark_in_brackets_does_not_cut_a_requirement(
    draft_of: Compiled, parts_of: Parts
) -> None:
    found = one(draft_of, parts_of, "1．缴清云江石材交易中心（简称交易中心）的入场费用。")
    assert any("交易中心的入场费用" in c for c in found), found


def test_each_of_those_an_exclusion_lists_is_shut_out(draft_of: Compiled) -> None:
    text = (
        "第一条 对开展矿山复绿的企业，给予一次性奖励20万元。\n"
        "第二条 石材中介机构，以及从事石材进口代理的企业，不适用本措施。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert len(rule.unless) == 2


def test_who_is_outside_the_scope_of_a_grant_is_shut_out(draft_of: Compiled) -> None:
    text = (
        "第一条 对取得绿色矿山称号的企业，奖励20万元，"
        "已获得中央财政资金支持的企业不纳入支持范围。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert len(rule.unless) == 1


def test_a_card_that_states_conditions_is_an_item(draft_of: Compiled, parts_of: Parts) -> None:
    service = "申请设立石材行，应当经市石材管理局批准。"
    found = one(
        draft_of, parts_of, "设立石材行，应当具备下列条件：\n1．注册资本不低于1亿元。", service
    )
    assert "registered_capital >= 1亿元" in [c.replace("@now", "") for c in found]


def test_a_card_that_only_names_its_readers_is_none(draft_of: Compiled) -> None:
    text = (
        "1.云江市推动石材产业集聚\n依据文件 《云江市石材产业办法》\n服务对象 石材企业\n"
        f"服务内容 建设石材展示中心，认定为市级中心的可享受相关政策。\n时间/频度 全年\n{SECOND}"
    )
    assert not draft_of(text, head="").ruleset.rules


def test_directions_pair_inside_a_guide_with_common_conditions(
    draft_of: Compiled, parts_of: Parts
) -> None:
    text = (
        "一、申报条件\n（一）基本条件\n1.申报单位应在青屏区注册。\n（二）专项条件\n"
        "方向一：企业配有安全员，矿山面积不低于500平方米。\n方向二：企业配有雕刻师。\n"
        "二、支持标准\n方向一：按复绿投入的30%给予补助，最高300万元。\n"
        "方向二：按展览费用的20%给予补助，最高100万元。\n"
    )
    first, second = asked(draft_of(text), parts_of)
    assert first[0] == second[0] == "registered_region in 青屏区"
    assert any("安全员" in c for c in first)
    assert any("雕刻师" in c for c in second)
    assert not any("雕刻师" in c for c in first)
    assert not any("安全员" in c or "方向" in c for c in second)


def test_losing_a_title_later_shuts_nobody_out(draft_of: Compiled) -> None:
    grant = "第一条 对认定的石材基地，给予一次性奖励20万元。\n第二条 基地有下列情形之一的，"
    case = "：\n（一）两年内未开展业务的；\n（二）不接受考核的。\n"
    (kept,) = draft_of(grant + "取消其基地资格" + case).ruleset.rules
    (out,) = draft_of(grant + "取消申报资格" + case).ruleset.rules
    assert len(kept.unless) == 0
    assert len(out.unless) == 2


def test_young_firms_are_asked_for_the_time_since_they_were_founded(draft_of: Compiled) -> None:
    text = (
        "第一条 申报条件\n企业近两年无违规处罚记录。"
        "成立不满两年的企业，自成立之日起无违规处罚记录。\n"
        "第二条 对符合条件的石材企业，给予一次性奖励20万元。\n"
    )
    (rule,) = draft_of(text).ruleset.rules
    assert isinstance(rule.when, AllOf)
    either = next(c for c in rule.when.of if isinstance(c, AnyOf))
    clean, young = either.of
    assert clean.source is not None
    assert clean.source.quote == "近两年无违规"
    assert [leaf.source.quote for leaf in leaves(young) if leaf.source] == [
        "成立不满两年",
        "自成立之日起无违规处罚记录",
    ]


def test_what_a_card_without_sums_offers_stands_in_its_service(
    draft_of: Compiled, parts_of: Parts
) -> None:
    service = "对在云江市开采石材的企业，可按照简易程序申请办理复绿登记。"
    draft = draft_of(card(service, "1．企业应配有安全员。"), head="")
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "in_kind"
    assert rule.award.what == "可按照简易程序申请办理复绿登记"
    assert any("安全员" in c for c in parts_of(rule))
    assert any("开采石材" in c for c in parts_of(rule))


def test_an_approval_in_a_service_stays_a_condition(draft_of: Compiled, parts_of: Parts) -> None:
    service = "申请设立采石公司，应当经市石材管理局批准。未经批准不得采石。"
    draft = draft_of(card(service, "1．企业应配有安全员。"), head="")
    (rule,) = draft.ruleset.rules
    assert any(c.startswith("judged 经市石材管理局批准") for c in parts_of(rule))


def test_consequences_permissions_and_duties_of_a_district_ask_nothing(
    draft_of: Compiled, parts_of: Parts
) -> None:
    conditions = (
        "1．企业应配有安全员。\n"
        "2．对评估不合格的企业，暂停拨付资金。\n"
        "3．所在区需在空间、资金等方面给予配套支持政策。\n"
        "4．项目可为单独设备购置。\n"
        "5．企业未被取消采矿资格。"
    )
    service = "对开展矿山复绿的企业，给予一次性奖励20万元。"
    (found,) = asked(draft_of(card(service, conditions), head=""), parts_of)
    assert len(found) == 3, found
    assert any("安全员" in c for c in found)
    assert any("采矿资格" in c for c in found)


def test_brackets_in_a_procedure_shut_nobody_out(draft_of: Compiled) -> None:
    text = card("对开展矿山复绿的企业，给予一次性奖励20万元。", "1．企业应配有安全员。")
    text = text.replace("时间/频度", "办理流程\n1．签订协议（非合同项目除外）。\n时间/频度", 1)
    (rule,) = draft_of(text, head="").ruleset.rules
    assert rule.unless == ()
