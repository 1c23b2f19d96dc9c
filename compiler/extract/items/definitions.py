"""Defined terms: an item that uses one for its recipients asks what the definition asks."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftItem, DraftNode, DraftTag, single
from compiler.extract.items.applicants import NAMED
from compiler.extract.items.exclusions import but_not
from compiler.extract.items.member_terms import member_terms
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.language.joins import join_of
from compiler.fold import fold
from rules.document import ClauseKind

#: A term, what it asks of whoever claims to be one, and the sentence that says so.
Term = tuple[str, list[DraftNode], Sentence]

_DEFINITION = re.compile(
    r"所称的?[\"']?(?P<term>[^,;。:\"']{2,14})[\"']?,?(?:是指|系指|指)"
    # 所称A,是指…;所称B,是指…: each to the next
    r"(?P<body>(?:(?!;(?:本[^,;。]{1,8})?所称)[^。])+)"
)
#: 「（一）后备企业，是指…的企业；」 in a list of terms.
_LISTED_TERM = re.compile(
    r"[\W\d一二三四五六七八九十]*[\"']?(?P<term>[一-鿿]{2,12})[\"']?[,:]?(?:是指|系指|指的是|指|:)(?P<body>[^。]+)"
)
_TERMS_BELOW = re.compile(
    r"(?:下列|以下)[^,;。]{0,6}(?:用语|术语|概念|名词)|用语[^,;。]{0,4}(?:含义|定义)"
)
_INTRODUCTION = re.compile(r"(?:,)?(?:且|并|同时)*(?:符合|具备|满足)(?:以下|下列|如下)[^。]*$")


def defined_terms(outline: Outline) -> list[Term]:
    """本办法所称X，是指…: what a term asks of whoever claims to be one, longest terms first."""
    terms: list[Term] = []
    for sentence in outline.sentences:
        own = outline.said(sentence)
        if members := member_terms(outline, sentence):
            terms.extend((kind, asked, sentence) for kind, asked in members)
            continue
        for match in _stated_terms(outline, sentence, own):
            start, end = sentence.start + match.start("body"), sentence.start + match.end("body")
            if intro := _INTRODUCTION.search(outline.view[start:end]):
                end = start + intro.start()
            end, left_out = but_not(outline, start, end)
            found = outline.conditions(start, end)
            nodes = [n for n in (found.of if found else ()) if _defines(n)] + left_out
            if own.rstrip().endswith(":"):
                nodes.extend(_listed(outline, sentence))
            if nodes:
                terms.append((match["term"], nodes, sentence))
    return sorted(terms, key=lambda t: -len(t[0]))


def named_applicants(outline: Outline) -> list[Term]:
    """「…的企业（以下简称数字企业）」: what is asked of those the short name stands for."""
    terms: list[Term] = []
    for sentence in outline.sentences:
        for named in NAMED.finditer(outline.said(sentence)):
            stop = sentence.start + named.end("kind")
            if found := outline.conditions(outline.told_from(sentence), stop):
                terms.append((named["short"], list(found.of), sentence))
    return terms


def by_name(outline: Outline, terms: list[Term], item: DraftItem, number: int) -> list[DraftNode]:
    """What the short names in an item ask, where the sentence that gives them is not its own."""
    clause = outline.every[item.clause]
    text = fold(outline.text[clause.start : clause.subtree_end])
    nodes: list[DraftNode] = []
    for term, asked, sentence in terms:
        inside = clause.start <= sentence.start < clause.subtree_end
        if term in text and not inside and number not in sentence.items:
            nodes.extend(n for n in asked if n not in nodes)
            sentence.items.append(number)
    return nodes


def _stated_terms(outline: Outline, sentence: Sentence, own: str) -> list[re.Match[str]]:
    """The definitions of a sentence: 所称X，是指…, or a member of a list of terms."""
    found = list(_DEFINITION.finditer(own))
    parent = outline.parent(outline.every[sentence.clause])
    if not found and parent is not None and _TERMS_BELOW.search(outline.said(parent)):
        listed = _LISTED_TERM.match(own)
        return [listed] if listed else []
    return found


def _listed(outline: Outline, sentence: Sentence) -> list[DraftNode]:
    """The conditions of the list under a definition, joined as the definition says."""
    join, k = join_of(outline.said(sentence), "all", 1)
    found = [outline.conditions(c.start, c.end) for c in outline.children.get(sentence.clause, [])]
    kids = [single(group) for group in found if group]
    if join == "all" or not kids:
        return kids
    return [DraftGroup(join=join, k=k, of=tuple(kids))]


def by_definition(
    outline: Outline, terms: list[Term], item: DraftItem, number: int
) -> list[DraftNode]:
    """The defining conditions of the terms an item's own clause uses for its recipients."""
    clause = outline.every[item.clause]
    if clause.kind is ClauseKind.PART:
        return []
    text = fold(outline.text[clause.start : clause.subtree_end])
    nodes: list[DraftNode] = []
    own = {_gist(n) for n in _leaves(item.own)}
    for term, defining, sentence in terms:
        if _meant(term, text):
            nodes.extend(n for n in defining if n not in nodes and _gist(n) not in own)
            sentence.items.append(number)
        text = text.replace(term, "")
    return nodes


