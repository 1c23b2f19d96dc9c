"""Whether an item is for people or for bodies, and what a sentence asks of each of them.

「申请单位应当在本区注册；申请个人应当具有本市户籍」 asks bodies for one, people for the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.items.scope import names_recipients
from rules.document import Clause

_PERSON_WORDS = re.compile(
    r"老年?人|个人|人员|居民|学生|儿童|家庭|毕业生|残疾人|参保职工|本人|户籍|周岁"
    r"|劳动者|每人每|孤儿|人才(?!公寓建设)"
)
_BODY_WORDS = re.compile(
    r"企业|单位|机构|公司|项目|园区|载体|平台|产值|营业收入|用人单位|合作社|家庭农场"
)
_PERSON = (
    r"(?:个人|自然人|人员|毕业生|学生|新生|考生|军人|职工|员工|家庭|居民|儿童|孤儿|残疾人|老年?人|教师|医生"
    r"|人才|农民|青年|妇女|工人|劳动者|创业者|从业者|学徒|本人|申请人)"
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


def is_for_people(view: str, clause: Clause, every: Sequence[Clause], granted: str) -> bool:
    """Whether an item is for people: as its block of recipients ends, or as its words weigh."""
    for below in every[clause.index + 1 :]:
        if below.start >= clause.subtree_end:
            break
        if below.parent == clause.index and names_recipients(below):
            who = re.sub(r"\([^()]*\)", "", view[below.start : below.end]).strip(" ,;。\n|")
            if _ENDS_PERSON.search(who) or _ENDS_BODY.search(who):
                return _ENDS_PERSON.search(who) is not None
    for said in re.split(r"[,;。:]", granted)[:-1]:
        if _ENDS_PERSON.search(said) or _ENDS_BODY.search(said):
            return _ENDS_PERSON.search(said) is not None
    text = view[clause.start : clause.subtree_end] + granted
    return len(_PERSON_WORDS.findall(text)) > len(_BODY_WORDS.findall(text))


#: 「个人申请人正在服刑的」, 「申请个人被判处刑罚的」: said of people only, among items for both.
_PEOPLE_ALONE = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:个人(?:申[请报领]人|申[请报领]的)|申[请报领](?:的)?个人|自然人申[请报领])"
)


def past_people(view: str, start: int, end: int) -> int:
    """Where a sentence goes on behind the people it speaks of alone; its start without any."""
    named = _PEOPLE_ALONE.match(view, start, end)
    return named.end() if named else start


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
