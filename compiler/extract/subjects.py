"""A recipient in front of what it does: 「创业投资机构投资本市企业」 asks two things."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode, DraftTag, Quote
from compiler.extract.lexicon import Lexicon
from compiler.extract.patterns import read_piece

_BODY = (
    r"(?:公司|银行|机构|企业|平台|基地|园区|孵化器|团队|协会|商会|联盟|合作社|家庭农场|学校|幼儿园|医院|事务所"
    r"|研究院|研究所|个体工商户|旅行社|博物馆|影院|剧场|书店|酒店|民宿|商场|超市|实验室|经营主体|运营主体|运营方|运营单位|经营单位|建设单位|社会组织)"
)
_DOES = (
    r"(?=(?:上?年度?|当年|本年度|新|首次|每年|自主|成功|积极|主动|已|开始)*(?:为(?!期|主)|向|投资|开展|提供|举办|承办|主办|建设|新建|扩建|改造|取得|完成|发行|设立"
    r"|购买|购置|租赁|租用|引进|招用|吸纳|接收|承担|参加|参与|减免|销售|使用(?!面积)|利用|采购|发放|组织|通过|投保|缴纳|实施"
    r"|申请(?!条件|对象|人|表|书)|承接|收购|并购|推广|研发(?!机构|人员|费|投入|中心)|在[^,;。]{2,16}(?:上市|挂牌|设立|新开|开设|举办)))"
)
#: Whoever stands before the verb, in few words and not as the object of another verb.
_SUBJECT = re.compile(
    r"\s*(?:对于?(?!外)|凡|由)?(?P<who>(?!申[报请]|所|被|在孵|入驻|用人|企业|单位|机构|项目|相关|各类|支持|鼓励|引导|为|与|向|在|经|通过|被|按|从)"
    rf"(?:(?!为|与|向|对|被|委托|局|部门|政府|经|获|入驻|招用|引进|支持|鼓励|符合|具有|属于|从事|认定|的)[^,;。、()\d\s]){{2,14}}?{_BODY}){_DOES}"
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
    quote = Quote(text=text[begin:end], start=begin)
    if re.search(r"(?:基地|孵化器|空间|实验室|工作站|加速器)$", name):
        return [DraftTag(shape="has", name="资质认定", values=(name,), quote=quote)]
    return [DraftTag(shape="one_of", name="主体类型", values=(name,), quote=quote)]
