"""Figures compared: ranges, bounds, growth, shares of another figure."""

from __future__ import annotations

import re

from compiler.extract.conditions.done_to import done_to
from compiler.extract.conditions.running import of_what_runs
from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.doers import BODY
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.naming import name_after, name_before
from compiler.extract.language.things import THING
from compiler.normalise import NUMBER, QUANTITY


def borrow_unit(first: str, second: str) -> str:
    """3至5年: the first number takes the second's unit; 1000至3000万元 its scale too."""
    if re.fullmatch(QUANTITY, first):
        if re.search(r"[万亿]$", first) and second.endswith("元"):
            return first + "元"
        return first
    unit = re.sub(rf"^{NUMBER}", "", second)
    return first + unit


def _in_title(fragment: Fragment, position: int) -> bool:
    """Whether a number stands in the name of a document: 《行动方案（2023—2025年）》."""
    before = fragment.view[fragment.start : position]
    return before.count("《") > before.count("》")


def ranges(fragment: Fragment) -> None:
    """Two bounds of one name: 1000万元以上5000万元以下, 3至5年."""
    for match in fragment.search(w.RANGE):
        if _in_title(fragment, match.start()):
            continue
        if not (
            match["s1"]
            or match["m1"]
            or match["sep"] in ("至", "到", "-", "~")
            or match["p1"] in ("在", "介于")
            or (match["p1"] and match["p2"])
        ):
            continue
        if (
            match["sep"] in ("、", ",", "和", "与")
            and not (match["s1"] and match["s2"])
            and not match["p2"]
        ):
            continue
        if re.search(r"\d月$", match["q2"]) and fragment.view.startswith(
            "年", max(0, match.start() - 1)
        ):
            continue  # 2023年1-2月 is a time
        low, high = borrow_unit(match["q1"], match["q2"]), match["q2"]
        if _kind_of_unit(low) != _kind_of_unit(high):
            continue
        name_start, name, period, measure, each = name_before(fragment, match.start())
        prefix = match["p1"] if match["p1"] not in (None, "在", "为", "介于") else ""
        end = name_after(fragment, match.end()) if not name else match.end()
        if not name:
            name = fragment.view[match.end() : end]
        quote = fragment.quote(name_start, end)
        for value, mark, pre, suf in (
            (
                low,
                match["m1"] or match["m1b"] or "",
                prefix,
                "" if prefix else match["s1"] or "~以上",
            ),
            (
                high,
                match["m2"] or match["m3"] or "",
                match["p2"] or "",
                "" if match["p2"] else (match["s2"] or "~以下").replace("之间", "~以下"),
            ),
        ):
            tag = DraftTag(
                shape="compare",
                name=name,
                period=period,
                prefix=pre,
                value=value,
                mark=mark,
                suffix=suf,
                measure=measure,
                each_year=each,
                quote=quote,
            )
            fragment.tags.append((match.start(), tag))
        fragment.take(name_start, end)


def _kind_of_unit(text: str) -> str:
    return re.sub(rf"^{NUMBER}(?:万|亿)?", "", text)[-2:]


#: 带动3人以上就业, 服务50家以上企业: the number stands between a verb and what is done so often.
_OPEN_VERB = re.compile(
    r"(?:带动|吸纳|招用|招聘|录用|聘用|接收|安置|培训|引进|引育|举办|承办|主办|组织|开展|服务|培育|孵化|新增"
    r"|完成|开设|新开|新开设|建成|新建|购置|发放|承担|实施|转化|推荐|储备|培养|参与|发表|承接|集聚|吸引|招引|收治"
    r"|收住|帮扶|入驻|创作|出版|制作|推出|研发|接待|对接|促成|提供|发展|流转|收购|加工|销售)$"
)
#: 参会人员来自3个以上国家, 从市外组织30台以上自驾车: however long the words before such a verb are.
_REACHES_FOR = re.compile(
    r"(?:来自|引来|带来|招徕|游览|参观|覆盖|涉及|横跨|联结|链接|签约|邀请|一次性组织|(?<=从)[^,;。]{1,6}组织|布局|设有|配备|配有|建有|拥有|开通|带领)$"
)
_BODY = re.compile(r"(?:企业|单位|机构|团队|项目)(?=$|[,;。、且并的或])")
#: 核心团队成员中至少有1名博士: the name goes on behind the number.
_AMONG = re.compile(r".{2,}(?:中|里)(?:的)?$")


