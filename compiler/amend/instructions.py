"""What a notice orders, sentence by sentence: replace, delete, add, change words, renumber."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from compiler.amend.places import PLACE, Place, read_place
from compiler.fold import fold
from rules.document import Frozen, PolicyDocument, SourceSpan
from rules.draft import OrderKind


class Instruction(Frozen):
    """One order of a notice. ``kind`` None: the sentence orders something that was not read.

    ``places`` are what it changes (empty for words: the whole text); ``text`` is what comes new,
    ``old`` the words it takes the place of. For an added article ``places`` holds its number, for
    an added 款 or 项 the article it joins.
    """

    kind: OrderKind | None
    places: tuple[Place, ...] = ()
    old: str = ""
    text: str = ""
    joins: Literal["款", "项", ""] = ""
    source: SourceSpan


_Q = "\x00"  # stands for every character between quotation marks, marks included
_LIST = rf"{PLACE}(?:[、,和及与](?:以及)?{PLACE})*"
_CHANGED = r"(?:修改|调整|更改|修订|改)(?:为|成)"
_DELETED = r"(?:删除|删去|废止|取消)"
_ADDED = r"(?:增加|新增|增设|增补)"
_ORDERS = re.compile(rf"{_CHANGED}|{_DELETED}|{_ADDED}|予以修改")
_FORMS: tuple[tuple[OrderKind, re.Pattern[str]], ...] = (
    # 将第三条、第五条中的“A”修改为“B”; “A”统一修改为“B”
    (
        "words",
        re.compile(
            rf"(?:[将把对])?(?:(?P<at>{_LIST})(?:中|里|内)?的?|(?:文中|全文|正文)(?:中)?的?)?"
            rf"(?P<old>{_Q}+)(?:的?(?:表述|字样|内容))?(?:统一|均|全部|相应)?{_CHANGED}:?(?P<new>{_Q}+)"
        ),
    ),
    # 删去第十一条中的“A”; 第三条中的“A”删除
    (
        "words",
        re.compile(
            rf"{_DELETED}(?:(?P<at>{_LIST})(?:中|里|内)?的?|(?:文中|全文)的?)?(?P<old>{_Q}+)"
            rf"|(?:[将把])?(?P<at2>{_LIST})(?:中|里|内)?的?(?P<old2>{_Q}+)(?:予以)?{_DELETED}"
        ),
    ),
    # 将第五条修改为：“第五条 …”
    ("replace", re.compile(rf"(?:[将把对])?(?P<at>{PLACE})(?:的内容)?{_CHANGED}:?(?P<new>{_Q}+)")),
    # 增加一条，作为第十条之一：“…”; 在第九条后增加一条，作为第十条：“…”
    (
        "add_article",
        re.compile(
            rf"(?:在{PLACE}(?:之)?后(?:面)?)?{_ADDED}(?:一|1)?(?:个)?条(?:款)?,?"
            rf"(?:作为|列为|即|为)(?P<at>{PLACE})[:,]?(?:内容为:?)?(?P<new>{_Q}+)"
        ),
    ),
    # 第六条增加一款，作为第二款：“…”; 在第六条中增加一项，作为第（四）项：“…”
    (
        "add_part",
        re.compile(
            rf"(?:(?:在)?(?P<at>{PLACE})(?:中|后|之后|末尾|最后)?)?{_ADDED}(?:一|1)?(?:个)?(?P<what>[款项])"
            rf",?(?:(?:作为|列为|即|为)(?P<as>第?\(?[零一二三四五六七八九十百\d]+\)?[款项]))?"
            rf"[:,]?(?:内容为:?)?(?P<new>{_Q}+)"
        ),
    ),
    # 删除第七条; 第四条第二款、第九条删去
    (
        "delete",
        re.compile(rf"{_DELETED}(?P<at>{_LIST})|(?:将)?(?P<at2>{_LIST})(?:予以)?{_DELETED}"),
    ),
    # 原第十条改为第十一条
    ("renumber", re.compile(rf"(?:原|将原?)?(?P<at>{PLACE})(?:改为|调整为|作为)(?P<to>{PLACE})")),
)
_IN_PART = re.compile(r"第?\(?([零一二三四五六七八九十百\d]+)\)?([款项])")


def read_instructions(notice: PolicyDocument) -> tuple[Instruction, ...]:
    """The orders of a notice in text order; sentences that order nothing are left out.

    A sentence that orders something in words not known here is an instruction without a kind.
    """
    found: list[Instruction] = []
    masked = _masked(notice.text)
    cited: tuple[Place, ...] = ()  # by the order before, on the same line
    line = 0
    for start, end in _sentences(masked):
        if masked.find("\n", line, start) >= 0:
            cited = ()
        line = start
        words = masked[start:end]
        if not _ORDERS.search(words) or not re.search(rf"{PLACE}|{_Q}", words):
            continue
        read = _read(notice, masked, start, end, cited)
        found.extend(read)
        cited = read[-1].places
    return tuple(found)


def _read(
    notice: PolicyDocument, masked: str, start: int, end: int, cited: tuple[Place, ...]
) -> list[Instruction]:
    """Every order of one sentence, none overlapping another.

    Quoted words that no order takes make one more, without a kind: nothing is left out unsaid.
    """
    source = _span(notice, start, end)
    matches: list[tuple[re.Match[str], OrderKind]] = []
    for kind, pattern in _FORMS:
        for match in pattern.finditer(masked, start, end):
            if not any(match.start() < m.end() and m.start() < match.end() for m, _ in matches):
                matches.append((match, kind))
    found: list[Instruction] = []
    taken: list[re.Match[str]] = []
    behind = bool(cited)  # an order stands right before, whose place holds on
    for match, kind in sorted(matches, key=lambda pair: pair[0].start()):
        gap = masked[taken[-1].end() if taken else start : match.start()]
        goes_on = behind and re.fullmatch(r"[,;、和及与并且 同时]*", gap) is not None
        if instruction := _instruction(notice, kind, match, source, cited if goes_on else ()):
            found.append(instruction)
            taken.append(match)
            cited, behind = instruction.places, True
    quoted = list(re.finditer(f"{_Q}+", masked[start:end]))
    if not found or any(
        not any(t.start() <= start + q.start() and start + q.end() <= t.end() for t in taken)
        for q in quoted
    ):
        found.append(Instruction(kind=None, places=cited, source=source))
    return found


def _instruction(
    notice: PolicyDocument,
    kind: OrderKind,
    match: re.Match[str],
    source: SourceSpan,
    before: tuple[Place, ...],
) -> Instruction | None:
    """The order a form matched; ``before`` are the places of the order it goes on from, if any."""
    groups = match.groupdict()
    cited = groups.get("at") or groups.get("at2") or ""
    whole = "全" in match[0].partition(_Q)[0] or "文中" in match[0].partition(_Q)[0]
    places = tuple(p for w in re.findall(PLACE, cited) if (p := read_place(w)) is not None)
    old = _quoted(notice, match, "old") or _quoted(notice, match, "old2")
    text = _quoted(notice, match, "new")
    joins: Literal["款", "项", ""] = ""
    if kind == "add_part":
        joins = "款" if groups["what"] == "款" else "项"
    if kind == "renumber":
        to = read_place(groups["to"])
        if to is None or not places:
            return None
        places = (places[0], to)
    if kind in ("words", "add_part") and not cited and not whole:
        places = before if kind == "words" else _holders(before)
        if kind == "words" and not places and _cites_a_place(match):
            return None  # whatever it says of that place, it does not speak of the whole text
    if kind != "words" and not places:
        return None
    return Instruction(kind=kind, places=places, old=old, text=text, joins=joins, source=source)


def _holders(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """What a further 款 or 项 joins: the article, or the 款, of the place changed before."""
    return tuple(replace(place, item=0, point=0) for place in places)


def _cites_a_place(match: re.Match[str]) -> bool:
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    return re.search(PLACE, re.split(r"[。;]", before)[-1]) is not None


def _quoted(notice: PolicyDocument, match: re.Match[str], group: str) -> str:
    if group not in match.re.groupindex or match[group] is None:
        return ""
    start, end = match.span(group)
    return notice.text[start + 1 : end - 1].strip()


def _span(notice: PolicyDocument, start: int, end: int) -> SourceSpan:
    while start < end and notice.text[start] in " \n":
        start += 1
    while end > start and notice.text[end - 1] in " \n":
        end -= 1
    return notice.span(start, end)


def _masked(text: str) -> str:
    """The folded text with everything in outer quotation marks hidden, marks included.

    Curly and corner marks nest (“第五条 …“小巨人”企业…”); straight ones close at the next.
    """
    view = list(fold(text))
    start = depth = 0
    closing = ""
    for position, sign in enumerate(text):
        if depth == 0 and sign in _MARKS:
            start, depth, closing = position, 1, _MARKS[sign]
        elif depth and sign == closing:
            depth -= 1
            if depth == 0:
                view[start : position + 1] = _Q * (position + 1 - start)
        elif depth and _MARKS.get(sign) == closing:
            depth += 1
    return "".join(view)


_MARKS = {"“": "”", "「": "」", "『": "』", '"': '"', "＂": "＂"}


def _sentences(masked: str) -> list[tuple[int, int]]:
    """Stretches between full stops, semicolons and line ends outside quotation marks.

    A list of orders below one line (「第五条作如下修改：」) is read order by order.
    """
    found = []
    start = 0
    for match in re.finditer(r"[。;\n]", masked):
        if masked[start : match.end()].strip():
            found.append((start, match.end()))
        start = match.end()
    if masked[start:].strip():
        found.append((start, len(masked)))
    return found
