"""Whether an item could be paid without an application (免申即享), and what stands in the way.

The four classes are those that districts use; what puts an item into one is our reading, and is
said with the clause it rests on. Nothing here decides a payment: it tells an office where to begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from matcher.demand import Holder, Purpose, holder_of, needed_facts
from matcher.labels import label_of
from rules.benefit import InKind, TopUp, nested_awards
from rules.condition import Has, Judged, Unparsed, leaves
from rules.document import Frozen, SourceSpan
from rules.rule import Delivery, ReviewMode, Rule
from rules.vocabulary import Subject, Vocabulary

_GRANTS = ("upper_grant", "received_support", "times_received", "same_support_received")


class ReadyClass(StrEnum):
    """Kinds of items that can be delivered without an application."""

    CONTINUING = "continuing"  # 存续型: paid again every year or month to those already known
    LISTED = "listed"  # 特定对象型: who holds a title or is on a list
    LINKED = "linked"  # 互为关联型: follows from what another office has granted
    STREAMLINED = "streamlined"  # 规程优化型: nothing but its procedure asks for an application


class Mode(StrEnum):
    """How the benefit can reach the payee."""

    DIRECT = "direct"  # 直接兑现
    ONE_CLICK = "one_click"  # 一键确认
    SCAN = "scan"  # 扫码识别: a benefit taken on the spot
    APPLICATION = "application"  # 依申请


class Obstacle(StrEnum):
    """Why an item cannot be paid from registers alone."""

    UNPARSED = "unparsed"
    JUDGED = "judged"
    ASSESSMENT = "assessment"
    PROPOSED = "proposed"
    DECLARED = "declared"


class Finding(Frozen):
    """One reason, in Chinese, with the words it rests on (None: it rests on the whole item)."""

    text: str
    source: SourceSpan | None = None


class ClassFinding(Finding):
    """Why an item belongs to a class."""

    kind: ReadyClass


class ObstacleFinding(Finding):
    """What must be settled first."""

    kind: Obstacle
    attribute: str = ""


class Readiness(Frozen):
    """One item: its classes (the first is the main one), the possible mode, and what is in the way.

    ``facts`` and ``answered`` count the different facts the item needs and those a register holds.
    """

    rule: str
    title: str
    place: str
    department: str
    classes: tuple[ClassFinding, ...]
    mode: Mode
    why: str
    obstacles: tuple[ObstacleFinding, ...]
    facts: int
    answered: int


def readiness(rule: Rule, vocabulary: Vocabulary) -> Readiness:
    """How near an item is to being paid without an application."""
    obstacles = tuple(_obstacles(rule, vocabulary))
    names = dict.fromkeys(attribute for attribute, *_ in needed_facts(rule))
    held = [n for n in names if holder_of(vocabulary.get(n)) is Holder.REGISTER]
    mode, why = _mode(rule, obstacles)
    return Readiness(
        rule=rule.id,
        title=rule.title,
        place=rule.place,
        department=rule.department,
        classes=tuple(_classes(rule)),
        mode=mode,
        why=why,
        obstacles=obstacles,
        facts=len(names),
        answered=len(held),
    )


def _obstacles(rule: Rule, vocabulary: Vocabulary) -> Iterator[ObstacleFinding]:
    for condition in (rule.when, *rule.unless):
        for leaf in leaves(condition):
            if isinstance(leaf, Unparsed):
                yield ObstacleFinding(
                    kind=Obstacle.UNPARSED, text="这段文字还没有变成规则", source=leaf.source
                )
            elif isinstance(leaf, Judged):
                yield ObstacleFinding(
                    kind=Obstacle.JUDGED, text=f"须由人判断：{leaf.gate}", source=leaf.source
                )
    if rule.review_mode is ReviewMode.ASSESSMENT:
        yield ObstacleFinding(kind=Obstacle.ASSESSMENT, text="按评审或择优办理", source=rule.source)
    seen: set[str] = set()
    for attribute, _, purpose, source in needed_facts(rule):
        if attribute in seen or purpose is Purpose.ONCE:
            continue
        seen.add(attribute)
        known = vocabulary.get(attribute)
        label = label_of(attribute, vocabulary)
        match holder_of(known):
            case Holder.REGISTER:
                continue
            case Holder.PROPOSED:
                kind, text = Obstacle.PROPOSED, f"「{label}」是新指标，还没有确定由哪个部门掌握"
            case Holder.DECLARED:
                kind, text = Obstacle.DECLARED, f"「{label}」一般没有登记簿，要申请人申报"
        yield ObstacleFinding(kind=kind, text=text, source=source, attribute=attribute)


def _classes(rule: Rule) -> Iterator[ClassFinding]:
    awards = list(nested_awards(rule.award))
    facts = list(needed_facts(rule))
    linked = next((source for a, _, purpose, source in facts
                   if a in _GRANTS and purpose is not Purpose.EXCLUSION), None)  # fmt: skip
    top_up = next((award.source for award in awards if isinstance(award, TopUp)), None)
    if linked or top_up:
        yield ClassFinding(
            kind=ReadyClass.LINKED, text="以其他部门已给的资助为准", source=linked or top_up
        )
    repeated = next((a.source for a in awards if a.per != "once" or a.lasting is not None), None)
    if repeated:
        yield ClassFinding(
            kind=ReadyClass.CONTINUING, text="按年或按月连续发放，发过一次就知道发给谁",
            source=repeated,
        )  # fmt: skip
    listed = next((leaf.source for leaf in leaves(rule.when) if isinstance(leaf, Has)), None)
    if listed is None:
        listed = next(
            (leaf.source for award in awards if award.kind == "cases" for case in award.cases
             for leaf in leaves(case.when) if isinstance(leaf, Has)),
            None,
        )  # fmt: skip
    if listed:
        yield ClassFinding(kind=ReadyClass.LISTED, text="以名单或称号确定对象", source=listed)
    if not (linked or top_up or repeated or listed):
        yield ClassFinding(
            kind=ReadyClass.STREAMLINED, text="没有连续发放、名单或关联资助，靠优化办理流程实现"
        )


def _mode(rule: Rule, obstacles: tuple[ObstacleFinding, ...]) -> tuple[Mode, str]:
    if obstacles:
        return Mode.APPLICATION, f"还有 {len(obstacles)} 处没有登记簿能回答，先依申请办理"
    on_the_spot = all(isinstance(award, InKind) for award in nested_awards(rule.award))
    if on_the_spot and rule.subject is Subject.PERSON:
        return Mode.SCAN, "不发钱、到场享受，扫码核对身份和条件即可"
    if rule.delivery is Delivery.NO_APPLICATION:
        return Mode.DIRECT, "条件都有登记簿可查，文件已写明免申即享"
    if rule.delivery is Delivery.CONFIRMATION:
        return Mode.ONE_CLICK, "条件都有登记簿可查，文件写明一键确认"
    return Mode.ONE_CLICK, "条件都有登记簿可查；文件写的是申请办理，可改为由对象一键确认"
