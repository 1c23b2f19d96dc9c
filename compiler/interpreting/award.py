"""Interpret awards: proposed formulas (strings with quotes) into typed awards.

Alternatives whose conditions all grade one figure become tiers (step, slab or slice); others stay
cases. 最高 and 不超过 on the sum or rate itself make a ceiling; after a formula they make a cap.
What shares are of stands in ``interpret_bases``, sums for each unit in ``interpret_units``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from compiler.extract.awards.netted import TOGETHER
from compiler.extract.drafts import DraftAward, DraftCap
from compiler.fold import fold
from compiler.interpreting.bases import Bases
from compiler.interpreting.done_years import in_the_year_done
from compiler.interpreting.interpret import UNSTATED, Interpreter
from compiler.interpreting.terms import cap_scope, instalment_shares, ratio_of
from compiler.interpreting.tiers import read_tiers
from compiler.interpreting.units import read_per_unit
from compiler.interpreting.yearly import of_each_year, paid_yearly
from compiler.normalise import QUANTITY, read_quantity
from compiler.resolve import Names
from compiler.stated import (
    graded_above,
    granted_before,
    reaches,
    recipients,
    spent_on,
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
    PerUnitOfTime,
    Rate,
    Tiers,
    TopUp,
)
from rules.condition import (
    AllOf,
    Condition,
    Judged,
    Operand,
    Value,
)
from rules.document import SourceSpan
from rules.period import NOW
from rules.quantity import Duration, Money, Ratio
from rules.vocabulary import Subject

_PER: dict[str, PerUnitOfTime] = {
    "year": "year",
    "quarter": "quarter",
    "month": "month",
    "day": "day",
}
#: 固定资产投资超过5亿元部分, 5亿元以上的部分.
_EXCESS = re.compile(
    rf"对?(?P<name>.*?)在?(?:超(?:过|出)(?P<edge>{QUANTITY})(?:以上)?|(?P<floor>{QUANTITY})以上)"
    r"的?部分的?"
)
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

    @property
    def bases(self) -> Bases:
        """What shares are of, read beside the same conditions."""
        return Bases(self.conditions, self.stated)

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
                money = self.bases.money(draft.value, span)
                return (
                    Fixed(amount=money, ceiling=draft.soft, **common)
                    if money
                    else self._in_kind(draft, span)
                )
            case "rate":
                return self._rate(draft, span, common)
            case "per_unit":
                return read_per_unit(self.bases, draft, span, common) or self._in_kind(draft, span)
            case "cases":
                return self._cases(draft, span, common)
            case "top_up":
                return self._top_up(draft, span, common)
            case "lesser_of":
                return self._lesser(draft, span, common)
            case "in_kind":
                return InKind(what=draft.value or span.quote, **common)

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

    def _common(self, draft: DraftAward, span: SourceSpan) -> dict[str, object]:
        per = _PER.get(draft.per, "once")
        floor = self.bases.money(draft.floor, span) if draft.floor else None
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
        if per == "once" and any("每月" in c.scope for c in draft.caps):
            per = "month"  # 按月租金的50%，每月最高800元
        shares = instalment_shares(draft.instalments)
        if draft.instalments and not shares:
            self.bases.note(
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
            operand = self.bases.operand(draft.base, draft.quote, span)
            rate = value if isinstance(value, Ratio) else Ratio(fraction=Decimal(1))
            return Cap(rate=rate, of=operand, per=per, source=span)
        if isinstance(value, Money):
            if re.search(r"[万亿]$", draft.value):
                self.bases.note("PC302", span, value=draft.value)
            return Cap(amount=value, per=per, source=span)
        self.bases.note("PC301", span, value=draft.value)
        return None

    def _rate(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        ratio = ratio_of(draft.value)
        if ratio is None:
            self.bases.note("PC301", span, value=draft.value)
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
            base = self.bases.of_loan(ratio, span)
        if not base and (spent := spent_on(self.stated)):
            self.bases.note("PC403", span, name=draft.value, reading="以申请条件中的同一金额为基数")
            return Rate(rate=ratio, base=spent, ceiling=draft.soft, **common)
        if not base:
            self.bases.note("PC305", span, value=draft.value)
            base = "计算基数"
        operand = self.bases.operand(base, draft.quote, span)
        if common["per"] in ("once", "year"):
            operand = of_each_year(operand, common["lasting"], self.names)
        share = Rate(rate=ratio, base=operand, ceiling=draft.soft, **common)
        yearly = paid_yearly(share, share.lasting, self.names)
        return share.model_copy(update={"per": "year"}) if yearly else share

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
                self.bases.note("PC305", span, value=draft.value)
            operand = self.bases.operand(name or "计算基数", draft.quote, span, lower)
        # 超过5亿元的部分 begins above it, but whoever is asked for 5亿元以上 is not shut out there
        included = f"{edge}以上" in fold(span.quote) or reaches(self.stated, lower)
        band = Band(lower=lower, lower_included=included, rate=ratio, source=span)
        return Tiers(machine="slice", operand=operand, bands=(band,), ceiling=draft.soft, **common)

    def _lesser(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        inner = tuple(a for part in draft.parts if (a := self.award(part.award)) is not None)
        if len(inner) < 2:
            return inner[0] if inner else self._in_kind(draft, span)
        return LesserOf(of=inner, **common)

    def _top_up(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        if draft.value and (ratio := ratio_of(draft.value)):
            cost = Rate(
                rate=ratio, base=self.bases.operand(draft.base, draft.quote, span), source=span
            )
            paid = self.bases.paid_before(span)
            return TopUp(target=cost, received=paid, **common)
        if draft.value and (money := self.bases.money(draft.value, span)):
            target: Award = Fixed(amount=money, source=span)
            return TopUp(
                target=target, received=self.bases.operand(draft.base, draft.quote, span), **common
            )
        received: Operand = Value(attribute="received_support", period=NOW)
        if draft.parts:
            ladder = self.award(draft.parts[0].award)
            if draft.base and ladder is not None:
                received = self.bases.operand(draft.base, draft.quote, span)
            if ladder is not None:
                return TopUp(target=ladder, received=received, **common)
        return self._in_kind(draft, span)

    def _cases(self, draft: DraftAward, span: SourceSpan, common: dict[str, object]) -> Award:
        pairs: list[tuple[list[Condition], Award]] = []
        read = [self.conditions.conditions(part.when) for part in draft.parts]
        whens = [in_the_year_done(when, self.stated) for when in read]
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
        paces = {award.per for _, award in pairs}
        if common["lasting"] and common["per"] == "once" and len(paces) == 1:
            common = {**common, "per": paces.pop()}  # 每人每月…，最长12个月: how often, how long
        if common["per"] == "once" and all(
            paid_yearly(award, common["lasting"], self.names) for _, award in pairs
        ):
            common = {**common, "per": "year"}
        return Cases(choose=draft.choose, cases=cases, **common)


def _joined(when: list[Condition]) -> Condition:
    return when[0] if len(when) == 1 else AllOf(of=tuple(when))