def _open_verb(name: str, quantity: str) -> str:
    """The words before a number that wait for a noun behind it; empty when they name it already."""
    if re.search(r"[年月日天岁%‰]$", quantity):
        return ""
    if _AMONG.fullmatch(name):
        return name
    bare = re.sub(rf"^(?:{w.SUBJECT}|年度?|每年|累计|共|内|,)+(?=.{{2}})", "", name)
    if (_OPEN_VERB.search(bare) and len(bare) <= 6) or _REACHES_FOR.search(bare):
        return bare
    return ""


#: 与员工签订1年以上劳动合同: whom one does it with names no figure.
_WITH_STAFF = (
    r"(?:(?:与|同|和)?(?:所招用的?|其)?(?:员工|职工|劳动者|毕业生|上述人员)"
    r"|(?:与|同|和)?[^,;。、\d]{0,8}(?:企业|单位|用人单位|公司|机构)(?=签|订))"
)


#: 租用办公用房200平方米以上, 购置厂房1000平方米: how much ground somebody has taken.
_GROUND = re.compile(
    r"(?:(?P<rented>租[用赁]|承租|租入)|购[置买])(?:[^,;。、的\d]{0,8}?)"
    r"(?:用房|场地|场所|厂房|楼宇|仓库|仓储|办公楼|写字楼|房屋|商铺|店铺|门面|铺面|车间|实验室|空间)(?:的?(?:建筑)?面积)?"
)


def _ground_taken(value: str, name: str) -> str:
    """The name of a figure of ground: 租用办公用房200平方米 is how much is rented."""
    ground = _GROUND.fullmatch(name) if value.endswith(("平方米", "㎡")) else None
    return name if ground is None else "租赁面积" if ground["rented"] else "购置面积"


def comparisons(fragment: Fragment) -> None:
    """Bounds: 营业收入2000万元以上, 不少于20名研发人员, 年满60周岁."""
    view = fragment.view
    periods = [m.span() for a, b in fragment.gaps() for m in w.PERIOD.finditer(view, a, b)]
    for match in fragment.search(w.COMPARISON):
        if _in_title(fragment, match.start()):
            continue
        if any(a < match.end("q1") and match.start("q1") < b for a, b in periods):
            continue  # the number belongs to words of time: 申报之日前24个月内
        if not fragment.free(*match.span()) or re.fullmatch(r"(?:19|20)\d\d年", match["q1"]):
            continue  # (2023年…): a year of the calendar is no length of time
        if _time_of_figure(fragment, match) or _OF_TERM.match(view, match.end("q1")):
            continue
        start, end = match.span()
        mark = match["m1"] or match["m2"] or ""
        if inner := re.match(rf"\((?:含|不含){NUMBER}[^()]{{0,4}}\)", view[end : end + 14]):
            mark, end = inner.group(), end + inner.end()  # 超过50人(含50人)
        prefix, suffix = match["prefix"] or "", _suffix(match, mark)
        if not prefix and not suffix:
            continue
        if re.match(r"前\s*$|.?第$", view[max(fragment.start, start - 2) : start]):
            continue  # 第二个及以上子女: which of them it is, and not how many
        if re.search(r"\d月$", match["q1"]) and view[max(0, start - 1) : start] == "年":
            continue  # 2025年1月起 is a date
        name_start, name, period, measure, each = name_before(fragment, start)
        aged = match["q1"].endswith(("周岁", "岁"))
        if measure != "growth" and not aged:
            name, end = _completed(fragment, name, match["q1"], end)
            name = of_what_runs(view, name_start, name)
        name = _ground_taken(match["q1"], name)
        tag = DraftTag(
            shape="compare",
            name=name or ("年龄" if aged else ""),
            period=period or ("/年" if "/年" in match.group() else ""),
            prefix=prefix,
            value=match["q1"],
            mark=mark,
            suffix=suffix,
            measure=measure,
            each_year=each,
            quote=fragment.quote(name_start, end),
        )
        if pair := done_to(fragment, tag, name_start, end):
            fragment.tags.append((name_start, pair[1]))
            fragment.add(pair[0], name_start, pair[1].quote.end)
            continue
        fragment.add(tag, name_start, end)
        _twin_names(fragment, tag, name_start)


