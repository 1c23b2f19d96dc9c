"""Review by two people, on the pages and through the JSON interface."""

from __future__ import annotations

import html
import re
from typing import Any, get_args

import pytest

from api.signing import ACTOR_COOKIE
from api.web import words
from rules.document import SentenceKind
from rules.review import BlockKind, ReviewState, Step
from rules.ruling import Ruling
from rules.vocabulary import Kind, Subject


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def sign_in(client: Any, name: str) -> None:
    page = client.get("/review").text
    if "换人" in page:
        client.post("/review/sign-out", data={"token": token_of(page)})
        page = client.get("/review").text
    response = client.post(
        "/review/sign-in", data={"token": token_of(page), "name": name, "back": "/review"}
    )
    assert response.status_code == 200
    assert name in response.text


@pytest.fixture
def document(client: Any) -> str:
    """The draft that awaits review."""
    found = [d for d in client.get("/api/documents").json() if d["state"] == "draft"]
    assert len(found) == 1
    return str(found[0]["id"])


def post(client: Any, document: str, path: str, **fields: Any) -> Any:
    page = client.get(f"/review/{document}").text
    revision = client.get(f"/api/documents/{document}").json()["revision"]
    fields = {"token": token_of(page), "revision": str(revision), **fields}
    return client.post(f"/review/{document}/{path}", data=fields)


def rule_text(client: Any, document: str) -> str:
    """The rule as the page offers it for editing."""
    page = client.get(f"/review/{document}?edit=yj-start").text
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert found, page
    return html.unescape(found[1])


def state(client: Any, document: str) -> str:
    return str(client.get(f"/api/documents/{document}").json()["state"])


def test_the_whole_way_by_two_people(client: Any, document: str) -> None:
    sign_in(client, "张三")
    blocks = client.get(f"/api/documents/{document}").json()["blocks"]
    assert {b["kind"] for b in blocks} == {"unparsed", "sentence"}
    early = post(client, document, "submit")
    assert "已提交审核" in early.text
    sign_in(client, "李四")
    refused = post(client, document, "approve")
    assert refused.status_code == 409
    assert "需要先裁定" in refused.text
    for block in blocks:
        kind = "declare_judged" if block["kind"] == "unparsed" else "mark_background"
        fields = {"block": block["id"], "kind": kind, "why": "经核对"}
        if kind == "declare_judged":
            fields["body"] = "就业服务机构"
        ruled = post(client, document, "rulings", **fields).text
        assert "已记录裁定" in ruled
        assert "李四：" in ruled
        assert "（经核对）" in ruled
    same = post(client, document, "approve")
    assert same.status_code == 409
    assert "必须是两个人" in same.text
    sign_in(client, "王五")
    assert "已批准" in post(client, document, "approve").text
    assert "已发布" in post(client, document, "publish").text
    assert state(client, document) == ReviewState.PUBLISHED
    assert client.get("/rules/yj-start").status_code == 200
    assert "就业服务机构" in client.get("/rules/yj-start").text
    assert client.get(f"/policies/{document}").status_code == 200


def test_the_page_shows_text_rules_and_what_is_open(client: Any, document: str) -> None:
    page = client.get(f"/review/{document}").text
    for heading in ("没有读懂的条件", "未写成规则的句子", "逐句台账", "提醒与说明", "两人原则"):
        assert heading in page
    assert re.search(
        r'<mark id="s\d+" class="r-unparsed" data-label="未能解析" data-rules="yj-start"', page
    )
    assert "签到" in page
    assert 'name="yaml"' not in page
    counts = re.findall(r'<td class="number">(?:<strong>)?(\d+)', page)
    *kinds, total = (int(number) for number in counts)
    assert sum(kinds) == total == 3


def test_a_faulty_edit_is_shown_and_nothing_typed_is_lost(client: Any, document: str) -> None:
    sign_in(client, "张三")
    text = rule_text(client, document)
    faulty = text.replace("amount: 1万元", "amount: 一大笔")
    assert faulty != text
    answer = post(client, document, "rules/yj-start", yaml=faulty, why="改金额")
    assert answer.status_code == 422
    assert "一大笔" in html.unescape(answer.text)
    assert "没有保存" in answer.text
    assert 'value="改金额"' in answer.text
    good = post(client, document, "rules/yj-start", yaml=text.replace("1万元", "1万元", 1), why="x")
    assert good.status_code == 200


def test_an_edit_changes_the_rule_and_makes_its_author_the_last_editor(
    client: Any, document: str
) -> None:
    sign_in(client, "张三")
    text = rule_text(client, document)
    edited = text.replace("title: 一次性创业补贴", "title: 创业补贴（一次性）")
    answer = post(client, document, "rules/yj-start", yaml=edited, why="标题更准确")
    assert "已保存修改" in answer.text
    draft = client.get(f"/api/documents/{document}").json()
    assert draft["ruleset"]["rules"][0]["title"] == "创业补贴（一次性）"
    assert draft["last_editor"] == "张三"
    assert draft["revision"] == 2


def test_an_item_the_compiler_missed_is_added_to_the_whole_file(client: Any, document: str) -> None:
    sign_in(client, "张三")
    page = client.get(f"/review/{document}?edit=*").text
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    assert found
    text = html.unescape(found[1])
    rule = text[text.index("  - id: yj-start") :]
    more = text + rule.replace("yj-start", "yj-more").replace("title: ", "title: 另一项")
    answer = post(client, document, "ruleset", yaml=more, why="漏了一项")
    assert "已保存修改" in answer.text
    rules = client.get(f"/api/documents/{document}").json()["ruleset"]["rules"]
    assert [r["id"] for r in rules] == ["yj-start", "yj-more"]
    twice = post(client, document, "ruleset", yaml=text + rule, why="写重了")
    assert twice.status_code == 422
    assert "已被" in twice.text
    assert twice.text.count("- id: yj-start") == 2


