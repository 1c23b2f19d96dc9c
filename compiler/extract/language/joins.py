"""How a sentence joins the list after it: all of it, any of it, at least some."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.extract.drafts import Join

_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
#: 「下列条件中的3项」, 「任意两项」, 「其中至少三项以上」; 「以下三项条件」 asks for all three.
_SOME = re.compile(
    r"(?:中的?|其中|任意|任选|至少|不少于)(?:任意|至少|满足|符合|具备|有)*(?P<a>[二两三四五六2-6])[项条个款]"
    r"|(?P<b>[二两三四五六2-6])[项条个款](?:及|或)?以上"
)


#: 「下列学生：（1）…；（2）…」: kinds of recipients are alternatives, conditions are not.
KINDS_BELOW = re.compile(
    r"(?:下列|以下|如下)(?:[几各两\d一二三四五六七八九]+[类种])?(?:学生|人员|对象|儿童|家庭|群体|企业|单位|机构|主体|组织|个人|劳动者"
    r"|居民|老年人|人才|毕业生|青年|项目)[^,;。:]{0,4}:?\s*$"
)
#: 「扶持对象包括：（一）…；（二）…」: whoever is one of those listed.
_INCLUDES = re.compile(
    r"(?:对象|主体|群体|人群|人员(?:范围)?)(?:主要|具体)?(?:包括|包含|涵盖|分为[^,;。:]{1,6}类|有(?:以下|下列)?[^,;。:]{1,4}类)"
    r"[^,;。:]{0,4}:?\s*$"
    r"|(?:家庭|人员|对象|学生|居民|老年?人|企业|单位|机构|主体|群体)(?:主要|具体)?(?:包括|分为|有)(?:以下|下列)?[\d一二两三四五六七八九][类种]:?\s*$"
)
#: 「补贴对象为：」, whose list may be kinds of people, or what is asked of all of them.
#: The bare name of a block, 补贴对象, opens such a list too.
_NAMES = re.compile(
    r"(?:对象|主体|群体|人群)(?:主要|具体)?(?:为|是|:)+\s*$"
    r"|^\W*[一二三四五六七八九十\d]{0,3}\W*(?:补[贴助]|奖[励补]|救助|资助|保障|扶持|支持|发放|申[请报领]|享受|适用|服务|受益)(?:对象|主体|人群)\s*$"
)
A_KIND = re.compile(
    r"(?:人员|人|对象|毕业生|学生|学员|儿童|孤儿|家庭|[农住商]?户|军人|士兵|青年|妇女|居民|村民|职工|者|劳动力|人口|农民工|企业|单位|机构"
    r"|组织|合作社|农场|公司|团队|院校|学校|园区|平台|基地)(?:\([^()]*\))?[\s,;。]*$"
)


def join_of(own: str, join: Join, k: int) -> tuple[Join, int]:
    """How a sentence joins the list after it; the join so far when it does not say."""
    if re.search(
        r"(?:条件|情形|要求|情况|标准)?(?:之一|任一|任意一[项条]|任何一[项条])|其中(?:的)?一项|中的?(?:任意)?一项"
        r"|(?:任意|任选)?一项(?:即可|以上)|(?:条件|要求|标准)之[一]",
        own,
    ):
        return "any", 1
    if KINDS_BELOW.search(own) or _INCLUDES.search(own):
        return "any", 1
    if match := _SOME.search(own):
        written = match["a"] or match["b"]
        return "at_least", _COUNTS.get(written) or int(written)
    return join, k


def names_kinds(own: str, listed: Sequence[str]) -> bool:
    """Whether a list behind 「补贴对象为：」 is of kinds of recipients, each named at its end."""
    return bool(
        len(listed) > 1 and _NAMES.search(own) and all(A_KIND.search(said) for said in listed)
    )
