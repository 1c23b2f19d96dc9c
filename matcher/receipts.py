"""What the applicant has received already: the ledger that once-only items and yearly caps need."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import yaml

from rules.document import Frozen
from rules.errors import Diagnostic, InputRejected, Severity
from rules.quantity import Money, MoneyField, quantity

_FIELDS = {"条目": "rule", "名称": "name", "金额": "amount", "日期": "on"}


class Receipt(Frozen):
    """One payment received: for an item by its id, or for anything else by ``name``."""

    rule: str = ""
    name: str = ""
    amount: MoneyField
    on: date


class Receipts(Frozen):
    """Every payment received so far; empty says that there was none. No ledger is not an empty one.

    A year is the calendar year: 预算法 第十八条 (预算年度自公历一月一日起，至十二月三十一日止).
    """

    received: tuple[Receipt, ...] = ()

    def ever(self, rule: str) -> bool:
        """Whether the item was paid at any time."""
        return any(receipt.rule == rule for receipt in self.received)

    def in_year(self, rules: frozenset[str], on: date) -> int:
        """What these items paid in the year of the day, in fen."""
        paid = [r for r in self.received if r.rule in rules and r.on.year == on.year]
        return sum(int(r.amount.yuan * 100) for r in paid)


def read_receipts(
    given: str | Sequence[object], *, file: str = "", known: Collection[str] | None = None
) -> Receipts:
    """A list of {条目 or 名称, 金额, 日期}, or YAML or JSON text of one.

    Raises ``InputRejected`` with every problem found (codes MF120 to MF123); an item that is not
    among ``known`` is one, because a mistyped id would bar nothing.
    """
    listed: object = given
    if isinstance(given, str):
        try:
            listed = json.loads(given) if given.lstrip().startswith("[") else yaml.safe_load(given)
        except (ValueError, yaml.YAMLError) as problem:
            raise InputRejected([_problem("MF120", f"读不出内容：{problem}", file)]) from None
    if not isinstance(listed, list | tuple):
        raise InputRejected([_problem("MF120", "已领取记录应是一个列表，没有领过写 []", file)])
    found: list[Receipt] = []
    problems: list[Diagnostic] = []
    for number, entry in enumerate(listed, 1):
        read = _receipt(entry, f"第{number}笔", file)
        if isinstance(read, Diagnostic):
            problems.append(read)
        elif read.rule and known is not None and read.rule not in known:
            message = f"第{number}笔的条目「{read.rule}」没有发布"
            hint = "条目编号见 /api/rules；不在本系统里的写「名称」"
            problems.append(_problem("MF123", message, file, f"第{number}笔", hint))
        else:
            found.append(read)
    if problems:
        raise InputRejected(problems)
    return Receipts(received=tuple(found))


def _receipt(entry: object, place: str, file: str) -> Receipt | Diagnostic:
    if not isinstance(entry, Mapping):
        return _problem("MF121", f"{place}应写明条目（或名称）、金额、日期", file, place)
    fields = {_FIELDS.get(str(key), str(key)): value for key, value in entry.items()}
    strange = set(fields) - set(_FIELDS.values())
    missing = {"amount", "on"} - set(fields)
    if strange or missing or not (fields.get("rule") or fields.get("name")):
        return _problem("MF121", f"{place}应写明条目（或名称）、金额、日期", file, place)
    try:
        amount = quantity(str(fields["amount"]))
        day = date.fromisoformat(str(fields["on"]))
    except ValueError as problem:
        return _problem("MF122", f"{place}的金额或日期读不出：{problem}", file, place)
    if not isinstance(amount, Money) or amount.yuan < 0 or amount.yuan * 100 % 1:
        return _problem("MF122", f"{place}的金额应是到分为止的钱数，如 5万元", file, place)
    return Receipt(
        rule=str(fields.get("rule") or ""),
        name=str(fields.get("name") or ""),
        amount=amount,
        on=day,
    )


_FORM = "写法：[{条目: 条目编号, 金额: 5万元, 日期: 2026-03-01}]"


def _problem(code: str, message: str, file: str, place: str = "", hint: str = _FORM) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        file=file,
        place=place,
    )
