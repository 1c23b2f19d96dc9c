"""A document and a notice in, the amended document out, with what changed in its items.

What people made of the rules before the notice stays: an item that reads the same after it keeps
its reviewed rule, its spans moved to where the words stand now.
"""

from __future__ import annotations

import re

from compiler.amend.consolidate import Consolidation, consolidate
from compiler.amend.instructions import read_instructions
from compiler.diagnostics import diagnose
from compiler.fold import fold
from compiler.pipeline import compile_document
from compiler.read import read
from rules.diff import ItemDiff, compare_rulesets
from rules.document import Frozen, PolicyDocument, SourceSpan
from rules.draft import Amendment, Change, Draft
from rules.errors import Diagnostic
from rules.rule import Rule, RuleSet
from rules.ruling import used_attributes
from rules.tree import nodes, rewrite
from rules.vocabulary import Vocabulary, standard_vocabulary


class Amended(Frozen):
    """A document as a notice makes it read.

    ``draft`` is the amended text with its rules, ``draft.amends`` the changes; ``items`` compares
    its items with those before. ``diagnostics`` are about the amending, their spans in the notice.
    """

    base: PolicyDocument
    notice: PolicyDocument
    draft: Draft
    items: tuple[ItemDiff, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the notice changed, in its order."""
        assert self.draft.amends is not None
        return self.draft.amends.changes


def amend_document(
    base: tuple[bytes, str], notice: tuple[bytes, str], vocabulary: Vocabulary | None = None
) -> Amended:
    """Amend a document (bytes, file name) by a notice (bytes, file name).

    Raises InputRejected when one of them cannot be read. What the notice orders and could not be
    done is an error among the diagnostics; the text then holds everything else.
    """
    known = vocabulary or standard_vocabulary()
    return amend_draft(compile_document(*base, known), read(*notice).document, known)


def amend_draft(base: Draft, notice: PolicyDocument, vocabulary: Vocabulary) -> Amended:
    """Amend a draft people may have worked on; see ``amend_document``."""
    found = consolidate(base.document, notice, read_instructions(notice))
    name = f"{base.document.source_name}（按{notice.meta.number or notice.source_name}修改）.txt"
    after = compile_document(found.text.encode(), name, vocabulary)
    before = compile_document(base.document.text.encode(), "原文.txt", vocabulary)
    rules = _kept(base, before.ruleset, after, found, vocabulary)
    problems = (*_other_document(base.document, notice), *found.diagnostics)
    draft = after.model_copy(
        update={
            "ruleset": rules,
            # spans of the notice are no places of this text
            "diagnostics": (
                *(d.model_copy(update={"span": None, "place": "修改通知"}) for d in problems),
                *after.diagnostics,
            ),
            "amends": Amendment(base=base.document.id, notice=notice.id, changes=found.changes),
        }
    )
    return Amended(
        base=base.document,
        notice=notice,
        draft=draft,
        items=compare_rulesets(base.ruleset, rules, vocabulary),
        diagnostics=problems,
    )


def _kept(
    base: Draft, before: RuleSet, after: Draft, found: Consolidation, vocabulary: Vocabulary
) -> RuleSet:
    """The rules of the amended text under the ids of those they continue.

    Where the notice left an item as it was, the rule people reviewed stands; elsewhere the new one.
    """
    reviewed = {
        item.after.id: item.before
        for item in compare_rulesets(base.ruleset, before, vocabulary)
        if item.before and item.after
    }
    rules: list[Rule] = []
    attributes = list(after.ruleset.attributes)
    for item in compare_rulesets(before, after.ruleset, vocabulary):
        if item.after is None:
            continue
        rule = item.after
        old = reviewed.get(item.before.id) if item.before else None
        if old is not None:
            moved = _moved(old, after.document, found) if item.kind == "same" else None
            rule = moved or rule.model_copy(update={"id": old.id})
            attributes += used_attributes(old, base.ruleset.attributes) if moved else ()
        rules.append(rule)
    unique = {attribute.id: attribute for attribute in reversed(attributes)}
    return after.ruleset.model_copy(
        update={"rules": tuple(rules), "attributes": tuple(reversed(unique.values()))}
    )


def _moved(rule: Rule, document: PolicyDocument, found: Consolidation) -> Rule | None:
    """The rule with its spans where the words stand now; None when the notice touched any."""
    spans = [node for node in nodes(rule) if isinstance(node, SourceSpan)]
    places = {(s.start, s.end): found.moved(s.start, s.end) for s in spans}
    if None in places.values():
        return None

    def change(node: Frozen) -> Frozen:
        if isinstance(node, SourceSpan):
            start = places[node.start, node.end]
            assert start is not None
            return document.span(start, start + len(node.quote))
        return node

    moved = rewrite(rule, change).model_copy(update={"document": document.id})
    same = all(document.holds(node) for node in nodes(moved) if isinstance(node, SourceSpan)) and [
        n.quote for n in nodes(moved) if isinstance(n, SourceSpan)
    ] == [s.quote for s in spans]
    return moved if same else None


def _other_document(base: PolicyDocument, notice: PolicyDocument) -> tuple[Diagnostic, ...]:
    """A warning when the notice names another document than the one it is applied to."""
    named = re.search(r"(?:修改|修订|调整|废止)[^《》]{0,10}《([^《》]+)》", notice.text)
    title = re.sub(r"\s", "", fold(base.meta.title + base.text[:2000]))
    if named is None or re.sub(r"\s", "", fold(named[1])) in title:
        return ()
    return (
        diagnose(
            "PC607",
            notice.span(named.start(1), named.end(1)),
            file=notice.source_name,
            named=named[1],
            title=base.meta.title or base.source_name,
        ),
    )
