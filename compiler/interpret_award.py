"""Interpret awards: proposed formulas (strings with quotes) into typed awards.

Alternatives whose conditions all grade one figure become tiers (step, slab or slice); others stay
cases. 最高 and 不超过 on the sum or rate itself make a ceiling; after a formula they make a cap.

Over 400 lines: every form of an award reads its sums, bases and limits with the same methods here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from compiler.diagnostics import diagnose
from compiler.extract.acts import ACTS
from compiler.extract.drafts import DraftAward, DraftCap, Quote
from compiler.extract.netted import HIGHER_GRANT, TOGETHER, paid_above
from compiler.extract.words import PERIOD
from compiler.fold import fold
from compiler.interpret import UNSTATED, Interpreter
from compiler.interpret_terms import cap_scope, instalment_shares, ratio_of
from compiler.interpret_tiers import read_tiers
from compiler.normalise import QUANTITY, read_quantity
from compiler.resolve import Names
from compiler.stated import (
    acted_in,
    graded,
    graded_above,
    granted_before,
    increased,
    recipients,
    spent_on,
    spoken_as,
    spoken_count,
    spoken_of,
)
from rules.benefit import (
    Award,
    Band,
    Cap,
    Case,
    Cases,
    Fixed,
    InKind,
    LesserOf,
    PerUnit,
    PerUnitOfTime,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import (
    AllOf,
    Condition,
    Increment,
    Judged,
    Operand,
    Value,
)
from rules.document import SourceSpan
from rules.period import NOW
from rules.quantity import AnyQuantity, Area, Count, Duration, Headcount, Money, Ratio
from rules.vocabulary import Kind, Subject

_UNIT_KIND: dict[str, tuple[Kind, AnyQuantity]] = {
    "人": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "名": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "生": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "位": (Kind.HEADCOUNT, Headcount(people=Decimal(1))),
    "平方米": (Kind.AREA, Area(square_metres=Decimal(1))),
    "㎡": (Kind.AREA, Area(square_metres=Decimal(1))),
}
_PER: dict[str, PerUnitOfTime] = {
    "year": "year",
    "quarter": "quarter",
    "month": "month",
    "day": "day",
}
_KIND_OF_STEP = {Money: Kind.MONEY, Area: Kind.AREA, Headcount: Kind.HEADCOUNT, Count: Kind.COUNT}
_RECIPIENT = re.compile(
    r"^(?:企业|单位|项目|机构|公司|家庭|户|申[报请](?:人|单位|企业)|人|对象|载体|园区|平台|基地"
    r"|孤儿|老年?人|学生|幼儿|儿童|残疾人|创业者)?$"
)
#: 固定资产投资超过5亿元部分, 5亿元以上的部分.
_EXCESS = re.compile(
    rf"对?(?P<name>.*?)(?:超(?:过|出)(?P<edge>{QUANTITY})(?:以上)?|(?P<floor>{QUANTITY})以上)"
    r"的?部分的?"
)
#: 每新开1家门店: the verb before what is counted.
_COUNTED = re.compile(rf"^(?:(?:新|成功)?{ACTS}|新[增开设办]加?|增加|成功|多)")
_INTEREST_RATE = re.compile(r"(?:贷款)?(?:年化?)?(?:贴息|利)率?(?:标准|比例)?")


@dataclass
class AwardInterpreter:
    """Turns draft awards of one document into awards."""

    conditions: Interpreter
    stated: tuple[
        Condition, ...
    ] = ()  # the item's own conditions: what they count, an award may pay for

    @property
    def names(self) -> Names:
        return self.conditions.names

    def award(self, draft: DraftAward) -> Award | None:
        """The award a draft stands for; None when its quote is not in the document."""
        together = tuple(c for c in draft.caps if c.base and TOGETHER.search(c.scope))
        if together:
            own = tuple(c for c in draft.caps if c not in together)
            alone = self.award(draft.model_copy(update={"caps": own}))
            return alone and self._below(alone, together)
        span = self.conditions.grounder.span(draft.quote)
        if span is None:
            return None
        common = self._common(draft, span)
        match draft.shape:
            case "fixed":
                money = self._money(draft.value, span)
                return (
                    Fixed(amount=money, ceiling=draft.soft, **common)
                    if money
                    else self._in_kind(draft, span)
                )
            case "rate":
                return self._rate(draft, span, common)
            case "per_unit":
                return self._per_unit(draft, span, common)
            case "cases":
                return self._cases(draft, span, common)
            case "top_up":
                return self._top_up(draft, span, common)
            case "lesser_of":
                return self._lesser(draft, span, common)
            case "in_kind":
                return self._in_kind(draft, span)

    def _below(self, alone: Award, together: tuple[DraftCap, ...]) -> Award:
        """市、区两级补助合计不得超过展位费: this grant is what the higher one leaves of it."""
        left = tuple(
            TopUp(
                target=Rate(rate=cap.rate, base=cap.of, source=cap.source),
                received=granted_before(self.stated) or Value(attribute="upper_grant", period=NOW),
                source=cap.source,
            )
            for draft in together
            if (cap := self._cap(draft)) is not None and cap.rate and cap.of
        )
        if not left:
            return alone
        return LesserOf(
            of=(alone, *left), per=alone.per, lasting=alone.lasting, source=alone.source
        )

    def _in_kind(self, draft: DraftAward, span: SourceSpan) -> InKind:
        lasting = read_quantity(draft.lasting) if draft.lasting else None
        return InKind(
            what=draft.value or span.quote,
            caps=tuple(c for cap in draft.caps if (c := self._cap(cap)) is not None),
            lasting=lasting if isinstance(lasting, Duration) else None,
            source=span,
        )

    def _note(self, code: str, span: SourceSpan, **values: str) -> None:
        self.names.diagnostics.append(diagnose(code, span, file=self.names.file, **values))

    def _common(self, draft: DraftAward, span: SourceSpan) -> dict[str, object]:
        per = _PER.get(draft.per, "once")
        floor = self._money(draft.floor, span) if draft.floor else None
        lasting = read_quantity(draft.lasting) if draft.lasting else None
        if (
            per == "once"
            and lasting is not None
            and (
                any(re.search(r"每年|年度", c.scope) for c in draft.caps)
                or (
                    draft.shape == "rate"
                    and re.search(r"上一?年|每年|年度?(?:实际|已|所)", draft.base)
                )
            )
        ):
            per = "year"  # 每年最高30万元，补贴期限最长3年; 按上年度实际支付利息的50%，最长3年
        shares = instalment_shares(draft.instalments)
        if draft.instalments and not shares:
            self._note(
                "PC507", span, quote=span.quote[:60]
            )  # 分三年平均拨付: thirds are no ratio that can be written
        return {
            "per": per,
            "lasting": lasting if isinstance(lasting, Duration) else None,
            "caps": tuple(
                c
                for cap in draft.caps
                if (c := self._cap(cap, spread=bool(draft.lasting or draft.instalments)))
                is not None
            ),
            "floor": floor,
            "instalments": shares,
            "source": span,
        }

    def _money(self, text: str, span: SourceSpan) -> Money | None:
        value = read_quantity(text)
        if re.search(r"[万亿]$", text):
            self._note("PC302", span, value=text)
        if isinstance(value, Money):
            return value
        self._note("PC301", span, value=text)
        return None

    def _cap(self, draft: DraftCap, *, spread: bool = False) -> Cap | None:
        span = self.conditions.grounder.span(draft.quote)
        if span is None:
            return None
        per = cap_scope(draft.scope)
        if per == "enterprise" and self.names.subject is Subject.PERSON and "户" in draft.scope:
            per = "item"  # 每户最高4000元: of one household's own payment
        if spread and per == "item" and re.search(r"总金?额|合计|总计", draft.scope):
            per = "total"  # of all that is paid over the years
        value = read_quantity(draft.value)
        if draft.base:
            operand = self._operand(draft.base, draft.quote, span)
            rate = value if isinstance(value, Ratio) else Ratio(fraction=Decimal(1))
            return Cap(rate=rate, of=operand, per=per, source=span)
        if isinstance(value, Money):
            if re.search(r"[万亿]$", draft.value):
                self._note("PC302", span, value=draft.value)
            return Cap(amount=value, per=per, source=span)
        self._note("PC301", span, value=draft.value)
        return None

    def _operand(
        self, base: str, quote: Quote, span: SourceSpan, kind: AnyQuantity | None = None
    ) -> Operand:
        value = kind or Money(yuan=Decimal(1))
        words = ""
        if found := PERIOD.search(base):
            words = found.group()
            base = base[: found.start()] + base[found.end() :]
        base = re.sub(r"^年度(?=实际|支付|发生)", "", base)
        base = re.sub(
            r"^(?:的|内|其(?![他它余])|企业|单位|(?:相关|有关|相应)(?=.{2})|(?:实际)?发生的(?=.{3})|照|按照)+",
            "",
            base,
        ).strip("的, ")
        if grown := re.fullmatch(
            r"(.{2,}?)的?(?:净增量|增量|增加额|增长额|新增额|(?:新增|增加|增长|净增)部分)", base
        ):
            yearly = self.names.known(grown[1], Kind.MONEY)
            if yearly is not None:
                return Increment(attribute=yearly.id, period=self.names.period(words, yearly)[0])
        if paid_above(base):
            return Value(attribute="upper_grant", period=NOW)
        if len(base) <= 3 and (stated := spoken_of(self.stated, base, value)):
            return stated
        kind_wanted = Kind(value.kind) if value.kind != "date" else Kind.DATE
        if owner := re.match(r"(?:项目|企业|单位|机构|申报单位|申请人|承租人)(?=.{2})", base):
            # 项目实际支出, 企业研发费用; what a project takes in all is no figure of a year
            mine = self.names.known(base[owner.end() :], kind_wanted, value)
            of_year = bool(mine and mine.period.code == "annual" and owner[0] == "项目")
            if mine and not of_year and not self.names.known(base, kind_wanted, value):
                base = base[owner.end() :]
        if "的" in base and not self.names.known(base, kind_wanted, value):
            tail = base.rpartition("的")[2]
            base = tail if self.names.known(tail, kind_wanted, value) else base
        written = self.conditions.written(base, quote)
        attribute = self.names.attribute(base, value, written, span)
        if not words and (stated := spoken_as(self.stated, attribute.id)):
            return stated
        if not words and attribute.proposed and (year := acted_in(self.stated)):
            return Value(attribute=attribute.id, period=year)
        return Value(attribute=attribute.id, period=self.names.period(words, attribute)[0])

    def _of_loan(self, ratio: Ratio, span: SourceSpan) -> str:
        """按2%的贴息率: an interest rate is of the principal; a share is of the interest."""
        quote = fold(span.quote)
        if "贴息" not in quote:
            return ""
        if ratio.fraction == 1:
            return "贷款利息"
        if re.search(r"(?:贴息|利)率|年化|百分点|利息[^,;。]{0,6}本金", quote):
            return "贷款本金"
        base = "贷款本金" if ratio.fraction < Decimal("0.1") else "贷款利息"
        self._note("PC403", span, name="贴息", reading=f"以{base}为基数")
        return base

    def _rate(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        ratio = ratio_of(draft.value)
        if ratio is None:
            self._note("PC301", span, value=draft.value)
            return self._in_kind(draft, span)
        base = draft.base
        if match := _EXCESS.fullmatch(base):
            edge = match["edge"] or match["floor"]
            return self._excess(match["name"], edge, ratio, draft, span, common)
        if base == "部分":
            return Rate(
                rate=ratio, base=Value(attribute="project_investment"), ceiling=draft.soft, **common
            )
        if not base or _INTEREST_RATE.fullmatch(base):
            base = self._of_loan(ratio, span)
        if not base and (spent := spent_on(self.stated)):
            self._note("PC403", span, name=draft.value, reading="以申请条件中的同一金额为基数")
            return Rate(rate=ratio, base=spent, ceiling=draft.soft, **common)
        if not base:
            self._note("PC305", span, value=draft.value)
            base = "计算基数"
        operand = self._operand(base, draft.quote, span)
        return Rate(rate=ratio, base=operand, ceiling=draft.soft, **common)

    def _excess(
        self,
        name: str,
        edge: str,
        ratio: Ratio,
        draft: DraftAward,
        span: SourceSpan,
        common: dict[str, object],
    ) -> Award:
        """按超过5亿元部分的0.5%: only what lies above the edge is paid for."""
        lower = read_quantity(edge)
        if not name and lower is not None and (graded := graded_above(self.stated, lower)):
            operand = graded
        else:
            if not name:
                self._note("PC305", span, value=draft.value)
            operand = self._operand(name or "计算基数", draft.quote, span, lower)
        band = Band(lower=lower, rate=ratio, source=span)
        return Tiers(machine="slice", operand=operand, bands=(band,), ceiling=draft.soft, **common)

    def _per_unit(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        money = self._money(draft.value, span)
        if money is None:
            return self._in_kind(draft, span)
        if draft.step:
            return self._stepped(draft, money, span, common)
        unit, _, noun = draft.base.partition("|")
        unit = _fuller(unit, (_above(draft), _limit(draft)))
        told = noun.removeprefix("~")
        noun = "" if noun.startswith("~") else noun
        counted = _COUNTED.match(noun)
        name = _COUNTED.sub("", noun)
        if self.names.subject is not Subject.PERSON and (
            operand := spoken_count(self.stated, unit, noun)
            or (spoken_count(self.stated, unit, name) if len(name) > 1 else None)
        ):
            return PerUnit(
                amount=money,
                quantity=operand,
                from_=_above(draft),
                at_most=_limit(draft),
                ceiling=draft.soft,
                **common,
            )
        personal = unit in ("人", "名", "位", "生", "户") and self.names.subject is Subject.PERSON
        thing = unit in ("项", "个", "间", "店") and told != ""
        if (
            not counted
            and not thing
            and not noun.endswith(("人数", "数量", "名额"))
            and not told.endswith("数")
            and (
                personal
                or (
                    unit in ("家", "户", "个", "名", "人", "位", "项", "间", "店")
                    and _RECIPIENT.match(noun)
                    and (unit not in ("人", "名", "位") or personal)
                )
            )
        ):
            return Fixed(amount=money, ceiling=draft.soft, **common)
        words = draft.period
        if noun and noun == (counted.group() if counted else ""):
            noun, near = self._named_nearby(noun, span)
            words = words or near
        kind, one = _UNIT_KIND.get(unit, (Kind.COUNT, Count(number=Decimal(1), unit=unit)))
        if kind is Kind.AREA and not noun and re.search(r"租金|房租|租赁补", fold(span.quote)):
            name = "租赁面积"  # 按每平方米25元的标准给予租金补贴
        label = told if told not in ("", counted.group() if counted else "") else noun
        attribute = (
            self.names.known(noun, kind, one)
            or self.names.known(name, kind, one)
            or self.names.propose(
                self.conditions.written(label, draft.quote) or f"{unit}数", kind, one, span
            )
        )
        period = self.names.period(words, attribute)[0] if words else attribute.period
        return PerUnit(
            amount=money,
            quantity=Value(attribute=attribute.id, period=period),
            from_=_above(draft),
            at_most=_limit(draft),
            ceiling=draft.soft,
            **common,
        )

    def _named_nearby(self, verb: str, span: SourceSpan) -> tuple[str, str]:
        """新开直营店 … 每新开1家: the thing counted stands with the same verb before."""
        before = fold(self.conditions.grounder.document.text[max(0, span.start - 80) : span.start])
        match = re.search(rf"{verb}([一-鿿]{{2,6}})", before)
        if not match:
            return verb, ""
        time = re.search(r"(上年度|上一年度|当年|本年度)[^,;。]{0,4}$", before[: match.start()])
        for length in range(len(match[1]), 1, -1):
            name = verb + match[1][:length]
            if any(
                self.names.known(name, k, Count(number=Decimal(1), unit="家"))
                for k in (Kind.COUNT, Kind.HEADCOUNT)
            ):
                return str(name), time[1] if time else ""
        return verb, ""

    def _stepped(
        self, draft: DraftAward, money: Money, span: SourceSpan, common: dict[str, object]
    ) -> Award:
        step = read_quantity(draft.step)
        if step is None:
            self._note("PC301", span, value=draft.step)
            return self._in_kind(draft, span)
        if not draft.base.strip("的") and (operand := increased(self.stated, step)):
            return PerUnit(amount=money, quantity=operand, step=step, **common)
        if not draft.base.strip("的") and (reached := graded(self.stated, step)):
            operand, edge = reached  # 投资500万元以上的，…每增加1000万元再奖励20万元
            return PerUnit(amount=money, quantity=operand, step=step, from_=edge, **common)
        noun = draft.base.strip("的") or "增加额"
        if draft.base and (operand := self._growing(noun, step, span)):
            return PerUnit(amount=money, quantity=operand, step=step, **common)
        attribute = self.names.attribute(
            noun, step, self.conditions.written(noun, draft.quote), span
        )
        return PerUnit(
            amount=money,
            quantity=Value(attribute=attribute.id, period=attribute.period),
            step=step,
            **common,
        )

    def _growing(self, noun: str, step: AnyQuantity, span: SourceSpan) -> Operand | None:
        """产值每净增1000万元: the growth of a yearly figure, at the time its conditions name."""
        if not re.search(r"每(?:新?增|净增|增长)", fold(span.quote)):
            return None
        spoken = increased(self.stated, step)
        known = self.names.known(noun, _KIND_OF_STEP.get(type(step), Kind.MONEY), step)
        if isinstance(spoken, Increment) and (known is None or known.id == spoken.attribute):
            return spoken
        if known is None or known.period.code != "annual":
            return None
        return Increment(attribute=known.id, period=known.period)

    def _lesser(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        inner = tuple(a for part in draft.parts if (a := self.award(part.award)) is not None)
        if len(inner) < 2:
            return inner[0] if inner else self._in_kind(draft, span)
        return LesserOf(of=inner, **common)

    def _top_up(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        if draft.value and (ratio := ratio_of(draft.value)):
            cost = Rate(rate=ratio, base=self._operand(draft.base, draft.quote, span), source=span)
            paid = self._paid_before(span)
            return TopUp(target=cost, received=paid, **common)
        if draft.value and (money := self._money(draft.value, span)):
            target: Award = Fixed(amount=money, source=span)
            return TopUp(
                target=target, received=self._operand(draft.base, draft.quote, span), **common
            )
        received: Operand = Value(attribute="received_support", period=NOW)
        if draft.parts:
            ladder = self.award(draft.parts[0].award)
            if draft.base and ladder is not None:
                received = self._operand(draft.base, draft.quote, span)
            if ladder is not None:
                return TopUp(target=ladder, received=received, **common)
        return self._in_kind(draft, span)

    def _paid_before(self, span: SourceSpan) -> Operand:
        """What is taken off: the higher grant where the words before speak of one."""
        text = self.conditions.grounder.document.text
        before = fold(text[max(0, span.start - 80) : span.end])
        said = before[before.rfind("。", 0, len(before) - 1) + 1 :]
        higher = Value(attribute="upper_grant", period=NOW) if HIGHER_GRANT.search(said) else None
        return (
            granted_before(self.stated) or higher or Value(attribute="received_support", period=NOW)
        )

    def _cases(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        pairs: list[tuple[list[Condition], Award]] = []
        whens = [self.conditions.conditions(part.when) for part in draft.parts]
        spoken = tuple(c for when in whens for c in when)
        for part, when in zip(draft.parts, whens, strict=True):
            award = AwardInterpreter(self.conditions, (*when, *self.stated, *spoken)).award(
                part.award
            )
            if award is None:
                continue
            pairs.append((when, award))
        if not pairs:
            return self._in_kind(draft, span)
        if draft.choose == "highest" and (tiers := read_tiers(draft, pairs, common, self.names)):
            return tiers
        if len(pairs) == 1 and not pairs[0][0]:
            return pairs[0][1]
        # The part without a condition of its own is due to everyone who qualifies at all.
        due = recipients(self.stated, spoken) or Judged(gate=UNSTATED, source=span)
        cases = tuple(
            Case(when=_joined(when) if when else due, award=award) for when, award in pairs
        )
        return Cases(choose=draft.choose, cases=cases, **common)


def _joined(when: list[Condition]) -> Condition:
    return when[0] if len(when) == 1 else AllOf(of=tuple(when))


def _fuller(unit: str, edges: tuple[AnyQuantity | None, ...]) -> str:
    """每吨…，超过300吨标准煤的部分: what is counted is said in full where its edge stands."""
    units = [edge.unit for edge in edges if isinstance(edge, Count)]
    return next((full for full in units if unit and full.startswith(unit)), unit)


def _above(draft: DraftAward) -> AnyQuantity | None:
    return read_quantity(draft.above) if draft.above else None


def _limit(draft: DraftAward) -> AnyQuantity | None:
    return read_quantity(draft.at_most) if draft.at_most else None
