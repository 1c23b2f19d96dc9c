"""Facts, periods and figures in Chinese, as reasons and questions show them."""

from __future__ import annotations

from decimal import Decimal

from matcher.decision import MissingFact
from matcher.facts import Between, FactValue, NoneOf, RecordList, TagSet, fact_key
from matcher.interval import Interval
from rules.quantity import DateValue, Money, plain
from rules.vocabulary import Vocabulary

NOT_GIVEN = "未提供"


def label_of(attribute: str, vocabulary: Vocabulary) -> str:
    """The attribute's Chinese name; a computed name or an unlisted one is spelt out."""
    known = vocabulary.get(attribute)
    if known is not None:
        return known.label
    head, bracket, rest = attribute.partition("(")
    if not bracket:
        return attribute.lstrip("?")
    inner = rest.removesuffix(")")
    if head == "share":
        part, _, whole = inner.partition("/")
        return f"{label_of(part, vocabulary)}占{label_of(whole, vocabulary)}的比例"
    words = {
        "growth": "增速", "increment": "增加额", "sum": "累计", "mean": "年均",
        "max": "最高年度值", "min": "最低年度值", "each": "每年的值",
    }  # fmt: skip
    return label_of(inner, vocabulary) + words.get(head, head)


def period_label(period: str) -> str:
    """An absolute period in Chinese; empty for a present state."""
    if period in ("now", "ever", "each_year"):
        return {"now": "", "ever": "历史上", "each_year": "每年"}[period]
    if ".." not in period:
        return f"{period}年"
    start, _, end = period.partition("..")
    if not start:
        return f"{end}以前"
    return f"{start}至{end}" if end else f"{start}以后"


def missing_fact_for(attribute: str, fixed: str, vocabulary: Vocabulary) -> MissingFact:
    """The fact to ask for at an absolute period."""
    known = vocabulary.get(attribute)
    label = label_of(attribute, vocabulary)
    question = known.question if known is not None and known.question else f"请提供：{label}"
    when = period_label(fixed)
    return MissingFact(
        attribute=attribute,
        label=label,
        period=fixed,
        question=f"（{when}）{question}" if when else question,
        key=fact_key(attribute, fixed),
    )


def fact_text(value: FactValue) -> str:
    """A fact's value in Chinese."""
    match value:
        case bool():
            return "是" if value else "否"
        case str():
            return value
        case Between():
            return range_text(value)
        case TagSet():
            has = "、".join(tag.name for tag in value.has)
            lacks = "、".join(value.lacks)
            parts = [f"有{has}" if has else "", f"没有{lacks}" if lacks else ""]
            text = "；".join(part for part in parts if part)
            return text or ("一项也没有" if value.complete else NOT_GIVEN)
        case NoneOf():
            return f"不属于{'、'.join(value.options)}"
        case RecordList():
            return f"{len(value.records)}条记录"
        case _:
            return str(value)


def range_text(value: Between) -> str:
    """A range in the words of 民法典 第一千二百五十九条, without doubt at the ends."""
    words = []
    if isinstance(value.sample, DateValue):
        if value.low is not None:
            words.append(f"{value.low}{'及以后' if value.low_included else '之后'}")
        if value.high is not None:
            words.append(f"{value.high}{'及以前' if value.high_included else '之前'}")
        return "、".join(words)
    if value.low is not None:
        words.append(f"{value.low}以上（含）" if value.low_included else f"超过{value.low}")
    if value.high is not None:
        words.append(f"{value.high}以下（含）" if value.high_included else f"不足{value.high}")
    return "、".join(words)


def ratio_text(interval: Interval) -> str:
    """A ratio, or the range it lies in, to two decimals of a percent."""

    def percent(number: Decimal) -> str:
        return f"{plain((number * 100).quantize(Decimal('0.01')))}%"

    if interval.point is not None:
        return percent(interval.point)
    low = "不限" if interval.low is None else percent(interval.low)
    high = "不限" if interval.high is None else percent(interval.high)
    return f"在{low}至{high}之间"


def money_text(interval: Interval) -> str:
    """A sum of money, or the range it lies in."""
    if interval.point is not None:
        return str(Money(yuan=interval.point))
    low = Money(yuan=interval.low or Decimal(0))
    return f"{low}以上" if interval.high is None else f"{low}至{Money(yuan=interval.high)}"
