"""What a clause does when it asks nothing of whoever applies; told by its own words.

Whatever nothing types is a requirement named as written, so that none is lost. A clause that limits
how often something is had, tells what follows from something, how an office proceeds, what is
handed in or by what a sum is reckoned is none. A clause that describes (…的企业) or denies
(未被取消资格) always asks. The kinds are tried in the order of ``_DEEDS``; what a sentence with
a protasis does (名下有多家的，只有一家可申请) its last clause says.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

from compiler.extract.language.amounts import MONEY
from compiler.extract.language.pieces import split

Deed = Literal["limit", "consequence", "procedure", "reference", "reckoning", "effort"]

_LEVEL = (
    r"(?:国家|中央|省|自治区|市|州|盟|区|县|旗|镇|乡|街道|各级|本级|同级|两级|三级"
    r"|有关|相关|主管|责任|牵头|各)"
)
_OFFICE = (
    rf"(?:由)?(?:{_LEVEL}|、|和|及|以及|与)*[^,;。、的\d]{{0,12}}?"
    r"(?:部门|财政|财政[局厅]|[委局厅办]|政府|管委会|办公室|主管单位|责任单位|工作专班)"
)
_MONEY = (
    r"(?:(?:上述|以上|所需|专项|奖补|补助|补贴|奖励|扶持|支持|配套|财政)(?:的)?(?:资金|经费|费用|款项)"
    r"|(?:资金|经费))"
)
_WILL = (
    r"(?:将|应当?|要|须|负责|予以|会同|按照?|根据|统筹|牵头|协同|联合|共同|从|在[^,;。]{2,12}中"
    r"|每年|及时|优先|分别|对)"
)
_ACTS = (
    r"(?:列入|纳入|安排|承担|负担|分担|列支|解决|保障|拨付|兑现|下达|补齐|补足|兜底|筹措|支付|统筹|落实|审核|核定|监督|管理|制定|出台"
    r"|组织|指导|协调|建立|完善|推荐|给予|提供|负责)"
)
_GIVEN = r"(?:资金|经费|款项?|补[贴助]|奖[励补]|资助|津贴|贴息|扶持|支持|待遇|名额|资格)"
_RECEIVED = r"(?:申[请报领]|享受|领取|获得|获取|参评|申办|发放|补[贴助]|奖[励补]|资助|支持|扶持)"
_ONCE = r"(?:[一1](?:次|家|个|项|户|种|处|名|份|套|类|人|档)|其[中一])"

#: 不能再次申领, 只有一家可申请, 限报一个项目, 只补其中一个: how often, by how many.
_LIMIT = re.compile(
    rf"[^,;。]*?(?:不(?:能|得|可以?|再|予|允许|应)|无法)(?:再次?|重复|多次|同时|另行|二次|多头|叠加)+{_RECEIVED}[^,;。]*"
    rf"|[^,;。]*?(?:只|仅|限|最多|至多)(?:有|能|可以?|限|允许|由|对|就|按|其中)*[^,;。\d]{{0,8}}?(?:{_RECEIVED}|[补奖报评领])(?:其中)?(?:的)?{_ONCE}[^,;。]{{0,14}}"
    rf"|[^,;。]*?(?:只|仅|限|最多|至多)(?:有|能|可以?|限|由|对|就|按)*(?:其中的?)?{_ONCE}[^,;。\d]{{0,12}}?{_RECEIVED}[^,;。]{{0,20}}"
    rf"|[^,;。]*?限(?:报|补|奖|领|评){_ONCE}[^,;。]{{0,10}}"
    rf"|(?:其中,?)?(?:只能|可|应|由|选择|以|按)*(?:其中)?(?:另一|一)方[^,;。的]{{0,16}}?{_RECEIVED}[^,;。]{{0,12}}"
    r"|(?:可|应|按|均可)?(?:择高|就高|从高|择优)(?:申[请领]|享受|领取|选择|发放|执行)[^,;。]{0,16}"
)
#: 暂停拨付, 视为自动放弃, 追究责任, 列入失信名单: what follows from what was said before.
_CONSEQUENCE = re.compile(
    r"[^,;。]{0,24}?(?:将|应当?|可|予以|有权|直接|一律|均|依法|同时|立即|按规定|视情节?|并)*"
    rf"(?:(?:暂停|取消|终止|撤销|中止|停发|停止|扣[减除回]|核减)其?[^,;。]{{0,24}}?(?:{_GIVEN}|合作|拨付|发放|支付|申报|称号|认定|授牌)"
    rf"|(?:收回|追回|追缴|退回|退还|缴回|扣回|返还)[^,;。]{{0,20}}?{_GIVEN}"
    r"|(?:视为|视同|视作|按)(?:自动|主动|自愿)*(?:放弃|弃权|撤回|不合格|未通过|退出)[^,;。]{0,10}"
    r"|(?:追究|承担)[^,;。]{0,10}?(?:法律|刑事|违约|相应|连带|相关)*责任|(?<=[将应可以并法律定])(?:列入|纳入|记入)[^,;。]{0,12}?(?:失信|黑|不良|负面)[^,;。]{0,12}"
    r"|责令[^,;。]{2,16}|(?:资格|称号|认定|名额)(?:自动|自行)?(?:失效|取消|作废)|后果自负|不再保留[^,;。]{0,10})[^,;。]{0,12}"
)
#: 暂停对该机构的补偿, 决定该机构是否继续合作, 对其实施预警: done to one that was named before.
_DONE_TO_IT = re.compile(
    r"[^,;。]{0,16}?(?:(?:暂停|终止|停止|中止)对(?:该|其)[^,;。]{2,24}"
    r"|(?:决定|确定|研究)[^,;。]{0,16}?是否[^,;。]{2,20}"
    r"|(?:对|向)(?:该|其)[^,;。]{0,8}(?:实施|启动|发出|进行|采取|给予)[^,;。]{0,6}"
    r"(?:预警|警告|约谈|整改|通报|提醒|处罚|处理|措施))"
)
#: 由区商务局审核后拨付, 结果经公示后予以公布, 报市政府备案: how it goes its way.
_WAY = (
    r"(?:审核|审批|初审|复审|复核|核定|核实|核查|公示|公布"
    r"|拨付|发放|下达|兑现|受理|备案|确定|组织|验收|评审|评定|评估|考核|抽查|检查)"
)
_PROCEDURE = re.compile(
    rf"[^,;。]{{0,16}}?由[^,;。的]{{2,24}}?(?:(?:负责|统一|组织|牵头|会同[^,;。]{{2,12}}|共同|具体|按规定|直接|每年|定期)*{_WAY})[^,;。的]{{0,20}}"
    r"|(?:[^,;。]{0,12}?(?:结果|名单|方案|情况|材料|意见))?(?:经|在)?公示[^,;。]{0,16}?(?:公布|拨付|发放|下达|确定|予以|兑现|异议[^,;。]{0,4}后?)"
    r"|(?:[^,;。申填上]{0,16}?[^,;。申填上汇])?(?:报(?!名|备|告|表|废|刊|到|酬|销)|送)(?=[^,;。]{0,14}?(?:[局委厅办部]|政府|部门|主管|单位|机构|会议|领导))[^,;。的]{2,20}?(?:审批|审定|批准|核准|备案|审核|同意后?)(?:后)?(?:实施|执行|施行|兑现|拨付)?"
    r"|(?:应当?|须|需要?|必须|还需|并)*(?:在[^,;。]{2,20}?(?:内|前))?(?:如实)?(?:提交|提供|报送|填报|填写|递交|出具)[^,;。未]{0,40}?"
    r"(?:等(?:相关|有关|证明|佐证|申报|申请)*(?:材料|资料|文件|凭证)|申[请报]表|申[请报]书|申[请报]材料|佐证材料|证明材料|相关材料)"
    r"|[^,;。]{0,12}?(?:按|遵循|履行)[^,;。的]{0,10}?(?:程序|流程)(?:办理|申[报请]|执行|审批|进行|报批)?"
)
#: 参照本条规定执行, 适用本条, 按有关规定办理, 以…为准: where the rule stands.
_REFERENCE = re.compile(
    r"[^,;。不]{0,24}?(?:参照|按照?|依照?|比照|(?<!不)适用)[^,;。\d]{0,30}?(?:执行|办理|处理|实施)"
    r"|[^,;。不]{0,24}?(?<!不)适用(?:于)?本(?:条|款|项|办法|措施|规定|细则|政策)(?:的)?(?:规定|条款)?"
    r"|(?:具体|[^,;。未]{0,16}?)以[^,;。]{2,24}?为准"
)
#: 财政部门将所需资金列入预算; 市县财政予以兜底补齐; 所需资金由两级财政共同承担.
_OF_OFFICE = re.compile(
    rf"(?:{_OFFICE}{_WILL}[^,;。]*?{_ACTS}[^,;。]*"
    rf"|{_MONEY}[^,;。]{{0,4}}?(?:由|从|列入|纳入|按|在)[^,;。]*?(?:承担|负担|分担|列支|解决|安排|预算|拨付|支付|保障|统筹)[^,;。]*)"
)
#: 以上补助由市、县两级财政各承担50%, 所需资金从专项资金中列支: who bears what is paid.
_BORNE = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:以上|上述|前述|本办法|本措施|本政策|各项|所有|所需|所涉|相关)*(?:的)?[^,;。的\d]{0,8}?"
    r"(?:资金|经费|费用|款项|奖补|补助|补贴|奖励|资助|贴息|津贴)(?:款|金|资金)?,?"
    rf"(?![^;。]*(?:{MONEY}|第[一二三]年|分[一二两三四五\d]+年|最高|不超过))"
    r"(?=[^;。]*(?:财政|专项资金|预算|[省市县区]级?、|[两三]级))"
    r"[^;。]*?(?:承担|分担|负担|列支|解决|安排|兜底|筹措|配套)[^,;。的]{0,16}?[。;]?\s*"
)


def says_who_bears(said: str) -> bool:
    """Whether a sentence only says out of whose money what is granted comes."""
    return _BORNE.fullmatch(said) is not None


#: 申请时将予以优先纳入保障: what is done for whoever qualifies.
_IS_DONE = re.compile(
    r"[^,;。的]{0,12}?(?:将|可|应|均|可以)?(?:予以|给予)(?:优先|重点|积极|适当|大力|全力)"
    r"(?:纳入|支持|保障|安排|推荐|考虑|倾斜|办理)[^,;。的\d]{0,12}"
)
#: 加大贷款贴息力度, 强化要素保障: the policy speaks of its own effort.
_EFFORT = re.compile(
    r"\W*(?:进一步|不断|持续|着力|切实)*(?:加大|增强|强化|加强|完善|健全|优化|深化|落实|拓宽|创新)"
    r"(?!型)[^,;。的\d]{2,20}?(?:力度|服务|保障|机制|体系|环境|渠道|方式|举措|政策|管理|监管|统筹|协调|联动|引导|支撑|供给)"
)
#: 优先推荐申报上级项目: what else the office does for whoever is paid.
_FAVOUR = re.compile(
    r"\W*(?:并|且|同时|可|将|予以|给予|同等条件下)*优先(?:推荐|支持|安排|保障|配置|考虑|供给|供应|审批|受理|办理|列入|纳入|参评|评选|评优)"
    r"[^,;。]{0,24}?(?<!的)(?<!企业)(?<!单位)(?<!项目的)"
)
#: 根据残疾类别制定改造方案: what is worked out for the applicant.
_PLANS = re.compile(
    r"\W*(?:根据|按照?|结合|针对|依据)[^,;。]{2,30}?(?:制定|编制|拟定|量身定制|确定)[^,;。]{2,24}?(?:方案|计划|清单)"
)
#: 申报单位应如实提供材料, 对材料的真实性负责: how somebody applies, not who may.
_TRUTH = re.compile(
    r"(?![^,;。]*(?:未|没有|不|拒)[^,;。]{0,4}(?:如实|据实|负责))[\W\d]*[^,;。的]{0,14}?(?:应当?|须|需|必须|要|并|均)*"
    r"(?:(?:如实|据实|真实(?:、(?:准确|完整|有效))*)(?:地)?(?:提供|提交|申[报请领]|填[报写]|报告|反映|记录|上报|报送|登记|说明)[^,;。]{0,24}"
    r"|对(?:其|所|提[供交]|申[报请]|填报|报送|全部)*的?[^,;。]{0,12}?(?:材料|资料|数据|信息|内容|情况)的?"
    r"(?:真实|合法|准确|完整|有效)[^,;。]{0,20}?(?:负[^,;。]{0,6}?责任?|承担[^,;。]{0,8}?责任))"
)
_AMOUNT = (
    r"(?:面积|人数|数量|(?<=[产销售购工口易用])量|规模|人次|场次|里程|功率|时长|次数|小时|[幼儿学生床托座机航]数|吨位|类型|等级|档次"
    r"|票据|发票|凭证|数据|贡献|增量(?:部分)?|增加额|投入|投资额?|支出|成本|费用|金额|总额|销售额|发生额|产值|税收|利率|租金|类别|评级)"
)
#: 按照机型及飞行小时, 凭购置发票, 比照其地方财政贡献: by what a sum is counted or proved.
_COUNTED_BY = re.compile(
    rf"(?:按(?:照)?|根据|依据|依照|视|结合|比照|参照|凭)(?:其|实际)?(?![^,;。]*(?:完成|缴|填|报送|上报|报告|取得|开展|实施|提[交供]|支付|通过|接入|履行|公示|登记|签订))[^,;。\d]{{2,24}}?{_AMOUNT}"
)
#: 在享受国家农机补贴的基础上: what is paid here is paid besides.
_BESIDES = re.compile(
    r"在[^,;。]{0,24}?(?:补贴|补助|奖励|直补|资助|扶持|支持|奖补|政策)(?:标准|资金)?(?:的)?基础(?:之)?上"
    r"|(?:按照?|坚持|遵循|本着)[^;。]{2,40}?原则"
)
#: 经基本医疗保险、大病保险报销后: what others paid first; 因病住院医疗费用: the cost itself.
_PAID_FIRST = re.compile(
    r"(?:经|扣除)[^,;。]{2,60}?(?:报销|理赔|赔付|赔偿|补偿|支付|结算|减免|救助|补助)(?:和[^,;。]{2,12})?(?:等)?(?:支付)?之?后"
    r"|(?:在[^,;。]{2,20}?|因[病伤患][^,;。]{0,12}?|当?年度?内?|一年内|单次|累计|产生的?|发生的?|符合规定的?|政策范围内(?:的)?|合规的?)*"
    r"(?:住院|门诊|就医|诊疗|治疗|医疗|医药|康复|慢特病|、|和|及|的)+费用?(?:\([^()]*\))?(?:中)?"
    r"|(?:均)?不设(?:立|置)?(?:年度)?(?:救助|补助|报销)?(?:起付(?:标准|线)|封顶线?|最高(?:支付|救助)?限额)"
)
#: 补贴范围和标准方面: what is spoken of; 可以申请护理补贴: the benefit that is named.
_SPOKEN_OF = re.compile(
    r"[^,;。\d]{2,16}方面"
    r"|(?:均|都)?(?:可以?|能够?|有权)(?:按规定|依法|同时)*(?:申[请领报]|享受|领取|获得)[^,;。\d]{2,24}?"
    r"(?:补贴|津贴|补助金?|救助金?|待遇|奖励|资助|奖学金|助学金|优惠)(?:资金|政策)?:?"
)
_ITS_OWN = re.compile(
    r"(?:未|无|不存在|没有|已|曾|经|被|获得|取得|符合|具有|具备|通过|列入|纳入)[^,;。]*$"
)

#: Tried in this order; the first that says all of a clause is what it does.
_DEEDS: tuple[tuple[Deed, tuple[re.Pattern[str], ...]], ...] = (
    ("limit", (_LIMIT,)),
    ("consequence", (_CONSEQUENCE, _DONE_TO_IT)),
    ("procedure", (_TRUTH, _PROCEDURE)),
    ("reference", (_REFERENCE,)),
    ("reckoning", (_COUNTED_BY, _BESIDES, _PAID_FIRST, _SPOKEN_OF)),
    ("effort", (_IS_DONE, _EFFORT, _FAVOUR, _PLANS)),
)
#: 经评审入围的单位, 参加培训的: whoever is described is asked for.
_DESCRIBES = re.compile(
    r".*的(?:企业|单位|项目|机构|人员|个人|家庭|主体|产品|平台|学生|团队|组织)?"
)
#: 未被取消资格, 无骗取补贴行为, 不存在列入失信名单的情形: what is denied is asked.
#: 被列入失信名单, 曾被取消资格: what happened to somebody is asked, too.
_DENIES = re.compile(
    r"[^,;。]{0,20}?(?:被|曾|正在|处于|存在|受到|未(?!按|在|经|及时|能)|无(?!法|需|异议)|没有|不存在|不属于|从未)[^,;。]{2,}"
)
#: 由区水务局组织评审, 择优立项: a gate somebody has to pass.
_JUDGED = re.compile(r"(?:评审|认定|遴选|评估)(?!结果|名单)|论证|择优")
_MARK = re.compile(
    r"(?:\s*(?:\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.]|[①-⑳]))*[\s,;。]*"
)


def deed_of(said: str) -> Deed | None:
    """What one clause between commas does; None where it may ask something."""
    said = _MARK.sub("", said, count=1).rstrip(" ,;。\n")
    if not said or _DESCRIBES.fullmatch(said):
        return None
    if _OF_OFFICE.fullmatch(said):
        return None if _ITS_OWN.match(said) else "procedure"
    denied = _DENIES.fullmatch(said) is not None or _JUDGED.search(said) is not None
    for deed, patterns in _DEEDS:
        if denied and deed in ("limit", "consequence", "procedure") and not _TRUTH.fullmatch(said):
            continue
        if any(pattern.fullmatch(said) for pattern in patterns):
            return deed
    return None


#: 名下有多家企业的, 逾期未整改, 如发现弄虚作假, 一经查实: the case of which the last clause speaks.
_CASE = re.compile(
    r".*(?:的|后|(?<![小课工学临及按准同当])时)(?:企业|单位|机构|个人|人员|申请人|项目|主体|食堂|门店)?"
    r"|(?:如果?|若|倘若|当|凡|一旦|一经|逾期|否则|对(?:于)?|因|同一|经[^,;。]{2,20}(?:查实|核实|发现|认定))[^,;。]*"
)
_DONE_THEN: tuple[Deed, ...] = ("limit", "consequence")


def deed_with_case(view: str, start: int, end: int) -> Deed | None:
    """What a stretch between ; does, with the case it speaks of; None where it may ask.

    Only a limit or a consequence takes the words before it with it: 甲的，由乙审核 still asks 甲.
    """
    pieces = [(a, b) for a, b, _ in split(view, start, end) if view[a:b].strip(" ,;。")]
    found: Deed | None = None
    for number, (a, b) in enumerate(pieces):
        said = view[a:b]
        deed = deed_of(said)
        if deed is None and (found is not None or not _CASE.fullmatch(_bare(said, number))):
            return None
        if deed is None:
            continue
        if number and found is None and deed not in _DONE_THEN:
            return None
        found = found or deed
    return found


def _bare(said: str, number: int) -> str:
    return (said if number else _MARK.sub("", said, count=1)).strip(" ,;。\n")


def deed_of_sentence(view: str, start: int, end: int) -> Deed | None:
    """What a sentence does, when no stretch of it between ; may ask something."""
    deeds = [deed_with_case(view, a, b) for a, b in stretches(view, start, end)]
    return deeds[0] if deeds and None not in deeds else None


#: 「种植面积不少于20亩，且同一地块不得重复申报」: what stands before the limit is asked.
_ABOUT_GRANTS = re.compile(r"补[贴助]|奖[励补]|资助|资金|同一|同类|多[家个项次]|已(?:获|享|领|申)")


def asks_before_limit(text: str) -> bool:
    """Whether a sentence asks something first and only its last clauses limit."""
    said = [text[a:b] for a, b, _ in split(text, 0, len(text)) if text[a:b].strip(" ,;。\n")]
    deeds = [deed_of(piece) for piece in said]
    if "limit" not in deeds[1:]:
        return False
    before = said[: deeds.index("limit", 1)]
    return not any(
        _CASE.fullmatch(_bare(piece, number)) or _ABOUT_GRANTS.search(piece)
        for number, piece in enumerate(before)
    )


def stretches(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of ``[start, end)`` between ; and 。 that say something."""
    edges = [start, *(m.end() for m in _STRETCH_ENDS.finditer(view, start, end)), end]
    return [(a, b) for a, b in pairwise(edges) if view[a:b].strip(" ;。\n")]


_STRETCH_ENDS = re.compile(r"[;。]")


def asks_nobody(view: str, start: int, end: int) -> bool:
    """Whether the clause ``[start, end)`` asks nothing of whoever applies."""
    return deed_of(view[start:end]) is not None


def owes_truth(said: str) -> bool:
    """Whether words say only how truly somebody must tell what they tell."""
    return _TRUTH.fullmatch(said.strip(" ,;。\n")) is not None
