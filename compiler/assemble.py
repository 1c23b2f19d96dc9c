"""Assemble: proposed items into rule drafts, with department, validity, windows and duties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from compiler.extract.drafts import DraftItem, DraftStacking
from compiler.extract.items.outline import Outline, PolicyReading
from compiler.extract.items.whom import asks_bodies, asks_people, is_for_people
from compiler.fold import fold
from compiler.interpreting.award import AwardInterpreter
from compiler.interpreting.interpret import UNSTATED, Interpreter
from compiler.normalise import read_quantity
from compiler.particulars.particulars import Particulars
from compiler.repeated import asked_by, said_once, without_echoes
from compiler.resumed import resumed
from compiler.segment import Segmented
from rules.benefit import Award, Cases, InKind
from rules.condition import AllOf, AnyOf, Compare, Condition, Is, Judged, Value, leaves
from rules.document import PolicyDocument, PolicyPart, SourceSpan
from rules.period import Period
from rules.quantity import Money
from rules.rule import Rule
from rules.stacking import (
    AnnualCap,
    Budget,
    Cumulative,
    ExclusiveWith,
    HighestOf,
    OnceOnly,
    Stacking,
)
from rules.vocabulary import Subject


@dataclass
class Assembler:
    """Builds the rules of one policy."""

    segmented: Segmented
    part: PolicyPart
    reading: PolicyReading
    interpreter: Interpreter
    first_number: int
    series: str = ""  # before the number in an id: rules of a second reading have their own

    @property
    def document(self) -> PolicyDocument:
        return self.segmented.document

    def rules(self) -> list[Rule]:
        """One rule an item, in text order."""
        built = []
        for position, item in enumerate(self.reading.items):
            self.interpreter.names.subject = self._subject(item)
            if rule := self._rule(item, position):
                built.append(rule)
        return built

    def _rule(self, item: DraftItem, position: int) -> Rule | None:
        source = self.interpreter.grounder.span(item.quote)
        inherited = self.interpreter.conditions(item.inherited)
        own = self.interpreter.conditions(item.own)
        self.interpreter.spoken = _spoken(own)
        award = AwardInterpreter(self.interpreter, tuple(own)).award(item.award)
        self.interpreter.spoken = {}
        if source is None or award is None:
            return None
        award = resumed(award, [*inherited, *own], self.document.text)
        when = without_echoes(_unique([*inherited, *own]), award)
        unless: list[Condition] = []
        for node in item.exclusions:
            condition = self.interpreter.condition(node)
            if condition is not None:
                unless.extend(_excluding(condition))
        clause = self.segmented.clauses[item.clause]
        meta, told = self.part.meta, self._particulars
        return Rule(
            id=f"{self.document.id[:10]}-{self.series}{self.first_number + position:03d}",
            title=item.title,
            document=self.document.id,
            place=clause.place,
            policy=meta,
            subject=self.interpreter.names.subject,
            department=told.department(position),
            when=_all(when, award, source),
            unless=tuple(_unique(unless)),
            award=said_once(award, asked_by(when)),
            stacking=tuple(
                s
                for d in item.stacking
                if told.concerns(position, d)
                and not (d.shape == "annual_cap" and isinstance(award, InKind))
                and (s := self._stacking(d)) is not None
            ),
            validity=told.validity(position),
            windows=told.windows(position),
            delivery=told.delivery(position),
            review_mode=told.review_mode(position, award),
            obligations=told.duties(position),
            materials=told.materials(position),
            phone=told.phone(position),
            source=source,
        )

    def _subject(self, item: DraftItem) -> Subject:
        clause = self.segmented.clauses[item.clause]
        people = is_for_people(self._folded, clause, self.segmented.clauses, fold(item.quote.text))
        classes = [part.when for part in item.award.parts] if item.award else []
        if people and asks_bodies((item.own, item.inherited)):
            people = False  # 每人每月1000元, to a body for the people it takes on
        elif not people and asks_people((item.own, item.inherited, *classes)):
            people = True  # 高校毕业生创办小微企业: whoever founds one is a person
        return Subject.PERSON if people else Subject.ENTERPRISE

    @cached_property
    def _folded(self) -> str:
        return fold(self.document.text)

    def _stacking(self, draft: DraftStacking) -> Stacking | None:
        span = self.interpreter.grounder.span(draft.quote)
        if span is None:
            return None
        match draft.shape:
            case "highest_of":
                return HighestOf(scope=draft.scope, source=span)
            case "exclusive_with":
                return ExclusiveWith(scope=draft.scope or span.quote, source=span)
            case "once_only":
                return OnceOnly(scope=draft.scope, source=span)
            case "budget":
                return Budget(pro_rata=draft.pro_rata, source=span)
            case "cumulative":
                return Cumulative(scope=draft.scope or span.quote, source=span)
            case "annual_cap":
                value = read_quantity(draft.value)
                if isinstance(value, Money):
                    return AnnualCap(amount=value, scope=draft.scope, source=span)
                return None

    @cached_property
    def _particulars(self) -> Particulars:
        part = self.part.meta if self.part.meta.title else self.document.meta
        meta = part.model_copy(
            update={
                "phone": self.part.meta.phone or self.document.meta.phone,
                "issuer": self.part.meta.issuer or self.document.meta.issuer,
            }
        )
        every = self.segmented.clauses
        outline = Outline(
            text=self.document.text,
            view=self._folded,
            lexicon=self.interpreter.lexicon,
            part=self.part,
            every=every,
            clauses=[c for c in every if self.part.start <= c.start < max(self.part.end, 1)],
        )
        items = self.reading.items
        return Particulars(
            document=self.document,
            meta=meta,
            outline=outline,
            sentences=self.reading.sentences,
            items=items,
            people=[self._subject(item) is Subject.PERSON for item in items],
        )


def _all(conditions: list[Condition], award: Award, source: SourceSpan) -> Condition:
    if not conditions:
        if isinstance(award, Cases):
            whens = tuple(_unique([case.when for case in award.cases]))
            return whens[0] if len(whens) == 1 else AnyOf(of=whens)
        return Judged(gate=UNSTATED, source=source)
    return conditions[0] if len(conditions) == 1 else AllOf(of=tuple(conditions))


def _spoken(conditions: list[Condition]) -> dict[str, Period]:
    """The year an item's conditions name for a figure; its tiers speak of the same year."""
    return {
        leaf.operand.attribute: leaf.operand.period
        for condition in conditions
        for leaf in leaves(condition)
        if isinstance(leaf, Compare)
        and isinstance(leaf.operand, Value)
        and leaf.operand.period.years(date(2000, 6, 30))
    }


def _unique(conditions: list[Condition]) -> list[Condition]:
    seen: set[str] = set()
    result = []
    for condition in conditions:
        key = _meaning(condition)
        if key not in seen:
            seen.add(key)
            result.append(condition)
    return result


def _meaning(condition: Condition) -> str:
    return re.sub(r'"source":(?:null|\{[^{}]*\})', "", condition.model_dump_json())


def _excluding(condition: Condition) -> list[Condition]:
    """Entries of ``unless``: a negative requirement among exclusions excludes when it fails."""
    if isinstance(condition, AnyOf):
        return [e for child in condition.of for e in _excluding(child)]
    if isinstance(condition, Judged):
        return [condition]
    if isinstance(condition, Is) and not condition.expected and next(leaves(condition), None):
        # 「未按规定报送统计报表的，不予支持」: the exclusion is the negation itself.
        return [condition]
    return [condition]
