"""Each code of the compiler is what some text gets; each says what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.diagnostics import CODES, diagnose
from rules.draft import Draft
from rules.errors import Diagnostic, Severity

#: The least text that gets a code. PC202, PC203 and PC204 are raised for what the grammar should
#: never do; test_ground, test_check and test_ledger raise them by hand.
TEXTS = {
    "PC201": "第一条 为支持企业发展，制定本措施。",
    "PC301": "第一条 对国家高新技术企业，给予奖励3万5元。",
    "PC302": "第一条 对国家高新技术企业，给予一次性奖励300万。",
    "PC303": "第一条 对从业人员超过50人（含50人）的企业，给予一次性奖励10万元。",
    "PC304": "第一条 对注册资本100万美元以上的企业，给予一次性奖励10万元。",
    "PC305": "第一条 对国家高新技术企业，按50%给予补贴。",
    "PC401": "第一条 对导师服务人次不少于100人次的企业，给予一次性奖励10万元。",
    "PC402": "第一条 对在本省注册的企业，给予一次性奖励10万元。",
    "PC502": "第一条 上年度营业收入1000万元以上5000万元以下的企业，给予10万元奖励；"
    "5000万元以上的企业，给予20万元奖励。",
    "PC503": "第一条 企业上年度营业收入1000万元以上不足5000万元的，给予10万元奖励；"
    "6000万元以上的，给予30万元奖励。",
    "PC504": "第一条 对国家高新技术企业、专精特新中小企业，分别给予10万元、20万元、30万元奖励。",
    "PC505": "第一条 对国家高新技术企业，给予最高10万元奖励。",
    "PC506": "第一条 对上年度营业收入不低于2000万元、上年度营业收入不超过1000万元的企业，"
    "给予一次性奖励10万元。",
    "PC507": "第一条 对国家高新技术企业，按上年度租金的50%给予补贴。"
    "第一年补贴最高不超过10万元。第二年补贴最高不超过8万元。",
}
#: One line each that is in order, so that no code is said of everything.
PLAIN = "第一条 对上年度营业收入2000万元以上的国家高新技术企业，给予一次性奖励10万元。"


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_text_that_gets_the_code(code: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(TEXTS[code])
    found = [d for d in draft.diagnostics if d.code == code]
    assert found
    for problem in found:
        assert problem.severity is CODES[code].severity
        assert problem.file == "t.txt"
        assert problem.span is None or draft.document.holds(problem.span)


def test_a_text_in_order_gets_none(draft_of: Callable[..., Draft]) -> None:
    assert draft_of(PLAIN).diagnostics == ()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_says_what_is_wrong_and_what_to_do(code: str) -> None:
    severity, message, hint = CODES[code]
    assert severity in Severity
    names = re.findall(r"\{(\w+)\}", message)
    problem: Diagnostic = diagnose(code, file="t.txt", **dict.fromkeys(names, "某某"))
    assert "{" not in problem.line()
    assert problem.message.count("某某") == len(names)
    assert re.search(r"[一-鿿]{4}", message)
    assert re.search(r"[一-鿿]{4}", hint)
    assert code in problem.line()


def test_every_code_is_on_the_page_of_codes() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "diagnostics" / "README.md"
    written = page.read_text(encoding="utf-8")
    assert [code for code in CODES if f"`{code}`" not in written] == []
