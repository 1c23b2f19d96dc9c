"""``eval --extractor``: grammar, model and both over recorded replies, and what each exposed of the
other.

An error of one reading is exposed when the other does not make it: a leaf it missed that the other
has right, a leaf it made up that the other does not have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cli.extracting import Reader, Wanted, reader_of
from cli.files import read_bytes, read_text
from cli.output import Page, emit, tracked
from cli.problems import rejected
from cli.program import OK, REFUSED
from compiler import compile_document
from compiler.extract.extractor import Reading
from compiler.scoring.score import CorpusScore, DocumentScore, score_corpus, score_document
from rules.codec import load_ruleset
from rules.draft import Draft

#: Where the recorded replies of a text lie, beside its golden rules.
REPLIES = "replies"
_NAMES = {Reading.GRAMMAR: "语法", Reading.MODEL: "模型", Reading.BOTH: "两种合并"}


@dataclass(frozen=True)
class Compared:
    """One text read by each extractor, scored against its golden rules."""

    scores: dict[Reading, DocumentScore]
    states: Counter[str]  # of leaves and awards, as the two readings stand to each other
    exposed: dict[Reading, tuple[int, int]]  # errors of a reading, and those the other exposed
    characters: int
    calls: int
    tokens: int


def evaluate_readings(
    slugs: Sequence[str], texts: Path, golden: Path, *, both: bool, as_json: bool
) -> int:
    """Compare the extractors on every text that has recorded replies."""
    for folder in (texts, golden):
        if not folder.is_dir():
            raise rejected("CLI204", str(folder))
    recorded = sorted(path.parent.name for path in golden.glob(f"*/{REPLIES}"))
    for slug in slugs:
        if slug not in recorded:
            raise rejected("CLI101", file=str(golden / slug / REPLIES))
    chosen = list(slugs) or recorded
    page = Page()
    if not chosen:
        if as_json:
            emit("eval", ok=False, documents=[])
        else:
            page.line(f"没有录下的模型回答（{golden}/名称/{REPLIES}）；怎样录见 docs/extractors.md")
        return REFUSED
    wanted = [Reading.GRAMMAR, Reading.MODEL, *([Reading.BOTH] if both else [])]
    done = {slug: compared(texts / slug, golden / slug, wanted) for slug in tracked(chosen, "评测")}
    if as_json:
        emit("eval", ok=True, **_plain(done, wanted))
        return OK
    _show(done, wanted, page)
    return OK


def compared(text: Path, golden: Path, wanted: Sequence[Reading]) -> Compared:
    """One text by each extractor; the model answers from the recorded replies alone."""
    source = next(iter(sorted(text.glob("source.*"))), None)
    if source is None:
        raise rejected("CLI101", file=str(text / "source.*"))
    file = golden / "rules.yaml"
    expected = load_ruleset(read_text(file), file=str(file))
    drafts: dict[Reading, Draft] = {}
    readers: dict[Reading, Reader] = {}
    for reading in (*wanted, Reading.BOTH):
        if reading not in drafts:
            reader = readers[reading] = reader_of(Wanted(reading, golden / REPLIES))
            data = read_bytes(source)
            drafts[reading] = compile_document(data, source.name, extraction=reader.extraction)
    scores = {
        reading: score_document(expected, draft.ruleset, draft.document, draft)
        for reading, draft in drafts.items()
        if reading in wanted
    }
    parts = [p for p in drafts[Reading.BOTH].consensus if p.state != "ambiguous"]
    spent = readers[Reading.MODEL].spent()
    grammar, model = scores[Reading.GRAMMAR], scores[Reading.MODEL]
    return Compared(
        scores=scores,
        states=Counter(part.state for part in parts if part.part != "item"),
        exposed={Reading.GRAMMAR: exposed(grammar, model), Reading.MODEL: exposed(model, grammar)},
        characters=len(drafts[Reading.GRAMMAR].document.text),
        calls=spent.calls if spent else 0,
        tokens=spent.tokens if spent else 0,
    )


def exposed(one: DocumentScore, other: DocumentScore) -> tuple[int, int]:
    """Wrong leaves of one reading, and how many of them the other does not have wrong."""
    mine, theirs = _errors(one), _errors(other)
    return sum(mine.values()), sum((mine - theirs).values())


def _errors(score: DocumentScore) -> Counter[tuple[object, ...]]:
    """Missed leaves by their place in the golden rules, spurious ones by what they say where."""
    found: Counter[tuple[object, ...]] = Counter()
    for item in score.items_read:
        found.update(("missed", item.golden, n.line, n.source.start) for n in item.missed)
        found.update(("spurious", n.line, n.source.start, n.source.end) for n in item.spurious)
    return found


def _show(done: dict[str, Compared], wanted: Sequence[Reading], page: Page) -> None:
    heads = ("文件", *(f"{_NAMES[r]} F1" for r in wanted), "读法不一致", "调用", "每千字 token")
    rows = [
        (
            slug,
            *(_share(one.scores[r].leaves.f1) for r in wanted),
            _share(_disagreement(one.states)),
            str(one.calls),
            str(_each_thousand(one.tokens, one.characters)),
        )
        for slug, one in done.items()
    ]
    whole = _whole(done, wanted)
    states: Counter[str] = sum((one.states for one in done.values()), Counter())
    calls, tokens = (sum(getattr(one, n) for one in done.values()) for n in ("calls", "tokens"))
    characters = sum(one.characters for one in done.values())
    last = (
        f"合计 {len(done)} 份",
        *(_share(whole[r].leaves.f1) for r in wanted),
        _share(_disagreement(states)),
        str(calls),
        str(_each_thousand(tokens, characters)),
    )
    page.table(heads, [*rows, last])
    for reading in wanted:
        score = whole[reading]
        page.line(
            f"{_NAMES[reading]}：条件精确率 {_share(score.leaves.precision)}，"
            f"召回率 {_share(score.leaves.recall)}，"
            f"金额完全一致 {score.awards_exact.right}/{score.awards_exact.of}，"
            f"引文与原文一致 {score.spans_true.right}/{score.spans_true.of}",
            2,
        )
    page.line(
        f"逐处对照：一致 {states['agree']}，读法不同 {states['conflict']}，"
        f"只有模型读出 {states['model_only']}，只有语法读出 {states['grammar_only']}",
        2,
    )
    for reading, other in ((Reading.GRAMMAR, "模型"), (Reading.MODEL, "语法")):
        wrong = sum(one.exposed[reading][0] for one in done.values())
        found = sum(one.exposed[reading][1] for one in done.values())
        page.line(f"{_NAMES[reading]}的 {wrong} 处错误中，{other}没有犯的 {found} 处", 2)
    page.line("模型的回答是录下的，按提示词逐条写成，不是某个在线模型的输出；token 数为估计。")


def _whole(done: dict[str, Compared], wanted: Sequence[Reading]) -> dict[Reading, CorpusScore]:
    return {r: score_corpus(one.scores[r] for one in done.values()) for r in wanted}


def _plain(done: dict[str, Compared], wanted: Sequence[Reading]) -> dict[str, Any]:
    leave_out = {"documents"}
    return {
        "extractors": {
            r.value: score.model_dump(mode="json", exclude=leave_out)
            for r, score in _whole(done, wanted).items()
        },
        "documents": [
            {
                "slug": slug,
                "f1": {r.value: str(one.scores[r].leaves.f1) for r in wanted},
                "states": dict(sorted(one.states.items())),
                "disagreement": str(_disagreement(one.states)),
                "errors_exposed": {r.value: list(n) for r, n in one.exposed.items()},
                "characters": one.characters,
                "calls": one.calls,
                "tokens": one.tokens,
            }
            for slug, one in done.items()
        ],
    }


def _disagreement(states: Counter[str]) -> Decimal | None:
    """The share of leaves and awards that the two did not read alike."""
    every = sum(states.values())
    return Decimal(every - states["agree"]) / every if every else None


def _each_thousand(tokens: int, characters: int) -> int:
    return round(tokens * 1000 / characters) if characters else 0


def _share(share: Decimal | None) -> str:
    return "—" if share is None else f"{share * 100:.1f}%"
