"""Cut condition text where it joins: list marks, punctuation, 或 and 且; never inside brackets."""

from __future__ import annotations

import re

from compiler.normalise import QUANTITY

INLINE = re.compile(
    r"(?:(?<=[:;,。])|(?<=[^\d]))\((?:\d|[一二三四五六七八九])\)|(?<=[:;,。])[①-⑨]"
    r"|(?<=[:;])\d[.、](?!\d)"
)


def split(view: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Pieces between , ; 。 outside brackets, each with whether 或 joins it to the one before."""
    pieces: list[tuple[int, int, bool]] = []
    depth, last = 0, start
    for position in range(start, end):
        character = view[position]
        if character in "([《":
            depth += 1
        elif character in ")]》":
            depth = max(0, depth - 1)
        elif character in ",;。!?\n" and depth == 0 and not _inside_number(view, position):
            pieces.append((last, position, False))
            last = position + 1
    pieces.append((last, end, False))
    result = []
    for a, b, _ in pieces:
        stripped = view[a:b].lstrip()
        a = b - len(stripped)
        joined = re.match(r"(?:或者|或(?!有))", stripped)
        if joined:
            a += joined.end()
        if a < b:
            result.append((a, b, bool(joined)))
    return result


def _inside_number(view: str, position: int) -> bool:
    return (
        view[position] == ","
        and position > 0
        and view[position - 1].isdigit()
        and bool(re.match(r"\d{3}(?!\d)", view[position + 1 : position + 5]))
    )


def alternatives(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sides of a 或 that each hold a comparison or a whole predicate of their own."""
    cuts = [
        m.span()
        for m in re.compile(r"或者|或(?!以上|以下)").finditer(view, start, end)
        if _depth(view, start, m.start()) == 0
    ]
    if not cuts:
        return []
    someone = re.compile(r"父母|监护人|配偶")
    if someone.search(view, start, cuts[0][0]) and not someone.search(view, cuts[0][1], end):
        return []  # 父母一方具有本市户籍或者持有本市居住证: the parent holds it too
    edges = [start, *[e for c in cuts for e in c], end]
    sides = list(zip(edges[::2], edges[1::2], strict=True))
    predicate = re.compile(
        rf"{QUANTITY}|(?:认定|获得|取得|入选|评定|列入|具有|注册|纳入|持有|在[^,;。]{{2,8}}(?:居住|就业|工作))[^,;。]{{2,}}"
        r"|(?:学历|学位|职称|户籍|居住证|资格证书?|等级证书)(?:的|人员|人才)*\s*$"
    )
    return sides if all(predicate.search(view, a, b) for a, b in sides) else []


def conjuncts(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces that 且, 并 or 、 before a verb joins, outside brackets."""
    cuts = _joints(view, start, end)
    edges = [start, *[e for c in cuts for e in c], end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]


#: 、 before these joins two predicates when a predicate, not a lone verb, stands before it.
_SECOND_VERB = re.compile(
    r"、(?=(?:有(?![限关效色机偿利害序轨线源毒])|建有|设有|配[备有]|建立|设立|制定)[^、]{3})"
)


#: 存在隐患且逾期未整改: what goes on of the misdeed before it, no second one.
_GOES_ON = r"逾期|拒不|情节|仍|造成|影响|尚?未(?:整改|改正|履行|修复|消除|缴清|归还|完成整改|按期)"
#: 「场地存在隐患且逾期未整改」, 「名下有企业且正在经营」: one fact, and what became of it.
_ONE_FACT = re.compile(
    r"[^,;。、\d]*(?:存在|发生|出现|名下有|受到|拖欠|欠缴)[^,;。、\d]{2,24}"
    r"且(?:逾期|仍|正在|拒不|经[^,;。]{1,6}仍|情节|造成|尚未|未按期|未及时|无正当)[^,;。\d]{2,12}\s*"
)


def _joints(view: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [
        m.span()
        for m in re.compile(
            rf"并且|而且|同时|(?<![尚况暂])且(?!{_GOES_ON})(?=[^,]{{3}})"
            r"|(?<![合兼一])并(?=[^购列轨排网联存案入累连]{1}[^,]{3})"
            r"|、(?=(?:已|未|无|没有|具有|具备|不属|能够|依法|拥有|签订|取得|办理|以[^、,;。]{2,6}身份)[^、]{3})"
            r"|以及(?=未|无|不|具)"
        ).finditer(view, start, end)
        if _depth(view, start, m.start()) == 0
        and m.start() > start
        and not (m.group() == "且" and _ONE_FACT.fullmatch(view, start, end))
    ]
    for match in _SECOND_VERB.finditer(view, start, end):
        before = max([start, *(b for _, b in found if b <= match.start())])
        last = max(before, view.rfind("、", before, match.start()) + 1)
        if match.start() - last >= 5 and _depth(view, start, match.start()) == 0:
            found.append(match.span())
    return sorted(found)


def _depth(view: str, start: int, position: int) -> int:
    piece = view[start:position]
    return sum(piece.count(c) for c in "([《") - sum(piece.count(c) for c in ")]》")
