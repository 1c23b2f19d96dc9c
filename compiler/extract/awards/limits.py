"""Limits and terms of a benefit: 最高, 不超过, 累计; how long it is paid and in how many parts."""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.extract.awards.limit_scopes import scoped_alike
from compiler.extract.drafts import DraftCap, Quote
from compiler.extract.language.amounts import MONEY, PLACES, RATIO
from compiler.normalise import NUMBER, number, read_quantity
from rules.quantity import Ratio

_SCOPE_WORDS = (
    r"(?:(?:(?:每年度?|每一?年度|年度|全年|年累计|年内累计|累计),?)?(?:对)?(?:单个|每个|每家|单家|同一家?|每一|单一|每户|单户|每一个|一个|一家|一户|该|每名|每人|每位|单笔"
    r"|每笔|单项|每项|单台\(?套?\)?|单[艘辆条座栋架列套部篇株间张床]|单店|每店|单件|每件|单场|每场|单次|每次|每档|每餐|全部|各)"
    r"[^,;。\d不最累]{0,16})?"
    r"(?:(?:每年度?|每一?年度|全年|年度累计|年累计|年内累计|年度|当年|一个?年度|一年内?|每个?自然年|每月|每季度|每学年|累计|合计|总计"
    r"|三年累计|总额|总金额|总量|补贴|奖励|资助|补助|补偿|代偿|支持|扶持|贴息|配套|救助|资金|金额"
    r"|额度|总补贴|费用|期内|最终|原则上|一般|均|额|的)*)"
)
_CAP = re.compile(
    rf"(?P<scope>{_SCOPE_WORDS})"
    r"(?P<word>最高(?:(?:资助|补贴|奖励|补助|支持|扶持|贴息|奖补)(?:额度?|金额|资金|总额|标准)(?=不|为|达))?(?:额|限额|金额)?(?:(?:资助|补贴|奖励|补助|支持|给予)?(?:不超过|不得超过)|(?:提高|上调|放宽|增加)[至到为]|为|至|可达|限|达)?|不超过|不得超过"
    r"|(?:最高)?(?:上限|限额)(?:为|是)?|以不超过|不得?突破|封顶(?:线)?(?:金额)?(?:为|不超过|不得超过)?|最高(?:支付|救助|补助|补贴)?限额(?:为)?|限额(?:为)?|不高于|至多|最多(?:不超过)?|控制在)"
    r"(?:可(?=[奖补资支给享获]))?(?:奖励|补贴|资助|补助|支持|给予|贴息|发放|享受|获得?|[补领拿发奖给]|可[领拿得])*(?:人民币)?"
    rf"(?:(?P<value>{MONEY})(?:/(?P<unit>[一-鿿㎡]{{1,3}}))?"
    rf"|(?P<base>[^,;。]{{2,24}}?)的?(?P<rate>{RATIO}))(?P<after>以内|为限|封顶)?"
    r"(?![^,;。\d]{0,10}(?:贷款|授信|融资))"
)
#: 以20万元为限, 补贴以8万元为上限, 100万元封顶: the word that limits stands behind the sum.
_CAP_BEHIND = re.compile(
    rf"(?P<scope>{_SCOPE_WORDS})(?:(?:金额|总额)?(?:以|按)(?:(?P<value>{MONEY})"
    rf"|(?P<base>[^,;。]{{2,24}}?)的?(?P<rate>{RATIO}))(?:作?为(?:最高)?(?:上限|限额?)|封顶)"
    rf"|(?P<sum>{MONEY})封顶)"
)
_CAP_BASE = re.compile(
    r"(?P<scope2>[^,;。]{0,14}?(?:金额|总额|额度|资助|补贴|奖励|补助|资金|配套)[^,;。]{0,6}?)"
    rf"(?:不得超过|不超过|不高于|不得高于)(?P<base2>(?!.{{0,3}}\d)[^,;。\d]{{2,20}}?)的?(?P<rate2>{RATIO})"
    r"(?=$|[,;。)])"
    r"|"
    r"(?P<scope>(?:[^,;。]{0,14})?(?:金额|总额|额度|资助|补贴|奖励|补助|资金|合计|之和|支持|救助金))?"
    r"(?:均)?(?P<word>不得超过|不超过|以不超过|不高于|不得高于|(?<=之和)最高为)"
    r"(?P<base>(?!.?\d)[^,;。\d]{0,20}?(?:实际[^,;。\d]{0,12}|纳税(?:总)?额|税收贡献|学费"
    r"|缴费额|投入|支出|费用|租金|保费|地方财力贡献|地方(?:财政)?贡献额?|财政贡献额?|经济贡献|总额|医疗费|工资|自筹资金|自有资金"
    r"|投资额?|成本|价款|合同金?额|购置额|采购额|售价|价格))(?:的)?(?P<rate>"
    + RATIO
    + r")?(?=$|[,;。)])"
)
LASTING = re.compile(
    r"(?:(?:补贴|补助|支持|资助|享受|贴息|奖励|扶持|发放|救助|领取|累计)?"
    r"(?:期限|时间|期|年限|周期)?(?:累计|一般|原则上|最长)*"
    rf"(?:不超过|最长(?:不超过|为)?|为期|为|最多)(?P<a>{NUMBER}(?:个月|年|个学期|个季度|日))"
    r"|(?:连续(?:支持|补贴|补助|资助|奖励|奖补|扶持|给予|发放|享受|申[请报领]|领取|贴息)*(?:不超过|最长|最多)?|(?<!租赁)(?<!合同)(?<!协议)(?<!贷款)期限)"
    rf"(?P<b>{NUMBER}(?:个月|年))(?!及?以上|(?:按[时月]|足额|正常|依法|均|都|为[^,;。]{{2,8}}|在[^,;。]{{2,12}})*(?:缴|参[加保]|从事|工作|就业|盈利|亏损|增长|运营|经营|生产|投保|纳税|保持|实现|稳定|未|无|没有))"
    r"|(?:最长|最多)(?:可|能)?(?:以)?(?:连续|累计)?(?:支持|补(?![贴助偿])|发(?!放)|补贴|补助|资助|奖励|给予|发放|享受|申[请报领]|领取|贴息)*"
    rf"(?P<c>{NUMBER}(?:个月|年))"
    # 按租金的40%给予18个月补助, 给予三年资助
    rf"|(?:给予|予以)(?:一次性)?(?P<d>{NUMBER}(?:个月|年))(?=的?(?:租金|房租|场租)?(?:补[贴助]|资助|奖励|支持|扶持|贴息))"
    # ，补贴3年。
    rf"|(?<=,)(?:可|连续)*(?:补贴|补助|资助|奖励|发放|支持|扶持|享受|贴息)(?P<e>{NUMBER}(?:个月|年))(?=[,;。]|\s*$))"
    r"(?:的(?:补贴|贴息|支持))?"
)
#: 「每家企业每年最高80万元，累计享受贴息不超过3年」: a limit may say for how long besides.
SAYS_TERM = re.compile(
    r"期限|年限|周期|分\S{1,3}[年期次]|拨付|兑现"
    r"|(?:累计|连续|最多|最长|总共)(?:可|能)?(?:以)?(?:享受|领取|支持|补贴|补助|资助|奖励|贴息|发放)[^,;。]{0,10}?(?:年|个月)"
)
_PAID = r"(?:拨付|发放|兑现|兑付|支付|拨款|下达|到位|给付)"
#: 分两年, 分三期: payment in so many parts.
_PARTED = re.compile(
    rf"分(?P<n>{NUMBER})个?(?:年度?|期|次|笔|阶段|学期|季度|批)[^,;。\d%‰]{{0,14}}"
)
_SHARES = re.compile(
    rf"(?P<shares>{RATIO}(?:(?:[:、,/]|和|及){RATIO})+|\d+(?:\.\d+)?(?:[:、]\d+(?:\.\d+)?)+)"
    rf"(?!\d)(?:的?比例)?(?:[^,;。\d]{{0,8}}?(?:{_PAID}|给予))?"
)
#: 按5:3:2的比例分三年拨付: the shares stand before the parts.
_SHARED_OUT = re.compile(
    rf"按(?:照)?(?P<shares>{RATIO}(?:(?:[:、,/]|和|及){RATIO})+|\d+(?:\.\d+)?(?:[:、]\d+(?:\.\d+)?)+)"
    rf"(?:的?比例)?,?分(?P<n>{NUMBER})个?(?:年度?|期|次|笔|阶段|批)(?:{_PAID}|给予)?"
)
_EACH = re.compile(rf",(?:每[年期次笔个]|各)[^,;。\d%]{{0,8}}(?:{RATIO}|{MONEY})")
_CLAUSE = re.compile(r"[^,;。]+")
#: 第二、三年每年, 后两年各: the same share for so many years.
_ALIKE = re.compile(
    r"(?:第?[二三四五2-5]年?(?:(?:、|和|及)(?:第)?[二三四五2-5]年?)+|第[二三四五2-5]年?(?:至|到|-)第?[二三四五2-5]年?"
    r"|(?:后|之后|以后|其后|其余|剩余|此后)的?[两二三四2-4](?:个)?年度?)(?:度)?(?:,)?(?P<each>每年|各|均|分别|逐年)"
)
_EVENLY = re.compile(
    r"分(?P<n>[两二三四2-4])(?:个)?(?:年度?|期|次)(?:等额|平均|均等|均)|(?:等额|平均|均等)分(?P<m>[两二三四2-4])(?:个)?(?:年度?|期|次)"
)
_REMAINDER = re.compile(r"剩余|其余|余下|余款|尾款")
#: The shares are of the grant itself, not of a cost.
_OF_GRANT = re.compile(r"(?:资金|奖励|补助|补贴|资助|奖金|总额|金额|额度|扶持)的$")


