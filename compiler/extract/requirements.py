"""What a clause asks and whom it shuts out: its conditions as a tree, its exclusions as a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Literal

from compiler.extract.aims import without_aims
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Join, single
from compiler.extract.outline import Outline, Sentence
from compiler.extract.parallel import empty_phrase
from compiler.extract.pieces import INLINE
from compiler.extract.scope import names_recipients, read_scope
from compiler.extract.sentences import BUT_NOT, DEFINED_INSIDE, EXCLUSION_INTRO
from compiler.roles import Role
from rules.document import Clause, ClauseKind, SentenceKind

#: Blocks that ask nothing of an applicant.
_ASKS_NOTHING = (Role.PROCEDURE, Role.MATERIAL, Role.WINDOW, Role.DEFINITION, Role.HEADER)
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
        label = re.match(rf"\s*{re.escape(clause.heading)}\s*[:|]?\s*", outline.said(clause))
        nodes.extend(read_scope(outline, clause.start + (label.end() if label else 0), own[-1].end))
        for sentence in own:
            sentence.kind = SentenceKind.CONDITION
        own = []
    for sentence in own:
        join, k = join_of(outline.said(sentence), join, k)
        start = _asking_from(outline, clause, sentence)
        if start is not None:
            nodes.extend(_asked(outline, start, sentence.end))
    kids: list[DraftNode] = []
    classes: list[DraftNode] = []
    for child in outline.children.get(clause.index, []):
        role = outline.roles[child.index]
        if child.index in skip or role in _ASKS_NOTHING or role is Role.EXCLUSION:
            continue
        if tree := condition_tree(outline, child, skip=skip):
            (classes if class_asked(outline, child) else kids).append(single(tree))
    if len(classes) > 1:  # 申报领跑型的应…；申报成长型的应…: whoever applies is of one class
        nodes.extend([*_joined(kids, join, k), DraftGroup(join="any", of=tuple(classes))])
    else:
        nodes.extend(_joined([*kids, *classes], join, k))
    return DraftGroup(join="all", of=tuple(nodes)) if nodes else None


#: 「申报领跑型试点企业，应符合以下条件：」: whom the list below it speaks of.
_APPLIES_FOR = re.compile(
    r"(?:\s*第[一二三四五六七八九十百\d]+条)?[\W\d一二三四五六七八九十]*(?:凡)?(?:申[报请领]|参[与加]|设立)(?P<what>[^,;。:]{2,40}?)"
    r"(?:(?P<who>的[^,;。:]{1,10})|的)?,?(?:应当?|须|需|必须|还|同时|除)*(?:要)?"
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


def class_asked(outline: Outline, clause: Clause) -> str:
    """The class of applicants a list speaks of, when its introduction names one."""
    if headed := _ASKED_OF.fullmatch(clause.heading):
        return headed["what"]
    own = outline.said(clause)
    match = _APPLIES_FOR.match(own)
    return match["what"] if match and (clause.marker or own.rstrip().endswith(":")) else ""


def _asking_from(outline: Outline, clause: Clause, sentence: Sentence) -> int | None:
    """Where a sentence begins to ask, after its heading or label; None when it does not."""
    own = outline.said(sentence)
    if sentence.kind is SentenceKind.HEADING:
        label = re.match(r"[^:]{2,12}:", own)
        if not label or label.end() >= len(own.rstrip()):
            return None
    elif sentence.kind is not SentenceKind.CONDITION:
        return None
    if clause.kind is ClauseKind.FIELD or not clause.heading:
        return outline.told_from(sentence)
    if clause.heading and sentence is outline.by_clause[clause.index][0]:
        head = own.find(clause.heading)
        if head >= 0 and not re.search(r"不(?:低|少|超)|满|未|无", clause.heading):
            return sentence.start + head + len(clause.heading)
    return sentence.start


def _asked(outline: Outline, start: int, end: int) -> tuple[DraftNode, ...]:
    """The conditions of ``[start, end)`` without the introduction of a list."""
    begin = start
    if (inline := _INLINE_LIST.match(outline.view, start, end)) and not inline["who"]:
        start = begin = inline.end()
    if intro := _INTRODUCTION.search(outline.view[start:end]):
        if applies := _APPLIES_FOR.match(outline.view[start:end]):
            # 申报示范园区，应当符合以下条件: what is applied for is no condition.
            start += 0 if applies["who"] else intro.start()
        end = max(start, begin + intro.start())
    for aside in (DEFINED_INSIDE, BUT_NOT):
        if cut := aside.search(outline.view[start:end]):
            end = start + cut.start()
    found = outline.conditions(start, end)
    return found.of if found else ()


def _joined(kids: list[DraftNode], join: Join, k: int) -> list[DraftNode]:
    """The children of a list, joined as its introduction says."""
    if join != "all":
        return [DraftGroup(join=join, k=k, of=tuple(kids))] if kids else []
    nodes: list[DraftNode] = []
    for kid in kids:
        nodes.extend(kid.of if isinstance(kid, DraftGroup) and kid.join == "all" else [kid])
    return nodes


def exclusion_nodes(outline: Outline, clause: Clause) -> list[DraftNode]:
    """The exclusions in a clause and below it, one node each."""
    nodes: list[DraftNode] = []
    for sentence in outline.by_clause.get(clause.index, []):
        if outline.said(sentence).rstrip().endswith("?"):
            continue  # 「哪些情形不能申请？」
        if sentence.kind is SentenceKind.EXCLUSION or outline.roles[clause.index] is Role.EXCLUSION:
            nodes.extend(exclusions_of(outline, sentence))
    for child in outline.children.get(clause.index, []):
        for sentence in outline.by_clause.get(child.index, []):
            sentence.kind = SentenceKind.EXCLUSION
        nodes.extend(exclusion_nodes(outline, child))
    return nodes


_SHUTS_OUT = re.compile(
    r"(?:,)?(?:的)?(?:,)?(?:一律|均|原则上|则)?"
    r"(?:不予(?:支持|资助|奖励|受理|扶持|补贴|批准|救助|发放|认定|享受|返还|保障|兑现)"
    r"|不[得能](?:申[报请领]|享受|参评|参与|领取)|不适用|除外|不(?:再)?享受|不纳入"
    r"|停止(?:发放|享受)|不(?:再)?(?:发放|发给)|不能领|不再领取)"
)


def exclusions_of(outline: Outline, sentence: Sentence) -> list[DraftNode]:
    """The exclusions one sentence states; an introduction of a list states none itself."""
    start, end = outline.told_from(sentence), sentence.end
    own = outline.view[start:end]
    if EXCLUSION_INTRO.search(own) and own.rstrip().endswith(":"):
        return []
    marks = [m for m in INLINE.finditer(outline.view, start, end) if m.start() > start + 1]
    if len(marks) >= 2:
        edges = [m.end() for m in marks]
        stops = [m.start() for m in marks[1:]] + [end]
        pieces = [outline.conditions(a, b) for a, b in zip(edges, stops, strict=True)]
        return [single(p) for p in pieces if p]
    if cut := _SHUTS_OUT.search(own):
        end = start + cut.start()
    nodes: list[DraftNode] = []
    for a, b in _shut_out_apart(outline.view, start, end):
        if found := outline.conditions(a, b):
            either = _either(found)
            nodes.extend(either.of if len(either.of) == 1 else [either])
    return nodes


#: 「A机构,以及B的企业,不适用」, 「有C行为的、被列入D的,不予支持」: each is shut out by itself.
_EACH_SHUT_OUT = re.compile(
    r",?以及(?=[^,;。]{4})|的[、;](?=[^,;。、]{4})|的,?或者?(?=[^,;。]{4})"
    r"|的,(?=[^,;。]{4,}(?:的)?(?:,|$))"
)


def _shut_out_apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of an exclusion that each shut somebody out."""
    if re.search(r"[\d一二三四五六七八九十]+[年月%万元人]", view[start:end]):
        return [(start, end)]  # a figure may hold for all that stands behind it
    cuts = [
        m.span()
        for m in _EACH_SHUT_OUT.finditer(view, start, end)
        if m.start() - start >= 4
        and view[start : m.start()].count("(") == view[start : m.start()].count(")")
    ]
    edges = [start, *[e for c in cuts for e in c], end]
    return list(zip(edges[::2], edges[1::2], strict=True))


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
                add_new(exclusions, _excluded_below(outline, child))
                if tree := condition_tree(outline, child, skip=award_clauses):
                    kids.append(single(tree))
            case "nothing":
                pass
    return [*nodes, *_joined(kids, join, k)]


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
_RECIPIENTS_OF_ALL = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?(?:对于?|凡|支持|鼓励)(?!以?下列|以下|如下)"
    r"(?P<who>[^。:]{4,}?(?:企业|单位|机构|公司|组织|人员|个人|家庭|主体|平台|园区|基地|项目|产品|人才|学生|的)"
    r"(?:,(?:经|由|通过|采取)[^。:]{2,40}?)??)"
    r"(?:,?(?:可|均|将)?(?:按照?|根据|分别|给予|予以|享受|实施|分类|分档|在[^,。:]{2,16}方面)[^。:]{0,40}?)?:\s*"
)


