"""Normalise: Chinese numerals, money, ratios, durations and comparison words, exactly.

What goes in is folded text (see ``compiler.fold``); what comes out are the quantities of
``rules.quantity`` with the comparator and the authority it rests on. 以上、以下、以内、届满
include the number itself; 超过、不满、以外 exclude it (民法典 第一千二百五十九条). A mark in place
（含）/（不含） beats the code, and a text's own definition clause beats both but the mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from rules.condition import Authority, Comparator
from rules.quantity import AnyQuantity, Area, Count, Duration, Headcount, Money, Ratio

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9, "俩": 2,
}  # fmt: skip
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_BIG = {"万": 10_000, "亿": 100_000_000}
_CN = "零〇○一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟"

#: A number as policies write it: 2000, 2,000, 1.5, 三十, 二点五 (万 and 亿 belong to the unit).
#: A scale inside the number (一亿二千万, 3万5千) belongs to it, or its front part would be lost.
# Numbers of hundreds of digits are noise, and trying every part of them would take hours.
_LONG = "{1,24}"
NUMBER = (
    rf"(?:[{_CN}\d]{_LONG}(?:[亿万][{_CN}\d]{_LONG}){{1,4}}万?"
    rf"(?=元|人|名|平方米|㎡|亩|吨|件|家|户|个|辆|台)"
    # 2 000万元: the space parts thousands
    rf"|(?<!\d)\d{{1,3}}(?: \d{{3}}){{1,8}}(?!\d)(?:\.\d{_LONG})?"
    rf"|\d[\d,]{{0,24}}(?:\.\d{_LONG})?|[{_CN}]{_LONG}(?:点[{_CN}]{_LONG})?|半)"
)
#: Money that is not yuan: read, never converted.
FOREIGN = r"(?:美元|港元|港币|欧元|日元|英镑|澳元|澳门元|新台币|加元|韩元|瑞士法郎|新加坡元|卢布)"

_MONEY_UNIT = (
    r"(?:万亿|千万|百万|十万|亿|万|千|百)?(?:元人民币|元|块钱)"
    r"|(?:千万|百万|亿|万)(?:人民币|(?=[^元\w]|$))"
)
_PEOPLE_UNIT = r"[人名](?!次|天|民币|均|才|员数)"
_AREA_UNIT = r"万?(?:平方米|平米|㎡|平方(?!公里))"
_DURATION_UNIT = (
    r"(?:周岁|周年|年期|年度?(?!级|检|报|薪|均|底|初|末)|岁|个月(?!龄)|个?季度|个?自然日|个?工作日"
    r"|月(?!份|均|底|龄)|天|日(?!前|起))"
)
_COUNT_UNIT = (
    r"(?:万?人次|万?人天|万?件次|件|项|家次|家|个(?!月|工作日|百分点|自然|季度|体|人|性)|户|次|台\(套\)"
    r"|台套|台|套|篇|"
    r"万?亩|万?吨标准?煤|万?吨|公斤|千克|万?千瓦时|万?度(?!电价)|兆瓦时|兆瓦|千瓦|辆|场次|场|期|课时"
    r"|学时|餐|公顷|小时|分钟|学分|标准箱|标箱|TEU|间夜|床位|张床位|航班|班次|班列|班(?![子组级主车轮])|列(?![入为出支明举车席])|航次|架次|车次|趟|支(?![持出付撑部线柱行援])|蒸吨|床(?![位上])|盏|羽|尾|棵|箱|笔|枚|届|轮|例|单(?!个|位|独|项|一|体)|栋|幢"
    r"|千伏安|千米|毫米|厘米|分贝|[PTGMk]?(?:FLOPS|Flops|flops)|[PTG]OPS|[EPTGM]B|[GMk]Wh?|(?<=\d)[PT](?![A-Za-z])|"
    r"张|种|款|部|集|条|株|头|只|艘|架|间|所|处|座|颗|万?立方米?|米|公里|平方公里|分(?!别|类|档|期|钟|之|年)"
    r"|倍|门|批|幅|位(?=[^于列居]))"
)
UNIT = (
    rf"(?:%|‰|个?百分点|(?:千万|百万|万|亿|千|百)?{FOREIGN}|{_MONEY_UNIT}|{_AREA_UNIT}|{_COUNT_UNIT}|"
    rf"{_PEOPLE_UNIT}|{_DURATION_UNIT})"
)
#: 注册资本5000万以上 is money; 粉丝数100万以上 and 5万以上人口 count something else.
_COUNTED = "".join(
    f"(?<![数量次户丝员众口人{_CN}\\d,.]{re.escape(word)})"
    for word in ("", "达", "达到", "在", "为", "超过", "突破", "不低于", "不少于")
)
#: 营业额达到2000万，: after the name of a sum and its comparison nothing need follow.
_AFTER_SUM = "|".join(
    f"(?<={noun}{word})"
    for noun in ["额", "收入", "产值", "营收", "资金", "资本", "资产", "利润", "投资", "估值"]
    for word in ["达", "达到", "超", "超过", "突破", "不低于", "不少于", "不超过", "低于", "不足"]
)
_BARE = (
    rf"(?:{_COUNTED}{NUMBER}余?[亿万](?=(?:\((?:含|不含)\))?(?:及|或)?以[上下内]"
    r"(?!的?(?:人|家|户|名|件|个|项|亩|吨|辆|台|次|套|只|头|份|株|条|张|平方)))"
    rf"|(?=[{_CN}\d])(?:{_AFTER_SUM}){NUMBER}余?[亿万](?=\((?:含|不含)\)|的|[,;。、]|且|并|$))"
)
#: 七成, 六成五, 7成: tenths; 完成, 三成员 and 一成立 are none.
TENTHS = (
    r"(?<![\d.])(?:[一二三四五六七八九]成[一二三四五六七八九半]?|[1-9]成)"
    r"(?![员功果立长本交品分绩熟套效年型形片家教人都就\d])"
)
#: 二分之一, 1/2: parts of a whole that a decimal states exactly; thirds are none.
_PART_OF = (
    r"(?:[二四五八十]分之[一二三四五六七八九]"
    r"|(?<![\d/])[1-9]/(?:2|4|5|8|10)(?=(?:\(含\))?(?:及|或)?以[上下]|[,;。的]|$))"
)
#: A number with its unit, or 百分之N, 千分之N, 万分之N.
QUANTITY = rf"(?:[百千万]分之[{_CN}点\d.]+|{TENTHS}|{_PART_OF}|{NUMBER}(?:亿|万)?余?{UNIT}|{_BARE})"

MARK = r"\((?:含|不含|包含|不包含|不包括|包括)(?:本数|本级|[^()]{0,12})?\)"
#: (不含税) and (含土地款) say of what a sum is, not whether its edge counts.
_NO_MARK = re.compile(
    r"\((?:不?包?[含括])[^()]{0,8}(?:税|费|息|款|价|设备|土地|住宿|运营|研发|工资|奖金|保险|政府)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one comparison was read: the comparator and what it rests on."""

    op: Comparator
    authority: Authority


