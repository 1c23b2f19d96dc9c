"""Where the benefit of a segment begins: before it stands who, after it how much."""

from __future__ import annotations

import re

from compiler.extract.awards.netted import NETTED
from compiler.extract.language.affixes import GRADE
from compiler.extract.language.amounts import (
    BARE,
    GRANT,
    HALVED,
    LABEL,
    MATCHING,
    MONEY,
    POINTS,
    RATIO,
    STROKE,
    UNIT_PAID,
)
from compiler.extract.language.households import HOUSEHOLD_SIZE
from compiler.extract.language.stages import STAGES
from compiler.normalise import NUMBER, QUANTITY

#: Where the benefit begins.
_BEGIN = re.compile(
    r"(?:,|;|:|的|^|。|\s|者|业|人|位|目|家|额|司"
    r"|奖|级|类|档|地|心|台|园|室|站|店|校|院|所|牌|品)"
    r"(?:可以)?(?P<begin>(?:可|均|再|另行|另|并|则|还|可再|另外|额外|一次性|每年|每月|最高|分档|分别|一般|原则上"
    r"|将)*"
    rf"(?:给予|予以|发给|发放|安排(?![^,;。]{{0,16}}(?:残疾人|人员|毕业生|军人|职工|劳动力|就业)的?(?:就业|,|的|$))|享受(?=[^,;。]{{0,12}}(?:{MONEY}|{RATIO}|{POINTS}))))"
    r"|(?:[,;:]|^|的|。)"
    r"(?:可以)?(?P<begin2>(?:可|均|再|另|并|则|还|视情(?:况)?[、,]?|分[档类级]|每年|每学[年期]|每季度|每月|统一|一次性|将|分别|连续[一二两三四五\d]{1,2}年内?)*按(?:照)?(?:每[^,;。]{1,12})?"
    rf"(?=[^,;。]{{0,60}}?(?:{RATIO}|{MONEY}|{MATCHING}|{POINTS}|比例|标准(?!化)|实际|差额|LPR))"
    r"(?!规定|要求|时(?!长)))"
    r"|(?:[,;:]|^|的|。)"
    rf"(?P<begin12>(?:可|均|再|另|还|一次性|每年|每月)*(?:给(?!予|付)|发(?![放给展生电行布票]))(?:一次性|最高)*"
    rf"(?:[^,;。\d]{{0,14}}?(?:补贴|奖励|补助|津贴|奖金|资助))?{MONEY})"
    r"|(?:[,;:]|^|的|。|费|金|息|险|税|额|款|出|用|部分)"
    r"(?P<begin13>(?:均|都|可)*(?:给予|予以|实行|由[^,;。]{2,12}?)?全额(?:给予|予以)?(?:社会保险|社保|岗位)?"
    r"(?:补贴|补助|资助|报销|返还|贴息|奖励|补偿|救助|代缴|减免|支持))"
    r"|(?:[,;:]|^|的|。|费|费用|支出|部分|贷款)(?P<begin28>(?:按照?[^,;。\d]{0,8}?实际[^,;。\d]{0,16}?(?:费用?|支出|金额|成本|租金|价格|额|利率)"
    r"(?:据实|全额|给予|予以)*|(?:给予|予以)?据实(?:给予|予以)?)(?:补助|补贴|减免|救助|报销|贴息)(?=[^。]{0,30}?(?:最高|不超过|封顶|为限)))"
    r"|(?:企业|单位|机构|人员|家庭|户|项目|部分|费用|支出|金额|对象|成员|学生|儿童|者|军人|老年?人)"
    rf"(?P<begin7>(?:分别|可|均)*按(?:照)?(?=[^,;。]{{0,40}}?(?:{RATIO}))"
    r"|(?:可|均|再|则)*在[^,;。\d]{0,10}?(?:标准|比例|金额|额度)(?:的)?基础上(?:可|再)*"
    rf"(?:上浮|提高|上调|增加|[增加]发)(?:{RATIO}|{POINTS}))"
    # 1000万元以下的部分补助8%, 产值每净增1000万元奖励2万元
    rf"|部分(?P<begin17>(?:再|均|则|可)*(?:{GRANT})(?=[^,;。%‰\d]{{0,12}}{RATIO}))"
    rf"|(?:值|额|量|入|资|润|本|口)(?P<begin18>每净?(?:增长?加?|新增|超过?)"
    rf"(?=[^,;。]{{0,20}},?(?:再|另|可)?{GRANT}[^,;。]{{0,10}}?{MONEY}))"
    # 5A级奖励50万元, 其中一等奖奖励20万元
    rf"|(?:^|[,;:。、])(?:其中,?)?(?:对|属于|获评)?{GRADE}奖?(?P<begin20>(?:分别|再|可)*(?:奖励|补贴|补助|资助)(?:最高)?{MONEY})"
    # 新建船舶按每总吨60元、购置二手船舶按每总吨30元
    rf"|(?P<begin30>按(?:照)?每{UNIT_PAID}(?:给予|予以|奖励|补贴|补助|资助)*{MONEY})"
    # 由区级按市级补助到账金额的50%配套
    r"|(?:[,;:。]|^|的)(?P<begin23>(?:由|(?=[^,;。的]{0,6}财政按))[^,;。的]{0,6}?(?:[国省市区县]级?|财政|部门|本级|局)(?:财政|部门)?(?:再|另)?按(?:照)?"
    rf"(?=[^,;。]{{0,40}}?(?:{RATIO}|{MONEY}|{MATCHING})))"
    # 已领取较低等级奖励的，只发给差额部分; 发放高出市级补助的部分
    rf"|(?:[,;:。]|^|的|业|单位|机构)(?P<begin22>{NETTED})"
    # 吸纳就业3人以上的，再增加5000元; 在前述补助之外再增加20万元
    rf"|(?P<begin21>(?:在(?:前述|上述|前款|此|原有?)[^,;。]{{0,10}}?(?:之外|基础上|以外),?)?(?:每[人年月名家],?)?"
    rf"(?:可?再|另外?|额外|另行|同时|相应)(?:增[加发]|加[发奖补给]|追加|再?(?:补|奖|发|给)(?![足充贴助励给予放]))(?:一次性|最高|每[人年月名家])*{MONEY}"
    rf"|每[^,;。\d]{{0,10}}?[1一]?{UNIT_PAID}(?:再)?增加(?:补贴|奖励|补助)?{MONEY})"
    # 作为参与单位承担的，配套比例减半; 按上述标准减半执行
    rf"|(?:[,;:]|^|的|。)(?P<begin19>(?:按(?:照)?)?{HALVED})"
    r"|(?:企业|单位|机构|个人|人员|家庭|项目)(?P<begin10>(?:再|另行?|一次性)*(?:追加)?(?:一次性)?(?:奖励|补贴|补助|资助)"
    rf"(?:金额|资金|标准|额度)?(?:最高)?(?:不超过)?(?:为)?{MONEY})"
    r"|(?:^|[,;])\s*并?(?:根据|按照?|视|依据)[^,;。]{2,30}?,?(?P<begin11>(?:(?:每年)?(?:给予|予以)"
    r"|(?:每年|一次性|分档|分别)+(?:奖励|补贴|补助|资助|奖补))"
    rf"(?=[^,;。]{{0,20}}?{MONEY}))"
    # 认证费100%补贴, 展位费的50%予以补助: a share of a cost, the verb behind it
    r"|(?:[,;:]|。)(?P<begin36>(?!按|以|给|对|占|超|不|根据|参照|其)(?:(?!市场|企业|展会|境[内外]|国[内外]|单位)[^,;。、:\d%的]){1,6}?(?:费用?|支出|租金|利息|保费|货款)的?"
    rf"(?:{RATIO}(?:给予|予以|进行)?|(?:给予|予以)?全额(?:给予|予以)?)(?:补贴|补助|资助|奖励|奖补|报销|返还))"
    rf"|(?:金|补贴|补助|经费|家庭|对象|人员|成员)(?P<begin9>按(?:照)?(?=[^,;。]{{2,40}}?(?:差额|{RATIO}|{MONEY}|{NUMBER}倍(?=[^,;。]{{0,6}}{GRANT}))))"
    rf"|(?P<begin8>每[人生户名位]每?(?:学年|年|月|天|日|学期)[^,;。\d]{{0,8}}{MONEY})"
    r"|(?:[,;:]|^|的|。)"
    r"(?P<begin3>(?:可|只|仅|应|均|再|另行|另|并|则|还|分别|依次|累计|一次性|额外|每年|每月|最高|统一|其中|按规定|相应)*"
    r"(?:奖励|补贴|补助|资助|配套|支持|扶持|救助|补足|奖补|贴息(?=[^,;。]{0,6}(?:不超过|最高|上限)|的?比例)|(?:返还|补偿|报销)的?比例|比例(?=为)|增加(?:奖励|补贴|资助)|追加(?:奖励|补贴|资助|补助)?|减半"
    rf"|(?:兑现|兑付|补发|补给|拨付|支付|领取)(?=其?差额))"
    rf"(?=[^,;。]{{0,24}}(?:{MONEY}|{RATIO}|{MATCHING}|差额)))"
    r"|(?:[,;:]|^|的|。|企业|单位|机构)(?P<begin4>(?:上年度|当年|本年度|年度内?|按)?每"
    rf"(?:新?增加?|满|超过|招用|引进|吸纳|培育|成功推荐|完成)?[^,;。]{{0,24}}?(?:{GRANT})?"
    rf"[^,;。]{{0,10}}?{MONEY})"
    r"|(?P<begin5>(?:标准|金额|额度|津贴|补贴|补助|奖励|待遇|救助金|资助金|补贴金)(?:标准)?(?:为"
    r"|是|:|(?:可|则|再)?(?:提高|上调|调整|增加|放宽|降低)(?:至|到|为))\s*"
    rf"(?:[^,;。]{{0,16}}?)(?:{MONEY}|{RATIO}))"
    r"|(?:[,;:]|^|的)"
    rf"(?P<begin14>(?:其|可|再|上述|前款|以上|前述|该|本条|相应)*(?:补贴|补助|奖励|资助|贴息|支持)?(?:标准|比例|金额|额度)(?:可|再|均|各|都|一律|分别|相应"
    r"|在(?:此|上述|前述|原有?|以上)(?:标准|比例)?(?:的)?基础上)*"
    rf"(?:上浮|提高|上调|增加)(?:{RATIO}|{POINTS})"
    r"|(?:可|均|再|则)*(?:在|按)[^,;。\d]{0,10}?(?:标准|比例|金额|额度)(?:的)?(?:基础)?上(?:可|再)*"
    rf"(?:上浮|提高|上调|增加|[增加]发)(?:{RATIO}|{POINTS}))"
    r"|(?:[,;:]|^|的)"
    rf"(?P<begin6>由[^,;。对]{{2,16}}(?:给予|予以|发放)[^,;。]{{0,30}}?(?:{MONEY}|{RATIO}))"
    # 对失能老人每月补助200元
    # ，月补贴570元
    r"|(?:[,;:、]|^|的)(?P<begin39>(?:每户|每人|户)?(?:月|年)(?:人均)?(?:补贴|补助|资助|救助|发放)(?:标准)?(?:为|最高|不超过)*"
    rf"{MONEY})"
    r"|(?:人员|老年?人|居民|家庭|对象|儿童|学生|军人|职工|残疾人|孤儿|成员|妇女|人才|遗属|家属|者|户)"
    rf"(?P<begin24>(?:分别|可)*每(?:月|年|季度|学期|学年)(?:再)?(?:给予|奖励|补贴|补助|资助|发放|救助)[^,;。\d]{{0,8}}{MONEY})"
    rf"|(?P<begin27>每[1一]?{UNIT_PAID}(?:再|另|一次性)*(?:给予|奖励|奖补|补贴|补助|资助|支持|发放)"
    rf"[^,;。\d]{{0,8}}{MONEY})"
    rf"|(?P<begin29>每(?:餐|次|人次|件|台|套|户|人|名|家|亩)(?:按照?|补贴|补助|给予)[^,;。\d]{{0,16}}{RATIO})"
    # 认定后可获得10万元奖励, 每家企业可领取5万元补贴
    r"|(?P<begin15>(?:可以?|均可|能|将)(?:获得?|得到|领取?|申[领请]|享受)"
    rf"(?=[^,;。\d]{{0,16}}(?:{MONEY}|{RATIO})))"
    # 财政补贴保费的75%
    r"|(?:[,;:。]|^|的|人员?|户|企业|合作社|单位|者|民|场)(?P<begin32>(?:由)?(?:中央|各级|本级|[国省市区县])*财政(?:资金|部门)?(?:分别|按规定|再)*"
    rf"(?:给予|予以)?(?=(?:补贴|补助|承担|负担|资助|奖励|代缴)[^,;。\d]{{0,16}}?{RATIO}))"
    # 其中小微企业资助比例为40%
    r"|(?:企业|单位|机构|项目|个人|人员|人|家庭|户|者|社|贷款)"
    rf"(?P<begin31>(?:奖励|补贴|补助|资助|贴息|报销|返还|补偿|支持)的?比例(?:均|可|则)?为?(?={RATIO}))"
    # 其中山区15%, 其中境外展位2万元; 小微企业50%: the class and its figure alone
    rf"|^\s*(?:其中,?(?:对)?(?:(?!{GRANT})[^,;。、:\d%]){{2,24}}?|(?:(?!{GRANT})[^,;。、:\d%的]){{2,16}}?(?:企业|项目|单位|机构)(?={RATIO}))"
    rf"(?P<begin33>(?:按(?:照)?|为|每[^,;。、\d]{{1,4}})?(?:{MONEY}|{RATIO}))(?=[,;。]|\s*$)"
    # 重大项目可全额贴息, 示范项目可提高至100万元
    rf"|^[^,;。、:\d%的]{{2,16}}?(?:企业|项目|单位|机构|平台|园区|基地|展会|赛事|活动|产品|人员|人才)(?P<begin34>(?:可|则|均|再)*(?:全额(?:贴息|补[助贴]|资助)|(?:提高|放宽|上调|增加)(?:至|到|为)[^,;。、\d]{{0,10}}?(?:{MONEY}|{RATIO})))"
    # 在省级资助基础上按1:0.5给予配套
    rf"|基础之?上(?P<begin35>(?:可|再|另|分别)*按(?:照)?(?=[^,;。]{{0,20}}?(?:{MATCHING}|{RATIO})))"
    # 对获奖单位分别奖励200万元、100万元
    r"|(?:企业|单位|机构|项目|团队|平台|个人|人员?|者|名|奖)"
    rf"(?P<begin16>(?:(?:分别|依次|各)(?:再|一次性)*|一次性)(?:奖励|补贴|补助|资助|奖补)(?=[^,;。\d]{{0,10}}{MONEY}))"
)
_KIND = r"(?:奖|补|资助|资金|支持|贴|救助|配套|扶持|津贴)"
#: A verb with its figure right behind it grants wherever it stands: 根据项目投入给予最高50万元支持,
#: 竣工后按照总投资额的20%予以奖励, 展位费按50%给予补贴.
_ANYWHERE = re.compile(
    rf"(?<![已曾获得经未不所])(?P<verb>(?:给予|予以)(?=[^,;。]{{0,16}}?"
    rf"(?:{_KIND}[^,;。\d]{{0,8}}(?:{MONEY}|{RATIO}|{POINTS})"
    rf"|(?:{MONEY}|{RATIO}|{POINTS}|{MATCHING})[^,;。]{{0,16}}?{_KIND}))"
    rf"|(?:给予|予以)(?=(?:一次性|适当|相应)?(?:资金|经费)?{_KIND}[^,;。\d]{{0,6}},(?:其中,?)?(?:(?:单|每|同一|一家|原则上)"
    rf"[^,;。]{{0,24}}?)?(?:最高|不超过|不高于|上限|封顶)[^,;。]{{0,6}}?{MONEY})"
    rf"|按(?:照)?(?=每[^,;。\d]{{1,6}}?(?:最高|不超过|不高于)*{MONEY}[^,;。]{{0,12}}?(?:给予|予以|奖励|补贴|补助|资助))"
    # 财政部门按LPR减150个基点以上的部分给予贴息
    r"|(?:按(?:照)?|参照|以)(?=[^,;。\d%]{0,20}?(?:LPR|报价利率|基准利率)[^,;。]{0,24}?(?:给予|予以|贴息|补贴))"
    # 给予贴息，贴息率不超过同期LPR
    rf"|(?:给予|予以)(?=(?:贷款|利息|财政)?贴息(?:支持|补贴|资金)?,(?:年化?)?贴息利?(?:率|比例)[^,;。]{{0,30}}?(?:LPR|利率|{RATIO}))"
    # 以300元/吨标准煤的标准予以奖励
    rf"|(?:按(?:照)?|以)(?=(?:每[^,;。\d]{{1,8}})?{MONEY}(?:/[一-鿿]{{1,5}})?的?(?:补贴|补助|奖励|资助)?标准(?:分别|一次性)?(?:给予|予以|进行|发放|奖励|补贴|补助|资助))"
    rf"|按(?:照)?(?=(?:[^,;。]{{0,24}}?的?)?(?:{RATIO})[^,;。]{{0,12}}?(?:给予|予以|奖励|补贴|补助|资助|贴息)))"
)
#: What was paid before, or is asked of others, grants nothing here.
_NOT_HERE = re.compile(r"(?:已经?|曾|获得?过?|享受|未|申请|约定|(?<!按)规定的?)[^,;。]{0,6}$")
#: 中级工补贴1500元, 投资性补助最高100万元: a class or a kind of support with its sum, at the start.
_CLASS_BEGIN = re.compile(
    r"\s*(?:(?P<kind>(?![^,;。、\d]*(?:企业|单位|机构|人员|级))[^,;。、\d的]{0,8}"
    rf"(?:补助|补贴|奖励|资助|贴息)(?:最高|不超过)+{MONEY})"
    rf"|(?:{HOUSEHOLD_SIZE}|(?!单|每|同一|累计|合计|年度|最高|不|给予|一次性)(?:\d类)?[^,;。、\d]{{2,20}}?)"
    r"(?P<sum>(?:一次性|最高|每[^,;。、\d]{1,5}?)*(?:补贴|奖励|补助|资助|给予|发放)"
    rf"(?:(?:最高|不超过|每[人名项家])*{MONEY})"
    rf"|(?:补贴|奖励|补助|资助|补偿|返还|报销|贴息|减免){RATIO}"
    rf"|每[人名生]?每?(?:月|年|学年|学期){MONEY}(?=[,、;。]|$)"
    rf"|(?:按(?:照)?)?每{UNIT_PAID}{MONEY}(?=[,;。]|、(?!\d)|$)"
    r"))"
)
#: 「补贴标准：全日托每月补助600元，半日托每月补助300元」: the first class of a list behind a label.
_FIRST_CLASS = re.compile(
    r"\s*(?!每|按|给|发|补[贴助]|奖励|资助|一次性|最高|不超过|金额|标准|额度|人民币|统一|各|年|月|其|单)"
    r"[一-鿿\"]{2,12}?(?P<sum>(?:每[人名生户]?每?(?:月|年|天|日|学年|学期)|每[人名生户]|一次性|最高)*"
    rf"(?:补贴|奖励|补助|资助|给予|发放|发给)*(?:一次性|最高|每[人名生项家月年])*{MONEY})"
    rf"(?=[,、;](?!\s*(?:最高|不超过|累计|单|每|合计))[一-鿿]{{2,14}}?{MONEY})"
)
#: 直流充电桩奖补400元/千瓦, 温室、大棚按照300元/亩: a kind with its sum behind a stroke.
_STROKE_FIRST = re.compile(
    r"\s*(?!对|凡|按|单|每|同一|累计|合计|最高|给予|予以|补|奖|其中)(?:[^,;。、:\d每按]{2,20}?|[^,;。:\d每按]{2,24}?(?=按))"
    rf"(?<!超过)(?<!达到)(?<!上限)(?<!限额)(?<!最高)(?<!不低于)(?<!的)(?P<sum>(?:按(?:照)?)?(?:给予|补贴|补助|奖励|奖补)*{STROKE})"
)
#: 「，已获得市级奖励的企业不予奖励」 at the end of a benefit.
_SHUTS_OUT = re.compile(
    r"[,;](?P<who>(?!同[一类]|重复|其他)[^,;。]{4,60}?)(?:,)?(?:的)?(?:,)?(?:一律|均|原则上|则)?"
    r"不(?:予|再(?!重复|另行|单独))(?:以)?"
    r"(?:奖励|补贴|补助|资助|支持|扶持|享受|贴息|补偿|奖补|配套|发放|救助|返还)(?=[,;。]|\s*$)"
    r"|[,;](?P<out>(?!同[一类]|重复|其他)[^,;。]{4,60}?)(?:的)?(?:一律|均|原则上|则)?"
    r"不纳入[^,;。]{0,8}(?:范围|支持|奖励|资助|补贴)(?=[,;。]|\s*$)"
)


