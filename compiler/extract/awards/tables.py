"""Amount tables: rows of class | sum | rate | limit become alternatives of an award."""

from __future__ import annotations

import re

from compiler.extract.awards.formula import bare_base
from compiler.extract.awards.leading import Reading
from compiler.extract.awards.others import none_of_those_before
from compiler.extract.awards.table_header import column_titles
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import (
    DraftAward,
    DraftCap,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
)
from compiler.extract.language import words as w
from compiler.extract.language.amounts import MONEY, RATIO, UNIT_PAID
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import PREFIX, QUANTITY, SUFFIX
from rules.document import Clause

#: 补助标准(万元/辆), 120元/平方米: the unit that a column or a cell pays for.
_EACH = re.compile(rf"/({UNIT_PAID}|㎡)(?![年月日天]|[一-鿿])")
_LIMIT = re.compile(r"限额|上限|最高|封顶")
_BASE = re.compile(
    r"按(?:照)?+(?P<base>(?!下表|附表|表)[^,;。]{2,24}?)的?(?:一定|相应|下列|以下|规定|不同)?(?:的)?比例"
)
#: 根据上年度实际支付的算力服务费，按照下表核定的比例: the base stands before the pointer.
_BASE_BEFORE = re.compile(
    r"(?:根据|依据|按(?:照)?|以)(?P<base>[^,;。]{2,24}?(?:费用?|支出|投入|金额|额|成本|租金|保费|利息))"
    r"(?=,|为基数|的|、)"
)
#: The heading of a column that says what is paid, not what is asked.
_PAID_COLUMN = re.compile(r"标准|补[贴助]|奖励|资助|限额|上限|最高|额度|贴息|支持|比例")
#: 辆, 张, 台: things that are bought or set up by the piece, each kind of them paid.
_PIECES = re.compile(r"辆|张|台|套|件|个|头|只|床|盏|艘|架|部|株|棵|羽|枚|条|处|座|间|所")


def kinds_of_pieces(rows: list[DraftPart]) -> bool:
    """Whether the rows are kinds of things, each paid by the piece: all that there are add up."""
    return len(rows) > 1 and all(
        row.award.shape == "per_unit" and _PIECES.fullmatch(row.award.base.partition("|")[0])
        for row in rows
    )


def _by_piece(tags: list[DraftNode], award: DraftAward) -> tuple[list[DraftNode], DraftAward]:
    """A row of things: the last class says what is counted, those before it what is asked."""
    unit, _, noun = award.base.partition("|")
    last = tags[-1] if tags else None
    if award.shape != "per_unit" or noun or not _PIECES.fullmatch(unit):
        return tags, award
    if not isinstance(last, DraftTag) or last.shape != "has":
        return tags, award
    (name,) = last.values
    asked: list[DraftNode] = [
        n.model_copy(update={"shape": "is", "name": n.values[0], "values": ()})
        if isinstance(n, DraftTag) and n.shape == "has" and n.name == "资质认定"
        else n
        for n in (tags[:-1] or tags)
    ]
    return asked, award.model_copy(update={"base": f"{unit}|~{name}"})


def _graded(word: str, title: str) -> bool:
    """10万元以上 under a heading that names no payment: a threshold."""
    return bool(
        re.search(rf"{QUANTITY}", word)
        and re.search(rf"{SUFFIX}|{PREFIX}", word)
        and title
        and not _PAID_COLUMN.search(title)
    )


def read_table(
    text: str, view: str, rows: list[Clause], intro: str, lexicon: Lexicon
) -> list[DraftPart]:
    """One part a data row; empty when no row holds a sum or a rate.

    The rows without figures before them are the header; its words say what a column is. A header
    that states a unit (补贴标准（元/亩）) lends it to bare numbers below. Several columns of sums,
    each for a class of recipients, give a part a column.
    """
    head: list[list[tuple[int, int]]] = []
    header: list[str] = []
    parts: list[DraftPart] = []
    for row in rows:
        cells = _cells(view, row)
        words = [view[a:b].strip() for a, b in cells]
        if not re.search(r"\d", "".join(words[1:])):
            head = [cells] if parts else [*head, cells]
            header = column_titles([[view[a:b].strip() for a, b in line] for line in head])
            continue
        paid = _paid(words, header, [view[a:b] for a, b in head[-1]] if head else [])
        if len(paid) < 2:
            if part := _part(text, view, cells, words, header, intro, lexicon):
                parts.append(part)
            continue
        for column in paid:
            kept = [n for n in range(len(cells)) if n == column or n not in paid]
            own = [cells[n] for n in kept]
            said, called = [words[n] for n in kept], [header[n] for n in kept]
            if part := _part(text, view, own, said, called, intro, lexicon):
                parts.append(_with_column(text, view, part, head[-1][column], lexicon))
    readings: list[Reading] = [(list(p.when.of), [], p.award) for p in parts]
    return [
        DraftPart(when=DraftGroup(join="all", of=tuple(asked)), award=award)
        for asked, _, award in none_of_those_before(readings)
    ]


#: Who pays which share of one sum: such columns add up, they are no classes of recipients.
_PAYERS = re.compile(
    r"中央|国家财政|[省市区县]级?(?:财政|补[助贴]|承担|配套|资金)|[合小总]计|每[年月]"
)


