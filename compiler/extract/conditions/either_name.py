"""A leftover beside what was read, joined to it by 或, 和 or 、: either of the two is meant."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.language.fragment import Fragment

_OR = re.compile(r"或者?(?!有|以[上下内])")
_MARK = re.compile(r"(?:、|和(?!信)|以?及|或者?)")
#: 国家优质工程奖、优秀设计奖 behind a prize that is known.
_PRIZES = re.compile(r"\"?(?:(?:、|和|及|或者?)\"?[^,;。、和及或的\"]{2,20}(?:奖|杯)\"?)+")
#: 新认定的名吃和 before a title: a name, no property that is held as well.
_NAMED = re.compile(
    r"(?:对|凡)?(?:新|首次)?(?:认定|评定|获评|入选|授牌|命名)(?:的|为)(?P<name>[^,;。、的具有备含]{2,12})(?:和|及|或者?|、)"
)


def either_name(fragment: Fragment, start: int, end: int) -> bool:
    """Join the words of ``[start, end)`` with the name right before or behind them."""
    last = end - len(fragment.view[start:end]) + len(fragment.view[start:end].rstrip(" ,的"))
    if prizes := _PRIZES.fullmatch(fragment.view, start, last):
        return _more_prizes(
            fragment, start, last, [name.strip('"') for name in re.split(_MARK, prizes.group())[1:]]
        )
    if (joint := _OR.match(fragment.view, start, end)) and end - joint.end() >= 3:
        before = _ending_at(fragment, start)
        if before is None or (isinstance(before[1], DraftTag) and before[1].shape == "compare"):
            return False
        return _joined(fragment, before, (joint.end(), end), (joint.end(), end))
    if named := _NAMED.fullmatch(fragment.view, start, end):
        behind = next(((at, n) for at, n in fragment.tags if at == end), None)
        if behind is None or not isinstance(behind[1], DraftTag) or behind[1].shape != "has":
            return False
        first = start + len(named.group()) - len(named.group().lstrip("对凡"))
        return _joined(fragment, behind, (first, named.end("name")), (start, end))
    return False


#: What sorts whoever applies: 限额以上企业或个体工商户 is either of the two.
_SORTS = ("规上限上统计类别", "所属行业", "主体类型", "资质认定", "企业规模")
_OR_ALONE = re.compile(r"(?:企业|单位|机构)?,?或者?")


def either_kind(view: str, nodes: list[DraftNode]) -> list[DraftNode]:
    """The nodes; a kind of body behind 或 is one more of those the words before it name."""
    result: list[DraftNode] = []
    for node in nodes:
        last = result[-1] if result else None
        if (
            isinstance(last, DraftTag)
            and isinstance(node, DraftTag)
            and (node.shape, node.name) == ("one_of", "主体类型")
            and last.name in _SORTS
            and not (last.negated or node.negated)
            and _OR_ALONE.fullmatch(view, last.quote.end, node.quote.start)
        ):
            result[-1] = DraftGroup(join="any", of=(last, node))
        else:
            result.append(node)
    return result


def _ending_at(fragment: Fragment, position: int) -> tuple[int, DraftNode] | None:
    return next(
        (
            (at, n)
            for at, n in fragment.tags
            if isinstance(n, DraftTag) and n.quote.end == position and not n.negated
        ),
        None,
    )


def _joined(
    fragment: Fragment,
    other: tuple[int, DraftNode],
    said: tuple[int, int],
    taken: tuple[int, int],
) -> bool:
    words = fragment.view[said[0] : said[1]].strip(" ,的")
    tag = DraftTag(shape="is", name=words, quote=fragment.quote(*said))
    fragment.tags.remove(other)
    pair = sorted((other[1], tag), key=_place)
    fragment.add(DraftGroup(join="any", of=tuple(pair)), min(other[0], taken[0]), taken[1])
    return True


def _place(node: DraftNode) -> int:
    return node.quote.start if isinstance(node, DraftTag) else min(_place(n) for n in node.of)


def _more_prizes(fragment: Fragment, start: int, end: int, names: list[str]) -> bool:
    """鲁班奖、国家优质工程奖: one prize that is known, and more of them named as written."""
    before = _ending_at(fragment, start)
    if before is None or not isinstance(before[1], DraftTag) or before[1].shape != "has":
        return False
    tag = before[1]
    values = (*tag.values, *names)
    quote = fragment.quote(tag.quote.start, end)
    fragment.tags.remove(before)
    fragment.add(tag.model_copy(update={"values": values, "quote": quote}), before[0], end)
    return True
