"""The alternatives of a benefit sentence: where it is cut, so that each part grants by itself."""

from __future__ import annotations

import re
from itertools import pairwise

from compiler.extract.awards.begin import find_begin, find_shut_out
from compiler.extract.items.acts import ACTS
from compiler.extract.items.other_recipients import begins_another
from compiler.extract.items.strokes import stroke_cut
from compiler.extract.language.amounts import (
    GRANT,
    MONEY,
    RATIO,
    UNIT_PAID,
)
from compiler.extract.language.households import HOUSEHOLD_SIZE
from compiler.extract.language.joins import KINDS_BELOW
from compiler.normalise import QUANTITY


def kept_segments(view: str, first: int, last: int) -> list[tuple[int, int]]:
    """The alternatives of a sentence without the words that only shut somebody out."""
    kept: list[tuple[int, int]] = []
    while shut_out := find_shut_out(view, first, last):
        kept.extend(_own(view, first, shut_out[0]))
        stop = re.compile("[;。]").search(view, shut_out[1], last)
        if stop is None:
            return kept
        first = stop.end()
    return [*kept, *_own(view, first, last)]


#: 「；各县（市、区）按照不低于贷款额的1%给予贴息」: what lower authorities are told to pay.
_OF_OTHERS = re.compile(
    r"\s*各(?:县级?|市|区|地|乡镇|街道|旗|设区)[^,;。对]{0,12}?(?:应当?|可|要|按(?:照)?|参照|结合|给予|分别)"
)


def _own(view: str, first: int, last: int) -> list[tuple[int, int]]:
    """The alternatives that this policy pays itself; all of them when it names none of its own."""
    found = _segments(view, first, last)
    own = [(a, b) for a, b in found if not _OF_OTHERS.match(view, a, b)]
    return own or found


#: 补助比例为60%, 补偿40%: a share with its own verb.
_SHARE_WORD = (
    r"(?:(?:给予|予以)?(?:补贴|补助|奖励|资助|补偿|贴息|返还|报销|减免|配套|支持|救助|支付|赔付)"
    r"的?(?:比例|标准)?为?|比例为)"
)
#: 补贴标准, 执行标准: how much is paid; 国家标准 is a thing.
_SUMS = (
    r"(?:补[贴助偿]|奖励|奖补|资助|支持|扶持|发放|执行|收费|具体|津贴|贴息|救助|待遇|给付"
    r"|其|该|述|[,、])"
)
#: A class, a person or a case with an amount of its own after a comma.
_OWN_AMOUNT = re.compile(
    rf",(?:[^,;。\d]{{2,12}}?(?:企业|单位|机构)按(?:照)?[^,;。]{{0,30}}?{RATIO}"
    r"|(?!给予|按|可|均|再|在|享受|予以|一次性|发放|补|奖|最高|并|且|提高|上调|调整)"
    rf"(?:[^,;。\d]{{1,8}}?|\d+(?:(?:-|至)\d+)?周?岁(?:及?以上)?[^,;。\d]{{0,6}})每[人生户名位]每?(?:学年|年|月|天|日|学期)[^,;。\d]{{0,8}}{MONEY}"
    # 1人户每月350元，3人以上户每月750元
    rf"|{HOUSEHOLD_SIZE}(?:每户|每[人名])?(?:每(?:月|年|季度?)|(?:给予|补贴|补助|发放))[^,;。\d]{{0,8}}{MONEY}"
    # 远洋航线每航班8万元，近洋航线每航班3万元
    r"|(?!给予|按|可|均|再|在|享受|单(?![栋层跨体膜])|每|其|最高|并|且|一次性|发放|超|第|分别|依次|[^,;。]{0,4}"
    rf"{_SUMS}标准)(?:\d类)?[^,;。\d每按]{{2,10}}?"
    rf"每{UNIT_PAID}[^,;。\d每]{{0,4}}?(?:给予|补贴|补助|奖励|资助|奖补)*{MONEY}"
    r"|对(?!其|应|单[家个一]|每[家个一]|同一|一家|该"
    r"|(?:申报|申请)?(?:企业|单位|项目|机构|平台|个人|人员|主体)(?:一次性|再|分别)?(?:给予|予以|进行|发放|奖|补))"
    rf"[^,;。]{{2,60}}[,]?[^;。]{{0,40}}?{GRANT}"
    rf"|并(?:根据|按照?|视|依据)[^,;。]{{2,30}}?,?(?:每年|再|另)?给予[^,;。]{{0,16}}?{MONEY}"
    r"|(?:其中|获评|属于)[^,;。]{2,40}的(?:(?:企业|单位|机构|项目|主体|人员|个人|家庭|合作社)?,"
    rf"|(?=(?:按(?:照)?|补贴|补助|奖励|资助|补偿|贴息|报销)[^,;。]{{0,16}}?(?:{RATIO}|{MONEY})))"
    # 其中…的，该比例不低于2.5%，给予: an easier bound for some, no sum of theirs
    rf"(?![^,;。\d]{{0,10}}(?:不[低少超高]于?过?|达到?|满){QUANTITY}(?:以[上下])?[,;。]|满{QUANTITY})"
    # ，续保的补助比例为30%; ，知识产权质押贷款补偿40%
    rf"|(?:其中,?)?(?!给予|按|可|均|再|在|享受|单|每|其(?!他|余)|最高|并|且|第|(?:该|上述|前述)?{_SHARE_WORD})[^,;。\d]{{2,30}}?(?:的,?|企业|单位|项目)?{_SHARE_WORD}{RATIO}"
    # ，自负医疗费在2万元以上，按照低保标准的6-10倍
    rf"|[^,;。\d]{{2,16}}{QUANTITY}及?以[上下]的?,[^,;。\d]{{0,8}}按(?:照)?[^,;。\d]{{2,16}}的(?:\d+(?:\.\d+)?-)?\d+(?:\.\d+)?(?:倍|%)"
    # ，改扩建的按上述标准的一半给予补助
    rf"|[^,;。\d]{{2,30}}?按(?:照)?(?:上述|前述|前款|以上)[^,;。\d]{{0,6}}?标准的(?:一半|{RATIO})"
    # ，其中原创作品给予30万元奖励
    rf"|其中,?(?!中央|省|市|县|区|财政|单|每|最高)[^,;。的\d]{{2,24}}?(?:一次性|分别)?(?:给予|予以|奖励|补助|补贴|奖补)[^,;。\d]{{0,8}}{MONEY}"
    r"|其中,?对[^,;。]{4,60}(?:企业|单位|机构|基地|平台|园区|人员),[^,;。\d]{0,12}(?:提高|上调|调整)(?:至|到|为))"
)


