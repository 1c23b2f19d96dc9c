"""差一点 on the result page, and what the interface says of it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

ON = "2026-05-20"


def card(page: str, rule: str) -> str:
    """The card of one item on the result page."""
    found = re.search(rf'(?s)<article[^>]*id="item-{rule}">.*?</article>', page)
    assert found is not None
    return found[0]


def test_the_card_of_what_does_not_fit_says_how_little_is_missing(client: Any) -> None:
    given = {"on": ON, "revenue@2025": "[2000万元,5000万元)", "dishonest_list": "yes"}
    page = client.get(f"/match/result?{urlencode(given)}").text
    growth = card(page, "qp-growth")
    assert "差一点：" in growth
    assert "经营做到：2026年营业收入达到5000万元（按现有数字至少还差0元）" not in growth
    assert "经营做到：2026年营业收入达到5000万元" in growth
    assert "最早2027-01-01符合条件，可得30万元" in growth
    # a listing as dishonest is nobody's to change: the card says why it does not fit, and no more
    assert "差一点：" not in card(page, "qp-rent")


def test_what_fits_or_is_open_has_no_such_line(client: Any) -> None:
    for given in ({"on": ON}, {"on": ON, "revenue@2025": "[5000万元,)"}):
        assert "差一点：" not in client.get(f"/match/result?{urlencode(given)}").text


def test_a_refusal_names_condition_reason_and_place(client: Any) -> None:
    facts = {"registered_region": "北京市", "revenue@2025": "1900万元"}
    body = {"rule": "qp-rent", "facts": facts, "on": ON}
    said = client.post("/api/plan", json=body).json()
    assert (said["verdict"], said["plans"]) == ("ineligible", [])
    (obstacle,) = said["refusal"]
    assert (obstacle["why"], obstacle["text"]) == ("must_not", "注册地在青屏区")
    assert "不为领取补贴建议迁移" in obstacle["reason"]
    assert obstacle["source"]["quote"] == "注册地在青屏区"


def test_facts_that_cannot_be_read_are_a_problem(client: Any) -> None:
    body = {"rule": "qp-rent", "facts": {"revenue@2025": 5}, "on": ON}
    answered = client.post("/api/plan", json=body)
    assert answered.status_code == 422
    assert answered.json()["diagnostics"][0]["code"] == "MF105"
