"""What the JSON interface receives and returns: shapes of its own, so that inner types may change.

Money and other quantities are the strings of ``rules.quantity`` (``2000万元``); never floats.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from matcher.decision import AwardAmount, Decision, Reason, Step
from matcher.tags import TagQuestion
from retrieval import Hit
from rules.document import SourceSpan
from rules.errors import Diagnostic, Severity
from rules.rule import Rule
from rules.vocabulary import Subject

#: A day to decide on. Rules look a few years back, so the first centuries are no such day.
FIRST_DAY, LAST_DAY = date(1949, 10, 1), date(2200, 12, 31)
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class Shape(BaseModel):
    """Base of all shapes; an unknown field in a request is an error, never ignored."""

    model_config = ConfigDict(extra="forbid")


class DiagnosticOut(Shape):
    """One thing wrong with an input."""

    code: str
    severity: str
    message: str
    hint: str = ""
    file: str = ""
    place: str = ""
    start: int | None = None
    end: int | None = None

    @staticmethod
    def of(diagnostic: Diagnostic) -> DiagnosticOut:
        """The diagnostic as sent."""
        span = diagnostic.span
        return DiagnosticOut(
            code=diagnostic.code,
            severity=Severity(diagnostic.severity).value,
            message=diagnostic.message,
            hint=diagnostic.hint,
            file=diagnostic.file,
            place=diagnostic.place,
            start=span.start if span else None,
            end=span.end if span else None,
        )


class ProblemOut(Shape):
    """RFC 9457 problem details with a list of what is wrong."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    diagnostics: list[DiagnosticOut] | None = None


class QuoteOut(Shape):
    """A stretch of a policy's text and the page that shows it in place."""

    document: str
    start: int
    end: int
    quote: str
    url: str

    @staticmethod
    def of(span: SourceSpan, document: str) -> QuoteOut:
        """The span, with the document it belongs to where the span does not say."""
        owner = span.document or document
        return QuoteOut(
            document=owner,
            start=span.start,
            end=span.end,
            quote=span.quote,
            url=f"/policies/{owner}?from={span.start}&to={span.end}#s{span.start}",
        )


class StepOut(Shape):
    """One line of the computation; ``low`` and ``high`` are the amount after it."""

    text: str
    low: str | None
    high: str | None
    source: QuoteOut | None

    @staticmethod
    def of(step: Step, document: str) -> StepOut:
        """The line with the clause it rests on."""
        return StepOut(
            text=step.text,
            low=str(step.low) if step.low is not None else None,
            high=str(step.high) if step.high is not None else None,
            source=QuoteOut.of(step.source, document) if step.source is not None else None,
        )


class AmountOut(Shape):
    """What the applicant gets, per payment."""

    kind: str
    low: str | None
    high: str | None
    per: str
    lasting: str | None
    in_kind: list[str]
    text: str
    lines: list[str]
    steps: list[StepOut]
    total: str

    @staticmethod
    def of(amount: AwardAmount, document: str) -> AmountOut:
        """The amount as sent: money as exact strings."""
        return AmountOut(
            kind=amount.kind,
            low=str(amount.low) if amount.low is not None else None,
            high=str(amount.high) if amount.high is not None else None,
            per=amount.per,
            lasting=str(amount.lasting) if amount.lasting is not None else None,
            in_kind=list(amount.in_kind),
            text=amount.text,
            lines=list(amount.lines),
            steps=[StepOut.of(step, document) for step in amount.steps],
            total=amount.total,
        )


class ReasonOut(Shape):
    """One decisive condition with the fact used and the clause it stands in."""

    role: str
    truth: str
    text: str
    fact: str
    source: QuoteOut

    @staticmethod
    def of(reason: Reason, document: str) -> ReasonOut:
        """The reason with its clause."""
        return ReasonOut(
            role=reason.role,
            truth=reason.truth.value,
            text=reason.text,
            fact=reason.fact,
            source=QuoteOut.of(reason.source, document),
        )


class MissingOut(Shape):
    """A fact that would help to decide; give it under ``key``."""

    key: str
    attribute: str
    period: str
    label: str
    question: str


class GateOut(Shape):
    """A decision that belongs to a body."""

    gate: str
    body: str
    source: QuoteOut


class NoteOut(Shape):
    """A duty or a stacking limit the applicant must know."""

    kind: str
    text: str
    source: QuoteOut


class MaterialOut(Shape):
    """Papers to hand in, as the text lists them."""

    text: str
    source: QuoteOut


class WindowOut(Shape):
    """Whether applications are taken on the day."""

    state: str
    start: date | None
    end: date | None
    days_left: int | None
    text: str


