"""How many answers an applicant gives until nothing can change any more, by order of asking.

    python -m bench.ask.measure [--places 5] [--applicants 21] [--sample 300] [--seed 7]

The enterprise items of ``golden_rules/`` stand once for each of several made-up places, so that
there are 300 and more; applicants are drawn by seed and held apart from the sample the chances are
learnt from. Questions that need the number itself or a list are left out for every order alike.

Orders: ``worth`` (``matcher.ask`` with the sample), ``worth, no sample``, ``most open items``
(dynamic), ``frequency`` (the tag page's fixed order, questions that cannot change anything any more
skipped), ``frequency, nothing skipped`` (the same order asked through until all is settled).
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from matcher.ask import Interview
from matcher.chance import NO_SAMPLE, Sample
from matcher.facts import Facts
from matcher.tags import NONE, fact_from_choice
from rules.codec import load_ruleset
from rules.rule import Rule
from rules.vocabulary import Subject, Vocabulary, standard_vocabulary

ROOT = Path(__file__).resolve().parents[2]
ON = date(2026, 5, 6)
PLACES = "甲乙丙丁戊己庚辛"
Answers = dict[str, tuple[str, ...]]


def corpus(places: int) -> tuple[list[Rule], Vocabulary]:
    """The enterprise items, once as they are and once for each further place."""
    vocabulary, rules = standard_vocabulary(), list[Rule]()
    for file in sorted((ROOT / "golden_rules").glob("*/rules.yaml")):
        found = load_ruleset(file.read_text(encoding="utf-8"), file=file.name)
        vocabulary = vocabulary.extended(found.attributes)
        for rule in found.rules:
            if rule.subject is not Subject.PERSON:
                rules += [rule, *(_moved(rule, place) for place in PLACES[: places - 1])]
    return rules, vocabulary


def _moved(rule: Rule, place: str) -> Rule:
    """The same item somewhere else."""
    data = rule.model_dump(mode="json")
    _rename(data, place)
    return Rule.model_validate(data | {"id": f"{rule.id}-{PLACES.index(place)}"})


def _rename(node: Any, place: str) -> None:
    if isinstance(node, dict):
        if node.get("kind") == "one_of" and node["attribute"].endswith("region"):
            node["values"] = [place + value for value in node["values"]]
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            _rename(item, place)


def applicant(interview: Interview, rng: random.Random) -> Answers:
    """A made-up enterprise: one place, one size that moves its figures, few faults, few titles."""
    size, place = rng.random(), rng.choice(["", *PLACES])
    return {
        key: answer
        for key in sorted(interview.questions)
        if (answer := _answer(interview, key, size, place, rng))
    }


def _answer(
    interview: Interview, key: str, size: float, place: str, rng: random.Random
) -> tuple[str, ...]:
    question, habit = interview.questions[key], random.Random(key)
    options = [option.id for option in question.options]
    if question.kind == "bool":
        yes = 0.04 if key in interview.faults else habit.choice([0.3, 0.5, 0.8, 0.9])
        return ("yes" if rng.random() < yes else "no",)
    if key.endswith("region"):
        here = [o for o in options if o != NONE and (o[0] if o[0] in PLACES else "") == place]
        return (rng.choice(here) if here and rng.random() < 0.95 else NONE,)
    if question.kind == "choice":
        habit.shuffle(options)
        return (rng.choices(options, [1 / (i + 1) for i in range(len(options))])[0],)
    if question.kind == "interval":
        place_of = int(rng.gauss(size * len(options) * 0.7, 0.8))
        return (options[min(max(place_of, 0), len(options) - 1)],)
    if question.kind == "tags":
        return (*(o for o in options if o != NONE and rng.random() < 0.1), NONE)
    return ()


def answers_needed(
    interview: Interview, given: Answers, order: Callable[[Facts], Iterator[str]]
) -> int:
    """How many answers until no question is left; a question nobody can answer is passed over."""
    facts, asked = Facts(), set[str]()
    while True:
        key = next((k for k in order(facts) if k in given and k not in asked), None)
        if key is None:
            return len(asked)
        asked.add(key)
        fact = fact_from_choice(interview.questions[key], given[key], interview.vocabulary)
        assert fact is not None
        facts = facts.with_facts(fact)


def asked_through(interview: Interview, given: Answers) -> int:
    """The fixed order of frequency, nothing skipped, until nothing is open."""
    facts, count = Facts(), 0
    for key in _by_frequency(interview):
        open_keys = {q.question.key for q in interview.ask(facts)} & given.keys()
        if not open_keys - {k for k in open_keys if facts.at(*_address(interview, k))}:
            return count
        if key in given:
            fact = fact_from_choice(interview.questions[key], given[key], interview.vocabulary)
            assert fact is not None
            facts, count = facts.with_facts(fact), count + 1
    return count


def _address(interview: Interview, key: str) -> tuple[str, str]:
    return interview.questions[key].attribute, interview.questions[key].period


def _by_frequency(interview: Interview) -> list[str]:
    questions = interview.questions.values()
    return [q.key for q in sorted(questions, key=lambda q: (-q.needed_by, q.key))]


def main() -> None:
    """Print the median number of answers for each order."""
    options = argparse.ArgumentParser(description="answers until everything is settled")
    for name, default in (("places", 5), ("applicants", 21), ("sample", 300), ("seed", 7)):
        options.add_argument(f"--{name}", type=int, default=default)
    chosen = options.parse_args()
    rules, vocabulary = corpus(chosen.places)
    interview = Interview(rules, ON, vocabulary)
    rng = random.Random(chosen.seed)
    known = [applicant(interview, rng) for _ in range(chosen.sample)]
    sample = Sample(tuple({key: picks[-2:] for key, picks in each.items()} for each in known))
    held_back = [applicant(interview, rng) for _ in range(chosen.applicants)]
    frequent = {key: place for place, key in enumerate(_by_frequency(interview))}

    def worth(facts: Facts) -> Iterator[str]:
        return (q.question.key for q in interview.ask(facts))

    def most_open(facts: Facts) -> Iterator[str]:
        asked = sorted(interview.ask(facts), key=lambda q: (-len(q.items), q.question.key))
        return (q.question.key for q in asked)

    def frequency(facts: Facts) -> Iterator[str]:
        return iter(sorted(worth(facts), key=frequent.__getitem__))

    print(f"{len(rules)} items, {len(interview.questions)} questions, seed {chosen.seed}")
    orders: tuple[tuple[str, Callable[[Facts], Iterator[str]], Sample], ...] = (
        ("worth", worth, sample),
        ("worth, no sample", worth, NO_SAMPLE),
        ("most open items", most_open, NO_SAMPLE),
        ("frequency", frequency, NO_SAMPLE),
    )
    for name, order, learnt in orders:
        interview.sample = learnt
        counts = [answers_needed(interview, each, order) for each in held_back]
        print(f"{name:28} median {statistics.median(counts):5} of {len(counts)}", flush=True)
    counts = [asked_through(interview, each) for each in held_back[:5]]
    print(
        f"{'frequency, nothing skipped':28} median {statistics.median(counts):5} of {len(counts)}"
    )


if __name__ == "__main__":
    main()
