"""Predicates that 、 strings together: 接入省级平台、面向社会开放; 从事检测服务、通过资质认定.

、 also lists objects of one verb (开展研发、销售), so it parts two requirements only where a whole
predicate stands on both sides. Verbs that are nouns as often (建设, 生产) open none.
"""

from __future__ import annotations

import re

from compiler.extract.language.words import PERIOD
from compiler.normalise import QUANTITY

_WHEN = (
    r"(?:上?一?年度?内?|当年|本年度|近[一二两三四五\d]年内?|已经?|均|都|可|能够?|应当?|须|需|且|正式|正常|成功"
    r"|首次|新|全部|实际|依法|自主|联合|主动)"
)
#: Verbs that are hardly ever nouns.
_VERB = (
    r"(?:列入|纳入|入选|接入|入驻|加入|取得|获得|获评|获批|被评为|被认定为|被列入|通过|完成|实现|提供|参加|参与|承担|承接|承诺|从事"
    r"|拥有|具有|具备|属于|符合|满足|达到|采用|购买|购置|租用|设立|设有|配有|配备|建有|建成|建立|搭建|组建|签订|签署|面向|拥护|遵守"
    r"|形成|缴纳|投入使用|投入运[营行]|办理|开展|引进|引入|聘用|吸纳|招用|安置|挂牌|落户|注册在|位于|坐落|不涉及|不存在|不属于|未|无(?!偿|形|线|人|障)"
    r"|经[^,;。、]{2,10}(?:批准|认定|备案|核准|许可|验收|评估|鉴定)|由[^,;。、]{2,12}(?:牵头|承担|运营|管理|建设|投资|出资|控股|举办|设立))"
)
#: 在本区注册, 为园区企业提供服务, 与医院建立合作: a place or a partner and what is done there.
_AT = (
    r"(?:在[^,;。、]{2,14}?(?:注册|登记|设立|缴纳|实施|举办|举行|开展|建设|落地|生产|经营|就业|工作|居住|落户|纳税|销售|使用|应用|上市|挂牌|运营|首演|首发)"
    r"|(?:为|向|与|面向|对)[^,;。、]{2,16}?(?:提供|开展|开放|签订|建立|合作|发放|减免|配套|推广))"
)
_DOES = re.compile(rf"{_WHEN}*(?:{_VERB}(?!等|的|[^,;。、]{{0,2}}$)|{_AT})[^,;。、]*")
_LIKE = (
    r"(?:清晰|明晰|明确|合理|合法|合规|规范|健全|完善|完备|完整|齐全|齐备|先进|成熟|可行|稳定|优良|良好|雄厚|丰富|充足|突出|明显|显著"
    r"|较高|较强|较好|较大|较广|较小|领先|广阔|鲜明|有效|过硬)"
)
#: 技术路线清晰, 能耗达到先进水平: what a noun is like.
_IS_LIKE = re.compile(
    rf"(?:(?!{_LIKE})[^,;。、的\d]){{2,16}}(?:{_LIKE}|(?:达到|符合|满足|处于|居于|位居|优于|高于|低于)[^,;。、]{{2,20}})的?"
)
#: 研发投入占比不低于5%, 上年度产值1亿元以上.
_MEASURES = re.compile(
    rf"[^,;。、\d]{{0,6}}(?:\d{{4}}年度?)?[^,;。、\d]{{2,24}}{QUANTITY}[^,;。、\d]{{0,6}}"
)
#: 通过共建、合作等方式: how, not what.
_HOW = re.compile(
    r"(?:通过|采取|采用|以|利用|按照?|包括|如|例如)[^,;。]*(?:方式|形式|手段|途径|渠道|措施|模式|名义)"
)
#: What holds the words before 、 together with those behind it: 在科技、文化领域开展….
_OPEN = re.compile(
    r"(?:^|[^存所])(?:在|为|与|向|对|由|从|将|把|以|按|用于|服务于|围绕|面向|涉及|针对)[^,;。、]{0,12}$"
)