def _first(pattern: re.Pattern[str], text: str, names: tuple[str, ...]) -> str:
    for match in pattern.finditer(text):
        for name in names:
            if match[name]:
                return str(match[name])
    return ""


#: 不超过50万元、20万元; 一家 and 一年 behind a comma begin another limit.
_LISTED = re.compile(rf"(?:、|,|和|及)\s*(?:{MONEY}|{NUMBER}(?=[、,和及]|[万亿%]))")


#: 每引进1人, 每名: a limit for each person, beside a rate.
_EACH_ONE = re.compile(r"(?<=[,;])每(?:新?引进|招用|吸纳|培养|聘用|安置)?[1一]?(?:个)?[人名位]$")


#: 每招用1人给予不超过1500元: a soft sum per unit.
_SOFT_EACH = re.compile(
    r"每[^,;。]{0,8}[人名件家个项亩吨台](?:给予|补贴|奖励|补助|资助|发放|支持|按)*$"
    r"|每新[^,;。\d]{0,2}[1一]?[人名件家个项台][^,;。\d]{0,8}$"
)


def _of_each(
    text: str, view: str, start: int, match: re.Match[str], before: str
) -> DraftCap | None:
    """按年薪的10%，每引进1人最高20万元: a limit for each, where a rate stands before it."""
    each = _EACH_ONE.search(before) if not match["scope"] else None
    listed = _LISTED.match(view[match.end() : match.end() + 16])
    if each is None or listed or not re.search(RATIO, view[start : match.start()]):
        return None
    a = match.start() - len(each.group())
    quote = Quote(text=text[a : match.end()], start=a)
    return DraftCap(value=match["value"], scope=each.group(), quote=quote)


