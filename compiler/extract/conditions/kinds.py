"""Who or what a recipient phrase ends with: 提供服务的【第三方机构】, 首次升规的【机器人企业】.

The words before the last 的 say what it does or has; the noun behind it is asked too, unless it
names just anybody.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.roles import part_in
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, Quote
from compiler.extract.items.acts import ACTS
from compiler.extract.language.things import THING

_BODY = (
    r"(?:机构|旅行社|总部|团队|平台|银行|组织|学校|院校|院所|研究院|研究所|协会|商会|学会|联盟|基金会|合作社|农场|事务所|医院|基地|园区"
    r"|产业园|公司|中心|孵化器|加速器|众创空间|步行街|街区|商圈|综合体|实验室|工作室|工作站|驿站|站点|社区|场馆|书店|影院|剧院"
    r"|景区|酒店|饭店|民宿|门店|商超|分支机构|社会团体|小镇|村集体|集群|楼宇|载体|幼儿园|分园|单位|运营方|管理方|投资方|建设方"
    r"|运营商|服务商|经销商|供应商|经营人|承运人|代理人|[种养大]大?户|养殖场|种植场|[牧渔林茶果猪牛羊鸡]场|加工厂|作坊|剧团|院团)"
)
#: What says no more than that somebody qualifies or stands in the place the text is for.
_LEAD = re.compile(
    r"(?:对于?|针对|给|向|支持|鼓励|引导|和|及|、|,|\s|\d+[.、]|符合(?:以上|上述|相关|规定|下列)?(?:条件|要求)的?|上述|该|此类|相关|有关|各类|各"
    r"|每一?[家个所户名项]|单[家个项]|同一[家个]?|一家|获奖|获批|入选|优秀|优质|新|前[一二三四五六七八九十\d]{1,2}[名位家]|(?:全[市区省]|[本我][市区省县])(?:(?:行政区域|行政区划|辖区)?(?:范围)?内的?)?|区内|市内|等)+"
)
#: Nouns that name the part somebody plays, or just anybody.
_ANYBODY = re.compile(
    r"(?:(?:申[报请领]|用人|项目|承担|建设|运营|实施|牵头|参与|合作|所在|推荐|受理|管理|经营|投资|主管|承办|主办|获奖|入驻|服务|认定|试点|完成|责任|监管|业主|成员|联合|协办|供货|设计|施工|监理|评估|检测|培训|组织|所在|上级|下级|直属"
    r"|示范|被|其他|其|下列|以下|上述|前述|该类|此类|这类|创新|市场|经营|符合条件)*"
    r"(?:企业|单位|机构|主体|公司|组织|平台|团队|园区|载体|基地|中心|项目|产品|活动|工程|设备|技术|人员|个人|人才|家庭))"
)
_KIND = re.compile(
    rf"[^,;。、的和及或与\d\s()]{{0,10}}(?:\([^()]{{2,8}}\))?{_BODY}(?:(?<=[一-鿿]{{3}})|(?<=\)[一-鿿]{{2}}))(?:\((?:基地|中心|平台|园|工作站)\))?"
)
#: 船舶管理、海事仲裁、航运保险等航运服务机构: what some of them do, and what they all are.
_GENUS = re.compile(
    rf"(?:(?![^,;。的、]*{_BODY}(?:、|等))[^,;。的、]{{2,12}}、)+[^,;。的、]{{2,12}}(?<!机构)(?<!单位)(?<!企业)等(?P<genus>[^,;。的、]{{2,10}}{_BODY})"
)
#: 「新型石墨企业」: words before 企业 that name no size, owner, stage or rank.
NEW_TRADE = re.compile(
    r"(?P<trade>(?![单每该其本各所我]|针对|面向|同一|进入|[^,;。]*[本我][省市区县]|[为是]?非)(?!.*(?:申[报请领]|担任|所办|可以|享受|在|从事|经(?![营销纪])|获|认定|具有|属于|首次|新增|新设|重点|骨干|示范|试点|总部|上市|挂牌|培育|成长"
    r"|创新|创业|初创|领军|头部|平台|龙头|链主|科技|民营|国有|外[资商]|投资|内资|集体|农业|中小|小微|大型|规上|限上|规模|合作|相关|用人"
    r"|服务|投保|参[保展评]|[出进]口|纳税|在孵|毕业|退役|返乡|招用|吸纳|实施|牵头|承担|新办|注册|落户|迁入|引进|转型|存量|增量|亏损|盈利"
    r"|困难|受灾|诚信|优质|标杆|高成长|高精尖|实体|本土|本地|外地|异地|[市区境省]外|境内外?|国内外?|新入[库统规]|跨国|央|[省市区]属|股份|有限|法人|独立|母|关联"
    r"|供应|采购|客户|会员|各类|所有|全部|其余|此类|上述|以下|下列|如下|标准|合格|涉及|其中|达标|升规|获奖|创建|建设|授权|指定|规定|专精特新|小巨人"
    r"|独角兽|瞪羚|冠军|老字号|绿色工厂|派遣|中介|外包|\d))[^,;:。、的()]{2,10})企业"
)
#: Things that are paid for when they are of the sort described.
_THING = re.compile(
    r"(?:[^,;。、的\d()]{2,16}、)*[^,;。、的\d()]{2,24}(?:项目|产品|药品|器械|工程|活动|赛事|展会|设施|空间|厂房|用房|品种|成果|方案|课题|作品|影片|剧目|建设|升级"
    r"|改造|应用|机房|车间|产线|生产线|站|场站|场所|车辆|客车|船舶|飞机|航线|航班|班列|线路|系统|软件|装备|装置|平台|展览|演出|剧场|门店|店铺|牌照"
    r"|赛事|住房|住宅|楼宇|道路|农田|大棚|基地|标准|专利|著作权|模型|数据集|案例|品牌|模式|合同|债券|基金|保单|贷款)"
)


def paid_kind(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """The leaf for the kind of body that ``[start, end)`` names and nothing else."""
    while end > start and view[end - 1] in " ,;:。的":
        end -= 1
    if lead := _LEAD.match(view, start, end):
        start = lead.end()
    if view.startswith("等", end - 1):
        end -= 1
    if genus := _GENUS.fullmatch(view, start, end):
        start = genus.start("genus")  # 船舶管理、海事仲裁等航运服务机构: whatever they do for it
    names = re.split(r"、|或者|或|和|及|以及", view[start:end])
    if not all(_KIND.fullmatch(n) and not _ANYBODY.fullmatch(n) for n in names):
        return None
    quote = Quote(text=text[start:end], start=start)
    return DraftTag(shape="one_of", name="主体类型", values=tuple(names), quote=quote)


#: 在享受国家补贴的基础上: how it is paid, not whom.
#: 门诊费用经医保结算后: when it is paid, not to whom.
_NO_NOUN = re.compile(
    r"[^,;。]*(?:后|之前|期间)|(?:基础(?:之)?上|前提下|情况下|条件下|过程中|同时)"
)


def paid_last(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """The leaf for what a recipient phrase ends with; None for just anybody."""
    while end > start and view[end - 1] in " ,;:。":
        end -= 1
    if payer := _PAYER.search(view, start, end):
        end = payer.start()
    remark = _REMARK.search(view, start, end)
    if remark and not _COUNTED_IN.search(remark.group()) and not _ALIAS.fullmatch(remark.group()):
        end = remark.start()  # 社会饭店(规上企业): the noun stands before the remark
    begin = _head(view, start, end)
    first = max(start, *(view.rfind(mark, start, end) + 1 for mark in ",;。"))
    if begin is None or begin >= end or part_in(view, first, end):
        return None
    if kind := paid_kind(text, view, begin, end):
        return kind
    whole = view[begin:end]
    if _GRANT_NAME.search(whole) or _NO_NOUN.fullmatch(whole):
        return None  # 改扩建机构的一次性建设补助标准: what is granted, not to whom
    described = begin > start and view[begin - 1] == "的"
    if lead := _LEAD.match(view, begin, end):
        begin = lead.end()
    said = view[begin:end]
    quote = Quote(text=text[begin:end], start=begin)
    if _ANYBODY.fullmatch(said):
        return None
    if trades := _trades(said):
        return DraftTag(shape="one_of", name="所属行业", values=trades, quote=quote)
    long = len(whole) >= (6 if whole.endswith("项目") else 4)
    thing = _THING.fullmatch(whole) or THING.search(whole)
    if long and described and thing and len(said) >= 4:
        quote = Quote(text=text[end - len(whole) : end], start=end - len(whole))
        return DraftTag(shape="is", name=whole, quote=quote)
    if described and _SORT.fullmatch(said):
        return DraftTag(shape="is", name=said, quote=quote)
    return None


#: 「游客50人以上的省外来港包机」: whatever noun ends a described recipient, unless it is anybody.
_SORT = re.compile(
    r"(?!.*(?:可以|享受|申请))(?![^,;。]*(?:企业|单位|机构|公司|组织|人员?|人才|[生民者户工童儿]|青年|教师|妇女|军属|遗属|家庭|对象|主体|情形|部分|方式|基础|额度|前提|情况|原则"
    r"|标准|范围|费用|资金|项目|面积|数|[数总金]?额|[数总]?量|率|价[格款]?|时间|期限|服务|内容|基数|收入|投入|支出|差额|比例)$)"
    r"[^,;。、的\d()和及或与]{3,14}"
)
_GRANT_NAME = re.compile(r"(?:补助|补贴|奖励|资助|奖补|津贴)(?:标准|资金|金额|额度)?$")
#: 「…的项目，市农业发展资金分别」: who pays stands between who is paid and how much.
_PAYER = re.compile(
    r",(?:由)?(?:[国省市区县镇州]|开发区|本级)[^,;。的\d]{0,12}?(?:资金|财政|部门)(?:一次性|分别|再|另|统一)*$"
)
_REMARK = re.compile(r"(?<=[一-鿿])\([^()]{2,24}\)$")
#: 「公共服务平台(基地)」: another noun for the same body is part of its name.
_ALIAS = re.compile(
    r"\((?!含|除|以|限|规)[一-鿿]{0,8}(?:基地|中心|平台|园|工作站|分院|协会|交易所)\)"
)
#: 「商贸、物流企业(含供应链企业)」: what a remark counts in as well.
_COUNTED_IN = re.compile(r"\((?:含|包括|包含)(?P<more>[^()]{2,20}?)(?:等)?\)$")


def _trades(said: str) -> tuple[str, ...]:
    """The trades 「商贸、物流企业」 names, with those a remark behind it counts in."""
    more = _COUNTED_IN.search(said)
    named = said[: more.start()] if more else said
    names = [n.removesuffix("企业") for n in re.split(r"、|和|及|以及|或者?", named)]
    found = [NEW_TRADE.fullmatch(n + "企业") for n in names]
    if not all(found) or named.count("企业") != 1:
        return ()
    besides = re.split(r"、|和|及|以及|或者?", more["more"]) if more else []
    return (*names, *(n.removesuffix("企业") for n in besides))


def _head(view: str, start: int, end: int) -> int | None:
    """Where the noun a phrase ends with begins: behind its last 的, or behind 对."""
    depth = 0
    for at in range(end - 1, start - 1, -1):
        depth += (view[at] in ")]》") - (view[at] in "([《")
        if depth == 0 and view[at] == "的":
            return at + 1 if at < end - 1 else None
        if depth == 0 and view[at] in ",;。:":
            break
    else:
        at = start - 1
    piece = view[at + 1 : end]
    lead = re.match(r"\s*(?:对于?|向|给)(?!外|口|接|标)", piece)
    return at + 1 + lead.end() if lead else None


def with_last(nodes: list[DraftNode], last: DraftTag) -> list[DraftNode]:
    """The leaves of a recipient phrase and what it ends with, each said once."""
    place = (last.quote.start, last.quote.end)
    sort = last.shape == "is" and _THING.fullmatch(last.name) is None
    if sort and any(_overlaps(node, place) for node in nodes):
        return nodes  # 组织20人以上的采摘车队: what is done says it already
    if any(_trade_of(node, last) for node in nodes):
        return nodes  # 从事会计、评估的专业服务机构: the trade says which bodies
    if any(_done_to(node, last) for node in nodes):
        return nodes  # 购置单价…的设备: what is bought is asked as bought
    result: list[DraftNode] = []
    for node in nodes:
        if not _overlaps(node, place):
            result.append(node)
            continue
        if not isinstance(node, DraftTag) or node.shape != "is" or node.negated:
            return nodes  # a title, a size or a figure says it already
        if (rest := _apart(node, last)) is not None:
            result.append(rest)
    return [*result, last]


def _done_to(node: DraftNode, last: DraftTag) -> bool:
    if not isinstance(node, DraftTag) or node.shape != "is" or last.shape != "is":
        return False
    done = node.name.removesuffix(last.name)
    return done != node.name and re.fullmatch(rf"(?:新|首次|自主)*(?:{ACTS})+的?", done) is not None


def _apart(node: DraftTag, last: DraftTag) -> DraftTag | None:
    """A leaf without the noun at its end; None when nothing else was said."""
    stop = last.quote.start - node.quote.start
    noun = node.name.rfind(_first_words(last))
    if noun < 0:  # 综合型(区域型)总部: a remark the name of the leaf leaves out
        noun = node.name.rfind(re.sub(r"\([^()]*\)", "", _first_words(last)))
    if stop <= 0 or noun <= 0:
        return None
    tail = r"的?(?:相关|有关|各类|专门|本[市区省县]|在京)*$"
    said = re.sub(tail, "", node.name[:noun])
    if len(said) < 3 or re.fullmatch(r"符合[^,;。的]{0,8}|[^,;。的]*、[^,;。的]*等", said):
        return None
    text = re.sub(tail, "", node.quote.text[:stop])
    return node.model_copy(update={"name": said, "quote": Quote(text=text, start=node.quote.start)})


def _trade_of(node: DraftNode, last: DraftTag) -> bool:
    return (
        isinstance(node, DraftTag)
        and node.name == "所属行业"
        and 0 <= last.quote.start - node.quote.end <= 2
    )


def _first_words(last: DraftTag) -> str:
    return last.values[0] if last.values else last.name


def _overlaps(node: DraftNode, span: tuple[int, int]) -> bool:
    if isinstance(node, DraftGroup):
        return any(_overlaps(child, span) for child in node.of)
    return node.quote.start < span[1] and node.quote.end > span[0]
