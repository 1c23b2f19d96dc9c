"""A real browser before a real server, with policies published from the golden rules."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from api import Settings, create_app
from compiler import compile_document
from compiler.extract.extractor import Extraction, Reading
from compiler.read import read
from compiler.segment import segment
from rules.codec import load_ruleset
from rules.draft import Draft
from store import Store
from tests.compiler.model.honest import Honest, Lines

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ("qingping-manufacturing-measures", "linggang-commerce-guide")
IN_REVIEW = "qingping-technology-rules"
READ_TWICE = "yunjiang-industry-growth-rules"
CHROMIUM = os.environ.get("POLICYCALC_CHROMIUM") or shutil.which("chromium")
WIDTHS = {"desktop": 1280, "phone": 390}


def golden_draft(slug: str) -> tuple[bytes, Draft]:
    """A golden rule set on the text it was read from."""
    source = next((ROOT / "policy_texts" / slug).glob("source.*"))
    data = source.read_bytes()
    document = read(data, source.name).document
    text = (ROOT / "golden_rules" / slug / "rules.yaml").read_text("utf-8")
    ruleset = load_ruleset(text, file=slug)
    segmented = segment(document)
    return data, Draft(
        document=document.model_copy(update={"meta": ruleset.document.meta}),
        parts=segmented.parts,
        clauses=segmented.clauses,
        ruleset=ruleset,
    )


def read_twice(slug: str) -> tuple[bytes, Draft]:
    """A text as the grammar reads it beside a model that asks yes or no what is a figure."""

    def change(task: str, answer: dict[str, Any], lines: Lines) -> dict[str, Any]:
        for node in answer.get("conditions", ()) if task == "draft_tags" else ():
            if node["kind"] == "compare":
                node.update(kind="is", name=node["quote"][:20], time="")
        return answer

    source = next((ROOT / "policy_texts" / slug).glob("source.*"))
    data = source.read_bytes()
    wanted = Extraction(Reading.BOTH, Honest(data, source.name, change))
    return data, compile_document(data, source.name, extraction=wanted)


def fill(store: Store) -> None:
    data, draft = read_twice(READ_TWICE)
    store.save_document(data, draft, "起草人")
    for slug in (*PUBLISHED, IN_REVIEW):
        data, draft = golden_draft(slug)
        store.save_document(data, draft, "起草人")
        if slug != IN_REVIEW:
            store.submit(draft.document.id, "起草人")
            store.approve(draft.document.id, "审批人")
            store.publish(draft.document.id, "审批人")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site."""
    path = tmp_path_factory.mktemp("site") / "site.db"
    app = create_app(Settings(database_url=f"sqlite:///{path}", region="云江市"))
    fill(app.state.site.store)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listening.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Headless Chromium. A machine without a browser can still run all other tests, so there the
    tests are skipped and say so, unless POLICYCALC_BROWSER=1 says that they must run."""
    if not CHROMIUM and os.environ.get("POLICYCALC_BROWSER") != "1":
        pytest.skip(
            "浏览器测试需要 Chromium：apt-get install chromium（或 POLICYCALC_CHROMIUM=路径）"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(params=sorted(WIDTHS))
def page(request: pytest.FixtureRequest, chromium: Any, site: str) -> Iterator[Any]:
    """A fresh visitor at desktop and at phone width; whatever leaves our origin fails the test."""
    context = chromium.new_context(
        viewport={"width": WIDTHS[request.param], "height": 900}, base_url=site, locale="zh-CN"
    )
    context.set_default_timeout(8000)
    opened = context.new_page()
    away: list[str] = []
    broken: list[str] = []
    opened.on("request", lambda r: r.url.startswith(site) or away.append(r.url))
    # A refused form answers 422, which Chromium also writes to the console.
    opened.on(
        "console",
        lambda m: m.type == "error" and "status of 422" not in m.text and broken.append(m.text),
    )
    opened.on("pageerror", lambda e: broken.append(str(e)))
    yield opened
    context.close()
    assert not away
    assert not broken