def take_caps(text: str, view: str, start: int, end: int) -> tuple[tuple[DraftCap, ...], str]:
    """The limits in ``[start, end)`` and the rest with their characters blanked."""
    rest = list(view[start:end])
    caps: list[DraftCap] = []

    def blank(a: int, b: int) -> None:
        for i in range(a - start, b - start):
            rest[i] = " "

    for read in (_caps_of_bases, _caps_behind):
        found = read(text, "".join([view[:start], *rest, view[end:]]), start, end)
        caps.extend(found)
        for cap in found:
            blank(cap.quote.start, cap.quote.end)
    for match in _CAP.finditer("".join([view[:start], *rest, view[end:]]), start, end):
        if match["rate"]:
            if _limits_a_formula(view, match, start, end):
                quote = Quote(text=text[match.start() : match.end()], start=match.start())
                scope, base = match["scope"] or "", _of(match["base"])
                caps.append(DraftCap(value=match["rate"], base=base, scope=scope, quote=quote))
                blank(*match.span())
            continue  # 不超过项目投资的30%给予: a soft rate, read as the formula
        before = view[max(start, match.start() - 14) : match.start()]
        if each := _of_each(text, view, start, match, before):
            caps.append(each)
            blank(each.quote.start, each.quote.end)
            continue  # 按年薪的10%，每引进1人最高20万元
        listed = _LISTED.match(view[match.end() : match.end() + 16])
        if listed or (_SOFT_EACH.search(before) and not match["scope"]):
            continue  # 最高分别不超过50万元、20万元; 每招用1人给予不超过1500元: read elsewhere
        rated = re.search(RATIO, view[start : match.start()]) is not None
        if _of_units(match, before) or (not rated and _PER_PLACE.search(before)):
            # A sum per unit; beside a rate no limit can say it, and a sum that is left out is
            # reported, where a limit of 30元 in all would be wrong.
            if rated:
                blank(*match.span())
            continue
        caps.append(_cap_of(text, view, match))
        blank(*match.span())
    return tuple(scoped_alike(text, view, caps)), "".join(rest)


#: 最高30万元/年, 最高500万元/项目: the unit says what the limit holds for.
_SCOPE_UNIT = re.compile(r"年度?|月|季度|学年|学期|家|户|企业|单位|项目")