#: 「每引进1名博士给予5万元，每引进1名硕士给予2万元」: another thing is counted.
_EACH_OTHER = re.compile(
    rf",每(?:成功|新)?{ACTS}[1一]?"
    rf"[^,;。\d]{{1,24}},?[^,;。\d]{{0,12}}{MONEY}"
)
#: 「，每增加1000万元再给予20万元」: paid besides what stands before it.
_STEP_BESIDES = re.compile(
    rf",(?:在此基础上,?)?(?:此后)?每(?:再)?(?:新?增加?|增长|超过|超出|提高)[^,;。]{{1,24}}?,?(?:再|另|增加|给予|奖励|补贴|补助|资助)[^,;。]{{0,10}}?{MONEY}"
    # ，每引进1名院士再给予20万元
    rf"|,每(?:成功|新)?{ACTS}[1一]?[^,;。\d]{{1,20}},?(?:再|另|额外|追加)[^,;。\d]{{0,10}}?{MONEY}"
)
#: 「元、中级工补贴1500元」「支持和投资性补助最高100万元」: another class, another kind of support.
_NEXT_CLASS = re.compile(
    r"[、,](?!单|每|同一|累计|合计|年度|最高|不|给予|一次性|再|另|并|均|可|分别|依次"
    rf"|[^,;。]{{0,4}}{_SUMS}标准(?!的))[^,;。、\d]{{2,16}}?"
    rf"(?:(?:奖励|补贴|补助|资助|给予|发放)(?:最高|不超过|每[人名项家])*"
    rf"|每[人名生]?每?(?:月|年|学年|学期)|(?<=[一-鿿]{{2}})(?:按(?:照)?)?每{UNIT_PAID}(?:给予|补贴|补助|奖励)*){MONEY}"
)
#: 「给予补助：远洋航线每航班8万元，近洋航线…」: kinds of things, each with its sum.
_KINDS = re.compile(
    rf":[^,;。:、\d每按]{{2,12}}(?:按(?:照)?)?每{UNIT_PAID}(?:给予|补贴|补助|奖励)*{MONEY}[,;、]"
)
#: 「，其他项目以每吨500元的标准予以奖励」: the next class, by a standard of its own.
_NEXT_STANDARD = re.compile(
    r",(?!按|以|给予|并|且|再|另|均|可|其中|最高|单|每|同一)[^,;。\d]{2,24}?(?:按(?:照)?|以)"
    rf"(?:每[^,;。\d]{{1,8}})?{MONEY}(?:/[一-鿿]{{1,5}})?的?(?:补贴|补助|奖励|资助)?标准"
)
_NEXT_KIND = re.compile(
    r"(?:以及|和|及)(?![^,;。、\d]*(?:企业|单位|机构|人员|级))"
    rf"[^,;。、\d的]{{0,8}}(?:补助|补贴|奖励|资助|贴息)(?:最高|不超过)+{MONEY}"
)
#: 「；次年拨付40%」: what follows pays out what stands before it.
_PAID_OUT = re.compile(
    rf"[;](?:[^,;。]{{0,14}}?(?:拨付|兑现|发放|支付|到位|给付)[^,;。]{{0,14}}?{RATIO}"
    rf"|[^,;。]{{0,14}}?{RATIO}[^,;。]{{0,6}}?(?:拨付|兑现|发放|支付)"
    r"|[^,;。\d]{0,14}?(?:剩余|其余|余款|尾款)[^;。\d元]*$)"
)


