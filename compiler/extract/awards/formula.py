"""The main formula of a benefit: a rate, a sum per unit, a matching share or a sum."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from compiler.extract.awards.netted import netted
from compiler.extract.awards.uplifts import UPLIFT
from compiler.extract.items.acts import ACTS
from compiler.extract.language.amounts import (
    HALVED,
    INEXACT,
    MATCHING,
    MONEY,
    PLACES,
    RATIO,
    UNIT_PAID,
)
from compiler.extract.language.words import PAYER
from compiler.normalise import NUMBER, QUANTITY, read_quantity

_RATE = re.compile(
    r"(?:按(?:照)?|以|给予|予以|对|补贴|奖励|资助|补助|享受|,|:|^)"
    r"(?P<soft1>不超过|不高于|最高(?:不超过)?|不低于)?(?P<base>[^,;。%‰]{0,46}?)(?:的)?"
    rf"(?P<soft2>不超过|最高(?:不超过)?|不高于|最高按)?(?P<rate>{RATIO})"
    rf"(?:(?:至|-|~)(?P<upper>{RATIO}))?(?:的)?(?:比例|标准|贴息率|费率|利率)?"
)
_MATCH = re.compile(
    rf"按(?:照)?(?P<soft>不超过|最高(?:不超过)?|不高于)?(?P<base>[^,;。]{{0,30}}?)(?:的)?(?:给予)?"
    rf"(?P<soft2>不超过|最高(?:不超过)?|不高于)?(?P<low>{NUMBER}倍?(?:至|到|-|~))?(?P<rate>{MATCHING})(?:的)?(?:比例)?"
    r"|(?P<base2>[^,;。]{2,20}?)(?:给予)?(?P<rate2>1:\d+(?:\.\d+)?)(?:的)?(?:比例)?(?:给予)?配套"
)
#: 每10000平方米奖励5万元, 按每200万元奖励1万元: a step is no unit, and no length of time.
_MANY = (
    r"(?=(?:\d[\d,]+(?:\.\d+)?|[2-9]|\d\.\d+|1[万亿]|[二两三四五六七八九]|[一二三四五六七八九]?[十百千万])"
    rf"(?!{NUMBER}?(?:个?月|年|日|天|周))[^,;。、年月日天]{{0,8}}?(?:{MONEY}|给予|予以|奖|补|资助|递增))"
)
_STEP = re.compile(
    rf"(?:按(?:照)?(?P<of>[^,;。\d]{{2,16}}?)的?)?每(?:新?增加?|净增(?:加|长)?|新?增长|超过?|超出|提高|达到|满|完成|实现|{_MANY})(?P<step>{QUANTITY})(?P<noun>[^,;。]{{0,14}}?)的?[,]?"
    rf"(?:再|另|分别|相应)*(?:给予|奖励|补贴|补助|资助|奖补|增加|递增)*(?:奖励|补贴|奖补)?\s*(?P<value>{MONEY})"
)
_PAYS = r"(?:给予|予以|奖励|补贴|补助|资助|发放|按|一次性|人民币)"
_PER_UNIT = re.compile(
    rf"每(?P<verb>(?:新|成功)?{ACTS}|新[增开设办]加?|增加|成功|满|(?![个件项家名场台套款部])[一-鿿]{{2,6}}?(?=[1一](?:个|家|名|人|位|件|项|场|台|套|款|部|处)))?(?P<n>[1一]?)"
    rf"(?P<unit>{UNIT_PAID})"
    rf"(?P<noun>[^,;。:\d]{{0,20}}?)(?P<soft>最高(?:不超过)?|不超过|不高于)?\s*(?:{NUMBER}[万亿]?、)*(?P<value>{MONEY})"
    rf"|(?P<soft3>最高(?:不超过)?|不超过)?(?P<value2>{MONEY})/"
    rf"(?:(?P<unit2>{UNIT_PAID}|㎡|飞行小时|小时|间夜|人天|桩|站|床位|座位|标台|蒸吨)(?:[·./](?P<time>月|年|天|日))?)"
    r"|按(?:照)?每(?P<unit4>人次|人天|间夜|场次|车次|人|名|件|个|平方米|亩|吨|家|项|户|台|张|头|只|餐|次|场)"
    rf"(?P<noun4>[^,;。\d]{{0,8}}?)(?P<soft4>最高(?:不超过)?|不超过|不高于)?(?P<value4>{MONEY})"
    r"|每(?P<unit3>增加|多)?[1一](?P<unit5>人|名|件|个|家|项)(?P<noun5>[^,;。\d]{0,12}?)"
    rf"(?P<value5>{MONEY})"
    # 每标准展位1.5万元: the noun is its own unit
    rf"|每(?P<noun6>(?!年|月|日|天|季|周|学年|学期|期|半年|增|超|满|达|新|次年)[一-鿿]{{0,6}}?{PLACES})"
    rf"(?P<soft6>最高(?:不超过)?|不超过|不高于)?{_PAYS}*(?P<soft7>最高(?:不超过)?|不超过|不高于)?(?P<value6>{MONEY})"
)
_TIME_FIXED = re.compile(
    r"每(?:人|名|户|位|家|个)?每?(?P<time>月|年|季度|学年|学期|天|日)(?P<soft>最高|不超过)?"
    rf"(?:给予|发放|补贴|补助|奖励|为)*\s*(?P<value>{MONEY})"
    rf"|(?P<value2>{MONEY})/(?:人[·./])?(?P<time2>月|年|学年|学期|天|日)"
)
_POINTS = re.compile(
    rf"(?P<soft>不超过|最高(?:不超过)?|不高于)?(?P<points>{NUMBER})个百分点(?=[^,;。]{{0,8}}(?:贴|补))"
)
_SHARE_OF_COST = re.compile(
    r"(?P<base>[^,;。、%‰\d]{2,30}?(?:费|费用|额|金|息|款|支出|投入|成本|价|投资|税|资))"
    rf"的?(?P<rate>{RATIO})(?:的?比例)?"
)
#: 3万元至5万元, 3-5万元: the lower sum of a range.
_LOWER = re.compile(rf"(?:{MONEY}|{NUMBER})\s*(?:至|到|[-–~])+\s*(?={MONEY})")
#: The rate before is a threshold, not a share that is paid.
_COMPARED = re.compile(r"(?:增长|增幅|增速|超过|达到|不低于|占)[^,;。]{0,4}$")


#: 按LPR的50%给予贴息: a share of that interest; 按不超过同期市场报价利率(LPR)给予贴息: no figure.
_AT_BANK_RATE = re.compile(
    r"(?:按(?:照)?|以|参照|贴息利?(?:率|比例)(?:标准|上限)?(?:最高)?为?|(?:给予|予以)(?=[^,;。%\d]{0,20}?(?:利率|LPR)))(?P<soft>不超过|不高于|最高(?:不超过)?)?(?:(?!实际)[^,;。%\d]){0,20}?"
    r"(?P<rate>(?:LPR|贷款市场报价利率|贷款基准利率|银行基准利率|基准利率))(?:\([^()]*\))?"
    rf"(?:的)?(?P<soft2>不超过|最高)?(?P<share>{RATIO})?(?:的)?(?:比例|标准|水平|计算)?(?:,)?"
    r"(?:[加减]点?\d+(?:个?基点|BP)[^,;。%\d]{0,8})?(?=的?(?:给予|予以|贴息|补贴|补助|进行|$|\s|,|;))"
)
#: 给予全额补贴, 按实际缴纳额全额补贴, 全额补贴检测费: the whole cost is paid.
_IN_FULL = re.compile(
    r"(?:按(?:照)?(?P<base>[^,;。\d]{2,20}?(?:\([^()]{2,20}\))?)"
    r"|^\s*(?P<base3>[^,;。\d按给]{1,12}?(?:费用?|支出|租金|利息))的?)?(?:给予|予以|实行)?全额(?:给予|予以)?的?(?:社会保险|社保|岗位|(?P<base2>[^,;。\d]{0,6}?(?:租金?|费|保险)))?"
    r"(?:补贴|补助|资助|报销|返还|贴息|奖励|补偿|救助|代缴|减免|支持)"
)
#: 按实际改造费用补助, 丧葬费用据实补助: what was paid is paid back, whatever limits it.
_AS_SPENT = re.compile(
    r"按(?:照)?(?:其(?![他它余])|个人|企业)?(?P<base>(?:[^,;。\d]{0,8}?)实际(?:发生|支出|支付|缴纳|产生)?的?[^,;。\d]{0,12}?(?:费用?|支出|金额|成本|租金|价格|额|利率|利息))"
    r"(?:据实|全额|予以|给予)*(?:补助|补贴|资助|奖励|报销|减免|发放|救助|支付|返还|贴息)"
    r"|(?P<base2>[^,;。\d]{2,20}?(?:费用?|支出|金额|成本|租金))?,?(?:给予|予以|按照?)?据实(?:给予|予以)?(?:补助|补贴|资助|报销|减免|发放|救助|支付|返还)"
)


class Formula(NamedTuple):
    """A formula as written: its form, the sum or rate, and what that is a share of or paid per."""

    shape: Literal["fixed", "rate", "per_unit", "top_up", "in_kind"]
    value: str = ""
    base: str = ""
    soft: bool = False
    step: str = ""
    target: str = ""  # what a difference is measured to when it is no sum


def main_formula(rest: str) -> Formula | None:
    """The main formula in a text whose limits are blanked."""
    if before := _difference(rest) or _half(rest):
        return before
    if match := _STEP.search(rest):
        return Formula(
            "per_unit", match["value"], match["noun"] or match["of"] or "", step=match["step"]
        )
    if match := _MATCH.search(rest):
        base = match["base"] if match["rate"] else match["base2"]
        soft = bool(match["soft"] or match["soft2"] or match["low"])  # 低保标准的3-6倍: up to 6
        return Formula("rate", match["rate"] or match["rate2"], bare_base(base or ""), soft)
    if match := _PER_UNIT.search(rest):
        return _sum_per_unit(match, rest)
    if match := _TIME_FIXED.search(rest):
        return Formula("fixed", match["value"] or match["value2"], soft=bool(match["soft"]))
    if rated := _at_bank_rate(rest) or _rate(rest):
        return rated
    if share := _share_without_figure(rest):
        return share
    if match := re.search(MONEY, rest):
        soft = bool(re.search(r"(?:最高|不超过|不高于)[^,;。]{0,6}$", rest[: match.start()]))
        return Formula("fixed", match.group(), soft=soft)
    return None


def _at_bank_rate(rest: str) -> Formula | None:
    """Interest at the rate that banks announce, or a share of it."""
    if (match := _AT_BANK_RATE.search(rest)) and not re.search(RATIO, rest[: match.start()]):
        if not match["share"]:
            return Formula("in_kind")  # a rate that is announced every month, and nobody's figure
        return Formula("rate", match["share"], f"按{match['rate']}计算利息", bool(match["soft"]))
    return None


def _rate(rest: str) -> Formula | None:
    """A share of something: 按…的20%; a stake that is held and a threshold are none."""
    for match in _RATE.finditer(rest):
        if re.search(r"(?:股权|股份|持股)(?:比例|占比)?$", match["base"]):
            continue  # a stake that is held, not a share that is paid
        if match["soft1"] or match["soft2"] or not _COMPARED.search(rest[: match.start("rate")]):
            soft = bool(match["soft1"] and match["soft1"] != "不低于") or bool(match["soft2"])
            value = match["upper"] or match["rate"]
            if re.fullmatch(INEXACT, value) and read_quantity(value) is None:
                return Formula("in_kind")
            base = bare_base(match["base"]) or _behind(rest, match.end())
            return Formula("rate", value, base, soft or bool(match["upper"]))
    return None


#: 给予50%租金补贴, 给予30%的检测费补助: the cost is named by what is paid for it.
_COST_BEHIND = re.compile(
    r"(?:的)?(?P<cost>[^,;。:\d的]{0,8}?(?:租金?|费用?|保费|利息))(?:的)?(?:补[贴助偿]|资助|减免|返还|报销|奖[励补])"
)


def _behind(rest: str, end: int) -> str:
    """The cost that stands behind its share; empty when none does."""
    named = _COST_BEHIND.match(rest, end)
    if named is None:
        return ""
    cost = named["cost"]
    return "租金" if cost in ("房租", "租", "租金", "场租") else bare_base(cost)


def _half(rest: str) -> Formula | None:
    """配套比例减半: half of what was granted before."""
    halved = re.match(rf"\s*(?:按(?:照)?)?{HALVED}", rest)
    return Formula("rate", "50%", "上述标准") if halved else None


def _share_without_figure(rest: str) -> Formula | None:
    """全额补贴, 2个百分点的贴息: a share that is no percentage of something named with it."""
    spent = _AS_SPENT.search(rest)
    if spent and re.search(rf"{MONEY}|低于", rest[: spent.start()]):
        spent = None  # 给予1000元，低于标准的按实际发生额补贴
    if match := _IN_FULL.search(rest) or spent:
        told = match.groupdict()
        named = match["base"] or told.get("base3") or told.get("base2") or ""
        base = bare_base(named)
        return Formula("rate", "100%", "贷款利息" if base.endswith("利率") else base)
    if match := UPLIFT.search(rest):
        return Formula("rate", f"{match['by']}%", match.group("what") + "提高")
    if match := _POINTS.search(rest):
        return Formula("rate", f"{match['points']}%", soft=bool(match["soft"]))
    return None


def paid_back(rest: str, most: str) -> tuple[str, str] | None:
    """The share paid back up to a sum per unit, and of what.

    按其实际支出予以补助，最高每展位1.5万元; 按房租的50%给予补贴，补贴单价不超过每平方米每月60元.
    """
    stop = rest.find(most)
    if share := _RATE.search(rest, 0, stop):
        between = rest[share.end() : stop]
        if _LIMITED.search(between) and not re.search(r"[;。]", between):
            return share["rate"], bare_base(share["base"])
    spent = _AS_SPENT.search(rest)
    limited = spent and re.search("最高|不超过|不高于", rest[spent.end() :])
    if spent is None or not limited or spent.start() > stop:
        return None
    if re.search("低于", rest[: spent.start()]):
        return None
    return "100%", bare_base(spent["base"] or spent["base2"] or "")


#: 最高每平方米, 补贴单价不超过每平方米: what each unit gets at most.
_LIMITED = re.compile(r"(?:最高|不超过|不高于|上限|限额|封顶)[^,;。\d]{0,12}$")


def upper_of_ranges(rest: str) -> tuple[str, tuple[str, ...]]:
    """A text with the lower sum of each range blanked, and the upper sums: 给予3万元至5万元."""
    uppers = []
    for found in _LOWER.finditer(rest):
        if upper := re.compile(MONEY).match(rest, found.end()):
            uppers.append(upper.group())
    return _LOWER.sub(lambda m: " " * len(m.group()), rest), tuple(uppers)


def added_rates(rest: str) -> list[tuple[int, int, str, str]]:
    """按贷款利息的50%、担保费的50%: spans, bases and rates of several costs that are all paid."""
    for begin in re.finditer(r"按(?:照)?|给予|予以|以", rest):
        found = []
        piece = _SHARE_OF_COST.match(rest, begin.end())
        while piece:
            base = bare_base(piece["base"])
            found.append((piece.start(), piece.end(), base, piece["rate"]))
            joint = re.compile(r"(?:、|以及|和|及|,)(?:再|另)?(?:按(?:照)?)?").match(
                rest, piece.end()
            )
            piece = _SHARE_OF_COST.match(rest, joint.end()) if joint else None
        if len(found) > 1 and len({base for _, _, base, _ in found}) == len(found):
            return found
    return []


def _difference(rest: str) -> Formula | None:
    """按X与3000元的差额, 差额部分予以补足: what is received is topped up to a sum."""
    if match := re.search(
        r"按(?:照)?(?P<a>[^,;。]{2,24}?)(?:与|和)(?P<b>[^,;。]{2,24}?)(?:之间)?的差额", rest
    ):
        for value, base in ((match["a"], match["b"]), (match["b"], match["a"])):
            if money := re.search(MONEY, value):
                return Formula("top_up", money.group(), bare_base(base))
        for value, base in ((match["a"], match["b"]), (match["b"], match["a"])):
            if value.endswith("标准") and not base.endswith("标准"):
                return Formula("top_up", base=bare_base(base), target=bare_base(value))
    if match := re.search(
        r"按(?:照)?(?P<base>(?!.{0,8}(?:标准|级|档|奖励|补助|补贴))[^,;。\d]{2,16}?"
        r"(?:费用?|支出|投入|成本|租金|额))(?:给予|予以)?(?:补足|补齐)(?:差额)?(?:部分)?$",
        rest.rstrip(" ,;。"),
    ):
        return Formula("top_up", "100%", bare_base(match["base"]))
    if paid := netted(rest):
        return Formula("top_up", paid[0], bare_base(paid[1]))
    if (
        "差额" in rest
        and re.search(r"补足|补齐|差额(?:部分)?(?:给予|予以|补)|按差额|的差额", rest)
        and not re.search(RATIO, rest)
    ):
        return Formula("top_up")
    return None


#: 每趟包机奖励该旅行社2万元, 每个托位补助建设费1万元: whom or what it is paid for is not counted.
_PAID_TO = re.compile(
    r"(?:一次性|再|另|分别)*(?:给予|奖励|补贴|补助|资助|奖补|发放)(?:给)?"
    r"(?:(?:该|其|对应|相应|所在|承办|组织|组团|运营|申报|实施|引进|举办|用人)[^,;。\d]{0,12}|企业|单位|机构|公司|旅行社|合作社|运营方|业主"
    r"|[^,;。\d]{0,10}(?:费用?|资金|经费|成本)|人民币)$"
)


#: 每人每晚, 每人每住一晚: how many nights, of all guests together.
_NIGHTS = re.compile(r"每?(?:过夜|住宿?|入住)?[1一]?(?:个)?(?:晚|夜)(?:上|次)?")


def _sum_per_unit(match: re.Match[str], rest: str) -> Formula:
    """The sum for each unit; ``base`` is the unit and the words for what is counted."""
    value = next(match[f"value{n}"] for n in ("", 2, 4, 5, 6) if match[f"value{n}"])
    soft = any(match[f"soft{n}"] for n in ("", 3, 4, 6, 7)) or "最高" in match.group()
    soft = soft or bool(re.search(r"最高(?:为|达|可达)?$", rest[: match.start()]))
    if match["noun6"]:
        return Formula("per_unit", value, f"个|{match['noun6']}", soft)
    unit = match["unit"] or match["unit2"] or match["unit4"] or match["unit5"] or ""
    noun = match["noun"] or match["noun4"] or match["noun5"] or ""
    noun = _PAID_TO.sub("", noun)
    noun = re.split(r"给予|予以|[奖补]给", noun)[0] if re.match(r"(?!给予|予以).", noun) else noun
    noun = re.sub(
        r"(?:给予|可以|可|叠加|额外|另外|另行|追加|累加|再|另|加(?![装快强])|申领|申请|领取|获得?|得到|奖补|补贴|奖励|补助|资助|发放|按|标准(?![煤展床]|$|分别|一次|奖|补|给|资)|支持|一次性|每月|每年|每|为|的|可|予以|增加|分别"
        r"|最高|不超过)+",
        "",
        noun,
    )
    if unit in ("人", "名") and (nights := _NIGHTS.match(noun)):
        unit, noun = "人晚", noun[nights.end() :]  # 每人每住一晚奖励60元
    noun = (match["verb"] or "").replace("满", "") + noun
    if unit in ("人", "名") and noun in ("次", "餐"):
        unit, noun = "人次", ""  # 每人每次2元
    if counted := re.search(r"按(?:照)?(?P<q>[^,;。]{2,12}?(?:数量|[^,;。]数|面积))(?:,)?每", rest):
        noun = counted["q"]
    return Formula("per_unit", value, f"{unit}|{noun}", soft)


#: 补助比例提高至20%: the words name no figure that the rate is a share of.
_NO_BASE = re.compile(
    r"(?:第[一二三四五\d]+年(?:按照?)?)?(?:贴息|补贴|补助|奖励|资助|支持|配套|费用|报销|返还|补偿|减免|救助|支付|赔付|资助参保)?"
    r"(?:比例|标准|费率|利率|额度)?(?:可|分别|依次|均|各)*(?:提高|上调|调整|放宽|增加)?(?:至|到|为)?"
)


def bare_base(words: str) -> str:
    """What a rate is a share of, without the words that govern it and remarks in brackets.

    新入驻机构(不含本市流动)新增贡献: a remark that leaves something out of its middle stays.
    """
    words = re.sub(r"\((?!(?:不含|不包括|扣除)[^()]*\)[^()]{2,})[^()]*\)?", "", words)
    words = re.sub(r"^第[一二三四五\d]+年按照?", "", words.strip())
    if payer := re.match(rf"{PAYER}(?:按照?|$)", words):
        words = words[payer.end() :]  # 省级财政按照实际拨付资金的50%
    words = re.sub(
        r"^(?:可|均|再|则)*在(?=.*标准)|(?:的)?基础上(?:可|再)*(?:上浮|提高|上调|增加|[增加]发)$",
        "",
        words,
    )
    words = re.sub(r"^(?:由[^,;。]{0,6}?按照?|每(?:年|月|季度|学[年期])按照?)", "", words)
    words = re.sub(
        r"^由?(?:中央|各级|本级|[国省市区县])*财政(?:资金|部门)?(?:给予|予以|分别)*(?:补贴|补助|承担|负担|资助|代缴)",
        "",
        words,
    )
    words = re.sub(
        r"^(?:其(?![他它余])|该|再(?![生造制融保就])|另行|叠加(?=给|按|补|奖)|另外|额外|另按|另|(?:可以?|均|则|应|将)(?=按)|企业及其职工|企业|单位|分别(?=按|以)|给予|予以|对|按照?|以|照|个人|用人单位|一次性)+",
        "",
        words.strip(),
    )
    words = re.sub(
        r"(?:的|给予|予以|按|(?<=[费用入出金额款资价本税值])总额的?|中|不超过)+$", "", words
    )
    words = re.sub(
        r"^(?:贴息|补贴|补助|奖励|资助|支持|配套|救助|报销|支付|减免)?(?:比例|标准|金额|额度)?为",
        "",
        words,
    )
    return "" if _NO_BASE.fullmatch(words) else words


_TIME = {
    "月": "month",
    "年": "year",
    "学年": "year",
    "季度": "quarter",
    "天": "day",
    "日": "day",
    "学期": "term",
}


def per_time(rest: str, body: str) -> str:
    """The unit of time a sum is paid for (每人每月, 元/年); empty when it is paid once."""
    if match := re.search(
        r"每(?!人天|人日)(?:人|名|户|位|家|个|家企业|个企业)?[^,;。\d]{0,4}?每?(?:个)?"
        r"(月|年度|年|学年|季度|天|日|学期)(?!均|度?(?:最高|最多|累计|限|不超过|不得超过))",
        rest,
    ):
        return _TIME.get(match[1].removesuffix("度"), "year")
    if match := re.match(r"\s*(?:每户|每人|户)?(月|年)(?:人均)?(?:补贴|补助|资助|救助|发放)", rest):
        return _TIME[match[1]]  # 月补贴570元
    if match := re.search(r"每(?:平方米|亩|吨|千瓦时|千瓦)每(月|年)", rest):
        return _TIME[match[1]]
    if match := re.search(rf"{MONEY}/(?:[一-鿿]{{1,3}}[·./])?(月|年|学年|天|日|学期)", rest):
        return _TIME.get(match[1], "")
    if re.search(r"连续[一二三四五\d]+年(?:每年)?(?:给予|按)|按年(?:度)?(?:给予|发放)|逐年", body):
        return "year"
    if re.search(r"按月(?:给予|发放|享受|补贴)", body):
        return "month"
    return ""