def _paid(words: list[str], header: list[str], own: list[str]) -> list[int]:
    """The columns of a row that hold a sum each, all for different recipients.

    安家补贴, 租房补贴 are two grants and not two classes of who gets one.
    """
    if not len(header) == len(own) == len(words) or any(re.search(RATIO, word) for word in words):
        return []
    found = [
        position
        for position, (word, title) in enumerate(zip(words, header, strict=True))
        if position
        and re.fullmatch(MONEY, _with_unit(word, title))
        and not _PAID_COLUMN.search(own[position])
        and not _PAYERS.search(title)
    ]
    return found if len({header[position] for position in found}) == len(found) else []


def _with_column(
    text: str, view: str, part: DraftPart, heading: tuple[int, int], lexicon: Lexicon
) -> DraftPart:
    """The part with what the heading of its column asks: 制造业企业, 首次取证."""
    start, end = heading
    end = start + len(re.sub(r"\s*\([^()]*\)\s*$", "", view[start:end]).rstrip())
    asked = read_conditions(text, view, start, end, lexicon, residual=False)
    label = view[start:end].strip()
    named = DraftTag(shape="is", name=label, quote=Quote(text=text[start:end], start=start))
    nodes = asked.of if asked is not None and asked.of else (named,)
    when = part.when.model_copy(update={"of": (*part.when.of, *nodes)})
    return part.model_copy(update={"when": when})


def _cells(view: str, row: Clause) -> list[tuple[int, int]]:
    cells, start = [], row.start
    for match in re.finditer(r" \| ", view[row.start : row.end]):
        cells.append((start, row.start + match.start()))
        start = row.start + match.end()
    cells.append((start, row.end))
    return cells


def _part(
    text: str,
    view: str,
    cells: list[tuple[int, int]],
    words: list[str],
    header: list[str],
    intro: str,
    lexicon: Lexicon,
) -> DraftPart | None:
    value, shape, base, soft, time = "", "", "", False, ""
    caps: list[DraftCap] = []
    names: list[tuple[int, int]] = []
    titles: list[str] = []  # the heading of the column each of them stands in
    whole = Quote(text=text[cells[0][0] : cells[-1][1]], start=cells[0][0])
    for position, ((a, b), word) in enumerate(zip(cells, words, strict=True)):
        title = header[position] if position < len(header) else ""
        if title in ("序号", "编号", "备注", "说明"):
            continue
        figure = _with_unit(word, title)
        money = re.search(MONEY, figure)
        ratio = re.search(RATIO, figure)
        if _graded(word, title):
            names.append((a, b))
            titles.append(title)
        elif ratio and not value:
            shape, value = "rate", ratio.group()
        elif money and (_LIMIT.search(title) or _LIMIT.search(word)) and value:
            quote = Quote(text=text[a:b], start=a)
            scope = title if re.search("年|累计|单|每", title) else ""
            caps.append(DraftCap(value=money.group(), scope=scope, quote=quote))
        elif money and not value:
            soft = bool(re.search(r"最高|不超过|上限|限额", title + word))
            heads = re.search(r"每([人生户名])每?(学?年|月|学期)", word)
            per = _EACH.search(title + word)
            shape, value = ("per_unit" if per else "fixed"), money.group()
            base = f"{per[1]}|" if per else ""
            if heads:
                shape, time = "per_unit", "month" if heads[2] == "月" else "year"
                people = re.search(r"([^,;。和、按照]{2,8}人数)", intro)
                base = f"{heads[1]}|{people[1] if people else ''}"
        elif (
            position == 0
            or not re.search(r"\d", word)
            or re.search(rf"{SUFFIX}|{PREFIX}|至|-|~", word)
        ):
            names.append((a, b))
            titles.append(title)
    if not value or not names:
        return None
    if shape == "rate":
        found = _BASE.search(intro) or _BASE_BEFORE.search(intro)
        base = bare_base(found["base"]) if found else ""
    tags = _classes(text, view, names, titles, lexicon, first="首次" in intro)
    award = DraftAward(
        shape=shape,
        value=value,
        base=base,
        soft=soft,
        per=time,
        caps=tuple(caps),
        quote=whole,
    )
    tags, award = _by_piece(tags, award)
    return DraftPart(when=DraftGroup(join="all", of=tuple(tags)), award=award)


def _classes(
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
    for (a, b), title in zip(names, titles, strict=True):
        found_tags = _column_named(
            read_conditions(text, view, a, b, lexicon, residual=False), title
        )
        quantities = re.search(QUANTITY, view[a:b])
        whole_cell = found_tags is not None and (
            len(found_tags.of) == 1
            and isinstance(found_tags.of[0], DraftTag)
            and found_tags.of[0].shape == "one_of"
            and found_tags.of[0].quote.text == text[a:b].strip()
        )
        if found_tags and (quantities or whole_cell):
            tags.extend(found_tags.of)
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


def _with_unit(word: str, title: str) -> str:
    """A bare number takes the unit its column heading states in brackets."""
    if re.fullmatch(r"\d[\d,.]*", word) and (
        unit := re.search(r"\(([^()/]*?元)(?:/[^()]*)?\)|(万元|元)", title)
    ):
        return word + (unit[1] or unit[2])
    return word


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
