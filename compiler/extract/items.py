"""Find the subsidy items of one policy and everything said about each.

An item is the smallest numbered clause that grants something; sentences of one clause with recipients
and benefits of their own are items of their own. Conditions and exclusions stated outside an item hold
for every item in the scope of the block they stand in, and keep the span they were stated at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from compiler.extract import words as w
from compiler.extract.awards import (
    GRANT,
    LABEL,
    MONEY,
    RATIO,
    Benefit,
    find_caps,
    find_instalments,
    find_lasting,
    read_benefit,
)
from compiler.extract.compound import compound, empty_phrase
from compiler.extract.conditions import INLINE, read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftItem,
    DraftNode,
    DraftPart,
    DraftStacking,
    DraftTag,
    Quote,
)
from compiler.extract.lexicon import Lexicon
from compiler.extract.sentences import EXCLUSION_INTRO, is_limit, is_pointer, kind_of, sentences
from compiler.extract.stacking import read_stacking
from compiler.extract.tables import read_table
from compiler.roles import Role, role_of_heading
from compiler.segment import Segmented
from rules.document import Clause, ClauseKind, PolicyPart, SentenceKind


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
    """What the grammar read in one policy: items, and the fate of every sentence."""

    items: list[DraftItem] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    notes: list[tuple[str, int, int]] = field(default_factory=list)


class Reader:
    """Reads one part of a segmented document; one instance per part."""

    def __init__(self, segmented: Segmented, view: str, part: PolicyPart, lexicon: Lexicon) -> None:
        self.text = segmented.document.text
        self.view = view
        self.lexicon = lexicon
        self.part = part
        self.clauses = [c for c in segmented.clauses if part.start <= c.start < max(part.end, 1)]
        self.all = segmented.clauses
        self.children: dict[int | None, list[Clause]] = {}
        for clause in self.clauses:
            self.children.setdefault(clause.parent, []).append(clause)
        self.roles = {c.index: self._role(c) for c in self.clauses}
        self.sentences: list[Sentence] = []
        self.by_clause: dict[int, list[Sentence]] = {}
        self.intros: dict[int, list[DraftNode]] = {}
        self.rows: dict[int, list[Sentence]] = {}
        for clause in self.clauses:
            for start, end in self._body(clause):
                kind = self._kind(clause, start, end)
                sentence = Sentence(clause=clause.index, start=start, end=end, kind=kind)
                self.sentences.append(sentence)
                self.by_clause.setdefault(clause.index, []).append(sentence)

    # --- structure -------------------------------------------------------------------------

    def _role(self, clause: Clause) -> Role:
        current: Clause | None = clause
        while current is not None:
            heading = current.heading if current.kind is not ClauseKind.PART else ""
            role = role_of_heading(heading) if heading else Role.NONE
            if current is not clause and (listed := self._list_role(current)) is not Role.NONE:
                return listed
            if role is not Role.NONE:
                return role
            current = self.all[current.parent] if current.parent is not None else None
            if current is not None and current.start < self.part.start:
                return Role.NONE
        return Role.NONE

    def _list_role(self, clause: Clause) -> Role:
        """What the children of an introduction are: 「应当具备下列条件：」, 「有下列情形之一的，不予…：」."""
        own = self.view[clause.start : clause.end].rstrip()
        if not own.endswith(":") or clause.kind is ClauseKind.PART:
            return Role.NONE
        last = re.split(r"[。;]", own)[-1]
        if re.search(r"所称|是指|系指", last):
            return Role.DEFINITION
        if EXCLUSION_INTRO.search(last):
            return Role.EXCLUSION
        if not _APPLICANT.search(last):
            return Role.NONE
        if re.search(r"(?:下列|以下|如下|下面)[^,;。]{0,10}(?:条件|要求|情形|之一|几项|各项)|条件之一|(?:同时)?(?:符合|满足|具备):", last) and not re.search(GRANT + r"[^,;。]{0,8}:$", last):
            return Role.CONDITION
        return Role.NONE

    def _body(self, clause: Clause) -> list[tuple[int, int]]:
        """The sentences of a clause's own text."""
        return sentences(self.view, clause.start, clause.end)

    def _kind(self, clause: Clause, start: int, end: int) -> SentenceKind:
        own = self.view[start:end]
        if clause.kind is ClauseKind.PART:
            return SentenceKind.HEADING
        bare = re.sub(r"^[\W\d一二三四五六七八九十第条章节]+", "", own).strip(" 。:\n")
        if clause.kind in (ClauseKind.HEADING,) or (clause.heading and bare == clause.heading.strip(" 。:")):
            if not (self.children.get(clause.index) and own.rstrip().endswith(":")) or not re.search(
                r"条件|情形|之一|不予", own
            ):
                return SentenceKind.HEADING
        return kind_of(self.view, start, end, self.roles[clause.index])

    def _parent(self, clause: Clause) -> Clause | None:
        if clause.parent is None:
            return None
        parent = self.all[clause.parent]
        return parent if parent.start >= self.part.start else None

    def owner(self, clause: Clause) -> Clause:
        """The clause an award in ``clause`` belongs to: upwards past blocks, paragraphs and bare lists."""
        current = clause
        while True:
            parent = self._parent(current)
            if parent is None:
                return current
            block = role_of_heading(current.heading) is not Role.NONE and current.kind is not ClauseKind.PART
            plain = current.kind in (ClauseKind.PARAGRAPH, ClauseKind.ROW, ClauseKind.FIELD)
            if block or plain or (not current.heading and self._lists_awards(parent)):
                if parent.kind is ClauseKind.HEADING and not parent.marker and self._parent(parent) is None and plain:
                    return current
                current = parent
                continue
            return current

    def _lists_awards(self, parent: Clause) -> bool:
        own = self.view[parent.start : parent.end].rstrip()
        if own.endswith(":") and re.search(rf"{GRANT}|标准|如下|以下|分档|下列", own):
            return True
        holder = self._parent(parent)
        return (
            role_of_heading(parent.heading) is Role.AWARD
            and parent.kind is not ClauseKind.PART
            and holder is not None
            and holder.kind is not ClauseKind.PART
        )

    # --- conditions ------------------------------------------------------------------------

    def condition_tree(self, clause: Clause, *, skip: set[int] | None = None) -> DraftGroup | None:
        """All conditions in a clause and below it, joined as its introduction says."""
        nodes: list[DraftNode] = []
        join, k = "all", 1
        for sentence in self.by_clause.get(clause.index, []):
            own = self.view[sentence.start : sentence.end]
            join, k = _join_of(own, join, k)
            if sentence.kind not in (SentenceKind.CONDITION, SentenceKind.HEADING):
                continue
            stop = sentence.end
            start = sentence.start
            if sentence.kind is SentenceKind.HEADING:
                label = re.match(r"[^:]{2,12}:", own)
                if not label or label.end() >= len(own.rstrip()):
                    continue
            if clause.kind is ClauseKind.FIELD:
                label = re.match(rf"\s*{re.escape(clause.heading)}\s*:?", own)
                start += label.end() if label else 0
            elif clause.heading and sentence is self.by_clause[clause.index][0]:
                head = own.find(self.view_heading(clause))
                if head >= 0 and not re.search(r"不(?:低|少|超)|满|未|无", clause.heading):
                    start += head + len(clause.heading)
            if intro := re.search(r"(?:并|且|同时|应当?|须|需|还|均)*(?:同时)?(?:符合|具备|满足)?(?:以下|下列|如下|下面)[^,;。]{0,10}(?:条件|要求|情形|几项|各项)[^,;。]{0,8}:?\s*$", self.view[start:stop]):
                stop = start + intro.start()
            found = read_conditions(self.text, self.view, start, stop, self.lexicon, residual=True)
            if found:
                nodes.extend(found.of)
        kids: list[DraftNode] = []
        for child in self.children.get(clause.index, []):
            if skip and child.index in skip:
                continue
            if self.roles[child.index] in (Role.PROCEDURE, Role.MATERIAL, Role.WINDOW, Role.EXCLUSION, Role.DEFINITION, Role.HEADER):
                continue
            tree = self.condition_tree(child, skip=skip)
            if tree:
                kids.append(tree.of[0] if len(tree.of) == 1 else tree)
        if kids:
            if join == "all":
                for kid in kids:
                    nodes.extend(kid.of if isinstance(kid, DraftGroup) and kid.join == "all" else [kid])
            else:
                nodes.append(DraftGroup(join=join, k=k, of=tuple(kids)))  # type: ignore[arg-type]
        return DraftGroup(join="all", of=tuple(nodes)) if nodes else None

    def view_heading(self, clause: Clause) -> str:
        return self.view[clause.start : clause.end][:0] + clause.heading

    def exclusion_nodes(self, clause: Clause) -> list[DraftNode]:
        """The exclusions in a clause and below it, one node each."""
        nodes: list[DraftNode] = []
        for sentence in self.by_clause.get(clause.index, []):
            if sentence.kind is SentenceKind.EXCLUSION or self.roles[clause.index] is Role.EXCLUSION:
                nodes.extend(self.exclusions_of(sentence))
        for child in self.children.get(clause.index, []):
            for sentence in self.by_clause.get(child.index, []):
                sentence.kind = SentenceKind.EXCLUSION
            nodes.extend(self.exclusion_nodes(child))
        return nodes

    def exclusions_of(self, sentence: Sentence) -> list[DraftNode]:
        start, end = sentence.start, sentence.end
        own = self.view[start:end]
        if EXCLUSION_INTRO.search(own) and own.rstrip().endswith(":"):
            return []
        marks = [m for m in INLINE.finditer(self.view, start, end) if m.start() > start + 1]
        cut = re.search(r"(?:,)?(?:的)?(?:,)?(?:一律|均|原则上|则)?(?:不予(?:支持|资助|奖励|受理|扶持|补贴|批准|救助|发放|认定|享受|返还|保障|兑现)|不[得能](?:申[报请领]|享受|参评|参与|领取)|不适用|除外|不(?:再)?享受|不纳入|停止(?:发放|享受))", own)
        if cut and len(marks) < 2:
            end = start + cut.start()
        if len(marks) >= 2:
            edges = [m.end() for m in marks]
            stops = [m.start() for m in marks[1:]] + [end]
            pieces = [read_conditions(self.text, self.view, a, b, self.lexicon, residual=True) for a, b in zip(edges, stops, strict=True)]
            return [p.of[0] if len(p.of) == 1 else p for p in pieces if p]
        found = read_conditions(self.text, self.view, start, end, self.lexicon, residual=True)
        if not found:
            return []
        return [found.of[0]] if len(found.of) == 1 else _either(found, own)

    # --- items -----------------------------------------------------------------------------

    def read(self) -> PolicyReading:
        """All items of the part, with inherited conditions and stacking, and the fate of each sentence."""
        reading = PolicyReading(sentences=self.sentences)
        owners: dict[int, list[tuple[Sentence, list[Benefit]]]] = {}
        for sentence in self.sentences:
            if sentence.kind is not SentenceKind.AMOUNT:
                continue
            own = self.view[sentence.start : sentence.end]
            owner = self.owner(self.all[sentence.clause]).index
            scheduled = re.match(r"\s*(?:第[一二三]年|首年|次年)", own) is not None
            benefits = [] if (is_limit(own) or scheduled) and owner in owners else self._benefits(sentence)
            if scheduled and not benefits:
                reading.notes.append(("PC507", sentence.start, sentence.end))
                sentence.items.extend([])
                owners[owner].append((sentence, []))
                continue
            if not benefits and not is_pointer(self.view[sentence.start : sentence.end]) and not is_limit(self.view[sentence.start : sentence.end]):
                sentence.kind = SentenceKind.BACKGROUND
                continue
            owners.setdefault(owner, []).append((sentence, benefits))
        groups = [(index, units) for index, found in owners.items() for units in self._grouped(index, found)]
        for index, units in groups:
            if item := self._item(index, units, len(owners[index]) and sum(1 for i, _ in groups if i == index)):
                for sentence, _ in units:
                    for stated in [sentence, *self.rows.get(sentence.start, [])]:
                        stated.items.append(len(reading.items))
                reading.items.append(item)
        self.terms = self._defined_terms()
        self._services(reading, owners)
        if not reading.items:
            self._recognition(reading)
        self._inherit(reading, set(owners))
        return reading

    def _benefits(self, sentence: Sentence) -> list[Benefit]:
        found: list[Benefit] = []
        first = sentence.start
        clause = self.all[sentence.clause]
        if clause.kind is ClauseKind.FIELD and sentence.start == clause.start:
            label = re.match(rf"\s*{re.escape(clause.heading)}\s+(?!:)", self.view[sentence.start : sentence.end])
            first += label.end() if label else 0
        for start, end in _segments(self.view, first, sentence.end):
            if benefit := read_benefit(self.text, self.view, start, end):
                found.append(benefit)
            elif not found:
                self._introduce(sentence, start, end)
        return found

    def _introduce(self, sentence: Sentence, start: int, end: int) -> None:
        """Conditions before 「按以下标准分档资助：」 hold for all the alternatives after it."""
        own = self.view[start:end]
        if re.search(r"不得超过|不超过", own) and find_caps(self.text, self.view, start, end):
            return
        if is_pointer(self.view[sentence.start : sentence.end]):
            if cut := re.search(r"(?:,|^)(?:按照?|给予|根据|依据|标准|配套|具体|补助|补贴|奖励)", re.sub(LABEL, "", own, count=1)):
                label = re.match(LABEL, own)
                end = start + (label.end() if label else 0) + cut.start()
                if cut.start() == 0:
                    return
        elif cut := re.search(rf"(?:,|^|的)(?:可)?(?:按(?:照)?|给予|予以|分档|分类|分别)[^,;。]*?(?:{GRANT}|标准|分档|如下|以下)[^,;。]*$", own):
            end = start + cut.start()
        tree = read_conditions(self.text, self.view, start, end, self.lexicon, residual=True)
        if tree:
            self.intros.setdefault(sentence.start, []).extend(
                n for n in tree.of if not empty_phrase(n)
            )

    def _grouped(
        self, index: int, found: list[tuple[Sentence, list[Benefit]]]
    ) -> list[list[tuple[Sentence, list[Benefit]]]]:
        """Units of one owner split where a sentence of its own names new recipients."""
        groups: list[list[tuple[Sentence, list[Benefit]]]] = []
        for sentence, benefits in found:
            own = self.view[sentence.start : sentence.end].lstrip()
            first = benefits[0] if benefits else None
            who = self.view[first.start : first.cut] if first else ""
            fresh = bool(
                first
                and not first.adds
                and first.award.shape != "top_up"
                and not is_limit(own)
                and not re.match(r"\s*(?:其中|同时|此外,?$|对其中|上述|前款|该类|期满)", own)
                and self._names_recipients(sentence, who)
            )
            same_clause = bool(groups) and groups[-1][-1][0].clause == sentence.clause
            same_list = bool(groups) and not same_clause and self._lists_awards_between(groups[-1][-1][0], sentence)
            if not groups or (fresh and not same_list):
                groups.append([(sentence, benefits)])
            else:
                groups[-1].append((sentence, benefits))
        return groups

    def _lists_awards_between(self, before: Sentence, after: Sentence) -> bool:
        a, b = self.all[before.clause], self.all[after.clause]
        if a.parent == b.parent and a.parent is not None and b.kind in (ClauseKind.NUMBERED, ClauseKind.ROW) :
            return True
        return b.parent == a.index or (a.kind is ClauseKind.FIELD and b.kind is ClauseKind.FIELD)

    def _names_recipients(self, sentence: Sentence, who: str) -> bool:
        bare = re.sub(r"^[\W\d一二三四五六七八九十第条]+", "", who)
        if re.search(r"对|符合|凡|鼓励|支持|的", bare) and len(bare) >= 6:
            return True
        return len(bare) >= 8 and bool(re.search(r"企业|单位|人员|机构|家庭|项目|人", bare))

    def _item(
        self, index: int, units: list[tuple[Sentence, list[Benefit]]], siblings: int
    ) -> DraftItem | None:
        clause = self.all[index]
        benefits = [b for _, found in units for b in found]
        if parts := self._table(clause, units):
            benefits_award = DraftAward(
                shape="cases", parts=tuple(parts),
                quote=_trim(self.text, self.view, units[0][0].start, parts[-1].award.quote.end),
            )  # fmt: skip
        else:
            benefits_award = None
        limits = tuple(c for s, _ in units for c in self._limit_caps(s, benefits))
        own_nodes: list[DraftNode] = [n for u, _ in units for n in self.intros.get(u.start, [])]
        exclusions: list[DraftNode] = []
        around: list[DraftNode] = []
        if siblings <= 1:
            around = self._around(clause, {s.clause for s, _ in units}, exclusions)
        else:
            exclusions.extend(n for s in self._neighbours(units) for n in self.exclusions_of(s))
        award = benefits_award or compound(
            self.text, self.view, benefits, self.lexicon, own_nodes, limits, around
        )
        if award is None:
            return None
        if benefits_award is not None:
            award = award.model_copy(update={"caps": limits})
        award = self._completed(award, clause, units, siblings)
        own_nodes = [*around, *own_nodes]
        start = min([b.start for b in benefits] or [units[0][0].start])
        end = max([b.end for b in benefits] + [award.quote.end])
        return DraftItem(
            title=self._title(clause, units, siblings),
            clause=index,
            own=DraftGroup(join="all", of=tuple(own_nodes)),
            inherited=DraftGroup(join="all", of=()),
            exclusions=tuple(exclusions),
            award=award,
            quote=_trim(self.text, self.view, start, end),
        )

    def _completed(
        self, award: DraftAward, clause: Clause, units: list[tuple[Sentence, list[Benefit]]], siblings: int
    ) -> DraftAward:
        """Terms, instalments and 叠加 that sentences of their own add to the award before them."""
        update: dict[str, object] = {}
        if siblings > 1:
            return award
        stated = " ".join(self.view[s.start : s.end] for s in self._sentences_below(clause) if s.kind is not SentenceKind.PROCEDURE)
        grants = {s.start for s, found in units if found}
        apart = " ".join(
            self.view[s.start : s.end]
            for s in self._sentences_below(clause)
            if s.start not in grants and re.search(r"期限|分\S{1,3}[年期次]|拨付", self.view[s.start : s.end])
        )
        if not award.lasting and (lasting := find_lasting(apart)):
            update["lasting"] = lasting
        if not award.instalments and (shares := find_instalments(apart)):
            update["instalments"] = shares
        if award.shape == "cases" and award.choose == "highest" and re.search(r"不同(?:级别|层级|等级|类别|级)[^,;。]{0,10}(?:叠加|累计|同时)", stated):
            update["choose"] = "sum"
        return award.model_copy(update=update) if update else award

    def _table(
        self, clause: Clause, units: list[tuple[Sentence, list[Benefit]]]
    ) -> list[DraftPart]:
        """Rows below the item whose figures its sentences point to."""
        intro = "".join(self.view[s.start : s.end] for s, _ in units)
        rows = [c for c in self._below(clause) if c.kind is ClauseKind.ROW or " | " in self.view[c.start : c.end]]
        if len(rows) < 2:
            return []
        parts = read_table(self.text, self.view, rows, intro, self.lexicon)
        for row in rows if parts else ():
            for sentence in self.by_clause.get(row.index, []):
                sentence.kind = SentenceKind.AMOUNT
                sentence.items.extend(units[0][0].items)
                self.rows.setdefault(units[0][0].start, []).append(sentence)
        return parts

    def _neighbours(self, units: list[tuple[Sentence, list[Benefit]]]) -> list[Sentence]:
        """Exclusion sentences that follow one of the units directly in its clause."""
        found = []
        for sentence, _ in units:
            rest = self.by_clause[sentence.clause]
            position = rest.index(sentence)
            for following in rest[position + 1 :]:
                if following.kind is not SentenceKind.EXCLUSION:
                    break
                found.append(following)
        return found

    def _limit_caps(self, sentence: Sentence, benefits: list[Benefit]) -> list[DraftCap]:
        if any(sentence.start <= b.start < sentence.end for b in benefits):
            return []
        if is_pointer(self.view[sentence.start : sentence.end]) and not re.search(MONEY, self.view[sentence.start : sentence.end]):
            found = re.search(r"[;。](?=[^;。]*(?:不得超过|不超过))", self.view[sentence.start : sentence.end])
            if not found:
                return []
        return list(find_caps(self.text, self.view, sentence.start, sentence.end))

    def _around(
        self, clause: Clause, award_clauses: set[int], exclusions: list[DraftNode]
    ) -> list[DraftNode]:
        """Conditions in the item's own clause and below it, outside the benefit sentences."""
        nodes: list[DraftNode] = []
        join, k = "all", 1
        for sentence in self.by_clause.get(clause.index, []):
            own = self.view[sentence.start : sentence.end]
            if sentence.kind is SentenceKind.EXCLUSION:
                exclusions.extend(self.exclusions_of(sentence))
                continue
            join, k = _join_of(own, join, k)
            if sentence.kind is SentenceKind.CONDITION and clause.kind is not ClauseKind.PART:
                stop = sentence.end
                if intro := re.search(r"(?:并|且|同时|应当?|须|需|还|均)*(?:同时)?(?:符合|具备|满足)?(?:以下|下列|如下|下面)[^,;。]{0,10}(?:条件|要求|情形|几项|各项)[^,;。]{0,8}:?\s*$", own):
                    stop = sentence.start + intro.start()
                found = read_conditions(self.text, self.view, sentence.start, stop, self.lexicon, residual=True)
                if found:
                    nodes.extend(found.of)
        exclusions.extend(n for n in self._bracketed(clause) if n not in exclusions)
        kids: list[DraftNode] = []
        for child in self.children.get(clause.index, []):
            exclusions.extend(n for n in self._bracketed(child) if n not in exclusions)
            if child.index in award_clauses and not self.children.get(child.index):
                nodes.extend(self._around(child, set(), exclusions))
                continue
            role = self.roles[child.index]
            if role in (Role.PROCEDURE, Role.MATERIAL, Role.WINDOW, Role.DEFINITION, Role.DUTY, Role.HEADER):
                continue
            if role is Role.EXCLUSION or self._is_exclusion_list(child):
                exclusions.extend(self.exclusion_nodes(child))
                continue
            if clause.kind is ClauseKind.PART and role is not Role.CONDITION:
                continue
            if child.index in award_clauses or role is Role.AWARD:
                nodes.extend(self._around(child, award_clauses, exclusions))
                continue
            for sentence in self._sentences_below(child):
                if sentence.kind is SentenceKind.EXCLUSION:
                    exclusions.extend(n for n in self.exclusions_of(sentence) if n not in exclusions)
            if tree := self.condition_tree(child, skip=award_clauses):
                kids.append(tree.of[0] if len(tree.of) == 1 else tree)
        if join == "all":
            for kid in kids:
                nodes.extend(kid.of if isinstance(kid, DraftGroup) and kid.join == "all" else [kid])
        elif kids:
            nodes.append(DraftGroup(join=join, k=k, of=tuple(kids)))  # type: ignore[arg-type]
        return nodes

    def _bracketed(self, clause: Clause) -> list[DraftNode]:
        """Exclusions in brackets: 用人单位（劳务派遣企业除外）."""
        nodes: list[DraftNode] = []
        for match in re.compile(r"\((?:不含|不包括)?(?P<who>[^()]{2,40}?)(?:除外)?\)").finditer(self.view, clause.start, clause.end):
            if not re.search(r"除外|^\(不含|^\(不包括", match.group()) or re.search(r"\d|本数|税", match.group()):
                continue
            found = read_conditions(self.text, self.view, *match.span("who"), self.lexicon, residual=True)
            nodes.extend(found.of if found else ())
        return nodes

    def _is_exclusion_list(self, clause: Clause) -> bool:
        return any(
            s.kind is SentenceKind.EXCLUSION and EXCLUSION_INTRO.search(self.view[s.start : s.end])
            for s in self.by_clause.get(clause.index, [])
        )

    def _title(
        self, clause: Clause, units: list[tuple[Sentence, list[Benefit]]], siblings: int
    ) -> str:
        heading = clause.heading.strip(" :。")
        if clause.kind is ClauseKind.PART:
            heading = self.part.meta.title
        if not heading:
            parent = self._parent(clause)
            while parent is not None and (not parent.heading or role_of_heading(parent.heading) is not Role.NONE):
                parent = self._parent(parent)
            named = parent.heading if parent and parent.kind is not ClauseKind.PART else ""
            heading = named or self.part.meta.title
            siblings = max(siblings, 2)
        noun = ""
        for sentence, _ in units:
            found = re.findall(
                r"([一-鿿]{2,6}?(?:补贴|奖励|资助|补助|津贴|救助金?|贴息|支持|补偿|奖金|扶持))(?=[,;。(]|$|资金|标准)",
                self.view[sentence.start : sentence.end],
            )
            if found:
                noun = re.sub(r"^(?:的|给予|予以|[一-鿿]*?元|一次性|发放)+", "", found[0])
                break
        if siblings > 1 and len(noun) >= 3 and noun not in heading:
            return f"{heading}（{noun}）" if heading else noun
        return heading or noun or "补贴"

    # --- what holds for several items ------------------------------------------------------

    def _services(
        self, reading: PolicyReading, owners: dict[int, list[tuple[Sentence, list[Benefit]]]]
    ) -> None:
        """Named items whose 支持方式 block grants a title or a service instead of a sum."""
        for clause in self.clauses:
            if role_of_heading(clause.heading) is not Role.AWARD or clause.kind is ClauseKind.PART:
                continue
            owner = self.owner(clause)
            beside = {role_of_heading(c.heading) for c in self.children.get(owner.index, [])}
            if any(owner.start <= self.all[o].start < owner.subtree_end for o in owners):
                continue
            if owner.index in owners or owner.kind is ClauseKind.PART or Role.CONDITION not in beside:
                continue
            stated = [s for s in self.by_clause.get(clause.index, []) if s.kind is not SentenceKind.HEADING]
            if not stated:
                continue
            label = re.match(LABEL, self.view[stated[0].start : stated[-1].end])
            start = stated[0].start + (label.end() if label else 0)
            quote = _trim(self.text, self.view, start, stated[-1].end)
            owners[owner.index] = []
            exclusions: list[DraftNode] = []
            own = self._around(owner, {clause.index}, exclusions)
            for sentence in stated:
                sentence.kind = SentenceKind.AMOUNT
                sentence.items.append(len(reading.items))
            reading.items.append(
                DraftItem(
                    title=owner.heading or quote.text[:20], clause=owner.index,
                    own=DraftGroup(join="all", of=tuple(own)), inherited=DraftGroup(join="all", of=()),
                    exclusions=tuple(exclusions), quote=quote,
                    award=DraftAward(shape="in_kind", value=quote.text, quote=quote),
                )  # fmt: skip
            )

    def _recognition(self, reading: PolicyReading) -> None:
        """A policy that grants no sum but recognises or serves whoever meets its conditions."""
        blocks = [
            c for c in self.clauses
            if role_of_heading(c.heading) is Role.CONDITION and c.kind is not ClauseKind.PART
            and (self._parent(c) is None or self.roles.get(c.parent if c.parent is not None else -1) is not Role.CONDITION)
        ]  # fmt: skip
        if not blocks:
            return
        whole = self.view[self.part.start : self.part.end]
        name = self.part.meta.title
        if not re.search(r"认定|评定|授牌|备案|试点|额度|免费|减免|贷款|入户|承租|补贴|津贴|挂牌|纳入", name + whole[:1500]):
            return
        first = self.clauses[0]
        what = re.search(r"认定|评定|备案|试点|贷款|入户|承租|补贴|津贴", name)
        anchor = next((s for s in self.sentences if s.kind is SentenceKind.HEADING), self.sentences[0])
        quote = _trim(self.text, self.view, anchor.start, anchor.end)
        reading.items.append(
            DraftItem(
                title=name or quote.text, clause=first.index,
                own=DraftGroup(join="all", of=()), inherited=DraftGroup(join="all", of=()),
                award=DraftAward(shape="in_kind", value=name or (what.group() if what else "认定"), quote=quote),
                quote=quote,
            )  # fmt: skip
        )
        anchor.items.append(0)

    def _inherit(self, reading: PolicyReading, owners: set[int]) -> None:
        """Give each item the conditions and exclusions whose block covers it, and the stacking rules."""
        pairs = self._paired(reading)
        general = self._general_blocks(owners, pairs)
        for number, item in enumerate(reading.items):
            inherited: list[DraftNode] = self._by_definition(item, number)
            exclusions = list(item.exclusions)
            stacking: list[DraftStacking] = []
            for block, scope, nodes, excluded in general:
                if not self._covers(scope, item) or not self._meant_for(block, item, reading):
                    continue
                if block.index in pairs and number not in pairs[block.index]:
                    continue
                inherited.extend(n for n in nodes if n not in inherited)
                exclusions.extend(n for n in excluded if n not in exclusions)
                for sentence in self._sentences_below(block):
                    if sentence.kind in (SentenceKind.CONDITION, SentenceKind.EXCLUSION):
                        sentence.items.append(number)
            for sentence in self.sentences:
                clause = self.all[sentence.clause]
                if sentence.kind in (SentenceKind.STACKING, SentenceKind.AMOUNT) and self._stacks(clause, item, owners):
                    found = read_stacking(self.text, self.view, sentence.start, sentence.end)
                    stacking.extend(s for s in found if s not in stacking)
                    if found:
                        sentence.items.append(number)
            reading.items[number] = item.model_copy(
                update={
                    "inherited": DraftGroup(join="all", of=tuple(inherited)),
                    "exclusions": tuple(exclusions),
                    "stacking": tuple(stacking),
                }
            )
        for item_number, item in enumerate(reading.items):
            for sentence in self._sentences_below(self.all[item.clause]):
                if sentence.kind in (SentenceKind.CONDITION, SentenceKind.EXCLUSION):
                    sentence.items.append(item_number)

    def _defined_terms(self) -> list[tuple[str, list[DraftNode], Sentence]]:
        """本办法所称X，是指…: what a term asks of whoever claims to be one, longest terms first."""
        terms = []
        for sentence in self.sentences:
            own = self.view[sentence.start : sentence.end]
            for match in re.finditer(r"所称的?[\"']?(?P<term>[^,;。:\"']{2,14})[\"']?,?(?:是指|系指|指)(?P<body>[^。]+)", own):
                a, b = sentence.start + match.start("body"), sentence.start + match.end("body")
                if intro := re.search(r"(?:,)?(?:且|并|同时)*(?:符合|具备|满足)(?:以下|下列|如下)[^。]*$", self.view[a:b]):
                    b = a + intro.start()
                found = read_conditions(self.text, self.view, a, b, self.lexicon, residual=True)
                nodes = [n for n in (found.of if found else ()) if _defines(n)]
                if own.rstrip().endswith(":"):
                    join, k = _join_of(own, "all", 1)
                    kids = [t for c in self.children.get(sentence.clause, []) if (t := self._listed(c))]
                    nodes.extend(kids if join == "all" else [DraftGroup(join=join, k=k, of=tuple(kids))] if kids else [])  # type: ignore[arg-type]
                if nodes:
                    terms.append((match["term"], nodes, sentence))
        return sorted(terms, key=lambda t: -len(t[0]))

    def _listed(self, clause: Clause) -> DraftNode | None:
        found = read_conditions(self.text, self.view, clause.start, clause.end, self.lexicon, residual=True)
        if not found:
            return None
        return found.of[0] if len(found.of) == 1 else found

    def _by_definition(self, item: DraftItem, number: int) -> list[DraftNode]:
        """The defining conditions of the terms an item's own clause uses for its recipients."""
        clause = self.all[item.clause]
        if clause.kind is ClauseKind.PART:
            return []
        text = self.view[clause.start : clause.subtree_end]
        nodes: list[DraftNode] = []
        for term, defining, sentence in self.terms:
            if term in text:
                nodes.extend(n for n in defining if n not in nodes)
                sentence.items.append(number)
                text = text.replace(term, "")
        return nodes

    def _paired(self, reading: PolicyReading) -> dict[int, set[int]]:
        """Numbered children of a condition block that speak of one item each: child -> item numbers.

        「1．支持X条件」 goes with the item its heading names, or with the one that has its number.
        """
        pairs: dict[int, set[int]] = {}
        for block in self.clauses:
            if role_of_heading(block.heading) is not Role.CONDITION or block.kind is not ClauseKind.FIELD:
                continue
            children = [c for c in self.children.get(block.index, []) if c.marker and c.heading]
            if len(children) < 2 or len(reading.items) < 2:
                continue
            tops = [self._number_in_block(item) for item in reading.items]
            numbered = {re.sub(r"\W", "", t) for t in tops if t} == {re.sub(r"\W", "", c.marker) for c in children}
            for child in children:
                name = _plain_name(child.heading)
                scores = [_likeness(name, i.title + self._ancestry(i)) for i in reading.items]
                best = max(scores)
                if best >= 0.5:
                    pairs[child.index] = {n for n, score in enumerate(scores) if score >= best - 0.1}
                elif numbered:
                    mark = re.sub(r"\W", "", child.marker)
                    pairs[child.index] = {n for n, t in enumerate(tops) if re.sub(r"\W", "", t) == mark}
        return {child: items for child, items in pairs.items() if items}

    def _number_in_block(self, item: DraftItem) -> str:
        clause: Clause | None = self.all[item.clause]
        mark = ""
        while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
            mark = clause.marker or mark
            clause = self._parent(clause)
        return mark

    def _ancestry(self, item: DraftItem) -> str:
        clause: Clause | None = self.all[item.clause]
        words = item.quote.text[:40]
        while clause is not None and clause.kind not in (ClauseKind.FIELD, ClauseKind.PART):
            words += clause.heading
            clause = self._parent(clause)
        return words

    def _general_blocks(
        self, owners: set[int], paired: dict[int, set[int]]
    ) -> list[tuple[Clause, Clause | None, list[DraftNode], list[DraftNode]]]:
        """Outermost clauses outside all items that state conditions or exclusions, with their scope."""
        blocks = []
        done: set[int] = set()
        for clause in self.clauses:
            if clause.index in done or self._inside(clause, owners) or self._holds_owner(clause, owners):
                if clause.index not in done and self._holds_owner(clause, owners) and clause.index not in owners:
                    self._own_general(clause, blocks)
                continue
            self._leave_to_others(clause)
            kinds = {s.kind for s in self._sentences_below(clause)}
            if not kinds & {SentenceKind.CONDITION, SentenceKind.EXCLUSION}:
                continue
            if clause.kind is ClauseKind.PART:
                continue
            excluded: list[DraftNode] = []
            nodes: list[DraftNode] = []
            if self.roles[clause.index] is Role.EXCLUSION or self._is_exclusion_list(clause):
                excluded = self.exclusion_nodes(clause)
            else:
                for descendant in [clause, *self._below(clause)]:
                    if self._is_exclusion_list(descendant) or self.roles[descendant.index] is Role.EXCLUSION:
                        excluded.extend(n for n in self.exclusion_nodes(descendant) if n not in excluded)
                        done.add(descendant.index)
                singled = {c.index for c in self._below(clause)} & paired.keys()
                for index in singled:
                    child = self.all[index]
                    own_tree = self.condition_tree(child, skip=done)
                    blocks.append((child, self._scope(clause), list(own_tree.of) if own_tree else [], []))
                tree = self.condition_tree(clause, skip=done | singled)
                nodes = list(tree.of) if tree else []
                for sentence in self._sentences_below(clause):
                    if sentence.kind is SentenceKind.EXCLUSION and sentence.clause not in done:
                        excluded.extend(n for n in self.exclusions_of(sentence) if n not in excluded)
            done.update(c.index for c in [clause, *self._below(clause)])
            blocks.append((clause, self._scope(clause), nodes, excluded))
        return blocks

    def _leave_to_others(self, clause: Clause) -> None:
        """Duties of somebody else (运营机构应当…) in plain articles are no conditions of an applicant."""
        for sentence in self._sentences_below(clause):
            if (
                sentence.kind is SentenceKind.CONDITION
                and self.roles[sentence.clause] is not Role.CONDITION
                and not _SPEAKS_TO_APPLICANT.search(self.view[sentence.start : sentence.end])
            ):
                sentence.kind = SentenceKind.BACKGROUND
                sentence.reason = "对其他主体的要求"

    def _own_general(
        self, clause: Clause, blocks: list[tuple[Clause, Clause | None, list[DraftNode], list[DraftNode]]]
    ) -> None:
        """Condition sentences standing in the text of a chapter or article that only holds items."""
        nodes: list[DraftNode] = []
        excluded: list[DraftNode] = []
        for sentence in self.by_clause.get(clause.index, []):
            if sentence.kind is SentenceKind.CONDITION:
                found = read_conditions(self.text, self.view, sentence.start, sentence.end, self.lexicon, residual=False)
                nodes.extend(found.of if found else ())
            elif sentence.kind is SentenceKind.EXCLUSION:
                excluded.extend(self.exclusions_of(sentence))
        if nodes or excluded:
            blocks.append((clause, clause, nodes, excluded))

    def _scope(self, clause: Clause) -> Clause | None:
        """The clause whose items a general block governs; None for the whole policy."""
        parent = self._parent(clause)
        while parent is not None:
            heading = parent.heading
            general = re.search(r"总则|附则|通则|一般|基本|通用|监督|管理|申[报请]|条件|对象|范围|要求|程序", heading) or (
                role_of_heading(heading) is not Role.NONE
            )
            if parent.kind is ClauseKind.PART or not general:
                return parent
            parent = self._parent(parent)
        return None

    def _covers(self, scope: Clause | None, item: DraftItem) -> bool:
        if scope is None or scope.kind is ClauseKind.PART:
            return True
        clause = self.all[item.clause]
        return scope.start <= clause.start < scope.subtree_end

    def _meant_for(self, block: Clause, item: DraftItem, reading: PolicyReading) -> bool:
        """A block whose heading names one of several items belongs to that item alone."""
        name = _plain_name(block.heading)
        if len(name) < 4 or len(reading.items) < 2:
            return True
        scores = [_likeness(name, other.title + other.quote.text[:40]) for other in reading.items]
        best = max(scores)
        if best < 0.5:
            return True
        return _likeness(name, item.title + item.quote.text[:40]) >= best - 0.05

    def _stacks(self, clause: Clause, item: DraftItem, owners: set[int]) -> bool:
        holder = self.all[item.clause]
        if holder.start <= clause.start < holder.subtree_end:
            return True
        return not self._inside(clause, owners) and self._covers(self._scope(clause), item)

    def _inside(self, clause: Clause, owners: set[int]) -> bool:
        current: Clause | None = clause
        while current is not None:
            if current.index in owners and current.kind is not ClauseKind.PART:
                return True
            current = self._parent(current)
        return False

    def _holds_owner(self, clause: Clause, owners: set[int]) -> bool:
        return any(
            clause.start <= self.all[o].start < clause.subtree_end
            for o in owners
            if self.all[o].kind is not ClauseKind.PART or o == clause.index
        )

    def _below(self, clause: Clause) -> list[Clause]:
        found = []
        for child in self.children.get(clause.index, []):
            found.append(child)
            found.extend(self._below(child))
        return found

    def _sentences_below(self, clause: Clause) -> list[Sentence]:
        return [s for c in [clause, *self._below(clause)] for s in self.by_clause.get(c.index, [])]


