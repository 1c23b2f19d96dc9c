"""What is asked of somebody's family and health: a parent, the household, what a doctor found."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment

_RELATIVES = (
    r"(?:夫妻|夫妇|父母|父亲|母亲|父或者?母|监护人|配偶|男女|男方|女方|子女|新生儿|婴幼儿"
    r"|(?:(?<![一-鿿])|(?<=[对凡]))(?=[一双]方))"
)
#: 双方, 一方或双方, 至少一方: how many of them.
_EITHER = (
    r"(?:双方|[任至]?[意少]?(?:有)?一方|一方或者?双方|中(?:至少)?有?一方"
    r"|均|、|或者?|其他监护人|监护人)*"
)
#: 「父母一方为残疾人」: a parent's category is none of the applicant's.
_RELATIVE = re.compile(
    rf"{_RELATIVES}{_EITHER}"
    rf"(?:(?:为|是|系|属于?)[^,;。且并()的]{{2,24}}?"
    # 夫妻一方具有本市户籍, 子女户口登记在本市: whose household it is
    rf"|(?:的?(?:户籍|户口)[^,;。且并()的\d]{{0,12}}?|(?:具有|拥有|持有)){w.REGION}(?:户籍|户口)?)"
    r"(?=的(?:新婚|初婚)*(?:学生|儿童|少年|子女|家庭|人员|居民|毕业生|青年|考生|夫妻|夫妇|新人|婴幼儿|产妇)|的?\s*(?:$|[,;。且并]))"
)
#: How a household is classed, and the category of each of its members.
_HOUSEHOLDS = {
    r"(?:城乡)?(?:最低生活保障|低保)边缘(?:家庭|户|对象|人员)": "最低生活保障边缘家庭成员",
    r"(?:城乡)?(?:最低生活保障|低保)(?:家庭|户)": "最低生活保障对象",
    r"特困(?:供养|救助供养)?(?:家庭|户)": "特困人员",
    r"支出型困难家庭": "支出型困难家庭成员",
    r"零就业家庭": "零就业家庭成员",
    r"计划生育特殊(?:困难)?家庭": "计划生育特殊家庭成员",
    r"脱贫(?:家庭|户)": "脱贫人口",
}
_HOUSEHOLD = "|".join(_HOUSEHOLDS)
#: 「家庭为最低生活保障家庭」, 「来自零就业家庭」.
_CLASSED = re.compile(
    r"(?:(?:其|本人|学生|申请人)?(?:所在)?家庭(?:被?认定)?(?:为|是|系|属于?)|来自)(?:本[省市区县])?"
    rf"(?P<list>(?:{_HOUSEHOLD})(?:(?:、|和|或者?|及|以及)(?:{_HOUSEHOLD}))*)"
)


#: 「2024年以后出生的三孩」: when a child was born is no birthday of the applicant.
_BORN = re.compile(
    rf"(?P<time>{w.PERIOD.pattern})?[^,;。、\d]{{0,8}}出生[^,;。、]{{0,24}}?"
    r"(?:[一二三四多]孩|子女|婴幼儿|婴儿|新生儿|孩子)(?:(?:、|和|及|或)[一二三四多]孩)*(?:的?家庭)?"
)


def relatives(fragment: Fragment) -> None:
    """父母一方为残疾人, 2024年以后出生的三孩: one yes-or-no fact as written."""
    for match in fragment.search(_BORN):
        time = match["time"] or ""
        label = fragment.view[match.start() + len(time) : match.end()].lstrip(",的内对")
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name=label, period=time, quote=quote), *match.span())
    for match in fragment.search(_RELATIVE):
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name=match.group(), quote=quote), *match.span())


def households(fragment: Fragment) -> None:
    """家庭为最低生活保障家庭: whoever is of such a household is of the category."""
    for match in fragment.search(_CLASSED):
        values = [_category(m.group()) for m in re.finditer(_HOUSEHOLD, match["list"])]
        tag = DraftTag(
            shape="has",
            name="人员类别",
            values=tuple(dict.fromkeys(values)),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())


#: 「1人户」, 「3人以上户」, 「4口之家」: how many live in the household.
_SIZE = re.compile(
    r"(?<![\d、])(?P<n>[\d一二两三四五六七八九十]{1,2})(?:人|口)(?P<bound>及?以[上下])?(?:\(含\))?的?(?:户(?![数均籍])|家庭|之家)"
)


def household_sizes(fragment: Fragment) -> None:
    """3人以上户: a household of so many, as a class of those who apply."""
    for match in fragment.search(_SIZE):
        bound = (match["bound"] or "").removeprefix("及")
        tag = DraftTag(
            shape="compare",
            name="家庭人口",
            prefix="" if bound else "为",
            value=f"{match['n'].replace('两', '二')}人",
            suffix=bound,
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())


def _category(household: str) -> str:
    return next(c for words, c in _HOUSEHOLDS.items() if re.fullmatch(words, household))


#: 「经二级以上医疗机构诊断为残疾」: what a doctor found, no body that applies.
_DIAGNOSED = re.compile(
    r"经[^,;。]{2,20}?(?:诊断|确诊)(?:为|患有?|有|符合)[^,;。的且]{2,16}|患有[^,;。且]{2,20}?(?=的|$|[,;。且])"
)


#: 居家老年人, 居家的失能老人: who lives at home and in no institution.
_AT_HOME = re.compile(r"居家(?:养老|生活)?的?(?=(?:[失高独]\w的?)?老年?人)")


def diagnoses(fragment: Fragment) -> None:
    """经医院诊断为残疾, 居家老年人: what is known of somebody's health and care."""
    for match in fragment.search(_AT_HOME):
        at_home = DraftTag(shape="is", name="居家", quote=fragment.quote(*match.span()))
        fragment.add(at_home, *match.span())
    for match in fragment.search(_DIAGNOSED):
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name=match.group(), quote=quote), *match.span())
