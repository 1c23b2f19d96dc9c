"""Phrases that only lead to an amount and ask nothing: 经审核, 符合条件的, 按以下标准."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode, DraftTag

_EMPTY = re.compile(
    r"(?:采取|采用)[^,;。]{0,12}(?:方式|形式)(?:支持|给予支持)?"
    # 享受低保政策, 领取失业补助 are facts of an applicant
    r"|(?!享受|领取|获得|取得|具有|拥有|持有|已|未|无|不|承担|使用|签订|缴纳|骗取|套取|列入|纳入)"
    r"(?!.{0,4}(?:国际|国家|行业|地方|团体|联盟)标准$)"  # a kind of thing somebody made
    # 主导制定国家标准, 采用先进标准, 建立质量追溯办法 are done by somebody
    r"(?!.{0,4}(?:主导|参与|牵头|制[定订]|修订|起草|发布|研制|达到|通过|建立|采用|执行|贯彻|推广|提供|遵守))"
    r".{0,8}(?:标准|方式|金额|额度|资金|办法|政策|如下|以下|下列|情况|原则|补贴|奖励|资助|补助|贴息)"
    # 按招用高校毕业生人数: what is counted
    r"|(?:按照?|根据)[^,;。]{2,24}(?:数量|人数|面积|件数|台数|亩数|户数|家数|次数|规模|容量|产量|销量|电量)"
    r"|(?:按照?|根据|依据)(?:其|项目|企业|实际|综合)*(?:服务|建设|运营|实施|投入|考核|评价|绩效)*"
    r"(?:效果|绩效|情况|投入|成效|结果)"
    r"|(?:鼓励|支持|引导|推动)[^,;。]{2,40}|符合(?:条件|规定|要求)[^,;。]{0,6}"
    r"|由?[^,;。]{0,8}对[^,;。]{2,20}差额(?:部分)?(?:予以|给予)?(?:补[足齐]|补助|补贴)"
    r"|(?:满足|符合)(?:相关|有关)?(?:条件|要求|规定|标准)的[^,;。]{0,30}(?:支持|资助|奖励|补助|补贴)"
    # 在部、省补贴的基础上: besides what others pay
    r"|在[^,;。]{2,30}(?:补贴|补助|资助|奖励|支持|扶持|配套)(?:政策|资金)?的?基础上"
    r"|(?:上述|前述|该类|此类|这类)[^,;。]{0,10}|经(?:审核|认定)(?:后|通过)?(?:符合条件)?"
)


def empty_phrase(node: DraftNode) -> bool:
    """补贴标准, 按以下标准: names of blocks and set phrases are nobody's condition."""
    return (
        isinstance(node, DraftTag)
        and node.shape == "is"
        and not node.negated
        and _EMPTY.fullmatch(node.name) is not None
    )


#: 「每年择优选取不超过5个」: how many of those who qualify are chosen.
_CHOSEN = re.compile(
    r"(?:每年)?(?:择优|优先|重点|分批)*(?:选取|遴选|评选|选择|筛选|评审|选定|推选)(?:认定|支持)?"
)


def chosen(node: DraftNode) -> DraftNode:
    """How many are chosen is no figure of whoever applies: that they are chosen is judged."""
    if not isinstance(node, DraftTag) or node.shape != "compare":
        return node
    if not _CHOSEN.fullmatch(node.name):
        return node
    return DraftTag(shape="judged", name=node.name, quote=node.quote)
