"""Readings that were wrong without a word said: one construct each, in words no policy has."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rules.draft import Draft
from tests.compiler.conftest import parts


@pytest.mark.parametrize(
    ("grant", "asked"),
    [
        ("企业承担部级课题的，每个项目按部级资助的40%给予配套。", "部级课题"),
        ("企业开展矿井复垦的，对应每家供应链企业给予6万元奖励。", "矿井复垦"),
        ("开展凿岩复检的企业，每一家企业补助3万元。", "凿岩复检"),
    ],
)
def test_one_by_one_asks_nothing(grant: str, asked: str, draft_of: Callable[..., Draft]) -> None:
    (rule,) = draft_of(f"第一条 {grant}").ruleset.rules
    (one,) = parts(rule)
    assert asked in one