def number(text: str) -> Decimal | None:
    """A Chinese or Arabic number without unit; None when it is not one. 半 is 0.5."""
    text = re.sub(r"[, ]", "", text)
    if not text:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)([万亿])", text):
        return Decimal(match[1]) * _BIG[match[2]]
    if text == "半":
        return Decimal("0.5")
    return _chinese_number(text)


def _chinese_number(text: str) -> Decimal | None:
    whole, _, fraction = text.partition("点")
    if not whole or (fraction and any(c not in _DIGITS for c in fraction)):
        return None
    if all(c in _DIGITS for c in whole):
        total: int | None = int("".join(str(_DIGITS[c]) for c in whole))
    else:
        total = _positional(whole)
    if total is None:
        return _mixed(text)
    value = Decimal(total)
    if fraction:
        value += Decimal("0." + "".join(str(_DIGITS[c]) for c in fraction))
    return value


def _positional(whole: str) -> int | None:
    total, section, digit, previous_unit = 0, 0, 0, 0
    for character in whole:
        if character in _DIGITS:
            digit = _DIGITS[character]
            if digit == 0:
                previous_unit = 0
        elif character in _TENS:
            previous_unit = _TENS[character]
            section += (digit or 1) * previous_unit
            digit = 0
        elif character in _BIG:
            scale = _BIG[character]
            if total >= scale:  # 一亿二千万: the 万 scales only what follows the 亿
                total += (section + digit) * scale
            else:
                total = (total + section + digit) * scale
            section, digit, previous_unit = 0, 0, scale
        else:
            return None
    if digit and previous_unit >= 100:  # 十三万二 = 132000, 一千二 = 1200
        digit *= previous_unit // 10
    return total + section + digit


