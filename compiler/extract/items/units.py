"""Sentences that grant something, and which of them together make one item."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards.announced_base import announced_base, base_over_list, with_base
from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.bare import bare_segments
from compiler.extract.awards.class_limits import LIMITS
from compiler.extract.awards.compound import ACTUAL
from compiler.extract.awards.empty import empty_phrase
from compiler.extract.awards.limits import find_caps, find_lasting
from compiler.extract.awards.listed_standards import listed_standards
from compiler.extract.awards.netted import limits_all_levels
from compiler.extract.awards.parallel import timed_classes
from compiler.extract.awards.uplifts import RAISES
from compiler.extract.awards.variants import read_variants
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.items.aims import is_programme, without_aims
from compiler.extract.items.behind import asked_behind, members
from compiler.extract.items.encouraged import read_encouraged
from compiler.extract.items.limited_classes import Unit, with_class_limits
from compiler.extract.items.outline import CLASS_LABEL, Outline, Sentence
from compiler.extract.items.segments import kept_segments
from compiler.extract.items.sentences import SLOGAN, is_limit, is_pointer, states_sum
from compiler.extract.items.subjects import read_subject
from compiler.extract.items.worth import worth_without_figure
from compiler.extract.language.amounts import (
    GRANT,
    HALVED,
    LABEL,
    MONEY,
    PAID_IN_PART,
    RATIO,
)
from compiler.extract.language.joins import join_of
from compiler.extract.language.lists import overlaps
from compiler.fold import fold
from compiler.roles import Role
from rules.document import Clause, ClauseKind

#: 「1.落户奖励：对新设立的…」: the name of the grant before what is granted.
_TITLED = re.compile(
    r"\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、|[①-⑳])?\s*"
    r"[^,;。:的\d对]{2,20}(?:奖励|奖|补贴|补助|资助|支持|扶持|贴息|补偿|奖补|津贴|激励|配套|返还|救助|减免)"
    r":(?=\s*(?:对|凡|支持|鼓励|符合|企业|按|给予|[^,;。:]{2,30}的))"
)
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百零\d]+条(?:之[一二三])?\s*")


def benefits_of(outline: Outline, sentence: Sentence) -> list[Benefit]:
    """The benefits a sentence grants; what it says before the first is kept as an introduction."""
    found: list[Benefit] = []
    first = _said_from(outline, sentence)
    last = sentence.end
    if (behind := asked_behind(outline, first, last)) is not None:
        join, k = join_of(outline.view[first:behind], "all", 1)
        listed = tuple(members(outline, behind, last))
        asked = listed if join == "all" else (DraftGroup(join=join, k=k, of=listed),)
        outline.intros.setdefault(sentence.start, []).extend(asked)
        last = behind - 1
    if led := _SUBJECT_FIRST.match(outline.view, first, last):
        who = read_subject(outline.text, outline.view, *led.span("who"), outline.lexicon)
        outline.intros.setdefault(sentence.start, []).extend(who)
        first = led.end("who")
    announced = ""
    for start, end in kept_segments(outline.view, first, last):
        if found and (limited := with_class_limits(outline, found[-1], start, end, last)):
            found[-1] = limited
        elif found and read_variants(outline.text, outline.view, start, end, outline.lexicon):
            # …；见习期满留用率达到50%的，提高到每人每月2300元
            found[-1] = _varied(outline, found[-1], start, end)
        elif found and _only_limits(outline.view, start, end):
            bare = not any(b.award.caps for b in found)
            together = limits_all_levels(outline.view, start, end)
            of_all = end >= last - 1 and (bare or together)
            found[-1] = _limited(outline, found[-1], start, end, of_all=of_all)
            found = [_for_so_long(outline, b, start, end) for b in found]
        elif benefit := _granted(outline, start, end):
            found.append(benefit)
        elif not found:
            base, at = announced_base(outline.view[start:end])
            announced = base or announced
            told = start + at
            if at > 1 and not (
                ACTUAL.search(outline.view, start, told) or is_programme(outline.view, start, told)
            ):
                _introduce(outline, sentence, start, start + at)
        elif is_limit(outline.view[start:end].strip(" ,;。")) and (
            caps := find_caps(outline.text, outline.view, start, end)
        ):
            # …；…；年度累计不超过50万元: the last words limit all that stands before them
            found[-1] = replace(found[-1], of_all=(*found[-1].of_all, *caps))
            found = [_for_so_long(outline, b, start, end) for b in found]
        elif timed_classes(outline.view, start, end):
            # …；其中，高校毕业生最长补2年，就业困难人员最长补3年
            found[-1] = replace(found[-1], end=end)
        else:
            found = _unread(outline, found, start, end)
    found = _listed(outline, sentence, first, last, found) or found
    found = found or _bare_benefits(outline, sentence, first, last)
    announced = announced or _base_above(outline, sentence)
    found = [with_base(benefit, announced) for benefit in found]
    found = _limits_of_list(outline.view, found)
    return [_by_label(outline, sentence, benefit) for benefit in found]


def _base_above(outline: Outline, sentence: Sentence) -> str:
    """What the clause that opens the list a sentence stands in says its shares are of."""
    above = outline.parent(outline.every[sentence.clause])
    own = outline.by_clause.get(above.index, []) if above else []
    before = [s for s in own if s.start < sentence.start]
    return base_over_list(outline.said(before[-1])) if before else ""


def _unread(outline: Outline, found: list[Benefit], start: int, end: int) -> list[Benefit]:
    """The benefits before words that grant nothing: a sum in them is held against the rule."""
    found = [_for_so_long(outline, b, start, end) for b in found]
    caps = find_caps(outline.text, outline.view, start, end)
    if caps and _OF_BOTH.fullmatch(outline.view, start, end):
        # 与上级补贴合计不超过保费的80%: what is paid by all together is limited
        return [*found[:-1], replace(found[-1], of_all=(*found[-1].of_all, *caps))]
    said = outline.view[start:end]
    if caps or states_sum(said) or re.search(RATIO, said):
        found[-1] = replace(found[-1], end=end)
    return found


_OF_BOTH = re.compile(
    r"[\s,]*(?:但|且|其中|并)*(?:上述|以上)?[^,;。]{0,16}(?:合计|累计|总和|之和|总额|共计|相加|补[贴助]资金|补[贴助]金额|资金总额)"
    r"[^,;。\d]{0,4}(?:不超过|不得超过|不高于|不得高于|最高|上限|以不超过)[^,;。]{2,24}?[,;。]?\s*"
)


def _limits_of_list(view: str, found: list[Benefit]) -> list[Benefit]:
    """直流桩400元/千瓦、交流桩200元/千瓦，单站最高50万元: a limit behind a list is of it all."""
    last = found[-1] if len(found) > 1 else None
    caps = last.award.caps if last and view[last.start - 1] == "、" else ()
    if last is None or not caps or any(b.award.caps for b in found[:-1]):
        return found
    bare = last.award.model_copy(update={"caps": ()})
    return [*found[:-1], replace(last, award=bare, of_all=(*last.of_all, *caps))]


def _listed(
    outline: Outline, sentence: Sentence, first: int, last: int, known: list[Benefit]
) -> list[Benefit]:
    """The classes of 「标准为：博士3000元/月；硕士2000元/月」, and for whom."""
    told, sums = listed_standards(outline.text, outline.view, first, last, known)
    if sums:
        outline.intros.pop(sentence.start, None)
        if outline.view[first:told].strip(" ,;:具体补贴助发放其"):
            _introduce(outline, sentence, first, told)
    return sums


def _by_label(outline: Outline, sentence: Sentence, benefit: Benefit) -> Benefit:
    """「A类：100万元」: where nothing else says who is paid, the name of the class does."""
    clause = outline.every[sentence.clause]
    named = CLASS_LABEL.fullmatch(fold(clause.heading)) and sentence.start == clause.start
    if not named or outline.view[benefit.start : benefit.cut].strip(" :,。"):
        return benefit
    at = outline.view.find(fold(clause.heading), clause.start, benefit.cut)
    return benefit if at < 0 else replace(benefit, start=at)


def _for_so_long(outline: Outline, benefit: Benefit, start: int, end: int) -> Benefit:
    """The benefit with a term stated apart behind it: …；补贴人数不超过100人，期限最长12个月."""
    lasting = "" if benefit.award.lasting else find_lasting(outline.view[start:end])
    award = benefit.award.model_copy(update={"lasting": lasting}) if lasting else benefit.award
    return replace(benefit, award=award)


#: 「；每家企业每年最高30万元」: opens with whose limit it is, and grants nothing itself.
_LIMITS_ALONE = re.compile(
    r"\s*(?:但|且|其中|并)*(?:对)?(?:单[个家户项场笔次]?|每[一]?[个家户名人年项场笔次]|同一[个家]?|一家|一个|年度|全年|累计|合计|总额|总计"
    r"|(?:奖励|补[贴助]|资助|奖补|贴息|支持)(?:资金|金额)?(?:总额|合计|累计)|最高|上限)"
    r"[^,;。]{0,24}?(?:最高|最多|不超过|不得超过|不高于|上限)[^,;。%]{0,10}"
    r"(?:,(?:补[贴助]|资助|享受|支持|贴息)?(?:期限|时间|年限)?(?:累计)?(?:最长|不超过|最多|为)[^,;。]{0,14})?[,;。]?\s*"
)


def _only_limits(view: str, start: int, end: int) -> bool:
    """Whether a segment behind a semicolon only limits what stands before it."""
    said = view[start:end]
    if limits_all_levels(view, start, end):
        return True
    return bool(_LIMITS_ALONE.fullmatch(said) and re.search(MONEY, said)) and is_limit(
        re.split(",(?=.*(?:期限|最长))", said.strip(" ,;。"))[0]
    )


def _limited(outline: Outline, benefit: Benefit, start: int, end: int, *, of_all: bool) -> Benefit:
    """The benefit with a limit behind it: of all alternatives, or of this one alone."""
    caps = find_caps(outline.text, outline.view, start, end)
    if of_all:
        return replace(benefit, of_all=(*benefit.of_all, *caps))
    award = benefit.award.model_copy(update={"caps": (*benefit.award.caps, *caps)})
    return replace(benefit, award=award)


def _varied(outline: Outline, benefit: Benefit, start: int, end: int) -> Benefit:
    """The benefit with what some are paid instead, and the term said behind it for all."""
    award = benefit.award
    if not award.lasting and (lasting := find_lasting(outline.view[start:end])):
        award = award.model_copy(update={"lasting": lasting})
    return replace(benefit, award=award, varied=(*benefit.varied, (start, end)))


#: 「新认定的总部企业对…的，给予…；对…的，给予…」: whom all the alternatives are for.
_SUBJECT_FIRST = re.compile(
    r"\s*(?!对|支持|鼓励)(?P<who>[^,;。:对]{2,24}(?:企业|机构|公司|单位|总部))(?=对(?!外|口|接|标|象|应|其|该)[^,;。]{4,}[,的])"
)


def _said_from(outline: Outline, sentence: Sentence) -> int:
    """Where a sentence begins to grant, behind the number and the name of its clause."""
    first = sentence.start
    clause = outline.every[sentence.clause]
    if clause.kind is ClauseKind.FIELD and sentence.start == clause.start:
        label = re.match(
            rf"\s*{re.escape(clause.heading)}\s+(?!:)(?:\|\s*)?", outline.said(sentence)
        )
        first += label.end() if label else 0
    if number := _ARTICLE.match(outline.said(sentence)):
        first = sentence.start + number.end()
    elif clause.marker and sentence.start == clause.start:
        # 「七、年营业收入…」: the number of a clause is no word of a name
        mark = re.match(rf"\s*{re.escape(fold(clause.marker))}\s*", outline.said(sentence))
        first += mark.end() if mark else 0
    if clause.heading and clause.marker and sentence.start == clause.start:
        # 「1.参展支持：企业参加展会的…」: the name of the item is no part of what it says
        first = max(first, _past_heading(outline, clause, sentence))
    if titled := _TITLED.match(outline.view, first, sentence.end):
        first = titled.end()
    return first


def introduce_rows(outline: Outline, unit: Unit) -> None:
    """Whom a sentence speaks of that leaves its figures to the rows of a table."""
    sentence = unit[0]
    start = outline.told_from(sentence)
    pointed = _TO_TABLE.search(outline.view, start, sentence.end)
    if pointed and not outline.intros.get(sentence.start):
        _introduce(outline, sentence, start, pointed.start() + 1)


#: 「，按照表1给予」, 「，依据面积，按下表执行」: behind it stands how much.
_TO_TABLE = re.compile(
    r",(?:分别)?(?:(?:按照?|根据|依据|视|结合)[^,;。]{2,30},){0,2}(?:分别)?(?:按照?|依照?|根据|依据|见|参照|具体)[^,;。]{0,8}(?:表|附件|前条|上条|第[一二三四五六七八九十]{1,3}条)"
)


def _granted(outline: Outline, start: int, end: int) -> Benefit | None:
    """What a segment grants, with a figure or, cut off by ;, without one."""
    stated = read_benefit(outline.text, outline.view, start, end)
    if stated or not _stands_alone(outline.view, start, end):
        return stated
    return worth_without_figure(outline.text, outline.view, start, end)


def _stands_alone(view: str, start: int, end: int) -> bool:
    """Whether a segment is cut off by ; and no announcement of the figures behind it."""
    return ";" in (view[start - 1 : start], view[end - 1 : end]) and not re.match(
        r";?\s*其中", view[end : end + 6]
    )


def _bare_benefits(outline: Outline, sentence: Sentence, start: int, end: int) -> list[Benefit]:
    """The sums a block of standards states without a verb."""
    if outline.roles[sentence.clause] is not Role.AWARD:
        return []
    read = (
        read_benefit(outline.text, outline.view, a, b, begin)
        for a, b, begin in bare_segments(outline.view, start, end)
    )
    if found := [benefit for benefit in read if benefit]:
        outline.intros.pop(sentence.start, None)
    return found


def _past_heading(outline: Outline, clause: Clause, sentence: Sentence) -> int:
    """Where a sentence begins behind its list mark and the name of its clause."""
    named = re.match(
        rf"\s*{re.escape(fold(clause.marker))}\s*\[?{re.escape(fold(clause.heading))}\]?\s*[:。]\s*(?=\S)",
        outline.said(sentence),
    )
    return sentence.start + (named.end() if named else 0)


#: 「，对获得国家认证的企业」 names by its result what was encouraged before.
BY_RESULT = re.compile(
    r"[,;]?(?:其中,?)?对于?(?![^,;。]{0,20}(?:开展|进行|实施))[^,;。]{0,24}?"
    r"(?:获得|取得|通过|获评|评为|认定|入选|列入|突破|上市|挂牌|符合条件的(?![^,;。]{0,4}(?:企业|项目|单位|机构))[^,;。]{4,})"
)


def _introduce(outline: Outline, sentence: Sentence, start: int, end: int) -> None:
    """Conditions before 「按以下标准分档资助：」 hold for all the alternatives after it."""
    own = outline.view[start:end]
    done = BY_RESULT.match(outline.view, end, sentence.end) is None
    asked, spans = read_encouraged(
        outline.text, outline.view, start, end, outline.lexicon, done=done
    )
    outline.intros.setdefault(sentence.start, []).extend(asked)
    slogan = outline.conditions(start, end, residual=False) if SLOGAN.match(own) else None
    if slogan:  # 「鼓励新建符合规划的加氢站，对…」: what must accord with a plan
        gates = [n for n in slogan.of if isinstance(n, DraftTag) and n.shape == "judged"]
        fresh = [n for n in gates if n.name.startswith("符合") and n not in asked]
        outline.intros[sentence.start].extend(fresh)
    if SLOGAN.match(own) and not re.search(r"[的,]对|的(?:企业|单位|人员|项目|,|$)", own):
        return
    if re.search(r"不得超过|不超过", own) and find_caps(outline.text, outline.view, start, end):
        return
    if is_pointer(outline.said(sentence)):
        if cut := re.search(
            r"(?:,|^)(?:分别)?(?:按照?|给予|根据|依据|视|结合|参照|标准|配套|具体|补助|补贴|奖励)",
            re.sub(LABEL, "", own, count=1),
        ):
            label = re.match(LABEL, own)
            end = start + (label.end() if label else 0) + cut.start()
            if cut.start() == 0:
                return
    elif cut := re.search(
        r"(?:,|^|的|(?<=企业|单位|机构|主体|公司|平台))(?:可)?(?:按(?:照)?|给予|予以|分档|分类|分别)[^,;。]*?"
        rf"(?:{GRANT}|标准|分档|如下|以下)[^,;。]*$",
        own,
    ):
        end = start + cut.start()
    tree = outline.conditions(start, end)
    if tree:
        stated = [n for n in tree.of if not empty_phrase(n)]
        stated = [n for n in stated if not any(overlaps(n, span) for span in spans)]
        if (last := paid_last(outline.text, outline.view, start, end)) is not None:
            stated = with_last(stated, last)
        outline.intros.setdefault(sentence.start, []).extend(
            without_aims(outline.view, start, end, stated)
        )


def grouped(outline: Outline, found: list[Unit]) -> list[list[Unit]]:
    """Units of one owner split where a sentence of its own names new recipients."""
    groups: list[list[Unit]] = []
    for sentence, benefits in found:
        own = outline.said(sentence).lstrip()
        first = benefits[0] if benefits else None
        who = outline.view[first.start : first.cut] if first else ""
        fresh = bool(
            first
            and not first.adds
            and first.award.shape != "top_up"
            and not RAISES.search(fold(first.award.quote.text))
            and not re.search(rf"{HALVED}|{PAID_IN_PART}", fold(first.award.quote.text))
            and not LIMITS.match(fold(first.award.quote.text))
            and not ACTUAL.match(own)
            and not is_limit(own)
            and not re.match(
                r"\s*(?:其中|同时|此外,?$|对?(?:其中|上述|前述|前款|该类|此类)|期满)", own
            )
            and _names_recipients(who)
        )
        fresh = fresh or bool(first and _INLINE_POINT.match(own))
        same_clause = bool(groups) and groups[-1][-1][0].clause == sentence.clause
        same_list = (
            bool(groups) and not same_clause and _one_list(outline, groups[-1][-1][0], sentence)
        )
        if not groups or (fresh and not same_list):
            groups.append([(sentence, benefits)])
        else:
            groups[-1].append((sentence, benefits))
    return groups


#: 「。（三）节庆活动，每个…补助2万元。」: a point that goes on in the same paragraph.
_INLINE_POINT = re.compile(r"\([一二三四五六七八九十]{1,2}\)")


def _one_list(outline: Outline, before: Sentence, after: Sentence) -> bool:
    """Whether two sentences stand in one list, so that their benefits are alternatives."""
    a, b = outline.every[before.clause], outline.every[after.clause]
    if (
        a.parent == b.parent
        and a.parent is not None
        and b.kind in (ClauseKind.NUMBERED, ClauseKind.ROW)
    ):
        return True
    if b.kind is ClauseKind.PARAGRAPH and (a.marker.endswith("条") or b.parent == a.index):
        return outline.said(a).rstrip().endswith(":")  # a 款 of its own beside the first
    return b.parent == a.index or (a.kind is ClauseKind.FIELD and b.kind is ClauseKind.FIELD)


def _names_recipients(who: str) -> bool:
    """Whether the words before a benefit say who gets it."""
    bare = re.sub(r"^[\W\d一二三四五六七八九十第条]+", "", who)
    if re.search(r"对|符合|凡|鼓励|支持|的", bare) and len(bare) >= 6:
        return True
    return len(bare) >= 8 and bool(re.search(r"企业|单位|人员|机构|家庭|项目|人", bare))
