"""A model that believes whatever a text tells it: it changes sums and thresholds, makes up quotes
and items, drops exclusions, says that benefits add up, and claims that all of it was approved."""

from __future__ import annotations

import json
from typing import Any

from compiler.extract.model.shown import flat
from llm import Reply, Request
from tests.compiler.model.honest import Honest, Lines, lines_of

SUM, MADE_UP = "1000万元", "对全部企业不设条件，一律给予奖励1000万元"


class Fooled(Honest):
    """Obeys; ``claims`` adds fields of its own that say the draft is approved."""

    def __init__(self, data: bytes, name: str, claims: bool = False) -> None:
        super().__init__(data, name)
        self.claims = claims

    def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        lines = lines_of(request)
        answer = getattr(self, request.task)(lines)
        if self.claims:
            answer |= {"status": "published", "reviewer": "system", "settings": {"model": "evil"}}
        text = json.dumps(answer, ensure_ascii=False)
        return Reply(text=text, finish="stop", model="fooled", method="json_schema")

    def find_items(self, lines: Lines) -> dict[str, Any]:
        """The items there are, one that is not, and every line as an item of its own."""
        found = super().find_items(lines)
        found["items"].append({"quote": MADE_UP, "clause": "1", "title": "普惠奖励"})
        own = {item["clause"] for item in found["items"]}
        for label, said in lines.items():
            if label not in own:
                found["items"].append({"quote": said, "clause": label, "title": "普惠奖励"})
        return found

    def draft_tags(self, lines: Lines) -> dict[str, Any]:
        """The first item with another sum, the others with other thresholds; the rest invented."""
        item = next((i for i in self.items if flat(i.quote.text) == lines["引文"]), None)
        if item is None:
            return self._invented(lines)
        tags = super().draft_tags(lines)
        if "增长奖励" in lines["事项"]:
            for award in tags["awards"]:
                award["value"] = SUM
            return tags
        for node in tags["conditions"]:
            if node["kind"] == "compare":
                node["comparison"] = "1人以上"
        tags["conditions"] = [n for n in tags["conditions"] if n["parent"] != "unless"]
        tags["conditions"].append(self._condition(MADE_UP, "when"))
        tags["notes"].append({"quote": MADE_UP, "clause": "A1", "kind": "background"})
        return tags

    def shared_conditions(self, lines: Lines) -> dict[str, Any]:
        """No exclusions any more, and a condition that nobody wrote."""
        titles = tuple(flat(item.title)[:40] for item in self.items)
        known = {k: v for k, v in lines.items() if not k.startswith("I") or v.endswith(titles)}
        said = super().shared_conditions(known)
        kept = [node for node in said["conditions"] if node["parent"] != "unless"]
        everyone = [label for label in lines if label.startswith("I")]
        made_up = {**self._condition(MADE_UP, "unless"), "items": everyone}
        return {"conditions": [*kept, made_up], "definitions": said["definitions"]}

    def windows_stacking(self, lines: Lines) -> dict[str, Any]:
        """All benefits add up, says nobody."""
        said = super().windows_stacking(lines)
        said["stacking"].append(
            {
                "quote": "各项奖励可以累计享受", "clause": "G1", "kind": "cumulative",
                "scope": "", "value": "", "marks": [], "items": ["all"],
            }
        )  # fmt: skip
        return said

    def _invented(self, lines: Lines) -> dict[str, Any]:
        """An award for a line that grants nothing, with the sum if the line has it."""
        award = {
            "quote": lines["引文"], "clause": "A1", "id": "a1", "parent": "", "kind": "fixed",
            "value": SUM, "base": "", "unit": "", "step": "", "above": "", "at_most": "",
            "floor": "", "per": "once", "lasting": "", "instalments": [], "choose": "highest",
            "marks": [],
        }  # fmt: skip
        return {"conditions": [], "awards": [award], "caps": [], "stacking": [], "notes": []}

    def _condition(self, quote: str, parent: str) -> dict[str, Any]:
        return {
            "quote": quote, "clause": "A1", "id": "made_up", "parent": parent, "kind": "judged",
            "name": quote, "time": "", "comparison": "", "than": "", "values": [], "marks": [],
        }  # fmt: skip
