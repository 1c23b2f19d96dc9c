"""Windows of dates: 2023年1月1日以后成立, 2022年1月至12月期间竣工."""

from __future__ import annotations

import re

from compiler.extract import words as w
from compiler.extract.drafts import DraftTag
from compiler.extract.fragment import Fragment

_DATE_WINDOW = re.compile(
    rf"(?:在|于|自)?(?P<a>{w.DATE})(?:\(含\)|\(含当日\)|\(含当日[^()]*\))?"
    rf"(?P<mode>(?:\(含\))?(?:至|到|-|~|—)(?P<b>(?:{w.DATE})|\d{{1,2}}月\d{{1,2}}日)(?:期间|之间"
    r"|内|止)?"
    r"|之?后|以后|以来|起至今|起|之?前|以前)(?:\(含\))?(?P<verb>[^,;。的]{0,14}?"
    r"(?:注册|登记(?!失业|求职)|成立|设立|迁入|落户|引进|竣工|完工|投产|开业|开工|备案|验收|获得|取得|认定"
    r"|签订|签约|购置|发生|纳统|纳入|出生|毕业|建成|投入使用|完成|开展|举办|上市|分娩|生育)"
    r"[^,;。的\d]{0,8})?"
)
_DATE_NAMES = (
    # newly set up here or newly moved here: what both have is the day they settled here
    (r"(?:设立|成立|注册)[^,;。]{0,4}(?:或者?|、|和|及)[^,;。]{0,4}(?:迁入|引进|落户)", "落户日期"),
    (r"注册|登记(?!失业|求职)|成立|设立", "成立日期"),
    (r"迁入|落户|引进", "落户日期"),
    (r"竣工|完工|验收|投产|建成|投入使用", "项目完工日期"),
    (r"开业", "开业日期"),
    (r"开工|备案", "项目开工日期"),
    (r"出生", "出生日期"),
    (r"毕业", "毕业日期"),
)


def dates(fragment: Fragment) -> None:
    """Windows of dates whose verb names a date of the vocabulary."""
    for match in fragment.search(_DATE_WINDOW):
        verb = match["verb"] or ""
        rest = fragment.view[match.end() : fragment.end]
        name = next((n for p, n in _DATE_NAMES if re.search(p, verb or rest[:16])), "")
        if not name:
            continue  # a window of something else: it stays the period of what follows
        period = match["a"] + match["mode"]
        known = bool(verb) and not re.search(r"(?:在|于)" + w.REGION, verb)
        end = match.end() if known else match.start("verb") if verb else match.end()
        tag = DraftTag(
            shape="within",
            name=name,
            period=period,
            quote=fragment.quote(match.start(), match.end()),
        )
        fragment.tags.append((match.start(), tag))
        fragment.take(match.start(), end)
