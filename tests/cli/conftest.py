"""Commands run in a folder of their own, on a database of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app

ROOT = Path(__file__).resolve().parents[2]
POLICY = """青屏区支持企业发展若干措施

发文机关：青屏区工业和信息化局
文号：青工信规〔2026〕3号
发布日期：2026年1月15日

第一条 规模奖励。对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。

第二条 租金补贴。对上年度营业收入5000万元以上的企业，按实际租金的50%给予补贴，最高不超过30万元。
"""


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYCALC_DATABASE_URL", f"sqlite:///{tmp_path}/cli.db")
    monkeypatch.delenv("POLICYCALC_ACTOR", raising=False)

    def invoke(*args: str, stdin: str | None = None) -> Ran:
        result = CliRunner().invoke(app, list(args), input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return invoke


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "措施.txt"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.fixture
def published(run: Run, policy: Path) -> str:
    """The id of a published document, taken all the way by two people."""
    saved = run("compile", str(policy), "--save", "--author", "张三", "--json").json
    document: str = saved["files"][0]["document"]["id"]
    shown = run("review", "show", document, "--json").json
    if shown["blocks"]:
        blocks = [part for b in shown["blocks"] for part in ("--block", b["id"])]
        ruled = ("--decision", "accept", "--why", "看过", "--actor", "张三")
        assert run("review", "rule", document, *blocks, *ruled).code == 0
    assert run("review", "submit", document, "--actor", "张三").code == 0
    assert run("review", "approve", document, "--actor", "李四").code == 0
    assert run("publish", document, "--actor", "李四").code == 0
    return document
