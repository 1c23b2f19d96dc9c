"""Attributes a text brought along beside those we have: which are near, and who may hold the fact.

Suggestions for a reviewer, never decisions: nothing is merged and no register is asked by them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from rules.vocabulary import Attribute, Vocabulary

#: Below this share of common character pairs two names say different things.
_NEAR = 0.4


def near_attributes(
    attribute: Attribute, vocabulary: Vocabulary, *, most: int = 3
) -> tuple[Attribute, ...]:
    """The accepted attributes a proposed one may be another name of, the nearest first.

    Only those it could be merged into: of its subject, kind and unit. Equally near ones stand in
    the order of the vocabulary.
    """
    found = [
        (max(_likeness(attribute.label, name) for name in (known.label, *known.synonyms)), known)
        for known in vocabulary.attributes
        if not known.proposed
        and known.id != attribute.id
        and known.subject is attribute.subject
        and (known.kind, known.unit if attribute.unit else "") == (attribute.kind, attribute.unit)
    ]
    found.sort(key=lambda pair: -pair[0])
    return tuple(known for score, known in found[:most] if score >= _NEAR)


def likely_department(label: str) -> str:
    """The department whose business the words of a name are; empty when none of them tells."""
    best = max(
        (
            (len(word), label.rfind(word), department)
            for word, department in _words()
            if word in label
        ),
        default=None,
    )
    return best[2] if best else ""


@cache
def _words() -> tuple[tuple[str, str], ...]:
    text = resources.files("rules").joinpath("departments.yaml").read_text(encoding="utf-8")
    return tuple(
        (word, entry["department"]) for entry in yaml.safe_load(text) for word in entry["words"]
    )


def _likeness(one: str, other: str) -> float:
    """The share of character pairs two names have in common (Dice); 1 for the same name."""
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[i : i + 2] for i in range(len(name) - 1)) or frozenset({name} - {""})
