"""Which characters of its own sentences an item's rule stands on."""

from __future__ import annotations

from rules.document import PolicyDocument
from rules.rule import Rule
from rules.tree import nodes

#: Groups and awards of parts span all their parts: only the parts say what was read.
_WHOLES = ("cases", "lesser_of", "top_up", "all", "any", "at_least")


def own_sentences(document: PolicyDocument, rule: Rule) -> tuple[int, int]:
    """Where the sentences begin and end that the item of a rule was read from."""
    text, start, end = document.text, rule.source.start, rule.source.end
    while start > 0 and text[start - 1] not in "。；;\n":
        start -= 1
    while end < len(text) and text[end - 1] != "。" and text[end] not in "。\n":
        end += 1
    return start, end


def stood_on(rule: Rule) -> list[tuple[int, int]]:
    """The stretches that parts of a rule quote."""
    found = []
    for node in nodes(rule):
        span = getattr(node, "source", None)
        if node is not rule and span is not None and getattr(node, "kind", "") not in _WHOLES:
            found.append((span.start, span.end))
    return found
