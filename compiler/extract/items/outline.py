"""The outline of one policy: clauses with their roles, sentences with what they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from compiler.extract.awards.awards import Benefit
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import (
    DraftGroup,
    DraftItem,
    DraftNode,
    Quote,
)
from compiler.extract.items.points import alike, own_items
from compiler.extract.items.sentences import EXCLUSION_INTRO, find_grant, kind_of, sentences
from compiler.extract.items.spoken_to import opens_with_recipient
from compiler.extract.language.amounts import GRANT
from compiler.extract.language.lexicon import Lexicon
from compiler.fold import fold
from compiler.roles import REMINDER, Role, role_of_chapter, role_of_heading
from compiler.segment import Segmented
from rules.document import Clause, ClauseKind, PolicyPart, SentenceKind
from rules.errors import Diagnostic
from rules.provenance import ReplyRecord

#: 「对象：…」, 「【标准】…」 at the start of a sentence inside a paragraph.
INNER_LABEL = re.compile(
    r"\s*(?:答:)?\s*(?:\[(?=[^\]]{2,10}\]))?(?P<label>[一-鿿、和与]{2,8})(?:\]:?|:)\s*(?=\S)"
)


@dataclass
class Sentence:
    """A sentence with its clause and what it turned out to be about."""

    clause: int
    start: int
    end: int
    kind: SentenceKind
    reason: str = ""
    items: list[int] = field(default_factory=list)


@dataclass
class PolicyReading:
    """What an extractor read in one policy: items, and the fate of every sentence.

    A model's reading also says which reply each quote of an item came from (``said`` beside
    ``items``; None for an item the grammar read), and what of the replies was not used.
    """

    items: list[DraftItem] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notes: list[tuple[str, int, int]] = field(default_factory=list)
    said: list[Said | None] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    replies: list[ReplyRecord] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """The replies an item rests on: that of its own, and those of quotes from elsewhere."""

    reply: str
    elsewhere: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def reply_for(self, start: int, end: int) -> str:
        """The hash of the reply that quoted ``[start, end)``."""
        return self.elsewhere.get((start, end), self.reply)


@dataclass
class Outline:
    """One policy of a segmented document: its clauses, their roles and their sentences.

    The readers that share it note on the sentences what each turned out to be.
    """

    text: str
    view: str
    lexicon: Lexicon
    part: PolicyPart
    every: tuple[Clause, ...]  # all clauses of the document, by index
    clauses: list[Clause]  # those of this policy
    children: dict[int | None, list[Clause]] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    by_clause: dict[int, list[Sentence]] = field(default_factory=dict)
    intros: dict[int, list[DraftNode]] = field(default_factory=dict)  # before 「按以下标准资助：」
    rows: dict[int, list[Sentence]] = field(
        default_factory=dict
    )  # of the table a sentence points to
    announced: dict[int, list[Benefit]] = field(default_factory=dict)  # 「给予补贴。按…的30%」
    leads: dict[int, Sentence] = field(default_factory=dict)  # what they ask, the grant asks

    def said(self, stretch: Sentence | Clause) -> str:
        """The folded text of a sentence, or a clause's own."""
        return self.view[stretch.start : stretch.end]

    def told_from(self, sentence: Sentence) -> int:
        """Where a sentence begins to say something, after the name of its block."""
        clause = self.every[sentence.clause]
        start = sentence.start
        if clause.kind is ClauseKind.FIELD and start == clause.start:
            label = re.match(
                rf"\s*\[?{re.escape(clause.heading)}\]?\s*[:|]?\s*", self.said(sentence)
            )
            start += label.end() if label else 0
        named = INNER_LABEL.match(self.view, start, sentence.end)
        if named and (
            role_of_heading(named["label"]) is not Role.NONE or REMINDER.fullmatch(named["label"])
        ):
            start = named.end()
        return start

    def quote(self, start: int, end: int) -> Quote:
        """The quote of ``[start, end)`` without surrounding spaces and punctuation."""
        while start < end and self.view[start] in " ,;:。、\n\t":
            start += 1
        while end > start and self.view[end - 1] in " ,;:。、\n\t":
            end -= 1
        return Quote(text=self.text[start:end], start=start)

    def conditions(self, start: int, end: int, *, residual: bool = True) -> DraftGroup | None:
        """The conditions stated in ``[start, end)``."""
        return read_conditions(self.text, self.view, start, end, self.lexicon, residual=residual)

    def parent(self, clause: Clause) -> Clause | None:
        """The clause that holds this one, inside the policy."""
        if clause.parent is None:
            return None
        parent = self.every[clause.parent]
        return parent if parent.start >= self.part.start else None

    def below(self, clause: Clause) -> list[Clause]:
        """All clauses under a clause, in text order."""
        found = []
        for child in self.children.get(clause.index, []):
            found.append(child)
            found.extend(self.below(child))
        return found

    def sentences_below(self, clause: Clause) -> list[Sentence]:
        """The sentences of a clause and of all under it."""
        return [s for c in [clause, *self.below(clause)] for s in self.by_clause.get(c.index, [])]


