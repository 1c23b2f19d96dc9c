"""What a clause asks: its conditions as a tree, and those around the benefit of an item."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from compiler.extract.awards.empty import empty_phrase
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Join, single
from compiler.extract.items.addressed import addressed
from compiler.extract.items.aims import without_aims
from compiler.extract.items.cased import asked_of_some
from compiler.extract.items.described_block import with_nouns
from compiler.extract.items.exclusions import (
    ASKS_NOTHING,
    add_new,
    bracketed,
    excluded_below,
    exclusion_nodes,
    exclusions_of,
    is_exclusion_list,
)
from compiler.extract.items.numbered_kinds import numbered_kinds
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.reach import without_named
from compiler.extract.items.scope import (
    FOR_WHOM,
    heads_recipients,
    kinds_named,
    names_recipients,
    read_scope,
)
from compiler.extract.items.sentences import (
    BUT_NOT,
    DEFINED_INSIDE,
    EXCLUSION_INTRO,
    OWED_BEHIND,
)
from compiler.extract.items.since_founded import or_since_founded
from compiler.extract.language.joins import join_of, names_kinds
from compiler.extract.language.words import SHALL
from compiler.roles import Role
from rules.document import Clause, ClauseKind, SentenceKind

_OPENS_LIST = r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?"
#: 「并应当符合以下条件：」 introduces the list below it and asks nothing itself.
_INTRODUCTION = re.compile(
    r"(?:(?<=[,;])(?:且|并)?[^,;。]{2,10}?(?=应|须|需|具备|符合|满足))?(?:并|且|同时|应当?|须|需|还|均)*(?:同时)?(?:符合|具备|满足)?"
    r"(?:以下|下列|如下|下面)[^,;。]{0,10}(?:条件|要求|情形|几项|各项)[^,;。]{0,8}:?\s*$"
)


def condition_tree(
    outline: Outline, clause: Clause, *, skip: Collection[int] = ()
) -> DraftGroup | None:
    """All conditions in a clause and below it, joined as its introduction says."""
    nodes: list[DraftNode] = []
    join: Join = "all"
    k = 1
    own = outline.by_clause.get(clause.index, [])
    if own and names_recipients(clause):
        nodes.extend(read_scope(outline, outline.told_from(own[0]), own[-1].end))
        for sentence in own:
            sentence.kind = SentenceKind.CONDITION
        own = []
    if (kinds := numbered_kinds(outline, clause, own)) is not None:
        nodes.append(kinds)
        own = []
    for sentence in own:
        join, k = join_of(outline.said(sentence), join, k)
        below = [outline.said(c) for c in outline.children.get(clause.index, [])]
        if names_kinds(outline.said(sentence), below):
            join = "any"
        if (either := or_since_founded(outline, sentence, nodes)) is not None:
            nodes = either
            sentence.kind = SentenceKind.CONDITION
            continue
        start = _asking_from(outline, clause, sentence)
        if start is not None:
            asked = _who_or_what(outline, clause, start, sentence.end)
            nodes.extend(with_nouns(outline, clause, (start, sentence.end), asked))
    kids: list[DraftNode] = []
    classes: list[DraftNode] = []
    for child in outline.children.get(clause.index, []):
        role = outline.roles[child.index]
        if child.index in skip or role in ASKS_NOTHING or role is Role.EXCLUSION:
            continue
        if tree := condition_tree(outline, child, skip=skip):
            (classes if class_asked(outline, child) else kids).append(single(tree))
    if len(classes) > 1:  # 申报领跑型的应…；申报成长型的应…: whoever applies is of one class
        nodes.extend([*_joined(kids, join, k), DraftGroup(join="any", of=tuple(classes))])
    else:
        nodes.extend(_joined([*kids, *classes], join, k))
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


_NUMBERS_AND_MARKS = " 0123456789.、()一二三四五六七八九十第条。:"


def _who_or_what(outline: Outline, clause: Clause, start: int, end: int) -> list[DraftNode]:
    """What a sentence asks; under 「一、支持对象：」 it names who may apply."""
    before = outline.view[clause.start : start].strip(_NUMBERS_AND_MARKS)
    of_heading = before.removesuffix(clause.heading) == ""
    if of_heading and heads_recipients(clause) and not outline.children.get(clause.index):
        return read_scope(outline, start, end)
    return list(_asked(outline, start, end))


#: 「申报领跑型试点企业，应符合以下条件：」: whom the list below it speaks of.
_APPLIES_FOR = re.compile(
    r"(?:\s*第[一二三四五六七八九十百\d]+条)?[\W\d一二三四五六七八九十]*(?:凡)?(?:[^,;。:的\d]{0,10}(?:企业|单位|个人|人员|人才|机构|组织|家庭|主体))?(?:申[报请领]|参[与加]|设立)(?P<what>[^,;。:]{2,40}?)"
    r"(?:(?P<who>的(?!补[贴助]|奖|资[助金]|津贴|贴息|扶持|支持|待遇|救助|认定)[^,;。:]{1,10})|的[^,;。:]{0,6})?,?(?:应当?|须|需|必须|还|同时|除)*(?:要)?"
    r"(?:具备|符合|满足|具有|达到)"
)


#: 「申请认定示范车间，应当同时符合下列条件：面积…；设备…」 in one sentence.
_INLINE_LIST = re.compile(
    _APPLIES_FOR.pattern + r"(?:下列|以下|如下)?[^,;。:]{0,10}(?:条件|要求)[^,;。:]{0,4}:(?=\s*\S)"
)
#: 「个人借款人申请条件」 beside 「小微企业借款人申请条件」.
_ASKED_OF = re.compile(
    r"(?:答:)?(?P<what>(?!.*(?:基本|一般|通用|共同|其他|专项|必备|项目|产品|场地|资金))[^,;。:]{2,16}?)"
    r"的?申[请领](?:条件|要求)"
)


#: 申报项目应符合…, 申报单位具备…: each says something else of the one who applies.
_NO_CLASS = re.compile(
    r"(?:主体|项目|单位|企业|机构|产品|个人|人员?|者|平台|园区|团队|对象|方案|作品|课题|材料|资料|公司|基地|车间|工厂|设备|成果|技术)"
    r"(?=$|[为是应须需在由的未不已具有必均])"
)


def class_asked(outline: Outline, clause: Clause) -> str:
    """The class of applicants a list speaks of, when its introduction names one."""
    if headed := _ASKED_OF.fullmatch(clause.heading):
        return headed["what"]
    own = outline.said(clause)
    match = _APPLIES_FOR.match(own)
    if match and _NO_CLASS.match(match["what"]):
        return ""
    if match and re.match(r"本(?:办法|措施|政策|细则|规定)|第|上述|前款|以上", match["what"]):
        return ""
    return match["what"] if match and (clause.marker or own.rstrip().endswith(":")) else ""


#: 「同一企业只能申报一个方向，且申报项目应未获得其他资金支持」: the last words ask something.
_ASKS_BESIDES = re.compile(
    r"(?:^|[,;]|且|并)(?P<asks>申[报请](?:的)?(?:项目|单位|主体|企业|人|产品|平台|团队)(?:应当?|须|需|必须)"
    r"(?=未|没有|无|不(?!得)|具|在|已|为|是|符合)[^,;。]{3,})"
)


def asks_besides(own: str) -> re.Match[str] | None:
    """What a rule of stacking asks besides, in its last words."""
    return _ASKS_BESIDES.search(own)


def _asking_from(outline: Outline, clause: Clause, sentence: Sentence) -> int | None:
    """Where a sentence begins to ask, after its heading or label; None when it does not."""
    own = outline.said(sentence)
    if sentence.kind is SentenceKind.HEADING:
        label = re.match(r"[^:]{2,12}:", own)
        if not label or label.end() >= len(own.rstrip()):
            return None
    elif sentence.kind is SentenceKind.STACKING:
        besides = asks_besides(own)
        return sentence.start + besides.start("asks") if besides else None
    elif sentence.kind is not SentenceKind.CONDITION:
        return None
    if clause.kind is ClauseKind.FIELD or not clause.heading:
        return outline.told_from(sentence)
    if clause.heading and sentence is outline.by_clause[clause.index][0]:
        head = own.find(clause.heading)
        if head >= 0 and not re.search(rf"不(?:低|少|超)|满|未|无|{SHALL}", clause.heading):
            behind = sentence.start + head + len(clause.heading)
            while behind < sentence.end and outline.view[behind] in " :]|":
                behind += 1
            return behind
    return sentence.start


#: 「本措施适用于…的主体，包括：…」.
_APPLIES_TO = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+条)?\s*(?:本(?:办法|措施|政策|细则|规定|意见|方案|通知|[^,;。的]{2,6}(?:办法|措施|政策|细则))"
    r"(?:所称)?的?)?(?:主要)?(?:适用(?:于|的?对象[为是]|的?范围[为是])"
    rf"|{FOR_WHOM}(?:主要|具体)?(?:包括|是指|指的是|为|是|指):?)"
)


def _asked(outline: Outline, start: int, end: int) -> tuple[DraftNode, ...]:
    """The conditions of ``[start, end)`` without the introduction of a list."""
    begin = start
    if (inline := _INLINE_LIST.match(outline.view, start, end)) and not inline["who"]:
        start = begin = inline.end()
    if (asking := past_applicants(outline.view, start, end)) > start:
        start = begin = asking
    if intro := _INTRODUCTION.search(outline.view[start:end]):
        if applies := _APPLIES_FOR.match(outline.view[start:end]):
            # 申报示范园区，应当符合以下条件: what is applied for is no condition.
            start += 0 if applies["who"] else intro.start()
        end = max(start, begin + intro.start())
        if _names_only(outline, start, end):
            return ()
    for aside in (DEFINED_INSIDE, BUT_NOT, OWED_BEHIND):
        if cut := aside.search(outline.view[start:end]):
            end = start + cut.start()
    if applies_to := _APPLIES_TO.match(outline.view, start, end):
        named = kinds_named(outline, applies_to.end(), end)
        return tuple(named or read_scope(outline, applies_to.end(), end))
    if of_some := asked_of_some(outline, start, end):
        return (of_some,)
    found = outline.conditions(start, without_named(outline, start, end))
    return found.of if found else ()


def _names_only(outline: Outline, start: int, end: int) -> bool:
    """「经营主体应当符合下列要求：」: a name the text has for whom it pays; a kind is asked."""
    if not re.fullmatch(rf"{_OPENS_LIST}[^,;。:的()\s]{{2,14}}", outline.view[start:end]):
        return False
    found = outline.conditions(start, end)
    plain = all(isinstance(n, DraftTag) and n.shape == "is" for n in (found.of if found else ()))
    led = outline.view.find("应", end), outline.view.find("须", end), outline.view.find("需", end)
    return plain and min((at for at in led if at >= 0), default=end + 9) <= end + 4


#: 「申请本措施第（一）至（五）项资金的企业，应当…」: whoever applies, and nothing asked yet.
_NAMES_APPLICANTS = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[一二三四五六七八九十百\d]+条(?!的))?\s*(?:其中[,:]?)?(?:凡)?(?:申[报请领]|享受)"
    r"(?=[^,;。:]{0,12}?(?:本(?:办法|措施|政策|细则|规定|意见|方案|通知)|第\(?[一二三四五六七八九十\d]))"
    r"[^,;。:的]{2,50}的(?:企业|单位|机构|个人|人员|主体|项目)?"
    r",?(?=(?:均|同时|还|且|另|也)*(?:应|须|需|必须))"
    r"|[\W\d一二三四五六七八九十]*(?:其中[,:]?)?(?:第[^,;。:的]{1,16}?)的申[报请领](?:企业|单位|机构|公司|个人|主体|人员?|者),?"
    r"(?=(?:均|同时|还|且|另|也)*(?:应|须|需|必须))"
)


def past_applicants(view: str, start: int, end: int) -> int:
    """Where a sentence goes on behind the words that only say who applies, and for what."""
    named = _NAMES_APPLICANTS.match(view, start, end)
    return named.end() if named else addressed(view, start, end)


def _joined(kids: list[DraftNode], join: Join, k: int) -> list[DraftNode]:
    """The children of a list, joined as its introduction says."""
    if join != "all":
        return [DraftGroup(join=join, k=k, of=tuple(kids))] if kids else []
    nodes: list[DraftNode] = []
    for kid in kids:
        nodes.extend(kid.of if isinstance(kid, DraftGroup) and kid.join == "all" else [kid])
    return nodes


def around_item(
    outline: Outline, clause: Clause, award_clauses: Collection[int], exclusions: list[DraftNode]
) -> list[DraftNode]:
    """Conditions in the item's own clause and below it, outside the benefit sentences.

    Exclusions found on the way are added to ``exclusions``.
    """
    nodes: list[DraftNode] = []
    join: Join = "all"
    k = 1
    for sentence in outline.by_clause.get(clause.index, []):
        if sentence.kind is SentenceKind.EXCLUSION:
            exclusions.extend(exclusions_of(outline, sentence))
            continue
        join, k = join_of(outline.said(sentence), join, k)
        nodes.extend(_stated(outline, clause, sentence))
    add_new(exclusions, bracketed(outline, clause))
    kids: list[DraftNode] = []
    for child in outline.children.get(clause.index, []):
        add_new(exclusions, bracketed(outline, child))
        match _part_of_item(outline, clause, child, award_clauses):
            case "benefit":
                nodes.extend(around_item(outline, child, (), exclusions))
            case "award":
                nodes.extend(around_item(outline, child, award_clauses, exclusions))
            case "exclusions":
                exclusions.extend(exclusion_nodes(outline, child))
            case "conditions":
                add_new(exclusions, excluded_below(outline, child))
                if tree := condition_tree(outline, child, skip=award_clauses):
                    kids.append(single(tree))
            case "nothing":
                pass
    return [*nodes, *_joined(kids, join, k)]


def asked_of_each(
    outline: Outline, clause: Clause, award_clauses: Collection[int], exclusions: list[DraftNode]
) -> list[DraftNode]:
    """What the blocks beside the benefits of one clause ask of each of its items.

    服务对象, 申报条件 of a card that grants two things: whoever gets either of them meets them.
    """
    nodes: list[DraftNode] = []
    for child in outline.children.get(clause.index, []):
        if child.kind is not ClauseKind.FIELD or child.index in award_clauses:
            continue
        if any(c.index in award_clauses for c in outline.below(child)):
            continue
        match _part_of_item(outline, clause, child, award_clauses):
            case "exclusions":
                add_new(exclusions, exclusion_nodes(outline, child))
            case "conditions":
                add_new(exclusions, excluded_below(outline, child))
                if tree := condition_tree(outline, child):
                    nodes.extend(tree.of)
            case "benefit" | "award" | "nothing":
                pass
    return nodes


def _stated(outline: Outline, clause: Clause, sentence: Sentence) -> list[DraftNode]:
    """What a sentence of the item's own clause asks beside its benefits."""
    if introduced := recipients_of_all(outline, clause, sentence):
        sentence.kind = SentenceKind.CONDITION
        return introduced
    if sentence.kind is not SentenceKind.CONDITION or clause.kind is ClauseKind.PART:
        return []
    asked = list(_asked(outline, outline.told_from(sentence), sentence.end))
    if outline.roles[clause.index] in (Role.AWARD, Role.NONE):
        asked = without_aims(outline.view, sentence.start, sentence.end, asked)
    return [n for n in asked if not empty_phrase(n)]


