"""Web pages: the article and its header facts stay, the site around it goes and is counted."""

from __future__ import annotations

import pytest

from compiler.read import ReadResult, read
from rules.errors import InputRejected

ARTICLE = """
<p style="text-align:center">云经信规〔2024〕3号</p>
<p>各区经济和信息化局：</p>
<p>　　第一条　为促进制造业发展，根据有关规定，制定本办法。</p>
<p>　　第二条　对上年度营业收入<b>2000万元</b>以上的企业，给予一次性奖励<span>10</span>万元。<br>
　　单个企业最高不超过50万元。</p>
<p>云江市经济和信息化局　　云江市财政局</p><p>2024年3月14日</p>
"""
LINES = [
    "云经信规〔2024〕3号",
    "各区经济和信息化局：",
    "第一条 为促进制造业发展，根据有关规定，制定本办法。",
    "第二条 对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。",
    "单个企业最高不超过50万元。",
    "云江市经济和信息化局云江市财政局",
    "2024年3月14日",
]
TITLE = "云江市经济和信息化局云江市财政局关于印发云江市制造业奖励办法的通知"
FURNITURE = """
<div class="top"><ul class="mainNav"><li><a href="/">首页</a></li><li><a>政务公开</a></li></ul>
</div>
<div class="crumb">当前位置：<a>首页</a> &gt; <a>政策文件</a></div>
"""
FOOTER = """
<div class="bottom-x"><p>主办：云江市人民政府办公室</p><p>网站标识码：1234567890 </p>
<p>粤ICP备12345678号-1</p></div><script>document.write("脚本插入的政策条款。");</script>
"""


def _page(article: str = ARTICLE, *, head: str = "", before: str = "", after: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{FURNITURE}{before}"
        f"<div class='wrap'><div class='x1'>{article}</div></div>{after}{FOOTER}</body></html>"
    ).encode()


def _read(data: bytes) -> ReadResult:
    return read(data, "办法.html")


def _lines(data: bytes) -> list[str]:
    return _read(data).document.text.split("\n")


def test_the_article_is_found_without_known_class_names() -> None:
    result = _read(_page())
    assert result.document.text.split("\n") == LINES
    dropped = " ".join(d.text for d in result.document.dropped)
    for furniture in ("首页", "当前位置", "网站标识码", "ICP备"):
        assert furniture in dropped
    assert "脚本插入" not in result.document.text + dropped


def test_title_and_header_facts_come_first() -> None:
    facts = (
        "<div class='info'><ul><li><span>文　　号：</span>云经信规〔2024〕3号</li>"
        "<li><span>发布机关：</span>云江市经济和信息化局</li>"
        "<li><span>实施日期：</span>2024年04月01日</li><li><span>失效日期：</span>2029年03月31日</li>"
        "</ul></div>"
    )
    head = (
        f"<meta name='ArticleTitle' content='{TITLE}'>"
        "<meta name='PubDate' content='2024-03-20 10:00'>"
    )
    document = _read(_page(head=head, before=facts)).document
    assert document.text.split("\n")[:5] == [
        TITLE,
        "文号：云经信规〔2024〕3号",
        "发布机关：云江市经济和信息化局",
        "实施日期：2024年04月01日",
        "失效日期：2029年03月31日",
    ]
    meta = document.meta
    assert meta.title == TITLE
    assert meta.issuer == "云江市经济和信息化局、云江市财政局"
    assert meta.number == "云经信规〔2024〕3号"
    assert str(meta.published) == "2024-03-14"
    assert (str(meta.effective), str(meta.expires)) == ("2024-04-01", "2029-03-31")


def test_facts_standing_side_by_side_are_told_apart() -> None:
    before = (
        "<div class='attr'><span>发表时间：<b>2025-08-11 18:04</b></span>"
        "<span>信息来源：<b>区住建局</b></span><span>浏览量：<b>-</b></span></div>"
    )
    lines = _lines(_page(before=before))
    assert lines[:2] == ["发表时间：2025-08-11 18:04", "信息来源：区住建局"]


def test_hidden_text_is_not_policy() -> None:
    hidden = (
        "<div style='display: none'><p>隐藏的政策条款，给予奖励一亿元。</p></div>"
        "<p hidden>又一条隐藏的条款。</p>"
    )
    document = _read(_page(ARTICLE + hidden)).document
    assert document.text.split("\n") == LINES
    assert sum(d.reason == "隐藏内容" for d in document.dropped) == 2


def test_a_page_that_only_its_script_makes_visible_is_read() -> None:
    data = _page().replace(b"<body>", b"<body style='visibility: hidden'>")
    assert _lines(data) == LINES


def test_furniture_inside_the_article_is_dropped_line_by_line() -> None:
    above, below = "<p>点击查看政策解读：<a>【一图读懂】</a></p>", "<p>【打印】【关闭窗口】</p>"
    assert _lines(_page(above + ARTICLE + below)) == LINES


def test_policy_lines_that_look_like_furniture_stay() -> None:
    lines = [
        "无障碍改造补贴标准为每户2000元。",
        "位置偏远的企业，补贴上浮10%。",
        "主办单位：云江市民政局",
        "申请人微信扫一扫二维码，提交申请。",
    ]
    article = "".join(f"<p>{line}</p>" for line in lines)
    assert _lines(_page(ARTICLE + article))[-4:] == lines


