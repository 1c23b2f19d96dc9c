"""Consensus: the grammar's rules and the model's as one draft, compared leaf by leaf.

What both read is there once; what one of them read is kept and marked; where they read the same
place differently the grammar's reading stands and both are put before the reviewer. A condition or
item that only the model read blocks publication until a person has ruled on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from compiler.diagnostics import diagnose
from compiler.extract.items.outline import Said
from compiler.scoring.award import AwardSameness
from compiler.scoring.match import (
    PlacedLeaf,
    Sameness,
    likeness,
    overlap,
    pair_up,
    placed_leaves,
)
from compiler.swaps import Kin, says_nothing, swap_of_award, swap_of_leaf, unread
from rules.blocks import diagnostic_key
from rules.condition import AllOf, Condition, Leaf, Unparsed, leaves
from rules.consensus import PartConsensus, SideReading, State, Swap
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule
from rules.vocabulary import Attribute, Vocabulary
from rules.wording import describe_award
from rules.wording_condition import describe_condition

#: Spans that share so much of the shorter one speak of the same place.
_SAME_PLACE = Fraction(1, 2)


@dataclass
class Comparison:
    """One draft of two readings, built rule by rule."""

    document: PolicyDocument
    vocabulary: Vocabulary
    names: Sameness
    attributes: tuple[Attribute, ...] = ()
    rules: list[Rule] = field(default_factory=list)
    parts: list[PartConsensus] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def compare(
    document: PolicyDocument,
    vocabulary: Vocabulary,
    attributes: Mapping[str, Attribute],
    grammar: Sequence[Rule],
    model: Sequence[tuple[Rule, Said | None]],
) -> Comparison:
    """The rules of both readings as one draft; ``attributes`` are those the text brought.

    An item of the model's reading without replies is the grammar's own and is not compared.
    """
    names = Sameness(attributes, attributes)
    found = Comparison(document, vocabulary, names, tuple(attributes.values()))
    spoken = [(rule, said) for rule, said in model if said is not None]
    by_id = dict((rule.id, said) for rule, said in spoken)
    partner = {g.id: m for g, m in pair_up(grammar, [rule for rule, _ in spoken], _item_weight)}
    kept = [rule for rule, said in model if said is None]
    for rule in grammar:
        if rule.id in partner:
            other = partner[rule.id]
            found.rules.append(_both(found, rule, other, by_id[other.id]))
            continue
        found.rules.append(rule)
        if spoken and not any(overlap(rule.source, own.source) for own in kept):
            side = SideReading(span=rule.source)
            told = _tell(found, "PC716", rule, rule.source, title=rule.title)
            _item_part(found, "grammar_only", rule, told, grammar=side)
    used = {m.id for m in partner.values()}
    for rule, said in spoken:
        if rule.id in used:
            continue
        found.rules.append(rule)
        side = SideReading(span=rule.source, reply=said.reply if said else "")
        told = _tell(found, "PC715", rule, rule.source, title=rule.title)
        _item_part(found, "model_only", rule, told, model=side)
    return found


def _item_part(found: Comparison, state: State, rule: Rule, told: str, **side: SideReading) -> None:
    swap = Swap(drop=True)
    found.parts.append(
        PartConsensus(state=state, part="item", rule=rule.id, told=told, swap=swap, **side)
    )


def _item_weight(left: Rule, right: Rule) -> Fraction | None:
    if not overlap(left.award.source, right.award.source):
        return None
    return likeness(left.award.source, right.award.source) + likeness(left.source, right.source)


def _both(found: Comparison, grammar: Rule, model: Rule, said: Said | None) -> Rule:
    """The grammar's rule with what only the model read of it, every leaf compared."""
    reply = said or Said("")
    mine = [leaf for leaf in placed_leaves(grammar) if not says_nothing(leaf.leaf)]
    theirs = [leaf for leaf in placed_leaves(model) if not says_nothing(leaf.leaf)]
    alike = pair_up(mine, theirs, lambda a, b: _alike(found.names, a, b))
    same = {a.number: b for a, b in alike}
    left = [leaf for leaf in mine if leaf.number not in same]
    matched = {b.number for _, b in alike}
    rest = [leaf for leaf in theirs if leaf.number not in matched]
    told = [leaf for leaf in rest if not isinstance(leaf.leaf, Unparsed)]  # refused is no reading
    apart = {a.number: b for a, b in pair_up(left, rest, _same_place)}
    clashing = {b.number for b in apart.values()}
    pairs = {b.number: a for a, b in [*same.items(), *apart.items()]}
    kin = Kin(grammar, model, pairs, found.attributes)
    for leaf in mine:
        if (other := same.get(leaf.number)) is not None:
            _leaf_part(found, "agree", kin, leaf, other, reply)
        elif (other := apart.get(leaf.number)) is not None:
            refused = isinstance(other.leaf, Unparsed)
            _leaf_part(found, "grammar_only" if refused else "conflict", kin, leaf, other, reply)
        else:
            _leaf_part(found, "grammar_only", kin, leaf, None, reply)
    alone = {leaf.number for leaf in told if leaf.number not in clashing}
    merged, taken = _with_more(grammar, model, alone)
    for leaf in told:
        if leaf.number in clashing:
            continue
        state: State = "model_only" if leaf.number in taken else "conflict"
        _leaf_part(found, state, kin, None, leaf, reply)
    _award_part(found, kin, reply)
    return merged


