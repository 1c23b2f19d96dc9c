"""Whom a policy encourages to do what: 支持企业开展技术改造，给予…; 鼓励高校建设实验室的，….

Whoever is encouraged is a recipient, and what it is encouraged to do is asked of it when money
follows. 做大做强 and other wishes ask nothing.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.kinds import NEW_TRADE, paid_kind
from compiler.extract.conditions.patterns import read_piece
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.pieces import either, split

#: Nouns that name somebody who can do something.
_BODY = (
    r"(?:企业|公司|总部|机构|单位|团队|平台|银行|组织|学校|院校|高校|院所|研究院|研究所|协会|商会|学会|联盟|基金"
    r"|合作社|农场|农户|个体工商户|商户|事务所|医院|基地|园区|主体|个人|人员|人才|资本|开发商|运营商|供应商|服务商"
    r"|保险公司|中心|孵化器|开发区|街区|步行街|实验室|院士|专家|毕业生|工会|村集体|景区|酒店|民宿|品牌商|经销商)"
)
_NO_NAME = "(?!与|向|为|在|对|通过|利用|以|开展|参与|参加|给予)"
_NAME = rf"(?:{_NO_NAME}[^,;。、的和及或]){{0,18}}?{_BODY}"
_NAMES = rf"(?:{_NO_NAME}[^,;。、的和及或\d]{{2,12}}(?:、|和|与|及))*"
_WHO = rf"{_NAMES}{_NAME}(?:(?:、|和|及|以及|或|与){_NAME})*(?:等)?"
#: How something is done, before the verb.
_HOW = (
    r"(?:积极|主动|联合|共同|自主|率先|牵头|合作|大力|加快|依法|直接|新|首次|成功|自建或|通过|利用|依托|围绕|面向|运用|采用"
    r"|采取|使用|根据|结合|按照|以|与|同|向|为|在|将|由|从|对)"
)
_DOES = (
    r"(?:开展|建设|参与|参加|参评|承担|承接|申报|申请|创建|设立|成立|购买|购置|租赁|租用|租入|实施|引进|引入|招引|研发|研制|开发"
    r"|投保|投资|举办|承办|主办|组织|主导|制定|制修订|修订|取得|获得|获批|转化|落地|布局|提供|搭建|打造|自建|新建|改造|改建|扩建"
    r"|新设|建立|加入|入驻|入选|推广|销售|出口|进口|采购|配套|完成|发行|挂牌|上市|并购|收购|兼并|重组|培养|吸纳|招用|招聘|聘用"
    r"|录用|安置|生产|从事|执行|签订|发布|登记|注册|备案|申领|盘活|拓展|推出|出版|拍摄|创作|举行|组建|迁入|应用|攻关|贷款|融资"
    r"|纳入|缴纳|缴存|回收|利用|种植|养殖|流转|托管|运营|经营|服务|交易|认领|捐赠|维修|更新|淘汰|接入|上云|整合)"
)
#: A wish, not a thing done: 做大做强, 提升竞争力, 加大研发投入.
_WISH = re.compile(
    r"(?:积极|主动|大力|加快|不断|进一步|持续|率先)*(?:做[大优精强]|发展(?:壮大)?|壮大|提升|提高|扩大|加大|增强|加强|强化"
    r"|优化|完善|深化|推进|推动|促进|转型|升级|成长|集聚|创新(?:发展)?$|开拓|提质|增效|高质量|向[^,;。]{2,20}(?:转型|发展)"
    r"|挂牌上市$|上市(?:融资|发展)?$|稳[增产岗]|争创|争取|探索|参与(?:国内外)?市场竞争)"
)
_ENCOURAGED = re.compile(
    r"(?:\s*第[一二三四五六七八九十百零\d]+条)?[\s\d.、]*(?:并|且|同时|积极|大力|重点|优先|进一步|继续|还)*(?:支持|鼓励|引导|推动)+(?:和引导|并支持)?"
    rf"(?:(?:有条件|符合条件|有需求|有实力|具备条件|各类|相关|我[市区省县]|全[市区省])*的?)(?P<who>(?:在[京沪津渝穗深杭])?{_WHO})"
    rf"(?P<does>(?:{_HOW}|{_DOES})[^,;。]{{3,}})"
)
_WITH_MANNER = re.compile(_ENCOURAGED.pattern.replace("[^,;。]{3,})", "[^;。]{3,})"))
_ONLY_HOW = re.compile(
    r"(?:通过|采取|采用|利用|以)[^,;。]{2,40}(?:方式|形式|手段|途径|渠道|措施|模式)"
)
#: What is given begins inside the phrase: 支持企业在新三板挂牌并给予补贴.
_GIVES = re.compile(r"(?:,|并|且)*(?:给予|予以|提供[^,;。]{0,10}(?:补贴|资金|支持)|发放).*$")
_ANY = re.compile(
    r"(?:各类|有关|相关|符合条件的|各)*(?:企业|单位|机构|个人|人员|组织|主体|市场主体|经营主体|社会资本|项目单位|资本|人才"
    r"|(?:企业|单位|机构|个人|组织)(?:、|和|及)(?:企业|单位|机构|个人|组织))"
)


def is_encouraged(view: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` encourages somebody named to do something."""
    return _ENCOURAGED.match(view, start, end) is not None


