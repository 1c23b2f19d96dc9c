"""What the review page shows of a model: the job, and where the two readings differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from api.model_desk import ModelStatus, Progress
from api.site import Site
from rules.codec import content_hash
from rules.condition import leaves
from rules.consensus import PartConsensus, Side, SideReading, State
from rules.document import SourceSpan
from rules.review import ReviewState
from rules.rule import Rule
from rules.ruling import block_of, told_block
from rules.taking import can_take
from rules.vocabulary import Attribute, Vocabulary
from rules.wording import describe_award
from rules.wording_condition import describe_condition
from store import DraftRecord, PlainWords

#: What a piece of the draft is marked with, by how the two readings stand there.
MARKS: dict[State, str] = {
    "agree": "一致",
    "conflict": "读法不同",
    "model_only": "只有模型读出",
    "grammar_only": "只有语法读出",
    "ambiguous": "可作两种理解",
}
WANTED = {"both": "两者对照", "model": "只用模型", "plain": "写通俗解读"}
_TITLES = {"condition": "条件", "award": "金额", "item": "整个事项"}


@dataclass(frozen=True, slots=True)
class ReadingSide:
    """One reading of a place: in words, those the other has not marked, with its quote."""

    name: str
    side: Side
    pieces: tuple[tuple[str, bool], ...]
    span: SourceSpan | None
    button: str
    can: bool


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place that the two did not read alike, with what a click can do there."""

    key: str
    state: State
    title: str
    place: str
    rules: tuple[str, ...]
    sides: tuple[ReadingSide, ...]
    blocks: bool
    question: str = ""

    @property
    def badge(self) -> str:
        return MARKS[self.state]

    @property
    def span(self) -> SourceSpan | None:
        return next((side.span for side in self.sides if side.span), None)


@dataclass(frozen=True, slots=True)
class ModelPanel:
    """The model's part of a review page."""

    status: ModelStatus
    progress: Progress | None
    may_read: bool
    may_explain: bool
    reduced: str

    @property
    def active(self) -> bool:
        return self.progress is not None and self.progress.job.active


def model_panel(site: Site, record: DraftRecord) -> ModelPanel:
    """What can be asked of a model here, what was, and what is missing without one."""
    document = record.draft.document.id
    status = site.models.status()
    progress = site.models.progress(document)
    active = progress is not None and progress.job.active
    draft = record.state is ReviewState.DRAFT and record.draft.amends is None
    alone = not record.draft.replies
    reduced = ""
    if not status.on and alone:
        reduced = (
            f"{status.why_off}：草稿只由语法提取，少了模型的第二种读法和两者对照。"
            "审核、发布、测算都不受影响。"
        )
    return ModelPanel(
        status=status,
        progress=progress,
        may_read=status.on and not active and draft and site.store.jobs.may_read(document),
        may_explain=status.on
        and not active
        and bool(record.draft.ruleset.rules)
        and record.state in (ReviewState.DRAFT, ReviewState.IN_REVIEW),
        reduced=reduced,
    )


def disagreements(record: DraftRecord, vocabulary: Vocabulary) -> tuple[Disagreement, ...]:
    """The places not read alike that nobody has ruled on, those that block first, in text order."""
    ruled = {block_of(made.ruling) for made in record.rulings}
    blocking = {block.id for block in record.blocks}
    by_key: dict[str, list[PartConsensus]] = {}
    for part in record.draft.consensus:
        if part.told and told_block(part.told) not in ruled:
            by_key.setdefault(part.told, []).append(part)
    rules = {rule.id: rule for rule in record.draft.ruleset.rules}
    known = vocabulary.extended(_brought(record.draft.consensus))
    found = [
        _disagreement(key, parts, rules, record, known, told_block(key) in blocking)
        for key, parts in by_key.items()
    ]
    order: list[State] = ["conflict", "ambiguous", "model_only", "grammar_only", "agree"]
    found.sort(key=lambda d: (order.index(d.state), d.span.start if d.span else -1, d.key))
    return tuple(found)


