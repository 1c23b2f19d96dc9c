"""Rulings: what a person decides on a blocking thing, and what that does to the draft's rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar, assert_never

from pydantic import Field, StringConstraints

from rules.condition import Judged, Unparsed
from rules.document import Frozen, SentenceKind, SourceSpan
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected, Severity
from rules.review import Block, BlockKind
from rules.rule import Rule, RuleSet
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary

Why = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class AcceptAsIs(Frozen):
    """The diagnostic (or the sentence) was looked at; the rules stay as they are."""

    kind: Literal["accept_as_is"] = "accept_as_is"
    block: str
    why: Why


class MarkBackground(Frozen):
    """The sentence that was not modelled decides nothing."""

    kind: Literal["mark_background"] = "mark_background"
    block: str
    why: Why


class DeclareJudged(Frozen):
    """The unparsed condition is for ``body`` to decide; it becomes a named gate in every rule."""

    kind: Literal["declare_judged"] = "declare_judged"
    block: str
    body: Why
    gate: str = ""  # empty: the words of the text
    why: Why


class ReplaceRule(Frozen):
    """An edited rule takes the place of the one with its id; settles ``block`` when named."""

    kind: Literal["replace"] = "replace"
    rule: Rule
    block: str = ""
    why: Why


class DropRule(Frozen):
    """The rule is not a subsidy item, or not one to publish; settles ``block`` when named."""

    kind: Literal["drop_rule"] = "drop_rule"
    rule: str
    block: str = ""
    why: Why


class AcceptAttribute(Frozen):
    """The proposed attribute joins the vocabulary as it is."""

    kind: Literal["accept_attribute"] = "accept_attribute"
    attribute: str
    why: str = ""


class RenameAttribute(Frozen):
    """The proposed attribute joins the vocabulary under another id and label."""

    kind: Literal["rename_attribute"] = "rename_attribute"
    attribute: str
    to: Why
    label: Why
    why: str = ""


class MergeAttribute(Frozen):
    """The proposed attribute is one we already have; every rule asks about that one instead."""

    kind: Literal["merge_attribute"] = "merge_attribute"
    attribute: str
    into: str
    why: str = ""


Ruling = Annotated[
    AcceptAsIs
    | MarkBackground
    | DeclareJudged
    | ReplaceRule
    | DropRule
    | AcceptAttribute
    | RenameAttribute
    | MergeAttribute,
    Field(discriminator="kind"),
]


def block_of(ruling: Ruling) -> str:
    """The id of the block the ruling names, or an empty string."""
    match ruling:
        case AcceptAsIs() | MarkBackground() | DeclareJudged() | ReplaceRule() | DropRule():
            return ruling.block
        case AcceptAttribute() | RenameAttribute() | MergeAttribute():
            return ""
        case _:
            assert_never(ruling)


def changes_rules(ruling: Ruling) -> bool:
    """Whether the ruling alters the rules, which makes its author their last editor."""
    return not isinstance(ruling, AcceptAsIs | MarkBackground | AcceptAttribute)


def open_blocks(draft: Draft, rulings: Sequence[Ruling]) -> tuple[Block, ...]:
    """What still needs a ruling before the draft can be approved, in text order.

    An unparsed condition is open as long as it stands in a rule: no ruling can wave it through.
    """
    settled = {block_of(ruling) for ruling in rulings}
    blocks = [b for b in all_blocks(draft) if b.kind is BlockKind.UNPARSED or b.id not in settled]
    return tuple(sorted(blocks, key=lambda b: (b.span.start if b.span else -1, b.id)))


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
        block_id = f"diagnostic:{_diagnostic_key(diagnostic)}"
        if block_id not in seen:
            seen.add(block_id)
            hint = f"（{diagnostic.hint}）" if diagnostic.hint else ""
            yield Block(
                id=block_id,
                kind=BlockKind.DIAGNOSTIC,
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
                holders = found.setdefault(_unparsed_key(node), (node, []))[1]
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


def _unparsed_key(leaf: Unparsed) -> str:
    return f"unparsed:{leaf.source.start}-{leaf.source.end}"


def _diagnostic_key(diagnostic: Diagnostic) -> str:
    """A digest, because a diagnostic has no id of its own and its order may change."""
    return hashlib.sha256(diagnostic.model_dump_json().encode()).hexdigest()[:12]


def _place(draft: Draft, span: SourceSpan | None) -> str:
    if span is None:
        return ""
    for clause in reversed(draft.clauses):
        if clause.start <= span.start < max(clause.end, clause.start + 1):
            return clause.place
    return ""


def refuse_stray(blocks: Iterable[Block], ruling: Ruling) -> None:
    """Raise InputRejected when the ruling names none of ``blocks`` or one of another kind."""
    block_id = block_of(ruling)
    if not block_id:
        return
    block = next((b for b in blocks if b.id == block_id), None)
    if block is None:
        raise _rejected("E-RULING-BLOCK", f"没有编号为「{block_id}」的待裁定事项", "请刷新审核页")
    allowed: tuple[BlockKind, ...]
    match ruling:
        case AcceptAsIs():
            allowed = (BlockKind.DIAGNOSTIC, BlockKind.SENTENCE)
        case MarkBackground():
            allowed = (BlockKind.SENTENCE,)
        case DeclareJudged():
            allowed = (BlockKind.UNPARSED,)
        case ReplaceRule() | DropRule():
            allowed = (BlockKind.DIAGNOSTIC, BlockKind.UNPARSED, BlockKind.SENTENCE)
        case AcceptAttribute() | RenameAttribute() | MergeAttribute():
            return
        case _:
            assert_never(ruling)
    if block.kind not in allowed:
        raise _rejected(
            "E-RULING-KIND",
            f"这种裁定不适用于该事项：{block.line()}",
            "没有读懂的条件只能改写、交由部门认定或删去条目；未写成规则的句子可标为背景",
        )


def apply(rules: RuleSet, ruling: Ruling, vocabulary: Vocabulary | None = None) -> RuleSet:
    """The rules after a ruling; raises InputRejected when it names a rule or attribute not there.

    ``vocabulary`` is where a merged attribute may go; the standard one when not given.
    """
    match ruling:
        case AcceptAsIs() | MarkBackground():
            return rules
        case DeclareJudged():
            return _declare_judged(rules, ruling)
        case ReplaceRule():
            _rule_named(rules, ruling.rule.id)
            return _with_rules(
                rules, [ruling.rule if r.id == ruling.rule.id else r for r in rules.rules]
            )
        case DropRule():
            _rule_named(rules, ruling.rule)
            return _with_rules(rules, [r for r in rules.rules if r.id != ruling.rule])
        case AcceptAttribute():
            old = _attribute_named(rules, ruling.attribute)
            return _with_attribute(rules, old, old.model_copy(update={"proposed": False}))
        case RenameAttribute():
            return _rename(rules, ruling, vocabulary)
        case MergeAttribute():
            return _merge(rules, ruling, vocabulary)
        case _:
            assert_never(ruling)


def _declare_judged(rules: RuleSet, ruling: DeclareJudged) -> RuleSet:
    hits = 0

    def change(node: Frozen) -> Frozen:
        nonlocal hits
        if isinstance(node, Unparsed) and _unparsed_key(node) == ruling.block:
            hits += 1
            gate = ruling.gate.strip() or node.source.quote
            return Judged(gate=gate, body=ruling.body, source=node.source)
        return node

    after = _rewrite(rules, change)
    if not hits:
        raise _rejected("E-RULING-BLOCK", f"规则里没有编号为「{ruling.block}」的未读懂条件", "")
    return after


def _rename(rules: RuleSet, ruling: RenameAttribute, vocabulary: Vocabulary | None) -> RuleSet:
    old = _attribute_named(rules, ruling.attribute)
    others = {a.id for a in rules.attributes if a.id != old.id}
    if ruling.to in others or (vocabulary or standard_vocabulary()).get(ruling.to):
        raise _rejected(
            "E-RULING-ATTRIBUTE", f"已有编号为「{ruling.to}」的属性", "同一事实请用“合并属性”"
        )
    synonyms = tuple(dict.fromkeys(n for n in (*old.synonyms, old.label) if n != ruling.label))
    new = old.model_copy(
        update={"id": ruling.to, "label": ruling.label, "synonyms": synonyms, "proposed": False}
    )
    return _renamed_uses(_with_attribute(rules, old, new), old.id, new.id)


def _merge(rules: RuleSet, ruling: MergeAttribute, vocabulary: Vocabulary | None) -> RuleSet:
    old = _attribute_named(rules, ruling.attribute)
    target = next((a for a in rules.attributes if a.id == ruling.into), None) or (
        vocabulary or standard_vocabulary()
    ).get(ruling.into)
    if target is None or target.id == old.id:
        raise _rejected(
            "E-RULING-ATTRIBUTE", f"没有可以并入的属性「{ruling.into}」", "请从属性表里选一个编号"
        )
    if (target.kind, target.unit if old.unit else "") != (old.kind, old.unit if old.unit else ""):
        raise _rejected(
            "E-RULING-ATTRIBUTE",
            f"「{old.label}」（{old.kind}{old.unit}）与「{target.label}」"
            f"（{target.kind}{target.unit}）不是同一类数量，不能合并",
            "请选类型与单位相同的属性，或直接认可该属性",
        )
    kept = rules.model_copy(
        update={"attributes": tuple(a for a in rules.attributes if a.id != old.id)}
    )
    return _renamed_uses(kept, old.id, target.id)


def _renamed_uses(rules: RuleSet, old: str, new: str) -> RuleSet:
    def change(node: Frozen) -> Frozen:
        update = {name: new for name in _REFERENCES if getattr(node, name, None) == old}
        return node.model_copy(update=update) if update else node

    return _rewrite(rules, change)


_REFERENCES = ("attribute", "part", "whole", "since")


def used_attributes(rule: Rule, attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Those of ``attributes`` the rule asks about, directly or to derive another, in order."""
    known = {a.id: a for a in attributes}
    wanted: set[str] = set()
    queue = [getattr(node, name, "") for node in nodes(rule) for name in _REFERENCES]
    while queue:
        name = queue.pop()
        if name in known and name not in wanted:
            wanted.add(name)
            queue.append(known[name].since)
    return tuple(a for a in attributes if a.id in wanted)


