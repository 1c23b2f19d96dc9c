"""Classes with a level: 规模以上工业企业, 省级以上平台, 国家级科技计划项目, 入选N强."""

from __future__ import annotations

import re

from compiler.extract.conditions.titles import OF_AUTONOMY, title_tag, whole_marks
from compiler.extract.drafts import DraftTag, Quote
from compiler.extract.language.affixes import GRADE_REACHED, levels_from
from compiler.extract.language.fragment import Fragment, own_period, period_before, period_start

#: The attribute of statistical classes, by its label.
STATISTICS = "规上限上统计类别"
_STATISTICS = re.compile(
    r"(?P<first>首次|新增?|当年|由规(?:模)?(?:以)?下转为)?"
    r"(?P<verb>(?:被)?(?:纳入|列入|升为|升规为?|进入|入库|达到|成为|转为|新纳统|纳统)?)"
    r"(?:[一-鿿]{0,6}统计局?)?(?:国家|我区|本区|我市|本市)?"
    r"[\"']?(?P<scale>规模以上|规上|限额以上|限上|资质以上|资质等级以上|四上)[\"']?(?:的)?"
    r"(?P<kinds>(?:先进|高新技术|数字经济|战略性新兴)?[一-鿿、和或及()]{0,24}?)"
    r"(?P<tail>(?:企业|单位|法人)?(?:的)?"
    r"(?:统计(?:范围|库|名录库|调查库|报表|联网直报平台|联网直报)?|名录库|联网直报平台|在库|库"
    r"|范围|企业|单位|法人(?:企业)?)+"
    r"|(?=[,;。]|$))"
)


#: 新纳统的规上服务业企业, 首次入库的规模以上文旅企业: said before the class, with 的.
_NEWLY = re.compile(
    r"(?:首次|新增?|当年新?)(?:被)?(?:(?:纳入|进入|列入)(?:国家)?(?:统计局?)?(?:联网直报)?(?:统计|库|名录库|平台|系统|范围)*"
    r"|[纳入上](?:统|库|规|限))(?:入库)?的?$"
)


def statistics(fragment: Fragment) -> None:
    """规模以上工业企业, 新纳入限额以上统计: statistical classes, alternatives as one tag."""
    for match in fragment.search(_STATISTICS):
        scale = {
            "规上": "规模以上",
            "限上": "限额以上",
            "资质等级以上": "资质以上",
            "四上": "四上",
        }.get(match["scale"], match["scale"])
        kinds = re.sub(r"(?:企业|单位|统计|法人|的|类)+$", "", match["kinds"])
        kinds = re.sub(r"\([^()]*\)?", "", kinds)
        names = [k for k in re.split(r"、|和(?!信|社|技|相|商)|或者|或|及", kinds) if k] or [""]
        values = tuple(f"{scale}{k}企业" for k in names)
        head = period_before(fragment, fragment.start, match.start())
        start = match.start()
        period = ""
        if head and re.fullmatch(
            r"(?:在|于|内|期间|被|由|首次|新|度|,|\s)*", fragment.view[head.end() : start]
        ):
            start, period = head.start(), head.group()
        new = _NEWLY.search(fragment.view[fragment.start : match.start()])
        if new and fragment.free(fragment.start + new.start(), match.start()):
            start = min(start, fragment.start + new.start())
        first = bool(new) or (bool(match["first"]) and match["first"] != "当年")
        if re.search(
            r"首次|新(?:增|纳)", fragment.view[max(fragment.start, start - 6) : match.start()]
        ):
            first = True
        if match["first"] == "当年":
            period = "当年"
        tag = DraftTag(
            shape="has",
            name=STATISTICS,
            values=values,
            first=first,
            period=period,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())


