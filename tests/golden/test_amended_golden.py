"""What a text says after a notice changed it: rules a person read from both documents together.

``expected_after.yaml`` beside an amending notice is the rule set of the amended text. A span that
names no document stands in the amended text, one that names the notice stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from compiler.read import read
from matcher import evaluate, read_facts
from rules.codec import check_kinds, dump_ruleset, load_ruleset
from rules.document import PolicyDocument
from rules.errors import Severity
from rules.quantity import Money, quantity
from rules.rule import RuleSet
from rules.vocabulary import standard_vocabulary

TEXTS = Path(__file__).resolve().parents[2] / "policy_texts"
FILES = sorted(TEXTS.glob("*/expected_after.yaml"))
SLUGS = [file.parent.name for file in FILES]


@cache
def after(slug: str) -> RuleSet:
    path = TEXTS / slug / "expected_after.yaml"
    return load_ruleset(path.read_text(encoding="utf-8"), file=str(path))


@cache
def documents() -> dict[str, PolicyDocument]:
    sources = (source for source in TEXTS.glob("*/source.*"))
    found = (read(source.read_bytes(), source.name).document for source in sources)
    return {document.id: document for document in found}


def cases() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for slug in SLUGS:
        text = (TEXTS / slug / "expected_after_cases.yaml").read_text(encoding="utf-8")
        found += [(slug, case) for case in yaml.safe_load(text)["cases"]]
    return found


def _spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if {"start", "end", "quote"} <= node.keys():
            yield node
        for value in node.values():
            yield from _spans(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _spans(value)


def test_there_is_an_amended_text() -> None:
    assert SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_stands_in_the_amended_text_or_in_the_notice(slug: str) -> None:
    ruleset = after(slug)
    (notice,) = (TEXTS / slug).glob("source.*")
    allowed = {ruleset.document.id, read(notice.read_bytes(), notice.name).document.id}
    spans = list(_spans(ruleset.model_dump()["rules"]))
    assert {span["document"] for span in spans} == allowed
    wrong = [
        span
        for span in spans
        if documents()[span["document"]].text[span["start"] : span["end"]] != span["quote"]
    ]
    assert wrong == []


@pytest.mark.parametrize("slug", SLUGS)
def test_it_is_a_rule_file_like_any_other(slug: str) -> None:
    found = check_kinds(after(slug), standard_vocabulary())
    assert [d.line() for d in found if d.severity is Severity.ERROR] == []
    text = (TEXTS / slug / "expected_after.yaml").read_text(encoding="utf-8")
    assert dump_ruleset(after(slug)) == text


@pytest.mark.parametrize("slug", SLUGS)
def test_every_item_is_tried(slug: str) -> None:
    tried = {case["rule"] for where, case in cases() if where == slug}
    assert tried == {rule.id for rule in after(slug).rules}


@pytest.mark.parametrize(("slug", "case"), cases(), ids=lambda c: c if isinstance(c, str) else "")
def test_the_matcher_answers_as_the_two_texts_say(slug: str, case: dict[str, Any]) -> None:
    vocabulary = standard_vocabulary().extended(after(slug).attributes)
    (rule,) = (rule for rule in after(slug).rules if rule.id == case["rule"])
    on = date.fromisoformat(str(case["on"]))
    facts = read_facts(case["facts"], vocabulary=vocabulary, on=on, file=case["name"])
    decision = evaluate(rule, facts, on, vocabulary)
    assert decision.verdict.value.upper() == case["verdict"], case["because"]
    if case["amount"] == "无":
        assert decision.amount.kind == "none", case["because"]
    else:
        wanted = quantity(case["amount"])
        assert isinstance(wanted, Money)
        assert (decision.amount.low, decision.amount.high) == (wanted, wanted), case["because"]