def _alike(names: Sameness, a: PlacedLeaf, b: PlacedLeaf) -> Fraction | None:
    """How near two leaves stand that ask the same."""
    if not names.leaf(a, b):
        return None
    return likeness(a.leaf.source, b.leaf.source)


def _same_place(a: PlacedLeaf, b: PlacedLeaf) -> Fraction | None:
    """How much of the shorter quote two leaves share that do not ask the same."""
    shared = overlap(a.leaf.source, b.leaf.source)
    shorter = min(_length(a.leaf.source), _length(b.leaf.source))
    share = Fraction(shared, shorter)
    return share if share >= _SAME_PLACE else None


def _length(span: SourceSpan) -> int:
    return span.end - span.start


def _with_more(grammar: Rule, model: Rule, alone: set[int]) -> tuple[Rule, set[int]]:
    """The grammar's rule with the model's conditions and exclusions of which it has no leaf.

    A group of which the grammar read a part is not put beside it: that is a conflict of groups.
    """
    own = grammar.when.of if isinstance(grammar.when, AllOf) else (grammar.when,)
    when: list[Condition] = list(own)
    unless = list(grammar.unless)
    taken: set[int] = set()
    number = 0
    theirs = model.when.of if isinstance(model.when, AllOf) else (model.when,)
    for into, more in ((when, theirs), (unless, model.unless)):
        for node in more:
            mine = set(range(number, number + sum(1 for _ in leaves(node))))
            number += len(mine)
            if mine and mine <= alone:
                into.append(node)
                taken |= mine
    if not taken:
        return grammar, taken
    asked = tuple(n for n in when if not says_nothing(n) or len(when) == 1)
    update = {
        "when": asked[0] if len(asked) == 1 else AllOf(of=asked),
        "unless": tuple(unless),
    }
    return grammar.model_copy(update=update), taken


def _leaf_part(
    found: Comparison,
    state: State,
    kin: Kin,
    grammar: PlacedLeaf | None,
    model: PlacedLeaf | None,
    said: Said,
) -> None:
    rule = kin.grammar
    sides = {
        "grammar": _side(grammar.leaf, "") if grammar else None,
        "model": _side(model.leaf, said.reply_for(*_place(model.leaf))) if model else None,
    }
    part = PartConsensus(state=state, part="condition", rule=rule.id, **sides)
    code = {"conflict": "PC711", "model_only": "PC712", "grammar_only": "PC713"}.get(state)
    of_award = grammar is None and model is not None and model.role == "case"
    if code is not None and not of_award:  # the cases of an award are told with the award
        lines = [_line(found, one) for one in (grammar, model)]
        told = _tell(found, code, rule, part.span, grammar=lines[0], model=lines[1])
        swap = swap_of_leaf(state, grammar, model, kin)
        part = part.model_copy(update={"told": told, "swap": swap})
    found.parts.append(part)


def _side(leaf: Leaf, reply: str) -> SideReading:
    return SideReading(span=leaf.source, condition=leaf, reply=reply)


def _place(leaf: Leaf) -> tuple[int, int]:
    return leaf.source.start, leaf.source.end


def _line(found: Comparison, placed: PlacedLeaf | None) -> str:
    if placed is None:
        return "没有读出"
    return describe_condition(placed.leaf, found.vocabulary)


def _award_part(found: Comparison, kin: Kin, said: Said) -> None:
    grammar, model = kin.grammar, kin.model
    same = AwardSameness(found.names, grammar, model).exact()
    sides = {
        "grammar": SideReading(span=grammar.award.source, award=grammar.award),
        "model": SideReading(span=model.award.source, award=model.award, reply=said.reply),
    }
    state: State = "agree" if same else "grammar_only" if unread(model.award) else "conflict"
    part = PartConsensus(state=state, part="award", rule=grammar.id, **sides)
    if state == "conflict":
        read = [describe_award(rule.award, found.vocabulary) for rule in (grammar, model)]
        told = _tell(found, "PC714", grammar, grammar.award.source, grammar=read[0], model=read[1])
        part = part.model_copy(update={"told": told, "swap": swap_of_award(kin)})
    found.parts.append(part)


def _tell(found: Comparison, code: str, rule: Rule, span: SourceSpan, **values: str) -> str:
    """Tell the reviewer; the key of what was told, by which a ruling names it."""
    said = {name: value.replace("\n", " ")[:300] for name, value in values.items()}
    file = found.document.source_name
    told = diagnose(code, span, file=file, place=rule.place, **said)
    found.diagnostics.append(told)
    return diagnostic_key(told)
