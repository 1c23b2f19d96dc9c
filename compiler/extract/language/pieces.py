"""Cut condition text where it joins: list marks, punctuation, 或 and 且; never inside brackets."""

from __future__ import annotations

import re

from compiler.extract.language.predicates import depth, predicate_joints
from compiler.normalise import QUANTITY

INLINE = re.compile(
    r"(?:(?<=[:;,。])|(?<=[^\d]))\((?:\d|[一二三四五六七八九])\)|(?<=[:;,。])[①-⑨]"
    r"|(?<=[:;])\d[.、](?!\d)|(?<=[:;,])[一二三四五六七八九]是(?!否)"
)


_WHOM = (
    r"(?:企业|单位|机构|组织|团队|人员?|个人|家庭|人才|合作社|平台|项目|学生|儿童|者|对象|居民|职工|毕业生"
    r"|劳动力|军人|妇女|青年|孤儿|户)"
)
_ENDS_IN_WHOM = re.compile(rf"的[^,;。的]{{0,14}}{_WHOM}\s*$")
#: 「首次认定的甲企业，以及从区外迁入的甲企业」: two kinds of recipients, either of them.
_AS_WELL_AS = re.compile(rf"以及(?=[^,;。]*的[^,;。的]{{0,14}}{_WHOM}\s*$)")


