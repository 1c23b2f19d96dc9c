"""Names of facts that no text can have meant: cut in the middle, or made of another clause.

A fact is named by the words it was read from. Where the reading went astray the name shows it: it
ends in 的 or 或, lacks a bracket, holds the sum that is paid, or speaks of 该比例 without saying
which. Such a condition cannot be asked of anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostics import diagnose
from compiler.extract.language.amounts import MONEY, RATIO
from compiler.extract.language.years import YEAR
from compiler.fold import fold
from compiler.guards.asked import asked, labels
from rules.benefit import Award, nested_awards
from rules.condition import Has, Is, Leaf, OneOf, Operand, operand_attributes
from rules.document import PolicyDocument, SourceSpan
from rules.errors import Diagnostic
from rules.rule import Rule

_BEGINS = re.compile(
    r"(?:[、,;:.和或及的且]|并(?![购网轨行联列])|以及|(?:对应)?每[一1]?[个家户名件]|单[个户家](?!自然人)"
    r"|另外|(?:另|再)(?:增|补|给|奖|按|予)|该|此(?!前)|将于|针对|部分$"
    r"|其(?![他余])|支持(?![一-鿿]{0,4}服务)|鼓励|可以|在(?:支持|鼓励|推动|促进|引导)|连续[一二两三四五\d]个?年(?:度)?内?$)"
)
#: 交货后, 取得证书之后: the act is past, and when is lost; 售后 and 落后 are words of their own.
_ENDS = re.compile(
    r"(?:[的、,;:和与或及并对在由从按将把被且]|或者|以及|并且|同时|(?:认|评|确|核)定为|列为|低于|高于|(?<!不)超过|不足|不少于"
    r"|等(?:原因|情况|因素|方面)|,(?:支持|鼓励|引导)|单个|每个|第[一二三四五\d]年|首年|次年)$"
)
_AFTER = re.compile(r"(?<![售前背先落滞靠最善今往午身事产])后$")
#: 每新引进1家, 自纳税之日起: by what is counted, and from when is paid; neither is a condition.
_COUNTS = re.compile(
    r"每(?![年月日天周季半两学]|学期).{2,}|(?:按照?|以)每.+|按照?其.+|[自从].*(?:起|开始)$"
)
_PAIRS = ("()", "[]", "《》")
_RUN_ON = re.compile(r"(?<!\d)[:;|](?!\d)|,(?:包括|其中|即|例如)")
#: The words of what is paid, which are no condition: 差额予以补足; 未获得补助 is one.
_PAYS = re.compile(r"给予|予以|补足$|(?:奖励|补助|补贴|补偿|资助|奖补)$")
_PAID_SHARE = re.compile(r"(?:奖励|补贴|补助|资助|补偿|支持|扶持)(?:比例|上限)$")
_PAID_BEFORE = re.compile(
    r"[未无不已]|获得?|享受|取得|领取|申[请领报]|收到|承诺|骗|发[给放]|支付|缴"
)
_FIGURE = re.compile(rf"{MONEY}|{RATIO}")
#: 该比例, 金额: what these stand for is named elsewhere, and was not looked up.
_NAMELESS = re.compile(
    r"未命名指标|(?:该|此|其|上述|前述|以上)?(?:比例|金额|部分|人数|数量|数额|额度|费用|总额|标准|个数|面积|规模|比率|差额|资金)$|该"
    r"|(?:以|按照?|为|在|对|的|(?:每一?(?:平方米|平米|[人家个户亩吨件年月天日]))+)$"
)
_BASE_RUNS_ON = re.compile(r"给予|予以|补[贴助偿]:|[:;|]|^按(?!.*(?:利率|LPR)计算利息$)")
#: 企业参加国际性展会 is no trade, 组织专业机构 no kind of body.
_ACTS = re.compile(r"参加|开展|购买|针对|提供|实施|^组织.|^企业.|^对(?!外)|^按|^其(?!他)")
_KINDS = ("industry", "entity_type", "person_category")
#: 达到国家级绿色工厂标准: whoever is as good as one need not be one.
_AS_GOOD_AS = re.compile(r"的?(?:标准|条件|要求|水平)")


def cut_names(document: PolicyDocument, rule: Rule) -> Iterator[Diagnostic]:
    """The conditions and bases of a rule whose names show that they were read wrong."""
    for leaf, _ in asked(rule):
        for name, why in _faults(document, leaf):
            yield _told(document, leaf.source, name, why)
    for award in nested_awards(rule.award):
        for operand in _bases(award):
            for name, _ in operand_attributes(operand):
                if name.startswith("?") and (why := _base_fault(fold(name[1:]))):
                    yield _told(document, award.source, fold(name[1:]), why)


def _told(document: PolicyDocument, span: SourceSpan, name: str, why: str) -> Diagnostic:
    return diagnose("PC510", span, file=document.source_name, quote=name[:60], why=why)


def _faults(document: PolicyDocument, leaf: Leaf) -> Iterator[tuple[str, str]]:
    for name in labels(leaf):
        if why := _name_fault(name, isinstance(leaf, Is)):
            yield name, why
    if isinstance(leaf, OneOf) and leaf.attribute in _KINDS:
        for value in leaf.values:
            if _ACTS.search(fold(value)):
                yield value, "读成了一类单位或行业，却含有动作"
    if isinstance(leaf, Has) and leaf.attribute == "titles":
        behind = fold(document.text[leaf.source.end : leaf.source.end + 4])
        if _AS_GOOD_AS.match(behind):
            yield leaf.source.quote, "原文说的是达到它的标准，不是获得这个称号"


def _name_fault(name: str, yes_or_no: bool) -> str:
    halves = any(name.count(pair[0]) != name.count(pair[1]) for pair in _PAIRS)
    if halves or name.count('"') % 2:
        return "括号或引号只有一半"
    if _RUN_ON.search(name):
        return "两句话连在了一起"
    if re.fullmatch(YEAR, name):
        return ""  # 第一年: which year of the support it is
    if _ENDS.search(name) or (yes_or_no and _AFTER.search(name)):
        return "话没有说完"
    if _BEGINS.match(name) and (yes_or_no or not name.startswith(("单", "每"))):
        return "开头不完整"
    if not yes_or_no:
        return _figure_fault(name)
    if _COUNTS.match(name):
        return "这是按什么计、从什么时候算，不是条件"
    if _FIGURE.search(name):
        return "里面的数没有读成数"
    if _PAYS.search(name) and not _PAID_BEFORE.search(name):
        return "这是给多少、怎么给，不是条件"
    return ""


def _figure_fault(name: str) -> str:
    if _NAMELESS.match(name):
        return "没有读出指的是哪一个数"
    if _PAID_SHARE.search(name):
        return "这是给多少、怎么给，不是条件"
    return ""


def _bases(award: Award) -> Iterator[Operand]:
    match award.kind:
        case "rate":
            yield award.base
        case "per_unit":
            yield award.quantity
        case "tiers":
            yield award.operand
        case _:
            pass
    yield from (cap.of for cap in award.caps if cap.of is not None)


def _base_fault(name: str) -> str:
    if name == "计算基数":
        return ""  # told by its own code
    if _NAMELESS.match(name):
        return "没有读出指的是哪一个数"
    begins = _BEGINS.match(name) and not name.startswith(("单", "每"))
    if _BASE_RUNS_ON.search(name) or _ENDS.search(name) or begins:
        return "计算基数的名称不完整"
    return ""
