"""Alternatives the vocabulary reads alike, asked in their own words: 直接进入, 调层进入创新层."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.leading import Reading
from compiler.extract.conditions.leftovers import meaning
from compiler.extract.drafts import DraftTag, Quote


def told_in_words(
    text: str, view: str, plain: Sequence[Benefit], readings: Sequence[Reading]
) -> list[Reading]:
    """The readings; those who ask the same and pay another sum ask for what is written.

    「调层进入创新层的，给予30万元；直接进入创新层的，给予60万元」: whoever met one would meet both.
    """
    asked = [_asked(common) if not parts else () for common, parts, _ in readings]
    often = Counter(asked)
    result: list[Reading] = []
    for benefit, reading, key in zip(plain, readings, asked, strict=True):
        _, parts, award = reading
        start, end = meaning(view, benefit.start, benefit.cut)
        others = {r[2].value for r, k in zip(readings, asked, strict=True) if k == key}
        if not key or often[key] < 2 or len(others) < 2 or end - start < 4:
            result.append(reading)
            continue
        quote = Quote(text=text[start:end], start=start)
        named = DraftTag(shape="is", name=view[start:end], quote=quote)
        result.append(([named], parts, award))
    words = [view[slice(*meaning(view, b.start, b.cut))] for b in plain]
    return result if len(set(words)) == len(words) else list(readings)


def _asked(common: Sequence[object]) -> tuple[object, ...]:
    """What a stretch asks, wherever it stands; empty unless all of it are names and choices."""
    tags = [n for n in common if isinstance(n, DraftTag) and n.shape in ("has", "one_of")]
    if len(tags) != len(common):
        return ()
    return tuple((t.shape, t.name, t.values, t.period, t.first, t.negated) for t in tags)
