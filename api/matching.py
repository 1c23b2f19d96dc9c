"""Deciding for one applicant: the one door for the JSON interface, the pages and the links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from api.site import Catalogue
from matcher import Facts
from matcher.ask import Interview
from matcher.bundle import bundle
from matcher.bundle_result import Bundle
from matcher.plan import plan
from matcher.plan_words import in_short
from matcher.receipts import Receipts
from matcher.recommend import Recommendation, Signal, ranked
from matcher.tags import TagQuestion, tag_questions
from rules.rule import Rule
from rules.vocabulary import Subject

# 差一点 takes at most so many moves, and rests on at most so many facts nobody has given
_NEAR = 2
_KEPT = 16  # days and subjects asked about at once; a date may be any


def rules_for(catalogue: Catalogue, subject: Subject | None) -> tuple[Rule, ...]:
    """The items for persons, or all others (enterprises and their projects); all when None."""
    if subject is None:
        return catalogue.rules
    person = subject is Subject.PERSON
    return tuple(r for r in catalogue.rules if (r.subject is Subject.PERSON) == person)


def questions_for(
    catalogue: Catalogue, subject: Subject | None, on: date
) -> tuple[TagQuestion, ...]:
    """What those items ask on a day."""
    return tag_questions(rules_for(catalogue, subject), catalogue.vocabulary, on)


def decide(
    catalogue: Catalogue,
    facts: Facts,
    on: date,
    subject: Subject | None,
    signals: Iterable[Signal] = (),
) -> tuple[Recommendation, ...]:
    """Every item with its decision, in the order worth looking at."""
    # all at once costs less than half of them one by one
    decisions = catalogue.indexes.on(on).decide(facts).decisions()
    wanted = {rule.id for rule in rules_for(catalogue, subject)}
    return ranked((found for found in decisions if found.rule_id in wanted), signals)


def interview(
    catalogue: Catalogue, on: date, subject: Subject | None, ids: Sequence[str] | None = None
) -> Interview:
    """The questions of those items; built once for all of a subject's items and kept a while."""
    rules = rules_for(catalogue, subject)
    if ids is not None:
        return Interview([r for r in rules if r.id in ids], on, catalogue.vocabulary)
    kept = catalogue.interviews
    found = kept.get((subject, on))
    if found is None:
        if len(kept) >= _KEPT:
            kept.clear()
        found = kept[subject, on] = Interview(rules, on, catalogue.vocabulary)
    return found


def combine(
    catalogue: Catalogue,
    items: Iterable[Recommendation],
    on: date,
    receipts: Receipts | None = None,
) -> Bundle:
    """Which of the decided items can be had together; raises MissingExtra (see the bundle)."""
    decided = [(catalogue.rule(item.rule_id).rule, item.decision) for item in items]
    return bundle(decided, on, receipts)


def near(
    catalogue: Catalogue, items: Iterable[Recommendation], facts: Facts, on: date
) -> dict[str, str]:
    """For items that do not fit, by id: the best plan of few moves in a sentence."""
    found: dict[str, str] = {}
    for item in items:
        rule = catalogue.rule(item.rule_id).rule
        plans = plan(rule, facts, on, catalogue.vocabulary, most=_NEAR).plans
        if not plans or not plans[0].moves:
            continue
        if sum(not assumed.keep for assumed in plans[0].assumes) <= _NEAR:
            found[item.rule_id] = in_short(plans[0])
    return found
