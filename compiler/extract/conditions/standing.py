"""What somebody is or holds: credit, legal person, certificates, disability, ratings."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start

_NEW_VERB = r"(?:设立|成立|注册|引进|迁入|落户|组建|落地)"
#: 新设立的, 新引进落户, 从区外迁入: newly here, wherever no date says since when.
_NEW_HERE = re.compile(
    # 将注册地和税务登记新迁入我区的: what moves is part of moving
    rf"(?:(?:将|把)[^,;。的\d]{{2,24}}?(?:登记|注册|注册地|登记地|关系|总部|住所|户管))?新{_NEW_VERB}(?:(?:或者?|、|和|及|以及|并)?新?{_NEW_VERB})*(?:(?:到|至|在)?[本我该][省市区县])?(?=的|$|[,;。]|[^一-鿿]|企业|机构|总部|公司)"
    r"(?!的?[^,;。]{0,10}(?:博士|硕士|人才|人员|毕业生|青年|专家|项目|团队|教师|医生))"
    # 市外迁入或者新设立的, 新设立或者从市外迁入的
    rf"|(?:新{_NEW_VERB}(?:或者?|、|和))?"
    r"(?:从|由)?(?:本)?[市区省县]外(?:整体)?(?:新)?(?:迁入|引进|引入|搬迁(?:落户|入驻|而来|来)?|迁移落户)(?:[本我][省市区县])?"
    rf"(?:(?:或者?|、|和)新{_NEW_VERB}(?=的|$|[,;。]))?"
)


#: The words of one part of a list: 新引进、落户未满2年 are two facts.
_AROUND, _UP_TO = re.compile(r"[^,;。、]*$"), re.compile(r"[^,;。、]*")
_COUNTED_OR_DATED = re.compile(r"\d|满|年内|首次|认定|数量|不少于")


def newcomers(fragment: Fragment) -> None:
    """新设立或新迁入的机构: newly introduced; 新设立 alone says no more than that."""
    for match in fragment.search(_NEW_HERE):
        around = _AROUND.search(fragment.view, fragment.start, match.start())
        behind = _UP_TO.match(fragment.view, match.end(), fragment.end)
        said = (
            (around.group() if around else "") + match.group() + (behind.group() if behind else "")
        )
        if _COUNTED_OR_DATED.search(said):
            continue
        here = re.search("引进|引入|迁|落户|落地", match.group())
        tag = DraftTag(
            shape="is",
            name="新引进企业" if here else match.group(),
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())


_LEGAL = re.compile(
    r"(?:依法)?(?:具有|具备|拥有|为|是|属)?"
    r"(?:独立的?(?:企业)?法人(?:资格|地位|单位|企业|机构)?|(?:企业|事业)?法人资格)"
)


def legal_person(fragment: Fragment) -> None:
    """具有独立法人资格."""
    for match in fragment.search(_LEGAL):
        tag = DraftTag(shape="is", name="独立法人资格", quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


#: 承诺10年内注册地址不迁离本区、不改变在本区纳税义务: one promise, however long it is to last.
_PROMISE = re.compile(
    r"(?:书面|作出|签署|签订)?承诺(?:书)?[^,;。]{0,24}?"
    r"不(?:迁[出离移往]|搬[离迁出]|转移|变更注册|改变(?:在)?[^,;。]{0,8}(?:纳税|注册|经营))"
    r"[^,;。、]{0,24}(?:、不(?:迁|搬|改变|减少|变更|转移)[^,;。、]{2,24})*"
)


#: 「承诺5年内不对外出售」: whatever is promised, in its own words.
_PROMISED = re.compile(
    r"(?:书面|作出|签署|签订)?承诺(?!书|函|制|人|单位|事项)(?:在)?[^,;。]{4,}?(?=的?(?:企业|单位|机构|项目)?\s*(?:$|[,;。]))"
)


#: 「3年内无拆迁计划」: what will not happen; its years are no figure of the applicant.
_PLANNED = re.compile(
    r"[^,;。、的\d且并]{0,8}(?:未来|今后)?[\d一二两三四五六七八九十]{1,3}年(?:以)?内(?:均?无|没有|不存在|未列入|不列入)[^,;。、的]{0,12}"
    r"(?:计划|规划|安排|打算)(?:范围)?"
)


def promises(fragment: Fragment) -> None:
    """承诺N年内不迁出: the promise is what is asked; its years bind after the grant."""
    for match in fragment.search(_PLANNED):
        planned = DraftTag(shape="is", name=match.group(), quote=fragment.quote(*match.span()))
        fragment.add(planned, *match.span())
    for match in fragment.search(_PROMISE):
        tag = DraftTag(shape="is", name="承诺不迁出", quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())
    for match in fragment.search(_PROMISED) if fragment.residual else ():
        tag = DraftTag(shape="is", name=match.group(), quote=fragment.quote(*match.span()))
        fragment.add(tag, *match.span())


_GRADE_WORD = (
    r"(?:优秀|良好|不合格|基本合格|合格|优(?![良先化质势惠胜异等])|良(?![好性])"
    r"|[A-Ea-e](?:级|档|类|等)?(?![A-Za-z\d]))"
)
_RATING = re.compile(
    r"(?:绩效|综合|(?<![上本当一])年度|运营|建设|服务|工作|质量|信用|目标)*(?:考核|评价|评估|考评|评级|评定|评审|测评)"
    r"(?:评价|评估|考核|评定)?(?:结果|等次|等级|档次|结论|级别)*"
    r"(?:被?(?:认定|评定|评|确定)为|为|是|达到?|获得|获评|获|属于|在)?[\"']?"
    rf"(?P<list>{_GRADE_WORD}[\"']?(?:(?:、|和|或者|或|及|以及)[\"']?{_GRADE_WORD}[\"']?)*)"
    r"(?:等次|等级|档次|档)?(?P<up>及以上|\(含\)以上|以上)?(?:等次|等级|档次|标准|的?(?=载体|平台))?"
)
_PASSED = re.compile(r"[^结等级档]*?(?:评审|评定|评估|考核|评价|测评)(?:为|达到)?合格")
_SCALES = (("优秀", "良好", "合格"), ("A级", "B级", "C级", "D级"))
_GRADE_NAMES = {"优": "优秀", "良": "良好"}


_CREDIT_GRADE = r"[ABMCD](?:级|类|等)?(?![A-Za-z\d])"
#: 纳税信用等级为B级以上, 纳税信用A级纳税人, 纳税信用等级不为D级.
_CREDIT = re.compile(
    r"(?:企业)?(?:纳税|税务|公共|企业)信用(?:综合)?(?:评价|评定|评级)?(?:等级|级别|结果)*(?:评定|评价)?"
    r"(?:结果)?(?P<not>不为|不是|非|未被(?:评定|评)为)?(?:被?(?:评定|评|认定)?为|在|达到?|是|不低于)?[\"']?"
    rf"(?P<list>{_CREDIT_GRADE}(?:(?:、|/|和|或者?|及){_CREDIT_GRADE})*)[\"']?"
    r"(?:\((?P<mark>含)[^()]{0,6}\))?(?P<up>(?:及|或|\(含\))?以上)?(?:等级|级别)?(?:纳税人)?"
)
_CREDIT_ORDER = "ABMCD"


def credit(fragment: Fragment) -> None:
    """纳税信用等级为B级以上, 纳税信用A级: the grades that meet it."""
    for match in fragment.search(_CREDIT):
        grades = re.findall("[ABMCD]", match["list"])
        if match["up"] or match["mark"] or "不低于" in match.group():
            grades = list(_CREDIT_ORDER[: _CREDIT_ORDER.index(grades[-1]) + 1])
            grades = [g for g in grades if g != "M" or "M" in match["list"] or grades[-1] in "CD"]
        start = period_start(fragment, match.start())
        tag = DraftTag(
            shape="one_of",
            name="信用等级",
            values=tuple(grades),
            period=own_period(fragment, match.start()) if start < match.start() else "",
            negated=bool(match["not"]),
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())


def ratings(fragment: Fragment) -> None:
    """考核结果为良好以上, 上年度绩效评价为A级、B级: the grades that meet it, and the year."""
    for match in fragment.search(_RATING):
        if _PASSED.fullmatch(match.group()):
            continue  # 经评审合格: an office has passed it, no grade was given
        values = tuple(_grade(word) for word in re.findall(_GRADE_WORD, match["list"]))
        scale = next((s for s in _SCALES if values[-1] in s), ())
        if match["up"] and scale:
            values = scale[: scale.index(values[-1]) + 1]
        start = period_start(fragment, match.start())
        tag = DraftTag(
            shape="one_of",
            name="评级结果",
            values=values,
            period=own_period(fragment, match.start()) if start < match.start() else "",
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())


def _grade(word: str) -> str:
    """A, A档 and A级 are one grade; so are 优 and 优秀."""
    letter = re.fullmatch(r"([A-Ea-e]).?", word)
    return letter[1].upper() + "级" if letter else _GRADE_NAMES.get(word, word)
