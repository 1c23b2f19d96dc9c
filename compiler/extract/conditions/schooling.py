"""Degrees: 本科及以上学历, 博士、硕士毕业生, 中等职业学校、大专、本科院校毕业生."""

from __future__ import annotations

import re

from compiler.extract.conditions.attainments import is_counted
from compiler.extract.conditions.careers import BROUGHT_IN
from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

_ORDER = ("初中及以下", "高中", "中专", "大专", "本科", "硕士", "博士")
#: What a level is called in the vocabulary; names of schools stand for what one leaves them with.
_NAMES = (
    (re.compile("博士"), "博士"),
    (re.compile("硕士|研究生"), "硕士"),
    (re.compile("本科|学士"), "本科"),
    (re.compile("大专|专科|高职|高等职业"), "大专"),
    (re.compile("中专|中职|中等"), "中专"),
    (re.compile("高中"), "高中"),
    (re.compile("初中"), "初中及以下"),
)
_FULL_TIME = (
    r"(?:全日制|普通|统招|国内外?|境内外?|海外|国\(境\)外|应届|优秀|青年|高校|高等学校|高等院校)*"
)
_LEVEL = (
    rf"{_FULL_TIME}(?:博士(?:研究生)?|硕士(?:研究生)?|研究生|(?:大学)?本科(?:院校|学校)?|学士"
    r"|中等专科学校|(?:大学|高等)?专科(?:院校|学校)?|大专(?:院校)?|高等职业(?:技术)?(?:院校|学校)|高职(?:高专)?(?:院校)?"
    r"|中等职业(?:技术)?学校|中等专业学校|中专|中职|初中|高中)(?:学历|学位|生(?!活|产|源|物|态))?"
)
_JOIN = r"(?:、|/|和|以及|及(?!其?以上)|或者?)"
_UP = r"(?P<up>及其?以上|\(含\)以上|以上)?"
_PAPER = r"(?:的)?(?:学历学位|学历、?学位|学历|学位)(?:证书|教育)?"
_GRADUATES = r"(?:应届|往届|高校|全日制)*(?:毕业生|毕业|学生|人才|人员)"
_LIST = rf"(?P<list>{_LEVEL}(?:{_JOIN}{_LEVEL})*)"
#: 具有本科及以上学历: the paper says that it is about schooling, wherever it stands.
_STATED = re.compile(
    rf"(?:具有|具备|取得|获得|持有|拥有)?{_LIST}{_UP}(?:{_PAPER})(?:的?{_GRADUATES})?"
)
#: 博士、硕士毕业生, 本科以上人才, and nothing else: whoever applies, at the end of what is said.
_PEOPLE = re.compile(rf"{_LIST}{_UP}(?:{_GRADUATES})?(?=$|[,;。的、]|或)")
#: What somebody at school or just out of it is called; degrees alone say who somebody is.
_HIGHER = re.compile("博士|硕士|研究生|本科|大专|专科|高职|学士")
_PUPILS = re.compile("学生$")
_SCHOOL = re.compile("学校$|院校$")


def education(fragment: Fragment) -> None:
    """本科及以上学历: the levels of schooling that the paper is of, or all from one upwards."""
    for match in fragment.search(_STATED):
        _add(fragment, match)


def graduates(fragment: Fragment) -> None:
    """博士、硕士毕业生, read before what else is said of those who apply."""
    for match in fragment.search(_PEOPLE):
        before = fragment.view[max(fragment.start, match.start() - 1) : match.start()]
        by = _BY_CLASS.fullmatch(fragment.view, fragment.start, match.start())
        if before and before not in "的对,;。、或者为 " and by is None:
            continue
        if BROUGHT_IN.search(fragment.view, fragment.start, match.start()):
            continue
        if not _HIGHER.search(match["list"]) or _PUPILS.search(match.group()):
            continue
        if _SCHOOL.search(match.group()):
            continue
        if by:
            fragment.take(*by.span())
        _add(fragment, match)


#: 按博士每人每年3万元: for whom the sum is.
_BY_CLASS = re.compile(r"[\s,]*按照?")


def _add(fragment: Fragment, match: re.Match[str]) -> None:
    if is_counted(fragment.view, match.end()):
        return
    named = [_level(m.group()) for m in re.finditer(_LEVEL, match["list"])]
    if match["up"]:
        named = list(_ORDER[min(map(_ORDER.index, named)) :])
    elif named == ["硕士"] and "硕士" not in match["list"]:
        named.append("博士")  # 研究生 are both
    tag = DraftTag(
        shape="one_of",
        name="学历",
        values=tuple(dict.fromkeys(named)),
        quote=fragment.quote(*match.span()),
    )
    fragment.add(tag, *match.span())


def _level(written: str) -> str:
    return next(name for pattern, name in _NAMES if pattern.search(written))