def _join_of(own: str, join: str, k: int) -> tuple[str, int]:
    if re.search(r"(?:条件|情形|要求|情况|标准)?(?:之一|任一|任意一[项条])|其中一项|(?:任意|任选)?一项(?:即可|以上)", own):
        return "any", 1
    if match := re.search(r"(?:其中)?(?:至少|任意)?([二两三四五2-5])[项条]以上", own):
        return "at_least", {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}.get(match[1], 0) or int(match[1])
    return join, k


def _either(found: DraftGroup, own: str) -> list[DraftNode]:
    """Several facts of one exclusion line: each excludes by itself when 或 or 、 joins them."""
    tags = list(found.of)
    if all(isinstance(t, DraftTag) and t.shape == "is" for t in tags) and len({t.quote.text for t in tags if isinstance(t, DraftTag)}) == 1:
        return [DraftGroup(join="any", of=tuple(tags))]
    return [found]


def _segments(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The alternatives of a benefit sentence: cut at ; and before 「,对…的」 that grants by itself."""
    cuts = [start]
    depth = 0
    for position in range(start, end):
        character = view[position]
        depth += (character in "([") - (character in ")]")
        if depth > 0:
            continue
        if character == ";":
            cuts.append(position + 1)
        elif character in ",。" and re.match(r".其中[,:]", view[position : position + 5]) and not re.search(MONEY, view[cuts[-1] : position]):
            cuts.append(position + 4)
        elif (
            character == ":"
            and len(cuts) == 1
            and view[position:end].count("部分") < 2
            and re.search(rf"分档|标准|如下|以下|下列|{GRANT}$", view[max(start, position - 24) : position])
            and not re.search(MONEY, view[max(start, position - 24) : position])
            and view[position + 1 : end].strip()
            and position - start > 6
        ):
            cuts.append(position + 1)
        elif character == "," and re.match(
            rf",(?:[^,;。\d]{{2,12}}?(?:企业|单位|机构)按(?:照)?[^,;。]{{0,30}}?{RATIO}|(?!给予|按|可|均|再|在|享受|予以|一次性|发放|补|奖|最高|并|且)[^,;。\d]{{1,8}}?每[人生户名位]每?(?:学年|年|月|天|日|学期)[^,;。\d]{{0,8}}{MONEY}|对(?!其|应)[^,;。]{{2,60}}[,]?[^;。]{{0,40}}?{GRANT}|(?:其中|获评|属于)[^,;。]{{2,40}}的,)", view[position : position + 140]
        ):
            cuts.append(position + 1)
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if view[a:b].strip()]


def _defines(node: DraftNode) -> bool:
    """Whether a piece of a definition asks something: an enumeration or a long description does not."""
    if isinstance(node, DraftTag) and node.shape in ("is", "judged"):
        return len(node.name) <= 24 and not re.search(r"包括|等$|简称|通过|活动|服务|场所|行为|救助|过程", node.name)
    return not (isinstance(node, DraftTag) and node.shape == "one_of" and len(node.values) > 2)


#: Introductions of lists that speak of whoever applies.
_APPLICANT = re.compile(
    r"申[报请领]|享受|企业|项目|人员|家庭|个人|扶持|支持|资助|补贴|奖励|对象|认定|条件之一|(?:^|[,:])\W*(?:应|须|需|同时|符合|具备|满足)|下面几项"
)
_SPEAKS_TO_APPLICANT = re.compile(
    r"申[报请领]|享受|适用(?:于|对象|范围)|(?:扶持|支持|资助|奖励|补贴|补助|服务|救助|受益|贴息)(?:对象|主体|范围)|受(?:资助|扶持|支持|补贴)|参评"
)


def _plain_name(heading: str) -> str:
    return re.sub(r"条件|要求|需要|须|应|符合|满足|以下|下列|申[报请]|支持|的|[:。0-9.()]", "", heading)


def _likeness(name: str, title: str) -> float:
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(p in title for p in pairs) / len(pairs) if pairs else 0.0


def _trim(text: str, view: str, start: int, end: int) -> Quote:
    while start < end and view[start] in " ,;:。、\n\t":
        start += 1
    while end > start and view[end - 1] in " ,;:。、\n\t":
        end -= 1
    return Quote(text=text[start:end], start=start)


__all__ = ["PolicyReading", "Reader", "Sentence", "w"]
