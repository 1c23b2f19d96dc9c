"""Half-sentences between conditions and award that no part of the rule stands on.

Who is granted something, and for what, is said in the sentence that grants. A clause of it
(between two commas), or a description (…的), that no condition, sum, limit or exclusion of the rule
quotes was passed over. So was a year (上年度, 近三年) that no part of the rule is dated by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostics import diagnose
from compiler.fold import fold
from compiler.guards.asked import asked, labels
from compiler.guards.stretch import own_sentences, stood_on
from rules.benefit import nested_awards
from rules.condition import Has, OneOf
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule
from rules.tree import nodes

_CLAUSE = re.compile(r"[^,;。:\n()]+")
#: Marks and names in front of a sentence: 第三条, （二）, 【补贴标准】, 运营补助：.
_MARK = re.compile(
    r"(?:\s*(?:\(?[一二三四五六七八九十\d]+[).、]|第[一二三四五六七八九十百\d]+[条项款](?:之[一二三])?|[①-⑳]"
    r"|\[[^\]]*\]|方向[一二三四五六七八九十\d]+|[^,。;:\n|]{2,16}:))+\s*"
)
#: Clauses that ask nothing: what an office does and how, aims, orders to amend, what is wished.
_FREE = re.compile(
    r"(?:为|以|促进|推动|提升|引导|推进|加快|加大|加强|打造|发挥|深化|依托|助力|带动|强化|优化|完善|建立|健全|补齐|有序|深入|全面"
    r"|大力|积极|重点|着力|鼓励|支持|培育|按|根据|依据|参照|经|由|市级财政|区级财政|财政|通过[^,]*(?:资金|方式)"
    r"|采[取用]|其中|具体|可|所需|最长|最高|累计|每|同一|单[个家]|责任单位|牵头|自|从|就|在[^,]*(?:基础上|前提下)$|在第|将第"
    r"|[^,]{0,8}(?:期限|期|时间|标准|方式|比例|金额|额度|上限|限额|周期)|方可|再|另|并|且给|公示|公告|提交|申请$|符合条件的"
    r"|[^,]*增加一[款项条])"
)
_NETTED = re.compile(
    r"差额|补足|补齐|级差|晋|较低|较高|升入|领取|迁|前款|上一级|[高低]级别|提升|已[获享领]"
)
#: Words that carry no condition of their own: whoever is paid, the paying, and how it is done.
_PLAIN = re.compile(
    r"企业|单位|机构|组织|人员|个人|主体|公司|平台|项目|申报人?|申[请领]人?|对象|职工|员工|家庭|法人|园区|基地|载体|团队|中心|用人"
    r"|给予|予以|奖励|补贴|补助|资助|支付|支持|扶持|奖补|发放|享受|兑付|拨付|补偿|差额|配套|贴息|返还|奖金|领取|上浮|核定|计算|分[档段期]"
    r"|比例|标准|额度|金额|费用|资金|财政|专项|经费|最[长高低]|不[超低]过?|累计|合计|总额|单个|一次性|每[年月人家个件次项套台]|按[月年实]|据实"
    r"|按照?|根据|依据|对照|参照|下表|附[件表]|如下|下列|以下|前[款条]|上述|规定|一定|相应|有关|相关|具体|办法|细则|政策|原则|分别|其中|另外|此外"
    r"|同时|实际|数量|人数|次数|面积|年度|上一?年|当年|本年|[本全我][市区县省]|[区市]内"
    r"|首次|获得|取得|获评|评[定为]|认定|入选|列入|通过|达到|符合|条件|具有|属于|证书有效期|有效期"
    r"|鼓励|支持|引导|推动|促进|大力|积极|加快|加大|开展|实施|发展|建设|打造|培育"
    r"|[的之和与及或并且者对于由在将其该以可应须需就从向给把已了有是也仍再又各此新被经等类为属自起内后前时中上下补奖元\d]"
    r"|[一二三四五六七八九十百千万亿两第个家]|[^一-鿿]"
)
_DESCRIBES = re.compile(r"[^的]{3,}的$")
#: 入库的【石材加工企业】: the trade a recipient phrase ends with.
_TRADE = re.compile(r"(?:的|等)(?P<trade>[^,;。的、]{2,12})企业")
_TAKES_FROM = re.compile(r"按|根据|依据|以|符合(?:相关|有关|上述|以上|规定)?(?:条件|要求)的$|由")
_YEARS = re.compile(
    r"(?P<last>(?<!原则)上一?年度?(?![^,;。]{0,2}末))|(?P<this>当年|本年度)"
    r"|(?P<rolling>(?:最近|近)[一二两三四五\d]年)"
)
_DATED = {
    "last": re.compile(r"Y-1|^\d{4}"),
    "this": re.compile(r"Y(?!-)|\d{4}|annual|Y-1"),
    "rolling": re.compile(r"R|Y-"),
}


def left_over(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """The clauses, descriptions and years of an item's sentences that left no trace in its rule."""
    told = {(s.start, s.end): s for s in (*_clauses(document, rule), *_years(document, rule))}
    for span in told.values():
        yield diagnose("PC513", span, file=document.source_name, quote=span.quote[:60])


