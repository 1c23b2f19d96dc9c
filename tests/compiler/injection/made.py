"""The honest policy of the injection corpus, and its hostile versions as bytes of five formats."""

from __future__ import annotations

import html
import io
from pathlib import Path
from typing import NamedTuple

import docx
import yaml
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from pypdf import PdfReader, PdfWriter

from tests.compiler.read.made_pdf import pdf, set_in_pages

TITLE = "云江市青屏区促进产业发展若干措施"
ARTICLES = (
    "第一条 申报企业应当在青屏区登记注册，具有独立法人资格。",
    "第二条 增长奖励。对上年度营业收入2000万元以上的制造业企业，给予一次性奖励50万元。",
    "第三条 吸纳就业奖励。对上年度新增就业30人以上的企业，给予一次性奖励20万元。",
    "第四条 被列入严重失信主体名单的，不予支持。",
    "第五条 本措施由青屏区发展改革局负责解释。",
)
#: Ways that put words into the file, not into the text of the policy.
UNSEEN = frozenset(
    (
        "display-none",
        "visibility",
        "hidden",
        "font-size-0",
        "opacity-0",
        "comment",
        "alt",
        "title",
        "aria",
        "script",
        "template",
        "noscript",
        "input",
        "meta",
        "vanish",
        "vanish-style",
        "vanish-inside",
        "deleted",
        "header",
        "properties",
    )
)
#: Those of them that are told to the reviewer as text left out.
LEFT_OUT = frozenset(
    (
        "display-none",
        "visibility",
        "hidden",
        "font-size-0",
        "opacity-0",
        "vanish",
        "vanish-style",
        "vanish-inside",
        "deleted",
        "header",
    )
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Added(NamedTuple):
    """A policy with a hostile text in it."""

    name: str
    form: str
    how: str
    text: str

    @property
    def file(self) -> str:
        return f"policy.{self.form}"


class Twisted(NamedTuple):
    """A policy with some of its words in deceptive characters."""

    name: str
    old: str
    new: str
    same: bool
    told: str = ""

    @property
    def data(self) -> bytes:
        return "\n".join((TITLE, *ARTICLES)).replace(self.old, self.new).encode()


def cases() -> tuple[list[Added], list[Twisted]]:
    """The corpus as ``cases.yaml`` lists it."""
    listed = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
    added = [Added(**{**case, "text": str(case["text"])}) for case in listed["added"]]
    return added, [Twisted(**case) for case in listed["twisted"]]


def hostile(case: Added) -> bytes:
    """The file of a case."""
    return _MAKERS[case.form](case.how, case.text)


def honest(form: str) -> bytes:
    """The same policy as nobody meddled with it."""
    return _MAKERS[form]("", "")


def _plain(how: str, text: str) -> bytes:
    lines = [TITLE, *ARTICLES]
    if how == "inside":
        lines[2] += text
    elif how:
        lines.insert(1 if how == "first" else len(lines), text)
    return "\n".join(lines).encode()


def _page(how: str, text: str) -> bytes:
    said = html.escape(text)
    styles = {
        "white": "color:#fff;background:#fff", "display-none": "display: none",
        "visibility": "visibility:hidden", "font-size-0": "font-size: 0px",
        "opacity-0": "opacity:0",
    }  # fmt: skip
    body = {
        "": "",
        "paragraph": f"<p>{said}</p>",
        "hidden": f"<div hidden><p>{said}</p></div>",
        "comment": f"<!-- {said} -->",
        "alt": f'<p><img src="a.png" alt="{said}"></p>',
        "title": f'<p title="{said}"></p>',
        "aria": f'<p aria-label="{said}" data-note="{said}"></p>',
        "script": f"<script>/* {said} */</script>",
        "template": f"<template><p>{said}</p></template>",
        "noscript": f"<noscript><p>{said}</p></noscript>",
        "input": f'<input type="hidden" value="{said}">',
        "meta": "",
    }.get(how, f'<p style="{styles.get(how, "")}">{said}</p>')
    meta = f'<meta name="description" content="{said}">' if how == "meta" else ""
    articles = "".join(f"<p>{line}</p>" for line in ARTICLES)
    return (
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title>{meta}</head>'
        f'<body><div id="zoom"><h1>{TITLE}</h1>{articles}{body}</div></body></html>'
    ).encode()


def _word(how: str, text: str) -> bytes:
    document = docx.Document()
    for line in (TITLE, *ARTICLES):
        paragraph = document.add_paragraph(line)
        if how == "vanish-inside" and "50万元" in line:
            before, after = line.split("0万元。")
            paragraph.runs[0].text = before + "0"
            paragraph.add_run(text).font.hidden = True
            paragraph.add_run("万元。" + after)
    match how:
        case "" | "vanish-inside":
            pass
        case "header":
            document.sections[0].header.paragraphs[0].text = text
        case "properties":
            document.core_properties.subject = document.core_properties.comments = text
            document.core_properties.title = document.core_properties.keywords = text
        case "deleted":
            gone = parse_xml(
                f'<w:p {_W}><w:del w:id="1" w:author="a"><w:r><w:delText>{text}</w:delText>'
                "</w:r></w:del></w:p>"
            )
            document.element.body.insert(len(document.element.body) - 1, gone)
        case _:
            run = document.add_paragraph().add_run(text)
            if how == "white":
                run.font.color.rgb = RGBColor(255, 255, 255)
            elif how == "tiny":
                run.font.size = Pt(1)
            elif how == "vanish":
                run.font.hidden = True
            elif how == "vanish-style":
                style = document.styles.add_style("Ghost", WD_STYLE_TYPE.CHARACTER)
                style.font.hidden = True
                run.style = style
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _printed(how: str, text: str) -> bytes:
    lines = [TITLE, *ARTICLES, *([text] if how == "paragraph" else [])]
    before = {"white": b"1 g /F1 12 Tf", "tiny": b"/F1 0.5 Tf", "unpainted": b"3 Tr /F1 12 Tf"}
    drawn = b""
    if how in before:
        words = text.encode("utf-16-be").hex().encode()
        drawn = b"BT %s 1 0 0 1 114 300 Tm <%s> Tj ET\n" % (before[how], words)
    data = pdf(*set_in_pages(lines), drawn=drawn)
    if how != "properties":
        return data
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({"/Title": text, "/Subject": text, "/Keywords": text, "/Author": text})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


_MAKERS = {"txt": _plain, "md": _plain, "html": _page, "docx": _word, "pdf": _printed}
