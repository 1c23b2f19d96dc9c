"""What is not a fact of the vocabulary: whatever no pattern explained.

A leftover that says something becomes a proposed yes-or-no attribute named as written, so that no
requirement is lost.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.either_name import either_name
from compiler.extract.conditions.kinds import NEW_TRADE, paid_last
from compiler.extract.conditions.timed import timed
from compiler.extract.conditions.unread_figures import CUT_FIGURE, add_cut, told_apart
from compiler.extract.drafts import DraftGroup, DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.deeds import deed_of
from compiler.extract.language.fragment import Fragment
from compiler.extract.language.pieces import either

#: 「活动应与主导产业相关」: the modal after a subject is no part of the label.
MODAL = re.compile(rf"(?<=[一-鿿]{{2}})(?!需|应[求由付对]){w.SHALL}")


#: 商业街区运营管理单位: a kind of recipient the vocabulary does not list.
_RUNS = re.compile(
    r"(?!用人|申[报请]|主管|有关|相关|承办|牵头|责任|实施|由|经|与|在|为|具|符|未|无|不|已|非|被|属)"
    r"[^,;。、的()\d\s有未被经具]{2,8}?"
    r"(?:(?:运营|经营|管理)+(?:单位|机构|企业|主体|公司)|服务机构|研究院|研究所|医院|学校)"
)


#: Short, and yet something that is asked: 依法经营, 实行独立核算, 诚信守法.
_PREDICATE = re.compile(
    r"(?:依法|合法|正常|诚信|守法|自主|独立|遵纪|遵守|实行|坚持|连续|稳定|按时|按期|如期|足额|全面)"
    r"(?!登记|注册|成立|设立|的|$)[^,;。的]{2,}"
    r"|(?:新建|改建|扩建|改扩建|自建|购置|租赁)(?:(?:、|和|或|及)(?:新建|改建|扩建|改扩建|自建|购置|租赁))+|(?:新建|改建|扩建|改扩建)$"
    r"|(?:引进|招用|聘用|承担|牵头|发行|举办|承办|购买|购置|租用|入驻|建有|设有|持有|首发|首演|引入"
    r"|服务(?!机构|平台|商|业|企业|单位|中心|对象|期|费|点|站|网|质|能|收|贸|外包|标准|团队|体系)"
    r"|生育|抚养|赡养|收养|患有|丧失|就读|使用(?!面积|年限|权|率|人|费)|佩戴|返乡|租住|种植|养殖|加装|报废|更换|安装)"
    r"(?!登记|注册|的|$|(?:人才|人员|项目|企业|单位|机构|资金|成果|技术)$)[^,;。的]{2,}"
)
#: 「16至24岁登记失业青年」, 「90周岁以下低保老人」: behind an age, which people are meant.
_OF_A_KIND = re.compile(
    r"(?!本[省市区县]|常住|户籍|高龄|符合|相关|其他|申请|参保|城乡|所有|全体)[一-鿿]{2,6}(?:青年|老年?人|儿童|妇女|少年|残疾人|居民)"
)
#: 「（二）死亡的；」: two characters that end an entitlement.
_ENDED = re.compile(
    r"招商(?:引资)?(?:引进|迁入|落户)|自用|自持|自营|自住|新建|改建|扩建|改扩建|死亡|失踪|失联|退休|离职|注销|歇业|停业"
)
#: 按照实缴资本给予一次性奖励: how much is paid, nothing that is asked.
_PAYS_BY = re.compile(
    r"以[^,;。]{2,24}?为(?:计算|计发|核算)?(?:基数|基准|依据)$|(?:按照?|根据|依据)[^,;。]{2,24}?(?:给予|予以|发放|计算|确定|核算)"
)


#: 「开发新产品且销售良好」: what 且 adds is asked, however short; 且尚未移出 (a list) adds nothing.
_JOINED = re.compile(r"(?<=[一-鿿])(?:并?且|而且)\s*$")
#: 「具备符合条件的股东」: of set words all, and yet something somebody must have.
_HAS_SORT = re.compile(r"(?:具备|具有|有)符合[^,;。的]{0,10}(?:条件|规定|要求)的[^,;。]{2,}")
#: 招用员工, 接收见习人员: somebody is counted by the grant, nobody in particular is asked for.
_TAKES_ANYBODY = re.compile(
    r"(?:新?招用|新?吸纳|新?聘用|接收|招收|录用|雇[用佣])(?:了)?(?:本单位|本地)?"
    r"(?:员工|职工|人员|劳动者|用工|见习(?:人员|生)|实习(?:人员|生)|学员|学徒|从业人员|务工人员)"
)


#: 最低生活保障金按照差额发放, 年满80周岁的老年人享受高龄津贴:…: what is paid, of nobody asked.
_NAMES_GRANT = re.compile(
    r"(?!.*(?:领取|享受|获得|取得|申[报请领]|按|缴|交|未|已|符合|无|发|落实|设立|建立))[一-鿿]{2,10}(?:保障金|救助金|补助金|津贴|抚恤金|护理补贴)"
)
_GETS_GRANT = re.compile(
    r"(?:[^,;。已未曾]{0,10}?(?:人员?|者|对象|家庭|儿童|居民|学生))?(?:均|可以?)?(?:享受|领取|申领)[^,;。已]{2,14}"
    r"(?:津贴|补贴|补助|救助金|生活费|保障金|待遇)"
)


#: 每个项目按…给予, 对应每家配套企业: of whom a sum is said one by one; nobody is asked anything.
_ONE_BY_ONE = re.compile(
    r"(?:对应)?(?:每一?|单|同一)[个家户名位][^,;。的\d]{0,6}"
    r"(?:企业|单位|机构|公司|主体|项目|团队|组织|人员|产品|园区|家庭)"
    r"|每一?(?:[个件项场届期次台套辆间栋座条笔批艘架])[一-鿿]{1,4}"
)
#: Behind what is paid, how much: 「享受高龄津贴：」, 「享受护理补贴，标准分两档」.
_TELLS_SUMS = re.compile(r":|,(?:具体|补贴|发放)?标准")


def _of_the_grant(fragment: Fragment, label: str, end: int) -> bool:
    """Whether words say what is paid, how or by what count, and ask nothing of anybody."""
    announced = _GETS_GRANT.fullmatch(label) and _TELLS_SUMS.match(fragment.view, end)
    return bool(
        announced
        or _PAYS_BY.match(label)
        or _TAKES_ANYBODY.fullmatch(label)
        or _NAMES_GRANT.fullmatch(label)
        or _ONE_BY_ONE.fullmatch(label)
    )


def residual_facts(fragment: Fragment) -> None:
    """What no pattern explained, if it says something, is a requirement named as written."""
    gaps = _across_brackets(fragment)
    explained = bool(fragment.tags)
    identity = re.search(
        r"(?:应当?|须|需|必须)[为是]", fragment.view[fragment.start : fragment.end]
    )
    for a, b in gaps:
        if cut := CUT_FIGURE.match(fragment.view, a, fragment.end):
            add_cut(fragment, a, cut.end())
            continue
        start, end = meaning(fragment.view, a, b)
        end = _with_exception(fragment, end)
        label = without_brackets(fragment, start, end)
        if told_apart(fragment, (a, start, end), label):
            continue
        if _named_otherwise(fragment, (a, b), (start, end), label, explained=explained):
            continue
        joined = _JOINED.search(fragment.view[max(0, start - 4) : start]) is not None
        joined = joined and not label.startswith(("尚", "仍"))
        asked = joined or _PREDICATE.match(label) is not None
        if (
            (
                len(label) < (5 if explained and not asked else 3)
                and not _ENDED.fullmatch(label)
                and not _OF_A_KIND.fullmatch(label)
                and (explained or not _two_words_alone(fragment, start, end))
            )
            or (w.STOP_FRAGMENT.match(label) and not _HAS_SORT.fullmatch(label))
            or w.REMARK.search(label)
        ):
            continue
        if whose := _OF_APPLICANT.match(label):  # 企业上年度取得银行贷款: the time comes behind
            start, label = start + whose.end(), label[whose.end() :]
        period, label = timed(label)
        if (
            explained
            and len(label) < (5 if identity else 8)
            and not asked
            and not _OF_A_KIND.fullmatch(label)
            and not re.search(
                r"(?:未|无|不|已|应|具有|具备|拥有|取得|完成|实现|开展|签订|缴纳|承担|设立|建立"
                r"|建有|提供|符合|办理|通过|获得|使用|用于|购买|租用|承诺|从事|参加|参与|举办"
                r"|推广|投入|改造|加装|属于|纳入|列入|配备|建成|竣工|投产|上市|挂牌|新上|迁入|引进|落户|在|与|^服务(?!机构|平台|商|业|企业|单位|中心|对象))",
                label,
            )
        ):
            continue
        if (
            w.PERIOD.fullmatch(label)
            or _of_the_grant(fragment, label, end)
            or _done(fragment, label, end)
        ):
            continue
        if not period and _RUNS.fullmatch(label):
            kind = DraftTag(
                shape="one_of", name="主体类型", values=(label,), quote=fragment.quote(start, end)
            )
            fragment.add(kind, start, end)
            continue
        if not period and (halves := _halves(fragment, start, end)):
            fragment.add(halves, start, end)
            continue
        label = MODAL.sub("", label, count=1)
        tag = DraftTag(shape="is", name=label, period=period, quote=fragment.quote(start, end))
        fragment.add(tag, start, end)


#: 「续保的」, 「复审的」: two characters that alone say which case it is.
_CASE_ALONE = re.compile(
    r"[\s,;:、]*(?:其中,?)?(?:对|属于?)?(?!企业|单位|机构|项目|个人|人员|其他|符合|申[请报领]|有关|相关|以上|上述)"
    r"(?P<case>[一-鿿]{2})(?:的(?=\s*[,;。]|$|企业|单位|项目|每|给予|按|补|奖|[一-鿿]{2,4}(?:比例|标准))"
    # 国内每件3000元，国外每件2万元
    r"|(?<!按照|其余|此后|另外|同时|给予|补贴|奖励|补助|资助|标准|最高|统一|累计|当年|年度|全年|其中|每年)(?=每[件个项台套辆亩头]))"
)


def _done(fragment: Fragment, label: str, end: int) -> bool:
    """Whether words ask nothing; whom they describe (提交材料的企业) is asked."""
    return not fragment.view.startswith("的", end) and deed_of(label) is not None


def _two_words_alone(fragment: Fragment, start: int, end: int) -> bool:
    alone = _CASE_ALONE.match(fragment.view, fragment.start)
    return alone is not None and alone.span("case") == (start, end)


_OF_APPLICANT = re.compile(rf"{w.SUBJECT}(?={w.PERIOD.pattern})")
_HELD_BY = re.compile("持有|取得|获得|办理|购买")


def _named_otherwise(
    fragment: Fragment, gap: tuple[int, int], said: tuple[int, int], label: str, *, explained: bool
) -> bool:
    """Add a leftover that is a trade, the noun a phrase ends with, or one more of a list."""
    (a, b), (start, end) = gap, said
    if either_name(fragment, a, b):
        return True
    trade = NEW_TRADE.fullmatch(label)
    if trade and (not explained or _stands_apart(fragment, a, b)):
        quote = fragment.quote(start, end)
        named = DraftTag(shape="one_of", name="所属行业", values=(trade["trade"],), quote=quote)
        fragment.add(named, start, end)
        return True
    last = _last_noun(fragment, a, b) if explained and len(label) < 8 else None
    if last is not None:
        fragment.add(last, last.quote.start, end)
        return True
    other = _OTHERS.match(fragment.view, a, end)
    return other is not None and _added_as_choice(fragment, other.end(), end)


#: 房地产企业及其他项目业主: one more of those who may apply.
_OTHERS = re.compile(r"(?:以?及|和|或者?)(?=其[他它][^,;。的]{3})")


def _added_as_choice(fragment: Fragment, start: int, end: int) -> bool:
    """Join a leftover with what stands right before it, as either of the two."""
    before = [(at, n) for at, n in fragment.tags if isinstance(n, DraftTag)]
    last = max(before, key=lambda pair: pair[1].quote.end, default=None)
    if last is None or not 0 <= start - last[1].quote.end <= 3 or last[1].negated:
        return False
    quote = fragment.quote(start, end)
    tag = DraftTag(shape="is", name=fragment.view[start:end], quote=quote)
    fragment.tags.remove(last)
    fragment.add(DraftGroup(join="any", of=(last[1], tag)), last[0], end)
    return True


#: 「参加经认可的境内外展会」: what is done with the noun says it already, or asks it.
_ACTS = re.compile(
    r"[\W\d]*(?:参[加与]|举办|承办|组织|购[买置]|租[用赁]|实施|开展|建设|取得|获得|使用|利用|采用|通过|具有|拥有|符合|属于|在)"
)


def _last_noun(fragment: Fragment, start: int, end: int) -> DraftTag | None:
    """The noun behind the 的 that ends a phrase, as who or what is paid."""
    if end != fragment.end or fragment.view[start] != "的":
        return None
    if _ACTS.match(fragment.view, fragment.start, end):
        return None
    last = paid_last(fragment.text, fragment.view, fragment.start, fragment.end)
    return last if last is not None and last.quote.start >= start else None


def _stands_apart(fragment: Fragment, start: int, end: int) -> bool:
    """Whether a leftover opens its phrase or, behind a 的, closes it: who applies."""
    opens = not fragment.view[fragment.start : start].strip(" ,的")
    closes = "的" in fragment.view[max(fragment.start, start - 1) : start + 1]
    return opens or (closes and end == fragment.end)


def _halves(fragment: Fragment, start: int, end: int) -> DraftGroup | None:
    """具有核心技术或自主知识产权: either of the two is enough."""
    halves = either(fragment.view, start, end)
    if not halves:
        return None
    names = [fragment.view[a:b] for a, b in halves]
    if held := _HELD_BY.match(names[0]):  # 持有行驶证或者购车发票: either is held
        names[1:] = [held.group() + name for name in names[1:] if not _HELD_BY.match(name)]
    tags = [
        DraftTag(shape="is", name=name, quote=fragment.quote(a, b))
        for name, (a, b) in zip(names, halves, strict=True)
    ]
    return DraftGroup(join="any", of=tuple(tags))


#: 「国内展会（除车展外）」: a bracket that leaves part of a thing out belongs to its name.
_EXCEPTS = re.compile(
    r"\((?!第[^()]{1,12}[条项款])(?:除[^()]{2,30}?(?:外|以外|之外)?|[^()]{2,30}?(?:除外|不在此列))\)"
)
#: Whoever is left out of those who apply is an exclusion, read where such are.
_APPLICANTS = re.compile(
    r"(?:企业|单位|机构|公司|组织|人员?|个人|[大农商户]户|家庭|主体|对象|学校|医院|项目|团队|业|领域|者|生)\"?$"
)


def _with_exception(fragment: Fragment, end: int) -> int:
    """The end of a leftover, behind the bracket that says what of it does not count."""
    if _APPLICANTS.search(fragment.view, fragment.start, end):
        return end
    behind = (b for a, b in fragment.asides if a == end and _EXCEPTS.fullmatch(fragment.view, a, b))
    return next(behind, end)


def _across_brackets(fragment: Fragment) -> list[tuple[int, int]]:
    """The unexplained stretches; one goes on behind a remark in brackets inside it."""
    joined: list[tuple[int, int]] = []
    for a, b in fragment.gaps():
        last = joined[-1] if joined else None
        if (
            last is not None
            and (last[1], a) in fragment.asides
            and fragment.view[last[1]] == "("
            and _WORDS.search(fragment.view[last[0] : last[1]])
            and _GOES_ON.match(fragment.view[a:b])
        ):
            joined[-1] = (last[0], b)
        else:
            joined.append((a, b))
    return joined


#: A remark in brackets stands inside a phrase when words stand on both sides of it.
_WORDS = re.compile(r"(?:[一-鿿]{2}\W?|》)$")
_GOES_ON = re.compile(r"(?!的?\s*$|的?(?:企业|单位|机构|人员)\s*$)[一-鿿\"]")


def without_brackets(fragment: Fragment, start: int, end: int) -> str:
    """The words of a stretch without the bracketed remarks inside it."""
    words, position = "", start
    for a, b in sorted(fragment.asides):
        told = fragment.view[a] == "(" and not _EXCEPTS.fullmatch(fragment.view, a, b)
        if start <= a and b <= end and told:
            words += fragment.view[position:a]
            position = b
    return words + fragment.view[position:end]


_ANYBODY = (
    r"(?:申[报请领]|用人|承担|实施)?(?:企业|单位|机构|项目|人员|个人|儿童|学生|居民|老年人|家庭"
    r"|劳动者|人才|团队|组织|等)"
)
#: 「企业发行公司债券的」: whoever applies, before what they do.
_WHOEVER = (
    r"(?:(?<![一-鿿])|(?<=[对凡于]))(?:企业|单位|机构|公司|个人)(?=(?:新|首次|实际|依法|当年|成功|自主|自愿)*(?:发行|取得|获得|购买|购置|租赁|租用|开展|参加|参与|投资|新建|建设|引进|完成|实施"
    r"|使用|利用|通过|承担|主导|牵头|办理|签订|采购|举办|设立|建立|推荐|招用|吸纳|投保|入驻|搬迁|改造|并购|收购|出资|捐赠|组织|承办|主办|聘请|委托|认购|募集)"
    r"(?!的?(?:数|额|量|人|费|率|机构|单位|企业)))"
)
#: 「由所在区对提供服务的机构给予…」: who pays, before whom.
_PAYER = (
    r"由(?!第三方)[^,;。的对]{1,14}?(?:[省市区县旗镇州]|部门|财政|政府|[局委厅]|管委会)(?:财政|本级)?(?:分别|按规定|统一|共同|负责)?"
    r"对(?!外|口|接|标|应|象|照)"
)
#: 「…的企业或者机构」 at the end says whom it is said of, and nothing more of them.
_NOBODY_SPECIAL = re.compile(rf"(?:的)?(?:{_ANYBODY}(?:(?:或者?|和|及|以及|、){_ANYBODY})*)?$")


#: 「改扩建机构的一次性建设补助标准」: the name of the grant is no part of to whom.
_GRANT_NAME = re.compile(
    r"的(?:一次性[^,;。的]{0,6}(?:补助|补贴|奖励|资助|奖补)(?:标准)?|[^,;。的]{0,6}(?:补助|补贴|奖励|资助|奖补)标准)$"
)
#: 「对困难家庭一次性给予」: how it is paid is no part of whom.
_HOW_PAID = re.compile(r"(?<=..)(?:以|按照?|一次性|分档|分别|依次|每年|每月|按规定|再|另外|额外)+$")


#: 「展会项目按照展览面积给予补助」: by what it is counted is no part of who is paid.
_BY_WHAT = re.compile(
    r"(?<=[一-鿿]{2})(?:按(?:照)?|根据|依据)(?:其|实际)?[^,;。\d的、]{0,12}?"
    r"(?:面积|人数|数量|规模|人次|场次|里程|功率|票房|时长|次数|[幼儿学生床托座机航班]数|总额|金额|收入|产值|吨位|类型|等级|档次|情况|成效)"
    r"(?:(?:给予|予以|进行|实行)[^,;。\d]{0,6}(?:补助|补贴|奖励|资助|奖补|支持))?$"
)
#: 「…的合作社都可以申请」: that they may apply asks nothing more.
_MAY_APPLY = re.compile(r"(?:均|都)可(?:以)?(?:自愿)?(?:申[请报领]|享受)[^,;。]*$")


def meaning(view: str, start: int, end: int) -> tuple[int, int]:
    """Trim connecting words off both ends of a leftover."""
    lead = re.compile(
        r"(?:[\s,;:、。]"
        r"|本(?:办法|措施|政策|细则|规定|通知|指南|条|项(?!目)|实施细则|实施办法)(?:的)?(?:主要)?"
        r"(?:适用于|面向|所称|项下)?"
        r"|(?:扶持|支持|资助|奖励|补贴|补助|服务|申[报请]|救助|适用|受益|享受|贴息)"
        r"(?:对象|主体|范围|单位)(?:应当?|为|是|包括|指)+"
        r"|(?:申[报请领]|办理|领取|办事|温馨|特别)?(?:须知|提示|说明|提醒):"
        r"|申[报请领][人者](?=应|须|需|必须)"
        r"|(?:全|本)[市区县省](?:范围|辖区|行政区域)内?的?(?=[一-鿿]{4})"
        r"|符合(?:以上|上述|相关|规定)?条件的(?=[一-鿿]{4,})|(?:[^,;。的\s]{2,4})?项目(?=(?:应当?|须|需)(?!未))"
        rf"|{_PAYER}|{_WHOEVER}|(?<![一-鿿]){w.IF}|适用于|对于|(?<![一-鿿])针对(?!性)|对(?!外(?![经商]?贸|资|商|籍|卖)|口|接|标|照|比|象|应(?!届|急|聘))|凡"
        # 申报项目未获得其他资金支持: denied of the project, not of whoever applies
        rf"|(?!(?:申[报请])?项目(?:应当?|须|需)?未){w.SUBJECT}(?=应|须|需|的|具|在|未|无|已|为|依|按)|{w.SHALL}"
        r"|要求|并且|并(?!购|网)|且|同时|以及|及(?!时|其)|其中|和(?!信|解|谐|平)|的(?=[一-鿿]))+"
    ).match(view, start, end)
    if lead:
        start = lead.end()
    while end > start and view[end - 1] in " ,;:、。的":
        end -= 1
    if qualifies := re.search(r"的、?符合(?:相关|规定)?条件$", view[start:end]):
        end = start + qualifies.start()
    if modal := re.search(rf"(?:{w.SHALL}|要求)$", view[start:end]):
        end = start + modal.start()
    if may := _MAY_APPLY.search(view, start, end):
        end = may.start()
    if how := _HOW_PAID.search(view, start, end):
        end = how.start()
    if by := _BY_WHAT.search(view, start, end):
        end = by.start()
    if granted := _GRANT_NAME.search(view, start, end):
        end = granted.start()
    tail = _NOBODY_SPECIAL.search(view[start:end])
    if tail and tail.group().startswith("的"):
        end = start + tail.start()
    return start, end
