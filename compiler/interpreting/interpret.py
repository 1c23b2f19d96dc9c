"""Interpret: proposed tags (strings with quotes) into typed conditions.

This is where 「上年度营业收入」「2000万元」「以上」 becomes ``revenue@Y-1 >= Money(20_000_000)``.
Deterministic; whatever cannot be read becomes ``Unparsed`` with its quote, never silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from compiler.diagnostics import diagnose
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.language.balanced import balanced
from compiler.extract.language.lexicon import Lexicon
from compiler.fold import fold
from compiler.ground import Grounder
from compiler.interpreting.terms import dimensionless
from compiler.moments import counted_back, read_window, received_within
from compiler.normalise import FOREIGN, read_comparator, read_quantity
from compiler.resolve import Names, in_unit
from compiler.sexes import join_sexes, sex_of
from compiler.written import stands, without_kinds
from rules.condition import (
    AllOf,
    AnyOf,
    AtLeast,
    Compare,
    Condition,
    Growth,
    Has,
    Increment,
    Is,
    Judged,
    Not,
    OneOf,
    Operand,
    OverYears,
    Share,
    Unparsed,
    Value,
    Within,
)
from rules.document import SourceSpan
from rules.period import NOW, Period
from rules.quantity import AnyQuantity, Count, Ratio
from rules.vocabulary import Attribute, Kind

_ALL_AGES = re.compile(r"周岁|岁")


@dataclass
class Interpreter:
    """Turns draft nodes of one document into conditions."""

    names: Names
    grounder: Grounder
    lexicon: Lexicon
    defined: dict[str, bool]
    spoken: dict[str, Period] = field(default_factory=dict)

    def conditions(self, group: DraftGroup) -> list[Condition]:
        """The children of an ``all`` group as conditions, alternatives by sex joined."""
        found = [c for node in group.of if (c := self.condition(node)) is not None]
        return join_sexes(found)

    def condition(self, node: DraftNode) -> Condition | None:
        """One draft node as a condition; None when its quote is not in the document."""
        if isinstance(node, DraftGroup):
            children = tuple(self.conditions(DraftGroup(join="all", of=node.of)))
            if not children:
                return None
            if len(children) == 1:
                return children[0]
            if node.join == "any":
                return AnyOf(of=children)
            if node.join == "at_least":
                return AtLeast(k=node.k, of=children)
            return AllOf(of=children)
        node = balanced(node, self.grounder.document.text)
        span = self.grounder.span(node.quote)
        if span is None:
            return None
        return self._leaf(node, span)

    def _leaf(self, tag: DraftTag, span: SourceSpan) -> Condition:
        match tag.shape:
            case "compare":
                return self._compare(tag, span)
            case "is":
                return self._is(tag, span)
            case "has":
                return self._has(tag, span)
            case "one_of":
                return self._one_of(tag, span)
            case "within":
                return self._within(tag, span)
            case "judged":
                return Judged(
                    gate=self.written(tag.name, tag.quote), body=_body(tag.name), source=span
                )
            case "unparsed":
                self._note("PC504", span, quote=span.quote)
                return Unparsed(reason=tag.name, source=span)

    def _note(self, code: str, span: SourceSpan, **values: str) -> None:
        self.names.diagnostics.append(diagnose(code, span, file=self.names.file, **values))

    def written(self, name: str, quote: Quote) -> str:
        """The name in the document's own characters rather than the folded view's."""
        place = stands(name, fold(quote.text))
        return quote.text[slice(*place)] if place else name

    def _compare(self, tag: DraftTag, span: SourceSpan) -> Condition:
        if tag.other:
            return self._against(tag, span)
        value = read_quantity(tag.value) or dimensionless(tag.value)
        reading = read_comparator(tag.prefix, tag.suffix, tag.mark, defined=self.defined)
        if value is None or reading is None:
            self._note(
                "PC304" if re.search(f"百分点|{FOREIGN}", tag.value) else "PC504",
                span,
                value=tag.value,
                quote=span.quote,
            )
            return Unparsed(reason=f"数量「{tag.value}」未能换算", source=span)
        if re.search(r"[万亿]$", tag.value) and not tag.value.endswith("元"):
            self._note("PC302", span, value=tag.value)
        if tag.mark and tag.prefix in ("超过", "不足", "低于", "高于"):
            self._note("PC303", span, quote=span.quote)
        name, sex = sex_of(tag.name)
        if _ALL_AGES.search(tag.value):
            name = "年龄"
        operand, value = self._operand(tag, name, value, span)
        compare = Compare(
            operand=operand, op=reading.op, value=value, authority=reading.authority, source=span
        )
        if sex:
            gender = OneOf(attribute="gender", values=(sex,), source=span)
            return AllOf(of=(gender, compare))
        return compare

    def _against(self, tag: DraftTag, span: SourceSpan) -> Condition:
        """市级资助额超过实际展位费50%: one figure against a share of another."""
        ratio = read_quantity(tag.value)
        if match := re.fullmatch(r"(\d+(?:\.\d+)?)倍", tag.value):
            ratio = Ratio(fraction=Decimal(match[1]))
        reading = read_comparator(tag.prefix, tag.suffix, "", defined=self.defined)
        if not isinstance(ratio, Ratio) or reading is None:
            return Unparsed(reason=f"「{span.quote}」未能换算", source=span)
        sides: list[Value | Growth] = []
        for name in (tag.name, tag.other):
            if name == tag.name and tag.measure == "growth":
                yearly = self._yearly(name, self.written(name, tag.quote), span)
                sides.append(Growth(attribute=yearly.id, period=self._when(tag, yearly)[0]))
                continue
            attribute = next((k for kind in _AMOUNTS if (k := self.names.known(name, kind))), None)
            if attribute is None:
                kind = Kind.RATIO if _RATIO_NAME.search(name) else Kind.MONEY
                attribute = self.names.propose(self.written(name, tag.quote), kind, None, span)
            sides.append(Value(attribute=attribute.id, period=self._when(tag, attribute)[0]))
        rate = self.names.known(tag.name, Kind.RATIO)
        if rate and rate.id == sides[0].attribute and len(sides) == 2:
            other = self.names.known(tag.other, Kind.RATIO)
            if other is None and ratio.fraction < 1:
                # 裁员率不高于参保职工总数20%: a rate is compared with the rate itself
                period = self._when(tag, rate)[0]
                return Compare(
                    operand=Value(attribute=rate.id, period=period),
                    op=reading.op,
                    value=ratio,
                    authority=reading.authority,
                    source=span,
                )
        times = None if ratio.fraction == 1 else ratio
        if ratio.fraction < 1 and (share := self._intensity(tag, sides)):
            # 研发费用不低于营业收入的4%: what is spent, over what is taken in
            return Compare(
                operand=share,
                op=reading.op,
                value=ratio,
                authority=reading.authority,
                source=span,
            )
        return Compare(
            operand=sides[0],
            op=reading.op,
            other=sides[1],
            times=times,
            authority=reading.authority,
            source=span,
        )

    def _intensity(self, tag: DraftTag, sides: list[Value | Growth]) -> Share | None:
        part, whole = sides[0], sides[1]
        if isinstance(part, Growth) or isinstance(whole, Growth):
            return None
        yearly = [self.names.vocabulary.get(side.attribute) for side in (part, whole)]
        if any(a is None or a.period.code != "annual" for a in yearly) or not tag.name:
            return None
        return Share(part=part.attribute, whole=whole.attribute, period=part.period)

    def _operand(
        self, tag: DraftTag, name: str, value: AnyQuantity, span: SourceSpan
    ) -> tuple[Operand, AnyQuantity]:
        written = self.written(name, tag.quote) if name else ""
        if tag.measure == "growth" and isinstance(value, Ratio):
            attribute = self._yearly(name, written, span)
            period, aggregate = self._when(tag, attribute)
            if len(period.years(_ANY_DAY)) > 1:
                return OverYears(
                    attribute=attribute.id,
                    period=period,
                    aggregate="mean" if aggregate == "mean" else "each",
                    of="growth",
                ), value
            return Growth(attribute=attribute.id, period=period), value
        if _INTENSITY.fullmatch(name) and not self.names.known(name, Kind.RATIO):
            name = "研发费用占营业收入比例"
            tag = tag.model_copy(update={"measure": "share"})
        if (
            tag.measure == "share"
            and isinstance(value, Ratio)
            and (share := self._share(name, tag))
        ):
            return share, value
        if tag.measure == "increment":
            attribute = self.names.attribute(name, value, written, span)
            return Increment(
                attribute=attribute.id, period=self.names.period(tag.period, attribute)[0]
            ), value
        if not name:
            written = name = _fallback_name(value)
        attribute = self.names.attribute(name, value, written, span)
        if (
            isinstance(value, Count)
            and attribute.kind is Kind.COUNT
            and attribute.unit != value.unit
        ):
            value = in_unit(value, attribute.unit)
        period, aggregate = self._when(tag, attribute)
        if received := received_within(tag.quote.text, tag.period):
            return Value(attribute=attribute.id, period=received), value
        if period.code.startswith("Y-") and ".." in period.code:
            aggregate = "each" if tag.each_year and aggregate != "mean" else aggregate
            if _together(attribute, tag, aggregate):
                aggregate = "sum"
            return OverYears(
                attribute=attribute.id, period=period, aggregate=aggregate or "each"
            ), value
        if tag.each_year and period.code in ("now", "annual"):
            period = Period("each_year")
        return Value(attribute=attribute.id, period=period), value

    def _when(self, tag: DraftTag, attribute: Attribute) -> tuple[Period, str]:
        """The tag's own words of time; a yearly figure without any takes those of its list."""
        if not tag.period and tag.context and attribute.period.code == "annual":
            return self.names.period(tag.context, attribute)
        if not tag.period and attribute.id in self.spoken:
            return self.spoken[attribute.id], ""
        return self.names.period(tag.period, attribute)

    def _yearly(self, name: str, written: str, span: SourceSpan) -> Attribute:
        for kind in (Kind.MONEY, Kind.COUNT, Kind.HEADCOUNT):
            if known := self.names.known(name, kind):
                return known
        met = self.names.met_as(written) if written else None
        if met and met.kind in _AMOUNTS:
            return met  # 用电量100万千瓦时以上，比上年增长5%: of the figure just named
        return self.names.propose(written or "增长指标", Kind.MONEY, None, span)

    def _share(self, name: str, tag: DraftTag) -> Share | None:
        if self.names.known(name, Kind.RATIO):
            return None
        match = re.fullmatch(
            r"(?:其中)?(?P<part>.+?)占(?:同期|其|本企业|企业|全部|当年|年度|上年度)*(?P<whole>.+?)"
            r"(?:的)?(?:比例|比重|比率|比|份额)?",
            name,
        )
        if not match:
            return None
        for kind in (Kind.MONEY, Kind.HEADCOUNT, Kind.COUNT, Kind.AREA):
            part, whole = (
                self.names.known(match["part"], kind),
                self.names.known(match["whole"], kind),
            )
            if part and whole:
                return Share(part=part.id, whole=whole.id, period=self._when(tag, part)[0])
        return None

    def _is(self, tag: DraftTag, span: SourceSpan) -> Condition:
        known, denied = self.names.known(tag.name, Kind.BOOL), tag.negated
        if known is None and (without := _WITHOUT.match(tag.name)):
            # 在本市无自有住房: the vocabulary asks whether there is one
            what = re.sub(r"(?<=享受|获得|领取|申请|办理|参加)过", "", without["what"])
            known, denied = self.names.known(what, Kind.BOOL), True
            denied = denied if known else tag.negated
        written = self.written(tag.name, tag.quote)
        attribute = known or self.names.propose(written, Kind.BOOL, None, span)
        period = self.names.period(tag.period, attribute)[0]
        return Is(attribute=attribute.id, expected=not denied, period=period, source=span)

    def _has(self, tag: DraftTag, span: SourceSpan) -> Condition:
        attribute = self.names.known(tag.name, Kind.TAGS) or self.names.vocabulary.get("titles")
        if attribute is None:
            return Unparsed(reason=f"词表缺少「{tag.name}」", source=span)
        values = tuple(dict.fromkeys(self._title(v, tag, attribute) for v in tag.values))
        period = self.names.period(tag.period, attribute)[0]
        held = Has(
            attribute=attribute.id, values=values, first=tag.first, period=period, source=span
        )
        return Not(of=held, source=span) if tag.negated else held

    def _title(self, value: str, tag: DraftTag, attribute: Attribute) -> str:
        if value in attribute.options:
            return value
        known = self.lexicon.canonical(value)
        if known and known in attribute.options:
            return known
        for option in attribute.options:
            if fold(option) == value or fold(option).removesuffix("企业") == value.removesuffix(
                "企业"
            ):
                return option
        written = without_kinds(self.written(value, tag.quote))
        view = fold(written)
        lead = re.match(r"[的为]?", view)
        tail = re.search(r"(?:称号|认定|资格)?$", view)
        kept = written[lead.end() if lead else 0 : tail.start() if tail else len(written)]
        return kept or written

    def _one_of(self, tag: DraftTag, span: SourceSpan) -> Condition:
        attribute = self.names.known(tag.name, Kind.REGION) or self.names.known(tag.name, Kind.ENUM)
        if attribute is None:
            return Unparsed(reason=f"词表缺少「{tag.name}」", source=span)
        if attribute.kind is Kind.REGION:
            values = tuple(self.names.place(v, span) for v in tag.values)
        else:
            values = tuple(
                self.written(v, tag.quote) if v not in attribute.options else v for v in tag.values
            )
        period = self.names.period(tag.period, attribute)[0] if tag.period else NOW
        one = OneOf(attribute=attribute.id, values=values, period=period, source=span)
        return Not(of=one, source=span) if tag.negated else one

    def _within(self, tag: DraftTag, span: SourceSpan) -> Condition:
        period = read_window(tag.period) or counted_back(tag.period)
        attribute = self.names.known(tag.name, Kind.DATE)
        if attribute is None and period and tag.name.endswith(("日期", "时间")):
            attribute = self.names.propose(tag.name, Kind.DATE, None, span)
        if period is None or attribute is None:
            return Unparsed(reason=f"日期「{tag.period}」未能读出", source=span)
        return Within(attribute=attribute.id, period=period, source=span)


