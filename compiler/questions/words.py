"""The words of a visitor's question: times, days, numbers, asking, wishing, whose fact it is.

All patterns apply to folded text, as those in ``extract/words.py`` do for policies.
"""

from __future__ import annotations

import re

from compiler.normalise import NUMBER, QUANTITY, UNIT

CN_YEAR = r"(?:(?<!\d)\d{4}|[〇○零一二三四五六七八九]{4})"
TIME = (
    # Parts of a year, several years, years cut short: no yearly figure can be placed in them.
    (
        re.compile(
            r"[上下]半年|半年|季度|每个?月|月均|月度|(?<!\d)\d{1,2}月份?|[上本这]个?月|每年|年均|平均"
            rf"|(?:最近|近|连续|前|过去|这)(?:\d{{1,2}}|[一二三四五六七八九十两几])+个?年|{CN_YEAR}年?"
            rf"[-~至到]{CN_YEAR}年|(?:^|(?<=公司|企业|我们)|(?<=[,我]))\d{{2}}年度?(?=[营主研产销净利收纳])"
        ),
        "?",
    ),
    (re.compile(r"去年|上一?年度?|前一年|上年"), "Y-1"),
    (re.compile(r"今年|当年|本年度?"), "Y"),
    (re.compile(r"前年"), "Y-2"),
    (re.compile(rf"(?P<year>{CN_YEAR})年度?"), ""),
)
DAY = r"(?<!\d)\d{4}年(?:\d{1,4}月(?:\d{1,4}[日号])?)?"
FOUNDED = re.compile(
    rf"(?P<day>{DAY})(?:注册|成立|设立|登记|创办|开办)+"
    r"|(?:注册|成立|设立|创办|开办)(?:时间|日期)?(?:是|为|于|在)*"
    rf"(?P<day2>{DAY})"
)
BORN = re.compile(r"(?P<day>(?<!\d)\d{4}年\d{1,4}月\d{1,4}[日号])(?:出生|生)")
GRADUATED = re.compile(rf"(?P<day>{DAY})(?:本科|大专|大学|硕士|博士|研究生)?毕业(?!企业)")
ANY_DATE = re.compile(
    r"(?<!\d)\d{4}年\d{1,4}月(?:\d{1,4}[日号])?|(?<![\d年])\d{1,4}月\d{1,4}[日号]"
)
ROUGH = r"大约|大概|约|将近|接近|临近|近|差不多|估计|预计|预期|计划|可能|应该|也许|或许|大致"
BARE_UNIT = r"(?:千万|百万|亿|万)(?![元美欧英港日韩人名件项家个户次台套篇亩吨平度㎡])"
FIGURE = re.compile(
    r"(?P<less>不到|不足|少于|低于|未满|不超过|至多|最多)?"
    r"(?P<more>超过|超|多于|高于|大于|至少|不低于|不少于)?"
    rf"(?P<near>(?:{ROUGH})+(?:是|为|有|在|达到?)?)?"
    rf"(?P<q>{NUMBER}(?:亿|万)?(?:多|余|来){UNIT}|{QUANTITY}|{NUMBER}{BARE_UNIT})"
    r"(?P<tail>多|余|左右|上下|出头|不到|及?以上|及?以下|以内)?"
)
ASKS = re.compile(
    r"多少|几(?![乎年])|什么|啥|哪|怎么|怎样|咋|如何|[吗呢么]$|是否|能否|可否|(.)不\1|有没有|可不可以"
    r"|能(?:够)?(?:拿|领|得|申请|申报|享受|获|补)|可以?(?:拿|领|得|申请|申报|享受|获|补)"
)
TOPIC = re.compile(r"补贴|补助|奖励|资助|扶持|奖补|政策|条件|申报|门槛|标准")
SELF = re.compile(r"我|咱|俺|本(?:公司|企业|单位|人|厂|店|司|机构|社|校)|自己")
PREDICATE = re.compile(
    r"^(?:也|还|又|都|同时|并且?|而且|且|现在|目前)*(?:是|属于|属|作为|身为|系|公司|单位|已|一[家个名位])"
    r"|(?<![不没未的])(?:是|属于)"
)
STATED = re.compile(r"注册[在于]|注册地|行业[为是]|主营|位于|户籍|户口|无|没有|未|从事|[有了在]")
WISHED = re.compile(
    r"想|打算|准备|计划|正在|拟|申请|申报|争取|希望|如何|怎么|什么|哪|是否|是不是|要"
)
DENIED = re.compile(
    r"(?:不|没有?|未|非)(?:再|曾|能|被)*(?:是|属于?|算|为|获得?|取得|认定|评为)?(?:为|过)?(?:一[家个名])?$"
)
OTHERS = re.compile(
    r"(?:女儿|儿子|孩子|子女|父母|父亲|母亲|爸|妈|配偶|爱人|妻子|丈夫|老公|老婆|朋友|亲戚|客户|员工"
    r"|职工|同事|招用|招聘|吸纳|聘用)[^,;。]{0,8}$"
)

#: Words of a visitor who tells something: 我们…, 从事…, …的企业.
TELLS = re.compile(
    r"我|咱|俺|本(?:公司|企业|单位|人|厂|店|司|机构)|从事|属于|主营|具有|拥有|持有|[一-鿿]{2}(?:企业|公司)$"
)
POLITE = re.compile(
    r"你好|您好|请问|想问|想知道|想了解|咨询|了解一下|谢谢|麻烦|帮我|告诉我|查一下|推荐|看看|适合|哪些|申请|申报"
)
NOT_READ = "没有看懂，没有当作您的情况；请换个说法，例如写明年份、数字和单位"

IMPOSSIBLE = "没有看懂：日历上没有这一天，请按「2020年3月5日」的写法重新填写"
IMPOSSIBLE_TIME = "没有看懂：没有这样的年份或期间，请重新填写"
TOO_LARGE = "没有看懂：数字太大或太长，请检查后重新填写"
ROUGHLY = "说的是大概的数，不能当作准确的数；请写准确的数，或写「超过…」「不到…」"
WHICH_YEAR = "不清楚说的是哪一年全年的数；请写明年份，例如「2025年」「去年」"
NOT_OF_SELF = "像是在问这一类的政策，没有当作您的情况；如果说的是您自己，请写「我们是…」「我公司…」"
SOMEBODY_ELSE = "说的是别人的情况，没有当作您自己的情况"
DENIES = "说的是没有或还没有取得，没有当作已有的情况"