def _bare_verb(fragment: Fragment, name: str, quantity: str) -> str:
    """游览2个以上景区: two characters no vocabulary names wait for the noun that is counted."""
    counted = re.search(r"\d(?:个|家|名|项|件|场|次|处|座|条|款|部|台|套|辆|艘|架)$", quantity)
    named = len(name) != 2 or name[-1] in "数量额率值" or fragment.knows(name)
    return "" if counted is None or named else name


def _time_of_figure(fragment: Fragment, match: re.Match[str]) -> bool:
    """三年内自持面积达到70%以上: a time in which the figure behind it is reached, no length."""
    if match["prefix"] or match["s1"] not in ("内", "以内", "之内"):
        return False
    if not re.search(r"年|月|日|天", match["q1"]):
        return False
    before = fragment.view[fragment.start : match.start()]
    behind = re.compile(rf"[^,;。、的]{{4,}}?{QUANTITY}").match(
        fragment.view, match.end(), fragment.end
    )
    return behind is not None and not re.sub(rf"^(?:{w.MODAL}|在|自)+|\s", "", before)


#: 「缴纳2年以上社会保险」: what is paid into stands behind how long.
_PAID_INTO = re.compile(
    r"的?(?:本[市区县省])?(?P<what>(?:(?:企业|城镇|城乡)?(?:职工|居民)?(?:基本)?(?:社会|养老|医疗|失业|工伤)保险"
    r"|社保|住房公积金|公积金)费?)"
)
#: 高于一年期贷款市场报价利率: so long runs the loan whose rate is meant.
_OF_TERM = re.compile(r"(?:(?<=年)期|(?<=年期))(?:以上)?的?(?:人民币)?(?:贷款|存款|LPR|定期|国债)")


def _completed(fragment: Fragment, name: str, quantity: str, end: int) -> tuple[str, int]:
    """The name before a number with what stands behind the number, where it goes on there."""
    nothing = rf"(?:{w.MODAL}|{w.HOLD}|{w.SUBJECT}|{_WITH_STAFF}|\s)*"
    paid = _PAID_INTO.match(fragment.view, end, fragment.end)
    if paid and name.endswith(("缴纳", "参加", "缴存")) and re.search("[年月]$", quantity):
        return name[-2:] + paid["what"], paid.end()  # 连续缴纳2年以上社会保险
    if re.fullmatch(nothing, name):
        following, stop = _named_behind(fragment, end)
        return (following, stop) if following else (name, end)
    if verb := _open_verb(name, quantity) or _bare_verb(fragment, name, quantity):
        following, stop = _named_behind(fragment, end)
        if not following and (body := _BODY.match(fragment.view, end, fragment.end)):
            following, stop = body.group(), body.end()
        return (verb + following, stop) if following else (name, end)
    return name, end


def _named_behind(fragment: Fragment, end: int) -> tuple[str, int]:
    """The noun phrase behind a number, without whoever it is that has so many."""
    following, stop = _following_name(fragment, end)
    whose = _WHOSE.search(following)
    return (following[: whose.start()], stop - len(whose.group())) if whose else (following, stop)


#: 组织40辆以上房车来本市的旅行社: who does it stands behind, and is read apart.
_WHOSE = re.compile(
    rf"的[^,;。的]{{0,6}}?(?:{BODY}|{THING.pattern}|活动|赛事|演出|展会|会议|旅行社)$"
)


def _suffix(match: re.Match[str], mark: str) -> str:
    """The comparison word after a number; a mark alone says 以上, and 内 only bounds a time."""
    suffix = match["s1"] or match["s0"] or ""  # 3000万元(以上)
    if not suffix and not match["prefix"] and mark:
        return "以上"
    if suffix == "内" and not re.search(r"年|月|日|天", match["q1"]):
        return ""
    return suffix


def _following_name(fragment: Fragment, position: int) -> tuple[str, int]:
    """The noun phrase right after a number (and 的), with its end."""
    skip = 1 if fragment.view.startswith("的", position) else 0
    end = name_after(fragment, position + skip)
    return fragment.view[position:end].lstrip("的"), end


