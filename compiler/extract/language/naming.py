"""What a number is a number of: the phrase before it (营业收入) or after it (20人以上研发人员)."""

from __future__ import annotations

import re

from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment

_NAME_STOP = re.compile(
    rf"[,;:。!?|]|(?<=企业|机构|公司|单位|总部)对(?!外|口|接|应|标|象)|{w.SHALL}(?:同时)?(?:具备|符合|满足)?|(?<![或尚况])且|其中"
)
_ONLY_VERB = re.compile(r"[\s在为是达到不]*")
#: Applicants with a quality of their own; what is in, or was brought in by, somebody is not they.
_OWN_SUBJECT = re.compile(
    r"(?!.*(?:在孵|入驻|入园|引进|孵化|培育|所投|投资|被|合作|毕业|辖区|园区|每家|单个|同行|其他|本地|关联))"
    r"[^,;。]{2,24}(?:企业|公司|机构|单位|商户|个体工商户|组织)"
)
#: A kind of body in front of a figure of its own, which does not count such bodies.
_KIND_FIRST = re.compile(
    r"(?:养老服务机构|养老机构|托育机构|医疗机构|(?:民办|公办|普惠性)?幼儿园|民办学校|社会组织|民办非企业单位|个体工商户"
    r"|(?:农)?村集体经济组织|农民专业合作社|农民合作社|家庭农场|行业协会|创业投资机构)"
    r"(?!数|人数|占|数量|家|户|个|不|达|超|及|和|或|、|在|的)(?=[^,;。、]{2})"
)
#: People listed before those whose figure it is: each of them is read apart.
_PEOPLE_FIRST = re.compile(
    r"(?:本[省市区县])?.*(?:人员|人口|军人|毕业生|残疾人|家属|对象|士兵|农民工|劳动力|大学生|妇女|青年)"
    r"(?:、|和|以及|及|或者?|或)(?=(?:登记)?(?:毕业|离校|失业|退役|退伍|年龄|年满)$)"
)
#: 「单个快递企业年寄递量」, 「总部企业实缴注册资本」: whose figure it is, before its own name.
_OWNER = re.compile(
    r"(?:单[个家]|每[个家]|同一家?)?(?P<who>(?!.*(?:在孵|入驻|入园|引进|孵化|培育|所|投资|被|合作|毕业|辖区|园区|同行|其他|本地|关联|对))"
    r"[^,;。、\d]{0,16}(?:企业|公司|机构|单位|旅行社|合作社|家庭农场|酒店|民宿|商户|总部|协会))(?P<rest>[^,;。、]{3,})"
)
#: The same of something new: 「家政企业新设门店营业面积」, its owners named by trades too.
_OPENED = re.compile(
    r"(?:(?:[^,;。、\d的]{1,8}(?:、|和|或者?|及))*[^,;。、\d的]{1,12}(?:企业|公司|机构|单位|合作社|协会|商户|主体))?"
    r"(?P<opened>新(?:[开设增建办购租]|开设|设立)[^,;。、\d的]{1,6}?(?:店|网点|厂房|场地|用房|办公室|仓库|冷库|基地|场所|楼宇))的?"
    r"(?P<name>[^,;。、\d]{3,})"
)
_OWN_MONEY = re.compile(
    r"(?:实缴|实收|认缴|到位|新增|外方)?(?:注册)?(?:资本金?|外资金?)|(?:营业|主营业务|销售)收入|工业产值|产值|净资产|总资产"
    r"|[^,;。、\d的]{0,6}(?:新增量|净增量|增量|零售额|销售额|营业额|交易额|成交额|产量|销量|吞吐量|业务量|周转量)"
)
_YEARLY = re.compile(
    r"(?:上一?|当|本|全|一)?年度?(?:内)?(?:累[计积])?(?![限均])[^的]{2,}|累[计积][^的]{2,}"
)
#: Several years taken together: 近三年累计, 近三年年均.
_SEVERAL = re.compile(r"(?:近|前|连续)[^年]{0,3}[二两三四五六七八九十2-9]\d?个?")
_UNTIL = re.compile("截[至止]到?$")
_TOGETHER = re.compile(
    r"^(?:内|以来|的)*(?P<lead>累计|合计|总计|年?平均|年均)|(?P<tail>累计|合计|总计|平均)(?:达到?|为)?$"
)


def _aggregate(period: str, rest: str) -> str:
    """累计 or 平均 when the words beside several years say so; nothing otherwise."""
    found = _TOGETHER.search(rest) if _SEVERAL.search(period) else None
    if not found:
        return ""
    return "平均" if "均" in found.group() else "累计"


def _read_apart(raw: str) -> int:
    """How much of a phrase names people or a kind of body that are read apart."""
    people = _PEOPLE_FIRST.match(raw)
    end = people.end() if people else 0
    kind = _KIND_FIRST.match(raw[end:])
    return end + (kind.end() if kind else 0)