def recipients_of_all(outline: Outline, clause: Clause, sentence: Sentence) -> list[DraftNode]:
    """What a sentence that opens a list of benefits asks of whoever gets any of them."""
    if sentence.kind not in _OPENING or not outline.children.get(clause.index):
        return []
    named = _RECIPIENTS_OF_ALL.fullmatch(outline.said(sentence))
    if named is None or EXCLUSION_INTRO.search(outline.said(sentence)):
        return []
    found = outline.conditions(
        sentence.start + named.start("who"), sentence.start + named.end("who")
    )
    return [n for n in (found.of if found else ()) if not empty_phrase(n)]


_OPENING = (
    SentenceKind.BACKGROUND, SentenceKind.PROCEDURE, SentenceKind.CONDITION, SentenceKind.HEADING,
)  # fmt: skip


def _excluded_below(outline: Outline, clause: Clause) -> list[DraftNode]:
    """The exclusions that sentences of a clause and below it state one by one."""
    return [
        node
        for sentence in outline.sentences_below(clause)
        if sentence.kind is SentenceKind.EXCLUSION
        for node in exclusions_of(outline, sentence)
    ]


def _part_of_item(
    outline: Outline, clause: Clause, child: Clause, award_clauses: Collection[int]
) -> Literal["benefit", "award", "exclusions", "conditions", "nothing"]:
    """What a child of an item's clause contributes to the item."""
    role = outline.roles[child.index]
    if child.index in award_clauses and not outline.children.get(child.index):
        return "benefit"
    if role in _ASKS_NOTHING or role is Role.DUTY:
        return "nothing"
    if role is Role.EXCLUSION or is_exclusion_list(outline, child):
        return "exclusions"
    if clause.kind is ClauseKind.PART and role is not Role.CONDITION:
        return "nothing"
    if child.index in award_clauses or role is Role.AWARD:
        return "award"
    return "conditions"