#: 近两年连续盈利, 上两个会计年度均盈利: a profit in each of the years.
_PROFITABLE = re.compile(
    r"(?P<time>(?:最近|近|前|上)(?:连续)?[两二三四五2-5]个?(?:完整)?(?:会计|自然|财务|纳税)?年度?|连续[两二三四五2-5]个?(?:完整)?(?:会计|自然)?年度?)"
    r"(?:内|以上)?(?:均|都|每年|持续|连续|保持|须|应|实现)*盈利(?=$|[,;。、的且并])"
)


def signs(fragment: Fragment) -> None:
    """Comparisons without a number of their own: 正增长, 为0元, 不超过实际展位费50%."""
    for match in fragment.search(w.OF_OTHER, over_asides=True):
        start, name, period, measure, each = name_before(fragment, match.start())
        tag = DraftTag(
            shape="compare",
            name=name,
            period=period,
            prefix=match["prefix"],
            suffix=match["suffix"] or "",
            value=match["ratio"],
            other=match["other"],
            each_year=each,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.THAN_STANDARD):
        start, name, period, measure, each = name_before(fragment, match.start())
        if not w.MEASURED_NAME.search(name):
            continue
        tag = DraftTag(
            shape="compare",
            name=name,
            period=period,
            prefix=match["prefix"],
            value="1倍",
            other=match["other"],
            measure=measure,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.THAN_AVERAGE):
        start, name, period, measure, each = name_before(fragment, match.start())
        times = match["times"] or "1"
        tag = DraftTag(
            shape="compare",
            name=name,
            period=period,
            prefix=match["prefix"],
            value=f"{times}倍",
            other=match["other"],
            measure=measure,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.POSITIVE_GROWTH):
        start, name, period, _, each = name_before(fragment, match.start())
        tag = DraftTag(
            shape="compare",
            name=re.sub(r"(?:实现|保持|同比|增长率?|增速)+$", "", name),
            period=period,
            prefix=">",
            value="0%",
            measure="growth",
            each_year=each,
            quote=fragment.quote(start, match.end()),
        )
        fragment.add(tag, start, match.end())
    for match in fragment.search(w.POSITIVE):
        start, name, period, measure, each = name_before(fragment, match.start())
        if fragment.knows(name):
            tag = DraftTag(
                shape="compare",
                name=name,
                period=period,
                prefix=">",
                value="0%" if measure == "growth" else "0元",
                measure=measure,
                each_year=each,
                quote=fragment.quote(start, match.end()),
            )
            fragment.add(tag, start, match.end())
    for match in fragment.search(_PROFITABLE):
        tag = DraftTag(
            shape="compare",
            name="净利润",
            period=re.sub("^[上前]", "近", match["time"]),
            prefix=">",
            value="0元",
            each_year=True,
            quote=fragment.quote(*match.span()),
        )
        fragment.add(tag, *match.span())
    for match in fragment.search(w.ZERO):
        start, name, period, measure, each = name_before(fragment, match.start())
        if name:
            value = "0元" if match["q"] == "零" else match["q"]
            tag = DraftTag(
                shape="compare",
                name=name,
                period=period,
                prefix="为",
                value=value,
                quote=fragment.quote(start, match.end()),
            )
            fragment.add(tag, start, match.end())


def _twin_names(fragment: Fragment, tag: DraftTag, start: int) -> None:
    """营业收入或产值10亿元以上: the same comparison for either name."""
    both = [n for n in re.split(r"、|以及|和|及|与", tag.name) if n]
    apart = not re.search(r"合计|总计|之和|累计|总数|共", tag.quote.text)
    if apart and len(both) > 1 and all(fragment.knows(n) for n in both):
        # 资产总额和年销售收入均不超过5000万元: the same comparison for each
        fragment.tags.pop()
        each = tag.each_year and bool(re.search(r"每年|各年", tag.quote.text))
        update = {"each_year": each}
        pair = tuple(tag.model_copy(update={**update, "name": name}) for name in both)
        fragment.tags.extend((start, one) for one in pair)
        return
    names = re.split(r"或者|或|/", tag.name)
    if len(names) != 2 or not all(fragment.knows(n) for n in names):
        if match := re.fullmatch(r"(.{2,10})\((.{2,8})\)", tag.name):
            names = list(match.groups())
        else:
            return
    fragment.tags.pop()
    twins = tuple(tag.model_copy(update={"name": name}) for name in names)
    fragment.tags.append((start, DraftGroup(join="any", of=twins)))
