"""What the first of several alternatives says for all of them: who they are, and when it was.

总部企业租用办公用房的，按…；购置办公用房的，按… names its subject once; 上年度获得甲奖的，…；
获得乙奖的，… its year.
"""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftNode, DraftPart, DraftTag

#: What one segment says: conditions for all, alternatives, its award.
Reading = tuple[list[DraftNode], list[DraftPart], DraftAward]

#: A segment that begins so says itself whom it speaks of.
#: 对自付费用超过起付线的: another height of the figure the first speaks of.
_FIGURE = (
    r"[^,;。的]{2,30}?(?:费用?|支出|金额|部分|额|收入|面积|产值|利润)"
    r"(?:在|为|年度|累计)*(?:不?超过|未超过|高于|低于|达到|不足)"
)
_OWN_SUBJECT = re.compile(
    rf"\s*(?:对(?!应|外|口|{_FIGURE})|凡|其中|其他|其它|其余|新引进的|支持|鼓励)"
)
#: 「；其中属于低保对象的」: some of those the first speaks of.
_AMONG = re.compile(r"[\s,;。(]*其中")
#: Words behind the subject that say what it did.
_AGAIN = re.compile(r"重新|再次|复[审核评]|续|原|更名|迁入")


def led_by_first(
    view: str, plain: list[Benefit], readings: list[Reading], own: list[DraftNode]
) -> list[Reading]:
    """The readings without what only the first says for all; that is appended to ``own``."""
    if len(plain) < 2 or any(b.adds for b in plain) or readings[0][1]:
        return readings
    later = readings[1:]
    if any(parts or not common for common, parts, _ in later):
        return readings
    if all(_AMONG.match(view[b.start : b.cut]) for b in plain[1:]):
        return _among_the_first(readings, own)
    among = [_AMONG.match(view[b.start : b.cut]) is not None for b in plain]
    if any(among[1:]):
        return _narrowed(readings, among)
    if any(_OWN_SUBJECT.match(view[b.start : b.cut].lstrip(" ,;")) for b in plain[1:]):
        return readings
    common, parts, award = readings[0]
    shared = _shared(common, [n for c, _, _ in later for n in c])
    if shared:
        own.extend(n for n in shared if n not in own)
        common = [n for n in common if n not in shared]
    return [(common, parts, award), *((_timed(c, common, view), p, a) for c, p, a in later)]


def _among_the_first(readings: list[Reading], own: list[DraftNode]) -> list[Reading]:
    """The readings where later ones are some of the first: what the first asks, all are asked."""
    common, parts, award = readings[0]
    own.extend(n for n in common if n not in own)
    acts: list[DraftNode] = [
        n for n in common if isinstance(n, DraftTag) and n.shape == "is" and not n.negated
    ]
    return [(acts[:1], parts, award), *readings[1:]]


def _narrowed(readings: list[Reading], among: list[bool]) -> list[Reading]:
    """The readings; one that opens with 其中 asks besides what the one before it asks."""
    result: list[Reading] = []
    whole: list[DraftNode] = []
    for (common, parts, award), inside in zip(readings, among, strict=True):
        if not inside:
            whole = common
        else:
            answered = {_gist(n) for n in common if isinstance(n, DraftTag) and n.shape != "is"}
            common = [*(n for n in whole if _gist(n) not in answered), *common]
        result.append((common, parts, award))
    return result


def _shared(first: list[DraftNode], later: list[DraftNode]) -> list[DraftNode]:
    """The conditions of the first alternative that no later one answers."""
    answered = {_gist(n) for n in later}
    if any(_gist(n) in answered for n in first):
        if all(_gist(n) in {_gist(m) for m in first} for n in later):
            return [n for n in first if _gist(n) not in answered and not _of_one_sort(n, first)]
        return []
    subject = first[:1]
    if len(first) < 2 or not isinstance(subject[0], DraftTag):
        return []
    told = subject[0].shape in ("has", "one_of")
    return subject if told and not any(_gist(n) == _gist(subject[0]) for n in later) else []


def _of_one_sort(node: DraftNode, first: list[DraftNode]) -> bool:
    """批发业企业营业面积500平方米以上的，…；零售业企业…的: asked of that trade."""
    subject = first[0]
    return (
        isinstance(node, DraftTag)
        and node.shape == "compare"
        and isinstance(subject, DraftTag)
        and subject.shape == "one_of"
        and subject.name in ("所属行业", "主体类型", "企业规模")
        and node.quote.start >= subject.quote.end
    )


def _gist(node: DraftNode) -> str:
    """What a condition is about; all that is asked yes or no is of one sort."""
    if not isinstance(node, DraftTag):
        return node.join
    return node.shape if node.shape == "is" else f"{node.shape}:{node.name}:{node.measure}"


def _timed(nodes: list[DraftNode], first: list[DraftNode], view: str) -> list[DraftNode]:
    """获得乙奖 takes the year, and the 首次, of 上年度首次获得甲奖; 甲奖 told again does not."""
    models = [n for n in first if isinstance(n, DraftTag) and n.shape in ("has", "is")]
    if len(models) != 1:
        return nodes
    (model,) = models
    return [
        n.model_copy(update={"period": n.period or model.period, "first": n.first or model.first})
        if isinstance(n, DraftTag)
        and n.shape == model.shape
        and (n.shape == "is" or n.name == model.name)
        and not n.period
        and (n.shape == "is" or n.values != model.values)
        and not _AGAIN.search(view[max(0, n.quote.start - 4) : n.quote.end + 4])
        else n
        for n in nodes
    ]
