"""Requirements that open with the name of those who are paid: 「经营主体应当符合下列要求」.

The name is one the text gives them (以下统称经营主体), or the one its grants use for them. What an
operator, an office or a place must be like asks nothing of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.items.sentences import find_grant, sentences
from rules.document import Clause

#: 「…的农户、家庭农场（以下统称经营主体）」: who is described before the bracket.
_GIVEN = re.compile(
    r"\((?:以下|下文?|本(?:办法|细则|措施|通知)?中?)?(?:统|简|合)称(?:为|作)?[\"']?(?P<name>[^()\"',;。]{2,12})[\"']?\)"
)
#: Names given to money, papers, offices and places.
_NO_RECIPIENT = re.compile(
    r".*(?:资金|基金|经费|补贴|补助|奖励|办法|细则|措施|政策|规划|平台|系统|[局委厅办府]|部门|[省市区县镇]|名录|目录|标准|协议|项目)"
)
_LED = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?(?P<who>[^,;。:()、\s]{2,14}?)(?:申[报请领][^,;。:]{0,10}?)?"
    r"(?:还|均|都|也)?(?:应当?|须|需|必须|同时|要)"
)
#: Before a name that is paid: nothing, a description, a word that names whom.
_PAID = r"(?:^|[\s。;:、的和及或对给向单个家户每支持鼓励])"


def opens_with_recipient(view: str, start: int, end: int, clauses: Iterable[Clause]) -> bool:
    """Whether the words of ``[start, end)`` open with the name of those whom the text pays."""
    led = _LED.match(view, start, end)
    if led is None:
        return False
    who = led["who"]
    every = list(clauses)
    first, last = every[0].start, max(c.end for c in every)
    given = {m["name"] for m in _GIVEN.finditer(view, first, last)}
    if who in given:
        return not _NO_RECIPIENT.fullmatch(who)
    paid = re.compile(_PAID + re.escape(who))
    return any(
        find_grant(view, a, b) and paid.search(view[a:b])
        for clause in every
        for a, b in sentences(view, clause.start, clause.end)
        if who in view[a:b]
    )
