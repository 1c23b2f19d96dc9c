"""Which stretches of an exclusion each shut somebody out by themselves."""

from __future__ import annotations

import re

from compiler.extract.language.words import ENTITY_TYPES

#: 「A机构,以及B的企业,不适用」, 「有C行为的、被列入D的,不予支持」: each is shut out by itself.
_EACH_SHUT_OUT = re.compile(
    r",?以及(?=[^,;。]{4})|的[、;](?=[^,;。、]{4})|的,?或者?(?=[^,;。]{4})"
    r"|的,(?=[^,;。]{4,}(?:的)?(?:,|$))"
)


def shut_out_apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of an exclusion that each shut somebody out."""
    if re.search(r"[\d一二三四五六七八九十]+[年月%万元人]", view[start:end]):
        return [(start, end)]  # a figure may hold for all that stands behind it
    if bodies := bodies_apart(view, start, end):
        return bodies
    cuts = [
        m.span()
        for m in _EACH_SHUT_OUT.finditer(view, start, end)
        if m.start() - start >= 4
        and view[start : m.start()].count("(") == view[start : m.start()].count(")")
    ]
    edges = [start, *[e for c in cuts for e in c], end]
    return list(zip(edges[::2], edges[1::2], strict=True))


#: 「房地产企业、金融机构和劳务派遣企业不适用」: bodies or projects, each shut out by itself.
_BODY = (
    r"(?:企业|公司|机构|单位|项目|人员|组织|个人|学校|医院|家庭|产品|园区|基地|协会|事务所|商户"
    r"|门店|贷款|债券|融资|业务|费用|保险|合同)"
)
_BODIES = re.compile(
    rf"[^,;。、()]{{2,24}}?{_BODY}(?:的)?(?:(?:、|和|以及|及|或者?)[^,;。、()]{{2,24}}?{_BODY}(?:的)?)+\s*"
)
_PLAIN_KIND = re.compile("|".join(ENTITY_TYPES))


def bodies_apart(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The members of a list of bodies; nothing where plain kinds are one choice together."""
    if not _BODIES.fullmatch(view, start, end):
        return []
    joints = re.compile(r"(?:的)?(?:、|和|以及|及|或者?)").finditer(view, start, end)
    cuts = [m.span() for m in joints if re.search(rf"{_BODY}$", view[start : m.start()])]
    edges = [start, *[e for c in cuts for e in c], end]
    members = list(zip(edges[::2], edges[1::2], strict=True))
    if all(_PLAIN_KIND.fullmatch(view[a:b].strip(" 的")) for a, b in members):
        return []
    return members if len(members) > 1 else []
