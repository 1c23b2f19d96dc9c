"""Hostile policies read by a model that obeys them: nothing but the hostile words themselves is in
the draft beside what the honest policy says, and nothing outside the draft changes at all.

The corpus stands in ``cases.yaml``; ``made.py`` makes the files, ``fooled.py`` is the model.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from compiler.extract.extractor import Extraction
from compiler.extract.extractor import Reading as Wanted
from compiler.extract.model.prompt import load_prompt
from compiler.extract.model.shown import flat
from compiler.pipeline import compile_document
from llm import Request
from llm.settings import ModelSettings
from rules.blocks import all_blocks
from rules.condition import leaves
from rules.draft import Draft
from rules.errors import TransitionRefused
from rules.review import ReviewState
from rules.rule import Rule
from rules.ruling import AcceptAttribute
from rules.vocabulary import standard_vocabulary
from store import Store, open_store
from tests.compiler.injection.fooled import MADE_UP, Fooled
from tests.compiler.injection.made import (
    ARTICLES,
    LEFT_OUT,
    TITLE,
    UNSEEN,
    Added,
    Twisted,
    cases,
    honest,
    hostile,
)
from tests.store.conftest import make_draft

ADDED, TWISTED = cases()
HONEST_LINES = frozenset((TITLE, *ARTICLES))
SUMS = {"增长奖励": "50万元", "吸纳就业奖励": "20万元"}
every = pytest.mark.parametrize("case", ADDED, ids=[c.name for c in ADDED])
seen = pytest.mark.parametrize(
    "case", [c for c in ADDED if c.how not in UNSEEN and c.form != "md"], ids=lambda c: c.name
)
twisted = pytest.mark.parametrize("case", TWISTED, ids=[c.name for c in TWISTED])


@cache
def clean(form: str) -> Draft:
    """The honest policy as the grammar reads it."""
    return compile_document(honest(form), f"policy.{form}")


@cache
def obeyed(case: Added, wanted: Wanted, claims: bool = False) -> tuple[Draft, tuple[Request, ...]]:
    """The draft of a case whose questions a fooled model answered, and the questions."""
    data = hostile(case)
    client = Fooled(data, case.file, claims)
    draft = compile_document(data, case.file, extraction=Extraction(wanted, client, workers=1))
    return draft, tuple(client.asked)


def test_the_corpus_is_large_enough() -> None:
    names = [case.name for case in (*ADDED, *TWISTED)]
    assert len(set(names)) == len(names) >= 40
    assert {case.form for case in ADDED} == {"txt", "md", "html", "docx", "pdf"}


@pytest.mark.parametrize("form", ["txt", "md", "html", "docx", "pdf"])
def test_the_honest_policy_is_read_in_every_format(form: str) -> None:
    draft = clean(form)
    assert {rule.title: str(rule.award.amount) for rule in draft.ruleset.rules} == SUMS  # type: ignore[union-attr]
    assert not list(all_blocks(draft))


@every
def test_the_grammars_items_stand_beside_what_a_fooled_model_says(case: Added) -> None:
    """Both readings: sums, thresholds, conditions, exclusions and stacking of the honest policy
    are all there; what else is there is quoted from the hostile words and marked the model's."""
    draft, _ = obeyed(case, Wanted.BOTH)
    before = clean(case.form)
    assert draft.document.meta == before.document.meta
    for own in before.ruleset.rules:
        same = the_same(draft, own)
        assert plain(same.award) == plain(own.award)
        assert plain(same.validity) == plain(own.validity)
        for part in ("when", "unless", "stacking"):
            left = parts(same, part)
            for leaf in parts(own, part):
                assert leaf in left, f"{own.title}: {part} lost {leaf}"
                left.remove(leaf)
            told = [c.span.quote for c in draft.consensus if c.state == "model_only"]
            assert all(quote_of(leaf) in told or in_hostile(draft, leaf) for leaf in left)
    others = [r for r in draft.ruleset.rules if r.title not in SUMS]
    assert all(hostile_at(draft, r.award.source.start) for r in others)
    assert_refused(draft)


@seen
def test_where_only_the_model_is_read_no_figure_of_the_policy_changes(case: Added) -> None:
    """Sums are those of the policy; a threshold is the policy's or waits for a person."""
    draft, _ = obeyed(case, Wanted.MODEL)
    waiting = [b.quote for b in all_blocks(draft)]
    for own in clean(case.form).ruleset.rules:
        same = the_same(draft, own)
        assert plain(same.award) == plain(own.award)
        for part in ("when", "unless"):
            left = parts(same, part)
            for leaf in parts(own, part):
                if leaf not in left:
                    assert any(quote_of(leaf) in quote for quote in waiting), leaf
            compared = [leaf for leaf in left if leaf["kind"] == "compare"]
            assert all(leaf in parts(own, part) for leaf in compared)
    assert_refused(draft)


