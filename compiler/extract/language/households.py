"""How many live in a household, as a class of it: 1人户, 3人以上户, 2口之家, 4人及以上家庭."""

from __future__ import annotations

HOUSEHOLD_SIZE = (
    r"(?:[\d一二两三四五六七八九十]{1,2}(?:人|口)(?:及?以[上下])?(?:\(含\))?(?:的)?"
    r"(?:户|家庭|之家))"
)
