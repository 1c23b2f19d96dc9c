"""A comma behind a grant that begins another recipient with a figure of its own, without 对.

「…给予10%补助，重大项目可全额贴息」, 「…，其中山区15%」: were it read on, the second figure would
be a limit of the first, or lost.
"""

from __future__ import annotations

import re

from compiler.extract.awards.begin import find_begin
from compiler.extract.language.amounts import MONEY, POINTS, RATIO
from compiler.extract.language.doers import BODY

#: Who may be named so, behind a comma alone.
_HEAD = (
    rf"(?:{BODY}|项目|单位|人员|人才|个人|家庭|展会|赛事|活动|产品|品牌|学生|毕业生|残疾人|对象"
    r"|车间|工厂|课题)"
)
_FIGURE = rf"(?:{MONEY}|{RATIO})"
#: What limits, schedules or says who pays is no recipient.
_NOBODY = (
    r"(?!单|每|同一|该|其(?!他|余)|各|由|给|予|对|按|支持|鼓励|可|并|且|再|最高|不|累计|合计|总|年度|原则|一般|超|第|首[年次]|次年|前|后|上述|以上"
    r"|(?:中央|省|市|区|县|各级|上级|本级)[级、]?(?:财政|承担|配套)|财政|个人(?:承担|自付|缴)|企业(?:承担|自筹|缴)|自筹|连续|期限|补[贴助]|奖励|资助|贴息|标准|比例|金额|投资|资金)"
)
_ANOTHER = re.compile(
    rf",{_NOBODY}[^,;。、:\d%]{{1,18}}?(?<!符合条件的){_HEAD}(?:可|则|均|一次性|再|分别)*"
    r"(?:全额(?:贴息|补[助贴]|资助)"
    rf"|(?:给予|予以|奖励|补[贴助]|资助)[^,;。、\d]{{0,10}}?{_FIGURE}"
    rf"|(?:可|则)?(?:提高|放宽|上调|增加)(?:至|到|为)[^,;。、\d]{{0,10}}?{_FIGURE}"
    rf"|(?:为|按)?{RATIO}(?=[,;。]|$))"
)
_AMONG = re.compile(
    rf"[,(]其中,?(?:对)?{_NOBODY}(?![^,;。\d%]*(?:承担|负担|用于|拨付|兑现|来自|自筹))[^,;。、:\d%()]{{2,24}}?"
    rf"(?:按(?:照)?|为|每[^,;。、\d]{{1,4}})?{_FIGURE}(?=[,;。)]|$)"
)


def begins_another(view: str, first: int, position: int, end: int) -> bool:
    """Whether the comma at ``position`` begins another recipient of the grant in ``[first, …)``."""
    if view[position] != ",":
        return False
    if not (_ANOTHER.match(view, position, end) or _AMONG.match(view, position, end)):
        return False
    begun = find_begin(view, first, position)
    paid = view[begun:position] if begun is not None else ""
    return re.search(rf"{_FIGURE}|{POINTS}", paid) is not None
