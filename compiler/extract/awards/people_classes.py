"""「硕士研究生、“双一流”高校本科毕业生、其他高校本科毕业生，分别给予…」: people with a sum each."""

from __future__ import annotations

import re

from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.conditions.patterns import read_piece
from compiler.extract.drafts import DraftAward, DraftGroup, DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.lists import overlaps

_NOUN = (
    r"(?:毕业生|研究生|本科生|专科生|大学生|博士后?|硕士|本科|大专|专科|人才|人员|学生|职工|技师|高级工|中级工|初级工|军人|士兵|残疾人"
    r"|老年?人|对象|家庭|户|儿童|农民工?)"
)
_ENDS = re.compile(rf"{_NOUN}(?:\([^()]*\))?$")
_JOINT = re.compile(r"、|和|以及|及(?!以)")
#: 全日制普通高校硕士研究生: nothing but how far somebody studied.
_DEGREE = re.compile(
    r"(?:全日制|普通|高等|院校|高校|应届|统招|的)*(?:博士|硕士|本科|大专|专科)(?:研究生|毕业生|生|学历(?:人员|人才)?)?"
)


def people_classes(
    text: str,
    view: str,
    span: tuple[int, int],
    lexicon: Lexicon,
    nodes: list[DraftNode],
    awards: list[DraftAward],
) -> tuple[list[DraftNode], list[DraftPart]] | None:
    """The people listed last before as many sums, each with its own; None for any other list."""
    end = span[0] + len(view[span[0] : span[1]].rstrip(" ,;:的"))
    start = max([span[0], *(view.rfind(mark, span[0], end) + 1 for mark in ",;。:")])
    cuts = [
        m.span() for m in _JOINT.finditer(view, start, end) if _ENDS.search(view, start, m.start())
    ]
    if len(cuts) != len(awards) - 1 or not _ENDS.search(view, start, end):
        return None
    first = view.rfind("的", start, cuts[0][0]) + 1 or start
    if view.startswith("对", first):
        first += 1
    edges = [first, *(e for c in cuts for e in c), end]
    each = list(zip(edges[::2], edges[1::2], strict=True))
    described = any("的" in view[a:b] for a, b in each)  # 取得中级、高级证书的毕业生: one sort
    if described or all(_DEGREE.fullmatch(view, a, b) for a, b in each):
        return None  # one list of degrees
    if any(
        isinstance(n, DraftTag) and len(n.values) == len(each) and overlaps(n, each[-1])
        for n in nodes
    ):
        return None  # one leaf names them all
    parts = [
        DraftPart(when=_whom(text, view, a, b, lexicon), award=award)
        for (a, b), award in zip(each, awards, strict=True)
    ]
    before = read_conditions(text, view, start, max(start, first - 1), lexicon, residual=True)
    kept = [n for n in nodes if not overlaps(n, (start, end))]
    return [*kept, *(before.of if before else ())], parts


def _whom(text: str, view: str, a: int, b: int, lexicon: Lexicon) -> DraftGroup:
    """The degree of a class, or its words where they say more."""
    found = read_piece(text, view, a, b, lexicon, False)
    whole = len(found) == 1 and isinstance(found[0], DraftTag) and found[0].quote.text == text[a:b]
    if found and (whole or _DEGREE.fullmatch(view, a, b)):
        return DraftGroup(join="all", of=tuple(found))
    quote = Quote(text=text[a:b], start=a)
    known = lexicon.canonical(view[a:b])
    tag = DraftTag(shape="is", name=view[a:b], quote=quote)
    if known:
        tag = DraftTag(shape="has", name="人员类别", values=(known,), quote=quote)
    return DraftGroup(join="all", of=(tag,))
