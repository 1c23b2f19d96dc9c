"""How applications are decided and how the money reaches the payee."""

from __future__ import annotations

import re

from rules.benefit import Award, InKind
from rules.rule import Delivery, ReviewMode

_CONFIRMS = re.compile(
    r"一键(?:确认|兑付|领取)|(?:企业|申请人|监护人|个人|本人|家长|法定代表人|单位)[^,;。]{0,8}(?:线上|手机端?|在线)?[^,;。]{0,4}确认[^,;。]{0,10}(?:账户|金额|信息)?后[^,;。]{0,6}(?:拨付|发放|兑付|兑现)"
)
_NO_APPLICATION = re.compile(r"免申即享|免申请|无需申[请报领]|不需[要]?申[请报领]")


def delivery_in(said: str) -> Delivery | None:
    """How a sentence says the benefit is delivered; a confirmation is asked even of 免申即享."""
    if _CONFIRMS.search(said):
        return Delivery.CONFIRMATION
    return Delivery.NO_APPLICATION if _NO_APPLICATION.search(said) else None


_APPROVAL = re.compile(r"核准制|(?:审核|审批)方式[:：]?\s*核准")
_ASSESSMENT = re.compile(r"评审制|专家评审|择优|评审|专家评选|评选")
_FILING = re.compile(r"备案制")


def review_in(said: str, award: Award) -> ReviewMode | None:
    """How a text says applications are decided."""
    if _APPROVAL.search(said):
        return ReviewMode.APPROVAL
    if _ASSESSMENT.search(said):
        return ReviewMode.ASSESSMENT
    if _FILING.search(said):
        return ReviewMode.FILING
    if isinstance(award, InKind) and re.search(r"评定", said):
        return ReviewMode.ASSESSMENT
    return None
