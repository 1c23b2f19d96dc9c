"""How sums, rates and matching shares are written, and the verbs that grant them."""

from __future__ import annotations

from compiler.normalise import NUMBER

_SCALE = r"(?:万亿|千万|百万|十万|亿|万|千|百)?"
MONEY = (
    rf"(?:{NUMBER}\s*{_SCALE}(?:元人民币|元|块钱)"
    rf"|{NUMBER}(?:千万|百万|亿|万)(?![一-鿿]*(?:平方|吨|人|件|亩|千瓦|辆|户|个|家|名|度|元)))"
)
RATIO = (
    rf"(?:{NUMBER}\s*[%‰]|百分之[一二三四五六七八九十百零点\d.]+"
    r"|[二四五八十]分之[一二三四五六七八九]|(?<=的)(?:一半|半数))"  # thirds are no exact share
)
#: 2.5个百分点的贴息: a rate of interest.
POINTS = rf"{NUMBER}个百分点"
MATCHING = r"(?:1:\d+(?:\.\d+)?|\d+(?:\.\d+)?倍)"
MONEY_LIST = rf"(?:{NUMBER}(?:\s*{_SCALE}元|万|亿)?(?:、|,|和|及|或))+{MONEY}"
RATIO_LIST = rf"(?:{NUMBER}\s*%?(?:、|,|和|及))+{RATIO}"
GRANT = (
    r"(?:给予|予以|奖励|补贴|补助|资助|发放|发给|支付|补偿|配套|救助|拨付|支持|贴息|津贴|享受|奖补"
    r"|扶持|返还|减免|补足|奖金)"
)
#: 配套比例减半, 按上述标准减半给予奖励: half of what was granted before; 减半征收 is a tax.
HALVED = (
    r"(?:其|可|均|则|相应|上述|以上|前款|该|对应)*"
    r"(?:配套|补助|补贴|奖励|资助|贴息|支持)?(?:比例|标准|金额|额度|资金)?"
    r"(?:均|相应|予以|可|再)*减半(?:执行|给予|予以|奖励|补贴|补助|资助|配套|发放|计算|兑现|支持|标准)*(?=[,;。]|\s*$)"
)
#: After 「补贴标准：」 a sum may stand alone, or classes each with its sum: 一等奖20万元，
#: 二等奖15万元.
BARE = (
    rf"(?:不超过|最高(?:不超过)?|按)[^,;。\d]{{2,24}}?的?{RATIO}"
    rf"|(?:一次性|最高|每[人户名家年月])*{MONEY}|[一-鿿\"']{{2,12}}?{MONEY}(?=[,、;])"
)
#: A list mark and a block name in front of the benefit: 「（二）扶持标准：」.
LABEL = (
    r"\s*(?:\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
    r"|(?:方向|类别|情形)[一二三四五六七八九十\d]{1,2}[:、])?\s*"
    r"(?:\[?(?:[一-鿿]{0,6}(?:标准|方式|内容|金额|额度|期限)|能?[领拿发补]多少钱?)(?:\]:?|:|\s*\|))?\s*"
)
