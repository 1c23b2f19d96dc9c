"""The search for the smallest change that holds on one given day.

Uniform-cost repair: a state is a set of settings and of conditions waited for. As long as the rule
does not hold, some condition that fails must come to hold, so every way of bringing one of them
about is followed, cheapest state first. What time alone brings about counts as a move as well: a
condition that fails today and holds on the day is failing until the state "waits" for it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate
from matcher.facts import Fact, Facts
from matcher.figures import Inquiry
from matcher.plan_days import attributes_of
from matcher.plan_needs import Key, Setting, fact_for, known_interval, merged
from matcher.plan_options import Judge, Options, base_attribute, truth_of
from matcher.plan_reach import Refused
from matcher.plan_tree import Goal, Tree
from matcher.truth import Truth
from rules.change import Changes
from rules.condition import Judged, Unparsed
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Vocabulary

_NEVER = -1  # stands for a demand for more conditions than there are
Cost = tuple[int, int, Decimal, int]  # moves, of them to be checked, yuan, assumptions


@dataclass(frozen=True, slots=True)
class State:
    """Settings by fact, in order of their keys, and the literals waited for."""

    settings: tuple[tuple[Key, Setting], ...] = ()
    waits: frozenset[int] = frozenset()

    def of(self, names: frozenset[str]) -> tuple[tuple[Key, Setting], ...]:
        """The settings on some attributes."""
        return tuple(item for item in self.settings if item[0][0] in names)


@dataclass(frozen=True, slots=True)
class Found:
    """A state in which the rule holds, with the facts and the decision."""

    state: State
    facts: Facts
    decision: Decision


@dataclass
class DaySearch:
    """One rule, one applicant, one day ahead."""

    rule: Rule
    goal: Goal
    facts: Facts  # as they stand on the day
    today: date
    on: date
    vocabulary: Vocabulary
    changes: Changes
    failed_today: frozenset[int]
    _truths: dict[object, Truth] = field(default_factory=dict)
    _options: dict[object, Options] = field(default_factory=dict)
    longer: bool = False  # something with more moves was not followed
    tired: bool = False  # too many states: something small may have been missed

    def __post_init__(self) -> None:
        self._names = [self._read(i) for i in range(len(self.goal.literals))]
        self._waitable = frozenset(
            i for i in self.failed_today if self._truth(i, State()) is self.goal.literals[i].want
        )

    def _read(self, number: int) -> frozenset[str]:
        """Every name a setting of the literal may stand under: attributes, computed, anchors."""
        names = set(attributes_of(self.goal.literals[number].leaf))
        for name in list(names):
            known = self.vocabulary.get(name)
            if known is not None and known.since:
                names.add(known.since)
        return frozenset(names)

    def solutions(
        self, most: int, budget: int, enough: int, below: tuple[int, int, Decimal] | None
    ) -> Iterator[Found]:
        """States in which the rule holds, cheapest first; not tried: ``longer``, ``tired``.

        ``most`` moves and ``budget`` states are the limits; after ``enough`` solutions only those
        of equal cost still come; with ``below``, only what costs less in moves, checks and yuan.
        """
        queue: list[tuple[Cost, int, State]] = [(self.cost(State()), 0, State())]
        seen = {State()}
        serial = found = 0
        last: Cost | None = None
        while queue:
            cost, _, state = heapq.heappop(queue)
            if found >= enough and last is not None and cost > last:
                return
            if below is not None and cost[:3] >= below:
                return
            budget -= 1
            if budget < 0:
                self.tired = True
                return
            facts = self.applied(state)
            if facts is None:
                continue
            failing = self._failing(self.goal.tree, state)
            if not failing:
                decision = evaluate(self.rule, facts, self.on, self.vocabulary)
                if decision.verdict is Verdict.ELIGIBLE:
                    found, last = found + 1, cost
                    yield Found(state, facts, decision)
                    continue
                # only a body's judgment and an unknown fact side by side: confirm the fact
                failing = frozenset(self._open(state))
            for number in sorted(failing - {_NEVER}):
                for after in self._steps(number, state, facts):
                    price = self.cost(after)
                    if price[0] > most:
                        self.longer = True
                    elif after not in seen:
                        seen.add(after)
                        serial -= 1
                        heapq.heappush(queue, (price, serial, after))

    def applied(self, state: State) -> Facts | None:
        """The facts with the settings; None when a need cannot be met."""
        facts: list[Fact] = []
        for key, setting in state.settings:
            fact = fact_for(key, setting, self.facts.at(*key))
            if fact is None:
                return None
            facts.append(fact)
        return self.facts.with_facts(*facts) if facts else self.facts

    def cost(self, state: State) -> Cost:
        """What a state costs: moves, moves to be checked, yuan, assumptions."""
        modes = [setting.mode for _, setting in state.settings]
        moves = sum(setting.moves for _, setting in state.settings) + len(self._waits(state))
        spent = sum((self.spent(k, s) or Decimal(0) for k, s in state.settings), Decimal(0))
        return moves, modes.count("check"), spent, modes.count("assume")

    def _waits(self, state: State) -> set[str]:
        """Waiting for one fact is one move, however many conditions ask for it."""
        return {min(self._names[number]) for number in state.waits}

    def spent(self, key: Key, setting: Setting) -> Decimal | None:
        """What a setting costs where the fact is itself money spent, else None."""
        base = base_attribute(key[0], Inquiry(self.facts, self.on, self.vocabulary))
        change = None if base is None else self.changes.of(base)
        if setting.mode != "act" or change is None or not change.spends:
            return None
        before = self.facts.at(*key)
        fact = fact_for(key, setting, before)
        if fact is None or not isinstance(fact.value, Money):
            return None
        now = None if before is None else known_interval(before.value)
        # of a range, the least that may have been spent so far: the rest is the most it can cost
        start = Decimal(0) if now is None or now.low is None else now.low
        return max(Decimal(0), fact.value.yuan - start)

    def blocked(self, tree: Tree) -> dict[int, tuple[Refused, ...]]:
        """The literals that cannot be brought about on this day, where that stops the tree."""
        if isinstance(tree, int):
            if not self._failing(tree, State()):
                return {}
            if tree in self._waitable:
                return {}
            options = self._ways(tree, State(), self.facts)
            return {} if options.ways else {tree: options.refused}
        if tree.k > len(tree.of):
            return {_NEVER: (Refused("conflict", "要求的项数多于列出的项数，不可能满足"),)}
        children = [self.blocked(child) for child in tree.of]
        stuck = [child for child in children if child]
        if len(children) - len(stuck) >= tree.k:
            return {}
        return {number: why for child in stuck for number, why in child.items()}

    def _failing(self, tree: Tree, state: State) -> frozenset[int]:
        """Literals one of which must come to hold; none when the tree holds (gates aside)."""
        if isinstance(tree, int):
            return frozenset() if self._holds(tree, state) else frozenset({tree})
        if tree.k > len(tree.of):
            return frozenset({_NEVER})
        failing = [found for child in tree.of if (found := self._failing(child, state))]
        lacking = tree.k - (len(tree.of) - len(failing))
        if lacking <= 0:
            return frozenset()
        if tree.k == len(tree.of):  # all of them: any one will do, the narrowest branches least
            return min(failing, key=lambda item: (len(item), sorted(item)))
        return frozenset().union(*failing)

    def _holds(self, number: int, state: State) -> bool:
        literal = self.goal.literals[number]
        value = self._truth(number, state)
        if isinstance(literal.leaf, Judged):
            return value is Truth.UNKNOWN or value is literal.want
        if value is not literal.want:
            return False
        untouched = not self._relevant(number, state)
        return not (untouched and number in self._waitable and number not in state.waits)

    def _open(self, state: State) -> Iterator[int]:
        for number, literal in enumerate(self.goal.literals):
            decided = isinstance(literal.leaf, Judged | Unparsed)
            if not decided and self._truth(number, state) is Truth.UNKNOWN:
                yield number

    def _steps(self, number: int, state: State, facts: Facts) -> Iterator[State]:
        if number in self._waitable and number not in state.waits:
            yield State(state.settings, state.waits | {number})
        for way in self._ways(number, state, facts).ways:
            settings: dict[Key, Setting] | None = dict(state.settings)
            for key, setting in way:
                if settings is None:
                    break
                before = settings.get(key)
                both = setting if before is None else merged(before, setting)
                settings = None if both is None else settings | {key: both}
            if settings is not None:
                yield State(tuple(sorted(settings.items(), key=lambda item: item[0])), state.waits)

    def _ways(self, number: int, state: State, facts: Facts) -> Options:
        cached = (number, self._relevant(number, state))
        if cached not in self._options:
            base = self._truth(number, State())
            literal = self.goal.literals[number]
            known = number in self.failed_today or base is not Truth.UNKNOWN
            self._options[cached] = Judge(self.today, self.on, self.changes).options(
                number, literal, Inquiry(facts, self.on, self.vocabulary), known=known
            )
        return self._options[cached]

    def _relevant(self, number: int, state: State) -> tuple[tuple[Key, Setting], ...]:
        names = self._names[number]
        return tuple(
            item
            for item in state.settings
            if item[0][0] in names or ("(" in item[0][0] and any(n in item[0][0] for n in names))
        )

    def _truth(self, number: int, state: State) -> Truth:
        cached = (number, self._relevant(number, state))
        if cached not in self._truths:
            facts = self.applied(State(cached[1]))
            inquiry = Inquiry(facts or self.facts, self.on, self.vocabulary)
            self._truths[cached] = truth_of(self.goal.literals[number].leaf, inquiry)
        return self._truths[cached]
