"""Time in plans: the days on which something can become true, and facts that grow older.

Facts say how things are today. What only waiting changes is carried forward: a stated duration
(成立2年) becomes a range, because it was given in whole units; whatever follows from a date is
computed from the date by ``matcher.figures`` on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from matcher.facts import Between, Fact, Facts, FactValue, TagSet
from matcher.plan_tree import Literal
from rules.change import Changes, Way
from rules.condition import Compare, Has, Is, Leaf, OneOf, Value, Within, operand_attributes
from rules.period import NOW, Period, add_months
from rules.quantity import DateValue, Duration
from rules.rule import Rule
from rules.vocabulary import Vocabulary

HORIZON = 36  # months ahead: what takes longer is no plan
_ONE = timedelta(days=1)
_LONG = 2400  # months: nobody counts further


def aged(facts: Facts, today: date, day: date, vocabulary: Vocabulary, changes: Changes) -> Facts:
    """What is known today as it stands on a later day, if nobody does anything."""
    if day == today:
        return facts
    older = []
    for fact in facts.facts:
        change = changes.of(fact.attribute)
        if fact.period != "now" or change is None or change.way is not Way.WAIT:
            continue
        known = vocabulary.get(fact.attribute)
        value = _older(fact.value, today, day, whole=known is not None and known.whole_years)
        if value is not None:
            older.append(fact.model_copy(update={"value": value}))
    return facts.with_facts(*older)


def _older(value: FactValue, today: date, day: date, *, whole: bool) -> Between | None:
    if isinstance(value, Duration):
        low = high = value
        closed = False
    elif isinstance(value, Between) and isinstance(value.sample, Duration):
        ends = value.low, value.high
        if any(end is not None and not isinstance(end, Duration) for end in ends):
            return None
        low, high = (end if isinstance(end, Duration) else None for end in ends)  # type: ignore[assignment]
        closed = True
    else:
        return None
    least, most = months_between(today, day)
    if (low or high).unit == "day":
        passed = Decimal((day - today).days)
        return Between(
            low=None if low is None else Duration(value=low.value + passed, unit="day"),
            low_included=True,
            high=None if high is None else Duration(value=high.value + passed + 1, unit="day"),
        )
    first = None if low is None else (low.months or Decimal(0)) + least
    last = None
    if high is not None:
        # 2年 may be two years and eleven months; a range that was ticked says where it ends
        slack = (12 if high.unit == "year" else 1) if not closed or whole else 1
        last = (high.months or Decimal(0)) + slack + most
    if whole:  # 周岁: completed years only
        first = None if first is None else first // 12 * 12
        last = None if last is None else (last / 12).to_integral_value(ROUND_CEILING) * 12
    return Between(
        low=None if first is None else Duration(value=first, unit="month"),
        low_included=True,
        high=None if last is None else Duration(value=last, unit="month"),
    )


def months_between(start: date, day: date) -> tuple[int, int]:
    """Full months from a day to a later one: as many as are certain, and as may be.

    What a duration stated on ``start`` was counted from, nobody knows. A day at the end of a short
    month may stand for a later one, and then the month is full for certain only when it is over.
    """
    months = (day.year - start.year) * 12 + day.month - start.month
    most = months if add_months(start, months) >= day else months + 1
    while _certain(start, months) > day:
        months -= 1
    return max(0, months), most


def _certain(start: date, months: int) -> date:
    """The day on which so many months are full, whatever day they are counted from."""
    if (start + _ONE).day > 1:
        return add_months(start, months)
    return add_months(start.replace(day=1), months + 1)


def candidate_days(
    rule: Rule, literals: Iterable[Literal], facts: Facts, today: date,
    vocabulary: Vocabulary, changes: Changes,
) -> tuple[date, ...]:  # fmt: skip
    """The days in force on which a condition can newly hold: the first of them all is today.

    New years (another year's figures count), ends of lead times, and the exact days on which a
    date comes of age or leaves a window.
    """
    first = max(filter(None, (today, rule.validity.start)))
    last = min(filter(None, (add_months(today, HORIZON), rule.validity.end)))
    days = {first, *(date(today.year + ahead, 1, 1) for ahead in range(1, 4))}
    for literal in literals:
        for attribute in attributes_of(literal.leaf):
            change = changes.of(attribute)
            if change is not None and change.way is Way.ACT:
                days.add(add_months(today, change.months))
        days.update(_turns(literal.leaf, facts, today, vocabulary))
    return tuple(sorted(day for day in days if first <= day <= last))


def attributes_of(leaf: Leaf) -> tuple[str, ...]:
    """The attributes a leaf reads."""
    match leaf:
        case Compare():
            sides = [leaf.operand] if leaf.other is None else [leaf.operand, leaf.other]
            return tuple(a for side in sides for a, _ in operand_attributes(side))
        case Is() | OneOf() | Has() | Within():
            return (leaf.attribute,)
        case _:
            return ()


def _turns(leaf: Leaf, facts: Facts, today: date, vocabulary: Vocabulary) -> Iterator[date]:
    match leaf:
        case Compare(operand=Value(attribute=attribute), value=Duration() as wanted):
            yield from _comings(attribute, wanted, facts, today, vocabulary)
        case Within():
            held = facts.at(leaf.attribute, "now")
            for end in () if held is None else _ends(held):
                if isinstance(end, DateValue):
                    yield from _edges(end.day, leaf.period, today)
        case Has():
            held = facts.find(leaf.attribute, NOW, today, vocabulary)
            tags = held.value.has if held is not None and isinstance(held.value, TagSet) else ()
            for tag in tags:
                if tag.valid_to is not None and tag.valid_to < date.max:
                    yield tag.valid_to + _ONE
                if tag.granted_on is not None:
                    yield from _edges(tag.granted_on, leaf.period, today)
        case _:
            return


def _comings(
    attribute: str, wanted: Duration, facts: Facts, today: date, vocabulary: Vocabulary
) -> Iterator[date]:
    """When a duration is full: one that was stated, or one counted from a date."""
    known = vocabulary.get(attribute)
    direct = facts.at(attribute, "now")
    since = facts.at(known.since, "now") if known is not None and known.since else None
    for end in () if direct is None else _ends(direct):
        if isinstance(end, Duration):
            yield from _reached(today, end, wanted)
    for end in () if since is None else _ends(since):
        if isinstance(end, DateValue):
            yield from _reached(end.day, None, wanted)


def _ends(fact: Fact) -> tuple[object, ...]:
    value = fact.value
    return (value.low, value.high) if isinstance(value, Between) else (value,)


def _reached(start: date, stated: Duration | None, wanted: Duration) -> Iterator[date]:
    """The day on which a duration counted from a day is full, and the day after it.

    Stated in days and wanted in months, or the other way round, it is full for certain only when
    the longest months have passed, and may be when the shortest have.
    """
    if stated is not None and stated.unit == "day":
        for bound in wanted.days_between():
            yield from _days_ahead(start, bound - stated.value)
        return
    if wanted.unit == "day" and stated is None:
        yield from _days_ahead(start, wanted.value)
        return
    done = (stated.months if stated is not None else None) or Decimal(0)
    if wanted.unit == "day":
        shortest, longest = Duration(value=Decimal(1), unit="month").days_between()
        lengths = [wanted.value / longest, wanted.value / shortest]
    else:
        lengths = [wanted.months or Decimal(0)]
    for length in lengths:
        months = int((length - done).to_integral_value(ROUND_CEILING))
        if not -_LONG < months < _LONG:
            continue
        # an age is full on the day after the birthday, everything else on the day itself; what must
        # be exceeded holds a day later, a stated duration a month, an age a whole year later
        for more in (0, 1, 12):
            full = add_months(start, months + more)
            yield from (full, full + _ONE)
            if stated is not None:
                yield _certain(start, months + more)


def _days_ahead(start: date, ahead: Decimal) -> Iterator[date]:
    if -400_000 < ahead < 400_000:
        yield from (start + timedelta(days=int(ahead) + more) for more in (0, 1))


def _edges(event: date, period: Period, today: date) -> Iterator[date]:
    """Where an event enters or leaves the window; months of unlike length blur it by three days."""
    window = period.window(today)
    yield event  # a day to come is in no window that ends today
    if window is None:
        return
    start, end = window
    if period.code.startswith("R"):
        number = int(period.code[1:-1])
        left = event + timedelta(days=number)
        if period.code.endswith("M"):
            left = add_months(event, number)
        yield from (left + timedelta(days=more) for more in range(5))
    elif date.min < start and end < date.max:
        yield from (start, end + _ONE)
