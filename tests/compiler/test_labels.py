"""What a leaf is called: words stay whole, time stays beside them, only judgements are gates."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.condition import leaves
from rules.draft import Draft

Conditions = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对供应链采购额1000万元以上的企业，", ["?供应链采购额@now >= 1000万元"]),
        ("对可再生能源利用率不低于15%的企业，", ["?可再生能源利用率@now >= 15%"]),
        ("对其他业务收入不低于500万元的企业，", ["?其他业务收入@now >= 500万元"]),
        ("对均价不高于30元的企业，", ["?均价@now <= 30元"]),
        ("对合并报表资产不低于500万元的企业，", ["?合并报表资产@now >= 500万元"]),
        ("对建有应急物资储备库的企业，", ["?建有应急物资储备库"]),
        ("对已经投产运行的企业，", ["?已经投产运行"]),
        ("对已完成需求侧响应改造的企业，", ["?已完成需求侧响应改造"]),
    ],
)
def test_a_noun_keeps_the_characters_of_a_modal(
    who: str, expected: list[str], conditions_of: Conditions
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("对2022年以来通过国际产品注册的企业，", ["?通过国际产品注册@2022-01-01.."]),
        (
            "对2022年至申报截止日期竣工的石材企业，",
            ["?2022年至申报截止日期竣工", "industry in 石材"],
        ),
    ],
)
def test_a_stretch_of_time_is_not_the_year_it_begins_with(
    who: str, expected: list[str], conditions_of: Conditions
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    "state",
    ["产权清晰", "服务体系完善", "具有一定的空间规模", "配套设施齐全", "专业化水平较高"],
)
def test_a_plain_adjective_is_asked_yes_or_no(state: str, draft_of: Callable[..., Draft]) -> None:
    text = f"第一条 申报单位应当符合下列条件：\n（一）{state}；\n（二）从业人员50人以上。\n"
    (rule,) = draft_of(text + "第二条 对开采石材的企业，给予一次性奖励10万元。").ruleset.rules
    (found,) = [leaf for leaf in leaves(rule.when) if state in leaf.source.quote]
    assert found.kind == "is"


@pytest.mark.parametrize(
    "merit", ["示范带动作用明显", "取得显著的社会效益", "服务成效突出", "具有较好的市场前景"]
)
def test_merit_of_effect_is_judged(merit: str, draft_of: Callable[..., Draft]) -> None:
    text = f"第一条 申报单位应当符合下列条件：\n（一）{merit}；\n（二）从业人员50人以上。\n"
    (rule,) = draft_of(text + "第二条 对开采石材的企业，给予一次性奖励10万元。").ruleset.rules
    (found,) = [leaf for leaf in leaves(rule.when) if leaf.kind == "judged"]
    assert found.gate == merit


def test_years_in_the_name_of_a_document_are_no_figures(conditions_of: Conditions) -> None:
    (found,) = conditions_of("对符合《石材产业行动方案（2023-2025年）》发展方向的企业，")
    assert ">=" not in found
    assert "<=" not in found