def outline_of(segmented: Segmented, view: str, part: PolicyPart, lexicon: Lexicon) -> Outline:
    """The outline of one part of a document."""
    outline = Outline(
        text=segmented.document.text,
        view=view,
        lexicon=lexicon,
        part=part,
        every=segmented.clauses,
        clauses=[c for c in segmented.clauses if part.start <= c.start < max(part.end, 1)],
    )
    for clause in outline.clauses:
        outline.children.setdefault(clause.parent, []).append(clause)
    outline.roles = {c.index: _role_of(outline, c) for c in outline.clauses}
    for clause in outline.clauses:
        role = outline.roles[clause.index]
        for start, end in sentences(view, clause.start, clause.end):
            named = INNER_LABEL.match(view, start, end)
            if named and (told := role_of_heading(named["label"])) is not Role.NONE:
                role = told  # 「答：对象：…。标准：…。」, each until the next
            elif named and REMINDER.fullmatch(named["label"]):
                role = Role.NONE
            kind = _sentence_kind(outline, clause, start, end, role)
            sentence = Sentence(clause=clause.index, start=start, end=end, kind=kind)
            outline.sentences.append(sentence)
            outline.by_clause.setdefault(clause.index, []).append(sentence)
    return outline


def _role_of(outline: Outline, clause: Clause) -> Role:
    current: Clause | None = clause
    while current is not None:
        named = current.kind not in (ClauseKind.PART, ClauseKind.ROW)
        heading = current.heading if named else ""
        told_by = role_of_chapter if _is_chapter(outline, current) else role_of_heading
        role = told_by(heading) if heading else Role.NONE
        if role is Role.CONDITION and _OF_OTHERS.search(heading) and not _APPLICANT.search(heading):
            role = Role.NONE
        if current is not clause and (stated := _list_role(outline, current)) is not Role.NONE:
            return stated
        if role is not Role.NONE:
            return role
        current = outline.every[current.parent] if current.parent is not None else None
        if current is not None and current.start < outline.part.start:
            return Role.NONE
    return Role.NONE


def _is_chapter(outline: Outline, clause: Clause) -> bool:
    """Whether a heading stands over articles, or over clauses with headings of their own."""
    if clause.kind is not ClauseKind.HEADING or not clause.marker:
        return False
    return clause.marker.endswith(("章", "节", "编", "部分")) or any(
        c.heading for c in outline.children.get(clause.index, [])
    )


def _list_role(outline: Outline, clause: Clause) -> Role:
    """What the children of an introduction are: 「应当具备下列条件：」, 「…之一的，不予…：」."""
    own = outline.said(clause).rstrip()
    if not own.endswith(":") or clause.kind is ClauseKind.PART:
        return Role.NONE
    last = re.split(r"[。;]", own)[-1]
    if re.search(r"所称|是指|系指", last):
        return Role.DEFINITION
    if EXCLUSION_INTRO.search(last):
        return Role.EXCLUSION
    if _SUMS_BELOW.search(last):
        return Role.AWARD
    if not _APPLICANT.search(last) and not opens_with_recipient(
        outline.view, clause.end - len(own) + own.rfind(last), clause.end, outline.clauses
    ):
        return Role.NONE
    if re.search(
        r"(?:下列|以下|如下|下面)[^,;。]{0,10}(?:条件|要求|情形|之一|几项|各项)|条件之一"
        r"|(?:同时)?(?:符合|满足|具备):",
        last,
    ) and (
        not re.search(GRANT + r"[^,;。应须需符具满]{0,8}:$", last) or _asks_below(outline, clause)
    ):
        return Role.CONDITION
    return Role.NONE


#: 「按照下列标准给予安家补贴：」, 「补贴标准如下：」: what stands below are classes and their sums.
_SUMS_BELOW = re.compile(
    rf"按照?(?:以下|下列|如下|下述)标准[^,;。:]{{0,4}}{GRANT}[^,;。:]{{0,12}}:$"
    rf"|{GRANT}(?:标准|金额|额度)(?:如下|为|是|分别为)?:$"
)


def _asks_below(outline: Outline, clause: Clause) -> bool:
    """「对符合下列条件之一的企业，给予10万元奖励：」 leads to conditions when it grants itself."""
    own = outline.said(clause)
    below = outline.children.get(clause.index, [])
    return (
        re.search(
            r"(?:符合|满足|具备|达到)[^,;。]{0,4}?(?:以下|下列|如下)[^,;。]{0,14}(?:条件|要求|标准|情形)",
            own,
        )
        is not None
        and (
            find_grant(outline.view, clause.start, clause.end)
            or re.search(r"可(?:以)?(?:申[请领报]|享受|领取|获得)[^,;。:]{2,16}:\s*$", own)
            is not None
        )
        and not any(find_grant(outline.view, c.start, c.end) for c in below)
    )


#: 「（一）申报单位应在本区登记注册。」 asks something, short as it is.
_ASKS = re.compile(r"(?:单位|企业|个人|项目|主体|对象|人)(?:应当?|须|必须|需)[^,;:]{3,}。\s*$")


