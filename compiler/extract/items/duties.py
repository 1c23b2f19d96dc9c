"""Whose duty a piece of a sentence is: an office's and the money's own way ask nothing of anyone.

「财政部门将所需资金列入下年度预算」 stands beside a benefit and is no condition of it. Told by who
acts: an office or the money is the subject and what it will do the predicate; or something will
be done for the applicant (予以优先保障); or the policy speaks of its own effort (加大…力度).
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag, Quote
from compiler.extract.language.amounts import MONEY

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
#: 财政部门将所需资金列入预算; 市县财政予以兜底补齐; 所需资金由两级财政共同承担.
_OF_OFFICE = re.compile(
    rf"\s*(?:{_OFFICE}{_WILL}[^,;。]*?{_ACTS}[^,;。]*"
    rf"|{_MONEY}[^,;。]{{0,4}}?(?:由|从|列入|纳入|按|在)[^,;。]*?(?:承担|负担|分担|列支|解决|安排|预算|拨付|支付|保障|统筹)[^,;。]*)"
)
#: 申请时将予以优先纳入保障: what is done for whoever qualifies.
_IS_DONE = re.compile(
    r"[^,;。的]{0,12}?(?:将|可|应|均|可以)?(?:予以|给予)(?:优先|重点|积极|适当|大力|全力)"
    r"(?:纳入|支持|保障|安排|推荐|考虑|倾斜|办理)[^,;。的\d]{0,12}\s*"
)
#: 加大贷款贴息力度, 强化要素保障: the policy speaks of its own effort.
_EFFORT = re.compile(
    r"\W*(?:进一步|不断|持续|着力|切实)*(?:加大|增强|强化|加强|完善|健全|优化|深化|落实|拓宽|创新)"
    r"(?!型)[^,;。的\d]{2,20}?(?:力度|服务|保障|机制|体系|环境|渠道|方式|举措|政策|管理|监管|统筹|协调|联动|引导|支撑|供给)\s*"
)
#: 根据残疾类别制定改造方案: what is worked out for the applicant.
_PLANS = re.compile(
    r"\W*(?:根据|按照?|结合|针对|依据)[^,;。]{2,30}?(?:制定|编制|拟定|量身定制|确定)[^,;。]{2,24}?(?:方案|计划|清单)\s*"
)
#: 申报单位应如实提供材料, 对材料的真实性负责: how somebody applies, not who may.
_TRUTH = re.compile(
    r"(?![^,;。]*(?:未|没有|不|拒)[^,;。]{0,4}(?:如实|据实|负责))[\W\d]*[^,;。的]{0,14}?(?:应当?|须|需|必须|要|并|均)*"
    r"(?:(?:如实|据实|真实(?:、(?:准确|完整|有效))*)(?:地)?(?:提供|提交|申[报请领]|填[报写]|报告|反映|记录|上报|报送|登记|说明)[^,;。]{0,24}"
    r"|对(?:其|所|提[供交]|申[报请]|填报|报送|全部)*的?[^,;。]{0,12}?(?:材料|资料|数据|信息|内容|情况)的?"
    r"(?:真实|合法|准确|完整|有效)[^,;。]{0,20}?(?:负[^,;。]{0,6}?责任?|承担[^,;。]{0,8}?责任))\s*"
)
#: 根据幼儿园实际在园幼儿数, 按照机型及飞行小时: by what a sum is counted.
_COUNTED_BY = re.compile(
    r"\s*(?:按(?:照)?|根据|依据|依照|视|结合|参照)(?:其|实际)?[^,;。\d]{2,24}?"
    r"(?:投入|投资额?|支出|成本|费用|金额|总额|产值|销售额|利率|面积|人数|数量|规模|人次|场次|里程|功率|时长|次数|小时|[幼儿学生床托座机航]数|吨位|类型|等级|档次)\s*"
)
#: 在享受国家农机补贴的基础上: what is paid here is paid besides.
_BESIDES = re.compile(
    r"\s*在[^,;。]{0,24}?(?:补贴|补助|奖励|直补|资助|扶持|支持|奖补|政策)(?:标准|资金)?(?:的)?基础(?:之)?上\s*"
)
_ITS_OWN = re.compile(
    r"(?:未|无|不存在|没有|已|曾|经|被|获得|取得|符合|具有|具备|通过|列入|纳入)[^,;。]*$"
)


def asks_nobody(view: str, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is an office's duty, the way of the money, a slogan or honesty."""
    said = view[start:end].rstrip(" ,;。")
    if said.endswith(("的", "的企业", "的单位", "的项目", "的机构", "的人员")):
        return False
    if _OF_OFFICE.fullmatch(said):
        return _ITS_OWN.match(said) is None
    return any(
        asks.fullmatch(said) for asks in (_IS_DONE, _EFFORT, _PLANS, _TRUTH, _COUNTED_BY, _BESIDES)
    )


def owes_truth(said: str) -> bool:
    """Whether words say only how truly somebody must tell what they tell."""
    return _TRUTH.fullmatch(said.strip(" ,;。\n")) is not None


#: 同一家酒店奖励上限为10万元: a limit among conditions, which no award took up.
_LIMIT = re.compile(
    r"\s*(?:同一|单个|每个?|单家|累计|年度|全年)[^,;。]{0,16}?(?:奖励|补贴|补助|资助|奖补|贴息|扶持|支持)(?:资金|金额|总额|额度)?"
    rf"(?:上限|最高|封顶|限额|不超过|不得超过)[^,;。\d]{{0,4}}{MONEY}\s*"
)


def states_limit(text: str, view: str, start: int, end: int) -> DraftTag | None:
    """A limit that stands where conditions are read: it waits for a person, it asks nothing."""
    if _LIMIT.fullmatch(view, start, end) is None:
        return None
    lead = len(view[start:end]) - len(view[start:end].lstrip())
    quote = Quote(text=text[start + lead : end].rstrip(), start=start + lead)
    return DraftTag(shape="unparsed", name="像是金额的限额，没有归到哪一笔金额", quote=quote)
