"""What an award is a share of, and what is taken off it: words of a base as an operand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from compiler.diagnostics import diagnose
from compiler.extract.awards.grown import GROWN
from compiler.extract.awards.netted import HIGHER_GRANT, paid_above
from compiler.extract.drafts import Quote
from compiler.extract.language.words import PERIOD
from compiler.fold import fold
from compiler.interpreting.interpret import Interpreter
from compiler.normalise import read_quantity
from compiler.resolve import Names
from compiler.stated import acted_in, granted_before, grown_of, spoken_as, spoken_of
from rules.condition import Condition, Increment, Operand, Value
from rules.document import SourceSpan
from rules.period import NOW
from rules.quantity import AnyQuantity, Money, Ratio
from rules.vocabulary import Kind

#: 促成的技术合同成交额, 所担保企业的贷款额: a figure of those somebody brings or serves.
_OF_OTHERS = re.compile(
    r"(?:促成|撮合|推荐|引进|引荐|介绍|所投|被投|所?担保|所?孵化|所?服务|入驻)(?:企业|单位|机构|项目)?$"
)


#: Whose a figure is, or what it was spent on: 项目实际支出, 企业研发费用, 活动实际支出.
_WHOSE = re.compile(
    r"(?:项目|企业|单位|机构|申报单位|申请人|承租人|(?:活动|会议|论坛|演出|赛事|剧目|课题|工程)(?=实际))(?=.{2})"
)


@dataclass(frozen=True)
class Bases:
    """Reads the figures an award rests on, beside the item's own conditions (``stated``)."""

    conditions: Interpreter
    stated: tuple[Condition, ...] = ()

    @property
    def names(self) -> Names:
        return self.conditions.names

    def note(self, code: str, span: SourceSpan, **values: str) -> None:
        """Adds a diagnostic about the award."""
        self.names.diagnostics.append(diagnose(code, span, file=self.names.file, **values))

    def money(self, text: str, span: SourceSpan) -> Money | None:
        """A sum as written; None with a note when it is none."""
        value = read_quantity(text)
        if re.search(r"[万亿]$", text):
            self.note("PC302", span, value=text)
        if isinstance(value, Money):
            return value
        self.note("PC301", span, value=text)
        return None

    def operand(
        self, base: str, quote: Quote, span: SourceSpan, kind: AnyQuantity | None = None
    ) -> Operand:
        """The figure that words name, at the time they or the conditions say."""
        value = kind or Money(yuan=Decimal(1))
        words = ""
        if found := PERIOD.search(base):
            words = found.group()
            base = base[: found.start()] + base[found.end() :]
        base = re.sub(r"^年度(?=实际|支付|发生)|^(?:每[人名位][·]?)?每[餐次人](?=.{3})", "", base)
        base = re.sub(
            r"^(?:的|内|其(?![他它余])|企业|单位|(?:相关|有关|相应)(?=.{2})|(?:实际)?发生的(?=.{3})|照|按照)+",
            "",
            base,
        ).strip("的, ")
        if grown := re.fullmatch(
            r"(.{2,}?)的?(?:净增量|增量|增加额|增长额|新增额|(?:新增|增加|增长|净增|增量)部分)",
            base,
        ):
            yearly = self.names.known(grown[1], Kind.MONEY) or self.names.met_as(grown[1])
            if yearly is not None and yearly.kind is Kind.MONEY:
                told = None if words else grown_of(self.stated)
                if told is not None and told.attribute == yearly.id:
                    return told
                return Increment(attribute=yearly.id, period=self.names.period(words, yearly)[0])
        if paid_above(base):
            return Value(attribute="upper_grant", period=NOW)
        if short := self._short(base, value, span):
            return short
        kind_wanted = Kind(value.kind) if value.kind != "date" else Kind.DATE
        base = self._of_whom(base, kind_wanted, value)
        if "的" in base and not self.names.known(base, kind_wanted, value):
            head, _, tail = base.rpartition("的")
            own = not _OF_OTHERS.search(head)
            base = tail if own and self.names.known(tail, kind_wanted, value) else base
        written = self.conditions.written(base, quote)
        attribute = self.names.attribute(base, value, written, span)
        if not words and (stated := spoken_as(self.stated, attribute.id)):
            return stated
        of_year = attribute.proposed or attribute.period.code == "annual"
        of_year = of_year and attribute.id != "loan_interest"  # owed after the year of the loan
        if not words and of_year and (year := acted_in(self.stated)):
            return Value(attribute=attribute.id, period=year)
        return Value(attribute=attribute.id, period=self.names.period(words, attribute)[0])

    def _of_whom(self, base: str, kind_wanted: Kind, value: AnyQuantity) -> str:
        """A base without whose it is, where the vocabulary knows the rest alone."""
        if owner := _WHOSE.match(base):
            # 项目实际支出, 企业研发费用; what a project takes in all is no figure of a year
            mine = self.names.known(base[owner.end() :], kind_wanted, value)
            of_year = bool(mine and mine.period.code == "annual" and owner[0] == "项目")
            if mine and not of_year and not self.names.known(base, kind_wanted, value):
                base = base[owner.end() :]
        return base

    def _short(self, base: str, value: AnyQuantity, span: SourceSpan) -> Operand | None:
        """What a short name repeats of the conditions: 增量, 投资额; None when it is none."""
        if GROWN.fullmatch(base):
            grown = grown_of(self.stated)
            if grown is None:
                self.note("PC305", span, value=base)  # an increase, and nothing of what
            return grown
        return spoken_of(self.stated, base, value) if len(base) <= 3 else None

    def of_loan(self, ratio: Ratio, span: SourceSpan) -> str:
        """按2%的贴息率: an interest rate is of the principal; a share is of the interest."""
        quote = fold(span.quote)
        if "贴息" not in quote:
            return ""
        if ratio.fraction == 1:
            return "贷款利息"
        if re.search(r"(?:贴息|利)率|年化|百分点|利息[^,;。]{0,6}本金", quote):
            return "贷款本金"
        base = "贷款本金" if ratio.fraction < Decimal("0.1") else "贷款利息"
        self.note("PC403", span, name="贴息", reading=f"以{base}为基数")
        return base

    def paid_before(self, span: SourceSpan) -> Operand:
        """What is taken off: the higher grant where the words before speak of one."""
        text = self.conditions.grounder.document.text
        before = fold(text[max(0, span.start - 80) : span.end])
        said = before[before.rfind("。", 0, len(before) - 1) + 1 :]
        higher = Value(attribute="upper_grant", period=NOW) if HIGHER_GRANT.search(said) else None
        return (
            granted_before(self.stated) or higher or Value(attribute="received_support", period=NOW)
        )
