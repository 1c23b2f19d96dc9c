"""Phrases that only lead to an amount and ask nothing: 经审核, 符合条件的, 按以下标准."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftNode, DraftTag, Quote, node_quotes

_EMPTY = re.compile(
    # 经基本医疗保险报销后: what is left over is what counts
    r"经[^,;。]{2,24}?(?:报销|支付|理赔|补偿|赔付|减免)(?:后|之后)|"
    # 在上级资金到账后, 待补助资金下达后: when it is paid
    r"(?:在|待|于|自)?[^,;。]{0,12}?(?:资金|补助|补贴|资助|奖励|经费|款项|专款)(?:实际|全部|足额)*"
    r"(?:到账|到位|拨付|下达|拨款|兑现)(?:到位|完毕)?(?:后|之后|之日起?|时|的?次年|当年)|"
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
#: 「每年认定不多于10家」: at most so many are named, whoever applies.
_NAMED = re.compile(
    r"(?:每[年批次]度?|全[市区县省]|原则上)*(?:择优|优先|重点|分批)*"
    r"(?P<verb>认定|评定|评选|遴选|命名|选树|确定|支持|扶持|资助|奖励|安排|培育)(?:支持|奖励)?"
)
_GIVES_A_NAME = ("认定", "评定", "评选", "命名", "选树")
_AT_MOST = re.compile(r"不[超多高大][过于]?|最多|至多|控制在|不得")
#: 「根据其技术水平、市场前景等」: what whoever decides looks at.
_LOOKED_AT = re.compile(
    r"(?:综合)?(?:根据|视|结合|依据|按照?|考虑)[^,;。\d]{3,40}?"
    r"(?:等(?:因素|情况|方面|指标|条件)?|因素|水平|程度|前景|效益|贡献|质量|成效|绩效|影响力)"
)


def chosen(node: DraftNode) -> DraftNode:
    """How many are chosen is no figure of whoever applies: that they are chosen is judged."""
    if not isinstance(node, DraftTag):
        return node
    if node.shape == "is" and not node.negated and _LOOKED_AT.fullmatch(node.name):
        return DraftTag(shape="judged", name=node.name, quote=node.quote)
    if node.shape != "compare" or not (_CHOSEN.fullmatch(node.name) or _quota(node)):
        return node
    name = node.name if _CHOSEN.fullmatch(node.name) else node.quote.text
    return DraftTag(shape="judged", name=name, quote=node.quote)


def _quota(tag: DraftTag) -> bool:
    at_most = _AT_MOST.match(tag.prefix) or tag.suffix in ("以内", "之内")
    return bool(at_most) and _NAMED.fullmatch(tag.name) is not None


_AFTER = re.compile(r"(?P<named>[^,;。的()\d]{2,20})(?:项目)?(?=[,;。]|的|$)")


def chosen_few(text: str, view: str, end: int, nodes: list[DraftNode]) -> list[DraftNode]:
    """每年认定不多于10家示范工厂: a judgement, and the title that so many are given."""
    found: list[DraftNode] = []
    for node in nodes:
        judged = chosen(node)
        found.append(judged)
        if judged is node or not isinstance(node, DraftTag) or node.shape != "compare":
            continue
        verb = _NAMED.fullmatch(node.name)
        after = _AFTER.match(view, node.quote.end, end)
        if verb is None or verb["verb"] not in _GIVES_A_NAME or after is None:
            continue
        first, last = after.span("named")
        if any(q.start < last and q.end > first for n in nodes for q in node_quotes(n)):
            continue
        quote = Quote(text=text[first:last], start=first)
        found.append(DraftTag(shape="has", name="资质认定", values=(after["named"],), quote=quote))
    return found
