"""Blocks of conditions say more than conditions: duties, welcome things, cases and lists."""

from __future__ import annotations

import pytest

from tests.compiler.conftest import compiled, parts

CARDS = (
    "政策服务指南\n1.青屏区支持渔港建设\n青屏区支持渔港建设若干措施\n依据文件 《若干措施》\n"
    "发文机构 青屏区某局\n服务内容\n1．对完成渔港改造的项目，给予最高50万元补助。\n条件要求\n"
    "1．{said}\n2．未占用生态红线。\n2.青屏区支持夜市\n青屏区支持夜市若干措施\n依据文件 《办法》\n"
    "发文机构 青屏区某局\n服务内容\n1．对开设夜市的街区，给予最高20万元补助。\n"
)


def asked(said: str) -> list[str]:
    """What the first card asks besides what the award and the last line ask."""
    rule = compiled(CARDS.format(said=said), head="").ruleset.rules[0]
    return [p for p in parts(rule) if p not in ("?未占用生态红线", "?完成渔港改造")]


@pytest.mark.parametrize(
    "said",
    [
        "逾期未完工的，应及时申请延期。",
        "已命名的渔港更名、重组的，应在30日内提出变更申请。",
        "建设内容调整的，须书面报告主管部门。",
        "企业应积极配合做好统计工作。",
        "项目单位须自觉接受审计部门的监督检查。",
        "申报主体应主动协助开展渔业资源调查。",
        "鼓励企业与院校联合申报。",
        "重点支持深远海养殖、休闲渔业等方向。",
        "欢迎社会资本参与建设。",
        "项目申报截止后，由市级部门组织专家进行评审，评审内容包括技术方案、投资概算等。",
    ],
)
def test_what_asks_nothing_before_the_grant(said: str) -> None:
    """What is owed later, welcome, or done by an office is no condition of a grant."""
    assert asked(said) == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("建设期不超过2年，逾期未完工的，应及时申请延期。", ["?建设期@now <= 2年"]),
        ("养殖面积不少于30亩，经营主体变更的，须在15日内报备。", ["?养殖面积@now >= 30亩"]),
        ("码头长度不少于80米，设计调整的，应书面说明原因。", ["?码头长度@now >= 80米"]),
    ],
)
def test_what_is_asked_before_what_is_owed(said: str, expected: list[str]) -> None:
    """The words before the duty are conditions still."""
    assert asked(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("联合申报的，应签订合作协议。", ["any(not ?联合申报; ?签订合作协议)"]),
        ("委托运营的，须取得村集体同意。", ["any(not ?委托运营; ?取得村集体同意)"]),
        (
            "属于老旧码头的，其结构检测结论应为合格。",
            ["any(not ?属于老旧码头; ?结构检测结论为合格)"],
        ),
    ],
)
def test_a_case_is_asked_of_some_only(said: str, expected: list[str]) -> None:
    """Whoever is not of the case need not meet what it asks."""
    assert asked(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "申报项目须属于以下领域之一：远洋捕捞、水产加工、渔业装备。",
            ["industry in 远洋捕捞|水产加工|渔业装备"],
        ),
        (
            "项目应围绕以下支持方向：码头改造、冷链配套。",
            ["?围绕以下支持方向：码头改造、冷链配套"],
        ),
        ("项目应属于下列类型之一：深水码头、栈道。", ["?深水码头、栈道"]),
    ],
)
def test_fields_behind_a_colon_are_not_lost(said: str, expected: list[str]) -> None:
    """符合以下方向之一：… names what is asked in the same sentence."""
    assert asked(said) == expected


@pytest.mark.parametrize(
    "said",
    [
        "项目负责人应具有高级职称或博士学位",
        "技术负责人须持有一级渔业船员证书",
        "团队带头人应为享受政府津贴的专家",
    ],
)
def test_what_a_leader_is_is_no_fact_of_the_applicant(said: str) -> None:
    """The degree of the leader is one requirement, in the words of the text."""
    (line,) = asked(said + "。")
    assert line.startswith("?") or line.startswith("any(?")
