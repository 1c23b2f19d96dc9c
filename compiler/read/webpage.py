"""Web pages: find the article among menus and footers, and turn it into paragraphs.

The article is found by weight (running text with sentence punctuation outside links), not by one
site's class names; names only help to recognise furniture and to break ties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.read.canonical import control_characters, deceptive_characters, simplified, tidy
from compiler.read.flow import BLOCKS, flow
from compiler.read.furniture import (
    FACT_NAMES,
    is_furniture_line,
    is_index_row,
    named_furniture,
    page_facts,
)
from compiler.read.plain import decode
from compiler.read.problems import problem, rejection
from compiler.read.result import Droppings, Reading
from compiler.read.sniff import MEDIA_TYPES, Format

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not XML
_SILENT = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "map")
_CONTROLS = ("select", "button", "input", "textarea", "option", "datalist")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?<![\w-])opacity\s*:\s*0*(?:\.0*)?\s*(?:;|!|\Z)",
    re.IGNORECASE,
)
_SIZELESS = re.compile(
    r"font-size\s*:\s*0+(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:;|!|\Z)", re.IGNORECASE
)
_HINT = re.compile(
    r"zoom|trs_|article-?con|art_con|ucap-?content|info_?cont|view|newsMain|content_body|pages_con"
    r"|main-?text|detail-?con|post-?content|rich_media_content",
    re.IGNORECASE,
)
_MARKS = re.compile("[，。；！？、]")  # no colon: footers are full of them
_ENDS = re.compile("[。；！？]")


def read_page(data: bytes, source_name: str) -> Reading:
    """An HTML page; its menus, hidden parts, share bars and footers are dropped and counted."""
    from lxml import html
    from lxml.etree import LxmlError

    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared[1].decode("ascii") if declared else "")
    if decoded is None:
        raise rejection("PC110", source_name)
    reading = Reading(media_type=MEDIA_TYPES[Format.HTML], lines=[])
    if not decoded.certain:
        reading.diagnostics.append(problem("PC122", source_name, encoding=decoded.encoding))
    if controls := control_characters(decoded.text) + deceptive_characters(decoded.text):
        reading.diagnostics.append(problem("PC123", source_name, count=controls))
    source = _DECLARATION.sub("", decoded.text.replace("\x00", "")).strip()
    if not source:
        raise rejection("PC101", source_name)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(source, parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise rejection("PC115", source_name) from error
    _fill(reading, root, source_name)
    if not reading.lines:
        raise rejection("PC115", source_name)
    return reading


def _fill(reading: Reading, root: _Element, source_name: str) -> None:
    meta = _meta_tags(root)
    page_title = tidy(root.findtext(".//title") or "")
    heading = _heading(root)
    body = root.find(".//body")
    if body is None:
        body = root
    _remove_unseen(body, reading)
    article = _article(body)
    facts = page_facts(body, article)
    if article is body and len(list(body)) > 8:
        reading.diagnostics.append(problem("PC128", source_name))
    for text in _outside(body, article):
        reading.droppings.add("网页栏目、链接等站点内容", text)
    lines = []
    for line in flow(article):
        if is_furniture_line(line):
            reading.droppings.add("网页栏目、链接等站点内容", line)
        elif is_index_row(line, facts):
            reading.droppings.add("已列在文首的信息栏", line)
        else:
            lines.append(line)
    lines = _once(lines, reading.droppings)
    title = tidy(meta.get("ArticleTitle", "")) or heading or _split_title(page_title)
    reading.lines = _with_head(lines, title, facts)
    reading.facts = {"标题": title, **facts}
    for name, key in (("PubDate", "发布日期"), ("ContentSource", "来源")):
        if meta.get(name):
            reading.facts.setdefault(key, meta[name].strip())


def _meta_tags(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name, content = tag.get("name") or tag.get("property"), tag.get("content")
        if name and content and content.strip():
            found.setdefault(name, content)
    return found


def _heading(root: _Element) -> str:
    titles = [tidy(_text(h)) for h in root.iter("h1")]
    fitting = [t for t in titles if 6 <= len(t) <= 150 and "位置" not in t]
    return max(fitting, key=len, default="")


def _split_title(title: str) -> str:
    return re.split(r"\s*[-_|—]+\s*(?=[^-_|—]*(?:网|政府|局|委员会|厅|门户)\s*$)", title)[0].strip()


def _text(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _drop(element: _Element) -> None:
    """Remove an element but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if tail := _CONTROL.sub("", element.tail or ""):
        before = element.getprevious()
        if before is not None:
            before.tail = _CONTROL.sub("", before.tail or "") + tail
        else:
            parent.text = _CONTROL.sub("", parent.text or "") + tail
    parent.remove(element)