def _mixed(text: str) -> Decimal | None:
    """1亿2千万, 3万5千: digits beside written scales; 3万5 is left open, it may mean either."""
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)([十百千])", text):
        return Decimal(match[1]) * _TENS[match[2]]
    if not re.fullmatch(r"[^万亿]+(?:[万亿][^万亿]+)+万?", text):
        return None
    total = Decimal(0)
    for part, scale in re.findall(r"([^万亿]+)([万亿]?)", text):
        value = number(part.lstrip("零〇") or part)
        if value is None or (not scale and value < 10):
            return None
        total += value * _BIG.get(scale, 1)
    return total


_SCALES = (
    ("万亿", Decimal(10) ** 12), ("千万", Decimal(10) ** 7), ("百万", Decimal(10) ** 6),
    ("十万", Decimal(10) ** 5), ("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4),
    ("千", Decimal(10) ** 3), ("百", Decimal(10) ** 2),
)  # fmt: skip


#: More than a thousand 万亿 is no figure of a policy, and beyond it arithmetic is not exact.
LARGEST = Decimal(10) ** 15
_PARTS = {"百": 100, "千": 1000, "万": 10000}


def read_quantity(text: str, *, most: Decimal | None = LARGEST) -> AnyQuantity | None:
    """A written quantity (2000万元, 百分之三, 二十四个月, 50人次) as a typed value, or None.

    A bare 万 or 亿 without 元 is read as money; the caller reports it (idioms §9). Foreign currency
    and percentage points are not quantities of a rule and give None; so do figures beyond ``most``.
    """
    text = text.strip().replace("余", "")
    if match := re.fullmatch(rf"([百千万])分之([{_CN}点\d.]+)", text):
        value = number(match[2])
        return None if value is None else Ratio(fraction=value / _PARTS[match[1]])
    if match := re.fullmatch(r"([一二三四五六七八九1-9])成([一二三四五六七八九半])?", text):
        tenths = number(match[1]) or Decimal(0)
        hundredths = number(match[2].replace("半", "五")) if match[2] else None
        return Ratio(fraction=tenths / 10 + (hundredths or Decimal(0)) / 100)
    if text in ("一半", "半数"):
        return Ratio(fraction=Decimal("0.5"))
    if match := re.fullmatch(r"([二四五八十])分之([一二三四五六七八九])", text):
        of, part = number(match[1]), number(match[2])
        return Ratio(fraction=part / of) if of and part else None
    if match := re.fullmatch(r"([1-9])/(2|4|5|8|10)", text):
        return Ratio(fraction=Decimal(match[1]) / Decimal(match[2]))
    match = re.fullmatch(rf"({NUMBER})(亿|万)?({UNIT})", text)
    if match is None:
        return None
    value = number(match[1])
    if value is None:
        return None
    if match[2]:
        value *= _BIG[match[2]]
    if most is not None and abs(value) * _scale(match[3]) > most:
        return None
    return _typed(value, match[3])


def _typed(value: Decimal, unit: str) -> AnyQuantity | None:
    if unit in ("%", "‰"):
        return Ratio(fraction=value / (100 if unit == "%" else 1000))
    if "百分点" in unit or re.search(FOREIGN, unit):
        return None
    if unit.endswith(("元", "人民币", "块钱")) or unit in ("万", "亿", "千万", "百万"):
        return Money(yuan=value * _scale(unit))
    if re.fullmatch(r"万?(?:平方米|平米|㎡|平方)", unit):
        return Area(square_metres=value * _scale(unit))
    if unit in ("人", "名"):
        return Headcount(people=value)
    if duration := _duration(value, unit):
        return duration
    scale = _scale(unit) if unit.startswith("万") else Decimal(1)
    return Count(number=value * scale, unit=unit.removeprefix("万") or unit)


def _scale(unit: str) -> Decimal:
    for word, factor in _SCALES:
        if unit.startswith(word):
            return factor
    return Decimal(1)


def _duration(value: Decimal, unit: str) -> Duration | None:
    if unit in ("年", "年度", "年期", "周年", "周岁", "岁"):
        if value == Decimal("0.5"):
            return Duration(value=Decimal(6), unit="month")
        return Duration(value=value, unit="year")
    if unit in ("个月", "月"):
        return Duration(value=value, unit="month")
    if unit in ("季度", "个季度"):
        return Duration(value=value * 3, unit="month")
    if unit in ("日", "天", "自然日", "个自然日"):
        return Duration(value=value, unit="day")
    return None


#: 不得超过, 不应低于, 不可高于: what must not be more is at most, what must not be less at least.
_FORBIDDEN = {
    f"不{may}{word}": (comparator, Authority.PLAIN)
    for may in "得应能可宜准许"
    for comparator, words in (
        (Comparator.GE, ("低于", "少于", "小于", "早于")),
        (Comparator.LE, ("超过", "高于", "大于", "多于", "晚于")),
    )
    for word in words
}

#: Comparison words before a number. 达到, 满 include the number by convention and 民法典.
PREFIXES: dict[str, tuple[Comparator, Authority]] = {
    **_FORBIDDEN,
    "不低于": (Comparator.GE, Authority.PLAIN),
    "不少于": (Comparator.GE, Authority.PLAIN),
    "不小于": (Comparator.GE, Authority.PLAIN),
    "不早于": (Comparator.GE, Authority.PLAIN),
    "至少为": (Comparator.GE, Authority.PLAIN),
    "至少": (Comparator.GE, Authority.PLAIN),
    "最低": (Comparator.GE, Authority.PLAIN),
    "大于等于": (Comparator.GE, Authority.PLAIN),
    "大于或等于": (Comparator.GE, Authority.PLAIN),
    "为": (Comparator.EQ, Authority.PLAIN),
    "≥": (Comparator.GE, Authority.PLAIN),
    "首次达到": (Comparator.GE, Authority.CONVENTION),
    "达到": (Comparator.GE, Authority.CONVENTION),
    "达": (Comparator.GE, Authority.CONVENTION),
    "年满": (Comparator.GE, Authority.CIVIL_CODE),
    "已满": (Comparator.GE, Authority.CIVIL_CODE),
    "届满": (Comparator.GE, Authority.CIVIL_CODE),
    "满": (Comparator.GE, Authority.CIVIL_CODE),
    "超过": (Comparator.GT, Authority.CIVIL_CODE),
    "超": (Comparator.GT, Authority.CIVIL_CODE),
    "首次超过": (Comparator.GT, Authority.CIVIL_CODE),
    "首超": (Comparator.GT, Authority.CIVIL_CODE),
    "首次突破": (Comparator.GT, Authority.CONVENTION),
    "突破": (Comparator.GT, Authority.CONVENTION),
    "高于": (Comparator.GT, Authority.PLAIN),
    "大于": (Comparator.GT, Authority.PLAIN),
    "多于": (Comparator.GT, Authority.PLAIN),
    ">": (Comparator.GT, Authority.PLAIN),
    "不超过": (Comparator.LE, Authority.PLAIN),
    "未超过": (Comparator.LE, Authority.PLAIN),
    "不高于": (Comparator.LE, Authority.PLAIN),
    "不大于": (Comparator.LE, Authority.PLAIN),
    "不多于": (Comparator.LE, Authority.PLAIN),
    "不晚于": (Comparator.LE, Authority.PLAIN),
    "至多": (Comparator.LE, Authority.PLAIN),
    "最多": (Comparator.LE, Authority.PLAIN),
    "小于等于": (Comparator.LE, Authority.PLAIN),
    "小于或等于": (Comparator.LE, Authority.PLAIN),
    "≤": (Comparator.LE, Authority.PLAIN),
    "低于": (Comparator.LT, Authority.PLAIN),
    "小于": (Comparator.LT, Authority.PLAIN),
    "少于": (Comparator.LT, Authority.PLAIN),
    "不足": (Comparator.LT, Authority.CONVENTION),
    "未达到": (Comparator.LT, Authority.CONVENTION),
    "不满": (Comparator.LT, Authority.CIVIL_CODE),
    "未满": (Comparator.LT, Authority.CIVIL_CODE),
    "<": (Comparator.LT, Authority.PLAIN),
}
#: Comparison words after a number.
SUFFIXES: dict[str, tuple[Comparator, Authority]] = {
    "及以上": (Comparator.GE, Authority.PLAIN),
    "或以上": (Comparator.GE, Authority.PLAIN),
    "以上": (Comparator.GE, Authority.CIVIL_CODE),
    "及以下": (Comparator.LE, Authority.PLAIN),
    "或以下": (Comparator.LE, Authority.PLAIN),
    "以下": (Comparator.LE, Authority.CIVIL_CODE),
    "以内": (Comparator.LE, Authority.CIVIL_CODE),
    "之内": (Comparator.LE, Authority.CIVIL_CODE),
    "内": (Comparator.LE, Authority.CIVIL_CODE),
    "以外": (Comparator.GT, Authority.CIVIL_CODE),
    "起": (Comparator.GE, Authority.CONVENTION),
    "~以上": (Comparator.GE, Authority.CONVENTION),  # the ends of an unmarked A至B
    "~以下": (Comparator.LE, Authority.CONVENTION),
}
PREFIX = (
    "(?:"
    + "|".join(sorted((re.escape(w) for w in PREFIXES if w != "为"), key=len, reverse=True))
    + ")"
)
SUFFIX = "(?:" + "|".join(sorted((w for w in SUFFIXES if w[0] != "~"), key=len, reverse=True)) + ")"

_STRICT = {Comparator.GE: Comparator.GT, Comparator.LE: Comparator.LT}
_LOOSE = {Comparator.GT: Comparator.GE, Comparator.LT: Comparator.LE}


def read_comparator(
    prefix: str, suffix: str, mark: str, *, defined: dict[str, bool] | None = None
) -> Reading | None:
    """The comparator of ``prefix NUMBER mark suffix``, or None when no word compares.

    ``defined`` is what the text itself says about a word (以上 → True for included). 超过N(含N)
    contradicts itself; the bracket wins (idioms §1), and the caller reports it.
    """
    found = None
    word = ""
    if suffix in SUFFIXES:
        found, word = SUFFIXES[suffix], suffix
    if prefix in PREFIXES and (found is None or prefix not in ("达到", "达", "首次达到", "满")):
        found, word = PREFIXES[prefix], prefix
    if found is None:
        return None
    op, authority = found
    if defined:
        bare = re.sub(r"^(?:及|或|首次|年|已)", "", word)
        key = bare if bare in defined else None
        if key is not None:
            op = _LOOSE.get(op, op) if defined[key] else _STRICT.get(op, op)
            authority = Authority.DEFINITION
    if mark and not _NO_MARK.match(mark):
        op = _STRICT.get(op, op) if mark.startswith("(不") else _LOOSE.get(op, op)
        authority = Authority.MARK
    return Reading(op=op, authority=authority)
