"""Facts from one sentence of a visitor: 「我们公司2020年成立，去年营业收入3000万」.

The same grammar that reads policies reads the question, but a number here is a value, not a
threshold. Only what resolves to the vocabulary and is said of the visitor is taken; every fact
comes with the words it was read from. What was seen and not taken (an impossible date, a rough
figure, what is only asked about) is given back with the reason in Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.language.lexicon import Lexicon, lexicon
from compiler.extract.language.pieces import split
from compiler.fold import fold
from compiler.moments import read_period
from compiler.normalise import QUANTITY, number, read_quantity
from compiler.questions import words as w
from compiler.questions.values import as_written, day_value, kind_of, of_the_calendar, writable
from compiler.resolve import Names
from rules.document import DocumentMeta, SourceSpan
from rules.quantity import AnyQuantity, Ratio
from rules.vocabulary import Attribute, Kind, Vocabulary

#: (attribute id, period code, value as facts files write it, the words)
SaidFact = tuple[str, str, str, str]


class Unread(NamedTuple):
    """Words seen and not taken for a fact: what they seemed to say and why it is not used.

    ``asked`` marks what the visitor asks about, which is the subject of the question.
    """

    attribute: str
    value: str
    words: str
    why: str
    asked: bool = False


class Sentence(NamedTuple):
    """What a sentence says of the visitor, and what in it was not taken."""

    facts: tuple[SaidFact, ...]
    unread: tuple[Unread, ...]


@dataclass
class _Reader:
    """One sentence being read: where the reading stands and what it has found."""

    text: str
    view: str
    words: Lexicon
    names: Names
    found: list[SaidFact] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    asking: bool = False
    alone: bool = False
    of_self: bool = False

    def leave(self, attribute: str, value: str, a: int, b: int, why: str) -> None:
        """Gives the words back with the reason they are no fact."""
        asked = why in (w.NOT_OF_SELF, w.NOT_READ)
        self.unread.append(Unread(attribute, value, self.text[a:b], why, asked))


def read_sentence(text: str, vocabulary: Vocabulary) -> Sentence:
    """Facts the sentence states of the person asking, and what was seen and not taken."""
    view = fold(text)
    pieces = [(a, b) for a, b, _ in split(view, 0, len(view))]
    reader = _Reader(
        text=text,
        view=view,
        words=lexicon(vocabulary),
        names=Names(vocabulary=vocabulary, meta=DocumentMeta()),
        asking=any(_asks(view, a, b) for a, b in pieces),
        alone=len(pieces) == 1,
    )
    context = ""
    for start, end in pieces:
        before = len(reader.found) + len(reader.unread)
        taken = _dates(reader, start, end)
        context = _figures(reader, start, end, context, taken)
        _named(reader, start, end)
        _industry(reader, start, end)
        if reader.found or w.SELF.search(view, start, end):
            reader.of_self = True
        if before == len(reader.found) + len(reader.unread):
            _not_read(reader, start, end)
    return Sentence(tuple(dict.fromkeys(reader.found)), tuple(dict.fromkeys(reader.unread)))


def facts_from_sentence(text: str, vocabulary: Vocabulary) -> tuple[SaidFact, ...]:
    """Facts the sentence states of the person asking; what is only asked about is no fact."""
    return read_sentence(text, vocabulary).facts


def _not_read(reader: _Reader, start: int, end: int) -> None:
    """Words that say something of the visitor and gave nothing are given back, not passed over."""
    said = reader.view[start:end].strip()
    if _asks(reader.view, start, end) or w.TOPIC.search(said) or w.POLITE.search(said):
        return
    figure = re.search(QUANTITY, re.sub(r"\d{4}年度?(?:\d{1,2}月)?", "", said))
    if len(said) >= 4 and (figure or w.TELLS.search(said)):
        a = start + len(reader.view[start:end]) - len(reader.view[start:end].lstrip())
        reader.leave("", said, a, a + len(said), w.NOT_READ)


def _asks(view: str, start: int, end: int) -> bool:
    return view[end : end + 1] == "?" or bool(w.ASKS.search(view[start:end].rstrip()))


def _refused(reader: _Reader, piece: tuple[int, int], span: tuple[int, int], sort: str) -> str:
    """Why these words are not said of the visitor, or "" when they are.

    ``sort``: an exact figure, a range, or a name (a title, a choice, a place).
    """
    view, (start, end), (a, b) = reader.view, piece, span
    before, rest = view[start:b], view[b:end].strip()
    asks = _asks(view, start, end)
    if asks and re.fullmatch(r"(?:了|的)?[吗么呢]?", rest):
        return w.NOT_OF_SELF  # whether it is so is the question
    of_self = bool(w.SELF.search(before))
    if sort == "name":
        if w.DENIED.search(view[start:a]):
            return w.DENIES
        if w.OTHERS.search(before):
            return w.SOMEBODY_ELSE
        if w.WISHED.search(re.sub(r"要素|需要|主要|重要", "", before)):
            return w.NOT_OF_SELF
        if re.match(r"的?(?:专项)?(?:补贴|补助|奖励|资助|政策|扶持|申报|申请|认定(?!的))", rest):
            return w.NOT_OF_SELF
        of_self = bool(w.PREDICATE.search(before)) or (
            of_self and bool(w.STATED.search(before) or not asks)
        )
        if of_self:
            return ""
        if asks or w.TOPIC.search(view, start, end):
            return w.NOT_OF_SELF
        stands = reader.of_self or bool(w.STATED.search(before))
        return "" if stands or not (reader.asking or reader.alone) else w.NOT_OF_SELF
    if re.match(r"的(?:企业|公司|单位|项目|人)", rest) and not re.search(r"是|一[家个]", before):
        return w.NOT_OF_SELF
    if asks and re.search(r"需|必须|才|要(?!素)|门槛|条件|标准", before):
        return w.NOT_OF_SELF
    if sort == "range" and reader.asking and not of_self and not reader.of_self:
        dated = not asks and re.search(r"去年|今年|前年|上年|\d{4}年", before)
        return "" if dated else w.NOT_OF_SELF
    return ""


def _times(view: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[str]:
    """The codes of the times named in ``[start, end)``; "?" where no calendar year is meant."""
    codes: dict[str, None] = {}
    spans = list(taken)
    for pattern, code in w.TIME:
        for match in pattern.finditer(view, start, end):
            if any(a < match.end() and match.start() < b for a, b in spans):
                continue
            if code != "?":
                spans.append(match.span())
            year = match.groupdict().get("year") or ""
            if code or not year:
                codes[code] = None
                continue
            value = number(year)
            codes[f"{int(value):04d}" if value is not None and value >= 1000 else "?"] = None
    return list(codes)


def _dates(reader: _Reader, start: int, end: int) -> list[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for pattern, attribute in (
        (w.FOUNDED, "established_on"),
        (w.BORN, "birth_date"),
        (w.GRADUATED, "graduated_on"),
    ):
        for match in pattern.finditer(reader.view, start, end):
            written = match["day"] or match.groupdict().get("day2") or ""
            value = day_value(written)
            why = _refused(reader, (start, end), match.span(), "exact") if value else w.IMPOSSIBLE
            if value and not why:
                words = reader.text[match.start() : match.end()]
                reader.found.append((attribute, "now", value, words))
            else:
                reader.leave(attribute, written, *match.span(), why)
            taken.append(match.span())
    for match in w.ANY_DATE.finditer(reader.view, start, end):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        written = match[0] if "年" in match[0] else f"2000年{match[0]}"  # 2月29日 may be
        if day_value(written) is None:
            reader.leave("", match[0], *match.span(), w.IMPOSSIBLE)
            taken.append(match.span())
    return taken


def _figures(
    reader: _Reader, start: int, end: int, context: str, taken: list[tuple[int, int]]
) -> str:
    """Takes the figures of a piece; gives the time later pieces speak of."""
    view, left, since = reader.view, start, start
    for match in w.FIGURE.finditer(view, start, end):
        if any(a < match.end("q") and match.start("q") < b for a, b in taken):
            continue
        # whatever a visitor writes is given back, and why it cannot be taken
        quantity = read_quantity(re.sub("[多余来]", "", match["q"]), most=None)
        if quantity is None or of_the_calendar(view, match, quantity):
            continue
        times = _times(view, since, match.start(), taken)
        attribute, begin, stop = _whose(view, left, match, end, quantity, reader.names)
        left = match.end()
        if attribute is None:
            continue
        since = left
        if view[begin] == "年" and (year := re.search(rf"{w.CN_YEAR}$", view[start:begin])):
            begin = start + year.start()
        context = times[0] if len(times) == 1 else "?" if times else context
        yearly = attribute.period.code == "annual"
        value = as_written(match, quantity)
        why = ""
        if match["near"] or match["tail"] in ("左右", "上下", "出头", "不到") or "来" in match["q"]:
            value, why = view[match.start() : match.end()], w.ROUGHLY
        elif re.search(rf"(?:{w.ROUGH})$", view[start:begin]):
            why = w.ROUGHLY
        elif not writable(quantity):
            value, why = view[match.start() : match.end()], w.TOO_LARGE
        elif yearly and context == "?":
            why = w.WHICH_YEAR
        else:
            sort = "range" if value[0] in "[(" else "exact"
            why = _refused(reader, (start, end), (begin, stop), sort)
        if why:
            reader.leave(attribute.id, value, begin, stop, why)
            continue
        period = (context or "Y-1") if yearly else attribute.period.code
        reader.found.append((attribute.id, period, value, reader.text[begin:stop]))
    later = _times(view, since, end, taken)
    return later[-1] if later else context


def _whose(
    view: str, left: int, match: re.Match[str], end: int, quantity: AnyQuantity, names: Names
) -> tuple[Attribute | None, int, int]:
    """The attribute a figure belongs to: named before it, or after it, or by its unit (45岁)."""
    before = view[left : match.start()]
    bare = re.sub(
        r"(?:是|为|有|达到?|共|达|的|了|大概|约|满|已|分别|各|需要|需|要|必须|须)+$", "", before
    )
    bare = re.sub(
        r"^.*(?:去年|今年|前年|上年度?|上一年度?|当年|目前|现有|现在|我们?|公司|企业|本人|单位)"
        r"(?:的|有|是|一共|共)*",
        "",
        bare,
    )
    kind = kind_of(quantity)
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
            if any(names.known(after[1][:size], other) for other in _FIGURES if other != kind):
                break  # 3年营业收入: the word is the beginning of another figure's name
            if known := names.known(after[1][:size], kind, quantity):
                return known, match.start(), match.end() + after.start(1) + size
    return None, 0, 0


_FIGURES = (Kind.MONEY, Kind.RATIO, Kind.HEADCOUNT, Kind.AREA, Kind.DURATION, Kind.COUNT)


def _named(reader: _Reader, start: int, end: int) -> None:
    """Titles, categories, places and yes-or-no facts stated without a number."""
    text, view = reader.text, reader.view
    group = read_conditions(text, view, start, end, reader.words, residual=False)
    for tag in _tags(group):
        quoted = re.sub(r"\d{4}年度?", "", fold(tag.quote.text))  # a year is no figure
        if tag.quote.start < 0 or (tag.shape != "is" and re.search(QUANTITY, quoted)):
            continue
        span = (tag.quote.start, tag.quote.start + len(tag.quote.text))
        try:
            said = _said_by(tag, reader)
        except ValueError:  # 0000年, 近99999年: a time no calendar has
            reader.leave("", tag.period, *span, w.IMPOSSIBLE_TIME)
            continue
        for attribute, period, value in said:
            at = _noun(reader.words, fold(tag.quote.text), fold(value))
            inner = (span[0] + at, span[1])
            sort = "stated" if attribute.kind is Kind.BOOL else "name"
            if why := _refused(reader, (start, end), inner, sort):
                reader.leave(attribute.id, value, *span, why)
            else:
                reader.found.append((attribute.id, period, value, tag.quote.text))


def _noun(words: Lexicon, quote: str, value: str) -> int:
    """Where the name itself begins in 不是高新技术企业."""
    for pattern in (words.titles, *(p for _, p in words.tags)):
        if match := pattern.search(quote):
            return match.start()
    return max(quote.find(value), 0)


def _said_by(tag: DraftTag, reader: _Reader) -> list[tuple[Attribute, str, str]]:
    """Attribute, period code and value of every fact a tag holds."""
    names, quote = reader.names, tag.quote.text
    match tag.shape:
        case "has" if attribute := names.known(tag.name, Kind.TAGS):
            options = [reader.words.canonical(value) or value for value in tag.values]
            # 2023年被认定: granted in that year, which does not say that it holds today
            year = re.fullmatch(r"(\d{4})年度?", fold(tag.period))
            code = year[1] if year else "now"
            return [(attribute, code, o) for o in options if o in attribute.options]
        case "one_of" if attribute := names.known(tag.name, Kind.REGION):
            if tag.negated:
                return []
            if tag.values[0].startswith(("本", "我", "全", "境", "国")):
                return []
            span = SourceSpan(start=0, end=len(quote) or 1, quote=quote or " ")
            return [(attribute, "now", names.place(tag.values[0], span))]
        case "one_of" if attribute := names.known(tag.name, Kind.ENUM):
            known = (*attribute.options, *(i.value for i in attribute.implies))
            if len(tag.values) == 1 and tag.values[0] in known and not tag.negated:
                return [(attribute, "now", tag.values[0])]
        case "is" if attribute := names.known(tag.name, Kind.BOOL):
            code = "now"
            if tag.period:
                code = read_period(tag.period, flow=False, default=attribute.period)[0].code
            return [(attribute, code, "false" if tag.negated else "true")]
        case _:
            pass
    return []


def _industry(reader: _Reader, start: int, end: int) -> None:
    """一家制造业企业, 从事软件业, 所属行业为餐饮业: the trade said as a noun."""
    attribute = reader.names.vocabulary.get("industry")
    if attribute is None or any(f[0] == "industry" for f in reader.found):
        return
    written = {fold(o): o for o in (*attribute.options, *(i.value for i in attribute.implies))}
    trades = "|".join(sorted(map(re.escape, written), key=len, reverse=True))
    match = re.compile(
        r"(?:^|(?<=[,;。!?、家个是于为事做的])|(?<=行业|领域|主营|公司))"
        rf"(?P<trade>{trades})(?:类|的|行业|领域)*"
        r"(?P<who>(?:小微|中小|小型|中型|大型|民营|科技)*(?:企业|公司|单位|工厂|厂))?"
        r"(?=有|能|可|[^一-鿿]|$)"
    ).search(view := reader.view[:end], start)
    if match is None:
        return
    if any(u.attribute == "industry" and u.words in view[start:] for u in reader.unread):
        return
    value = written[match["trade"]]
    if why := _refused(reader, (start, end), match.span(), "name"):
        reader.leave("industry", value, *match.span(), why)
    else:
        reader.found.append(("industry", "now", value, reader.text[slice(*match.span())]))


def _tags(node: DraftNode | None) -> list[DraftTag]:
    if node is None:
        return []
    if isinstance(node, DraftGroup):
        return [t for child in node.of for t in _tags(child)]
    return [node]
