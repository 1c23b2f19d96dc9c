"""What a document says about itself at its head: title, 发文机关, 文号, dates, telephone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from compiler.read.canonical import CELL_SEPARATOR, simplified
from rules.document import DocumentMeta

_YEAR = r"[〔\[［（(【﹝]\s*(?P<year>(?:19|20)\d{2})\s*(?:年)?\s*[〕\]］）)】﹞]"
_NUMBER = re.compile(
    rf"(?P<lead>[\u4e00-\u9fff]{{1,16}})?\s*{_YEAR}\s*(?P<tail>[\u4e00-\u9fff]{{0,8}})\s*第?\s*"
    r"\d{1,5}\s*号"
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:年|[-/.．])\s*(\d{1,2})\s*(?:月|[-/.．])\s*(\d{1,2})"
    r"\s*(?:日|号)?(?!\d)"
)
_HAN_DATE = re.compile(
    r"([二一][〇零○Ｏ０一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_HAN = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "０": 0}
_BODY = re.compile(
    r"(?:人民政府(?:办公厅|办公室)?|委员会(?:办公室)?|管理局|监督局|统计局|税务局|公安局|财政局|民政局"
    r"|[\u4e00-\u9fff]{2,20}(?:局|厅|办公室|部|中心|管委会|院|联合会|总工会|领导小组))$"
)
_KIND = re.compile(
    r"(?:办法|细则|措施|意见|通知|规定|方案|指南|公告|决定|规划|条例|通告|标准|政策|问答|常见问题"
    r"|解读|计划|规则|指引)"
    r"(?:[（(][^（）()]{1,12}[）)])?$"
)
_PHONE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?:[-—转]\d{1,5})?(?!\d)|(?<!\d)1\d{4}(?!\d)"
)
_PHONE_LINE = re.compile(r"(?:联系|咨询|服务|联络)(?:电话|方式|热线)|电话[：:]")
_EFFECTIVE = re.compile(r"自(?P<when>[^，。；]{2,24}?)(?:之日)?起(?:正式)?(?:施行|实施|执行|生效)")
_UNTIL = re.compile(
    r"有效期(?:限)?(?:截?至|到|为?至)(?P<when>[^，。；]{6,16})"
    r"|(?:施行|执行|实施)至(?P<then>[^，。；]{6,16})"
)
_SPACE = re.compile(r"\s+")
_CITING = re.compile(  # words before a 文号 that are not part of it
    r"^[\u4e00-\u9fff]*?(?:根据|按照|依据|依照|参照|执行|废止|发文字号|文号|详见|以及|通知|意见|办法|号)"
    r"(?=[\u4e00-\u9fff]{2})"
)
_ISSUED_LINE = re.compile(  # （云江市民政局2026年1月20日印发）
    r"^[（(]?(?P<body>[\u4e00-\u9fff、]{3,40}?)\s*(?P<when>[12二][0-9〇零○一二三四五六七八九]{3}年.{2,6}日)"
    r"(?:印发|发布|公布)[）)]?$"
)
#: 「（二）补贴标准」, 「享受范围及标准」 below the first line: a part of the paper, not its name.
_LISTED = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]"
)
_BLOCK = re.compile(
    r"(?:补[贴助]|享受|发放|奖[励补]|申[请报领]|救助|资助|认定|扶持|支持|待遇|收费|保障|适用|服务)*"
    r"(?:对象|范围|条件|内容|项目)?(?:及|和|与|、)?(?:标准|政策|要求|规定)[：:]?"
)
_HEAD_LINES = 25
_ISSUER_NAMES = ("发文机关", "发文机构", "制定机关", "印发单位")
_PUBLISHER_NAMES = ("发布机关", "发布机构", "来源", "信息来源", "文章来源")
_NUMBER_NAMES = ("文号", "发文字号")
_SIGNED_NAMES = ("成文日期", "印发日期", "发文日期")
_PUBLISHED_NAMES = ("发布日期", "发布时间", "发表时间")
_EFFECTIVE_NAMES = ("实施日期", "施行日期", "生效日期")
_EXPIRES_NAMES = ("失效日期", "废止日期")


def find_number(text: str) -> str:
    """The first 文号 in a text as written (〔2021〕 [2015] （2018） and with the year in front), or
    empty."""
    match = _NUMBER.search(simplified(text).translate(_DIGITS))
    if match is None or not (match["lead"] or match["tail"]):
        return ""
    number = _SPACE.sub("", text[match.start() : match.end()])
    citing = _CITING.match(simplified(number))
    return number[citing.end() :] if citing else number


def find_date(text: str) -> date | None:
    """The first full date in a text (2023-09-26, 2023年9月26日, 二〇二三年九月二十六日)."""
    folded = simplified(text).translate(_DIGITS)
    arabic, chinese = _DATE.search(folded), _HAN_DATE.search(folded)
    if arabic and (chinese is None or arabic.start() <= chinese.start()):
        return _calendar(int(arabic[1]), int(arabic[2]), int(arabic[3]))
    if chinese:
        year = int("".join(str(_HAN[c]) for c in chinese[1]))
        return _calendar(year, _small(chinese[2]), _small(chinese[3]))
    return None


def _small(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _HAN[ones]
    return (_HAN[tens] if tens else 1) * 10 + (_HAN[ones] if ones else 0)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_header(lines: Sequence[str], facts: Mapping[str, str]) -> DocumentMeta:
    """The meta of a whole document from its lines and from facts found outside them.

    A stated fact (``文号：…``) goes before what is inferred from the position in the text; what the
    text does not say stays empty. Read in simplified script, given as written.
    """
    written = "\n".join([*lines, *facts.values()])
    plain = simplified(written)
    said: dict[str, str] = {}
    for name, value in facts.items():
        said.setdefault(simplified(name), simplified(value))
    meta = _read([simplified(line) for line in lines], said)
    if plain == written:
        return meta
    return meta.model_copy(
        update={
            name: "、".join(_as_written(part, plain, written) for part in value.split("、"))
            for name, value in (
                ("title", meta.title),
                ("issuer", meta.issuer),
                ("number", meta.number),
            )
        }
    )


def _as_written(value: str, plain: str, written: str) -> str:
    at = plain.find(value)
    return value if at < 0 else written[at : at + len(value)]


def _read(lines: Sequence[str], facts: Mapping[str, str]) -> DocumentMeta:
    head = list(lines[:_HEAD_LINES])
    known = {**_labelled(head), **{k: v for k, v in facts.items() if v}}
    body = "\n".join(line for line in lines if line.count(CELL_SEPARATOR) < 2)
    title = known.get("标题") or _title(head) or known.get("文件属性标题", "")
    if sum(line.startswith(("依据文件", "政策依据")) for line in lines) > 1:
        # a guide of many cards: what its first card says is not said of the whole file
        return DocumentMeta(title=known.get("文件属性标题", ""))
    return DocumentMeta(
        title=title,
        issuer=_GLUED.split(_issuer(lines, known, title))[0],
        number=_number(known, head),
        published=(signed := _when(known, _SIGNED_NAMES) or _signed(lines))
        or _when(known, _PUBLISHED_NAMES),
        effective=_when(known, _EFFECTIVE_NAMES) or _effective(body, signed),
        expires=_when(known, _EXPIRES_NAMES) or _expires(body),
        phone=_phone(lines),
    )


def _labelled(head: Sequence[str]) -> dict[str, str]:
    names = (
        *_ISSUER_NAMES, *_PUBLISHER_NAMES, *_NUMBER_NAMES, *_SIGNED_NAMES, *_PUBLISHED_NAMES,
        *_EFFECTIVE_NAMES, *_EXPIRES_NAMES,
    )  # fmt: skip
    found: dict[str, str] = {}
    for line in head:
        match = re.match(rf"^(?:【|\[)?({'|'.join(names)})(?:】|\])?\s*[：: |]+\s*(\S.*)$", line)
        if match and match[2].strip("/／ "):
            found.setdefault(match[1], match[2].strip())
    return found


def _first(known: Mapping[str, str], names: Sequence[str]) -> str:
    return next((known[name] for name in names if known.get(name)), "")


def _when(known: Mapping[str, str], names: Sequence[str]) -> date | None:
    return next((d for name in names if (d := find_date(known.get(name, "")))), None)


def _number(known: Mapping[str, str], head: Sequence[str]) -> str:
    stated = _first(known, _NUMBER_NAMES)
    if stated:
        return find_number(stated) or stated.strip("/")
    for line in head[:12]:
        number = find_number(line)
        if number and len(number) >= len(_SPACE.sub("", line)) - 6:  # stands on its own line
            return number
    return ""


def _title(head: Sequence[str]) -> str:
    for position, line in enumerate(head[:8]):
        text = line.strip("《》")
        if position and (_LISTED.match(text) or _BLOCK.fullmatch(text)):
            continue
        if _KIND.search(text) and 5 <= len(text) <= 120 and "。" not in text:
            return text
    for line in head[:3]:
        if 4 <= len(line) <= 80 and not re.search("[。；：]$", line) and not find_number(line):
            return line
    return ""


#: What a web page sets behind the name of the publisher on one line.
_GLUED = re.compile(r"(?:发布|发文|成文|印发)(?:日期|时间)|来源[:：]|阅读[:：]|浏览[:：次]")


def _issuer(lines: Sequence[str], known: Mapping[str, str], title: str) -> str:
    """Who issued it: as stated, as the title begins, as signed, as the page names its publisher.

    Several bodies are joined by 、. A publisher comes last: a page may reprint another body's text.
    """
    if stated := _first(known, _ISSUER_NAMES):
        return stated
    for line in (title, *lines[:6]):
        match = re.match(r"^(.{4,80}?(?:局|委员会|委|政府|办公厅|办公室|厅|部))关于", line)
        if match and not re.search("[，。：；]", line) and "《" not in match[1]:
            return _bodies(match[1])
    for line in lines[:6]:
        if (issued := _ISSUED_LINE.match(line)) and _BODY.search(issued["body"]):
            return _bodies(issued["body"])
    for index, line in enumerate(lines):
        if index and find_date(line) and len(_SPACE.sub("", line)) <= 14:
            signed = _signature(lines[:index])
            if signed:
                return signed
    for line in lines[:6]:
        text = line.removesuffix("文件")
        if len(text) <= 40 and _BODY.search(text) and not re.search("[，：]", text):
            return _bodies(text)
    publisher = _first(known, _PUBLISHER_NAMES)
    return "" if publisher.endswith("网") else publisher


def _signature(above: Sequence[str]) -> str:
    """The bodies on the lines right above a closing date, several lines for several bodies."""
    names: list[str] = []
    for line in reversed(above):
        text = line.strip()
        if len(text) > 80 or not _BODY.search(text) or re.search("[，。：；]", text):
            break
        names.insert(0, _bodies(text))
    return "、".join(names)


def _bodies(text: str) -> str:
    """Bodies of one place that stand side by side (广州市民政局广州市财政局), set apart by 、."""
    place = re.match(r"[\u4e00-\u9fff]{2,4}?[省市区县州盟旗]", text)
    if place is None:
        return text
    return re.sub(rf"(?<=[局委厅部府会室心院])(?={place[0]}[^、])", "、", text)


def _signed(lines: Sequence[str]) -> date | None:
    """The date standing alone on a line: the 成文日期 under the signature."""
    for line in lines[:6]:
        if issued := _ISSUED_LINE.match(line):
            return find_date(issued["when"])
    for line in lines:
        if len(_SPACE.sub("", line)) <= 14 and (found := find_date(line)):
            return found
    return None


def _effective(body: str, signed: date | None) -> date | None:
    for match in _EFFECTIVE.finditer(body):
        if found := find_date(match["when"]):
            return found
        if re.search("印发|发布|公布|签发", match["when"]):
            return signed
    return None


def _expires(body: str) -> date | None:
    for match in _UNTIL.finditer(body):
        if found := find_date(match["when"] or match["then"]):
            return found
    return None


def _phone(lines: Sequence[str]) -> str:
    for line in lines:
        if _PHONE_LINE.search(line) and (match := _PHONE.search(line)):
            return match[0]
    return ""
