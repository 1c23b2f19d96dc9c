"""「…的企业，房地产企业除外」: what the last words of a list of conditions take out again."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftGroup, DraftNode

#: 法律法规另有规定的除外, 不可抗力除外: an exception from a rule, nobody is shut out by it.
_OF_THE_RULE = (
    r"[^,;。]{0,16}(?:另有|有特殊|(?:规定|约定|要求|情况|情形|原因|因素)"
    r"的?(?:除外|不在)|不可抗力|本数|第[一二三四五六七八九十\d]+条)"
)
_OUT = r"(?:除外|不在此列|不包括在内|不计在内|不在[^,;。]{0,6}(?:范围|之列)(?:内|之内)?)"
EXCEPTED = re.compile(
    rf"[,;]?\s*(?!{_OF_THE_RULE})(?:但|其中)?(?P<who>[^,;。()]{{2,40}}?)(?:的)?{_OUT}\s*[,;。]?\s*"
)


def denied(node: DraftNode) -> DraftNode:
    """The opposite of a node: of several facts at once it is enough that one is not so."""
    if isinstance(node, DraftGroup):
        join = "any" if node.join == "all" else "all"
        return DraftGroup(join=join, of=tuple(denied(n) for n in node.of))
    return node.model_copy(update={"negated": not node.negated})
