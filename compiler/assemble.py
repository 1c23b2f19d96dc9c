"""Assemble: proposed items into rule drafts, with department, validity, windows and duties."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from compiler.extract.drafts import DraftItem, DraftStacking
from compiler.extract.items.outline import PolicyReading, Sentence, is_policy
from compiler.extract.items.whom import is_for_people
from compiler.fold import fold
from compiler.interpreting.award import AwardInterpreter
from compiler.interpreting.interpret import UNSTATED, Interpreter
from compiler.moments import read_date
from compiler.normalise import read_quantity
from compiler.repeated import asked_by, said_once, without_echoes
from compiler.segment import Segmented
from rules.benefit import Award, Cases, InKind
from rules.condition import AllOf, AnyOf, Compare, Condition, Is, Judged, Value, leaves
from rules.document import DocumentMeta, PolicyDocument, PolicyPart, SentenceKind, SourceSpan
from rules.period import Period, add_months
from rules.quantity import Duration, Money
from rules.rule import Delivery, Note, ReviewMode, Rule, Validity, Window
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
            if rule := self._rule(item, self.first_number + position):
                built.append(rule)
        return built

    def _rule(self, item: DraftItem, number: int) -> Rule | None:
        source = self.interpreter.grounder.span(item.quote)
        inherited = self.interpreter.conditions(item.inherited)
        own = self.interpreter.conditions(item.own)
        self.interpreter.spoken = _spoken(own)
        award = AwardInterpreter(self.interpreter, tuple(own)).award(item.award)
        self.interpreter.spoken = {}
        if source is None or award is None:
            return None
        when = without_echoes(_unique([*inherited, *own]), award)
        unless: list[Condition] = []
        for node in item.exclusions:
            condition = self.interpreter.condition(node)
            if condition is not None:
                unless.extend(_excluding(condition))
        clause = self.segmented.clauses[item.clause]
        meta = self.part.meta
        return Rule(
            id=f"{self.document.id[:10]}-{self.series}{number:03d}",
            title=item.title,
            document=self.document.id,
            place=clause.place,
            policy=meta,
            subject=self.interpreter.names.subject,
            department=meta.issuer or self.document.meta.issuer,
            when=_all(when, award, source),
            unless=tuple(_unique(unless)),
            award=said_once(award, asked_by(when)),
            stacking=tuple(s for d in item.stacking if (s := self._stacking(d)) is not None),
            validity=self._validity(item),
            windows=self._windows(item),
            delivery=self._delivery(item),
            review_mode=self._review_mode(item, award),
            obligations=self._notes(item),
            phone=meta.phone or self.document.meta.phone,
            source=source,
        )

    def _subject(self, item: DraftItem) -> Subject:
        clause = self.segmented.clauses[item.clause]
        people = is_for_people(self._folded, clause, self.segmented.clauses, fold(item.quote.text))
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

    def _spans(self, kind: SentenceKind, item: DraftItem) -> list[SourceSpan]:
        """The sentences of a kind that speak of an item: those of its own row, then of no row."""
        rows = [item.clause] if is_policy(self.segmented.clauses[item.clause]) else []
        found = [s for row in (*rows, None) for s in self._by_row.get((kind, row), ())]
        return [self._trimmed(s.start, s.end) for s in found]

    @cached_property
    def _by_row(self) -> dict[tuple[SentenceKind, int | None], list[Sentence]]:
        """The sentences by their kind and by the row of the list of policies they stand in."""
        clauses = self.segmented.clauses
        found: dict[tuple[SentenceKind, int | None], list[Sentence]] = {}
        for sentence in self.reading.sentences:
            row = clauses[sentence.clause].parent
            while row is not None and not is_policy(clauses[row]):
                row = clauses[row].parent
            found.setdefault((sentence.kind, row), []).append(sentence)
        return found

    def _trimmed(self, start: int, end: int) -> SourceSpan:
        text = self.document.text
        while start < end and text[start] in " \n\u3000":
            start += 1
        while end > start and text[end - 1] in " \n\u3000|":  # a cell up to the line behind it
            end -= 1
        return self.document.span(start, end)

    def _notes(self, item: DraftItem) -> tuple[Note, ...]:
        spans = self._spans(SentenceKind.OBLIGATION, item)
        return tuple(Note(text=span.quote, source=span) for span in spans)

    def _validity(self, item: DraftItem) -> Validity:
        meta = self._dated()
        for span in self._spans(SentenceKind.WINDOW, item):
            view = fold(span.quote)
            if not re.search(r"施行|实施|执行|有效期|生效", view):
                continue
            start = self._start(view, meta)
            end = _end(view, start)
            if start or end:
                return Validity(start=start, end=end, source=span)
        return Validity(start=meta.effective, end=meta.expires)

    def _dated(self) -> DocumentMeta:
        return self.part.meta if self.part.meta.title else self.document.meta

    def _start(self, view: str, meta: DocumentMeta) -> date | None:
        match = re.search(r"(?:自|从)([^,;。]{2,24}?)(?:起)?(?:正式)?(?:施行|实施|执行|生效)", view)
        if match and (day := read_date(match[1])):
            return day
        if match and re.search(r"印发|发布|公布", match[1]):
            return meta.published
        return meta.effective

    def _windows(self, item: DraftItem) -> tuple[Window, ...]:
        found = []
        for span in self._spans(SentenceKind.WINDOW, item):
            view = fold(span.quote)
            if re.search(r"施行|实施之日|(?:实施|执行)至|有效期|废止", view):
                continue
            start, end = _moments(view)
            if (
                start
                or end
                or re.search(r"每年\d|每年[一二三四五六七八九十]|常年|全年受理|随时", view)
            ):
                found.append(Window(start=start, end=end, text=span.quote, source=span))
        return tuple(found)

    def _delivery(self, item: DraftItem) -> Delivery:
        clause = self.segmented.clauses[item.clause]
        own = fold(self.document.text[clause.start : clause.subtree_end])
        if "免申即享" in own:
            return Delivery.NO_APPLICATION
        for sentence in self._without_application:
            cited = re.findall(r"第[一二三四五六七八九十百\d]+条", sentence)
            if (clause.marker and fold(clause.marker) in cited) or (
                not cited and re.search(r"本(?:办法|措施|政策|细则)", sentence)
            ):
                return Delivery.NO_APPLICATION
        return Delivery.CONFIRMATION if "一键确认" in own else Delivery.APPLICATION

    @cached_property
    def _without_application(self) -> list[str]:
        """The sentences of the policy that speak of 免申即享."""
        text = fold(self.document.text[self.part.start : self.part.end])
        return re.findall(r"[^。\n]*免申即享[^。\n]*", text)

    def _review_mode(self, item: DraftItem, award: Award) -> ReviewMode:
        clause = self.segmented.clauses[item.clause]
        own = fold(self.document.text[clause.start : clause.subtree_end])
        if re.search(r"核准制", own):
            return ReviewMode.APPROVAL
        if re.search(r"评审制|专家评审|择优|评审", own):
            return ReviewMode.ASSESSMENT
        if re.search(r"备案制", own):
            return ReviewMode.FILING
        if isinstance(award, InKind) and re.search(r"评审|评定", own):
            return ReviewMode.ASSESSMENT
        return ReviewMode.UNSTATED


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


_MOMENT = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:(?:上午|下午)?(\d{1,2})(?:时|:|点)(\d{2})?)?"
)


def _moments(view: str) -> tuple[datetime | None, datetime | None]:
    found: list[datetime] = []
    year = None
    for match in _MOMENT.finditer(view):
        year = int(match[1]) if match[1] else year
        if year is None:
            continue
        try:
            day = date(year, int(match[2]), int(match[3]))
        except ValueError:
            continue
        hour = int(match[4]) if match[4] else 0
        at = time(23, 59) if hour == 24 else time(hour % 24, int(match[5] or 0))
        found.append(datetime.combine(day, at))
    if len(found) >= 2:
        return found[0], _to_evening(found[1])
    if len(found) == 1:
        if re.search(r"截止|前|止", view):
            return None, _to_evening(found[0])
        return found[0], None
    return None, None


def _to_evening(moment: datetime) -> datetime:
    return moment if moment.time() != time(0, 0) else datetime.combine(moment.date(), time(23, 59))


def _end(view: str, start: date | None) -> date | None:
    if match := re.search(r"有效期(?:为)?(?:限)?(?:至|到|截至)([^,;。]{6,16})", view):
        return read_date(match[1])
    if match := re.search(
        r"(?:施行|实施|执行)至(\d{4}年\d{1,2}月\d{1,2}日)"
        r"|至(\d{4}年\d{1,2}月\d{1,2}日)(?:止|废止|失效)",
        view,
    ):
        return read_date(match[1] or match[2])
    if start and (
        match := re.search(
            r"有效期(?:限)?(?:为|是|:)?([\d一二三四五六七八九十两]+(?:年|个月))", view
        )
    ):
        length = read_quantity(match[1])
        if isinstance(length, Duration) and length.months:
            return date.fromordinal(add_months(start, int(length.months)).toordinal() - 1)
    return None
