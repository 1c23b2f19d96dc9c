"""Plain text and Markdown: find the encoding, drop the marks, one paragraph per line."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from compiler.read.canonical import control_characters, deceptive_characters, row, tidy
from compiler.read.paragraphs import unwrapped
from compiler.read.problems import problem, rejection
from compiler.read.result import Droppings, Reading
from compiler.read.sniff import MEDIA_TYPES, Format

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所"
    "民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取据处理府给千万亿元企补贴助奖励支持申请条件标准贷款贴息单位项目机构政策办理审核"
    "國產業補貼獎勵請條標準貸單項機構審實際經濟發關於應對資會無為與從後個這來時們說種過還點當開間樣問題變結級據處給辦"
)
_WIDE = re.compile("[\u4e00-\u9fff]")
_ODD = re.compile("[\ue000-\uf8ff\ufffd\u0080-\u009f]|[\uac00-\ud7af]|[\u0100-\u02ff]")


class Decoded(NamedTuple):
    """Text, the encoding it was read with, and whether that is certain."""

    text: str
    encoding: str
    certain: bool


def decode(data: bytes, declared: str = "") -> Decoded | None:
    """Bytes as text: byte-order mark, strict UTF-8, a declared charset, then the likelier of
    GB18030 and Big5 by the share of everyday characters; None when nothing fits."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return Decoded(data.decode(name, errors="replace"), name, certain=True)
    text = _strictly(data, "utf-8")
    if text is not None and text.count("\x00") * 4 <= len(text):
        return Decoded(text, "utf-8", certain=True)
    if declared and (text := _strictly(data, _widest(declared))) is not None and _sane(text):
        return Decoded(text, _widest(declared), certain=True)
    scored = sorted(
        (
            (_likeness(text), name, text)
            for name in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
            if (text := _strictly(data, name)) is not None
        ),
        reverse=True,
    )
    if scored and scored[0][0] >= 0.25:
        score, name, best = scored[0]
        return Decoded(best, name, certain=score >= 0.4)
    return _last_resort(data)


def _last_resort(data: bytes) -> Decoded | None:
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") * 50 <= len(damaged) and _sane(damaged):
        return Decoded(damaged, "utf-8", certain=False)  # a few broken bytes in a good text
    damaged = data.decode("gb18030", errors="replace")
    if damaged.count("\ufffd") * 50 <= len(damaged) and _likeness(damaged) >= 0.25:
        return Decoded(damaged, "gb18030", certain=False)
    import charset_normalizer

    match = charset_normalizer.from_bytes(data[:200_000]).best()
    if match is None or _strictly(data, match.encoding) is None:
        return None
    text = data.decode(match.encoding)
    return Decoded(text, match.encoding, certain=False) if _sane(text) else None


def _widest(name: str) -> str:
    folded = name.strip().lower().replace("_", "-")
    if folded in ("gb2312", "gbk", "gb-2312", "x-gbk", "cp936", "gb18030"):
        return "gb18030"  # pages that say gb2312 hold characters beyond it
    return "big5hkscs" if folded.startswith("big5") else folded


def _strictly(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _likeness(text: str) -> float:
    """Share of everyday characters among the Chinese ones, less a fine for odd ones."""
    sample = text[:20_000]
    wide = _WIDE.findall(sample)
    if not wide:
        return 0.0
    odd = len(_ODD.findall(sample)) + 5 * control_characters(sample)
    return sum(c in _COMMON for c in wide) / len(wide) - odd / len(sample) * 2


def _sane(text: str) -> bool:
    sample = text[:20_000]
    return control_characters(sample) * 50 <= len(sample) and bool(re.search(r"\w", sample))


def read_text(data: bytes, source_name: str, kind: Format) -> Reading:
    """A txt or md file; each source line is a paragraph, blank lines vanish."""
    decoded = decode(data)
    if decoded is None:
        raise rejection("PC110", source_name)
    reading = Reading(media_type=MEDIA_TYPES[kind], lines=[])
    if not decoded.certain:
        reading.diagnostics.append(problem("PC122", source_name, encoding=decoded.encoding))
    if controls := control_characters(decoded.text) + deceptive_characters(decoded.text):
        reading.diagnostics.append(problem("PC123", source_name, count=controls))
    source = unwrapped(decoded.text.splitlines())
    if kind is Format.MARKDOWN:
        lines = _unmarked(source, reading.droppings)
    else:
        lines = [_row(line) for line in source]
    reading.lines = [line for line in lines if line]
    return reading


_RULE = re.compile(r"^\s{0,3}(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CELLS = re.compile(r"\s[|｜](?=\s)")
_PREFIX = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?)+")
_BULLET = re.compile(r"^\s*[-*+]\s+(?:\[[ xX]\]\s+)?")
_INLINE = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\*\*(.+?)\*\*"), r"\1"),
    (re.compile(r"__(.+?)__"), r"\1"),
    (re.compile(r"(?<![*\w])\*([^*\s][^*]*?)\*(?![*\w])"), r"\1"),
    (re.compile(r"`([^`]+)`"), r"\1"),
    (re.compile(r"<br\s*/?>|</?(?:u|b|i|strong|em|center)>", re.IGNORECASE), " "),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)


def _unmarked(source: list[str], droppings: Droppings) -> list[str]:
    """Markdown without its marks; numbers such as ``1.`` are content and stay."""
    out = []
    for number, line in enumerate(source):
        if number == 0 and line.strip() == "---":
            droppings.add("排版标记", line)
            continue
        if _RULE.match(line) or _TABLE_RULE.match(line) or line.strip().startswith("```"):
            droppings.add("排版标记", line)
            continue
        text = _PREFIX.sub("", line)
        text = _BULLET.sub("", text).rstrip("#") if text == line else text.rstrip("#")
        for pattern, replacement in _INLINE:
            text = pattern.sub(replacement, text)
        out.append(_row(text))
    return out


def _row(line: str) -> str:
    """A line as a paragraph, or as a table row where bars frame it or stand apart in it."""
    text = line.strip()
    framed = len(text) > 2 and text.startswith("|") and text.endswith("|")
    cells = text[1:-1].split("|") if framed else _CELLS.split(text)
    return row([tidy(cell) for cell in cells])
