"""Parquet in, Parquet out: the same answers as ``evaluate``, and only what changed is redone."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matcher import batch as batches
from matcher.batch import looked_at, run_batch
from matcher.columnar import encoded
from matcher.columns import Names, stored_facts
from matcher.columns_arrow import read_chunk, read_schema
from matcher.decision import Verdict
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts
from rules.errors import InputRejected
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
Make = Callable[..., Rule]
Answers = dict[tuple[int, str], tuple[str, int | None, bool | None]]
REVENUE = {"kind": "value", "attribute": "revenue", "period": "Y-1"}


def table(rows: int, first: int = 0) -> pa.Table:
    """Subjects in every Arrow type that is read; a fifth of each column is null."""

    def some(values: list[Any], salt: int) -> list[Any]:
        numbers = range(first, first + rows)
        return [None if (n + salt) % 5 == 0 else values[n * 7 % len(values)] for n in numbers]

    cents = [Decimal(text) for text in ("99.99", "100.00", "100.01", "-3.00", "0.00", "8888888.88")]
    days = [date(2023, 5, 20), date(2023, 5, 21), date(1990, 1, 1), date(2026, 5, 20)]
    sets = [[], ["甲"], ["省级甲", "乙"], ["丙"], ["甲", "丙企业"]]
    return pa.table(
        {
            "id": pa.array(range(first, first + rows), pa.int64()),
            "营业收入@Y-1[元]": pa.array(some(cents, 0), pa.decimal128(18, 2)),
            "revenue@2024[万元]": pa.array(some([0, 1, 90, -1], 1), pa.int32()),
            "上年度研发费用[分]": pa.array(some([9999, 10_000, 3333, -5, 0], 2), pa.int64()),
            "employees": pa.array(some([0, 19, 20, 21], 3), pa.int16()),
            "patents[件]": pa.array(some([0, 2, 7], 4), pa.uint8()),
            "legal_person": pa.array(some([True, False, True], 0), pa.bool_()),
            "主体类型": pa.array(some(["企业", "个人"], 1)).dictionary_encode(),
            "region": pa.array(some(["广州市天河区", "广东省", "上海市", "某地"], 2)),
            "titles": pa.array(some(sets, 3), pa.list_(pa.string())),
            "established_on": pa.array(some(days, 4), pa.date32()),
            "gate:专家评审": pa.array(some([True, False], 1), pa.bool_()),
        }
    )


@pytest.fixture(scope="module")
def rules(make_rule: Make) -> list[Rule]:
    growth = {"kind": "growth", "attribute": "revenue", "period": "Y-1"}
    wanted: list[tuple[Any, Any]] = [
        (
            {"kind": "compare", "operand": REVENUE, "op": ">=", "value": "100元"},
            {"kind": "rate", "rate": "3.33%", "base": REVENUE, "caps": [{"amount": "3.33元"}]},
        ),
        (
            {"kind": "compare", "operand": growth, "op": ">", "value": "-50%"},
            {
                "kind": "top_up",
                "target": {"kind": "fixed", "amount": "50元"},
                "received": {"kind": "value", "attribute": "rd_expense", "period": "Y-1"},
            },
        ),
        (
            {"kind": "all", "of": [
                {"kind": "is", "attribute": "legal_person"},
                {"kind": "has", "attribute": "titles", "values": ["甲", "丙"]},
                {"kind": "judged", "gate": "专家评审"},
            ]},
            {
                "kind": "per_unit",
                "amount": "500元",
                "quantity": {"kind": "value", "attribute": "patents"},
                "at_most": "5件",
            },
        ),
        (
            {"kind": "at_least", "k": 2, "of": [
                {"kind": "one_of", "attribute": "region", "values": ["广州市"]},
                {"kind": "one_of", "attribute": "entity_type", "values": ["企业"]},
                {"kind": "compare", "op": "<", "value": "3年",
                 "operand": {"kind": "value", "attribute": "years_established"}},
                {"kind": "compare", "op": ">", "value": "19人",
                 "operand": {"kind": "value", "attribute": "employees"}},
            ]},
            {"kind": "fixed", "amount": "1万元", "ceiling": True},
        ),
        ({"kind": "unparsed", "reason": "没有读懂"}, {"kind": "in_kind", "what": "称号"}),
    ]  # fmt: skip
    return [make_rule(when, award, id=f"r{n}") for n, (when, award) in enumerate(wanted)]


def answers(path: Path) -> Answers:
    rows = pq.read_table(path).to_pylist()
    found = {(r["subject"], r["rule"]): (r["verdict"], r["fen"], r["exact"]) for r in rows}
    assert len(found) == len(rows)
    return found


def expected(given: pa.Table, rules: list[Rule], vocabulary: Vocabulary) -> Answers:
    """What ``evaluate`` says of the same rows, with the facts written as in a facts file."""
    found: Answers = {}
    for row in given.to_pylist():
        facts = as_typed(row, vocabulary)
        for rule in rules:
            decision = evaluate(rule, facts, ON, vocabulary)
            if decision.verdict is Verdict.UNKNOWN:
                found[row["id"], rule.id] = ("unknown", None, None)
            elif decision.verdict is Verdict.ELIGIBLE:
                fen = encoded(decision)
                told = (None, None) if fen == -1 else (max(fen, -2 - fen), fen >= 0)
                found[row["id"], rule.id] = ("eligible", *told)
    return found


def as_typed(row: dict[str, Any], vocabulary: Vocabulary) -> Facts:
    facts: dict[str, object] = {}
    for name, value in row.items():
        key, _, unit = name.removesuffix("]").partition("[")
        if value is None or name == "id":
            continue
        if isinstance(value, list):
            facts[key] = {"has": value, "complete": True}
        elif unit == "分":
            facts[key] = f"{Decimal(value) / 100}元"
        else:
            facts[key] = f"{value}{unit}" if unit else value
    return read_facts(facts, vocabulary=vocabulary, on=ON)


def test_a_registry_is_decided_as_its_subjects_are(
    tmp_path: Path, rules: list[Rule], vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "CHUNK", 64)
    monkeypatch.setattr(batches, "GROUP", 50)
    given = table(150)
    pq.write_table(given, tmp_path / "subjects.parquet", row_group_size=40)
    seen: list[tuple[int, int]] = []
    summary = run_batch(
        rules, ON, vocabulary, tmp_path / "subjects.parquet", tmp_path / "out.parquet",
        progress=lambda done, total: seen.append((done, total)),
    )  # fmt: skip
    wanted = expected(given, rules, vocabulary)
    assert answers(tmp_path / "out.parquet") == wanted
    assert {verdict for verdict, _, _ in wanted.values()} == {"eligible", "unknown"}
    assert {exact for _, _, exact in wanted.values()} == {True, False, None}
    assert seen[-1] == (150, 150)
    assert len(seen) > 1
    assert summary.asked == 0
    assert (summary.subjects, summary.kernel, summary.kept) == (150, 750, 0)
    assert summary.eligible + summary.unknown + summary.ineligible == 750


def test_only_what_changed_is_decided_again(
    tmp_path: Path, rules: list[Rule], make_rule: Make, vocabulary: Vocabulary
) -> None:
    subjects, first, second = (tmp_path / f"{n}.parquet" for n in ("subjects", "first", "second"))
    pq.write_table(table(90), subjects)
    run_batch(rules, ON, vocabulary, subjects, first)
    when = {"kind": "compare", "operand": REVENUE, "op": ">=", "value": "0元"}
    changed = [make_rule(when, id="r0"), *rules[1:4]]  # one rule changed, one gone
    summary = run_batch(changed, ON, vocabulary, subjects, second, previous=first)
    assert answers(second) == expected(table(90), changed, vocabulary)
    assert summary.kernel == 90
    assert summary.kept == len([key for key in answers(second) if key[1] != "r0"])

    fewer = tmp_path / "changed.parquet"
    moved = table(30, first=5).set_column(0, "id", pa.array(range(30), pa.int64()))
    pq.write_table(moved, fewer)
    summary = run_batch(rules, ON, vocabulary, fewer, second, previous=first)
    wanted = expected(moved, rules, vocabulary)
    wanted |= {key: told for key, told in answers(first).items() if key[0] >= 30}
    assert answers(second) == wanted
    assert summary.kernel == 150

    # in place, and once more on top of a partial one
    again = tmp_path / "again.parquet"
    pq.write_table(table(10), again)
    run_batch(rules, ON, vocabulary, again, second, previous=second)
    wanted = {key: told for key, told in wanted.items() if key[0] >= 10}
    assert answers(second) == wanted | expected(table(10), rules, vocabulary)


def test_an_earlier_answer_of_another_question_is_refused(
    tmp_path: Path, rules: list[Rule], vocabulary: Vocabulary
) -> None:
    subjects, other, out = (tmp_path / f"{n}.parquet" for n in ("subjects", "other", "out"))
    pq.write_table(table(10), subjects)
    pq.write_table(table(11), other)
    run_batch(rules, ON, vocabulary, subjects, out)
    for again, on, wanted in (
        (rules, date(2026, 5, 21), "测算日期"),
        (rules[1:], ON, "都变了"),
    ):
        with pytest.raises(InputRejected, match=wanted):
            run_batch(again, on, vocabulary, other, tmp_path / "new.parquet", previous=out)
    with pytest.raises(InputRejected, match="不是批量测算的结果"):
        run_batch(rules, ON, vocabulary, subjects, out, previous=subjects)
    assert not (tmp_path / "new.parquet").exists()


@pytest.mark.parametrize(
    ("name", "values", "wanted"),
    [
        ("营业收入[元]", pa.array([1.5]), "浮点数不精确"),
        ("营业收入", pa.array([1]), "没有写明单位"),
        ("营业收入[人]", pa.array([1]), "没有写明单位"),
        ("营业收入[亿元]", pa.array([2**50]), "超出范围"),
        ("营业收入[元]", pa.array([Decimal(10) ** 30], pa.decimal128(38, 0)), "超出范围"),
        ("营业收人[元]", pa.array([1]), "营业收入"),
        ("patents[家]", pa.array([1]), "单位应为「件」"),
        ("legal_person", pa.array(["是"]), "布尔值"),
        ("主体类型", pa.array(["团体"]), "没有「团体」这个选项"),
        ("region", pa.array([" "]), "空白"),
        ("titles", pa.array([["甲", None]]), "列表里有空值"),
        ("established_on", pa.array(["2023-01-01"]), "date32"),
        ("hires", pa.array([1]), "逐条记录"),
        ("revenue@Y-x[元]", pa.array([1]), "期间无法识别"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused(
    vocabulary: Vocabulary, name: str, values: pa.Array, wanted: str
) -> None:
    given = pa.table({"id": [1], name: values})

    def read() -> None:
        fields = read_schema(given.schema, vocabulary=vocabulary, on=ON)
        read_chunk(given, fields, Names())

    with pytest.raises(InputRejected, match=wanted) as caught:
        read()
    assert [problem.code for problem in caught.value.diagnostics] == ["MF110"]


def test_every_column_that_is_refused_is_named(vocabulary: Vocabulary) -> None:
    given = pa.table({"没有的": [1], "营业收入": [1], "revenue@2025[元]": [1], "patents": [2.5]})
    with pytest.raises(InputRejected) as caught:
        read_schema(given.schema, vocabulary=vocabulary, on=ON)
    places = [problem.place for problem in caught.value.diagnostics]
    assert places == ["没有的", "营业收入", "patents", "id"]
    twice = pa.table({"id": [1], "营业收入[元]": [1], "revenue@2025[分]": [1]})
    with pytest.raises(InputRejected, match="同一指标同一期间"):
        read_schema(twice.schema, vocabulary=vocabulary, on=ON)


def test_facts_come_back_from_their_columns(vocabulary: Vocabulary) -> None:
    given = table(25)
    chunk = read_chunk(given, read_schema(given.schema, vocabulary=vocabulary, on=ON), Names())
    for row, values in enumerate(given.to_pylist()):
        ours = {fact.key: fact.value for fact in stored_facts(chunk, row).facts}
        wanted = {fact.key: fact.value for fact in as_typed(values, vocabulary).facts}
        assert ours == wanted


def test_a_slice_is_read_as_the_whole(vocabulary: Vocabulary) -> None:
    given = table(40)
    fields = read_schema(given.schema, vocabulary=vocabulary, on=ON)
    whole, part = (read_chunk(t, fields, Names()) for t in (given, given.slice(7, 20)))
    for row in range(20):
        assert stored_facts(part, row) == stored_facts(whole, row + 7)


def test_columns_that_no_rule_looks_at_are_not_read(
    rules: list[Rule], vocabulary: Vocabulary
) -> None:
    asked = looked_at(rules[:1], ON, vocabulary)
    assert asked == {"revenue@2025"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")  # Spark's own
@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="needs the extra spark and a Java runtime",
)
def test_spark_answers_the_same(
    tmp_path: Path, rules: list[Rule], vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.sql import SparkSession

    from matcher.spark import decide_frame

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)  # the workers have what we have
    given = table(120)
    pq.write_table(given, tmp_path / "subjects.parquet")
    run_batch(rules, ON, vocabulary, tmp_path / "subjects.parquet", tmp_path / "out.parquet")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
        .getOrCreate()
    )
    try:
        frame = session.read.parquet(str(tmp_path / "subjects.parquet")).repartition(3)
        rows = decide_frame(frame, rules, ON, vocabulary).collect()
    finally:
        session.stop()
    found = {(r.subject, r.rule): (r.verdict, r.fen, r.exact) for r in rows}
    assert len(found) == len(rows)
    assert found == answers(tmp_path / "out.parquet")
