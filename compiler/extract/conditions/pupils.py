"""Stages of school, where pupils are paid for: 小学、初中学生, 按高中（含中职）每学年2000元."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.stages import STAGE, STAGES, stage_named

#: Who learns there, or how much a year of it is paid.
_PUPILS = (
    r"(?:(?:教育)?阶段)?的?(?:全日制|在校|在读|在籍|就读)*的?"
    r"(?:学生(?![资食宿票公会数])|(?<=[学中])生(?=$|[,;。、的每按]))"
)
_OF_PUPILS = re.compile(rf"(?:按(?:照)?|对)?(?P<list>{STAGES}){_PUPILS}")
_OF_A_YEAR = re.compile(rf"(?:按(?:照)?|对)?(?P<list>{STAGES})(?:(?:教育)?阶段)?(?:的)?\s*$")
_A_YEAR = re.compile(r"\s*(?:每(?:人|生|名学生))?每学[年期]|\s*每生每年")
#: Where somebody learns when nothing says which school.
_ENROLLED = re.compile(
    r"(?:在|于)(?:各级各类|各类|全日制|普通|正规)*(?:学校|院校)(?:就读|在读|学习)|在校就读|具有全日制学籍"
)


#: 被普通高校录取, 录取为本科, 考入大学: what somebody was admitted to is not held yet.
_ADMITTED = re.compile(
    rf"(?P<time>{w.PERIOD.pattern})?(?:,)?(?P<done>"
    r"(?:被|由|经)[^,;。的、\d]{2,20}?录取(?:为|到|至|入|进)?[^,;。的、\d]{0,12}?"
    r"|(?:被)?录取(?:为|到|至|入|进)[^,;。的、\d]{1,14}?"
    r"|考(?:入|上|取)(?![^,;。]{0,10}(?:证|资格|职称))[^,;。的、\d]{0,10}?(?:大学|高校|院校|学校|本科|专科|大专|研究生|博士|硕士)[^,;。的、\d]{0,4}?)"
    r"(?=的(?:新生|学生|考生|毕业生|人员|职工|子女)?(?:$|[,;。])|$|[,;。]|且|并)"
)


def admitted(fragment: Fragment) -> None:
    """被全日制普通高等学校录取: one fact as written, the year in its period."""
    for match in fragment.search(_ADMITTED):
        quote = fragment.quote(*match.span())
        tag = DraftTag(shape="is", name=match["done"], period=match["time"] or "", quote=quote)
        fragment.add(tag, *match.span())


def pupils(fragment: Fragment) -> None:
    """就读学段 of pupils and of sums by the school year, and whether somebody is enrolled."""
    for match in fragment.search(_ENROLLED):
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name="在校就读", quote=quote), *match.span())
    for match in fragment.search(_OF_PUPILS, over_asides=True):
        _stages(fragment, match)
    if _A_YEAR.match(fragment.view, fragment.end):
        for match in fragment.search(_OF_A_YEAR, over_asides=True):
            _stages(fragment, match)


def _stages(fragment: Fragment, match: re.Match[str]) -> None:
    if re.search(r"(?:毕业于|高于|低于|在)$", fragment.view[fragment.start : match.start("list")]):
        return
    values = [stage_named(m.group()) for m in re.finditer(STAGE, match["list"])]
    tag = DraftTag(
        shape="one_of",
        name="就读学段",
        values=tuple(dict.fromkeys(values)),
        quote=fragment.quote(match.start("list"), match.end()),
    )
    fragment.add(tag, *match.span())
