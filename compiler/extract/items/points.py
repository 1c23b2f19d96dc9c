"""Points of a list that are items of their own, whatever their list is called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.language.amounts import GRANT
from compiler.roles import Role, role_of_heading
from rules.document import Clause, ClauseKind

#: 「1.对新开…的，给予…。」: a whole sentence that names whom it pays.
_WHOLE = re.compile(
    rf"\s*(?:对(?!其|应)|凡|支持|鼓励)[^。]{{4,}}?(?:{GRANT})[^。]*。(?:[^。]*。)*\s*"
)
#: 「1.包机奖励。组织…」: a grant by its name.
_NAMED = re.compile(r"[^,;。:\d]{2,16}(?:奖励|补贴|补助|资助|支持|扶持|贴息|补偿|奖补|奖)")


def alike(clause: Clause, beside: Sequence[Clause]) -> bool:
    """「1.范围及奖励：对…」「2.范围及奖励：对…」: all by one name, no blocks of one item."""
    same = [c for c in beside if c.heading == clause.heading and c.marker]
    return bool(clause.marker) and len(same) > 1


def own_items(view: str, children: Sequence[Clause]) -> bool:
    """「采取如下奖励：1.专列奖励。…2.对…的，每人奖励…。」: no classes of one award."""
    numbered = [c for c in children if c.kind is ClauseKind.NUMBERED]
    whole = [c for c in numbered if _is_whole(view, c)]
    return len(whole) > 1 and 2 * len(whole) > len(numbered)


def _is_whole(view: str, clause: Clause) -> bool:
    named = clause.heading and role_of_heading(clause.heading) is Role.NONE
    said = view[clause.start : clause.end]
    if named and _NAMED.fullmatch(clause.heading.strip(" :。")):
        return True
    mark = re.match(r"\s*(?:\([^()]{1,3}\)|\d{1,2}[.、]|[①-⑳])", said)
    return bool(mark and _WHOLE.fullmatch(said[mark.end() :]))