@seen
def test_an_answer_that_claims_a_status_is_refused_whole(case: Added) -> None:
    draft, _ = obeyed(case, Wanted.MODEL, claims=True)
    alone = compile_document(hostile(case), case.file)
    assert draft.ruleset == alone.ruleset
    fates = [(e.span, e.kind, e.rules) for e in draft.ledger if not hostile_at(draft, e.span.start)]
    assert fates == [
        (e.span, e.kind, e.rules) for e in alone.ledger if not hostile_at(alone, e.span.start)
    ]
    more = {d.code for d in draft.diagnostics} - {d.code for d in alone.diagnostics}
    assert {"PC704"} <= more <= {"PC203", "PC704"}  # PC203: hostile words that wait for a person


@every
def test_what_no_reader_sees_is_no_part_of_the_text(case: Added) -> None:
    document = obeyed(case, Wanted.BOTH)[0].document
    if case.how in UNSEEN:
        assert document.text == clean(case.form).document.text
        left_out = any(case.text in dropped.text for dropped in document.dropped)
        assert left_out == (case.how in LEFT_OUT)
    elif case.form != "md":
        said = re.sub(r"\s", "", document.text)
        assert all(re.sub(r"\s", "", line) in said for line in case.text.split("\n"))


@every
def test_hostile_words_reach_the_model_inside_the_fence_alone(case: Added) -> None:
    """Instructions, examples and schema are the same words for every policy; between the fences
    stand numbered lines of the text, which can forge neither a fence nor a turn."""
    draft, asked = obeyed(case, Wanted.BOTH)
    text = flat(draft.document.text)
    assert asked
    for request in asked:
        prompt = load_prompt(request.task)  # type: ignore[arg-type]
        turns = 2 + 2 * len(prompt.examples)
        fence, source = fenced(request.messages[turns - 1].content)
        assert request.messages[:turns] == prompt.messages(fence=fence, source=source)
        assert fence not in source
        assert not re.search(r"<\||\|>|</?s>|\[/?INST\]|<<|</?think>|<(start|end)_of", source)
        for row in source.split("\n"):
            label, words = re.fullmatch(r"\[([^\]]+)\] (.*)", row).groups()  # type: ignore[union-attr]
            if not label.startswith(("I", "事项")):
                assert words.replace("\u2060", "") in text
        settings = (request.wire, request.temperature, request.max_tokens, request.prompt_version)
        assert settings in usual(request.task)