def split(view: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Pieces between , ; 。 outside brackets, each with whether 或 joins it to the one before."""
    pieces: list[tuple[int, int, bool]] = []
    level, last = 0, start
    for position in range(start, end):
        character = view[position]
        if character in "([《":
            level += 1
        elif character in ")]》":
            level = max(0, level - 1)
        elif character in ",;。!?\n" and level == 0 and not _inside_number(view, position):
            pieces.append((last, position, False))
            last = position + 1
    pieces.append((last, end, False))
    result: list[tuple[int, int, bool]] = []
    for a, b in _whole(view, [(a, b) for a, b, _ in pieces]):
        stripped = view[a:b].lstrip()
        a = b - len(stripped)
        joined = re.match(r"(?:或者|或(?!有))", stripped)
        if result and _ENDS_IN_WHOM.search(view, *result[-1][:2]):
            joined = joined or _AS_WELL_AS.match(stripped)
        if joined:
            a += len(joined.group())
        if a < b:
            result.append((a, b, bool(joined)))
    return _listed_recipients(view, result)


#: What recipients are called at the end of a list of them.
_RECIPIENT = re.compile(
    r"(?:企业|单位|机构|组织|团队|人员|家庭|人才|合作社|农场|平台|项目|园区|基地|车间|工厂|中心|实验室|集群|商圈|街区"
    r"|门店|民宿|酒店|饭店|景区|公司|院校|学校|医院|大户|农户|学生|儿童|对象|毕业生|劳动者|军人|产品)\s*$"
)
_LAST_KIND = re.compile(r"以及(?![上下])")
#: 建有研发机构: what somebody has or does; without 的 it describes nobody.
_DOES = re.compile(
    r"\s*(?:须|需|应当?|可|已|未|无|不|经|被|在|由|按|具有|具备|拥有|建有|设有|配[有备]|持有|属于|符合|满足|为|是|有(?!限)|通过|获"
    r"|列入|纳入|入选|成立|注册|引进|建[设成立]|新?[设建]|投资|开展|承担|参与|购|租|从事|完成|实施|聘|招|吸纳|提供|组织|举办)"
)


def _listed_recipients(
    view: str, pieces: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """「对甲车间、乙工厂，丙项目，以及丁企业」: kinds of recipients, whoever is one of them."""
    last = next((i for i in range(len(pieces) - 1, 0, -1) if _is_last_kind(view, pieces[i])), None)
    if last is None:
        return pieces
    first = last
    while first and view[pieces[first - 1][1]] == "," and _names_whom(view, *pieces[first - 1][:2]):
        first -= 1
    result = list(pieces)
    for i in range(first + 1, last + 1):
        a, b, _ = pieces[i]
        lead = _LAST_KIND.match(view, a, b)
        result[i] = (lead.end() if lead else a, b, True)
    return result


def _is_last_kind(view: str, piece: tuple[int, int, bool]) -> bool:
    a, b, joined = piece
    if joined and view.endswith("以及", 0, a):
        return _names_whom(view, a, b)
    said = _LAST_KIND.search(view, a, b)
    if said is None or not _names_whom(view, said.end(), b):
        return False
    return said.start() == a or not _DOES.match(view, a, b)


def _names_whom(view: str, start: int, end: int) -> bool:
    """Whether a piece is the name of a kind of recipients, described or bare."""
    said = re.sub(r"^\s*(?:对于?|凡)", "", view[start:end])
    return (
        len(said) >= 3
        and _RECIPIENT.search(said) is not None
        and ("的" in said or _DOES.match(said) is None)
        and not re.search(r"\d\s*(?:万|亿)?元[^,;。的]*$", said)
    )


#: 由于疏解腾退、产业转型以及不符合规划等原因: why, in as many words as it takes.
_WHY = r"(?:由于|因)[^,;。]{2,60}(?:等|的)(?:各种|多种|客观|主观)?(?:原因|因素|影响|情况|情形)"
#: 「通过共享设备等方式」, 「按照学员需求」: how something is done, which the next words say.
_MANNER = re.compile(
    r"\s*(?:\d{1,2}[.、]|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])?\s*(?:能|能够|可|并|且|同时|应|须)*"
    r"(?:通过(?![^,;。]*(?:认定|评审|审核|验收|考核|审查|备案|认证))[^,;。]{2,40}(?:方式|形式|手段|途径|渠道|措施|机制)"
    r"|(?:采取|采用|利用|运用|借助)[^,;。]{2,30}(?:方式|形式|手段|途径|技术|平台)"
    r"|(?:按照?|根据|依据|依照|结合|针对)[^,;。\d]{2,30}(?:需求|需要|特点|实际|要求|情况)"
    r"|以[^,;。\d]{2,20}为(?:引领|导向|核心|目标|目的|支撑|依托|载体|手段|抓手|基础|纽带|牵引)"
    r"|(?:围绕|面向(?![^,;。]*(?:开放|服务|提供|招生|营业|的[^,;。的]{2,12}\s*$))|依托|立足|聚焦)[^,;。\d]{2,40}"
    r"|在[^,;。\d]{2,24}(?:的)?(?:基础上|前提下|情况下|过程中)"
    rf"|(?:(?:全|本|我)[市区县省镇](?:范围|辖区)?(?:内)?)?{_WHY}"
    r"|扣除[^,;。\d]{2,20}后)\s*"
)
#: 「依托产业集群，支持链主企业布局供应链」: the manner is the policy's, not of whom it supports.
_NAMES_ANEW = re.compile(r"\s*(?:积极|重点|大力)?(?:支持|鼓励|引导)(?!性|资金)")
#: 「，包括甲、乙和丙」, 「（，）如甲、乙等」 only explains the words before it.
_EXPLAINS = re.compile(
    r"\s*(?:主要|具体)?(?:包括|包含|涵盖|例如|譬如|如(?=[^,;。]{2,20}等))[^\d]{2,}"
)

_OBJECT = r"(?:制度|机制|体系|结构|规程|流程|办法|设施|设备|系统|方案|预案|档案|台账)"
#: 「有健全的治理结构，风险管理制度」: one more of what somebody has, without a verb of its own.
_HAS_KIND = re.compile(
    rf"(?:(?<![一-鿿])|应当?|须|需)(?:有|具有|具备|建有|建立了?|设有|制定)[^,;。]{{2,30}}{_OBJECT}\s*$"
)
_ONE_MORE = re.compile(
    rf"\s*(?!有|具|建|设|制定|未|无|符合|已|能|按|在|依法)[^,;。、\d的]{{2,12}}(?:(?:和|、|及)[^,;。、\d的]{{2,12}})*{_OBJECT}\s*"
)


def _whole(view: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces with a manner joined to what is done so, an explanation to what it explains."""
    joined: list[tuple[int, int]] = []
    for a, b in pieces:
        if joined and view[joined[-1][1]] == ",":
            start, end = joined[-1]
            if (
                (_MANNER.fullmatch(view, start, end) and not _NAMES_ANEW.match(view, a, b))
                or _EXPLAINS.fullmatch(view, a, b)
                or (_HAS_KIND.search(view, start, end) and _ONE_MORE.fullmatch(view, a, b))
            ):
                joined[-1] = (start, b)
                continue
        joined.append((a, b))
    return joined


def _inside_number(view: str, position: int) -> bool:
    return (
        view[position] == ","
        and position > 0
        and view[position - 1].isdigit()
        and bool(re.match(r"\d{3}(?!\d)", view[position + 1 : position + 5]))
    )


#: 具有中级以上职称或者硕士以上学位的人员占比50%以上: one figure of those who meet either.
_OF_WHOM = re.compile(
    r"的(?:专职|专业|技术|管理|研发|服务|相关)*(?:人员|职工|员工|人数|教师|医师|护理员|企业|项目|团队|农户|会员|学员)(?:数量?|人数)?"
    r"(?:占[^,;。]{0,12}|比例|比重)?(?:达到?|为|应)?(?:不低于|不少于|达到|超过|至少|\d)"
)


#: What an employer does; whom it takes on may be listed behind it.
_HIRES = re.compile(r"(?:招用|招录|招聘|吸纳|聘用|录用|安置|招收|接收|接纳|雇[用佣])(?!的)")
_SAME_PAPER = re.compile(
    r"(?:国家)?(?:职业技能等级|职业资格|职业技能|技能等级|专项职业能力)(?:证书|资格证书?)?(?:的|人员|职工|劳动者)*\s*"
)


def alternatives(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sides of a 或 that each hold a comparison or a whole predicate of their own."""
    cuts = [
        m.span()
        for m in re.compile(r"或者|(?<!国家)或(?!以上|以下)").finditer(view, start, end)
        if depth(view, start, m.start()) == 0
    ]
    if not cuts:
        return []
    someone = re.compile(r"父母|监护人|配偶|负责人|带头人|主持人|法定代表人")
    if someone.search(view, start, cuts[0][0]) and not someone.search(view, cuts[0][1], end):
        return []  # 父母一方具有本市户籍或者持有本市居住证: the parent holds it too
    if _HIRES.search(view, start, cuts[0][0]) and not _HIRES.search(view, cuts[0][1], end):
        return []  # 招用毕业2年内的毕业生或登记失业半年以上人员: the employer takes on either
    if _SAME_PAPER.fullmatch(view, cuts[-1][1], end):
        return []  # 中级职业资格证书或职业技能等级证书: the grade is of both
    if not re.search(QUANTITY, view[start : cuts[-1][0]]) and _OF_WHOM.search(
        view, cuts[-1][1], end
    ):
        return []
    edges = [start, *[e for c in cuts for e in c], end]
    sides = list(zip(edges[::2], edges[1::2], strict=True))
    predicate = re.compile(
        rf"{QUANTITY}|(?:认定|获得|取得|入选|评定|列入|具有|注册|纳入|持有|在[^,;。]{{2,8}}(?:居住|就业|工作))[^,;。]{{2,}}"
        r"|(?:学历|学位|职称|户籍|居住证|资格证书?|等级证书)(?:的|人员|人才)*\s*$"
    )
    return sides if all(predicate.search(view, a, b) for a, b in sides) else []


_HOLD = r"(?:具有|具备|拥有|掌握|持有|取得|获得|建有|设有|配有)"
#: A verb at the start of the second half: 获得贷款或分散风险.
_ACTS = re.compile(
    r"(?:已|未|无|经|被|在|与|由|获得|取得|参加|参与|承担|开展|建设|建立|设立|购买|购置|租赁|提供|分散|降低|实现|完成|拥有|具有"
    r"|具备|从事|签订|引进|引入|举办|承办|投资|纳入|列入|入选|通过|属于|符合|满足|服务|实施|制定|发布|认定|出资|入股)[^,;。、]{2,}"
)


def either(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The two halves of 「具有核心技术或自主知识产权」, 「获得贷款或分散风险」; empty without them.

    The first half is quoted with its verb, which the second shares when it has none of its own.
    """
    cuts = [
        m.span()
        for m in re.compile(r"或者|或(?!有|以上|以下)").finditer(view, start, end)
        if depth(view, start, m.start()) == 0
    ]
    if len(cuts) != 1 or re.search(r"[,;。:]", view[start:end]):
        return []
    (a, b), left, right = cuts[0], view[start : cuts[0][0]], view[cuts[0][1] : end]
    if len(left) < 4 or len(right) < 4 or re.search(rf"{QUANTITY}", view[start:end]):
        return []
    if re.search(r"的$|等$|方式|形式", right):
        return []
    if re.search(r"(?:[以将由从按]|(?<![专适通商费])用)[^,;。]{0,8}$", left) and right[0] != "由":
        return []
    held = re.fullmatch(rf"\W*{_HOLD}[^,;。、的]{{2,}}", left)
    if held and not _ACTS.match(right) and "的" not in right:
        return [(start, a), (b, end)]
    return [(start, a), (b, end)] if _ACTS.match(right) and re.search(_VERB_INSIDE, left) else []


_VERB_INSIDE = (
    r"获得|取得|参加|参与|承担|开展|建设|建立|设立|购买|购置|租赁"
    r"|提供|实现|完成|签订|引进|引入|投资|纳入|列入|入选|属于|服务|实施"
)


def conjuncts(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces that 且, 并 or 、 before a verb joins, outside brackets."""
    cuts = [c for c in _joints(view, start, end) if not _hired(view, start, c, end)]
    edges = [start, *[e for c in cuts for e in c], end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]


#: 「招用毕业2年内的毕业生、登记失业半年以上人员」: people in a row, whom one verb takes on.
_IN_A_ROW = re.compile(
    r"[^,;。、的]{0,24}(?:毕业生|青年|人员|军人|士兵|农民工|劳动力|人口|残疾人|妇女|学生|周?岁(?:以[上下])?)$"
)
_MORE_PEOPLE = re.compile(
    r"(?:男|女|\d|登记|毕业|离校|退役|退伍|脱贫|残疾|就业困难|失业|返乡|农村|城镇|符合)[^,;。]{0,24}?"
    r"(?:毕业生|青年|人员|军人|士兵|农民工|劳动力|人口|残疾人|妇女|学生)"
)


def _hired(view: str, start: int, cut: tuple[int, int], end: int) -> bool:
    """Whether 、 only parts people whom the verb before them takes on."""
    verb = _HIRES.search(view, start, cut[0])
    return bool(
        verb
        and view[slice(*cut)] == "、"
        and _IN_A_ROW.search(view[verb.end() : cut[0]])
        and _MORE_PEOPLE.match(view, cut[1], end)
    )


#: 、 before these joins two predicates when a predicate, not a lone verb, stands before it.
_SECOND_VERB = re.compile(
    r"、(?=(?:有(?![限关效色机偿利害序轨线源毒])|建有|设有|配[备有]|建立|设立|制定)[^、]{3})"
)


#: 存在隐患且逾期未整改: what goes on of the misdeed before it, no second one.
_GOES_ON = (
    r"逾期|拒不|情节|仍|造成|影响|尚?未(?:整改|改正|履行|修复|消除|缴清|归还|完成整改|按期|移[出除]"
    r"|退出|解除|撤销|结案|办结|执行完毕|完成修复|补缴|清偿)"
)
#: 「场地存在隐患且逾期未整改」, 「名下有企业且正在经营」: one fact, and what became of it.
_ONE_FACT = re.compile(
    r"[^,;。、\d]*(?:存在|发生|出现|名下有|受到|拖欠|欠缴)[^,;。、\d]{2,24}"
    r"且(?:逾期|仍|正在|拒不|经[^,;。]{1,6}仍|情节|造成|尚未|未按期|未及时|无正当)[^,;。\d]{2,12}\s*"
)


#: 参加失业保险并足额缴费12个月: insured and paid for is one thing.
_PAID_INTO = re.compile(
    r"(?:保险|社保)并(?:按时|足额|正常|连续|累计|已)*缴(?:费|纳)(?!社|养|医|工伤)"
)
#: 「在本区登记注册并实际经营」: the place holds for both; 「、依法纳税」 names no place.
_IN_PLACE = re.compile(
    r"(?:在|于)(?:[本我全该][省市区县]|[^,;。、的\d]{2,12}[省市区县镇])[^,;。的\d]{0,10}"
    r"(?:注册|登记|设立|成立|纳税|经营|生产)[^,;。的\d]{0,10}$"
)
_ALSO_THERE = re.compile(
    r"(?:已|正常|实际|从事|开展|(?:依法|合法|按规定)(?!纳税|缴))*(?:纳税|缴税|缴纳税[款收]|纳统|经营|生产经营|登记注册|注册登记|注册|登记)"
    r"(?:活动)?(?=$|[,;。、且并的])"
)


def _joints(view: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [
        m.span()
        for m in re.compile(
            rf"并且|而且|同时|(?<![尚况暂])且(?!{_GOES_ON})(?=[^,]{{3}})"
            r"|(?<![合兼一])并(?!(?:在[^,;。、并]{2,30})?(?:上市|挂牌)|(?:已|正式|正常|实际)*(?:投入使用|投用|投产|投入运[营行]|运营|开业|交付)(?:$|[,;。、的]))(?=[^购列轨排网联存案入累连]{1}[^,]{3})"
            r"|(?<![费险保])(?<!合)并(?=(?:连续|累计)(?!排|缴费)[^,]{4})"
            r"|、(?=(?:已|未|无|没有|具有|具备|不属|能够|依法|拥有|签订|取得|办理|以[^、,;。]{2,6}身份)[^、]{3})"
            r"|以及(?=未|无|不|具)"
        ).finditer(view, start, end)
        if depth(view, start, m.start()) == 0
        and m.start() > start
        and not _PAID_INTO.match(view, max(start, m.start() - 2), end)
        and not (m.group() == "且" and _ONE_FACT.fullmatch(view, start, end))
        and not (_IN_PLACE.search(view, start, m.start()) and _ALSO_THERE.match(view, m.end(), end))
    ]
    for match in _SECOND_VERB.finditer(view, start, end):
        before = max([start, *(b for _, b in found if b <= match.start())])
        last = max(before, view.rfind("、", before, match.start()) + 1)
        if match.start() - last >= 5 and depth(view, start, match.start()) == 0:
            found.append(match.span())
    for match in re.compile("、").finditer(view, start, end):
        if (
            depth(view, start, match.start()) == 0
            and _DONE_SO.match(
                view, max([start, *(b for _, b in found if b <= match.start())]), match.start()
            )
            and _HOW_LONG.match(view, match.end(), end)
        ):
            found.append(match.span())
    for match in re.compile("、").finditer(view, start, end):
        cuts = [b for _, b in found if b <= match.start()]
        left = view[max([start, *cuts]) : match.start()].rpartition("、")[2]
        right = re.split("[、,;。]", view[match.end() : end], maxsplit=1)[0]
        if (
            _STATE.fullmatch(left)
            and _STATE.fullmatch(right)
            and depth(view, start, match.start()) == 0
        ):
            found.append(match.span())
    found.extend(
        cut
        for cut in predicate_joints(view, start, end)
        if not any(a < cut[1] and cut[0] < b for a, b in found)
    )
    why = [m.span() for m in re.compile(_WHY).finditer(view, start, end)]
    return sorted(cut for cut in found if not any(a < cut[0] < b for a, b in why))


#: 「为企业提供担保、担保费率不超过1.5%」: something done, and a measure of it behind 、.
_DONE_SO = re.compile(
    r"(?=[^,;。]*(?:为|向|与|投资|提供|开展|挂牌|上市|取得|获得|完成|设有|签订|纳入|入选|实施|组织|举办|租赁|租用|购置|建设|参加|发行|无|未))"
    r"[^,;。\d]{4,}(?<!率)(?<!期限)(?<!时间)(?<!面积)(?<!金额)(?<!收入)(?<!费用)(?<!总额)(?<!产值)(?<!利润)$"
)
_HOW_LONG = re.compile(
    r"(?![^,;。、\d]{1,12}等)[^,;。、\d]{1,14}?(?:率|期限|时间|年限|面积|金额|额|费用|收入|占比|比例|比重|产值|利润|价格|增速|得分|评分|等级)"
    rf"(?:均|都)?(?:应|须|在|为|达到?|满|不[低少高超]于?过?|超过|高于|低于|至少)*{QUANTITY}"
    r"|[^,;。、\d]{1,12}?(?:收入|工资|价格|租金|费用|收费|面积)(?:不?(?:低于|高于|超过))[^,;。、\d]{2,16}(?:标准|水平|平均)"
)


_LIKE = (
    r"(?:清晰|明晰|明确|合理|合法|合规|规范|健全|完善|完备|完整|齐全|齐备|先进|成熟|可行|稳定|优良|良好"
    r"|雄厚|丰富|充足|突出|明显|显著|聚焦|汇聚|高效|集中|连片|较高|较强|较好|较大|顺畅|紧密|真实|有效)"
)
#: 「定位清晰」: a noun and what it is like; in 「来源合法有效、真实」 only one noun is described.
_STATE = re.compile(rf"(?:(?!{_LIKE})[^,;。、的\d]){{2,24}}(?:{_LIKE}|依法取得)的?")
