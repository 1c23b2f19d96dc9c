"""Whom an employer takes on, and what somebody founds: one fact in the words of the text.

招用离校2年内未就业高校毕业生、16至24岁登记失业青年: the years and ages are theirs, and no
figure or category of whoever applies. 首次创办小微企业或从事个体经营: what is founded is no size of
the applicant.
"""

from __future__ import annotations

import re

from compiler.extract.drafts import DraftTag
from compiler.extract.language.fragment import Fragment, period_before

_PEOPLE = (
    r"(?:人员|毕业生|青年|职工|军人|士兵|大学生|研究生|农民工|劳动者|劳动力|失业者|妇女|学生|学员|残疾人|脱贫人口|贫困人口|人口|人才"
    r"|婴幼儿|幼儿|儿童|老年人|老人|家庭成员|群体|对象|博士|硕士)"
)
#: An employer's verb, with whom it takes on behind it; figures there are theirs.
_TAKES_ON = re.compile(
    r"(?:新增?|直接|首次|实际|成功)?(?:招用|招录|招聘|吸纳|聘用|录用|安置|招收|接收|接纳|雇[用佣]|安排|留用|收托|收住)(?:了)?"
    r"(?P<whom>(?:(?![的并且]?(?:与其|与之|签订|签署|依法|为其))[^,;。()]|\([^()]*\)){2,140}"
    rf"{_PEOPLE})(?P<does>(?:稳定|参加|从事|到[^,;。、\d]{{2,8}}|就业见习|就业|见习|实习|实训|上岗|工作)*)(?<!稳定)"
    r"(?=$|[,;。]|(?:稳定就业|就业|工作)满|的(?!比例|人数|数量|占)|并|且|[、和]?(?:与其|与之|签订|签署|依法|为其))"
)
#: 离校2年内, 16至24岁, 毕业年度, 本市户籍: what would be read as the applicant's own.
_FIGURED = re.compile(
    r"[\d一二两三四五六七八九十半]+个?(?:年|月|周?岁)(?:以?内|以上|及?以下)?|周岁|毕业年度|户籍"
)
#: 占职工总数10%, 10人以上: how many they are is asked as a figure.
_HOW_MANY = re.compile(r"[\d一二三四五六七八九十]+[名人](?!员|才)|占|比例")
#: 招用登记失业6个月以上人员: one length of time, which the vocabulary asks like 合同期限.
_UNEMPLOYED = re.compile(r"(?:登记)?失业[^、,或和及\d]{0,4}满?\d+个?[年月](?:及?以上)?的?人员")

_FIRM = (
    r"(?:小微企业|小型微型企业|中小微企业|初创企业|企业|公司|个体工商户|个体经营|农民(?:专业)?合作社|专业合作社|合作社|家庭农场"
    r"|经济实体|创业实体|实体|民办非企业单位|社会组织|网店|民宿|农家乐|工作室)"
)
_FOUNDING = r"(?:创办|领办|开办|兴办|新办|创立|从事|经营)"
#: 首次创办小微企业或从事个体经营, 在县内创办企业、领办农民合作社.
_FOUNDS = re.compile(
    r"(?:首次|初次|第一次|自主|新)?(?:(?:在|到|回)[^,;。、的\d]{1,10}?(?:首次|自主)?)?"
    r"(?:首次|自主|合伙)?(?:创办|领办|开办|兴办|新办|创立)(?:了)?"
    rf"{_FIRM}(?:\([^()]*\))?(?:(?:、|或者?|和|及|以及)(?:{_FOUNDING})?{_FIRM})*"
    r"(?:并?带动(?:他人)?就业)?(?=$|[,;。的]|并|且|[、和](?!\d))"
)


def taken_on(fragment: Fragment) -> None:
    """People an employer takes on who are told by years and ages, and what somebody founds."""
    if not fragment.residual:
        return
    for match in fragment.search(_TAKES_ON, over_asides=True):
        whom = match["whom"]
        alone = _UNEMPLOYED.fullmatch(whom)
        if _FIGURED.search(whom) and not alone and not _HOW_MANY.search(whom):
            _say(fragment, match)
    for match in fragment.search(_FOUNDS, over_asides=True):
        _say(fragment, match)


def _say(fragment: Fragment, match: re.Match[str]) -> None:
    head = period_before(fragment, fragment.start, match.start())
    timed = head is not None and head.end() == match.start() and fragment.free(*head.span())
    start = head.start() if head and timed else match.start()
    tag = DraftTag(
        shape="is",
        name=match.group(),
        period=head.group() if head and timed else "",
        quote=fragment.quote(start, match.end()),
    )
    fragment.add(tag, start, match.end())