def test_an_edit_may_not_become_another_rule(client: Any, document: str) -> None:
    sign_in(client, "张三")
    text = rule_text(client, document)
    answer = post(
        client, document, "rules/yj-start", yaml=text.replace("id: yj-start", "id: other"), why="x"
    )
    assert answer.status_code == 422
    assert "编号不变" in answer.text


def test_a_step_decided_on_an_old_revision_is_refused(client: Any, document: str) -> None:
    sign_in(client, "张三")
    text = rule_text(client, document)
    edited = text.replace("title: 一次性创业补贴", "title: 创业补贴")
    assert post(client, document, "rules/yj-start", yaml=edited, why="x").status_code == 200
    stale = post(client, document, "submit", revision="1")
    assert stale.status_code == 409
    assert "第2稿" in stale.text
    assert state(client, document) == "draft"


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_from_elsewhere_is_refused(client: Any, document: str, token: str) -> None:
    sign_in(client, "张三")
    answer = post(client, document, "submit", token=token)
    assert answer.status_code == 403
    assert "表单已失效" in answer.text
    assert state(client, document) == "draft"


def test_every_post_form_carries_the_token(client: Any, document: str) -> None:
    sign_in(client, "张三")
    for path in ("/review", "/review/upload", f"/review/{document}"):
        page = client.get(path).text
        forms = re.findall(r'<form method="post".*?</form>', page, re.S)
        assert forms
        assert all('name="token"' in form for form in forms)


def test_a_forged_cookie_is_nobody(client: Any, document: str) -> None:
    sign_in(client, "张三")
    genuine = client.cookies[ACTOR_COOKIE]
    client.cookies.clear()  # else the genuine one is sent beside the forged one
    client.cookies.set(ACTOR_COOKIE, "5p2O5Zub." + genuine.split(".")[1])
    page = client.get("/review").text
    assert "当前操作人" not in page
    data = {"token": token_of(page), "revision": "1"}
    assert client.post(f"/review/{document}/submit", data=data).status_code == 401
    assert state(client, document) == "draft"


@pytest.mark.parametrize("back", ["https://example.com", "//example.com", "/review//x", "/\\x"])
def test_sign_in_leads_only_to_our_pages(client: Any, back: str) -> None:
    token = token_of(client.get("/review").text)
    response = client.post(
        "/review/sign-in",
        data={"token": token, "name": "张三", "back": back},
        follow_redirects=False,
    )
    assert response.headers["location"] == "/review"


def test_names_are_kept_on_one_line(client: Any) -> None:
    token = token_of(client.get("/review").text)
    for name in ("", "   ", "名" * 41):
        answer = client.post("/review/sign-in", data={"token": token, "name": name})
        assert answer.status_code == 422


def test_the_json_interface_keeps_the_two_people_rule(client: Any, document: str) -> None:
    author = {"X-Actor": "%E8%B5%B7%E8%8D%89%E4%BA%BA"}  # 起草人
    body = client.get(f"/api/documents/{document}").json()
    for block in body["blocks"]:
        ruling = {"kind": "accept_as_is", "block": block["id"], "why": "经核对"}
        if block["kind"] == "unparsed":
            ruling |= {"kind": "declare_judged", "body": "就业服务机构"}
        answer = client.post(f"/api/documents/{document}/rulings", json=ruling, headers=author)
        assert answer.status_code == 200, answer.text
    revision = {"revision": answer.json()["revision"]}
    url = f"/api/documents/{document}"
    assert client.post(f"{url}/submit", json=revision, headers=author).status_code == 200
    refused = client.post(f"{url}/approve", json=revision, headers=author)
    assert refused.status_code == 409
    assert "必须是两个人" in refused.json()["detail"]
    other = {"X-Actor": "%E6%9D%8E%E5%9B%9B"}
    assert client.post(f"{url}/approve", json=revision, headers=other).status_code == 200
    done = client.post(f"{url}/publish", json=revision, headers=other).json()
    assert done["created"] == ["yj-start@1"]


def test_an_incomplete_ruling_says_what_is_missing(client: Any, document: str) -> None:
    sign_in(client, "张三")
    block = client.get(f"/api/documents/{document}").json()["blocks"][0]["id"]
    answer = post(client, document, "rulings", block=block, kind="declare_judged")
    assert answer.status_code == 422
    assert "认定部门" in answer.text
    assert "理由" in answer.text


def test_every_code_a_page_shows_has_a_chinese_name() -> None:
    kinds = {
        get_args(ruling.model_fields["kind"].annotation)[0]
        for ruling in get_args(get_args(Ruling)[0])
    }
    assert set(words.RULING_NAMES) == kinds
    assert set(words.SENTENCES) == set(SentenceKind)
    assert set(words.BLOCKS) == set(words.RULINGS) == set(BlockKind)
    assert set(words.KINDS) == set(Kind)
    assert set(words.SUBJECTS) == set(Subject)
    assert set(words.EVENTS) >= {step.value for step in Step}


def test_the_page_says_who_read_the_draft_and_what_is_missing(client: Any, document: str) -> None:
    page = client.get(f"/review/{document}").text
    assert "只由语法提取，没有语言模型的第二种读法可以对照。" in page