def test_ordered_lists_carry_the_numbers_a_browser_prints() -> None:
    article = (
        "<p>申报企业应当符合下列条件，缺一不可：</p><ol><li>在本市登记注册；</li><li>无失信记录。</li>"
        "</ol><ol start='3' type='a'><li>其他。</li></ol><ol><li>（一）已有编号。</li></ol>"
        "<ul><li>无编号。</li></ul>"
    )
    assert _lines(_page(article))[1:] == [
        "1.在本市登记注册；",
        "2.无失信记录。",
        "c.其他。",
        "（一）已有编号。",
        "无编号。",
    ]


def test_an_annex_beside_the_body_is_not_lost() -> None:
    annex = "<div><p>附件：申报条件说明。申报企业应当如实填写材料，不得弄虚作假。</p></div>"
    body = f"<div class='z'>{ARTICLE}</div>{annex}"
    assert _lines(_page(body))[-1].startswith("附件：申报条件说明。")


def test_paragraphs_run_together_in_one_element_are_split() -> None:
    joined = "<div>　　第一条　为促进发展，制定本办法。　　第二条　给予企业奖励，最高十万元。</div>"
    assert _lines(_page(joined)) == [
        "第一条 为促进发展，制定本办法。",
        "第二条 给予企业奖励，最高十万元。",
    ]


def test_a_second_printing_of_the_article_is_dropped() -> None:
    document = _read(_page(f"<div>{ARTICLE}</div><div>{ARTICLE}</div>")).document
    assert document.text.split("\n") == LINES
    assert {d.reason for d in document.dropped} >= {"重复的正文"}


def test_conditions_that_two_items_share_are_kept_twice() -> None:
    shared = "<p>（1）登记失业人员；</p><p>（2）退役军人。</p>"
    article = f"<p>一、创业补贴，条件如下：</p>{shared}<p>二、租金补贴，条件如下：</p>{shared}"
    assert _lines(_page(article)).count("（1）登记失业人员；") == 2


def test_tables_become_rows_and_merged_cells_are_repeated() -> None:
    table = (
        "<p>奖励标准如下，按级别执行：</p><table><tr><th>级别</th><th colspan='2'>标准</th></tr>"
        "<tr><td rowspan='2'>市级</td><td>一等</td><td><p>20 万元</p></td></tr>"
        "<tr><td>二等</td><td>10<br>万元</td></tr></table>"
    )
    assert _lines(_page(table))[1:] == [
        "级别 | 标准",
        "市级 | 一等 | 20万元",
        "市级 | 二等 | 10 万元",
    ]


def test_a_layout_table_is_not_a_data_table() -> None:
    data = _page(f"<table><tr><td>{ARTICLE}</td></tr></table>")
    assert _lines(data) == LINES


def test_gb2312_pages_are_read_by_their_declaration() -> None:
    data = _page().decode().replace("utf-8", "gb2312").replace("制造业", "製造业").encode("gb18030")
    assert "製造业" in _read(data).document.text


def test_question_and_answer_text_is_kept() -> None:
    article = "<p><b>一、谁能申请？</b></p><p>答：登记失业人员，就业困难人员。</p>" * 3
    assert _lines(_page(article))[:2] == ["一、谁能申请？", "答：登记失业人员，就业困难人员。"]


def test_a_fragment_without_a_body_is_read() -> None:
    assert _lines("<p>第一条 给予奖励十万元。</p>".encode()) == ["第一条 给予奖励十万元。"]


def test_a_page_filled_by_script_is_refused() -> None:
    data = "<html><body><div id='app'></div><script>加载()</script></body></html>".encode()
    with pytest.raises(InputRejected) as caught:
        read(data, "空壳.html")
    assert caught.value.diagnostics[0].code == "PC115"


def test_entities_and_external_references_are_not_followed() -> None:
    data = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/'
        'hostname">]><html><body><p>奖励&x;十万元。</p></body></html>'
    ).encode()
    text = _read(data).document.text
    assert "奖励" in text
    assert "十万元。" in text


def test_nesting_deeper_than_any_page_is_refused_not_crashed_on() -> None:
    data = b"<html><body>" + b"<div>" * 5000 + "给予奖励，十万元。".encode() + b"</body></html>"
    with pytest.raises(InputRejected) as caught:
        _read(data)
    assert caught.value.diagnostics[0].code == "PC115"


def test_an_index_table_of_a_bare_page_is_not_printed_twice() -> None:
    """No main, no article: what the page says of itself stands on top, and only there."""
    page = (
        "<html><body><table><tr><td>索引号：</td><td>001-3</td><td>文号：</td>"
        "<td>青科〔2026〕3号</td></tr></table><h1>青屏区促进科技创新若干措施</h1>"
        "<p>第一条 对国家高新技术企业，奖励标准见下表。</p>"
        "<table><tr><td>等级</td><td>金额</td></tr><tr><td>一等</td><td>20万元</td></tr></table>"
        "</body></html>"
    )
    document = read(page.encode(), "a.html").document
    assert document.text.split("\n") == [
        "文号：青科〔2026〕3号",
        "青屏区促进科技创新若干措施",
        "第一条 对国家高新技术企业，奖励标准见下表。",
        "等级 | 金额",
        "一等 | 20万元",
    ]
    assert [d.text for d in document.dropped] == ["索引号： | 001-3 | 文号： | 青科〔2026〕3号"]