#: 「给予30万元奖励（其中，综合甲级给予50万元奖励）」: a case of its own, said in brackets.
_CASE_ASIDE = re.compile(
    rf"\(其中,?(?!中央|省|市|县|区|财政)[^()]{{2,60}}?{GRANT}[^()]{{0,12}}?{MONEY}[^()]*\)"
)


def _segments(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The alternatives of a benefit sentence: cut at ; and before 「,对…的」 granting by itself."""
    cuts = [start]
    depth = 0
    for position in range(start, end):
        character = view[position]
        depth += (character in "([") - (character in ")]")
        if character == "(" and depth == 1 and _CASE_ASIDE.match(view, position, end):
            cuts.append(position + 1)
        if depth > 0:
            continue
        if (
            character in ",。"
            and re.match(r".其中[,:]", view[position : position + 5])
            and not re.search(MONEY, view[cuts[-1] : position])
        ):
            cuts.append(position + 4)
        elif (stroke := stroke_cut(view, cuts[-1], position, end)) is not None:
            cuts.append(stroke)
        elif character == ";" and _PAID_OUT.match(view[position:end]):
            continue
        elif (
            character == ","
            and _EACH_OTHER.match(view[position:end])
            and re.search(rf"每[^,;。]{{1,20}},?[^,;。]{{0,8}}{MONEY}", view[cuts[-1] : position])
        ):
            cuts.append(position + 1)
        elif _NEXT_KIND.match(view[position:end]) and re.search(MONEY, view[cuts[-1] : position]):
            cuts.append(position + (2 if view.startswith("以及", position) else 1))
        elif (
            character == ";"
            or (
                character in "、,"
                and re.search(rf"{MONEY}$", view[max(cuts[-1], position - 16) : position])
                and _NEXT_CLASS.match(view[position:end])
            )
            or (
                character == ","
                and _STEP_BESIDES.match(view[position:end])
                and re.search(rf"{MONEY}|{RATIO}", view[cuts[-1] : position])
                and find_begin(view, cuts[-1], position) is not None
            )
            or (
                _NEXT_STANDARD.match(view, position, end)
                and re.search(MONEY, view[cuts[-1] : position])
            )
            or (
                character == ":"
                and not re.search(rf"{MONEY}|{RATIO}", view[start : cuts[-1]])
                and _opens_list(view, start, position, end)
            )
            or (character == ":" and _KINDS.match(view[position:end]))
            or (character == "," and _OWN_AMOUNT.match(view[position : position + 140]))
            or begins_another(view, cuts[-1], position, end)
        ):
            cuts.append(position + 1)
    cuts.append(end)
    return [(a, b) for a, b in pairwise(cuts) if view[a:b].strip()]


def _opens_list(view: str, start: int, colon: int, end: int) -> bool:
    """Whether a colon ends an introduction without a sum: 「按以下标准分档奖励：」."""
    before = view[max(start, colon - 24) : colon]
    if KINDS_BELOW.search(view, start, colon) and len(re.findall(MONEY, view[colon:end])) < 2:
        return False  # 下列人员:甲,乙,给予1000元: whom it is for, not how much
    return bool(
        view[colon:end].count("部分") < 2
        and re.search(rf"分档|标准|如下|以下|下列|{GRANT}$", before)
        and not re.search(MONEY, before)
        and view[colon + 1 : end].strip()
        and colon - start > 6
    )
