"""Sentences of a clause and what each one is about, by its own words and the role of its block.

Over 400 lines: the kinds are told apart by words of one another, so their patterns stand together.
"""

from __future__ import annotations

import re

from compiler.extract.awards.bare import bare_segments
from compiler.extract.awards.begin import find_begin
from compiler.extract.awards.counted_limits import COUNT_LIMIT
from compiler.extract.awards.limits import take_instalments
from compiler.extract.awards.netted import NETTED
from compiler.extract.items.addressed import addressed
from compiler.extract.items.barred import barred
from compiler.extract.items.stacking import PAID_BY_OTHERS, read_stacking
from compiler.extract.language import words as w
from compiler.extract.language.amounts import MATCHING, MONEY, POINTS, RATIO, STROKE, UNIT_PAID
from compiler.extract.language.deeds import (
    Deed,
    asks_before_limit,
    deed_of_sentence,
    says_who_bears,
)
from compiler.headings import BRACKETED_NAME
from compiler.normalise import NUMBER
from compiler.roles import Role
from rules.document import SentenceKind

_AIM = re.compile(
    r"力争|(?<![年月日\d截])(?:到|至)20\d\d年(?:底|末)?[^,;。]{0,30}(?:达到|突破|超过|新增|实现|建成|形成|培育)|(?<!控制)目标"
    r"|奋斗"
    r"|为(?:进一步)?(?:贯彻|落实|加快|推动|促进|规范|支持|深入|做好|稳住|完善|加强|提升|引导|全面)"
    r"|制定本|现(?:印发|予印发|公布|将|就|启动|组织开展|决定)|现对[^,;。]{0,40}(?:作|进行|做)"
)
_DEFINITION = re.compile(
    r"(?<![条款项])所称|是指|指的是|系指|指(?:在|经|符合|由)|以下简称|下同"
    r"|^[\W\d]*[一-鿿\"]{2,12}指(?![定导标数南挥引示派纹])"
    r"|(?:以上|以下|以内|不超过|最高)[\"']?(?:、|,|和|均)[^。]{0,30}(?:包括|包含|含)(?:本数|本级)"
    r"|(?:包括|包含|均含|不含|不包括)本数|视同|视为|解释|货币单位"
)
#: 「本办法的奖励对象是指：…」 names who may apply and explains no word.
_WHO_IS_MEANT = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?(?:适用对象\s*)?本(?:办法|措施|政策|细则|规定|意见|方案|通知)(?:所称)?的?"
    r"(?:奖励|支持|扶持|资助|补贴|补助|奖补|适用|受益|服务|申[报请])(?:的)?(?:对象|主体|范围)(?:是指|指的是|指|是|为|包括)(?!人民币)"
)
#: 在本市(含合作区,下同)注册: the remark abbreviates, the sentence does not define.
_ABBREVIATED = re.compile(r"\([^()]*(?:下同|以下简称[^()]*)\)")
#: A definition behind a comma explains a word of the requirement before it.
DEFINED_INSIDE = re.compile(
    r"[,;](?:其中,?)?(?:(?:本[^,;。]{1,6})?所称)?[^,;。]{2,14}?(?:是指|系指|指的是)"
)
_VALIDITY = re.compile(
    r"(?:自|从(?!高|优|严|低))[^,;。]{2,24}(?:起)?(?:施行|实施|执行|生效)|有效期(?!限?内)|同时废止|起施行"
    r"|(?:施行|实施|执行|有效)至20\d\d年"
)
_STACKING = re.compile(
    r"就高|从高|择高|从优|不重复|不得重复|不再重复|重复(?:享受|申[报请]|资助|支持|奖励|补贴)"
    r"|不(?:可|能|得)?(?:同时|叠加)|叠加|择一|只能?(?:享受|申[报请]|按最高)"
    r"|只(?:按|享受|补|奖|支持|给予)[^,;。]{0,12}(?:一次|最高|一项)|限(?:享受|申[报请])|总额控制"
    r"|总量控制|预算(?:范围|总额|规模|额度)?内|按比例(?:核减|安排|调减)"
    r"|(?:仅|只|限)[^,;。]{0,10}(?:一次|1次)|(?:不予|不再)(?:重复|另行)"
    r"|按照?最高(?:的)?(?:档次|标准|等级|级别|一[档项])|可(?:以)?同时(?:享受|申[报请领]|领取)"
    rf"|{PAID_BY_OTHERS}|选择?(?:其一|其中一[项种]|一[样种])"
)
_WINDOW = re.compile(
    r"(?:申[报请]|受理|征集|报名|填报|提交)[^,;。]{0,10}(?:时间|期限|截止|日期)"
    rf"|截止(?:时间|日期)?|(?:{w.DATE})[^,;。]{{0,20}}(?:受理|申报|提交|开始|截止)|逾期不|全年受理"
    r"|常年受理|随时申"
)
_OBLIGATION = re.compile(
    r"承诺|不得(?:迁出|迁离|转让|出租|转租|改变|搬离|注销)|退[回还]|追[回缴]|收回"
    r"|取消[^,;。]{0,6}资格|违反|弄虚作假|骗取|配合[^,;。]{0,10}(?:检查|监督|评价|统计)"
    r"|接受[^,;。]{0,10}监督|专款专用"
)
_MATERIAL = re.compile(
    r"(?:提交|提供|报送|填写|填报|附)[^,;。]{0,24}"
    r"(?:材料|申请表|申请书|证明|复印件|承诺书|凭证|合同|报告)"
    r"|(?:申请表|复印件|原件|承诺书)"
)
_PROCEDURE = re.compile(
    r"(?:审核|公示|拨付|受理|初审|复审|报送|审批|核定|发放至|提出申请"
    r"|向[^,;。]{2,20}(?:申请|提出|提交|申报)|登录|网上申[报请]|审定|公布名单"
    r"|组织(?:评审|申报|实施)|工作日|牵头(?!承担)|负责(?!人)|免申即享|直接核定|无需(?:申|填|提)"
    r"|具体(?:申[报请]|办理))"
)
_EXCLUSION = re.compile(
    r"不予(?:支持|资助|奖励|受理|扶持|补贴|补助|奖补|补偿|贴息|配套|批准|救助|发放|认定|享受|返还|保障|兑现)"
    r"|不(?:得|能)(?:申[报请领]|享受|参评|参与申|领取)|不适用|(?<!规定)(?<!规定的)除外"
    r"|取消[^,;。]{0,8}(?:申[报请领]|享受|参评|评审)资格|不(?:再)?享受|不纳入[^,;。]{0,8}(?:范围|支持)"
    r"|不(?:属于|在|列入)[^,;。]{0,10}(?:范围|之列)|停止?(?:发放?|享受)(?!之)|不包括"
    r"|不(?:再)?(?:发放|发给)|不能领|不再领取|不(?:能|可以?)申[请领报]"
    r"|(?<!逾期)不再(?:受理|接受)其?(?:申[请报领])?"
)
_REQUIRE = re.compile(
    r"(?<![相对供响反感适效呼])应当?(?!由|当由|届|急|用)|须|(?<![无所内急供必])需(?!求)|必须|符合(?!条件的|规定的)|具备|满足|适用于|适用对象|限于|仅限"
    r"|条件(?:为|是|:|有)|前提(?:条件)?(?:为|是|:)"
    r"|(?:扶持|支持|资助|奖励|补贴|补助|服务|申[报请]|救助|适用|受益|享受|贴息)"
    r"(?:对象|主体|范围|单位)(?:应|为|是|包括|指)"
    r"|可申请|可以申请|可享受|可以享受|可以按规定申"
)
#: Relief from a condition for some, which no rule of the waist can say yet.
_EXCEPTION = re.compile(
    r"不受(?:上述|以上|该|此|本条|前款)?[^,;。]{0,8}限制|可(?:以)?(?:适当|酌情)?放宽"
    r"|成立[^,;。]{0,4}(?:不[满足]|未满)[^,;。]{1,4}的[^,;。]{0,8},(?:自|从|按|以)"
    r"|的,?也可(?:以)?(?:申[报请领]|享受)"
)
_NOTE = re.compile(r"(?:注|备注|说明):")
_COMMENT = re.compile(r"^(?:\(.*\)|注:.*|说明:.*|附件.*)$")
_FOR_ALL = re.compile(
    r"(?:按|依据|根据|享受|获得)?本(?:办法|措施|政策|细则|规定|意见|方案|通知)[^。]{0,24}"
    r"(?:总额|合计|累计|总和)"
    r"|(?:总额控制|总量控制|预算)"
)
#: 「补助资金应当用于改善条件，不得用于发放奖金」 binds whoever was paid.
_SPENT_ON = re.compile(
    r"[\W\d一二三四五六七八九十]*(?:[^,;。]{0,12}?(?:获得|取得|享受|使用)的?)?[^,;。]{0,10}?"
    r"(?:资金|经费|奖金|款项|补[贴助]|奖补|奖励|资助)(?:款|金额?)?,?(?:应当?|须|必须|只能|仅|主要|专项|原则上|不得|全部|统筹|重点|可以?|将)+"
    r"[^,;。]{0,4}?(?:用于|用作|用以|用来)"
)
#: 「同一单位每年获得的支持资金总额不超过500万元」: a limit of all that one applicant is paid.
_TOTAL = re.compile(
    r"(?:获得|享受|取得|领取|得到)的?[^,;。]{0,16}(?:总额|合计|累计|总和|总计)[^,;。]{0,8}(?:不超过|不得超过|最高|上限)"
    r"|(?:各类|各项|全部|所有)[^,;。]{0,16}(?:总额|合计|累计|总和|总计)[^,;。]{0,8}(?:不超过|不得超过|最高|上限)"
    r"|(?:累计|合计)(?:获得|享受|取得|领取|得到)[^,;。]{0,20}(?:金额|资金|奖励|补贴|补助|支持|扶持)[^,;。]{0,8}"
    r"(?:不超过|不得超过|最高|上限)"
)
_LIMIT = re.compile(
    r"\s*(?:[^,;。]{0,12})?"
    r"(?:单个|单[艘辆条座栋架列套台部间张床件]|单[户笔场次批届](?=最高|不超过|不得超过|上限|[^,;。]{0,14}(?:补[贴助偿]|奖|贴息|资助|支持))|每个|每[件部场项届篇首款集台辆座间亩]|每家|单家|一家|一户|同一|每户|每名|每人|每年|全年|年度|累计|单项|总额|合计|上述|以上|补贴|奖励"
    r"|资助|补助|支持|救助|配套)[^,;。]{0,30}?(?:不超过|最高(?!人民)|不得超过|上限|封顶|限额|不得高于|不高于)[^,;。]{0,24}"
    rf"(?:{MONEY}|纳税总?额|实际[^,;。]{{1,12}}|{RATIO}|学费|缴费额)[^,;。]{{0,10}}[,;。]?"
    rf"|\s*(?:最高|不超过|上限|封顶)(?:不超过|为)?{MONEY}(?:封顶|以内)?[,;。]?\s*$"
    # 单家旅行社年度奖励总额以40万元为限
    r"|\s*(?:[^,;。]{0,12})?(?:单|每|同一|一家|一户|全年|年度|累计|补[贴助]|奖励|资助|支持|贴息)[^,;。]{0,30}?"
    rf"以?{MONEY}(?:作?为(?:最高)?(?:上限|限额?)|封顶)[,;。]?"
)


