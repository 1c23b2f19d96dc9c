"""The same facts give the same answer through interface and page; blanks decide nothing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.answers import read_answers
from matcher.tags import TagQuestion
from rules.vocabulary import Attribute, Kind, Vocabulary

ON = "2026-05-20"
GIVEN = {
    "registered_region": "青屏区",
    "revenue@2025": "[2000万元,5000万元)",
    "titles:国家高新技术企业": "yes",
    "dishonest_list": "no",
    "rent_paid@2025.exact": "150万元",
}
FACTS = {
    "registered_region": "青屏区",
    "revenue@2025": "[2000万元,5000万元)",
    "titles": {"has": ["国家高新技术企业"]},
    "dishonest_list": "否",
    "rent_paid@2025": "150万元",
}


def by_page(client: Any, given: dict[str, str], **more: str) -> dict[str, tuple[str, str]]:
    """Verdict and shown amount of every item on the result page."""
    response = client.get("/match/result", params={"on": ON, **more, **given})
    assert response.status_code == 200, response.text
    cards = re.findall(
        r'data-verdict="(\w+)" data-item="([^"]+)"(.*?)</article>', response.text, re.S
    )
    amounts = [re.search(r'class="amount">(.*?)<', card[2]) for card in cards]
    return {
        item: (verdict, amount[1] if amount else "")
        for (verdict, item, _), amount in zip(cards, amounts, strict=True)
    }


def by_api(client: Any, facts: dict[str, Any]) -> dict[str, tuple[str, str]]:
    response = client.post("/api/match", json={"facts": facts, "on": ON, "subject": "enterprise"})
    assert response.status_code == 200, response.text
    return {
        d["rule"]: (d["verdict"], d["amount"]["text"] if d["verdict"] != "ineligible" else "")
        for d in response.json()["decisions"]
    }


@pytest.mark.parametrize("left_out", [None, *GIVEN])
def test_page_and_interface_agree(client: Any, left_out: str | None) -> None:
    given = {k: v for k, v in GIVEN.items() if k != left_out}
    named = left_out and left_out.removesuffix(".exact").split(":")[0]
    facts = {k: v for k, v in FACTS.items() if k != named}
    assert by_page(client, given) == by_api(client, facts)


def test_the_amount_is_computed_and_quoted(client: Any) -> None:
    decided = client.post("/api/match", json={"facts": FACTS, "on": ON}).json()["decisions"]
    rent = next(d for d in decided if d["rule"] == "qp-rent")
    assert rent["verdict"] == "eligible"
    assert rent["amount"]["high"] == "75万元"
    text = client.get(f"/api/policies/{rent['document']}/text").json()["text"]
    assert rent["reasons"]
    for reason in rent["reasons"]:
        source = reason["source"]
        assert text[source["start"] : source["end"]] == source["quote"]
        page = client.get(source["url"])
        assert re.search(rf'id="s{source["start"]}"[^>]*class="r-here"', page.text)


def test_the_papers_to_hand_in_are_told_with_their_clause(client: Any) -> None:
    response = client.post("/api/match", json={"facts": FACTS, "on": ON, "subject": "enterprise"})
    papers = {d["rule"]: d["materials"] for d in response.json()["decisions"]}
    assert [m["text"] for m in papers["qp-rent"]] == ["营业执照、租赁合同"]
    assert papers["qp-rent"][0]["source"]["quote"] == "营业执照、租赁合同"
    assert papers["qp-growth"] == []
    page = client.get("/match/result", params={"on": ON, **GIVEN}).text
    assert "要准备的材料（1）" in page
    assert page.count("要准备的材料") == 1


def test_blanks_decide_nothing(client: Any) -> None:
    """The form submitted as it is rendered: every answer is 不清楚."""
    form = client.get("/match", params={"on": ON}).text
    names = set(re.findall(r'name="([^"]+)"', form)) - {"subject", "on", "viewport"}
    assert len(names) >= 5
    checked = re.findall(r'<input type="radio" name="[^"]+" value="([^"]*)" checked', form)
    assert checked
    assert set(checked) == {""}
    verdicts = by_page(client, dict.fromkeys(names, ""))
    assert {verdict for verdict, _ in verdicts.values()} == {"unknown"}


def test_the_form_becomes_a_short_link(client: Any) -> None:
    blanks = {f"titles:称号{n}": "" for n in range(3000)}
    given = {"on": ON, "subject": "enterprise", "dishonest_list": "no", **blanks}
    response = client.post("/match/result", data=given, follow_redirects=False)
    assert response.status_code == 303
    link = urlsplit(response.headers["location"])
    assert link.path == "/match/result"
    assert parse_qs(link.query) == {
        "subject": ["enterprise"],
        "on": [ON],
        "dishonest_list": ["no"],
    }


def test_the_shared_link_gives_the_same_page(client: Any) -> None:
    first = client.get("/match/result", params={"on": ON, **GIVEN}).text
    link = re.search(r'readonly value="([^"]+)"', first)
    assert link
    shared = urlsplit(link[1].replace("&amp;", "&"))
    again = client.get(f"{shared.path}?{shared.query}").text
    assert again == first


def test_what_the_link_says_stays_filled_in(client: Any) -> None:
    form = client.get("/match", params={"on": ON, **GIVEN}).text
    assert 'value="[2000万元,5000万元)" checked' in form
    assert 'name="rent_paid@2025.exact" value="150万元"' in form


def test_a_number_is_taken_where_only_its_interval_is_asked(client: Any) -> None:
    page = by_page(client, {"revenue@2025.exact": "5000万元"})
    assert page["qp-growth"] == ("eligible", "30万元")


def test_an_interval_of_an_older_link_stays_chosen(client: Any) -> None:
    older = "[3000万元,4000万元)"
    form = client.get("/match", params={"on": ON, "revenue@2025": older}).text
    assert f'value="{older}" checked' in form
    verdicts = by_page(client, {"revenue@2025": older})
    assert verdicts["qp-growth"][0] == "ineligible"


def test_an_unusable_or_outdated_answer_is_reported(client: Any) -> None:
    params = {"on": ON, "titles:不再询问的称号": "yes", "rent_paid@2025.exact": "很多"}
    page = client.get("/match/result", params=params).text
    assert "有 2 处没有采用" in page
    assert "不再询问的称号" in page
    assert "很多" in page


def test_a_number_outside_the_ticked_interval_is_reported() -> None:
    questions = (
        TagQuestion(key="x@2025", attribute="x", period="2025", label="甲", question="", kind=kind)
        for kind in ("interval", "figure")
    )
    vocabulary = Vocabulary(attributes=(Attribute(id="x", label="甲", kind=Kind.MONEY),))
    answers = read_answers(
        {"x@2025": "[1万元,2万元)", "x@2025.exact": "2万元"}, tuple(questions), vocabulary
    )
    assert str(answers.facts.facts[0].value) == "2万元"
    assert "不在所选的区间里" in answers.problems[0].message


def test_missing_facts_link_to_their_question(client: Any) -> None:
    given = {k: v for k, v in GIVEN.items() if k != "dishonest_list"}
    result = client.get("/match/result", params={"on": ON, **given}).text
    links = re.findall(r'<div class="settle">.*?href="([^"]+)"', result, re.S)
    assert links
    for link in links:
        url = urlsplit(link.replace("&amp;", "&"))
        form = client.get(f"{url.path}?{url.query}").text
        assert f'id="{url.fragment}"' in form


@pytest.mark.parametrize("query", ["on=昨天", "subject=robot", "legal_person=yes&legal_person=no"])
def test_a_broken_address_gets_a_chinese_page(client: Any, query: str) -> None:
    response = client.get(f"/match?{query}")
    assert response.status_code == 422
    assert "网址" in response.text or "日期" in response.text


def test_recommend_orders_and_gives_a_reason(client: Any) -> None:
    items = client.post("/api/recommend", json={"facts": FACTS, "on": ON}).json()["items"]
    assert [item["decision"]["verdict"] for item in items] == [
        "eligible",
        "ineligible",
    ]
    assert all(item["reason"].endswith("。") for item in items)


def test_a_signal_of_the_portal_is_shown_and_checked(client: Any) -> None:
    signal = {"rule": "qp-growth", "weight": 3, "why": "同行多数已申请"}
    body = {"facts": FACTS, "on": ON, "signals": [signal]}
    items = client.post("/api/recommend", json=body).json()["items"]
    assert any(item["reason"].endswith("（同行多数已申请）") for item in items)
    body["signals"] = [signal | {"rule": "nobody"}]
    assert client.post("/api/recommend", json=body).status_code == 404


def test_an_item_is_explained_with_causes_and_clauses(client: Any) -> None:
    body = {"rule": "qp-growth", "facts": {"revenue@2025": "3000万元"}, "on": ON}
    told = client.post("/api/explain", json=body).json()
    ((cause,),) = told["causes"]
    assert "5000万元" in cause["source"]["quote"]
    assert told["sentences"][0].startswith("不符合：")
    body["facts"] = {"revenue@2025": "6000万元"}
    told = client.post("/api/explain", json=body).json()
    (step,) = told["decision"]["amount"]["steps"]
    assert (step["high"], "30万元" in step["source"]["quote"]) == ("30万元", True)
    assert client.post("/api/explain", json=body | {"rule": "nobody"}).status_code == 404


def test_the_next_question_is_the_one_that_settles_most(client: Any) -> None:
    asked = client.post("/api/next", json={"facts": {}, "on": ON, "subject": "enterprise"}).json()
    first = asked["questions"][0]
    assert first["question"]["key"] == "revenue@2025"
    assert set(first["items"]) == {"qp-rent", "qp-growth"}
    assert asked["open"] == len(asked["questions"])
    settled = client.post("/api/next", json={"facts": FACTS, "on": ON, "rules": ["qp-growth"]})
    assert settled.json()["questions"] == []
    unknown = client.post("/api/next", json={"facts": {}, "on": ON, "rules": ["nobody"]})
    assert unknown.status_code == 404


def test_the_result_page_proposes_the_next_questions(client: Any) -> None:
    page = client.get("/match/result", params={"subject": "enterprise", "on": ON}).text
    assert "接下来最值得回答" in page
    assert "#q-revenue%402025" in page


def test_tags_offer_the_intervals_of_the_published_thresholds(client: Any) -> None:
    questions = client.get("/api/tags", params={"on": ON}).json()
    revenue = next(q for q in questions if q["key"] == "revenue@2025")
    assert [option["id"] for option in revenue["options"]] == [
        "(,2000万元)",
        "[2000万元,5000万元)",
        "[5000万元,)",
    ]
    assert set(revenue["rules"]) == {"qp-rent", "qp-growth"}


def test_out_of_force_stands_apart(client: Any) -> None:
    page = client.get("/match/result", params={"on": "2029-01-05"}).text
    assert "不在有效期内（1）" in page
