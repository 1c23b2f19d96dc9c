"""What is said of a thing somebody runs or builds, and what of whoever applies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from rules.rule import Rule


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        # the time of running is that of the thing the words before speak of
        (
            "新开通的国际班列，连续稳定运行满3个月的，",
            ["?新开通的国际班列", "?班列连续稳定运行@now >= 3个月"],
        ),
        ("自建的公共仓库，正常运营满2年的，", ["?自建的公共仓库", "?公共仓库正常运营@now >= 2年"]),
        ("对新建加氢站且稳定运营满6个月的企业，", ["?新建加氢站", "?加氢站稳定运营@now >= 6个月"]),
        # a body runs for as long as it has existed
        ("对运营满2年的孵化器，", ["years_established@now >= 2年", "entity_type in 孵化器"]),
        ("对正常经营满1年的企业，", ["years_established@now >= 1年"]),
    ],
)
def test_how_long_a_thing_has_been_running(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "在本区办理工商、税务登记",
        "在本区办理工商和税务登记",
        "在青屏区办理工商及税务登记",
    ],
)
def test_either_registration_is_a_place_of_its_own(
    asked: str, conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(f"对{asked}的企业，") == [
        "registered_region in 青屏区",
        "tax_region in 青屏区",
    ]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (
            "港口经营企业实施岸电改造项目，投资额200万元以上的，",
            ["industry in 港口经营", "?实施岸电改造项目", "project_investment@now >= 200万元"],
        ),
        (
            "对上年度发运班列20列以上的多式联运经营人，",
            ["?发运班列@Y-1 >= 20列", "entity_type in 多式联运经营人"],
        ),
        (
            "对上年度服务中小企业20家以上的工业互联网服务商，",
            ["enterprises_served@Y-1 >= 20家", "entity_type in 工业互联网服务商"],
        ),
    ],
)
def test_trades_and_bodies_by_what_they_run(
    who: str, expected: list[str], conditions_of: Callable[[str], list[str]]
) -> None:
    assert conditions_of(who) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            "申报条件：2025年1月1日至2026年6月30日期间建成的冷库，库容2000立方米以上。",
            "?库容@now >= 2000立方米",
        ),
        (
            "申报条件：2024年3月至2025年12月期间新增发电装机，装机容量500千瓦以上。",
            "installed_capacity@now >= 500千瓦",
        ),
        ("申报条件：截至2025年底在孵企业达到30家。", "incubated_enterprises@2025 >= 30家"),
    ],
)
def test_the_end_of_a_time_is_no_aim(
    block: str,
    expected: str,
    draft_of: Callable[[str], Draft],
    parts_of: Callable[[Rule], list[str]],
) -> None:
    (rule,) = draft_of(f"一、建设补助\n{block}\n支持标准：给予一次性补助20万元。").ruleset.rules
    assert expected in parts_of(rule)
