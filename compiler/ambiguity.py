"""Places the grammar can soundly read in two ways: both readings, and one plain question.

Three are told, each where nothing in the text settles it; a comma, 部分, 每家企业 or a base named
again does, and then nothing is asked:

- 「甲或乙且丙」 without a mark: which of the two words joins first;
- 「超过1000万元的，按15%」 behind a lower band: the whole sum at the higher rate, or the excess;
- 「每年最高100万元」 of a benefit paid by project: each project's limit, or all of a year.

One reading stands in the draft, as the conventions have it; the other is a click away, and nothing
is published until a person has chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compiler.diagnostics import diagnose
from rules.benefit import Award, Band, Cap, Case, Cases, Tiers, nested_awards
from rules.blocks import diagnostic_key
from rules.condition import AllOf, AnyOf, Authority, Comparator, Compare, Condition, leaves
from rules.consensus import PartConsensus, SideReading, Swap
from rules.document import Frozen, PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule
from rules.tree import rewrite
from rules.vocabulary import Vocabulary
from rules.wording import describe_award
from rules.wording_condition import describe_condition

_SETTLES = re.compile(r"[，,；;。\n]")  # a mark between two conditions groups them
_OR = re.compile(r"或者?")
_AND = re.compile(r"并且|且|同时")
_EXCESS = re.compile(r"(?:超过|超出|高于|大于)")
#: A rate right behind the band: neither 部分, nor a class of payees, nor the base named again.
_BARE_RATE = re.compile(r"的?[，,]?(?:则|再)?(?:按照?|给予|补助|奖励)?[\d.]+\s*[%％‰]")
_WHOLE = re.compile(r"分段|全额|整体|总额|累进|部分")
_A_YEAR = re.compile(r"每年度?|年度|每一年度?|当年|一年")
_WHOSE = re.compile(r"企业|单位|主体|机构|组织|公司|[家户人名个项]|合计|累计|总计|总额")
_PROJECT = re.compile(r"项目|[每单]一?[个场项届期次](?!月)|展会|课题")


@dataclass(frozen=True)
class _Doubt:
    """Two readings of one place of a rule."""

    span: SourceSpan
    question: str
    first: AllOf | AnyOf | Award
    second: AllOf | AnyOf | Award
    swap: Swap


def second_readings(
    document: PolicyDocument, rules: Sequence[Rule], vocabulary: Vocabulary
) -> tuple[tuple[PartConsensus, ...], tuple[Diagnostic, ...]]:
    """The places of ``rules`` that can be read in two ways, and the questions they raise.

    A place several rules inherit is one question.
    """
    parts: list[PartConsensus] = []
    told: dict[str, Diagnostic] = {}
    for rule in rules:
        for doubt in _doubts(document, rule):
            said = [_line(reading, vocabulary) for reading in (doubt.first, doubt.second)]
            problem = diagnose(
                "PC721",
                doubt.span,
                file=document.source_name,
                question=doubt.question,
                first=said[0],
                second=said[1],
            )
            key = diagnostic_key(problem)
            told.setdefault(key, problem)
            parts.append(_part(rule, doubt, key))
    return tuple(parts), tuple(told.values())


def _part(rule: Rule, doubt: _Doubt, key: str) -> PartConsensus:
    sides = [
        SideReading(span=doubt.span, condition=reading)
        if isinstance(reading, AllOf | AnyOf)
        else SideReading(span=doubt.span, award=reading)
        for reading in (doubt.first, doubt.second)
    ]
    return PartConsensus(
        state="ambiguous",
        part="condition" if sides[0].condition is not None else "award",
        rule=rule.id,
        first=sides[0],
        second=sides[1],
        question=doubt.question,
        told=key,
        swap=doubt.swap,
    )


def _line(reading: AllOf | AnyOf | Award, vocabulary: Vocabulary) -> str:
    if isinstance(reading, AllOf | AnyOf):
        text = describe_condition(reading, vocabulary)
    else:
        text = describe_award(reading, vocabulary)
    return text.replace("\n", " ")[:300]


def _doubts(document: PolicyDocument, rule: Rule) -> Iterator[_Doubt]:
    for condition in rule.when.of if isinstance(rule.when, AllOf) else (rule.when,):
        if isinstance(condition, AnyOf):
            yield from _grouping(document, condition)
    for award in nested_awards(rule.award):
        if isinstance(award, Tiers):
            yield from _excess(document, rule, award)
        for cap in award.caps:
            yield from _scope(rule, cap)


def _grouping(document: PolicyDocument, group: AnyOf) -> Iterator[_Doubt]:
    """甲或乙且丙: the grammar reads 甲或（乙且丙）."""
    for place, both in enumerate(group.of):
        others = (*group.of[:place], *group.of[place + 1 :])
        if not isinstance(both, AllOf) or not others:
            continue
        first, last = place == 0, place == len(group.of) - 1
        if not (first or last) or not _run_together(document, (both.of, _AND), (group.of, _OR)):
            continue
        # what stands next to the 或 may be joined by it before the 且 joins the rest
        near, rest = (both.of[-1], both.of[:-1]) if first else (both.of[0], both.of[1:])
        either = AnyOf(of=(near, *others) if first else (*others, near))
        other = AllOf(of=(*rest, either) if first else (either, *rest))
        span = _stretch(document, group)
        names = "、".join(f"「{_stretch(document, one).quote}」" for one in rest)
        question = (
            f"「{span.quote}」里的「或」和「且」没有标点分开：{names}是对所有申报人的要求，"
            "还是只对紧挨着它的那一种？"
        )
        swap = Swap(when_out=(group,), when_into=other.of)
        yield _Doubt(span, question, group, other, swap)


def _run_together(
    document: PolicyDocument, *joined: tuple[Sequence[Condition], re.Pattern[str]]
) -> bool:
    """Whether the conditions follow one another with that word alone between them."""
    for conditions, word in joined:
        places = [_stretch(document, condition) for condition in conditions]
        for before, after in pairwise(places):
            between = document.text[before.end : after.start]
            if before.end > after.start or _SETTLES.search(between) or not word.search(between):
                return False
    return True


def _stretch(document: PolicyDocument, condition: Condition) -> SourceSpan:
    spans = [leaf.source for leaf in leaves(condition)]
    return document.span(min(s.start for s in spans), max(s.end for s in spans))


def _excess(document: PolicyDocument, rule: Rule, tiers: Tiers) -> Iterator[_Doubt]:
    """500万元以上的按10%，超过1000万元的按15%: the grammar reads one rate on the whole sum."""
    bands = tiers.bands
    if (
        tiers.machine != "slab"
        or len(bands) < 2
        or tiers.base not in (None, tiers.operand)
        or any(band.rate is None for band in bands)
        or any(band.cap is not None for band in bands[:-1])  # classes, each with its own limit
        or _WHOLE.search(tiers.source.quote)
        or not all(_only_exceeds(document, band) for band in bands[1:])
    ):
        return
    second = _sliced(rule, tiers)
    question = (
        f"「{bands[-1].source.quote}」以后，{bands[-1].rate}是按全部数额计算，"
        "还是只对超过的部分计算？"
    )
    yield _award_doubt(rule, bands[-1].source, question, tiers, second)


def _only_exceeds(document: PolicyDocument, band: Band) -> bool:
    behind = document.text[band.source.end : band.source.end + 20]
    return bool(_EXCESS.search(band.source.quote) and _BARE_RATE.match(behind))


def _sliced(rule: Rule, tiers: Tiers) -> Award:
    """The same bands, each rate on the part inside; the lowest end stays the least to reach."""
    lowest, last = tiers.bands[0], tiers.bands[-1]
    bands = (lowest.model_copy(update={"lower": None}), *tiers.bands[1:])
    caps = tiers.caps
    if last.cap is not None:
        bands = (*bands[:-1], bands[-1].model_copy(update={"cap": None}))
        caps = (*caps, Cap(amount=last.cap, source=tiers.source))
    update = {"machine": "slice", "bands": bands, "caps": caps}
    sliced = tiers.model_copy(update=update)
    if lowest.lower is None:
        return sliced
    reached = Compare(
        operand=tiers.operand,
        op=Comparator.GE if lowest.lower_included else Comparator.GT,
        value=lowest.lower,
        authority=Authority.CONVENTION,
        source=lowest.source,
    )
    return Cases(choose="first", cases=(Case(when=reached, award=sliced),), source=tiers.source)


def _scope(rule: Rule, cap: Cap) -> Iterator[_Doubt]:
    """每年最高100万元, of a benefit by project: the grammar reads all of an enterprise's year."""
    said = cap.source.quote
    if (
        cap.per != "enterprise_year"
        or not _A_YEAR.search(said)
        or _WHOSE.search(said)
        or not _PROJECT.search(rule.source.quote)
    ):
        return
    question = f"「{said}」是同一企业一年合计的上限，还是每个项目的上限？"
    for award in nested_awards(rule.award):
        if cap in award.caps:
            caps = tuple(
                c.model_copy(update={"per": "project"}) if c == cap else c for c in award.caps
            )
            second = award.model_copy(update={"caps": caps})
            yield _award_doubt(rule, cap.source, question, award, second)
            return


def _award_doubt(
    rule: Rule, span: SourceSpan, question: str, first: Award, second: Award
) -> _Doubt:
    def change(node: Frozen) -> Frozen:
        return second if node == first else node

    whole = rewrite(rule.award, change)
    swap = Swap(award=(rule.award, whole))
    return _Doubt(span, question, rule.award, whole, swap)
