"""Condition blocks whose children speak of one item each, by name or by number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compiler.extract.drafts import DraftItem
from compiler.extract.items.outline import Outline, PolicyReading
from compiler.extract.items.requirements import class_asked
from compiler.extract.language.joins import names_kinds
from compiler.roles import Role
from rules.document import Clause, ClauseKind

#: 「申报第二项的」, 「方向一」: the number of the item a list speaks of.
_NUMBERED = re.compile(
    r"[\W\d]*(?:(?:申[报请领]|享受|对于?|符合)?第(?P<a>[一二三四五六七八九十\d]{1,2})[项条款类]"
    r"|(?:方向|类别|情形|项目类型)\s?(?P<b>[一二三四五六七八九十\d]{1,2})(?!\d))"
)
#: 「（一）基本条件」 names no item.
_FOR_ALL = re.compile(r"^(?:基本|一般|通用|共同|共性|总体|专项|其他|必备|否决)[^,;。]{0,6}$")
_DIGITS = "零一二三四五六七八九"


def paired(outline: Outline, reading: PolicyReading) -> dict[int, set[int]]:
    """Children of condition blocks that speak of one item each: child -> item numbers.

    「1．支持X条件」 goes with the item its heading names, or with the one that has its number;
    what stands before the numbering stays common to all.
    """
    pairs: dict[int, set[int]] = {}
    if len(reading.items) < 2:
        return pairs
    words = [ancestry(outline, item) for item in reading.items]
    for block in outline.clauses:
        if not _states_conditions(outline, block, pairs):
            continue
        if apart := _kinds_paid_apart(outline, block, reading):
            pairs.update(apart)
            continue
        children = [c for c in outline.children.get(block.index, []) if names_item(outline, c)]
        if len(children) < 2:
            continue
        kind = _kind(children[0].marker)
        tops = [number_in_block(outline, item, kind) for item in reading.items]
        marks = [_mark(outline, c) for c in children]
        numbered = len(set(tops)) > 1 and None not in marks and set(tops) == set(marks)
        found: dict[int, set[int]] = {}
        for child, mark in zip(children, marks, strict=True):
            same = {n for n, top in enumerate(tops) if numbered and top == mark}
            if items := _by_name(plain_name(names_item(outline, child)), words, same):
                found[child.index] = items
        if not _classes_of_one(outline, children, found):
            pairs.update(found)
    return pairs


def _kinds_paid_apart(
    outline: Outline, block: Clause, reading: PolicyReading
) -> dict[int, set[int]]:
    """补贴对象：1.甲；2.乙 beside 补贴标准：1.对甲…；2.对乙…: who gets which."""
    kinds = outline.children.get(block.index, [])
    own = outline.by_clause.get(block.index, [])
    said = [outline.said(c) for c in kinds]
    if len(kinds) != len(reading.items) or not any(
        names_kinds(outline.said(sentence), said) for sentence in own
    ):
        return {}
    marks = [_number(c.marker) for c in kinds]
    found: dict[int, set[int]] = {}
    for number, item in enumerate(reading.items):
        mark = number_in_block(outline, item, _kind(kinds[0].marker))
        who = outline.said(outline.every[item.clause]).split(",")[0]
        scores = [likeness(plain_name(who), words) for words in said]
        if mark not in marks or scores[marks.index(mark)] < max(0.3, *scores):
            return {}
        found[kinds[marks.index(mark)].index] = {number}
    return found if len(found) == len(kinds) else {}


def _classes_of_one(
    outline: Outline, children: Sequence[Clause], found: dict[int, set[int]]
) -> bool:
    """申报领跑型企业，应…；申报成长型企业，应…: classes who may all get one item, not items."""
    told = [found.get(c.index, set()) for c in children]
    alike = bool(told[0]) and all(items == told[0] for items in told)
    return alike and all(class_asked(outline, c) for c in children)


def _states_conditions(outline: Outline, block: Clause, pairs: dict[int, set[int]]) -> bool:
    """Whether a clause states conditions and stands in no part of a block that is paired."""
    if outline.roles[block.index] is not Role.CONDITION or block.kind is ClauseKind.PART:
        return False
    above: Clause | None = block
    while above is not None:
        if above.index in pairs:
            return False
        above = outline.parent(above)
    return True


def names_item(outline: Outline, clause: Clause) -> str:
    """The words by which a part of a condition block says which item it speaks of."""
    if clause.marker and clause.heading:
        return "" if _FOR_ALL.search(clause.heading) else clause.heading
    if what := class_asked(outline, clause):
        return what
    pointed = _NUMBERED.match(outline.said(clause))
    return pointed.group() if pointed else ""


def _by_name(name: str, words: Sequence[str], same: set[int]) -> set[int]:
    """The items a name is likest; those of the same number unless others are likest by far."""
    scores = [likeness(name, w) for w in words]
    best = max(scores)
    if same and best - max(scores[n] for n in same) < 0.3:
        return same
    if best < 0.5 or (not same and min(scores) >= best - 0.1):
        return same
    return {n for n, score in enumerate(scores) if score >= best - 0.1}


def _mark(outline: Outline, clause: Clause) -> int | None:
    """The number a part of a block goes by: its own list mark, or the item it points to."""
    if pointed := _NUMBERED.match(outline.said(clause)):
        return _number(pointed["a"] or pointed["b"])
    return _number(clause.marker)


def _number(mark: str) -> int | None:
    """1, （一） and 一、 as the same number; None for what is no number."""
    bare = re.sub(r"[^\d一二三四五六七八九十]", "", mark)
    if bare.isdigit():
        return int(bare)
    if not bare or bare.count("十") > 1:
        return None
    tens, ten, ones = bare.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)


def number_in_block(outline: Outline, item: DraftItem, kind: str = "") -> int | None:
    """The number an item goes by: its mark of one kind (方向一), or the outermost in its block."""
    clause: Clause | None = outline.every[item.clause]
    mark, same = "", ""
    while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
        mark = clause.marker or mark
        if clause.marker and _kind(clause.marker) == kind:
            same = clause.marker
        clause = outline.parent(clause)
    return _number(same or mark)


def _kind(mark: str) -> str:
    """方向一: and 方向2: are marks of one kind, （一） and 1. are not."""
    return re.sub(
        r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", re.sub(r"[:、.\s]", "", mark))
    )


def ancestry(outline: Outline, item: DraftItem) -> str:
    """The words an item goes by: how it begins, and the headings above it inside its block."""
    clause: Clause | None = outline.every[item.clause]
    words = item.quote.text[:40]
    if clause is not None and clause.kind is not ClauseKind.PART:
        words += outline.said(clause)[:60]
    while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
        words += clause.heading
        clause = outline.parent(clause)
    return words


def plain_name(heading: str) -> str:
    """A heading without the words that only say it states conditions."""
    return re.sub(
        r"条件|要求|需要|须|应|符合|满足|以下|下列|申[报请]|支持|的|[:。0-9.()]", "", heading
    )


@lru_cache(maxsize=65536)  # every block is held against every item, for each of them again
def likeness(name: str, title: str) -> float:
    """Share of the character pairs of a name that a title has."""
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(p in title for p in pairs) / len(pairs) if pairs else 0.0