#: 「对在本区注册的建筑业企业，按以下标准奖励：」 over a list of items: whom all of them are for.
_LAST = (
    r"(?:企业|单位|机构|公司|组织|人员|个人|家庭|主体|平台|园区|基地|项目|产品|人才|学生|团队|毕业生|职工|教师|军人|居民"
    r"|老年人|残疾人|青年|合作社|农户|农场|院校|学校|协会|者|的)"
)
_HOW_PAID = (
    r"(?:可|均|将)?(?:按照?|根据|分别|给予|予以|享受|实施|分类|分档|在[^,。:]{2,16}方面)"
    r"[^。:]{0,40}?"
)
_RECIPIENTS_OF_ALL = re.compile(
    rf"{_OPENS_LIST}(?:(?:从|自)[^,;。:]{{2,24}}?起,?)?"
    r"(?:对于?|凡|支持|鼓励)(?!以?下列|以下|如下)"
    rf"(?P<who>[^。:]{{4,}}?{_LAST}(?:,(?:经|由|通过|采取)[^。:]{{2,40}}?)??)"
    rf"(?:,?{_HOW_PAID})?:\s*"
)
#: 「在本市工作的人才，按以下标准给予补贴：」: said without 对, where a grant of sums follows.
_PAID_BELOW = re.compile(
    rf"{_OPENS_LIST}(?!对|凡|支持|鼓励|为|各|由|采[取用]|本(?:办法|细则|措施|条))"
    rf"(?P<who>(?=[^。:]*的)(?![^。:]*(?:部门|政府|财政|管委会|专项资金|之一|情形))[^。:;]{{4,60}}?{_LAST}),"
    r"(?:可|均|将)?(?:按照?(?:以下|下列|如下|下述)标准|分档|分类|分级|分别(?:按|给))[^。:]{0,30}:\s*"
)


