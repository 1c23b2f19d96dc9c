"""``policycalc batch``: a registry in Parquet before the rules of a file."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import ROOT, Run

RULES = str(ROOT / "golden_rules" / "yunjiang-industry-growth-rules" / "rules.yaml")
SUBJECTS = {
    "编号": ["甲厂", "乙厂", "丙厂"],
    "营业收入@2025[万元]": pa.array([30_000, None, 10], pa.int64()),
    "营业收入@2024[万元]": pa.array([20_000, 1, 10], pa.int64()),
    "独立法人资格": [True, None, False],
}


@pytest.fixture
def registry(tmp_path: Path) -> str:
    pq.write_table(pa.table(SUBJECTS), tmp_path / "登记.parquet")
    return str(tmp_path / "登记.parquet")


def _batch(run: Run, registry: str, *more: str) -> Any:
    asked = ("--rules-file", RULES, "--on", "2026-05-06", "--id", "编号", *more)
    return run("batch", "--subjects", registry, "--out", "结果.parquet", *asked)


def test_the_answer_is_written_and_summed_up(run: Run, registry: str, tmp_path: Path) -> None:
    ran = _batch(run, registry, "--json")
    assert ran.code == 0
    told = ran.json
    rows = pq.read_table(tmp_path / "结果.parquet").to_pylist()
    assert {row["subject"] for row in rows} == {"甲厂", "乙厂"}
    assert len(rows) == told["eligible"] + told["unknown"]
    assert told["decided"] == 3 * told["rules"] == told["kernel"] + told["one_by_one"]
    assert told["ineligible"] == told["decided"] - len(rows) > 0
    spoken = _batch(run, registry, "--update", "结果.parquet")
    assert f"沿用上次的结果{len(rows)}项" in spoken.out
    assert "测算0项" in spoken.out
    assert pq.read_table(tmp_path / "结果.parquet").num_rows == len(rows)


def test_what_cannot_be_read_is_said(run: Run, registry: str, tmp_path: Path) -> None:
    pq.write_table(pa.table({**SUBJECTS, "营业收人": [1.5, 2, 3]}), registry)
    ran = _batch(run, registry)
    assert ran.code == 1
    assert "「营业收人」这一列不能使用：没有这个指标" in ran.err
    assert "营业收入" in ran.err
    assert not (tmp_path / "结果.parquet").exists()
    ran = _batch(run, str(tmp_path / "没有.parquet"))
    assert ran.code == 1
    assert "读不了" in ran.err
    (tmp_path / "坏.parquet").write_bytes(b"PAR1")
    assert "MF111" in _batch(run, str(tmp_path / "坏.parquet")).err


def test_a_missing_component_is_named(
    run: Run, registry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "cli.batching.find_spec", lambda name: None if name == "numba" else found(name)
    )
    ran = _batch(run, registry)
    assert ran.code == 3
    assert "policycalc[batch]" in ran.err
    assert "numba" in ran.err
