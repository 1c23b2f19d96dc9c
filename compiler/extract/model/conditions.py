"""The condition nodes of an answer as draft nodes; what does not hold against the text is not used.

A leaf stands when its quote is in the text and what it says of the quote stands in the quote. A
leaf with a true quote and a word or figure that is not there is kept as ``unparsed``: somebody must
look at the place. A leaf without a true quote is left out, with a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Join, Quote
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.words import GROWTH_WORDS, INCREMENT_WORDS, PERIOD
from compiler.extract.model.align import Aligner, Misfit, picked_from, stands_in
from compiler.extract.model.figures import Bound, bounds_of, than_other
from compiler.extract.model.troubles import Trouble
from compiler.extract.model.wire import WireCondition
from compiler.fold import fold
from compiler.normalise import NUMBER, number
from compiler.resolve import Names
from rules.vocabulary import Kind

#: A policy has not a thousand conditions for one item; what is beyond is not read.
MOST_NODES, MOST_WORDS, MOST_VALUES = 200, 400, 40
_JOINS: dict[str, Join] = {"all": "all", "any": "any", "at_least": "at_least"}
_LEVELS = ("国家级", "国家", "省级", "市级", "区级", "县级", "世界级", "国际级")


@dataclass
class ConditionReader:
    """Reads the conditions of one answer."""

    aligner: Aligner
    lexicon: Lexicon
    names: Names
    troubles: list[Trouble] = field(default_factory=list)

    def read(
        self, nodes: Sequence[WireCondition], roots: Sequence[str]
    ) -> dict[str, list[tuple[str, DraftNode]]]:
        """The draft nodes under each root (``when``, ``unless``, awards), with the ids they had."""
        known = self._known(nodes, roots)
        children: dict[str, list[WireCondition]] = {}
        for node in known.values():
            children.setdefault(node.parent, []).append(node)
        used: set[str] = set()
        found: dict[str, list[tuple[str, DraftNode]]] = {}
        for root in roots:
            for node in children.get(root, []):
                if (draft := self._node(node, children, used)) is not None:
                    found.setdefault(root, []).append((node.id, draft))
        for node in known.values():
            if node.id not in used:
                self._left_out("PC703", node, "上级互相指向，成了环")
        return found

    def _known(
        self, nodes: Sequence[WireCondition], roots: Sequence[str]
    ) -> dict[str, WireCondition]:
        """The nodes by id, those aside whose id or parent makes no sense."""
        known: dict[str, WireCondition] = {}
        for count, node in enumerate(nodes):
            if count >= MOST_NODES:
                reason = f"条件多达 {len(nodes)} 个，只读前 {MOST_NODES} 个"
                self._left_out("PC703", node, reason)
                break
            if not node.id or node.id in known or node.id in roots:
                self._left_out("PC703", node, f"编号「{node.id[:20]}」重复或不能用")
            else:
                known[node.id] = node
        groups = {n.id for n in known.values() if n.kind in _JOINS}
        for node in list(known.values()):
            if node.parent not in roots and node.parent not in groups:
                self._left_out("PC703", node, f"上级「{node.parent[:20]}」不存在")
                del known[node.id]
        return known

    def _node(
        self, node: WireCondition, children: dict[str, list[WireCondition]], used: set[str]
    ) -> DraftNode | None:
        used.add(node.id)
        if node.kind not in _JOINS:
            return self._leaf(node)
        mine = children.get(node.id, [])
        read = [self._node(child, children, used) for child in mine]
        found = [draft for draft in read if draft is not None]
        if not found:
            self._left_out("PC703", node, "这一组里没有可用的条件")
            return None
        if len(found) < len(mine) and node.kind != "all":
            # with an alternative missing the others would ask too much of the applicant
            return DraftTag(
                shape="unparsed",
                name="这一组条件里有的引文对不上原文，其余的不能单独成立",
                quote=_first_quote(found[0]),
            )
        k = 1
        if node.kind == "at_least":
            stated = re.search(NUMBER, fold(node.comparison))
            k = int(number(stated.group()) or 0) if stated else 0
            if not 1 <= k <= len(found):
                self._left_out("PC702", node, "没有写明至少几项")
                return DraftTag(
                    shape="unparsed", name="至少几项没有读出", quote=_first_quote(found[0])
                )
        return DraftGroup(join=_JOINS[node.kind], k=k, of=tuple(found))

    def _leaf(self, node: WireCondition) -> DraftNode | None:
        if max(len(w) for w in (node.quote, node.name, node.comparison, *node.values, "")) > (
            MOST_WORDS
        ):
            self._left_out("PC703", node, f"一项长过 {MOST_WORDS} 字")
            return None
        quote = self.aligner.quote(node.quote, node.clause)
        if isinstance(quote, Misfit):
            self._left_out("PC701", node, quote.reason)
            return None
        reason = self._not_there(node, quote)
        if not reason:
            draft = self._tag(node, quote)
            if isinstance(draft, str):
                reason = draft
            else:
                return draft
        self.troubles.append(Trouble("PC702", quote.text, reason, quote.start, quote.end))
        return DraftTag(shape="unparsed", name=f"模型所说与引文不符：{reason}", quote=quote)

    def _not_there(self, node: WireCondition, quote: Quote) -> str:
        """What a leaf says of its quote that the text does not say; empty when all of it stands."""
        for words, name in ((node.time, "时间"), (node.than, "另一个指标")):
            if words and not self.aligner.says(words):
                return f"{name}「{words[:40]}」原文没有"
        if node.comparison and not _compared_in(node, quote):
            return f"「{node.comparison[:40]}」不在引文里"
        if len(node.values) > MOST_VALUES:
            return f"取值多达 {len(node.values)} 个"
        for value in node.values:
            if not self._value_stands(value, node, quote):
                return f"「{value[:40]}」不在引文里"
        if node.kind == "judged" or not node.name:
            return ""
        kinds = _KINDS[node.kind]
        if any(self.names.known(fold(node.name), kind) for kind in kinds):
            return ""
        if self.aligner.says(node.name) or picked_from(node.name, quote.text):
            return ""
        return f"名称「{node.name[:40]}」不在原文里，也不是固定名称"

    def _value_stands(self, value: str, node: WireCondition, quote: Quote) -> bool:
        if not value.strip():
            return False
        if picked_from(fold(value).removesuffix("企业"), quote.text):
            return True  # 规模以上工业企业, of what is said of 规模以上工业
        level = next((w for w in _LEVELS if fold(value).startswith(w)), "")
        if level and "以上" in quote.text:
            return picked_from(fold(value)[len(level) :], quote.text)
        attribute = self.names.known(fold(node.name), Kind.ENUM)
        options = attribute.options if attribute else ()
        return bool(re.search(r"以[上下]", quote.text)) and value in options

    def _tag(self, node: WireCondition, quote: Quote) -> DraftNode | str:
        """The leaf as a draft, or why not."""
        name = re.sub(r"\s+", "", fold(node.name))
        values = tuple(fold(v).strip() for v in node.values)
        period = fold(node.time)
        negated, first = "negated" in node.marks, "first" in node.marks
        match node.kind:
            case "compare":
                return self._compare(node, name, quote)
            case "is":
                return self._is(name, period, negated, quote)
            case "has" if values:
                return DraftTag(
                    shape="has", name=name, period=period, values=values, first=first,
                    negated=negated, quote=quote,
                )  # fmt: skip
            case "one_of" if values:
                return DraftTag(
                    shape="one_of", name=name, period=period, values=values, negated=negated,
                    quote=quote,
                )  # fmt: skip
            case "within":
                return DraftTag(shape="within", name=name, period=period, quote=quote)
            case "judged":
                gate = fold(node.name) if stands_in(node.name, quote.text) else fold(quote.text)
                return DraftTag(shape="judged", name=gate, quote=quote)
            case "unparsed":
                return "模型没有读懂这个条件"
            case _:
                return "没有写取值"

    def _compare(self, node: WireCondition, name: str, quote: Quote) -> DraftNode | str:
        marks = set(node.marks)
        measure = next((m for m in ("growth", "increment", "share") if m in marks), "value")
        if measure == "growth":
            name = GROWTH_WORDS.sub("", name) or name
        if measure == "increment":
            name = INCREMENT_WORDS.sub("", name) or name
        common: dict[str, object] = {
            "shape": "compare",
            "name": name,
            "period": fold(node.time) or self._time_in(quote),
            "measure": measure,
            "each_year": "each_year" in marks,
            "quote": quote,
        }
        if node.than:
            bound = _against(node)
            if bound is None:
                return f"比较「{node.comparison[:40]}」没有读懂"
            return DraftTag(
                **common,
                prefix=bound.prefix, value=bound.value, suffix=bound.suffix, other=fold(node.than),
            )  # fmt: skip
        bounds = bounds_of(node.comparison, measure)
        if not bounds or not all(b.prefix or b.suffix for b in bounds):
            return f"比较「{node.comparison[:40]}」没有读懂"
        tags = tuple(DraftTag(**common, **b._asdict()) for b in bounds)
        return tags[0] if len(tags) == 1 else DraftGroup(join="all", of=tags)

    def _time_in(self, quote: Quote) -> str:
        """A time the quote begins with, when the answer left it out: the text decides."""
        found = PERIOD.match(fold(quote.text))
        return found.group() if found else ""

    def _is(self, name: str, period: str, negated: bool, quote: Quote) -> DraftTag | str:
        if not name:
            return "没有写名称"
        common: dict[str, object] = {"shape": "is", "quote": quote, "period": period}
        if self.names.known(name, Kind.BOOL):
            return DraftTag(**common, name=name, negated=negated)
        read = read_conditions(name, name, 0, len(name), self.lexicon, residual=True)
        if read is not None and len(read.of) == 1 and isinstance(read.of[0], DraftTag):
            tag = read.of[0]
            if tag.shape == "is" and self.names.known(tag.name, Kind.BOOL):
                common["period"] = period or tag.period
                return DraftTag(**common, name=tag.name, negated=tag.negated)
        denied = negated and not re.match(r"[未无不非]|没有", name)
        return DraftTag(**common, name=name, negated=denied)

    def _left_out(self, code: str, node: WireCondition, reason: str) -> None:
        self.troubles.append(Trouble(code, node.quote or node.name or node.id, reason))


_KINDS: dict[str, tuple[Kind, ...]] = {
    "compare": (Kind.DURATION,),
    "is": (Kind.BOOL,),
    "one_of": (Kind.REGION, Kind.ENUM),
    "has": (Kind.TAGS,),
    "within": (Kind.DATE,),
    "unparsed": (),
}


def _compared_in(node: WireCondition, quote: Quote) -> bool:
    """Whether the comparison words stand in the quote; those around another figure in two parts."""
    if stands_in(node.comparison, quote.text):
        return True
    if not node.than or (bound := _against(node)) is None:
        return False
    parts = [bound.prefix, bound.suffix, "" if bound.value == "1倍" else bound.value]
    return all(stands_in(part, quote.text) for part in parts if part)


def _against(node: WireCondition) -> Bound | None:
    """超过2倍, or with the other figure's name left inside: 不超过同类收费标准的1.5倍."""
    return than_other(fold(node.comparison).replace(fold(node.than), ""))


def _first_quote(node: DraftNode) -> Quote:
    return node.quote if isinstance(node, DraftTag) else _first_quote(node.of[0])