def _remove_unseen(body: _Element, reading: Reading) -> None:
    """Scripts and controls, hidden elements, then elements whose tag or name says furniture."""
    for element in list(body.iter(*_SILENT)):
        _drop(element)
    for element in list(body.iter(*_CONTROLS)):
        reading.droppings.add("网页控件", _text(element))
        _drop(element)
    for element in list(body.iter()):
        if element is body or not _attached(element, body):
            continue
        style = element.get("style") or ""
        if "hidden" in element.attrib or _HIDDEN.search(style) or _sizeless(element, style):
            reading.droppings.add("隐藏内容", _text(element))
            _drop(element)
    whole = _weight(body)
    for element in list(body.iter()):
        if element is body or not _attached(element, body) or not named_furniture(element):
            continue
        # a page whose article sits inside something called "nav" must not lose it
        if _weight(element) * 4 <= whole and not _holds_policy(element):
            reading.droppings.add("网页栏目、链接等站点内容", _text(element))
            _drop(element)


def _sizeless(element: _Element, style: str) -> bool:
    """Whether nobody can see the letters of an element; those inside may have their own size."""
    if not _SIZELESS.search(style):
        return False
    inside = (child for child in element.iter() if child is not element)
    return not any(child.get("class") or "font" in (child.get("style") or "") for child in inside)


def _holds_policy(element: _Element) -> bool:
    """Whether an element named like furniture holds header facts or several sentences after all."""
    if sum(len(t) >= 20 and bool(_ENDS.search(t)) for t in _unlinked(element)) >= 3:
        return True
    text = simplified(re.sub(r"\s", "", _text(element)))
    return sum(f"{name}：" in text for name in FACT_NAMES) >= 2


def _attached(element: _Element, body: _Element) -> bool:
    node: _Element | None = element
    while node is not None:
        if node is body:
            return True
        node = node.getparent()
    return False


def _weight(element: _Element) -> int:
    """Characters of running text: outside links, sentence punctuation counted tenfold."""
    total = 0
    for text in _unlinked(element):
        total += len(text) + 9 * len(_MARKS.findall(text)) if _MARKS.search(text) else 0
    return total


def _unlinked(element: _Element) -> Iterator[str]:
    if element.tag == "a":
        return
    if element.text and element.text.strip():
        yield element.text.strip()
    for child in element:
        yield from _unlinked(child)
        if child.tail and child.tail.strip():
            yield child.tail.strip()


def _article(body: _Element) -> _Element:
    """The smallest element that holds practically all running text of the page."""
    current = body
    while True:
        children = [c for c in current if isinstance(c.tag, str)]
        if not children or current.tag in ("p", "table", "ul", "ol", "dl"):
            return current
        whole = _weight(current)
        best = max(children, key=_weight)
        if whole == 0 or best.tag not in _CONTAINERS or _weight(best) < 0.75 * whole:
            return current
        named = _HINT.search(f"{best.get('id') or ''} {best.get('class') or ''}")
        outside = [t for c in children if c is not best for t in _unlinked(c)]
        outside += [c.tail for c in children if c.tail] + [current.text or ""]
        if not named and any(len(t) >= 20 and _ENDS.search(t) for t in outside):
            return current
        if best.tag == "table" and len(children) > 1:
            return current
        current = best


_CONTAINERS = (BLOCKS | {"span", "font"}) - {"p"}


def _outside(body: _Element, article: _Element) -> Iterator[str]:
    """The text of everything beside the path from body to article, in page order."""
    if article is body:
        return
    path = {article}
    node: _Element | None = article
    while node is not None and node is not body:
        node = node.getparent()
        if node is not None:
            path.add(node)

    def walk(element: _Element) -> Iterator[str]:
        for child in element:
            if child is article:
                pass
            elif child in path:
                yield from walk(child)
            else:
                yield from flow(child)

    yield from walk(body)


_TRIES = 20  # a page of one line a thousand times over must not cost a million comparisons


def _once(lines: list[str], droppings: Droppings) -> list[str]:
    """Drop a second printing of the same article (some pages carry one for phones)."""
    total = sum(map(len, lines))
    again = [n for n in range(1, len(lines)) if len(lines[n]) >= 8 and lines[n] == lines[0]]
    for start in again[:_TRIES]:
        same = 0
        while start + same < len(lines) and same < start and lines[start + same] == lines[same]:
            same += 1
        if sum(map(len, lines[start : start + same])) >= 0.4 * total:
            for line in lines[start : start + same]:
                droppings.add("重复的正文", line)
            return lines[:start] + lines[start + same :]
    return lines


def _with_head(lines: list[str], title: str, facts: dict[str, str]) -> list[str]:
    """Title and header facts on top, where the article does not have them itself."""
    opening = "".join(lines[:6]).replace(" ", "")
    head = []
    bare = title.replace(" ", "")
    if bare and bare not in opening:
        head.append(title)
    head += [f"{name}：{value}" for name, value in facts.items()]
    return head + lines
