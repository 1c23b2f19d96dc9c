"""From bytes to draft: the same every time, sound for every text, calm on bad input."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from compiler import PASSES, compile_document
from compiler.check import spans_of
from compiler.pipeline import attributes_of
from rules.codec import check_kinds, check_spans, dump_ruleset, load_ruleset
from rules.condition import Compare, leaves
from rules.document import SentenceKind
from rules.draft import Draft
from rules.errors import InputRejected, Severity
from rules.rule import Rule
from rules.vocabulary import standard_vocabulary

TEXTS = Path(__file__).resolve().parents[2] / "policy_texts"
FILES = sorted(TEXTS.glob("*/source.*"))
PLAIN = [path for path in FILES if path.suffix in (".txt", ".md")]

by_name = pytest.mark.parametrize("path", FILES, ids=lambda p: p.parent.name)


@cache
def draft_of_file(path: Path) -> Draft:
    return compile_document(path.read_bytes(), path.name)


# --- same bytes, same draft --------------------------------------------------------------------


@by_name
def test_the_same_bytes_give_the_same_draft(path: Path) -> None:
    again = compile_document(path.read_bytes(), path.name)
    assert again.model_dump_json() == draft_of_file(path).model_dump_json()


def test_what_was_compiled_before_changes_nothing() -> None:
    some = FILES[:4]
    forwards = [compile_document(p.read_bytes(), p.name).model_dump_json() for p in some]
    backwards = [compile_document(p.read_bytes(), p.name).model_dump_json() for p in some[::-1]]
    assert forwards == backwards[::-1]


def test_the_name_of_a_file_is_no_part_of_its_meaning() -> None:
    path = PLAIN[0]
    one, other = (compile_document(path.read_bytes(), name) for name in (path.name, "b.txt"))
    assert one.document.id == other.document.id
    assert one.ruleset.rules == other.ruleset.rules


def test_the_passes_are_named_in_their_order() -> None:
    names = [step.__name__ for step in PASSES]
    assert names.index("read_document") == 0
    assert names.index("segment_document") < names.index("extract_items")
    assert names.index("assemble_rules") < names.index("check_rules")
    assert names[-1] == "account_sentences"


# --- every policy text -------------------------------------------------------------------------


@by_name
def test_ids_are_unique_and_every_span_holds(path: Path) -> None:
    draft = draft_of_file(path)
    ids = [rule.id for rule in draft.ruleset.rules]
    assert ids
    assert len(set(ids)) == len(ids)
    for rule in draft.ruleset.rules:
        assert rule.document == draft.document.id
        assert rule.title
        for span in spans_of(rule):
            assert draft.document.holds(span)
    assert check_spans(draft.ruleset, draft.document) == ()


@by_name
def test_every_attribute_is_known_or_proposed_with_the_rules(path: Path) -> None:
    draft = draft_of_file(path)
    vocabulary = standard_vocabulary()
    proposed = {a.id for a in draft.ruleset.attributes}
    used = {name for rule in draft.ruleset.rules for name in attributes_of(rule)}
    assert {name for name in used if vocabulary.get(name) is None} == proposed
    assert all(name.startswith("?") for name in proposed)
    assert all(a.proposed and a.label and a.question for a in draft.ruleset.attributes)


@by_name
def test_kinds_fit(path: Path) -> None:
    draft = draft_of_file(path)
    problems = check_kinds(draft.ruleset, standard_vocabulary())
    assert [p.line() for p in problems if p.severity is Severity.ERROR] == []


@by_name
def test_a_draft_written_down_reads_back(path: Path) -> None:
    ruleset = draft_of_file(path).ruleset
    assert load_ruleset(dump_ruleset(ruleset), file="t.json") == ruleset


@by_name
def test_diagnostics_are_said_once_in_chinese_and_point_into_the_text(path: Path) -> None:
    draft = draft_of_file(path)
    assert len(set(draft.diagnostics)) == len(draft.diagnostics)
    for problem in draft.diagnostics:
        assert problem.file == path.name
        assert problem.hint
        assert "{" not in problem.message
        assert problem.span is None or draft.document.holds(problem.span)


# --- the same text, written otherwise ----------------------------------------------------------


def meaning_of(rule: Rule) -> str:
    """What a rule says, without the characters it was read from."""

    def told(value: object) -> object:
        if isinstance(value, dict):
            return {k: told(v) for k, v in value.items() if k != "source"}
        return [told(v) for v in value] if isinstance(value, list) else value

    parts = rule.model_dump(mode="json", include={"when", "unless", "award"})
    return json.dumps(told(parts), ensure_ascii=False, sort_keys=True)


def meaning(draft: Draft) -> list[str]:
    return [meaning_of(rule) for rule in draft.ruleset.rules]


NARROW = str.maketrans("，；：（）０１２３４５６７８９％", ",;:()0123456789%")
WIDE = str.maketrans("0123456789%", "０１２３４５６７８９％")


def source(path: Path) -> str:
    """The canonical text of a file, which compiles to what the file does."""
    return draft_of_file(path).document.text


@pytest.mark.parametrize("path", PLAIN, ids=lambda p: p.parent.name)
@pytest.mark.parametrize("table", [NARROW, WIDE], ids=["half-width", "full-width"])
def test_the_width_of_characters_says_nothing(path: Path, table: dict[int, int]) -> None:
    text = source(path)
    plain = compile_document(text.encode(), "t.txt")
    other = compile_document(text.translate(table).encode(), "t.txt")
    assert plain.ruleset.rules
    narrowed = [[m.translate(NARROW) for m in meaning(d)] for d in (plain, other)]
    assert narrowed[0] == narrowed[1]


def figures(draft: Draft) -> list[list[str]]:
    """Of each rule: what it compares with what, and every sum and rate it grants."""
    told = []
    for rule in draft.ruleset.rules:
        compares = [
            f"{leaf.operand} {leaf.op} {leaf.value}"
            for leaf in leaves(rule.when)
            if isinstance(leaf, Compare) and leaf.value is not None
        ]
        granted = json.dumps(rule.award.model_dump(mode="json"), ensure_ascii=False)
        told.append([*compares, *re.findall(r'"(?:amount|rate|cap)": "([^"]+)"', granted)])
    return told


@pytest.mark.parametrize("path", PLAIN, ids=lambda p: p.parent.name)
def test_traditional_script_asks_and_grants_the_same_figures(path: Path) -> None:
    text = source(path)
    plain = compile_document(text.encode(), "t.txt")
    other = compile_document(OpenCC("s2t").convert(text).encode(), "t.txt")
    converter = OpenCC("t2s")
    assert [[converter.convert(x) for x in told] for told in figures(other)] == [
        [converter.convert(x) for x in told] for told in figures(plain)
    ]


def test_traditional_script_names_the_same_attributes(draft_of: Callable[..., Draft]) -> None:
    text = (
        "第一条 对具有独立法人资格、从业人员50人以上、近三年无重大违法行为的国家高新技术企业，"
        "按上年度研发费用的10%给予补助，单个企业每年最高不超过200万元。"
    )
    (plain,) = draft_of(text).ruleset.rules
    (other,) = draft_of(OpenCC("s2t").convert(text)).ruleset.rules
    assert meaning_of(other) == meaning_of(plain)


@pytest.mark.parametrize("path", PLAIN, ids=lambda p: p.parent.name)
def test_windows_line_ends_and_a_byte_order_mark_say_nothing(path: Path) -> None:
    text = source(path)
    plain = compile_document(text.encode(), "t.txt")
    other = compile_document(("\ufeff" + text.replace("\n", "\r\n")).encode(), "t.txt")
    assert other.document.id == plain.document.id


# --- bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n\n", "　　\n".encode()])
def test_an_empty_file_is_refused_in_chinese(data: bytes) -> None:
    with pytest.raises(InputRejected) as caught:
        compile_document(data, "空.txt")
    (problem,) = caught.value.diagnostics
    assert problem.code == "PC101"
    assert problem.file == "空.txt"
    assert problem.hint


@pytest.mark.parametrize(
    "body",
    [
        "今天天气很好，适合出门散步。\n公园里有很多花。",
        "第一章 总则\n第二章 支持内容\n第三章 附则",
        "第一条 申报企业应当具有独立法人资格。\n第二条 力争到2027年新增企业500家以上。",
        "））（（【【第一条「」",
        "奖励",
    ],
)
def test_a_text_without_a_subsidy_gives_no_rules_and_says_so(
    body: str, draft_of: Callable[..., Draft]
) -> None:
    draft = draft_of(body)
    assert draft.ruleset.rules == ()
    assert "PC201" in {d.code for d in draft.diagnostics}
    assert SentenceKind.AMOUNT not in {e.kind for e in draft.ledger}


@pytest.mark.parametrize("brackets", ["（", "）", "（（", "《", "【", "“"])
def test_unbalanced_brackets_lose_no_text(brackets: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of(
        f"第一条 对上年度营业收入{brackets}2000万元以上的国家高新技术企业，给予一次性奖励10万元。\n"
        "第二条 对专精特新中小企业，给予一次性奖励20万元。\n"
    )
    visible = sum(not c.isspace() for c in draft.document.text)
    assert visible == sum(not c.isspace() for e in draft.ledger for c in e.span.quote)
    assert draft.ruleset.rules
    for rule in draft.ruleset.rules:
        assert all(draft.document.holds(span) for span in spans_of(rule))


def test_a_sentence_of_ten_thousand_characters_is_read_in_time(
    draft_of: Callable[..., Draft],
) -> None:
    who = "、".join(f"上年度营业收入{n}万元以上" for n in range(1000, 1700))
    body = f"第一条 对{who}的企业，给予一次性奖励10万元。"
    assert len(body) > 10_000
    draft = draft_of(body)
    assert draft.document.text.count("营业收入") == 700
    for rule in draft.ruleset.rules:
        assert all(draft.document.holds(span) for span in spans_of(rule))


@pytest.mark.parametrize(
    "word", ["企业", "对", "、", "（一）", "给予10万元", "2000万元以上", "不", "，", "第一条 "]
)
def test_one_word_over_and_over_is_read_in_time(word: str, draft_of: Callable[..., Draft]) -> None:
    draft = draft_of("第一条 " + word * (4000 // len(word)) + "。")
    visible = sum(not c.isspace() for c in draft.document.text)
    assert visible == sum(not c.isspace() for e in draft.ledger for c in e.span.quote)


_FIRST = "对 企业 上年度营业收入 2000万元 以上 （含） 不超过 ， 。 ； 、 （一） 1. 给予 奖励 10%"
_MORE = (
    "最高 分别 或 且 每 人 近三年 无 重大违法 国家级 省级 称号 按 的 不予支持 ： （ ） 差额 部分"
)
_LAST = "每增加 1:0.5 连续 3年 本区 注册 50人次 至 增长 等 《 “ 符合下列条件之一 第一条 | 百分之"
_words = st.lists(
    st.sampled_from([*f"{_FIRST} {_MORE} {_LAST}".split(), "\n", " | "]), max_size=30
).map("".join)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_words)
def test_no_heap_of_policy_words_breaks_the_compiler(
    draft_of: Callable[..., Draft], text: str
) -> None:
    draft = draft_of(text)
    for rule in draft.ruleset.rules:
        assert all(draft.document.holds(span) for span in spans_of(rule))
    assert load_ruleset(dump_ruleset(draft.ruleset), file="t.json") == draft.ruleset


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
def test_no_text_at_all_breaks_the_compiler(draft_of: Callable[..., Draft], text: str) -> None:
    draft_of(text)
