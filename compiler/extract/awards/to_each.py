"""One sentence that pays several: 「分别给予用人单位5万元、人才本人10万元」, each a case.

Who is paid stands behind the verb, so it is no condition before the figure; which of them applies
tells what is due.
"""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.drafts import DraftAward, DraftGroup, DraftPart, DraftTag, Quote
from compiler.extract.language.amounts import MONEY, RATIO

_BODIES = (
    r"(?:(?:用人|申[报请]|引进|依托|培养|承办|主办|承担|合作|所在|推荐|牵头|参与|获奖|接收|培训|中介|服务|运营|建设|输出|供应)?"
    r"(?:企业|单位|机构|公司|高校院所|高校|院校|院所|学校|医院)|培训机构|中介机构|孵化器|合作社|村集体|银行|担保公司|产业园区|园区|基地|平台)"
)
_PEOPLE = (
    r"(?:个人|本人|(?:(?:高层次)?人才|博士后?|硕士|研究生|选手|学员|毕业生|劳动者|职工|员工|学生|农户|创业者|获奖者|获奖人员|引进人员|发明人|完成人|参保人)(?:个人|本人)?"
    r"|(?:项目|企业|团队)?负责人|(?:指导|带教|辅导)?(?:教师|老师|教练员?|导师|师傅)|运动员|(?:创新|创业|人才|研发|项目|科研|获奖|核心|主创)?团队|专家|村民|家庭)"
)
_VERB = r"(?:分别|一次性|再|各|可|均)*(?:给予|予以|奖励|补[贴助]|资助|发放)(?:给)?(?:其|该)?"
_FIGURE = rf"(?:{MONEY}|{RATIO})"
_PAID = re.compile(
    rf"(?:{_VERB})?(?P<who>{_BODIES}|{_PEOPLE})(?![^,;。、\d]*(?:承担|自筹|为))"
    rf"(?P<what>[^,;。、\d]{{0,16}}?(?:最高|不超过)?{_FIGURE}[^,;。、\d]{{0,16}})"
    r"(?:,?(?:最高|不超过)[^,;。、]{2,14})?(?P<joint>[、,和及;]*(?:并|同时)?(?:再)?)"
)


def to_each(text: str, view: str, benefit: Benefit) -> list[DraftPart]:
    """The alternatives by who of several is paid; none unless each stands before its figure."""
    begun = re.compile(_VERB).match(view, benefit.award.quote.start, benefit.end)
    if begun is None:
        return []
    found = []
    position = begun.start()
    while match := _PAID.match(view, position, benefit.end):
        found.append(match)
        position = match.end()
    named = [m["who"] for m in found]
    if len(found) < 2 or len(set(named)) < len(named):
        return []
    if re.search(_FIGURE, view[position : benefit.end]):
        return []
    parts = []
    for match in found:
        a, b = match.span("who")
        shown = view[:a] + " " * (b - a) + view[b:]
        paid = read_benefit(text, shown, a, match.end(), a)
        if paid is None or paid.values or paid.rates:
            return []
        quote = Quote(text=text[a:b], start=a)
        kind = re.fullmatch(_BODIES, match["who"]) is not None
        tag = DraftTag(
            shape="one_of" if kind else "is",
            name="主体类型" if kind else match["who"],
            values=(match["who"],) if kind else (),
            quote=quote,
        )
        award = _counted(paid.award, view[benefit.start : begun.start()], of_body=kind)
        parts.append(DraftPart(when=DraftGroup(join="all", of=(tag,)), award=award))
    return parts


#: Who is taken on, of whom a body is paid a sum for each.
_TAKEN_ON = re.compile(r"招用|招聘|录用|聘用|吸纳|引进|接收|安置|培训|推荐")


def _counted(award: DraftAward, before: str, *, of_body: bool) -> DraftAward:
    """每人2000元 to an enterprise counts those it takes on; to the person it is the sum itself."""
    unit, _, noun = award.base.partition("|")
    if award.shape != "per_unit" or unit not in ("人", "名", "位") or noun:
        return award
    if not of_body:
        return award.model_copy(update={"shape": "fixed", "base": ""})
    done = _TAKEN_ON.search(before)
    return award.model_copy(update={"base": f"{unit}|{done.group()}人数"}) if done else award
