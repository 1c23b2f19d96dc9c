"""A benefit segment that goes on with other cases after commas, cut into one benefit a case."""

from __future__ import annotations

import re
from dataclasses import replace

from compiler.extract.awards.awards import Benefit, read_benefit
from compiler.extract.awards.netted import NETTED
from compiler.extract.conditions.conditions import read_conditions
from compiler.extract.drafts import DraftAward, DraftTag, Quote
from compiler.extract.language.amounts import MONEY, MONEY_LIST, RATIO
from compiler.extract.language.lexicon import Lexicon

#: 「,超过5000万元的给予10万元」, 「,省级基地奖励20万元」: another case with a figure of its own.
_ANOTHER = re.compile(
    r",(?:其中,?)?(?P<who>(?!低于|不足|少于|不到|单个|每个|每家|累计|最高|同一|并|且)[^,;。]{2,30}?)"
    r"(?P<de>的,?)?"
    r"(?P<verb>(?:再|另行|另外?|额外|还|均|可|则|分别|一次性|最高)*"
    r"(?:给予|予以|奖励|补助|补贴|资助|按(?:照)?|补[足齐](?=至|到)))"
    rf"(?=[^,;。]{{0,24}}?(?:{MONEY}|{RATIO}))"
)
#: 「，由省级晋级国家级的补足差额」「，按照晋档补差原则奖励」: only what is missing is paid.
_LADDER = re.compile(
    r"[,;](?P<how>(?!低于|不足)[^,;。%]{0,30}?(?:补足|补齐|给予|予以|按|奖励|享受|发放)?[^,;。%\d]{0,10}?"
    r"(?:补足差额|补差额?|补足|补齐|差额(?:部分)?(?:给予|予以)?(?:补足|补齐|奖励|补贴|补助|资助)?)"
    rf"(?:部分|原则|方式|办法|奖励|给予|予以|的|执行|发放|资金|标准)*|[^,;。%]{{0,30}}?,?{NETTED})(?=[,;。]|\s*$)"
)
#: 第二年, 第三至五年: a year of the support with a rate of its own.
NTH_YEAR = re.compile(r"(?:第[一二三四五六\d]+(?:(?:至|到|-)第?[一二三四五六\d]+)?年度?|首年|次年)")
#: 边缘家庭成员按80%补贴: who is paid another share.
_WHO = re.compile(r"(?:成员|人员|对象|家庭|企业|机构|单位|学生|农户|项目)$")
#: 一等奖, A级: a class by rank.
_RANKED = re.compile(r"[一-鿿]{1,8}奖|[A-Ea-e一二三四五甲乙丙特]+(?:级|类|档|等次?)")


_OF_ONE = re.compile(r"单[个家户笔项次名]|每一?[个家户笔项次名]|同一")
_LIMITS = re.compile(
    r"(?:资金|金额|总额|额度)?(?:累计|合计)?(?:最高|最多|不超过|不得超过|不高于|上限|封顶)"
)


def cut_apart(text: str, view: str, benefit: Benefit, lexicon: Lexicon) -> list[Benefit]:
    """A segment that goes on with other cases after commas, cut into one benefit a case."""
    if tail := _LADDER.search(view, benefit.award.quote.start, benefit.end):
        main = read_benefit(text, view, benefit.start, tail.start(), benefit.cut)
        quote = Quote(text=text[tail.start("how") : benefit.end], start=tail.start("how"))
        if main:
            step = DraftAward(shape="top_up", quote=quote)
            rest = replace(
                benefit,
                start=tail.start("how"),
                cut=tail.start("how"),
                award=step,
                values=(),
                rates=(),
            )
            return [*cut_apart(text, view, main, lexicon), rest]
    to_share = benefit.award.shape == "top_up" and benefit.award.value
    if benefit.award.shape not in ("fixed", "rate", "per_unit") and not to_share:
        return [benefit]
    listed = re.compile(MONEY_LIST).search(view, benefit.award.quote.start, benefit.end)
    several = len(benefit.values or benefit.rates) > 1
    if several and listed is None:
        return [benefit]
    first = listed.end() if several and listed else benefit.award.quote.start
    for match in _ANOTHER.finditer(view, first, benefit.end):
        who = match["who"]
        if "部分" in who or "标准" in who or re.search(rf"{MONEY}[^,;。]*{MONEY}", who):
            continue
        if _OF_ONE.search(who) and _LIMITS.match(view, match.end()):
            continue  # 投资单个企业的奖励最高50万元: a limit, and no case
        found = read_conditions(text, view, *match.span("who"), lexicon, residual=False)
        told = found is not None and any(
            isinstance(n, DraftTag) and n.shape in ("compare", "has", "one_of") for n in found.of
        )
        told = told or bool(re.search("补[足齐]$", match["verb"]) or re.match("其[他它余]", who))
        told = told or bool(_WHO.search(who) and match["verb"].endswith(("按", "按照")))
        if not (told or match["de"] or _RANKED.fullmatch(who) or NTH_YEAR.fullmatch(who)):
            continue
        cut = benefit.cut
        if NTH_YEAR.fullmatch(who) and (
            year := re.compile(r"(?:第一年度?|首年)(?=按|给予|补)").search(
                view, benefit.cut, match.start()
            )
        ):
            cut = year.end()
        before = read_benefit(text, view, benefit.start, match.start(), cut)
        after = read_benefit(text, view, match.start() + 1, benefit.end, match.start("verb"))
        if before and after:
            return [before, *cut_apart(text, view, after, lexicon)]
    return [benefit]
