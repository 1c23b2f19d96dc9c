"""``policycalc bundle``: the documented examples are what it prints; the doors agree."""

from __future__ import annotations

import re
import shlex
import sys
import warnings
from typing import Any

import pytest
import yaml

from api import Settings, create_app
from matcher.bundle_model import Problem
from matcher.certificate import Certificate
from matcher.certificate_check import check_certificate
from tests.cli.conftest import ROOT, Run

with warnings.catch_warnings():
    # Starlette announces a successor of httpx for its test client; httpx works.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

ON = "2026-05-06"
PAGE = (ROOT / "docs" / "bundle.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?s)```\n\$ policycalc ([^\n]+)\n(.*?)\n```", PAGE)
FACTS = str(ROOT / "docs" / "examples" / "enterprise.yaml")
RULES = str(ROOT / "golden_rules" / "qingping-manufacturing-measures" / "rules.yaml")
FOLDERS = ("--texts", str(ROOT / "policy_texts"), "--golden", str(ROOT / "golden_rules"))


def test_the_page_shows_two_examples() -> None:
    assert len(EXAMPLES) == 2
    assert "--received" in EXAMPLES[1][0]


@pytest.mark.parametrize(("line", "shown"), EXAMPLES)
def test_the_documented_example_is_what_is_printed(run: Run, line: str, shown: str) -> None:
    typed = [str(ROOT / w) if w.startswith(("docs/", "golden")) else w for w in shlex.split(line)]
    ran = run(*typed)
    assert ran.code == 0
    assert ran.out.rstrip() == shown.rstrip()


def test_the_sums_of_the_examples() -> None:
    """What the words around the examples say, by hand."""
    assert "合计 230万元（待核对的叠加规定如果都不适用，为 300万元）" in EXAMPLES[0][1]
    assert 230 > 60 + 10
    assert 230 + 60 + 10 == 300
    assert "稳产增产奖励：50万元（原为 60万元" in EXAMPLES[1][1]
    assert 2000 - 1950 == 50


def test_the_terminal_and_the_interface_agree(run: Run) -> None:
    assert run("seed", *FOLDERS).code == 0
    received = str(ROOT / "docs" / "examples" / "received.yaml")
    args = ("bundle", "--facts", FACTS, "--on", ON, "--json", "--proof", "--received", received)
    said: dict[str, Any] = run(*args).json
    facts = {
        key: value if isinstance(value, dict | bool) else str(value)
        for key, value in yaml.safe_load((ROOT / FACTS).read_text(encoding="utf-8")).items()
    }
    asked = {
        "facts": facts,
        "on": ON,
        "proof": True,
        "received": [
            {"rule": "qp-mfg-09-digital", "amount": "1950万元", "on": "2026-02-10"},
            {"name": "春节稳岗补贴", "amount": "3万元", "on": "2026-02-01"},
        ],
    }
    with TestClient(create_app(Settings())) as client:
        answered = client.post("/api/bundle", json=asked)
    assert answered.status_code == 200
    assert answered.json() == {k: said[k] for k in answered.json()}
    for plan in ("certain", "possible"):
        for kind in ("keeping", "ignoring"):
            selection = said[plan][kind]
            assert selection["proved"]
            proof = Certificate.model_validate(selection["proof"])
            problem = Problem.model_validate(selection["proof"]["problem"])
            assert check_certificate(proof, problem) == ()
            for left in selection["left_out"]:
                assert left["text"]
                assert (left["clause"] is not None) == (
                    left["why"] in ("conflict", "cap", "received", "unknown_amount")
                )


def test_what_waits_is_counted_or_listed(run: Run) -> None:
    args = ("bundle", "--facts", FACTS, "--on", ON, "--rules-file", RULES)
    short = run(*args).out
    whole = run(*args, "--all").out
    assert "另有 3 项还缺信息或尚待评审" in short
    assert "另有" not in whole
    assert "数字化改造资助：还缺项目已备案、项目总投资额" in whole


def test_facts_are_asked_for(run: Run) -> None:
    assert run("bundle").code == 2


def test_a_ledger_that_cannot_be_read_is_refused(run: Run) -> None:
    args = ("bundle", "--facts", FACTS, "--on", ON, "--rules-file", RULES, "--received", "-")
    ran = run(*args, stdin="- {条目: 没有这项, 金额: 1万元, 日期: 2026-01-01}")
    assert ran.code == 1
    assert "MF123" in ran.err
    assert run(*args, stdin="[]").code == 0


def test_a_missing_component_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from matcher import bundle_search

    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr(bundle_search, "SMALL", 0)
    monkeypatch.setattr(bundle_search, "STEPS", 0)
    ran = run("bundle", "--facts", FACTS, "--on", ON, "--rules-file", RULES)
    assert ran.code == 3
    assert "policycalc[optimise]" in ran.err
