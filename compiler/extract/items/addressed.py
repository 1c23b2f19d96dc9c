"""Whom a sentence outside all items speaks to: 申请第一条至第六条资金的单位, 以上各条支持的企业."""

from __future__ import annotations

import re

_POLICY = r"本(?:办法|措施|政策|细则|规定|意见|方案|通知|若干措施|实施细则|项目)"
#: What names benefits by where they stand: 上述, 第二条至第四条, 各项, 本政策.
_NAMED = (
    rf"(?:{_POLICY}|上述|以上|前述|前款|上列|各[项条类]|(?:第|问题)\(?[一二三四五六七八九十\d])"
)
_BENEFIT = r"(?:资金|奖励|补[贴助偿]|资助|奖补|扶持|支持|政策|项目|待遇|贴息|津贴|事项|条款|优惠)"
_KIND = (
    r"(?:企业|单位|机构|个人|人员|主体|对象|项目|组织|团队|平台|园区|基地|家庭|商户|个体工商户"
    r"|合作社|者|人)"
)
#: The number of the clause itself names no benefit and is never given back.
_MARK = (
    r"[\W\d一二三四五六七八九十]*+(?:第[^,;。\s]{1,5}条\s+)?+"
    r"(?:凡|所有|拟|各类|相关|除[^,;。]{2,24}外,)*"
)
#: 「申领各项补贴的经营主体」: whoever applies, whatever for; 享受 of what is named only, since
#: 「享受补贴的企业应当…」 speaks to those who were paid.
_APPLIES = (
    rf"申[报请领](?:享受)?(?!材料|资料|表|书|时)[^,;。]{{0,40}}?{_BENEFIT}[^,;。的]{{0,4}}"
    rf"|(?:享受|适用)[^,;。]{{0,6}}?{_NAMED}[^,;。]{{0,30}}?{_BENEFIT}?[^,;。的]{{0,4}}"
)
#: 「本措施所支持的企业」, 「以上各条奖励的对象」.
_IS_GRANTED = rf"{_NAMED}[^,;。]{{0,16}}?(?:所|可|拟)*{_BENEFIT}"
#: What is owed later on, or to an office, is asked of nobody beforehand.
_OWED = (
    r"(?:按(?!时|期)|对|接受|配合|自觉|由|每[年季月]"
    r"|自[^,;。]{0,8}(?:到账|获得|享受|拨付|收到|领取|奖励|补[贴助]))"
)
_MUST = rf"(?:应当?(?!{_OWED})|须|(?<!必)需(?!要?按)|必须|限于|仅限|原则上[应须])"
#: Up to what is asked: the kind of whoever it is, and the word that binds.
_ADDRESSED = re.compile(
    rf"{_MARK}(?:(?:{_APPLIES})的|{_IS_GRANTED}的?|(?<=外,)申[报请领])[^,;。的]{{0,8}}?(?:{_KIND}|(?<=的))"
    rf",?(?:均|都|还|同时|一律|也|且)*(?={_MUST})"
)


def addressed(view: str, start: int, end: int) -> int:
    """Where a sentence begins to ask, behind whom it speaks to; ``start`` when to nobody named."""
    named = _ADDRESSED.match(view, start, end)
    return named.end() if named else start


#: Said of whoever applies, not of an operator, a place or an office.
_SPEAKS_TO_APPLICANT = re.compile(
    r"申[报请领](?!表|书|材料)|参评|受(?:资助|扶持|支持|补贴)|适用对象|适用范围"
    r"|本(?:办法|措施|政策|细则|规定|意见|方案|通知)[^,;。]{0,8}适用"
    r"|享受(?:本|上述|以上|政策|补贴的|补助的|奖励的|扶持的|支持的)"
    r"|(?:扶持|支持|资助|奖励|奖补|激励|补贴|补助|补偿|服务|救助|受益|贴息|保障|优惠)(?:对象|主体|范围|群体|人群)(?:主要|具体)?"
    r"(?:应|须|需|为|是|包括|指|:)"
    r"|^\W*(?:第[^,;。\s]{1,5}条\s*)?(?:企业|单位|个人|项目|家庭|人员)"
    r"(?:应当?|须|需|必须)(?:同时)?(?:具有|具备|符合|满足|为|是|在|依法)"
)


def speaks_to_applicants(view: str, start: int, end: int) -> bool:
    """Whether a sentence that asks something asks it of whoever applies."""
    told = _SPEAKS_TO_APPLICANT.search(view[start:end]) is not None
    return told or addressed(view, start, end) > start
