"""What is asked of some applicants only: 「对委托培训的，还须提供委托合同」.

Whoever is none of them need not meet it: either the case does not hold, or what it asks does.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.items.outline import Outline

_CASED = re.compile(
    r"[\W\d]*(?:其中,?)?(?:(?:对于?(?!外|口)|涉及|如(?!下|期|实)|若)(?=(?P<case>[^;。:]{2,40}?)的,)"
    # 联合申报的，应签订协议; 属于名录内企业的，其分类结果应为A类
    r"|(?=(?P<kind>(?:属于|联合|共同|合作|委托|有|存在)[^,;。:的]{2,24}?)的,))"
    r"[^;。:]{2,40}?的,(?:还|则|同时|另)*(?:其(?=[^,;。]{2,10}应))?"
    r"(?=[^,;。]{0,10}?(?:应当?(?!由)|须|需(?!求)|必须))(?P<asked>[^;。:]{4,})"
)
#: Whoever applies, or was paid, is no case of its own.
_EVERYBODY = re.compile(
    r"(?!联合申|共同申|合作申|委托).*(?:申[报请领]|享受|获得|取得)[^,;。]{0,12}(?:资金|补贴|奖励|政策|支持|资助)?$"
)


def asked_of_some(outline: Outline, start: int, end: int) -> DraftNode | None:
    """The requirement a sentence states for one case; None when it is no such sentence.

    A case that nothing can deny is left to a person, with the words of the sentence.
    """
    match = _CASED.match(outline.view, start, end)
    if match is None:
        return None
    named = "case" if match["case"] is not None else "kind"
    if _EVERYBODY.fullmatch(match[named]):
        return None
    case = outline.conditions(*match.span(named))
    asked = outline.conditions(*match.span("asked"))
    if case is None or asked is None:
        return None
    quote = outline.quote(match.start(named), match.end())
    only = case.of[0]
    plain = len(case.of) == 1 and isinstance(only, DraftTag) and only.shape in _DENIED
    if named == "kind" and not plain:
        return None
    if not plain or not isinstance(only, DraftTag):
        return DraftTag(shape="unparsed", name="只对其中一种情形提出的要求", quote=quote)
    denied = only.model_copy(update={"negated": not only.negated})
    met = asked.of[0] if len(asked.of) == 1 else asked
    return DraftGroup(join="any", of=(denied, met))


_DENIED = ("is", "has", "one_of")
