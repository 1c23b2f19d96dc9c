"""Alternatives for some of those who are paid already: …；属于外资企业的，按60%给予补贴."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftNode, DraftPart, DraftTag, Quote
from compiler.extract.items.acts import ACTS
from compiler.extract.language.doers import BODY
from compiler.fold import fold

#: 基金管理人, 养老机构: who applies, not what it does.
_SOMEBODY = re.compile(
    rf"(?:^|的)(?:(?!于|为|向|在|{ACTS})[^,;。的]){{0,16}}?(?:{BODY}|[人者方]|单位|家庭|主体)$"
)


def is_act(node: DraftNode) -> bool:
    """What is done and paid for: it stands for all who qualify where others are raised."""
    done = isinstance(node, DraftTag) and node.shape == "is" and not node.negated
    return done and isinstance(node, DraftTag) and not _SOMEBODY.search(node.name)


#: 「按40%给予补贴；属于外资企业的，按60%给予补贴」: some of those who were named before.
_OF_THEM = re.compile(
    r"\s*(?:其中,?)?(?:对|企业|单位|申请人|如)?(?:属于|系|位于|地处"
    r"|[为是](?![^,;。]*(?:提供|服务|缴纳|办理|购买|开展|发放|给予))[^,;。]{2,24}的?[,;])"
)


def some_of_them(plain: list[Benefit], first_common: list[DraftNode], quote: Quote) -> bool:
    """Whether each later alternative is for some of those who do what the first one pays for."""
    told = (
        fold(quote.text[max(b.start - quote.start, 0) : b.cut - quote.start]) for b in plain[1:]
    )
    return all(_OF_THEM.match(words) for words in told) and any(is_act(n) for n in first_common)


def acts_apart(parts: list[DraftPart], quote: Quote) -> bool:
    """录取为本科, 录取为专科: the same done in other ways, none of them a sort of the first."""
    tags = [p.when.of[0] for p in parts if len(p.when.of) == 1]
    acts = [t for t in tags if isinstance(t, DraftTag) and t.shape == "is" and not t.negated]
    names = {t.name for t in acts}
    if len(acts) < max(2, len(parts)) or len({n[:2] for n in names}) > 1 or len(names) < len(acts):
        return False
    return not any(
        quote.text[max(t.quote.start - quote.start - 4, 0) : max(t.quote.start - quote.start, 0)]
        .rstrip("，,：:对")
        .endswith("其中")
        for t in acts
    )
