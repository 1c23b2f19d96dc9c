"""Who read what: for every part of a draft the extractor, and where a model spoke its reply."""

from __future__ import annotations

from typing import Literal

from rules.document import Frozen, SourceSpan

#: The two ways a text is read.
ExtractorName = Literal["grammar", "model"]


class ReplyRecord(Frozen):
    """One reply of a model that a draft rests on; ``hash`` is SHA-256 of its raw text.

    ``request`` names the request in the folder of replies, so that the draft can be made again to
    the byte.
    """

    hash: str
    request: str
    task: str
    prompt_version: str
    model: str
    method: str
    temperature: str
    max_tokens: int
    sample: int
    repaired: bool = False


class Origin(Frozen):
    """Who read one leaf or award of a rule; ``reply`` is the hash of the model's, if it did."""

    rule: str
    part: Literal["condition", "award"]
    span: SourceSpan
    read_by: tuple[ExtractorName, ...]
    reply: str = ""
