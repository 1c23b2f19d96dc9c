"""What the cells of an amount table ask of whoever gets the sum of their row."""

from __future__ import annotations

import re

from compiler.extract.conditions.attainments import SCALES
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.conditions.grades import graded_cell
from compiler.extract.drafts import DraftGroup, DraftNode, DraftPart, DraftTag, Quote, node_quotes
from compiler.extract.language import words as w
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import PREFIX, QUANTITY, SUFFIX

#: The heading of a column that says what is paid, not what is asked.
PAID_COLUMN = re.compile(r"标准|补[贴助]|奖励|资助|限额|上限|最高|额度|贴息|支持|比例|津贴")
#: 第一档, 二类: by what a table calls a row whose other cells say who stands in it.
_LABEL = re.compile(
    r"第?[一二三四五六七八九十\dⅠ-Ⅹ]{1,2}[档类等级]|[A-G][类档级]?|档次[一二三四五六七八九十\d]"
)
_LABELS = re.compile(r"档次|类别|类型|等次|档别|层次|级别|等级")
#: 具备其中一项, 之一: the cells of such a column list alternatives.
_ONE_OF = re.compile(r"之一|其中一项|任一|任意一|或者?")
_SORTS = (*SCALES, "人员类别", "失能等级")
#: What stands between the conditions of a cell and asks nothing.
_BETWEEN = re.compile(r"[\s、,;/。]|或者?|和|及|以及|并且?|且|的|等|人才|人员|毕业生|之一")


def graded(word: str, title: str) -> bool:
    """10万元以上 under a heading that names no payment: a threshold."""
    return bool(
        re.search(rf"{QUANTITY}", word)
        and re.search(rf"{SUFFIX}|{PREFIX}", word)
        and title
        and not PAID_COLUMN.search(title)
    )


def classes(
    text: str,
    view: str,
    names: list[tuple[int, int]],
    titles: list[str],
    lexicon: Lexicon,
    *,
    first: bool,
) -> list[DraftNode]:
    """What the cells of a row ask, each under the heading of its column."""
    tags: list[DraftNode] = []
    for position, ((a, b), title) in enumerate(zip(names, titles, strict=True)):
        if position == 0 and len(names) > 1 and _only_label(view[a:b].strip(), title):
            continue
        found_tags = _column_named(_asked(text, view, a, b, title, lexicon), title)
        quantities = re.search(QUANTITY, view[a:b])
        if found_tags and (quantities or _whole(view, a, b, found_tags)):
            tags.extend(_alternatives(found_tags, title))
        else:
            tags.append(
                DraftTag(
                    shape="has",
                    name="资质认定",
                    values=(view[a:b].strip(),),
                    first=first,
                    quote=Quote(text=text[a:b].strip(), start=a),
                )
            )
    return tags


def _only_label(word: str, title: str) -> bool:
    return bool(_LABEL.fullmatch(word) and _LABELS.search(title))


def _asked(text: str, view: str, a: int, b: int, title: str, lexicon: Lexicon) -> DraftGroup | None:
    if grade := graded_cell(title, view[a:b].strip()):
        name, values = grade
        quote = Quote(text=text[a:b].strip(), start=a)
        rank = name == "职称"
        tag = DraftTag(shape="one_of" if rank else "has", name=name, values=values, quote=quote)
        return DraftGroup(join="all", of=(tag,))
    return read_conditions(text, view, a, b, lexicon, residual=False)


def _leaves(node: DraftNode) -> list[DraftTag]:
    return [node] if isinstance(node, DraftTag) else [t for n in node.of for t in _leaves(n)]


def _whole(view: str, a: int, b: int, found: DraftGroup) -> bool:
    """Whether choices, grades or sorts of people are all that stands in a cell."""
    if any(t.shape != "one_of" and t.name not in _SORTS for t in _leaves(found)):
        return False
    own = view[a:b]
    for quote in node_quotes(found):
        first, last = quote.start - a, quote.end - a
        own = own[:first] + " " * (last - first) + own[last:]
    return not _BETWEEN.sub("", own)


def _alternatives(found: DraftGroup, title: str) -> list[DraftNode]:
    """硕士研究生、副高级职称 under 学历、职称（具备其中一项）: one of them is asked."""
    scales = all(isinstance(n, DraftTag) and n.name in SCALES for n in found.of)
    if len(found.of) > 1 and scales and _ONE_OF.search(title):
        return [found.model_copy(update={"join": "any"})]
    return list(found.of)


#: 参赛人数(人), 床位数: what a column counts, without its unit.
_COLUMN = re.compile(r"(?P<name>[^()]{2,16}?)(?:\([^()]*\))?")


def _column_named(found: DraftGroup | None, title: str) -> DraftGroup | None:
    """500人以上 under 参赛人数: a bare comparison is about what its column is named."""
    named = _COLUMN.fullmatch(title)
    if found is None or named is None:
        return found
    time = w.PERIOD.search(named["name"])
    name = named["name"].replace(time.group(), "", 1) if time else named["name"]
    update = {"name": name, "period": time.group()} if time else {"name": name}
    nodes = tuple(
        n.model_copy(update=update)
        if isinstance(n, DraftTag) and n.shape == "compare" and n.name in ("", "人数", "数量")
        else n
        for n in found.of
    )
    return found.model_copy(update={"of": nodes})


def told_by_rows(
    own: list[DraftNode], rows: list[DraftPart]
) -> tuple[list[DraftNode], list[DraftPart]]:
    """对上年度评价为A级、B级的孵化器，按下表: what every row tells for itself is told by the rows.

    The rows take over the time and the 首次 of the sentence that points to them.
    """
    kept: list[DraftNode] = []
    for node in own:
        if not isinstance(node, DraftTag) or node.shape not in ("has", "one_of"):
            kept.append(node)
            continue
        told = [_taken_over(row, node) for row in rows]
        if any(row is None for row in told):
            kept.append(node)
        rows = [new or row for new, row in zip(told, rows, strict=True)]
    return kept, rows


def _taken_over(row: DraftPart, node: DraftTag) -> DraftPart | None:
    """The row with the time of ``node`` on the cells that name some of its values."""
    nodes: list[DraftNode] = []
    found = False
    for own in row.when.of:
        if (
            isinstance(own, DraftTag)
            and own.name == node.name
            and set(own.values) <= set(node.values)
        ):
            found = True
            update = {"period": own.period or node.period, "first": own.first or node.first}
            own = own.model_copy(update=update)
        nodes.append(own)
    when = row.when.model_copy(update={"of": tuple(nodes)})
    return row.model_copy(update={"when": when}) if found else None
