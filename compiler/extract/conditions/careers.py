"""What people do and have: 全职在本区工作, 签订3年以上劳动合同."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, own_period, period_start
from compiler.normalise import NUMBER

_HERE = r"(?:本市|本区|本县|本省|我市|我区|我县|我省|全市|全区|全县|区内|市内|县内|辖区)"
#: 「在本区工作满1年」 is a length of time, 「首次在本区就业」 more than being employed.
_EMPLOYED = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[的且并])|(?=全职))(?:全职)?(?:在|到){_HERE}(?:行政区域|范围)?内?"
    r"(?:的?(?:企业|单位|用人单位|企事业单位))?(?:全职)?(?:工作|就业|任职)"
    r"(?=$|[,;。、的且并])(?!的?(?:岗位|经历|年限|时间|人数|困难))"
)
_CONTRACT = re.compile(
    rf"(?:(?P<first>首次|第一次)?(?P<whom>与[^,;。、的]{{2,14}}?))?(?:已|依法|均)*(?:签订|订立|签署|签有)(?:了)?(?P<long>{NUMBER}(?:年|个月))"
    r"(?P<more>\(含\)以上|(?:及以上|以上)(?:\(含[^()]{0,6}\))?)?(?:期限)?的?(?:固定期限)?"
    r"(?:劳动|聘用|聘任|用工|服务)(?:\((?:聘用|劳动|聘任)\))?合同"
)
#: 「首次在本区就业」, 「首次到本市参保」: an event of its own, and no place somebody is at now.
_FIRST = re.compile(
    r"(?:首次|第一次|初次)(?:在|到|来|赴|于)[^,;。、的\d]{2,12}?"
    r"(?:就业参保|就业|参保|工作|缴纳(?:社会保险|社保)费?|缴费|创业|落户|从业|任职|参加(?:社会保险|社保))(?=$|[,;。、的且并])"
)
#: 「到基层医院从事全科医疗工作满3年」: what somebody does there, and for how long.
_SERVED = re.compile(
    r"(?P<what>(?:在|到|赴)[^,;。、\d]{2,24}?(?:专职|全职|一线|连续|累计)*(?:从事|担任)[^,;。、\d]{2,16}?)"
    rf"(?:时间|年限)?(?:连续|累计|已|达到?|至少|不少于|不低于)*满?(?P<long>{NUMBER}(?:年|个月))(?P<more>以上|及以上)?"
    r"(?=$|[,;。、且并的])"
)
#: Whom an employer brings in is no applicant.
BROUGHT_IN = re.compile(r"(?:引进|引入|培养|培育|聘用|聘任|推荐|招引|柔性引才)[^,;。、的()]{0,6}$")


#: 「在本市参加失业保险并累计缴费12个月以上」: where somebody is insured, beside how long.
_INSURED_HERE = re.compile(
    rf"(?:在|于){_HERE}(?:依法|正常)?参加[^,;。、的\d]{{0,8}}保险(?=并(?:按时|足额|正常|连续|累计|已)*缴(?:费|纳))"
)


def careers(fragment: Fragment) -> None:
    """Employment here, terms of contracts, each as the vocabulary asks it."""
    for match in fragment.search(_FIRST):
        start = period_start(fragment, match.start())
        tag = DraftTag(
            shape="is",
            name=match.group(),
            period=own_period(fragment, match.start()) if start < match.start() else "",
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(_CONTRACT, over_asides=True):
        if match["first"]:
            label = f"{match['first']}{match['whom']}签订劳动合同"
            signed = DraftTag(shape="is", name=label, quote=fragment.quote(*match.span()))
            fragment.tags.append((match.start(), signed))
        start = match.start() + (match.group().find("签") if "签" in match.group() else 0)
        tag = DraftTag(
            shape="compare",
            name="劳动合同期限",
            prefix="" if match["more"] else "满",
            value=match["long"],
            suffix="以上" if match["more"] else "",
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(_SERVED):
        done = fragment.quote(*match.span("what"))
        fragment.tags.append((match.start(), DraftTag(shape="is", name=match["what"], quote=done)))
        length = DraftTag(
            shape="compare",
            name="工作",
            prefix="" if match["more"] else "满",
            value=match["long"],
            suffix="以上" if match["more"] else "",
            quote=fragment.quote(match.start("long"), match.end()),
        )
        fragment.add(length, *match.span())
    for match in fragment.search(_INSURED_HERE):
        here = fragment.quote(*match.span())
        fragment.tags.append((match.start(), DraftTag(shape="is", name=match.group(), quote=here)))
    for match in fragment.search(_EMPLOYED):
        quote = fragment.quote(*match.span())
        fragment.add(DraftTag(shape="is", name="在本区就业", quote=quote), *match.span())
