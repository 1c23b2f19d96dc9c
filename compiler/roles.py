"""What a heading announces: conditions, amounts, exclusions, procedure; closed word lists."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """The part a block of text plays."""

    NONE = "none"
    CONDITION = "condition"
    AWARD = "award"
    EXCLUSION = "exclusion"
    PROCEDURE = "procedure"
    MATERIAL = "material"
    WINDOW = "window"
    STACKING = "stacking"
    OBLIGATION = "obligation"
    DEFINITION = "definition"
    DUTY = "duty"  # 职责分工, 监督管理, 附则: nothing an applicant must meet
    HEADER = "header"  # 发文机构, 发文字号


_WORDS: tuple[tuple[Role, str], ...] = (
    (
        Role.EXCLUSION,
        r"不予(?:支持|资助|奖励|受理|扶持|补[贴助偿]|发放|救助|奖补|贴息|享受|保障|返还|兑现|配套)"
        r"|(?:停发|停止(?:发放|享受)|暂停发放|终止(?:发放|享受))[^,;。]{0,8}(?:情形|情况)|除外情形|排除|负面清单|限制(?:情形|条件)"
        r"|不得申[报请]|不支持|不能(?:申[报请领]|享受|领取?)|(?:哪些|什么)(?:情形|情况)[^,;。]{0,4}不"
        r"|除外(?:情形|情况|对象)|不享受",
    ),
    (
        Role.MATERIAL,
        r"(?:申[报请]|所需|提交|提供)?(?:材料|资料)(?:要求|清单)?$|材料清单|提交材料|申请资料"
        r"|(?:需要?|要|提[交供]|准备|带)[^,;。]{0,6}(?:哪些|什么|啥)(?:申[报请领])?(?:材料|资料|证件)"
        r"|(?:材料|资料)(?:有哪些|是什么)|^(?:要|需要?|须|应)?(?:带|交|备|准备|提交)(?:些)?(?:什么|啥|哪些)(?:东西)?$",
    ),
    (
        Role.PROCEDURE,
        r"(?:流程|程序|步骤|办理方式|审核方式|申[报请]方式|办理渠道|申[报请]渠道|受理部门|经办机构"
        r"|经办|审批方式|拨付方式"
        r"|资金拨付|审核与|申报与审|受理与审|办理(?:地点|机构)|审核拨付|发放方式|发放程序|申报审核"
        r"|认定程序|拨付|申[报请]与|服务方式|怎[么样](?:办|申[请领报]|领)|如何(?:申[请领报]|办理)"
        r"|(?:到|去|在)?哪里?(?:儿)?(?:办|申[请领报])|找谁)",
    ),
    (
        Role.WINDOW,
        r"(?:申[报请]|受理|办理|征集)(?:时间|期限|时限|期)|时间/频度|截止(?:时间|日期)|时间安排"
        r"|何时|(?:什么|啥)时[候间]|几月",
    ),
    (Role.STACKING, r"(?:不重复|就高|叠加|重复享受|总额控制|资金(?:限额|额度)|政策衔接)"),
    (Role.OBLIGATION, r"(?:承诺|违约|退回|追回|诚信要求|后续义务|罚则)"),
    (Role.DEFINITION, r"(?:名词|术语|用语)?(?:解释|释义|定义|含义)$|名词解释"),
    (
        Role.DUTY,
        r"(?:职责|分工|监督|管理与监督|绩效|附则|组织(?:实施|保障|领导)|保障措施|工作要求|法律责任"
        r"|信息公开|资金(?:来源|管理|使用)"
        r"|总体(?:要求|目标)|指导思想|工作目标|基本原则|发展目标|档案|改造目标|有关说明|其他事项"
        r"|监管|公示|(?:有关|工作|其他|相关|注意|申报工作)(?:要求|事项)|责任追究)",
    ),
    (
        Role.CONDITION,
        r"(?:条件|资格|要求|对象|范围|主体|申报人|申请人|门槛|标准条件)$"
        r"|(?:家庭|人员|学生|居民|老年人|企业|单位|主体)(?:包括|分为|有)(?:以下|下列)?[一二两三四五六七八九\d][类种]$"
        r"|谁(?:可以|能)|哪些(?:人|企业|单位|对象|项目)(?:可以|能|符合)?|(?:什么|哪些)条件|什么人(?:可以|能)"
        r"|(?:申[报请]|支持|扶持|资助|奖励|补贴|认定|基本|一般|通用|专项|准入|享受|申领)"
        r"(?:条件|对象|范围|主体|要求)|(?:补助|奖补|救助|保障|受益|贴息|优待|发放)(?:对象|主体|人群|群体|条件)|条件要求|适用(?:对象|范围)|服务对象"
        r"|具备(?:以下|下列)?(?:基本)?条件|符合.{0,6}条件|^(?:认定|准入|入选|评定|申报)标准$",
    ),
    (
        Role.AWARD,
        r"(?:扶持|支持|资助|奖励|补贴|补助|发放|救助|优惠|贴息|奖补|配套|待遇|津贴|保障)(?:的)?"
        r"(?:标准|方式|内容|额度|金额|措施|政策|期限|幅度|比例|力度|和标准|与标准)"
        r"|^标准$|服务内容|支持内容|多少钱|(?:领|拿|发|补|给|奖励?)多少|标准是多少|额度|金额$|方式和标准",
    ),
)

#: Names of blocks that may stand unnumbered at the start of a line, followed by 「：」, a space or
#: nothing.
FIELD_LABELS: tuple[str, ...] = (
    "依据文件", "政策依据", "文件依据", "设定依据", "法律依据", "办理依据",
    "发文机构", "发文机关", "发布机构", "发文单位", "制定机关",
    "主管部门", "责任部门", "发文字号", "文件编号", "发布日期", "成文日期", "印发日期", "发文日期",
    "实施日期", "工具分类", "政策类型", "服务对象", "服务内容", "条件要求", "服务流程", "办理流程",
    "申报流程", "申请流程", "认定流程", "时间/频度", "联络方式", "联系方式", "咨询电话", "联系电话",
    "补贴条件", "补贴对象", "补贴标准", "补贴期限", "资助条件", "资助对象", "资助标准", "资助方式",
    "奖励条件", "奖励对象", "奖励标准", "扶持范围", "扶持对象", "扶持条件", "扶持标准", "扶持方式",
    "支持范围", "支持对象", "支持条件", "支持标准", "支持方式", "支持内容", "申报条件", "申请条件",
    "申报对象", "申请对象", "申报主体", "申报时间", "申请时间", "受理时间", "受理部门", "申报材料",
    "申请材料", "提交材料", "所需材料", "审核方式", "审批方式", "申报方式", "申请方式", "办理方式",
    "办理渠道", "实施单位", "责任单位", "牵头单位", "发放标准", "发放方式", "救助标准", "救助对象",
    "救助条件", "认定条件", "认定标准", "适用范围", "适用对象", "享受条件", "享受对象", "政策内容",
    "政策对象", "贴息标准", "贴息对象", "贴息条件", "奖补标准", "奖补对象", "奖补条件", "补助标准",
    "补助对象", "补助条件", "待遇标准", "限制条件", "不予支持情形", "除外情形", "经办机构",
    "有效期", "政策有效期", "申领条件", "申领对象", "支持额度", "申报期限",
)  # fmt: skip
#: A block of reminders says this and that: each sentence of it tells for itself.
REMINDER = re.compile(r"(?:温馨|特别|友情|请|要|需)?(?:提[醒示]|注意|说明|备注)(?:事项)?")
#: 「绩效资助」 and 「认定奖励」 name items; they are not blocks of duties or procedure.
_BENEFIT_NAME = re.compile(r"(?:资助|奖励|补贴|补助|扶持|津贴|救助|贴息|配套|奖补|返还|奖)$")
#: 「绩效评价与支持措施」 holds items beside duties.
_ALSO_SUPPORTS = re.compile(
    r"(?:与|和|及|、|暨)(?:[^,;。]{0,6})?(?:支持|扶持|资助|奖励|激励|补贴|补助|奖补|优惠|政策)"
    r"(?:措施|政策|内容|办法|事项|标准)?$"
    r"|^(?:支持|扶持|资助|奖励|激励|补贴|补助|奖补|优惠)(?:措施|政策|内容|办法|标准)?(?:与|和|及|、|暨)"
)
#: 「设定依据」, 「政策依据」: which documents a matter rests on.
BASIS = re.compile(r"依据文件|(?:政策|文件|政策文件|设定|法律|法规|实施|办理|制定)依据")
_HEADER = re.compile(
    rf"{BASIS.pattern}|发文机[构关]|发布机构|发文单位|制定机关|主管部门|责任部门|发文字号"
    r"|文件编号|[发成印]\w日期|实施日期|工具分类"
    r"|政策类型|联[络系]方式|咨询电话|联系电话|实施单位|责任单位|牵头单位|有效期"
)


#: 「绩效评价与支持措施」, 「认定条件、程序和奖励」: a heading that joins several things.
_JOINED = re.compile(r"以及|[与和及、]")
#: What speaks of money or titles, whatever word closes it: 激励, 扶持政策, 支持.
_OF_BENEFITS = re.compile(
    r"(?:支持|扶持|奖励|激励|补贴|补助|资助|奖补|优惠|配套|救助|待遇|津贴)(?:措施|政策|办法|内容|标准|方式)?$"
)


def role_of_chapter(heading: str) -> Role:
    """The role that the heading of a chapter gives to all articles under it.

    A chapter of several matters (绩效评价与支持措施, 认定条件和程序) gives none: each article tells
    for itself.
    """
    role = role_of_heading(heading)
    parts = [p for p in _JOINED.split(heading) if p]
    if role is Role.NONE or len(parts) < 2:
        return role
    roles = {_part_role(p) for p in parts}
    return role if len(roles) == 1 or not roles & {Role.AWARD, Role.CONDITION} else Role.NONE


def _part_role(part: str) -> Role:
    return Role.AWARD if _OF_BENEFITS.search(part) else role_of_heading(part)


#: 「…专项资金管理办法」: the name of a document says nothing of what stands below it.
_DOCUMENT = re.compile(
    r"(?!申[报请]|支持|奖励|补[贴助]|评审).{8,}(?:办法|细则|规定|措施|意见|条例|方案|通知)(?:[(（][^()（）]{2,8}[)）])?"
)


def role_of_heading(heading: str) -> Role:
    """The role a heading announces; ``NONE`` for the name of an item or anything else."""
    if not heading or _DOCUMENT.fullmatch(heading):
        return Role.NONE
    if _HEADER.fullmatch(heading):
        return Role.HEADER
    for role, pattern in _WORDS:
        if re.search(pattern, heading):
            named_benefit = role in (Role.DUTY, Role.PROCEDURE, Role.WINDOW, Role.OBLIGATION)
            if named_benefit and (_BENEFIT_NAME.search(heading) or _ALSO_SUPPORTS.search(heading)):
                return Role.NONE
            return role
    return Role.NONE
