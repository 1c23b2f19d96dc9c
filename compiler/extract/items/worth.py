"""What is granted without a figure: 给予资金支持, 按一定比例给予奖励, 可申领创新券, 可免予检验."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.limits import find_lasting
from compiler.extract.drafts import DraftAward, Quote
from compiler.extract.language.amounts import MONEY, POINTS, RATIO
from compiler.normalise import NUMBER

_WORTH = (
    r"(?:资金(?:支持|扶持|配套|补助|奖励)|(?:补贴|补助|奖励|资助|贴息|奖补)(?!政策|项目|办法|标准|比例|方式)"
    r"|补偿|(?:房租|租金|场租|场地费|物业费|水电费|税费|规费)(?:减免|优惠|返还)|津贴|救助金|临时救助|慰问金|抚恤金|配套资金|扶持资金|支持资金|股权投资"
    r"|(?:固定资产投资|贷款|信贷|融资|用地|准入|场地|资本金|一定|房租减免|租金减免|开办|落户|安家|启动|运营|装修|研发|建设)[^,;。:\d]{0,4}支持)"
)
#: 三分之二, 2/3: a share no decimal holds exactly, so it is told in the words of the text.
_THIRDS = r"(?:[一二三四五六七八九]分之[一二三四五六七八九]|(?<!\d)[1-9]/[1-9](?!\d))"
#: 最长不超过1年的: how long it is paid is no figure of the sum; 6个月低保标准 is its measure.
_SO_LONG = (
    rf"(?:(?:最长|最多|不超过|为期|期限|累计|连续)*{NUMBER}(?:年|个月)(?:期)?的?(?=[^,;。\d])"
    rf"|{_THIRDS})"
)
#: What the sum goes by, where nobody says how: 按销售额的一定比例, 根据服务绩效, “一事一议”.
_BY = (
    rf"(?:(?:按照?|根据|依据|视|结合)(?:(?!给予|予以|[,;。:《])(?:[^\d%‰]|{_THIRDS})){{2,40}}?,?"
    r"(?:对(?!接|外|口|标|应)[^,;。:]{2,20}?)?|[\"“][^\"”,;。]{2,10}[\"”]|由[^,;。:]{2,20}?)"
)
_GIVES = re.compile(
    rf"(?<![已曾获得经未不所])(?P<grant>(?:(?:可|可以|将|并|均)*{_BY})?"
    r"(?:可|可以|将|分别|再|另|优先|择优|适当|酌情|一次性|逐年|连续)*(?<![不未再曾已])"
    rf"(?:(?:给予|予以|发放|给与)(?![^,;。:]*(?:不予|未予))(?:[^,;。:\d%‰]|{_SO_LONG}){{0,24}}?"
    rf"{_WORTH}(?:支持|扶持|资金|等支持)?"
    rf"|(?:进行|实施)(?:奖励|补贴|补助|资助|贴息|奖补)"
    r"|(?:再)?追加(?:奖励|补助|补贴|资助)))(?=$|[,;。\n])"
)
#: 可申领“创新券”，凭券购买服务; 可免予检验; 可按规定享受税收优惠政策.
_SERVES = re.compile(
    r"(?:企业|单位|机构|人员|人才|个人|项目|组织|团队|毕业生|职工|家庭|农户|者|人|的|品|后|[,;]|^)"
    r"(?P<grant>(?:可|可以|均可|能)(?:按(?:照)?[^,;。]{0,10}规定)?(?:按月|按年|凭[^,;。]{1,6})?"
    r"(?:(?:申领|申请领取|免费领取|领取)[^,;。:\d]{0,16}?(?:券|卡|服务包|礼包)[\"”]?"
    r"|享受(?!本|以下|上述|下列|该|前款|相应|其他)(?:(?!补贴|奖励|补助|资助|津贴|贴息)[^,;。:\d]){2,40}?"
    r"(?:优惠|服务|便利|绿色通道|减免|待遇)(?:等)?(?:相关|有关)?(?:政策|服务|措施|待遇)?"
    r"|优先(?:配租|承租|租住|入住|配售|认购)[^,;。:\d]{2,24}"
    r"|免(?:予|于|除|收|缴|交|租金?|费(?!用))(?!处罚|追究|行政|责任)[^,;。:\d]{2,50})"
    r"(?:,(?:凭[^,;。]{1,8}(?:享受|领取|购买)|免(?:予|于|除|收|缴|交)|并享受)[^,;。:\d]{2,40})*)(?=$|[,;。\n])"
)
#: 「入园费用（不含餐费）全免」, 「学费、住宿费全部免除」: nothing is to be paid.
_ALL_FREE = re.compile(
    r"(?:^|[,;的])(?P<grant>[^,;。:\d的]{0,12}(?:费用?|租金|学杂费|学费|保教费|票价)(?:\([^()]*\))?"
    r"(?:一律|均|全部|予以|给予|实行)*(?:全免|免除|全额减免|全额免除))(?=$|[,;。\n])"
)
_FREE_FOR = re.compile(
    rf",(?:免租|免费|减免|优惠|入住|使用|享受|服务|租赁)(?:期限?|时间|年限)(?:最长|一般|累计|原则上)*(?:不超过|为|最长)?(?P<term>{NUMBER}(?:个月|年))"
)
#: 给予股权投资，政府方持股不超过10%: a stake that is held is no share that is paid.
_STAKE = re.compile(
    r"(?:持有?股[权份]?|(?:股[权份]|股比)(?=比例|不)|占股|持有[^,;。]{0,4}股[权份])(?:比例)?(?:合计|累计)?"
    rf"(?:一般|原则上)?(?:不超过|不高于|不得超过|最高|上限|为)+{RATIO}"
)
#: Who is given it: 对…, …的, 支持…企业.
_WHO = re.compile(
    r"对(?!接|外|口|标|应)[^;。]{2,}|(?:支持|鼓励)[^,;。]{4,}"
    r"|[^,;。]{6,}后,|的,|的[^,;。的]{0,30}?(?:企业|单位|机构|个人|人员|项目|平台|基地|园区|团队|人才|农户|家庭|组织|主体|人|者),"
    r"|^[^,;。]{2,40}?(?:企业|单位|机构|项目|平台|基地|园区|人才|人员)[^,;。]{0,30},"
)
#: 「补贴标准：按…给予补贴」: how much, of whoever was named before.
_STANDARD = re.compile(
    r"[^,;。:]{0,6}(?:补[贴助]|救助|资助|奖[励补]|发放|支持|贴息)(?:标准|方式|办法)[:为]"
)
NUMBERED = r"\W*(?:第[一二三四五六七八九十百零\d]+条|[\d一二三四五六七八九十]{1,3}[.、])?\W*"
#: What somebody else decides, plans or has done already.
_NOT_GRANTED = re.compile(
    rf"^{NUMBERED}(?:鼓励|支持|引导|推动|要求)?(?:各区|各镇|各县|各市|有条件的[区县市]|各地|各部门|各有关)"
    rf"|^{NUMBERED}(?:鼓励|支持|引导|推动|要求)(?:[^,;。]{{0,8}}的)?(?:旗县市?区?|县市区?|区县|县区|市县|乡镇|镇街|街道|地市|盟市"
    r"|各?园区|开发区|高新区)(?:\([^()]*\)|、|和|及|等)*(?:可)?(?:结合[^,;。]{2,12})?(?:给予|制定|出台|配套|予以|对)"
    r"|探索|(?:^|[,;。])\W*(?:加快|抓紧|积极)?研究(?:制定|建立|出台|完善)|争取(?!到)|出台|不予|不再"
    r"|未(?:获|享|得)|不得|骗取|追回|退回|违反|监督|预算|专项资金(?:用于|支持)"
)
#: Plans and work of an office in the very clause of the grant.
_OWN_WORK = re.compile(r"加大[^,;。]{0,20}力度|统筹|落实|健全|已(?:获|享|给予|发放)|完善|建立")


def worth_without_figure(text: str, view: str, start: int, end: int) -> Benefit | None:
    """What ``[start, end)`` grants without a figure; None when it plans or states one."""
    own = view[start:end]
    if _NOT_GRANTED.search(own):
        return None
    match = _served(own) or _given(own)
    if match is None:
        return None
    figures = _STAKE.sub("", own[match.start("grant") :])
    if re.search(rf"{MONEY}|{RATIO}|{POINTS}", figures):
        return None
    a, b = start + match.start("grant"), start + match.end("grant")
    lead = re.match(r"(?:并|均|将|再)?(?=.)", view[a:b])
    adds = bool(re.match(r"(?:[^,;。]{0,14}?)(?:再|另|追加)", view[a:b]))
    if lead and not adds:
        a += lead.end()
    quote = Quote(text=text[a:b], start=a)
    award = DraftAward(shape="in_kind", value=quote.text, quote=quote)
    # 6个月低保标准 measures the sum, it is not paid so long
    if term := find_lasting(re.sub(r"\d+个月[^,;。]{0,12}标准", "", view[a:end])):
        award = award.model_copy(update={"lasting": term})
    elif free := _FREE_FOR.match(view, b, end):  # 可免租金入住公寓，免租期不超过5年
        award = award.model_copy(update={"lasting": free["term"]})
    return Benefit(start=start, cut=a, end=b, award=award, adds=adds)


def _given(own: str) -> re.Match[str] | None:
    """A grant of money, with named recipients before it."""
    for match in _GIVES.finditer(own):
        a = match.start("grant")
        clause = own[max(own.rfind(c, 0, a) for c in ",;。") + 1 : match.end("grant")]
        said = own[: match.end("grant")]
        if (_WHO.search(said) or _STANDARD.match(said)) and not _OWN_WORK.search(clause):
            return match
    return None


def _served(own: str) -> re.Match[str] | None:
    """A service, a voucher or an exemption; what everybody must hand in is none."""
    match = _SERVES.search(own) or _ALL_FREE.search(own)
    return match if match and len(own[: match.start("grant")].strip(" ,;。")) >= 4 else None
