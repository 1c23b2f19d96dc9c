"""Segment: a canonical text into policies (parts) and a tree of clauses.

Takes a ``PolicyDocument``, gives a ``Segmented``. Guarantees: every non-empty line belongs to
exactly one clause; a clause's ``end`` is where its own text stops and its first child may begin;
parents come before children. Numbering is ranked 编 章 节 条 一、 （一） 1. （1） ① a.; a named
block (条件要求, 补贴标准：) stands between its owner and the numbers inside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from compiler.card_titles import CardTitle, card_titles
from compiler.cards import card_starts
from compiler.fold import fold
from compiler.headings import (
    CLOSING,
    QUESTION,
    field_label,
    heading_of,
    named_benefit,
    names_columns,
    naming_line,
)
from compiler.policy_parts import parts_of
from compiler.policy_table import PolicyRow, PolicyTable, lines_of, policy_tables
from compiler.read.canonical import CELL_SEPARATOR
from compiler.roles import Role, role_of_heading
from rules.document import Clause, ClauseKind, Frozen, PolicyDocument, PolicyPart


class Segmented(Frozen):
    """A document with its parts and its clause tree, in text order."""

    document: PolicyDocument
    parts: tuple[PolicyPart, ...]
    clauses: tuple[Clause, ...]


_CN = "一二三四五六七八九十百零〇两"
_QUESTION_RANK = 4.5
#: (rank, pattern); lower ranks contain higher ones.
NUMBERING: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1, re.compile(rf"第[{_CN}\d]+[编篇](?=\s|[一-鿿])")),
    (1.2, re.compile(rf"第[{_CN}\d]+部分")),
    (2, re.compile(rf"第[{_CN}\d]+章")),
    (2.5, re.compile(rf"第[{_CN}\d]+节")),
    (3, re.compile(rf"第[{_CN}\d]+条(?:之[{_CN}])?")),
    (4, re.compile(rf"[{_CN}]{{1,3}}[、.]")),
    (5, re.compile(rf"\([{_CN}]{{1,3}}\)[、.]?")),
    # 1.2023年度 and 1.80周岁 begin a clause: no year and no age has a fraction
    (6, re.compile(r"\d{1,2}[.、](?:(?!\d)|(?=(?:19|20)\d\d年|\d{2,3}周?岁))")),
    (_QUESTION_RANK, re.compile(r"(?:问题?\s?[\d一二三四五六七八九十]*|[Qq]\d*)[:、.](?=\s?\S)")),
    (6.5, re.compile(r"(?:方向|类别|情形|条件)\s?[\d一二三四五六七八九十]+[:、 ]?")),
    (7, re.compile(r"\(\d{1,2}\)[、.]?")),
    (8, re.compile(r"[①-⑳]|\d{1,2}\)")),
    (9, re.compile(r"[a-zA-Z][.、)](?=\s?[一-鿿])")),
)
_PART_RANK, _PARAGRAPH_RANK = 5.0, 50.0
#: Rows of policies stand under any heading, and sections of their table hold them.
_SECTION_RANK, _ROW_RANK, _CELL_RANK = 49.2, 49.4, 49.6
_CARD_RANK = 4.2  # a table of its own for each policy, under the headings of a chapter
_TITLE_RANK = 4.25  # and the name of a card of named blocks
#: A line that ends a sentence, or that may be a heading or a table cell of its own.
_ENDS = re.compile(r"[。;:!?)\]\"'|]$")
#: A line of running text: a comma, and more than a heading holds.
_SAID = re.compile(r"^(?=.{20,})[^。]*,|。[^。]{4,}$", re.S)
_GOES_ON = re.compile(r"[一-鿿\d\"(,、]")
#: 其他补贴 names a benefit, 附件 what is attached, 其他条件 belongs to what stands above it.
_NAMES_NO_CLOSING = re.compile(
    r"^附(?:件|表|录)|补[贴助]|奖|资助|支持|扶持|政策|条件|对象|材料|标准|范围"
)
#: The mark of the first entry of a list.
_FIRST = re.compile(r"\W*[一1①aA]\W*")
#: How far an introduction ranks above the list it holds.
_INTRODUCED = 0.01


def segment(document: PolicyDocument) -> Segmented:
    """Split a document into its policies and its clause tree."""
    lines = lines_of(document.text)
    starts = card_starts(document.text, lines)
    titles = {} if starts else card_titles(document.text, lines)
    builder = _Builder(document, starts, policy_tables(document.text, lines), titles)
    for start, end in lines:
        builder.add(start, end)
    clauses = builder.finish()
    return Segmented(document=document, parts=parts_of(document, starts), clauses=clauses)


class _Builder:
    """Keeps the stack of open clauses while lines arrive."""

    def __init__(
        self,
        document: PolicyDocument,
        card_starts: dict[int, int],
        table: PolicyTable,
        titles: dict[int, CardTitle],
    ) -> None:
        self.document = document
        self.card_starts = card_starts
        self.table = table
        self.titles = titles
        self.row = -1  # the clause of the last row of a list of policies
        self.told = False  # whether the line before named a block and said what stands in it
        self.clauses: list[dict[str, object]] = []
        self.stack: list[tuple[float, int]] = []  # (rank, clause index)
        self.card_until = -1
        self.question_rank = 0.0  # known with the first question
        self.title_rank = 0.0  # and with the first card's name

    def add(self, start: int, end: int) -> None:
        text = self.document.text[start:end]
        view = fold(text)
        if start in self.card_starts:
            self.card_until = self.card_starts[start]
            self._open(_PART_RANK - 4.1, ClauseKind.PART, "", text.strip(), start, end)
            return
        if start < self.card_until:  # the rest of a card's title
            self._extend(end)
            return
        if start in self.titles:
            self._card(self.titles[start], start, end)
            return
        if start in self.table.rows:
            self._policy(self.table.rows[start], start, end)
            return
        if CELL_SEPARATOR not in view:
            self._leave_table(end_of_card=self.told)
        self.told = CELL_SEPARATOR in view
        if start in self.table.cards:
            self._pop(lambda r: r >= _CARD_RANK)
            self._open(_CARD_RANK, ClauseKind.ROW, "", self.table.cards[start], start, end)
            return
        if start in self.table.sections:
            self._open(_SECTION_RANK, ClauseKind.HEADING, "", view, start, end)
            return
        if (field := field_label(view)) and not names_columns(view):
            self._field(field, start, end)
            return
        if self._breaks_off(view):
            self._extend(end)
            return
        for rank, pattern in NUMBERING:
            if match := pattern.match(view):
                self._numbered(rank, match.group(), view, start, end)
                return
        self._paragraph(view, start, end)

    def _card(self, title: CardTitle, start: int, end: int) -> None:
        """The name of a card of a guide; a heading right above it holds all cards."""
        above, last = self.stack[-1] if self.stack else (0.0, -1)
        if not self.title_rank:
            named = last >= 0 and last == len(self.clauses) - 1 and self.clauses[last]["marker"]
            self.title_rank = max(_TITLE_RANK, above + 0.4) if named else _TITLE_RANK
        self._pop(lambda r: r >= self.title_rank)
        name = self.document.text[title.name : end].strip()
        self._open(self.title_rank, ClauseKind.ROW, title.marker, name, start, end)

    def _policy(self, row: PolicyRow, start: int, end: int) -> None:
        """A row of a list of policies: the policy's name, and below it a block for each cell."""
        self._pop(lambda r: r >= _ROW_RANK)
        lead = row.cells[0].start if row.cells else end
        if row.goes_on and self.row >= 0:
            self.stack.append((_ROW_RANK, self.row))
            if lead > start:
                self._open(_CELL_RANK, ClauseKind.HEADING, "", "", start, lead)
        else:
            self._open(_ROW_RANK, ClauseKind.ROW, row.marker, row.name, start, lead)
            self.row = len(self.clauses) - 1
        for cell in row.cells:
            self._pop(lambda r: r >= _CELL_RANK)
            kind = ClauseKind.FIELD if cell.label else ClauseKind.HEADING
            self._open(_CELL_RANK, kind, "", cell.label, cell.start, cell.end)
        self._pop(lambda r: r >= _ROW_RANK)

    def _leave_table(self, *, end_of_card: bool) -> None:
        """What stands behind the last row is said of all; in a card, paragraphs of a block stand
        below its bare name."""
        for depth, (rank, _) in enumerate(self.stack):
            if rank == _SECTION_RANK or (rank == _CARD_RANK and end_of_card):
                del self.stack[depth:]
                return

    def _breaks_off(self, view: str) -> bool:
        """Whether the line before stops inside a sentence that this line goes on with."""
        if not self.clauses or CELL_SEPARATOR in view:
            return False
        last = self.clauses[-1]
        before = self._said(last)
        if last["kind"] in (ClauseKind.PART, ClauseKind.HEADING, ClauseKind.ROW):
            return False
        if last["parent"] is not None and last["parent"] == self.row:
            return False
        if role_of_heading(str(last["heading"])) is Role.HEADER or _ENDS.search(before):
            return False
        if any(p.match(view) for _, p in NUMBERING) or not _SAID.search(before):
            return False
        return _GOES_ON.match(view) is not None and bool(re.search(r"[。;,]", view))

    def _numbered(self, rank: float, marker: str, view: str, start: int, end: int) -> None:
        if rank == _QUESTION_RANK:
            rank = self.question_rank = self.question_rank or self._rank_of_questions()
        rest = view[len(marker) :].strip()
        if self.stack and self.stack[-1][0] < rank:
            self._name_by_benefit()
        heading = heading_of(rest)
        whole = bool(heading) and heading == rest.rstrip(": ")
        kind = ClauseKind.HEADING if whole else ClauseKind.NUMBERED
        introduction = None
        if self.stack and self._introduces(self.stack[-1][1], marker):
            # 「答：要同时满足下面几项：」 holds the list that follows it.
            introduction = self.stack.pop()[1]
        # A second introduction of a list of the same rank stands beside the first, not in it.
        floor = rank if introduction is None else rank - _INTRODUCED
        self._pop(lambda r: r >= floor)
        if rank <= 3:  # chapters and articles close any block above, except the card they are in
            self._pop(lambda r: r < 1)
        while self.stack and self._is_header(self.stack[-1][1]):
            self.stack.pop()
        if introduction is not None:
            parent = self.stack[-1][1] if self.stack else None
            path = self.clauses[parent]["path"] if parent is not None else ()
            self.clauses[introduction] |= {"parent": parent, "level": len(self.stack), "path": path}
            self.stack.append((rank - _INTRODUCED, introduction))
        self._open(rank, kind, marker.strip(), heading, start, end)

    def _field(self, match: re.Match[str], start: int, end: int) -> None:
        label = match[1]
        # A block of the same owner ends here; so do the numbers inside it.
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.clauses[self.stack[depth][1]]["kind"] is ClauseKind.FIELD:
                del self.stack[depth:]
                break
            if self.clauses[self.stack[depth][1]]["kind"] is ClauseKind.PART:
                del self.stack[depth + 1 :]
                break
        self._pop(lambda r: r >= _PARAGRAPH_RANK)
        while self.stack and self.clauses[self.stack[-1][1]]["kind"] is ClauseKind.PARAGRAPH:
            self.stack.pop()
        rank = (self.stack[-1][0] if self.stack else 0.0) + 0.05
        self._open(rank, ClauseKind.FIELD, "", label, start, end)
        value = self.document.text[start + match.end() : end].strip()
        if value and role_of_heading(label) is Role.HEADER:
            self.stack.pop()  # a header fact holds its own line only

    def _paragraph(self, view: str, start: int, end: int) -> None:
        self._pop(lambda r: r >= _PARAGRAPH_RANK)
        if view.endswith("。") and self.stack and self._is_header(self.stack[-1][1]):
            above = self.stack[-1][1]
            if above < len(self.clauses) - 1:  # 主管部门：/市财政局/为支持…: past the fact itself
                self.stack.pop()
        if CELL_SEPARATOR in view:
            self._open(_PARAGRAPH_RANK, ClauseKind.ROW, "", "", start, end)
            return
        if CLOSING.fullmatch(view) and (
            self.question_rank or self._closes_cards(view, start) or self._closes_points(view, end)
        ):
            # 「温馨提示」 is said of the questions of its part, 「最后说几句」 of all of them.
            of_all = re.match(r"最后|附|统一|共[同性]|公共|通用", view)
            floor = 0.0 if of_all else self.question_rank
            self._pop(lambda r: r >= floor)
            self._open(max(floor, 1.0), ClauseKind.HEADING, "", view.rstrip(":"), start, end)
            return
        asked = QUESTION.fullmatch(view)
        bare = asked[1] if asked else view.rstrip(":")
        heading = bare if len(bare) <= 20 and role_of_heading(bare) is not Role.NONE else ""
        if heading and not re.search(r"[。;,、]|^各|^有关", view):
            # An unnumbered heading opens a block until the next number of its owner; it ends
            # the one before with its list.
            for depth, (rank, held) in enumerate(self.stack):
                block = self.clauses[held]
                if block["kind"] is ClauseKind.HEADING and not block["marker"] and rank >= 1:
                    del self.stack[depth:]
                    break
            self._open(_PARAGRAPH_RANK - 1, ClauseKind.HEADING, "", heading, start, end)
            return
        self._name_by_line()
        self._open(_PARAGRAPH_RANK, ClauseKind.PARAGRAPH, "", "", start, end)

    def _closes_cards(self, view: str, start: int) -> bool:
        """「共性说明」 behind the last card, where no card has such a block of its own."""
        behind = bool(self.titles) and start > max(self.titles)
        return behind and fold(self.document.text).count(view) == 1

    def _closes_points(self, view: str, end: int) -> bool:
        """「附则」 alone on its line behind the last of the points 一、 to 六、 is of them all."""
        numbered = [(r, i) for r, i in self.stack if self.clauses[i]["marker"] and r <= 6]
        if not numbered or _NAMES_NO_CLOSING.search(view):
            return False
        rank, outermost = numbered[0]
        parent = self.clauses[outermost]["parent"]
        alike = [c for c in self.clauses if c["marker"] and c["parent"] == parent]
        pattern = next((p for r, p in NUMBERING if r == rank), None)
        behind = fold(self.document.text[end:])
        if len(alike) < 2 or pattern is None or view in behind.split("\n"):
            return False
        return not any(pattern.match(line.lstrip()) for line in behind.split("\n"))

    def _name_by_line(self) -> None:
        """「六、鼓励企业参加展会。」 over a paragraph names what stands below it."""
        clause = self.clauses[-1] if self.clauses else {}
        bare = clause and clause["kind"] is ClauseKind.NUMBERED and not clause["heading"]
        if bare and (named := naming_line(self._said(clause), str(clause["marker"]))):
            clause |= {"heading": named, "kind": ClauseKind.HEADING}

    def _name_by_benefit(self) -> None:
        """「（二）社会保险补贴。」 over the list of its parts names them."""
        clause = self.clauses[self.stack[-1][1]]
        if (
            clause["kind"] is ClauseKind.NUMBERED
            and not clause["heading"]
            and (named := named_benefit(self._said(clause), str(clause["marker"])))
        ):
            clause |= {"heading": named, "kind": ClauseKind.HEADING}

    def _said(self, clause: dict[str, object]) -> str:
        """The folded text of a clause up to here."""
        start, end = clause["start"], clause["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        return fold(self.document.text[start:end]).rstrip()

    def _rank_of_questions(self) -> float:
        """Under 「1. 求职补贴」 questions stand in that heading; else they are outermost."""
        above, last = self.stack[-1] if self.stack else (0.0, -1)
        named = last >= 0 and last == len(self.clauses) - 1 and self.clauses[last]["marker"]
        return max(_QUESTION_RANK, above + 0.4) if named else _QUESTION_RANK

    def _introduces(self, index: int, marker: str) -> bool:
        clause = self.clauses[index]
        if index == len(self.clauses) - 1 and clause["kind"] is ClauseKind.HEADING:
            # 「申报条件」 alone on its line holds the list that begins under it.
            return not clause["marker"] and _FIRST.fullmatch(marker.strip()) is not None
        last = index == len(self.clauses) - 1
        return last and clause["kind"] is ClauseKind.PARAGRAPH and self._said(clause).endswith(":")

    def _is_header(self, index: int) -> bool:
        clause = self.clauses[index]
        heading = str(clause["heading"])
        return clause["kind"] is ClauseKind.FIELD and role_of_heading(heading) is Role.HEADER

    def _pop(self, closing: Callable[[float], bool]) -> None:
        while self.stack and closing(self.stack[-1][0]):
            if self.clauses[self.stack[-1][1]]["kind"] is ClauseKind.PART:
                return
            self.stack.pop()

    def _open(
        self, rank: float, kind: ClauseKind, marker: str, heading: str, start: int, end: int
    ) -> None:
        if kind is ClauseKind.PART:
            self.stack = [s for s in self.stack if s[0] < rank]
        parent = self.stack[-1][1] if self.stack else None
        path = self.clauses[parent]["path"] if parent is not None else ()
        assert isinstance(path, tuple)
        label = marker or (f"「{heading}」" if heading else "")
        self.clauses.append(
            {
                "parent": parent,
                "level": len(self.stack),
                "kind": kind,
                "marker": marker,
                "heading": heading,
                "start": start,
                "end": end,
                "path": (*path, label) if label else path,
            }
        )
        self.stack.append((rank, len(self.clauses) - 1))

    def _extend(self, end: int) -> None:
        clause = self.clauses[-1]
        clause["end"] = end
        if clause["kind"] is not ClauseKind.PART:
            return
        start = clause["start"]
        assert isinstance(start, int)
        clause["heading"] = self.document.text[start:end].replace("\n", "")

    def finish(self) -> tuple[Clause, ...]:
        ends: list[int] = []
        for index, clause in enumerate(self.clauses):
            own = clause["end"]
            assert isinstance(own, int)
            ends.append(own)
            parent = clause["parent"]
            while isinstance(parent, int):
                ends[parent] = max(ends[parent], ends[index])
                parent = self.clauses[parent]["parent"]
        return tuple(
            Clause.model_validate({**clause, "index": i, "subtree_end": ends[i]})
            for i, clause in enumerate(self.clauses)
        )
