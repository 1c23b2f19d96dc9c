"""Periods and days as written: 近三年, 上一年度, 2024年以来, 申报之日前12个月内."""

from __future__ import annotations

import re
from datetime import date, timedelta

from compiler.fold import fold
from compiler.normalise import number
from rules.period import NOW, Period, add_months


def read_period(words: str, *, flow: bool, default: Period) -> tuple[Period, str]:
    """The period code of words of time; full years for flows, rolling windows otherwise."""
    text = fold(words)
    if not text:
        return default, ""
    if text in ("/年", "全年"):
        return Period("annual"), ""
    aggregate = (
        "each"
        if re.search(r"(?<!平)均(?!值)|每年|连续|每一?年度", text)
        else "mean"
        if "平均" in text
        else "sum"
        if "累计" in text
        else ""
    )
    if match := re.search(
        r"前(?:的)?(?:连续|最近)?([\d一二三四五六七八九十两]+)个?(?:完整)?(?:自然|会计|财务)?"
        r"(月|年)",
        text,
    ):
        return _rolling(
            match[1], match[2], flow and "日前" not in text and text[0] == "前", aggregate
        )
    if match := re.search(
        r"(?:最近|近|连续)(?:连续)?([\d一二三四五六七八九十两]+)个?(?:完整)?"
        r"(?:自然|会计|财务|纳税)?(月|年)",
        text,
    ):
        return _rolling(match[1], match[2], flow, aggregate or ("each" if flow else ""))
    if match := re.match(r"([\d一二三四五六七八九十两]+)个?(月|年)(?:以)?内", text):
        return _rolling(match[1], match[2], flow, aggregate)
    if stated := _calendar(text):
        return stated, aggregate
    if re.search(
        r"上一?(?:个)?(?:完整)?(?:自然|会计|财务|纳税)?年|前一(?:个)?(?:完整)?(?:自然|会计)?年"
        r"|上年",
        text,
    ):
        return Period("Y-1"), aggregate
    if re.search(r"当年|本年", text):
        return Period("Y"), aggregate
    if re.search(r"每一?个?(?:自然)?年|每年", text):
        return Period("each_year"), ""
    return default, aggregate


def _calendar(text: str) -> Period | None:
    """2021-2023年, 2023年1-2月, 2022年以来, 2023年一季度: times of the calendar."""
    if match := re.match(r"(\d{4})-(\d{4})年", text):
        return Period(f"{match[1]}-01-01..{match[2]}-12-31")
    if match := re.match(r"(\d{4})年(\d{1,2})月?(?:-|至|到)(\d{1,2})月", text):
        year, first, last = (int(part) for part in match.groups())
        if 1 <= first <= last <= 12 and year >= 1:
            end = add_months(date(year, last, 1), 1) - timedelta(days=1)
            return Period(f"{date(year, first, 1)}..{end}")
    if re.match(r"(?:自|于|在)?\d{4}(?:年\d{1,2}月|[-.]\d{1,2}[-.]\d)", text):
        return read_window(text)
    if match := re.match(r"(\d{4})年(?:以来|至今|起至今)", text):
        return Period(f"{match[1]}-01-01..")
    if match := re.match(r"(\d{4})年", text):
        return Period(match[1] + _part_of_year(text))
    return None


def _rolling(count: str, unit: str, flow: bool, aggregate: str) -> tuple[Period, str]:
    size = int(number(count) or 1)
    if unit == "月":
        return Period(f"R{size}M"), ""
    if flow:
        return Period(f"Y-{size}..Y-1") if size > 1 else Period(
            "Y-1"
        ), aggregate if size > 1 else ""
    return Period(f"R{size * 12}M"), ""


def _part_of_year(text: str) -> str:
    if match := re.search(r"第?([一二三四1-4])季度", text):
        return "Q" + {"一": "1", "二": "2", "三": "3", "四": "4"}.get(match[1], match[1])
    return "H1" if "上半年" in text else "H2" if "下半年" in text else ""


def read_date(text: str) -> date | None:
    """A written day; a month alone means its first day."""
    match = re.search(r"(\d{4})[年.\-](\d{1,2})(?:[月.\-](\d{1,2}))?", fold(text))
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        return None


def read_window(words: str) -> Period | None:
    """A window of dates: A至B, A以后, A起, A前; both ends included (后 by convention)."""
    text = fold(words)
    days = list(re.finditer(r"\d{4}(?:年|-|\.)\d{1,2}(?:月|-|\.)?(?:\d{1,2}日?)?", text))
    first = read_date(days[0].group()) if days else None
    if first is None:
        return None
    if len(days) > 1 and (last := read_date(days[1].group())):
        return Period(f"{first.isoformat()}..{last.isoformat()}")
    if match := re.search(r"(?:至|到|-|~)(\d{1,2})月(\d{1,2})日", text[days[0].end() :]):
        return Period(
            f"{first.isoformat()}..{date(first.year, int(match[1]), int(match[2])).isoformat()}"
        )
    if re.search(r"前", text[days[0].end() :]):
        return Period(f"..{first.isoformat()}")
    return Period(f"{first.isoformat()}..")


def counted_back(words: str) -> Period | None:
    """近两年内, 申报之日前12个月内: how far back a day may lie."""
    found = read_period(words, flow=False, default=NOW)[0]
    return found if found.code.startswith("R") else None


_GOT_WITHIN = re.compile(
    r"(?:近|最近)[一二三两\d]{1,2}年(?:以?内),?(?:单[轮笔次])?(?:获得?|取得|签订|中标|承接|引进|落实|完成)"
    r"(?![^,;。]*(?:累计|合计|平均|每年))"
)


def received_within(quote: str, words: str) -> Period | None:
    """近两年内获得股权融资1000万元以上: what came in once, within so many months."""
    return counted_back(words) if _GOT_WITHIN.search(fold(quote)) else None
