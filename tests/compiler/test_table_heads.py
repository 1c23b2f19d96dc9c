"""Amount tables with a head of two lines, sums in several columns, and tables in an annex."""

from __future__ import annotations

import io

import pytest

from compiler import compile_document
from compiler.extract.awards.table_header import column_titles
from compiler.scoring.lines import award_line
from rules.document import SourceSpan
from rules.draft import Draft
from rules.tree import nodes

SKILLS = """<h1>技能人才补贴办法</h1>
<p>第一条 对在云江市就业的技能人才给予补贴，标准见下表：</p>
<table><tr><th rowspan="2">等级</th><th colspan="2">补贴标准（元）</th></tr>
<tr><th>首次取证</th><th>晋级取证</th></tr>
<tr><td>中级工</td><td>1500</td><td>800</td></tr>
<tr><td>高级工</td><td>2000</td><td>1000</td></tr></table>"""
REVENUE = """<h1>产业发展办法</h1>
<p>第一条 对企业给予一次性奖励，标准如下：</p>
<table><tr><th rowspan="2">上年度营业收入</th><th colspan="2">奖励金额（万元）</th></tr>
<tr><th>制造业企业</th><th>服务业企业</th></tr>
<tr><td>1亿元以上</td><td>50</td><td>30</td></tr>
<tr><td>5000万元以上不足1亿元</td><td>20</td><td>10</td></tr></table>"""
ONE_LINE = """<h1>绿色制造办法</h1>
<p>第一条 对企业给予一次性奖励，标准如下：</p>
<table><tr><th>称号</th><th>中小企业（万元）</th><th>大型企业（万元）</th></tr>
<tr><td>国家级绿色工厂</td><td>60</td><td>40</td></tr>
<tr><td>省级绿色工厂</td><td>30</td><td>20</td></tr></table>"""


def read(page: str) -> Draft:
    draft = compile_document(f"<html><body>{page}</body></html>".encode(), "办法.html")
    spans = [node for node in nodes(draft.ruleset) if isinstance(node, SourceSpan)]
    assert all(draft.document.holds(span) for span in spans)
    return draft


def award_of(draft: Draft) -> str:
    (rule,) = draft.ruleset.rules
    return award_line(rule.award)


@pytest.mark.parametrize(
    ("page", "cases"),
    [
        (
            SKILLS,
            [
                "(skill_level has [中级工（四级）] & ?首次取证) → fixed 1500元",
                "(skill_level has [中级工（四级）] & ?晋级取证) → fixed 800元",
                "(skill_level has [高级工（三级）] & ?首次取证) → fixed 2000元",
                "(skill_level has [高级工（三级）] & ?晋级取证) → fixed 1000元",
            ],
        ),
        (
            REVENUE,
            [
                "(revenue@Y-1 >= 1亿元 & industry in [制造业]) → fixed 50万元",
                "(revenue@Y-1 >= 1亿元 & industry in [服务业]) → fixed 30万元",
                "& revenue@Y-1 < 1亿元 & industry in [制造业]) → fixed 20万元",
                "& revenue@Y-1 < 1亿元 & industry in [服务业]) → fixed 10万元",
            ],
        ),
        (ONE_LINE, ["→ fixed 60万元", "→ fixed 40万元", "→ fixed 30万元", "→ fixed 20万元"]),
    ],
)
def test_every_sum_of_a_row_is_a_case_of_its_row_and_its_column(
    page: str, cases: list[str]
) -> None:
    draft = read(page)
    award = award_of(draft)
    assert award.count("→") == len(cases)
    for case in cases:
        assert case in award
    assert "PC508" not in {d.code for d in draft.diagnostics}


def test_a_word_table_with_merged_cells_is_read_alike() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("技能人才补贴办法")
    document.add_paragraph("第一条 对在云江市就业的技能人才给予补贴，标准见下表：")
    rows = [
        ("等级", "补贴标准（元）", ""),
        ("", "首次取证", "晋级取证"),
        ("中级工", "1500", "800"),
        ("高级工", "2000", "1000"),
    ]
    table = document.add_table(len(rows), 3)
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    file = io.BytesIO()
    document.save(file)
    assert award_of(compile_document(file.getvalue(), "办法.docx")) == award_of(read(SKILLS))


def test_shares_that_several_levels_pay_are_no_classes_of_recipients() -> None:
    draft = read(SKILLS.replace("首次取证", "省财政补助").replace("晋级取证", "市财政补助"))
    assert "财政" not in award_of(draft)


@pytest.mark.parametrize("grants", [("安家补贴", "租房补贴"), ("奖励金额", "资助限额")])
def test_columns_of_different_grants_are_no_classes_of_recipients(grants: tuple[str, str]) -> None:
    page = ONE_LINE.replace("中小企业", grants[0]).replace("大型企业", grants[1])
    assert grants[1] not in award_of(read(page))


@pytest.mark.parametrize("heading", ["附件：奖励标准表", "附件  奖励标准表"])
def test_a_standard_in_an_annex_belongs_to_the_item_that_names_it(heading: str) -> None:
    draft = read(
        "<h1>绿色制造办法</h1><p>第一条 对上年度获评绿色工厂的企业给予奖励，标准见附件。</p>"
        f"<p>第二条 本办法由工业和信息化局负责解释。</p><p>{heading}</p>"
        "<table><tr><td>称号</td><td>奖励金额（万元）</td></tr>"
        "<tr><td>国家级绿色工厂</td><td>50</td></tr><tr><td>省级绿色工厂</td><td>20</td></tr>"
        "</table>"
    )
    award = award_of(draft)
    assert "[国家级绿色工厂]" in award
    assert "→ fixed 50万元" in award
    assert "→ fixed 20万元" in award


def test_of_several_annexes_the_one_named_counts() -> None:
    def table(*rows: tuple[str, str]) -> str:
        cells = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in rows)
        return f"<table>{cells}</table>"

    draft = read(
        "<h1>绿色制造办法</h1><p>第一条 对上年度获评绿色工厂的企业给予奖励，标准见附件2。</p>"
        "<p>第二条 本办法由工业和信息化局负责解释。</p>"
        "<p>附件1：技改奖励标准</p>"
        + table(("称号", "金额（万元）"), ("省级技改示范", "99"), ("市级技改示范", "88"))
        + "<p>附件2：绿色工厂奖励标准</p>"
        + table(("称号", "金额（万元）"), ("国家级绿色工厂", "50"), ("省级绿色工厂", "20"))
    )
    award = award_of(draft)
    assert "→ fixed 50万元" in award
    assert "99" not in award


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ([["等级", "标准"], ["等级", "首次", "晋级"]], ["等级", "标准首次", "标准晋级"]),
        (
            [["序", "甲", "乙", "注"], ["序", "一", "二", "一", "二", "注"]],
            ["序", "甲一", "甲二", "乙一", "乙二", "注"],
        ),
        ([["称号", "金额"]], ["称号", "金额"]),
        ([["称号", "金额"], ["其他", "另议"]], ["其他", "另议"]),  # a row of words
        ([["甲", "乙"], ["丙", "丁", "戊"]], ["丙", "丁", "戊"]),  # nobody can tell
        ([], []),
    ],
)
def test_what_each_column_is_called(head: list[list[str]], titles: list[str]) -> None:
    assert column_titles(head) == titles
