"""Reductions: 「作为参与单位承担的，配套比例减半」 pays some a share of what stands before it."""

from __future__ import annotations

import re

from compiler.extract.awards.alternatives import alike, cases_of, choose_between
from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.language.amounts import PAID_IN_PART
from compiler.fold import fold
from compiler.normalise import read_quantity
from rules.quantity import Money, Ratio

#: What one segment says: conditions for all, alternatives, its award.
Reading = tuple[list[DraftNode], list[DraftPart], DraftAward]

#: The award before it, as a base: 按上述标准的50%给予.
_STANDARD = re.compile(
    r"(?:[^,;。\d]{0,10}?(?:标准|金额|比例|额度)(?=按))?(?:按(?:照)?)?(?:上述|前款|前述|前项|以上|该|相应|同等|对应|其)"
    r"[^,;。\d]{0,8}?(?:标准|比例|金额|额度|奖励|补助|补贴|资助)"
)
#: 复评通过, 重新认定: recognised once more.
_AGAIN = re.compile(
    r"复评|复核|复审|复验|重新(?:认定|评定|入选|获评)|再次(?:认定|评定|入选|获评|获得)|续评"
)
#: 牵头制定 beside 参与制定: the same act in another part.
_LEADS = r"(?:牵头|主导|主持|独立|主办|领衔)"
_JOINS = re.compile(r"(?:作为)?(?P<how>参与|参加|协助|协办|联合|配合)(?P<act>[^,;。]{0,6})")


def reduced_award(
    plain: list[Benefit], readings: list[Reading], own: list[DraftNode], quote: Quote
) -> DraftAward | None:
    """The award before them and what others are paid of it; None when nothing is reduced.

    Several alternatives before it are each reduced: 改建的按上述标准的一半.
    """
    first = next((i for i, r in enumerate(readings) if i and _in_part(r)), 0)
    if first > 1:
        shared = list(own)
        before = choose_between(plain[:first], readings[:first], shared, quote)
        if before.shape != "cases" or before.choose == "sum" or before.caps:
            return None
        told = [n for nodes, _, _ in readings[first:] for n in nodes]
        lead = [n for n in shared if n not in own and any(_answers(n, other) for other in told)]
        shared = [n for n in shared if n not in lead]  # 残疾学生…；子女，按上述标准的一半
        whole: Reading = ([], [_with(p, lead, p.award) for p in before.parts], before)
        if award := _reduced([whole, *readings[first:]], shared, quote):
            own[:] = shared
        return award
    return _reduced(readings, own, quote)


def _reduced(readings: list[Reading], own: list[DraftNode], quote: Quote) -> DraftAward | None:
    later = readings[1:]
    if not later or not all(_in_part(reading) for reading in later):
        return None
    common, parts, single = readings[0]
    base = parts or [DraftPart(when=DraftGroup(join="all", of=()), award=single)]
    told = [n for c, _, _ in later for n in c]
    apart = [n for n in common if any(_answers(n, other) for other in told)]
    shared = [n for n in common if n not in apart]
    full = [_with(p, apart, p.award) for p in base]
    less = [
        _with(_without(_with(p, apart, p.award), told), _joining(p, nodes), award)
        for nodes, _, share in later
        for p in base
        if (award := _scaled(p.award, share)) is not None
    ]
    if not all(nodes for nodes, _, _ in later) or len(less) < len(base) * len(later):
        return None
    own.extend(n for n in shared if n not in own)
    exclusive = bool(apart) or all(_told(p, nodes) for p in base for nodes, _, _ in later)
    # Where the base is due to the others too, whoever is paid less is looked at first.
    everything = [*full, *less] if exclusive else [*less, *full]
    limits = alike(everything)
    award = cases_of(everything, quote, "highest" if exclusive else "first")
    return award.model_copy(update={"caps": (*award.caps, *limits)})


def reduces(award: DraftAward) -> bool:
    """Whether an award is a share of the one before it: 按上述标准的一半, 按50%兑现."""
    if award.shape != "rate":
        return False
    if award.base:
        return _STANDARD.fullmatch(award.base) is not None
    return re.search(PAID_IN_PART, fold(award.quote.text)) is not None


