"""From the bytes of an embeddings response to rows of numbers, in the order of the texts."""

from __future__ import annotations

import json
import math
from typing import Any

from llm.errors import ModelError


def read_vectors(body: bytes, count: int) -> list[tuple[float, ...]]:
    """``count`` vectors of one length; ModelError LM142 for anything else.

    The order is that of ``index``: LangChain takes the order in which they came.
    """
    try:
        data: Any = json.loads(body)
        entries = data["data"]
        numbered = [(int(e.get("index", at)), e["embedding"]) for at, e in enumerate(entries)]
        rows = [tuple(float(value) for value in row) for _, row in sorted(numbered, key=_index)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise ModelError("LM142", "不是向量接口的格式") from None
    if sorted(index for index, _ in numbered) != list(range(count)):
        raise ModelError("LM142", f"要 {count} 个向量，来了 {len(rows)} 个")
    if len({len(row) for row in rows}) > 1 or not all(rows):
        raise ModelError("LM142", "向量的长度不一致")
    if not all(math.isfinite(value) for row in rows for value in row):
        raise ModelError("LM142", "向量里有不是数的值")
    return rows


def _index(numbered: tuple[int, Any]) -> int:
    return numbered[0]
