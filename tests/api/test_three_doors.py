"""The same facts give the same verdict, amount and reasons at the terminal and over HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app

ON = "2026-05-20"
APPLICANTS: dict[str, dict[str, Any]] = {
    "eligible": {
        "registered_region": "青屏区",
        "revenue@2025": "3000万元",
        "titles": {"has": ["国家高新技术企业"]},
        "dishonest_list": "否",
        "rent_paid@2025": "301万元",
    },
    "on the boundary": {"revenue@2025": "5000万元"},
    "just below": {"revenue@2025": "49999999.99元"},
    "excluded": {"dishonest_list": "是"},
    "nothing known": {},
    "half known": {"registered_region": "青屏区", "revenue@2025": "[2000万元,5000万元)"},
}


@pytest.mark.parametrize("name", APPLICANTS)
def test_the_terminal_and_the_interface_agree(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(APPLICANTS[name], ensure_ascii=False), "utf-8")
    settings = client.app.state.site.settings
    monkeypatch.setenv("POLICYCALC_DATABASE_URL", settings.database_url)
    arguments = ["match", "--facts", str(facts), "--on", ON, "--json"]
    printed = CliRunner().invoke(app, arguments)
    assert printed.exit_code == 0, printed.output
    over_http = client.post("/api/match", json={"facts": APPLICANTS[name], "on": ON})
    assert json.loads(printed.stdout)["decisions"] == over_http.json()["decisions"]
    assert len(over_http.json()["decisions"]) == 2