def name_before(fragment: Fragment, position: int) -> tuple[int, str, str, str, bool]:
    """Start, name, period words, measure and each-year mark of the phrase before a number."""
    view = fragment.view
    start = _name_from(fragment, position)
    raw = re.sub(r"\((?![^()]*\d)[^()]*\)", "", view[start:position])
    if modal := re.match(
        rf"(?:对于?(?!外)|凡|鼓励|支持|{w.IF}|{w.MODAL}"
        rf"|(?!项目年(?!度)){w.SUBJECT}(?=的|应|须|需|上|近|年|当|为|在|20|营|研|实|人|累|缴|注|经|成))+",
        raw,
    ):
        keep = modal.end()
        if raw[keep:].strip():
            start += keep
            raw = raw[keep:]
    apart = _read_apart(raw)
    start, raw = start + apart, raw[apart:]
    if (owner := _OWNER.fullmatch(raw)) and (
        _YEARLY.fullmatch(owner["rest"])
        or _OWN_MONEY.fullmatch(owner["rest"])
        or owner["rest"] in fragment.lexicon.names
    ):
        start += owner.start("rest")
        raw = owner["rest"]
    elif (opened := _OPENED.fullmatch(raw)) and opened["name"] in fragment.lexicon.names:
        # 零售业、餐饮业企业新开直营店单店面积: of what they opened, whoever they are
        start += opened.start("opened")
        raw = opened["name"]
    period = ""
    found = w.PERIOD.search(raw)
    if found and raw[: found.start()].endswith(("比", "较")) and "年" in found.group():
        found = w.PERIOD.search(raw[: found.start()])  # 比上年增加: what it grew against, not when
    if found and _OWN_SUBJECT.fullmatch(raw[: found.start()]):
        # 规模以上服务业企业上年度营业收入: whoever applies is read apart
        cut = view.find(found.group(), start, position)
        raw, start = view[cut:position], cut
        found = w.PERIOD.search(raw)
    if found:
        period = found.group()
        raw = _without_time(raw, found)
        period += _aggregate(period, raw)
    one_year = period and not _SEVERAL.search(period)
    of_rate = not period and re.match(r"平均(?=[^,;。]{1,8}率)", raw)
    if of_rate or (one_year and re.match(r"平均(?=[^,;。]{2})(?!每)", raw)):
        # 全年平均在园人数, 平均出租率: of the days of one year, part of the name
        raw = raw[len("平均") :]
        kept = "平均"
    else:
        kept = ""
    each = bool(
        re.search(
            r"每年均|(?<![人户平年月日亩地单车床店])均(?!价|产|值|收|营|衡)|各年|每年", period + raw
        )
    )
    name = re.sub(
        r"^(?:每年均|每年度?|年?平均(?=.{2})|年均(?=.{2})|均(?!价|值|衡|产|摊|质)|都|的|累计|合计|总计|实现|达成|为|在(?![孵职校读园册岗建学库研产营用]|.{1,3}(?:率|数|量)$)|、"
        r"|,|内|其(?!他)|中(?=的|,)|及|和(?!信)|与|且|并(?!购|网)|以来|来(?=[^自])|度|已)+",
        "",
        raw,
    )
    name = re.sub(
        r"^(?:单[个项]|每一?个)(?:项目|场站|站点|工程|地块|楼宇)(?:的)?(?=.{2})"
        # 改造后综合节能率: named once with its time and once without
        r"|^(?:改造|实施|建成|技改|投用)后(?=[^,;。]{0,8}(?:节能率|节水率|节约率|下降率|提升率|提高率|降幅|增幅)$)",
        "",
        name,
    )
    name = re.sub(
        r"^同一(?:申[报请])?(?:企业|单位|主体|项目|申请人|个人|家庭|机构)(?:的)?(?=.{2})", "", name
    )
    name = (
        re.sub(
            r"(?:经[^,;。、]{2,12}?|由[^,;。、]{2,12}?)(?:核定|认定|核实|审定|审计|测算|评估|鉴定|检测|核算|确认|统计|登记)后?(?:的)?(?=(?:达到?|为|在|不|应)*$)",
            "",
            name,
        )
        or name
    )
    name = re.sub(r"^(?:拥有|具有|具备|配备|配有|建有)(?=.{2})", "", name)
    # 2024年度比2023年度的销售额增幅: against which year it grew
    name = re.sub(
        r"^[比较](?:\d{4}年度?|上一?年度?|去年|前一年度?)(?:同期)?的?(?=.{2,}(?:增[幅速长量]|增长率))",
        "",
        name,
    )
    hired = re.match(r"(?:新?招用|吸纳|新?聘用|招聘|录用|接收|安置)(?=.{3})", name)
    if hired and fragment.knows(name[hired.end() :]):
        # 招用登记失业6个月以上人员: the figure is of those who are hired
        name, start = name[hired.end() :], start + hired.end()
    name = re.sub(
        rf"(?:每年均|每年度?|均|都|{w.SHALL}|的|为|在|约|各|放宽[到至]|提高[到至]|总数|合计|总计|分别|须分别"
        r"|累计|达到?|不|已|总体|原则上|一般|连续|首次)+$",
        "",
        name,
    )
    measure, name, over = _measured(name)
    if kept and measure == "value" and not fragment.knows(name):
        name = kept + name
    if over and not each and _SEVERAL.search(period):
        period += over
    return start, name.strip(), period, measure, each


