"""What whoever was paid must do, and what is taken back from whom: commitments and claw-back."""

from __future__ import annotations

import re

from compiler.extract.items.sentences import OFFICE
from compiler.extract.language.deeds import deed_with_case, stretches
from rules.document import SentenceKind

#: 获得购房补贴的办公用房5年内不得对外租售, 获奖企业应当配合统计: binds those who were paid.
_BINDS_THE_PAID = re.compile(
    r"(?:获得|享受|领取|取得)[^,;。]{0,16}?(?:补贴|奖励|补助|资助|资金|扶持|支持|认定)的[^,;。]{2,12}?,?"
    r"(?:应当?|须|必须|不得|[^,;。]{0,8}内(?:应|须|不得))"
    r"|获奖(?:企业|单位|个人|人员)(?:应当?|须|必须|不得)"
    r"|(?:所购|新购|获补)[^,;。]{1,8}[^,;。]{0,8}不得"
)
#: 情况发生变化的，应当在30日内告知: to be told by whoever receives.
_TELLS_CHANGES = re.compile(
    r"(?:享受|领取|获得)[^,;。]{2,24}(?:变化|变更|变动)[^,;。]{0,16}的?,(?:应当?|须)[^,;。]{0,24}?"
    r"(?:告知|报告|备案|申报)"
)
#: 骗取资金的，追回已拨付的资金，三年内不再受理其申请: shuts out, and takes back.
_TAKES_BACK = re.compile(
    r"(?:追[回缴]|退[回还]|收回|缴回)[^,;。]{0,8}(?:资金|补贴|补助|奖励|款|津贴)"
)
_MAY_STAND_IN = (
    SentenceKind.OBLIGATION,
    SentenceKind.BACKGROUND,
    SentenceKind.PROCEDURE,
    SentenceKind.NOT_MODELLED,
)


def is_duty(view: str, kind: SentenceKind) -> bool:
    """Whether a sentence lays a duty on whoever is paid; one of an office does not."""
    if kind is SentenceKind.OBLIGATION:
        return not _OF_OFFICE.match(view)
    if kind is SentenceKind.EXCLUSION:
        return _TAKES_BACK.search(view) is not None
    if kind is SentenceKind.CONDITION:
        return any(_follows(view[a:b]) for a, b in stretches(view, 0, len(view)))
    if kind not in _MAY_STAND_IN or OFFICE.search(view):
        return False
    return bool(_BINDS_THE_PAID.search(view) or _TELLS_CHANGES.search(view))


def duties_in(view: str, start: int, end: int, kind: SentenceKind) -> list[tuple[int, int]]:
    """The duties of a sentence between ; where one does not follow from the breach of another.

    Of a sentence that shuts out only what is taken back is a duty; of one that asks, what follows
    from a case.
    """
    found: list[tuple[int, int]] = []
    at = start
    for piece in view[start:end].split(";"):
        stop = at + len(piece)
        if found and _OF_BREACH.match(piece):
            found[-1] = found[-1][0], stop
        elif piece.strip(" ,。\n|") and _tells(piece, kind):
            found.append((at, stop))
        at = stop + 1
    return found


def _tells(piece: str, kind: SentenceKind) -> bool:
    """Whether a stretch of a sentence of a kind is a duty."""
    if kind is SentenceKind.CONDITION:
        return _follows(piece)
    return kind is not SentenceKind.EXCLUSION or _TAKES_BACK.search(piece) is not None


def _follows(piece: str) -> bool:
    return deed_with_case(piece, 0, len(piece)) == "consequence"


#: 「…；违反承诺的，退回所获资助」.
_OF_BREACH = re.compile(
    r"\s*(?:如|若|对)?(?:违反|未按|未能|未履行|不履行|否则|逾期|违约|提前|不满|不足)"
)

#: 「区科技创新局是主管部门，负责受理、审核，并接受区财政、审计部门监督」.
_OF_OFFICE = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?"
    r"[^,;。]{0,24}(?:[局委厅办]|部门)(?:\([^()]*\))?(?:是|为|作为|负责|牵头|会同|应|将|要|对)"
)