#: What begins behind a title and is no part of it.
_NO_NAME = r"上一?年|当年|本年|每年|近[一二两三五]年|年度|[向从]|新[认获引培]"
_LEVELLED = re.compile(
    rf"(?P<levels>(?:(?:{OF_AUTONOMY}|国家|省部?|市|区|县)级?(?:、|和|或|及|或者))+(?:{OF_AUTONOMY}|国家|省部?|市|区|县)级"
    rf"|(?:{OF_AUTONOMY}|国家|省部|省|市|区|县)级|国家)"
    rf"(?P<title>(?:(?!{_NO_NAME})[^,;。、的\d\s()给予按和及或且对]){{0,24}}"
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|工作室|孵化器|空间|加速器|称号|工厂|车间|机构"
    r"|集群|项目|载体|商标|品牌|街区|景区|民宿|农场|牧场|合作社|示范社|驿站|服务站|学校|幼儿园"
    r"|医院|社区|商圈|楼宇|门店|书店|博物馆|示范点|示范户|加工园|产业园|典型案例|应用场景|解决方案|服务商|示范区|先进单位))(?!划型|划分)(?:的|称号|认定)?"
)
_LEVEL_UP = re.compile(
    rf"(?P<level>{OF_AUTONOMY}|国家|省|市|区)级?(?:及)?以上(?:\(含(?:本级)?\))?(?:的)?"
    rf"(?P<title>(?:(?!{_NO_NAME})[^,;。、的\d\s()给予和及或且]){{0,20}}"
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|孵化器|空间|奖励|奖项|称号|奖|机构|载体|名牌"
    r"|项目|工厂|车间|园|集群|品牌|工作室|加速器|示范社|合作社|家庭农场|街区|景区|案例|场景|解决方案|服务商|示范区|先进单位))"
    r"(?P<more>(?:(?:、|和|或者|或|及)(?![^,;。、的和或及]{0,3}级)[^,;。、的和或及\d]{2,12}?"
    r"(?:企业|中心|平台|基地|园区|实验室|工作站|孵化器|空间|工厂|车间|集群|工作室|加速器|示范社"
    r"|家庭农场|街区|景区)(?=$|[,;。、的和或及称认名]))*)"
)
_PROJECT = re.compile(
    r"(?P<role>(?:牵头|参与|主持)(?:承担)?)?"
    rf"(?P<levels>(?:(?:{OF_AUTONOMY}|国家|省部?|市|区)级?(?:、|和|或者|或|及))*(?:{OF_AUTONOMY}|国家|省部|省|市|区)级?)"
    r"(?:重点|重大)?(?:科技计划|科技|研发|科研)(?:计划)?项目"
)
#: 「作为参与单位承担」, 「以牵头单位身份申报」: the part somebody takes in the project.
_AS_PART = re.compile(
    r"(?:作为|以)(?P<role>牵头|主持|参与|参加|合作|协作)(?:单位|方|企业|机构)(?:身份)?"
    r"(?:承担|实施|完成|申报|参与|承接)?(?:的?(?:项目|课题))?"
)
_RANKED = re.compile(
    r"(?:入选|入围|列入|上榜|进入|位列|名列|荣登|(?:评定|认定|评选|评)为)(?:过|的)?"
    r"(?P<name>(?:[^,;。、对]|、(?=[^,;。对]{2,20}(?:榜|强))){2,24}?"
    r"(?:榜单?|(?:\d{2,3}|百)强(?:企业)?(?:榜单?)?))"
)
#: 「世界500强、中国500强、国家民营500强企业」: rankings, and those who stand in one of them.
_STRONG = (
    r"(?!选|围|榜|登|列|居)(?:(?!在|入|评|认|获|对|的|为|被|引|进)[一-鿿]){2,12}?"
    r"(?:\d{2,4}|百)强(?:榜单?)?"
)
_RANKINGS = re.compile(rf"{_STRONG}(?:(?:、|和|或者?|及){_STRONG})+(?:企业)?")


def _ranked_names(name: str) -> tuple[str, ...]:
    """瞪羚企业或者独角兽企业榜单: two lists, whose last word is said once."""
    names = re.split(r"、|或者|或|和|及", name)
    tail = re.search(r"榜单?$", names[-1])
    if not all(len(n) >= 3 for n in names):
        return (whole_marks(name),)
    ends = re.compile(r"(?:榜单?|强(?:企业)?)$")
    full = [n if ends.search(n) or not tail else n + tail.group() for n in names]
    return tuple(whole_marks(n) for n in full)


#: 「通过数据管理成熟度认证达到三级、四级」: the grades of a certificate that were reached.
_REACHED = re.compile(
    r"(?P<name>[^,;。、的]{2,30}?(?P<kind>认证|贯标|资质|成熟度(?:模型)?|评估)(?:\([^()]*\))?)"
    rf"(?:评估|评定|认证)?(?:达到|达|获评|获得|为)(?P<grades>{GRADE_REACHED}(?:(?:、|和|或者?|及){GRADE_REACHED})*)"
    r"(?:\(含\))?(?P<up>及?以上)?(?=$|[,;。的且并])"
)


#: 对首次通过: what stands before the name of a certificate.
_BEFORE_PAPER = re.compile(r"(?:对|凡)?(?:(?:首次|新)?(?:通过|获得?|取得|完成|开展|参加))?")


def _grades_reached(fragment: Fragment) -> None:
    """认证达到3级、4级: the certificate with each of the grades."""
    for match in fragment.search(_REACHED):
        if match["up"]:
            continue  # 三级及以上: not the grade named alone
        kind = match["kind"]
        lead = _BEFORE_PAPER.match(match["name"])
        name = match["name"][lead.end() if lead else 0 :]
        start = match.end("name") - len(name)
        bare = name.removesuffix(kind) if kind == "认证" else name
        steps = [g for g in re.split(r"、|和|或者?|及", match["grades"]) if g]
        tail = kind if kind == "认证" else ""
        title_tag(fragment, start, match.end(), tuple(bare + step + tail for step in steps))


