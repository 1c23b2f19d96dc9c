"""Every construct has its row in docs/constructs.md, every row its law and a test that exists."""

from __future__ import annotations

import ast
from functools import cache
from typing import get_args

import pytest

from rules.benefit import Award, Band, Cap, Case
from rules.condition import Condition, Operand
from rules.stacking import Stacking
from scripts.constructs import TESTS, Row, law_of, rows
from scripts.write_docs import ROOT


@cache
def _tests_of(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name}-{row.words}")
def test_a_row_has_a_law_and_a_test(row: Row) -> None:
    assert len(law_of(row.name)) > 20
    file, _, function = row.test.partition("::")
    assert function.startswith("test_")
    assert function in _tests_of(file)


def test_every_kind_of_condition_operand_award_and_stacking_has_a_row() -> None:
    unions = (Condition, Operand, Award, Stacking)
    kinds = {kind for union in unions for kind in get_args(get_args(union)[0])}
    wanted = {f"{kind.__module__}:{kind.__name__}" for kind in (*kinds, Cap, Band, Case)}
    assert wanted - {row.name for row in rows()} == set()


def test_no_two_constructs_share_a_law() -> None:
    names = {row.name for row in rows()}
    assert len({law_of(name) for name in names}) == len(names)
