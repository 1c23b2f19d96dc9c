"""The data demand through the interface, on its page and as a sheet."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any


def test_interface_page_and_sheet_say_the_same(client: Any) -> None:
    said = client.get("/api/demand").json()
    assert said["needs"]
    labels = [need["label"] for need in said["needs"]]
    page = client.get("/data").text
    assert all(label in page for label in labels)
    sheet = client.get("/data/needs.csv")
    assert sheet.headers["content-disposition"] == 'attachment; filename="data-needs.csv"'
    rows = list(csv.reader(StringIO(sheet.text.removeprefix("\ufeff"))))
    assert [row[1] for row in rows[1:]] == labels


def test_every_use_quotes_its_text(client: Any) -> None:
    for need in client.get("/api/demand").json()["needs"]:
        for use in need["uses"]:
            source = use["source"]
            text = client.get(f"/api/policies/{source['document']}/text").json()["text"]
            assert text[source["start"] : source["end"]] == source["quote"]


def test_every_published_item_has_its_readiness(client: Any) -> None:
    items = client.get("/api/readiness").json()["items"]
    assert sorted(item["rule"] for item in items) == sorted(
        rule["id"] for rule in client.get("/api/rules").json()
    )
    rows = list(csv.reader(StringIO(client.get("/data/readiness.csv").text)))
    assert len(rows) == len(items) + 1
    assert all((row[4] == "依申请") == bool(row[8]) for row in rows[1:])
