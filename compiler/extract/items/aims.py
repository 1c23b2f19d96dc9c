"""Purposes beside a benefit: 「为…提供服务，推动…，对…的给予…」 asks only what stands after 对."""

from __future__ import annotations

import re
from collections.abc import Iterable

from compiler.extract.drafts import DraftGroup, DraftNode, DraftTag
from compiler.extract.items.sentences import SLOGAN
from compiler.extract.language.pieces import split

_VERB = (
    r"解决|突破|助力|促进|推动|推进|提升|提高|增强|加快|加强|壮大|打造|形成|实现|带动|营造|培育"
    r"|发挥|坚持|深化|完善|优化|探索|构建|健全|强化|丰富|扩大|推广|激发|释放|聚焦|围绕|组织实施"
    r"|服务于|满足[^,;。]{2,20}需求|缓解|降低|补齐|补足|夯实|筑牢|做[优强大精实活]|盘活|激活|畅通|拓宽|巩固|厚植|擦亮"
    r"|培优|培强|统筹|有序|扎实|稳步|全力|深入|着眼"
)
#: 「开展“百村工程”建设」: a programme of the policy itself, where its recipients are named anew.
_PROGRAMME = re.compile(
    r"\W*(?:\d[.、])?\W*(?:积极|大力|深入|全面|持续|定期|每年|继续)*"
    r"(?:(?:开展|实施|启动|组织开展|落实)[^,;。\d]{2,24}(?:工程|行动|计划|战略|专项|攻坚|活动|工作)[\"']?(?:建设|实施|创建)?"
    r"|(?:开展|实施|组织|落实|执行|建立|建立健全|设立|推行|完善)[^,;。]{2,40}(?:政策|规定|机制|制度|资源池|项目库|企业库|评选(?:工作)?|培育工作))"
)
_AIM = re.compile(
    r"\W*(?:并|且|同时|进一步|不断|积极|大力|着力|持续|充分|有效|更好地?|切实|为了?[^,;。]{2,20})*"
    rf"(?:{_VERB}|(?:支持|鼓励|引导)+(?:其|企业)?|通过[^,;。]{{2,40}}(?:方式|形式|手段)\s*$"
    r"|(?:依托|结合|发挥)[^,;。]{2,40}(?:优势|作用|资源)?\s*$)"
)
_STARTS = re.compile(r"\W*(?:\d[.、])?\s*(?:通过|发挥|依托|聚焦|围绕|组织实施|为(?!本|在))")
#: 「,对获批的企业」 names the recipients anew; 「对其」 goes on about those named before.
_ANEW = re.compile(r"[,;。]\s*(?:同时,?)?对于?(?!其|上述|该|此|外|接|口)")
_GROWS = re.compile(r"成长为|发展为|成为|升级为|转型")


def is_programme(view: str, start: int, end: int) -> bool:
    """Whether words only tell what the policy itself does: 开展标杆工厂评选工作."""
    return _PROGRAMME.fullmatch(view[start:end].strip(" ,;。")) is not None


def without_aims(view: str, start: int, end: int, nodes: Iterable[DraftNode]) -> list[DraftNode]:
    """The conditions of ``[start, end)`` that are no purpose or means of the policy itself.

    Only a sentence that opens as a slogan, or one that names its recipients anew behind a comma,
    has such pieces; what is said of the recipients (对实现盈利的企业) always stays.
    """
    own = view[start:end]
    # the words right behind may name them too: a sentence is cut before 「,对…的，给予」
    anew = [m.start() for m in _ANEW.finditer(view, start, min(len(view), end + 6))]
    slogan = SLOGAN.match(own) is not None or _STARTS.match(own) is not None
    aims: list[tuple[int, int]] = []
    for a, b, _ in split(view, start, end):
        said = view[a:b].rstrip()
        before = slogan or any(b <= place for place in anew)
        aim = _AIM.match(said) or (before and not slogan and _PROGRAMME.fullmatch(said))
        if before and aim and not said.endswith(("的", "的企业", "的单位", "的项目")):
            aims.append((a, b))
    return [n for n in nodes if not _inside(view, n, aims)]


def _inside(view: str, node: DraftNode, aims: list[tuple[int, int]]) -> bool:
    """Whether a condition says no more than an aim; a figure or a title in one is kept."""
    if isinstance(node, DraftGroup):
        return all(_inside(view, child, aims) for child in node.of)
    held = next((s for s in aims if s[0] <= node.quote.start and node.quote.end <= s[1]), None)
    if held is None or node.shape in ("compare", "within", "unparsed"):
        return False
    return _plain(node) or _wished_trade(node) or _GROWS.search(view[held[0] : held[1]]) is not None


def _plain(node: DraftTag) -> bool:
    return node.shape in ("is", "judged") and not node.negated and not re.search(r"\d", node.name)


def _wished_trade(node: DraftTag) -> bool:
    """做强做大数字核心企业: no trade has such a name, the aim was read as one."""
    return node.shape == "one_of" and all(re.match(_VERB, v) is not None for v in node.values)