#: 「企业有多个项目符合条件的，则」: the case a limit speaks of, before the limit.
_SEVERAL = re.compile(
    r"(?:对于?)?(?:如果?|若)?(?:单个|同一|每个|每家|一家)?[^,;。\d]{0,10}?(?:如果?|若)?(?:同时)?"
    r"(?:有|拥有|申报|实施|存在|获得|具有|承担|引进)(?:多个|多项|多家|数个|数项|若干|[两二2三3]个?(?:项|个)?(?:及)?以上)"
    r"[^,;。\d]{0,16},(?:则|其|按)?(?=[^,;。]*(?:最高|上限|封顶|不(?:得)?(?:超过|高于)))"
)


#: 「已享受上级购车补贴的，两级补贴合计不得超过…」: whom a limit of both grants speaks of.
_PAID_BEFORE = re.compile(
    r"已经?(?:享受|获得|领取|取得|申领)[^,;。]{2,24}(?:补贴|补助|奖励|资助|支持)的,"
    r"(?=[^,;。]*(?:合计|总和|总额|累计|之和)[^,;。]*不(?:得)?超过)"
)


def is_limit(own: str) -> bool:
    """Whether a sentence only limits what was granted before it: 单个企业年度最高不超过300万元。"""
    bare = re.sub(r"^(?:[\s\d.、()一二三四五六七八九十]+|(?:注|备注|说明):)+", "", own)
    bare = re.sub(r"^(?:[两三各几]项|以上|上述)[^,;。]{0,6}?(?:合计|累计|总计),", "", bare)
    bare = _PAID_BEFORE.sub("", _SEVERAL.sub("", bare, count=1), count=1)
    first, last = take_instalments(bare)[1]
    bare = bare[:first] + bare[last:]  # 最高2000万元,分三年按30%、30%、40%拨付
    return (
        bool(_LIMIT.match(bare) or COUNT_LIMIT.match(bare))
        and not re.search(
            r"给予|予以|按照?[^,;。]{0,30}%|本(?:办法|措施|政策|细则|规定)|的,|:(?!\d)", bare
        )
        and not re.match(r"对|凡|符合", bare)
    )


