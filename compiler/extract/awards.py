"""The award grammar: a benefit sentence into recipients and a proposed formula.

A segment 「对…的，按…给予…，最高…」 is cut where the benefit begins; what stands before says who, what
stands after says how much. Limits (最高, 不超过, 累计) are taken out first, so that what remains is the
formula itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compiler.extract import words as w
from compiler.extract.drafts import DraftAward, DraftCap, Quote
from compiler.normalise import NUMBER, QUANTITY

_SCALE = r"(?:万亿|千万|百万|十万|亿|万|千|百)?"
MONEY = rf"(?:{NUMBER}\s*{_SCALE}(?:元人民币|元|块钱)|{NUMBER}(?:千万|百万|亿|万)(?![一-鿿]*(?:平方|吨|人|件|亩|千瓦|辆|户|个|家|名|度|元)))"
RATIO = rf"(?:{NUMBER}\s*[%‰]|百分之[一二三四五六七八九十百零点\d.]+)"
MATCHING = r"(?:1:\d+(?:\.\d+)?|\d+(?:\.\d+)?倍)"
MONEY_LIST = rf"(?:{NUMBER}(?:\s*{_SCALE}元|万|亿)?(?:、|,|和|及|或))+{MONEY}"
RATIO_LIST = rf"(?:{NUMBER}\s*%?(?:、|,|和|及))+{RATIO}"
GRANT = r"(?:给予|予以|奖励|补贴|补助|资助|发放|发给|支付|补偿|配套|救助|拨付|支持|贴息|津贴|享受|奖补|扶持|返还|减免|补足|奖金)"

#: Where the benefit begins.
_BEGIN = re.compile(
    rf"(?:,|;|:|的|^|。|\s|者|业|人|位|目|家|额|司)(?P<begin>(?:可|均|再|另|并|则|还|可再|另外|额外|一次性|每年|每月|最高|分档|分别|一般|原则上|将)*(?:给予|予以|发给|发放|安排|享受(?=[^,;。]{{0,12}}(?:{MONEY}|{RATIO}))))"
    rf"|(?:[,;:]|^|的|。)(?P<begin2>(?:可|均|再|另|并|则|还|每年|统一|一次性|将)*按(?:照)?(?:每[^,;。]{{1,12}})?(?=[^,;。]{{0,60}}?(?:{RATIO}|{MONEY}|{MATCHING}|比例|标准(?!化)|实际|差额|LPR))(?!规定|要求|时(?!长)))"
    rf"|(?:企业|单位|机构|人员|家庭|户|项目|部分)(?P<begin7>按(?:照)?(?=[^,;。]{{0,40}}?(?:{RATIO})))"
    rf"|(?:金|补贴|补助|经费)(?P<begin9>按(?:照)?(?=[^,;。]{{2,40}}?(?:差额|{RATIO}|{MONEY})))"
    rf"|(?P<begin8>每[人生户名位]每?(?:学年|年|月|天|日|学期)[^,;。\d]{{0,8}}{MONEY})"
    rf"|(?:[,;:]|^|的|。)(?P<begin3>(?:可|均|再|另|并|则|还|分别|一次性|额外|每年|每月|最高|统一|其中)*(?:奖励|补贴|补助|资助|配套|支持|救助|补足|奖补|增加(?:奖励|补贴|资助)|减半)(?=[^,;。]{{0,24}}(?:{MONEY}|{RATIO}|{MATCHING}|差额)))"
    rf"|(?:[,;:]|^|的|。|企业|单位|机构)(?P<begin4>(?:上年度|当年|本年度|年度内?|按)?每(?:新?增加?|满|超过|招用|引进|吸纳|培育|成功推荐|完成)?[^,;。]{{0,24}}?(?:{GRANT})?[^,;。]{{0,10}}?{MONEY})"
    rf"|(?P<begin5>(?:标准|金额|额度|津贴|补贴|补助|奖励|待遇|救助金|资助金|补贴金)(?:标准)?(?:为|是|:)\s*(?:[^,;。]{{0,16}}?)(?:{MONEY}|{RATIO}))"
    rf"|(?:[,;:]|^|的)(?P<begin6>由[^,;。]{{2,16}}(?:给予|予以|发放)[^,;。]{{0,30}}?(?:{MONEY}|{RATIO}))"
)
#: After 「补贴标准：」 a sum may stand alone, or classes each with its sum: 一等奖20万元，二等奖15万元.
_BARE = rf"(?:一次性|最高|每[人户名家年月])*{MONEY}|[一-鿿\"']{{2,12}}?{MONEY}(?=[,、;])"
#: A list mark and a block name in front of the benefit: 「（二）扶持标准：」.
LABEL = r"\s*(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|[①-⑳])?\s*(?:[一-鿿]{2,6}(?:标准|方式|内容|金额|额度|期限):)?\s*"
_SCOPE_WORDS = (
    r"(?:(?:对)?(?:单个|每个|每家|单家|同一家?|每一|单一|每户|每一个|一个|该|每名|每人|每位|单笔|每笔|单项|每项|单台\(?套?\)?|单店|每店|单件|每件|单场|每场|单次|每次|每档|每餐|全部|各)"
    r"[^,;。\d不最累]{0,16})?(?:(?:每年度?|每一?年度|全年|年度|当年|每个?自然年|每月|每季度|每学年|累计|合计|总计|三年累计|总额|总金额|总量|补贴|奖励|资助|补助|支持|扶持|贴息|配套|救助|资金|金额|额度|总补贴|费用|期内|最终|原则上|一般|均|的)*)"
)
_CAP = re.compile(
    rf"(?P<scope>{_SCOPE_WORDS})(?P<word>最高(?:额|限额|金额)?(?:不超过|不得超过|为|至|可达|限|达)?|不超过|不得超过|上限(?:为|是)?|以不超过|封顶(?:为)?|限额(?:为)?|不高于|至多|最多(?:不超过)?|控制在)(?:奖励|补贴|资助|补助|支持|给予|贴息|发放)?(?:人民币)?"
    rf"(?:(?P<value>{MONEY})(?:/(?P<unit>[一-鿿]{{1,3}}))?|(?P<base>[^,;。]{{2,24}}?)的?(?P<rate>{RATIO}))(?P<after>以内|为限|封顶)?"
)
_CAP_BASE = re.compile(
    rf"(?P<scope2>[^,;。]{{0,14}}?(?:金额|总额|额度|资助|补贴|奖励|补助|资金|配套)[^,;。]{{0,6}}?)(?:不得超过|不超过|不高于)(?P<base2>(?!.{{0,3}}\d)[^,;。\d]{{2,20}}?)的?(?P<rate2>{RATIO})(?=$|[,;。)])|"
    r"(?P<scope>(?:[^,;。]{0,14})?(?:金额|总额|额度|资助|补贴|奖励|补助|资金|合计|支持|救助金))?(?:均)?(?P<word>不得超过|不超过|以不超过|不高于|不得高于)(?P<base>(?!.{0,3}\d)[^,;。\d]{0,20}?(?:实际[^,;。\d]{0,12}|纳税(?:总)?额|税收贡献|学费|缴费额|投入|支出|费用|租金|保费|地方财力贡献|经济贡献|总额|医疗费|工资))(?:的)?(?P<rate>" + RATIO + r")?(?=$|[,;。)])"
)
_LASTING = re.compile(
    rf"(?:(?:补贴|补助|支持|资助|享受|贴息|奖励|扶持|发放|救助|领取|累计)?(?:期限|时间|期|年限|周期)?(?:累计|一般|原则上|最长)*(?:不超过|最长(?:不超过|为)?|为期|为|最多)(?P<a>{NUMBER}(?:个月|年|个学期|个季度|日))|(?:连续(?:支持|补贴|补助|资助|奖励|给予|发放|享受)*(?:不超过|最长)?|期限)(?P<b>{NUMBER}(?:个月|年))|最长(?P<c>{NUMBER}(?:个月|年)))(?:的(?:补贴|贴息|支持))?"
)
_INSTALMENT = re.compile(
    rf"分(?:{NUMBER})个?(?:年|期|次|笔|阶段|学期|季度)(?:平均|等额|按)?(?P<equal>平均|等额)?(?:[^,;。]{{0,10}})?(?P<shares>(?:\d+(?:\.\d+)?%?[:、和及])+\d+(?:\.\d+)?%?)?(?:的?比例)?(?:拨付|发放|兑现|支付|给予)"
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
    cap_values: tuple[str, ...] = ()


def find_begin(view: str, start: int, end: int) -> int | None:
    """Where the benefit of a segment begins, or None when it grants nothing."""
    # A slice, so that ^ is the start of this segment and not of the document.
    marker = re.match(LABEL, view[start:end])
    start += marker.end() if marker else 0
    if marker and marker.group().rstrip().endswith(":") and re.match(_BARE, view[start:end]):
        return start  # 补贴标准：10000元
    best = None
    for match in _BEGIN.finditer(view[start:end]):
        for name in ("begin", "begin2", "begin3", "begin4", "begin5", "begin6", "begin7", "begin8", "begin9"):
            if match[name] is not None:
                position = start + match.start(name)
                before = view[max(start, position - 3) : position]
                if re.search(r"[未已曾获得经不]$", before) or re.search(r"(?:不得|不)$", before):
                    continue
                if best is None or position < best:
                    best = position
        if best is not None:
            break
    if best is not None and (rate := re.search(rf"{RATIO}的?$", view[start:best])):
        # 对其实际发生的场地租金总额的50%予以补贴: the base stands before the verb
        cut = max(view.rfind(c, start, start + rate.start()) for c in ",;:。")
        return max(start, cut + 1)
    return best


def read_benefit(text: str, view: str, start: int, end: int) -> Benefit | None:
    """The benefit stated in ``[start, end)``; None when no sum, rate or matching share is granted there."""
    begin = find_begin(view, start, end)
    if begin is None:
        return _recognition(text, view, start, end)
    if not re.compile(rf"{MONEY}|{RATIO}|{MATCHING}|差额|实际(?:支出|发生|费用)|全额").search(view, begin, end):
        return None
    body = view[begin:end]
    while body and body[-1] in " ,;。\n:":
        body = body[:-1]
    stop = begin + len(body)
    caps, rest = _caps(text, view, begin, stop)
    lasting = _first(_LASTING, rest, ("a", "b", "c"))
    rest = _LASTING.sub(lambda m: " " * len(m.group()), rest)
    instalments = _instalments(rest)
    quote = Quote(text=text[begin:stop], start=begin)
    lists = _lists(rest, body)
    adds = bool(re.search(r"(?:再|另行|另外|额外|另|叠加)(?:一次性)?(?:给予|增加|奖励|补贴|资助|予以|补助)|再增加|增加奖励", body[:24]))
    formula = _formula(rest)
    per = _per(rest, body)
    if formula is None:
        main = next((c for c in caps if c.value and not c.base), None)
        if main is None and not lists[0]:
            if "差额" in body:
                formula = ("top_up", "", "", False, "")
            else:
                return None
        elif not lists[0] and main is not None:
            caps = tuple(c for c in caps if c is not main)
            formula = ("fixed", main.value, "", True, "")
            per = per or _per_of_scope(main.scope)
            if per_unit := _unit_of_scope(main.scope, view, begin, stop):
                formula = ("per_unit", main.value, per_unit, True, "")
        else:
            formula = ("fixed", "", "", bool(re.search(r"最高|不超过", body)), "")
    shape, value, base, soft, step = formula
    period = re.match(r"(上年度|当年|本年度)每", body)
    award = DraftAward(
        shape=shape, value=value, base=base, period=period[1] if period else "", soft=soft, per=per, lasting=lasting, step=step,  # type: ignore[arg-type]
        caps=caps, instalments=instalments, quote=quote, floor=_floor(body), at_most=_at_most(body),
    )  # fmt: skip
    return Benefit(start=start, cut=begin, end=stop, award=award, adds=adds,
                   values=lists[0], rates=lists[1], cap_values=lists[2])  # fmt: skip


def _recognition(text: str, view: str, start: int, end: int) -> Benefit | None:
    """认定为…, 授予…称号: a benefit that is not a sum."""
    match = re.compile(
        r"(?:的|,|学生|企业|人员|家庭|单位),?(?:可)?(?P<grant>(?:认定|评定|确认|命名|评审认定)为[^,;。:\"]{2,40}|授予[^,;。:]{2,40}(?:称号|牌匾|资格)|免(?:收|除|征|缴)[^,;。:]{2,30})"
    ).search(view, start, end)
    if match is None:
        return None
    a, b = match.span("grant")
    quote = Quote(text=text[a:b], start=a)
    return Benefit(start=start, cut=a, end=b, award=DraftAward(shape="in_kind", value=quote.text, quote=quote), adds=False)


def _first(pattern: re.Pattern[str], text: str, names: tuple[str, ...]) -> str:
    for match in pattern.finditer(text):
        for name in names:
            if match[name]:
                return str(match[name])
    return ""


def _caps(text: str, view: str, start: int, end: int) -> tuple[tuple[DraftCap, ...], str]:
    """The limits in ``[start, end)`` and the rest with their characters blanked."""
    rest = list(view[start:end])
    caps: list[DraftCap] = []

    def blank(a: int, b: int) -> None:
        for i in range(a - start, b - start):
            rest[i] = " "

    for match in _CAP_BASE.finditer(view, start, end):
        base = re.sub(r"^(?:企业|其|本人|申请人)", "", match["base2"] or match["base"])
        quote = Quote(text=text[match.start() : match.end()], start=match.start())
        value = match["rate2"] or match["rate"] or "100%"
        caps.append(DraftCap(value=value, base=base, scope=match["scope2"] or match["scope"] or "", quote=quote))
        blank(*match.span())
    for match in _CAP.finditer("".join([view[:start], *rest, view[end:]]), start, end):
        if match["rate"]:
            continue  # 不超过项目投资的30%给予: a soft rate, read as the formula
        if re.match(r"(?:、|,|和|及)\s*" + NUMBER, view[match.end() : match.end() + 6]):
            continue  # 最高分别不超过50万元、20万元: a list, read elsewhere
        before = view[max(start, match.start() - 14) : match.start()]
        if re.search(r"每[^,;。]{0,8}[人名件家个项亩吨台](?:给予|补贴|奖励|补助|资助|发放|支持|按)*$", before) and not match["scope"]:
            continue  # 每招用1人给予不超过1500元: a soft sum per unit
        direct = re.search(r"(?:给予|予以|奖励|补贴|补助|资助|支持|发放)(?:其|每家|每个|企业|的|一次性)*$", before) and not match["scope"]
        quote_start = match.start()
        while quote_start < match.end() and view[quote_start] in " ,;、的":
            quote_start += 1
        caps.append(
            DraftCap(
                value=match["value"], scope=(match["scope"] or "") + ("|" + match["unit"] if match["unit"] else ""),
                quote=Quote(text=text[quote_start : match.end()], start=quote_start),
            )  # fmt: skip
        )
        if not direct or True:
            blank(*match.span())
    return tuple(caps), "".join(rest)


_RATE = re.compile(
    rf"(?:按(?:照)?|以|给予|予以|对|补贴|奖励|资助|补助|享受|,|:|^)(?P<soft1>不超过|不高于|最高(?:不超过)?|不低于)?(?P<base>[^,;。%‰]{{0,46}}?)(?:的)?(?P<soft2>不超过|最高(?:不超过)?|不高于|最高按)?(?P<rate>{RATIO})(?:(?:至|-|~)(?P<upper>{RATIO}))?(?:的)?(?:比例|标准|贴息率|费率|利率)?"
)
_MATCH = re.compile(rf"按(?:照)?(?P<base>[^,;。]{{0,30}}?)(?:的)?(?:给予)?(?P<rate>{MATCHING})(?:的)?(?:比例)?|(?P<base2>[^,;。]{{2,20}}?)(?:给予)?(?P<rate2>1:\d+(?:\.\d+)?)(?:的)?(?:比例)?(?:给予)?配套")
_STEP = re.compile(
    rf"每(?:新?增加?|增长|超过|超出|提高|达到|满)(?P<step>{QUANTITY})(?P<noun>[^,;。]{{0,14}}?)[,]?(?:再|另|分别)?(?:给予|奖励|补贴|补助|资助|增加)*(?:奖励|补贴)?\s*(?P<value>{MONEY})"
)
_PER_UNIT = re.compile(
    rf"每(?P<verb>新增|增加|招用|招收|引进|吸纳|培育|新增加|成功推荐|成功|新建|新开设|新设|新开|完成|获得|推荐|新认定|取得|举办|满)?(?P<n>[1一]?)(?P<unit>人次|人|名|位|家次|家|个|件|项|套|台|平方米|亩|吨|公斤|千瓦时|千瓦|度|餐|场次|场|次|户|张|辆|间|所|款|部|篇|店|头|只|单|标准箱|课时|批)"
    rf"(?P<noun>[^,;。:\d]{{0,20}}?)(?P<soft>最高(?:不超过)?|不超过)?\s*(?P<value>{MONEY})"
    rf"|(?P<soft3>最高(?:不超过)?|不超过)?(?P<value2>{MONEY})/(?:(?P<unit2>人次|人|名|家|个|件|项|套|台|平方米|㎡|亩|吨|公斤|千瓦时|千瓦|度|餐|场|次|户|张|辆|间|课时|头|只)(?:[·./](?P<time>月|年|天|日))?)"
    rf"|按(?:照)?每(?P<unit4>人|名|件|个|平方米|亩|吨|家|项|户|台|张|头|只|餐|次|场)(?P<noun4>[^,;。\d]{{0,8}}?)(?P<value4>{MONEY})"
    rf"|每(?P<unit3>增加|多)?[1一](?P<unit5>人|名|件|个|家|项)(?P<noun5>[^,;。\d]{{0,12}}?)(?P<value5>{MONEY})"
)
_TIME_FIXED = re.compile(
    rf"每(?:人|名|户|位|家|个)?每?(?P<time>月|年|季度|学年|学期|天|日)(?P<soft>最高|不超过)?(?:给予|发放|补贴|补助|奖励|为)*\s*(?P<value>{MONEY})|(?P<value2>{MONEY})/(?:人[·./])?(?P<time2>月|年|学年|学期|天|日)"
)
_FIXED = re.compile(rf"(?P<value>{MONEY})")


def _formula(rest: str) -> tuple[str, str, str, bool, str] | None:
    """(shape, value, base, soft, step) of the main formula in a text whose limits are blanked."""
    if match := re.search(rf"按(?:照)?(?P<a>[^,;。]{{2,24}}?)(?:与|和)(?P<b>[^,;。]{{2,24}}?)(?:之间)?的差额", rest):
        for value, base in ((match["a"], match["b"]), (match["b"], match["a"])):
            if money := re.search(MONEY, value):
                return ("top_up", money.group(), _base(base), False, "")
    if "差额" in rest and re.search(r"补足|补齐|差额(?:部分)?(?:给予|予以|补)|按差额|的差额", rest) and not re.search(RATIO, rest):
        return ("top_up", "", "", False, "")
    if match := _STEP.search(rest):
        return ("per_unit", match["value"], match["noun"] or "", False, match["step"])
    if match := _MATCH.search(rest):
        base = match["base"] if match["rate"] else match["base2"]
        return ("rate", match["rate"] or match["rate2"], _base(base or ""), False, "")
    if match := _PER_UNIT.search(rest):
        value = match["value"] or match["value2"] or match["value4"] or match["value5"]
        unit = match["unit"] or match["unit2"] or match["unit4"] or match["unit5"] or ""
        noun = match["noun"] or match["noun4"] or match["noun5"] or ""
        noun = re.sub(r"(?:给予|补贴|奖励|补助|资助|发放|按|标准|支持|一次性|每月|每年|每|为|的|可|予以|增加|分别|最高|不超过)+", "", noun)
        noun = (match["verb"] or "").replace("满", "") + noun
        soft = bool(match["soft"] or match["soft3"]) or "最高" in match.group()
        if counted := re.search(r"按(?:照)?(?P<q>[^,;。]{2,12}?(?:数量|人数|面积|件数|台数|亩数))(?:,)?每", rest):
            noun = counted["q"]
        return ("per_unit", value, f"{unit}|{noun}", soft, "")
    if match := _TIME_FIXED.search(rest):
        return ("fixed", match["value"] or match["value2"], "", bool(match["soft"]), "")
    best = None
    for match in _RATE.finditer(rest):
        if re.search(r"(?:增长|增幅|增速|超过|达到|不低于|占)[^,;。]{0,4}$", rest[: match.start("rate")]) and not match["soft1"]:
            continue
        best = match
        break
    if best:
        soft = bool((best["soft1"] and best["soft1"] != "不低于") or best["soft2"])
        return ("rate", best["upper"] or best["rate"], _base(best["base"]), soft or bool(best["upper"]), "")
    if match := _FIXED.search(rest):
        soft = bool(re.search(r"最高[^,;。]{0,6}$", rest[: match.start()]))
        return ("fixed", match["value"], "", soft, "")
    return None


def _base(words: str) -> str:
    words = re.sub(r"^(?:其|该|企业及其职工|企业|单位|给予|予以|对|按照?|以|照|个人|用人单位)+", "", words.strip())
    return re.sub(r"(?:的|给予|予以|按|总额的?|中|不超过)+$", "", words)


_TIME = {"月": "month", "年": "year", "学年": "year", "季度": "quarter", "天": "day", "日": "day", "学期": "term"}


def _per(rest: str, body: str) -> str:
    if match := re.search(r"每(?:人|名|户|位|家|个|家企业|个企业)?[^,;。\d]{0,4}?每?(?:个)?(月|年度|年|学年|季度|天|日|学期)(?!均|度?(?:最高|累计|不超过|不得超过))", rest):
        return _TIME.get(match[1].removesuffix("度"), "year")
    if match := re.search(rf"{MONEY}/(?:[一-鿿]{{1,3}}[·./])?(月|年|学年|天|日|学期)", rest):
        return _TIME.get(match[1], "")
    if re.search(r"连续[一二三四五\d]+年(?:每年)?(?:给予|按)|按年(?:度)?(?:给予|发放)|逐年", body):
        return "year"
    if re.search(r"按月(?:给予|发放|享受|补贴)", body):
        return "month"
    return ""


def _per_of_scope(scope: str) -> str:
    if "每月" in scope:
        return "month"
    return "year" if re.search(r"每年|年度", scope) else ""


def _unit_of_scope(scope: str, view: str, start: int, end: int) -> str:
    """每平方米最高3000元 is a soft sum per unit, not a limit of the item."""
    match = re.search(r"每(平方米|亩|吨|千瓦时|千瓦|件|人次|餐)", scope)
    return f"{match[1]}|" if match else ""


def find_lasting(text: str) -> str:
    """How long the support is paid, as written; empty when the text does not say."""
    return _first(_LASTING, text, ("a", "b", "c"))


def find_instalments(text: str) -> tuple[str, ...]:
    """Shares of a payment in parts, as written; ``("equal", n)`` for n equal parts."""
    return _instalments(text)


def find_caps(text: str, view: str, start: int, end: int) -> tuple[DraftCap, ...]:
    """The limits stated in ``[start, end)``."""
    return _caps(text, view, start, end)[0]


def _instalments(rest: str) -> tuple[str, ...]:
    match = _INSTALMENT.search(rest)
    if not match:
        return ()
    if match["shares"]:
        return tuple(re.findall(r"\d+(?:\.\d+)?%?", match["shares"]))
    number = re.search(rf"分({NUMBER})", match.group())
    return ("equal", number[1]) if number else ()


def _floor(body: str) -> str:
    match = re.search(rf"(?:低于|不足|少于)({MONEY})的?,?按(?:照)?({MONEY})", body)
    return match[2] if match else ""


def _at_most(body: str) -> str:
    match = re.search(r"(?:最多|不超过|限)(?:补贴|资助|奖励|支持|申报|补助)?(?:不超过)?(\d+(?:台|人|名|件|项|亩|家|平方米|吨|个|套))", body)
    if match:
        return match[1]
    match = re.search(r"(?:以|按)?(?:前|首)(\d+(?:平方米|人|件|家|台))", body)
    return match[1] if match else ""


def _lists(rest: str, body: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Parallel amounts, rates and limits: 分别给予X、Y、Z; the units of the last serve all."""
    values: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    for match in re.finditer(MONEY_LIST, body):
        items = _spread(match.group())
        before = body[max(0, match.start() - 12) : match.start()]
        if re.search(r"(?:最高|不超过|上限|限额)[^,;。]{0,8}$", before) and re.search(rf"{RATIO}|{MATCHING}|{GRANT}.*{MONEY}.*最高", body[: match.start()]):
            limits = limits or items
        else:
            values = values or items
    if re.search(r"分别|依次", body):
        for match in re.finditer(RATIO_LIST, body):
            rates = rates or _spread(match.group())
    return values, rates, limits


def _spread(listed: str) -> tuple[str, ...]:
    parts = [p for p in re.split(r"、|,(?!\d{3})|和|及|或", listed) if p]
    unit = re.sub(rf"^{NUMBER}", "", parts[-1])
    return tuple(p if re.search(r"[元%‰]$", p) else (re.sub(r"[万亿]$", "", p) + unit) for p in parts)
