"""What the types alone cannot see: kinds of attributes against values, and spans against texts."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, assert_never

from pydantic import BaseModel

from rules.benefit import Cap, PerUnit, Rate, Tiers, TopUp
from rules.condition import (
    Compare,
    Growth,
    Has,
    Increment,
    Is,
    OneOf,
    Operand,
    OverYears,
    Records,
    Share,
    Value,
    Within,
)
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic, Severity
from rules.quantity import AnyQuantity, Count
from rules.rule import RuleSet
from rules.vocabulary import Attribute, Kind, Vocabulary

_NUMERIC = (Kind.MONEY, Kind.RATIO, Kind.HEADCOUNT, Kind.AREA, Kind.DURATION, Kind.COUNT)
_KIND_NAMES = {
    Kind.MONEY: "金额（如 2000万元）",
    Kind.RATIO: "比率（如 30%）",
    Kind.HEADCOUNT: "人数（如 20人）",
    Kind.AREA: "面积（如 500平方米）",
    Kind.DURATION: "时长（如 3年）",
    Kind.COUNT: "计数（如 15件）",
    Kind.DATE: "日期（如 2024-01-01）",
    Kind.BOOL: "是或否",
    Kind.ENUM: "单选项",
    Kind.TAGS: "标签",
    Kind.REGION: "地区",
    Kind.RECORDS: "逐条记录",
}
_FITTING = {
    Kind.BOOL: "is",
    Kind.ENUM: "one_of",
    Kind.REGION: "one_of",
    Kind.TAGS: "has",
    Kind.DATE: "within 或 compare",
    Kind.RECORDS: "compare 加 records",
}


def check_kinds(ruleset: RuleSet, vocabulary: Vocabulary) -> tuple[Diagnostic, ...]:
    """Whether every leaf and award suits the kind of the attribute it reads (RF108, RF120-RF125).

    Inside ``where`` the attributes are a record's own fields and are not checked. An enum value
    that is not among the options is a warning: texts name things no list foresees.
    """
    known = vocabulary.extended(ruleset.attributes)
    return tuple(
        problem
        for rule in ruleset.rules
        for path, node in _nodes(rule, ())
        if "where" not in path
        for problem in _Kinds(known, f"规则「{rule.id}」的 {_written(path)}").of(node)
    )


def check_spans(ruleset: RuleSet, document: PolicyDocument) -> tuple[Diagnostic, ...]:
    """Whether every quote stands exactly at its place in ``document`` (RF130, RF131)."""
    problems: list[Diagnostic] = []
    for rule in ruleset.rules:
        for path, node in _nodes(rule, ()):
            if isinstance(node, SourceSpan) and not document.holds(node):
                place = f"规则「{rule.id}」的 {_written(path)}"
                problems.append(_span_problem(node, document, place))
    return tuple(problems)


class _Kinds:
    """The kind checks of one node; ``place`` goes into every message."""

    def __init__(self, vocabulary: Vocabulary, place: str) -> None:
        self.vocabulary = vocabulary
        self.place = place

    def of(self, node: BaseModel) -> Iterator[Diagnostic]:
        source = getattr(node, "source", None)
        span = source if isinstance(source, SourceSpan) else None
        for code, severity, message, hint in self._problems(node):
            yield Diagnostic(
                code=code,
                severity=severity,
                message=message,
                hint=hint,
                place=self.place,
                span=span,
            )

    def _problems(self, node: BaseModel) -> Iterator[tuple[str, Severity, str, str]]:
        match node:
            case Value() | Growth() | Increment() | Share() | OverYears() | Records():
                yield from self._operand(node)
            case Compare():
                yield from self._compare(node)
            case Is():
                yield from self._leaf(node.attribute, (Kind.BOOL,), "is")
            case Within():
                yield from self._leaf(node.attribute, (Kind.DATE,), "within")
            case Has():
                yield from self._leaf(node.attribute, (Kind.TAGS,), "has")
            case OneOf():
                yield from self._leaf(node.attribute, (Kind.ENUM, Kind.REGION), "one_of")
                yield from self._options(node)
            case _:
                yield from self._award(node)

    def _award(self, node: BaseModel) -> Iterator[tuple[str, Severity, str, str]]:
        match node:
            case Rate():
                yield from self._money(node.base, "按比例计算的基数")
            case TopUp():
                yield from self._money(node.received, "补差时已获得的部分")
            case Cap() if node.of is not None:
                yield from self._money(node.of, "按比例封顶的基数")
            case PerUnit():
                for quantity in (node.step, node.from_, node.at_most):
                    yield from self._match(node.quantity, quantity)
            case Tiers():
                yield from self._tiers(node)
            case _:
                return

    def _unknown(self, attribute: str) -> tuple[str, Severity, str, str]:
        ids = [a.id for a in self.vocabulary.attributes]
        close = difflib.get_close_matches(attribute, ids, n=3, cutoff=0.5)
        hint = f"是否想写 {'、'.join(close)}？" if close else "新的指标请以 ? 开头并先定义"
        return "RF108", Severity.ERROR, f"没有编号为「{attribute}」的指标", hint

    def _leaf(
        self, attribute_id: str, kinds: tuple[Kind, ...], written: str
    ) -> Iterator[tuple[str, Severity, str, str]]:
        attribute = self.vocabulary.get(attribute_id)
        if attribute is None:
            yield self._unknown(attribute_id)
        elif attribute.kind not in kinds:
            fitting = _FITTING.get(attribute.kind, "compare")
            yield (
                "RF120",
                Severity.ERROR,
                f"「{attribute.label}」是{_KIND_NAMES[attribute.kind]}，不能用 {written} 判断",
                f"请改用 {fitting}",
            )

    def _options(self, node: OneOf) -> Iterator[tuple[str, Severity, str, str]]:
        attribute = self.vocabulary.get(node.attribute)
        if attribute is None or attribute.kind is not Kind.ENUM or attribute.open:
            return
        for value in node.values if attribute.options else ():
            if value not in attribute.options:
                yield (
                    "RF124",
                    Severity.WARNING,
                    f"「{value}」不在「{attribute.label}」的选项之内",
                    f"选项有 {'、'.join(attribute.options)}",
                )

    def _operand(self, operand: Operand) -> Iterator[tuple[str, Severity, str, str]]:
        match operand:
            case Value():
                if self.vocabulary.get(operand.attribute) is None:
                    yield self._unknown(operand.attribute)
            case Growth() | Increment() | OverYears():
                yield from self._numeric(operand.attribute)
            case Share():
                yield from self._numeric(operand.part)
                yield from self._numeric(operand.whole)
                yield from self._alike(operand)
            case Records():
                yield from self._leaf(operand.attribute, (Kind.RECORDS,), "records")
            case _:
                assert_never(operand)

    def _numeric(self, attribute_id: str) -> Iterator[tuple[str, Severity, str, str]]:
        attribute = self.vocabulary.get(attribute_id)
        if attribute is None:
            yield self._unknown(attribute_id)
        elif attribute.kind not in _NUMERIC:
            yield (
                "RF120",
                Severity.ERROR,
                f"「{attribute.label}」是{_KIND_NAMES[attribute.kind]}，不能计算增减、占比或合计",
                "请改用有数量的指标",
            )

    def _alike(self, share: Share) -> Iterator[tuple[str, Severity, str, str]]:
        part, whole = self.vocabulary.get(share.part), self.vocabulary.get(share.whole)
        if part and whole and part.kind in _NUMERIC and whole.kind in _NUMERIC:
            if (part.kind, _unit(part)) == (whole.kind, _unit(whole)):
                return
            yield (
                "RF121",
                Severity.ERROR,
                f"占比的两端不是同一种量：「{part.label}」是{_KIND_NAMES[part.kind]}，"
                f"「{whole.label}」是{_KIND_NAMES[whole.kind]}",
                "占比的分子与分母要用同一种量、同一个单位",
            )

    def _kind(self, operand: Operand) -> tuple[Kind, str] | None:
        """Kind and counting unit of an operand; None when it cannot be told."""
        match operand:
            case Growth() | Share():
                return Kind.RATIO, ""
            case OverYears() if operand.of == "growth":
                return Kind.RATIO, ""
            case Value() | Increment() | OverYears():
                attribute = self.vocabulary.get(operand.attribute)
                return (attribute.kind, _unit(attribute)) if attribute else None
            case Records():
                field = self.vocabulary.get(operand.field) if operand.field else None
                if operand.aggregate in ("sum", "max") and field:
                    return field.kind, _unit(field)
                return None
            case _:
                assert_never(operand)

    def _label(self, operand: Operand) -> str:
        match operand:
            case Share():
                ids = [operand.part, operand.whole]
            case _:
                ids = [operand.attribute]
        found = [self.vocabulary.get(i) for i in ids]
        return "与".join(a.label if a else i for a, i in zip(found, ids, strict=True))

    def _compare(self, node: Compare) -> Iterator[tuple[str, Severity, str, str]]:
        if isinstance(node.operand, Records) and node.operand.aggregate == "exists":
            yield (
                "RF122",
                Severity.ERROR,
                "exists 只有是或否，不能与数量比较",
                "请改用 count，如 >= 1人",
            )
        left = self._kind(node.operand)
        if left and left[0] not in (*_NUMERIC, Kind.DATE):
            fitting = _FITTING[left[0]]
            yield (
                "RF120",
                Severity.ERROR,
                f"「{self._label(node.operand)}」是{_KIND_NAMES[left[0]]}，不能用 compare 比较大小",
                f"请改用 {fitting}",
            )
            return
        yield from self._match(node.operand, node.value)
        right = self._kind(node.other) if node.other is not None else None
        if left and right and left != right and node.other is not None:
            yield (
                "RF121",
                Severity.ERROR,
                f"比较的两边不是同一种量：「{self._label(node.operand)}」是"
                f"{_KIND_NAMES[left[0]]}，「{self._label(node.other)}」是{_KIND_NAMES[right[0]]}",
                "请检查指标是否写错",
            )

    def _match(
        self, operand: Operand, value: AnyQuantity | None
    ) -> Iterator[tuple[str, Severity, str, str]]:
        kind = self._kind(operand)
        if kind is None or value is None or kind[0] not in (*_NUMERIC, Kind.DATE):
            return
        if kind[0].value != value.kind:
            yield (
                "RF121",
                Severity.ERROR,
                f"「{self._label(operand)}」是{_KIND_NAMES[kind[0]]}，"
                f"不能与「{value}」（{_KIND_NAMES[Kind(value.kind)].split('（')[0]}）比较",
                "请改数量的单位，或改用另一个指标",
            )
        elif isinstance(value, Count) and kind[1] != value.unit:
            yield (
                "RF123",
                Severity.ERROR,
                f"「{self._label(operand)}」以「{kind[1]}」计数，写的却是「{value}」",
                f"请把单位写成「{kind[1]}」，或另提议一个以「{value.unit}」计数的指标",
            )

    def _money(self, operand: Operand, what: str) -> Iterator[tuple[str, Severity, str, str]]:
        kind = self._kind(operand)
        if kind and kind[0] is not Kind.MONEY:
            yield (
                "RF125",
                Severity.ERROR,
                f"{what}必须是金额，「{self._label(operand)}」是{_KIND_NAMES[kind[0]]}",
                "请改用金额指标；按人、按件计算的请用 per_unit",
            )

    def _tiers(self, node: Tiers) -> Iterator[tuple[str, Severity, str, str]]:
        for band in node.bands:
            yield from self._match(node.operand, band.lower)
            yield from self._match(node.operand, band.upper)
        if any(band.rate for band in node.bands):
            yield from self._money(node.base or node.operand, "分档比例的基数")


def _unit(attribute: Attribute) -> str:
    return attribute.unit if attribute.kind is Kind.COUNT else ""


def _span_problem(span: SourceSpan, document: PolicyDocument, place: str) -> Diagnostic:
    where = f"第{span.start}–{span.end}字"
    if span.document not in ("", document.id):
        return Diagnostic(
            code="RF131",
            severity=Severity.ERROR,
            message=f"引文「{span.quote}」标的是另一份文档（{span.document}），"
            f"这里核对的是「{document.source_name}」（{document.id}）",
            hint="请用规则所依据的那份文档核对",
            place=place,
        )
    there = document.text[span.start : span.end]
    found = document.text.find(span.quote)
    if found >= 0:
        hint = f"这段文字在原文第{found}–{found + len(span.quote)}字，请改正 start 和 end"
    else:
        hint = "原文中没有这段文字，请照原文重新摘录"
    return Diagnostic(
        code="RF130",
        severity=Severity.ERROR,
        message=f"引文与原文不符：{where}处引文是「{span.quote}」，"
        + (f"原文是「{there}」" if there else f"而原文只有{len(document.text)}字"),
        hint=hint,
        place=place,
        span=span,
    )


_Path = tuple[str | int, ...]


def _nodes(value: Any, path: _Path) -> Iterator[tuple[_Path, BaseModel]]:
    """Every model inside ``value`` with its path, outermost first."""
    if isinstance(value, BaseModel):
        yield path, value
        for name in type(value).model_fields:
            yield from _nodes(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _nodes(item, (*path, index))


def _written(path: _Path) -> str:
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).lstrip(".")