EXCLUSION_INTRO = re.compile(
    r"(?:下列|以下|如下)(?:情形|情况|行为|条件)?(?:之一)?.{0,12}"
    r"(?:不予|不得|不能|不享受|不支持|取消(?![^申享参评,;。]{0,6}(?:资格|称号|认定|命名))|停止|不再)"
    r"|(?:不予|不得|不支持|不享受|停止)[^。]{0,24}(?:情形|:)"
    r"|(?:情形|情况)之一的?,?(?:不予|不得|不能|不享受|停止|取消"
    r"(?![^申享参评,;。]{0,6}(?:资格|称号|认定|命名)))"
)


#: 「第二条【适用范围】本措施…」, 「第九条（标准创新）对…」: a numbered clause with its name.
_NAMED_IN_BRACKETS = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+条|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、)"
    rf"\s*{BRACKETED_NAME}:?\s*(?=[^\s\])])"
)


def sentences(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences inside ``[start, end)``, cut after 。！？ and line ends; nothing is lost.

    The name of a clause in brackets before its first sentence is a stretch of its own.
    """
    found, last, depth = [], start, 0
    if named := _NAMED_IN_BRACKETS.match(view, start, end):
        found.append((start, named.end()))
        start = last = named.end()
    for position in range(start, end):
        character = view[position]
        if character in "(":
            depth += 1
        elif character in ")":
            depth = max(0, depth - 1)
        cut = character == "\n" or (character in "。!?" and depth == 0)
        if cut or position == end - 1:
            stop = position + 1
            if view[last:stop].strip():
                found.append((last, stop))
            last = stop
    return found


#: Blocks whose sentences are all of one kind.
_BLOCKS = {
    Role.PROCEDURE: SentenceKind.PROCEDURE,
    Role.MATERIAL: SentenceKind.PROCEDURE,
    Role.WINDOW: SentenceKind.WINDOW,
    Role.EXCLUSION: SentenceKind.EXCLUSION,
}
_SUM = re.compile(
    r"(?:给予|予以|补贴|奖励|补助|资助|发放|津贴|救助|奖补|贴息|扶持|补偿|优待金|退役金|慰问金|奖学金|助学金)(?:标准|金额|资金|额度|总额|上限|限额)*"
    r"(?:为|各|分别|最高|不超过|不得超过|不高于)*"
    rf"[^,;。\d]{{0,6}}(?:{NUMBER}[-~至])?{MONEY}|{STROKE}"
    # 按每人1500元发放补助: the sum stands before its verb
    rf"|(?:按(?:照)?|以)(?:每[^,;。\d]{{1,6}})?{MONEY}(?:的?标准)?(?:一次性)?(?:给予|予以|发放|补贴|奖励|补助|资助)"
)
#: 给予1:1配套奖励, 据实补助展位费的50%: no sum in yuan, and yet how much.
_SHARE = re.compile(
    rf"(?:给予|予以)[^,;。\d]{{0,6}}{MATCHING}(?:的)?(?:比例)?配套"
    # 首年补助保费的50%: a share of a cost, in words no grant was found in
    rf"|(?:补[助贴]|资助|奖补|报销|返还|减免|贴补)[^,;。\d]{{2,20}}?的?{RATIO}"
    # 展位费50%补贴: the verb behind the share
    rf"|(?:费用?|支出|租金|息|金额|款)的?{RATIO}(?:给予|予以|进行)?(?:补[助贴]|资助|奖[补励]|报销|返还)"
    # 荣立二等功的，增发10%; 按低保标准的1.5倍
    rf"|[增加]发[^,;。\d]{{0,4}}{RATIO}|(?:低保|生活保障|最低工资|现行|规定)标准的?(?:{NUMBER}-)?{NUMBER}倍"
    rf"|按(?:照)?[^,;。]{{2,30}}?的?{RATIO}[^。;]{{0,12}}(?:奖励|补[助贴]|返还|奖补)给"
    # 取得用地的，按30%执行上述扶持: another rate of what stands before
    rf"|按(?:照)?[^,;。\d]{{0,6}}{RATIO}[^,;。、%]{{0,16}}?(?:执行|享受|兑现|兑付|扶持|核发|计发|核算|核定)"
)
_TOLD = re.compile(
    r"已|共计?(?:发放|补贴|支持)|累计(?:发放|支持|兑现)|截至|全年|例如|比如|[?]|约\d"
)


def states_sum(text: str) -> bool:
    """Whether a sentence states a subsidy in yuan; one that tells what was paid does not."""
    return bool(_SUM.search(text) or _SHARE.search(text)) and not _TOLD.search(text)


def kind_of(view: str, start: int, end: int, role: Role) -> SentenceKind:
    """What a sentence is about; benefits first, then the words that mark the other kinds."""
    text = view[start:end].strip()
    granted = find_grant(view, start, end)
    if set_kind := _set_phrase(text, role, granted):
        return set_kind
    if _SPENT_ON.match(text) and not granted:
        return SentenceKind.OBLIGATION
    if role in _BLOCKS:
        stacks = role is not Role.EXCLUSION and read_stacking(text, text, 0, len(text))
        return SentenceKind.STACKING if stacks else _BLOCKS[role]
    if role is Role.DUTY:
        return _dutiful(text)
    at_most = role is Role.AWARD and _AT_MOST_A_SHARE.match(text)
    if RECOGNITION.search(text) or _grants(text, granted) or at_most:
        return SentenceKind.AMOUNT
    if _STACKING.search(text):
        asks = role is Role.CONDITION and asks_before_limit(text)
        return SentenceKind.CONDITION if asks else SentenceKind.STACKING
    if _RECIPIENTS.search(text) and not SLOGAN.match(text):
        return SentenceKind.CONDITION
    if role is Role.AWARD and bare_segments(view, start, end):
        return SentenceKind.AMOUNT
    if role is Role.AWARD and SLOGAN.match(text):
        return SentenceKind.BACKGROUND
    if _EXCLUSION.search(re.sub(r"\([^()]*\)", "", text)):
        return SentenceKind.CONDITION if _but_not(text, role) else SentenceKind.EXCLUSION
    if barred(text, 0, len(text)):
        return SentenceKind.EXCLUSION
    kind = _required(text) if role is Role.CONDITION else _other(text)
    unread = kind is SentenceKind.BACKGROUND and states_sum(text) and not _AIM.search(text)
    return SentenceKind.NOT_MODELLED if unread else kind


#: 「补贴标准：不超过本人实际缴费额的60%」.
_AT_MOST_A_SHARE = re.compile(
    rf"\[?(?:[^:,;。\]]{{2,10}}[:\]])?\s*(?:不超过|最高(?:不超过)?)[^,;。\d]{{2,24}}?的?{RATIO}"
)
#: 「…的用人单位，劳务派遣公司除外」: who may apply, and who of them may not.
BUT_NOT = re.compile(r"[,;](?:但|其中)?(?P<who>[^,;。]{2,40}?)(?:的)?(?:除外|不在此列|不包括在内)")


def _but_not(text: str, role: Role) -> bool:
    """Whether a sentence names recipients and only its last words exclude some of them."""
    tail = BUT_NOT.search(text)
    if tail is None or role not in (Role.CONDITION, Role.NONE):
        return False
    head = text[: tail.start()]
    return len(head) >= 6 and _EXCLUSION.search(head) is None


def _set_phrase(text: str, role: Role, granted: bool) -> SentenceKind | None:
    """The kind of a sentence that its form tells whatever block it stands in."""
    note = _NOTE.match(text)
    if note and (_STACKING.search(text, note.end()) or _EXCLUSION.search(text, note.end())):
        return None  # what a note rules out binds like any sentence
    if note and is_limit(text[note.end() :]):
        return SentenceKind.AMOUNT  # 注:每件作品最高10万元
    if role is Role.HEADER or _COMMENT.match(text):
        return SentenceKind.BACKGROUND
    if says_who_bears(text):
        return SentenceKind.BACKGROUND
    if text.endswith("?"):
        return SentenceKind.HEADING
    if re.search(r"参照(?:《[^《》]*》|[^,;。]){0,16}执行", text) and not granted:
        return SentenceKind.BACKGROUND
    if _EXCEPTION.search(text) and not granted:
        return SentenceKind.NOT_MODELLED
    if re.search(r"安排[^,;。]{0,16}(?:经费|预算|活动资金)", text) and not re.search(
        r"对[^,;。]{2,40}的[^,;。]{0,10},[^。]*(?:给予|按)", text
    ):
        return SentenceKind.BACKGROUND  # the department's own budget, nobody's subsidy
    stacks = bool(read_stacking(text, text, 0, len(text)))
    if is_limit(text) and not (stacks and _TOTAL.search(text)):
        return SentenceKind.AMOUNT
    if stacks and (_TOTAL.search(text) or _FOR_ALL.search(text)):
        return SentenceKind.STACKING
    if _VALIDITY.search(text) and not (granted and states_sum(text)):
        return SentenceKind.WINDOW
    return _defining(text, role, granted)


def _defining(text: str, role: Role, granted: bool) -> SentenceKind | None:
    """Whether a sentence explains a word, or only sounds so; None for any other."""
    if _WHO_IS_MEANT.match(text) and not granted:
        return SentenceKind.CONDITION
    stated = _ABBREVIATED.sub("", text)
    if role is Role.DEFINITION or (_DEFINITION.search(stated) and not granted):
        asks = role is Role.CONDITION and (defined := DEFINED_INSIDE.search(text))
        if asks and defined and _REQUIRE.search(text[: defined.start()]):
            return None  # 「申报单位应为孵化器，孵化器是指…」 asks first and explains then
        return SentenceKind.DEFINITION
    return None


def _grants(text: str, granted: bool) -> bool:
    """Whether a sum is granted here or in a table the sentence points to; an aim grants nothing."""
    pointed = is_pointer(text) and re.search(
        r"给予|予以|补贴|奖励|资助|补助|标准|配套|兑付|兑现|发放|支付|津贴|贴息|比例|限额|额度",
        text,
    )
    if not granted and not pointed:
        return False
    return not _AIM.search(text) or bool(re.search(r"给予|予以|奖励\d|补贴\d", text))


#: 「存在骗取资金行为的，不予支持」: the misdeed stands before 的 and shuts out; no claw-back.
_SHUT_OUT_FOR = re.compile(
    r"的(?:企业|单位|机构|个人|人员|主体|项目)?,(?:均|一律|原则上)?"
    r"(?:不予(?:支持|资助|奖励|受理|扶持|补贴|补助|奖补|认定|享受|兑现|发放)"
    r"|不(?:得|能)(?:申[报请领]|享受)|不(?:再)?享受|不纳入"
    r"|取消其?[^,;。]{0,8}(?:申[报请领]|享受|参评|评审)资格"
    r"|[^。]*?(?:[一二三四五\d]年|个月)内不(?:再|予|得)(?:予)?(?:受理|接受|申[报请领]|享受|支持|安排))"
)
#: 「申报单位应当提供…材料」, 「应当登录平台提交…」 in the last chapter is procedure.
_HANDED_OVER = re.compile(
    r"提[交供出]|报送|填[写报]|登录|如实|真实性|配合|接受[^,;。]{0,10}(?:监督|检查)|备案"
)
#: 「享受本政策的企业应当…」, 「扶持对象应当…」: whom the whole policy speaks to.
_FOR_WHOM = re.compile(
    r"^[\W\d一二三四五六七八九十]*(?:第[^,;。\s]{1,5}条\s*)?"
    r"(?:(?:申[报请领]|享受|适用)[^,;。]{0,8}?本(?:办法|措施|政策|细则|规定|意见|方案)"
    r"(?:[^,;。]{0,24}|[^,;。]{0,40}的[^,;。的]{0,8},(?:均|同时|还)?)(?:应|须|需|必须)"
    r"|(?:扶持|支持|资助|奖励|补贴|补助|申[报请领]|受益|适用)(?:对象|主体|单位)(?:应|须|需|必须|为|是)"
    r"|申[报请领](?:企业|机构|项目|人员?|者)(?:应当?|须|需|必须))"
)
#: 「本措施适用于…的企业」 asks it of every applicant, wherever it stands.
_APPLIES_TO = re.compile(
    r"本(?:办法|措施|政策|细则|规定|意见|方案|通知|若干措施|实施细则)(?:所[^,;。]{0,12})?适用(?:于|对象|范围)"
)


def _dutiful(text: str) -> SentenceKind:
    if _STACKING.search(text):
        return SentenceKind.STACKING
    shuts_out = _EXCLUSION.search(text) and (
        not _OBLIGATION.search(text) or _SHUT_OUT_FOR.search(text)
    )
    if EXCLUSION_INTRO.search(text) or shuts_out or barred(text, 0, len(text)):
        return SentenceKind.EXCLUSION
    spoken_to = (_FOR_WHOM.search(text) or _binds_applicants(text)) and not OFFICE.search(text)
    if _APPLIES_TO.search(text) or (spoken_to and not _HANDED_OVER.search(text)):
        return SentenceKind.CONDITION
    if _OBLIGATION.search(text):
        return SentenceKind.OBLIGATION
    return SentenceKind.PROCEDURE if _PROCEDURE.search(text) else SentenceKind.BACKGROUND


def _binds_applicants(text: str) -> bool:
    """Whether a sentence asks of whoever applies; what the paid owe is no condition."""
    start = addressed(text, 0, len(text))
    return start > 0 and not _OBLIGATION.search(_DENIED.sub("", text[start:]))


def _required(text: str) -> SentenceKind:
    """The kind of a sentence in a block of conditions: some only tell how things are done there."""
    if deed := deed_of_sentence(text, 0, len(text)):
        return _KIND_OF_DEED[deed]
    if _MEANT_TO.match(text) or (_OPENS_AIM.search(text) and not _REQUIRE.search(text)):
        return SentenceKind.BACKGROUND
    if _CONSISTS_OF.match(text):
        return SentenceKind.DEFINITION
    if _HANDS_IN.match(text) or _ADMINISTERS.match(text) or _OFFICES.match(text):
        return SentenceKind.PROCEDURE
    if _ENCOURAGES.match(text) and not _BINDS.search(text):
        return SentenceKind.BACKGROUND
    if _OWED_LATER.fullmatch(text) or _COOPERATES.fullmatch(text):
        return SentenceKind.OBLIGATION
    if _AFTER_GRANT.match(text) or (_CONSEQUENCE.match(text) and not _RECORD.search(text)):
        return SentenceKind.OBLIGATION
    return SentenceKind.BACKGROUND if _RANKS.match(text) else SentenceKind.CONDITION


_KIND_OF_DEED: dict[Deed, SentenceKind] = {
    "limit": SentenceKind.STACKING,
    "consequence": SentenceKind.OBLIGATION,
    "procedure": SentenceKind.PROCEDURE,
    "reference": SentenceKind.BACKGROUND,
    "reckoning": SentenceKind.BACKGROUND,
    "effort": SentenceKind.BACKGROUND,
}
_MARK = r"[\W\d一二三四五六七八九十]*+"  # never given back, so that what follows stands first
_BODY = (
    r"(?:部门|[局委厅办]|委员会|管委会|管理委员会|办公室|人民政府|[市区县省]政府|管理机构|受理单位)"
)
#: 「申报单位应如实填写申报材料」: what is handed in, by whom, when and to whom, is procedure.
_HANDS_IN = re.compile(
    _MARK + r"(?:凡)?(?:符合[^,;。]{0,8}条件的)?"
    r"(?:申[报请领][^,;。]{0,6}|[^,;。已曾未的]{0,12}?(?:企业|单位|机构|基地|平台|公司|园区|主体)|个人|本人)?"
    r"(?:应当?|须|需要?|必须|可)?(?:(?:在|于|自)[^,;。]{2,24}?(?:前|内|之日起|期间|时)(?:,)?)?"
    r"(?:按[^,;。]{2,24})?(?:,)?(?:应当?|须|需)?(?:如实|一次性|同时|一并)?"
    rf"(?:(?:提交|提供|报送|填写|填报|递交|出具|附)[^,;。]{{0,24}}(?:材料|申[报请]表|申[报请]书|证明文件"
    r"|复印件|扫描件|资料)"
    rf"|向[^,;。]{{2,24}}?{_BODY}?(?:提交|提出|递交|报送)[^,;。]{{0,12}}(?:材料|申[报请]|申请书|申请表))"
)
#: 「市经济和信息化局组织复审」, 「认定由市局统筹组织」: what an office does.
_ADMINISTERS = re.compile(
    _MARK
    + r"(?:[^,;。]{2,16}(?:截止后|结束后|受理后|期满后|通过后),)?(?:由(?=[^,;。]{2,12}部门组织))?"
    r"(?:(?!经|被|获|通过|已|未|无|在|与|具|符合|应|须|需|向|从|为|是)[^,;。]{0,28}?"
    rf"{_BODY}(?:[^,;。]{{0,30}}?|(?:对照|根据|按照|会同|依据)[^;。]{{0,60}}?)(?:(?<!经济)(?<!社会)(?<!合作)(?<!行业)组织(?!机构|形式|架构)|负责|受理|审核|初审|复审|评审(?!认定为|通过的)|核查"
    r"|公示|统筹|审定|下达|汇总|开展(?!业务)))(?![^,;。]{0,12}的(?:企业|单位|项目|机构|人员))"
    rf"|{_MARK}[^,;。]{{2,20}}坚持[^,;。]{{2,80}}原则"
)
#: 「鼓励企业与高校联合申报」 in a block of conditions: welcome, and asked of nobody.
_ENCOURAGES = re.compile(
    _MARK + r"(?:鼓励|倡导|提倡|欢迎|重点(?:支持|扶持|鼓励)(?!对象|范围|条件)"
    r"|积极支持|大力支持)[^,;。:]{2}"
)
#: 「逾期未完成的，应及时申请延期」, 「更名、重组的，应在30日内提出变更申请」: owed when it happens.
_OWES = (
    r"(?:应当?|须|需|必须|要)(?:及时|按时|主动|按规定|提前[^,;。]{0,6}|书面|重新|如实"
    r"|(?:在|于)[^,;。]{2,16}(?:内|前))*(?:向[^,;。]{2,20}?)?(?:提出|提交|申请|办理|报告|报备|备案|告知|说明|书面|通知|上报|报[^名表])"
)
_OWED_LATER = re.compile(
    _MARK + r"[^,;。]{2,40}的," + _OWES + r"[^,;。]{0,30}(?:,[^;。]{0,40})?[。;]?\s*"
)
#: 「建设期不超过2年，逾期未完成的，应申请延期」: what is owed stands behind what is asked.
OWED_BEHIND = re.compile(r"[,;](?:如|若)?[^,;。]{2,24}的," + _OWES)
#: 「企业应积极配合做好统计工作」: what an applicant does for the office at any time.
_COOPERATES = re.compile(
    _MARK + r"[^,;。]{0,14}?(?:应当?|须|需|必须|要)(?:积极|主动|自觉|如实)*"
    r"(?:配合|协助|接受)[^,;。]{2,40}"
    r"(?:工作|检查|监督|统计|审计|核查|调查|管理|评价|评估|抽查)(?:等工作)?[。;]?\s*"
)
#: 「住建、消防等部门应当按照职责提供支持」: what offices do together.
_OFFICES = re.compile(
    r"[^,;。]{0,80}等(?:部门|单位)(?:应当?|要|按照?|依法|根据|负责|协同|联合)(?![^,;。]{0,20}(?:认定|批准|备案)的)"
)
#: 「本项目旨在…」 tells a purpose.
_MEANT_TO = re.compile(_MARK + r"(?:本|该)?[^,;。]{0,16}(?:旨在|目的(?:是|在于)|意在)")
#: In a block of conditions 「目标合理」 and 「较为完善的制度」 are asked; an aim opens its clause.
_OPENS_AIM = re.compile(
    r"力争|奋斗|目标(?:是|为|:)|制定本|现(?:印发|予印发|公布|将)"
    r"|(?<![年月日\d截])(?:到|至)20\d\d年(?:底|末)?[^,;。]{0,30}(?:达到|突破|超过|新增|实现|建成|形成|培育)"
    rf"|(?:^|[,;。]){_MARK}为(?:进一步)?(?:贯彻|落实|加快|推动|促进|规范|支持|深入|做好|稳住|完善"
    r"|加强|提升|引导|全面)"
)
#: 「项目投入包括设备费、人员费等」 explains a word; 「申报主体包括…」 says who may apply.
_CONSISTS_OF = re.compile(
    _MARK + r"(?![^,;。]{0,12}(?:对象|主体|单位|范围|申请人|申报人|条件|情形))"
    r"[^,;。]{2,16}?(?:主要|具体)?(?:包括|包含|涵盖)(?:但不限于)?[^;。]*、[^;。]*[。;]?\s*$"
)
#: 「获得补贴后应当…」 binds whoever was paid already.
_AFTER_GRANT = re.compile(
    _MARK + r"[^,;。]{0,12}?(?:获得|取得|收到|享受)[^,;。]{0,16}"
    r"(?:资金|补贴|补助|资助|奖励|补偿|支持|贴息|款项)(?:后|之后|之日起|的(?:企业|单位|机构|个人|人员)"
    r"(?:应当?|须|需|不得|承诺))"
    r"|(?:资金|补贴|奖励)[^,;。]{0,4}(?:到账|拨付|发放)(?:后|之日起)"
)
#: 「对评估不合格的，暂停拨付资金」: what follows from something is asked of nobody beforehand.
_CONSEQUENCE = re.compile(
    _MARK + r"[^。;]{0,80}?(?:[,的]|后|将|应当?|可|予以|有权|直接)(?:将|可|予以|应当?|直接)*"
    r"(?:按照?[^,;。]{2,16}?)?(?:及时|如数|全额|足额)*(?:暂停|取消|终止|撤销|收回|追回|责令|中止|扣减|返还(?!政策)|退还|缴回)[^。;]{0,40}[。;]?\s*$"
)
_RECORD = re.compile(r"(?:未|没有|无|不存在|未曾|未被|被)[^,;。]{0,8}(?:暂停|取消|终止|撤销|责令)")
#: 「对独角兽企业等优先给予支持」 orders those who qualify and asks nothing.
_RANKS = re.compile(
    _MARK + r"(?:对|同等条件下|优先)[^;。]*?(?:优先|予以倾斜)(?:给予|予以|安排|考虑)?"
    r"(?:支持|资助|推荐|安排|考虑|扶持|奖励|立项|入库)?[。;]?\s*$"
    r"|" + _MARK + r"优先(?:支持|资助|推荐|考虑|安排)[^;。]*[。;]?\s*$"
)


#: 「应无骗取财政资金行为」: a misdeed denied is asked of whoever applies.
_DENIED = re.compile(
    r"(?:无|未|没有|不存在|不得有|从未)(?:曾|发生|出现|存在|因|被|受到)?(?:过)?[^,;。]{0,30}?"
    r"(?:骗取|违反|弄虚作假|退[回还]|追[回缴])[^,;。]{0,20}"
)


#: 「申报企业近两年无安全事故」, 「申请人持有居住证」: said of whoever applies, without any 应.
_DESCRIBES = re.compile(
    _MARK + r"申[报请领](?:企业|单位|主体|人员?|者|项目|机构|对象)"
    r"(?!提交|填写|填报|报送|登录|向|可|按|在(?:收到|接到|规定|公示|申[报请]))[^,;。]{0,24}?"
    r"(?:无(?!需)|未(?!按)|没有|不存在|具有|具备|拥有|持有|取得|已(?!收到)|在|为|达到|不[低少]于|满)"
)


#: 「建设产业基地：加强用地供给，率先在具备条件的区域建设…」: what the policy itself will do.
_PLANS = re.compile(
    _MARK
    + r"(?:第[^,;。\s]{1,5}条\s*)?(?:[^,;。:]{2,24}:)?(?:积极|大力|加快|着力|高[标水]准|高水平"
    r"|高质量|率先|统筹|有序|全面|进一步|重点)*"
    r"(?:建设(?!单位|主体|项目|内容|地点|规模|期|用地|方)|打造|加强|强化|加大|构建|健全|完善|优化|推进|推动|促进|提升|吸引|集聚|培育"
    r"|布局|规划|统筹|搭建|举办|落实|引进(?!的|人才|单位|企业)|发挥|探索|试点|组织开展|营造|深化|拓展|扩大|壮大)[^。]*[。;]?\s*"
)
_BINDS = re.compile(
    r"应当?(?!用|急|届|对)|须|(?<![无所内急供必])需(?!求)|必须|适用于|限于|仅限|条件(?:为|是|:|有)"
    r"|可申请|可以申请|可享受|可以享受|不[低少高超]于|\d+(?:家|人|万元|亿元|平方米|%)以上"
)


def _other(text: str) -> SentenceKind:
    if _PLANS.fullmatch(text) and not _BINDS.search(text):
        return SentenceKind.BACKGROUND
    stated = _DENIED.sub("", text)
    if stated != text and not _OBLIGATION.search(stated) and not _EXCLUSION.search(stated):
        return SentenceKind.CONDITION
    if _OBLIGATION.search(text):
        return SentenceKind.OBLIGATION
    if _WINDOW.search(text):
        return SentenceKind.WINDOW
    if _MATERIAL.search(text):
        return SentenceKind.PROCEDURE
    if _AIM.search(text):
        return SentenceKind.BACKGROUND
    if (_REQUIRE.search(text) or _DESCRIBES.match(text)) and not OFFICE.search(text):
        return SentenceKind.PROCEDURE if _heavy_procedure(text) else SentenceKind.CONDITION
    if _PROCEDURE.search(text):
        return SentenceKind.PROCEDURE
    return SentenceKind.BACKGROUND


def _heavy_procedure(text: str) -> bool:
    return len(_PROCEDURE.findall(text)) >= 2 or bool(
        re.search(
            r"工作日|公示|拨付|登录|提交申请|(?:区|市|县)(?:级)?[^,;。]{0,10}部门(?:应|负责|对)",
            text,
        )
    )


#: What an office must do, not an applicant.
OFFICE = re.compile(
    r"^(?:各|区|市|县|有关)?[^,;。]{0,8}(?:部门|(?:主管|牵头|责任|监管|各|有关|承办)单位|机关)(?:应|要|负责)|(?:有关|相关)部门"
    r"|^[^,;。]{0,80}(?:部门|镇人民政府|街道办事处|街道办|管委会|民政局|人社局|财政局)[^,;。]{0,8}"
    r"(?:应当?|要|负责|可以?)"
    # …实施城市更新的，住建、消防等部门应当按照职责提供支持: whoever the first words speak of
    r"|[,;][^,;。]{2,80}(?:等|有关|相关|主管|各)(?:部门|单位)(?:应当?|要|负责|按照职责|按职责|依法)"
    r"(?![^,;。]{0,20}(?:认定|批准|备案)的)"
)
SLOGAN = re.compile(
    r"[\s\d.、()一二三四五六七八九十]*"
    r"(?:支持|鼓励|引导|推动|加快|加强|加大|大力|促进|提升|强化|推进|完善|优化|深化|定期|探索|充分|积极"
    r"|整合|围绕|聚焦|坚持|采取|分为|符合条件|建立|打造|培育|组织|做好|各区|各镇|各有关)"
)
#: Who may apply, without a sum: 「…的，可以申请最低生活保障」, 「…，按月发给基本生活费」.
_RECIPIENTS = re.compile(
    r"(?:的|,)(?:人员|企业|单位|家庭|个人)?,?(?:可以|可)?"
    r"(?:申请|申领|享受|按[月年](?:发[给放]|享受|领取)"
    r"|给予[^,;。\d]{0,10}(?:补贴|补助|奖励|资助|救助|扶持|支持))[^,;。\d]{0,16}[。;]?$"
    # 在本市注册的建筑业企业均可申报
    r"|的[^,;。的\d]{0,8}(?:企业|单位|机构|组织|个人|人员|合作社|农场),?(?:均|都)可(?:以)?(?:自愿)?(?:申[请报领]|享受)"
    r"[^,;。\d]{0,12}[。;]?$"
)
#: 「…的，认定为X」 grants a title instead of a sum.
RECOGNITION = re.compile(
    r"(?:的|,|学生|企业|人员|家庭|单位),?(?:可)?"
    r"(?P<grant>(?:认定|评定|确认|命名|评审认定)为"
    r"(?:(?!可(?:以|按|享)|享受|给予)[^,;。:\"]){2,40}(?<!的)(?=[,;。:\"\s]|$)|授予[^,;。:]{2,40}(?:称号|牌匾"
    r"|资格)"
    r"|免(?:收|除|征|缴)[^,;。:]{2,30})"
)


def is_pointer(own: str) -> bool:
    """按下表执行, 见附件: the figures stand elsewhere."""
    return _POINTS.search(own) is not None


_POINTS = re.compile(
    r"(?:见|按照?|依照?|依据|如|参照)(?:附表|附件|(?:本|所?附|以下|下列)?表(?:格|\s?[一二三四五六\d]))|下表|上表"
    # 按前条表列标准, 按第五条规定的标准
    r"|(?:按照?|依照?|参照|执行)(?:本办法|本细则)?(?:前条|上一?条|前一条|第[一二三四五六七八九十]{1,3}条)"
    r"(?:第[^,;。条]{1,4}款)?[^,;。]{0,4}?(?:表|标准)"
)


#: 给予股权投资，政府方持股不超过10%: a stake that is held, not how much is paid.
_STAKE = re.compile(
    r"(?:持有?股[权份]?|(?:股[权份]|股比)(?=比例|不)|占股|持有[^,;。]{0,4}股[权份])(?:比例)?(?:合计|累计)?"
    rf"(?:一般|原则上)?(?:不超过|不高于|不得超过|最高|上限|为)+{RATIO}"
)
#: 「实际利率低于2%的按实际利率贴息」: the smaller of two sums, the other one stated before.
_AS_IT_IS = re.compile(
    rf"利率(?:低于|不足|少于)[^,;。]{{0,6}}?(?:{RATIO}|{POINTS}|标准|LPR)的?,?按照?其?实际[^,;。]{{0,10}}贴息"
)


def find_grant(view: str, start: int, end: int) -> bool:
    """Whether a sum, a rate or a matching share is granted in ``[start, end)``."""
    begin = find_begin(view, start, end)
    if begin is None:
        return False
    body = _STAKE.sub("", view[begin:end])
    if re.search(r"罚款|处以|收取|缴纳保证金|注册资本(?:不|须|应)", body[:20]):
        return False
    return bool(
        re.search(rf"{MONEY}|{RATIO}|{POINTS}|1:\d|差额|全额|\d倍|{NETTED}", body)
        or _AS_IT_IS.search(view, start, end)
    ) and bool(
        re.search(
            r"给予|予以|奖|补|资助|贴|发放|支持|救助|津贴|标准|减免|返还|支付|报销|享受|额度"
            rf"|每(?:[月年]|{UNIT_PAID}|[^,;。\d]{{1,8}}[1一]{UNIT_PAID})|[给发](?:一次性)?\d|[再另](?:行|外)?(?:增加|追加)",
            view[start:end],
        )
    )
