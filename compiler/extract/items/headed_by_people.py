"""「1、特困人员、低保家庭」 over a grant that names nobody: the heading says who is paid."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.items.outline import Outline
from compiler.fold import fold
from rules.document import Clause

_JOINT = re.compile(r"、|和|以及|及|或者?")


def headed_by_people(
    outline: Outline, clause: Clause, nodes: Iterable[DraftNode]
) -> list[DraftNode]:
    """The people a heading names and nothing else, where no condition names any."""
    heading = fold(clause.heading).strip(" :。")
    names = [outline.lexicon.canonical(name) for name in _JOINT.split(heading) if name]
    category = dict(outline.lexicon.tags).get("人员类别")
    if category is None or not names or not all(names):
        return []
    if not all(category.fullmatch(name) for name in _JOINT.split(heading)):
        return []
    if any(_names_people(node) for node in nodes):
        return []
    at = outline.view.find(heading, clause.start, clause.subtree_end)
    if at < 0:
        return []
    values = tuple(dict.fromkeys(name for name in names if name))
    quote = outline.quote(at, at + len(heading))
    return [DraftTag(shape="has", name="人员类别", values=values, quote=quote)]


def _names_people(node: DraftNode) -> bool:
    if isinstance(node, DraftGroup):
        return any(_names_people(child) for child in node.of)
    return node.name == "人员类别"
