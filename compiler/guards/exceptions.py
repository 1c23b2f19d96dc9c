"""Exceptions: who or what the text leaves out must be left out by the rule, or be reported.

「（金融、房地产企业除外）」 read as a condition turns the sentence round, and read as nothing lets
in whom it shuts out; neither shows in the rule. Each exception of an item's own sentences must meet
something negative in its rule: an exclusion, a 不 or 非, a limit on receiving twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostics import diagnose
from compiler.fold import fold
from compiler.guards.asked import asked, labels
from compiler.guards.stretch import own_sentences
from rules.benefit import nested_awards
from rules.condition import Compare, Judged, Leaf, Unparsed
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule

_LEFT_OUT = re.compile(
    r"\((?P<within>[^()]*除外|不包?[含括]有?[^()]+|[^()]*不在此列)\)"
    r"|除(?!另有|法律|国家|本办法|特殊|特别|已|此|享受|按|给予)(?P<but>[^,。;()、]{2,40}?)(?:以|之)?外(?=[,的])"
    r"(?!的?,?[^,。;]{0,8}(?:还|另|再|可|均|应))"
    r"|(?P<after>[^,。;()]{2,40})(?:除外|不在此列|不纳入[^,。;]{0,8}范围)"
    r"|(?P<paid>[^,。;()]*(?:已|此前|曾)[^,。;()]{0,6}(?:获|享|领|得)[^,。;()]{0,20})(?:的)?(?:部分|金额|资金|奖励|补助|补贴|款项)?(?:应?予?以?|从中)扣除"
)
#: What a sum or a measure leaves out (不含税, 不含土地款) asks nothing of anybody.
_OF_A_SUM = re.compile(
    r"税|土地|款|费|本[数级]|息|车位|面积|价|设备|库存|配套|级差|补贴|\d|房(?!地产)|年限|当年"
)
_PAID_BEFORE = re.compile(r"(?:已|曾|此前)[^,;。]{0,4}[享获领取得]")
_SWALLOWED = re.compile(
    r"除外|(?:以|之)外(?=的|$)|不在此列|除[^,。;()]{1,30}外|\(不包?[含括](?!税|\))"
)
_OUTSIDE_OF = re.compile(
    r"(?:境|国|区|市|省|县|辖区|海|馆|室|校|店|场|户|内|校|此)(?:以|之)?外|以外国家"
)
_BEHIND = re.compile(
    r"(?:[的等类]|企业|项目|单位|人员|情形|机构|行业|产品)*(?:除外|不在此列|(?:以|之)外[,)的])"
)
_BEFORE = re.compile(r"(?:不属于|不是|不含|不包括|不得|不存在|未曾|并非)$")
_NEGATIVE = re.compile(r"[不未非无除]|以外")
_JOINS = re.compile(r"[、和及与或]|以及")
_NO_WORD = re.compile(r"不包?[含括]有?|除外|不在此列|企业|项目|单位|行业|等|类")


def lost_exceptions(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """What the text of a rule leaves out and its rule does not."""
    told = {(s.start, s.end): s for s in (*_turned_round(document, rule), *_left(document, rule))}
    for span in told.values():
        yield diagnose("PC511", span, file=document.source_name, quote=span.quote[:60])


def _turned_round(document: PolicyDocument, rule: Rule) -> Iterator[SourceSpan]:
    """Conditions that ask for just what the words around them leave out."""
    for leaf, shuts_out in asked(rule):
        if shuts_out or isinstance(leaf, Judged | Unparsed | Compare) or _says_no(leaf):
            continue
        span = leaf.source
        quote = fold(span.quote)
        before = fold(document.text[max(0, span.start - 4) : span.start])
        behind = fold(document.text[span.end : span.end + 12])
        swallowed = _SWALLOWED.search(quote) and not _OUTSIDE_OF.search(quote)
        if swallowed or _BEFORE.search(before) or _BEHIND.match(behind):
            yield span


def _says_no(leaf: Leaf) -> bool:
    return any(re.match(r"不|未|非|无|没有", name) for name in labels(leaf))


def _left(document: PolicyDocument, rule: Rule) -> Iterator[SourceSpan]:
    """Exceptions in the sentences of an item that nothing of its rule stands for."""
    start, end = own_sentences(document, rule)
    view = fold(document.text[start:end])
    met = _met(rule)
    if any(award.kind == "top_up" for award in nested_awards(rule.award)):
        met.append((start, end))  # what was paid before is subtracted
    for match in _LEFT_OUT.finditer(view):
        name = match.lastgroup or "but"
        words = match[name]
        if name == "within" and _OF_A_SUM.search(words) and not _PAID_BEFORE.search(words):
            continue
        first, last = start + match.start(name), start + match.end(name)
        if any(a < last + 6 and first < b for a, b in met) and not (
            name == "within" and _misses_one(match, start, met)
        ):
            continue
        yield document.span(start + match.start(), start + match.end())


def _misses_one(match: re.Match[str], start: int, met: list[tuple[int, int]]) -> bool:
    """Of several things left out (金融、房地产企业除外) one met no exclusion."""
    place = match.start("within")
    for part in _JOINS.split(match["within"]):
        begin, end = place, place + len(part)
        place = end + 1
        bare = _NO_WORD.sub("", part)
        known = any(a < start + end and start + begin < b for a, b in met)
        if len(bare) > 1 and not known:
            return True
    return False


def _met(rule: Rule) -> list[tuple[int, int]]:
    """Where the rule says no to something."""
    spans = [
        leaf.source
        for leaf, shuts_out in asked(rule)
        if shuts_out
        or isinstance(leaf, Unparsed | Judged)
        or any(_NEGATIVE.search(name) for name in labels(leaf))
    ]
    spans += [s.source for s in rule.stacking]
    spans += [note.source for note in rule.obligations]
    return [(s.start, s.end) for s in spans]
