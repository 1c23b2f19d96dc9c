"""Two readings of one policy side by side: which items are new, gone, changed, or say the same.

Items are paired by the place they stand at, by title and by what they say: never by id, which is
another for every text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from rules.document import Frozen
from rules.rule import Rule, RuleSet
from rules.vocabulary import Vocabulary
from rules.wording import describe_rule

#: Below this likeness two items are two items.
_SAME_ITEM = 0.9


class ItemDiff(Frozen):
    """One item before and after; ``gone`` and ``come`` are Chinese sentences of the rule."""

    kind: Literal["same", "changed", "added", "removed"]
    before: Rule | None = None
    after: Rule | None = None
    gone: tuple[str, ...] = ()
    come: tuple[str, ...] = ()

    @property
    def rule(self) -> Rule:
        """The item as it is now, or as it was when it is gone."""
        rule = self.after or self.before
        assert rule is not None
        return rule


def compare_rulesets(
    before: RuleSet, after: RuleSet, vocabulary: Vocabulary
) -> tuple[ItemDiff, ...]:
    """Every item of both, in the order of ``after``, those that are gone last.

    ``vocabulary`` is the one both were compiled with; attributes they brought along are added here.
    """
    known = vocabulary.extended(before.attributes).extended(after.attributes)
    told = {id(rule): _sentences(rule, known) for rule in (*before.rules, *after.rules)}
    partner = _pairs(before.rules, after.rules, told)
    found = []
    for rule in after.rules:
        old = partner.get(rule.id)
        if old is None:
            found.append(ItemDiff(kind="added", after=rule, come=told[id(rule)]))
            continue
        was, now = told[id(old)], told[id(rule)]
        gone = tuple(line for line in was if line not in now)
        come = tuple(line for line in now if line not in was)
        kind: Literal["same", "changed"] = "changed" if gone or come else "same"
        found.append(ItemDiff(kind=kind, before=old, after=rule, gone=gone, come=come))
    paired = {old.id for old in partner.values()}
    found += [
        ItemDiff(kind="removed", before=rule, gone=told[id(rule)])
        for rule in before.rules
        if rule.id not in paired
    ]
    return tuple(found)


def _pairs(
    before: Sequence[Rule], after: Sequence[Rule], told: dict[int, tuple[str, ...]]
) -> dict[str, Rule]:
    """The item before of every item after that has one; the likest pairs first."""
    likeness = [
        (score, b, a)
        for b, old in enumerate(before)
        for a, new in enumerate(after)
        if (score := _likeness(old, new, told)) >= _SAME_ITEM
    ]
    found: dict[str, Rule] = {}
    taken: set[int] = set()
    for _, b, a in sorted(likeness, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if b not in taken and after[a].id not in found:
            taken.add(b)
            found[after[a].id] = before[b]
    return found


def _likeness(old: Rule, new: Rule, told: dict[int, tuple[str, ...]]) -> float:
    place = 0.6 if old.place and old.place == new.place else 0.0
    title = SequenceMatcher(None, old.title, new.title, autojunk=False).ratio()
    was, now = set(told[id(old)]), set(told[id(new)])
    return place + title + len(was & now) / len(was | now)


def _sentences(rule: Rule, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a rule says, its title and the numbers of its conditions aside."""
    return tuple(
        re.sub(r"^条件\d+：", "条件：", line) for line in describe_rule(rule, vocabulary)[1:]
    )
