"""What holds for several items: general conditions, exclusions and stacking rules with their scope.

Conditions and exclusions stated outside an item hold for every item in the scope of the block they
stand in, and keep the span they were stated at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, DraftStacking, DraftTag
from compiler.extract.items.addressed import speaks_to_applicants
from compiler.extract.items.asked_of_named import (
    of_named_items,
    opens_for_named,
    pieces_asking,
)
from compiler.extract.items.decided import decided
from compiler.extract.items.definitions import (
    asked_of_term,
    by_definition,
    by_name,
    defined_terms,
    named_applicants,
    terms_meant,
)
from compiler.extract.items.exclusions import (
    add_new,
    bracketed,
    exclusion_nodes,
    exclusions_of,
    is_exclusion_list,
    opening_exclusions,
)
from compiler.extract.items.exemptions import Exemption, relieve
from compiler.extract.items.led_by_subject import asked_by, spoken_of
from compiler.extract.items.member_terms import kinds_defined
from compiler.extract.items.named_benefits import asked_for_benefit
from compiler.extract.items.outline import Outline, PolicyReading, Sentence
from compiler.extract.items.pairing import likeness, paired, plain_name
from compiler.extract.items.reach import named_items, reaches
from compiler.extract.items.requirements import (
    asks_besides,
    condition_tree,
    past_applicants,
    recipients_of_all,
)
from compiler.extract.items.sentences import OFFICE
from compiler.extract.items.spoken_to import opens_with_recipient
from compiler.extract.items.stacking import read_stacking
from compiler.extract.items.terms import without_terms
from compiler.extract.items.title_lists import asked_for_title, without_own_title
from compiler.extract.items.whom import OF_BODIES, by_whom, is_for_people, past_people, told_apart
from compiler.fold import fold
from compiler.roles import Role, role_of_heading
from rules.document import Clause, ClauseKind, SentenceKind

_BINDING = {SentenceKind.CONDITION, SentenceKind.EXCLUSION}
_MAY_STACK = {SentenceKind.STACKING, SentenceKind.AMOUNT, SentenceKind.CONDITION}
#: Headings of chapters that govern the whole policy.
_GENERAL = re.compile(r"总则|附则|通则|一般|基本|通用|监督|管理|申[报请]|条件|对象|范围|要求|程序")


class Block(NamedTuple):
    """A clause outside all items with what it asks of the items in its scope."""

    clause: Clause
    scope: Clause | None  # None for the whole policy
    conditions: list[DraftNode]
    exclusions: list[DraftNode]
    said: tuple[int, int] | None = None  # of a sentence that may name the items it speaks of
    people: bool | None = None  # asked of people alone, or of bodies alone


def inherit(
    outline: Outline, reading: PolicyReading, owners: set[int], exemptions: list[Exemption]
) -> None:
    """Give each item the conditions, exclusions and stacking rules whose scope it stands in."""
    terms, names = defined_terms(outline), named_applicants(outline)
    kinds = kinds_defined(outline)
    pairs = paired(outline, reading)
    bearing = {c.index for c in outline.clauses if asked_of_term(outline, terms, c.start, c.end)}
    general = _general_blocks(outline, owners, pairs, bearing)
    meant_by = [terms_meant(outline, terms, item) for item in reading.items]
    spoken = spoken_of(outline, reading)
    for number, stated in enumerate(reading.items):
        inherited = by_definition(outline, terms, stated, number)
        meant = [term for term, nodes, _ in terms if nodes[0] in inherited and term not in kinds]
        item = without_terms(stated, meant)
        exclusions = list(item.exclusions)
        for block in general:
            if not _covers(outline, block.scope, item):
                continue
            if not _meant_for(block.clause, item, reading):
                continue
            if block.people is not None and block.people != _for_people(outline, item):
                continue
            start, end = block.said or (block.clause.start, block.clause.end)
            if not reaches(outline, start, end, outline.every[item.clause]):
                continue
            if not asked_for_title(outline, block.clause, item, reading):
                continue
            if not asked_for_benefit(outline, start, end, item, reading):
                continue
            if number not in pairs.get(block.clause.index, {number}):
                continue
            bearer = asked_of_term(outline, terms, start, end)
            if bearer not in meant_by[number] and any(bearer in meant for meant in meant_by):
                continue  # 科技企业申请的，应当…: nothing is asked of the banks that lend to them
            add_new(inherited, asked_by(block.conditions, spoken, number))
            add_new(exclusions, block.exclusions)
            _note_item(outline, block.clause, number)
        add_new(inherited, by_name(outline, names, item, number))
        name = fold(outline.part.meta.title + " " + item.title)
        own = without_own_title(item, list(item.own.of), name)
        inherited = without_own_title(item, inherited, name)
        whole = item.model_copy(
            update={
                "own": item.own.model_copy(update={"of": tuple(own)}),
                "inherited": DraftGroup(join="all", of=tuple(inherited)),
                "exclusions": tuple(exclusions),
                "stacking": tuple(_stacking(outline, item, number, owners)),
            }
        )
        reading.items[number] = relieve(outline, whole, number, exemptions)
    for number, item in enumerate(reading.items):
        _note_item(outline, outline.every[item.clause], number)


def _for_people(outline: Outline, item: DraftItem) -> bool:
    named = {tag.name for tag in item.own.of if isinstance(tag, DraftTag)}
    if named & {"主体类型", "企业规模"}:
        return False
    clause = outline.every[item.clause]
    return is_for_people(outline.view, clause, outline.every, fold(item.quote.text))


def _note_item(outline: Outline, clause: Clause, number: int) -> None:
    """Note on the conditions and exclusions under a clause that they went to an item."""
    for sentence in outline.sentences_below(clause):
        if sentence.kind in (SentenceKind.CONDITION, SentenceKind.EXCLUSION):
            sentence.items.append(number)


def _stacking(
    outline: Outline, item: DraftItem, number: int, owners: set[int]
) -> list[DraftStacking]:
    """The stacking rules stated in an item or for all items in whose scope it stands."""
    stacking: list[DraftStacking] = []
    for sentence in outline.sentences:
        if sentence.kind not in _MAY_STACK:
            continue
        if not _stacks(outline, outline.every[sentence.clause], item, owners):
            continue
        held = outline.every[item.clause]
        found = [
            s
            for s in read_stacking(outline.text, outline.view, sentence.start, sentence.end)
            if _holds(held, sentence) or reaches(outline, s.quote.start, s.quote.end, held)
        ]
        if found:
            stacking.extend(s for s in found if s not in stacking)
            sentence.items.append(number)
    return stacking


def _general_blocks(
    outline: Outline, owners: set[int], paired: dict[int, set[int]], bearing: set[int]
) -> list[Block]:
    """Outermost clauses outside all items that ask or shut out, those ``bearing`` a term apart."""
    blocks: list[Block] = [
        Block(clause, _scope(outline, clause, owners), [gate], [], said)
        for clause in outline.clauses
        if not _inside(outline, clause, owners)
        for sentence in outline.by_clause.get(clause.index, [])
        for gate, said in decided(outline, sentence)
    ]
    done: set[int] = set()
    for clause in outline.clauses:
        if clause.index in done:
            continue
        if _inside(outline, clause, owners) or _holds_owner(outline, clause, owners):
            if _holds_owner(outline, clause, owners) and clause.index not in owners:
                blocks.extend(_own_general(outline, clause))
            elif clause.index in owners and (nodes := opening_exclusions(outline, clause)):
                blocks.append(Block(clause, _scope(outline, clause, owners), [], nodes))
            continue
        _leave_to_others(outline, clause)
        if clause.kind is ClauseKind.PART or not any(
            s.kind in _BINDING
            or (s.kind is SentenceKind.STACKING and asks_besides(outline.said(s)))
            for s in outline.sentences_below(clause)
        ):
            continue
        blocks.extend(_blocks_of(outline, clause, paired.keys() | bearing, done, owners))
        done.update(c.index for c in [clause, *outline.below(clause)])
    return blocks


def _blocks_of(
    outline: Outline,
    clause: Clause,
    apart: set[int],
    done: set[int],
    owners: set[int],
) -> list[Block]:
    """What one outermost clause states; its children that speak of one item each are blocks too."""
    scope = _scope(outline, clause, owners)
    if _shuts_out(outline, clause):
        told = by_whom(exclusion_nodes(outline, clause))
        return [Block(clause, scope, [], nodes, people=whom) for whom, nodes in told]
    singled = {c.index for c in outline.below(clause)} & apart
    blocks, excluded = _exclusions_below(outline, clause, scope, done, singled)
    for index in sorted(singled):
        child = outline.every[index]
        tree = condition_tree(outline, child, skip=done)
        blocks.append(Block(child, scope, list(tree.of) if tree else [], []))
    addressed = told_apart(outline, clause)
    for sentence, stretches in addressed:
        blocks.extend(_asked_of(outline, clause, scope, stretches))
        sentence.kind = SentenceKind.BACKGROUND
    within = [c for c in [clause, *outline.below(clause)] if c.index not in done | singled]
    named = [s for c in within for s in of_named_items(outline, c, alone=c is clause)]
    for sentence in named:
        pieces: list[tuple[bool | None, int, int]] = []
        pieces.extend((None, a, b) for a, b in pieces_asking(outline, sentence))
        blocks.extend(_asked_of(outline, clause, scope, pieces))
        sentence.kind = SentenceKind.BACKGROUND
    tree = condition_tree(outline, clause, skip=done | singled)
    for sentence in [*named, *(sentence for sentence, _ in addressed)]:
        sentence.kind = SentenceKind.CONDITION
    for sentence in outline.sentences_below(clause):
        if sentence.kind is SentenceKind.EXCLUSION and sentence.clause not in done:
            nodes = exclusions_of(outline, sentence)
            people = past_people(outline.view, sentence.start, sentence.end) > sentence.start
            if people or named_items(outline, sentence.start, sentence.end):
                said = (sentence.start, sentence.end)
                blocks.append(Block(clause, scope, [], nodes, said, people or None))
            elif OF_BODIES.match(outline.said(sentence)):
                blocks.append(Block(clause, scope, [], nodes, people=False))
            else:
                add_new(excluded, nodes)
    if excluded and named_items(outline, clause.start, clause.end):
        blocks.append(Block(clause, scope, [], excluded, (clause.start, clause.start)))
        excluded = []
    rest = (clause.start, clause.start) if named else None  # what it names was read apart
    return [Block(clause, scope, list(tree.of) if tree else [], excluded, rest), *blocks]


def _exclusions_below(
    outline: Outline, clause: Clause, scope: Clause | None, done: set[int], singled: set[int]
) -> tuple[list[Block], list[DraftNode]]:
    """Whom a clause shuts out from all items, and blocks for the lists that speak of named ones."""
    blocks: list[Block] = []
    excluded: list[DraftNode] = []
    for descendant in [clause, *outline.below(clause)]:
        if descendant.index in done:
            continue  # a member of a list that was read with its introduction
        add_new(excluded, bracketed(outline, descendant))
        of_some = descendant is not clause and opens_for_named(outline, descendant)
        if not _shuts_out(outline, descendant):
            singled.update([descendant.index] if of_some else [])
            continue
        for people, nodes in by_whom(exclusion_nodes(outline, descendant)):
            if of_some or people:
                blocks.append(Block(descendant, scope, [], nodes, people=people))
            else:
                add_new(excluded, nodes)
        done.update(c.index for c in [descendant, *outline.below(descendant)])
    return blocks, excluded


def _asked_of(
    outline: Outline,
    clause: Clause,
    scope: Clause | None,
    stretches: Sequence[tuple[bool | None, int, int]],
) -> list[Block]:
    """One block for each stretch, of people or of bodies alone, or of the items it names."""
    blocks = []
    for people, start, end in stretches:
        found = outline.conditions(past_applicants(outline.view, start, end), end)
        nodes = list(found.of) if found else []
        blocks.append(Block(clause, scope, nodes, [], (start, end), people))
    return blocks


def _shuts_out(outline: Outline, clause: Clause) -> bool:
    return outline.roles[clause.index] is Role.EXCLUSION or is_exclusion_list(outline, clause)


def _leave_to_others(outline: Outline, clause: Clause) -> None:
    """Duties of somebody else (运营机构应当…) are no conditions of an applicant."""
    for sentence in outline.sentences_below(clause):
        if (
            sentence.kind is SentenceKind.CONDITION
            and outline.roles[sentence.clause] is not Role.CONDITION
            and (
                not (
                    speaks_to_applicants(outline.view, sentence.start, sentence.end)
                    or opens_with_recipient(
                        outline.view, sentence.start, sentence.end, outline.clauses
                    )
                )
                or OFFICE.search(outline.said(sentence))
            )
        ):
            sentence.kind = SentenceKind.BACKGROUND
            sentence.reason = "对其他主体的要求"


def _own_general(outline: Outline, clause: Clause) -> list[Block]:
    """Condition sentences standing in the text of a chapter or article that only holds items."""
    nodes: list[DraftNode] = []
    excluded: list[DraftNode] = []
    for sentence in outline.by_clause.get(clause.index, []):
        if introduced := recipients_of_all(outline, clause, sentence):
            sentence.kind = SentenceKind.CONDITION
            nodes.extend(introduced)
        elif sentence.kind is SentenceKind.CONDITION:
            found = outline.conditions(sentence.start, sentence.end, residual=False)
            nodes.extend(found.of if found else ())
        elif sentence.kind is SentenceKind.EXCLUSION:
            excluded.extend(exclusions_of(outline, sentence))
    return [Block(clause, clause, nodes, excluded)] if nodes or excluded else []


def _scope(outline: Outline, clause: Clause, owners: set[int]) -> Clause | None:
    """The clause whose items a general block governs; None for the whole policy.

    A chapter without any item (有关事项) can only speak of the items of the others.
    """
    parent = outline.parent(clause)
    while parent is not None:
        general = (
            _GENERAL.search(parent.heading)
            or role_of_heading(parent.heading) is not Role.NONE
            or not _holds_owner(outline, parent, owners)
        )
        if parent.kind is ClauseKind.PART or not general:
            return parent
        parent = outline.parent(parent)
    return None


def _covers(outline: Outline, scope: Clause | None, item: DraftItem) -> bool:
    if scope is None or scope.kind is ClauseKind.PART:
        return True
    clause = outline.every[item.clause]
    return scope.start <= clause.start < scope.subtree_end


def _meant_for(block: Clause, item: DraftItem, reading: PolicyReading) -> bool:
    """A block whose heading names one of several items belongs to that item alone."""
    name = plain_name(block.heading)
    if len(name) < 4 or len(reading.items) < 2:
        return True
    scores = [likeness(name, other.title + other.quote.text[:40]) for other in reading.items]
    best = max(scores)
    if best < 0.5:
        return True
    return likeness(name, item.title + item.quote.text[:40]) >= best - 0.05


def _holds(clause: Clause, sentence: Sentence) -> bool:
    return clause.start <= sentence.start < clause.subtree_end


def _stacks(outline: Outline, clause: Clause, item: DraftItem, owners: set[int]) -> bool:
    holder = outline.every[item.clause]
    if holder.start <= clause.start < holder.subtree_end:
        return True
    return not _inside(outline, clause, owners) and _covers(
        outline, _scope(outline, clause, owners), item
    )


def _inside(outline: Outline, clause: Clause, owners: set[int]) -> bool:
    current: Clause | None = clause
    while current is not None:
        if current.index in owners and current.kind is not ClauseKind.PART:
            return True
        current = outline.parent(current)
    return False


def _holds_owner(outline: Outline, clause: Clause, owners: set[int]) -> bool:
    return any(
        clause.start <= outline.every[o].start < clause.subtree_end
        for o in owners
        if o >= clause.index
        if outline.every[o].kind is not ClauseKind.PART or o == clause.index
    )