def levelled(fragment: Fragment) -> None:
    """Titles with their level: 省级以上X, 国家级、省级X, 国家级科技计划项目, N强榜单."""
    _grades_reached(fragment)
    for match in fragment.search(_PROJECT):
        levels = tuple(
            re.sub(r"[级部]", "", x) + "级"
            for x in re.split(r"、|和|或者|或|及", match["levels"])
            if x
        )
        quote = fragment.quote(*match.span())
        if match["role"]:
            role = "参与" if "参" in match["role"] else "牵头"
            lead = Quote(text=quote.text[: len(match["role"])], start=quote.start)
            fragment.tags.append(
                (
                    match.start(),
                    DraftTag(shape="one_of", name="项目承担角色", values=(role,), quote=lead),
                )
            )
            quote = Quote(
                text=quote.text[len(match["role"]) :], start=quote.start + len(match["role"])
            )
        tag = DraftTag(shape="one_of", name="项目立项级别", values=levels, quote=quote)
        fragment.add(tag, *match.span())
    for match in fragment.search(_AS_PART):
        role = "牵头" if match["role"] in ("牵头", "主持") else "参与"
        part = DraftTag(
            shape="one_of", name="项目承担角色", values=(role,), quote=fragment.quote(*match.span())
        )
        fragment.add(part, *match.span())
    for match in fragment.search(_RANKINGS):
        names = re.findall(_STRONG, match.group())
        title_tag(
            fragment, *match.span(), tuple(re.sub("^(?:、|和|或者?|及)", "", n) for n in names)
        )
    for match in fragment.search(_RANKED):
        tag = DraftTag(
            shape="has",
            name="入选榜单",
            values=_ranked_names(match["name"]),
            first=bool(
                re.search(
                    r"首次|新$",
                    fragment.view[max(fragment.start, match.start() - 3) : match.start()],
                )
            ),
            period=own_period(fragment, match.start()),
            quote=fragment.quote(period_start(fragment, match.start()), match.end()),
        )
        fragment.add(tag, period_start(fragment, match.start()), match.end())
    for match in fragment.search(_LEVEL_UP):
        reached = levels_from(match["level"])
        names = [match["title"], *(n for n in re.split(r"、|和|或者|或|及", match["more"]) if n)]
        values = tuple(f"{level}级{name}" for name in names for level in reached)
        title_tag(fragment, match.start(), match.end(), values)
    _in_marks(fragment)
    for match in fragment.search(_LEVELLED):
        written = [re.sub(r"[级部]", "", x) for x in re.split(r"、|和|或者|或|及", match["levels"])]
        if len(written) == 1 and fragment.lexicon.canonical(match.group().rstrip("的")):
            continue
        if re.search(
            r"政府|财政|人社|有关|主管|相关|资助|奖励|扶持|资金|补助|局|委员会|部门|第三方"
            r"|重点(?:发展|产业)",
            match["title"],
        ):
            continue
        values = tuple(f"{level}级{match['title']}" for level in written if level)
        if len(values) == 1 and "级" not in match["levels"]:
            values = (match["levels"] + match["title"],)
        title_tag(fragment, match.start(), match.end(), values)


#: 省级"智慧商圈"建设示范单位: the name goes on behind the closing mark.
_IN_MARKS = re.compile(
    rf"(?P<levels>(?:(?:{OF_AUTONOMY}|国家|省部?|市|区|县)级?(?:、|和|或|及|或者))*(?:{OF_AUTONOMY}|国家|省部?|市|区|县)级)"
    r"(?P<title>\"[^\",;。]{2,20}\"[^,;。、的\d\s()\"]{2,14}?"
    r"(?:单位|企业|机构|基地|园区|中心|项目|平台|工程|村镇?|社区|街区|小镇|品牌|产品|车间|工厂|集群|示范[区点户社]|人家))"
    r"(?=$|[,;。的、])"
)


def _in_marks(fragment: Fragment) -> None:
    """Titles whose first words stand in quotation marks, whatever those words are."""
    for match in fragment.search(_IN_MARKS):
        if fragment.lexicon.canonical(match.group()):
            continue
        levels = [re.sub(r"[级部]", "", x) for x in re.split(r"、|和|或|及", match["levels"])]
        values = tuple(f"{level}级{match['title']}" for level in levels if level)
        title_tag(fragment, match.start(), match.end(), values)
