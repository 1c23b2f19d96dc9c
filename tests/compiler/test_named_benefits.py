"""General conditions that name the benefits they speak of, by what their clauses are called."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule

Compiled = Callable[..., Draft]
Parts = Callable[[Rule], list[str]]

TEXT = """青屏区人才安居办法
第一条 {words}
（一）在本区登记注册；
（二）具有独立法人资格。
第二条 设备补贴。对购置设备的企业，给予5万元补贴。
第三条 租金补贴。对租用车间的企业，给予3万元补贴。
第四条 展会奖励。对举办展会的企业，给予2万元奖励。
"""


@pytest.mark.parametrize("chapters", [False, True])
@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("申请设备补贴、租金补贴，应当同时具备以下条件：", [True, True, False]),
        ("企业申请展会奖励的，应当符合下列条件：", [False, False, True]),
        ("申报租金补贴和展会奖励的企业，须同时符合以下条件：", [False, True, True]),
        ("申请本办法补贴，应当同时具备以下条件：", [True, True, True]),
        ("申请各项补贴的企业，应当具备下列条件：", [True, True, True]),
    ],
)
def test_conditions_are_asked_for_the_benefits_they_name(
    words: str, asked: list[bool], chapters: bool, draft_of: Compiled, parts_of: Parts
) -> None:
    text = TEXT.format(words=words)
    if chapters:
        text = text.replace("第一条", "第一章 总则\n第一条").replace(
            "第二条", "第二章 标准\n第二条"
        )
    rules = draft_of(text, head="").ruleset.rules
    assert ["legal_person" in parts_of(rule) for rule in rules] == asked
    assert not any("申请" in part or "申报" in part for rule in rules for part in parts_of(rule))
