"""The time a requirement names, and the rest of it: 近三年未发生事故, 饲养的母牛当年产犊."""

from __future__ import annotations

import re

from compiler.extract.language import words as w
from compiler.extract.language.doers import PURE

#: 2022年至申报截止日期, 2022年底前: the year is one end of a stretch, not the whole of it.
_REACHES = re.compile(r"至(?!少)|到(?!位|达|场|岗|账)|[-~—]|以?前|之前|以?后|之后|底|末|初")
#: 「饲养的母牛当年产犊」, 「产品上年度通过认证」: a time between who or what and what it does.
_TIMED_INSIDE = re.compile(
    rf"(?P<who>[^,;。\d]{{2,16}}?(?<![定业立册产选批得获在于自至从的前后次首连]))(?P<time>当年|上一?年度|本年度)"
    rf"(?P<does>(?:已|新|首次|实际|成功)*(?:{PURE}|产[犊羔仔蛋奶]|投入|投产|投用|开工|竣工|结题|销往|出栏|出口|纳入)[^,;。]*)"
)
#: 「连续三年举办同一赛事」: done in each of the years, not once in them; 连续三年未发生 is both.
_EVERY_YEAR = re.compile(r"已?连续")
_NEVER = re.compile(r"(?:均|都)?(?:未|无|没有|不)")


def timed(label: str) -> tuple[str, str]:
    """The words of time a requirement begins with, and the rest of it."""
    if inside := _TIMED_INSIDE.fullmatch(label):
        return inside["time"], inside["who"] + inside["does"]
    head = w.PERIOD.match(label)
    rest = label[head.end() :].lstrip(",的内、") if head else ""
    if head is None or len(rest) < 4 or _REACHES.match(rest):
        return "", label
    if _EVERY_YEAR.match(head.group()) and not _NEVER.match(rest):
        return "", label
    return head.group(), rest
