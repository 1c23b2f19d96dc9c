"""The award grammar: a benefit sentence into recipients and a proposed formula.

A segment 「对…的，按…给予…，最高…」 is cut where the benefit begins. Limits are taken out first,
so that what remains is the formula itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compiler.extract.awards.begin import find_begin
from compiler.extract.awards.counted_above import counted_above
from compiler.extract.awards.counted_limits import CountLimit, find_count_limits, first_ones
from compiler.extract.awards.floors import least_paid
from compiler.extract.awards.formula import (
    Formula,
    added_rates,
    bare_base,
    main_formula,
    paid_back,
    per_time,
    upper_of_ranges,
)
from compiler.extract.awards.in_words import in_words
from compiler.extract.awards.limits import (
    LASTING,
    find_lasting,
    per_of_scope,
    take_caps,
    take_instalments,
    unit_of_scope,
)
from compiler.extract.awards.netted import NETTED, from_above
from compiler.extract.awards.sums_listed import HOW_PAID_OUT, scope_of_limits, sums_listed
from compiler.extract.drafts import DraftAward, DraftCap, DraftGroup, DraftPart, Quote
from compiler.extract.language.amounts import (
    HALVED,
    MATCHING,
    MONEY,
    POINTS,
    RATIO,
)
from compiler.normalise import NUMBER, QUANTITY

#: 对企业发生的检测费用予以30%的补贴: what the rate is of stands before the verb.
_COST = re.compile(
    r"(?:^|[,;:。]|对(?!象)|就(?!业))(?P<base>(?:[^,;。对]|对象){2,40}?"
    r"(?:费用|费|支出|投入|成本|租金|利息|保费|保险金|投资额|投资|金额|总额)(?:等(?:费用|支出|成本)?)?)(?:部分)?(?:,(?:均|统一)?)?$"
)
#: 个人自付费用不超过大病保险起付线的，按70%: of the cost the words before compare.
_COMPARED_COST = re.compile(
    r"(?:^|[,;:。对就]|(?<=后)|其)(?P<base>[^,;。:对]{2,40}?(?:费用?|支出|[自个][付负人](?:负担)?(?:部分|金额)))"
    r"(?:年度|累计|合计|仍)*(?:不超过|未超过|超过|高于|低于|达到)(?!\d)[^,;。\d]{2,24}?的(?:部分)?,$"
)
#: 小微企业实际缴纳的检测费: whoever pays the cost is who is granted a part of it.
_PAYER = re.compile(
    r"(?!(?:用人|申[报请]|项目|承担|获奖)?(?:企业|单位|机构|人员|项目))[^,;。的]{2,20}?"
    r"(?:企业|单位|机构|个体工商户|合作社|人员|军人|毕业生|家庭|学生|人才|患者|组织|基地|园区|平台|职工|对象|孤儿|儿童|居民|老人|老年人|成员|人口|者)"
    r"(?=的|自[付负费]|个人[自负承]|经[^,;。]{2,20}(?:后|的)|(?:实际|新|所|当年|上年度|年度|住院|门诊|就医)*(?:发生|缴纳|支付|支出|购买|购置|参加|开展|投入|承担|产生|租[用赁]))"
)
_EXCESS = re.compile(
    r"(?:^|[,;:。]|对|就|其)(?P<base>[^,;。对]{0,30}?"
    rf"(?:超(?:过|出){QUANTITY}(?:以上)?|在?{QUANTITY}以上)的?部分),?(?:再|均)?$"
)
#: 在省级资助基础上按1:0.5: what is matched stands before the verb.
_ON_TOP = re.compile(
    r"在(?P<base>(?![^,;。]*(?:标准|此|上述|前述))[^,;。\d]{0,14}?(?:补助|资助|奖励|补贴|资金|支持|配套|经费)(?:金额|资金)?)的?基础之?上,?$"
)
#: 产值每净增1000万元奖励2万元: what grows by steps stands before them.
_GROWN = re.compile(
    r"(?:^|[,;:。的对]|企业|单位|年度?)(?P<base>[^,;:。的对企]{1,10}(?:值|额|量|收入|投资|利润|资本|规模|面积|进口|出口))$"
)
_FIGURE = re.compile(
    rf"{MONEY}|{RATIO}|{MATCHING}|{POINTS}|差额|实际(?:支出|发生|费用|利率|利息)|全额|{HALVED}|{NETTED}"
)


@dataclass(frozen=True, slots=True)
class Benefit:
    """A benefit segment: who (``[start, cut)``), how much (``award``)."""

    start: int
    cut: int
    end: int
    award: DraftAward
    adds: bool
    values: tuple[str, ...] = ()  # parallel amounts: 分别给予100万元、50万元
    rates: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()  # 分别按投资的10%、租金的30%
    cap_values: tuple[str, ...] = ()
    cap_scope: str = ""  # 累计, 每年: what the parallel limits hold for
    of_all: tuple[DraftCap, ...] = ()  # stated apart, behind all alternatives
    varied: tuple[tuple[int, int], ...] = ()  # behind ;, what some are paid instead


#: 前三年按实际租金的30%给予补贴: paid every year, so many years.
_FIRST_YEARS = re.compile(
    r"(?:前|头|首|最初的?)(?P<n>[一二两三四五六七八九十\d]{1,2})个?(?:年度?|会计年度)(?:内)?,?(?:每年)?\s*$"
)

#: 另行奖励5万元, 再增加10万元, 另按担保费的50%: paid besides.
_ADDS = re.compile(
    r"(?:再|另行|另外|额外|另|叠加|追加)(?:一次性|分别)*(?:\d|给予|增加|奖励|补贴|资助|予以|补助|按(?=[^,;。]*[%‰]))"
    r"|每[^,;。]{1,12}?(?:再)?增加(?:补贴|奖励|补助)?\d|再增加|增加奖励|[再另][加补多](?:发|给|补|奖)?\d|[加增]发"
)

#: 「，高新区再」 before the verb: somebody else pays as well.
_PAYS_BESIDES = re.compile(r"(?:再|另外?|额外|另行)(?:一次性|分别)*$")
#: 「，支持期限3年，按…」: the term stands before the formula.
_TERM_BEFORE = re.compile(
    r"[,;](?:支持|补贴|补助|资助|贴息|奖励|扶持|享受|发放)(?:期限?|周期|年限|时间)(?:共|为|共计)?"
    rf"(?P<term>{NUMBER}(?:个月|年)),(?:[^,;。]*,)?$"
)
#: 「自认定次年起连续3年，每年按…」: from when, and how long it is paid.
_TERM_FROM = re.compile(
    rf"(?:^|[,;的])(?:从|自)[^,;。\d]{{2,16}}?起,?(?:连续|的?前|后)?(?P<term>{NUMBER}(?:个月|年))(?:内)?,?(?:每年)?$"
)


def _term_before(before: str) -> str:
    found = _TERM_BEFORE.search(before) or _TERM_FROM.search(before)
    return found["term"] if found else ""


def _blanked(rest: str, begin: int, limits: list[CountLimit]) -> str:
    for limit in limits:
        a, b = limit.start - begin, limit.end - begin
        rest = rest[:a] + " " * (b - a) + rest[b:]
    return rest


def read_benefit(
    text: str, view: str, start: int, end: int, begin: int | None = None
) -> Benefit | None:
    """The benefit stated in ``[start, end)``; None when nothing is granted there.

    ``begin`` is where it begins when that is known already.
    """
    begin = find_begin(view, start, end) if begin is None else begin
    if begin is None:
        return _recognition(text, view, start, end)
    if not _FIGURE.search(view, begin, end):
        return _recognition(text, view, start, end)  # 认定为…，发给牌匾
    body = view[begin:end]
    while body and body[-1] in " ,;。、\n:":
        body = body[:-1]
    stop = begin + len(body)
    body = HOW_PAID_OUT.sub(lambda m: " " * len(m.group()), body)
    caps, rest = take_caps(text, view, begin, stop)
    instalments, (first, last) = take_instalments(body)
    rest = rest[:first] + " " * (last - first) + rest[last:]
    caps = tuple(c for c in caps if not begin + first <= c.quote.start < begin + last)
    body = body[:first] + " " * (last - first) + body[last:]
    lasting = find_lasting(rest) or _term_before(view[start:begin])
    first_years = None if lasting else _FIRST_YEARS.search(view, start, begin)
    if first_years is not None:
        lasting = first_years["n"] + "年"
    rest = LASTING.sub(lambda m: " " * len(m.group()), rest)
    counts = find_count_limits(view, begin, stop)
    rest = _blanked(rest, begin, counts)
    lists = sums_listed(body)
    adds = bool(_ADDS.search(body[:24])) or view[start:begin].lstrip(" ,").startswith("并")
    adds = adds or bool(_PAYS_BESIDES.search(view[start:begin]))
    formula, earlier = _formula(rest, view[start:begin])
    adds = adds or bool(formula is not None and formula.step and view[start - 1 : start] == ",")
    adds = adds or (begin == start and view[start - 1 : start] in ("和", "及"))
    yearly = first_years is not None or _points_for_years(rest, lasting)
    per = per_time(rest, body) or ("year" if yearly else "")
    share = next((c for c in caps if c.base and c.quote.start <= begin + 6), None)
    if formula is None and share is not None and not lists[0]:
        # 不超过检测费用的50%，每家最高5万元: the share is what is paid, the sum its limit
        caps = tuple(c for c in caps if c is not share)
        formula = Formula("rate", share.value, bare_base(share.base), soft=True)
    if formula is None:
        main = next((c for c in caps if c.value and not c.base), None)
        if main is None and not lists[0]:
            if "差额" not in body:
                return None
            formula = Formula("top_up")
        elif not lists[0] and main is not None:
            caps = tuple(c for c in caps if c is not main)
            formula = Formula("fixed", main.value, soft=True)
            per = per or per_of_scope(main.scope)
            if per_unit := unit_of_scope(main.scope):
                formula = Formula("per_unit", main.value, per_unit, soft=True)
        else:
            formula = Formula("fixed", soft=bool(re.search(r"最高|不超过", body)))
    cut = first_years.start() if first_years is not None else begin - earlier
    counts_units = formula.shape == "per_unit" and not formula.step
    above, cut = counted_above(view, start, cut) if counts_units else ("", cut)
    quote = Quote(text=text[cut:stop], start=cut)
    period = re.match(r"(上年度|当年|本年度)每", body)
    award = DraftAward(
        shape=formula.shape,
        value=in_words(text, view, begin, stop, caps)
        if formula.shape == "in_kind"
        else formula.value,
        base=formula.base,
        period=period[1] if period else "",
        soft=formula.soft,
        per=per,
        lasting=lasting,
        step=formula.step,
        above=above,
        caps=caps,
        instalments=instalments,
        quote=quote,
        floor=least_paid(body),
        at_most=counts[0].value if len(counts) == 1 and not lists[0] else first_ones(rest),
    )
    award = _to_a_standard(award, formula.target)
    award, cut = _up_to_each(award, rest, text, view, (start, begin, stop), cut)
    award, rates, bases = _of_costs(award, rest, text, begin)
    return Benefit(
        start=start,
        cut=cut,
        end=stop,
        award=award,
        adds=adds,
        values=lists[0],
        rates=lists[1] if rates is None else rates,
        bases=bases,
        cap_values=lists[2],
        cap_scope=scope_of_limits(body) if lists[2] else "",
    )


#: 每成功推荐1家企业落户的，给予1万元: what is counted stands before the verb.
_EACH = re.compile(
    r"每(?P<verb>(?:成功|新)?(?:推荐|引进|招用|招收|吸纳|培育|培养|输送|引育|研发|登记|申报|注册|创建|增加?|完成|举办|孵化|毕业|转化|服务|认定|培训|安置|聘用|录用|招收|帮扶|带动|开行|开通|建设|建成|取得|开设))[1一]?"
    r"(?P<unit>家|个|名|人|件|项|场|户|台|套|亩)(?P<noun>[^,;。:\d]{0,20}?)(?=的?(?:,|$))"
)


def _formula(rest: str, before: str) -> tuple[Formula | None, int]:
    """The formula of a text, and how many characters before it belong to it.

    对超过5亿元的部分按0.5%: what the rate is of stands before; 3万元至5万元 is at most 5万元.
    """
    upper, uppers = upper_of_ranges(rest)
    formula = main_formula(upper)
    if formula is None:
        return None, 0
    if from_above(formula.base, formula.value, before):
        return formula._replace(base="上级到账资金"), 0
    if formula.step and not formula.base and (grown := _GROWN.search(before)):
        return formula._replace(base=grown["base"]), len(before) - grown.start("base")
    if formula.shape in ("fixed", "per_unit") and formula.value in uppers:
        return formula._replace(soft=True), 0
    if formula.shape == "rate" and not formula.base and (excess := _EXCESS.search(before)):
        payer = _PAYER.match(excess["base"])
        start = excess.start("base") + (payer.end() if payer else 0)
        base = before[start : excess.end("base")].lstrip("的")
        return formula._replace(base=base), len(before) - start
    if formula.shape == "rate" and not formula.base and (above := _ON_TOP.search(before)):
        return formula._replace(base=above["base"]), len(before) - above.start()
    if formula.shape == "rate" and not formula.base and (cost := _COST.search(before)):
        payer = _PAYER.match(cost["base"])
        start = cost.start("base") + (payer.end() if payer else 0)
        return formula._replace(base=bare_base(before[start : cost.end("base")].lstrip("的"))), (
            len(before) - start
        )
    if formula.shape == "rate" and not formula.base and (cost := _COMPARED_COST.search(before)):
        return formula._replace(base=bare_base(cost["base"])), 0
    if formula.shape == "fixed" and (each := _EACH.search(before)):
        counted = f"{each['unit']}|{each['verb']}{each['noun']}"
        stands_last = not before[each.end() :].strip(" ,的")
        return (
            formula._replace(shape="per_unit", base=counted),
            len(before) - each.start() if stands_last else 0,
        )
    return formula, 0


def _to_a_standard(award: DraftAward, target: str) -> DraftAward:
    """按人均收入与低保标准的差额: what is topped up to is no sum but a standard."""
    if not target:
        return award
    whole = DraftAward(shape="rate", value="100%", base=target, quote=award.quote)
    nothing = DraftGroup(join="all", of=())
    return award.model_copy(update={"parts": (DraftPart(when=nothing, award=whole),)})


def _up_to_each(
    award: DraftAward, rest: str, text: str, view: str, edges: tuple[int, int, int], cut: int
) -> tuple[DraftAward, int]:
    """摊位费按实际支出补助，最高每展位1.5万元: the lesser of the cost and so much for each."""
    start, begin, stop = edges
    each = award.shape == "per_unit" and not award.step
    share = paid_back(rest, award.value) if each else None
    if share is None:
        return award, cut
    value, spent = share
    if award.per == "month" and "月" not in spent:
        spent = f"每月{spent}支出"  # the sum for each unit is that of a month, so is the cost
    named_before = value == "100%" or not spent  # 装修费用按实际支出予以补贴
    if named_before and (cost := _COST.search(view[start:begin])):
        spent, cut = bare_base(cost["base"].lstrip("的")), start + cost.start("base")
    quote = Quote(text=text[cut:stop], start=cut)
    nothing = DraftGroup(join="all", of=())
    back = DraftAward(shape="rate", value=value, base=spent, quote=quote)
    parts = (back, award.model_copy(update={"soft": False, "caps": (), "quote": quote}))
    update = {
        "shape": "lesser_of", "value": "", "base": "", "soft": False, "quote": quote,
        "parts": tuple(DraftPart(when=nothing, award=part) for part in parts),
    }  # fmt: skip
    return award.model_copy(update=update), cut


def _of_costs(
    award: DraftAward, rest: str, text: str, begin: int
) -> tuple[DraftAward, tuple[str, ...] | None, tuple[str, ...]]:
    """按贷款利息的50%、担保费的50%: all are paid; 分别按投资的10%、租金的30%: to each its own."""
    added = added_rates(rest) if award.shape == "rate" else []
    if not added:
        return award, None, ()
    if re.search(r"分别|依次", rest[: added[0][0]]):
        return award, tuple(rate for *_, rate in added), tuple(base for _, _, base, _ in added)
    return _sum_of_rates(award, text, begin, added), (), ()


def _sum_of_rates(
    award: DraftAward, text: str, begin: int, added: list[tuple[int, int, str, str]]
) -> DraftAward:
    """按贷款利息的50%、担保费的50%: each rate of its own cost, all of them paid."""
    nothing = DraftGroup(join="all", of=())
    parts = []
    for a, b, base, rate in added:
        quote = Quote(text=text[begin + a : begin + b], start=begin + a)
        single = DraftAward(
            shape="rate", value=rate, base=base, soft=award.soft, per=award.per, quote=quote
        )
        parts.append(DraftPart(when=nothing, award=single))
    return award.model_copy(
        update={"shape": "cases", "value": "", "base": "", "choose": "sum", "parts": tuple(parts)}
    )


def _recognition(text: str, view: str, start: int, end: int) -> Benefit | None:
    """认定为…, 授予…称号: a benefit that is not a sum."""
    match = re.compile(
        r"(?:的|,|学生|企业|人员|家庭|单位),?(?:可)?"
        r"(?P<grant>(?:认定|评定|确认|命名|评审认定)为[^,;。:\"]{2,40}"
        r"|授予[^,;。:]{2,40}(?:称号|牌匾|资格)|免(?:收|除|征|缴)[^,;。:]{2,30})"
        r"(?P<besides>(?:,(?!按|每|最高)(?:并|颁发|发给|发放|授予|授牌|列入|纳入|优先|面向|向社会|统一|予以|享受)"
        rf"(?![^,;。]*(?:{MONEY}|{RATIO}))[^,;。:]{{2,40}})*)"
    ).search(view, start, end)
    if match is None:
        return None
    a, b = match.start("grant"), match.end("besides")
    quote = Quote(text=text[a:b], start=a)
    return Benefit(
        start=start,
        cut=a,
        end=b,
        award=DraftAward(shape="in_kind", value=quote.text, quote=quote),
        adds=False,
    )


def _points_for_years(rest: str, lasting: str) -> bool:
    """给予2个百分点的贴息, 3%的贴息，期限3年: points of interest are those of a year."""
    return lasting.endswith("年") and re.search(rf"{POINTS}|{RATIO}的?贴息", rest) is not None
