"""A notice at the desk: the changed text becomes a draft, its rules new versions."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests.api.test_review_pages import post, sign_in, token_of

BASE = """南塘区科创奖励办法
第一条 升规奖励。对首次纳入规模以上工业企业名录库的企业，给予一次性奖励10万元。
第二条 高企奖励。对国家高新技术企业，给予一次性奖励5万元。
第三条 人才补助。对上年度营业收入2000万元以上的企业，给予一次性补助3万元。
"""
NOTICE = """南塘区关于修改《南塘区科创奖励办法》的通知
一、将第二条中的“5万元”修改为“8万元”。
二、删去第三条。
三、增加一条，作为第四条：“第四条 首店奖励。对国家级专精特新“小巨人”企业，给予一次性奖励20万元。”
"""


def upload(client: Any, name: str, text: str) -> str:
    token = token_of(client.get("/review/upload").text)
    page = client.post(
        "/review/upload", data={"token": token}, files={"file": (name, text.encode(), "text/plain")}
    )
    found = re.search(r"/review/([^/?#]+)", str(page.url))
    assert found, page.url
    return found[1]


def publish(client: Any, document: str) -> str:
    """The page after two people have settled what is open and published."""
    sign_in(client, "李四")
    for block in client.get(f"/api/documents/{document}").json()["blocks"]:
        kind = "mark_background" if block["kind"] == "sentence" else "accept_as_is"
        post(client, document, "rulings", block=block["id"], kind=kind, why="经核对")
    post(client, document, "submit")
    sign_in(client, "王五")
    assert "已批准" in post(client, document, "approve").text
    return html.unescape(post(client, document, "publish").text)


@pytest.fixture
def texts(client: Any) -> tuple[str, str]:
    """The text, published, and the notice that changes it."""
    sign_in(client, "张三")
    base = upload(client, "办法.txt", BASE)
    publish(client, base)
    sign_in(client, "张三")
    return base, upload(client, "通知.txt", NOTICE)


def test_the_notice_offers_the_text_it_names_first(client: Any, texts: tuple[str, str]) -> None:
    base, notice = texts
    page = client.get(f"/review/{notice}").text
    assert "这份文件要求修改另一份文件" in page
    assert re.findall(r'<option value="([0-9a-f]+)"', page.split('name="base"')[1])[0] == base


def test_what_stays_what_changes_and_what_goes(client: Any, texts: tuple[str, str]) -> None:
    base, notice = texts
    old = {
        r["title"]: r["id"] for r in client.get(f"/api/documents/{base}").json()["ruleset"]["rules"]
    }
    answer = post(client, notice, "amend", base=base)
    page = html.unescape(answer.text)
    found = re.search(r"/review/([^/?#]+)", str(answer.url))
    assert found
    amended = found[1]
    assert amended not in texts
    for said in (
        "这是修改后的文本",
        "有变化：",
        "新增：",
        "取消：",
        "<del>5万元</del>",
        "<ins>8万元</ins>",
    ):
        assert said in page
    new = {
        r["title"]: r["id"]
        for r in client.get(f"/api/documents/{amended}").json()["ruleset"]["rules"]
    }
    assert new["升规奖励"] == old["升规奖励"]
    assert new["高企奖励"] == old["高企奖励"]
    assert "人才补助" not in new
    assert "已发布" in publish(client, amended)
    assert "8万元" in client.get(f"/rules/{old['高企奖励']}").text
    live = {r["id"] for r in client.get("/api/rules").json()}
    assert old["人才补助"] not in live
    assert set(new.values()) <= live


def test_a_text_without_orders_offers_nothing(client: Any, texts: tuple[str, str]) -> None:
    base, _ = texts
    assert "这份文件要求修改另一份文件" not in client.get(f"/review/{base}").text


@pytest.mark.parametrize("base", ["", "nothere"])
def test_no_text_chosen_is_said(client: Any, texts: tuple[str, str], base: str) -> None:
    answer = post(client, texts[1], "amend", base=base)
    assert answer.status_code == 409
    assert "请选择被修改的文件" in answer.text


def test_a_notice_for_another_text_changes_nothing(client: Any, texts: tuple[str, str]) -> None:
    other = upload(
        client, "别的.txt", "北湾区办法\n第一条 对国家高新技术企业，给予一次性奖励10万元。\n"
    )
    answer = client.post(
        f"/api/documents/{texts[1]}/amend",
        json={"base": other},
        headers={"X-Actor": "%E5%BC%A0%E4%B8%89"},
    )
    # its third order adds an article to any text: that is done, the rest is said and blocks
    assert answer.status_code == 201
    draft = client.get(f"/api/documents/{answer.json()['document']}").json()
    codes = {d["code"] for d in draft["diagnostics"]}
    assert {"PC602", "PC607"} <= codes
    assert draft["blocks"]