#: 每平方米每月不超过30元; 每标准展位最高3000元.
_PER_MEASURE = re.compile(r"每(?:平方米|公顷|亩|吨|千瓦时|千瓦|立方米|公里|标?准?箱)(?:每[月年])?$")
_PER_PLACE = re.compile(rf"每[^,;。\d]{{0,6}}?{PLACES}(?:每[月年])?$")


def _of_units(match: re.Match[str], before: str) -> bool:
    """Whether a limit is one of each unit: 每平方米最高30元, 最高3000元/平方米."""
    unit = match["unit"] or ""
    slashed = bool(unit) and _SCOPE_UNIT.fullmatch(unit) is None
    return slashed or _PER_MEASURE.search(before + (match["scope"] or "")) is not None


def _cap_of(text: str, view: str, match: re.Match[str]) -> DraftCap:
    start = match.start()
    while start < match.end() and view[start] in " ,;、的":
        start += 1
    return DraftCap(
        value=match["value"],
        scope=(f"每{match['unit']}" if match["unit"] else "") + (match["scope"] or ""),
        quote=Quote(text=text[start : match.end()], start=start),
    )


def _caps_of_bases(text: str, view: str, start: int, end: int) -> list[DraftCap]:
    """The limits that are shares of something: 补助金额不超过实际投入的50%."""
    return [
        DraftCap(
            value=match["rate2"] or match["rate"] or "100%",
            base=_of(match["base2"] or match["base"]),
            scope=match["scope2"] or match["scope"] or "",
            quote=Quote(text=text[match.start() : match.end()], start=match.start()),
        )
        for match in _CAP_BASE.finditer(view, start, end)
    ]


def _caps_behind(text: str, view: str, start: int, end: int) -> list[DraftCap]:
    """The limits whose word stands behind the sum: 以20万元为限."""
    found = []
    for match in _CAP_BEHIND.finditer(view, start, end):
        first = match.start() + (view[match.start()] in ",;、的")
        quote = Quote(text=text[first : match.end()], start=first)
        value, base = match["value"] or match["sum"] or match["rate"], _of(match["base"] or "")
        found.append(DraftCap(value=value, base=base, scope=match["scope"] or "", quote=quote))
    return found


def _limits_a_formula(view: str, match: re.Match[str], start: int, end: int) -> bool:
    """给予500万元,且不超过项目投资额的20%: a share that ends its clause, after a figure."""
    return (
        re.match(r"(?:的?比例)?(?:[,;。)]|$)", view[match.end() : end]) is not None
        and (
            re.search(rf"{MONEY}|{RATIO}", view[start : match.start()]) is not None
            or re.search(r"合计|之和|总和|共计|相加", match["scope"] or "") is not None
        )
        and re.search(r"\d", match["base"]) is None
        and len(_of(match["base"])) >= 2
    )


def _of(base: str) -> str:
    return re.sub(r"^(?:其(?![他它余])|企业|申请人|该)+", "", base)


def per_of_scope(scope: str) -> str:
    """The unit of time in the scope words of a limit; empty when there is none."""
    if "每月" in scope:
        return "month"
    return "year" if re.search(r"每年|年度", scope) else ""


def unit_of_scope(scope: str) -> str:
    """每平方米最高3000元 is a soft sum per unit, not a limit of the item."""
    if match := re.search(rf"每[1一]?(?:个|张)?([^,;。\d]{{0,6}}?{PLACES})", scope):
        return f"个|{match[1]}"
    match = re.search(
        r"每(平方米|公顷|亩|吨|千瓦时|千瓦|立方米|公里|标?准?箱|床|件|人次|餐|项|台|套|辆|篇|部|头|只|株)",
        scope,
    )
    return f"{match[1]}|" if match else ""


def find_lasting(text: str) -> str:
    """How long the support is paid, as written; empty when the text does not say."""
    return _first(LASTING, text, ("a", "b", "c", "d", "e"))


def find_instalments(text: str) -> tuple[str, ...]:
    """Shares of a payment in parts, as written; ``("equal", n)`` for n equal parts."""
    return take_instalments(text)[0]


