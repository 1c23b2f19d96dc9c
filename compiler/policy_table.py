"""Tables that list policies, one a row: which lines they are, and what each column holds.

「序号 | 政策名称 | 补贴对象 | 补贴标准」 names a policy in one column and says in others who gets
how much. Columns are known by their words, in any order. A table whose rows are classes with sums,
which a sentence points to (按下表标准), lists no policies and stays rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compiler.fold import fold
from compiler.read.canonical import CELL_SEPARATOR
from compiler.roles import Role, role_of_heading

_OF = (
    r"(?:惠企|助企|惠民|扶持|支持|奖励|奖补|补贴|补助|资助|优惠|就业|创业|人才|民生|服务|财政|具体"
    r"|申[报请领]|办理|兑现|享受|政策|主要)"
)
#: The column that names the policy: 政策名称, 补贴项目, 事项.
_NAME = re.compile(
    rf"{_OF}*(?:政策|项目|事项|条款|举措|措施|险种|奖项|待遇|补贴|奖励|补助|资助|津贴)"
    r"(?:项目|事项|政策)?(?:名称|种类|类型|类别|名目)?|名称"
)
_PLAINLY_POLICIES = re.compile(r"政策|补贴|奖励|补助|资助|奖补|扶持|支持|惠企|事项|津贴|待遇")
_NUMBER = re.compile(r"序号?|编号|No\.?|项次")
_KIND = re.compile(r"(?:政策|补贴|项目|事项|服务|所属)?(?:类别|分类|类型|大类|门类|板块|领域)")
#: 「按下表标准执行」, 「标准如下：」: the rows are cases of what the sentence grants.
_POINTS = re.compile(
    r"(?:见|按照?|依照?|执行|如)[^,;。]{0,6}(?:下表|附表|附件)|下表|标准(?:如下|见下)|(?:以下|下列)标准"
)
_HEADED_BY = 14  # characters that the name of a column has at most
_NAMED_BY = 40  # and the name of a policy
_SECTION = 24
_CARD = 9  # rows in which a card says who gets what
_ROLES = {Role.CONDITION, Role.AWARD}
_SAID = re.compile(r"[,;。]")


class Cell(NamedTuple):
    """One cell of a policy's row: the name of its column, and where it begins and ends."""

    label: str
    start: int
    end: int


class PolicyRow(NamedTuple):
    """One row: the policy's number and name, and the cells behind them.

    ``goes_on`` when the row has no name and asks nothing: it says more of the row above.
    """

    marker: str
    name: str
    cells: tuple[Cell, ...]
    goes_on: bool


class PolicyTable(NamedTuple):
    """The rows of policies, the section rows between them and the names that head a table of
    their own (政策名称 | 见习补贴), by where their lines start."""

    rows: dict[int, PolicyRow]
    sections: set[int]
    cards: dict[int, str]


def lines_of(text: str) -> list[tuple[int, int]]:
    """Where the lines of a text that hold anything begin and end, without their indent."""
    found, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            found.append((position + indent, position + len(line)))
        position += len(line) + 1
    return found


def policy_tables(text: str, lines: list[tuple[int, int]]) -> PolicyTable:
    """The rows of all tables of policies in a text."""
    found = PolicyTable({}, set(), {})
    cells = [_cells(text, *line) for line in lines]
    at = 0
    while at < len(lines):
        if name := _card(cells, at):
            found.cards[lines[at][0]] = name
        columns = _columns([fold(c.label) for c in cells[at]])
        above = fold(text[slice(*lines[at - 1])]) if at else ""
        if columns is None or _POINTS.search(above):
            at += 1
            continue
        stop = _end(cells, at)
        if columns.whole or _granted(cells[at + 1 : stop], columns):
            _read(found, text, cells[at:stop], lines[at:stop], columns)
        at = stop
    return found


class _Columns(NamedTuple):
    """The header of a table: its labels, and which column numbers and which names the policies."""

    labels: tuple[str, ...]
    number: int | None
    name: int
    whole: bool  # says who gets it as well as how much


def _card(cells: list[tuple[Cell, ...]], at: int) -> str:
    """The name a table of two columns begins with, when the rows below say who gets what."""
    if len(cells[at]) != 2:
        return ""
    label, name = (fold(c.label) for c in cells[at])
    plainly = label == "名称" or _PLAINLY_POLICIES.search(label)
    if not plainly or not _NAME.fullmatch(label) or _KIND.fullmatch(label):
        return ""
    if not 2 <= len(name) <= _NAMED_BY or _SAID.search(name) or role_of_heading(name) in _ROLES:
        return ""
    below = (fold(row[0].label) for row in cells[at + 1 : at + _CARD] if len(row) == 2)
    return cells[at][1].label if _ROLES & {role_of_heading(word) for word in below} else ""


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    found = []
    if empty := re.compile(r"\| ?").match(text, start, end):  # the first cell is empty
        found.append(Cell("", start, start))
        start = empty.end()
    for part in text[start:end].split(CELL_SEPARATOR):
        found.append(Cell(part.strip(), start, start + len(part)))
        start += len(part) + len(CELL_SEPARATOR)
    if empty := re.search(r" ?\|$", found[-1].label):  # the last cell is empty
        last = found[-1]
        width = len(empty.group())
        found[-1] = Cell(last.label[:-width], last.start, last.end - width)
        found.append(Cell("", last.end, last.end))
    return tuple(found)


