"""Amount tables: rows of class | sum | rate | limit become alternatives of an award."""

from __future__ import annotations

import re

from compiler.extract.awards.formula import bare_base
from compiler.extract.awards.leading import Reading
from compiler.extract.awards.others import none_of_those_before
from compiler.extract.awards.table_classes import PAID_COLUMN, classes, graded
from compiler.extract.awards.table_columns import lies_on_side, other_grants, paid_by, unit_line
from compiler.extract.awards.table_header import column_titles
from compiler.extract.awards.table_things import ANY_CELL, of_things
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
from compiler.extract.language.amounts import MONEY, RATIO, UNIT_PAID
from compiler.extract.language.lexicon import Lexicon
from compiler.normalise import PREFIX, SUFFIX
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
#: 辆, 张, 台: things that are bought or set up by the piece, each kind of them paid.
_PIECES = re.compile(r"辆|张|台|套|件|个|头|只|床|盏|艘|架|部|株|棵|羽|枚|条|处|座|间|所")


def kinds_of_pieces(rows: list[DraftPart]) -> bool:
    """Whether the rows are kinds of things, each paid by the piece: all that there are add up."""
    return len(rows) > 1 and all(
        row.award.shape == "per_unit" and _PIECES.fullmatch(row.award.base.partition("|")[0])
        for row in rows
    )


#: 新增床位并投入使用的养老机构: what the table pays for was added.
_NEW = re.compile(
    r"(?P<done>新增|新建|新购置?|更新)(?P<what>[^,;。的并且及和、\d]{2,8}?)(?=并|且|的|,)"
)


def _by_piece(
    tags: list[DraftNode], award: DraftAward, intro: str
) -> tuple[list[DraftNode], DraftAward]:
    """A row of things: the last class says what is counted, those before it what is asked.

    Of 护理型床位 only the new ones are counted where the table is for 新增床位.
    """
    unit, _, noun = award.base.partition("|")
    last = tags[-1] if tags else None
    if award.shape != "per_unit" or noun or not _PIECES.fullmatch(unit):
        return tags, award
    if not isinstance(last, DraftTag) or last.shape != "has":
        return tags, award
    (name,) = last.values
    if (new := _NEW.search(intro)) and name.endswith(new["what"]):
        name = new["done"] + name
    asked: list[DraftNode] = [
        n.model_copy(update={"shape": "is", "name": n.values[0], "values": ()})
        if isinstance(n, DraftTag) and n.shape == "has" and n.name == "资质认定"
        else n
        for n in (tags[:-1] or tags)
    ]
    return asked, award.model_copy(update={"base": f"{unit}|~{name}"})


def read_table(
    text: str,
    view: str,
    rows: list[Clause],
    intro: str,
    lexicon: Lexicon,
    heading: str = "",
) -> list[DraftPart]:
    """One part a data row; empty when no row holds a sum or a rate.

    The rows without figures before them are the header; its words say what a column is. A header
    that states a unit (补贴标准（元/亩）) lends it to bare numbers below. Several columns of sums,
    each for a class of recipients, give a part a column; of columns of several grants
    (安家补贴, 租房补贴) the one that ``heading`` or ``intro`` names pays.
    """
    head: list[list[tuple[int, int]]] = []
    header: list[str] = []
    parts: list[DraftPart] = []
    unit = ""
    for row in rows:
        cells = _cells(view, row)
        words = [view[a:b].strip() for a, b in cells]
        if not re.search(r"\d", "".join(words[1:])):
            if head and (stated := unit_line(words, header)):
                unit = stated
                continue
            head = [cells] if parts else [*head, cells]
            header = column_titles([[view[a:b].strip() for a, b in line] for line in head])
            continue
        if others := other_grants(words, header, heading, intro):
            kept = [n for n in range(len(cells)) if n not in others]
            cells, words = [cells[n] for n in kept], [words[n] for n in kept]
            called, paid = [header[n] for n in kept], []
        else:
            called = header
            paid = _paid(words, header, [view[a:b] for a, b in head[-1]] if head else [])
        called = [f"{title}{unit}" if n else title for n, title in enumerate(called)]
        if len(paid) < 2:
            if part := _part(text, view, cells, words, called, intro, lexicon):
                parts.append(part)
            continue
        aside = lies_on_side(words, header)
        for column in paid:
            chosen = [n for n in range(len(cells)) if n == column or n not in paid]
            own = [cells[n] for n in chosen]
            said, titles = [words[n] for n in chosen], [called[n] for n in chosen]
            if aside:  # 岗位津贴 | 150元 | 300元: the first cell says what is paid
                titles = [words[0], f"{words[0]}{unit}"]
            if part := _part(text, view, own, said, titles, intro, lexicon, aside=aside):
                asked = header[0] if aside else ""
                parts.append(_with_column(text, view, part, head[-1][column], lexicon, asked))
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
        and not PAID_COLUMN.search(own[position])
        and not _PAYERS.search(title)
    ]
    return found if len({header[position] for position in found}) == len(found) else []


def _with_column(
    text: str,
    view: str,
    part: DraftPart,
    heading: tuple[int, int],
    lexicon: Lexicon,
    title: str = "",
) -> DraftPart:
    """The part with what the heading of its column asks: 制造业企业, 首次取证.

    ``title`` names what the headings of all columns are, in a table that lies on its side.
    """
    start, end = heading
    end = start + len(re.sub(r"\s*\([^()]*\)\s*$", "", view[start:end]).rstrip())
    if title:
        own = classes(text, view, [(start, end)], [title], lexicon, first=False)
        when = part.when.model_copy(update={"of": (*part.when.of, *own)})
        return part.model_copy(update={"when": when})
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
    *,
    aside: bool = False,
) -> DraftPart | None:
    value, shape, base, soft, time = "", "", "", False, ""
    caps: list[DraftCap] = []
    names: list[tuple[int, int]] = []
    titles: list[str] = []  # the heading of the column each of them stands in
    whole = Quote(text=text[cells[0][0] : cells[-1][1]], start=cells[0][0])
    for position, ((a, b), word) in enumerate(zip(cells, words, strict=True)):
        title = header[position] if position < len(header) else ""
        if title in ("序号", "编号", "备注", "说明") or (aside and not position):
            continue
        if position and ANY_CELL.fullmatch(word):
            continue
        figure = _with_unit(word, title)
        money = re.search(MONEY, figure)
        ratio = re.search(RATIO, figure)
        if graded(word, title):
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
            time = paid_by(title, word, intro) if not per else ""
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
    if not value or not (names or aside):
        return None
    if shape == "rate":
        found = _BASE.search(intro) or _BASE_BEFORE.search(intro)
        base = bare_base(found["base"]) if found else ""
    tags = classes(text, view, names, titles, lexicon, first="首次" in intro)
    award = DraftAward(
        shape=shape,
        value=value,
        base=base,
        soft=soft,
        per=time,
        caps=tuple(caps),
        quote=whole,
    )
    things = of_things(text, view, tags, award, names, titles)
    tags, award = things if things and not _NEW.search(intro) else _by_piece(tags, award, intro)
    return DraftPart(when=DraftGroup(join="all", of=tuple(tags)), award=award)


def _with_unit(word: str, title: str) -> str:
    """A bare number takes the unit its column heading states in brackets."""
    if re.fullmatch(r"\d[\d,.]*", word) and (
        unit := re.search(r"\(([^()/]*?元)(?:/[^()]*)?\)|(万元|元)", title)
    ):
        return word + (unit[1] or unit[2])
    return word
