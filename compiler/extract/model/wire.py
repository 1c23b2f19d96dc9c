"""What a model may answer, task by task: flat lists of nodes, strings only, the quote first.

The types are ours; ``schema_of`` writes them in the subset of JSON Schema that every server accepts
(no recursion, no defaults, no numbers: nodes name their parent, and our code builds the tree).
"""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from compiler.extract.model.prompt import Task
from rules.document import Frozen


class WireQuote(Frozen):
    """A stretch of the text as a model cites it: the words, and the line they stand in."""

    quote: str
    clause: str


class WireItem(WireQuote):
    """One subsidy item: the words that grant, and a name."""

    title: str


class FoundItems(Frozen):
    """The answer to ``find_items``."""

    items: list[WireItem]


Mark = Literal["negated", "first", "each_year", "growth", "increment", "share"]


class WireCondition(WireQuote):
    """One condition or group of an item; ``parent`` is ``when``, ``unless``, a group, an award."""

    id: str
    parent: str
    kind: Literal[
        "all", "any", "at_least", "compare", "is", "one_of", "has", "within", "judged", "unparsed"
    ]
    name: str
    time: str
    comparison: str
    than: str
    values: list[str]
    marks: list[Mark]


class SharedCondition(WireCondition):
    """A condition stated outside the items, with the items it holds for."""

    items: list[str]


class WireAward(WireQuote):
    """One award; ``parent`` is empty for the whole, else the award it is a part of."""

    id: str
    parent: str
    kind: Literal["fixed", "rate", "per_unit", "cases", "lesser_of", "top_up", "in_kind"]
    value: str
    base: str
    unit: str
    step: str
    above: str
    at_most: str
    floor: str
    per: Literal["once", "year", "quarter", "month", "day"]
    lasting: str
    instalments: list[str]
    choose: Literal["highest", "first", "sum"]
    marks: list[Literal["ceiling", "slice"]]


class WireCap(WireQuote):
    """A further limit of one award."""

    award: str
    value: str
    scope: str
    base: str


class WireStacking(WireQuote):
    """What a text says about having several benefits at once."""

    kind: Literal["highest_of", "exclusive_with", "once_only", "annual_cap", "budget", "cumulative"]
    scope: str
    value: str
    marks: list[Literal["pro_rata"]]


class SharedStacking(WireStacking):
    """The same, stated outside the items."""

    items: list[str]


class WireNote(WireQuote):
    """A sentence that decides neither who nor how much."""

    kind: Literal["window", "validity", "obligation", "procedure", "background"]


class DraftedTags(Frozen):
    """The answer to ``draft_tags``."""

    conditions: list[WireCondition]
    awards: list[WireAward]
    caps: list[WireCap]
    stacking: list[WireStacking]
    notes: list[WireNote]


class WireDefinition(WireQuote):
    """A definition of a word of the text."""

    term: str


class SharedConditions(Frozen):
    """The answer to ``shared_conditions``."""

    conditions: list[SharedCondition]
    definitions: list[WireDefinition]


class WireWindow(WireQuote):
    """When applications are taken, when the text is in force, what is due afterwards."""

    kind: Literal["window", "validity", "obligation"]


class WindowsStacking(Frozen):
    """The answer to ``windows_stacking``."""

    stacking: list[SharedStacking]
    windows: list[WireWindow]


class WireSentence(WireQuote):
    """One sentence of an explanation and the words it explains."""

    text: str


class Interpretation(Frozen):
    """The answer to ``interpret``."""

    sentences: list[WireSentence]


ANSWERS: dict[Task, type[Frozen]] = {
    "find_items": FoundItems,
    "draft_tags": DraftedTags,
    "shared_conditions": SharedConditions,
    "windows_stacking": WindowsStacking,
    "interpret": Interpretation,
}


def schema_of(task: Task) -> dict[str, Any]:
    """The schema of a task's answer, by the wire rules."""
    return _object(ANSWERS[task])


def _object(model: type[BaseModel]) -> dict[str, Any]:
    fields = {name: _schema(field.annotation) for name, field in model.model_fields.items()}
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def _schema(annotation: Any) -> dict[str, Any]:
    if annotation is str:
        return {"type": "string"}
    if get_origin(annotation) is Literal:
        return {"type": "string", "enum": list(get_args(annotation))}
    if get_origin(annotation) is list:
        return {"type": "array", "items": _schema(get_args(annotation)[0])}
    return _object(annotation)
