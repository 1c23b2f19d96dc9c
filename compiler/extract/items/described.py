"""Requirements whose figures and names describe one noun, or somebody else than the applicant.

Each is one yes-or-no fact in the words of the text: 招用毕业两年内的毕业生 says nothing of the
applicant's own graduation.
"""

from __future__ import annotations

import re

from compiler.extract.conditions.leftovers import MODAL, meaning, without_brackets
from compiler.extract.drafts import DraftTag
from compiler.extract.language import words as w
from compiler.extract.language.fragment import Fragment
from compiler.normalise import MARK, QUANTITY

#: 「具有知名企业、高校等工作经历」: what stands before the last word only describes it.
_HELD = re.compile(
    r"(?:具有|具备|拥有|有过?|曾有)[^,;。]{2,}(?:经历|经验|背景|履历)(?:的)?(?:企业|人员|单位|机构|人才)?\s*$"
)


#: 「银行、担保公司以外的机构」 names those who are left, not those it leaves out.
_OTHER_THAN = re.compile(
    r"[^,;。]{0,30}(?:企业|公司|机构|平台|单位|人员|项目|组织|行业)(?:以外|之外)的[^,;。]{2,20}"
)


#: 「取得交易所出具的同意企业挂牌的函」: a paper, and in its own words what it is about.
_PAPER = re.compile(
    r"[\W\d]*(?:[^,;。的]{0,8}?(?:企业|单位|机构|项目|人))?(?:应当?|须|需)?(?:已|依法)*(?:取得|获得|持有|具有|具备|提供|有)"
    r"[^,;。的]{2,30}(?:出具|核发|签发|下达|印发)的[^,;。]{2,60}?"
    r"(?:函|证明|批复|意见书?|报告|文件|通知书?|凭证|确认书|推荐信|证明材料)"
)


def described(fragment: Fragment) -> None:
    """A requirement whose figures and names all describe one noun is one yes-or-no fact."""
    view = fragment.view[fragment.start : fragment.end]
    held = _HELD.search(view) or _OTHER_THAN.fullmatch(view)
    bare = view.strip(" ,;:。、的")
    if fragment.residual and fragment.gaps() and _PAPER.fullmatch(bare):
        _say_whole(fragment, fragment.end)
        return
    if fragment.gaps() and (_CARES_FOR.fullmatch(bare) or _INVESTS_IN.fullmatch(bare)):
        _say_whole(fragment, fragment.end)
        return
    if fragment.residual and fragment.gaps():
        whose = _WHOSE_KIND.search(view)
        if whose and _TAKES_ON.fullmatch(_bare(view[: whose.start()])):
            _say_whole(fragment, fragment.start + whose.start())
            return  # 「…的就业见习单位」: the kind of body is read apart
        if _for_others(view):
            _say_whole(fragment, fragment.end)
            return
    if held and not re.search(rf"{QUANTITY}|学历|学位|职称", view) and fragment.gaps():
        named = bool(_OTHER_THAN.fullmatch(view))
        _say_whole(fragment, fragment.end, whole=named)


def _say_whole(fragment: Fragment, stop: int, *, whole: bool = False) -> None:
    """One yes-or-no fact as written up to ``stop``, with its last noun if ``whole``."""
    start, end = meaning(fragment.view, fragment.start, stop)
    if whole:
        end = fragment.start + len(fragment.view[fragment.start : stop].rstrip(" ,;:。、"))
    label = without_brackets(fragment, start, end)
    period = ""
    if (head := w.PERIOD.match(label)) and len(label) - head.end() >= 4:
        period, label = head.group(), label[head.end() :].lstrip(",的内、")
    label = MODAL.sub("", label, count=1)
    tag = DraftTag(shape="is", name=label, period=period, quote=fragment.quote(start, end))
    fragment.add(tag, fragment.start, stop)


#: 「其中投向成立不超过5年的科技型中小企业的」: those who are invested in, in one description.
_INVESTS_IN = re.compile(
    r"(?:其中|其)?(?:基金|所管理的基金|管理人|投资机构|企业)?(?:投向|投资于)(?=[^,;。]*的)[^,;。]{4,}?"
    r"(?:企业|项目|公司|团队|机构)"
)
_OTHERS = r"(?:企业|公司|机构|单位|个体工商户|人员|居民|农户|家庭|老年人|儿童|学生|团队|项目|主体)"
#: 「为本区企业提供担保」, 「所投企业为高新技术企业」: others are described, not the applicant.
_FOR_OTHERS = re.compile(
    r"[\W\d]*(?:企业|单位|机构)?(?:上?一?年度?|当年|本年度|已|近[一二三]年)?"
    rf"(?:(?:为|向|给|面向)[^,;。]{{0,20}}?{_OTHERS}(?:等)?(?:提供|开展|发放|办理|购买|出租|减免|销售|投放|配送)[^,;。]{{2,}}"
    rf"|(?:投向|投资于)[^,;。]{{2,}}"
    r"|(?:所投|被投|在孵|入驻|所服务|合作|所引进?|所培育|所投资)的?(?:企业|机构|项目|对象|单位)(?:为|属于|是|获得|被认定为|入选)[^,;。]{2,})"
)


