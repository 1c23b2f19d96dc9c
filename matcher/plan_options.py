"""Options: the ways in which one literal that does not hold could come to hold on one day.

``matcher.plan_reach`` says which facts would have to become what; here stands whether anybody can
and may bring that about. What is refused comes back with its reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from matcher.conditions import judge
from matcher.facts import Fact, NoneOf
from matcher.figures import Inquiry
from matcher.labels import period_label
from matcher.plan_model import Why
from matcher.plan_needs import Bound, Key, Mode, Need, Pick, Setting, Titles, known_interval
from matcher.plan_reach import NoWayError, Refused, needs_of
from matcher.plan_tree import Literal
from matcher.truth import Truth
from rules.change import Change, Changes, Way
from rules.condition import Leaf
from rules.period import Period, add_months

_PARTS = re.compile(r"[a-z_]+\(|[()/]")


@dataclass(frozen=True, slots=True)
class Options:
    """Alternatives, each a set of settings; and what was refused."""

    ways: tuple[tuple[tuple[Key, Setting], ...], ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """What may be changed, seen from today for the day ``on``."""

    today: date
    on: date
    changes: Changes

    def options(self, number: int, literal: Literal, inquiry: Inquiry, *, known: bool) -> Options:
        """The ways to make a literal hold.

        ``known``: it is known to fail; otherwise it is only unknown, and can be assumed.
        """
        try:
            alternatives = list(needs_of(literal, inquiry))
        except NoWayError as no_way:
            return Options((), (no_way.refused,))
        ways: list[tuple[tuple[Key, Setting], ...]] = []
        refused: list[Refused] = []
        for needs in alternatives:
            if isinstance(needs, Refused):
                if known:
                    refused.append(needs)
                continue
            made: list[tuple[Key, Setting]] = []
            for key, need in needs:
                if not known:
                    made.append((key, Setting(need, "assume", number)))
                    continue
                answer = self.permit(key, need, inquiry)
                if isinstance(answer, Refused):
                    refused.append(answer)
                    break
                mode, ready = answer
                made.append((key, Setting(need, mode, number, ready)))
            else:
                ways.append(tuple(made))
        return Options(tuple(ways), tuple(dict.fromkeys(refused)))

    def permit(self, key: Key, need: Need, inquiry: Inquiry) -> tuple[Mode, date] | Refused:
        """Whether a fact can and may become what is needed: how, and from which day."""
        attribute, period = key
        window = Period(period).window(self.today)
        end = None if window is None or period == "ever" else window[1]
        change = self._change(attribute, inquiry)
        if change is not None and change.way is not Way.ACT:
            why: Why = "wait" if change.way is Way.WAIT else "never"
            return Refused("must_not" if change.way is Way.MUST_NOT else why, change.reason)
        if end is not None and end < self.today:
            return Refused("closed", f"{period_label(period)}已经过去，数字和情况不能再改变")
        if period == "ever":
            return Refused("never", "这是以往的情况，改变不了")
        if ".." in period and isinstance(need, Pick):
            return Refused(
                "closed", f"{period_label(period)}已经过去一部分，这段时间里的情况改变不了"
            )
        downward = _downward(need, inquiry.facts.at(*key))
        if downward and (change is not None or not isinstance(need, Bound)):
            return Refused("must_not", downward)
        if change is None:
            return "check", date.min
        ready = add_months(self.today, change.months)
        if ready > self.on or (end is not None and ready > end):
            return Refused("later", f"{change.verb}通常要{change.months}个月，来不及")
        return "act", ready

    def _change(self, attribute: str, inquiry: Inquiry) -> Change | None:
        base = base_attribute(attribute, inquiry)
        return None if base is None else self.changes.of(base)


def base_attribute(name: str, inquiry: Inquiry) -> str | None:
    """The attribute behind a name: of ``growth(revenue)`` revenue, of a share its part."""
    parts: list[str] = _PARTS.split(name)
    for part in filter(None, parts):
        if inquiry.vocabulary.get(part) is not None:
            return part
    return None


def _downward(need: Need, known: Fact | None) -> str:
    """What nobody proposes: to do less, to give up, to turn a yes into a no."""
    match need:
        case Bound(interval=interval):
            now = None if known is None else known_interval(known.value)
            above = now is not None and now.low is not None and interval.high is not None
            if interval.low is None or (
                above and now is not None and (now.low or 0) > (interval.high or 0)
            ):
                return "不应为了符合条件把数字做低"
        case Pick(value=bool() as value):
            if not value:
                return "已经是「是」的情况，不能为了符合条件改成「否」"
        case Pick(value=NoneOf()):
            return "不应为了符合条件改变实际情况"
        case Pick():
            pass
        case Titles(lacks=lacks):
            if lacks:
                return "已经取得的认定或者身份，不应为了符合条件放弃"
        case _:
            assert_never(need)
    return ""


def truth_of(leaf: Leaf, inquiry: Inquiry) -> Truth:
    """The truth of one leaf."""
    return judge(leaf, inquiry).truth
