"""Whether an item is for people or for bodies, and what a sentence asks of each of them.

「申请单位应当在本区注册；申请个人应当具有本市户籍」 asks bodies for one, people for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from compiler.extract.drafts import DraftNode, DraftTag, node_quotes
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.scope import names_recipients
from compiler.fold import fold
from rules.document import Clause, SentenceKind

_PERSON_WORDS = re.compile(
    r"老年?人|个人|人员|居民|学生|儿童|家庭|毕业生|残疾人|参保职工|本人|户籍|周岁"
    r"|劳动者|每人每|孤儿|人才(?!公寓建设)"
)
_BODY_WORDS = re.compile(
    r"企业|单位|机构|公司|项目|园区|载体|平台|产值|营业收入|用人单位|合作社|家庭农场"
    # whoever does so takes people on
    r"|(?:接纳|吸纳|招用|留用|安置|收住|收托)(?=[^,;。的]{2})"
)
_PERSON = (
    r"(?:个人|自然人|人员|毕业生|学生|新生|考生|军人|职工|员工|家庭|居民|儿童|孤儿|残疾人|老年?人|教师|医生"
    r"|人才|博士后|博士|硕士|技师|高级工|农民|青年|妇女|工人|劳动者|创业者|从业者|学徒|本人|申请人)"
)
_BODY = (
    r"(?:企业|单位|机构|公司|基地|组织|个体工商户|商户|合作社|家庭农场|园区|平台|中心|院校|学校|研究所|医院"
    r"|协会|商会|社团|银行|酒店|门店|市场|载体|法人)"
)
_ENDS_PERSON, _ENDS_BODY = re.compile(_PERSON + r"\"?$"), re.compile(_BODY + r"\"?$")
_ASKED = (
    r"[\W\d一二三四五六七八九十]*(?:申[报请领]的?|享受补贴的|用人)?{who}(?:申[报请领]的?)?[,的]*"
    r"(?:应当?|须|需|必须|还应|要|具[有备]|符合)"
)
_ASKED_OF_BODIES = re.compile(_ASKED.format(who=r"(?:企业|单位|机构|法人|用人单位|市场主体)"))
_ASKED_OF_PEOPLE = re.compile(_ASKED.format(who=r"(?:个人|人员|劳动者|自然人|居民|本人)"))
#: 「养老服务单位弄虚作假的，不予补助」 beside items for people: said of bodies alone.
OF_BODIES = re.compile(
    r"(?:\s*第[^,;。\s]{1,6}条)?[\W\d一二三四五六七八九十]*(?!申[报请]|受助|享受|获得|相关|有关)[^,;。、的]{2,10}?(?:单位|企业|机构|公司|组织|合作社|学校|医院)"
    r"(?:有|存在|发生|弄虚|骗取|提供|提交|被|未|不|采取|以|违反|因|虚报|伪造|擅自|拒不|经)"
)


#: 【谁能领】招用就业困难人员的企业、个体工商户和社会组织。
_RECIPIENTS = re.compile(
    r"(?:谁(?:能|可以?)[^,;。\]:]{1,4}|(?:补[贴助]|奖[励补]|资助|申[请报领]|服务|支持|扶持|发放|适用|享受)(?:对象|主体))"
    r"[\]:]+(?P<who>[^。\n]+)"
)
#: 收住失能老年人的, 招用毕业生的: what bodies do; 社区养老服务组织开办食堂, 博士后与企业签订合同.
_ACTS = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?(?:对|按)?(?:"
    r"(?P<acts>收住|招用|吸纳|聘用|雇用|接收|举办|开办|主办|承办)"
    rf"|(?P<body>[^,;。的]{{0,12}}?{_BODY})(?=招用|吸纳|开办|为[^,;。]{{2,12}}(?:缴纳|提供|购买)|聘用|引进|组织|实施|举办)"
    rf"|(?:[^,;。的]{{2,16}}的)?[^,;。的]{{0,8}}?{_PERSON}(?=与|在[^,;。]{{2,20}}(?:就业|工作|创业)|到[^,;。]{{2,20}}(?:就业|工作)|取得|购买|(?:首次|自主|初次)*创办))"
)
#: 个人篇, 从业人员补贴; 单位篇, 用人单位的看这里, 机构补助.
_FOR_PEOPLE = re.compile(r"个人|居民|老年人(?:补贴|津贴)|人员(?:补贴|津贴|的)|毕业生的")
_FOR_BODIES = re.compile(r"(?:单位|企业|机构)(?:篇|的|补[贴助]|奖励|扶持|支持|$)")


def _ends_in(said: str) -> bool | None:
    """Whether a phrase names people at its end; None for neither people nor bodies."""
    who = re.sub(r"\([^()]*\)", "", said).strip(" ,;。\n|")
    if _ENDS_PERSON.search(who):
        return True
    return False if _ENDS_BODY.search(who) else None


def _headed(heading: str) -> bool | None:
    if _FOR_PEOPLE.search(heading):
        return None if _FOR_BODIES.search(heading) else True
    return False if _FOR_BODIES.search(heading) else None


def is_for_people(view: str, clause: Clause, every: Sequence[Clause], granted: str) -> bool:
    """Whether an item is for people: as its block of recipients ends, or as its words weigh."""
    for below in every[clause.index + 1 :]:
        if below.start >= clause.subtree_end:
            break
        if below.parent == clause.index and names_recipients(below):
            who = re.sub(r"\([^()]*\)", "", view[below.start : below.end]).strip(" ,;。\n|")
            if _ENDS_PERSON.search(who) or _ENDS_BODY.search(who):
                return _ENDS_PERSON.search(who) is not None
    own = view[clause.start : clause.subtree_end]
    if (named := _RECIPIENTS.search(own)) and (told := _ends_in(named["who"])) is not None:
        return told
    if acting := _ACTS.match(granted):
        return acting["body"] is None and acting["acts"] is None
    for said in re.split(r"[,;。:]", granted)[:-1]:
        if said.startswith("每"):
            continue  # 每招收1名博士后研究人员: who is counted, not who is paid
        if (told := _ends_in(said)) is not None:
            return told
    parent: Clause | None = clause
    while parent is not None:
        if (told := _headed(parent.heading)) is not None:
            return told
        parent = every[parent.parent] if parent.parent is not None else None
    text = view[clause.start : clause.subtree_end] + granted
    return len(_PERSON_WORDS.findall(text)) > len(_BODY_WORDS.findall(text))


_OF_PEOPLE = ("年龄", "人员类别", "户籍所在地", "学历", "性别", "婚姻状况")
_OF_BODIES_ALONE = ("主体类型", "企业规模", "注册地", "所属行业", "营业收入", "资质认定")


def asks_bodies(nodes: Iterable[DraftNode]) -> bool:
    """Whether what is asked names kinds of bodies and nothing that only people have."""
    tags = [t for node in nodes for t in _tags(node)]
    kinds = [v for t in tags if t.name == "主体类型" and not t.negated for v in t.values]
    if not kinds or any(t.name in _OF_PEOPLE for t in tags):
        return False
    return all(_ENDS_BODY.search(re.sub(r"\([^()]*\)", "", kind)) for kind in kinds)


def asks_people(nodes: Iterable[DraftNode]) -> bool:
    """Whether what is asked only people have, and nothing that only bodies have."""
    tags = [t for node in nodes for t in _tags(node) if not t.negated]
    names = {t.name for t in tags}
    return bool(names.intersection(_OF_PEOPLE)) and not names.intersection(_OF_BODIES_ALONE)


def _tags(node: DraftNode) -> Iterator[DraftTag]:
    if isinstance(node, DraftTag):
        yield node
        return
    for child in node.of:
        yield from _tags(child)


#: 「个人申请人正在服刑的」, 「申请个人被判处刑罚的」: said of people only, among items for both.
_PEOPLE_ALONE = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:个人(?:申[请报领]人|申[请报领]的)|申[请报领](?:的)?个人|自然人申[请报领])"
)


def past_people(view: str, start: int, end: int) -> int:
    """Where a sentence goes on behind the people it speaks of alone; its start without any."""
    named = _PEOPLE_ALONE.match(view, start, end)
    return named.end() if named else start


#: 「与用人单位解除劳动合同」: what happens to people alone.
_LEAVES = re.compile(r"与(?:用人|所在|原|聘用)?(?:单位|企业|机构)[^,;。]{0,12}(?:解除|终止)")


def by_whom(nodes: Sequence[DraftNode]) -> list[tuple[bool | None, list[DraftNode]]]:
    """Exclusions that can only meet people, and all others: who is shut out by each."""
    of_people = [n for n in nodes if any(_LEAVES.search(fold(q.text)) for q in node_quotes(n))]
    others = [n for n in nodes if n not in of_people]
    return [(None, others), (True, of_people)] if of_people else [(None, others)]


def asked_apart(view: str, start: int, end: int) -> list[tuple[bool, int, int]]:
    """The stretches of a sentence that ask something of people (True) or of bodies (False).

    Empty unless the sentence speaks of both, each behind a semicolon of its own.
    """
    found: list[tuple[bool, int, int]] = []
    at = start
    for piece in view[start:end].split(";"):
        stop = at + len(piece)
        people, bodies = _ASKED_OF_PEOPLE.match(piece), _ASKED_OF_BODIES.match(piece)
        if not people and not bodies:
            return []
        found.append((people is not None, at, stop))
        at = stop + 1
    return found if {people for people, _, _ in found} == {True, False} else []


def told_apart(
    outline: Outline, clause: Clause
) -> list[tuple[Sentence, list[tuple[bool, int, int]]]]:
    """「申请单位应当…；申请个人应当…」: the sentences that ask each something of its own."""
    found = []
    for sentence in outline.by_clause.get(clause.index, []):
        if sentence.kind is SentenceKind.CONDITION:
            start = outline.told_from(sentence)
            if stretches := asked_apart(outline.view, start, sentence.end):
                found.append((sentence, stretches))
    return found
