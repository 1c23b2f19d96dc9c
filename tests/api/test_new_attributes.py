"""New attributes on the review page: accepted, renamed, merged, one by one or together."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests.api.test_review_pages import post, sign_in, token_of

TEXT = """南塘区科技局关于印发《南塘区众创空间资助办法》的通知

第一条 对在本区注册的众创空间，窑炉座数不少于3座、\
导师服务人次不少于50人次、年度研发费用投入不低于200万元的，给予一次性10万元资助。
"""


@pytest.fixture
def uploaded(client: Any) -> str:
    sign_in(client, "张三")
    token = token_of(client.get("/review/upload").text)
    files = {"file": ("南塘.txt", TEXT.encode(), "text/plain")}
    page = client.post("/review/upload", data={"token": token}, files=files)
    found = re.search(r"/review/([^/?#]+)", str(page.url))
    assert found, page.url
    return found[1]


def attributes(client: Any, document: str) -> dict[str, dict[str, Any]]:
    rules = client.get(f"/api/documents/{document}").json()["ruleset"]["attributes"]
    return {a["id"]: a for a in rules}


def test_each_is_shown_with_its_guess_and_its_near_ones(client: Any, uploaded: str) -> None:
    page = html.unescape(client.get(f"/review/{uploaded}").text)
    assert "导师服务人次" in page
    assert 'value="人力资源和社会保障局"' in page
    assert "相近的已有指标" in page


def test_accepting_one_takes_the_department_as_typed(client: Any, uploaded: str) -> None:
    name = "?窑炉座数"
    fields = {f"department|{name}": "住房和城乡建设局", f"label|{name}": "窑炉座数"}
    assert post(client, uploaded, "attributes", do=f"accept:{name}", **fields).status_code == 200
    now = attributes(client, uploaded)[name]
    assert (now["proposed"], now["department"]) == (False, "住房和城乡建设局")


def test_another_name_renames_it(client: Any, uploaded: str) -> None:
    name = "?窑炉座数"
    fields = {f"label|{name}": "陶瓷窑炉数量", f"department|{name}": ""}
    post(client, uploaded, "attributes", do=f"accept:{name}", **fields)
    now = attributes(client, uploaded)
    assert name not in now
    assert now["陶瓷窑炉数量"]["department"] == ""


def test_several_are_accepted_together(client: Any, uploaded: str) -> None:
    before = [name for name, a in attributes(client, uploaded).items() if a["proposed"]]
    assert len(before) >= 2
    post(client, uploaded, "attributes", do="accept", pick=before)
    after = attributes(client, uploaded)
    assert all(not after[name]["proposed"] for name in before)
    # nobody stated a department, so none is known: the guess went with the page
    assert {after[name]["department"] for name in before} == {""}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "accept"}, "没有选中新指标"),
        ({"do": "merge:?窑炉座数"}, "没有写明"),
        ({"do": "merge:?窑炉座数", "into|?窑炉座数": "没有这个"}, "没有可以并入的属性"),
        ({"do": "merge_near", "pick": "?窑炉座数"}, "没有相近的已有指标"),
        ({"do": "burn:?窑炉座数"}, "不认识的操作"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    client: Any, uploaded: str, fields: dict[str, str], said: str
) -> None:
    before = attributes(client, uploaded)
    answer = post(client, uploaded, "attributes", **fields)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    assert attributes(client, uploaded) == before
