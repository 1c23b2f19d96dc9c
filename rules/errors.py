"""What can be wrong, in two separate systems.

Documents have diagnostics (collected, never raised):

    Diagnostic(code, severity, message, hint, file, place, span)

Programs have exceptions:

    PolicyCalcError
    ├── InputRejected      an input could not be used; carries its diagnostics
    ├── QuantityMismatch   two kinds of quantity were compared or mixed
    ├── TransitionRefused  a review step that the present state or person does not allow
    └── MissingExtra       an optional dependency is not installed
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rules.document import Frozen, SourceSpan


class Severity(StrEnum):
    """``error`` blocks publication, ``warning`` needs a reviewer's tick, ``note`` only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(Frozen):
    """One thing wrong or doubtful in a document, a rule file or a facts file.

    ``message`` and ``hint`` are Chinese; ``place`` is human-readable (第三条第（二）项, 第12行),
    ``span`` is set when the place is a piece of a canonical text.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    file: str = ""
    place: str = ""
    span: SourceSpan | None = None

    def line(self) -> str:
        """The diagnostic as one Chinese line for a terminal or a log."""
        where = " ".join(part for part in (self.file, self.place) if part)
        label = {"error": "错误", "warning": "提醒", "note": "说明"}[self.severity.value]
        head = f"[{self.code}] {label}"
        body = f"{where}：{self.message}" if where else self.message
        return f"{head} {body}" + (f" → {self.hint}" if self.hint else "")


class PolicyCalcError(Exception):
    """Root of everything this program raises on purpose."""


class InputRejected(PolicyCalcError):  # noqa: N818
    """An input cannot be used at all; ``diagnostics`` say why and what to do."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("；".join(d.line() for d in self.diagnostics))


class QuantityMismatch(PolicyCalcError, ValueError):  # noqa: N818
    """Quantities of unlike kind (money and ratio, 件 and 家) met in one operation."""


class TransitionRefused(PolicyCalcError):  # noqa: N818
    """A review step not allowed now, or not to this person; the message says why, in Chinese."""


class MissingExtra(PolicyCalcError):  # noqa: N818
    """A feature needs an optional dependency; the message holds the install command."""

    def __init__(self, extra: str, feature: str) -> None:
        self.extra = extra
        super().__init__(f"{feature}需要安装可选组件：pip install 'policycalc[{extra}]'")
