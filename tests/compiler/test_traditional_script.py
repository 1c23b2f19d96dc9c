"""The same text in traditional characters gives the same rules; only quotes keep their script."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from opencc import OpenCC

from compiler import compile_document
from compiler.fold import fold
from rules.draft import Draft
from rules.rule import Delivery, ReviewMode
from rules.vocabulary import Subject

TEXTS = Path(__file__).resolve().parents[2] / "policy_texts"
FILES = sorted(p for p in TEXTS.glob("*/source.*") if p.suffix in (".txt", ".md", ".html"))
_traditional = OpenCC("s2t").convert


@cache
def both(path: Path) -> tuple[Draft, Draft]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    plain, other = (
        compile_document(t.encode("utf-8"), path.name) for t in (text, _traditional(text))
    )
    return plain, other


def told(value: object) -> object:
    """A value without its quotes and ids, every word in one script."""
    if isinstance(value, dict):
        return {k: told(v) for k, v in value.items() if k not in ("source", "document", "id")}
    if isinstance(value, list):
        return [told(v) for v in value]
    return fold(value) if isinstance(value, str) else value


def rules_of(draft: Draft) -> list[object]:
    return [told(rule.model_dump(mode="json")) for rule in draft.ruleset.rules]


def by_name(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=lambda p: p.parent.name)


@by_name(FILES)
def test_the_rules_are_the_same(path: Path) -> None:
    plain, other = both(path)
    assert plain.ruleset.rules
    assert rules_of(other) == rules_of(plain)


@by_name(FILES)
def test_the_head_says_the_same_and_stays_as_written(path: Path) -> None:
    plain, other = both(path)
    assert told(other.document.meta.model_dump(mode="json")) == told(
        plain.document.meta.model_dump(mode="json")
    )
    for words in (other.document.meta.title, other.document.meta.number):
        assert words in other.document.text


@by_name(FILES)
def test_clauses_and_quotes_stand_at_the_same_places(path: Path) -> None:
    plain, other = both(path)
    shape = [(c.kind, c.parent, c.level, c.start, fold(c.place)) for c in plain.clauses]
    assert [(c.kind, c.parent, c.level, c.start, fold(c.place)) for c in other.clauses] == shape
    for rule in other.ruleset.rules:
        span = rule.source
        assert other.document.text[span.start : span.end] == span.quote


def test_the_place_of_the_document_is_a_place_of_the_vocabulary(
    draft_of: Callable[..., Draft],
) -> None:
    text = "云江市青屏区若干措施\n第一条 对注册地在本区的企业，给予10万元奖励。"
    (rule,) = draft_of(_traditional(text)).ruleset.rules
    assert "青屏区" in rule.when.model_dump_json()


@pytest.mark.parametrize("script", [str, _traditional], ids=["simplified", "traditional"])
def test_who_applies_and_how_is_read_in_either_script(
    script: Callable[[str], str], draft_of: Callable[..., Draft]
) -> None:
    text = script(
        "云江市若干措施\n第一条 对残疾人、毕业生等劳动者，每人每月给予500元补贴，实行免申即享。\n"
        "第二条 对示范企业给予10万元奖励，采取评审制。"
    )
    first, second = draft_of(text).ruleset.rules
    assert first.subject is Subject.PERSON
    assert first.delivery is Delivery.NO_APPLICATION
    assert second.subject is Subject.ENTERPRISE
    assert second.review_mode is ReviewMode.ASSESSMENT
