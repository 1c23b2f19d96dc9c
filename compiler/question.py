"""Facts from one sentence of a visitor: 「我们公司2020年成立，去年营业收入3000万」.

The same grammar that reads policies reads the question, but a number here is a value, not a
threshold. Only what resolves to the vocabulary is taken; every fact comes with the words it was
read from.
"""

from __future__ import annotations

import calendar
import re

from compiler.extract.conditions import read_conditions
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.lexicon import Lexicon, lexicon
from compiler.extract.pieces import split
from compiler.fold import fold
from compiler.normalise import NUMBER, QUANTITY, SUFFIXES, UNIT, read_quantity
from compiler.resolve import Names, read_period
from rules.document import DocumentMeta, SourceSpan
from rules.quantity import AnyQuantity, Ratio
from rules.vocabulary import Attribute, Kind, Vocabulary

#: (attribute id, period code, value as facts files write it, the words)
SaidFact = tuple[str, str, str, str]

_TIME = (
    (re.compile(r"去年|上一?年度?|前一年|上年"), "Y-1"),
    (re.compile(r"今年|当年|本年度?"), "Y"),
    (re.compile(r"前年"), "Y-2"),
)
_FOUNDED = re.compile(
    r"(?P<day>\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?:注册|成立|设立|登记|创办|开办)+"
    r"|(?:注册|成立|设立|创办|开办)(?:时间|日期)?(?:是|为|于|在)*"
    r"(?P<day2>\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?)"
)
_BORN = re.compile(r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?:出生|生)")
_NUMBER = re.compile(
    r"(?P<less>不到|不足|少于|低于|未满)?(?P<more>超过|超|多于|高于|大于)?"
    rf"(?P<near>大约|大概|约|近|差不多)?(?P<q>{NUMBER}(?:多|余){UNIT}|{QUANTITY})"
    r"(?P<tail>多|左右|以上|以下|以内)?"
)
_ASKED = re.compile(
    r"(?:能|可以|可|会)?(?:拿|领|得|申请|获得|补)[^,。?]{0,6}(?:多少|几)|多少钱|吗|呢|怎么|如何"
    r"|哪些|什么"
)


def facts_from_sentence(text: str, vocabulary: Vocabulary) -> tuple[SaidFact, ...]:
    """Facts the sentence states of the person asking; what is only asked about is no fact."""
    view = fold(text)
    words = lexicon(vocabulary)
    names = Names(vocabulary=vocabulary, meta=DocumentMeta())
    found: list[SaidFact] = []
    context = ""
    for start, end, _ in split(view, 0, len(view)):
        context = _time(view[start:end]) or context
        taken = _dates(text, view, start, end, found)
        taken += _figures(text, view, start, end, context, names, found, taken)
        _named(text, view, start, end, words, names, found)
    return tuple(dict.fromkeys(found))


def _time(piece: str) -> str:
    return next((code for pattern, code in _TIME if pattern.search(piece)), "")


def _dates(
    text: str, view: str, start: int, end: int, found: list[SaidFact]
) -> list[tuple[int, int]]:
    taken = []
    for pattern, attribute in ((_FOUNDED, "established_on"), (_BORN, "birth_date")):
        for match in pattern.finditer(view, start, end):
            written = match["day"] or match.groupdict().get("day2") or ""
            parts = [int(n) for n in re.findall(r"\d+", written)]
            if len(parts) == 3:
                value = f"{parts[0]:04d}-{parts[1]:02d}-{parts[2]:02d}"
            elif len(parts) == 2:  # a month: any day of it
                last = calendar.monthrange(parts[0], parts[1])[1]
                value = (
                    f"[{parts[0]:04d}-{parts[1]:02d}-01,{parts[0]:04d}-{parts[1]:02d}-{last:02d}]"
                )
            else:  # a year: any day of it
                value = f"[{parts[0]:04d}-01-01,{parts[0]:04d}-12-31]"
            found.append((attribute, "now", value, text[match.start() : match.end()]))
            taken.append(match.span())
    return taken