def recipients_of_all(outline: Outline, clause: Clause, sentence: Sentence) -> list[DraftNode]:
    """What a sentence that opens a list of benefits asks of whoever gets any of them."""
    if sentence.kind not in _OPENING or not outline.children.get(clause.index):
        return []
    said = outline.said(sentence)
    named = _RECIPIENTS_OF_ALL.fullmatch(said) or _PAID_BELOW.fullmatch(said)
    if named is None or EXCLUSION_INTRO.search(outline.said(sentence)):
        return []
    start, end = (sentence.start + at for at in named.span("who"))
    found = outline.conditions(start, end)
    nodes = [n for n in (found.of if found else ()) if not empty_phrase(n)]
    last = paid_last(outline.text, outline.view, start - 1, end)
    return nodes if last is None else with_last(nodes, last)


_OPENING = (
    SentenceKind.BACKGROUND, SentenceKind.PROCEDURE, SentenceKind.CONDITION, SentenceKind.HEADING,
)  # fmt: skip


def _part_of_item(
    outline: Outline, clause: Clause, child: Clause, award_clauses: Collection[int]
) -> Literal["benefit", "award", "exclusions", "conditions", "nothing"]:
    """What a child of an item's clause contributes to the item."""
    role = outline.roles[child.index]
    if child.index in award_clauses and not outline.children.get(child.index):
        return "benefit"
    if role in ASKS_NOTHING or role is Role.DUTY:
        return "nothing"
    if role is Role.EXCLUSION or is_exclusion_list(outline, child):
        return "exclusions"
    if clause.kind is ClauseKind.PART and role is not Role.CONDITION:
        return "nothing"
    if child.index in award_clauses or role is Role.AWARD:
        return "award"
    return "conditions"
