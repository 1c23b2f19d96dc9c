"""Damage of stored copies: lost signs and units, eaten separators, double layers, foreign matter.

Copies that went through converters, summarisers and document sites lose what is small: a percent
sign, the marks between three sums, the digits before 万元. A sum or rate that was hurt is no sum or
rate: ``refused`` keeps it out of the rules, and a person has to look at the original.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from compiler.diagnostics import diagnose
from compiler.fold import fold
from rules.benefit import InKind, nested_awards
from rules.condition import AllOf, Unparsed
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule

_ENDS = r"(?=[,;。、)\n](?!\d{3}(?!\d))|$)"  # 最高2,000万元 is one number
_RATE_WORD = r"(?:比例|占比|比率|费率|利率|增长率|增速|增幅|满意[度率]|合格率|达标率|入住率|就业率)"
#: 「按研发费用的10给予补助」「比例不低于3的企业」: a rate without its sign.
_LOST_SIGN = re.compile(
    rf"按(?:照)?[^,;。|\n]{{2,30}}?的(?P<a>\d{{1,3}}(?:\.\d+)?)(?=(?:给予|予以|进行)?(?:补|奖|资助|贴息)|,(?!\d))"
    rf"|{_RATE_WORD}(?:不低于|不少于|不高于|不超过|达到|超过|低于|高于|达|为)(?P<b>\d{{1,3}}(?:\.\d+)?)"
    r"(?=[,;。、)\n](?!\d)|的|以上|以下|以内|$)"
)
#: 「营业收入在万元以上」: the number before the unit is gone.
_LOST_NUMBER = re.compile(
    r"(?:在|达到|不低于|不少于|超过|不超过|给予|最高|奖励|补贴|补助|资助|收入|产值|投资额|金额|[,;。])"
    r"(?P<a>[万亿]元)(?=以上|以下|以内|的?(?:一次性)?(?:奖励|补贴|补助|资助))"
)
#: 「给予一次性奖励10。」「最高200000，」: a sum without its unit.
_LOST_UNIT = re.compile(
    rf"(?:奖励|补贴|补助|资助|补偿)(?:资金|金额)?(?P<a>\d[\d.]*\d|\d){_ENDS}"
    rf"|(?:最高|封顶)(?:补贴|奖励|补助|资助|额|额度|金额)?(?:为|不超过|至|达)?(?P<b>\d[\d.]*\d|\d){_ENDS}"
)
_PIECE = r"[1-9]\d{0,2}?0+"
#: 「分别给予805030万元」: three sums whose separators were eaten.
_EATEN = re.compile(
    rf"分别[^\d,;。\n]{{0,16}}(?P<a>(?:{_PIECE}){{2,}})(?=(?:[万亿]?元|%)(?!\s*[、和及/]))"
    rf"|(?<![\d.])(?P<b>(?:[1-9]\d?0){{3,}})(?=[万亿]元)"
)
#: 「30%30%」: the same figure twice, from two layers of text on one page.
_DOUBLED = re.compile(r"(?P<a>\d[\d.]*(?:%|[万亿]?元|个月)|\d{2,}人)(?P=a)")
_FIGURES = {
    "PC306": _LOST_SIGN,
    "PC307": _EATEN,
    "PC308": _LOST_NUMBER,
    "PC309": _LOST_UNIT,
    "PC310": _DOUBLED,
}

DAMAGED = frozenset(_FIGURES)

_TONED = re.compile(
    r"[\u4e00-\u9fff]\s?[(\[]\s*(?=[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\s*[)\]]"
)
_PLAIN = re.compile(r"[\u4e00-\u9fff][(\[][a-z]{1,6}[)\]](?=[\u4e00-\u9fff])")
_LOST_MARK = re.compile(r"\?[。、.](?=\S)|(?:^|\n)\?+(?=[\u4e00-\u9fff])")
_CUT_WORDS = re.compile(
    r"(?:点击)?(?:查看|阅读|展开|显示)(?:全文|更多|剩余|完整)[^\n]{0,12}|[(\[](?:未完待续|待续|下略|以下略)[)\]]|剩余\d+%"
)
_CUT_OFF = re.compile(
    r"[\u4e00-\u9fff]{6,}[^。;|]*(?:[,、(]|[的和及与或为对按])\s*$|^第[^条]{1,8}条[^。;|]*[^。;|)\]\"]\s*$"
)
_RETOLD = re.compile(
    r"(?:小编|本文(?:将|为大家|带你)|综上所述|总的来说|总而言之|据(?:悉|了解|介绍)|记者(?:从|了解|获悉)|划重点|干货)[^\n。]{0,30}"
)
_SITE = re.compile(
    r"第\s*\d+\s*页\s*/\s*共\s*\d+\s*页|文档贡献者[^\n]{0,12}|(?:下载|上传)(?:文档|者|时间|于)[^\n]{0,16}|开通VIP[^\n]{0,12}"
    r"|版权归[^\n]{0,20}所有|扫描?二?维?码(?:关注|下载)[^\n]{0,12}|内部资料[^\n]{0,10}|未经[^\n]{0,8}(?:许可|授权)[^\n]{0,16}"
)
_MATTER = {
    "PC211": _LOST_MARK,
    "PC212": _CUT_WORDS,
    "PC213": _RETOLD,
    "PC215": _SITE,
}
_LONG = 12  # characters of a sentence that is not repeated by chance
_SHARE = 0.4  # of a text that stands in it again


def noise(document: PolicyDocument) -> tuple[Diagnostic, ...]:
    """What was damaged in the copy this text was read from, in the order of the codes."""
    view = fold(document.text)
    found = [_said(document, code, start, end) for code, start, end in _places(view)]
    if span := _repeated(document, view):
        quote = span.quote[:40]
        found.append(diagnose("PC214", span, file=document.source_name, quote=quote))
    return tuple(dict.fromkeys(found))


def _said(document: PolicyDocument, code: str, start: int, end: int) -> Diagnostic:
    span = document.span(start, end)
    return diagnose(code, span, file=document.source_name, quote=span.quote.strip()[:60])


def _places(view: str) -> Iterator[tuple[str, int, int]]:
    for code, pattern in _FIGURES.items():
        for match in pattern.finditer(view):
            yield code, *match.span()
    toned = list(_TONED.finditer(view))
    plain = list(_PLAIN.finditer(view))
    if toned or len(plain) > 2:
        first = min((*toned, *plain), key=lambda m: m.start())
        yield "PC210", *first.span()
    for code, pattern in _MATTER.items():
        for match in pattern.finditer(view):
            if match[0].strip():
                yield code, *match.span()
    last = view.rstrip()
    tail = last[max(last.rfind(end) for end in "\n。;") + 1 :]
    if (cut := _CUT_OFF.search(tail)) and len(tail) > _LONG:
        start = len(last) - len(tail) + cut.start()
        yield "PC212", start, len(last)


def _repeated(document: PolicyDocument, view: str) -> SourceSpan | None:
    """The first sentence that comes again, where much of the text does."""
    sentences = [
        m for m in re.finditer(r"[^。;\n]+", view) if len(m[0].strip()) >= _LONG and "|" not in m[0]
    ]
    times = Counter(m[0].strip() for m in sentences)
    again = sum(len(text) * (count - 1) for text, count in times.items())
    if again < _SHARE / 2 * len(view):  # the second copy is half of what there is
        return None
    first = next(m for m in sentences if times[m[0].strip()] > 1)
    return document.span(*first.span())


def refused(rules: tuple[Rule, ...], found: tuple[Diagnostic, ...]) -> tuple[Rule, ...]:
    """The rules without damaged sums: what was hurt is a condition that a person must rule on."""
    hurt = [d for d in found if d.code in DAMAGED and d.span is not None]
    return tuple(_refused(rule, hurt) for rule in rules)


def _refused(rule: Rule, hurt: list[Diagnostic]) -> Rule:
    inside = [d for d in hurt if d.span is not None and overlap(d.span, rule.source)]
    if not inside:
        return rule
    leaves = tuple(
        Unparsed(reason=f"{d.message}；{d.hint}", source=d.span) for d in inside if d.span
    )
    children = rule.when.of if isinstance(rule.when, AllOf) else (rule.when,)
    award = rule.award
    spans = [s for a in nested_awards(award) for s in (a.source, *(c.source for c in a.caps))]
    if any(overlap(leaf.source, span) for leaf in leaves for span in spans):
        award = InKind(what=award.source.quote, source=award.source)
    return rule.model_copy(update={"when": AllOf(of=(*children, *leaves)), "award": award})


def overlap(one: SourceSpan, other: SourceSpan) -> bool:
    """Whether two stretches of one text share a character."""
    return one.start < other.end and other.start < one.end
