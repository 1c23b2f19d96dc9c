"""What is handed in with an application: 身份证明、劳动合同、学历学位证书, as the text lists it."""

from __future__ import annotations

import re

_PAPER = (
    r"(?:证|书|表|合同|协议|发票|票据|单据|凭证|回执|报告|清单|证明|执照|名册|花名册|流水|单|账户|照片|批复|文件|图"
    r"|证件|资料|复印件|原件|卡|存折|户口簿|户口本|护照|概算|方案|备案)"
)
#: The list behind its verb, up to what is done with it.
_HANDED_IN = re.compile(
    r"(?P<lead>(?:如实)?填[写报][^,;。]{2,14}?(?:表|书),?(?:并|同时)?)?"
    r"(?P<verb>提交|提供|递交|报送|上传|携带|凭|另附|附上?|出具|(?:申[报请领]|所需|提交的?)(?:材料|资料)(?:主要)?(?:包括|为|有|:))"
    r"(?:以下|下列)?(?:(?:申[报请领])?(?:材料|资料):)?"
    r"(?P<list>[^;。\n]+?)(?=$|[;。\n]|,(?:并|由|经|到|向|且|报|至|于|在|逾期|对|个人|企业|审核|通过|不再)"
    r"|(?:到|向)[^,;。]{2,20}(?:申请|办理|申报))"
)
_NO_LIST = re.compile(
    r"(?:虚假|不实|伪造)"
    r"|^(?:有关|相关|上述|以上|该|其|所需|全部|申[报请领]|证明|书面|完整的?|真实)*"
    r"(?:材料|资料|文件|申请(?!书|表|报告|函)|情况)(?:的|时|后)?"
)
_BY_OFFICE = re.compile(
    r"(?:由[^,;。]{2,20}(?:局|部门|办|委|街道|社区|学校))(?:统一)?$|不用|无需|免于|无须|不再"
)
#: 产值数据由区统计局提供，企业不用提交; 上述材料加盖公章后扫描上传.
_NOT_ASKED = re.compile(
    r"不用|无需|免于|无须|不再|由[^,;。]{2,20}(?:提供|共享|查询|核查)|^(?:上述|以上|所有)?材料|真实性"
)


#: 专项材料：设备购置发票.
_LABEL = re.compile(r"\s*[^,;。:、]{0,8}(?:材料|资料):\s*(?=\S)")


def listed_in_block(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a sentence under 申报材料 that names papers."""
    kept = start
    for piece in re.finditer(r"[^,;。\n]+[,;。\n]?", view[start:end]):
        if _NOT_ASKED.search(piece.group()):
            break
        kept = start + piece.end()
    label = _LABEL.match(view, start, kept)
    begin = label.end() if label else start
    said = view[begin:kept].strip(" ,;。:")
    if not said or re.fullmatch(r"(?:申[报请领]?|所需|提交)?(?:材料|资料)(?:要求|清单)?", said):
        return None
    return begin, kept


def handed_in(view: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a running sentence that names what is handed in."""
    for match in _HANDED_IN.finditer(view, start, end):
        listed = match["list"]
        papers = re.findall(rf"{_PAPER}(?:等(?:材料|资料)?)?(?=、|,|和|及|或|$|\))", listed)
        if not papers or _NO_LIST.search(listed) or _BY_OFFICE.search(view[start : match.start()]):
            continue
        if "、" not in listed and len(papers) < 2 and not re.search(r"或者?|和|及", listed):
            continue
        begin = match.start("lead") if match["lead"] else match.start("list")
        return begin, match.end("list")
    return None
