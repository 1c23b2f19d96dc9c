"""How sums, rates and matching shares are written, and the verbs that grant them."""

from __future__ import annotations

from compiler.normalise import FOREIGN, NUMBER, TENTHS

_SCALE = r"(?:万亿|千万|百万|十万|亿|万|千|百)?"
#: What a bare 万 or 亿 counts when it is no sum: 5万平方米, 10万以上人口, 200万美元.
_COUNTS = (
    r"(?:平方|立方|吨|人|件|亩|千瓦|兆瓦|辆|户|个|家|名|位|度|元|次|台|套|羽|尾|株|头|只|条|字|张|份|公里|米|箱"
    rf"|标准?箱|标煤|粉丝|用户|播放|点击|{FOREIGN})"
)
MONEY = (
    rf"(?:{NUMBER}\s*{_SCALE}(?:元人民币|元|块钱)|{NUMBER}\s*(?:千万|百万|亿|万)人民币"
    rf"|{NUMBER}(?:千万|百万|亿|万)(?!余?(?:\([^()]{{0,6}}\))?(?:以[上下内])?的?{_COUNTS}))"
)
#: 三分之一, 2/3: a share no decimal holds exactly, so it is told in the words of the text.
INEXACT = r"(?:[三六七九]分之[一二三四五六七八九]|(?<![\d/.])[1-9]/[1-9](?![\d/元人年月日]))"
RATIO = (
    rf"(?:{NUMBER}\s*[%‰]|[百千万]分之[一二三四五六七八九十百零点\d.]+"
    rf"|{TENTHS}"
    rf"|[二四五八十]分之[一二三四五六七八九]|{INEXACT}|(?<=的)(?:一半|半数))"
)
#: Places that a sum is paid for each of, without a word that counts them: 每标准展位, 每床.
PLACES = r"(?:展位|展台|床位?|车位|学位|工位|席位|机位|泊位)"
#: What a sum is paid for one by one: 每人, 每箱, 每立方米.
UNIT_PAID = (
    r"(?:人次|人天|间夜|人|名|位|家次|家|个|件|项|套|台|平方米|公顷|亩|吨标准?煤|总吨|载重吨|吨|公斤|千瓦时|千瓦|兆瓦|瓦|公里|立方米|度|餐|场次|场"
    r"|航班|班次|班列|班|列次|列|航次|艘次|趟次|辆次|次|户|张|辆|间|所|款|部|集|分钟|篇|店|头|只|单|标?准?箱|课时|学时|批|株|棵|羽|尾|座|处|床(?!位)|盏|条|艘|架次?|枚|栋|幢|车次|趟)"
)
#: 2.5个百分点的贴息: a rate of interest.
POINTS = rf"{NUMBER}个百分点"
#: 550元/千瓦, 200元/亩·年: a sum and what it is paid for, behind a stroke.
STROKE = rf"{MONEY}/(?![年月日天季])[一-鿿㎡]{{1,5}}(?:[·/.][年月日天])?"
MATCHING = r"(?:1:\d+(?:\.\d+)?|\d+(?:\.\d+)?倍)"
#: 30元/平方米、25元/平方米: each sum of a list with what it is paid for.
_EACH = r"(?:/[一-鿿]{1,4})?"
MONEY_LIST = rf"(?:{NUMBER}(?:\s*{_SCALE}元{_EACH}|万|亿)?(?:、|,|和|及|或))+{MONEY}{_EACH}"
RATIO_LIST = rf"(?:{NUMBER}\s*%?(?:、|,|和|及))+{RATIO}"
GRANT = (
    r"(?:给予|予以|奖励|补贴|补助|资助|发放|发给|支付|补偿|配套|救助|拨付|支持|贴息|津贴|享受|奖补"
    r"|扶持|返还|减免|补足|奖金)"
)
#: 配套比例减半, 按上述标准减半给予奖励: half of what was granted before; 减半征收 is a tax.
HALVED = (
    r"(?:其|可|均|则|相应|上述|以上|前款|该|对应)*"
    r"(?:配套|补助|补贴|奖励|资助|贴息|支持)?(?:比例|标准|金额|额度|资金)?"
    r"(?:均|相应|予以|可|再)*(?:减半|折半)(?:执行|给予|予以|奖励|补贴|补助|资助|配套|发放|计算|兑现|支持|标准)*(?=[,;。]|\s*$)"
)
#: 按照50%兑现, 按奖励标准的80%发放: a share of the sum granted before, not of a cost.
PAID_IN_PART = (
    r"(?:按(?:照)?|以)(?:(?:该|相应|规定|应得|应享受?|同等|对应)?(?:的)?(?:奖励|补贴|补助|资助|奖补|扶持|支持)?"
    r"(?:资金)?(?:标准|金额|额度)(?:的)?)?"
    rf"{RATIO}(?:的)?(?:标准|比例|额度)?(?:予以|给予|进行)?(?:兑现|兑付|发放|执行|计发|计算|折算|拨付|核发)"
    r"(?:奖励|补贴|补助|资助|奖补)?(?:资金)?(?=[,;。)]|\s*$)"
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