_WITHOUT = re.compile(
    r"(?:在?[本我全][省市区县](?:范围|辖区)?内?)?(?:均|都)?(?:未曾?|无|没有|不)(?P<what>.{2,})"
)
_RATIO_NAME = re.compile(r"(?:率|比例|比重|占比|增速|增幅)$")
#: 研发投入强度 is by definition research spending over revenue.
_INTENSITY = re.compile(r"(?:研发|研究开发|R&D)(?:经费|费用)?(?:投入)?(?:强度|占比)")
#: The gate of a rule, or of a part of an award, for which the text names no condition.
UNSTATED = "文中未写明申请条件，由主管部门认定"
_ANY_DAY = date(2000, 6, 30)
_AMOUNTS = (Kind.MONEY, Kind.RATIO, Kind.HEADCOUNT, Kind.COUNT, Kind.AREA)


def _together(attribute: Attribute, tag: DraftTag, aggregate: str) -> bool:
    """近三年新增专利3件: things that come up over years are counted together, money is not."""
    return (
        attribute.kind in (Kind.COUNT, Kind.HEADCOUNT)
        and aggregate == "each"
        and not tag.each_year
        and not re.search(r"均|每|连续", tag.period)
    )


def _fallback_name(value: AnyQuantity) -> str:
    return {
        "money": "金额",
        "ratio": "比例",
        "headcount": "人数",
        "area": "面积",
        "duration": "时间",
        "count": "数量",
        "date": "日期",
    }[value.kind]


def _body(gate: str) -> str:
    match = re.search(
        r"(?:经|由)([^,;。]{2,20}?(?:局|委|办|部门|政府|管委会|机构|专家|领导小组|中心|厅))", gate
    )
    return match[1] if match else ""
