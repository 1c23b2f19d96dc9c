"""The index on disk: made once, changed whole, never taken for another's; vectors made once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench.retrieval.measure import corpus, questions
from retrieval import Tokeniser, build_index
from retrieval.cache import VectorCache
from retrieval.generations import Kept, StaleIndex, read_stamp, stamp_of, write_generation
from retrieval.hybrid import Mode, find
from retrieval.index import build_search, open_index, update_index, worded
from retrieval.lexical import ClauseIndex
from retrieval.passages import LONGEST, Passage
from retrieval.vectors import ExactIndex, Near
from rules.document import PolicyDocument
from rules.vocabulary import standard_vocabulary
from tests.retrieval.hashing import HashingEmbedder

POLICIES = ("linggang-talent-rules", "yunjiang-education-notice", "songhu-digital-policies")


@pytest.fixture(scope="module")
def clauses() -> ClauseIndex:
    passages = tuple(p for of_one in corpus(POLICIES).values() for p in of_one)
    return build_index(passages, Tokeniser(standard_vocabulary()))


def without_the_last(clauses: ClauseIndex) -> ClauseIndex:
    return build_index(clauses.passages[:-1], clauses.tokeniser)


def changed(clauses: ClauseIndex, *positions: int) -> ClauseIndex:
    """Some clauses reworded."""
    passages = list(clauses.passages)
    for position in positions:
        text = f"第九十九条 全新的内容{position}。"
        span = PolicyDocument.make(text, source_name="x", media_type="x").span(0, len(text))
        passages[position] = passages[position].model_copy(update={"span": span})
    return build_index(tuple(passages), clauses.tokeniser)


# -- vectors are made once ---------------------------------------------------------------------


def test_unchanged_clauses_are_not_embedded_again(clauses: ClauseIndex, tmp_path: Path) -> None:
    first = HashingEmbedder()
    distinct = {worded(p) for p in clauses.passages}
    assert update_index(clauses, first, tmp_path).made == len(distinct) == len(first.embedded)
    second = HashingEmbedder()
    assert update_index(clauses, second, tmp_path).made == 0
    third = HashingEmbedder()
    assert update_index(changed(clauses, 3, 8), third, tmp_path).made == 2
    assert all("全新的内容" in text for text in third.embedded)
    back = HashingEmbedder()
    assert update_index(clauses, back, tmp_path).made == 0


def test_an_interruption_loses_no_more_than_a_batch(tmp_path: Path) -> None:
    class Breaking(HashingEmbedder):
        def embed_documents(self, texts):  # type: ignore[no-untyped-def]
            if len(self.embedded) >= 64:
                raise KeyboardInterrupt
            return super().embed_documents(texts)

    texts = [f"第{n}条" for n in range(100)]
    with pytest.raises(KeyboardInterrupt):
        VectorCache(tmp_path, Breaking()).embed(texts)
    assert VectorCache(tmp_path, HashingEmbedder()).embed(texts).made == 36


def test_two_embedders_do_not_share_vectors(tmp_path: Path) -> None:
    VectorCache(tmp_path, HashingEmbedder(name="one")).embed(["补贴"])
    assert VectorCache(tmp_path, HashingEmbedder(name="other")).embed(["补贴"]).made == 1


def test_many_files_become_one_and_nothing_is_lost(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path, HashingEmbedder())
    for number in range(40):
        cache.embed([f"第{number}条"])
    assert len(list(tmp_path.rglob("*.npz"))) < 34
    texts = [f"第{number}条" for number in range(40)]
    again = VectorCache(tmp_path, HashingEmbedder()).embed(texts)
    assert again.made == 0
    assert np.array_equal(again.rows, HashingEmbedder().embed_documents(texts))


def test_a_spoilt_file_of_vectors_is_made_again(tmp_path: Path) -> None:
    VectorCache(tmp_path, HashingEmbedder()).embed(["补贴"])
    (file,) = tmp_path.rglob("*.npz")
    file.write_bytes(file.read_bytes()[:40])
    assert VectorCache(tmp_path, HashingEmbedder()).embed(["补贴"]).made == 1


def test_the_same_text_twice_is_one_vector() -> None:
    embedder = HashingEmbedder()
    embedded = VectorCache(None, embedder).embed(["甲", "乙", "甲"])
    assert (embedded.made, len(embedder.embedded), len(embedded.rows)) == (2, 2, 3)


# -- generations -------------------------------------------------------------------------------


def test_what_stands_on_disk_answers_like_what_was_built(
    clauses: ClauseIndex, tmp_path: Path
) -> None:
    built = update_index(clauses, HashingEmbedder(), tmp_path)
    opened = open_index(clauses, HashingEmbedder(), tmp_path)
    in_memory = update_index(clauses, HashingEmbedder(), None)
    for question in questions(POLICIES):
        answers = {find(i, question.query).model_dump_json() for i in (built, opened, in_memory)}
        assert len(answers) == 1


def test_no_index_yet_is_said(clauses: ClauseIndex, tmp_path: Path) -> None:
    with pytest.raises(StaleIndex, match=r"还没有检索索引.*policycalc search"):
        open_index(clauses, HashingEmbedder(), tmp_path / "none")


def test_an_index_of_another_corpus_is_noticed(clauses: ClauseIndex, tmp_path: Path) -> None:
    update_index(clauses, HashingEmbedder(), tmp_path)
    with pytest.raises(StaleIndex, match=r"文件有了变化（当时 \d+ 条，现在 \d+ 条）.*请运行"):
        open_index(without_the_last(clauses), HashingEmbedder(), tmp_path)
    with pytest.raises(StaleIndex, match="文件有了变化"):
        open_index(changed(clauses, 0), HashingEmbedder(), tmp_path)


@pytest.mark.parametrize("other", [HashingEmbedder(name="other"), HashingEmbedder(32)])
def test_an_index_of_another_embedder_is_noticed(
    clauses: ClauseIndex, tmp_path: Path, other: HashingEmbedder
) -> None:
    update_index(clauses, HashingEmbedder(), tmp_path)
    with pytest.raises(StaleIndex, match="两者的向量不能相比"):
        open_index(clauses, other, tmp_path)


def test_an_index_of_an_older_format_is_noticed(clauses: ClauseIndex, tmp_path: Path) -> None:
    stamp = stamp_of(clauses.passages, HashingEmbedder())
    old = stamp.model_copy(update={"format": "policycalc-search/0"})
    write_generation(tmp_path, old, np.zeros((len(clauses.passages), 64), dtype=np.float32))
    with pytest.raises(StaleIndex, match="policycalc-search/0"):
        open_index(clauses, HashingEmbedder(), tmp_path)


def test_a_writer_that_breaks_leaves_the_old_index_in_use(
    clauses: ClauseIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update_index(clauses, HashingEmbedder(), tmp_path)
    before = read_stamp(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("numpy.save", full)
    with pytest.raises(OSError, match="No space"):
        update_index(without_the_last(clauses), HashingEmbedder(), tmp_path)
    assert read_stamp(tmp_path) == before
    assert list(tmp_path.glob("making-*")) == []
    assert open_index(clauses, HashingEmbedder(), tmp_path).vectors is not None


def test_a_reader_goes_on_with_its_generation_and_old_ones_go(
    clauses: ClauseIndex, tmp_path: Path
) -> None:
    reader = update_index(clauses, HashingEmbedder(), tmp_path)
    expected = find(reader, "博士").model_dump_json()
    for position in range(4):
        update_index(changed(clauses, position), HashingEmbedder(), tmp_path)
    assert find(reader, "博士").model_dump_json() == expected
    assert len(list(tmp_path.glob("generation-*"))) == 2


# -- Chroma ------------------------------------------------------------------------------------


def test_chroma_agrees_with_the_exact_index(clauses: ClauseIndex, tmp_path: Path) -> None:
    exact = update_index(clauses, HashingEmbedder(), tmp_path / "exact", Kept.EXACT)
    chroma = update_index(clauses, HashingEmbedder(), tmp_path / "chroma", Kept.CHROMA)
    assert exact.vectors is not None
    assert chroma.vectors is not None
    third = range(0, len(clauses.passages), 3)
    try:
        for question in questions():
            asked = HashingEmbedder().embed_query(question.query)
            for among in (None, third, (), (5,)):
                left = exact.vectors.nearest(asked, 10, among)
                assert chroma.vectors.nearest(asked, 10, among) == left
            assert find(chroma, question.query).hits == find(exact, question.query).hits
    finally:
        chroma.vectors.close()


def test_exact_and_chroma_do_not_take_each_other_for_theirs(
    clauses: ClauseIndex, tmp_path: Path
) -> None:
    update_index(clauses, HashingEmbedder(), tmp_path, Kept.EXACT)
    with pytest.raises(StaleIndex, match="保存方式"):
        open_index(clauses, HashingEmbedder(), tmp_path, Kept.CHROMA)


# -- exact -------------------------------------------------------------------------------------


def test_equal_rows_are_ordered_by_position_and_filters_change_no_figure() -> None:
    rows = np.eye(3, dtype=np.float32)[[0, 1, 1, 2]]
    query = np.array([0.6, 0.8, 0], dtype=np.float32)
    index = ExactIndex(rows)
    everything = index.nearest(query, 9)
    assert [near.position for near in everything] == [1, 2, 0, 3]
    assert index.nearest(query, 9, (3, 2)) == tuple(
        Near(n.position, n.similarity) for n in everything if n.position in (2, 3)
    )
    assert index.nearest(query, 0) == ()


# -- passages ----------------------------------------------------------------------------------


def test_passages_hold_their_quotes_without_overlap() -> None:
    from compiler import compile_document
    from retrieval import passages_of

    sentence = "企业按月报送数据，逾期的提醒一次。"
    long = "第一条 " + sentence * 60
    draft = compile_document(
        f"甲市数据办法\n\n{long}\n\n第二条 本办法有效期三年。".encode(), "a.txt"
    )
    found: tuple[Passage, ...] = passages_of(draft)
    pieces = [p.span for p in found if p.place == "第一条"]
    assert len(pieces) > 2
    assert all(len(span.quote) <= LONGEST and span.quote.endswith("。") for span in pieces)
    assert "".join(span.quote for span in pieces) == long
    assert all(draft.document.holds(p.span) for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


def test_no_vectors_without_folder_and_mode(clauses: ClauseIndex) -> None:
    index = build_search(clauses.passages, clauses.tokeniser, HashingEmbedder())
    assert find(index, "博士", mode=Mode.VECTOR).hits
    assert index.reduced == ""
