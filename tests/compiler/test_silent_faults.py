"""Readings that were wrong without a word said: one construct each, in words no policy has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule
from tests.compiler.conftest import parts, short


@pytest.mark.parametrize(
    ("grant", "asked"),
    [
        ("企业承担部级课题的，每个项目按部级资助的40%给予配套。", "部级课题"),
        ("企业开展矿井复垦的，对应每家供应链企业给予6万元奖励。", "矿井复垦"),
        ("开展凿岩复检的企业，每一家企业补助3万元。", "凿岩复检"),
        ("企业举办矿业年会的，每场年会按场租的35%给予补助。", "矿业年会"),
    ],
)
def test_one_by_one_asks_nothing(grant: str, asked: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    (one,) = parts(rule)
    assert asked in one


def of(draft: Draft) -> Rule:
    (rule,) = draft.ruleset.rules
    return rule


@pytest.mark.parametrize(
    ("who", "left_out"),
    [
        ("对矿业企业（不含金融、采砂企业）", "?金融、采砂企业"),
        ("对石材企业（砂石、煤炭批发企业除外）", "?砂石、煤炭批发企业"),
        ("对选矿企业（不包括探矿、洗煤类企业）", "?探矿、洗煤类企业"),
    ],
)
def test_each_member_of_a_bracket_is_left_out(
    who: str, left_out: str, draft_of: Callable[..., Draft]
) -> None:
    rule = of(draft_of(f"第一条 {who}，给予一次性奖励7万元。"))
    assert [short(condition) for condition in rule.unless] == [left_out]


@pytest.mark.parametrize(
    ("grant", "scope"),
    [
        ("购置选矿设备的，按设备投入的15%补助，已享受省级技改补助的除外。", "省级技改补助"),
        ("开展岩芯复检的，给予6万元奖励（已领取市级复检补贴的除外）。", "市级复检补贴"),
        ("修复矿坑的，补助8万元，已获得生态专项资金的不在此列。", "生态专项资金"),
    ],
)
def test_who_was_paid_otherwise_is_left_out(
    grant: str, scope: str, draft_of: Callable[..., Draft]
) -> None:
    rule = of(draft_of(f"第一条 对{grant}"))
    (stacking,) = rule.stacking
    assert stacking.kind == "exclusive_with"
    assert stacking.scope == scope
    assert "，" not in stacking.source.quote


@pytest.mark.parametrize(
    ("tail", "denied"),
    [
        ("采砂、洗煤企业除外", "?采砂、洗煤企业"),
        ("但国有选矿企业不在此列", "?国有选矿企业"),
        ("停产的矿山不包括在内", "?停产的矿山"),
    ],
)
def test_who_is_no_member_of_a_defined_term(
    tail: str, denied: str, draft_of: Callable[..., Draft]
) -> None:
    text = (
        f"第一条 本办法所称石材企业，是指在本区登记注册的采石企业，{tail}。\n"
        "第二条 石材企业开展岩芯复检的，奖励3万元。"
    )
    asked = parts(of(draft_of(text)))
    assert [line for line in asked if denied in line] == [f"not {denied}"]


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        ("取得《矿山施工资质证书》", "矿山施工资质证书"),
        ("持有《爆破作业许可证》", "爆破作业许可证"),
        ("首次获得《岩土勘测资格证书》", "岩土勘测资格证书"),
    ],
)
def test_a_paper_in_marks_is_held_whole(
    paper: str, name: str, draft_of: Callable[..., Draft]
) -> None:
    (asked,) = parts(of(draft_of(f"第一条 {paper}的企业，一次性奖励5万元。")))
    assert asked.removeprefix("first ") == f"titles has {name}"


@pytest.mark.parametrize(
    ("won", "names"),
    [
        ("获得地理标志农产品、绿色食品认证", ["地理标志农产品", "绿色食品认证"]),
        ("获评省级花木之乡或者绿色工厂", ["省级花木之乡", "绿色工厂"]),
        ("通过富硒产品、绿色食品认证", ["富硒产品", "绿色食品认证"]),
    ],
)
def test_what_is_listed_with_a_title_is_one(
    won: str, names: list[str], draft_of: Callable[..., Draft]
) -> None:
    (asked,) = parts(of(draft_of(f"第一条 对{won}的企业，奖励2万元。")))
    assert asked == f"titles has {'|'.join(names)}"


@pytest.mark.parametrize(
    "text",
    [
        "对投保矿工意外险的企业，首年补助保费的55%，次年补助25%。",
        "入驻选矿园的首年减免租金的80%，以后各年减免30%。",
        "首次检测报销检测费的65%。",
    ],
)
def test_a_share_no_grant_was_read_in_is_told(text: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 {text}\n第二条 对开展岩芯复检的企业，奖励2万元。")
    told = [d for d in draft.diagnostics if d.code == "PC204"]
    assert len(told) == 1 or len(draft.ruleset.rules) == 2


@pytest.mark.parametrize(
    "text",
    [
        "矿山标志有效期满后续展的企业，每个标志补助2万元。",
        "安全证书有效期届满后换证的，给予换证费4000元补助。",
        "在许可证有效期内完成复垦的，奖励9万元。",
    ],
)
def test_a_paper_that_runs_out_sets_no_window(text: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(f"第一条 {text}")
    assert len(draft.ruleset.rules) == 1 or [d for d in draft.diagnostics if d.code == "PC204"]