def read_encouraged(
    text: str, view: str, start: int, end: int, lexicon: Lexicon, *, done: bool = True
) -> tuple[list[DraftNode], list[tuple[int, int]]]:
    """What the encouraging pieces of ``[start, end)`` ask, and where those pieces stand.

    Without ``done`` only who is encouraged is asked: what comes of it is asked elsewhere.
    """
    nodes: list[DraftNode] = []
    spans: list[tuple[int, int]] = []
    pieces = split(view, start, end)
    for position, (a, b, _) in enumerate(pieces):
        match = _ENCOURAGED.match(view, a, b)
        if match is None:
            continue
        if _ONLY_HOW.fullmatch(match["does"]) and position + 1 < len(pieces):
            # 支持企业通过并购等方式，在本市设立总部: the piece behind says what is done
            b = pieces[position + 1][1]
            match = _WITH_MANNER.match(view, a, b) or match
        spans.append((a, b))
        nodes.extend(_recipients(text, view, match, lexicon))
        nodes.extend(_done(text, view, match, lexicon) if done else [])
    return nodes, spans


def _recipients(text: str, view: str, match: re.Match[str], lexicon: Lexicon) -> list[DraftNode]:
    start, end = match.span("who")
    if view.startswith("等", end - 1):
        end -= 1
    if _ANY.fullmatch(view, start, end):
        return []
    found = read_piece(text, view, start, end, lexicon, False)
    if found:
        return [DraftGroup(join="any", of=tuple(found))] if len(found) > 1 else found
    if trades := _trades(text, view, start, end):
        return [trades]
    kind = paid_kind(text, view, start, end)
    return [kind] if kind else []


def _trades(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """支持石墨企业、石雕企业开展…: the trades of those encouraged, when all are named by trades."""
    listed = re.split(r"、|以及|或者?|和|及|与", view[start:end].removesuffix("企业"))
    named = [NEW_TRADE.fullmatch(name.removesuffix("企业") + "企业") for name in listed]
    if not view[:end].endswith("企业") or not all(named):
        return None
    values = tuple(match["trade"] for match in named if match)
    quote = Quote(text=text[start:end], start=start)
    return DraftTag(shape="one_of", name="所属行业", values=values, quote=quote)


def _done(text: str, view: str, match: re.Match[str], lexicon: Lexicon) -> list[DraftNode]:
    start, end = match.span("does")
    if given := _GIVES.search(view, start, end):
        end = given.start()
    while end > start and view[end - 1] in " ,;。的":
        end -= 1
    kept: list[DraftNode] = []
    if provided := _PROVIDED.match(view, start, end):
        a, b = provided.span("kept")
        kept.append(DraftTag(shape="is", name=view[a:b], quote=Quote(text=text[a:b], start=a)))
        start = provided.end()
    said = view[start:end]
    if len(said) < 4 or _WISH.match(said):
        return kept
    stretches = either(view, start, end) or [(start, end)]
    sides: list[DraftNode] = []
    for a, b in stretches:
        known = [n for n in read_piece(text, view, a, b, lexicon, False) if _tells(n)]
        if known:
            sides.append(known[0] if len(known) == 1 else DraftGroup(join="all", of=tuple(known)))
            continue
        sides.append(DraftTag(shape="is", name=view[a:b], quote=Quote(text=text[a:b], start=a)))
    return [*kept, *(sides if len(sides) == 1 else [DraftGroup(join="any", of=tuple(sides))])]


#: 在不改变用地性质的前提下利用厂房: what must stay so is asked beside what is done.
_PROVIDED = re.compile(
    r"在(?P<kept>(?:不|未|确保|保持|保证|符合|满足|依法)[^,;。]{3,30}?)的?(?:前提|基础|情况|条件)下,?"
)


def _tells(node: DraftNode) -> bool:
    """Whether a leaf inside what is done is what is asked: a stage of listing, a figure."""
    if isinstance(node, DraftGroup):
        return all(_tells(n) for n in node.of)
    return node.shape == "compare" or node.name == "上市挂牌阶段"
