"""The generated pages say what the types say, and leave no kind out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rules.reference import REGENERATE, render_rule_format, rendered
from rules.unions import KINDED
from rules.vocabulary import standard_vocabulary

FILES = ("docs/rule-format.md", "docs/rule.schema.json", "docs/vocabulary.md")
ROOT = Path(__file__).parents[2]


def test_the_pages_that_are_generated() -> None:
    assert tuple(rendered()) == FILES


@pytest.mark.parametrize("path", FILES)
def test_page_is_up_to_date(path: str) -> None:
    written = (ROOT / path).read_text(encoding="utf-8")
    assert written == rendered()[path], f"{path} is stale; run: {REGENERATE}"


def test_every_kind_has_its_section_with_an_example() -> None:
    page = render_rule_format()
    for kind in KINDED:
        assert f"### `{kind}`\n" in page
        assert f"kind: {kind}\n" in page
    assert page.count("读作：") == len(KINDED)


def test_schema_file_is_json_and_knows_every_kind() -> None:
    schema = json.loads(rendered()["docs/rule.schema.json"])
    names = {model.__name__ for model in KINDED.values()}
    assert names <= set(schema["$defs"])


def test_vocabulary_page_lists_every_attribute_once() -> None:
    page = rendered()["docs/vocabulary.md"]
    for attribute in standard_vocabulary().attributes:
        assert page.count(f"| `{attribute.id}` |") == 1