#: 「为小微企业提供担保」: with whom something is done, not who applies.
_DEALT_WITH = (
    r"(?:[为向与同给到在]|面向|对接|服务|投资于?|引进|引入|招引|帮助|孵化|培育|入驻|委托|并购|依托|联合|聘请)"
    r"(?:本|我|全)?[省市区县]?(?:内|的|其他|同一|某一|一家)?"
)


#: 「港澳青年创新创业基地」: the term is part of the name of something else.
_GOES_ON_AS_NAME = re.compile(
    r"(?:(?!的|在|到|为|向|获|由|且|并|和|入驻|运营|申请|申报|建设|设立|创办|参加|持股|承办|加入)[一-鿿]){1,10}?"
    r"(?:基地|产业园|园区|驿站|大赛|行动|工程|计划|名录|名单|联盟|称号)"
)


#: 「获得合作银行贷款」, 「购买科技企业产品」: what comes from them, not who applies.
_COMES_FROM = re.compile(
    r"(?:获得|取得|申请|使用|通过|采购|购买|接受|从|办理|签订)(?:了)?(?:[本我全]?[省市区县]的?)?$"
)
_WHAT_COMES = re.compile(
    r"(?:的|发放的|提供的)?[^,;。的]{0,6}?(?:贷款|授信|融资|担保|保险|投资|资金|服务|产品|设备|订单|技术|支持|证明)"
)


def _meant(term: str, text: str) -> bool:
    """Whether a text uses a term for whoever applies somewhere, or for what is applied for."""
    found = re.finditer(rf"(?P<dealt>{_DEALT_WITH})?{re.escape(term)}", text)
    return any(
        m["dealt"] is None or not re.match(r"[^,;。的]", text[m.end() : m.end() + 1])
        for m in found
        if not _GOES_ON_AS_NAME.match(text, m.end())
        and not (_COMES_FROM.search(text[: m.start()]) and _WHAT_COMES.match(text, m.end()))
    )


def terms_meant(outline: Outline, terms: list[Term], item: DraftItem) -> set[str]:
    """The defined terms an item uses for its recipients."""
    clause = outline.every[item.clause]
    text = fold(outline.text[clause.start : clause.subtree_end])
    meant = set()
    for term, _, _ in terms:
        if _meant(term, text):
            meant.add(term)
        text = text.replace(term, "")
    return meant


def asked_of_term(outline: Outline, terms: list[Term], start: int, end: int) -> str:
    """「科技企业申请专项资金，应当…」: the defined term whose bearers a sentence speaks to."""
    opens = re.compile(r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?").match(
        outline.view, start, end
    )
    at = opens.end() if opens else start
    for term, _, _ in terms:
        told = rf"{re.escape(fold(term))}(?:申[请报领]|享受|获得|应|须|需|必须|在?申)"
        if re.compile(told).match(outline.view, at, end):
            return term
    return ""


def _leaves(node: DraftNode) -> list[DraftTag]:
    if isinstance(node, DraftTag):
        return [node]
    return [tag for child in node.of for tag in _leaves(child)]


def _gist(node: DraftNode) -> tuple[object, ...]:
    """What a node asks, wherever it is stated."""
    if isinstance(node, DraftGroup):
        return (node.join, node.k, *(_gist(n) for n in node.of))
    values = tuple(sorted(node.values))
    return (node.shape, node.name, values, node.prefix, node.value, node.suffix, node.negated)


def _defines(node: DraftNode) -> bool:
    """Whether a piece of a definition asks something: lists and long descriptions do not."""
    if isinstance(node, DraftTag) and node.shape in ("is", "judged"):
        return len(node.name) <= 24 and not re.search(
            r"包括|等$|简称|通过|活动|服务|场所|行为|救助|过程", node.name
        )
    if not isinstance(node, DraftTag) or node.shape != "one_of" or len(node.values) <= 2:
        return True
    return node.name in ("主体类型", "所属行业")
