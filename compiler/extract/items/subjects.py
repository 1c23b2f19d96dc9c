"""A recipient in front of what it does: 「创业投资机构投资本市企业」 asks two things."""

from __future__ import annotations

import re

from compiler.extract.conditions.kinds import NEW_TRADE
from compiler.extract.conditions.patterns import read_piece
from compiler.extract.drafts import DraftNode, DraftTag, Quote
from compiler.extract.language.doers import BODY, DOES
from compiler.extract.language.lexicon import Lexicon

#: Bodies whose name needs no word before it to tell them from just anybody.
_ALONE = (
    r"(?:旅行社|合作社|家庭农场|幼儿园|医院|个体工商户|社会组织|酒店|民宿|书店|影院|剧场|博物馆|银行|事务所"
    r"|行业协会|商会)"
)
#: 旅行社、旅游客运企业: bodies of several kinds.
_ONE_KIND = rf"[^,;。、的\d为与向对被经获]{{0,8}}{BODY}"
_KINDS = rf"{_ONE_KIND}(?:(?:、|和|或者?){_ONE_KIND})+"
#: Whoever stands before the verb, in few words and not as the object of another verb.
_SUBJECT = re.compile(
    r"\s*(?:对于?(?!外)|凡|由|(?:组织|遴选|发动|动员)(?:一批|若干|各类|有关|优质|专门)*)?(?:单[个家]|每[个家]|同一家?)?(?P<who>(?!申[报请]|所|被|在孵|入驻|用人|企业|单位|机构|项目|相关|各类|支持|鼓励|引导|为|与|向|在|经|通过|被|按|从)"
    rf"(?:(?!为|与|向|对|被|占|给予|予以|按照|根据|应当|应|须|必须|单个|每|制定|制订|构建|搭建|打造|依托|围绕|利用|加强|推动|促进|发挥|建立|完善|提升|实现|形成|以|将|把|由|可|能|委托|聘请|邀请|局|部门|政府|经(?![营销纪济])|获|入驻|招用|引进|支持|鼓励|符合|具有|属于|从事|认定|的)[^,;。、()\d\s]){{2,14}}?{BODY}"
    rf"|{_ALONE}(?:(?:、|和|或者?)[^,;。、的\d]{{2,8}}{BODY})*|{_KINDS}){DOES}"
)
#: 「企业」 with no more than a size or a state before it is read elsewhere.
_PLAIN = re.compile(
    r"(?:中小微?|小微|大型|中型|小型|微型|民营|国有|外资|工业|商贸|农业|文化|科技)?企业"
)


def subject_end(view: str, start: int, end: int) -> int | None:
    """Where the recipient ends that stands before what it does; None without one."""
    match = _SUBJECT.match(view, start, end)
    if match is None or _PLAIN.fullmatch(match["who"]) or end - match.end() < 4:
        return None
    return match.end()


def read_subject(text: str, view: str, start: int, end: int, lexicon: Lexicon) -> list[DraftNode]:
    """The recipient as the patterns know it, else as a kind of body in its own words."""
    match = _SUBJECT.match(view, start)
    begin = match.start("who") if match else start
    if found := read_piece(text, view, begin, end, lexicon, False):
        return found
    name = view[begin:end]
    names = re.split("、|和|或者?", name)
    if len(names) > 1 and all(re.search(rf"{BODY}$", n) for n in names):
        quote = Quote(text=text[begin:end], start=begin)
        return [DraftTag(shape="one_of", name="主体类型", values=tuple(names), quote=quote)]
    trade = NEW_TRADE.fullmatch(name)
    quote = Quote(text=text[begin:end], start=begin)
    if trade:
        return [DraftTag(shape="one_of", name="所属行业", values=(trade["trade"],), quote=quote)]
    if re.search(r"(?:基地|孵化器|空间|实验室|工作站|加速器|示范园区|试点园区)$", name):
        return [DraftTag(shape="has", name="资质认定", values=(name,), quote=quote)]
    return [DraftTag(shape="one_of", name="主体类型", values=(name,), quote=quote)]
