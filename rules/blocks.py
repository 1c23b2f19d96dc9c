"""Blocks: what a person must rule on before a draft can be approved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from rules.condition import Unparsed
from rules.consensus import CONFLICTS, PartConsensus
from rules.document import SentenceKind, SourceSpan
from rules.draft import Draft
from rules.errors import Diagnostic
from rules.refusal import rejected
from rules.review import Block, BlockKind
from rules.rule import Rule
from rules.ruling import (
    AcceptAsIs,
    AcceptAttribute,
    DeclareJudged,
    DropRule,
    MarkBackground,
    MergeAttribute,
    RenameAttribute,
    ReplaceRule,
    Ruling,
    TakeReading,
    block_of,
    told_block,
    unparsed_key,
)
from rules.taking import told_parts
from rules.tree import nodes


def open_blocks(draft: Draft, rulings: Sequence[Ruling]) -> tuple[Block, ...]:
    """What still needs a ruling before the draft can be approved: conflicts first, in text order.

    An unparsed condition is open as long as it stands in a rule: no ruling can wave it through.
    """
    settled = {block_of(ruling) for ruling in rulings}
    blocks = [b for b in all_blocks(draft) if b.kind is BlockKind.UNPARSED or b.id not in settled]
    return tuple(sorted(blocks, key=_order))


def _order(block: Block) -> tuple[bool, int, str]:
    start = block.span.start if block.span else -1
    return block.kind is not BlockKind.CONFLICT, start, block.id


def all_blocks(draft: Draft) -> Iterator[Block]:
    """Everything that blocks the draft, ruled on or not."""
    if not draft.ruleset.rules:
        yield Block(
            id="no_rules",
            kind=BlockKind.NO_RULES,
            message="没有任何补贴条目，没有可以发布的内容；请补写条目，或不提交这份文件",
        )
    seen: set[str] = set()
    for diagnostic in draft.errors:
        block_id = told_block(diagnostic_key(diagnostic))
        if block_id not in seen:
            seen.add(block_id)
            hint = f"（{diagnostic.hint}）" if diagnostic.hint else ""
            yield Block(
                id=block_id,
                kind=BlockKind.CONFLICT if diagnostic.code in CONFLICTS else BlockKind.DIAGNOSTIC,
                message=f"[{diagnostic.code}] {diagnostic.message}{hint}",
                place=diagnostic.place or _place(draft, diagnostic.span),
                quote=diagnostic.span.quote if diagnostic.span else "",
                span=diagnostic.span,
            )
    yield from _unparsed_blocks(draft)
    for entry in draft.ledger:
        if entry.kind is SentenceKind.NOT_MODELLED:
            yield Block(
                id=f"sentence:{entry.span.start}-{entry.span.end}",
                kind=BlockKind.SENTENCE,
                message=f"这句话没有写成规则（{entry.reason}），请确认它是否影响谁能享受、享受多少",
                place=_place(draft, entry.span),
                quote=entry.span.quote,
                span=entry.span,
                rules=entry.rules,
            )


def _unparsed_blocks(draft: Draft) -> Iterator[Block]:
    """One block for each piece of text, however many rules inherit it."""
    found: dict[str, tuple[Unparsed, list[Rule]]] = {}
    for rule in draft.ruleset.rules:
        for node in nodes(rule):
            if isinstance(node, Unparsed):
                holders = found.setdefault(unparsed_key(node), (node, []))[1]
                if rule not in holders:
                    holders.append(rule)
    for block_id, (leaf, rules) in found.items():
        yield Block(
            id=block_id,
            kind=BlockKind.UNPARSED,
            message=f"这个条件没有读懂（{leaf.reason}），请改写条件，或写明由哪个部门认定",
            place=_place(draft, leaf.source) or rules[0].place,
            quote=leaf.source.quote,
            span=leaf.source,
            rules=tuple(rule.id for rule in rules),
        )


def diagnostic_key(diagnostic: Diagnostic) -> str:
    """A digest, because a diagnostic has no id of its own and its order may change."""
    return hashlib.sha256(diagnostic.model_dump_json().encode()).hexdigest()[:12]


def _place(draft: Draft, span: SourceSpan | None) -> str:
    if span is None:
        return ""
    for clause in reversed(draft.clauses):
        if clause.start <= span.start < max(clause.end, clause.start + 1):
            return clause.place
    return ""


def refuse_stray(
    blocks: Iterable[Block], ruling: Ruling, consensus: Sequence[PartConsensus] = ()
) -> None:
    """Raise InputRejected when the ruling names none of ``blocks`` or one of another kind.

    What only one reading has may be ruled on though it blocks nothing.
    """
    block_id = block_of(ruling)
    if not block_id:
        return
    if isinstance(ruling, TakeReading):
        told_parts(consensus, ruling.part)
        return
    block = next((b for b in blocks if b.id == block_id), None)
    if block is None:
        raise rejected("E-RULING-BLOCK", f"没有编号为「{block_id}」的待裁定事项", "请刷新审核页")
    allowed: tuple[BlockKind, ...]
    match ruling:
        case AcceptAsIs():
            allowed = (BlockKind.CONFLICT, BlockKind.DIAGNOSTIC, BlockKind.SENTENCE)
        case MarkBackground():
            allowed = (BlockKind.SENTENCE,)
        case DeclareJudged():
            allowed = (BlockKind.UNPARSED,)
        case ReplaceRule() | DropRule():
            allowed = (
                BlockKind.CONFLICT,
                BlockKind.DIAGNOSTIC,
                BlockKind.UNPARSED,
                BlockKind.SENTENCE,
            )
        case AcceptAttribute() | RenameAttribute() | MergeAttribute() | TakeReading():
            return
        case _:
            assert_never(ruling)
    if block.kind not in allowed:
        raise rejected(
            "E-RULING-KIND",
            f"这种裁定不适用于该事项：{block.line()}",
            "没有读懂的条件只能改写、交由部门认定或删去条目；未写成规则的句子可标为背景",
        )
