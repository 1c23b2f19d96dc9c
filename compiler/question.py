"""Facts from one sentence of a visitor: 「我们公司2020年成立，去年营业收入3000万」.

The same grammar that reads policies reads the question, but a number here is a value, not a
threshold. Only what resolves to the vocabulary and is said of the visitor is taken; every fact
comes with the words it was read from. What was seen and not taken (an impossible date, a rough
figure, what is only asked about) is given back with the reason in Chinese.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from compiler.extract.conditions import read_conditions
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.lexicon import Lexicon, lexicon
from compiler.extract.pieces import split
from compiler.fold import fold
from compiler.normalise import NUMBER, QUANTITY, SUFFIXES, UNIT, number, read_quantity
from compiler.resolve import Names, read_period
from rules.document import DocumentMeta, SourceSpan
from rules.quantity import AnyQuantity, Duration, Ratio
from rules.quantity import quantity as read_written
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


_CN_YEAR = r"(?:(?<!\d)\d{4}|[〇○零一二三四五六七八九]{4})"
_TIME = (
    # Parts of a year, several years, years cut short: no yearly figure can be placed in them.
    (
        re.compile(
            r"[上下]半年|半年|季度|每个?月|月均|月度|(?<!\d)\d{1,2}月份?|[上本这]个?月|每年|年均|平均"
            rf"|(?:最近|近|连续|前|过去|这)(?:\d{{1,2}}|[一二三四五六七八九十两几])+个?年|{_CN_YEAR}年?"
            rf"[-~至到]{_CN_YEAR}年|(?:^|(?<=公司|企业|我们)|(?<=[,我]))\d{{2}}年度?(?=[营主研产销净利收纳])"
        ),
        "?",
    ),
    (re.compile(r"去年|上一?年度?|前一年|上年"), "Y-1"),
    (re.compile(r"今年|当年|本年度?"), "Y"),
    (re.compile(r"前年"), "Y-2"),
    (re.compile(rf"(?P<year>{_CN_YEAR})年度?"), ""),
)
_DAY = r"(?<!\d)\d{4}年(?:\d{1,4}月(?:\d{1,4}[日号])?)?"
_FOUNDED = re.compile(
    rf"(?P<day>{_DAY})(?:注册|成立|设立|登记|创办|开办)+"
    r"|(?:注册|成立|设立|创办|开办)(?:时间|日期)?(?:是|为|于|在)*"
    rf"(?P<day2>{_DAY})"
)
_BORN = re.compile(r"(?P<day>(?<!\d)\d{4}年\d{1,4}月\d{1,4}[日号])(?:出生|生)")
_ANY_DATE = re.compile(
    r"(?<!\d)\d{4}年\d{1,4}月(?:\d{1,4}[日号])?|(?<![\d年])\d{1,4}月\d{1,4}[日号]"
)
_ROUGH = r"大约|大概|约|将近|接近|临近|近|差不多|估计|预计|预期|计划|可能|应该|也许|或许|大致"
_BARE_UNIT = r"(?:千万|百万|亿|万)(?![元美欧英港日韩人名件项家个户次台套篇亩吨平度㎡])"
_NUMBER = re.compile(
    r"(?P<less>不到|不足|少于|低于|未满|不超过|至多|最多)?"
    r"(?P<more>超过|超|多于|高于|大于|至少|不低于|不少于)?"
    rf"(?P<near>(?:{_ROUGH})+(?:是|为|有|在|达到?)?)?"
    rf"(?P<q>{NUMBER}(?:亿|万)?(?:多|余|来){UNIT}|{QUANTITY}|{NUMBER}{_BARE_UNIT})"
    r"(?P<tail>多|余|左右|上下|出头|不到|及?以上|及?以下|以内)?"
)
_ASKS = re.compile(
    r"多少|几(?![乎年])|什么|啥|哪|怎么|怎样|咋|如何|[吗呢么]$|是否|能否|可否|(.)不\1|有没有|可不可以"
    r"|能(?:够)?(?:拿|领|得|申请|申报|享受|获|补)|可以?(?:拿|领|得|申请|申报|享受|获|补)"
)
_TOPIC = re.compile(r"补贴|补助|奖励|资助|扶持|奖补|政策|条件|申报|门槛|标准")
_SELF = re.compile(r"我|咱|俺|本(?:公司|企业|单位|人|厂|店|司|机构|社|校)|自己")
_PREDICATE = re.compile(
    r"^(?:也|还|又|都|同时|并且?|而且|且|现在|目前)*(?:是|属于|属|作为|身为|系|公司|单位|已|一[家个名位])"
    r"|(?<![不没未的])(?:是|属于)"
)
_STATED = re.compile(r"注册[在于]|注册地|行业[为是]|主营|位于|户籍|户口|无|没有|未|从事|[有了在]")
_WISHED = re.compile(
    r"想|打算|准备|计划|正在|拟|申请|申报|争取|希望|如何|怎么|什么|哪|是否|是不是|要"
)
_DENIED = re.compile(
    r"(?:不|没有?|未|非)(?:再|曾|能|被)*(?:是|属于?|算|为|获得?|取得|认定|评为)?(?:为|过)?(?:一[家个名])?$"
)
_OTHERS = re.compile(
    r"(?:女儿|儿子|孩子|子女|父母|父亲|母亲|爸|妈|配偶|爱人|妻子|丈夫|老公|老婆|朋友|亲戚|客户|员工"
    r"|职工|同事|招用|招聘|吸纳|聘用)[^,;。]{0,8}$"
)

_IMPOSSIBLE = "没有看懂：日历上没有这一天，请按「2020年3月5日」的写法重新填写"
_IMPOSSIBLE_TIME = "没有看懂：没有这样的年份或期间，请重新填写"
_TOO_LARGE = "没有看懂：数字太大或太长，请检查后重新填写"
_ROUGHLY = "说的是大概的数，不能当作准确的数；请写准确的数，或写「超过…」「不到…」"
_WHICH_YEAR = "不清楚说的是哪一年全年的数；请写明年份，例如「2025年」「去年」"
_NOT_OF_SELF = (
    "像是在问这一类的政策，没有当作您的情况；如果说的是您自己，请写「我们是…」「我公司…」"
)
_SOMEBODY_ELSE = "说的是别人的情况，没有当作您自己的情况"
_DENIES = "说的是没有或还没有取得，没有当作已有的情况"


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
        asked = why == _NOT_OF_SELF
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
        taken = _dates(reader, start, end)
        context = _figures(reader, start, end, context, taken)
        _named(reader, start, end)
        _industry(reader, start, end)
        if reader.found or _SELF.search(view, start, end):
            reader.of_self = True
    return Sentence(tuple(dict.fromkeys(reader.found)), tuple(dict.fromkeys(reader.unread)))


def facts_from_sentence(text: str, vocabulary: Vocabulary) -> tuple[SaidFact, ...]:
    """Facts the sentence states of the person asking; what is only asked about is no fact."""
    return read_sentence(text, vocabulary).facts


def _asks(view: str, start: int, end: int) -> bool:
    return view[end : end + 1] == "?" or bool(_ASKS.search(view[start:end].rstrip()))


def _refused(reader: _Reader, piece: tuple[int, int], span: tuple[int, int], sort: str) -> str:
    """Why these words are not said of the visitor, or "" when they are.

    ``sort``: an exact figure, a range, or a name (a title, a choice, a place).
    """
    view, (start, end), (a, b) = reader.view, piece, span
    before, rest = view[start:b], view[b:end].strip()
    asks = _asks(view, start, end)
    if asks and re.fullmatch(r"(?:了|的)?[吗么呢]?", rest):
        return _NOT_OF_SELF  # whether it is so is the question
    of_self = bool(_SELF.search(before))
    if sort == "name":
        if _DENIED.search(view[start:a]):
            return _DENIES
        if _OTHERS.search(before):
            return _SOMEBODY_ELSE
        if _WISHED.search(re.sub(r"要素|需要|主要|重要", "", before)):
            return _NOT_OF_SELF
        if re.match(r"的?(?:专项)?(?:补贴|补助|奖励|资助|政策|扶持|申报|申请|认定(?!的))", rest):
            return _NOT_OF_SELF
        of_self = bool(_PREDICATE.search(before)) or (
            of_self and bool(_STATED.search(before) or not asks)
        )
        if of_self:
            return ""
        if asks or _TOPIC.search(view, start, end):
            return _NOT_OF_SELF
        stands = reader.of_self or bool(_STATED.search(before))
        return "" if stands or not (reader.asking or reader.alone) else _NOT_OF_SELF
    if re.match(r"的(?:企业|公司|单位|项目|人)", rest) and not re.search(r"是|一[家个]", before):
        return _NOT_OF_SELF
    if asks and re.search(r"需|必须|才|要(?!素)|门槛|条件|标准", before):
        return _NOT_OF_SELF
    if sort == "range" and reader.asking and not of_self and not reader.of_self:
        dated = not asks and re.search(r"去年|今年|前年|上年|\d{4}年", before)
        return "" if dated else _NOT_OF_SELF
    return ""


def _times(view: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[str]:
    """The codes of the times named in ``[start, end)``; "?" where no calendar year is meant."""
    codes: dict[str, None] = {}
    spans = list(taken)
    for pattern, code in _TIME:
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


def _value_of(written: str) -> str | None:
    """A written day, month or year as facts files write it; None when there is no such date."""
    parts = [int(n) for n in re.findall(r"\d+", written)]
    year, month, day = (*parts, 0, 0)[:3]
    if year < 1000 or (len(parts) > 1 and not 1 <= month <= 12):
        return None
    if len(parts) == 1:  # a year: any day of it
        return f"[{year:04d}-01-01,{year:04d}-12-31]"
    last = calendar.monthrange(year, month)[1]
    if len(parts) == 2:  # a month: any day of it
        return f"[{year:04d}-{month:02d}-01,{year:04d}-{month:02d}-{last:02d}]"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= last else None


def _dates(reader: _Reader, start: int, end: int) -> list[tuple[int, int]]:
    taken: list[tuple[int, int]] = []
    for pattern, attribute in ((_FOUNDED, "established_on"), (_BORN, "birth_date")):
        for match in pattern.finditer(reader.view, start, end):
            written = match["day"] or match.groupdict().get("day2") or ""
            value = _value_of(written)
            why = _refused(reader, (start, end), match.span(), "exact") if value else _IMPOSSIBLE
            if value and not why:
                words = reader.text[match.start() : match.end()]
                reader.found.append((attribute, "now", value, words))
            else:
                reader.leave(attribute, written, *match.span(), why)
            taken.append(match.span())
    for match in _ANY_DATE.finditer(reader.view, start, end):
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        written = match[0] if "年" in match[0] else f"2000年{match[0]}"  # 2月29日 may be
        if _value_of(written) is None:
            reader.leave("", match[0], *match.span(), _IMPOSSIBLE)
            taken.append(match.span())
    return taken


def _figures(
    reader: _Reader, start: int, end: int, context: str, taken: list[tuple[int, int]]
) -> str:
    """Takes the figures of a piece; gives the time later pieces speak of."""
    view, left, since = reader.view, start, start
    for match in _NUMBER.finditer(view, start, end):
        if any(a < match.end("q") and match.start("q") < b for a, b in taken):
            continue
        quantity = read_quantity(re.sub("[多余来]", "", match["q"]))
        if quantity is None or _of_the_calendar(view, match, quantity):
            continue
        times = _times(view, since, match.start(), taken)
        attribute, begin, stop = _whose(view, left, match, end, quantity, reader.names)
        left = match.end()
        if attribute is None:
            continue
        since = left
        if view[begin] == "年" and (year := re.search(rf"{_CN_YEAR}$", view[start:begin])):
            begin = start + year.start()
        context = times[0] if len(times) == 1 else "?" if times else context
        yearly = attribute.period.code == "annual"
        value = _written(match, quantity)
        why = ""
        if match["near"] or match["tail"] in ("左右", "上下", "出头", "不到") or "来" in match["q"]:
            value, why = view[match.start() : match.end()], _ROUGHLY
        elif re.search(rf"(?:{_ROUGH})$", view[start:begin]):
            why = _ROUGHLY
        elif not _writable(quantity):
            value, why = view[match.start() : match.end()], _TOO_LARGE
        elif yearly and context == "?":
            why = _WHICH_YEAR
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


def _writable(quantity: AnyQuantity) -> bool:
    """Whether facts files can hold the quantity: they refuse numbers of absurd length."""
    try:
        read_written(str(quantity))
    except ValueError:
        return False
    return True


def _of_the_calendar(view: str, match: re.Match[str], quantity: AnyQuantity) -> bool:
    """2023年, 2023年12月 name a time, they are no length of one; nothing lasts a thousand years."""
    if not isinstance(quantity, Duration):
        return False
    month = re.fullmatch(r"\d+月", match["q"]) and view[: match.start("q")].endswith("年")
    return bool(month) or (quantity.unit == "year" and quantity.value >= 1000)


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
            if any(names.known(after[1][:size], other) for other in _FIGURES if other != kind):
                break  # 3年营业收入: the word is the beginning of another figure's name
            if known := names.known(after[1][:size], kind, quantity):
                return known, match.start(), match.end() + after.start(1) + size
    return None, 0, 0


_FIGURES = (Kind.MONEY, Kind.RATIO, Kind.HEADCOUNT, Kind.AREA, Kind.DURATION, Kind.COUNT)


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
    tail = (match["tail"] or "").removeprefix("及")
    if tail in ("多", "余") or re.search("多|余", match["q"]):
        return f"({quantity},)"
    if match["more"]:
        return f"[{quantity},)" if match["more"] in _INCLUDED else f"({quantity},)"
    if match["less"]:
        return f"(,{quantity}]" if match["less"] in _INCLUDED else f"(,{quantity})"
    if tail in SUFFIXES and tail:
        return f"[{quantity},)" if tail == "以上" else f"(,{quantity}]"
    return str(quantity)


_INCLUDED = ("至少", "不低于", "不少于", "不超过", "至多", "最多")


def _named(reader: _Reader, start: int, end: int) -> None:
    """Titles, categories, places and yes-or-no facts stated without a number."""
    text, view = reader.text, reader.view
    group = read_conditions(text, view, start, end, reader.words, residual=False)
    for tag in _tags(group):
        if tag.quote.start < 0 or (tag.shape != "is" and re.search(QUANTITY, fold(tag.quote.text))):
            continue
        span = (tag.quote.start, tag.quote.start + len(tag.quote.text))
        try:
            said = _said_by(tag, reader)
        except ValueError:  # 0000年, 近99999年: a time no calendar has
            reader.leave("", tag.period, *span, _IMPOSSIBLE_TIME)
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
            return [(attribute, "now", o) for o in options if o in attribute.options]
        case "one_of" if attribute := names.known(tag.name, Kind.REGION):
            if tag.values[0].startswith(("本", "我", "全", "境", "国")):
                return []
            span = SourceSpan(start=0, end=len(quote) or 1, quote=quote or " ")
            return [(attribute, "now", names.place(tag.values[0], span))]
        case "one_of" if attribute := names.known(tag.name, Kind.ENUM):
            if len(tag.values) == 1 and tag.values[0] in attribute.options:
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