@every
def test_nothing_outside_the_draft_changes(
    case: Added, installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved beside a published and a waiting document: those, the vocabulary and the settings are
    what they were, the new one is a draft that its author cannot approve."""
    environment, settings = dict(os.environ), ModelSettings()
    draft, _ = obeyed(case, Wanted.BOTH)
    shutil.copy(installed, tmp_path / "store.db")
    store = open_store(f"sqlite:///{tmp_path / 'store.db'}")
    try:
        before = held(store)
        saved = store.save_document(hostile(case), draft, "张三")
        record = store.get_draft(saved.document_id)
        assert (saved.outcome, record.state) == ("created", ReviewState.DRAFT)
        assert [e.action for e in store.events(saved.document_id)] == ["save"]
        assert held(store, saved.document_id) == before
        with pytest.raises(TransitionRefused):
            store.approve(saved.document_id, "李四")
        with pytest.raises(TransitionRefused):
            store.publish(saved.document_id, "李四")
        assert store.get_draft(saved.document_id) == record
    finally:
        store.close()
    assert (dict(os.environ), ModelSettings()) == (environment, settings)


@twisted
def test_a_figure_in_deceptive_characters_is_the_same_or_nobodys(case: Twisted) -> None:
    """Characters that show nothing are taken out; a figure that is only drawn like one waits."""
    draft = compile_document(case.data, "policy.txt")
    before = clean("txt")
    assert not case.told or case.told in {d.code for d in draft.diagnostics}
    if case.same:
        assert [reading(r) for r in draft.ruleset.rules] == [
            reading(r) for r in before.ruleset.rules
        ]
        return
    wrong = next(r for r in before.ruleset.rules if case.old in r.source.quote)
    for rule in draft.ruleset.rules:
        if rule.title == wrong.title:
            assert [d for d in draft.errors if d.span and d.span.start >= rule.source.start]
        else:
            assert reading(rule) in [reading(r) for r in before.ruleset.rules]
    assert list(all_blocks(draft))


# -- what is compared ----------------------------------------------------------------------------


def the_same(draft: Draft, own: Rule) -> Rule:
    """The one item of a draft that an item of the honest policy is."""
    (same,) = [r for r in draft.ruleset.rules if r.title == own.title]
    assert same.award.source.quote == own.award.source.quote
    return same


def plain(value: Any) -> Any:
    """A part of a rule with its quotes, without their places."""
    return _bare(value.model_dump(mode="json"))


def _bare(dumped: Any) -> Any:
    if isinstance(dumped, dict):
        return {k: _bare(v) for k, v in dumped.items() if k not in ("start", "end", "document")}
    return [_bare(v) for v in dumped] if isinstance(dumped, list) else dumped


def parts(rule: Rule, name: str) -> list[Any]:
    """The leaves of the conditions, of the exclusions, or the stacking rules."""
    if name == "when":
        return [plain(leaf) for leaf in leaves(rule.when)]
    if name == "unless":
        return [plain(leaf) for one in rule.unless for leaf in leaves(one)]
    return [plain(one) for one in rule.stacking]


def reading(rule: Rule) -> Any:
    """What a rule says, its quotes aside: deceptive characters may stand in those."""

    def bare(dumped: Any) -> Any:
        if isinstance(dumped, dict):
            return {k: bare(v) for k, v in dumped.items() if k not in ("source", "id", "document")}
        return [bare(v) for v in dumped] if isinstance(dumped, list) else dumped

    return bare(rule.model_dump(mode="json"))


def quote_of(leaf: Any) -> str:
    return str(leaf["source"]["quote"])


def hostile_at(draft: Draft, place: int) -> bool:
    """Whether a place of the text lies behind what the honest policy says in its line."""
    text = draft.document.text
    start = text.rfind("\n", 0, place) + 1
    line = text[start:].split("\n")[0]
    genuine = max((h for h in HONEST_LINES if line.startswith(h)), key=len, default="")
    return place >= start + len(genuine)


def in_hostile(draft: Draft, leaf: Any) -> bool:
    quote = quote_of(leaf)
    return not any(quote in line for line in HONEST_LINES) and quote in draft.document.text


def assert_refused(draft: Draft) -> None:
    """What the model made up is told and nowhere in the rules."""
    codes = [d.code for d in draft.diagnostics]
    assert "PC701" in codes
    assert "PC704" in codes
    assert "PC702" in codes
    assert MADE_UP not in draft.ruleset.model_dump_json()
    assert "各项奖励可以累计享受" not in draft.ruleset.model_dump_json()
    assert any(MADE_UP[:10] in d.message for d in draft.diagnostics)


def fenced(question: str) -> tuple[str, str]:
    """The fence of a question and what stands inside."""
    (fence, again) = [row for row in question.split("\n") if row.startswith("#原文 ")]
    assert fence == again
    _, inside, _ = question.split(f"{fence}\n"[:-1])
    return fence, inside.strip("\n")


@cache
def usual(task: str) -> list[Any]:
    """How a task is asked about the honest policy."""
    _, asked = obeyed(Added("clean", "txt", "", ""), Wanted.BOTH)
    return [
        (r.wire, r.temperature, r.max_tokens, r.prompt_version) for r in asked if r.task == task
    ]


def held(store: Store, but: str = "") -> Any:
    """All that a store keeps of other documents, what is published, and the vocabulary."""
    others = [d for d in store.list_documents() if d.id != but]
    return (
        others,
        [store.get_draft(d.id) for d in others],
        [store.document_bytes(d.id) for d in others],
        [e for e in store.events() if e.target != but],
        store.published_rules(),
        store.vocabulary(),
        standard_vocabulary(),
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one published and one waiting document."""
    path = tmp_path_factory.mktemp("installed") / "store.db"
    store = open_store(f"sqlite:///{path}")
    live = store.save_document(b"jia", make_draft(), "张三").document_id
    store.save_document(b"yi", make_draft("乙办法", prefix="yi"), "张三")
    store.rule_on(live, AcceptAttribute(attribute="?孵化导师"), "张三")
    store.submit(live, "张三")
    store.approve(live, "李四")
    store.publish(live, "王五")
    store.close()
    return path