def _brought(consensus: Sequence[PartConsensus]) -> tuple[Attribute, ...]:
    found = {a.id: a for part in consensus if part.swap for a in part.swap.attributes}
    return tuple(found.values())


def _disagreement(
    key: str,
    parts: Sequence[PartConsensus],
    rules: dict[str, Rule],
    record: DraftRecord,
    vocabulary: Vocabulary,
    blocks: bool,
) -> Disagreement:
    first = parts[0]
    rule = rules.get(first.rule)
    named: dict[Side, tuple[str, str, SideReading | None]] = {
        "grammar": ("语法的读法", "采用语法的读法", first.grammar),
        "model": ("模型的读法", "采用模型的读法", first.model),
    }
    if first.state == "ambiguous":
        named = {
            "first": ("第一种理解（规则里先按这种）", "是第一种", first.first),
            "second": ("第二种理解", "是第二种", first.second),
        }
    told = [_said(first, one, rule, vocabulary) for _, _, one in named.values()]
    both = all(one is not None for _, _, one in named.values())
    pieces = _compared(*told) if both else [((words, False),) for words in told]
    sides = tuple(
        ReadingSide(
            name=name,
            side=side,
            pieces=shown,
            span=one.span if one else None,
            button=button,
            can=can_take(record.draft.ruleset, parts, side, vocabulary),
        )
        for (side, (name, button, one)), shown in zip(named.items(), pieces, strict=True)
    )
    title = rule.title if rule else first.rule
    return Disagreement(
        key=key,
        state=first.state,
        title=f"{_TITLES[first.part]}：{title}",
        place=rule.place if rule else "",
        rules=tuple(dict.fromkeys(part.rule for part in parts if part.rule in rules)),
        sides=sides,
        blocks=blocks,
        question=first.question,
    )


def _said(
    part: PartConsensus, side: SideReading | None, rule: Rule | None, vocabulary: Vocabulary
) -> str:
    if side is None:
        return {"item": "没有读作补贴事项", "condition": "没有读出这个条件"}.get(
            part.part, "没有读出"
        )
    if side.condition is not None:
        return describe_condition(side.condition, vocabulary)
    if side.award is not None:
        return describe_award(side.award, vocabulary)
    return f"读作补贴事项：{rule.title}" if rule else "读作补贴事项"


def _compared(one: str, other: str) -> list[tuple[tuple[str, bool], ...]]:
    """Both texts in pieces, with what only one of them says; figures and words stay whole.

    Texts that share less than half of the shorter are all difference: nothing is marked."""
    mine, others = (re.findall(r"[\d.,%]+|[A-Za-z]+|.", text, re.S) for text in (one, other))
    matcher = SequenceMatcher(None, mine, others, autojunk=False)
    if 2 * sum(run.size for run in matcher.get_matching_blocks()) < min(len(mine), len(others)):
        return [((one, False),), ((other, False),)]
    steps = matcher.get_opcodes()
    left = [("".join(mine[a:b]), step != "equal") for step, a, b, _, _ in steps if a < b]
    right = [("".join(others[a:b]), step != "equal") for step, _, _, a, b in steps if a < b]
    return [tuple(left), tuple(right)]


def marks_of_rules(record: DraftRecord) -> dict[tuple[str, int, int], State]:
    """How the two readings stand at each leaf and award, by rule and place."""
    return {
        (part.rule, span.start, span.end): part.state
        for part in record.draft.consensus
        if part.part != "item"
        for span in _marked(part)
    }


def _marked(part: PartConsensus) -> Iterator[SourceSpan]:
    """The places of a rule that are in question: of words with two senses every one they join."""
    if part.first is None:
        yield part.span
    elif part.first.condition is not None:
        yield from (leaf.source for leaf in leaves(part.first.condition))
    elif part.first.award is not None:
        yield part.first.award.source


def words_for(rules: Sequence[Rule], words: Sequence[PlainWords]) -> dict[str, PlainWords]:
    """The plain words that were written for exactly these rules, by rule id."""
    by_id = {one.rule_id: one for one in words}
    return {
        rule.id: by_id[rule.id]
        for rule in rules
        if rule.id in by_id and by_id[rule.id].rule == content_hash(rule)
    }
