"""What on a government web page is the site's, not the policy's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compiler.read.canonical import CELL_SEPARATOR, simplified, tidy
from compiler.read.flow import flow

if TYPE_CHECKING:
    from lxml.etree import _Element

FACT_NAMES = (
    "发布机关",
    "发布机构",
    "发文机关",
    "发文机构",
    "制定机关",
    "文号",
    "发文字号",
    "成文日期",
    "发文日期",
    "发布日期",
    "发布时间",
    "发表时间",
    "印发日期",
    "实施日期",
    "施行日期",
    "生效日期",
    "失效日期",
    "废止日期",
    "有效期",
    "信息来源",
    "文章来源",
    "来源",
)
_TAGS = frozenset(("nav", "footer", "aside", "menu"))
_NAMES = re.compile(
    r"^(?:.*[-_])?(?:nav|mainnav|topnav|subnav|menu|yymenu|foot|footer|footbox|footer\d*|"
    r"newfooter|crumbs?|breadcrumbs?|curb|location\d*|share\w*|\w*share|bdsharebuttonbox|qrcode|"
    r"ewm\w*|copyright|copy|sidebar|toolbar|quickbar|easybtn\w*|backtop|gotop|searchbox|search|"
    r"header|headers|topbar|fontsize|setfont|print|related|hotwords?|hot|recommend|xgwz\w*|"
    r"xgxw|xgfj|xgfj_\w*|links|friendlink|language|drop|listbox|login|counter|llcs|op-row|"
    r"info_xgxw|info_xgfj|info_bot|content_ewm|content_share|newsshare|pagecommon|prev|next|pager)$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"网站标识码|ICP备|公网安备|^版权所有|版权所有$"
    r"|^(?:您(?:当前|现在)?(?:所在)?的?|当前|所在|现在)的?位置\s*[：:>]|扫一扫在手机|^扫一扫$"
    r"|^分享(?:到|至|文章)|^浏览(?:次数|量)|^访问量"
    r"|^(?:【?(?:打印|打印本页|打印页面|关闭|关闭窗口|关闭本页|返回顶部|收藏|纠错)】?)+$"
    r"|^【?字体[：:]|^字体大小|^浏览字号|^\[?[大中小]\s*[大中小]\s*[大中小]\]?$|^[大中小]$"
    r"|^(?:上|下)一(?:篇|条)(?:[：:]|$)"
    r"|^相关(?:附件|新闻|链接|文章|解读|阅读|推荐|报道)[：:]?$|^(?:点击)?查看政策解读"
    r"|^(?:政策解读|文字解读|音频解读|一图读懂|图片解读|网站地图|联系我们|基本信息)$"
    r"|^热搜词?[：:]|^热门(?:搜索|关键词)|^无障碍(?:浏览|阅读|版)?$|^责任编辑[：:]"
    r"|^(?:手机版|电脑版|繁体版?|English|登录|注册|首页)$",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"^({'|'.join(FACT_NAMES)})\s*[：:]\s*(.*)$")
_NEXT = re.compile(rf"浏览|字体|字号|点击|分享|【|(?:{'|'.join(FACT_NAMES)})\s*[：:]")
_LONG = 120


def named_furniture(element: _Element) -> bool:
    """Whether an element's tag, id or class says that it belongs to the site."""
    if element.tag in _TAGS:
        return True
    if element.tag in ("p", "span", "td", "tr", "tbody", "table", "body", "a", "strong", "em"):
        return False
    names = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(_NAMES.match(name) for name in names if name)


def is_furniture_line(line: str) -> bool:
    """Whether a line standing inside the article is still the site's."""
    return len(line) < _LONG and bool(_LINE.search(simplified(line)))


def page_facts(body: _Element, article: _Element) -> dict[str, str]:
    """The 文号, 发布日期 and other header facts a page states outside its article."""
    found: dict[str, str] = {}
    inside = set(article.iter())
    pieces: list[str] = []
    for node in body.iter("li", "td", "th", "span", "p", "div", "dd", "dt"):
        if node in inside and article is not body:
            continue
        if any(child.tag in ("li", "td", "div", "p", "table") for child in node.iterdescendants()):
            continue
        text = tidy(" ".join(flow(node)))
        if text and len(text) <= _LONG:
            pieces.append(text)
    for index, piece in enumerate(pieces):
        match = _LABEL.match(simplified(piece))
        if not match:
            continue
        name, value = piece[: match.end(1)], piece[match.start(2) :].strip()
        if not value and index + 1 < len(pieces) and not _is_label(pieces[index + 1]):
            value = pieces[index + 1]
        if following := _NEXT.search(simplified(value)):
            value = value[: following.start()].strip()
        if value and value != "-":
            found.setdefault(name, value)
    return found


def is_index_row(line: str, facts: dict[str, str]) -> bool:
    """Whether a table row only says again what is known of the page: 文号： | … | 发布日期： | …"""
    cells = line.split(CELL_SEPARATOR)
    names = [simplified(cell).rstrip("：: ") for cell in cells[::2]]
    labels = all(
        name in FACT_NAMES or (len(name) <= 8 and cell.rstrip().endswith(("：", ":")))
        for name, cell in zip(names, cells[::2], strict=True)
    )
    known = any(facts.get(name) == value for name, value in zip(names, cells[1::2], strict=False))
    return labels and known and len(cells) % 2 == 0


def _is_label(text: str) -> bool:
    return bool(re.match(r"^[\u4e00-\u9fff]{2,6}[：:]", text))
