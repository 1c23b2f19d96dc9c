"""How long a sum is paid stands where it says how often: 每月1800元…，最长12个月."""

from __future__ import annotations

from compiler.extract.drafts import DraftAward


def with_pace(award: DraftAward) -> DraftAward:
    """The award with its term in its parts, where those and not it are paid by month or year."""
    parts = [part.award for part in award.parts]
    if not award.lasting or award.per or not parts:
        return award
    if not all(part.per and not part.lasting for part in parts):
        return award
    timed = tuple(
        part.model_copy(update={"award": part.award.model_copy(update={"lasting": award.lasting})})
        for part in award.parts
    )
    return award.model_copy(update={"lasting": "", "parts": timed})