def _with_rules(rules: RuleSet, changed: list[Rule]) -> RuleSet:
    return rules.model_copy(update={"rules": tuple(changed)})


def _with_attribute(rules: RuleSet, old: Attribute, new: Attribute) -> RuleSet:
    return rules.model_copy(
        update={"attributes": tuple(new if a.id == old.id else a for a in rules.attributes)}
    )


def _rule_named(rules: RuleSet, rule_id: str) -> Rule:
    for rule in rules.rules:
        if rule.id == rule_id:
            return rule
    raise _rejected("E-RULING-RULE", f"这份文件里没有编号为「{rule_id}」的条目", "请核对条目编号")


def _attribute_named(rules: RuleSet, attribute_id: str) -> Attribute:
    for attribute in rules.attributes:
        if attribute.id == attribute_id:
            return attribute
    raise _rejected(
        "E-RULING-ATTRIBUTE", f"这份文件没有提出属性「{attribute_id}」", "请核对属性编号"
    )


def _rejected(code: str, message: str, hint: str) -> InputRejected:
    return InputRejected(
        [Diagnostic(code=code, severity=Severity.ERROR, message=message, hint=hint)]
    )


def nodes(value: object) -> Iterator[Frozen]:
    """Every frozen value inside ``value``, itself included, outermost first."""
    if isinstance(value, Frozen):
        yield value
        for name in type(value).model_fields:
            yield from nodes(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


_F = TypeVar("_F", bound=Frozen)


def _rewrite(value: _F, change: Callable[[Frozen], Frozen]) -> _F:
    """``value`` with ``change`` applied to every node, innermost first; equal parts are kept."""

    def walk(item: Any) -> Any:
        if isinstance(item, Frozen):
            update = {}
            for name in type(item).model_fields:
                before = getattr(item, name)
                after = walk(before)
                if after is not before:
                    update[name] = after
            return change(item.model_copy(update=update) if update else item)
        if isinstance(item, tuple):
            walked = tuple(walk(child) for child in item)
            same = all(a is b for a, b in zip(walked, item, strict=True))
            return item if same else walked
        return item

    result: _F = walk(value)
    return result
