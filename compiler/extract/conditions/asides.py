"""Remarks in brackets, which ask nothing, and judgements, which a body makes."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment
from compiler.normalise import MARK, NUMBER, QUANTITY

_BY_RULE = re.compile(
    r"(?:根据|按照?|依据|依照)《[^《》]{4,80}》(?:(?:\([^()]*\)|、|和|及)|《[^《》]{4,80}》)*"
    r"(?:等)?(?:文件)?(?:的)?(?:有关|相关)?(?:规定|要求|精神)?,?"
)


_EXCEPT = re.compile(r"(?:对|凡|\s)*除(?!了)[^,;。()]{2,40}(?:以外|之外|外)(?:的)?\s*$")
#: What a mark of inclusion stands behind; behind a noun 不含… says what the noun leaves out.
_NUMBERED = re.compile(
    r"(?:[\d元%人年月日岁件家个名户项米亩万亿次倍座辆台]|以[上下内外前后]|超过|之间|及)$"
)


#: A remark that names a class leaves only those of the class.
_CLASS_INSIDE = re.compile(
    r"\((?:仅限|限)?(?:规模以上|限额以上|规上|限上|资质以上|小微|中小微?|高新技术)[^(),;。、]{0,8}(?:企业|单位)\)"
)


#: 「租房运营1年以上的(租期5年以上)」: a remark that asks for more, of whoever stands before it.
_ASKS = re.compile(
    r"\((?!含|不含|包[含括]|不包|可|如|例|指|即|以下|下同|其中|按|以|约|原|简称|详?见|除|扣|有效期|且|或|并|和|及|新增|超出)[^()]{2,}?"
    rf"(?:{QUANTITY}(?:\(含\))?(?:及?以[上下内])|[≥≤><]=?{QUANTITY}|(?:不[低少高大]于|不[超足]过?|至少|达到?|超过|满){QUANTITY}"
    r"|(?<=[一-鿿]{2})(?:应当?|须|需|必须)(?!求|要)[^()、]{2,})[^()]{0,12}\)"
)
_CLOSES = re.compile(r"\s*(?:$|[,;。:]|的)")


def mask_asides(fragment: Fragment) -> None:
    """Bracketed remarks explain a word; they are no conditions, unless they mark a number.

    Nor is the document something is done under: 按照《…办法》（…〔2024〕3号）规定.
    """
    if _EXCEPT.match(fragment.view, fragment.start, fragment.end):
        fragment.take(fragment.start, fragment.end)  # 除…外 shuts out; it is read where it does
        return
    for match in _BY_RULE.finditer(fragment.view, fragment.start, fragment.end):
        fragment.take(*match.span())
        fragment.asides.append(match.span())
    for match in re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)").finditer(
        fragment.view, fragment.start, fragment.end
    ):
        inner = match.group()
        marked = re.fullmatch(MARK, inner) and (
            len(inner) <= 4
            or _NUMBERED.search(fragment.view, fragment.start, match.start())
            or "本" in inner
        )
        if marked or re.match(rf"\((?:含|不含)?{NUMBER}", inner):
            continue
        if _CLASS_INSIDE.fullmatch(inner):
            continue  # 饭店(规上企业): only those of the class
        if inner.startswith("(以下") and re.match(
            r"范围|区域|内", fragment.view[match.end() :][:2]
        ):
            continue  # 在开发区(以下简称…)范围内: in the middle of a place
        if _ASKS.fullmatch(inner) and _CLOSES.match(fragment.view, match.end(), fragment.end):
            fragment.asked.append((match.start() + 1, match.end() - 1))
        if len(inner) > 4 and fragment.view[match.end() : match.end() + 1] != "企":
            fragment.take(*match.span())
            fragment.asides.append(match.span())


#: 「经监管部门批准在本市设立的」: a licence somebody holds, not what is decided on the application.
_SET_UP = re.compile(r"(?:[,、]|在[^,;。]{2,14}?)?(?:依法)?(?:设立|成立|组建|开业)")


#: 「对融通成效显著的项目」: whom the words speak of, not what was done to something.
_OF_THESE = re.compile(
    r"对[^,;。、的]{2,20}的[^,;。、的]{0,8}(?:项目|企业|单位|机构|平台|园区|团队|个人|人员|产品|方案|案例)"
)


def judged(fragment: Fragment) -> None:
    """符合产业导向, 经专家评审: what an office judges."""
    for match in fragment.search(w.JUDGED):
        name = re.sub(r"(?<=[定可准过意格])后$", "", match.group().strip(" ,;:、"))
        licensed = name.endswith("批准") and _SET_UP.match(fragment.view, match.end())
        end, start = match.end(), match.start()
        if _OF_THESE.match(fragment.view, start, fragment.end) and not fragment.view[
            fragment.start : start
        ].strip(" ,;。"):
            start, name = start + 1, name[1:]  # 对成效显著的项目: 对 names whom, not to what
        if licensed and licensed.group() in ("设立", "成立", "依法设立", "开业"):
            end, name = licensed.end(), name + licensed.group()
        tag = DraftTag(
            # 财务制度健全 is a fact of the vocabulary, 经监管部门批准设立 one of long ago
            shape="is" if licensed or name in fragment.lexicon.names else "judged",
            name=name,
            quote=fragment.quote(start, end),
        )
        fragment.add(tag, match.start(), end)
