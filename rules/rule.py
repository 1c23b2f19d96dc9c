"""Rules: one subsidy item each, and the sets they are published in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from rules.benefit import Award
from rules.condition import Condition
from rules.document import DocumentMeta, Frozen, SourceSpan
from rules.stacking import Stacking
from rules.vocabulary import Attribute, Subject

RULE_FORMAT: Literal["policycalc-rules/1"] = "policycalc-rules/1"


class Delivery(StrEnum):
    """How the benefit reaches the payee."""

    APPLICATION = "application"  # 依申请
    NO_APPLICATION = "no_application"  # 免申即享
    CONFIRMATION = "confirmation"  # 一键确认


class ReviewMode(StrEnum):
    """How applications are decided."""

    APPROVAL = "approval"  # 核准制: whoever meets the conditions is paid
    ASSESSMENT = "assessment"  # 评审制, 择优
    FILING = "filing"  # 备案制
    UNSTATED = "unstated"


class Validity(Frozen):
    """Days on which the rule is in force, both included; None is open."""

    start: date | None = None
    end: date | None = None
    source: SourceSpan | None = None


class Window(Frozen):
    """A period in which applications are taken, both ends included."""

    start: datetime | None = None
    end: datetime | None = None
    text: str = ""
    source: SourceSpan


class Note(Frozen):
    """Something the applicant is told but no machine decides: a duty, a material, a procedure."""

    text: str
    source: SourceSpan


class Rule(Frozen):
    """One subsidy item (补贴情形).

    Eligible when ``when`` holds and none of ``unless`` does. ``id`` is stable across versions and
    unique in a rule set; ``place`` cites the clause (第五条第（二）项).
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    title: str
    document: str
    place: str = ""
    policy: DocumentMeta = DocumentMeta()
    subject: Subject = Subject.ENTERPRISE
    department: str = ""
    when: Condition
    unless: tuple[Condition, ...] = ()
    award: Award
    stacking: tuple[Stacking, ...] = ()
    validity: Validity = Validity()
    windows: tuple[Window, ...] = ()
    delivery: Delivery = Delivery.APPLICATION
    review_mode: ReviewMode = ReviewMode.UNSTATED
    obligations: tuple[Note, ...] = ()
    materials: tuple[Note, ...] = ()
    phone: str = ""
    source: SourceSpan


class DocumentRef(Frozen):
    """The document a rule set was read from; ``id`` is the hash of its canonical text."""

    id: str
    source_name: str
    meta: DocumentMeta = DocumentMeta()


class RuleSet(Frozen):
    """The rules of one document, with the attributes it brought beyond the vocabulary."""

    format: Literal["policycalc-rules/1"] = RULE_FORMAT
    document: DocumentRef
    attributes: tuple[Attribute, ...] = ()
    rules: tuple[Rule, ...] = ()

    @model_validator(mode="after")
    def _unique_ids(self) -> Self:
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise ValueError(f"两条规则使用了同一个编号：{rule.id}")
            seen.add(rule.id)
        return self
