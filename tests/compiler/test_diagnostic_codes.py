"""Each code of the compiler is what some text gets; each says what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from compiler import compile_document
from compiler.diagnostics import CODES, diagnose
from compiler.read.problems import PROBLEMS
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "docs/diagnostics/examples.yaml").read_text(encoding="utf-8")
)
SHOWN = sorted(code for code, example in EXAMPLES.items() if "bad" in example)
#: One line each that is in order, so that no code is said of everything.
PLAIN = "第一条 对上年度营业收入2000万元以上的国家高新技术企业，给予一次性奖励10万元。"


def codes_of(file: dict[str, str]) -> list[Diagnostic]:
    """What reading and compiling an example says of it."""
    data = bytes.fromhex(file["bytes"]) if "bytes" in file else file["text"].encode()
    try:
        return list(compile_document(data, file.get("name", "办法.txt")).diagnostics)
    except InputRejected as rejected:
        return list(rejected.diagnostics)


@pytest.mark.parametrize("code", SHOWN)
def test_the_bad_example_gets_the_code_and_the_good_one_does_not(code: str) -> None:
    found = [d for d in codes_of(EXAMPLES[code]["bad"]) if d.code == code]
    assert found
    for problem in found:
        assert problem.severity is {**CODES, **PROBLEMS}[code].severity
        assert problem.file == EXAMPLES[code]["bad"].get("name", "办法.txt")
    assert code not in {d.code for d in codes_of(EXAMPLES[code]["good"])}


def test_every_code_has_an_example_or_a_test_that_builds_one() -> None:
    assert sorted(EXAMPLES) == sorted({*CODES, *PROBLEMS})
    for code, example in EXAMPLES.items():
        assert example["why"], code
        if "bad" in example:
            assert "good" in example, code
            continue
        path, _, name = example["test"].partition("::")
        written = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {name}(" in written, code
        assert code in written, code


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