_PEOPLE = r"(?:人员|毕业生|青年|职工|军人|农民工|劳动者|失业者|妇女|学生|学员|实习生|残疾人)"
#: 「招用毕业两年内未就业的高校毕业生」: the figure says whom an employer takes on.
_TAKES_ON = re.compile(
    r"\s*对?(?:新?招用|新?吸纳|新?聘用|新?录用|安置|新?招收|新?接收|接纳)[^,;。]{0,14}?"
    r"(?:[\d一二两三四五六七八九十]+(?:年|个月)(?:以)?内"
    rf"|\d+(?:周?岁)?(?:至|到|-)\d+周?岁|\d+周?岁以[上下])[^,;。]{{0,40}}?{_PEOPLE}"
    r"(?:就业|见习|实习|实训|上岗|顶岗)*"
)
#: 「实训人员应为16至24岁青年」: who they are that the applicant trains or employs.
_THEIR_PEOPLE = re.compile(
    r"(?:见习|实习|实训|培训|参训|招用|吸纳|录用|聘用|留用|安置|入住|收住|派遣|帮扶|带动|接收|服务|享受[^,;。]{1,8}的)"
    r"(?:的)?(?:人员|学员|学生|毕业生|职工|员工|老年人|老人|对象|人)(?:范围)?(?:应当?|须|必须|需|均|限)*(?:为|是|系|属于)[^,;。]{4,}"
)
#: 「项目负责人应具有高级职称」: a fact of somebody the applicant employs.
_THEIR_LEADER = re.compile(
    r"(?:申报|本|该)?(?:项目|技术|团队|机构|平台|实验室|企业|单位|公司|研发|运营)?(?:总|主要)?(?:负责人|带头人|主持人|领军人|首席专家|核心成员|骨干)"
    r"(?:应当?|须|需|必须|均|应)*(?:具有|具备|取得|拥有|持有|有|为|是)[^,;。]{4,}"
)
_NOUN = r"[^,;。、的()\d]{2,12}?"
#: 「1万平方米以上商场、5000平方米以上超市内的主体」, 「组织5辆车20人以上车队」: of one thing.
_FIGURED = re.compile(
    rf"[^,;。、\d]{{0,12}}?{QUANTITY}(?:{MARK})?(?:以上|及以上)(?:的)?{_NOUN}(?:(?:、|和|及|以及|或者?)"
    rf"{QUANTITY}(?:{MARK})?(?:以上|及以上)(?:的)?{_NOUN})+(?:内的?[^,;。]{{2,20}})?"
    rf"|[^,;。、\d]{{2,6}}\d+(?:辆|艘|架|台|套|支|个)[一-鿿]?{QUANTITY}(?:{MARK})?(?:以上|及以上)[^,;。\d]{{2,24}}"
)
#: 「在结业后30日内与其签订合同」: how soon something is done belongs to what is done.
_DEADLINE = re.compile(
    r"(?:应当?|须|需|必须)?(?:在|于|自)?(?!申[报请]|提出)[^,;。\d]{2,20}?(?:之日起|后|起)[\d一二两三四五六七八九十]{1,3}个?"
    r"(?:工作日|日|天|月|年)(?:以)?内(?:须|应|需|必须)?(?:与[^,;。]{1,8}?|为其|按规定|依法)*"
    r"(?:签|订立|办理|办结|完成|缴|提交|开工|投产|竣工|入驻|登记|备案|建成|通过|支付|发放|到位|报送|上报)[^,;。]{2,}"
)


#: 「获得认证的时间应晚于注册的时间」: two times compared, neither of them known.
_EARLIER = re.compile(
    r"[^,;。]{2,40}?(?:时间|日期|之日)(?:应当?|须|需要?|必须|均)*(?:不得?)?(?:早于|晚于|先于|迟于)[^,;。]{2,}"
)
#: 「招用…的就业见习单位」: whoever does so is of a kind with a name.
_WHOSE_KIND = re.compile(r"的(?=[^,;。、的()\d]{2,10}\s*$)")


def _bare(view: str) -> str:
    """A stretch without remarks in brackets and the year it opens with."""
    said = re.sub(r"\([^()]*\)", "", view)
    return w.PERIOD.sub("", said, count=1) if said.lstrip()[:1].isdigit() else said


#: 「收住经评估失能的本市户籍老年人」: of whom the applicant takes care, in one description.
_CARES_FOR = re.compile(
    r"[\W\d]*(?:机构|单位|企业|中心)?(?:收住|收治|收养|照护|照料|护理|看护|接诊|接待|服务|培训|招收|辅导|救治|收容|托养|安养|帮扶|陪护)"
    r"(?=[^,;。\d]*(?:[市区县省]户籍|经评估|失能|失智|残疾|独居|孤寡|高龄|特困|低保|困难|周岁|不满|以下|的))"
    r"(?![^,;。]*\d+(?:人次|人|名|户|家|件|场|次))[^,;。]{2,40}?"
    r"(?:老年?人|人员|儿童|婴幼儿|幼儿|学生|患者|居民|家庭|对象|学员|残疾人|职工|农民|未成年人)"
)


def _for_others(view: str) -> bool:
    found = _FOR_OTHERS.match(view.rstrip(" ,;:。、的"))
    bare = _bare(re.sub(r"的(?:企业|单位|用人单位)?\s*$", "", view.rstrip(" ,;:。、")))
    if _THEIR_LEADER.fullmatch(bare):
        return True
    if _TAKES_ON.fullmatch(bare) or _THEIR_PEOPLE.fullmatch(bare) or _DEADLINE.fullmatch(bare):
        return True
    if _FIGURED.fullmatch(bare) or _EARLIER.fullmatch(bare):
        return True
    if found is None or found.end() < len(view.rstrip(" ,;:。、的")):
        return False
    # 为50家以上企业提供服务 is a figure of the applicant's own
    # but 为75周岁以上老年人提供服务 tells their age
    own = re.sub(r"(?:年?满|不满|未满)?\d+周?岁(?:以[上下])?", "", view)
    return not re.search(QUANTITY, own) or "投" in view[:10]
