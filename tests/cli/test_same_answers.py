"""One set of facts, three doors: the command line, the interface and the page agree."""

from __future__ import annotations

import re
import warnings
from datetime import date

import yaml

from api import Settings, create_app
from tests.cli.conftest import ROOT, Run

with warnings.catch_warnings():
    # Starlette announces a successor of httpx for its test client; httpx works.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

ON = "2026-05-06"
EXAMPLE = ROOT / "docs" / "examples" / "enterprise.yaml"
FOLDERS = ("--texts", str(ROOT / "policy_texts"), "--golden", str(ROOT / "golden_rules"))


def test_the_example_enterprise_is_decided_alike(run: Run) -> None:
    assert run("seed", *FOLDERS).code == 0
    args = ("match", "--facts", str(EXAMPLE), "--on", ON, "--for", "enterprise")
    said = run(*args, "--json").json["decisions"]
    read = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    facts = {key: str(v) if isinstance(v, date) else v for key, v in read.items()}
    with TestClient(create_app(Settings())) as client:
        asked = {"facts": facts, "on": ON, "subject": "enterprise"}
        assert client.post("/api/match", json=asked).json()["decisions"] == said
    assert {d["verdict"] for d in said} == {"eligible", "ineligible", "unknown"}
    lines = run(*args).out
    for decision in said:
        if decision["verdict"] == "eligible":
            expected = f"· {decision['title']}：{decision['amount']['text']}"
            assert re.search(rf"(?m)^{re.escape(expected)}", lines), decision["rule"]


def test_the_page_gives_the_same_verdicts_and_amounts(run: Run, published: str) -> None:
    args = ("match", "--fact", "revenue@2025=6000万元", "--fact", "rent_paid@2025=40万元")
    said = run(*args, "--on", ON, "--json").json["decisions"]
    amounts = {d["title"]: (d["verdict"], d["amount"]["text"]) for d in said}
    assert amounts == {"规模奖励": ("eligible", "10万元"), "租金补贴": ("eligible", "20万元")}
    fields = {"on": ON, "revenue@2025.exact": "6000万元", "rent_paid@2025.exact": "40万元"}
    with TestClient(create_app(Settings())) as client:
        page = client.get("/match/result", params=fields)
    assert page.status_code == 200
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))
    for title, (_, amount) in amounts.items():
        assert re.search(rf"{title}.{{0,200}}?{amount}", text), title
