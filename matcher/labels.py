"""Facts, periods and figures in Chinese, as reasons and questions show them."""

from __future__ import annotations

from decimal import Decimal

from matcher.decision import MissingFact
from matcher.facts import Between, FactValue, NoneOf, RecordList, Tag, TagSet, fact_key
from matcher.interval import Interval
from rules.quantity import DateValue, Money, plain
from rules.vocabulary import Attribute, Kind, Vocabulary

NOT_GIVEN = "未提供"
_HUNDREDTH = Decimal("0.01")


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
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return f"{start[:4]}年至{end[:4]}年"
    if not start:
        return f"{end}以前"
    return f"{start}至{end}" if end else f"{start}以后"


def missing_fact_for(attribute: str, fixed: str, vocabulary: Vocabulary) -> MissingFact:
    """The fact to ask for at an absolute period."""
    known = vocabulary.get(attribute)
    label = label_of(attribute, vocabulary)
    question = known.question if known is not None else ""
    question = question or _plain_question(label, known)
    when = period_label(fixed)
    return MissingFact(
        attribute=attribute,
        label=label,
        period=fixed,
        question=f"（{when}）{question}" if when else question,
        key=fact_key(attribute, fixed),
    )


def _plain_question(label: str, known: Attribute | None) -> str:
    """For attributes without a question of their own: proposed ones and computed figures."""
    match known.kind if known is not None else None:
        case Kind.BOOL:
            return f"是否符合：{label}？"
        case Kind.DATE:
            return f"{label}是哪一天？"
        case Kind.TAGS | Kind.RECORDS:
            return f"{label}：有哪些？"
        case Kind.ENUM:
            return f"{label}：属于哪一项？"
        case Kind.REGION:
            return f"{label}：在哪里？"
        case _:
            return f"{label}是多少？"


def _tag_text(tag: Tag) -> str:
    """A title with what is known of its grant."""
    known = [] if tag.first is None else ["首次" if tag.first else "非首次"]
    if tag.granted_on is not None:
        known.append(f"{tag.granted_on}认定")
    elif tag.granted_year is not None:
        known.append(f"{tag.granted_year}年认定")
    if tag.valid_to is not None:
        known.append(f"有效期至{tag.valid_to}")
    return f"{tag.name}（{'，'.join(known)}）" if known else tag.name


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
            has = "、".join(_tag_text(tag) for tag in value.has)
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

    if interval.point is not None:
        return percent_text(interval.point)
    low = "不限" if interval.low is None else percent_text(interval.low)
    high = "不限" if interval.high is None else percent_text(interval.high)
    return f"在{low}至{high}之间"


def percent_text(ratio: Decimal) -> str:
    """One ratio, to two decimals of a percent."""
    return f"{plain((ratio * 100).quantize(_HUNDREDTH))}%"


def money_text(interval: Interval) -> str:
    """A sum of money, or the range it lies in."""
    if interval.point is not None:
        return str(Money(yuan=interval.point))
    low = Money(yuan=interval.low or Decimal(0))
    return f"{low}以上" if interval.high is None else f"{low}至{Money(yuan=interval.high)}"
