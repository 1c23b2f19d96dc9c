"""A share of what runs year by year, granted for so many years, is paid each year."""

from __future__ import annotations

import re

from compiler.fold import fold
from compiler.resolve import Names
from rules.benefit import Award, Rate
from rules.condition import Operand, Value
from rules.period import Period
from rules.quantity import Duration

#: What is owed again every year: 实际缴纳的保险费, 租金, 利息; never 投资额 or 设备购置费.
_RUNNING = re.compile(
    r"(?:(?:社会|养老|医疗|失业|工伤|生育)?保险费?|社保费?|保费|担保费|租赁费|租金|房租|利息|电费|水费|气费|物业(?:服务)?费"
    r"|宽带费|带宽费|场地费|工资|薪酬|薪金|个人所得税)(?:用|支出|总额|金额|额)?(?:\([^()]*\))?$"
)


def of_each_year(base: Operand, lasting: object, names: Names) -> Operand:
    """实际缴纳的保险费…，最长3年: a cost that runs on without a time is of the year."""
    proposed = isinstance(base, Value) and base.attribute in names.proposed
    if not proposed or not _in_years(lasting) or not _runs(base, names):
        return base
    now = isinstance(base, Value) and base.period.code == "now"
    return base.model_copy(update={"period": Period("annual")}) if now else base


def paid_yearly(award: Award, lasting: object, names: Names) -> bool:
    """Whether a share lasts for years and is of a running cost of one year."""
    if not _in_years(lasting) or not isinstance(award, Rate) or award.per != "once":
        return False
    base = award.base
    of_one_year = isinstance(base, Value) and base.period.code in ("annual", "Y", "Y-1")
    return of_one_year and not award.instalments and _runs(base, names)


def _runs(base: Operand, names: Names) -> bool:
    if not isinstance(base, Value):
        return False
    known = names.proposed.get(base.attribute) or names.vocabulary.get(base.attribute)
    return known is not None and _RUNNING.search(fold(known.label)) is not None


def _in_years(lasting: object) -> bool:
    return isinstance(lasting, Duration) and lasting.unit == "year" and lasting.value > 1
