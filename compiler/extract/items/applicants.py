"""Short names a text gives to those it is for: 「…的企业（以下简称数字企业）」.

Behind the definition 数字企业 says no more than 企业: what it asks is stated where it is defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rules.document import PolicyPart

#: 「从事…的企业(以下简称数字企业)」: whoever is described before the bracket.
NAMED = re.compile(
    r"的(?P<kind>企业|单位|机构|公司|组织|团队|人员|个人|学校|平台|合作社)"
    r"\((?:以下|下)(?:统一?)?(?:简)?称(?:为|作)?[\"']?(?P<short>[^()\"',;。]{2,12})[\"']?\)"
)
#: What may stand before the short name; a word that only joins it on is drawn to the noun.
_BEFORE = r"(?P<lead>(?<=[一-鿿A-Za-z\d)])的|^|(?<=[\s,;:。、()对凡于为支励给])|(?<=新引进))"
#: More short names of applicants than one policy gives.
_AT_MOST = 4
_GOES_ON = r"(?!培育|认定|名录|名单|库|目录|称号|(?:孵化|创新|产业)?(?:园|基地))"


def plain_applicants(view: str, parts: Iterable[PolicyPart]) -> str:
    """The view with each short name of applicants as the plain noun, in the same place."""
    pieces, position = [], 0
    for part in sorted(parts, key=lambda p: p.start):
        if part.start < position:
            continue
        pieces.append(view[position : part.start])
        pieces.append(_plain(view[part.start : part.end]))
        position = part.end
    return "".join([*pieces, view[position:]])


def _plain(said: str) -> str:
    for match in list(NAMED.finditer(said))[:_AT_MOST]:
        short, kind = match["short"], match["kind"]
        if not short.endswith(kind) or short == kind:
            continue
        name = re.compile(rf"{_BEFORE}{re.escape(short)}{_GOES_ON}", re.MULTILINE)

        def bare(found: re.Match[str], kind: str = kind) -> str:
            plain = found["lead"] + kind
            return " " * (len(found.group()) - len(plain)) + plain

        said = said[: match.end()] + name.sub(bare, said[match.end() :])
    return said
