"""What a clause points at by its own words: 第三条, 第二章, 前条, and the terms it defines.

Only numbers of the document's own provisions count: 《…办法》第五条 is another document's.
"""

from __future__ import annotations

import re

from retrieval.pieces import ClauseTree
from rules.document import Clause
from rules.numeral import counted

_NUMBER = r"[一二三四五六七八九十百零\d]+"
_NAMED = re.compile(
    rf"(?P<head>第|问题)(?P<low>{_NUMBER})(?P<unit>[条章节项]|部分)?"
    rf"(?:(?:至|到|—|-)(?:第|问题)?(?P<high>{_NUMBER})(?:[条章节项]|部分)?)?"
)
_FOREIGN = re.compile(r"》(?:[(（][^)）]{0,24}[)）])?(?:的?规定)?$")
_BEFORE = re.compile(r"[前上]一?条")
_MARK = re.compile(_NUMBER)
_DEFINED = (
    re.compile(
        r"所称的?[“\"']?(?P<term>[^,，;；。:：“”\"']{2,14}?)[”\"']?(?:[,，]|是指|系指|指|[(（]|由|以)"
    ),
    re.compile(r"以下(?:简|统)称[:：]?[“\"]?(?P<term>[^,，;；。:：“”\")）]{2,14})[”\"]?[)）]"),
    re.compile(r"[“\"](?P<term>[^“”\"]{2,12})[”\"]均?(?:是|系)?指"),
)
_TERMS_BELOW = re.compile(
    r"(?:下列|以下)[^,，;；。]{0,6}(?:用语|术语|概念|名词)|用语[^,，;；。]{0,4}(?:含义|定义)"
)
_LISTED = re.compile(
    r"^[(（]?[一二三四五六七八九十\d]{1,3}[)）.、．]*(?P<term>[一-鿿]{2,12})[,，:：]?(?:是指|系指|指)",
    re.M,
)


def named_provisions(tree: ClauseTree, text: str, place: Clause) -> frozenset[int]:
    """The clauses of the document that words standing in ``place`` name by number."""
    found: set[int] = set()
    for match in _NAMED.finditer(text):
        if match["head"] == "第" and not match["unit"]:
            continue
        if _FOREIGN.search(text[: match.start()]):
            continue
        low = counted(match["low"])
        numbers = range(low, (counted(match["high"]) if match["high"] else low) + 1)
        unit = match["unit"] or match["head"]
        found.update(c.index for c in _counted(tree, unit, place) if _number(c) in numbers)
    if _BEFORE.search(text):
        article = next((c for c in (place, *tree.ancestors(place)) if _is(c, "条")), None)
        if article is not None:
            before = [c for c in tree.clauses if _is(c, "条") and c.start < article.start]
            found.update(c.index for c in before[-1:])
    return frozenset(found)


def defined_terms(text: str) -> tuple[str, ...]:
    """The terms a stretch of text gives a meaning to, each once, in order."""
    patterns = (*_DEFINED, _LISTED) if _TERMS_BELOW.search(text) else _DEFINED
    terms = (match["term"].strip() for pattern in patterns for match in pattern.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if len(term) > 1))


def _counted(tree: ClauseTree, unit: str, place: Clause) -> list[Clause]:
    """The clauses a word like 第…条 counts: by their unit, else by plain numbers (第1条: 1.)."""
    own = [clause for clause in tree.clauses if _is(clause, unit)]
    if own or unit not in ("条", "项"):
        return own
    if unit == "项":
        article = next((c for c in (place, *tree.ancestors(place)) if _is(c, "条")), None)
        within = [c for c in tree.clauses if article and _inside(c, article)]
        return [c for c in within if re.fullmatch(r"\(.{1,3}\)", c.marker)]
    return [c for c in tree.clauses if re.fullmatch(r"\d+[.、．]", c.marker)]


def _is(clause: Clause, unit: str) -> bool:
    if unit == "问题":
        return clause.marker.startswith("问")
    return clause.marker.startswith("第") and clause.marker.endswith(unit)


def _inside(clause: Clause, outer: Clause) -> bool:
    return outer.start < clause.start < outer.subtree_end


def _number(clause: Clause) -> int:
    digits = _MARK.search(clause.marker)
    return counted(digits.group()) if digits else 0
