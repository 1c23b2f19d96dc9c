"""The vocabulary: which facts rules may ask about. Data in ``vocabulary.yaml``, types here."""

from __future__ import annotations

from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Self

import yaml
from pydantic import model_validator

from rules.document import Frozen
from rules.period import NOW, PeriodField


class Kind(StrEnum):
    """The type of an attribute's value."""

    MONEY = "money"
    RATIO = "ratio"
    HEADCOUNT = "headcount"
    AREA = "area"
    DURATION = "duration"
    COUNT = "count"
    DATE = "date"
    BOOL = "bool"
    ENUM = "enum"  # exactly one of the options
    TAGS = "tags"  # any number of the options; an open list
    REGION = "region"  # a place name, contained in larger places
    RECORDS = "records"  # people hired, patents, leases: each with its own fields


class Subject(StrEnum):
    """Whose fact it is."""

    ENTERPRISE = "enterprise"
    PERSON = "person"
    PROJECT = "project"
    AREA = "area"  # a figure of the place, the same for all (最低工资标准)


class Implication(Frozen):
    """Whoever has ``value`` also has each of ``also``."""

    value: str
    also: tuple[str, ...]


class Attribute(Frozen):
    """A fact that rules may ask about.

    ``unit`` is the counting unit for ``count`` (件, 家) and otherwise only for display. ``period``
    is what the attribute means when a text names none. ``since`` names a date attribute from which
    a duration can be derived (成立时长 from 成立日期; ``whole_years`` for ages). ``open`` marks an
    enum that may hold values beyond its options (行业). ``implies`` says what a value is as well:
    制造业 is 工业; two names of one title imply each other. ``proposed`` marks an attribute that
    the compiler found in a text and no reviewer has accepted yet (its department is then a guess).
    ``declared`` marks what usually
    no register holds: only the applicant can state it (contracts, invoices, undertakings).
    """

    id: str
    label: str
    kind: Kind
    subject: Subject = Subject.ENTERPRISE
    question: str = ""
    unit: str = ""
    period: PeriodField = NOW
    options: tuple[str, ...] = ()
    implies: tuple[Implication, ...] = ()
    synonyms: tuple[str, ...] = ()
    department: str = ""
    since: str = ""
    whole_years: bool = False
    open: bool = False
    declared: bool = False
    proposed: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind is Kind.COUNT and not self.unit:
            raise ValueError(f"属性「{self.label}」是计数，必须写明单位")
        return self

    def __hash__(self) -> int:
        # What a dict of implied values cannot give; equal attributes have equal ids. Readers cache
        # what they build from a vocabulary, so a vocabulary must stay hashable.
        return hash(self.id)

    def implied_by(self, value: str) -> frozenset[str]:
        """``value`` and every value that whoever has it also has."""
        reached = {value}
        pending = [value]
        while pending:
            value = pending.pop()
            also = {a for each in self.implies if each.value == value for a in each.also}
            pending.extend(also - reached)
            reached |= also
        return frozenset(reached)


class Vocabulary(Frozen):
    """A set of attributes with unique ids; look-ups by id, label or synonym."""

    attributes: tuple[Attribute, ...]

    @model_validator(mode="after")
    def _unique(self) -> Self:
        seen: set[str] = set()
        for attribute in self.attributes:
            if attribute.id in seen:
                raise ValueError(f"属性编号重复：{attribute.id}")
            seen.add(attribute.id)
        return self

    @cached_property
    def _ids(self) -> dict[str, Attribute]:
        return {a.id: a for a in self.attributes}

    @cached_property
    def _names(self) -> dict[str, Attribute]:
        names: dict[str, Attribute] = {}
        for attribute in self.attributes:
            for name in (attribute.label, *attribute.synonyms):
                names.setdefault(name, attribute)
        return names

    def get(self, attribute_id: str) -> Attribute | None:
        """The attribute with this id, or None."""
        return self._ids.get(attribute_id)

    def named(self, name: str) -> Attribute | None:
        """The attribute whose id, label or synonym is exactly ``name``, or None."""
        return self._ids.get(name) or self._names.get(name)

    def extended(self, attributes: tuple[Attribute, ...]) -> Vocabulary:
        """This vocabulary plus those of ``attributes`` whose ids it lacks."""
        return Vocabulary(
            attributes=self.attributes + tuple(a for a in attributes if a.id not in self._ids)
        )


@cache
def standard_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the project (``rules/vocabulary.yaml``)."""
    text = resources.files("rules").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    return Vocabulary.model_validate(yaml.safe_load(text))
