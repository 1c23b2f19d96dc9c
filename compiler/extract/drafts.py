"""What an extractor proposes: flat strings, each with the quote it rests on.

A grammar or a language model fills these; nothing here is interpreted. ``ground`` ties quotes to
spans, ``interpret`` turns strings into quantities, attributes and periods.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator

from compiler.fold import LINE_BROKEN, unseal
from rules.document import Frozen

#: Words as written, without the mark of a line that broke off inside them, names of documents open.
Words = Annotated[str, AfterValidator(lambda words: unseal(words.replace(LINE_BROKEN, "")))]


class Quote(Frozen):
    """A stretch of the document as an extractor cites it; ``start`` is -1 when it is not known."""

    text: str
    start: int = -1

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class DraftTag(Frozen):
    """One proposed condition leaf, as written.

    ``name`` is the attribute phrase, ``period`` the words of time, ``prefix``/``value``/``mark``/
    ``suffix`` the comparison around the number, ``values`` the alternatives of a list.
    """

    shape: Literal["compare", "is", "one_of", "has", "within", "judged", "unparsed"]
    name: Words = ""
    period: Words = ""
    prefix: str = ""
    value: Words = ""
    mark: str = ""
    suffix: str = ""
    values: tuple[Words, ...] = ()
    measure: Literal["value", "growth", "increment", "share"] = "value"
    each_year: bool = False
    context: str = ""  # words of time stated earlier in the same list
    other: Words = ""  # a comparison with a share of another figure
    first: bool = False
    negated: bool = False
    quote: Quote


#: How the children of a group are joined.
Join = Literal["all", "any", "at_least"]


class DraftGroup(Frozen):
    """Proposed conditions joined: every child, any child, at least ``k``."""

    join: Join
    k: int = 1
    of: tuple[DraftNode, ...]


DraftNode = DraftTag | DraftGroup
DraftGroup.model_rebuild()


def single(group: DraftGroup) -> DraftNode:
    """The only child of a group, or the group."""
    return group.of[0] if len(group.of) == 1 else group


def node_quotes(node: DraftNode) -> Iterator[Quote]:
    """The quotes of all leaves of a node, left to right."""
    if isinstance(node, DraftTag):
        yield node.quote
        return
    for child in node.of:
        yield from node_quotes(child)


class DraftCap(Frozen):
    """A proposed limit: an amount or a rate of a base, and the scope words before it."""

    value: Words
    scope: str = ""
    base: Words = ""
    quote: Quote


class DraftAward(Frozen):
    """One proposed award formula, as written.

    ``shape`` is the form of words; ``value`` the sum or rate; ``base`` what a rate applies to or
    what is counted; ``parts`` are alternatives or addends, each with its own condition.
    """

    shape: Literal["fixed", "rate", "per_unit", "cases", "lesser_of", "top_up", "in_kind"]
    value: Words = ""
    base: Words = ""
    period: str = ""
    soft: bool = False
    per: str = ""
    lasting: str = ""
    step: str = ""
    at_most: str = ""
    above: str = ""  # only units above so many are counted
    caps: tuple[DraftCap, ...] = ()
    floor: str = ""
    instalments: tuple[str, ...] = ()
    choose: Literal["highest", "first", "sum"] = "highest"
    slice: bool = False
    parts: tuple[DraftPart, ...] = ()
    quote: Quote


class DraftPart(Frozen):
    """One alternative of a compound award: who, and what."""

    when: DraftGroup
    award: DraftAward


DraftAward.model_rebuild()


class DraftStacking(Frozen):
    """A proposed stacking rule: its kind, scope words and quote."""

    shape: Literal[
        "highest_of", "exclusive_with", "once_only", "annual_cap", "budget", "cumulative"
    ]
    scope: str = ""
    value: str = ""
    pro_rata: bool = False
    quote: Quote


class DraftItem(Frozen):
    """One proposed subsidy item: everything said about it, and the clause it stands in."""

    title: str
    clause: int
    own: DraftGroup
    inherited: DraftGroup
    exclusions: tuple[DraftNode, ...] = ()
    award: DraftAward
    stacking: tuple[DraftStacking, ...] = ()
    quote: Quote


def opened(item: DraftItem) -> DraftItem:
    """The item with the names of documents as they are written, wherever words were cut out."""
    written = item.model_dump_json()
    return DraftItem.model_validate_json(written) if unseal(written) != written else item