class DecisionOut(Shape):
    """The whole answer for one item."""

    rule: str
    title: str
    document: str
    policy: str
    place: str
    department: str
    phone: str
    on: date
    verdict: Literal["eligible", "ineligible", "unknown"]
    amount: AmountOut
    reasons: list[ReasonOut]
    missing: list[MissingOut]
    gates: list[GateOut]
    notes: list[NoteOut]
    materials: list[MaterialOut]
    window: WindowOut
    in_force: bool
    url: str

    @staticmethod
    def of(decision: Decision, rule: Rule) -> DecisionOut:
        """The decision with the particulars of the item it is about."""
        return DecisionOut(
            rule=rule.id,
            title=rule.title,
            document=rule.document,
            policy=rule.policy.title,
            place=rule.place,
            department=rule.department,
            phone=rule.phone or rule.policy.phone,
            on=decision.on,
            verdict=decision.verdict.value,
            amount=AmountOut.of(decision.amount, rule.document),
            reasons=[ReasonOut.of(r, rule.document) for r in decision.reasons],
            missing=[
                MissingOut(
                    key=m.key,
                    attribute=m.attribute,
                    period=m.period,
                    label=m.label,
                    question=m.question,
                )
                for m in decision.missing
            ],
            gates=[
                GateOut(gate=g.gate, body=g.body, source=QuoteOut.of(g.source, rule.document))
                for g in decision.gates
            ],
            notes=[
                NoteOut(kind=n.kind, text=n.text, source=QuoteOut.of(n.source, rule.document))
                for n in decision.notes
            ],
            materials=[
                MaterialOut(text=m.text, source=QuoteOut.of(m.source, rule.document))
                for m in rule.materials
            ],
            window=WindowOut(
                state=decision.window.state,
                start=decision.window.start,
                end=decision.window.end,
                days_left=decision.window.days_left,
                text=decision.window.text,
            ),
            in_force=decision.in_force,
            url=f"/rules/{rule.id}",
        )


class HitOut(Shape):
    """One clause found for a question."""

    title: str
    issuer: str
    number: str
    place: str
    phone: str
    score: float
    coverage: float
    exact: bool
    rules: list[str]
    source: QuoteOut

    @staticmethod
    def of(hit: Hit) -> HitOut:
        """The hit as sent."""
        passage = hit.passage
        return HitOut(
            title=passage.title,
            issuer=passage.issuer,
            number=passage.number,
            place=passage.place,
            phone=passage.phone,
            score=hit.score,
            coverage=hit.coverage,
            exact=hit.exact,
            rules=list(passage.rules),
            source=QuoteOut.of(passage.span, passage.document),
        )


class MatchIn(Shape):
    """What is known of an applicant. A fact that is left out is unknown, never no and never 0."""

    facts: dict[str, Any] = Field(
        description="情况，键为指标编号、名称或“指标@期间”，值如 2000万元、是、{has: [...]}"
    )
    on: Day | None = Field(default=None, description="测算日期，默认今天")
    subject: Subject | None = Field(default=None, description="enterprise 或 person，默认全部")
    rules: list[str] | None = Field(default=None, description="只测算这些条目")


class MatchOut(Shape):
    """The decisions, those worth looking at first."""

    on: date
    decisions: list[DecisionOut]


class OptionOut(Shape):
    """One choice."""

    id: str
    label: str


class QuestionOut(Shape):
    """One question that published items ask; give the answer under ``key``."""

    key: str
    attribute: str
    period: str
    label: str
    question: str
    kind: str
    options: list[OptionOut]
    rules: list[str] = Field(description="用到这个答案的条目")

    @staticmethod
    def of(question: TagQuestion) -> QuestionOut:
        """The shape of one question."""
        return QuestionOut(
            key=question.key,
            attribute=question.attribute,
            period=question.period,
            label=question.label,
            question=question.question,
            kind=question.kind,
            options=[OptionOut(id=o.id, label=o.label) for o in question.options],
            rules=list(question.rules),
        )


class AskIn(Shape):
    """A question in one's own words."""

    question: str = Field(min_length=1, max_length=500, description="一句话")
    on: Day | None = Field(default=None, description="测算日期，默认今天")


class ReadBackOut(Shape):
    """A fact as read from the sentence; ``problem`` says why it was not used."""

    key: str
    label: str
    value: str
    quote: str
    problem: str


class AnswerOut(Shape):
    """What was read, decided and found; ``nothing`` when no published policy fits."""

    question: str
    on: date
    facts: list[ReadBackOut]
    decisions: list[DecisionOut]
    clauses: list[HitOut]
    searched: str = Field(description="条款是怎样找到的；少了哪一种也在这里说明")
    nothing: bool
    contact: str
