"""When applications are taken: 2026年3月16日9:00至4月15日18:00, 每年4月、9月, 常年受理."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from compiler.extract.language.amounts import MONEY

_APPLY = re.compile(
    r"申[报请领]|受理|报名|填报|提交|报送|征集|登记申请|集中办理|办理时间|收件|代办"
)
_MONTH = r"[\d一二三四五六七八九十]{1,2}"
#: 每年4月、9月, 每年3月1日至4月15日, 每年第二季度, 全年受理.
_YEARLY = re.compile(
    rf"每年(?:的)?(?:第?[一二三四1-4]季度|[上下]半年|{_MONTH}月(?!内到账))"
    r"|(?:常年|全年|随时|长期|实时)(?:均可|可)?(?:受理|申[报请领]|办理|提交)|常年"
)
_MOMENT = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:(?:上午|下午)?(\d{1,2})(?:时|:|点)(\d{2})?)?"
)
_RANGE = re.compile(rf"{_MOMENT.pattern}(?:起)?(?:至|到|-|~|—)+{_MOMENT.pattern}")
_NO_WINDOW = re.compile(
    r"施行|实施之日|(?:实施|执行|有效)(?:至|到)|有效期|废止|失效|发放至|建成|投产|成立|登记注册|已经?(?:提出|受理|申[报请])"
)
#: 每年7月底前直接发放: when the office pays, nobody applies.
_PAID = re.compile(r"(?:发放|拨付|兑现|兑付|到账|打卡)")
_LONGER = re.compile(r"(?:延长|延期|顺延|推迟)(?:至|到)")
_LAST_MINUTE = time(23, 59, 59)

Moments = tuple[datetime | None, datetime | None]


@dataclass(frozen=True)
class Opening:
    """A stretch of a sentence that says when applications are taken, and its two ends.

    Without ends it comes back every year. ``moved``: only the last day was put off.
    """

    start: int
    end: int
    ends: Moments
    moved: bool = False


def windows_in(view: str, *, in_block: bool) -> list[Opening]:
    """The times of applying in a sentence.

    ``in_block``: the sentence stands under 申报时间 and need not speak of applying itself.
    """
    if not in_block and not _APPLY.search(view):
        return []
    found: list[Opening] = []
    for a, b in _pieces(view):
        piece = view[a:b]
        if _NO_WINDOW.search(piece) or re.search(MONEY, piece):
            continue
        if _PAID.search(piece) and not _APPLY.search(piece):
            continue
        if several := _several(piece):
            found.extend(Opening(a + p, a + q, moments(piece[p:q])) for p, q in several)
        elif any(ends := moments(piece)):
            found.append(Opening(a, b, ends, _LONGER.search(piece) is not None))
        elif _YEARLY.search(piece):
            found.append(Opening(a, b, (None, None)))
        else:
            continue
        break
    return found


def _several(piece: str) -> list[tuple[int, int]]:
    """2026年6月1日至6月30日或者11月2日至11月30日: two times of applying, each where it stands."""
    ranges = [match.span() for match in _RANGE.finditer(piece)]
    return ranges if len(ranges) > 1 else []


def _pieces(view: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for match in re.finditer(r"[,;。]|$", view):
        if view[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    return found


def moments(view: str) -> Moments:
    """The first and last moment of a stretch of days; a day alone ends before 止 or 前."""
    found: list[tuple[datetime, bool]] = []
    year = None
    for match in _MOMENT.finditer(view):
        year = int(match[1]) if match[1] else year
        if year is None:
            continue
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        hour = int(match[4]) if match[4] else 0
        if match[4] and re.search("下午", match[0]) and hour < 12:
            hour += 12
        at = _LAST_MINUTE if hour == 24 else time(hour % 24, int(match[5] or 0))
        found.append((datetime.combine(day, at), bool(match[4])))
    if len(found) >= 2:
        return found[0][0], _to_evening(*found[1])
    if found:
        if re.search(r"截止|截至|前|止|至|到", view):
            return None, _to_evening(*found[0])
        return found[0][0], None
    return None, None


def _to_evening(moment: datetime, timed: bool) -> datetime:
    return moment if timed else datetime.combine(moment.date(), _LAST_MINUTE)
