"""How old somebody is: 年满60周岁, 80（含）周岁以上不满90周岁, 90至99周岁.

Behind an age stands who is so old, never what the number counts, so an age is read apart from the
other figures. The age of somebody else (a child, a person taken on) is none of the applicant's.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.people import of_others
from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment
from compiler.normalise import MARK, NUMBER

_LEAD = r"(?:年龄段?(?:在|为|须|应)*|现年|(?:已)?年满|(?:已)?满|在|介于)?"
_LOWER = rf"(?P<a>{NUMBER})\s*(?P<ma>{MARK})?"
_UPPER = rf"(?P<b>{NUMBER})\s*(?P<mb>{MARK})?"
_LESS = r"(?:以内|及?以下)"
#: 80周岁至89周岁, 80（含）-89周岁, 60周岁以上不满80周岁, 60周岁（含）以上、80周岁（不含）以下.
_BETWEEN = re.compile(
    rf"{_LEAD}{_LOWER}(?:周?岁)?\s*(?P<na>{MARK})?\s*(?P<sa>及?以上)?\s*(?P<oa>{MARK})?\s*"
    r"(?P<sep>至|到|-|~|、|,|且|,且|但|,但|)\s*(?P<less>不满|未满|不足|低于|小于|不超过|不大于)?"
    rf"\s*{_UPPER}周?岁\s*(?P<nb>{MARK})?\s*(?P<sb>{_LESS})?\s*(?P<ob>{MARK})?(?:之间)?"
)
#: 80（含）周岁以上: the mark between the number and its unit.
_MARKED = re.compile(rf"{_LEAD}(?P<a>{NUMBER})\s*(?P<ma>{MARK})周?岁\s*(?P<sa>及?以上|{_LESS})?")
#: 「3周岁以下子女」, 「0-3岁婴幼儿」: a child that somebody looks after, no applicant.
_CHILD = re.compile(r"(?:的)?[^,;。、的\d]{0,6}(?:婴幼儿|婴儿|幼儿|子女|孩子|孙辈|宝宝)")


def ages(fragment: Fragment) -> None:
    """Ages between two bounds, and ages whose mark stands inside the figure."""
    for match in fragment.search(_BETWEEN, over_asides=True):
        listed = match["sep"] in ("、", ",", "且", ",且", "但", ",但", "")
        if listed and not (match["sa"] and (match["less"] or match["sb"])):
            continue
        if _whose(fragment, match):
            continue
        lower = _tag(
            fragment,
            match,
            "a",
            match["ma"] or match["na"] or match["oa"],
            "",
            match["sa"] or "~以上",
        )
        marked = match["mb"] or match["nb"] or match["ob"]
        suffix = "" if match["less"] else match["sb"] or "~以下"
        upper = _tag(fragment, match, "b", marked, match["less"] or "", suffix)
        fragment.tags.extend((match.start(), tag) for tag in (lower, upper))
        fragment.take(*match.span())
    for match in fragment.search(_MARKED, over_asides=True):
        if not _whose(fragment, match):
            tag = _tag(fragment, match, "a", match["ma"], "", match["sa"] or "~以上")
            fragment.add(tag, *match.span())


def _whose(fragment: Fragment, match: re.Match[str]) -> bool:
    """Whether the age is somebody else's."""
    child = _CHILD.match(fragment.view, match.end(), fragment.end)
    return child is not None or of_others(fragment, match.start())


def _tag(
    fragment: Fragment, match: re.Match[str], which: str, mark: str | None, prefix: str, suffix: str
) -> DraftTag:
    return DraftTag(
        shape="compare",
        name="年龄",
        prefix=prefix,
        value=f"{match[which]}周岁",
        mark=mark or "",
        suffix=suffix,
        quote=fragment.quote(*match.span()),
    )
