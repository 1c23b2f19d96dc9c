"""Whether people have a home: 本人及配偶在本市均无自有住房, 未享受公共租赁住房等住房保障."""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment

#: 本人、配偶及未成年子女: the household whose home is asked about.
_ONE = r"(?:申请人|本人|个人|夫妻双方|夫妻|配偶|未成年子女|子女|家庭成员|家庭|共同申请人)"
_WHOSE = rf"(?:{_ONE}(?:(?:、|及其?|和|与|以及){_ONE})*)?(?:名下|双方)?"
_WHERE = r"(?:在[^,;。、\d]{2,12}?(?:范围|行政区域|城区|辖区)?内?)?"
_HOME = r"(?:自有|产权|完全产权|商品)*(?:住房|房产|住宅|产权房)"
_HAS_NO_HOME = re.compile(
    rf"{_WHOSE}{_WHERE}(?:名下)?(?:均|都|尚|从)*(?:无(?!住房[转公])|没有|未拥有|未购买?(?:有|置)?|不拥有)(?:任何)?{_HOME}"
    r"(?=$|[,;。、的且并])"
)
_SECURED = (
    r"(?:公共租赁住房|公租房|廉租房|廉租住房|经济适用(?:住)?房|共有产权(?:住)?房|保障性(?:租赁)?住房|人才公寓|人才住房|限价(?:商品)?房"
    r"|住房保障|住房优惠政策|实物配租)"
)
_NOT_SECURED = re.compile(
    rf"{_WHOSE}(?:均|都|尚|从)*(?:未|没有|不)(?:曾|在)?(?:享受过?|承租|租住|申请|入住|购买|配租)(?:本市|本区|本县|政府)?(?:的)?"
    rf"{_SECURED}(?:(?:、|或者?|和|及){_SECURED})*(?:等[^,;。、\d]{{0,10}})?(?:待遇|政策|保障)*(?=$|[,;。、的且并])"
)


def homes(fragment: Fragment) -> None:
    """No home of one's own here, and none that public money provides."""
    for pattern, name in ((_HAS_NO_HOME, "自有住房"), (_NOT_SECURED, "享受保障性住房")):
        for match in fragment.search(pattern):
            quote = fragment.quote(*match.span())
            tag = DraftTag(shape="is", name=name, negated=True, quote=quote)
            fragment.add(tag, *match.span())
