"""Products and what was granted for them before: catalogues they stand in, 未享受过同类补贴."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

_PRODUCT = (
    r"(?:产品|器具|设备|药品|机具|农机|机型|车型|品种|材料|耗材|器械|装备|用品|辅具|软件|车辆)"
)
#: 「所购器具列入《…目录》」: the thing stands in a list, whoever bought it.
_LISTED = re.compile(
    rf"(?:(?:所|新)?(?:购[置买]?|用|租|适配|配置|申[报请])的?)?[^,;。、的《》\d]{{0,10}}?{_PRODUCT}(?:应当?|须|需|必须|已|均|被|在|为)*"
    r"(?:列入|纳入|入选|属于|进入)(?:国家|[省市区县]级?|本[省市区县])*"
    r"《(?P<name>[^《》]{4,40})》(?:\([^()]*\))?(?:范围)?(?:内|之内)?(?:的产品)?"
)
#: 「同类器具在使用年限内未享受过补贴」, 「同一项目未获得过财政资助」.
_ALREADY = re.compile(
    r"(?:同类|同一|同种|相同|该)(?![^,;。]{0,4}(?:企业|单位|申请人|个人))[^,;。、的]{1,14}?"
    r"(?:未|没有|不)(?:曾)?(?:重复)?(?:享受|获得|领取|申领|取得)过?(?:其他|同类|同级|任何|各级|本级|财政|政府|有关)*"
    r"(?:补贴|补助|资助|奖励|奖补|扶持|政策支持|资金支持)(?:政策|资金)?(?=的?\s*(?:$|[,;。且]))"
)


def catalogues(fragment: Fragment) -> None:
    """所购器具列入《…目录》: the catalogue as named."""
    for match in fragment.search(_LISTED):
        name = fragment.text[match.start("name") : match.end("name")]
        tag = DraftTag(
            shape="has", name="产品入选目录", values=(name,), quote=fragment.quote(*match.span())
        )
        fragment.add(tag, *match.span())


def not_paid_before(fragment: Fragment) -> None:
    """同一项目未享受过补贴: nothing of the kind was granted for it."""
    for match in fragment.search(_ALREADY):
        quote = fragment.quote(*match.span())
        tag = DraftTag(shape="is", name="享受过同类补贴", negated=True, quote=quote)
        fragment.add(tag, *match.span())
