"""The short words of an award: written ratios, shares of instalments, the scope of a limit."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.normalise import number, read_quantity
from rules.benefit import (
    CapScope,
)
from rules.quantity import Ratio

_PAID = r"(?:总)?(?:奖励|补贴|补助|资助|支持|贴息|扶持|补偿|配套|最高|累计)"


def ratio_of(text: str) -> Ratio | None:
    """1:1, 2倍, 30% or 百分之三十 as a ratio."""
    if match := re.fullmatch(r"1:(\d+(?:\.\d+)?)", text):
        return Ratio(fraction=Decimal(match[1]))
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)倍", text):
        return Ratio(fraction=Decimal(match[1]))
    value = read_quantity(re.sub(r"\s+", "", text))
    return value if isinstance(value, Ratio) else None


def instalment_shares(instalments: tuple[str, ...]) -> tuple[Ratio, ...]:
    """The shares of a payment in parts; none when equal parts do not come out even in percent."""
    if not instalments:
        return ()
    if instalments[0] == "equal":
        parts = int(number(instalments[1]) or 1)
        return (
            tuple(Ratio(fraction=Decimal(1) / parts) for _ in range(parts))
            if 1 < parts <= 20 and 100 % parts == 0
            else ()
        )
    weights = [
        ratio.fraction if (ratio := ratio_of(s)) else number(s) or Decimal(0) for s in instalments
    ]
    total = sum(weights)
    return tuple(Ratio(fraction=w / total) for w in weights) if total else ()


#: 每人, 单人, 每引进1人.
_ONE_PERSON = re.compile(r"[每单同](?:[一个1]|引进[1一]?|招用[1一]?)?[人名位]")


#: 对应每家配套企业, 每家所投企业: whom it is paid for, not who is paid.
_PAID_FOR = re.compile(
    r"[单每](?:[个一])?[家个户][^,;。]{0,6}?(?:配套|供应商?|上下游|合作|所投|被投|所?担保|所?服务|所?孵化|入驻)的?(?:企业|单位|商户)"
)


def cap_scope(scope: str) -> CapScope:
    """What a limit holds for: each item, project, applicant, year, or all together."""
    head = scope.partition("|")[0]
    yearly = bool(
        re.search(rf"每年|年度|当年|全年|年内|年累计|自然年|学年|一年(?!期)|年(?:{_PAID})", head)
    )
    if _ONE_PERSON.search(head) and not re.search(r"企业|单位|机构", head):
        return "person"
    if "累计" in head and not yearly:
        return "total"
    if re.search(
        r"(?:配套|供应商?|上下游|合作|所投|被投|所?担保|所?服务|所?孵化|入驻)的?(?:企业|单位|商户)"
        r"|(?:投资|服务|担保|引进|孵化|培育|推荐|帮扶)于?[单每]一?[个家户]",
        head,
    ):
        return "item"  # 对应每家配套企业: whom it is paid for, not who is paid
    if re.search(
        r"项目|[单每同该][个一]?[^,;。单每]{0,6}(?:场景|工程|课题|楼宇|建筑|场站)|[单每同该]个[^,;。单每]{0,6}(?:产业|科技|创业|文化|物流|商贸)?(?:园区|产业园|街区|小区)",
        head,
    ):
        return "project"
    if yearly:
        return "enterprise_year"
    if re.search(
        r"[单每][户家个]?[^,;。]{0,4}贷款|单笔|每笔|单件|每件|单次|每次|[单每同该][个一]?[^,;。单每]{0,6}(?:展会|展览|展位|赛事|合同|案件)|单场|每场|单台|每套|单店|每店|单项|每项",
        head,
    ):
        return "item"
    if re.search(r"企业|单位|(?<!国)家|机构|主体|实体|商户|公司|平台|园区|载体|基地|户", head):
        return "enterprise"
    if re.search(r"人|名|学生|家庭", head):
        return "person"
    return "item"


def dimensionless(text: str) -> Ratio | None:
    """电能利用效率不高于1.25, 容积率2.0以上: a figure without a unit is a ratio."""
    return Ratio(fraction=Decimal(text)) if re.fullmatch(r"\d{1,6}\.\d{1,4}", text) else None
