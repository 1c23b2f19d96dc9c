"""What an answer says of several items at once: inherited conditions, stacking, times, duties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compiler.extract.drafts import DraftNode, DraftStacking, Quote, node_quotes
from compiler.extract.model.align import Aligner, Misfit, figure_or_words
from compiler.extract.model.conditions import ConditionReader
from compiler.extract.model.troubles import Trouble
from compiler.extract.model.wire import (
    SharedConditions,
    SharedStacking,
    WindowsStacking,
    WireQuote,
    WireStacking,
)
from compiler.fold import fold
from rules.document import SentenceKind

MOST_STACKING = 40


@dataclass
class Shared:
    """What holds for items by their number, and which stretches say what."""

    when: list[tuple[frozenset[int], DraftNode]] = field(default_factory=list)
    unless: list[tuple[frozenset[int], DraftNode]] = field(default_factory=list)
    stacking: list[tuple[frozenset[int], DraftStacking]] = field(default_factory=list)
    marked: list[tuple[int, int, SentenceKind]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, more: Shared) -> None:
        """All that another answer says, behind this."""
        self.when.extend(more.when)
        self.unless.extend(more.unless)
        self.stacking.extend(more.stacking)
        self.marked.extend(more.marked)

    def places(self) -> Iterator[tuple[int, int]]:
        """Where everything it says of items is quoted from."""
        for _, node in (*self.when, *self.unless):
            for quote in node_quotes(node):
                yield quote.start, quote.end
        for _, stacking in self.stacking:
            yield stacking.quote.start, stacking.quote.end


_WINDOWS = {
    "window": SentenceKind.WINDOW,
    "validity": SentenceKind.WINDOW,
    "obligation": SentenceKind.OBLIGATION,
    "procedure": SentenceKind.PROCEDURE,
    "background": SentenceKind.BACKGROUND,
}


def read_shared(answer: SharedConditions, reader: ConditionReader, count: int) -> Shared:
    """The conditions and exclusions of ``count`` items that are stated outside them."""
    shared = Shared()
    by_id = {node.id: node for node in reversed(answer.conditions)}
    found = reader.read(answer.conditions, ("when", "unless"))
    for root, into in (("when", shared.when), ("unless", shared.unless)):
        for node_id, draft in found.get(root, []):
            node = by_id[node_id]
            numbers = _numbers(node.items, count)
            if numbers is None:
                said = "、".join(node.items)[:60] or "没有写"
                reason = f"适用的事项「{said}」不存在"
                shared.troubles.append(Trouble("PC703", node.quote or node.id, reason))
            else:
                into.append((numbers, draft))
    shared.troubles.extend(reader.troubles)
    _mark(shared, answer.definitions, reader.aligner, SentenceKind.DEFINITION)
    return shared


def read_windows(answer: WindowsStacking, aligner: Aligner, count: int) -> Shared:
    """Stacking rules, times and duties that are stated outside the items."""
    shared = Shared()
    drafts = read_stacking_of(answer.stacking, aligner, shared.troubles)
    for node, draft in drafts:
        items = node.items if isinstance(node, SharedStacking) else ["all"]
        numbers = _numbers(items, count)
        if numbers is None:
            reason = f"适用的事项「{'、'.join(items)[:60]}」不存在"
            shared.troubles.append(Trouble("PC703", node.quote, reason))
        else:
            shared.stacking.append((numbers, draft))
            shared.marked.append((draft.quote.start, draft.quote.end, SentenceKind.STACKING))
    for window in answer.windows:
        _mark(shared, [window], aligner, _WINDOWS[window.kind])
    return shared


def read_stacking_of(
    nodes: Sequence[WireStacking], aligner: Aligner, troubles: list[Trouble]
) -> list[tuple[WireStacking, DraftStacking]]:
    """Stacking rules that stand in the text."""
    found = []
    if len(nodes) > MOST_STACKING:
        reason = f"叠加限制多达 {len(nodes)} 条，只读前 {MOST_STACKING} 条"
        troubles.append(Trouble("PC703", nodes[MOST_STACKING].quote, reason))
    for node in nodes[:MOST_STACKING]:
        quote = aligner.quote(node.quote, node.clause)
        if isinstance(quote, Misfit):
            troubles.append(Trouble("PC701", node.quote, quote.reason))
            continue
        wrong = next(
            (w for w in (node.scope, node.value) if w and not figure_or_words(w, quote.text)), ""
        )
        if wrong or (node.kind == "annual_cap" and not node.value):
            reason = f"「{wrong[:40]}」不在引文里" if wrong else "没有写限额"
            troubles.append(Trouble("PC702", quote.text, reason, quote.start, quote.end))
            continue
        draft = DraftStacking(
            shape=node.kind,
            scope=fold(node.scope),
            value=fold(node.value),
            pro_rata="pro_rata" in node.marks,
            quote=quote,
        )
        found.append((node, draft))
    return found


def read_notes(nodes: Sequence[WireQuote], aligner: Aligner) -> Shared:
    """Sentences of an item's article that decide neither who nor how much."""
    shared = Shared()
    for node in nodes:
        kind = _WINDOWS.get(str(getattr(node, "kind", "")))
        if kind is not None:
            _mark(shared, [node], aligner, kind)
    return shared


def _mark(shared: Shared, nodes: Sequence[WireQuote], aligner: Aligner, kind: SentenceKind) -> None:
    for node in nodes:
        quote = aligner.quote(node.quote, node.clause)
        if isinstance(quote, Quote):
            shared.marked.append((quote.start, quote.end, kind))
        else:
            shared.troubles.append(Trouble("PC701", node.quote, quote.reason))


def _numbers(items: Sequence[str], count: int) -> frozenset[int] | None:
    """The items meant, counted from 0; None when one of them does not exist."""
    named = [item.strip().strip("[]").upper() for item in items]
    if named == ["ALL"]:
        return frozenset(range(count))
    known = {f"I{number + 1}": number for number in range(count)}
    if not named or not set(named) <= set(known):
        return None
    return frozenset(known[name] for name in named)
