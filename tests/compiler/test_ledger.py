"""Every sentence is accounted for: bound to its rules, named as something else, or asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler import compile_document
from compiler.extract.items.items import PolicyReading, Sentence
from compiler.ledger import build_ledger
from compiler.segment import segment
from rules.document import LedgerEntry, PolicyDocument, SentenceKind
from rules.draft import Draft

TEXTS = Path(__file__).resolve().parents[2] / "policy_texts"
FILES = sorted(TEXTS.glob("*/source.*"))


@cache
def draft_of_file(path: Path) -> Draft:
    return compile_document(path.read_bytes(), path.name)


def assert_accounted(draft: Draft) -> None:
    text, position = draft.document.text, 0
    ids = {rule.id for rule in draft.ruleset.rules}
    for entry in draft.ledger:
        assert draft.document.holds(entry.span)
        assert entry.span.start >= position, entry.span.quote
        assert not text[position : entry.span.start].strip(), text[position : entry.span.start]
        assert set(entry.rules) <= ids
        assert len(set(entry.rules)) == len(entry.rules)
        if entry.kind is SentenceKind.NOT_MODELLED:
            assert entry.reason
            assert not entry.rules
        position = entry.span.end
    assert not text[position:].strip()


def of(draft: Draft, words: str) -> LedgerEntry:
    (entry,) = [e for e in draft.ledger if words in e.span.quote]
    return entry


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_all_visible_characters_of_a_text_stand_in_the_ledger(path: Path) -> None:
    assert_accounted(draft_of_file(path))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_the_sums_agree(path: Path) -> None:
    draft = draft_of_file(path)
    kinds = Counter(e.kind for e in draft.ledger)
    assert sum(kinds.values()) == len(draft.ledger)
    asked = [d for d in draft.diagnostics if d.code in ("PC203", "PC204", "PC205")]
    assert len(asked) == len({e.span.quote for e in draft.ledger if e.kind == "not_modelled"})
    visible = sum(not c.isspace() for c in draft.document.text)
    assert visible == sum(not c.isspace() for e in draft.ledger for c in e.span.quote)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)
def test_every_rule_rests_on_a_sentence_of_the_ledger(path: Path) -> None:
    draft = draft_of_file(path)
    bound = {rule for e in draft.ledger for rule in e.rules}
    assert bound == {rule.id for rule in draft.ruleset.rules}


ITEM = "对国家高新技术企业，给予一次性奖励10万元。"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (ITEM, SentenceKind.AMOUNT),
        ("同一企业同一事项按就高不重复原则享受。", SentenceKind.STACKING),
        ("本措施自2024年3月1日起施行，有效期三年。", SentenceKind.WINDOW),
        ("申报时间为2024年4月1日至4月30日。", SentenceKind.WINDOW),
        ("获得支持的企业应当承诺三年内不迁出本区。", SentenceKind.OBLIGATION),
        ("本措施所称企业，是指具有独立法人资格的单位。", SentenceKind.DEFINITION),
        ("区科技局负责受理、审核，并在官网公示。", SentenceKind.PROCEDURE),
        ("力争到2027年培育高新技术企业500家以上。", SentenceKind.BACKGROUND),
    ],
)
def test_what_a_sentence_is_about(
    sentence: str, kind: SentenceKind, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(f"第一条 {ITEM}\n第二条 {sentence}\n")
    assert_accounted(draft)
    (*_, entry) = draft.ledger
    assert entry.span.quote.endswith(sentence)
    assert entry.kind is kind


def test_a_condition_outside_the_items_names_the_rules_it_holds_for(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of(
        "第一条 申报企业应当具有独立法人资格。\n"
        f"第二条 {ITEM}\n第三条 对专精特新中小企业，给予一次性奖励20万元。\n"
    )
    ids = tuple(rule.id for rule in draft.ruleset.rules)
    entry = of(draft, "独立法人资格")
    assert entry.kind is SentenceKind.CONDITION
    assert entry.rules == ids
    assert of(draft, "10万元").rules == ids[:1]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SentenceKind.CONDITION, "PC203"),
        (SentenceKind.EXCLUSION, "PC203"),
        (SentenceKind.AMOUNT, "PC204"),
    ],
)
def test_what_looks_like_a_rule_but_became_none_is_asked_about(
    kind: SentenceKind, code: str
) -> None:
    text = "第一条 上年度营业收入2000万元以上。\n第二条 其他。\n"
    document = PolicyDocument.make(text, source_name="t.txt", media_type="text/plain")
    segmented = segment(document)
    first, second = (
        Sentence(clause=c.index, start=c.start, end=c.end, kind=k)
        for c, k in zip(segmented.clauses, (kind, SentenceKind.BACKGROUND), strict=True)
    )
    reading = PolicyReading(sentences=[first, second])
    ledger, problems = build_ledger(segmented, [(reading, ["rule-1"])])
    assert [e.kind for e in ledger] == [SentenceKind.NOT_MODELLED, SentenceKind.BACKGROUND]
    assert ledger[0].reason
    (problem,) = problems
    assert (problem.code, problem.severity) == (code, "error")
    assert problem.span == ledger[0].span
    assert problem.span.quote in problem.message

    first.items = [0]
    ledger, problems = build_ledger(segmented, [(reading, ["rule-1"])])
    assert ledger[0].kind is kind
    assert ledger[0].rules == ("rule-1",)
    assert problems == ()


def test_without_any_item_nothing_is_asked_sentence_by_sentence(
    draft_of: Callable[..., Draft],
) -> None:
    draft = draft_of("第一条 申报企业应当具有独立法人资格。\n第二条 上年度营业收入2000万元以上。\n")
    assert draft.ruleset.rules == ()
    assert {d.code for d in draft.diagnostics} == {"PC201"}
    assert SentenceKind.NOT_MODELLED not in {e.kind for e in draft.ledger}
    assert_accounted(draft)


_lines = st.sampled_from(
    [
        "第一章 总则",
        "第二章 支持内容",
        f"第一条 {ITEM}",
        "第二条 申报单位应当同时符合下列条件：",
        "（一）具有独立法人资格；",
        "（二）上年度营业收入2000万元以上。",
        "1. 注册地在本区。2. 从业人员50人以上。",
        "有下列情形之一的，不予支持：",
        "级别 | 金额",
        "国家级 | 100万元",
        "申报材料：营业执照复印件。",
        "本措施自印发之日起施行。",
        "按研发费用的10%给予补助，最高100万元。单个企业每年最高300万元。",
        "依据文件：《若干措施》",
        "（此件公开发布）",
        "　　说明！？……",
        "",
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_lines, max_size=12))
def test_any_order_of_lines_is_accounted_for(
    draft_of: Callable[..., Draft], lines: list[str]
) -> None:
    assert_accounted(draft_of("\n".join(lines)))
