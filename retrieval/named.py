"""Documents that a question names outright: by 文号, by title, by the place they hold for.

That is what officials type. A number or title means that document and no other; a place leaves
many, so that it only lifts clauses that also share a word with the question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.passages import Passage
from retrieval.tokenise import folded
from rules.region import place_names

_BRACKETS = str.maketrans("〔〕［］【】（）[]", "()()()()()")
_NUMBER = re.compile(r"\(\d{4}\)\d+号")
_WRITTEN = re.compile(r"《[^》]*》|[一-鿿]{0,10}[〔［【（(\[]\d{4}[〕］】）)\]]\s*\d+\s*号")


def named_documents(passages: Sequence[Passage], query: str) -> frozenset[tuple[str, str]]:
    """Title and number of the policies that a question names by 文号 or title."""
    asked = _plain(query)
    found = set()
    for key in {policy_key(passage) for passage in passages}:
        title, number = (_plain(part) for part in key)
        serial = _NUMBER.search(number)
        by_number = number and (number in asked or (serial and asked.startswith(serial[0])))
        by_title = len(title) >= 6 and (title in asked or (len(asked) >= 8 and asked in title))
        if by_number or by_title:
            found.add(key)
    return frozenset(found)


def named_passages(
    passages: Sequence[Passage], query: str, by_words: Sequence[int]
) -> tuple[int, ...]:
    """Positions of the clauses of documents the question names, best first.

    ``by_words`` are positions in the order of BM25: it orders these too. Clauses of a document
    named by number or title follow even where they share no word; those of a place do not.
    """
    documents = named_documents(passages, query)
    places = [name for name in place_names() if name in query]
    order = {position: rank for rank, position in enumerate(by_words)}
    outright = [i for i, passage in enumerate(passages) if policy_key(passage) in documents]
    outright.sort(key=lambda i: (order.get(i, len(order)), i))
    if documents:
        return tuple(outright)
    return tuple(i for i in by_words if places and _holds_for(passages[i], places))


def beside_names(query: str) -> str:
    """What a question asks besides the 文号 and 《titles》 it is about."""
    return _WRITTEN.sub(" ", query).strip()


def policy_key(passage: Passage) -> tuple[str, str]:
    """What a policy is called and its number."""
    return passage.title, passage.number


def _holds_for(passage: Passage, places: Sequence[str]) -> bool:
    of_policy = passage.title + passage.issuer
    return any(place in of_policy for place in places)


def _plain(text: str) -> str:
    return re.sub(r"[\s《》“”\"]", "", folded(text).translate(_BRACKETS))