def add_new(known: list[DraftNode], nodes: Iterable[DraftNode]) -> None:
    """Append the nodes that are not among the known ones yet."""
    known.extend(n for n in nodes if n not in known)


#: The word before a bracket that names whoever, or whatever trade or place, may apply.
_RECIPIENT = re.compile(
    r"(?:企业|单位|机构|公司|组织|人员?|个人|户|业|产业|领域|商户|家庭|主体|对象|学校|医院|项目|团队"
    r"|[省市区县镇]|院校?|幼儿园|平台|群体|儿童|学生|者|生)\"?$"
)


def bracketed(outline: Outline, clause: Clause) -> list[DraftNode]:
    """Exclusions in brackets: 用人单位（劳务派遣企业除外）; a procedure shuts nobody out."""
    nodes: list[DraftNode] = []
    if outline.roles[clause.index] in _ASKS_NOTHING:
        return nodes
    for match in re.compile(r"\((?:不含|不包括)?(?P<who>[^()]{2,40}?)(?:除外)?\)").finditer(
        outline.view, clause.start, clause.end
    ):
        if not re.search(r"除外|^\(不含|^\(不包括", match.group()) or re.search(
            r"\d|本数|税", match.group()
        ):
            continue
        if not _RECIPIENT.search(outline.view, clause.start, match.start()):
            continue  # 自用办公用房(不含车位): less of a thing, nobody is shut out
        found = outline.conditions(*match.span("who"))
        nodes.extend(found.of if found else ())
    for sentence in outline.by_clause.get(clause.index, []):
        if sentence.kind is not SentenceKind.CONDITION:
            continue
        if but := BUT_NOT.search(outline.view, sentence.start, sentence.end):
            found = outline.conditions(*but.span("who"))
            nodes.extend([single(found)] if found else ())
    return nodes


def is_exclusion_list(outline: Outline, clause: Clause) -> bool:
    """Whether a clause introduces a list of those who are shut out."""
    return any(
        s.kind is SentenceKind.EXCLUSION and EXCLUSION_INTRO.search(outline.said(s))
        for s in outline.by_clause.get(clause.index, [])
    )


_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def join_of(own: str, join: Join, k: int) -> tuple[Join, int]:
    """How a sentence joins the list after it; the join so far when it does not say."""
    if re.search(
        r"(?:条件|情形|要求|情况|标准)?(?:之一|任一|任意一[项条])|其中一项"
        r"|(?:任意|任选)?一项(?:即可|以上)",
        own,
    ):
        return "any", 1
    if match := re.search(r"(?:其中)?(?:至少|任意)?([二两三四五2-5])[项条]以上", own):
        return "at_least", _COUNTS.get(match[1]) or int(match[1])
    return join, k


def _either(found: DraftGroup) -> DraftGroup:
    """Several facts of one exclusion line: each excludes by itself when 或 or 、 joins them."""
    facts = [t for t in found.of if isinstance(t, DraftTag) and t.shape == "is"]
    if len(facts) == len(found.of) and len({t.quote.text for t in facts}) == 1:
        return DraftGroup(join="any", of=found.of)
    inner = tuple(_either(t) if isinstance(t, DraftGroup) else t for t in found.of)
    return found.model_copy(update={"of": inner})
