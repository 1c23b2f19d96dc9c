"""Find the subsidy items of one policy and everything said about each.

An item is the smallest numbered clause that grants something, or a sentence of it with recipients
of its own. What is stated outside an item is given to it in ``inherit``.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from compiler.extract.awards.begin import find_shut_out
from compiler.extract.awards.compound import compound
from compiler.extract.awards.counted_limits import with_count_limits
from compiler.extract.awards.counted_thing import counting_things, without_counted
from compiler.extract.awards.grown import of_figures_named
from compiler.extract.awards.item_limits import (
    BY_YEAR,
    SCHEDULE,
    closing_limits,
    count_limits,
    limits_of,
    of_one_year,
    only_pays_out,
    variants_in,
)
from compiler.extract.awards.limits import SAYS_TERM, find_caps, find_instalments, find_lasting
from compiler.extract.awards.pace import with_pace
from compiler.extract.awards.table_classes import told_by_rows
from compiler.extract.awards.table_things import things_told
from compiler.extract.awards.tables import read_table
from compiler.extract.awards.variants import Variant, read_variants, with_variants
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftItem,
    DraftNode,
    DraftPart,
    opened,
    single,
)
from compiler.extract.items.annexes import amount_rows
from compiler.extract.items.by_rows import award_by_rows
from compiler.extract.items.exclusions import exclusions_of
from compiler.extract.items.exemptions import read_exemptions
from compiler.extract.items.figureless import announces, read_figureless
from compiler.extract.items.following import following
from compiler.extract.items.headed_by_people import headed_by_people
from compiler.extract.items.inherit import inherit
from compiler.extract.items.led_in import lead_in
from compiler.extract.items.limited_classes import Unit, limits_classes
from compiler.extract.items.outline import (
    Outline,
    PolicyReading,
    Sentence,
    is_policy,
    outline_of,
    owner_of,
)
from compiler.extract.items.requirements import around_item, asked_of_each
from compiler.extract.items.sentences import is_limit, is_pointer, states_sum
from compiler.extract.items.services import add_confirmed, add_recognition, add_services
from compiler.extract.items.spoken_before import note_besides
from compiler.extract.items.terms import declared_names, without_terms
from compiler.extract.items.units import benefits_of, grouped, introduce_rows
from compiler.extract.language.abbreviations import short_names, with_whole_names
from compiler.extract.language.lexicon import Lexicon
from compiler.fold import fold
from compiler.roles import Role, role_of_heading
from compiler.segment import Segmented
from rules.document import Clause, ClauseKind, PolicyPart, SentenceKind


def read_policy(
    segmented: Segmented, view: str, part: PolicyPart, lexicon: Lexicon
) -> PolicyReading:
    """All items of one part with what they inherit, and the fate of each of its sentences."""
    outline = outline_of(segmented, view, part, lexicon)
    reading = PolicyReading(sentences=outline.sentences)
    exemptions = read_exemptions(outline)
    owners = _units_by_owner(outline, reading)
    for index, found in owners.items():
        row = is_policy(outline.every[index])  # one policy, whatever its cells tell apart
        groups = [found] if row else grouped(outline, found)
        closing = closing_limits(outline, groups)
        for units, shared in zip(groups, closing, strict=True):
            alone = len(groups) == 1
            owner = outline.every[index]
            beside = set() if alone else {s.clause for s, _ in found}
            if item := _item(outline, owner, units, shared, beside, alone=alone):
                for sentence, _ in units:
                    for stated in [sentence, *outline.rows.get(sentence.start, [])]:
                        stated.items.append(len(reading.items))
                reading.items.append(item)
    add_services(outline, reading, owners)
    if not reading.items:
        add_recognition(outline, reading)
    elif "认定" in part.meta.title:
        add_confirmed(outline, reading)
    for lead in outline.leads.values():
        lead.kind = SentenceKind.CONDITION
    inherit(outline, reading, set(owners), exemptions)
    names = short_names(view, part.start, part.end)
    declared = declared_names(view, part.start, part.end)
    reading.items = [
        opened(without_terms(with_whole_names(item, names), declared)) for item in reading.items
    ]
    return reading


def _units_by_owner(outline: Outline, reading: PolicyReading) -> dict[int, list[Unit]]:
    """The sentences that grant something, by the clause whose item they belong to."""
    owners: dict[int, list[Unit]] = {}
    for sentence in outline.sentences:
        if sentence.kind is not SentenceKind.AMOUNT:
            continue
        own = outline.said(sentence)
        owner = owner_of(outline, outline.every[sentence.clause]).index
        known = owner in owners
        if known and limits_classes(outline, sentence, owners[owner]):
            owners[owner].append((sentence, []))
            continue
        limit = is_limit(own) or (known and only_pays_out(own))
        scheduled = SCHEDULE.match(own) is not None
        varied = known and bool(variants_in(outline, sentence))
        benefits = (
            [] if (limit or scheduled or varied) and known else benefits_of(outline, sentence)
        )
        if scheduled and not benefits:
            reading.notes.append(("PC507", sentence.start, sentence.end))
            owners[owner].append((sentence, []))
        elif benefits or limit or varied or is_pointer(own):
            owners.setdefault(owner, []).append((sentence, benefits))
            note_besides(outline, reading, sentence, benefits)
        elif states_sum(own):
            sentence.kind = SentenceKind.NOT_MODELLED  # a sum that nothing here could read
        else:
            sentence.kind = SentenceKind.BACKGROUND
    _add_figureless(outline, owners)
    lead_in(outline, owners)
    return owners


def _add_figureless(outline: Outline, owners: dict[int, list[Unit]]) -> None:
    """Grants without a figure, unless they only announce the figures that follow them."""
    figured = {index: list(found) for index, found in owners.items()}
    for sentence in outline.sentences:
        if not (benefits := read_figureless(outline, sentence)):
            continue
        owner = owner_of(outline, outline.every[sentence.clause]).index
        if announces(outline, owner, (sentence, benefits), figured):
            if any(s.clause == sentence.clause for s, _ in figured.get(owner, [])):
                outline.announced[sentence.start] = benefits
                sentence.kind = SentenceKind.BACKGROUND
            continue
        sentence.kind = SentenceKind.AMOUNT
        owners.setdefault(owner, []).append((sentence, benefits))
        owners[owner].sort(key=lambda unit: unit[0].start)


def _item(
    outline: Outline,
    clause: Clause,
    units: list[Unit],
    closing: tuple[DraftCap, ...],
    beside: Collection[int],
    *,
    alone: bool,
) -> DraftItem | None:
    """The item of one group of units; ``alone`` when its clause holds no other.

    ``beside`` are the clauses in which its clause grants something, when it holds several items.
    """
    benefits = [b for _, found in units for b in found]
    rows = _table_rows(outline, clause, units)
    variants = _variants_of(outline, clause, units, alone=alone)
    limits = tuple(
        c
        for s, _ in units
        if not (rows and outline.every[s.clause].kind is ClauseKind.ROW)
        for c in limits_of(outline, s, benefits)
    )
    if any(
        BY_YEAR.search(c.scope) for c in [*limits, *(c for b in benefits for c in b.award.caps)]
    ):
        closing = ()
    for unit in units if rows else ():
        introduce_rows(outline, unit)
    own: list[DraftNode] = [n for u, _ in units for n in outline.intros.get(u.start, [])]
    exclusions: list[DraftNode] = []
    around: list[DraftNode] = []
    for sentence, _ in units:
        if who := find_shut_out(outline.view, sentence.start, sentence.end):
            excluded = outline.conditions(*who)
            exclusions.extend([single(excluded)] if excluded else [])
    if alone:
        around = around_item(outline, clause, {s.clause for s, _ in units}, exclusions)
    else:
        around = asked_of_each(outline, clause, beside, exclusions)
        exclusions.extend(n for s in following(outline, units) for n in exclusions_of(outline, s))
    if rows:
        limits = _limits_beside_rows(outline, units) or limits
        own, rows = told_by_rows(own, rows)
        rows, own, around = things_told(rows, own, around)
        award = award_by_rows(outline, clause, units, rows, limits)
    elif found := compound(
        outline.text, outline.view, benefits, outline.lexicon, own, limits, around
    ):
        award = found
    else:
        return None
    if variants and (varied := with_variants(award, variants, [*own, *around])):
        award = varied
    award = of_figures_named(counting_things(award, (own, around)), [*around, *own])
    own, around = (without_counted(nodes, award) for nodes in (own, around))
    award = with_count_limits(award, count_limits(outline, units, benefits))
    if award.lasting:
        closing = (*closing, *of_one_year(outline, units))
    award = award.model_copy(update={"caps": (*award.caps, *closing)})
    if alone:
        award = _completed(outline, award, clause, units)
    elif award.shape == "cases" and _ADDS_UP.search("".join(outline.said(s) for s, _ in units)):
        award = award.model_copy(update={"choose": "sum"})
    award = with_pace(award)
    asked = [*own, *around, *(part.when for part in award.parts)]
    own = [*headed_by_people(outline, clause, asked), *own]
    start = min([b.start for b in benefits] or [units[0][0].start])
    end = max([b.end for b in benefits] + [award.quote.end])
    return DraftItem(
        title=_title(outline, clause, units, alone=alone),
        clause=clause.index,
        own=DraftGroup(join="all", of=(*around, *own)),
        inherited=DraftGroup(join="all", of=()),
        exclusions=tuple(exclusions),
        award=award,
        quote=outline.quote(start, end),
    )


def _limits_beside_rows(outline: Outline, units: list[Unit]) -> tuple[DraftCap, ...]:
    """「按照下表给予补助，每家单位总额不超过60万元」: what the pointing sentences limit."""
    return tuple(
        c
        for s, _ in units
        if outline.every[s.clause].kind is not ClauseKind.ROW and outline.said(s).count(" | ") == 0
        for c in find_caps(outline.text, outline.view, s.start, s.end)
    )


def _variants_of(
    outline: Outline, clause: Clause, units: list[Unit], *, alone: bool
) -> list[Variant]:
    """What sentences of the item change for some; they are taken out of its conditions."""
    found: list[Variant] = []
    for _, granted in units:
        for benefit in granted:
            for start, end in benefit.varied:
                found.extend(read_variants(outline.text, outline.view, start, end, outline.lexicon))
    granting, first = {s.start for s, b in units if b}, min((s.start for s, _ in units), default=0)
    stated = outline.sentences_below(clause) if alone else [s for s, _ in units]
    for sentence in stated:
        if sentence.start <= first or sentence.start in granting:
            continue
        if sentence.kind in (SentenceKind.PROCEDURE, SentenceKind.HEADING):
            continue
        if variants := variants_in(outline, sentence):
            found.extend(variants)
            if all(s is not sentence for s, _ in units):
                sentence.kind = SentenceKind.AMOUNT
                outline.rows.setdefault(units[0][0].start, []).append(sentence)
    return found if len({v.what for v in found}) == 1 else []


#: 两项可以叠加, 不同级别奖励可累计: the cases add up, said of the cases themselves.
_ADDS_UP = re.compile(
    r"不同(?:级别|层级|等级|类别|级)[^,;。]{0,10}(?:叠加|累计|同时|累加)"
    r"|(?:多个|多项|数个|[两几]项以上)(?:名次|奖项|奖牌|项目|等级|称号|成绩)[^,;。]{0,4},?(?:可|均|予以|给予)*(?:累加|累计|叠加)(?:计算|奖励|计奖|发放|享受)"
    r"|(?:[两二三四五六几各](?:项|阶段|档|级)|(?:以上|上述)(?:[两二三四五六几各]项|奖励|补贴|补助|资助|奖补)?)"
    r"(?:奖励|补贴|补助|资助|奖补|政策)?(?:之间|均)?可(?:以)?(?:叠加|同时|累加|累计)"
    r"|(?:各|每个?|不同)(?:阶段|环节|步骤|档次?|项|类|层级|级别|年度)(?:的)?(?:奖励|补贴|补助|资助|奖补|资金)*"
    r"(?:之间|均)?可(?:以)?(?:叠加|同时|累加|累计)"
)


def _completed(
    outline: Outline, award: DraftAward, clause: Clause, units: list[Unit]
) -> DraftAward:
    """Terms, instalments and 叠加 that sentences of their own add to the award before them."""
    below = outline.sentences_below(clause)
    stated = " ".join(outline.said(s) for s in below if s.kind is not SentenceKind.PROCEDURE)
    grants = {s.start for s, found in units if found}
    apart = " ".join(
        said
        for s in below
        if s.start not in grants and SAYS_TERM.search(said := _with_term(outline, s))
    )
    update: dict[str, object] = {}
    timed = award.lasting or any(p.award.lasting for p in award.parts)
    if not timed and (lasting := find_lasting(apart)):
        update["lasting"] = lasting
    if not award.instalments and (shares := find_instalments(apart)):
        update["instalments"] = shares
    if award.shape == "cases" and award.choose == "highest" and _ADDS_UP.search(stated):
        update["choose"] = "sum"
    return award.model_copy(update=update)


def _with_term(outline: Outline, sentence: Sentence) -> str:
    """A sentence; under 享受期限 it says how long without saying so: 3年, 累计不超过3年."""
    clause = outline.every[sentence.clause]
    own = outline.said(sentence)
    term = clause.kind is ClauseKind.FIELD and clause.heading.endswith("期限")
    named = sentence.kind is SentenceKind.WINDOW or own.startswith(clause.heading)
    return f"期限{own}" if term and not named else own


def _table_rows(outline: Outline, clause: Clause, units: list[Unit]) -> list[DraftPart]:
    """Rows below the item whose figures its sentences point to."""
    intro = "".join(outline.said(s) for s, _ in units)
    rows = amount_rows(outline, clause, intro)
    if len(rows) < 2:
        return []
    parts = read_table(
        outline.text, outline.view, rows, intro, outline.lexicon, fold(clause.heading)
    )
    for row in rows if parts else ():
        for sentence in outline.by_clause.get(row.index, []):
            sentence.kind = SentenceKind.AMOUNT
            sentence.items.extend(units[0][0].items)
            outline.rows.setdefault(units[0][0].start, []).append(sentence)
    return parts


_BENEFIT_NOUN = re.compile(
    r"(?:一次性)?([一-鿿]{2,6}?(?:补贴|奖励|资助|补助|津贴|救助金?|贴息|支持|补偿|奖金|扶持))"
    r"(?=[,;。(]|$|资金|标准)"
)


def _title(outline: Outline, clause: Clause, units: list[Unit], *, alone: bool) -> str:
    """The heading an item stands under; what is granted too when the heading names several."""
    heading = clause.heading.strip(" :。")
    if clause.kind is ClauseKind.PART:
        heading = outline.part.meta.title
    if not heading:
        if slogan := _slogan(outline, clause):
            return slogan
        heading = _heading_above(outline, clause)
        alone = False
    noun = ""
    for sentence, _ in units:
        if found := _BENEFIT_NOUN.search(outline.said(sentence)):
            noun = re.sub(
                r"^.*(?:享受|给予|予以|发放|申请|申领|领取|一次性|元|可|的|按|为)", "", found[1]
            )
            break
    if not alone and len(noun) >= 3 and noun not in heading:
        return f"{heading}（{noun}）" if heading else noun
    return heading or noun or "补贴"


#: 「支持冷链园区建设，对…」: what a clause is for, in its first words.
_SLOGAN = re.compile(
    r"(?:积极|大力|加快|着力|全力|有序|持续|深入|进一步)*(?:支持|鼓励|引导|推动|推进|促进|加强|加大|提升|强化|完善|优化|深化|培育"
    r"|打造|做[优大强]|补齐|开展|壮大|发展|拓展|夯实|扩大|推广|建设|健全|提高|激励|扶持)(?P<what>[^,;。:]{2,22})(?=,)"
)
#: Who gets it, or what: not what the clause is for.
_NO_SLOGAN = re.compile(r"(?:的|后|前|内|时)$|给予|予以|\d")


def _slogan(outline: Outline, clause: Clause) -> str:
    """The words a clause opens with when they only say what it is for."""
    own = outline.said(clause)
    mark = re.match(rf"\s*{re.escape(fold(clause.marker))}\s*", own) if clause.marker else None
    if mark is None:
        return ""
    named = _SLOGAN.match(own, mark.end())
    if named is None or _NO_SLOGAN.search(named.group()):
        return ""
    start = clause.start + named.start()
    return outline.text[start : start + len(named.group())]


def _heading_above(outline: Outline, clause: Clause) -> str:
    """The nearest heading above that is no block name; the policy's title when there is none."""
    parent = outline.parent(clause)
    while parent is not None and (
        not parent.heading or role_of_heading(parent.heading) is not Role.NONE
    ):
        parent = outline.parent(parent)
    named = parent.heading if parent and parent.kind is not ClauseKind.PART else ""
    return named or outline.part.meta.title
