"""Lists of classes that the conditions grammar reads piece by piece: ranges, grades, stages.

营业收入1亿元至5亿元、5亿元至20亿元、20亿元以上，且增速分别不低于20%、15%、10%的: the first range
goes with the first growth.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftTag
from compiler.extract.language.lexicon import Lexicon

#: As many tags a piece, and where the list stands.
Listed = tuple[tuple[int, int], list[list[DraftTag]]]
_SEPARATOR = re.compile(r"的?(?:、|以及|(?<!不)和|及(?!以)|或(?!以))")
_CLAUSE = re.compile(r"(?:(?![,;。:]|且(?!不)|并且).)+")


def read_pieces(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, count: int
) -> Listed | None:
    """The tags of each of ``count`` pieces of one list; None when a piece says anything else."""
    for clause in _CLAUSE.finditer(view, start, end):
        pieces = _pieces(view, *clause.span())
        if len(pieces) != count:
            continue
        found = [_tags(text, view, a, b, lexicon) for a, b in pieces]
        if all(tags and all(t.shape == "compare" for t in tags) for tags in found[1:]):
            graded = [[t for t in tags if t.shape == "compare"] for tags in found]
            if graded[0] and any(len(tags) > 1 for tags in graded):
                return _place(graded), _half_open(_named_alike(graded))
        if all(len(tags) == 1 and tags[0].shape in ("has", "one_of") for tags in found):
            whole = all(
                2 * len(tags[0].quote.text) >= b - a
                for tags, (a, b) in zip(found, pieces, strict=True)
            )
            values = {v for tags in found for v in tags[0].values}
            if whole and len(values) >= count and len({t[0].name for t in found}) == 1:
                return _place(found), _timed_alike(found)
        if ladder := _ladder(text, view, found, pieces):
            return _place(ladder), ladder
    return None


def _pieces(view: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces, depth, last = [], 0, start
    cuts = {m.start(): m.end() for m in _SEPARATOR.finditer(view, start, end)}
    for position in range(start, end):
        depth += (view[position] == "(") - (view[position] == ")")
        if depth == 0 and position in cuts and position >= last:
            pieces.append((last, position))
            last = cuts[position]
    noun = re.search(r"的[^、()]*$", view[last:end])
    pieces.append((last, last + noun.start() if noun and noun.start() > 2 else end))
    return [(a, b) for a, b in pieces if b > a]


def _tags(text: str, view: str, start: int, end: int, lexicon: Lexicon) -> list[DraftTag]:
    found = read_conditions(text, view, start, end, lexicon, residual=False)
    return [n for n in found.of if isinstance(n, DraftTag)] if found else []


def _ladder(
    text: str, view: str, found: list[list[DraftTag]], pieces: list[tuple[int, int]]
) -> list[list[DraftTag]] | None:
    """认证等级为五级、四级、三级: the first piece says what they are grades of."""
    first = [t for t in found[0] if t.shape == "one_of" and len(t.values) == 1]
    if len(first) != 1:
        return None
    step = re.search(r"[特一二三四五六甲乙丙丁A-E1-5][级等星类]$", first[0].values[0])
    rest = [re.match(r"[特一二三四五六甲乙丙丁A-E1-5][级等星类]", view[a:b]) for a, b in pieces[1:]]
    if step is None or not all(rest):
        return None
    head = first[0].values[0][: step.start()]
    later = []
    for match, (a, _) in zip(rest, pieces[1:], strict=True):
        grade = match.group() if match else ""
        quote = first[0].quote.model_copy(update={"text": text[a : a + len(grade)], "start": a})
        later.append([first[0].model_copy(update={"values": (head + grade,), "quote": quote})])
    return [first, *later]


def _place(found: list[list[DraftTag]]) -> tuple[int, int]:
    tags = [t for tags in found for t in tags]
    return min(t.quote.start for t in tags), max(t.quote.end for t in tags)


def _named_alike(found: list[list[DraftTag]]) -> list[list[DraftTag]]:
    """A later range without a name compares what the first one named."""
    model = next((t for t in found[0] if t.name), found[0][0])
    update = {"name": model.name, "period": model.period, "measure": model.measure}
    return [
        [t.model_copy(update=update) if not t.name or tags is found[0] else t for t in tags]
        for tags in found
    ]


def _timed_alike(found: list[list[DraftTag]]) -> list[list[DraftTag]]:
    """上年度认定的甲、乙: the year and the 首次 of the first hold for all."""
    (model,) = found[0]
    return [
        [t.model_copy(update={"period": t.period or model.period, "first": t.first or model.first})]
        for (t,) in found
    ]


def _half_open(found: list[list[DraftTag]]) -> list[list[DraftTag]]:
    """1亿元至5亿元、5亿元至20亿元: by convention the seam belongs to the upper range."""
    lowers = {t.value for tags in found for t in tags if not _upper(t)}
    return [
        [
            t.model_copy(update={"prefix": "不足", "suffix": ""})
            if _upper(t) and not t.mark and t.suffix == "~以下" and t.value in lowers
            else t
            for t in tags
        ]
        for tags in found
    ]


def _upper(tag: DraftTag) -> bool:
    return tag.suffix in ("~以下", "以下", "及以下", "以内", "之内") or tag.prefix in (
        "不足",
        "不满",
        "未满",
        "低于",
        "小于",
        "不超过",
        "不高于",
        "<",
        "≤",
    )
