"""Whom a clause shuts out: lists of misdeeds, 除外, 除…外, (不含…), each exclusion one node."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.awards.begin import find_begin
from compiler.extract.conditions.excepted import EXCEPTED
from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag, single
from compiler.extract.items.barred import barred
from compiler.extract.items.behind import members
from compiler.extract.items.outline import Outline, Sentence
from compiler.extract.items.scope import names_recipients
from compiler.extract.items.sentences import BUT_NOT, EXCLUSION_INTRO
from compiler.extract.items.shut_out_apart import bodies_apart, shut_out_apart
from compiler.extract.items.whom import past_people
from compiler.extract.language.deeds import owes_truth
from compiler.extract.language.pieces import INLINE, split
from compiler.normalise import NUMBER
from compiler.roles import Role
from rules.document import Clause, ClauseKind, SentenceKind

#: Blocks that ask nothing of an applicant.
ASKS_NOTHING = (Role.PROCEDURE, Role.MATERIAL, Role.WINDOW, Role.DEFINITION, Role.HEADER)


def exclusion_nodes(outline: Outline, clause: Clause) -> list[DraftNode]:
    """The exclusions in a clause and below it, one node each."""
    nodes: list[DraftNode] = []
    for sentence in outline.by_clause.get(clause.index, []):
        if outline.said(sentence).rstrip().endswith("?"):
            continue  # 「哪些情形不能申请？」
        if clause.kind is ClauseKind.PARAGRAPH and sentence.kind in _SAYS_OTHER:
            continue
        if sentence.kind is SentenceKind.OBLIGATION:
            continue  # 「补助资金应当用于…」 behind those who are shut out
        if sentence.kind is SentenceKind.EXCLUSION or outline.roles[clause.index] is Role.EXCLUSION:
            nodes.extend(exclusions_of(outline, sentence))
    for child in outline.children.get(clause.index, []):
        for sentence in outline.by_clause.get(child.index, []):
            if child.kind is not ClauseKind.PARAGRAPH or sentence.kind not in _SAYS_OTHER:
                sentence.kind = SentenceKind.EXCLUSION
        nodes.extend(exclusion_nodes(outline, child))
    return nodes


def opening_exclusions(outline: Outline, clause: Clause) -> list[DraftNode]:
    """「第四条 失信企业不予支持。对…给予…」: exclusions that open an article without a title, where
    no benefit is named yet, are of all items; the one behind does not take them for itself."""
    nodes: list[DraftNode] = []
    for sentence in outline.by_clause.get(clause.index, []):
        if sentence.kind is SentenceKind.AMOUNT:
            return nodes
        if clause.heading or sentence.kind is not SentenceKind.EXCLUSION:
            break
        nodes.extend(exclusions_of(outline, sentence))
    return []


#: A paragraph behind a list of misdeeds explains a word of it or relieves some of it.
_SAYS_OTHER = (SentenceKind.DEFINITION, SentenceKind.NOT_MODELLED)
_SHUTS_OUT = re.compile(
    r"(?:,)?(?:的)?(?:,)?(?:一律|均|原则上|则)?"
    r"(?:不予(?:支持|资助|奖励|受理|扶持|补贴|补助|奖补|补偿|贴息|配套|批准|救助|发放|认定|享受|返还|保障|兑现)"
    r"|不[得能](?:申[报请领]|享受|参评|参与|领取)|不适用|除外|不(?:再)?享受|不纳入|不(?:属于|在|列入)[^,;。]{0,8}(?:范围|之列)"
    r"|(?:全额|全部|依法|如数|予以|及时)*(?:收回|追回|追缴|退回|撤销)[^,;。]{0,12}?(?:并|且|,)(?=取消|[^,;。]{0,10}不(?:得|予|再))"
    r"|由[^,;。]{2,20}?(?:责令|追回|收回|追缴|取消)|(?:责令|追回|收回|追缴)[^,;。]{0,12}(?:资金|补贴|补助|奖励)"
    # 骗取资金的,全额收回并取消三年内的申报资格: what follows stands behind 的
    r"|(?<=的),(?:(?:将|应当?|须|由[^,;。]{2,20}?|予以|可|依法|依规|全额|全部|全数|如数|足额|一律|及时|同时|直接|除|立即)*)"
    r"(?:收回|追回|追缴|撤销|缴回|退[回还]|返还|扣回|清退|停止|终止|取消)(?![^,;。]{0,40}的(?:,|$))"
    r"|不再(?:受理|接受)|取消[^,;。]{0,8}(?:申[报请领]|享受|参评|评审)资格|(?:[^,;。]{0,6}期间|[从自][^,;。]{0,10}起)?停止?(?:发放?|享受)|不(?:再)?(?:发放|发给)|不能领|不再领取)"
)


#: 「4.房地产企业、典当行不适用」: the number of a point is no part of the first name.
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.、](?!\d)|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])\s*")


def exclusions_of(outline: Outline, sentence: Sentence) -> list[DraftNode]:
    """The exclusions one sentence states; an introduction of a list states none itself."""
    start, end = outline.told_from(sentence), sentence.end
    if number := _NUMBER.match(outline.view, start, end):
        start = number.end()
    own = outline.view[start:end]
    if EXCLUSION_INTRO.search(own) and own.rstrip().endswith(":"):
        return []
    marks = [m for m in INLINE.finditer(outline.view, start, end) if m.start() > start + 1]
    if len(marks) >= 2:
        edges = [m.end() for m in marks]
        stops = [m.start() for m in marks[1:]] + [end]
        pieces = [_shut_out_by(outline, a, b) for a, b in zip(edges, stops, strict=True)]
        return [single(DraftGroup(join="all", of=tuple(p))) for p in pieces if p]
    if listed := _LISTED_BEHIND.match(own):
        return members(outline, start + listed.end(), end)
    if by_rule := _BY_RULE.match(own):
        start += by_rule.end()
        own = outline.view[start:end]
    nodes: list[DraftNode] = []
    for a, b in _each_by_itself(outline.view, start, end):
        nodes.extend(_shut_out_by(outline, a, b))
    return nodes


#: 「已经领取补贴的，予以追回」: of whoever was shut out what was paid is taken back.
_PAID_BACK = re.compile(
    r"\W*(?:对|对于)?(?:已经?|此前|之前)(?:领取|拨付|发放|享受|获得|兑现|取得|申领|支付|到账)[^,;。]{0,16}的?,"
    r"[^,;。]{0,10}?(?:追回|收回|追缴|退[回还]|缴回|返还|扣回)[^;]*"
)


def _each_by_itself(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """「A的，从次月起停发；B的，不能领」: the stretches between ; when each says so itself."""
    found, at = [], start
    for piece in view[start:end].split(";"):
        # 企业应当如实提供材料；骗取资金的,…;已经领取的,予以追回: only the second shuts out
        if not owes_truth(piece) and not _PAID_BACK.fullmatch(piece):
            found.append((at, at + len(piece)))
        at += len(piece) + 1
    each = all(
        barred(view, a, b) or ((cut := _predicate(view[a:b])) and cut.start() > 2) for a, b in found
    )
    return found if each else [(start, end)]


def _shut_out_by(outline: Outline, start: int, said: int) -> list[DraftNode]:
    """Whom the words of ``[start, said)`` shut out."""
    end = said
    held = barred(outline.view, start, said)
    if held:
        end = held[0]
    elif cut := _predicate(outline.view[start:said]):
        end = start + cut.start()
    counts = _BARRED_FOR.search(outline.view, start, end) or _not_yet(outline.view, start, end)
    if counts:
        end = counts.start()
    elif end < said:
        counts = _BARRED_BEHIND.search(outline.view, end, said)
    time = counts["time"] if counts else held[1] if held else ""
    nodes: list[DraftNode] = []
    start = past_people(outline.view, _past_toward(outline.view, start, end), end)
    whole = _KINDS_OF_BODIES.fullmatch(outline.view, start, end)
    for a, b in [(start, end)] if whole else shut_out_apart(outline.view, start, end):
        if kinds := _KINDS_OF_BODIES.fullmatch(outline.view, a, b):
            quote = outline.quote(*kinds.span("kinds"))
            names = tuple(re.split(_ONE_MORE, kinds["kinds"]))
            nodes.append(DraftTag(shape="one_of", name="主体类型", values=names, quote=quote))
            continue
        if found := outline.conditions(a, b):
            either = _either(found)
            nodes.extend(either.of if len(either.of) == 1 else [either])
    return [_since(node, time) for node in nodes] if time else nodes


_TOWARD = re.compile(r"[\W\d一二三四五六七八九十]*(?:对于?|凡是?|如)(?=[^,;。]{4})(?![外内口立冲])")


def _past_toward(view: str, start: int, end: int) -> int:
    """「对提供虚假材料骗取资金」: 对 says whom the consequence meets, and is no part of it."""
    toward = re.compile(r"[\s\W]*(?:对于?|凡是?|如)(?=[^,;。]{4})(?![外内口立冲])").match(
        view, start, end
    )
    return toward.end() if toward else start


_ONE_MORE = r"、|以及|和|及|或者?"
_ONE_KIND = (
    r"[^,;。、的()和及或为在有]{0,12}?(?:企业|公司|机构|平台|[商银]行|典当行|基金|协会"
    r"|事务所|合作社|中心|组织|学校|医院)"
)
#: 「小额贷款公司、典当行、融资平台等机构」: kinds of bodies, all of one sort.
_KINDS_OF_BODIES = re.compile(
    rf"\W*(?:第[^,;。\s]{{1,5}}条\s*)?(?:对于?|属于)?(?P<kinds>{_ONE_KIND}(?:(?:{_ONE_MORE}){_ONE_KIND})+)"
    r"等(?:各类)?(?:机构|企业|单位|公司|主体|组织)(?:的)?\s*"
)


def _not_yet(view: str, start: int, end: int) -> re.Match[str] | None:
    """The words behind a misdeed that say how long it counts; there must be one before them."""
    found = _NOT_YET.search(view, start, end)
    return (
        found
        if found and len(view[start : found.start()].strip(" ,;()一二三四五六七八九十")) > 3
        else None
    )


#: 「依据市里不予奖励的相关规定，A、B均不得享受」: where it follows from shuts nobody out.
_BY_RULE = re.compile(
    r"\W*(?:依据|根据|按照?|依照)[^,;。]*(?:规定|要求|办法|精神|政策)(?:要求)?,(?=[^,;。]{4})"
)


def _predicate(own: str) -> re.Match[str] | None:
    """The words that shut out; 不予奖励的规定 only describes a rule by them."""
    found = _SHUTS_OUT.finditer(own)
    return next((m for m in found if not _NAMES_RULE.match(own, m.end())), None)


_NAMES_RULE = re.compile(r"的(?:相关|有关|其他|各项)*(?:规定|要求|政策|办法|条款)")


#: 「存在下列情况的不得享受本措施:A;B;C。」: those who are shut out stand behind the colon.
_LISTED_BEHIND = re.compile(
    r"[^:;。]*(?:不予|不得|不能|不享受|不支持|取消|停止|不再|不纳入|不适用|除外)[^:;。]*:(?=\s*[^\s:])"
)
#: 「骗取资金的,自查实之日起三年内不予受理」: how far back the misdeed counts.
_BARRED_FOR = re.compile(
    rf",?(?:自[^,;。]{{2,16}}起)?(?:的)?(?P<time>{NUMBER}个?(?:年|月))(?:以|之)?内\s*[,;。]?\s*$"
)
#: 「骗取资金，自处理决定作出之日起未满三年的」, 「被处罚不满2年」: it counts no longer than so.
_NOT_YET = re.compile(
    r",?(?:且|并)?(?:(?:自|从|距)[^,;。]{2,20}?(?:之日起?|[日时]起|起|以来|后)?"
    r"|(?:[^,;。]{0,8}(?:决定|处罚|处分|处理|结论|裁决|判决|文书|认定|公告)(?:书)?"
    r"(?:生效|作出|送达|下达|公布|执行完毕)(?:之日)?起?后?)"
    r"|(?<=处罚|查处|通报|处理|处分|查实|惩戒|失信)(?:之日)?起?后?),?(?:尚|仍)?"
    rf"(?:未[满逾]|不满|不足|未超过|没有满)(?P<time>{NUMBER}个?(?:年|月))(?:的)?\s*[,;。]?\s*$"
)

#: 「骗取资金的,由区商务局追回,三年内不再受理」, 「取消其三年内申报资格」.
_BARRED_BEHIND = re.compile(
    rf"(?P<time>{NUMBER}个?(?:年|月))(?:以|之)?内(?:的?申[报请领]资格|均?不(?:得|再|予|能))"
)


def _since(node: DraftNode, time: str) -> DraftNode:
    """A misdeed without a time of its own counts as long as it bars."""
    if isinstance(node, DraftGroup):
        return node.model_copy(update={"of": tuple(_since(n, time) for n in node.of)})
    if node.shape != "is" or node.period:
        return node
    return node.model_copy(update={"period": f"近{time}"})


#: 「除政府投资项目外，对…」: whom a sentence shuts out before it grants.
EXCEPT = re.compile(
    r"(?<![一-鿿])(?:对|凡)?除(?!了|本|享受|按|获得?|给予|执行|落实|兑现|第|另有|特殊|上述|以上|前款|前述|法律|符合|按|因|另)"
    r"(?P<who>[^,;。()]{2,40}?)(?:以外|之外|外)(?:的)?,(?!还|另|也|同时|再|均应|应当?同时|须同时|[^;。]{0,40}?(?:再|另行?|还|额外)(?:按[^,;。]*)?(?:给予|予以|奖励|补助|补贴|资助))"
)


def excluded_below(outline: Outline, clause: Clause) -> list[DraftNode]:
    """The exclusions that sentences of a clause and below it state one by one."""
    return [
        node
        for sentence in outline.sentences_below(clause)
        if sentence.kind is SentenceKind.EXCLUSION
        for node in exclusions_of(outline, sentence)
    ]


def add_new(known: list[DraftNode], nodes: Iterable[DraftNode]) -> None:
    """Append the nodes that are not among the known ones yet."""
    held = set(known)
    for node in nodes:
        if node not in held:
            held.add(node)
            known.append(node)


#: The word before a bracket that names whoever, or whatever trade or place, may apply.
_RECIPIENT = re.compile(
    r"(?:企业|单位|机构|公司|组织|人员?|个人|户|业|产业|领域|商户|家庭|主体|对象|学校|医院|项目|团队"
    r"|[省市区县镇]|院校?|幼儿园|平台|群体|儿童|学生|者|生)\"?$"
)


#: 「，按新入驻机构」: the words before a bracket say what a rate is of.
_IN_FORMULA = re.compile(r"(?:^|[,;。])(?:可以?|均|再|另|则|应)*按(?:照)?[^,;。]*$")


def bracketed(outline: Outline, clause: Clause) -> list[DraftNode]:
    """Exclusions in brackets: 用人单位（劳务派遣企业除外）; a procedure shuts nobody out."""
    nodes: list[DraftNode] = []
    if outline.roles[clause.index] in ASKS_NOTHING or names_recipients(clause):
        return nodes  # of the recipients a block names, the bracket is read with them
    for match in re.compile(r"\((?:不含|不包括)?(?P<who>[^()]{2,40}?)(?:除外)?\)").finditer(
        outline.view, clause.start, clause.end
    ):
        if not re.search(r"除外|^\(不含|^\(不包括", match.group()) or re.search(
            r"\d|本数|税", match.group()
        ):
            continue
        if not _RECIPIENT.search(outline.view, clause.start, match.start()):
            continue  # 自用办公用房(不含车位): less of a thing, nobody is shut out
        if _IN_FORMULA.search(outline.view, clause.start, match.start()):
            continue  # 按新入驻机构(不含本市流动)贡献的10%: less of what is counted
        nodes.extend(_each_left_out(outline, *match.span("who")))
    for sentence in outline.by_clause.get(clause.index, []):
        if sentence.kind in (SentenceKind.CONDITION, SentenceKind.AMOUNT):
            nodes.extend(excepted(outline, sentence.start, sentence.end))
        if sentence.kind is SentenceKind.AMOUNT:
            nodes.extend(_unpaid(outline, sentence.start, sentence.end))
            nodes.extend(_taken_out(outline, sentence.start, sentence.end))
        if sentence.kind is not SentenceKind.CONDITION:
            continue
        if but := BUT_NOT.search(outline.view, sentence.start, sentence.end):
            found = outline.conditions(*but.span("who"))
            nodes.extend([single(found)] if found else ())
    return nodes


def _each_left_out(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """Who a bracket leaves out; where a member of its list would be lost, all in its own words."""
    found = outline.conditions(start, end)
    if found is None:
        return []
    read = [tag.quote for tag in _tags(found)]
    place = start
    for name in re.split(r"、|和|及|或", outline.view[start:end]):
        stop = place + len(name)
        if not any(q.start < stop and place < q.start + len(q.text) for q in read):
            quote = outline.quote(start, end)
            return [DraftTag(shape="is", name=quote.text, quote=quote)]
        place = stop + 1
    return list(found.of)


def but_not(outline: Outline, start: int, end: int) -> tuple[int, list[DraftNode]]:
    """「…的企业，采砂、选矿企业除外」: where the words end that say who is meant, and who not."""
    but = BUT_NOT.search(outline.view, start, end)
    if but is None:
        return end, []
    nodes = _each_left_out(outline, *but.span("who"))
    tags = [node for node in nodes if isinstance(node, DraftTag)]
    if not tags or len(tags) < len(nodes) or any(t.shape not in _DENIED for t in tags):
        return end, []
    return but.start(), [tag.model_copy(update={"negated": not tag.negated}) for tag in tags]


#: What can be denied as it stands.
_DENIED = ("one_of", "has", "is")


def _tags(node: DraftNode) -> list[DraftTag]:
    if isinstance(node, DraftTag):
        return [node]
    return [tag for child in node.of for tag in _tags(child)]


#: 「…，最高3万元；认证费用不足5000元的，不予补助」: who is paid nothing beside others.
_UNPAID = re.compile(
    r";(?P<who>[^;。]{4,60}?)的?,(?:均|一律|则)?"
    r"不予(?:支持|资助|奖励|扶持|补贴|补助|奖补|贴息)(?=\s*(?:[;。]|$))"
)


def _taken_out(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """「给予10万元奖励，劳务派遣企业除外」: whom the words behind a benefit take out again."""
    begin = find_begin(outline.view, start, end)
    nodes: list[DraftNode] = []
    for a, b, _ in split(outline.view, start, end) if begin is not None else ():
        out = EXCEPTED.fullmatch(outline.view, a, b) if begin is not None and a > begin else None
        for who in _each_of(outline, *out.span("who")) if out else ():
            found = outline.conditions(*who)
            nodes.extend([single(found)] if found else ())
    return nodes


def _each_of(outline: Outline, start: int, end: int) -> list[tuple[int, int]]:
    return bodies_apart(outline.view, start, end) or [(start, end)]


def _unpaid(outline: Outline, start: int, end: int) -> list[DraftNode]:
    found = [
        outline.conditions(*match.span("who"))
        for match in _UNPAID.finditer(outline.view, start, end)
    ]
    return [single(group) for group in found if group]


def excepted(outline: Outline, start: int, end: int) -> list[DraftNode]:
    """Those whom 除…外 leaves out, one node each."""
    nodes: list[DraftNode] = []
    for match in EXCEPT.finditer(outline.view, start, end):
        for a, b in _each_of(outline, *match.span("who")):
            found = outline.conditions(a, b)
            nodes.extend([single(found)] if found else ())
    return nodes


def is_exclusion_list(outline: Outline, clause: Clause) -> bool:
    """Whether a clause introduces a list of those who are shut out."""
    return any(
        s.kind is SentenceKind.EXCLUSION and EXCLUSION_INTRO.search(outline.said(s))
        for s in outline.by_clause.get(clause.index, [])
    )


def _either(found: DraftGroup) -> DraftGroup:
    """Several facts of one exclusion line: each excludes by itself when 或 or 、 joins them."""
    facts = [t for t in found.of if isinstance(t, DraftTag) and t.shape == "is"]
    if len(facts) == len(found.of) and len({t.quote.text for t in facts}) == 1:
        return DraftGroup(join="any", of=found.of)
    inner = tuple(_either(t) if isinstance(t, DraftGroup) else t for t in found.of)
    return found.model_copy(update={"of": inner})