def find_shut_out(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Whom a benefit sentence excludes in its last words; a limit of stacking is none."""
    match = _SHUTS_OUT.search(view, start, end)
    if not match or re.search(r"重复|叠加|多个|超[过出]|不足|部分", match.group()):
        return None
    return match.span("who" if match["who"] is not None else "out")


_PAYS_OTHERS = re.compile(r"(?:发放|发给)[^,;。\d]{2,24}?的(?:企业|单位|机构|银行|公司)?[,;]")


#: 「每年投入200万元资金」, 「每年从完成投资1亿元以上的项目中遴选」: a budget, or a sum of others.
_BUDGET = re.compile(
    rf"每(?:年度?|季度?|月)(?:由|从|在|对|市|区|县|省|财政|本级|统筹)*"
    rf"(?:(?!{GRANT})[^,;。\d])*?(?:投入|列支|筹集|拿出|设立|完成|实现|缴纳|达到|超过|从|投资)(?:(?!{GRANT})[^,;。\d])*{MONEY}"
    # 每年择优选取不超过5个项目: how many of them are chosen
    r"|每年度?(?:择优|优先|重点|分批)*(?:选取|遴选|评选|选择|筛选|评审|选定|推选)"
    rf"|每年(?:由?[^,;。\d]{{0,6}}?财政)?安排[^,;。\d]{{0,8}}(?:资金|经费|预算|专项){MONEY}"
    rf"|每年(?:由?[^,;。\d]{{0,6}}?财政)?安排{MONEY}(?:的)?(?:资金|经费|预算|专项)"
)
#: 「按照床位不少于100张和50张两档分别给予」: what grades the sums stands before them.
_GRADED_BY = re.compile(
    rf"按(?:照)?[^,;。%]{{2,40}}?{QUANTITY}(?:(?:、|和|及){QUANTITY})+[^,;。\d]{{0,4}}?"
    r"[两二三四五六]个?(?:档次?|等级|级别?|类),?(?=(?:分别)?(?:给予|予以|奖励|补助|补贴))"
)
#: 「给予奖励，其中国家级奖励100万元」: the sums are still to come.
_ANNOUNCED = re.compile(
    r"(?:可|均|再|一次性|分别|分类|分档|分级)*(?:给予|予以)[^,;。:\d%]{0,12}?(?:奖励|补贴|补助|资助|支持|扶持|资金)[,:]"
    r"(?=(?:其中|具体))"
)


#: 「按高中（含中职）每学年2000元」: whom the sum is for stands behind 按.
_BY_STAGE = re.compile(
    rf"(?:按(?:照)?|\s*){STAGES}(?:(?:教育)?阶段)?(?:学生)?(?=(?:每[人生])?每学[年期][^,;。\d]{{0,6}}{MONEY}|每生每年)"
    # 按博士每人每年3万元、硕士每人每年1.5万元
    rf"|按(?:照)?(?:全日制)?(?:博士|硕士|本科|大专|专科|高职|中职|技师|高级工)(?:研究生|毕业生|学历|学位|及以上)*"
    rf"(?=每[人名位]?每?(?:年|月|学年)?[^,;。\d]{{0,4}}{MONEY})"
)


def find_begin(view: str, start: int, end: int) -> int | None:
    """Where the benefit of a segment begins, or None when it grants nothing."""
    label = re.match(LABEL, view[start:end])
    first = start + (label.end() if label else 0)
    if stroke := _STROKE_FIRST.match(view, first, end):
        return stroke.start("sum")
    found = _find_begin(view, start, end)
    if found is not None and view.startswith(("分别", "依次"), max(start, found - 2)):
        found = max(start, found - 2)  # 前三年分别按70%、50%、30%
    stage = _BY_STAGE.match(view, start if found is None else found, end)
    return stage.end() if stage else found


def _find_begin(view: str, start: int, end: int) -> int | None:
    # A slice, so that ^ is the start of this segment and not of the document.
    marker = re.match(LABEL, view[start:end])
    start += marker.end() if marker else 0
    if (
        marker
        and marker.group().rstrip().endswith((":", "]", "|"))
        and re.match(BARE, view[start:end])
    ):
        first = _FIRST_CLASS.match(view, start)  # the next class stands behind this segment
        return first.start("sum") if first else start  # 补贴标准：10000元
    best = None
    for match in _BEGIN.finditer(view[start:end]):
        for name in (
            "begin",
            "begin2",
            "begin3",
            "begin4",
            "begin5",
            "begin6",
            "begin7",
            "begin8",
            "begin9",
            "begin10",
            "begin11",
            "begin12",
            "begin13",
            "begin14",
            "begin17",
            "begin18",
            "begin15",
            "begin16",
            "begin27",
            "begin28",
            "begin29",
            "begin30",
            "begin31",
            "begin32",
            "begin33",
            "begin34",
            "begin35",
            "begin36",
            "begin19",
            "begin20",
            "begin21",
            "begin22",
            "begin23",
            "begin24",
            "begin39",
        ):
            if match[name] is not None:
                position = start + match.start(name)
                before = view[max(start, position - 3) : position]
                if re.search(r"[未已曾获得经不]$", before) or re.search(r"(?:不得|不)$", before):
                    continue
                # 向本区企业发放信用贷款的: what the applicant pays out
                others = name == "begin" and _PAYS_OTHERS.match(view, position, end)
                if others or (name in ("begin", "begin4") and _BUDGET.match(view, position, end)):
                    continue
                if best is None or position < best:
                    best = position
        if best is not None:
            break
    best = _elsewhere(view, start, end, best)
    if best is not None and (graded := _GRADED_BY.match(view, best, end)):
        best = graded.end()
    if best is not None and (announced := _ANNOUNCED.match(view, best, end)):
        later = _find_begin(view, announced.end(), end)
        return best if later is None else later
    if best is not None and (
        rate := re.search(
            rf"(?<!低于)(?<!高于)(?<!不足)(?<!超过)(?<!达到)(?<![\d.]){RATIO}的?$", view[start:best]
        )
    ):
        # 对其实际发生的场地租金总额的50%予以补贴: the base stands before the verb
        cut = max(view.rfind(c, start, start + rate.start()) for c in ",;:。")
        return max(start, cut + 1)
    return best


def _elsewhere(view: str, start: int, end: int, best: int | None) -> int | None:
    """An earlier place where the words themselves grant, whatever stands before them."""
    stop = end if best is None else best
    for match in _ANYWHERE.finditer(view[start:end]):
        position = start + match.start("verb")
        if position >= stop:
            break
        clause = view[max(view.rfind(c, start, position) for c in ",;。:") + 1 : position]
        rest = re.match(r"[^,;。]*", view[position:end])
        told_of = rest is not None and re.search(
            r"的(?:企业|单位|机构|项目|人员|个人|平台)?$", rest[0]
        )
        if not told_of and not _NOT_HERE.search(clause):
            return position
    if best is not None:
        return best
    for comma in re.finditer(r"^|,", view[start:end]):
        first = start + comma.end()
        if named := _CLASS_BEGIN.match(view[first:end]):
            return first + named.start("kind" if named["kind"] is not None else "sum")
    return None