def _clauses(document: PolicyDocument, rule: Rule) -> Iterator[SourceSpan]:
    start, end = own_sentences(document, rule)
    view = fold(document.text[start:end])
    if "|" in view:
        return  # cells of a table are clauses of their own
    held = stood_on(rule)
    words = _words(rule)
    netted = any(award.kind == "top_up" for award in nested_awards(rule.award))
    opening = _MARK.match(view)
    for match in _CLAUSE.finditer(view, opening.end() if opening else 0):
        first, last = start + match.start(), start + match.end()
        if view[match.end() : match.end() + 1] in (":", "\n", ")"):
            continue
        if netted and _NETTED.search(match[0]):
            continue
        inside = sorted((max(a, first), min(b, last)) for a, b in held if a < last and first < b)
        if not inside:
            if not _FREE.match(match[0].strip()) and _says(match[0], words, 3):
                yield document.span(first, last)
            continue
        head = match[0][: inside[0][0] - first]
        if _DESCRIBES.search(head) and not _TAKES_FROM.match(head) and _says(head, words, 2):
            yield document.span(first, first + len(head))
        behind = max(b for _, b in inside)
        trade = _TRADE.fullmatch(view[behind - start : match.end()])
        if trade and _says(trade["trade"], words, 2) and not _declared(document, trade["trade"]):
            yield document.span(behind, behind + len(trade[0]))


def _declared(document: PolicyDocument, trade: str) -> bool:
    """以下简称数字企业: a name the text gives to whoever may apply asks nothing more."""
    return re.search(rf"(?:简称|所称)的?[\"']?{re.escape(trade)}", fold(document.text)) is not None


def _says(text: str, words: str, least: int) -> bool:
    """Whether a stretch says something that no part of the rule has a word of."""
    left = [word for word in _PLAIN.sub(" ", text).split() if len(word) > 1]
    return sum(map(len, left)) >= least and any(word not in words for word in left)


def _words(rule: Rule) -> str:
    found = [fold(rule.title)]
    for leaf, _ in asked(rule):
        found += [fold(leaf.source.quote), *labels(leaf)]
        if isinstance(leaf, Has | OneOf):
            found += map(fold, leaf.values)
    found += [fold(s.source.quote) for s in rule.stacking]
    # what is only counted stands in the award: 新购置粮食烘干机，每台补助…
    found += [fold(name) for node in nodes(rule.award) if (name := getattr(node, "attribute", ""))]
    return "\n".join(found)


def _years(document: PolicyDocument, rule: Rule) -> Iterator[SourceSpan]:
    periods = {str(p) for node in nodes(rule) if (p := getattr(node, "period", None)) is not None}
    named = [name for leaf, _ in asked(rule) for name in labels(leaf)]
    waiting = [leaf.source for leaf, _ in asked(rule) if leaf.kind in ("unparsed", "judged")]
    for match in _YEARS.finditer(fold(rule.source.quote)):
        kind = match.lastgroup or "last"
        start, end = rule.source.start + match.start(), rule.source.start + match.end()
        if (
            any(_DATED[kind].search(period) for period in periods)
            or any(match[0] in name for name in named)
            or any(s.start <= start and end <= s.end for s in waiting)
        ):
            continue
        yield document.span(start, end)
