"""Tag questions: every fact that published rules ask for, as a choice instead of a blank.

A number is asked as a choice between the intervals that all published thresholds make. The ends are
cut so that every interval is decided by every threshold: where both 以上 and 超过 of one number
occur, the number itself becomes an interval of its own. Collecting, merging and offering share one
table of demands, which makes the file a little long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, assert_never

from matcher.fact_names import resolve
from matcher.fact_values import FactValueError, read_value
from matcher.facts import (
    Between,
    Fact,
    FactValue,
    NoneOf,
    Tag,
    TagSet,
    absolute,
    fact_key,
    operand_name,
)
from matcher.figures import dimension_of
from matcher.labels import label_of, missing_fact_for, range_text
from rules.benefit import Award, Band, Cases, PerUnit, Rate, Tiers, TopUp, nested_awards
from rules.condition import (
    Comparator,
    Compare,
    Condition,
    Has,
    Is,
    Judged,
    Leaf,
    OneOf,
    Operand,
    Records,
    Share,
    Unparsed,
    Within,
    leaves,
)
from rules.document import Frozen
from rules.errors import Diagnostic, InputRejected, Severity
from rules.period import NOW, Period
from rules.quantity import AnyQuantity, DateValue, Money, Ratio, magnitude
from rules.rule import Rule
from rules.vocabulary import Subject, Vocabulary

QuestionKind = Literal["bool", "choice", "tags", "interval", "figure", "records"]
NONE = "none"
FIRST = "（首次）"


class TagOption(Frozen):
    """One choice: ``id`` goes into links and forms, ``label`` is shown."""

    id: str
    label: str


class TagQuestion(Frozen):
    """One question of the tag page.

    ``interval``, ``bool`` and ``choice`` take one option; ``tags`` any number, where ``none`` says
    that the options not ticked do not apply. ``figure`` has no thresholds: the number itself is
    needed to compute an amount. ``records`` needs a list. ``rules`` are the ids that use it.
    """

    key: str
    attribute: str
    period: str
    label: str
    question: str
    kind: QuestionKind
    subject: Subject | None = None
    options: tuple[TagOption, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def needed_by(self) -> int:
        """How many rules use the answer."""
        return len(self.rules)


@dataclass
class _Demand:
    """What rules ask about one attribute and period, as it is collected."""

    attribute: str
    period: str
    kind: QuestionKind
    rules: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    # a cut lies just below (0) or just above (1) a number
    cuts: dict[tuple[Decimal, int], AnyQuantity] = field(default_factory=dict)


_Key = tuple[str, str, str]


def tag_questions(
    rules: Iterable[Rule], vocabulary: Vocabulary, on: date
) -> tuple[TagQuestion, ...]:
    """The questions these rules make on this day, those that most rules use first."""
    collector = _Collector(vocabulary, on)
    for rule in rules:
        collector.rule = rule.id
        for condition in (rule.when, *rule.unless):
            collector.condition(condition)
        collector.award(rule.award)
    questions = [_question(demand, vocabulary) for demand in _merged(collector.demands)]
    return tuple(sorted(questions, key=lambda q: (-q.needed_by, q.key, q.kind)))


def questions_of(part: Leaf | Award, vocabulary: Vocabulary, on: date) -> tuple[str, ...]:
    """The keys of the questions of ``tag_questions`` that one leaf or one award makes."""
    collector = _Collector(vocabulary, on)
    if isinstance(part, Leaf):
        collector.condition(part)
    else:
        collector.award(part)
    return tuple(dict.fromkeys(fact_key(d.attribute, d.period) for d in collector.demands.values()))


def _merged(demands: dict[_Key, _Demand]) -> list[_Demand]:
    """A number that has thresholds is asked by interval, also where the amount needs it."""
    graded = {(d.attribute, d.period): d for d in demands.values() if d.kind == "interval"}
    kept: list[_Demand] = []
    for demand in demands.values():
        same = graded.get((demand.attribute, demand.period))
        if demand.kind == "figure" and same is not None:
            same.rules.extend(rule for rule in demand.rules if rule not in same.rules)
        else:
            kept.append(demand)
    return kept


def fact_from_choice(
    question: TagQuestion, picks: Sequence[str], vocabulary: Vocabulary
) -> Fact | None:
    """The fact that the ticked options state; None when nothing is ticked.

    Raises ``InputRejected`` for a choice that the question does not offer (codes MF109, MF110). An
    interval may also be one that older thresholds made: an old link stays readable.
    """
    if not picks:
        return None
    if question.kind != "tags" and len(set(picks)) > 1:
        raise _rejected("MF110", question, "只能选一项", "、".join(picks))
    return Fact(
        attribute=question.attribute,
        period=question.period,
        value=_chosen(question, picks, vocabulary),
    )


def _chosen(question: TagQuestion, picks: Sequence[str], vocabulary: Vocabulary) -> FactValue:
    offered = [option.id for option in question.options]
    if question.kind in ("interval", "figure"):
        named = resolve(question.attribute, vocabulary)
        if named is None:
            raise _rejected("MF109", question, "词表中没有这个指标", picks[0])
        try:
            return read_value(picks[0], named, vocabulary)
        except FactValueError as problem:
            raise _rejected("MF109", question, problem.message, picks[0]) from problem
    if strange := [pick for pick in picks if pick not in offered]:
        raise _rejected("MF109", question, "没有这个选项", "、".join(strange))
    match question.kind:
        case "bool":
            return picks[0] == "yes"
        case "choice":
            named_options = tuple(option for option in offered if option != NONE)
            return NoneOf(options=named_options) if picks[0] == NONE else picks[0]
        case _:
            return _tag_set(offered, picks)


def _tag_set(offered: Sequence[str], picks: Sequence[str]) -> TagSet:
    has: dict[str, Tag] = {}
    for pick in picks:
        name = pick.removesuffix(FIRST)
        # with "none of the rest" ticked, a first grant that is offered and not ticked was not one
        denied = NONE in picks and f"{name}{FIRST}" in offered
        if pick != NONE and (name not in has or pick.endswith(FIRST)):
            first = True if pick.endswith(FIRST) else False if denied else None
            has[name] = Tag(name=name, first=first)
    rest = dict.fromkeys(option.removesuffix(FIRST) for option in offered if option != NONE)
    lacks = tuple(name for name in rest if name not in has) if NONE in picks else ()
    return TagSet(has=tuple(has.values()), lacks=lacks)


def _rejected(code: str, question: TagQuestion, message: str, given: str) -> InputRejected:
    return InputRejected(
        [
            Diagnostic(
                code=code,
                severity=Severity.ERROR,
                message=f"「{question.label}」：{message}，收到的是「{given}」",
                hint="请在列出的选项中选择",
                place=question.key,
            )
        ]
    )


class _Collector:
    def __init__(self, vocabulary: Vocabulary, on: date) -> None:
        self.vocabulary, self.on = vocabulary, on
        self.rule = ""
        self.demands: dict[_Key, _Demand] = {}

    def condition(self, condition: Condition) -> None:
        for leaf in leaves(condition):
            self._leaf(leaf)

    def award(self, award: Award) -> None:
        for inner in nested_awards(award):
            match inner:
                case Cases():
                    for case in inner.cases:
                        self.condition(case.when)
                case Tiers():
                    self._banded(inner.operand, inner.bands)
                    if inner.base is not None:
                        self._figure(inner.base)
                case Rate():
                    self._figure(inner.base)
                case PerUnit():
                    self._figure(inner.quantity)
                case TopUp():
                    self._figure(inner.received)
                case _:
                    pass
            for cap in inner.caps:
                if cap.of is not None:
                    self._figure(cap.of)

    def _leaf(self, leaf: Leaf) -> None:
        match leaf:
            case Is():
                self._demand(leaf.attribute, leaf.period, "bool")
            case OneOf():
                self._names(self._demand(leaf.attribute, leaf.period, "choice"), leaf.values)
            case Has():
                names = [f"{name}{FIRST}" for name in leaf.values] if leaf.first else leaf.values
                self._names(self._demand(leaf.attribute, leaf.period, "tags"), names)
            case Within():
                self._window(leaf)
            case Compare():
                self._comparison(leaf)
            case Judged() | Unparsed():
                return
            case _:
                assert_never(leaf)

    def _comparison(self, leaf: Compare) -> None:
        if leaf.other is not None:
            self._figure(leaf.other)
        if leaf.value is None or isinstance(leaf.operand, Records):
            self._figure(leaf.operand)
            return
        demand = self._number(leaf.operand, leaf.value)
        for side in _sides(leaf.op):
            demand.cuts[magnitude(leaf.value), side] = leaf.value

    def _banded(self, operand: Operand, bands: tuple[Band, ...]) -> None:
        self._figure(operand)
        if isinstance(operand, Records):
            return
        for band in bands:
            if band.lower is not None:
                side = 0 if band.lower_included else 1
                self._number(operand, band.lower).cuts[magnitude(band.lower), side] = band.lower
            if band.upper is not None:
                side = 1 if band.upper_included else 0
                self._number(operand, band.upper).cuts[magnitude(band.upper), side] = band.upper

    def _window(self, leaf: Within) -> None:
        window = leaf.period.window(self.on)
        if window is None:
            return
        for day, side in zip(window, (0, 1), strict=True):
            if day not in (date.min, date.max):
                edge = DateValue(day=day)
                demand = self._demand(leaf.attribute, NOW, "interval", edge)
                demand.cuts[magnitude(edge), side] = edge

    def _number(self, operand: Operand, sample: AnyQuantity) -> _Demand:
        return self._demand(operand_name(operand), _period(operand), "interval", sample)

    def _figure(self, operand: Operand) -> None:
        """A number whose value itself is needed; computed figures rest on their parts."""
        match operand:
            case Records():
                self._demand(operand.attribute, NOW, "records")
            case Share():
                self._demand(operand.part, operand.period, "figure")
                self._demand(operand.whole, operand.period, "figure")
            case _:
                self._demand(operand_name(operand), operand.period, "figure")

    def _demand(
        self, attribute: str, period: Period, kind: QuestionKind, sample: AnyQuantity | None = None
    ) -> _Demand:
        known = self.vocabulary.get(attribute)
        if known is not None and period == NOW:
            period = known.period
        fixed = absolute(period, self.on)
        sort = dimension_of(sample) if sample is not None else kind
        key = (attribute, fixed, sort)
        demand = self.demands.setdefault(key, _Demand(attribute, fixed, kind))
        if self.rule not in demand.rules:
            demand.rules.append(self.rule)
        return demand

    @staticmethod
    def _names(demand: _Demand, names: Iterable[str]) -> None:
        demand.names.extend(name for name in names if name not in demand.names)


def _period(operand: Operand) -> Period:
    return NOW if isinstance(operand, Records) else operand.period


def _sides(op: Comparator) -> tuple[int, ...]:
    match op:
        case Comparator.GE | Comparator.LT:
            return (0,)
        case Comparator.GT | Comparator.LE:
            return (1,)
        case Comparator.EQ | Comparator.NE:
            return (0, 1)


def _question(demand: _Demand, vocabulary: Vocabulary) -> TagQuestion:
    known = vocabulary.get(demand.attribute)
    asked = missing_fact_for(demand.attribute, demand.period, vocabulary)
    return TagQuestion(
        key=fact_key(demand.attribute, demand.period),
        attribute=demand.attribute,
        period=demand.period,
        label=label_of(demand.attribute, vocabulary),
        question=asked.question,
        kind=demand.kind,
        subject=known.subject if known is not None else None,
        options=tuple(_options(demand, vocabulary)),
        rules=tuple(demand.rules),
    )


def _options(demand: _Demand, vocabulary: Vocabulary) -> Iterator[TagOption]:
    match demand.kind:
        case "bool":
            yield TagOption(id="yes", label="是")
            yield TagOption(id="no", label="否")
        case "choice" | "tags":
            yield from (TagOption(id=name, label=name) for name in demand.names)
            label = "以上都不是" if demand.kind == "choice" else "其余都没有"
            yield TagOption(id=NONE, label=label)
        case "interval":
            known = vocabulary.get(demand.attribute)
            ages = known is not None and known.whole_years
            for interval in intervals(demand.cuts):
                text = _interval_label(interval)
                yield TagOption(
                    id=str(interval), label=text.replace("年", "周岁") if ages else text
                )
        case "figure" | "records":
            return
        case _:
            assert_never(demand.kind)


def intervals(cuts: dict[tuple[Decimal, int], AnyQuantity]) -> list[Between]:
    """The stretches between the cuts; those that no such quantity can lie in are left out."""
    ordered = sorted(cuts)
    sample = next(iter(cuts.values()), None)
    signed = isinstance(sample, Money | Ratio)  # a loss, a decline
    result: list[Between] = []
    for before, after in zip([None, *ordered], [*ordered, None], strict=True):
        if before is None and after is not None and not signed and after <= (Decimal(0), 0):
            continue
        result.append(
            Between(
                low=None if before is None else cuts[before],
                low_included=before is None or before[1] == 0,
                high=None if after is None else cuts[after],
                high_included=after is not None and after[1] == 1,
            )
        )
    return result


def _interval_label(interval: Between) -> str:
    if interval.low is not None and interval.low == interval.high:
        return f"正好{interval.low}"
    return range_text(interval)