def _in_part(reading: Reading) -> bool:
    """Whether a segment pays a share of what stands before it: 对通过复核的，按70%给予奖励."""
    nodes, parts, award = reading
    again = any(isinstance(n, DraftTag) and _AGAIN.search(n.name) for n in nodes)
    bare = award.shape == "rate" and not award.base
    return not parts and (reduces(award) or (bare and again))


def _with(part: DraftPart, nodes: list[DraftNode], award: DraftAward) -> DraftPart:
    when = DraftGroup(join="all", of=(*nodes, *(n for n in part.when.of if n not in nodes)))
    return DraftPart(when=when, award=award)


def _without(part: DraftPart, nodes: list[DraftNode]) -> DraftPart:
    """The part without what the words of the reduction say otherwise.

    Who is recognised again holds the title, though not for the first time.
    """
    kept: list[DraftNode] = []
    for node in part.when.of:
        if not any(_answers(node, other) for other in nodes):
            kept.append(node)
        elif isinstance(node, DraftTag) and _first_then_again(node, nodes):
            kept.append(node.model_copy(update={"first": False}))
    return part.model_copy(update={"when": DraftGroup(join="all", of=tuple(kept))})


def _first_then_again(node: DraftTag, others: list[DraftNode]) -> bool:
    """Whether a title is held for the first time, and another speaks of recognising it again."""
    return (
        node.shape == "has"
        and node.first
        and any(
            isinstance(o, DraftTag) and o.shape == "is" and _AGAIN.search(o.name) for o in others
        )
    )


def _joining(part: DraftPart, nodes: list[DraftNode]) -> list[DraftNode]:
    """参与制定 of a part that led 国际标准 is 参与制定国际标准."""
    result: list[DraftNode] = []
    for node in nodes:
        for lead in part.when.of:
            if (named := _led(lead, node)) and isinstance(node, DraftTag):
                node = node.model_copy(update={"name": named})
        result.append(node)
    return result


def _told(part: DraftPart, nodes: list[DraftNode]) -> bool:
    return any(_answers(n, other) for n in part.when.of for other in nodes)


def _answers(node: DraftNode, other: DraftNode) -> bool:
    """Whether both say one thing otherwise: 牵头 and 参与, a title and another one."""
    if not isinstance(node, DraftTag) or not isinstance(other, DraftTag):
        return False
    if node.shape == "one_of" and other.shape == "one_of":
        return node.name == other.name
    if _first_then_again(node, [other]):
        return True
    return bool(_led(node, other)) or (_of_people(node) and _of_people(other))


#: 持证残疾学生 beside 残疾人家庭子女: one class of people and another.
_PEOPLE = re.compile(r"(?:学生|子女|家庭|儿童|残疾人证?|老年?人|人员|毕业生|职工|对象|居民)$")


def _of_people(tag: DraftTag) -> bool:
    if tag.shape == "has":
        return tag.name == "人员类别"
    return tag.shape == "is" and _PEOPLE.search(tag.name) is not None


def _led(node: DraftNode, other: DraftNode) -> str:
    """The name of what is joined in, when the other only joins in what this one leads."""
    if not (isinstance(node, DraftTag) and isinstance(other, DraftTag)):
        return ""
    if node.shape != "is" or other.shape != "is":
        return ""
    joins = _JOINS.fullmatch(other.name)
    if joins is None:
        return ""
    led = re.fullmatch(rf"(?P<lead>{_LEADS})(?P<rest>{re.escape(joins['act'])}.*)", node.name)
    return joins["how"] + led["rest"] if led else ""


def _scaled(award: DraftAward, share: DraftAward) -> DraftAward | None:
    """The award times the share; None for one that is no sum and no rate."""
    by, value = read_quantity(share.value), read_quantity(award.value)
    if not isinstance(by, Ratio) or award.parts:
        return None
    if isinstance(value, Ratio):
        written = f"{(value.fraction * by.fraction * 100).normalize():f}%"
    elif isinstance(value, Money):
        written = f"{(value.yuan * by.fraction).normalize():f}元"
    else:
        return None
    return award.model_copy(update={"value": written, "quote": share.quote})
