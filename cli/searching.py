"""``search``: clauses of the published policies, or of a folder of texts, with who found them."""

from __future__ import annotations

from pathlib import Path

from cli.compiling import short
from cli.files import read_bytes
from cli.output import Page, console, emit, say, tracked
from cli.problems import rejected
from cli.program import OK
from cli.site import published, settings
from retrieval import (
    ClauseIndex,
    Filters,
    FoundClause,
    Kept,
    Mode,
    NoEmbedder,
    Passage,
    SearchIndex,
    StaleIndex,
    Tokeniser,
    build_index,
    configured_embedder,
    find,
    open_index,
    passages_of,
    update_index,
    words_only,
)
from rules.vocabulary import standard_vocabulary

_LISTS = (("字词", "by_words"), ("意思", "by_meaning"), ("点名", "by_name"))


def search(
    query: str, mode: Mode, filters: Filters, texts: Path | None, *, first: int, as_json: bool
) -> int:
    """Find clauses; makes or updates the index first where vectors are wanted."""
    clauses = published().index if texts is None else _clauses_in(texts)
    by_words = mode is Mode.LEXICAL
    index = words_only(clauses) if by_words else _index(clauses, own=texts is not None)
    found = find(index, query, first, mode, filters)
    if as_json:
        from api.search_shapes import FoundOut

        emit(
            "search",
            ok=True,
            query=query,
            mode=mode.value,
            clauses=len(clauses.passages),
            embedded=index.made,
            reduced=found.reduced,
            hits=[FoundOut.of(hit).model_dump(mode="json") for hit in found.hits],
        )
        return OK
    page = Page()
    if not clauses.passages:
        page.line(
            "还没有已发布的政策。可以先运行 policycalc seed 装入示范政策，或用 --texts 检索原文。"
        )
        return OK
    if found.reduced:
        say(f"{found.reduced}。")
    if not found.hits:
        page.line(f"{len(clauses.passages)} 条条款里没有找到与「{query}」有关的。")
    for number, hit in enumerate(found.hits, start=1):
        _show(number, hit, page)
    return OK


def _show(number: int, hit: FoundClause, page: Page) -> None:
    passage = hit.passage
    ranks = [f"{name}第{rank}" for name, field in _LISTS if (rank := getattr(hit, field))]
    page.title(f"{number}. 《{passage.title}》{passage.place}")
    if passage.context:
        page.line(f"所在标题：{passage.context}", 4)
    page.line(f"「{short(passage.span.quote, 200)}」", 4)
    span = passage.span
    page.line(f"找到它的：{'，'.join(ranks)}；位置：{span.start}–{span.end}", 4, "dim")


def _index(clauses: ClauseIndex, *, own: bool) -> SearchIndex:
    """The index with vectors; by words where they cannot be had, which the search then says."""
    chosen = settings()
    if chosen.search_vectors == "off":
        return words_only(clauses, "设置为不按意思检索（POLICYCALC_SEARCH_VECTORS=off）")
    folder = chosen.search_folder
    try:
        index = update_index(
            clauses,
            configured_embedder(),
            folder / "texts" if own else folder,
            Kept(chosen.search_vectors),
            _progress,
            folder / "vectors",
        )
    except NoEmbedder as error:
        return words_only(clauses, str(error))
    except OSError as error:
        raise rejected("CLI206", f"{folder}：{error.strerror or error}") from None
    if index.made:
        kept = len(clauses.passages) - index.made
        say(f"新算了 {index.made} 条条款的向量，其余 {kept} 条没有变，取自上次。")
    return index


def standing_index(clauses: ClauseIndex) -> SearchIndex:
    """The index as it stands on disk; by words where there is none of these clauses: a question is
    answered at once, vectors are made by ``search`` and by the site."""
    chosen = settings()
    if chosen.search_vectors == "off":
        return words_only(clauses, "设置为不按意思检索（POLICYCALC_SEARCH_VECTORS=off）")
    try:
        embedder = configured_embedder()
        return open_index(clauses, embedder, chosen.search_folder, Kept(chosen.search_vectors))
    except (NoEmbedder, StaleIndex) as error:
        return words_only(clauses, str(error))


def _progress(done: int, of: int) -> None:
    if console(err=True).is_terminal:
        say(f"正在计算条款的向量：{done}/{of}")


def _clauses_in(texts: Path) -> ClauseIndex:
    """The clauses of every text in a folder like ``policy_texts``, or in one of those in it."""
    from compiler import compile_document

    sources = sorted([*texts.glob("source.*"), *texts.glob("*/source.*")])
    if not sources:
        raise rejected("CLI101", file=str(texts / "source.*"))
    passages: list[Passage] = []
    for source in tracked(sources, "读取原文"):
        passages.extend(passages_of(compile_document(read_bytes(source), source.name)))
    return build_index(tuple(passages), Tokeniser(standard_vocabulary()))