def _sentence_kind(
    outline: Outline, clause: Clause, start: int, end: int, role: Role
) -> SentenceKind:
    own = outline.view[start:end]
    if clause.kind is ClauseKind.PART or is_policy(clause):
        return SentenceKind.HEADING
    bare = re.sub(r"^[\W\d一二三四五六七八九十第条章节]+", "", own).strip(" 。:|\n])")
    named = clause.heading and bare == clause.heading.strip(" 。:") and not _ASKS.search(own)
    introduces = bool(outline.children.get(clause.index)) and own.rstrip().endswith(":")
    if (clause.kind is ClauseKind.HEADING or named) and not (
        introduces and re.search(r"条件|情形|之一|不予", own)
    ):
        return SentenceKind.HEADING
    if clause.kind is ClauseKind.FIELD and start == clause.start:
        # 「服务内容 支持企业…」: the name of the block is no part of what the sentence says.
        label = re.match(rf"\s*\[?{re.escape(clause.heading)}\]?\s*[:|]?\s*(?=\S)", own)
        start += label.end() if label else 0
    return kind_of(outline.view, start, end, role)


def is_policy(clause: Clause) -> bool:
    """Whether a clause is the row of a policy in a list of policies."""
    return clause.kind is ClauseKind.ROW and clause.heading != ""


def owner_of(outline: Outline, clause: Clause) -> Clause:
    """The clause an award belongs to: upwards past blocks, paragraphs and bare lists."""
    current = clause
    while True:
        parent = outline.parent(current)
        if parent is None:
            return current
        if is_policy(current):
            return current
        block = (
            role_of_heading(current.heading) is not Role.NONE
            and current.kind is not ClauseKind.PART
            and not alike(current, outline.children.get(current.parent, []))
            and not _has_blocks(outline, current)
        )
        plain = current.kind in (ClauseKind.PARAGRAPH, ClauseKind.ROW, ClauseKind.FIELD)
        unnamed = not current.heading or CLASS_LABEL.fullmatch(fold(current.heading))
        if block or plain or (unnamed and _lists_awards(outline, parent)):
            if (
                parent.kind is ClauseKind.HEADING
                and not parent.marker
                and outline.parent(parent) is None
                and plain
            ):
                return current
            current = parent
            continue
        return current


def _has_blocks(outline: Outline, clause: Clause) -> bool:
    """Whether a clause says in blocks of its own who gets how much: 「创业补贴政策」 is an item."""
    roles = {role_of_heading(c.heading) for c in outline.children.get(clause.index, [])}
    return {Role.CONDITION, Role.AWARD} <= roles


#: 「（一）第一档：博士研究生，每月3000元；」: a class of one award, no item with a name.
CLASS_LABEL = re.compile(
    r"(?:第?[一二三四五六七八九十\d]{1,2}|[A-GⅠ-Ⅴ甲乙丙丁])(?:档|类|等|级|层次|等级)(?:次|人才)?[:.。]?"
)
#: 「3．采取后补助支持方式：」 says how all below is paid, and makes no list of alternatives of it.
MANNER = re.compile(r"采[取用][^,;。]{0,12}方式(?:给予|予以)?(?:支持|补助|资助|奖励)?:\s*$")

#: 「现制定措施如下：」「提出以下政策：」 opens a whole document: its points are items.
_MEASURES = r"(?:措施|政策|意见|办法|规定|通知|公告|条款|方案|事项|细则|工作|举措|条)"
OPENS_MEASURES = re.compile(
    rf"{_MEASURES}(?:[^,;。:]{{0,6}}(?:如下|予以公布|印发))?:\s*$|(?:如下|以下|下列){_MEASURES}:\s*$"
)


#: 「现作如下修改：」 leads to orders about several articles, not to the cases of one award.
_AMENDS = re.compile(r"(?:修改|调整|修订|更正|补充|变更)(?:和补充|完善)?(?:如下|内容如下)?:\s*$")


def _lists_awards(outline: Outline, parent: Clause) -> bool:
    own = outline.said(parent).rstrip()
    if MANNER.search(own) or OPENS_MEASURES.search(own) or _AMENDS.search(own):
        return False
    if own_items(outline.view, outline.children.get(parent.index, [])):
        return False
    if own.endswith(":") and re.search(rf"{GRANT}|标准|如下|以下|分档|下列", own):
        return True
    holder = outline.parent(parent)
    return (
        role_of_heading(parent.heading) is Role.AWARD
        and parent.kind is not ClauseKind.PART
        and holder is not None
        and holder.kind is not ClauseKind.PART
    )


#: 「场地应当具备以下条件」 asks something of a place or an operator.
_OF_OTHERS = re.compile(r".{4,}(?:应当?|须|需|必须).*条件")
#: Introductions of lists that speak of whoever applies.
_APPLICANT = re.compile(
    r"申[报请领]|享受|企业|项目|人员|家庭|个人|扶持|支持|资助|补贴|奖励|对象|认定|条件之一"
    r"|(?:^|[,:])\W*(?:应|须|需|同时|符合|具备|满足)|下面几项"
)
