"""Bad records: each denied or asserted, with its time; one of a kind of its own is proposed."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag, Quote
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment, period_before


def track_records(fragment: Fragment) -> None:
    """未被列入严重失信主体名单: bad records, each denied or asserted, with their time."""
    view = fragment.view
    negation = re.compile(w.NEGATION).search(view, fragment.start, fragment.end)
    if negation and (still := _STILL.search(view, fragment.start, negation.end())):
        negation = re.compile(w.NEGATION).search(view, fragment.start, still.start())
    anchor = negation.start() if negation else fragment.start
    head = period_before(fragment, fragment.start, fragment.end)
    taken = len(fragment.taken)
    found = _known_records(fragment, anchor)
    if not found or not (negation or _ASSERTED.search(view, fragment.start, fragment.end)):
        del fragment.taken[taken:]
        return
    end = _end_of_list(fragment, max(m.end() for m, _ in found), negation is not None)
    start = head.start() if head and head.start() < end else min(anchor, found[0][0].start())
    period = head.group() if head else ""
    listed = negation.end() if negation else head.end() if head else found[0][0].start()
    told_from = listed if negation or head else fragment.start
    first, name_of_first = found[0]
    if name_of_first != "骗取财政资金" and _narrower(fragment, told_from, first):
        # 没有知识产权侵权被行政处罚记录: a record of one kind only is none of the vocabulary's
        whole = anchor if negation or not head or head.end() > first.start() else head.end()
        _one_record(fragment, whole, end, period, start)
        return
    quote = fragment.quote(start, end)
    names = dict.fromkeys(name for _, name in found)  # 提供虚假材料骗取资金: one misdeed
    for name in names:
        match = next(m for m, other in found if other == name)
        begin = _begins(view, told_from, match.start())
        if match is not first and _narrower(fragment, begin, match):
            name = view[begin : match.end()]
        _add(fragment, match.start(), name, period, negation is not None, quote)
    for a, b in _unlisted(view, listed, end, [match.span() for match, _ in found]):
        _add(fragment, a, view[a:b], period, negation is not None, quote)
    fragment.take(start, end)
    for verb in _VERBS.finditer(view, fragment.start, fragment.end):
        if fragment.free(*verb.span()):
            fragment.take(*verb.span())


_ASSERTED = re.compile(
    r"被|列入|纳入|进入|宣告|申请破产|已|存在|发生|受到|有|骗取|骗领|套取|弄虚|拖欠|欠|虚假|欺骗|欺诈|虚报|冒领|伪造|编造|隐瞒|处于|正在|行为|记录"
)
_VERBS = re.compile(
    r"(?:未|没有|无|不存在|不得)?(?:曾)?(?:被)?"
    r"(?:发生过?|出现过?|列入|纳入|受到过?|存在|产生|造成|认定为|因|有关部门|市场监管部门|依法)+"
)
_PENALTY_OF_IT = re.compile(r"(?:的)?(?:行为|问题)?(?:而|且)?(?:被|受到?过?|遭到?)(?:处以|给予)?")
_TAIL = re.compile(
    r"(?:的)?(?:不良)?(?:行为|记录|情形|情况|事故|名单|名录|事件)?"
    r"(?:而)?(?:(?:被|受到?过?|遭到?)[^,;。、]{0,4}?(?:处罚|查处|追究刑事责任|立案))?(?:记录)?"
)


def _known_records(fragment: Fragment, anchor: int) -> list[tuple[re.Match[str], str]]:
    """The records of the table in text order; the first pattern that matches takes its words."""
    found = []
    for pattern, name in w.TRACK_RECORD:
        for match in re.compile(pattern).finditer(fragment.view, anchor, fragment.end):
            if match.group() and fragment.free(*match.span()):
                found.append((match, name))
                fragment.take(*match.span())
    found.sort(key=lambda pair: pair[0].start())
    told: list[tuple[re.Match[str], str]] = []
    for pair in found:
        if told and _PENALTY_OF_IT.fullmatch(fragment.view, told[-1][0].end(), pair[0].start()):
            if told[-1][1] not in _ANY_MISDEED:
                continue  # 因环境违法受到行政处罚: the penalty is of the misdeed before it
            told.pop()  # 因违法经营受到刑事处罚: for whatever it was, the penalty is what counts
        elif told and _one_misdeed(fragment, told[-1], pair[0].start()):
            told.pop()  # 因违法使用添加剂受到行政处罚: punished for this one thing
        told.append(pair)
    return told


_GOES_ON_TO = re.compile(
    r"[^,;。]{2,30}?(?:行为|问题)?(?:而|且)?(?:被|受到?过?|遭到?)[^,;。、]{0,12}"
)


def _one_misdeed(fragment: Fragment, last: tuple[re.Match[str], str], stop: int) -> bool:
    """Whether 违法, 违规 behind 因 is only the first word of what somebody was punished for."""
    match, name = last
    before = fragment.view[fragment.start : match.start()]
    return (
        name in _ANY_MISDEED
        and re.search(r"因(?:涉嫌|存在|从事)?$", before) is not None
        and _GOES_ON_TO.fullmatch(fragment.view, match.end(), stop) is not None
    )


#: 被列入失信名单且尚未移出: what has not been put right denies no record.
_STILL = re.compile(r"(?:且|并且?|,)?(?:仍|尚|还|至今|逾期|拒)(?:然|旧)?未$")
_ANY_MISDEED = ("违法违规行为", "重大违法违规行为")


def _end_of_list(fragment: Fragment, end: int, denied: bool) -> int:
    tail = _TAIL.match(fragment.view, end, fragment.end)
    end = tail.end() if tail else end
    rest = _MORE_LISTED.match(fragment.view, end, fragment.end) if denied else None
    return rest.end() if rest else end


def _add(fragment: Fragment, at: int, name: str, period: str, negated: bool, quote: Quote) -> None:
    tag = DraftTag(shape="is", name=name, period=period, negated=negated, quote=quote)
    fragment.tags.append((at, tag))


#: 「、欠缴社会保险费等情形」: records of the list that go on behind the last one known.
_MORE_LISTED = re.compile(
    r"(?:、|和|或者?|及)(?!未|无|没有|不|具有|依法)[^,;。]{2,30}?(?:等)?(?:行为|记录|情形|情况|事故|事件|问题|现象)(?=$|[,;。的])"
)


def _one_record(fragment: Fragment, begin: int, end: int, period: str, start: int) -> None:
    quote = fragment.quote(begin, end)
    shown = fragment.quote(min(start, begin), end)
    label = fragment.view[quote.start : quote.end]
    label = re.sub(
        rf"^(?:{w.SUBJECT}|及其|其|或者?|近[^,;。]{{1,3}}年内?|内|,)+(?=.{{4}})", "", label
    )
    fragment.tags.append((begin, DraftTag(shape="is", name=label, period=period, quote=shown)))
    fragment.take(min(start, begin), end)


#: What stands before a record and leaves it what it is: verbs, grades, lists, offices, whose it is.
_NO_KIND = re.compile(
    r"曾|被|因(?!违)|受到?过?|受过|发生过?|出现过?|存在过?|产生|造成|列入|纳入|列为|处于|进入|认定为?|有过?|依法|其他"
    r"|任何|相关|各类|各种|等|过|的|不良|重大|较大|特大|严重|特别|一般|恶性|主要|责任|及?以上|之一|同等|情节|违法|违规|恶意"
    r"|国家|全国|信用中国|网站|平台|企业信用信息公示系统|(?:各级)?(?:有关|监管|执法|主管|司法|市场监管|市场监督管理|税务|应急管理|生态环境|行政)"
    r"*(?:部门|机关)|行政|行为|记录|情形|情况|问题|现象|正在|仍|尚|未|无|没有|不|属于|在|且|并|或者?|和|及其?|其|已|内|来|以来|应|须|需"
    r"|采取[^,;。]{0,8}手段|通过[^,;。]{0,8}手段|以[^,;。]{0,8}方式|提供虚假[^,;。]{0,6}|弄虚作假"
    rf"|[\s,:()\"']|{w.SUBJECT}|法定代表人|主要负责人|实际控制人|负责人|控股股东|高级管理人员|股东|法人|企业|个人|名下"
    r"|申[报请]|期间|时|当年|[一二三两\d]+年"
)
#: 「因违反安全生产法规受到行政处罚」: punished for one thing.
_PUNISHED_FOR = re.compile(r"因(?!故|此|而)[^,;。]{3,60}?(?:受到?过?|被|遭)[^,;。]{0,14}$")

_FOR_ANYTHING = re.compile(
    r"因(?:重大|严重)?(?:、|和|或|违法|违规|违纪)+(?:生产|经营|行为|活动|问题)*(?:受|被|遭)"
)


def _narrower(fragment: Fragment, start: int, match: re.Match[str]) -> bool:
    """Whether words before a record make it a record of one kind: 食品安全事故, 建筑市场黑名单."""
    view = fragment.view
    before = view[start : match.start()]
    if (punished := _PUNISHED_FOR.search(before)) and not _FOR_ANYTHING.match(punished.group()):
        return True
    if punished:
        start += punished.end()
    begin = _begins(view, start, match.start())
    # 走私等重大违法行为: one of many, and any of them counts
    kind = _NO_KIND.sub(
        "", re.sub(r"[^,;。]*等(?=$|重大|较大|严重|违|不良|失信)", "", view[begin : match.start()])
    )
    named = len(kind) >= 2 or kind in tuple("农食药渔")  # 农产品质量事故: not of any product
    return named and kind + match.group() not in fragment.lexicon.names


def _begins(view: str, start: int, stop: int) -> int:
    """Where the member of a list begins that goes on at ``stop``."""
    last = start
    for mark in re.compile(r"、|,|(?<![违总共])和|以及|及(?!以上|其)|或者?").finditer(
        view, start, stop
    ):
        last = mark.end()
    verb = _CERTAIN_VERB.match(view, last, stop)
    return verb.end() if verb else last


_CERTAIN_VERB = re.compile(
    r"\s*(?:曾|被|因|受到?过?|发生过?|出现过?|存在|产生|造成|列入|纳入|有关部门|依法|有|其他|等)*"
)


def _unlisted(
    view: str, start: int, end: int, known: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Records of a list (违反环保法规、弄虚作假行为) that the table of records does not have."""
    found, begin = [], start
    for mark in [*re.compile(r"、|(?<!违)和|及|或者?").finditer(view, start, end), None]:
        stop = mark.start() if mark else end
        if any(a < stop and begin < b for a, b in known):
            begin = mark.end() if mark else end
            continue
        verb = _CERTAIN_VERB.match(view, begin, stop)
        a = verb.end() if verb else begin
        if stop - a >= 4 and re.search(
            r"违|欠|拖|处罚|事故|事件|纠纷|失信|不良|犯罪", view[a:stop]
        ):
            such = re.compile(r"等(?:行为|记录|情形|情况|事件|问题|现象)$").search(view, a, stop)
            found.append((a, such.start() if such else stop))
        begin = mark.end() if mark else end
    return found
