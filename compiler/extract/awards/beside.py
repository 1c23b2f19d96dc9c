"""Lists of classes in more than one place, or in none: brackets, ranks, what led to them.

「三星级、四星级仓库(或三级、二级绿色仓库)」 gives each sum two classes; 「前3名」 gives each a rank
that only somebody who knows all applicants can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.conditions.patterns import read_piece
from compiler.extract.drafts import DraftNode, DraftTag, Quote
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.lists import named_list, overlaps
from compiler.normalise import number

_BRACKET = re.compile(
    r"\((?:或者?|含|即|以及|及|和)?(?P<list>[^(),;。]{2,20}(?:、|和|及|或)[^(),;。]{2,20})\)"
)


def named_with_brackets(text: str, view: str, start: int, end: int, count: int) -> list[DraftTag]:
    """The names of a list, each with the one at its place in a list in brackets behind it."""
    bracket = _BRACKET.search(view, start, end)
    if bracket is None:
        return named_list(text, view, start, end, count)
    a, b = bracket.span()
    bare = view[:a] + " " * (b - a) + view[b:]
    names = named_list(text, bare, start, end, count)
    if view[b : b + 1] in ("、", "和", "及", "或"):
        return names  # 国家级标杆(含甲、乙)、省级标杆: said of one name, and not of the list
    others = named_list(text, view, *bracket.span("list"), count)
    if not names or len(others) != len(names):
        return names or named_list(text, view, start, end, count)
    if any(n.shape != "has" for n in [*names, *others]):
        return names
    return [
        n.model_copy(update={"values": (*n.values, *other.values)})
        for n, other in zip(names, others, strict=True)
    ]


#: 「前3名」, 「排名前三位」: as many ranks as there are sums.
_FIRST_N = re.compile(
    r"(?:排名|名列|位列|位居|排位|居)?(?:在|为)?(?P<first>前(?P<n>[二三四五六七八九十\d]{1,2})(?:名|位|家))"
)
_NTH = "一二三四五六七八九十"


def ranked(text: str, view: str, start: int, end: int, count: int) -> list[DraftTag]:
    """One judgement a rank, best first; empty when no so many ranks are named."""
    for match in _FIRST_N.finditer(view, start, end):
        if number(match["n"]) == count <= len(_NTH):
            quote = Quote(text=text[slice(*match.span())], start=match.start())
            return [
                DraftTag(shape="judged", name=f"第{_NTH[i]}名", quote=quote) for i in range(count)
            ]
    return []


#: The words between what somebody does and the title it is given for it.
_NAMED_SO = re.compile(
    r"(?:的)?(?:首次|新|当年|成功)*(?:被|获|经)*(?:认定|评定|评为|评|授予|获评|核定|确定|命名|达到|列入|入选|获得|取得)+(?:为|成为|到)?$"
)


def without_list(
    text: str, view: str, nodes: Iterable[DraftNode], span: tuple[int, int], lexicon: Lexicon
) -> list[DraftNode]:
    """The conditions beside a list of names: what stands before the verb of naming stays asked.

    「在港区新建仓库被评为三星级、四星级的」 asks for the warehouse as well.
    """
    kept: list[DraftNode] = []
    for node in nodes:
        if not overlaps(node, span):
            kept.append(node)
        elif isinstance(node, DraftTag) and node.shape == "is" and node.quote.start < span[0]:
            named = _NAMED_SO.search(view, node.quote.start, span[0])
            if named and named.start() - node.quote.start >= 4:
                kept.extend(read_piece(text, view, node.quote.start, named.start(), lexicon, True))
    return kept
