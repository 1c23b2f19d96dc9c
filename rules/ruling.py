"""Rulings: what a person decides on a blocking thing, and what that does to the draft's rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, assert_never

from pydantic import Field, StringConstraints

from rules.condition import Judged, Unparsed
from rules.consensus import PartConsensus, Side
from rules.document import Frozen
from rules.refusal import rejected
from rules.rule import Rule, RuleSet
from rules.taking import take_reading, told_parts
from rules.tree import nodes, rewrite
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
    """The proposed attribute joins the vocabulary as it is.

    ``department`` holds the fact, as the reviewer says; empty means nobody knows: the compiler's
    guess does not become knowledge by being accepted along with the name.
    """

    kind: Literal["accept_attribute"] = "accept_attribute"
    attribute: str
    department: str = ""
    why: str = ""


class RenameAttribute(Frozen):
    """The proposed attribute joins the vocabulary under another id and label."""

    kind: Literal["rename_attribute"] = "rename_attribute"
    attribute: str
    to: Why
    label: Why
    department: str = ""
    why: str = ""


class MergeAttribute(Frozen):
    """The proposed attribute is one we already have; every rule asks about that one instead."""

    kind: Literal["merge_attribute"] = "merge_attribute"
    attribute: str
    into: str
    why: str = ""


class TakeReading(Frozen):
    """Of two readings of one place the reviewer takes one: of an extractor, or of the words.

    ``part`` is the key under which the draft told of the place.
    """

    kind: Literal["take_reading"] = "take_reading"
    part: Why
    side: Side
    why: str = ""


Ruling = Annotated[
    AcceptAsIs
    | MarkBackground
    | DeclareJudged
    | ReplaceRule
    | DropRule
    | AcceptAttribute
    | RenameAttribute
    | MergeAttribute
    | TakeReading,
    Field(discriminator="kind"),
]


def block_of(ruling: Ruling) -> str:
    """The id of the block the ruling names, or an empty string."""
    match ruling:
        case AcceptAsIs() | MarkBackground() | DeclareJudged() | ReplaceRule() | DropRule():
            return ruling.block
        case TakeReading():
            return told_block(ruling.part)
        case AcceptAttribute() | RenameAttribute() | MergeAttribute():
            return ""
        case _:
            assert_never(ruling)


def changes_rules(ruling: Ruling) -> bool:
    """Whether the ruling alters the rules, which makes its author their last editor."""
    return not isinstance(ruling, AcceptAsIs | MarkBackground | AcceptAttribute)


_TOLD = "diagnostic:"


def told_block(key: str) -> str:
    """The id of the block that a diagnostic makes, by the diagnostic's key."""
    return f"{_TOLD}{key}"


def told_key(block: str) -> str:
    """The key of the diagnostic that makes a block; an id of another kind stays as it is."""
    return block.removeprefix(_TOLD)


def unparsed_key(leaf: Unparsed) -> str:
    """The id of the block an unparsed condition makes: one for one piece of text."""
    return f"unparsed:{leaf.source.start}-{leaf.source.end}"


def apply(
    rules: RuleSet,
    ruling: Ruling,
    vocabulary: Vocabulary | None = None,
    consensus: Sequence[PartConsensus] = (),
) -> RuleSet:
    """The rules after a ruling; raises InputRejected when it names a rule or attribute not there.

    ``vocabulary`` is where a merged attribute may go; the standard one when not given.
    ``consensus`` is where the draft tells of two readings.
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
            return _with_attribute(rules, old, _accepted(old, ruling.department))
        case RenameAttribute():
            return _rename(rules, ruling, vocabulary)
        case MergeAttribute():
            return _merge(rules, ruling, vocabulary)
        case TakeReading():
            return take_reading(rules, told_parts(consensus, ruling.part), ruling.side, vocabulary)
        case _:
            assert_never(ruling)


def _declare_judged(rules: RuleSet, ruling: DeclareJudged) -> RuleSet:
    hits = 0

    def change(node: Frozen) -> Frozen:
        nonlocal hits
        if isinstance(node, Unparsed) and unparsed_key(node) == ruling.block:
            hits += 1
            gate = ruling.gate.strip() or node.source.quote
            return Judged(gate=gate, body=ruling.body, source=node.source)
        return node

    after = rewrite(rules, change)
    if not hits:
        raise rejected("E-RULING-BLOCK", f"规则里没有编号为「{ruling.block}」的未读懂条件", "")
    return after


def _accepted(old: Attribute, department: str) -> Attribute:
    return old.model_copy(update={"proposed": False, "department": department.strip()})


def _rename(rules: RuleSet, ruling: RenameAttribute, vocabulary: Vocabulary | None) -> RuleSet:
    old = _attribute_named(rules, ruling.attribute)
    others = {a.id for a in rules.attributes if a.id != old.id}
    if ruling.to in others or (vocabulary or standard_vocabulary()).get(ruling.to):
        raise rejected(
            "E-RULING-ATTRIBUTE", f"已有编号为「{ruling.to}」的属性", "同一事实请用“合并属性”"
        )
    synonyms = tuple(dict.fromkeys(n for n in (*old.synonyms, old.label) if n != ruling.label))
    new = _accepted(old, ruling.department).model_copy(
        update={"id": ruling.to, "label": ruling.label, "synonyms": synonyms}
    )
    return _renamed_uses(_with_attribute(rules, old, new), old.id, new.id)


def _merge(rules: RuleSet, ruling: MergeAttribute, vocabulary: Vocabulary | None) -> RuleSet:
    old = _attribute_named(rules, ruling.attribute)
    target = next((a for a in rules.attributes if a.id == ruling.into), None) or (
        vocabulary or standard_vocabulary()
    ).get(ruling.into)
    if target is None or target.id == old.id:
        raise rejected(
            "E-RULING-ATTRIBUTE", f"没有可以并入的属性「{ruling.into}」", "请从属性表里选一个编号"
        )
    if (target.kind, target.unit if old.unit else "") != (old.kind, old.unit if old.unit else ""):
        raise rejected(
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

    return rewrite(rules, change)


_REFERENCES = ("attribute", "part", "whole", "since")


def used_attributes(part: Frozen, attributes: Sequence[Attribute]) -> tuple[Attribute, ...]:
    """Those of ``attributes`` a rule, or a part of one, asks about, directly or to derive another,
    in order."""
    known = {a.id: a for a in attributes}
    wanted: set[str] = set()
    queue = [getattr(node, name, "") for node in nodes(part) for name in _REFERENCES]
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
    raise rejected("E-RULING-RULE", f"这份文件里没有编号为「{rule_id}」的条目", "请核对条目编号")


def _attribute_named(rules: RuleSet, attribute_id: str) -> Attribute:
    for attribute in rules.attributes:
        if attribute.id == attribute_id:
            return attribute
    raise rejected(
        "E-RULING-ATTRIBUTE", f"这份文件没有提出属性「{attribute_id}」", "请核对属性编号"
    )
