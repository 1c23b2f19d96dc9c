"""What commands print: Chinese lines for people, one JSON object with ``--json``.

Standard output carries the answer, standard error progress and complaints. Colours and wrapping
only where a terminal shows them, so that piped output is plain text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from rules.errors import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console

SCHEMA = "policycalc-cli/1"
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_T = TypeVar("_T")


def console(*, err: bool = False) -> Console:
    """A console on standard output (or standard error) as it is now."""
    from rich.console import Console

    return Console(stderr=err, highlight=False, emoji=False)


class Page:
    """Lines for people: hanging indents on a terminal, plain lines when piped."""

    def __init__(self, *, err: bool = False) -> None:
        self._console = console(err=err)

    def line(self, text: str = "", indent: int = 0, style: str = "") -> None:
        """One paragraph."""
        if not self._console.is_terminal or not text:
            print(" " * indent + text if text else "", file=self._console.file)
            return
        from rich.cells import chop_cells
        from rich.text import Text

        # By cells, not by words: Chinese has no spaces to break at.
        for piece in chop_cells(text, max(20, self._console.width - indent)):
            self._console.print(Text(" " * indent + piece, style=style), soft_wrap=True)

    def title(self, text: str) -> None:
        """A heading."""
        self.line(text, style="bold")

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table on a terminal; lines with `` | `` between the cells when piped."""
        if not self._console.is_terminal:
            for row in (headings, *rows):
                self.line(" | ".join(row))
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, header_style="bold", pad_edge=False)
        for heading in headings:
            table.add_column(heading)
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def diagnostics(self, found: Iterable[Diagnostic], indent: int = 0) -> None:
        """Diagnostics, the errors first."""
        order = list(Severity)
        for diagnostic in sorted(found, key=lambda d: order.index(d.severity)):
            self.line(diagnostic.line(), indent, _STYLES[diagnostic.severity])


def emit(command: str, ok: bool, **content: Any) -> None:
    """The one JSON object of a command with ``--json``."""
    whole = {"schema": SCHEMA, "command": command, "ok": ok, **content}
    print(json.dumps(whole, ensure_ascii=False, indent=2))


def plain_diagnostics(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as JSON."""
    return [d.model_dump(mode="json") for d in found]


def rejected(diagnostics: Sequence[Diagnostic], *, as_json: bool) -> None:
    """Say why an input was refused."""
    if as_json:
        emit("error", ok=False, diagnostics=plain_diagnostics(diagnostics))
    Page(err=True).diagnostics(diagnostics)


def refused(code: str, message: str, *, as_json: bool) -> None:
    """Say why a step was refused; the message comes from who refused it."""
    rejected([Diagnostic(code=code, severity=Severity.ERROR, message=message)], as_json=as_json)


@contextmanager
def progress(doing: str, total: int) -> Iterator[Any]:
    """A bar on standard error that is only drawn on a terminal; call the result after each step."""
    shown = console(err=True)
    if not shown.is_terminal:
        yield lambda: None
        return
    if total < 2:
        with shown.status(f"{doing}……"):
            yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=shown, transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)


def tracked(items: Sequence[_T], doing: str) -> Iterator[_T]:
    """The items one by one, with a progress bar."""
    with progress(doing, len(items)) as step:
        for item in items:
            yield item
            step()


def say(message: str) -> None:
    """A remark beside the answer, on standard error."""
    print(message, file=sys.stderr)
