"""What the start of a line names: a block of a known role, a question, the heading of a clause."""

from __future__ import annotations

import re

from compiler.read.canonical import CELL_SEPARATOR
from compiler.roles import FIELD_LABELS, REMINDER, Role, role_of_heading

#: The name of a block from the set list.
FIELD = re.compile(
    r"(" + "|".join(sorted(FIELD_LABELS, key=len, reverse=True)) + r")(?:[:]|\s(?=\S)|$)"
)
#: 「补贴条件 |」: the name of a block of a card whose paragraphs stand below it.
_NAMED_BLOCK = re.compile(r"([^|,;。:]{2,12}?)\s*\|\s*$")
#: 「【对象】…」, 「标准：…」: a block named in brackets or before a colon.
_LABELLED = re.compile(
    r"\[([一-鿿、和与]{2,10})\]:?\s*|(?![一二三四五六七八九十]{1,3}、)([一-鿿、和与]{2,8}):\s*(?=\S)"
)


def field_label(view: str) -> re.Match[str] | None:
    """The name of a block at the start of a line: a set name, or one that tells a role."""
    cells = view.split(CELL_SEPARATOR)
    if len(cells) == 2 and len(cells[0]) <= 10 and cells[1].strip():
        bare = cells[0].strip()
        if role_of_heading(bare) is not Role.NONE or REMINDER.fullmatch(bare):
            return re.compile(rf"({re.escape(bare)})\s*\|\s*").match(view)
    if alone := _NAMED_BLOCK.match(view):
        return alone
    if set_name := FIELD.match(view):
        return set_name
    named = _LABELLED.match(view)
    if not named:
        return None
    label = named[1] or named[2]
    if role_of_heading(label) is not Role.NONE or REMINDER.fullmatch(label):
        return re.compile(rf"\[?({label})\]?:?\s*").match(view)
    return None


def names_columns(view: str) -> bool:
    """The first row of a table: 「补贴对象 | 补贴标准」, where each cell could head a block."""
    cells = view.split(CELL_SEPARATOR)
    return len(cells) > 1 and all(cell in FIELD_LABELS for cell in cells)


#: A question that names no benefit of its own: 「谁可以申请？」, 「需要什么材料？」.
QUESTION = re.compile(
    r"((?:请问|谁|哪些|什么|怎么?样?|如何|多少|需要?|要|能|可以|有|是|的|人员?|企业|单位|对象|情形"
    r"|情况"
    r"|条件|要求|材料|资料|证件|标准|金额|钱|补贴|资助|奖励|补助|待遇|政策|申[请领报]|办理?|领取?|拿"
    r"|发|给|补|享受|提交|提供|准备|带|不|吗|呢|去|到|在|哪里?|儿|这|该|本|项|个|笔|时间|时候|期限"
    r"|多久|流程|手续|渠道|注意|事项|应当?|具备|符合|满足)+)\?"
)


#: What stands behind the questions or cards and is said of all of them: 「温馨提示」, 「共性说明」.
CLOSING = re.compile(
    r"(?:最后|其他|其它|温馨|特别|重要|几点|有关|注意|补充|统一|共同|共性|公共|另外|附则?|备注|通用)"
    r"[^。,;:!?|\d]{0,10}:?"
)


#: A numbered line that only says what is supported: 「鼓励企业参加境内外展会。」.
_NAMING_LINE = re.compile(
    r"(?:支持|鼓励|引导|推动|加大|加快|加强|促进|提升|强化|推进|完善|优化|培育|打造|扶持|做大|做强|实施|开展|发展)"
    r"(?![^。]*(?:给予|予以|奖励|补贴|补助|资助|贴息|的$))[^,;。:!?|\d%]{3,30}。"
)
#: A numbered line that only names a benefit, and has its parts below it: 「一次性创业补贴。」.
_NAMED_BENEFIT = re.compile(
    r"(?!对|凡|给予|享受|发放|按|可|不)(?![^。]*(?:给予|予以|享受|发放|可以|不得|不予|按照?[^。]{2,}))"
    r"[^,;。:!?|\d%]{0,30}"
    r"(?:补贴|补助|津贴|奖励|奖补|资助|贴息|救助金?|补助金|奖学金|助学金|待遇|减免|返还|保险|政策|项目)。"
)


def named_benefit(view: str, marker: str) -> str:
    """The benefit a numbered line names and says no more of; empty when it says more."""
    said = view.strip().removeprefix(marker).strip()
    return said.rstrip("。") if _NAMED_BENEFIT.fullmatch(said) else ""


def naming_line(view: str, marker: str) -> str:
    """What a numbered line that only says what is supported names; empty when it says more."""
    said = view.strip().removeprefix(marker).strip()
    return said.rstrip("。") if _NAMING_LINE.fullmatch(said) else ""


#: 【适用范围】 or （适用范围） before a clause names it; （不含外资） leaves something out.
BRACKETED_NAME = (
    r"(?:\[(?P<head>[^\]。,;:\d%]{2,24})\]"
    r"|\((?![一二三四五六七八九十]{1,3}\)|[不仅]?[含限]|不?包[括含]|除|以下|即|原|试行|暂行|如|见)"
    r"(?P<round>[^()。,;:\d%]{2,24})\))"
)
_BRACKETED = re.compile(rf"{BRACKETED_NAME}(?=\s*[^\s:\])]|$)")
#: 「近三年无行政处罚记录。」 asks, however short it is; no heading says what did not happen.
_DENIES = re.compile(
    r"^(?:近|最近|前)[一二两三四五六]个?(?:年|月|会计年度|自然年度)"
    r"|(?:无|没有|未(?:曾|发生|受到?|被|列入|出现|存在)|不存在)[^,;。]{0,16}(?:记录|行为|处罚|失信|情形|事故|名单|违法|违规|案件|纠纷)$"
)


def heading_of(rest: str) -> str:
    """The heading at the start of a numbered line: 「租金补贴。对…」, 「落户奖励」."""
    if (asked := QUESTION.fullmatch(rest)) and role_of_heading(asked[1]) is not Role.NONE:
        return asked[1]  # 「问：谁可以申请？」 opens a block of conditions
    if bracketed := _BRACKETED.match(rest):
        return bracketed["head"] or bracketed["round"]
    match = re.match(r"(\[[^\]]{2,24}\]|[^。;,:!?|]{2,40})(?:[。:]|$| )", rest)
    if not match:
        return ""
    head = match[1].strip("[] ")
    only = match.end() >= len(rest)
    if only and rest.endswith("。"):
        return ""
    if only:
        return head if len(head) <= 40 else ""
    if len(head) > 16 or re.search(
        r"^(?:对(?!外|口|接|象)|凡|符合|按|为|本(?!地)|经(?!营|济|费)|在(?!校|职|孵|园)"
        r"|应(?!届|急|用)|须|申请|具有|具备|依法|无(?!人|障)|未(?!来)|答)",
        head,
    ):
        return ""
    if re.search(r"[\d%]|以上|以下|不[得能予可]|不享受|给予|应当|必须|至少|不(?:低|少|超)", head):
        return ""
    if _DENIES.search(head):
        return ""
    return head