#: 「去年竣工的纳入改造台账的厂房」: one description behind the other, with nothing between.
_STACKED = re.compile(
    r"(?<=[一-鿿\d)])的(?=(?:已|且|并)?(?:纳入|列入|入选|获得|取得|通过|具有|具备|拥有|符合|满足|属于|从事|接入)[^,;。、的]{2,})"
)
_ONLY_TIME = re.compile(r"\s*对?(?:自|于|在)?[\d年月日季度上下半至到含()（）期间以来起\-—~.]+")
_LEAD = re.compile(r"^\s*(?:对于?(?!外|口|接|标)|凡|支持|鼓励)+")
#: 「…的初创企业」 at the end: of whom it is said.
_WHOSE = re.compile(r"的[^,;。、的]{2,16}$")


def depth(view: str, start: int, position: int) -> int:
    """How many brackets are open at a place."""
    piece = view[start:position]
    return sum(piece.count(c) for c in "([《") - sum(piece.count(c) for c in ")]》")


def predicate_joints(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The 、 of ``[start, end)`` with a whole predicate on either side, outside brackets."""
    if _HOW.match(view, start, end):
        return []
    found = [m.span() for m in _STACKED.finditer(view, start, end) if m.start() - start >= 4]
    found = [
        (a, b)
        for a, b in found
        if depth(view, start, a) == 0 and not _ONLY_TIME.fullmatch(view, start, a)
    ]
    marks = _outside_brackets(view, start, end)
    last = start
    for position, at in enumerate(marks):
        stop = marks[position + 1] if position + 1 < len(marks) else end
        last = max([last, *(b for _, b in found if b <= at)])
        # 建立资源池，对纳入资源池、…: what stands before the last comma is said of another
        left = re.split("[,;]", view[last:at])[-1]
        left, right = _LEAD.sub("", left), view[at + 1 : stop].rstrip(" 的")
        right = re.split("(?<!并)且|并且", right)[0]
        if stop == end:
            right = _WHOSE.sub("", right)
        described = left.endswith("的") and "的" in view[at:end] and len(left) >= 6
        if not (right and ((_predicate(right) and _closes(left)) or described)):
            continue
        found.append((at, at + 1))
        last = at + 1
    return sorted(found)


def _outside_brackets(view: str, start: int, end: int) -> list[int]:
    level, found = 0, []
    for at in range(start, end):
        character = view[at]
        level += (character in "([《") - (character in ")]》")
        if character == "、" and level == 0:
            found.append(at)
    return found


#: 建成投用, 竣工投产: whole by themselves.
_DONE = re.compile(
    r"[^,;。、的\d]{0,10}(?:建成投[用产]|建成(?:并)?运营|竣工(?:投产|验收)?|完工|投产(?:达效)?|开工(?:建设)?|投入使用|投入运[营行]|通过验收|正式运[营行]|正常运[营行])"
)


def _predicate(said: str) -> bool:
    """Whether the words say something of whoever applies, by themselves."""
    if (time := PERIOD.match(said)) and len(said) - time.end() >= 3:
        said = said[time.end() :].lstrip(",的内间期以来")
    return (
        _DONE.fullmatch(said) is not None
        or _DOES.fullmatch(said) is not None
        or _IS_LIKE.fullmatch(said) is not None
        or (_MEASURES.fullmatch(said) is not None and not re.match(r"\d|[^\d]*等", said))
    )


def _closes(said: str) -> bool:
    """Whether the words before 、 are a whole predicate, whose objects may be a list."""
    said = said.strip(" 的")
    if (time := PERIOD.match(said)) and _DONE.fullmatch(said, time.end()):
        return True  # 2024年以来竣工投产
    first, _, rest = said.partition("、")
    if _OPEN.search(said) and not _DOES.fullmatch(said):
        return False
    if not rest:
        return _predicate(said)
    return _DOES.fullmatch(first) is not None and len(rest) >= 2
