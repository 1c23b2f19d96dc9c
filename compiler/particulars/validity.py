"""From when until when a policy holds: 自X起施行, 有效期五年, 试行两年, 执行到X."""

from __future__ import annotations

import re
from datetime import date

from compiler.moments import read_date
from compiler.normalise import read_quantity
from rules.document import DocumentMeta
from rules.period import add_months
from rules.quantity import Duration

_TAKES_EFFECT = r"(?:施行|实施|执行|生效|试行)"
_SAYS = re.compile(
    rf"起(?:正式)?{_TAKES_EFFECT}|之日{_TAKES_EFFECT}|有效期(?!限?内)|{_TAKES_EFFECT}(?:至|到)"
)
_FROM = re.compile(rf"(?:自|从)([^,;。]{{2,24}}?)(?:之日)?(?:起)?(?:正式|开始)?{_TAKES_EFFECT}")
_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_UNTIL = (
    re.compile(r"有效期(?:限)?(?:为)?(?:自[^,;。]{4,16}?)?(?:至|到|截至)([^,;。]{6,16})"),
    re.compile(rf"{_TAKES_EFFECT}(?:至|到)({_DAY})|(?:至|到)({_DAY})(?:止|废止|失效)"),
)
_NUMBER = r"[\d一二三四五六七八九十两]+"
_LASTS = re.compile(
    rf"(?:有效期(?:限)?|{_TAKES_EFFECT}期?(?:限)?)(?:暂定)?(?:为|是|:)?({_NUMBER}(?:年|个月))"
)


def says_validity(view: str) -> bool:
    """Whether a sentence tells since when or until when the policy holds."""
    return _SAYS.search(view) is not None


def valid_for(view: str) -> tuple[date | None, date | None]:
    """The days named under 有效期, where no verb says that the policy takes effect."""
    written = re.findall(r"\d{4}年\d{1,2}月(?:\d{1,2}日)?", view)
    days = [day for words in written if (day := read_date(words))]
    if len(days) > 1:
        return days[0], days[1]
    if days:
        return (None, days[0]) if re.search(r"至|到|截止|前", view) else (days[0], None)
    if year := re.fullmatch(r"\W*(\d{4})年度?\W*", view):
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    return None, None


def valid_from(view: str, meta: DocumentMeta) -> date | None:
    """The day a sentence lets the policy begin; 自印发之日起 is the day it was published."""
    match = _FROM.search(view)
    if match is None:
        return None
    if day := read_date(match[1]):
        return day
    return meta.published if re.search(r"印发|发布|公布", match[1]) else None


def valid_until(view: str, start: date | None) -> date | None:
    """The last day it holds; of a length of time the day before the same day."""
    for pattern in _UNTIL:
        if match := pattern.search(view):
            day = read_date(next(g for g in match.groups() if g))
            if day:
                return day
    if start and (match := _LASTS.search(view)):
        length = read_quantity(match[1])
        if isinstance(length, Duration) and length.months:
            return date.fromordinal(add_months(start, int(length.months)).toordinal() - 1)
    return None