def _figures(
    text: str,
    view: str,
    start: int,
    end: int,
    context: str,
    names: Names,
    found: list[SaidFact],
    taken: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    spans = []
    left = start
    for match in _NUMBER.finditer(view, start, end):
        if any(a < match.end("q") and match.start("q") < b for a, b in taken):
            continue
        quantity = read_quantity(match["q"].replace("多", ""))
        if quantity is None:
            continue
        attribute, begin, stop = _whose(view, left, match, end, quantity, names)
        left = match.end()
        if attribute is None:
            continue
        yearly = attribute.period.code == "annual"
        period = (context or "Y-1") if yearly else attribute.period.code
        found.append((attribute.id, period, _written(match, quantity), text[begin:stop]))
        spans.append((begin, stop))
    return spans


def _whose(
    view: str, left: int, match: re.Match[str], end: int, quantity: AnyQuantity, names: Names
) -> tuple[Attribute | None, int, int]:
    """The attribute a figure belongs to: named before it, or after it, or by its unit (45岁)."""
    before = view[left : match.start()]
    bare = re.sub(r"(?:是|为|有|达到?|共|达|的|了|大概|约|满|已)+$", "", before)
    bare = re.sub(
        r"^.*(?:去年|今年|前年|上年度?|上一年度?|当年|目前|现有|现在|我们?|公司|企业|本人|单位)"
        r"(?:的|有|是|一共|共)*",
        "",
        bare,
    )
    kind = _kind(quantity)
    growth = re.search(r"(?:同比)?(?:增长|增速|增幅)$", bare)
    if growth and isinstance(quantity, Ratio):
        return None, 0, 0
    for size in range(len(bare), 1, -1):
        if known := names.known(bare[-size:], kind, quantity):
            begin = (
                match.start()
                - (len(before) - len(before.rstrip("")))
                - len(before)
                + before.rfind(bare[-size:])
            )
            return known, max(left, begin), match.end()
    if match["q"].endswith(("岁", "周岁")):
        return names.vocabulary.get("age"), match.start(), match.end()
    after = re.match(r"[的个]?([一-鿿]{2,10})", view[match.end() : end])
    if after:
        for size in range(len(after[1]), 1, -1):
            if known := names.known(after[1][:size], kind, quantity):
                return known, match.start(), match.end() + after.start(1) + size
    return None, 0, 0


def _kind(quantity: AnyQuantity) -> Kind:
    return {
        "money": Kind.MONEY,
        "ratio": Kind.RATIO,
        "headcount": Kind.HEADCOUNT,
        "area": Kind.AREA,
        "duration": Kind.DURATION,
        "count": Kind.COUNT,
        "date": Kind.DATE,
    }[quantity.kind]


def _written(match: re.Match[str], quantity: AnyQuantity) -> str:
    """The value as facts files write it; 超过, 不到, 以上 make an interval, never a guess."""
    if match["more"] or match["tail"] == "多" or re.search("多|余", match["q"]):
        return f"({quantity},)"
    if match["less"]:
        return f"(,{quantity})"
    if match["tail"] in SUFFIXES and match["tail"]:
        return f"[{quantity},)" if match["tail"] == "以上" else f"(,{quantity}]"
    return str(quantity)


def _named(
    text: str,
    view: str,
    start: int,
    end: int,
    words: Lexicon,
    names: Names,
    found: list[SaidFact],
) -> None:
    """Titles, categories, places and yes-or-no facts stated without a number."""
    if _ASKED.search(view[start:end]) and not re.search(r"是|有|属于|获|在", view[start:end]):
        return
    group = read_conditions(text, view, start, end, words, residual=False)
    for tag in _tags(group):
        if tag.quote.start < 0 or (tag.shape != "is" and re.search(QUANTITY, fold(tag.quote.text))):
            continue
        quote = tag.quote.text
        match tag.shape:
            case "has" if attribute := names.known(tag.name, Kind.TAGS):
                for value in tag.values:
                    option = words.canonical(value) or value
                    if option in attribute.options:
                        found.append((attribute.id, "now", option, quote))
            case "one_of" if attribute := names.known(tag.name, Kind.REGION):
                if not tag.values[0].startswith(("本", "我", "全", "境", "国")):
                    span = SourceSpan(start=0, end=len(quote) or 1, quote=quote or " ")
                    found.append((attribute.id, "now", names.place(tag.values[0], span), quote))
            case "one_of" if attribute := names.known(tag.name, Kind.ENUM):
                if len(tag.values) == 1 and tag.values[0] in attribute.options:
                    found.append((attribute.id, "now", tag.values[0], quote))
            case "is" if attribute := names.known(tag.name, Kind.BOOL):
                code = (
                    "now"
                    if not tag.period
                    else read_period(tag.period, flow=False, default=attribute.period)[0].code
                )
                found.append((attribute.id, code, "false" if tag.negated else "true", quote))
            case _:
                pass


def _tags(node: DraftNode | None) -> list[DraftTag]:
    if node is None:
        return []
    if isinstance(node, DraftGroup):
        return [t for child in node.of for t in _tags(child)]
    return [node]
