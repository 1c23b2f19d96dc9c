"""What a sum for each unit counts, when the unit is not followed by its noun: 每辆, 每人每月."""

from __future__ import annotations

import re

from compiler.extract.awards.awards import Benefit
from compiler.extract.drafts import DraftAward
from compiler.extract.items.acts import ACTS
from compiler.extract.language import words as w
from compiler.normalise import QUANTITY

#: 按照上年度实际收托人数给予补助, 按种植面积: the figure is named.
_BASIS = re.compile(
    r"(?:按(?:照)?|根据|以(?![上下内外来及]))(?P<named>[^,;。]{0,20}?(?<!数)(?:数量|人数|面积|件数|台数|亩数|户数|总数|家数|次数|人次|场次|里程|容量|规模|[核认确审]定量"
    r"|产量|销量|电量|功率|箱量|(?:节能|减排|节水|节电|节约|处理|处置|利用|运输|吞吐|交易|回收|收购|出口|进口|使用|消纳|储存|加工|配送|货运|供应|发货|到发)量|床位数?|吨数|[艘辆台套张头只株列架班条座栋间盏枚单笔]数|(?:航班|班次|航次|班列|幼儿|学生|儿童|老年?人|职工|员工|学员|毕业生|托位|学位|座位|门店)数))"
    r"(?=给予|予以|,|的|每|计|进行|发放|补|奖|另|再|以|核|分|为|\d|$|\s)"
)
#: 按产犊数每头, 按实际开行班次数每班: how many of what, in a word that ends in 数.
_BY_NUMBER = re.compile(
    r"(?:按(?:照)?|根据)(?:其|实际|上年末?|年末|核定的?)*(?P<named>[^,;。\d的]{2,12}数量?)(?=每|,每|给予每)"
)
_HIRED = re.compile(r"(?:新?招用|招收|吸纳|聘用|录用|招聘|接收|安置|安排)(?P<who>[^,;。]{0,16})")
#: Whom somebody takes on -> how the vocabulary counts them.
_TAKEN_ON = (
    (re.compile(r"见习"), "见习人数"),
    (re.compile(r"高校毕业生|大学生"), "招用高校毕业生"),
    (re.compile(r"就业困难人员"), "招用就业困难人员"),
    (re.compile(r"残疾"), "招用残疾人"),
    (re.compile(r""), "招用"),
)
#: What kind of area is paid for.
_GROUND = (
    (re.compile(r"租[用赁金]|房租"), "租赁面积"),
    (re.compile(r"购房|购[买置][^,;。]{0,10}(?:用房|楼宇|厂房|房产)"), "购置面积"),
    (re.compile(r"展(?:览|位|会)"), "展览面积"),
)
_TRAINED = re.compile(r"(?:组织|开展)[^,;。]{0,16}培训")
#: 培训合格率80%以上 before 按每人5000元: who is counted was trained.
_IN_TRAINING = re.compile(
    r"培训(?:合格|考核|结业|协议|计划)|(?:学徒|职工|员工|岗前|技能)[^,;。|]{0,4}培训"
)
_ACTED = (
    r"新?(?:购[置买]|建[设成造]?(?!筑)|增(?!长|加|速)|开[设办]|引进|取得|获得?|改造|改建|扩建|安装|加装|更新|研发|出版|制作|创作"
    r"|通过(?=[^,;。]{0,30}(?:认证|检测|测试|评测|审评|注册|备案)$)|拍摄|开发|举办|承办|培育|种植|养殖|投放|开通|开行|回收|生产|推广|发布|登记|注册|设立|认定|完成|制[定订]|修订|起草|收住|收治|服务|转化|授权)"
)
_DONE = re.compile(_ACTED)
_MEASURES = re.compile(r"吨标准?煤|吨|公斤|千瓦时|千瓦|瓦|公里|立方米|度|人次|餐|标箱|标准箱")
_HELD = re.compile(
    r"(?:认定|登记|注册|设立|取得|获得?|服务|完成)"
    r"(?!.*(?:专利|标准|证书|项目|课题|成果|商标|认证|奖|版权|著作权)$)"
)
#: 对新装充电桩的企业，按每个: what they did stands before who they are.
_WHO_DID = re.compile(
    r"(?:对|凡)?(?P<did>[^;。]*?)的(?:[^,;。的]{0,10}(?:企业|单位|机构|个人|合作社|农场|大户|主体|者|项目|户))?,?$"
)
#: 对新发布的团体标准，按每项: what is counted is what the grant is for.
_EACH_THING = re.compile(
    r"(?:^|[,;。])对(?P<thing>[^,;。对]{2,24}?(?:标准|专利|商标|产品|品牌|课题|成果|作品|航线|班列|新药|器械|品种|软件著作权))$"
)
_NOT_COUNTED = re.compile(rf"{QUANTITY}|级以上|符合|属于|具有|达到")


#: 上架产品: what is done, and the last word for what it is done to.
_ACTED_ON = re.compile(rf"(?P<act>(?:新|首次)?{ACTS})(?P<thing>[一-鿿]{{2,3}})")


