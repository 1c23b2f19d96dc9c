"""Alternatives of one item: names, bases and conditions that one states for all of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.kinds_of_things import counted_each
from compiler.extract.awards.lifted import lifted_limits
from compiler.extract.awards.named_once import inherit_names, same_base, same_count
from compiler.extract.awards.some_of_them import acts_apart, is_act, some_of_them
from compiler.extract.awards.uplifts import RAISES, UPLIFT, raised_each, uplifted
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.fold import fold


def choose_between(
    plain: list[Benefit],
    readings: list[tuple[list[DraftNode], list[DraftPart], DraftAward]],
    own: list[DraftNode],
    quote: Quote,
    said: Sequence[DraftNode] = (),
    limits: Sequence[DraftCap] = (),
) -> DraftAward:
    """One award of several segments: alternatives, or addends when a later one is paid besides."""
    adds = any(b.adds for b in plain[1:]) and not all(b.adds for b in plain)
    adds = adds or _more_and_more(plain)
    first_common = readings[0][0]
    readings = same_count(readings)
    parts: list[DraftPart] = []
    shared: list[DraftNode] = []
    each_raised = False
    before = readings[0][2]  # what a segment raises: the one formula said last before it
    for benefit, (common, inner, single) in zip(plain, readings, strict=True):
        if raised := raised_each(before, single, inner, common) if inner and not adds else []:
            parts.extend(raised)
            continue
        before = before if inner else single
        if inner:
            own_alone = common if benefit is not plain[0] and not adds else []
            each = counted_each(inner, [*own, *said], limits) if adds else None
            parts.extend(each or (_as_one(inner) if adds else _each_asked(inner, own_alone)))
            shared.extend(n for n in common if n not in [*shared, *own_alone])
            continue
        if benefit is not plain[0] and not adds:
            if raised_parts := _raised(readings[0][1], common, single):
                parts.extend(raised_parts)
                continue
            if raised_parts := _all_raised(parts, common, single):
                parts.extend(raised_parts)
                each_raised = True
                continue
            single = uplifted(readings[0][2], single)
        when = common or (first_common if benefit is plain[0] else [])
        parts.append(DraftPart(when=DraftGroup(join="all", of=tuple(when)), award=single))
    if adds:
        if len(parts) == len(plain):
            parts = _one_base(parts, plain, own, quote)
        if sum(not b.adds for b in plain) == 1 and not _apart(plain, readings):
            # what is added to is one base, and all need it
            own.extend(n for n in first_common if n not in own)
            own.extend(n for n in _any_named(readings[0][1]) if n not in own)
        own.extend(n for n in shared if n not in own)
        lifted = lifted_limits(parts, adds=True)
        return cases_of(parts, quote, "sum").model_copy(update={"caps": lifted})
    if kinds := counted_each(inherit_names(parts), [*own, *shared, *said], limits):
        if not any(p.when.of for p in kinds[1:]):  # who stands first is paid for every kind
            shared.extend(kinds[0].when.of)
            nobody = DraftGroup(join="all", of=())
            kinds[0] = kinds[0].model_copy(update={"when": nobody})
        own.extend(n for n in shared if n not in own)
        lifted = lifted_limits(kinds, adds=False) or alike(kinds)
        return cases_of(kinds, quote, "sum").model_copy(update={"caps": lifted})
    of_them = some_of_them(plain, first_common, quote)
    _ask_of_all(parts, readings, first_common, shared, each_raised=each_raised, of_them=of_them)
    lifted = lifted_limits(parts, adds=False) or alike(parts)
    _share_term(parts)
    award = _told_apart(parts, shared, own, quote)
    return award.model_copy(update={"caps": (*award.caps, *lifted)})


def _more_and_more(plain: list[Benefit]) -> bool:
    """追加奖励15万元；…的，再追加5万元: more on top of what was paid besides."""
    said = [fold(b.award.quote.text) for b in plain]
    again = [re.search(r"再(?:次|另)?(?:追加|增加|加)", words) is not None for words in said]
    return all(b.adds for b in plain) and not again[0] and all(again[1:]) and len(plain) > 1


def _one_base(
    parts: list[DraftPart], plain: list[Benefit], own: list[DraftNode], quote: Quote
) -> list[DraftPart]:
    """8000元，其中一级残疾的1.2万元；安置残疾人的再补5000元: one of the first two, and the last."""
    bases = [p for p, b in zip(parts, plain, strict=True) if not b.adds]
    if acts_apart(bases, quote):
        either = tuple(p.when.of[0] for p in bases)
        own.append(DraftGroup(join="any", of=either))  # 录取为本科的…；录取为专科的…
        return parts
    added = [p for p, b in zip(parts, plain, strict=True) if b.adds]
    if len(bases) < 2 or plain[0].adds or _of_one_scale(bases):
        return parts
    if not all(p.when.of for p in bases[1:]):
        return parts
    own.extend(n for n in bases[0].when.of if n not in own)
    return [DraftPart(when=bases[0].when, award=cases_of(bases, quote, "highest")), *added]


def _of_one_scale(parts: list[DraftPart]) -> bool:
    """Whether each part is for a class of its own: 1人户, 2人户; 博士, 硕士."""
    tags = [p.when.of[0] for p in parts if len(p.when.of) == 1]
    named = {(t.shape, t.name) for t in tags if isinstance(t, DraftTag) and t.shape != "is"}
    return (
        len(tags) == len(parts) and len(named) == 1 and all(isinstance(t, DraftTag) for t in tags)
    )


#: 「投保专利险的，按保费60%；委托完成导航报告的，另补助8万元」: paid for something else as well.
_FOR_ANOTHER = re.compile(r"另(?:行|外)?(?:给予|予以|补[助贴]|奖励|资助)")


def _apart(
    plain: list[Benefit], readings: list[tuple[list[DraftNode], list[DraftPart], DraftAward]]
) -> bool:
    """Whether what is paid besides is for an act of its own, not for more of the base."""
    done = [common and all(is_act(n) for n in common) for common, _, _ in readings]
    added = [b for b in plain[1:] if b.adds]
    return all(done) and all(
        b.award.shape == "fixed" and _FOR_ANOTHER.match(fold(b.award.quote.text)) for b in added
    )


def _ask_of_all(
    parts: list[DraftPart],
    readings: list[tuple[list[DraftNode], list[DraftPart], DraftAward]],
    first_common: list[DraftNode],
    shared: list[DraftNode],
    *,
    each_raised: bool,
    of_them: bool = False,
) -> None:
    """Asks of all who qualify what the first alternative asks, where a later one only raises it."""
    raised = any(RAISES.search(fold(r[2].quote.text)) for r in readings[1:])
    # 首年投保的补助比例为60%，续保的补助比例为30%: classes side by side
    raised = raised and not RAISES.search(fold(readings[0][2].quote.text))
    raised = raised and not each_raised  # who is raised qualified for one of several
    raised = raised or (of_them and len(readings) > 1 and not readings[0][1])
    if raised or (len(readings) > 1 and all(_of_theirs(r[0]) for r in readings[1:])):
        shared.extend(n for n in first_common if n not in shared)  # who is raised qualified before
    if raised:
        parts[:1] = _by_act(parts[:1], first_common)


def _by_act(parts: list[DraftPart], first_common: list[DraftNode]) -> list[DraftPart]:
    """The base that is raised for some repeats what it is paid for, and nothing else."""
    acts = tuple(n for n in first_common if is_act(n))[:1]
    when = DraftGroup(join="all", of=acts)
    return [
        p.model_copy(update={"when": when}) if p.when.of == tuple(first_common) else p
        for p in parts
    ]


def _each_asked(inner: list[DraftPart], common: list[DraftNode]) -> list[DraftPart]:
    """达到5亿元、3亿元且不低于上年的: what a later list asks holds for its own sums alone."""
    return [
        part.model_copy(update={"when": DraftGroup(join="all", of=(*common, *part.when.of))})
        for part in (inner if common else ())
    ] or inner


def _any_named(inner: list[DraftPart]) -> list[DraftNode]:
    """博士、硕士分别给予…；在区内工作的，再增加…: who gets more gets one of the sums before."""
    tags = [p.when.of[0] for p in inner if len(p.when.of) == 1]
    named = [t for t in tags if isinstance(t, DraftTag) and t.shape in ("has", "one_of")]
    if len(named) < max(2, len(inner)) or any(t.negated for t in named):
        return []
    if len({(t.name, t.shape, t.period, t.first) for t in named}) > 1:
        return []
    values = tuple(dict.fromkeys(v for t in named for v in t.values))
    return [named[0].model_copy(update={"values": values})]


def _as_one(inner: list[DraftPart]) -> list[DraftPart]:
    """国家级、省级的，再分别奖励50万元、20万元: of several titles the best one pays."""
    tags = [part.when.of[0] for part in inner if len(part.when.of) == 1]
    titles = [t for t in tags if isinstance(t, DraftTag) and t.shape == "has" and not t.negated]
    if len(titles) < len(inner) or len({(t.name, t.period, t.first) for t in titles}) > 1:
        return inner
    held = titles[0].model_copy(update={"values": tuple(v for t in titles for v in t.values)})
    best = cases_of(inner, inner[0].award.quote, "highest")
    return [DraftPart(when=DraftGroup(join="all", of=(held,)), award=best)]


def _names_one(parts: list[DraftPart], common: list[DraftNode]) -> bool:
    """Whether an uplift speaks of one of the alternatives again."""
    told = {_meaning(n) for p in parts for n in p.when.of}
    return any(_meaning(n) in told for n in common)


def _raised(first: list[DraftPart], common: list[DraftNode], single: DraftAward) -> list[DraftPart]:
    """国家级、省级赛事分别按40%、30%，…的，比例上浮10个百分点: each alternative raised for some."""
    if not first or not common or not UPLIFT.search(fold(single.quote.text)):
        return []
    return [
        DraftPart(
            when=DraftGroup(join="all", of=(*part.when.of, *common)),
            award=uplifted(part.award, single),
        )
        for part in first
    ]


def _all_raised(
    parts: list[DraftPart], common: list[DraftNode], single: DraftAward
) -> list[DraftPart]:
    """七成; 四成; …的，各提高一成: all that stands before, where the uplift names none of it."""
    if len(parts) < 2 or _names_one(parts, common):
        return []
    return _raised(parts, common, single)


#: 「；所投企业为高新技术企业的，按8%」: what those brought by the one who applies are.
_THEIRS = re.compile(
    r"(?:其)?(?:所|被)(?:投资?|引进|引入|服务|孵化|推荐|培育|担保|贷款|并购|收购|管理|运营|承保)的?"
)


def _of_theirs(nodes: list[DraftNode]) -> bool:
    """Whether an alternative only says what else is true of those the base is about."""
    return bool(nodes) and all(
        isinstance(n, DraftTag) and _THEIRS.match(n.quote.text) for n in nodes
    )


def alike(parts: list[DraftPart]) -> tuple[DraftCap, ...]:
    """The limits that every alternative repeats; they are taken out of them all."""
    shared = tuple(c for c in parts[0].award.caps if all(c in p.award.caps for p in parts))
    if len(parts) < 2 or not shared:
        return ()
    for position, part in enumerate(parts):
        kept = tuple(c for c in part.award.caps if c not in shared)
        award = part.award.model_copy(update={"caps": kept})
        parts[position] = part.model_copy(update={"award": award})
    return shared


def _share_term(parts: list[DraftPart]) -> None:
    """博士每月2000元、硕士每月1500元，期限不超过36个月: the last words time all alike."""
    last = parts[-1].award
    if not last.lasting or any(p.award.lasting or p.award.per != last.per for p in parts[:-1]):
        return
    bases = {p.award.base for p in parts if p.award.base}
    if not last.per and len(bases) > 1:
        return  # a sum paid once beside a rate of other costs has no term
    parts[:] = [
        p.model_copy(update={"award": p.award.model_copy(update={"lasting": last.lasting})})
        for p in parts
    ]


def _told_apart(
    parts: list[DraftPart], shared: list[DraftNode], own: list[DraftNode], quote: Quote
) -> DraftAward:
    """The alternatives, without what they all say."""
    inherited = same_base(inherit_names(parts))
    common_nodes = [*_shared_by_all(inherited), *_common_to_all(inherited)]
    own.extend(n for n in [*shared, *common_nodes] if n not in own)
    unconditional = [p for p in inherited if not p.when.of]
    if unconditional and len(unconditional) == len(inherited):
        return cases_of(inherited, quote, "sum")
    return cases_of(inherited, quote, "sum" if _of_own_figures(inherited) else "highest")


def _of_own_figures(parts: list[DraftPart]) -> bool:
    """作为卖方的交易额200万元以上的，按3%；作为买方的交易额…的，按10%: a share of each figure."""
    named = []
    for part in parts:
        figures = [n for n in part.when.of if isinstance(n, DraftTag) and n.shape == "compare"]
        base = part.award.base
        if part.award.shape != "rate" or len(figures) != 1 or len(part.when.of) != 1 or not base:
            return False
        if figures[0].measure != "value" or not figures[0].name.endswith(base):
            return False
        named.append(figures[0].name)
    return len(set(named)) == len(named) > 1


def _shared_by_all(parts: list[DraftPart]) -> list[DraftNode]:
    """Conditions every alternative repeats hold for the item; they are taken out of the parts."""
    if len(parts) < 2:
        return []
    meanings = [{_meaning(n) for n in p.when.of} for p in parts]
    shared = set.intersection(*meanings)
    if not shared or any(len(m) == len(shared) for m in meanings):
        return []
    common = [n for n in parts[0].when.of if _meaning(n) in shared]
    for position, part in enumerate(parts):
        rest = tuple(n for n in part.when.of if _meaning(n) not in shared)
        parts[position] = part.model_copy(update={"when": DraftGroup(join="all", of=rest)})
    return common


def _meaning(node: DraftNode) -> str:
    return re.sub(r'"quote":\{[^{}]*\}', "", node.model_dump_json())


def _common_to_all(parts: list[DraftPart]) -> list[DraftNode]:
    """Tags of the first alternative that tell nothing apart: 规模以上工业企业 in a ladder."""
    if len(parts) < 2 or not parts[0].when.of:
        return []
    shapes = [{_gist(n) for n in p.when.of} for p in parts]
    if not all(shapes[1:]):
        return []
    others = set.union(*shapes[1:])
    graded = {
        _gist(n) for n in parts[0].when.of if isinstance(n, DraftTag) and n.shape == "compare"
    }
    extra = []
    for node in parts[0].when.of:
        if (
            graded & others
            and isinstance(node, DraftTag)
            and _gist(node) not in others
            and all(
                all(isinstance(n, DraftTag) and n.shape == "compare" for n in p.when.of)
                for p in parts[1:]
            )
        ):
            extra.append(node)
    if extra:
        first = parts[0]
        rest = tuple(n for n in first.when.of if n not in extra)
        parts[0] = first.model_copy(update={"when": DraftGroup(join="all", of=rest)})
    return list(extra)


def _gist(node: DraftNode) -> str:
    if not isinstance(node, DraftTag):
        return node.join
    return (
        f"{node.shape}:{node.name}:{node.measure}:{node.period if node.shape != 'compare' else ''}"
    )


def cases_of(parts: list[DraftPart], quote: Quote, choose: str) -> DraftAward:
    """An award of alternatives or addends; all are paid in the same instalments."""
    shared = parts[0].award.instalments if parts else ()
    if shared and all(p.award.instalments == shared for p in parts):
        bare = {"instalments": ()}
        parts = [p.model_copy(update={"award": p.award.model_copy(update=bare)}) for p in parts]
    else:
        shared = ()
    return DraftAward(
        shape="cases", parts=tuple(parts), choose=choose, instalments=shared, quote=quote
    )
