"""Disability as its certificate states it: who holds one, of which grade and of which kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.conditions.people import of_others
from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment

_CERTIFICATE = re.compile(
    rf"(?:持有?|办理|取得|领取)(?:有效的?)?(?:{w.REGION})?(?:有效的?)?"
    r"(?P<name>《?(?:中华人民共和国|第[二三]代)?残疾人?证》?|居住证)"
)
_GRADES = r"[一二三四](?:级)?(?:(?:、|和|或者?|及|至)[一二三四]级?)*级"
_KIND = r"(?:视力|听力|言语|肢体|智力|精神|多重)"
_KINDS = rf"{_KIND}(?:残疾人?)?(?:(?:、|和|或者?|及|以及){_KIND}(?:残疾人?)?)*(?<=残疾)"
#: 下肢残疾人: narrower than any kind on the certificate.
_PART = r"(?:上肢|下肢|双下肢|双上肢|单眼|双眼|双目|单耳|双耳)"
_NOUN = (
    r"(?:人(?:家庭|员|职工|大学生|学生|运动员)?|儿童|少年|青少年|青年|学生|大学生|考生|幼儿|婴幼儿|学龄前儿童"
    r"|老年?人|妇女|职工|居民|军人)?"
)
_HELD = r"持(?:有(?:效)?|残疾)?证的?"
#: 一级、二级持证残疾人, 三级智力、精神残疾人, 持证下肢残疾人: all of it stands before the noun.
_PHRASE = re.compile(
    rf"(?P<held>{_HELD})?(?:(?P<grade>{_GRADES})(?:的)?)?(?P<also>{_HELD})?(?P<severe>重度)?"
    rf"(?P<what>(?P<kinds>{_KINDS})|(?P<part>{_PART})?残疾)(?P<noun>{_NOUN})"
)
#: 残疾等级为一级、二级.
_GRADE = re.compile(
    rf"(?P<what>残疾(?:等级|程度|级别)(?:经|被)?(?:评定|鉴定|认定)?(?:为|达到|在|是)?(?P<grade>{_GRADES}))"
    r"(?:的残疾(?:人员?|儿童|学生|职工))?"
)


def certificates(fragment: Fragment) -> None:
    """残疾人证, 居住证; a list of several people stays with the categories."""
    for match in fragment.search(_CERTIFICATE):
        if re.search(r"父母|监护人|配偶|子女", fragment.view[fragment.start : match.start()]):
            continue
        name = "居住证" if "居住" in match["name"] else "残疾人证"
        fragment.add(
            DraftTag(shape="is", name=name, quote=fragment.quote(*match.span())), *match.span()
        )
    for match in fragment.search(_GRADE):
        _choose(fragment, match.span("what"), "残疾等级", _grades(match["grade"]))
        fragment.take(*match.span())
    for match in fragment.search(_PHRASE):
        _disabled(fragment, match)


def _disabled(fragment: Fragment, match: re.Match[str]) -> None:
    """The leaves of 「持证三级智力、精神残疾人」, each quoted with the whole phrase."""
    held = match["held"] or match["also"]
    told = match["grade"] or match["kinds"] or match["part"]
    if not (held or told) or of_others(fragment, match.start()):
        return
    if held:
        _holds(fragment, match.span())
    if match["severe"] and not told:  # 持证重度残疾人: the category says how severe
        severe = fragment.quote(match.start("severe"), match.end())
        tag = DraftTag(shape="has", name="人员类别", values=("重度残疾人",), quote=severe)
        fragment.tags.append((match.start("severe"), tag))
    if match["grade"]:
        _choose(fragment, match.span(), "残疾等级", _grades(match["grade"]))
    if match["kinds"]:
        kinds = [f"{kind}残疾" for kind in re.findall(_KIND, match["kinds"])]
        _choose(fragment, match.span(), "残疾类别", list(dict.fromkeys(kinds)))
    if match["part"]:
        said = fragment.quote(match.start("what"), match.end())
        fragment.tags.append(
            (match.start("what"), DraftTag(shape="is", name=said.text, quote=said))
        )
    fragment.take(*match.span())


def _holds(fragment: Fragment, span: tuple[int, int]) -> None:
    tag = DraftTag(shape="is", name="残疾人证", quote=fragment.quote(*span))
    fragment.tags.append((span[0], tag))


def _choose(fragment: Fragment, span: tuple[int, int], name: str, values: Sequence[str]) -> None:
    tag = DraftTag(shape="one_of", name=name, values=tuple(values), quote=fragment.quote(*span))
    fragment.tags.append((span[0], tag))


def _grades(written: str) -> list[str]:
    """一级、二级; 一至三级 are all between."""
    grades = re.findall("[一二三四]", written)
    if "至" in written and len(grades) == 2:
        order = "一二三四"
        grades = list(order[order.index(grades[0]) : order.index(grades[1]) + 1])
    return [f"{grade}级" for grade in grades]
