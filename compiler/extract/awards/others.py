"""「其他企业按70%补助」: whoever is none of those named by the alternatives before."""

from __future__ import annotations

import re

from compiler.extract.awards.leading import Reading
from compiler.extract.drafts import DraftNode, DraftTag

_OTHERS = re.compile(
    r"(?:对|凡|属于)?(?:其他|其它|其余|一般|普通)(?:类型?|的)?"
    r"(?:(?:符合条件的?)?[^,;。\d]{0,10}?"
    r"(?:企业|机构|单位|组织|人员|人才|个人|家庭|项目|毕业生|主体|园区|平台|基地|学校|院校|情形|情况|对象|区域|地区))?"
)
#: 一般 and 普通 name a class of their own as often as the rest.
_REST = re.compile(r"(?:对|凡|属于)?(?:其他|其它|其余)")
_CLASS = ("has", "one_of", "is")


def none_of_those_before(readings: list[Reading]) -> list[Reading]:
    """The readings; one that names 其他… is due to whoever no class before it names."""
    told: list[DraftTag] = []
    result: list[Reading] = []
    for common, parts, award in readings:
        rest = [
            n
            for n in common
            if isinstance(n, DraftTag)
            and (_is_rest(n) or (award.shape == "rate" and _rest_of(n, told)))
        ]
        if told and len(rest) == 1 and not parts:
            negated = {"negated": True, "quote": rest[0].quote}
            others = [t.model_copy(update=negated) for t in _merged(told)]
            common = [*others, *(n for n in common if n is not rest[0])]
            result.append((common, parts, award))
            continue
        classes = [c for n in common if (c := _class_of(n))]
        named = classes[:1] if not parts else []
        named = named or [c for p in parts for n in p.when.of if (c := _class_of(n))]
        known = {(t.shape, t.name, t.values) for t in told}
        told.extend(n for n in named if (n.shape, n.name, n.values) not in known)
        result.append((common, parts, award))
    return result


def _merged(told: list[DraftTag]) -> list[DraftTag]:
    """The classes, values of one name as one list: none of 低保对象、特困人员、边缘家庭."""
    found: list[DraftTag] = []
    for tag in told:
        like = next(
            (
                i
                for i, f in enumerate(found)
                if tag.values and (f.shape, f.name, f.period) == (tag.shape, tag.name, tag.period)
            ),
            None,
        )
        if like is None:
            found.append(tag)
        else:
            values = tuple(dict.fromkeys((*found[like].values, *tag.values)))
            found[like] = found[like].model_copy(update={"values": values})
    return found


def _is_rest(node: DraftTag) -> bool:
    return (
        node.shape in _CLASS
        and not node.negated
        and any(_REST.match(v) and _OTHERS.fullmatch(v) for v in (node.name, *node.values))
    )


_REST_OF = re.compile(r"(?:其他|其它|其余)(?:类型?|的)?(?P<noun>[^,;。的\d]{1,6}?)[种类]?")


def _rest_of(node: DraftTag, told: list[DraftTag]) -> bool:
    """信用贷款50%，质押贷款40%，其他贷款30%: the rest of what the classes before end with."""
    rest = _REST_OF.fullmatch(node.name) if node.shape == "is" and not node.negated else None
    return rest is not None and all(t.shape == "is" and t.name.endswith(rest["noun"]) for t in told)


def _class_of(node: DraftNode) -> DraftTag | None:
    """A condition that names a class: a title, a kind, a size; no figure and no act beside it."""
    told = isinstance(node, DraftTag) and node.shape in _CLASS and not node.negated
    return node if told and isinstance(node, DraftTag) else None
