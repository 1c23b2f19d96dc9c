"""Saying that a ruling cannot be carried out."""

from __future__ import annotations

from rules.errors import Diagnostic, InputRejected, Severity


def rejected(code: str, message: str, hint: str) -> InputRejected:
    """A ruling that cannot be carried out."""
    return InputRejected(
        [Diagnostic(code=code, severity=Severity.ERROR, message=message, hint=hint)]
    )
