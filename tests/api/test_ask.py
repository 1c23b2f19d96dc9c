"""The question box: facts shown back, decisions with clauses, and an honest nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest

import api.ask
from api.answers import _interval
from api.ask import Answer, Reading, answer, sentence_reader
from rules.quantity import quantity
from rules.vocabulary import Vocabulary

ON = "2026-05-20"
SENTENCES = {
    "我公司注册地在青屏区": ("registered_region", "now", "青屏区", "注册地在青屏区"),
    "去年营业收入6000万元": ("revenue", "Y-1", "6000万元", "去年营业收入6000万元"),
    "是国家高新技术企业": ("titles", "now", "国家高新技术企业", "国家高新技术企业"),
    "失业登记": ("person_category", "now", "登记失业人员", "失业登记"),
    "租金太多": ("rent_paid", "annual", "很多", "租金太多"),
}


def reader(text: str, _: Vocabulary) -> Reading:
    """Stands in for the grammar: knows a few sentences."""
    return Reading(tuple(fact for sentence, fact in SENTENCES.items() if sentence in text))


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.ask, "sentence_reader", lambda: reader)


def ask(client: Any, question: str) -> dict[str, Any]:
    response = client.post("/api/ask", json={"question": question, "on": ON})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def test_facts_are_shown_back_and_decided(client: Any) -> None:
    body = ask(client, "去年营业收入6000万元，能拿什么补贴？")
    assert [(f["label"], f["value"], f["quote"]) for f in body["facts"]] == [
        ("营业收入", "6000万元", "去年营业收入6000万元")
    ]
    verdicts = {d["rule"]: d["verdict"] for d in body["decisions"]}
    assert verdicts == {"qp-growth": "eligible", "qp-rent": "unknown"}
    assert body["decisions"][0]["amount"]["text"] == "30万元"
    assert not body["nothing"]


def test_a_named_subject_narrows_the_items(client: Any) -> None:
    body = ask(client, "去年营业收入6000万元，租金补贴能拿多少？")
    assert [d["rule"] for d in body["decisions"]] == ["qp-rent"]
    assert body["clauses"][0]["rules"] == ["qp-rent"]


def test_a_question_without_facts_gets_the_clause_in_place(client: Any) -> None:
    body = ask(client, "租金补贴的比例是多少")
    assert body["decisions"] == []
    best = body["clauses"][0]["source"]
    assert "按实际租金的50%给予租金补贴" in best["quote"]
    page = client.get(best["url"]).text
    assert re.search(rf'id="s{best["start"]}" class="r-here"', page)


@pytest.mark.parametrize("question", ["海水淡化怎么办理", "明天会下雨吗", "？？"])
def test_where_nothing_fits_it_says_so(client: Any, question: str) -> None:
    body = ask(client, question)
    assert body["nothing"]
    assert body["decisions"] == body["clauses"] == []
    assert body["contact"] == "12345政务服务便民热线"
    page = client.get("/ask", params={"q": question}).text
    assert "没有找到能回答这个问题的政策条款" in page
    assert "12345政务服务便民热线" in page


def test_a_reading_that_cannot_be_used_is_shown_and_not_used(client: Any) -> None:
    body = ask(client, "租金太多，租金补贴能拿多少？")
    assert body["facts"][0]["problem"]
    assert body["decisions"] == []
    assert "没有采用" in client.get("/ask", params={"q": "租金太多，租金补贴能拿多少？"}).text


def test_page_and_interface_say_the_same(client: Any) -> None:
    question = "我公司注册地在青屏区，是国家高新技术企业，去年营业收入6000万元"
    body = ask(client, question)
    page = client.get("/ask", params={"q": question, "on": ON}).text
    shown = re.findall(r'data-verdict="(\w+)" data-item="([^"]+)"', page)
    assert shown == [(d["verdict"], d["rule"]) for d in body["decisions"]]
    assert len(body["facts"]) == 3


def test_the_sentence_fills_in_the_form(client: Any) -> None:
    question = "我公司注册地在青屏区，是国家高新技术企业，去年营业收入6000万元"
    page = client.get("/ask", params={"q": question, "on": ON}).text
    link = re.search(r'href="(/match\?[^"#]+)"', page)
    assert link
    form = client.get(link[1].replace("&amp;", "&")).text
    checked = re.findall(r'name="([^"]+)" value="([^"]+)" checked', form)
    assert set(checked) == {
        ("registered_region", "青屏区"),
        ("titles:国家高新技术企业", "yes"),
        ("revenue@2025", "[5000万元,)"),
    }


@pytest.mark.parametrize(
    ("value", "interval", "inside"),
    [
        ("2000万元", "[2000万元,5000万元)", True),
        ("5000万元", "[2000万元,5000万元)", False),
        ("2000万元", "(2000万元,5000万元]", False),
        ("5000万元", "(2000万元,5000万元]", True),
        ("1元", "(,2000万元)", True),
        ("9亿元", "[2000万元,)", True),
        ("3年", "[36个月,)", True),
    ],
)
def test_a_quantity_lies_in_its_interval(value: str, interval: str, inside: bool) -> None:
    assert _interval(interval).holds(quantity(value)) is inside


def test_several_titles_are_one_fact(client: Any) -> None:
    def two(_: str, __: Vocabulary) -> Reading:
        return Reading(
            (
                ("titles", "now", "国家高新技术企业", "高企"),
                ("titles", "now", "瞪羚企业", "瞪羚"),
            )
        )

    catalogue = client.app.state.site.catalogue()
    shown, facts = api.ask.facts_in(
        "高企、瞪羚", catalogue.vocabulary, api.ask.date.fromisoformat(ON), two
    )
    assert len(shown) == 2
    assert len(facts.facts) == 1
    assert [tag.name for tag in facts.facts[0].value.has] == ["国家高新技术企业", "瞪羚企业"]  # type: ignore[union-attr]


def test_the_question_is_limited(client: Any) -> None:
    assert client.post("/api/ask", json={"question": "问" * 501}).status_code == 422
    assert client.get("/ask", params={"q": "问" * 501}).status_code == 422


def test_the_answer_is_pure(client: Any) -> None:
    catalogue = client.app.state.site.catalogue()
    args = (catalogue.rules, catalogue.vocabulary, api.ask.date.fromisoformat(ON), catalogue.index)
    first, second = (
        answer("去年营业收入6000万元，租金补贴", *args, reader=reader) for _ in range(2)
    )
    assert isinstance(first, Answer)
    assert first.model_dump_json() == second.model_dump_json()


AWKWARD = [
    ("2020年13月成立，有什么补贴", "2020年13月", "没有看懂"),
    ("我公司2020年2月30日成立", "2020年2月30日", "没有看懂"),
    ("0000年成立", "0000年", "没有看懂"),
    ("我公司0000年违法记录", "", ""),
    ("大约去年营业收入3000万左右", "3000万左右", "大概"),
    ("近三年营业收入3000万元", "3000万元", "哪一年"),
    ("注册资本1000万元以上能拿多少", "[1000万元,)", "像是在问"),
    ("高新技术企业有什么补贴？", "国家高新技术企业", "像是在问"),
]


@pytest.mark.parametrize(("question", "value", "why"), AWKWARD)
def test_awkward_sentences_are_answered_in_plain_words(
    client: Any, monkeypatch: pytest.MonkeyPatch, question: str, value: str, why: str
) -> None:
    monkeypatch.setattr(api.ask, "sentence_reader", sentence_reader)
    body = ask(client, question)
    page = client.get("/ask", params={"q": question, "on": ON})
    assert page.status_code == 200
    if value:
        assert [f["value"] for f in body["facts"] if why in f["problem"]] == [value]
        assert "没有采用" in page.text
        assert why in page.text
    assert body["decisions"] == []


def test_what_is_asked_about_is_still_searched_for(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api.ask, "sentence_reader", sentence_reader)
    body = ask(client, "高新技术企业有什么奖励？")
    assert any("高新技术企业" in c["source"]["quote"] for c in body["clauses"])


def test_a_year_named_is_the_year_decided(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api.ask, "sentence_reader", sentence_reader)
    body = ask(client, "2023年营业收入3000万元")
    assert [(f["key"], f["problem"]) for f in body["facts"]] == [("revenue@2023", "")]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("path", ["/ask", "/match", "/match/result", "/api/tags", "/api/policies"])
def test_a_day_out_of_reach_is_refused_in_chinese(client: Any, path: str, day: str) -> None:
    answer = client.get(path, params={"on": day, "q": "有什么补贴"})
    assert answer.status_code == 422
    assert "范围" in answer.text or "之间" in answer.text
