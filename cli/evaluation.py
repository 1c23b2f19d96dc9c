"""``eval``: the compiler measured against the golden rules, with the figures README quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from cli.confusion import show_confusion
from cli.files import read_bytes, read_text
from cli.output import Page, emit, tracked
from cli.problems import rejected
from cli.program import OK
from compiler import compile_document
from compiler.scoring.score import (
    CorpusScore,
    DocumentScore,
    ItemScore,
    Part,
    Tally,
    score_corpus,
    score_document,
)
from rules.codec import load_ruleset


class CorpusPart(StrEnum):
    """Whether the grammar was written with a text's differences in view."""

    WORKED_ON = "worked_on"
    HELD_OUT = "held_out"


_PART = {CorpusPart.WORKED_ON: "写语法时参照的", CorpusPart.HELD_OUT: "保留不看的"}
_MARK = {CorpusPart.WORKED_ON: "", CorpusPart.HELD_OUT: " ＊"}
_HEADINGS = (
    "文件",
    "条目 中/漏/多",
    "条件 精确率",
    "召回率",
    "F1",
    "金额完全一致",
    "引文与原文一致",
    "引文位置一致",
)


def evaluate(
    slugs: Sequence[str], texts: Path, golden: Path, *, detail: bool, as_json: bool
) -> int:
    """Compile each text and compare with its golden rules."""
    for folder in (texts, golden):
        if not folder.is_dir():
            raise rejected("CLI204", str(folder))
    known = sorted(path.parent.name for path in golden.glob("*/rules.yaml"))
    for slug in slugs:
        if slug not in known:
            raise rejected("CLI101", file=str(golden / slug / "rules.yaml"))
    chosen = list(slugs) or known
    parts = {slug: _part_of(texts / slug) for slug in chosen}
    scores = {slug: _score(texts / slug, golden / slug) for slug in tracked(chosen, "评测")}
    corpus = score_corpus(scores.values())
    apart = {
        part: score_corpus(score for slug, score in scores.items() if parts[slug] == part)
        for part in CorpusPart
        if part in parts.values()
    }
    if as_json:
        plain = corpus.model_dump(mode="json")
        for slug, document in zip(chosen, plain["documents"], strict=True):
            document["slug"] = slug
            document["part"] = parts[slug]
        emit(
            "eval",
            ok=True,
            **plain,
            parts={
                part: score.model_dump(mode="json", exclude={"documents"})
                for part, score in apart.items()
            },
        )
        return OK
    page = Page()
    _show_figures(scores, parts, apart, corpus, page)
    if detail:
        for slug, score in scores.items():
            # what is looked at is no longer held out: only who names a text sees its details
            if parts[slug] is not CorpusPart.HELD_OUT or slug in slugs:
                _show_wrong(slug, score.items_read, page)
    return OK


def _show_figures(
    scores: Mapping[str, DocumentScore],
    parts: Mapping[str, CorpusPart],
    apart: Mapping[CorpusPart, CorpusScore],
    corpus: CorpusScore,
    page: Page,
) -> None:
    rows = [_row(slug + _MARK[parts[slug]], score) for slug, score in scores.items()]
    sums = [
        _row(f"{_PART[part]} {len(score.documents)} 份", score) for part, score in apart.items()
    ]
    page.table(_HEADINGS, [*rows, *sums, _row(f"合计 {len(scores)} 份", corpus)])
    if CorpusPart.HELD_OUT in apart:
        page.line("标 ＊ 的是保留文本：写语法的人只看总数，不看细节。")
    page.line()
    for kind, tally in corpus.leaves_by_kind.items():
        page.line(f"条件种类 {kind}：{_tally(tally)}，F1 {_share(tally.f1)}", 2)
    for kind, read in corpus.awards_by_kind.items():
        page.line(f"金额种类 {kind}：{_award_kind(read)}", 2)
    page.line(f"条件结构一致 {_part(corpus.structures)}", 2)
    page.line(f"金额数字一致 {_part(corpus.amounts_right)}", 2)
    if corpus.ledger is not None:
        page.line(
            f"句子归类覆盖正文 {_part(corpus.ledger.covered)} 字，"
            f"未成规则 {corpus.ledger.not_modelled} 句",
            2,
        )
    show_confusion({_PART[part]: score.by_construct for part, score in apart.items()}, page)
    page.line("条件须指标、比较词、数值、单位、期间全部一致才算对；F1 是精确率与召回率的调和平均。")


def _award_kind(read: Mapping[str, int]) -> str:
    """How one kind of award was read: those exactly right, then what the others became."""
    exact = Part(right=read.get("=", 0), of=sum(read.values()))
    wrong = [
        f"漏 {number}" if kind == "missed" else f"读成 {kind} 而有出入 {number}"
        for kind, number in sorted(read.items())
        if kind != "="
    ]
    return "，".join([_part(exact), *wrong])


def _part_of(text: Path) -> CorpusPart:
    """What the text's ``about.yaml`` says; a text that says nothing was not kept apart."""
    about = text / "about.yaml"
    if not about.is_file():
        return CorpusPart.WORKED_ON
    found = re.search(r"(?m)^part: *([a-z_]+) *$", read_text(about))
    if found is None:
        return CorpusPart.WORKED_ON
    try:
        return CorpusPart(found[1])
    except ValueError:
        raise rejected("CLI112", found[1], file=str(about)) from None


def _score(text: Path, golden: Path) -> DocumentScore:
    source = next(iter(sorted(text.glob("source.*"))), None)
    if source is None:
        raise rejected("CLI101", file=str(text / "source.*"))
    file = golden / "rules.yaml"
    expected = load_ruleset(read_text(file), file=str(file))
    draft = compile_document(read_bytes(source), source.name)
    return score_document(expected, draft.ruleset, draft.document, draft)


def _row(name: str, score: DocumentScore | CorpusScore) -> tuple[str, ...]:
    return (
        name,
        _tally(score.items),
        _share(score.leaves.precision),
        _share(score.leaves.recall),
        _share(score.leaves.f1),
        _part(score.awards_exact),
        _part(score.spans_true),
        _part(score.leaf_spans_exact),
    )


def _tally(tally: Tally) -> str:
    return f"{tally.right}/{tally.missed}/{tally.spurious}"


def _part(part: Part) -> str:
    return f"{part.right}/{part.of} {_share(part.share)}"


def _share(share: Decimal | None) -> str:
    return "—" if share is None else f"{share * 100:.1f}%"


def _show_wrong(slug: str, items: Sequence[ItemScore], page: Page) -> None:
    page.line()
    page.title(slug)
    for item in items:
        wrong = bool(item.missed or item.spurious) or not item.award_exact
        if not wrong:
            continue
        state = "漏" if item.compiled is None else "多" if item.golden is None else "有出入"
        page.line(f"· {item.place} {item.title}（{state}）", 2)
        for leaf in item.missed:
            page.line(f"漏 {leaf.line}  「{leaf.source.quote}」", 4)
        for leaf in item.spurious:
            page.line(f"多 {leaf.line}  「{leaf.source.quote}」", 4)
        if item.golden and item.compiled and not item.award_exact:
            page.line(f"金额应为 {item.golden_award}", 4)
            page.line(f"金额读成 {item.compiled_award}", 4)