def _columns(words: list[str]) -> _Columns | None:
    """The columns of a header row of a list of policies; None when the row is none."""
    if len(words) < 2 or not all(words) or any(len(w) > _HEADED_BY for w in words):
        return None
    if any(re.search(r"\d|[,;。:]", w) for w in words):
        return None
    roles = [role_of_heading(w) for w in words]
    named = [i for i, w in enumerate(words) if _NAME.fullmatch(w) and not _KIND.fullmatch(w)]
    named = named or [i for i, w in enumerate(words) if _NAME.fullmatch(w)]
    grants = [i for i, role in enumerate(roles) if role is Role.AWARD and i not in named[:1]]
    asks = [i for i, role in enumerate(roles) if role is Role.CONDITION and i not in named[:1]]
    if not named or not grants or len(words) < 3:
        return None
    number = next((i for i, w in enumerate(words) if _NUMBER.fullmatch(w)), None)
    plainly = _PLAINLY_POLICIES.search(words[named[0]]) is not None
    if not asks and not plainly:
        return None
    return _Columns(tuple(words), number, named[0], bool(asks))


def _end(cells: list[tuple[Cell, ...]], header: int) -> int:
    """Where the table ends: section rows and rows of other widths stand inside it."""
    width, at = len(cells[header]), header + 1
    while at < len(cells):
        inside = len(cells[at]) > 1
        section = at + 1 < len(cells) and len(cells[at + 1]) == width
        if not inside and not (section and _is_section(cells[at][0].label)):
            break
        at += 1
    return at


def _is_section(label: str) -> bool:
    return len(label) <= _SECTION and not _SAID.search(fold(label))


def _granted(rows: list[tuple[Cell, ...]], columns: _Columns) -> bool:
    """Whether the rows state what is paid, when no column says to whom."""
    stated = [i for i, w in enumerate(columns.labels) if role_of_heading(w) is Role.AWARD]
    return any(
        re.search(r"\d", row[i].label) for row in rows if len(row) > max(stated) for i in stated
    )


def _read(
    found: PolicyTable,
    text: str,
    table: list[tuple[Cell, ...]],
    lines: list[tuple[int, int]],
    columns: _Columns,
) -> None:
    """Note the rows under a header; a header printed again on the next page is passed over."""
    count, last = 0, ""
    for cells, (start, end) in zip(table[1:], lines[1:], strict=True):
        if len(cells) == 1:
            found.sections.add(start)
            continue
        words = tuple(fold(c.label) for c in cells)
        if len(cells) != len(columns.labels) or words == columns.labels:
            continue
        name = cells[columns.name].label
        if len(name) > _NAMED_BY or (not name and not last):
            continue
        goes_on = not name and not any(_asks(cells, columns))
        count += bool(name) and name != last
        last = name or last
        found.rows[start] = PolicyRow(
            marker=f"第{_number(cells, columns) or count}项",
            name=last,
            cells=tuple(_stated(cells, columns, end)),
            goes_on=goes_on,
        )


def _asks(cells: tuple[Cell, ...], columns: _Columns) -> Iterator[str]:
    """What the cells of a row say of whom it is for."""
    for cell, label in zip(cells, columns.labels, strict=True):
        if role_of_heading(label) is Role.CONDITION:
            yield cell.label


def _number(cells: tuple[Cell, ...], columns: _Columns) -> str:
    if columns.number is None:
        return ""
    digits = re.match(r"[\d一二三四五六七八九十]{1,4}", fold(cells[columns.number].label))
    return digits.group() if digits else ""


def _leads(columns: _Columns, position: int) -> bool:
    """Whether a column before the name says nothing of its own: a number, a class of policies."""
    label = columns.labels[position]
    return (
        position in (columns.number, columns.name)
        or _KIND.fullmatch(label) is not None
        or role_of_heading(label) is Role.HEADER
    )


def _lead_end(cells: tuple[Cell, ...], columns: _Columns, start: int) -> int:
    """Where the cells end that only say which policy it is; the first of them begins the row."""
    end = start
    for position, cell in enumerate(cells):
        if not _leads(columns, position):
            break
        end = cell.end
        if position == columns.name:
            break
    return end


def _stated(cells: tuple[Cell, ...], columns: _Columns, end: int) -> Iterator[Cell]:
    """The other cells, each up to where the next begins, so that no character is left out."""
    first = _lead_end(cells, columns, cells[0].start)
    rest = [(i, c) for i, c in enumerate(cells) if c.start >= first and c.start < end]
    for (position, cell), after in zip(rest, [*rest[1:], None], strict=True):
        stop = after[1].start if after else end
        label = columns.labels[position] if cell.label and position != columns.name else ""
        yield Cell(label, cell.start, stop)
