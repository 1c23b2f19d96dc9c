"""Terms that list several kinds of bodies, relief by class and by benefit, exclusions of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from compiler import compile_document
from rules.draft import Draft
from rules.rule import Rule

Parts = Callable[[Rule], list[str]]
HEAD = "云江市公共服务扶持办法\n"


@pytest.mark.parametrize(
    ("defined", "kind", "asked"),
    [
        (
            "本办法所称托育单位，包括在本市登记并取得托育备案的托育机构，以及在镇村开展临时照护的社区托育点。",
            "托育机构新增托位的",
            ["registered_region in 云江市", "?取得托育备案", "entity_type in 托育机构"],
        ),
        (
            "本办法所称文化服务主体，包括持有演出许可证的演艺团体和在景区驻场的民间戏班。",
            "演艺团体新增演出场地的",
            ["titles has 演出许可证"],
        ),
        (
            "本办法所称养老单位，包括已向民政部门备案的养老机构，以及在社区从事助餐服务的助餐点。",
            "助餐点新增餐位的",
            ["?在社区从事助餐服务"],
        ),
    ],
)
def test_a_term_of_several_kinds_asks_each_of_its_own(
    defined: str, kind: str, asked: list[str], draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    draft = draft_of(f"第一条 {defined}\n第二条 {kind}，给予5万元补助。\n", head=HEAD)
    (rule,) = draft.ruleset.rules
    assert set(asked) <= set(parts_of(rule))
    others = {"?在镇村开展临时照护", "?在景区驻场", "?已向民政部门备案", "?向民政部门备案"}
    assert not others & set(parts_of(rule))


ASKED = (
    "第一条 申请租房补贴、购房补贴，应当同时具备以下条件：\n（一）连续缴纳社会保险满12个月；\n"
    "（二）本人在本市无自有住房。\n"
)
ITEMS = (
    "第二条 租房补贴。在本市工作的毕业生租房的，每月给予500元租房补贴。\n"
    "第三条 购房补贴。在本市工作的毕业生购买首套住房的，给予3万元购房补贴。\n"
)
INSURED = "social_insurance_months@now >= 12个月"
NO_HOME = "not owns_home"


def general(draft: Draft, parts: Parts) -> list[list[str]]:
    return [[p for p in parts(r) if INSURED in p or NO_HOME in p] for r in draft.ruleset.rules]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("申请购房补贴的，不适用前款第（二）项。", [[INSURED, NO_HOME], [INSURED]]),
        (
            "申请租房补贴的，不受前款第（一）项限制；申请购房补贴的，不适用前款第（二）项。",
            [[NO_HOME], [INSURED]],
        ),
        (
            "退役军人不受前款第（一）项限制；申请购房补贴的，不适用前款第（二）项。",
            [
                [f"any(person_category has 退役军人; {INSURED})", NO_HOME],
                [f"any(person_category has 退役军人; {INSURED})"],
            ],
        ),
    ],
)
def test_relief_by_the_name_of_a_benefit_and_twice_in_a_sentence(
    words: str, left: list[list[str]], draft_of: Callable[..., Draft], parts_of: Parts
) -> None:
    assert general(draft_of(f"{ASKED}{words}\n{ITEMS}", head=HEAD), parts_of) == left


ROWS = (
    "附件1\n补贴标准\n"
    "| 档次 | 学历或职称 | 补贴（元/月） |\n| --- | --- | --- |\n"
    "| 第一档 | 博士，或者正高级职称 | 900 |\n| 第二档 | 硕士 | 600 |\n"
)


@pytest.mark.parametrize(
    ("who", "row"),
    [
        ("符合附件1第一档条件的人员", "any(education in 博士; professional_title in 正高级职称"),
        ("附件1所列第二档人才", "any(education in 硕士"),
    ],
)
def test_relief_for_a_class_that_a_table_defines(who: str, row: str, parts_of: Parts) -> None:
    said = f"{ASKED}{who}，不受前款第（一）项限制。\n{ITEMS}第四条 本办法由教育局负责解释。\n"
    draft = compile_document(f"{HEAD}{said}{ROWS}".encode(), "办法.md")
    first = draft.ruleset.rules[0]
    assert any(p.startswith(row) and INSURED in p for p in parts_of(first))


@pytest.mark.parametrize(
    "misdeed",
    [
        "与用人单位解除劳动合同且未在本市重新就业",
        "申请人与所在单位终止聘用关系",
        "与原单位解除劳动关系未满一年",
    ],
)
def test_who_leaves_an_employer_is_no_body(misdeed: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        "第一条 对引进的人才个人，给予3万元生活补贴。\n第二条 对新建厂房的企业，给予5万元奖励。\n"
        f"第三条 有下列情形之一的，不予发放：\n（一）{misdeed}；\n（二）被列入严重失信主体名单。\n",
        head=HEAD,
    )
    person, body = draft.ruleset.rules
    assert (len(person.unless), len(body.unless)) == (2, 1)


@pytest.mark.parametrize(
    ("grant", "what", "term"),
    [
        ("可免租金入住人才公寓，免租期不超过5年", "免租金入住人才公寓", "5年"),
        ("可免费使用共享厨房，使用期限最长18个月", "免费使用共享厨房", "18个月"),
        ("可免租使用村集体场地", "免租使用村集体场地", ""),
    ],
)
def test_free_use_is_a_benefit_with_its_term(
    grant: str, what: str, term: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 在本市全职工作的引进人才，{grant}。\n", head=HEAD)
    (rule,) = draft.ruleset.rules
    assert rule.award.kind == "in_kind"
    assert rule.award.what.removeprefix("可") == what
    assert str(rule.award.lasting or "") == term
