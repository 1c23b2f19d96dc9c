"""The refusals of the API: one exception with its status, kind and Chinese words."""

from __future__ import annotations

from rules.errors import PolicyCalcError


class Problem(PolicyCalcError):  # noqa: N818 -- RFC 9457 calls it a problem
    """A refusal with its status and Chinese words; ``code`` names its kind for programs."""

    def __init__(
        self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None
    ) -> None:
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        super().__init__(detail)


def not_found(what: str, name: str) -> Problem:
    """404 for one named thing."""
    return Problem(404, "not-found", f"没有找到{what}「{name}」，它可能已被替换或尚未发布。")
