"""The units a column title or a cell may use: exact multiples of those the quantities know.

A unit that is not here (亩, 美元, 倍) is refused: it could only be converted by a factor that
somebody chooses.
"""

from __future__ import annotations

from decimal import Decimal

from matcher.fact_names import Named
from rules.quantity import AnyQuantity, plain, quantity
from rules.vocabulary import Kind

_WAN = Decimal(10_000)
# unit as written, the unit ``quantity`` reads, and how many of those it is
_UNITS: dict[Kind, dict[str, tuple[str, Decimal]]] = {
    Kind.MONEY: {
        "元": ("元", Decimal(1)),
        "万元": ("万元", Decimal(1)),
        "亿元": ("亿元", Decimal(1)),
        "千元": ("元", Decimal(1000)),
        "百万元": ("万元", Decimal(100)),
        "分": ("元", Decimal("0.01")),
        "人民币元": ("元", Decimal(1)),
        "人民币万元": ("万元", Decimal(1)),
        "元人民币": ("元", Decimal(1)),
        "万元人民币": ("万元", Decimal(1)),
    },
    Kind.RATIO: {
        "%": ("%", Decimal(1)),
        "‰": ("‰", Decimal(1)),
        "1": ("%", Decimal(100)),
        "小数": ("%", Decimal(100)),
    },
    Kind.HEADCOUNT: {"人": ("人", Decimal(1)), "名": ("人", Decimal(1)), "万人": ("人", _WAN)},
    Kind.AREA: {
        "平方米": ("平方米", Decimal(1)),
        "㎡": ("平方米", Decimal(1)),
        "平米": ("平方米", Decimal(1)),
        "m2": ("平方米", Decimal(1)),
        "m²": ("平方米", Decimal(1)),
        "万平方米": ("平方米", _WAN),
    },
    Kind.DURATION: {
        "年": ("年", Decimal(1)),
        "岁": ("年", Decimal(1)),
        "周岁": ("年", Decimal(1)),
        "个月": ("个月", Decimal(1)),
        "月": ("个月", Decimal(1)),
        "天": ("日", Decimal(1)),
        "日": ("日", Decimal(1)),
    },
}
# Words that people mean as units although nothing here can be measured in them.
_STRANGE = (
    "亩", "公顷", "平方公里", "平方千米", "美元", "万美元", "亿美元", "港元", "万港元", "港币",
    "欧元", "万欧元", "日元", "倍", "百分点", "个百分点", "万", "亿", "千", "百万", "千万",
    "元/月", "元/年", "万元/月", "万元/年", "元/人",
    "家", "件", "项", "次", "户", "台", "套", "个", "吨",
)  # fmt: skip
_SPELLINGS = (
    "人民币元",
    "人民币万元",
    "元人民币",
    "万元人民币",
    "㎡",
    "平米",
    "m2",
    "m²",
    "岁",
    "周岁",
    "月",
    "天",
    "1",
)
NUMERIC = (*_UNITS, Kind.COUNT)


def units_of(named: Named) -> dict[str, tuple[str, Decimal]]:
    """The units in which this fact can be written."""
    if named.kind is Kind.COUNT:
        found = {named.unit: (named.unit, Decimal(1)), f"万{named.unit}": (named.unit, _WAN)}
        if named.unit in ("人", "名"):
            found |= {"人": (named.unit, Decimal(1)), "名": (named.unit, Decimal(1))}
        return found
    return _UNITS.get(named.kind, {})


def units_told(named: Named) -> str:
    """Which units this fact can have, for messages; other spellings of a unit are left out."""
    told = "、".join(unit for unit in units_of(named) if unit not in _SPELLINGS)
    return f"可用的单位是 {told}" if told else "这一项没有单位"


def is_unit(word: str) -> bool:
    """Whether people mean this word as a unit, of whatever kind."""
    return word in _STRANGE or any(word in units for units in _UNITS.values())


def usual_unit(named: Named) -> str:
    """The unit a message proposes for the column title."""
    return {Kind.MONEY: "万元", Kind.COUNT: named.unit}.get(named.kind) or next(
        iter(units_of(named))
    )


def measured(number: Decimal, unit: str, named: Named) -> AnyQuantity:
    """The quantity of a number in one of the fact's units; ``ValueError`` when it is too long."""
    known, factor = units_of(named)[unit]
    quantity(f"{plain(number)}{known}")  # too long a number is refused before it is multiplied
    return quantity(f"{plain(number * factor)}{known}")
