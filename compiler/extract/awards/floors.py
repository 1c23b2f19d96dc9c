"""The least that is paid: 低于3000元的按3000元, 给予不低于10万元的奖励."""

from __future__ import annotations

import re

from compiler.extract.language.amounts import MONEY

_AT_LEAST = re.compile(
    rf"(?:给予|予以|发放|奖励|补[助贴]|资助)(?:每[家个户项]|单[个家项]|一次性|企业|项目|机构|单位)*(?:不低于|不少于)(?P<least>{MONEY})"
    r"(?=(?:以上)?(?:的)?(?:一次性)?(?:资金|现金|专项)?(?:奖励|补[助贴]|资助|支持|扶持|奖金|津贴|$|[,;。]))"
)


def least_paid(body: str) -> str:
    """低于3000元的按3000元, 给予不低于10万元的奖励: the least that is paid."""
    if least := _AT_LEAST.search(body):
        return least["least"]
    match = re.search(
        rf"(?:低于|不足|少于|不到)({MONEY})的?,?(?:均|仍|一律)?按(?:照)?({MONEY})", body
    )
    return match[2] if match else ""