def _in_full(view: str, said: int, benefit: Benefit) -> DraftAward:
    """每上架一个产品 of 上架数据产品的企业: the thing by the name it was said by before."""
    award = benefit.award
    unit, _, noun = award.base.partition("|")
    short = _ACTED_ON.fullmatch(noun) if award.shape == "per_unit" and not award.step else None
    if short is None:
        return award
    full = re.compile(
        rf"{short['act']}(?P<full>[^,;。的\d]{{1,8}}{short['thing']})(?=的|,|;|。|$)"
    ).search(view, max(said, 0), benefit.cut)
    return award if full is None else _with(award, unit, short["act"] + full["full"])


def counted_in(view: str, benefit: Benefit) -> DraftAward:
    """The award with the name of what it counts, and its time; as it is when nothing names it.

    A name that only repeats what the recipients did stands behind a ~: figures that the conditions
    state in the same unit go before it.
    """
    award = benefit.award
    unit, _, noun = award.base.partition("|")
    if noun and w.PERIOD.match(noun):
        return _with(award, unit, noun)  # 按上年度实际收托人数每人
    if noun:
        first = max(view.rfind(c, max(0, benefit.start - 120), benefit.start) for c in "。\n")
        return _in_full(view, first + 1, benefit)
    if award.shape != "per_unit" or award.step or not unit:
        return award
    said = max(view.rfind(c, max(0, benefit.start - 120), benefit.start) for c in "。\n") + 1
    if named := _last(_BASIS, view, said or benefit.start, benefit.end):
        return _with(award, unit, named["named"])
    if number := _last(_BY_NUMBER, view, benefit.start, benefit.end):
        return _with(award, unit, f"~{number['named']}")
    before = view[benefit.start : benefit.cut].rstrip(" ,")
    if _MEASURES.fullmatch(unit):
        return award
    if unit in ("平方米", "㎡"):
        near = view[benefit.start : benefit.end]
        noun = next((name for pattern, name in _GROUND if pattern.search(near)), "")
        return _with(award, unit, noun) if noun else award
    if unit in ("人", "名", "位"):
        if hired := _last(_HIRED, view, benefit.start, benefit.cut):
            noun = next(name for pattern, name in _TAKEN_ON if pattern.search(hired["who"]))
            return _with(award, unit, noun)
        told = _row_of(view, benefit.start) if said >= benefit.start - 1 else said
        trained = _TRAINED.search(before) or _IN_TRAINING.search(view, told, benefit.start)
        return _with(award, unit, "培训人数") if trained else award
    if unit in ("项", "件", "个", "部", "场", "次") and (thing := _EACH_THING.search(before)):
        return _with(award, unit, f"~{thing['thing']}")
    return _counting_acts(view, benefit, unit, before, said)


def _row_of(view: str, start: int) -> int:
    """Where the row of a table begins with the cell at ``start``; what it asks stands beside."""
    row = view.rfind("\n", max(0, start - 200), start) + 1
    return row if row and re.search(r" [|。] ", view[row:start]) else start


def _counting_acts(view: str, benefit: Benefit, unit: str, before: str, said: int) -> DraftAward:
    """The award that counts what its recipients did; as it is when they did nothing countable."""
    award = benefit.award
    did = _WHO_DID.search(before)
    for piece in reversed(re.split("[,;。]|并且?|且", did["did"])) if did else ():
        if (act := _DONE.search(piece)) and not _NOT_COUNTED.search(piece[act.start() :]):
            time = w.PERIOD.search(piece[: act.start()])
            base = f"{unit}|~{piece[act.start() :]}"
            if unit in ("项", "个") and _HELD.match(piece[act.start() :]):
                continue  # 取得资质的机构，每个: they are counted, not what they hold
            if piece.endswith(act.group()) and (thing := _named_once(view, unit, said, benefit)):
                return _with(award, unit, f"~{piece}的{thing}")
            if len(piece) - act.start() >= 4:
                return award.model_copy(
                    update={"base": base, "period": award.period or (time.group() if time else "")}
                )
    return award


def _named_once(view: str, unit: str, start: int, benefit: Benefit) -> str:
    """一件商标最多支持20个国家；…逐一注册的，每件: what the unit counts, named elsewhere."""
    counted = re.compile(
        rf"(?:[一每1]|单){re.escape(unit)}(?P<thing>[一-鿿]{{2,6}}?)(?=最|不|可|均|限|至多|,|;|。)"
    )
    found = counted.search(view, max(start, 0), benefit.end)
    return found["thing"] if found else ""


def _with(award: DraftAward, unit: str, named: str) -> DraftAward:
    time = w.PERIOD.search(named)
    if time:
        named = named[: time.start()] + named[time.end() :]
    named = re.sub(r"^(?:其(?![他它余])|企业|单位|本单位|机构|的)+", "", named)
    period = award.period or (time.group() if time else "")
    return award.model_copy(update={"base": f"{unit}|{named}", "period": period})


def _last(pattern: re.Pattern[str], view: str, start: int, end: int) -> re.Match[str] | None:
    found = list(pattern.finditer(view, start, end))
    return found[-1] if found else None
