"""What is paid for one by one and named before: 企业引进博士的，每引进1人奖励企业5万元."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward, DraftNode, DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.lists import overlaps

_VERB = (
    r"(?:新|成功)*(?:培育|引进|孵化|推荐|招引|推动|组织|认证|认定|参展|落户|落地|转化|完成|新增|获得|取得|获评|举办|建设|建成|招用"
    r"|吸纳|安置|服务|开设|引育|升级|入驻|毕业)"
)
#: 「每培育1家奖励运营单位5万元」: the thing is only counted here, and somebody else is paid.
_ONE = re.compile(
    rf"(?:按(?:照)?)?每(?P<verb>{_VERB})?(?P<n>[1一])?(?P<unit>家|个|名|人|位|件|项|户|场|款|部|篇)"
    r"(?:给予|予以|可|一次性|再)*(?:奖励|补贴|补助|资助|给予|发放)+"
    r"(?P<to>[^,;。\d]{0,10}?)(?:一次性)?(?:奖励|补贴|补助|资助)?\d"
)
#: Who is paid, at the start of the words before: 企业, 区级以上孵化器, 对行业协会.
_HOLDER = re.compile(
    r"\s*(?:对|凡)?(?:[^,;。的]{0,10}?)(?:企业|单位|机构|合作社|协会|商会|园区|载体|平台|院校|高校|学校|主体|基地|银行"
    r"|公司|孵化器|空间|中心|农场|社区|团队|个人)"
    r"(?=上一?年|当年|本年|年度|新|引|培|获|取|组织|首|推|孵|招|举|建|开|完|认|参|转|吸|安|服|入)"
)
_LED = re.compile(rf"(?:{_VERB}|所)(?:并)?的(?=[^,;。]{{4,}})")
_TIME = re.compile(w.PERIOD.pattern)


def counted_before(
    text: str, view: str, benefit: Benefit, nodes: list[DraftNode]
) -> tuple[list[DraftNode], DraftAward] | None:
    """The conditions of who is paid, and a sum for each of what the other words count."""
    award = benefit.award
    one = _ONE.match(view, award.quote.start, benefit.end)
    before = view[benefit.start : benefit.cut].rstrip(" ,")
    if one is None or award.shape not in ("fixed", "per_unit") or not before.endswith("的"):
        return None
    start = _after_holder(view, benefit, nodes)
    stop = benefit.start + len(before) - 1
    if _HIRES.search(view, start, stop):
        return None  # 招用…并缴纳社会保险的，每招用1人: what the employer must do stays asked
    if not one["to"] and (not one["verb"] or _ASKED.search(view, start, stop)):
        return None  # nobody else is paid: what is asked stays asked
    period = ""
    if time := _TIME.search(view, start, stop):
        period = time.group()
        label = text[start : time.start()] + text[time.end() : stop]
    else:
        label = text[start:stop]
    led = _LED.match(label)
    label = label[led.end() :] if led else label
    if len(label) < 3 or re.search(r"[;；。]", label):
        return None
    kept = [n for n in nodes if not overlaps(n, (start, stop))]
    counted = {"shape": "per_unit", "base": f"{one['unit']}|{label}", "period": period}
    return kept, award.model_copy(update=counted)


def _after_holder(view: str, benefit: Benefit, nodes: list[DraftNode]) -> int:
    """Where the words for what is counted begin, behind those for who is paid."""
    for node in nodes:
        if (
            isinstance(node, DraftTag)
            and node.shape in ("has", "one_of")
            and node.quote.start - benefit.start <= 3
            and _VERB_OR_TIME.match(view, node.quote.end, benefit.cut)
        ):
            return node.quote.end
    holder = _HOLDER.match(view, benefit.start, benefit.cut)
    return holder.end() if holder else benefit.start


#: Words that ask something of whoever is paid, beside what is counted.
_ASKED = re.compile(r"[,\d]|并|且|举办|承办|主办|开设")
_HIRES = re.compile(r"招用|招收|吸纳|安置|聘用|录用|签订|缴纳")
_VERB_OR_TIME = re.compile(rf"{_VERB}|{w.PERIOD.pattern}|所?首次|新")
