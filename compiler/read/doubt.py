"""A line that recognition was not sure of."""

from __future__ import annotations

from typing import NamedTuple


class Doubt(NamedTuple):
    """A line that may be misread: its page and number on it, its text, and the figures in doubt."""

    page: int
    line: int
    text: str
    certainty: float
    figures: tuple[str, ...]
