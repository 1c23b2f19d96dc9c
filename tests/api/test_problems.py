"""Every error under /api/ is one problem document, in Chinese, whatever went wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from api.handlers import MEDIA_TYPE

ACTOR = {"X-Actor": "%E7%94%B2"}


def problem_of(response: Any, status: int) -> dict[str, Any]:
    """The problem document, checked for its shape and its language."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = response.json()
    assert set(body) >= {"type", "title", "status", "detail", "instance"}
    assert body["status"] == status
    assert body["type"].startswith("urn:policycalc:problem:")
    for text in (body["title"], body["detail"], *(d["message"] for d in _listed(body))):
        assert any("\u4e00" <= c <= "\u9fff" for c in text), text
    return body


def _listed(body: dict[str, Any]) -> list[dict[str, Any]]:
    return body.get("diagnostics", [])


def api_routes(app: FastAPI) -> list[tuple[str, str]]:
    """Every method and path of the JSON interface, as the application itself lists them."""
    found = [
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    ]
    assert len(found) >= 18
    return found


def test_every_route_refuses_in_the_one_shape(client: Any) -> None:
    """Unknown ids, missing bodies, wrong methods: walk all routes with a bad request each."""
    for method, path in api_routes(client.app):
        url = path.replace("{document}", "nowhere").replace("{rule}", "nowhere")
        if "{" in path or method != "GET":
            response = client.request(method, url, headers=ACTOR)
            assert response.status_code in (404, 422), (method, path, response.text)
            problem_of(response, response.status_code)
        problem_of(client.request("PATCH", url), 405)


def test_every_failing_route_answers_500_without_details(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = client.app.state.site.store

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    for name in ("head", "list_documents", "get_draft", "get_rule_version"):
        monkeypatch.setattr(store, name, broken)
    failed = 0
    for method, path in api_routes(client.app):
        if method == "GET":
            response = client.get(path.replace("{document}", "x").replace("{rule}", "x"))
            body = problem_of(response, 500)
            assert "secret" not in json.dumps(body)
            failed += 1
    assert failed >= 9


def test_routes_outside_the_schema_are_pages(client: Any) -> None:
    for route in client.app.routes:
        if isinstance(route, APIRoute) and not route.include_in_schema:
            assert not route.path.startswith("/api/")
    response = client.get("/nowhere")
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert "没有找到" in response.text


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "facts"),
        ({"facts": []}, "facts"),
        ({"facts": {}, "on": "昨天"}, "on"),
        ({"facts": {}, "subject": "robot"}, "subject"),
        ({"facts": {}, "surprise": 1}, "surprise"),
    ],
)
def test_a_request_of_the_wrong_shape_names_the_field(
    client: Any, body: dict[str, Any], place: str
) -> None:
    found = problem_of(client.post("/api/match", json=body), 422)
    assert place in _listed(found)[0]["place"]


def test_unusable_facts_are_all_listed(client: Any) -> None:
    facts = {"不存在的指标": "1", "revenue@Y-1": "很多"}
    found = problem_of(client.post("/api/match", json={"facts": facts}), 422)
    assert len(_listed(found)) == 2


def test_broken_json_and_unknown_rules(client: Any) -> None:
    problem_of(client.post("/api/match", content=b"{"), 422)
    problem_of(client.post("/api/match", json={"facts": {}, "rules": ["nowhere"]}), 404)


def test_a_body_over_the_limit_is_refused_announced_or_not(client: Any) -> None:
    limit = client.app.state.site.settings.max_upload_mb * 1024 * 1024 + 65 * 1024

    def chunks() -> Any:
        for _ in range(limit // 65536 + 2):
            yield b" " * 65536

    found = problem_of(client.post("/api/match", content=b" " * (limit + 1)), 413)
    assert "超过" in found["detail"]
    problem_of(client.post("/api/match", content=chunks()), 413)


def test_changes_need_an_actor(client: Any) -> None:
    document = client.get("/api/documents").json()[0]["id"]
    step = {"revision": 1}
    problem_of(client.post(f"/api/documents/{document}/submit", json=step), 422)
    blank = {"X-Actor": "%20"}
    problem_of(client.post(f"/api/documents/{document}/submit", json=step, headers=blank), 422)
