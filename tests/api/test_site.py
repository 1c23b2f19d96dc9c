"""The snapshot of what is published: rebuilt when that changes, and only then."""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

import pytest

from retrieval import search
from rules.ruling import DeclareJudged, MarkBackground
from tests.api.conftest import ON


def test_publishing_makes_a_new_snapshot_and_reviewing_does_not(client: Any) -> None:
    site = client.app.state.site
    before = site.catalogue()
    assert search(before.index, "失业人员创业补贴") == ()
    draft = next(d for d in site.store.list_documents() if d.state == "draft")
    for block in site.store.get_draft(draft.id).blocks:
        ruling = (
            DeclareJudged(block=block.id, body="就业服务机构", why="经核对")
            if block.kind == "unparsed"
            else MarkBackground(block=block.id, why="经核对")
        )
        site.store.rule_on(draft.id, ruling, "起草人")
    site.store.submit(draft.id, "起草人")
    assert site.catalogue() is before
    site.store.approve(draft.id, "审批人")
    site.store.publish(draft.id, "审批人")
    after = site.catalogue()
    assert after is not before
    assert search(after.index, "失业人员创业补贴")[0].passage.rules == ("yj-start",)
    assert search(before.index, "失业人员创业补贴") == ()


def test_a_retired_item_is_gone_at_once(client: Any) -> None:
    site = client.app.state.site
    assert client.get("/rules/qp-rent").status_code == 200
    site.store.retire("qp-rent", "审批人", "政策到期")
    assert client.get("/rules/qp-rent").status_code == 404
    assert client.get("/api/rules/qp-rent/versions").json()[0]["version"] == 1
    assert [r["id"] for r in client.get("/api/rules").json()] == ["qp-growth"]


def test_readers_are_answered_while_a_new_snapshot_is_made(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = client.app.state.site
    old = site.catalogue()
    old.indexes.on(ON)
    making, finish = Event(), Event()
    read = site.store.published_rules

    def slowly() -> Any:
        making.set()
        assert finish.wait(30)
        return read()

    monkeypatch.setattr(site.store, "published_rules", slowly)
    site.store.retire("qp-rent", "审批人", "政策到期")
    made: list[Any] = []
    maker = Thread(target=lambda: made.append(site.catalogue()))
    maker.start()
    assert making.wait(30)
    assert site.catalogue() is old  # answered at once, from what was published before
    assert client.post("/api/match", json={"on": "2026-05-20", "facts": {}}).status_code == 200
    finish.set()
    maker.join(30)
    assert made == [site.catalogue()]
    assert made[0] is not old
    assert [rule.id for rule in made[0].rules] == ["qp-growth"]
    assert made[0].indexes.days == (ON,)  # ready before anybody sees it
