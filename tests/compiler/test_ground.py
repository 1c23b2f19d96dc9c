"""A quote is tied to its place in the text, or it is reported and carries nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compiler.check import spans_of
from compiler.extract.drafts import DraftGroup, DraftTag, Quote
from compiler.extract.language.lexicon import lexicon
from compiler.ground import Grounder
from compiler.interpreting.interpret import Interpreter
from compiler.resolve import Names
from rules.document import PolicyDocument
from rules.draft import Draft
from rules.vocabulary import standard_vocabulary

TEXT = "第一条 对营业收入2000万元以上的企业给予奖励。\n第二条 对从业人员50人以上的企业给予奖励。\n"


@pytest.fixture
def grounder() -> Grounder:
    return Grounder(PolicyDocument.make(TEXT, source_name="t.txt", media_type="text/plain"))


def test_a_quote_at_its_place_is_that_span(grounder: Grounder) -> None:
    start = TEXT.rindex("给予奖励")
    span = grounder.span(Quote(text="给予奖励", start=start))
    assert span is not None
    assert (span.start, span.end, span.quote) == (start, start + 4, "给予奖励")
    assert grounder.diagnostics == []


@pytest.mark.parametrize("start", [-1, 0, 5, 10_000])
def test_a_moved_quote_is_found_where_it_occurs_once(start: int, grounder: Grounder) -> None:
    span = grounder.span(Quote(text="2000万元以上", start=start))
    assert span is not None
    assert grounder.document.holds(span)
    assert span.start == TEXT.index("2000万元以上")
    assert grounder.diagnostics == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("营业收入3000万元以上", 0),  # not in the text
        ("给予奖励", -1),  # twice in the text: which one is not to be guessed
        ("給予獎勵", -1),  # folded alike, but not what is written
        ("", 3),
    ],
)
def test_a_quote_that_cannot_be_placed_is_reported(
    text: str, start: int, grounder: Grounder
) -> None:
    assert grounder.span(Quote(text=text, start=start)) is None
    (problem,) = grounder.diagnostics
    assert problem.code == "PC202"
    assert problem.severity == "error"
    assert text in problem.message


def test_a_condition_without_a_place_makes_no_leaf(grounder: Grounder) -> None:
    vocabulary = standard_vocabulary()
    names = Names(vocabulary=vocabulary, meta=grounder.document.meta, file="t.txt")
    interpreter = Interpreter(names, grounder, lexicon(vocabulary), {})
    tag = DraftTag(
        shape="compare",
        name="营业收入",
        value="9999万元",
        suffix="以上",
        quote=Quote(text="营业收入9999万元以上"),
    )
    assert interpreter.condition(tag) is None
    assert interpreter.conditions(DraftGroup(join="all", of=(tag,))) == []
    assert {d.code for d in grounder.diagnostics} == {"PC202"}


_who = st.sampled_from(
    [
        "国家高新技术企业",
        "上年度营业收入2000万元以上的企业",
        "注册地在本区、从业人员50人以上的企业",
        "首次认定为国家级、省级工业设计中心的企业",
        "近三年无重大违法行为，经专家评审通过的企业",
        "实际服务面积５００平方米（含）以上的機構",
        "年滿16周歲的本市戶籍居民",
    ]
)
_what = st.sampled_from(
    [
        "给予一次性奖励10万元",
        "按上年度研发费用的10%给予补助，最高不超过200万元",
        "每年给予5万元补贴，连续三年",
        "給予最高２０萬元獎勵",
        "按实际租金的50%给予补贴，单个企业每年最高10万元",
    ]
)
_extra = st.sampled_from(
    [
        "申报单位应当具备下列条件：\n（一）具有独立法人资格；\n（二）注册地在本区。",
        "有下列情形之一的，不予支持：\n1.被列入严重失信主体名单的；\n2.弄虚作假的。",
        "同一企业同一事项按就高不重复原则享受。",
        "本措施自2024年3月1日起施行，有效期三年。",
        "获得支持的企业应当承诺三年内不迁出本区。",
        "申报时间为2024年4月1日至4月30日。",
    ]
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(_who, _what), min_size=1, max_size=3), st.lists(_extra, max_size=3))
def test_every_span_of_a_draft_is_what_stands_there(
    draft_of: Callable[..., Draft], items: list[tuple[str, str]], extra: list[str]
) -> None:
    articles = [f"对{who}，{what}。" for who, what in items] + extra
    body = "\n".join(f"第{'一二三四五六七八九'[i]}条 {a}" for i, a in enumerate(articles))
    draft = draft_of(body)
    assert draft.ruleset.rules
    assert not [d for d in draft.diagnostics if d.code == "PC202"]
    text = draft.document.text
    for rule in draft.ruleset.rules:
        for span in spans_of(rule):
            assert span.document in ("", draft.document.id)
            assert text[span.start : span.end] == span.quote
            assert span.quote == span.quote.strip()
    for problem in draft.diagnostics:
        assert problem.span is None or draft.document.holds(problem.span)
