"""``match`` with a table of subjects: a section each, one of them, columns left out, refusals."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from cli.applicants import read_applicants
from matcher.facts import FactValue, TagSet
from matcher.table_input import SubjectTable
from rules.vocabulary import standard_vocabulary
from tests.cli.conftest import ROOT, Run
from tests.matcher.tables import excel, parquet

ON = ("--on", "2026-05-06")
ROWS = (
    "统一社会信用代码,企业名称,上年度营业收入（万元）\n1X,甲公司,3000\n2X,乙公司,100\n3X,乙公司,\n"
)
DAY = date(2026, 5, 6)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "企业.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def verdicts(ran_json: dict[str, object]) -> dict[str, list[str]]:
    found = ran_json["subjects"]
    assert isinstance(found, list)
    return {s["subject"]: sorted(d["verdict"] for d in s["decisions"]) for s in found}


def test_each_subject_has_its_section(run: Run, published: str, file: Path) -> None:
    ran = run("match", "--facts", str(file), *ON)
    assert ran.code == 0
    heads = re.findall(r"(?m)^==== .*", ran.out)
    assert heads == ["==== 1X（甲公司） ====", "==== 2X（乙公司） ====", "==== 3X（乙公司） ===="]
    assert "C 列「上年度营业收入（万元）」读作 revenue@2025，单位 万元" in ran.out
    first, second, third = ran.out.split("====")[2::2]
    assert "规模奖励：10万元" in first
    assert "不符合 2 项" in second
    assert "还缺信息" in third
    assert ran.out.count("不代表主管部门决定") == 1


def test_json_lists_the_subjects(run: Run, published: str, file: Path) -> None:
    ran = run("match", "--facts", str(file), *ON, "--json")
    assert verdicts(ran.json) == {
        "1X": ["eligible", "ineligible"],
        "2X": ["ineligible", "ineligible"],
        "3X": ["unknown", "unknown"],
    }
    assert ran.json["columns"] == [
        {
            "column": "C",
            "title": "上年度营业收入（万元）",
            "address": "revenue@2025",
            "unit": "万元",
        }
    ]
    assert [s["names"] for s in ran.json["subjects"]] == [["甲公司"], ["乙公司"], ["乙公司"]]


def test_some_subjects_by_number_or_name(run: Run, published: str, file: Path) -> None:
    given = ("--facts", str(file), *ON, "--json")
    ran = run("match", *given, "--subject-id", "2x", "--subject-id", "甲公司")
    assert list(verdicts(ran.json)) == ["2X", "1X"]


def test_the_command_line_wins_for_every_subject(run: Run, published: str, file: Path) -> None:
    ran = run("match", "--facts", str(file), "--fact", "上年度营业收入=5000万元", *ON, "--json")
    assert {tuple(v) for v in verdicts(ran.json).values()} == {("eligible", "eligible")}


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--subject-id", "9X"), 1, "没有编号或名称为「9X」的对象 → 文件里有：1X（甲公司）、2X"),
        (("--subject-id", "乙公司"), 1, "「乙公司」不止一个对象"),
        (("--ignore", "备注"), 1, "--ignore 写的列「备注」不在表头里"),
    ],
)
def test_a_choice_that_is_not_there(
    run: Run, published: str, file: Path, args: tuple[str, str], code: int, told: str
) -> None:
    ran = run("match", "--facts", str(file), *ON, *args)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


@pytest.mark.parametrize(
    "args", [("--subject-id", "1X"), ("--sheet", "企业"), ("--ignore", "备注")]
)
def test_options_of_tables_without_a_table(run: Run, published: str, args: tuple[str, str]) -> None:
    ran = run("match", "--fact", "上年度营业收入=1元", *ON, *args)
    assert ran.code == 1
    assert "[CLI105]" in ran.err
    Path("甲.yaml").write_text("上年度营业收入: 1元\n", encoding="utf-8")
    assert "[CLI105]" in run("match", "--facts", "甲.yaml", *ON, *args).err


def test_all_bad_cells_are_told(run: Run, published: str, tmp_path: Path) -> None:
    path = tmp_path / "企业.xlsx"
    path.write_bytes(excel(["企业名称", "营业收入", "备注"], ["甲", 5, "x"], ["乙", "无", None]))
    ran = run("match", "--facts", str(path), *ON)
    assert ran.code == 1
    assert re.findall(r"\[(MF\d+)\] 错误 \S+企业\.xlsx (\w+)", ran.err) == [
        ("MF141", "C1"),
        ("MF151", "B2"),
        ("MF153", "B3"),
    ]


@pytest.mark.parametrize("command", ["next", "recommend", "bundle"])
def test_other_commands_take_one_subject(
    run: Run, published: str, file: Path, command: str, tmp_path: Path
) -> None:
    ran = run(command, "--facts", str(file), *ON)
    assert ran.code == 1
    assert "文件里有 3 个对象，这里只能用一个 → 请用 policycalc match 测算全部对象" in ran.err
    one = tmp_path / "甲.csv"
    one.write_text("\n".join(ROWS.split("\n")[:2]), encoding="utf-8")
    assert run(command, "--facts", str(one), *ON).code == 0


def test_csv_excel_and_parquet_decide_alike(run: Run, published: str, tmp_path: Path) -> None:
    title, files = "上年度营业收入[万元]", {}
    files["甲.csv"] = f"企业名称,{title}\n甲公司,3000\n".encode("gb18030")
    files["甲.xlsx"] = excel(["企业名称", title], ["甲公司", 3000])
    files["甲.parquet"] = parquet(**{"企业名称": ["甲公司"], title: [3000]})
    decided = []
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        ran = run("match", "--facts", name, *ON, "--json")
        decided.append(ran.json["subjects"][0]["decisions"])
    same = run("match", "--fact", "上年度营业收入=3000万元", *ON, "--json").json["decisions"]
    assert decided == [same] * 3


def told(value: FactValue) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, TagSet):
        return "、".join(tag.name for tag in value.has) or "无"
    return str(value)


def test_the_page_shows_the_example_and_how_it_is_read() -> None:
    page = (ROOT / "docs" / "facts-files.md").read_text(encoding="utf-8")
    path = ROOT / "docs" / "examples" / "enterprises.csv"
    found = read_applicants(path, DAY, standard_vocabulary(), ignore=("备注",))
    assert isinstance(found, SubjectTable)
    for subject in found.subjects:
        facts = "；".join(f"{f.key} = {told(f.value)}" for f in subject.facts.facts)
        assert f"| {subject.told} | {facts} |" in page
    assert len(found.subjects) == 3
    shown = page.split("`docs/examples/enterprises.csv`：\n\n")[1].split("\n\n")[0].split("\n")
    head, _, *rows = ([c.strip() for c in row.strip("|").split("|")] for row in shown)
    with path.open(encoding="utf-8", newline="") as lines:
        assert list(csv.reader(lines)) == [head, *rows]
