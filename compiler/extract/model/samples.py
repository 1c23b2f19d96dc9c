"""Self-consistency: of several answers to one question, what more than half of them say."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, node_quotes
from compiler.extract.model.item import ReadItem
from compiler.extract.model.troubles import Trouble


def agreed(reads: Sequence[ReadItem]) -> tuple[ReadItem, int]:
    """The item more than half of the answers stand for, and which of them its award comes from.

    An award without such a majority is none; a condition or exclusion without it is left out, and
    that is told. A single answer is its own majority.
    """
    whole = [(n, read.item) for n, read in enumerate(reads) if read.item is not None]
    if len(reads) == 1 or not whole:
        return reads[0], 0
    awards = Counter(_key(item.award.model_dump()) for _, item in whole)
    key, votes = max(awards.items(), key=lambda pair: pair[1])
    troubles = [t for read in reads for t in read.troubles]
    if 2 * votes <= len(reads):
        why = f"{len(reads)} 次回答的金额各不相同"
        return ReadItem(None, list(dict.fromkeys(troubles)), [], why), 0
    first, chosen = next((n, item) for n, item in whole if _key(item.award.model_dump()) == key)
    own = _majority([item.own.of for _, item in whole], len(reads), troubles)
    unless = _majority([item.exclusions for _, item in whole], len(reads), troubles)
    stacking = Counter(s for _, item in whole for s in dict.fromkeys(item.stacking))
    item: DraftItem = chosen.model_copy(
        update={
            "own": DraftGroup(join="all", of=own),
            "exclusions": unless,
            "stacking": tuple(s for s, n in stacking.items() if 2 * n > len(reads)),
        }
    )
    marked = [mark for read in reads for mark in read.marked]
    return ReadItem(item, list(dict.fromkeys(troubles)), marked), first


def _majority(
    answers: Sequence[Sequence[DraftNode]], count: int, troubles: list[Trouble]
) -> tuple[DraftNode, ...]:
    """The nodes of more than half of the answers, in the order they are first met."""
    votes: Counter[str] = Counter()
    met: dict[str, DraftNode] = {}
    for nodes in answers:
        mine = {_key(node.model_dump()): node for node in nodes}
        votes.update(mine.keys())
        for key, node in mine.items():
            met.setdefault(key, node)
    for key, node in met.items():
        if 2 * votes[key] <= count:
            quote = next(iter(node_quotes(node)))
            reason = f"{count} 次回答中只有 {votes[key]} 次这样说"
            troubles.append(Trouble("PC703", quote.text, reason, quote.start, quote.end))
    return tuple(node for key, node in met.items() if 2 * votes[key] > count)


def _key(dumped: dict[str, Any]) -> str:
    """What is said, wherever in its line it was quoted from."""
    return json.dumps(_without_places(dumped), ensure_ascii=False, sort_keys=True)


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k not in ("quote", "start")}
    if isinstance(value, list | tuple):
        return [_without_places(v) for v in value]
    return value
