"""A client that answers as an honest model would: it says what the grammar read, in wire form.

It reads the lines of the question, not our code's notes of them, and knows the text only through
quotes; so what comes back through the extractor must be what the grammar read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from compiler.extract.drafts import DraftAward, DraftItem, DraftNode, DraftTag, Quote
from compiler.extract.extractor import GrammarExtractor
from compiler.extract.items.outline import PolicyReading
from compiler.extract.model.shown import flat
from compiler.read import read
from compiler.segment import segment
from llm import ModelError, Reply, Request, Vectors
from rules.vocabulary import standard_vocabulary

Lines = dict[str, str]
Change = Callable[[str, dict[str, Any], Lines], dict[str, Any] | str]


def lines_of(request: Request) -> Lines:
    """The numbered lines of a question, by their labels."""
    asked = [m.content for m in request.messages if m.role == "user" and "#原文 " in m.content]
    question = asked[-1]  # behind it only what a repair adds
    return dict(re.findall(r"^\[([^\]]+)\] (.*)$", question, re.M))


class Honest:
    """Answers every question about one document; ``change`` may spoil an answer on its way."""

    def __init__(self, data: bytes, name: str, change: Change | None = None) -> None:
        document = read(data, name).document
        self.readings = GrammarExtractor().read(segment(document), standard_vocabulary())
        self.change = change
        self.asked: list[Request] = []

    @property
    def items(self) -> list[DraftItem]:
        return [item for reading in self.readings for item in reading.items]

    def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        lines = lines_of(request)
        answer = getattr(self, request.task)(lines)
        said = self.change(request.task, answer, lines) if self.change else answer
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        return Reply(text=text, finish="stop", model="honest", method="json_schema")

    def embed(self, texts: Sequence[str]) -> Vectors:
        raise ModelError("LM131", str(len(texts)))

    def find_items(self, lines: Lines) -> dict[str, Any]:
        return {
            "items": [
                {**cited(item.quote, home), "title": item.title}
                for item in self.items
                if (home := home_of(item.quote, lines))
            ]
        }

    def draft_tags(self, lines: Lines) -> dict[str, Any]:
        (item,) = [i for i in self.items if flat(i.quote.text) == lines["引文"]][:1]
        own = {label: said for label, said in lines.items() if label.startswith("A")}
        conditions: list[dict[str, Any]] = []
        for parent, nodes in (("when", item.own.of), ("unless", item.exclusions)):
            for node in nodes:
                conditions.extend(said_of(node, parent, own))
        inherited = [n for n in item.inherited.of if _stands(n, own)]
        for node in inherited:
            conditions.extend(said_of(node, "when", own))
        awards: list[dict[str, Any]] = []
        caps: list[dict[str, Any]] = []
        say_award(item.award, "", own, awards, caps, conditions)
        stacking = [
            {
                **cited(s.quote, home), "kind": s.shape, "scope": s.scope, "value": s.value,
                "marks": ["pro_rata"] if s.pro_rata else [],
            }
            for s in item.stacking
            if (home := home_of(s.quote, own))
        ]  # fmt: skip
        number(conditions)
        kept = [c for c in conditions if c["clause"] or c["kind"] in ("all", "any", "at_least")]
        return {
            "conditions": kept, "awards": awards, "caps": caps, "stacking": stacking, "notes": [],
        }  # fmt: skip

    def shared_conditions(self, lines: Lines) -> dict[str, Any]:
        own = {label: said for label, said in lines.items() if label.startswith("G")}
        found: dict[str, tuple[str, DraftNode, list[str]]] = {}
        for label, said in lines.items():
            if not label.startswith("I"):
                continue
            named = [i for i in self.items if said.endswith(flat(i.title)[:40])]
            if not named:  # it was given another name
                continue
            item = named[0]
            every = [("when", n) for n in item.inherited.of]
            every += [("unless", n) for n in item.exclusions]
            for root, node in every:
                if _stands(node, own):
                    found.setdefault(root + node.model_dump_json(), (root, node, []))[2].append(
                        label
                    )
        conditions = []
        for root, node, labels in found.values():
            nodes = said_of(node, root, own)
            for one in nodes:
                one["items"] = labels if one is nodes[0] else []
            conditions.extend(nodes)
        number(conditions)
        return {"conditions": conditions, "definitions": []}

    def windows_stacking(self, lines: Lines) -> dict[str, Any]:
        own = {label: said for label, said in lines.items() if label.startswith("G")}
        found = {
            s.model_dump_json(): {
                **cited(s.quote, home), "kind": s.shape, "scope": s.scope, "value": s.value,
                "marks": ["pro_rata"] if s.pro_rata else [], "items": ["all"],
            }
            for item in self.items
            for s in item.stacking
            if (home := home_of(s.quote, own))
        }  # fmt: skip
        return {"stacking": list(found.values()), "windows": []}


def cited(quote: Quote, home: str) -> dict[str, str]:
    return {"quote": flat(quote.text), "clause": home}


def home_of(quote: Quote, lines: Lines) -> str:
    """The label of the line a quote stands in; empty when none has it."""
    words = flat(quote.text.strip().split("\n")[0])  # a table: the line it begins in
    return next((label for label, said in lines.items() if words and words in said), "")


def _stands(node: DraftNode, lines: Lines) -> bool:
    if isinstance(node, DraftTag):
        return bool(home_of(node.quote, lines))
    return all(_stands(child, lines) for child in node.of)


def said_of(node: DraftNode, parent: str, lines: Lines) -> list[dict[str, Any]]:
    """A draft node as a model says it: comparison words joined, the children behind their group."""
    base = {"time": "", "comparison": "", "than": "", "values": [], "marks": [], "name": ""}
    if not isinstance(node, DraftTag):
        at_least = f"{node.k}项" if node.join == "at_least" else ""
        group = {
            "quote": "", "clause": "", "id": _ids(), "parent": parent, "kind": node.join, **base,
            "comparison": at_least,
        }  # fmt: skip
        return [group, *(c for n in node.of for c in said_of(n, str(group["id"]), lines))]
    marks = [m for m in ("negated", "first", "each_year") if getattr(node, m)]
    marks += [node.measure] if node.measure != "value" else []
    comparison = f"{node.prefix}{node.value}{node.mark}{node.suffix.strip('~')}"
    if node.other:
        comparison = f"{node.prefix}{'' if node.value == '1倍' else node.value}{node.suffix}"
    return [
        {
            **cited(node.quote, home_of(node.quote, lines)), "id": _ids(), "parent": parent,
            "kind": node.shape, "name": node.name, "time": node.period,
            "comparison": comparison if node.shape == "compare" else "", "than": node.other,
            "values": list(node.values), "marks": marks,
        }
    ]  # fmt: skip


def say_award(
    award: DraftAward,
    parent: str,
    lines: Lines,
    awards: list[dict[str, Any]],
    caps: list[dict[str, Any]],
    conditions: list[dict[str, Any]],
) -> None:
    name = f"a{len(awards) + 1}"
    unit, bar, noun = award.base.partition("|")
    awards.append(
        {
            **cited(award.quote, home_of(award.quote, lines)), "id": name, "parent": parent,
            "kind": award.shape, "value": award.value, "base": noun if bar else award.base,
            "unit": unit if bar else "", "step": award.step, "above": award.above,
            "at_most": award.at_most, "floor": award.floor, "per": award.per or "once",
            "lasting": award.lasting, "instalments": list(award.instalments),
            "choose": award.choose,
            "marks": [m for m, on in (("ceiling", award.soft), ("slice", award.slice)) if on],
        }
    )  # fmt: skip
    for cap in award.caps:
        told = {"award": name, "value": cap.value, "scope": cap.scope, "base": cap.base}
        caps.append({**cited(cap.quote, home_of(cap.quote, lines)), **told})
    for part in award.parts:
        child = f"a{len(awards) + 1}"
        for node in part.when.of:
            conditions.extend(said_of(node, child, lines))
        say_award(part.award, name, lines, awards, caps, conditions)


def number(conditions: list[dict[str, Any]]) -> None:
    """Ids in the order of the answer, so that equal questions have equal answers."""
    names = {node["id"]: f"c{position}" for position, node in enumerate(conditions, start=1)}
    for node in conditions:
        node["id"] = names[node["id"]]
        node["parent"] = names.get(node["parent"], node["parent"])


_COUNTER: Iterator[int] = iter(range(10**9))


def _ids() -> str:
    return f"#{next(_COUNTER)}"


def drafts(readings: Sequence[PolicyReading]) -> list[DraftItem]:
    return [item for reading in readings for item in reading.items]
