"""``policycalc plan``: the documented examples are what it prints; the doors agree."""

from __future__ import annotations

import re
import shlex
import warnings
from typing import Any

import pytest
import yaml

from api import Settings, create_app
from tests.cli.conftest import ROOT, Run

with warnings.catch_warnings():
    # Starlette announces a successor of httpx for its test client; httpx works.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

ON = "2026-05-06"
PAGE = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"(?s)```\n\$ policycalc ([^\n]+)\n(.*?)\n```", PAGE)
FACTS = str(ROOT / "docs" / "examples" / "enterprise.yaml")
FOLDERS = ("--texts", str(ROOT / "policy_texts"), "--golden", str(ROOT / "golden_rules"))


@pytest.mark.parametrize(("line", "shown"), EXAMPLES)
def test_the_documented_example_is_what_is_printed(run: Run, line: str, shown: str) -> None:
    typed = [str(ROOT / w) if w.startswith(("docs/", "golden")) else w for w in shlex.split(line)]
    ran = run(*typed)
    assert ran.code == 0
    assert ran.out.rstrip() == shown.rstrip()


def test_the_examples_are_what_the_words_around_them_say() -> None:
    """By hand: 1亿元 × 1‰ = 10万元, 1亿元 − 8000万元 = 2000万元."""
    (_, invest), (_, refused) = EXAMPLES
    assert 100_000_000 // 1000 == 100_000
    assert "最早2027-01-01符合条件，可得10万元，需投入1亿元" in invest
    assert "还差2000万元" in invest
    assert "没有办法" in refused
    assert "行业按实际主营业务认定，不能为领取补贴变更" in refused


def test_who_fits_or_is_open_is_told_so(run: Run) -> None:
    rules = str(ROOT / "golden_rules" / "qingping-manufacturing-measures" / "rules.yaml")
    more = ("--facts", FACTS, "--on", ON, "--rules-file", rules)
    assert "已经符合条件" in run("plan", "qp-mfg-08-rd", *more).out
    assert "请先补充情况" in run("plan", "qp-mfg-09-digital", *more).out


def test_an_unknown_item_is_an_error(run: Run) -> None:
    rules = str(ROOT / "golden_rules" / "qingping-manufacturing-measures" / "rules.yaml")
    ran = run("plan", "nothing", "--facts", FACTS, "--rules-file", rules, "--json")
    assert ran.code != 0
    assert ran.json["diagnostics"][0]["code"] == "CLI106"


def test_the_doors_agree_and_the_card_says_it(run: Run) -> None:
    assert run("seed", *FOLDERS).code == 0
    rule = "growth-industrial-investment"
    said: dict[str, Any] = run("plan", rule, "--facts", FACTS, "--on", ON, "--json").json
    known = yaml.safe_load((ROOT / FACTS).read_text(encoding="utf-8"))
    facts = {k: v if isinstance(v, dict | bool) else str(v) for k, v in known.items()}
    with TestClient(create_app(Settings())) as client:
        answered = client.post("/api/plan", json={"rule": rule, "facts": facts, "on": ON})
        assert answered.status_code == 200
        assert answered.json() == {key: said[key] for key in answered.json()}
        (plan,) = answered.json()["plans"]
        (move,) = plan["moves"]
        assert (move["value"], move["by"], move["cost"]) == ("1亿元", "2026-12-31", "1亿元")
        assert plan["gain"]["low"] == plan["gain"]["high"] == "10万元"
        # the value of a move is a fact: with it the item fits on the day of the plan
        done = {f"{move['attribute']}@{move['period']}": move["value"]}
        done |= {"较大以上安全生产事故@R24M": False}
        kept = {k: v for k, v in facts.items() if not k.startswith(("较大", "上年度", "前年"))}
        again = {"facts": kept | done, "on": plan["on"], "rules": [rule]}
        (decision,) = client.post("/api/match", json=again).json()["decisions"]
        assert decision["verdict"] == "eligible"
        assert client.post("/api/plan", json={"rule": "nothing"}).status_code == 404
