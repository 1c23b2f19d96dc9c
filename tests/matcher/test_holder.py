"""Replacing an index: readers are never stopped, and never see half of a change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event, Thread

from matcher.decision import Verdict
from matcher.facts import Facts
from matcher.facts_input import read_facts
from matcher.index import Index, IndexHolder
from rules.rule import Rule
from rules.vocabulary import Vocabulary

ON = date(2026, 5, 20)
Make = Callable[..., Rule]


def _rules(make_rule: Make, yuan: int, count: int) -> tuple[Rule, ...]:
    when = {"kind": "is", "attribute": "legal_person"}
    award = {"kind": "fixed", "amount": f"{yuan}元"}
    return tuple(make_rule(when, award, id=f"r{number}") for number in range(count))


def _facts(vocabulary: Vocabulary) -> Facts:
    return read_facts({"legal_person": True}, vocabulary=vocabulary, on=ON)


def test_an_index_is_made_once_a_day_and_the_latest_are_kept(
    vocabulary: Vocabulary, make_rule: Make
) -> None:
    holder = IndexHolder(_rules(make_rule, 1, 2), vocabulary)
    first = holder.on(ON)
    assert holder.on(ON) is first
    for later in range(1, 5):
        holder.on(ON + timedelta(days=later))
    assert holder.days == tuple(ON + timedelta(days=later) for later in range(1, 5))
    assert holder.on(ON) is not first


def test_a_new_holder_is_ready_for_the_days_in_use(vocabulary: Vocabulary, make_rule: Make) -> None:
    old = IndexHolder(_rules(make_rule, 1, 2), vocabulary)
    old.on(ON)
    new = IndexHolder(_rules(make_rule, 2, 2), vocabulary)
    new.prepare(old.days)
    assert new.days == (ON,)


def test_readers_go_on_while_rules_are_replaced(vocabulary: Vocabulary, make_rule: Make) -> None:
    facts = _facts(vocabulary)
    current = [IndexHolder(_rules(make_rule, 0, 30), vocabulary)]
    current[0].on(ON)
    stop, started = Event(), Event()
    seen: set[int | None] = set()
    faults: list[object] = []

    def read() -> None:
        while not stop.is_set():
            answers = current[0].on(ON).decide(facts)
            amounts = {answers.amount(number).high for number in range(30)}
            verdicts = {decision.verdict for decision in answers.decisions()}
            if len(amounts) != 1 or verdicts != {Verdict.ELIGIBLE}:
                faults.append((amounts, verdicts))
            seen.update(amounts)
            started.set()

    readers = [Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    assert started.wait(30)
    for version in range(1, 9):
        holder = IndexHolder(_rules(make_rule, version, 30), vocabulary)
        holder.prepare(current[0].days)
        current[0] = holder
    latest = current[0].on(ON).decide(facts).amount(0).high
    stop.set()
    for reader in readers:
        reader.join(30)
    assert not faults
    assert latest == 800
    assert 0 in seen


def test_threads_share_one_index(vocabulary: Vocabulary, make_rule: Make) -> None:
    index = Index.build(_rules(make_rule, 5, 40), ON, vocabulary)
    people = [Facts(), _facts(vocabulary)] * 4
    expected = [index.decide(facts).decisions() for facts in people]
    found: dict[int, object] = {}

    def decide(number: int) -> None:
        found[number] = [index.decide(people[number]).decisions() for _ in range(5)]

    threads = [Thread(target=decide, args=(number,)) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == {number: [expected[number]] * 5 for number in range(len(people))}
