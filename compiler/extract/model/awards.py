"""The award nodes of an answer as one draft award; every sum and rate stands in its own quote."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from compiler.extract.conditions.figures import borrow_unit
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    Quote,
)
from compiler.extract.model.align import Aligner, Misfit, stands_in
from compiler.extract.model.troubles import Trouble
from compiler.extract.model.wire import DraftedTags, WireAward, WireCap
from compiler.fold import fold
from compiler.normalise import NUMBER

MOST_AWARDS, MOST_WORDS = 60, 400
#: 按实际学费补贴, 全额资助: the whole of what was spent, written without a figure.
_IN_FULL = re.compile(r"全额|按(?:照)?实际|据实|按实")
_COMPOUND = ("cases", "lesser_of", "top_up")


class AwardUnread(Exception):  # noqa: N818
    """The award of an answer cannot be used; the message is Chinese."""


@dataclass
class AwardReader:
    """Reads the awards of one answer."""

    aligner: Aligner
    conditions: Mapping[str, Sequence[tuple[str, DraftNode]]]
    troubles: list[Trouble] = field(default_factory=list)
    quotes: dict[str, Quote] = field(default_factory=dict)

    def read(self, answer: DraftedTags) -> DraftAward:
        """The whole award; raises ``AwardUnread`` when some figure of it does not hold."""
        awards = answer.awards
        if len(awards) > MOST_AWARDS:
            raise AwardUnread(f"金额多达 {len(awards)} 个")
        ids = [award.id for award in awards]
        if len(set(ids)) < len(ids) or not all(ids):
            raise AwardUnread("金额的编号重复或空缺")
        roots = [award for award in awards if not award.parent]
        if len(roots) != 1:
            raise AwardUnread(f"整个金额应恰有一个，回答里有 {len(roots)} 个")
        by_id = {award.id: award for award in awards}
        children: dict[str, list[WireAward]] = {}
        for award in awards:
            if award.parent and (
                award.parent not in by_id or by_id[award.parent].kind not in _COMPOUND
            ):
                raise AwardUnread(f"金额的上级「{award.parent[:20]}」不存在，或不能有下级")
            children.setdefault(award.parent, []).append(award)
        caps: dict[str, list[WireCap]] = {}
        for cap in answer.caps:
            if cap.award not in by_id:
                raise AwardUnread(f"上限所属的金额「{cap.award[:20]}」不存在")
            caps.setdefault(cap.award, []).append(cap)
        reached: set[str] = set()
        whole = self._award(roots[0], children, caps, reached)
        if reached != set(ids):
            raise AwardUnread("金额的上级互相指向，成了环")
        return whole

    def _award(
        self,
        node: WireAward,
        children: Mapping[str, Sequence[WireAward]],
        caps: Mapping[str, Sequence[WireCap]],
        reached: set[str],
    ) -> DraftAward:
        reached.add(node.id)
        quote = self._quote(node.quote, node.clause)
        self.quotes[node.id] = quote
        mine = children.get(node.id, ())
        if node.kind in ("cases", "lesser_of") and not mine:
            raise AwardUnread("分档的金额下面没有各档")
        parts = tuple(
            DraftPart(when=self._when(child.id), award=self._award(child, children, caps, reached))
            for child in mine
        )
        value, base = self._value(node, quote), self._said(node.base, quote, "基数")
        if node.kind == "per_unit" and not node.step:
            base = f"{self._said(node.unit, quote, '单位')}|{base}"
        if len(node.instalments) > 12:
            raise AwardUnread("分期多达十二期以上")
        return DraftAward(
            shape=node.kind,
            value=value,
            base=base,
            soft="ceiling" in node.marks,
            # 每年 said of all cases is said of each of them; it is not said twice
            per="" if node.per == "once" or any(p.award.per for p in parts) else node.per,
            lasting=self._figure(node.lasting, quote, "期限"),
            step=self._figure(node.step, quote, "每增加"),
            above=self._figure(node.above, quote, "起算"),
            at_most=self._figure(node.at_most, quote, "最多"),
            floor=self._figure(node.floor, quote, "最低"),
            caps=tuple(self._cap(cap) for cap in caps.get(node.id, ())),
            instalments=self._instalments(node, quote),
            choose=node.choose,
            slice="slice" in node.marks,
            parts=parts,
            quote=quote,
        )

    def _when(self, award: str) -> DraftGroup:
        return DraftGroup(join="all", of=tuple(node for _, node in self.conditions.get(award, ())))

    def _quote(self, words: str, clause: str) -> Quote:
        if len(words) > 4 * MOST_WORDS:
            raise AwardUnread(f"金额的引文长过 {4 * MOST_WORDS} 字")
        quote = self.aligner.quote(words, clause)
        if isinstance(quote, Misfit):
            self.troubles.append(Trouble("PC701", words, quote.reason))
            raise AwardUnread(f"金额的引文「{words[:40]}」{quote.reason}")
        return quote

    def _value(self, node: WireAward, quote: Quote) -> str:
        """The sum or rate as written; a service as its quote says it."""
        value = re.sub(r"\s+", "", fold(node.value))
        if node.kind in ("fixed", "rate", "per_unit") or (node.kind == "top_up" and value):
            if node.kind == "rate" and not value and _IN_FULL.search(fold(quote.text)):
                return "100%"
            if not value or not figure_stands(value, quote.text):
                raise self._lie(node.value, quote)
            return value
        if node.kind == "in_kind":
            at = fold(quote.text).find(fold(node.value)) if value else -1
            return quote.text[at : at + len(node.value)] if at >= 0 else quote.text
        return ""

    def _said(self, words: str, quote: Quote, what: str) -> str:
        """Words of a base or unit, where the text says them; else none, and it is told."""
        if not words.strip():
            return ""
        if len(words) <= MOST_WORDS and self.aligner.says(words):
            return re.sub(r"\s+", "", fold(words))
        self._told(words, quote, f"{what}「{words[:40]}」原文没有，未采用")
        return ""

    def _figure(self, words: str, quote: Quote, what: str) -> str:
        if not words.strip():
            return ""
        if len(words) > MOST_WORDS or not self.aligner.says(words):
            raise self._lie(words, quote)
        return re.sub(r"\s+", "", fold(words))

    def _instalments(self, node: WireAward, quote: Quote) -> tuple[str, ...]:
        found = tuple(fold(words).strip() for words in node.instalments)
        if any(w != "equal" and not self.aligner.says(w) for w in found):
            raise self._lie("、".join(node.instalments), quote)
        return found

    def _cap(self, node: WireCap) -> DraftCap:
        quote = self._quote(node.quote, node.clause)
        value = re.sub(r"\s+", "", fold(node.value))
        if not (value or node.base) or (value and not figure_stands(value, quote.text)):
            raise self._lie(node.value, quote)
        scope = self._said(node.scope, quote, "范围")
        base = self._said(node.base, quote, "基数")
        return DraftCap(value=value or "100%", scope=scope, base=base, quote=quote)

    def _told(self, what: str, quote: Quote, reason: str) -> None:
        self.troubles.append(Trouble("PC702", what, reason, quote.start, quote.end))

    def _lie(self, value: str, quote: Quote) -> AwardUnread:
        reason = f"「{value[:40]}」不在引文里"
        self._told(quote.text, quote, reason)
        return AwardUnread(f"金额的引文「{quote.text[:40]}」：{reason}")


def figure_stands(value: str, quote: str) -> bool:
    """Whether a figure stands in a quote, its unit with it or with the last of its list.

    分别给予100、50、20万元: 100万元 is what the first one says.
    """
    if stands_in(value, quote):
        return True
    whole = re.sub(r"\s+", "", fold(quote))
    for listed in re.finditer(
        rf"{NUMBER}[万亿]?(?:(?:、|,|和|及|或|至|到|-|~){NUMBER}[万亿]?)+[一-鿿%‰/]{{1,3}}", whole
    ):
        numbers = [m.group() for m in re.finditer(rf"{NUMBER}[万亿]?", listed.group())]
        unit = re.sub(rf"^.*{re.escape(numbers[-1])}", "", listed.group())
        last = numbers[-1] + unit
        for one in numbers[:-1]:
            for cut in range(len(unit), 0, -1):
                if value == borrow_unit(one, numbers[-1] + unit[:cut]):
                    return True
        if value == last:
            return True
    return False