def take_instalments(text: str) -> tuple[tuple[str, ...], tuple[int, int]]:
    """The shares of a payment in parts and the stretch that states them, which grants nothing.

    分两年按60%、40%拨付, 分三年按4:3:3, 当年拨付40%,次年拨付60%, 分两期平均拨付.
    """
    if halves := _HALVES.search(text):
        return ("50%", "50%"), halves.span()
    listed = _scheduled(text)
    if listed[0] and (_ALIKE.search(text) or _REMAINDER.search(text)):
        return listed  # 第一年50%,剩余50%分两年平均
    for spread in _SHARED_OUT.finditer(text):
        shares = tuple(re.findall(rf"{RATIO}|\d+(?:\.\d+)?", spread["shares"]))
        if _whole(shares, number(spread["n"])):
            return shares, spread.span()
    for parted in _PARTED.finditer(text):
        parts = number(parted["n"])
        clause = re.compile(r"[^;。]*").match(text, parted.end())
        stop = clause.end() if clause else parted.end()
        for found in _SHARES.finditer(text, parted.end(), stop):
            between = text[parted.end() : found.start()]
            shares = tuple(re.findall(rf"{RATIO}|\d+(?:\.\d+)?", found["shares"]))
            near = len(between) <= 12 and not re.search(r"\d", between)
            if near and _whole(shares, parts) and not _of_other(text, found.start()):
                return shares, (parted.start(), found.end())
        if listed[0] and len(listed[0]) == parts:
            return listed  # 分两期拨付:立项后拨付60%,验收后拨付40%
        if re.search(rf"{_PAID}|给予", parted.group()):
            each = _EACH.match(text, parted.end())
            end = each.end() if each else parted.end()
            return ("equal", parted["n"]), (parted.start(), end)
    return _scheduled(text)


def _whole(shares: tuple[str, ...], parts: Decimal | None) -> bool:
    """Whether the shares are those of one whole: percents make 100, weights are one a part."""
    if shares[0].endswith(("%", "‰")) or shares[0].startswith("百"):
        return sum((_percent(s) for s in shares), Decimal(0)) == 100
    return parts is None or len(shares) == parts


def _percent(share: str) -> Decimal:
    value = read_quantity(re.sub(r"\s+", "", share))
    return value.fraction * 100 if isinstance(value, Ratio) else Decimal(0)


def _of_other(text: str, start: int) -> bool:
    """按研发费用的60%、40%: rates of a cost are no shares of the grant."""
    return text[:start].endswith("的") and not _OF_GRANT.search(text[:start])


#: 建成当年和次年各拨付一半: two dates that each pay the same.
_HALVES = re.compile(
    rf"(?:[^,;。]{{0,12}}?(?:年|时|后|阶段|节点))(?:和|、|及|与)[^,;。]{{0,12}}?(?:年|时|后|阶段|节点),?(?:各|分别){_PAID}(?:资金|补助|奖励|补贴)?(?:的)?(?:一半|50%)"
    rf"|分(?:两|2|二)[次期年笔批],?(?:各|每[次期年笔批])(?:{_PAID})?(?:一半|50%)"
)


def _scheduled(text: str) -> tuple[tuple[str, ...], tuple[int, int]]:
    """当年拨付40%,次年拨付60%: clauses one after another that pay shares of one whole."""
    shares: list[str] = []
    start = 0
    for clause in _CLAUSE.finditer(text):
        words = clause.group()
        rates = list(re.finditer(RATIO, words))
        if not shares:
            start = clause.start()
        evenly = _EVENLY.search(words) if shares else None
        if evenly and (rates or _REMAINDER.search(words)):
            parts = number(evenly["n"] or evenly["m"]) or Decimal(1)
            left = 100 - sum((_percent(s) for s in shares), Decimal(0))
            shares.extend([f"{(left / parts).normalize():f}%"] * int(parts))
        elif rates and re.search(_PAID, words) and not _of_other(words, rates[0].start()):
            alike = _ALIKE.search(words) if len(rates) == 1 else None
            shares.extend([r.group() for r in rates] * (_years(alike.group()) if alike else 1))
        elif shares and not rates and _REMAINDER.search(words):
            left = 100 - sum((_percent(s) for s in shares), Decimal(0))
            if left > 0:
                shares.append(f"{left.normalize():f}%")
        else:
            shares.clear()
            continue
        if len(shares) > 1 and _whole(tuple(shares), None):
            return tuple(shares), (start, clause.end())
    return (), (0, 0)


def _years(words: str) -> int:
    """How many years 第二、三年, 第二年至第四年 or 后两年 speak of."""
    named = [int(number(d) or 0) for d in re.findall(r"[两二三四五2-5]", words)]
    if re.match(r"后|之后|以后|其后|其余|剩余|此后", words):
        return named[0]
    return named[-1] - named[0] + 1 if re.search(r"至|到|-", words) else len(named)


def find_caps(text: str, view: str, start: int, end: int) -> tuple[DraftCap, ...]:
    """The limits stated in ``[start, end)``."""
    return take_caps(text, view, start, end)[0]
