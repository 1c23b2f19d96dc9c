"""Plan (差一点): the smallest change that makes one rule hold, by when, at what cost, what for.

The order of plans: fewer moves, fewer that only the applicant can check, less money spent, the
earlier day, fewer facts assumed. Every plan is verified by ``evaluate`` on its day and minimal:
without any one of its moves the rule would not hold. What cannot be changed, and what must not be
changed for the sake of the money (``rules/changes.yaml``), is never part of a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Context, Decimal, localcontext

from matcher.conditions import judge
from matcher.decision import Verdict
from matcher.evaluate import PRECISION, evaluate, in_force, validity_reason
from matcher.facts import Fact, Facts
from matcher.figures import Inquiry
from matcher.gap import gap
from matcher.interval import Interval
from matcher.labels import NOT_GIVEN, fact_text, label_of, period_label
from matcher.plan_days import aged, attributes_of, candidate_days
from matcher.plan_model import Assumption, Move, Obstacle, Plan, PlanResult
from matcher.plan_needs import Bound, Key, Setting, Titles, quantity_like
from matcher.plan_options import base_attribute, truth_of
from matcher.plan_reach import Refused
from matcher.plan_search import DaySearch, Found, State
from matcher.plan_tree import Goal, goal_of
from matcher.truth import Truth
from rules.change import Changes, standard_changes
from rules.period import Period
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Kind, Vocabulary
from rules.wording import describe_condition

_SHOWN = 3  # the best and two alternatives
_STATES = 400  # tried on one day before the search gives up
_ONE = timedelta(days=1)


def plan(
    rule: Rule,
    facts: Facts,
    on: date,
    vocabulary: Vocabulary,
    *,
    changes: Changes | None = None,
    most: int = 6,
) -> PlanResult:
    """What the applicant would have to change for one rule, seen from the day ``on``.

    Only an INELIGIBLE is planned for. ``most`` limits the moves of one plan.
    """
    with localcontext(Context(prec=PRECISION)):
        today = evaluate(rule, facts, on, vocabulary)
        if today.verdict is not Verdict.INELIGIBLE:
            return PlanResult(rule_id=rule.id, rule_title=rule.title, on=on, verdict=today.verdict)
        return _Planner(rule, facts, on, vocabulary, changes or standard_changes()).result(most)


@dataclass(frozen=True, slots=True)
class _Ranked:
    order: tuple[int, int, Decimal, date, int, int, str]
    plan: Plan


class _Planner:
    def __init__(
        self, rule: Rule, facts: Facts, today: date, vocabulary: Vocabulary, changes: Changes
    ) -> None:
        self.rule, self.facts, self.today = rule, facts, today
        self.vocabulary, self.changes = vocabulary, changes
        self.goal: Goal = goal_of(rule)
        self.now = Inquiry(facts, today, vocabulary)
        self.days = candidate_days(rule, self.goal.literals, facts, today, vocabulary, changes)
        self.failed = frozenset(
            number
            for number, literal in enumerate(self.goal.literals)
            if truth_of(literal.leaf, self.now) not in (literal.want, Truth.UNKNOWN)
        )
        self.searches: dict[date, DaySearch] = {}

    def result(self, most: int) -> PlanResult:
        found: dict[object, _Ranked] = {}
        stuck: list[dict[int, tuple[Refused, ...]]] = []
        longer = tired = False
        for day in self.days:
            search = self.search(day)
            blocked = search.blocked(self.goal.tree)
            if blocked:
                stuck.append(blocked)
                continue
            # what takes more moves than the best so far can only be an alternative
            best = min((item.order[0] for item in found.values()), default=most)
            limit = min(most, best + 1)
            for solution in search.solutions(limit, _STATES, _SHOWN, self._third(found.values())):
                if not self._minimal(search, solution):
                    continue
                ranked = self._ranked(search, solution)
                # the same a year later is no other plan
                signature = tuple((m.attribute, m.to) for m in ranked.plan.moves)
                if signature not in found or ranked.order < found[signature].order:
                    found[signature] = ranked
            longer, tired = longer or search.longer, tired or search.tired
        plans = tuple(r.plan for r in sorted(found.values(), key=lambda r: r.order)[:_SHOWN])
        return PlanResult(
            rule_id=self.rule.id,
            rule_title=self.rule.title,
            on=self.today,
            verdict=Verdict.INELIGIBLE,
            plans=plans,
            refusal=() if plans else tuple(self._refusal(stuck, cut=longer or tired)),
            exhausted=not tired and (bool(plans) or not longer),
        )

    @staticmethod
    def _third(found: Iterable[_Ranked]) -> tuple[int, int, Decimal] | None:
        """What a plan of a later day must undercut to be shown; None while any would be shown."""
        ranked = sorted(item.order[:3] for item in found)
        return ranked[_SHOWN - 1] if len(ranked) >= _SHOWN else None

    def search(self, day: date) -> DaySearch:
        """The search of a day; made once."""
        if day not in self.searches:
            older = aged(self.facts, self.today, day, self.vocabulary, self.changes)
            self.searches[day] = DaySearch(
                self.rule, self.goal, older, self.today, day, self.vocabulary, self.changes,
                self.failed,
            )  # fmt: skip
        return self.searches[day]

    def _holds(self, search: DaySearch, state: State) -> bool:
        facts = search.applied(state)
        if facts is None or not in_force(self.rule, search.on):
            return False
        decision = evaluate(self.rule, facts, search.on, self.vocabulary)
        return decision.verdict is Verdict.ELIGIBLE

    def _minimal(self, search: DaySearch, found: Found) -> bool:
        """Whether the rule fails without any one move; for waiting: on the day before."""
        state = found.state
        for item in state.settings:
            if item[1].mode == "assume":
                continue
            rest = tuple(other for other in state.settings if other is not item)
            less = [rest, *((*rest, (item[0], smaller)) for smaller in item[1].smaller())]
            if any(self._holds(search, State(settings)) for settings in less):
                return False
        return not any(
            turn > self.today and self._holds(self.search(turn - _ONE), State(state.settings))
            for turn in (self._turn(number, search.on) for number in state.waits)
        )

    def _turn(self, number: int, on: date) -> date:
        """From which day on a literal that time brings about holds until the day of the plan."""
        literal = self.goal.literals[number]
        turn = on
        for day in reversed([d for d in self.days if d <= on]):
            inquiry = Inquiry(self.search(day).facts, day, self.vocabulary)
            if truth_of(literal.leaf, inquiry) is not literal.want:
                break
            turn = day
        return turn

    def _ranked(self, search: DaySearch, found: Found) -> _Ranked:
        state, decision = found.state, found.decision
        moves = [*self._waits(search, state), *self._moves(search, state)]
        moves.sort(key=lambda move: (move.by, move.kind, move.attribute, move.period, move.to))
        assumes = tuple(self._assumptions(search, state))
        spent = sum((m.cost.yuan for m in moves if m.cost is not None), Decimal(0))
        checks = sum(move.kind == "check" for move in moves)
        acts = sum(move.kind == "act" for move in moves)
        text = "；".join(move.text for move in moves)
        made = Plan(
            moves=tuple(moves),
            assumes=assumes,
            gates=decision.gates,
            on=search.on,
            gain=decision.amount,
            cost=Money(yuan=spent),
            window=decision.window,
        )
        order = (len(moves), checks, spent, search.on, acts, len(assumes), text)
        return _Ranked(order, made)

    def _moves(self, search: DaySearch, state: State) -> Iterator[Move]:
        for key, setting in state.settings:
            if setting.mode == "assume":
                continue
            literal = self.goal.literals[setting.literal]
            before = search.facts.at(*key)
            fact = self._fact(search, state, key)
            base = base_attribute(key[0], self.now) or key[0]
            change = self.changes.of(base)
            spent = search.spent(key, setting)
            inquiry = Inquiry(search.facts, search.on, self.vocabulary)
            distance = gap(literal.leaf, literal.want, inquiry)
            if before is None and (so_far := gap(literal.leaf, literal.want, self.now)):
                distance = f"按现有数字{so_far}"
            was = NOT_GIVEN if before is None else fact_text(before.value)
            window = Period(key[1]).window(self.today)
            kind = "check" if setting.mode == "check" else "act"
            verb = "" if change is None else change.verb
            for to in self._ends(setting, fact):  # of several titles each states them all
                yield Move(
                    kind=kind,
                    attribute=key[0],
                    label=label_of(key[0], self.vocabulary),
                    period=key[1],
                    was=was,
                    to=to,
                    gap=distance,
                    text=self._text(kind, key, was, to, distance, verb),
                    by=search.on if window is None else min(search.on, window[1]),
                    months=0 if change is None else change.months,
                    cost=None if spent is None else Money(yuan=spent),
                    fact=fact,
                    source=literal.leaf.source,
                )

    def _fact(self, search: DaySearch, state: State, key: Key) -> Fact:
        facts = search.applied(state)
        fact = None if facts is None else facts.at(*key)
        if fact is None:
            raise AssertionError("a state that holds states every fact it sets")
        return fact

    def _ends(self, setting: Setting, fact: Fact) -> Iterator[str]:
        match setting.need:
            case Titles(has=has):
                yield from (f"{tag.name}（首次）" if tag.first else tag.name for tag in has)
            case Bound(interval=Interval(low=Decimal() as low, low_in=False), like=like):
                yield f"超过{quantity_like(like, low)}"
            case _:
                yield fact_text(fact.value)

    def _text(self, kind: str, key: Key, was: str, to: str, distance: str, verb: str) -> str:
        known = self.vocabulary.get(key[0])
        name = f"{period_label(key[1])}{label_of(key[0], self.vocabulary)}"
        more = distance
        match None if known is None else known.kind:
            case Kind.BOOL:
                told = name
            case Kind.TAGS | Kind.ENUM | Kind.REGION:
                told = f"{name}「{to}」"
            case _:
                told = f"{name}{to}" if to.startswith("超过") else f"{name}达到{to}"
                more = "，".join(filter(None, (f"目前{was}" if was != NOT_GIVEN else "", more)))
        head = "请核对能否达到" if kind == "check" else verb
        return f"{head}：{told}" + (f"（{more}）" if more else "")

    def _waits(self, search: DaySearch, state: State) -> Iterator[Move]:
        by_fact: dict[str, Move] = {}
        for number in sorted(state.waits):
            literal = self.goal.literals[number]
            attribute = min(attributes_of(literal.leaf))
            turn = self._turn(number, search.on)
            words = describe_condition(literal.leaf, self.vocabulary)
            if literal.want is Truth.FALSE:
                words = f"不再属于下列情形：{words}"
            move = Move(
                kind="wait",
                attribute=attribute,
                label=label_of(attribute, self.vocabulary),
                period="now",
                was=judge(literal.leaf, self.now).fact,
                to=words,
                text=f"等到{turn.year}年{turn.month}月{turn.day}日：{words}",
                by=turn,
                source=literal.leaf.source,
            )
            before = by_fact.get(attribute)
            if before is None or before.by < move.by:
                by_fact[attribute] = move
        yield from by_fact.values()

    def _assumptions(self, search: DaySearch, state: State) -> Iterator[Assumption]:
        for key, setting in state.settings:
            if setting.mode != "assume":
                continue
            literal = self.goal.literals[setting.literal]
            keep = truth_of(literal.leaf, self.now) is literal.want
            words = describe_condition(literal.leaf, self.vocabulary)
            if literal.want is Truth.FALSE:
                words = f"不属于下列情形：{words}"
            when = "" if key[1] == "now" else f"（{period_label(key[1])}）"
            yield Assumption(
                attribute=key[0],
                period=key[1],
                text=f"{'到时仍须符合' if keep else '还没有填写，须确认'}：{words}{when}",
                keep=keep,
                fact=self._fact(search, state, key),
                source=literal.leaf.source,
            )

    def _refusal(
        self, stuck: list[dict[int, tuple[Refused, ...]]], *, cut: bool
    ) -> Iterator[Obstacle]:
        """What stands in the way on the day on which least does."""
        if not self.days:
            reason = validity_reason(self.rule)
            yield Obstacle(
                why="closed", text=reason.text, fact=reason.fact, source=reason.source,
                reason="政策已经失效，条件再变也不能申请",
            )  # fmt: skip
            return
        if len(stuck) < len(self.days):  # each condition alone can be met on some day
            # no single leaf may be to blame: then the rule itself is what cannot be met
            for number in sorted(self.failed) or [-1]:
                reason_text = "这几项条件不能同时满足"
                if cut:
                    reason_text = "没有找到不超过限定项数的办法"
                yield self._obstacle(number, (Refused("conflict", reason_text),))
            return
        least = min(stuck, key=len)
        for number in sorted(least) or [-1]:
            yield self._obstacle(number, least.get(number, ()))

    def _obstacle(self, number: int, refused: tuple[Refused, ...]) -> Obstacle:
        first = refused[0] if refused else Refused("conflict", "没有可行的办法")
        if number < 0:
            return Obstacle(
                why=first.why, text=self.rule.title, fact="", reason=first.reason,
                source=self.rule.source,
            )  # fmt: skip
        literal = self.goal.literals[number]
        words = describe_condition(literal.leaf, self.vocabulary)
        return Obstacle(
            why=first.why,
            text=words if literal.want is Truth.TRUE else f"不得有下列情形：{words}",
            fact=judge(literal.leaf, self.now).fact,
            reason="；".join(dict.fromkeys(item.reason for item in refused)) or first.reason,
            gap=gap(literal.leaf, literal.want, self.now),
            source=literal.leaf.source,
        )