def _without_time(raw: str, time: re.Match[str]) -> str:
    """The words around those of time; in 截至2025年底 they go with them."""
    left, right = raw[: time.start()], raw[time.end() :]
    until = _UNTIL.search(left)
    return left + right if until is None else left[: until.start()] + re.sub("^[末底]", "", right)


#: 符合《产业目录》的, 列入《推广目录》: what accords with a document, before a figure of its own.
_BY_DOCUMENT = re.compile(
    r"(?:符合|列入|纳入|入选|属于|满足|达到)[^,;。《》]{0,8}《[^《》]+》(?:\([^()]*\))?"
    r"(?:(?:中|所列|规定|范围|要求|内|标准|条件)*的)?"
)


def _name_from(fragment: Fragment, position: int) -> int:
    """Where the phrase before a number begins."""
    view = fragment.view
    solid = [s for s in fragment.taken if s not in fragment.asides]
    left = max([fragment.start, *[b for _, b in solid if b <= position]])
    for stop in _NAME_STOP.finditer(view, left, position):
        if any(a <= stop.start() < b for a, b in fragment.asides):
            continue
        if not _ONLY_VERB.fullmatch(view, stop.end(), position):  # 注册资本应不低于: still the name
            left = stop.end()
    # 能耗优于先进值、产值能耗低于…: what stands before 、 compares something of its own
    told = re.compile(
        r"(?:优于|高于|低于|超过|不超|不低|不高|不少|达到|符合|具有|具备)[^,;。、]{2,}、"
    ).search(view, left, position)
    if told and position - told.end() >= 3:
        left = told.end()
    for named in _BY_DOCUMENT.finditer(view, left, position):
        if position - named.end() >= 2:  # 符合《目录》总投资3000万元: accordance is asked apart
            left = named.end()
    left = _after_people(fragment, left, position)
    start = left
    while start < position and view[start] in " 、的,":
        start += 1
    return start


def _after_people(fragment: Fragment, left: int, position: int) -> int:
    """退役军人、登记失业半年以上人员: the figure is of the last of the list alone."""
    people = dict(fragment.lexicon.tags).get("人员类别")
    if people is None or "、" not in fragment.view[left:position]:
        return left
    ends = {m.end() for m in people.finditer(fragment.view, left, position)}
    marks = re.compile("、|或者?").finditer(fragment.view, left, position)
    return max([left, *(m.end() for m in marks if m.start() in ends)])


def _measured(name: str) -> tuple[str, str, str]:
    """Measure, the name of what is measured, and 平均 for 近三年营业收入年均增长率."""
    if growth := w.GROWTH_WORDS.search(name):
        over = "平均" if re.search(r"年均|平均|复合", growth.group()) else ""
        return "growth", name[: growth.start()].rstrip("的"), over
    if increment := w.INCREMENT_WORDS.search(name):
        bare = name[: increment.start()].rstrip("的")
        if not bare.endswith("新") and (bare or re.search(r"增量|增加|净增", increment.group())):
            return "increment", bare, ""
    elif w.SHARE_NAME.fullmatch(name):
        return "share", name, ""
    return "value", name, ""


def name_after(fragment: Fragment, position: int) -> int:
    """Where the noun phrase after a number ends: 拥有20人以上【专职研发人员】."""
    view = fragment.view
    match = re.compile(
        r"[^,;:。!?()|\s\d]{2,30}?等[^,;。、的]{2,14}(?=$|[,;。])"
        r"|[^,;:。!?()|\s\d]{2,30}、[^,;:。!?()|\s\d]{2,20}(?:经验|经历|能力|业绩|背景)(?=$|[,;。的])"
        r"|[^,;:。、!?()|\s]{1,24}?"
        r"(?=$|[,;:。、!?()|\s]|的(?:企业|单位|机构|人员|项目|人|$|[,;])|且|并|(?<!国家)或|给予|按|等)"
    ).match(view, position, fragment.end)
    if not match or re.match(r"(?:给予|按|的(?:企业|单位|$)|企业|单位|且|并|或)", match.group()):
        return position
    end = match.end()
    return end if fragment.free(position, end) else position
