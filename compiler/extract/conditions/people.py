"""Categories of people: those the vocabulary knows, and the nouns a list puts beside them."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start

_BETWEEN = re.compile(
    r"\(?[^,;。()]{0,12}\)?(?:、|或者|或|和|及|以及)(?:本市|本省|本区|登记|符合条件的)?"
)
#: 法定代表人无犯罪记录, 法定代表人持股: the applicant has such a person and is none.
_NOT_ITSELF = re.compile(
    r"(?:\([^()]*\))?(?:(?:、|和|及)[^,;。]{2,12})?"
    r"(?:均|都|应|须|在|最?近[^,;。]{1,6}|\d{4}年)*(?:未|无|没有|不存在|不得|持股|出资|学历|年龄)"
)
#: 毕业2年内未就业的高校毕业生, 毕业年度内高校毕业生: words between the parts of one name.
_UNEMPLOYED = re.compile(r"(?:尚?未就业|离校未就业)的?(?:普通)?$")
_HELD_OFFICE = ("法定代表人", "企业负责人", "企业高级管理人员")
#: 初创企业法定代表人, 城镇登记失业人员: what says which of a category belongs to its name.
_WHICH = re.compile(r"(?:出站|在站|初创企业|小微企业|城镇|农村|大龄|困难|长期)+$")
#: 招用就业困难人员: what an employer does, no category of the applicant.
_EMPLOYS = re.compile(
    r"(?:(?:超出?|超过|按照?|高于)(?:规定|法定|国家)?比例|集中|其他)?"
    r"(?:新?招用|吸纳|新?聘用|招聘|录用|安置|安排|雇用|雇佣|招收|引进)[^,;。的]{0,8}$"
)
_RELATIVE = re.compile(r"(?:父母|父亲|母亲|监护人|配偶|子女)[^,;。]{0,10}$")
#: 收住重度失能老年人: whom a home looks after, no grade of the applicant.
LOOKED_AFTER = re.compile(r"(?:收住|收治|收养|接收|托养|供养|照护|照料|护理)[^,;。]{0,10}$")


#: 「为就业困难人员实际缴纳的」, 「给退役军人发放的」.
_FOR_THEM = re.compile(r"(?:为|给|替)(?:其|所)?(?:招用的?|聘用的?|吸纳的?)?$")
_PAID_FOR = re.compile(r"(?:实际)?(?:缴纳|缴费|缴|支付|购买|办理|发放|垫付|代缴)")
#: 「退役军人、残疾人创办的企业」: who founded the applicant, no category of its own.
_FOUNDED = re.compile(
    r"(?P<does>(?:在本?[^,;。、的]{0,6})?(?:创办|开办|领办|兴办|新办))(?:的|$|[,;。])"
)


def persons(fragment: Fragment) -> None:
    """Categories of people, joined ones as one tag."""
    _listed(fragment)
    for name, pattern in fragment.lexicon.tags:
        found = fragment.search(pattern)
        position = 0
        while position < len(found):
            group = [found[position]]
            while position + 1 < len(found) and _BETWEEN.fullmatch(
                fragment.view[found[position].end() : found[position + 1].start()]
            ):
                position += 1
                group.append(found[position])
            position += 1
            values = tuple(
                dict.fromkeys(fragment.lexicon.canonical(m.group()) or m.group() for m in group)
            )
            start, end = group[0].start(), group[-1].end()
            if name == "人员类别":
                _category(fragment, start, end, values, group[0].end())
                continue
            begin = period_start(fragment, start)
            period = own_period(fragment, start) if begin < start else ""
            _add(fragment, name, begin, end, values, period)


def _category(
    fragment: Fragment, start: int, end: int, values: tuple[str, ...], first_end: int
) -> None:
    """One category or several as alternatives, unless the words are about somebody else."""
    view = fragment.view
    if not fragment.free(start, end):
        return
    if values[-1] in _HELD_OFFICE and _NOT_ITSELF.match(view, end, fragment.end):
        return
    if fragment.residual and _done_with(fragment, start, end):
        return
    if values[0] == "高校毕业生":
        if idle := _UNEMPLOYED.search(view, fragment.start, start):
            start, values = idle.start(), ("离校未就业高校毕业生", *values[1:])
        elif year := re.compile(r"毕业(?:当)?年度(?:内)?的?$").search(view, fragment.start, start):
            start, values = year.start(), ("毕业年度高校毕业生", *values[1:])
    if (which := _WHICH.search(view, fragment.start, start)) and fragment.free(*which.span()):
        start = which.start()
        values = (which.group() + values[0], *values[1:])
    if len(values) > 1 and _qualified(fragment, start, first_end, end, values):
        _or_figure(fragment, end)
        return
    qualified = len(values) == 1 and _qualified(fragment, start, first_end, end, (values[0],))
    if not qualified:
        _add(fragment, "人员类别", start, end, values, "")
    _or_figure(fragment, end)


def _done_with(fragment: Fragment, start: int, end: int) -> bool:
    """Whether people are taken on by the applicant, or founded it: that is what is asked."""
    view = fragment.view
    if verb := _EMPLOYS.search(view, fragment.start, start) or LOOKED_AFTER.search(
        view, fragment.start, start
    ):
        if fragment.free(verb.start(), end):
            stop = re.compile(r"(?:[,;。]|并|且|的(?:企业|单位|用人单位|机构)?$)").search(
                view, end, fragment.end
            )
            _say(fragment, verb.start(), stop.start() if stop else fragment.end)
        return True
    if _FOR_THEM.search(view, fragment.start, start) and _PAID_FOR.match(view, end, fragment.end):
        fragment.take(start, end)  # 单位为就业困难人员实际缴纳的保险费: for whom it was paid
        return True
    if founded := _FOUNDED.match(view, end, fragment.end):
        _say(fragment, start, founded.end("does"))
        return True
    return False


def of_others(fragment: Fragment, start: int) -> bool:
    """Whether the words before a place speak of a relative, or of whom an employer takes on."""
    return bool(
        _RELATIVE.search(fragment.view, fragment.start, start)
        or _EMPLOYS.search(fragment.view, fragment.start, start)
    )


def _say(fragment: Fragment, start: int, end: int) -> None:
    """A yes-or-no fact in the words of the text, where nothing else has read them."""
    if fragment.free(start, end):
        label = fragment.view[start:end].rstrip("的 ")
        tag = DraftTag(shape="is", name=label, quote=fragment.quote(start, end))
        fragment.add(tag, start, end)


#: 「、登记失业半年以上」: of some length, who is of that kind.
_LONG = re.compile(r"失业|毕业|离校|退役|服役|居住|从业")


def _or_figure(fragment: Fragment, end: int) -> None:
    """就业困难人员、登记失业半年以上人员: the last of a list by how long, an alternative."""
    joint = re.compile("、|或者?|和|及").match(fragment.view, end, fragment.end)
    if joint is None or not fragment.tags:
        return
    figure = next(
        (
            (at, tag)
            for at, tag in fragment.tags
            if isinstance(tag, DraftTag)
            and tag.shape == "compare"
            and tag.quote.start == joint.end()
            and _LONG.search(tag.name)
        ),
        None,
    )
    if figure is None or _of_the_next(fragment, figure[1]):
        return
    own = fragment.tags.pop()
    fragment.tags.remove(figure)
    sides = own[1].of if isinstance(own[1], DraftGroup) and own[1].join == "any" else (own[1],)
    fragment.tags.append((own[0], DraftGroup(join="any", of=(*sides, figure[1]))))


def _of_the_next(fragment: Fragment, figure: DraftTag) -> bool:
    """就业困难人员和离校2年内未就业高校毕业生: the figure says which graduates, no others."""
    pattern = dict(fragment.lexicon.tags)["人员类别"]
    lead = re.compile(r"的?(?:尚?未就业)?的?(?:普通|全日制|应届|往届)*")
    behind = lead.match(fragment.view, figure.quote.end, fragment.end)
    return behind is not None and pattern.match(fragment.view, behind.end()) is not None


def _add(
    fragment: Fragment, name: str, start: int, end: int, values: tuple[str, ...], period: str
) -> None:
    quote = fragment.quote(start, end)
    tag = DraftTag(shape="has", name=name, values=values, quote=quote, period=period)
    fragment.add(tag, start, end)


def _qualified(
    fragment: Fragment, start: int, first_end: int, end: int, values: tuple[str, ...]
) -> bool:
    """毕业5年内高校毕业生、退役军人: the figure qualifies the first of the list alone."""
    before = next(
        (
            (at, tag)
            for at, tag in fragment.tags
            if isinstance(tag, DraftTag)
            and tag.shape == "compare"
            and tag.quote.end <= start
            and re.fullmatch("的?(?:普通|全日制|应届)*", fragment.view[tag.quote.end : start])
            and re.search(r"毕业|离校", tag.name)
        ),
        None,
    )
    if before is None:
        return False
    at, figure = before
    view = fragment.view
    fragment.tags.remove(before)
    rest = first_end
    while rest < len(view) and view[rest] in "、或者和及以":
        rest += 1
    one = DraftTag(
        shape="has", name="人员类别", values=values[:1], quote=fragment.quote(start, first_end)
    )
    if len(values) == 1 and (listed := _listed_before(fragment, figure.quote.start)):
        # 退役军人、脱贫人口以及毕业5年内的高校毕业生: either of the two
        fragment.tags.remove(listed)
        both = DraftGroup(join="all", of=(figure, one))
        fragment.tags.append((listed[0], DraftGroup(join="any", of=(listed[1], both))))
        fragment.take(start, end)
        return True
    if len(values) == 1:
        following = re.compile("、|或者?|和|及").match(view, end, fragment.end)
        if following is None:
            fragment.tags.append((at, figure))
            return False
        fragment.tags.append((at, DraftGroup(join="all", of=(figure, one))))
        fragment.take(start, end)
        return True
    others = DraftTag(
        shape="has", name="人员类别", values=values[1:], quote=fragment.quote(rest, end)
    )
    first = DraftGroup(join="all", of=(figure, one))
    fragment.tags.append((at, DraftGroup(join="any", of=(first, others))))
    fragment.take(start, end)
    return True


def _listed_before(fragment: Fragment, start: int) -> tuple[int, DraftTag] | None:
    """The categories a joint ties to what begins at ``start``."""
    for at, tag in fragment.tags:
        if isinstance(tag, DraftTag) and tag.name == "人员类别" and tag.quote.end < start:
            between = fragment.view[tag.quote.end : start]
            if re.fullmatch(r"(?:的?人员)?(?:、|和|以及|及|或者?)+(?:是|属于)?", between):
                return at, tag
    return None


_NOUN = (
    r"(?:人员|人|对象|学生|子女|家庭|户|军人|青年|儿童|家属|遗属|成员|女性|职工|居民|者|老人|老年人"
    r"|孤儿|毕业生|劳动力|农民|农民工|低保|特困|烈属|士兵|干部|妇女|母亲|人口|群众|工匠|渔民|牧民|侨胞)"
)
_LIST = re.compile(
    r"(?P<list>[^,;。、的()\d\s]{2,14}?(?:(?:、|或者|或|和|以及|及)[^,;。、的()\d\s]{2,14}?)+)"
    r"(?=(?:等[^,;。]{0,8})?(?:之一)?(?:创业|就业|灵活就业|自主创业)?(?:的[^,;。]{0,6})?\s*(?:$|[,;。]))"
)
_LEAD = re.compile(
    r"^(?:[^,;。、]{0,8}?属于|(?:补[贴助]|救助|资助|保障|发放|扶持|申[请报领])对象(?:应|须)?(?:为|是|包括)|并且|而且|同时|且|对于?|为|是|具有|凡|符合条件的|面向|须为|应为|申请人为|本[省市区]的?)+"
)
_ACTS = re.compile(
    r"[未被无持取招用吸聘在已均应须不将向]|获得|具有|具备|认定|企业|单位|机构|法定代表|证|人数|就读"
    r"|缴纳|参加|签订|从事|担任|创业|登记注册|提供"
)


def _listed(fragment: Fragment) -> None:
    """最低生活保障家庭学生、孤儿、残疾学生: a list of people, in the vocabulary or not."""
    pattern = dict(fragment.lexicon.tags).get("人员类别")
    if pattern is None:
        return
    for match in fragment.search(_LIST):
        a, b = match.span("list")
        if _inside(fragment, a):
            continue
        words = match["list"]
        if lead := _LEAD.match(words):
            a += lead.end()
            words = words[lead.end() :]
        items = [i for i in re.split(r"、|或者|或|和|以及|及", words) if i]
        items = _shared(items)
        if len(items) < 2 or not all(re.search(rf"{_NOUN}$", i) for i in items):
            continue
        known = [bool(pattern.fullmatch(i)) for i in items]
        if any(_ACTS.search(i) for i, k in zip(items, known, strict=True) if not k):
            continue
        values = tuple(dict.fromkeys(fragment.lexicon.canonical(i) or i for i in items))
        b -= len(words) - len(re.sub(r"(?:、|或者|或|和|以及|及)+$", "", words))
        if fragment.free(a, b) and len(values) == len(items):
            _category(fragment, a, b, values, a + len(items[0]))


def _inside(fragment: Fragment, start: int) -> bool:
    """Whether the list goes on from something before it that is no part of it."""
    before = fragment.view[max(fragment.start, start - 1) : start]
    return bool(before) and before not in " ,;:。的是为"


def _shared(items: list[str]) -> list[str]:
    """独居、空巢、失独老年人: adjectives of two characters share the noun of the last."""
    noun = (
        re.search(r"(?<=^..)(?:老年人|老人|儿童|家庭|人员|职工|妇女)$", items[-1])
        if items
        else None
    )
    if noun and len(items) > 1 and all(len(i) == 2 for i in items[:-1]):
        return [*(i + noun.group() for i in items[:-1]), items[-1]]
    return items
