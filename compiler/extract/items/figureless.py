"""Benefits that state no figure: 给予资金支持, 按一定比例给予奖励; the sentences that grant them.

A plan, a slogan, a duty of a lower authority and an announcement of the figures that follow grant
nothing by themselves.
"""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.items.encouraged import is_encouraged
from compiler.extract.items.limited_classes import Unit
from compiler.extract.items.outline import MANNER, Outline, Sentence
from compiler.extract.items.worth import NUMBERED, worth_without_figure
from compiler.roles import Role
from rules.document import ClauseKind, SentenceKind

#: Sentences that grant a service or a title may be read so; those of other kinds never are.
_OPEN = (SentenceKind.CONDITION, SentenceKind.BACKGROUND, SentenceKind.PROCEDURE)
_OPEN_ROLES = (Role.NONE, Role.AWARD)


def read_figureless(outline: Outline, sentence: Sentence) -> list[Benefit]:
    """The benefits a sentence grants without a figure; none when it plans or announces."""
    own = outline.said(sentence)
    clause = outline.every[sentence.clause]
    if sentence.kind not in _OPEN or outline.roles[sentence.clause] not in _OPEN_ROLES:
        return []
    first = sentence.start
    if clause.kind is ClauseKind.FIELD and sentence.start == clause.start:
        label = re.match(rf"\s*{re.escape(clause.heading)}\s*[:|]?\s*", own)
        first += label.end() if label else 0
    elif number := re.match(NUMBERED, own):
        first += number.end()
    found: list[Benefit] = []
    start = first
    for stop in [*(m.start() for m in re.finditer(";", own)), len(own)]:
        end = sentence.start + stop
        if start < end and (
            benefit := worth_without_figure(outline.text, outline.view, start, end)
        ):
            found.append(benefit)
        start = max(start, end + 1)
    return found


#: 「为促进文旅业发展，对达到一定标准的旅行社给予奖励。」 before the first clause.
_OPENS_DOCUMENT = re.compile(r"\s*(?:为(?!期|基)|根据|按照|依据)[^。]{4,}")


def announces(outline: Outline, owner: int, unit: Unit, figured: dict[int, list[Unit]]) -> bool:
    """Whether a figureless grant only announces the figures stated after or below it."""
    clause = outline.every[owner]
    sentence = unit[0]
    if clause.kind is ClauseKind.PART and figured:
        return True
    opens = not clause.marker and _OPENS_DOCUMENT.match(outline.said(sentence))
    if opens and any(outline.every[o].start > clause.start for o in figured):
        return True
    if any(MANNER.search(outline.said(c)) for c in outline.clauses):
        return True
    if any(clause.start < outline.every[o].start < clause.subtree_end for o in figured):
        return True
    later = [s for s, found in figured.get(owner, []) if found and s.start > sentence.start]
    if not later:
        return False
    following = min(later, key=lambda s: s.start)
    between = outline.view[sentence.end : following.start]
    said = re.sub(r"^\W*(?:其中,?)?", "", outline.said(following))
    if len(between) < 30 and _same_worth(outline, unit, following, figured[owner]):
        return True  # 支持企业贷款，给予贴息。对重大项目，按2%贴息: the first says no more
    return len(between) < 30 and not re.match(
        r"(?:大力|积极|重点|优先)?(?:对|凡|支持|鼓励|符合)", said
    )


def _same_worth(outline: Outline, unit: Unit, following: Sentence, figured: list[Unit]) -> bool:
    """Whether an encouraging sentence names the very worth the next one pays by figures."""
    sentence, benefits = unit
    if not is_encouraged(outline.view, outline.told_from(sentence), sentence.end):
        return False
    named = {w for b in benefits for w in _WORTHS if w in b.award.quote.text}
    paid = [b for s, found in figured if s is following for b in found]
    return bool(named) and all(any(w in b.award.quote.text for w in named) for b in paid)


_WORTHS = ("贴息", "补贴", "补助", "奖励", "资助", "补偿")
