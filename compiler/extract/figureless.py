"""Benefits that state no figure: 给予资金支持, 按一定比例给予奖励; the sentences that grant them.

A plan, a slogan, a duty of a lower authority and an announcement of the figures that follow grant
nothing by themselves.
"""

from __future__ import annotations

import re

from compiler.extract.amounts import MONEY, RATIO
from compiler.extract.awards import Benefit
from compiler.extract.drafts import DraftAward, Quote
from compiler.extract.outline import Outline, Sentence
from compiler.extract.units import Unit
from compiler.roles import Role
from rules.document import ClauseKind, SentenceKind

_WORTH = (
    r"(?:资金(?:支持|扶持|配套|补助|奖励)|补贴|补助|奖励|资助|贴息|奖补|补偿|津贴|配套资金|扶持资金"
    r"|支持资金|股权投资|贷款支持)"
)
#: 给予资金支持, 按照销售额的一定比例给予奖励.
_GIVES = re.compile(
    r"(?:^|[,;:。的]|对象|企业|单位|机构|项目|平台|人员|团队|产品)"
    r"(?:并|均)?(?P<grant>(?:可|可以|将|分别|再)?(?:(?:按照?|根据|依据|视)[^,;。:]{2,30}?|由[^,;。:]{2,20}?"
    r"|优先|择优|适当|酌情|一次性)?(?:给予|予以|发放)[^,;。:\d%‰]{0,20}?"
    rf"{_WORTH}(?:支持|扶持|资金)?)(?=$|[,;。\n])"
)
#: Who is given it: 对…, …的, 支持…企业.
_WHO = re.compile(
    r"对(?!接|外|口|标|应)[^;。]{2,}|的(?:企业|单位|机构|个人|人员|项目)?,|(?:支持|鼓励)[^,;。]{4,}"
)
_NUMBER = r"\W*(?:第[一二三四五六七八九十百零\d]+条|[\d一二三四五六七八九十]{1,3}[.、])?\W*"
#: What somebody else decides, plans or has done already.
_NOT_GRANTED = re.compile(
    rf"^{_NUMBER}(?:鼓励|支持|引导|推动|要求)?(?:各区|各镇|各县|各市|有条件的[区县市]|各地|各部门|各有关)"
    r"|探索|研究(?:制定|建立|出台|完善)|争取|加大[^,;。]{0,20}力度|统筹|落实|出台|健全|不予|不再"
    r"|未(?:获|享|得)|已(?:获|享|给予|发放)|不得|骗取|追回|退回|违反|监督|预算|专项资金(?:用于|支持)"
)
#: 「3．采取后补助支持方式：」 opens the figures of what stands before it.
_MANNER = re.compile(r"采[取用][^,;。]{0,12}方式:\s*$")
#: Sentences that grant a service or a title may be read so; those of other kinds never are.
_OPEN = (SentenceKind.CONDITION, SentenceKind.BACKGROUND, SentenceKind.PROCEDURE)
_OPEN_ROLES = (Role.NONE, Role.AWARD)


def read_figureless(outline: Outline, sentence: Sentence) -> list[Benefit]:
    """The benefits a sentence grants without a figure; none when it plans or announces."""
    own = outline.said(sentence)
    clause = outline.every[sentence.clause]
    if (
        sentence.kind not in _OPEN
        or outline.roles[sentence.clause] not in _OPEN_ROLES
        or re.search(f"{MONEY}|{RATIO}", own)
        or _NOT_GRANTED.search(own)
    ):
        return []
    first = sentence.start
    if clause.kind is ClauseKind.FIELD and sentence.start == clause.start:
        label = re.match(rf"\s*{re.escape(clause.heading)}\s*[:|]?\s*", own)
        first += label.end() if label else 0
    elif number := re.match(_NUMBER, own):
        first += number.end()
    found: list[Benefit] = []
    start = first
    for stop in [*(m.start() for m in re.finditer(";", own)), len(own)]:
        end = sentence.start + stop
        if start < end and (benefit := _benefit(outline, start, end)):
            found.append(benefit)
        start = max(start, end + 1)
    return found


def _benefit(outline: Outline, start: int, end: int) -> Benefit | None:
    view = outline.view
    match = _GIVES.search(view[start:end])
    if not match or not _WHO.search(view[start:end][: match.start("grant") + 1]):
        return None
    a, b = start + match.start("grant"), start + match.end("grant")
    quote = Quote(text=outline.text[a:b], start=a)
    award = DraftAward(shape="in_kind", value=quote.text, quote=quote)
    return Benefit(start=start, cut=a, end=b, award=award, adds=False)


def announces(outline: Outline, owner: int, unit: Unit, figured: dict[int, list[Unit]]) -> bool:
    """Whether a figureless grant only announces the figures stated after or below it."""
    clause = outline.every[owner]
    sentence = unit[0]
    if clause.kind is ClauseKind.PART and figured:
        return True
    if any(_MANNER.search(outline.said(c)) for c in outline.clauses):
        return True
    if any(clause.start < outline.every[o].start < clause.subtree_end for o in figured):
        return True
    later = [s for s, found in figured.get(owner, []) if found and s.start > sentence.start]
    if not later:
        return False
    following = min(later, key=lambda s: s.start)
    between = outline.view[sentence.end : following.start]
    said = re.sub(r"^\W*(?:其中,?)?", "", outline.said(following))
    return len(between) < 30 and not re.match(r"对|凡|支持|鼓励|符合", said)
