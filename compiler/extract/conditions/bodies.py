"""Bodies of finance as those who apply: 小额贷款公司, 合作银行, 创业投资企业, each kind as written.

A bank somebody borrows from is no applicant: only what ends a phrase that opens with it or
describes it is read. Bodies in front of what they do are read in ``subjects``.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

_KIND = (
    r"(?:(?:政府性|政策性|合作|持牌|法人|地方|全国性|省级|市级)?"
    r"(?:小额贷款|(?:融资性?)?(?:再?担保|租赁)|金融租赁|商业保理|保险(?:代理|经纪|公估)?|证券|期货|信托|消费金融|典当|(?:金融)?资产管理"
    r"|征信|信用评级|(?:公募|私募)?基金(?:管理|销售)?)(?:公司|机构|企业)"
    r"|(?:(?:商业|合作|承办|经办|贷款|放贷|试点|法人|民营|外资|政策性|村镇|农村商业|城市商业)+银行|银行(?!业|卡|家|账|贷|流|授|承|保函|借|利|存|基准|信|融|间|机构))"
    r"(?:业金融机构)?"
    r"|(?:创业投资|股权投资|风险投资|天使投资|私募(?:股权|创业|证券)?(?:投资)?)(?:管理)?(?:企业|机构|基金(?:管理(?:人|企业|机构|公司))?|公司)"
    r"|基金管理人|典当行|农村信用社)"
)
_LIST = re.compile(
    rf"(?P<kinds>{_KIND}(?:(?:、|和|以及|及|或者?){_KIND})*)"
    r"(?=$|[,;。的]|实缴|实收|注册资|上一?年|年化|营业|净资产|管理规模|资产|贷款余额)"
)
#: What may stand before a subject: nothing, 对, 支持, the end of what describes it.
_OPENS = re.compile(
    r"(?:^|[,;。:\s的])(?:对于?|凡|支持|鼓励|引导|本[省市区县]|[^,;。、的\d]{2,4}[省市区县]内?|符合条件的|新?设立的?|各类?)*$"
)


#: 「购物中心、新闻媒体、行业协会等开展…」: whoever does so, each kind as written.
_SEVERAL = re.compile(
    r"\s*(?:对于?|凡|支持|鼓励|引导)?(?P<kinds>(?:[^,;。、的\d()为向与在被以将把和或及]{2,8}、)+[^,;。、的\d()为向与在被以将把和或及]{2,8}?)"
    r"(?:等)(?:各类)?(?:单位|机构|主体|社会组织|组织)?"
    r"(?=(?:联合|共同|自主|积极)?(?:开展|举办|承办|主办|组织|实施|建设|参[加与]|购[买置]|设立|开设|引进|提供|承接|投资))"
)
_SORT = re.compile(
    r".*(?:企业|机构|协会|商会|学会|中心|媒体|平台|公司|银行|合作社|学校|院校|高校|院所|医院|酒店|饭店|民宿|旅行社|商场|超市|商超|市场|园区"
    r"|综合体|组织|联盟|基金会|场馆|书店|影院|剧院|社区|村集体|农场)"
)


def listed_bodies(fragment: Fragment) -> None:
    """Kinds of bodies in one list before what any of them does."""
    match = _SEVERAL.match(fragment.view, fragment.start, fragment.end)
    if match is None:
        return
    kinds = match["kinds"].split("、")
    if not all(_SORT.fullmatch(kind) for kind in kinds):
        return
    quote = fragment.quote(*match.span("kinds"))
    tag = DraftTag(shape="one_of", name="主体类型", values=tuple(kinds), quote=quote)
    fragment.add(tag, match.start("kinds"), match.end())


def bodies(fragment: Fragment) -> None:
    """新设立的小额贷款公司、商业保理公司: who applies, with nothing said behind them."""
    for match in fragment.search(_LIST):
        if not _OPENS.search(fragment.view[fragment.start : match.start()]):
            continue
        kinds = [k for k in re.split(r"、|和|以及|及|或者?", match["kinds"]) if k]
        tag = DraftTag(
            shape="one_of",
            name="主体类型",
            values=tuple(kinds),
            quote=fragment.quote(*match.span("kinds")),
        )
        fragment.add(tag, *match.span("kinds"))
