"""How people address facts: 上年度营业收入, 营业收入（2025年）, ``revenue@Y-1``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from rules.period import Period
from rules.vocabulary import Attribute, Kind, Vocabulary

_PHRASES = {
    "上一年度": "Y-1", "上年度": "Y-1", "上一年": "Y-1", "上年": "Y-1", "去年": "Y-1",
    "本年度": "Y", "当年度": "Y", "当年": "Y", "本年": "Y", "今年": "Y",
    "前年度": "Y-2", "前年": "Y-2",
    "目前": "now", "当前": "now", "现在": "now", "现": "now",
    "每年": "each_year", "历史上": "ever", "从未": "ever", "曾经": "ever",
}  # fmt: skip
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10, "十二": 12}
_NUMBER = r"(\d{1,2}|十二|[一两二三四五六十])"
_RECENT = re.compile(rf"(?:最近|近|过去){_NUMBER}(年|个月|日|天)内?")
_YEAR = re.compile(r"(\d{4})年度?(?:第([一二三四1-4])季度|([上下])半年)?")
_BRACKET = re.compile(r"(.+?)[（(]([^（）()]+)[）)]")
_COMPUTED = re.compile(r"(growth|increment|sum|mean|max|min|each)\((.+)\)")
_SHARE = re.compile(r"share\(([^/]+)/([^/]+)\)")
_GROWTH = ("同比增长率", "同比增速", "同比增长", "增长率", "增长速度", "增速", "增幅")
_INCREMENT = ("增加额", "增长额", "净增量", "增量")
_SHARE_WORDS = re.compile(r"(.+?)(?:占)(.+?)(?:的)?(?:比例|比重|比|百分比)")


@dataclass(frozen=True, slots=True)
class Named:
    """What a key means: an attribute id (or computed name), its kind, the period if said."""

    attribute: str
    label: str
    kind: Kind
    unit: str
    default: Period
    options: tuple[str, ...] = ()
    period: Period | None = None


def resolve(key: str, vocabulary: Vocabulary) -> Named | None:
    """The attribute and period a key names, or None. Raises ``ValueError`` for a bad period."""
    text = re.sub(r"\s+", "", key)
    name, at, code = text.partition("@")
    if at:
        found = _plain(name, vocabulary)
        return None if found is None else _at(found, period_of(code) or Period(code))
    if (found := _plain(text, vocabulary)) is not None:
        return found
    match = _BRACKET.fullmatch(text)
    if match and (period := period_of(match[2])) is not None:
        found = _plain(match[1], vocabulary)
        return None if found is None else _at(found, period)
    for cut in range(min(len(text) - 1, 12), 0, -1):
        period = period_of(text[:cut])
        if period is not None and (found := _plain(text[cut:].lstrip("的"), vocabulary)):
            return _at(found, period)
    return None


def period_of(words: str) -> Period | None:
    """A period from its Chinese words (上年度, 近三年, 2025年第一季度), or None."""
    if words in _PHRASES:
        return Period(_PHRASES[words])
    if match := _RECENT.fullmatch(words):
        number = int(match[1]) if match[1].isdigit() else _DIGITS[match[1]]
        if match[2] in ("日", "天"):
            return Period(f"R{number}D")
        return Period(f"R{number * 12 if match[2] == '年' else number}M")
    if match := _YEAR.fullmatch(words):
        if match[2]:
            return Period(f"{match[1]}Q{_DIGITS.get(match[2]) or int(match[2])}")
        if match[3]:
            return Period(f"{match[1]}H{1 if match[3] == '上' else 2}")
        return Period(match[1])
    return None


def nearest(key: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Up to three attribute labels that look most like the key."""
    wanted = re.sub(r"[@（(].*", "", key)
    names: dict[str, str] = {}
    for attribute in vocabulary.attributes:
        for name in (attribute.id, attribute.label, *attribute.synonyms):
            names.setdefault(name, attribute.label)
    close = difflib.get_close_matches(wanted, sorted(names), n=12, cutoff=0.3)
    return tuple(dict.fromkeys(names[name] for name in close))[:3]


def _at(found: Named, period: Period) -> Named:
    return Named(
        found.attribute, found.label, found.kind, found.unit, found.default, found.options, period
    )


def _plain(name: str, vocabulary: Vocabulary) -> Named | None:
    attribute = vocabulary.named(name) or vocabulary.named(f"?{name}")
    if attribute is not None:
        return Named(
            attribute.id,
            attribute.label,
            attribute.kind,
            attribute.unit,
            attribute.period,
            () if attribute.open else attribute.options,
        )
    if match := _SHARE.fullmatch(name):
        return _share(match[1], match[2], vocabulary)
    if match := _COMPUTED.fullmatch(name):
        inner = _plain(match[2], vocabulary)
        return None if inner is None else _computed(match[1], inner)
    if match := _SHARE_WORDS.fullmatch(name):
        return _share(match[1], match[2], vocabulary)
    for head, words in (("growth", _GROWTH), ("increment", _INCREMENT)):
        for word in words:
            if name.endswith(word) and (base := vocabulary.named(name.removesuffix(word))):
                return _computed(head, _named(base))
    return None


def _named(attribute: Attribute) -> Named:
    return Named(attribute.id, attribute.label, attribute.kind, attribute.unit, attribute.period)


def _computed(head: str, inner: Named) -> Named:
    kind = Kind.RATIO if head == "growth" else inner.kind
    return Named(
        f"{head}({inner.attribute})", f"{inner.label}（{head}）", kind, inner.unit, inner.default
    )


def _share(part: str, whole: str, vocabulary: Vocabulary) -> Named | None:
    first, second = vocabulary.named(part), vocabulary.named(whole)
    if first is None or second is None:
        return None
    label = f"{first.label}占{second.label}的比例"
    return Named(f"share({first.id}/{second.id})", label, Kind.RATIO, "", second.period)


_EXAMPLES = {
    Kind.MONEY: "金额，如 2000万元",
    Kind.RATIO: "比率，如 30%",
    Kind.HEADCOUNT: "人数，如 20人",
    Kind.AREA: "面积，如 500平方米",
    Kind.DURATION: "时长，如 3年、18个月",
    Kind.DATE: "日期，如 2024-01-31",
    Kind.BOOL: "是 或 否",
    Kind.TAGS: "名称列表，如 [国家高新技术企业]，或 {has: […], lacks: […]}",
    Kind.RECORDS: "记录列表，如 [{字段: 值}, …]",
    Kind.ENUM: "一个选项",
    Kind.REGION: "地名，如 广州市天河区",
}


def example(kind: Kind, unit: str) -> str:
    """How a value of this kind is written, for messages."""
    return f"数量，如 15{unit}" if kind is Kind.COUNT else _EXAMPLES[kind]
