"""The combination over HTTP and on the result page."""

from __future__ import annotations

import re
import sys
from typing import Any

import pytest

from matcher import bundle_search

ON = "2026-05-20"
FACTS = {"revenue@2025": "6000万元"}


def test_the_interface_answers_with_both_plans(client: Any) -> None:
    answer = client.post("/api/bundle", json={"facts": FACTS, "on": ON})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    (item,) = found["certain"]["keeping"]["items"]
    assert (item["rule"], item["amount"], item["full"]) == ("qp-growth", "30万元", "30万元")
    assert found["certain"]["keeping"]["total"] == "30万元"
    assert found["certain"]["keeping"]["proof"] is None
    possible = {i["rule"] for i in found["possible"]["keeping"]["items"]}
    assert possible >= {"qp-growth"}
    assert {left["why"] for left in found["certain"]["keeping"]["left_out"]} <= {"undecided"}
    assert [p["text"][:4] for p in found["premises"]][:1] == ["没有给出"]


DAY = "2026-01-01"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"received": [{"rule": "x", "amount": "1元", "on": DAY}]}, "MF123"),
        ({"received": [{"name": "x", "amount": "1人", "on": DAY}]}, "MF122"),
        ({"received": [{"amount": "1元", "on": DAY}]}, "MF121"),
        ({"facts": {"没有的指标": "1元"}}, "MF103"),
    ],
)
def test_what_cannot_be_used_is_one_problem(client: Any, given: dict[str, Any], code: str) -> None:
    answer = client.post("/api/bundle", json={"facts": FACTS, "on": ON, **given})
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert [d["code"] for d in answer.json()["diagnostics"]] == [code]


def test_an_unknown_field_is_refused(client: Any) -> None:
    answer = client.post("/api/bundle", json={"facts": FACTS, "receipts": []})
    assert answer.status_code == 422
    assert answer.json()["type"].endswith("invalid-request")


def test_the_description_names_the_route(client: Any) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert "post" in paths["/api/bundle"]


def section(client: Any, **given: str) -> str:
    page = client.get("/match/result", params={"on": ON, **given})
    assert page.status_code == 200
    found = re.search(r'<section id="together">(.*?)</section>', page.text, re.S)
    return found[1] if found else ""


def test_the_page_shows_what_can_be_had_together(client: Any) -> None:
    text = section(client, **{"revenue@2025.exact": "6000万元"})
    certain, possible = text.split("最多可能的组合")
    assert re.search(r'class="amount"><strong>30万元</strong>', certain)
    assert 'href="#item-qp-growth"' in certain
    assert "还缺信息、尚待评审的条目也算上" in possible
    assert "没有给出已领取记录" in text


def test_nothing_certain_is_no_sum_of_nothing(client: Any) -> None:
    certain = section(client).split("最多可能的组合")[0]
    assert "还没有能确定的条目" in certain
    assert 'class="amount"' not in certain


def test_a_missing_component_leaves_the_rest_of_the_page(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr(bundle_search, "SMALL", 0)
    monkeypatch.setattr(bundle_search, "STEPS", 0)
    page = client.get("/match/result", params={"on": ON, "revenue@2025.exact": "6000万元"})
    assert page.status_code == 200
    assert "没有算出组合建议" in page.text
    assert "policycalc[optimise]" in page.text.replace("&#39;", "'")
    assert 'data-item="qp-growth"' in page.text
    answer = client.post("/api/bundle", json={"facts": FACTS, "on": ON})
    assert answer.status_code == 501
    assert answer.json()["type"].endswith("missing-extra")
