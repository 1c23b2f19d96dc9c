"""One segment with several amounts: each goes with its own class, threshold or title (分别)."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards.awards import Benefit
from compiler.extract.awards.beside import named_with_brackets, ranked, without_list
from compiler.extract.awards.by_level import by_level
from compiler.extract.awards.capped import beside_classes, by_capped_class
from compiler.extract.awards.class_sums import sums_of_classes
from compiler.extract.awards.counted import counted_before
from compiler.extract.awards.counting import counted_in
from compiler.extract.awards.empty import chosen_few, empty_phrase
from compiler.extract.awards.named_once import inherit_names
from compiler.extract.awards.nth import nth_of
from compiler.extract.awards.people_classes import people_classes
from compiler.extract.awards.to_each import to_each
from compiler.extract.awards.years_listed import each_year, year_asked
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.conditions.kinds import paid_last, with_last
from compiler.extract.conditions.ranges import read_pieces
from compiler.extract.conditions.titles import attribute_of
from compiler.extract.drafts import (
    DraftAward,
    DraftGroup,
    DraftNode,
    DraftPart,
    DraftTag,
    Quote,
    node_quotes,
)
from compiler.extract.items.aims import without_aims
from compiler.extract.items.encouraged import read_encouraged
from compiler.extract.language.affixes import whole_names
from compiler.extract.language.amounts import LABEL, MONEY, MONEY_LIST, STROKE
from compiler.extract.language.lexicon import Lexicon
from compiler.extract.language.lists import (
    overlaps,
    parts_of,
    split_tag,
    threshold_list,
)
from compiler.extract.language.things import THING
from compiler.normalise import NUMBER, read_quantity
from rules.quantity import Money

_TERM = re.compile(
    r"(?:支持|补贴|补助|贴息|资助|扶持|奖励|建设|实施|享受)?(?:周期|期限|年限|时限)"
    r"(?:一般|原则上|最长)*(?:给予)?"
    r"|(?:贷款)?贴息(?:给予)?"
    # 从认定之年起3年内: how long it is paid
    r"|[从自][^,;。]{2,14}(?:之[年日月]|当年|当月|次年|年度)起(?:计?算)?"
)


def read_parts(
    text: str, view: str, benefit: Benefit, lexicon: Lexicon, around: list[DraftNode]
) -> tuple[list[DraftNode], list[DraftPart], DraftAward]:
    """Conditions of one segment, its parallel alternatives if it lists several, and its award."""
    start = benefit.start
    if label := re.match(LABEL, view[start : benefit.cut]):
        start += label.end()
    benefit = replace(benefit, award=counted_in(view, benefit))
    if classes := sums_of_classes(text, view, benefit) or to_each(text, view, benefit):
        stated = read_conditions(text, view, start, benefit.cut, lexicon, residual=True)
        common = [n for n in (stated.of if stated else ()) if not empty_phrase(n)]
        common = without_aims(view, start, benefit.cut, common)
        return common, classes, benefit.award
    amounts = benefit.values or benefit.rates or benefit.cap_values
    split = by_capped_class(text, view, benefit, lexicon, around) if len(amounts) < 2 else []
    found = read_conditions(text, view, start, benefit.cut, lexicon, residual=True)
    nodes: list[DraftNode] = [n for n in (found.of if found else ()) if not empty_phrase(n)]
    nodes = without_aims(view, start, benefit.cut, nodes)
    nodes = _with_encouraged(text, view, (start, benefit.cut), lexicon, nodes)
    nodes = nodes or _supported(text, view, start, benefit.cut, lexicon)
    if split:
        return beside_classes(nodes, split), split, benefit.award
    nodes = chosen_few(text, view, benefit.cut, [_prize(n) for n in nodes])
    nodes, benefit = _without_term(nodes, benefit)
    if _counts_a_figure(nodes, benefit.award):
        bare = benefit.award.base.partition("~")[0]
        benefit = replace(benefit, award=benefit.award.model_copy(update={"base": bare}))
    uncounted = [n for n in nodes if not _is_counted(n, benefit.award)]
    nodes = uncounted if uncounted or around else nodes
    behind = re.search(rf"(?:{MONEY}、|{STROKE}[、,])$", view[max(0, start - 24) : start])
    if not nodes and (behind or _LABELLED.fullmatch(view, start, benefit.cut)):
        nodes = [_class_name(Quote(text=text[start : benefit.cut], start=start), view)]
    if len(amounts) < 2:
        if timed := _by_timed_class(text, view, benefit, lexicon):
            return nodes, timed, benefit.award
        if each := counted_before(text, view, benefit, nodes):
            return each[0], [], each[1]
        return nodes, [], benefit.award
    awards = [nth_of(benefit, i) for i in range(len(amounts))]
    terms = _TERMS.search(view, benefit.cut, benefit.end)
    if terms and len(listed := terms["list"].split("、")) == len(awards):
        unit = re.sub(r"^[\d一二三四五六七八九十两]+", "", listed[-1])
        awards = [
            a.model_copy(update={"lasting": t if t.endswith(unit) else t + unit})
            for a, t in zip(awards, listed, strict=True)
        ]
    if pairs := _pair(text, view, start, benefit, lexicon, nodes, around, awards):
        return pairs[0], [year_asked(p) for p in pairs[1]], benefit.award
    if years := each_year(text, view, benefit, awards):
        return nodes, years, benefit.award.model_copy(update={"lasting": ""})
    stretch = text[start : benefit.end]
    note = DraftTag(
        shape="unparsed",
        name=f"并列金额有{len(amounts)}个，未能与前文的{len(amounts)}种情形一一对应",
        quote=Quote(text=stretch.strip(), start=start + len(stretch) - len(stretch.lstrip())),
    )
    return [*nodes, note], [], _at_most_the_largest(benefit)


#: 「一等：20万元」: a class that goes by nothing but its name.
_LABELLED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,2}|[A-G甲乙丙丁])(?:档次?|类|等级?|级|层次)[\s:,。]*"
)


#: 补贴期限分别为5年、3年、2年.
_TERMS = re.compile(
    rf"(?:期限|时间|年限|最长)[^,;。\d]{{0,6}}?(?P<list>(?:{NUMBER}(?:个月|年)?、)+{NUMBER}(?:个月|年))"
)
#: 高校毕业生最长补2年，就业困难人员最长补3年: each class with its own term.
_CLASS_TERM = re.compile(
    r"(?:^|[,;])(?:其中,?)?(?P<who>(?!期限|补贴|最长|单|每|给予|按)[^,;。]{2,30}?)(?:的)?,?"
    r"(?:(?:补贴|资助|领取|发放|享受|支持|贴息)?(?:期限|时间|年限))?(?:最长|不超过|至多|最多|为)"
    rf"(?:不超过|可|补贴?|发放|享受|领取|延长至|为)*(?P<term>{NUMBER}(?:个月|年))(?=[,;。]|\s*$)"
)


def timed_classes(view: str, start: int, end: int) -> list[re.Match[str]]:
    """Classes that each have a term of their own; none when only one is named."""
    found = list(_CLASS_TERM.finditer(view[start:end]))
    return found if len(found) > 1 else []


def _by_timed_class(text: str, view: str, benefit: Benefit, lexicon: Lexicon) -> list[DraftPart]:
    """One formula, paid to each class for a time of its own."""
    parts = []
    for match in timed_classes(view, benefit.cut, benefit.end):
        a, b = (benefit.cut + i for i in match.span("who"))
        found = read_conditions(text, view, a, b, lexicon, residual=True)
        nodes = tuple(n for n in (found.of if found else ()) if not empty_phrase(n))
        if not nodes:
            return []
        award = benefit.award.model_copy(update={"lasting": match["term"]})
        parts.append(DraftPart(when=DraftGroup(join="all", of=nodes), award=award))
    return inherit_names(parts)


def _counts_a_figure(nodes: list[DraftNode], award: DraftAward) -> bool:
    """新建大棚，连片50亩以上的，每亩…: the figure stated in that unit is what is paid for."""
    unit = award.base.partition("|")[0]
    figures = (n for n in nodes if isinstance(n, DraftTag) and n.shape == "compare")
    return "|~" in award.base and any(n.value.endswith(unit) for n in figures)


def _is_counted(node: DraftNode, award: DraftAward) -> bool:
    """新购置烘干机的，每台补贴: what is counted is not asked besides."""
    return (
        isinstance(node, DraftTag)
        and node.shape == "is"
        and not node.negated
        and award.shape == "per_unit"
        and award.base.partition("|")[2] == f"~{node.name}"
    )


def _with_encouraged(
    text: str,
    view: str,
    stretch: tuple[int, int],
    lexicon: Lexicon,
    nodes: list[DraftNode],
) -> list[DraftNode]:
    """支持企业开展X，给予…: whoever does X; what else was read from those words is not asked."""
    asked, spans = read_encouraged(text, view, *stretch, lexicon)
    kept = [n for n in nodes if not any(overlaps(n, span) for span in spans)]
    if any(a <= stretch[1] - 2 < b for a, b in spans):
        return [*asked, *kept]  # the phrase ends with what is done, not with who is paid
    last = paid_last(text, view, *stretch)
    return [*asked, *kept] if last is None else with_last([*asked, *kept], last)


def _at_most_the_largest(benefit: Benefit) -> DraftAward:
    """Sums that no class could be given to: nobody gets more than the largest of them."""
    sums = [(q.yuan, v) for v in benefit.values if isinstance(q := read_quantity(v), Money)]
    if not sums or benefit.award.shape != "fixed":
        return benefit.award
    return benefit.award.model_copy(update={"value": max(sums)[1], "soft": True})


def _class_name(quote: Quote, view: str) -> DraftTag:
    """、本科每月1000元: the name of a class that nothing else was read from."""
    name = view[quote.start : quote.end].strip(" ,:。的")
    if name in ("博士", "硕士", "本科", "专科", "大专"):
        return DraftTag(shape="one_of", name="学历", values=(name,), quote=quote)
    if THING.search(name):
        return DraftTag(shape="is", name=name, quote=quote)
    return DraftTag(shape="has", name=attribute_of((name,), set()), values=(name,), quote=quote)


#: 「支持企业建设服务平台，给予最高200万元」: with a sum behind it, what is supported is asked.
_SUPPORTED = re.compile(
    r"\s*(?:积极|大力|重点)?(?:支持|鼓励)(?:符合条件的?|有条件的?)?"
    r"(?P<who>[^,;。的]{0,16}?(?:企业|单位|机构|园区|平台|主体|组织|高校|院所|团队|个人|产线|生产线|工厂|医院|载体|联盟|协会|服务商))?"
    r"(?P<what>(?:在[^,;。]{2,20}?)?(?:申[报请]|开展|建设|参[加与]|举办|承办|购[买置]|实施|设立|引进|改造|研?发|开发"
    r"|新[设建]|租[用赁]|制定|承担|搭建|打造|应用|推广|采购|投保|发行|并购|获得|取得|为[^,;。]{2,16}?提供)[^;。]{2,80}?)[\s,]*"
)


def _supported(text: str, view: str, start: int, cut: int, lexicon: Lexicon) -> list[DraftNode]:
    """What a 支持 asks when nothing else in front of its sum names a recipient."""
    named = _SUPPORTED.fullmatch(view, start, cut)
    if named is None:
        return []
    nodes: list[DraftNode] = []
    if named["who"]:
        anybody = named["who"].endswith(("企业", "单位", "机构", "主体", "组织", "团队", "个人"))
        whose = read_conditions(text, view, *named.span("who"), lexicon, residual=not anybody)
        nodes.extend(whose.of if whose else ())
    done = read_conditions(text, view, *named.span("what"), lexicon, residual=True)
    nodes.extend(done.of if done else ())
    return [n for n in nodes if not empty_phrase(n)]


_PRIZE = re.compile(r"(?:荣?获得?|取得)?(?P<name>[特一二三四五六]等奖|[金银铜]奖|优[秀胜]奖)")


def _prize(node: DraftNode) -> DraftNode:
    """一等奖 by itself is a prize that was won."""
    if not isinstance(node, DraftTag) or node.shape != "is" or node.negated:
        return node
    prize = _PRIZE.fullmatch(node.name)
    update = {"shape": "has", "name": "获奖情况", "values": (prize["name"],)} if prize else {}
    return node.model_copy(update=update)


def _without_term(nodes: list[DraftNode], benefit: Benefit) -> tuple[list[DraftNode], Benefit]:
    """支持周期一般不超过3年 says how long it is paid, not who gets it."""
    terms = [
        n
        for n in nodes
        if isinstance(n, DraftTag) and n.shape == "compare" and _TERM.fullmatch(n.name)
    ]
    if not terms:
        return nodes, benefit
    if not benefit.award.lasting and re.match("[不最至为]|$", terms[0].prefix):
        lasting = {"lasting": terms[0].value}
        benefit = replace(benefit, award=benefit.award.model_copy(update=lasting))
    return [n for n in nodes if n not in terms], benefit


def _pair(
    text: str,
    view: str,
    start: int,
    benefit: Benefit,
    lexicon: Lexicon,
    nodes: list[DraftNode],
    around: list[DraftNode],
    awards: list[DraftAward],
) -> tuple[list[DraftNode], list[DraftPart]] | None:
    """The conditions for all and the alternatives, by the first list as long as the amounts."""
    count = len(awards)
    ladder = threshold_list(text, view, benefit, lexicon, count)
    told = any(isinstance(n, DraftTag) and len(n.values) == count for n in nodes)
    if not told and (several := _graded_twice(text, view, start, benefit, lexicon, count, ladder)):
        spans, groups = several
        kept = [n for n in nodes if not any(overlaps(n, span) for span in spans)]
        return kept, [
            DraftPart(when=DraftGroup(join="all", of=tuple(tags)), award=award)
            for tags, award in zip(groups, awards, strict=True)
        ]
    whom = (start, benefit.cut)
    if not ladder and (people := people_classes(text, view, whom, lexicon, nodes, awards)):
        return people
    if ladder:
        span, tags = ladder
        left = [n for n in nodes if not _inside(n, span)]
        classes = next((n for n in left if isinstance(n, DraftTag) and _lists(n, count)), None)
        if classes is None:
            return [n for n in nodes if not overlaps(n, span)], parts_of(tags, awards)
        # 博士、硕士、本科，年龄分别不超过45、40、35周岁: each class with the threshold at its place
        return [n for n in left if n is not classes], [
            p.model_copy(update={"when": DraftGroup(join="all", of=(*p.when.of, tag))})
            for p, tag in zip(split_tag(text, view, classes, awards), tags, strict=True)
        ]
    for node in [*nodes, *around]:
        if (
            isinstance(node, DraftTag)
            and node.shape in ("has", "one_of")
            and len(node.values) == count
            and not _levels_meant(node, count)
        ):
            if node in around:
                around.remove(node)
            return [n for n in nodes if n is not node], split_tag(text, view, node, awards)
        if isinstance(node, DraftTag) and (levels := by_level(node, count)):
            return [n for n in nodes if n is not node], parts_of(levels, awards)
    listed = [
        n for n in nodes if isinstance(n, DraftTag) and n.shape == "has" and len(n.values) == 1
    ]
    if len(listed) == count:
        names = whole_names([n.values[0] for n in listed])
        whole = [
            n.model_copy(update={"values": (name,)}) for n, name in zip(listed, names, strict=True)
        ]
        return [n for n in nodes if n not in listed], parts_of(whole, awards)
    spans = [(start, benefit.cut), *_beside_limits(view, benefit)]
    if titles := next((n for s in spans if (n := named_with_brackets(text, view, *s, count))), []):
        span = (titles[0].quote.start, titles[-1].quote.end)
        return without_list(text, view, nodes, span, lexicon), parts_of(titles, awards)
    if ranks := ranked(text, view, start, benefit.cut, count):
        return nodes, parts_of(ranks, awards)
    return None


def _levels_meant(tag: DraftTag, count: int) -> bool:
    """市级以上奖一等奖 means several titles, but lists none: no sums go with them."""
    said = tag.quote.text
    return "以上" in said and len(re.findall(r"[、，,/和及或与]", said)) < count - 1


def _inside(node: DraftNode, span: tuple[int, int]) -> bool:
    return all(span[0] <= q.start and q.end <= span[1] for q in node_quotes(node)) or (
        isinstance(node, DraftTag) and node.shape == "compare" and overlaps(node, span)
    )


def _lists(tag: DraftTag, count: int) -> bool:
    """Whether a leaf names as many classes as there are sums."""
    return tag.shape in ("has", "one_of") and len(tag.values) == count and not tag.negated


def _graded_twice(
    text: str,
    view: str,
    start: int,
    benefit: Benefit,
    lexicon: Lexicon,
    count: int,
    ladder: tuple[tuple[int, int], list[DraftTag]] | None,
) -> tuple[list[tuple[int, int]], list[list[DraftTag]]] | None:
    """Ranges, grades or stages in one list, with a second list of thresholds when there is one."""
    listed = read_pieces(text, view, start, benefit.cut, lexicon, count)
    if ladder and listed is None:
        after = replace(benefit, start=ladder[0][1])
        second = threshold_list(text, view, after, lexicon, count)
        if second is None:
            return None
        listed, ladder = (ladder[0], [[t] for t in ladder[1]]), second
    if listed is None:
        return None
    span, groups = listed
    if ladder is None or (ladder[0][0] < span[1] and span[0] < ladder[0][1]):
        return [span], groups
    model = groups[0][0]
    told = [
        t.model_copy(update={"name": model.name, "period": t.period or model.period})
        if t.measure == "growth" and (not t.name or t.name in model.name)
        else t
        for t in ladder[1]
    ]
    return [span, ladder[0]], [[*g, t] for g, t in zip(groups, told, strict=True)]


def _beside_limits(view: str, benefit: Benefit) -> list[tuple[int, int]]:
    """国际级、国家级赛事最高分别不超过300万元、200万元: classes named where their limits are."""
    if not benefit.cap_values:
        return []
    listed = re.compile(rf"(?:累计|最高|分别|上限|不超过)[^,;。\d]{{0,12}}{MONEY_LIST}")
    found = listed.search(view, benefit.cut, benefit.end)
    if not found:
        return []
    first = max(view.rfind(c, benefit.cut, found.start()) for c in ",;:")
    return [(first + 1, found.start())] if first >= 0 else []
