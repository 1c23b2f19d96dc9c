"""Clauses of a block of conditions that limit, follow from a case or tell a way ask nothing."""

from __future__ import annotations

import pytest

from compiler.extract.language.deeds import deed_of
from rules.document import SentenceKind
from rules.rule import Rule
from tests.compiler.conftest import compiled, parts

TEXT = (
    "云江市家政服务补贴办法\n第一条 门店补贴\n（一）补贴标准：每家门店给予4万元补贴。\n"
    "（二）申请条件：\n1.经营面积不少于60平方米；\n2.{said}；\n3.设有培训教室。\n"
)
ASKED = ["store_area@now >= 60平方米", "?设有培训教室"]


def read(said: str) -> tuple[Rule, SentenceKind]:
    """The rule of the text with ``said`` among its conditions, and what became of ``said``."""
    draft = compiled(TEXT.format(said=said), head="")
    kind = next(e.kind for e in draft.ledger if said.split("，", 1)[0] in e.span.quote)
    return draft.ruleset.rules[0], kind


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("同一法定代表人名下有多家门店的，只有一家可申请门店补贴", "stacking"),
        ("同一门店只能由一个经营主体申报", "stacking"),
        ("因同一门店已申领过补贴后24个月内再次开业的，不能再次申领门店补贴", "stacking"),
        ("一个经营者经营数家门店的，只补其中一家", "stacking"),
        ("每家企业每年限报一个项目", "stacking"),
        ("对两次检查不合格的门店，终止合作并收回已拨资金", "obligation"),
        ("经核查不符合要求的，取消其补贴资格", "obligation"),
        ("评审结果经公示无异议后予以公布", "procedure"),
        ("由区商务局每年组织抽查", "procedure"),
        ("具体名单以区商务局核定为准", "background"),
        ("直营门店参照本条规定执行", "background"),
        ("按照“谁申报、谁负责”原则", "background"),
    ],
)
def test_what_a_clause_does_is_told_and_not_asked(said: str, kind: str) -> None:
    """Limits, consequences and ways stand in the ledger under their kind."""
    rule, told = read(said)
    assert parts(rule) == ASKED
    assert told == kind


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("未被取消家政示范资格", "?未被取消家政示范资格"),
        ("不存在收回补贴资金的情形", "?不存在收回补贴资金的情形"),
        ("从业人员经区商务局考核合格", "?从业人员经区商务局考核合格"),
        ("按期完成服务场所验收备案", "?按期完成服务场所验收备案"),
        ("按要求向行业平台报送服务数据", "?按要求向行业平台报送服务数据"),
    ],
)
def test_what_is_denied_or_done_by_the_applicant_is_asked(said: str, expected: str) -> None:
    """The same verbs, denied or done by whoever applies, stay conditions."""
    rule, told = read(said)
    assert parts(rule) == [ASKED[0], expected, ASKED[1]]
    assert told == "condition"


@pytest.mark.parametrize(
    ("said", "expected", "scope"),
    [
        (
            "培训课时不少于40小时，且同一学员只能由一家单位申报",
            "?培训课时@now >= 40小时",
            "同一学员",
        ),
        ("与业主签订服务合同，同一合同限报一次", "?与业主签订服务合同", "同一合同"),
        ("从业人员不少于8人，同一门牌号只支持一家", "employees@now >= 8人", "同一门牌号"),
    ],
)
def test_a_limit_behind_what_is_asked_is_told_besides(said: str, expected: str, scope: str) -> None:
    """What stands before the limit is asked, and the limit is told as such."""
    rule, told = read(said)
    assert parts(rule) == [ASKED[0], expected, ASKED[1]]
    assert [s.scope for s in rule.stacking if s.kind == "once_only"] == [scope]
    assert told == "condition"


def test_what_follows_from_a_case_behind_what_is_asked_is_a_duty() -> None:
    """「与农户签订协议；未按协议履行的，收回资金」: asked, and told to whoever is paid."""
    rule, _ = read("与社区签订服务协议；未按协议履行的，收回补贴资金")
    assert parts(rule) == [ASKED[0], "?与社区签订服务协议", ASKED[1]]
    assert [o.source.quote for o in rule.obligations] == ["未按协议履行的，收回补贴资金"]


@pytest.mark.parametrize(
    ("said", "deed"),
    [
        ("凭购置发票", "reckoning"),
        ("比照其年度地方财政贡献", "reckoning"),
        ("根据海关统计出口数据", "reckoning"),
        ("暂停对该机构的风险补偿", "consequence"),
        ("视评估结果决定该机构是否继续合作", "consequence"),
        ("参加评审的单位", None),
        ("被列入失信名单", None),
        ("不适用本办法", None),
    ],
)
def test_the_deed_of_one_clause(said: str, deed: str | None) -> None:
    """One clause alone; a description and what happened to somebody have none."""
    assert deed_of(said) == deed
