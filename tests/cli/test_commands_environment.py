"""The environment: settings, ports, databases, quick help, documents that are true."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli import reference
from cli.main import app
from rules.codec import dump_ruleset, load_ruleset
from tests.cli.conftest import ROOT, Run

# Not pydantic: typer itself brings it.
HEAVY = (
    "sqlalchemy", "fastapi", "jieba", "bm25s", "numpy", "lxml", "pypdf", "pdfplumber", "docx",
    "opencc", "uvicorn", "jinja2", "yaml", "rules", "compiler", "matcher", "store", "api",
)  # fmt: skip
COMMANDS = dict(reference.commands(typer.main.get_command(app)))


@pytest.mark.parametrize("args", [["--help"], ["compile", "--help"], ["review", "--help"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    script = (
        "import sys\n"
        "from cli.main import main\n"
        f"sys.argv = ['policycalc', *{args!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', *(m for m in {HEAVY!r} if m in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1].split() == ["HEAVY"]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_the_real_help_is_documented(name: str) -> None:
    shown = CliRunner().invoke(app, [*name.split(), "--help"]).stdout
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {re.escape(name)}\n(.*?)(?=^## |\Z)", page, re.S | re.M)
    options = set(re.findall(r"(?m)^\s+(--[a-z-]+)", shown)) - {"--help"}
    assert "--json" in options
    assert options == set(re.findall(r"(?m)^\| `(--[a-z-]+)", section))
    assert "显示这份说明" in shown


def test_every_command_named_in_the_page_exists() -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^## (.+)$", page) == list(COMMANDS)


def test_version_and_rule_format(run: Run) -> None:
    assert run("version", "--json").json["rule_format"] == "policycalc-rules/1"
    assert run("version").out.startswith("policycalc ")


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYCALC_PORT", "eighty")
    ran = run("match", "--fact", "注册地=云江市", "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (3, ["CLI202"])
    assert "POLICYCALC_PORT" in ran.err


def test_a_taken_port_is_named(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = run("serve", "--port", port, "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (3, ["CLI201"])
    assert port in ran.err


def test_a_file_that_is_no_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no.db").write_bytes(b"not a database, only text that is long enough" * 100)
    monkeypatch.setenv("POLICYCALC_DATABASE_URL", f"sqlite:///{tmp_path}/no.db")
    ran = run("review", "list", "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (3, ["E-STORE-OPEN"])


def test_the_actor_may_come_from_the_environment(
    run: Run, policy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYCALC_ACTOR", "张三")
    assert run("compile", str(policy), "--save").code == 0
    assert "张三" in run("review", "list").out


def test_eval_measures_one_document(run: Run) -> None:
    folders = ("--texts", str(ROOT / "policy_texts"), "--golden", str(ROOT / "golden_rules"))
    ran = run("eval", "yunjiang-industry-growth-rules", *folders, "--json")
    (document,) = ran.json["documents"]
    assert document["slug"] == "yunjiang-industry-growth-rules"
    assert document["items"]["right"] + document["items"]["missed"] == 8
    of_rate = document["by_construct"]["pays.rate"]
    assert of_rate["expected"] == of_rate["right"] + of_rate["alike"] + of_rate["missed"]
    page = run("eval", "yunjiang-industry-growth-rules", *folders, "--detail").out
    assert "合计" in page
    assert "按比例 | " in page
    assert run("eval", "没有", *folders).code == 1


def test_eval_reports_held_out_texts_apart(run: Run, tmp_path: Path) -> None:
    texts, golden = tmp_path / "texts", tmp_path / "golden"
    for slug, part in (("a", "worked_on"), ("b", "held_out")):
        for root, folder in (("policy_texts", texts), ("golden_rules", golden)):
            shutil.copytree(ROOT / root / "yunjiang-industry-growth-rules", folder / slug)
        about = texts / slug / "about.yaml"
        about.write_text(f"title: {slug}\npart: {part}\n", encoding="utf-8")
    # the second one misses a rule, so that the sums differ
    rules = golden / "b" / "rules.yaml"
    held = load_ruleset(rules.read_text(encoding="utf-8"), file="rules.yaml")
    rules.write_text(
        dump_ruleset(held.model_copy(update={"rules": held.rules[1:]})), encoding="utf-8"
    )
    folders = ("--texts", str(texts), "--golden", str(golden))

    parts = run("eval", *folders, "--json").json["parts"]
    assert {part: score["items"]["spurious"] for part, score in parts.items()} == {
        "worked_on": 0,
        "held_out": 1,
    }
    own = {part: score["by_construct"]["stands.own"] for part, score in parts.items()}
    assert own["worked_on"]["extra"] < own["held_out"]["extra"]
    assert own["worked_on"]["expected"] > own["held_out"]["expected"]
    page = run("eval", *folders, "--detail").out
    assert "按构式看：保留不看的文本" in page
    assert "写语法时参照的 1 份" in page
    assert "保留不看的 1 份" in page
    assert "（多）" not in page  # nobody named b
    assert "（多）" in run("eval", "b", *folders, "--detail").out

    (texts / "b" / "about.yaml").write_text("part: secret\n", encoding="utf-8")
    ran = run("eval", *folders, "--json")
    assert (ran.code, [d["code"] for d in ran.json["diagnostics"]]) == (1, ["CLI112"])


def test_demand_and_readiness_are_printed_and_written(run: Run, tmp_path: Path) -> None:
    rules = str(ROOT / "golden_rules" / "yunjiang-employment-faq" / "rules.yaml")
    sheet = tmp_path / "needs.csv"
    page = run("demand", "--rules-file", rules, "--csv", str(sheet))
    assert page.code == 0
    assert "人力资源和社会保障局（" in page.out
    assert sheet.read_text(encoding="utf-8-sig").startswith("部门,数据项,")
    one = run("demand", "--rules-file", rules, "--department", "公安局", "--json")
    assert {need["department"] for need in one.json["needs"]} == {"公安局"}
    ready = run("readiness", "--rules-file", rules)
    assert "依申请（" in ready.out
    assert "一般没有登记簿，要申请人申报「按实际支付的租金补贴」" in ready.out
    nowhere = run("readiness", "--rules-file", rules, "--csv", str(tmp_path / "no" / "x.csv"))
    assert nowhere.code == 1
    assert "[CLI113]" in nowhere.err
