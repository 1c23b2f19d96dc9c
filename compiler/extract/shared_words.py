"""Words that one member of a list states for them all: 国家级、省级中心, 5A级、4A级景区."""

from __future__ import annotations

import re

_LEVEL = re.compile(r"(?:国家|世界|国际|全国|全省|全市|全区|省际|部|省|市|区|县)[级性]?")
#: 「B级认定的机构分别」: who has it, and how much each is paid.
_OF_WHOM = re.compile(
    r"(?:称号|认定)?的(?:企业|单位|机构|项目|人员|个人|产品|团队|主体)(?:分别|各|均|依次)*$"
)
#: A grade inside a name: what stands before it and behind it is often said once for the list.
GRADE = (
    r"(?:\d?A{1,5}(?:级|[+]?(?![A-Z]))|[特甲乙丙丁一二三四五六]级|[B-F]级"
    r"|[特一二三四五六]等(?=奖)|[一二三四五1-5]星级?|[金银铜](?=奖|牌))"
)
_GRADED = re.compile(rf"(?P<head>.*?)(?P<grade>{GRADE})(?P<tail>.*)")


def shared_words(names: list[str]) -> list[str]:
    """国家级、省级、市级科技奖项, 施工总承包特级资质、一级资质: each name in full."""
    names = [_OF_WHOM.sub("", n) for n in names]
    last = _LEVEL.match(names[-1])
    if last and last.end() < len(names[-1]) and all(_LEVEL.fullmatch(n) for n in names[:-1]):
        names = [*(n + names[-1][last.end() :] for n in names[:-1]), names[-1]]
    return _graded(names)


def _graded(names: list[str]) -> list[str]:
    """国家5A级、4A级景区: the head of the first and the tail of the last belong to each."""
    found = [_GRADED.fullmatch(n) for n in names]
    if len(names) < 2 or None in found:
        return names
    parts = [(m["head"], m["grade"], m["tail"]) for m in found if m]
    if len({grade for _, grade, _ in parts}) < len(parts):
        return names  # 甲类一级、乙类一级: something else tells them apart
    head, tail = parts[0][0], parts[-1][2]
    if any(h for h, _, _ in parts[1:]) or len({t for _, _, t in parts if t} | {tail}) > 1:
        return names
    return [head + grade + (own or tail) for _, grade, own in parts]
