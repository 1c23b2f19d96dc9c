"""Units: a sum the text states for each of something is paid for each of it, or is reported.

「每标准展位1.5万元」 and 「3000元/平方米」 read as one sum pay the wrong amount without a sign of
it, so whatever read them, the finished rule is held against the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from compiler.diagnostics import diagnose
from compiler.extract.language.amounts import MONEY, PLACES
from compiler.fold import fold
from compiler.normalise import FOREIGN, NUMBER, QUANTITY, read_quantity
from rules.benefit import Rate, nested_awards
from rules.document import PolicyDocument
from rules.errors import Diagnostic
from rules.quantity import Money
from rules.rule import Rule
from rules.vocabulary import Subject

_TIME = r"(?:年度?|月|季度?|学年|学期|天|日|周)"
_PAYS = (
    r"(?:一次性|最高|不超过|不高于|不得超过|给予|予以|奖励|补贴|补助|资助|发放|支付|支持|扶持|奖补|奖|补|按|为|可|再|另|约"
    r"|人民币|标准|限额|额度|金额|上限|运营|建设|发|的)"
)
_EACH = re.compile(
    rf"每[1一]?(?P<unit>(?!{_TIME}[^级])[^,;。:、\d每\s]{{1,16}}?)(?:每?{_TIME})?{_PAYS}*,?{_PAYS}*(?P<sum>{MONEY})"
    rf"|(?P<sum2>{MONEY})/(?P<unit2>(?!{_TIME})(?:[一-鿿]{{1,4}}|㎡))"
    rf"|每(?P<unit3>(?!{_TIME})[^,;。:、\d每\s]{{0,8}}(?:(?!{NUMBER}[%‰])(?:{QUANTITY}|[\d.]+[一-鿿]{{1,3}})|{NUMBER}{FOREIGN})"
    rf"[^,;。:、\d每]{{0,10}}?){_PAYS}*,?{_PAYS}*(?P<sum3>{MONEY})"
)
#: Whoever is paid is no unit of what is paid for: 每家企业, 每户, 每个项目.
_APPLIES = re.compile(
    r"(?:[一1]?[个家户名位]|单[个家]|同一)?(?:[^,;。]{0,6}?(?:企业|单位|机构|公司|主体|组织|平台|园区|基地|载体|项目|家庭|申请人|申报人|对象|团队"
    r"|合作社|农场|村|社区|街道|学校|院校|医院|孵化器|事业部|协会|商会|中心))?(?:的)?(?:[一每1]?个?(?:自然)?年度?内?)?"
)
_PERSON = re.compile(
    r"(?:[一1]?[个名位])?(?:人(?!次)|名|位|生|者|人员|毕业生|学生|老人|孤儿|儿童)(?:的)?"
)
#: 「每人每月200元的标准，给予见习基地补贴」: a body is paid for its people.
_TO_BODY = re.compile(
    r"[^,;。\d]{0,6},?(?:给予|予以|发给|发放给|补贴|奖励|补助)(?:其|所在)?[^,;。\d]{0,10}?(?:基地|企业|单位|机构|园区|学校|院校|公司|平台|用人方)"
)
#: What a payment comprises many of; a limit of each (每件, 每场) may well be one of the payment.
_MEASURE = re.compile(
    r"(?:平方米|㎡|平米|亩|公顷|吨|公斤|千瓦时|千瓦|兆瓦|公里|米|立方米|度|标?准?箱|餐|人次|课时|学时|分钟"
    rf"|[头只羽尾株棵台辆张]|[一1]?[个张]?[^,;。]{{0,4}}{PLACES})(?:[^,;。]{{0,4}})"
)


class _Stated(NamedTuple):
    to: str  # the words behind the sum, which may say who is paid
    unit: str
    start: int
    end: int
    yuan: Decimal


def lost_units(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """The sums that the clause of an item states for each of something, and its rule pays once."""
    yield from _by_heads(document, rule)
    awards = list(nested_awards(rule.award))
    by_unit = {a.amount.yuan for a in awards if a.kind == "per_unit"}
    fixed = {a.amount.yuan for a in awards if a.kind == "fixed"}
    caps = {c.amount.yuan for a in awards for c in a.caps if c.amount and c.per == "item"}
    all_stated = list(_stated(fold(rule.source.quote)))
    counted = {s.unit for s in all_stated if s.yuan in by_unit}
    for stated in all_stated:
        if stated.yuan in by_unit or _is_paid(stated, rule.subject):
            continue
        # 补贴3万元/趟，每趟不超过5万元: no limit of all that is paid
        of_each = stated.unit in counted or _MEASURE.fullmatch(stated.unit)
        if stated.yuan in fixed or (stated.yuan in caps and of_each):
            span = document.span(rule.source.start + stated.start, rule.source.start + stated.end)
            yield diagnose(
                "PC509", span, file=document.source_name, place=rule.place, value=span.quote
            )


#: 「根据每月实际见习人数」: of as many people as a standard of wages is paid for.
_HEADS = re.compile(r"(?:按照?|根据)[^,;。]{0,16}(?:人数|名数)(?:和|,|及)")


def _by_heads(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """A share of the minimum wage for each of several people, which the rule pays once."""
    wages = [a for a in nested_awards(rule.award) if a.kind == "rate" and _of_wage(a)]
    if wages and rule.subject is not Subject.PERSON and _HEADS.search(fold(rule.source.quote)):
        span = wages[0].source
        yield diagnose("PC509", span, file=document.source_name, place=rule.place, value=span.quote)


def _of_wage(award: Rate) -> bool:
    return award.base.kind == "value" and award.base.attribute == "minimum_wage"


def _stated(view: str) -> Iterator[_Stated]:
    for match in _EACH.finditer(view):
        written = match["sum"] or match["sum2"] or match["sum3"]
        value = read_quantity(re.sub(r"\s", "", written))
        unit = match["unit"] or match["unit2"] or match["unit3"]
        if isinstance(value, Money):
            yield _Stated(view[match.end() : match.end() + 24], unit, *match.span(), value.yuan)


def _is_paid(stated: _Stated, subject: Subject) -> bool:
    """Whether the unit is the applicant, who is paid once."""
    if _APPLIES.fullmatch(stated.unit):
        return True
    person = subject is Subject.PERSON and _PERSON.fullmatch(stated.unit) is not None
    return person and _TO_BODY.match(stated.to) is None
