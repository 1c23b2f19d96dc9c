"""``match`` for a file: one applicant of a facts file, or each subject of a table in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from cli.applicants import chosen, read_applicants
from cli.matching import (
    DISCLAIMER,
    Offer,
    decisions_json,
    match,
    nothing_published,
    said_facts,
    show_decisions,
)
from cli.output import Page, emit
from cli.problems import rejected
from cli.program import OK
from matcher import Facts
from matcher.recommend import recommend
from matcher.table_input import SubjectFacts, SubjectTable


@dataclass(frozen=True)
class Choice:
    """Of a table: which subjects (all when none is named), which sheet, which columns to skip."""

    subjects: Sequence[str] = ()
    sheet: str | None = None
    ignore: Sequence[str] = ()


def match_file(
    offer: Offer, file: Path | None, pairs: Sequence[str], on: date, choice: Choice,
    whole: bool, first: int | None, as_json: bool,
) -> int:  # fmt: skip
    """``match`` for the applicant of a facts file, or for each chosen subject of a table."""
    said = said_facts(pairs, on, offer.vocabulary)
    read: Facts | SubjectTable = Facts()
    if file is not None:
        read = read_applicants(file, on, offer.vocabulary, sheet=choice.sheet, ignore=choice.ignore)
    elif choice.sheet is not None or choice.ignore:
        raise rejected("CLI105", "--sheet 和 --ignore 要与 --facts 表格文件同用")
    if isinstance(read, SubjectTable) and file is not None:
        subjects = chosen(read, choice.subjects, file)
        return _match_table(
            offer, read, subjects, said, on, whole=whole, as_json=as_json, first=first
        )
    if choice.subjects:
        raise rejected("CLI105", "--subject-id 只用于表格文件")
    facts = read if isinstance(read, Facts) else Facts()
    known = facts.with_facts(*said.facts)
    return match(offer, known, on, whole=whole, as_json=as_json, first=first)


def _match_table(
    offer: Offer, table: SubjectTable, subjects: Sequence[SubjectFacts], said: Facts, on: date,
    *, whole: bool, as_json: bool, first: int | None = None,
) -> int:  # fmt: skip
    """The same for each of these subjects of a table; ``said`` wins over what the table says."""
    decided = (
        (s, recommend(offer.rules, s.facts.with_facts(*said.facts), on, offer.vocabulary))
        for s in subjects
    )
    if as_json:
        emit(
            "match",
            ok=True,
            on=on.isoformat(),
            columns=[asdict(column) for column in table.columns],
            ignored_columns=list(table.ignored),
            subjects=[
                {
                    "subject": s.id,
                    "names": list(s.names),
                    "row": s.row,
                    "decisions": decisions_json(offer, found),
                }
                for s, found in decided
            ],
        )
        return OK
    page = Page()
    if not offer.rules:
        nothing_published(page)
        return OK
    for column in table.columns:
        unit = f"，单位 {column.unit}" if column.unit else ""
        page.line(f"{column.column} 列「{column.title}」读作 {column.address}{unit}", style="dim")
    if table.ignored:
        page.line(f"没有使用的列：{'、'.join(table.ignored)}")
    for subject, found in decided:
        page.line()
        page.title(f"==== {subject.told} ====")
        show_decisions(offer, found, on, page, whole=whole, first=first)
    page.line()
    page.line(DISCLAIMER, style="dim")
    return OK
