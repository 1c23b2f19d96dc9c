"""Facts files that are wrong in many ways; ``wrong_facts.yaml`` holds what people are told, whole.

Run with ``-s`` to see the list.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import cli.tables.parquet
from cli.applicants import read_applicants
from rules.errors import InputRejected, MissingExtra
from rules.vocabulary import Vocabulary
from tests.matcher.tables import excel, parquet

ON = date(2026, 5, 20)
TOLD: dict[str, str] = yaml.safe_load(
    Path(__file__).with_name("wrong_facts.yaml").read_text(encoding="utf-8")
)


class Way(NamedTuple):
    """A file that is wrong in one way; the whole message stands in wrong_facts.yaml."""

    name: str
    file: str
    data: bytes
    sheet: str | None = None
    ignore: Sequence[str] = ()


def text(*lines: str) -> bytes:
    return "\n".join(lines).encode() + b"\n"


def money(cell: str, title: str = "营业收入（万元）") -> bytes:
    return text(f"企业名称,{title}", f'甲公司,"{cell}"')


def one(title: str, cell: object, form: str = "") -> bytes:
    """A workbook with one value, shown in a format."""

    def shown(book: Any) -> None:
        if form:
            book.active["B2"].number_format = form

    return excel(["企业名称", title], ["甲公司", cell], edit=shown)


def two_sheets(book: Any) -> None:
    book.create_sheet("去年")["A1"] = "企业名称"


def hidden_row(book: Any) -> None:
    book.active.row_dimensions[2].hidden = True


def hidden_column(book: Any) -> None:
    book.active.column_dimensions["B"].hidden = True


def merged(book: Any) -> None:
    book.active.merge_cells("B2:B3")


def hidden_sheet(book: Any) -> None:
    book.active.sheet_state = "hidden"
    book.create_sheet("封面")


ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
MONEY = ["企业名称", "营业收入（万元）"]
WAYS = (
    # the file
    Way("YAML 缩进坏了", "甲.yaml", text("营业收入: [1")),
    Way("JSON 同一项写了两次", "甲.json", text('{"revenue": "1元", "revenue": "2元"}')),
    Way("YAML 金额没有单位", "甲.yaml", text("营业收入: 2000")),
    Way("YAML 指标名写错", "甲.yaml", text("营业收人: 2000万元")),
    Way(
        "YAML 里互相矛盾",
        "甲.yaml",
        text("研发费用: 5元", "营业收入: 100元", "研发费用占营业收入比例: 7%"),
    ),
    Way("文件是空的", "甲.csv", b""),
    Way("只有表头", "甲.csv", text("企业名称,营业收入（万元）")),
    Way("第一行是空的", "甲.xlsx", excel([], MONEY, ["甲公司", 1])),
    Way("UTF-16 编码", "甲.csv", codecs.BOM_UTF16_LE + "企业名称".encode("utf-16-le")),
    Way("编码认不出", "甲.csv", b"\xff\xff\xff"),
    Way("CSV 里是 Excel", "甲.csv", excel(MONEY)),
    Way("xlsx 里是文本", "甲.xlsx", text("企业名称,营业收入（万元）")),
    Way("旧版或加密的 Excel", "甲.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)),
    Way(
        "OpenDocument 表格",
        "甲.ods",
        b"PK\x03\x04" + bytes(26) + ODS,
    ),
    Way("表格是竖着写的", "甲.csv", text("指标,值", "营业收入,3000万元", "员工人数,30")),
    Way("第一行是标题", "甲.csv", text("2025年企业情况表,", "企业名称,行业", "甲公司,工业")),
    Way("Excel 文件不完整", "甲.xlsx", excel(MONEY)[:900]),
    Way("两个工作表都有内容", "甲.xlsx", excel(MONEY, edit=two_sheets)),
    Way("没有这个工作表", "甲.xlsx", excel(MONEY), sheet="企业表"),
    Way("工作表是隐藏的", "甲.xlsx", excel(MONEY, edit=hidden_sheet)),
    Way("行是隐藏的", "甲.xlsx", excel(MONEY, ["甲公司", 1], edit=hidden_row)),
    Way("列是隐藏的", "甲.xlsx", excel(MONEY, ["甲公司", 1], edit=hidden_column)),
    Way("合并了单元格", "甲.xlsx", excel(MONEY, ["甲", 1], ["乙"], edit=merged)),
    Way("Parquet 文件不完整", "甲.parquet", b"PAR1" + bytes(40)),
    Way("引号没有配对", "甲.csv", text("企业名称,注册地", '甲公司,"青屏区', "乙公司,青屏区")),
    Way("两种分隔符混用", "甲.csv", text("企业名称,注册地;行业", "甲公司,青屏区;工业")),
    Way("全角逗号分隔", "甲.csv", text("企业名称，注册地", "甲公司，青屏区")),
    Way("一行少一格", "甲.csv", text("企业名称,注册地,行业", "甲公司,青屏区")),
    Way("千位逗号没有加引号", "甲.csv", text("企业名称,营业收入（元）", "甲公司,1,234")),
    # the columns
    Way("有内容没有列名", "甲.csv", text("企业名称,", "甲公司,青屏区")),
    Way("表格右边多出内容", "甲.xlsx", excel(MONEY, ["甲公司", 1, "待核实"])),
    Way("列名打错", "甲.csv", text("企业名称,营业收人（万元）", "甲公司,1")),
    Way("列名的期间写错", "甲.csv", text("企业名称,revenue@Y+1[万元]", "甲公司,1")),
    Way("列名的单位与指标不符", "甲.csv", text("企业名称,营业收入（人）", "甲公司,1")),
    Way("列名是外币", "甲.csv", text("企业名称,2025年营业收入（万美元）", "甲公司,1")),
    Way("列名括号里看不懂", "甲.csv", text("企业名称,营业收入（合并口径）", "甲公司,1万元")),
    Way("是否的列写了单位", "甲.csv", text("企业名称,独立法人资格（万元）", "甲公司,是")),
    Way("两列说同一件事", "甲.csv", text("企业名称,年营收（元）,2025年营业收入/万元", "甲,1,1")),
    Way("没有写明对象的列", "甲.csv", text("注册地,行业", "青屏区,工业", "云江区,工业")),
    Way("两列都写对象", "甲.csv", text("企业名称,单位名称,注册地", "甲,甲,青屏区")),
    Way("--ignore 的列不存在", "甲.csv", text("企业名称,注册地", "甲,青屏区"), ignore=("备注",)),
    Way("Parquet 浮点数", "甲.parquet", parquet(id=["甲"], **{"revenue[元]": [1.5]})),
    # the cells
    Way("金额没有单位", "甲.csv", money("2000", "营业收入")),
    Way("面积没有单位", "甲.csv", money("500", "租赁面积")),
    Way("Excel 金额没有单位", "甲.xlsx", one("营业收入", 2000)),
    Way("单位没有写全", "甲.csv", money("2000万")),
    Way("单位是别的量", "甲.csv", money("2000人")),
    Way("亩不能精确换算", "甲.csv", money("3亩", "租赁面积（平方米）")),
    Way("计数单位不对", "甲.csv", money("5家", "发明专利")),
    Way("金额列里是百分数", "甲.xlsx", one("营业收入（万元）", 0.05, "0%")),
    Way("数字的列写「无」", "甲.csv", money("无")),
    Way("数字的列写「—」", "甲.csv", money("—")),
    Way("是否的列写 N/A", "甲.csv", money("N/A", "独立法人资格")),
    Way("选项的列写「无」", "甲.csv", money("无", "主体类型")),
    Way("日期的列写「/」", "甲.csv", money("/", "成立日期")),
    Way("资质里夹着「无」", "甲.csv", money("甲级、无", "资质")),
    Way("百分比写成小数", "甲.csv", money("0.05", "营业收入增速（%）")),
    Way("百分比没有单位", "甲.csv", money("5", "营业收入增速")),
    Way("日期看不出月和日", "甲.csv", money("01/02/2025", "成立日期")),
    Way("日期不全", "甲.csv", money("2025年1月", "成立日期")),
    Way(
        "Excel 把年月补成了日期", "甲.xlsx", one("成立日期", datetime(2025, 1, 1), 'yyyy"年"m"月"')
    ),
    Way("格内同一项写了两次", "甲.csv", money("{has: [甲], has: [乙]}", "资质")),
    Way("名称是出错的公式", "甲.xlsx", excel(["编号", "企业名称", "行业"], ["1", "#N/A", "工业"])),
    Way("列名是没有结果的公式", "甲.xlsx", excel(["企业名称", "=A1&1"], ["甲", "工业"])),
    Way("没有这一天", "甲.csv", money("2025-02-30", "成立日期")),
    Way("日期成了序号", "甲.xlsx", one("成立日期", 45321)),
    Way("日期带着钟点", "甲.xlsx", one("成立日期", datetime(2020, 1, 2, 8, 30))),
    Way("数字被当成日期", "甲.xlsx", one("发明专利", datetime(2026, 3, 1))),
    Way("公式没有结果", "甲.xlsx", one("营业收入（万元）", "=1000+2000")),
    Way("公式出错", "甲.xlsx", one("营业收入（万元）", "#DIV/0!")),
    Way("科学记数", "甲.csv", money("1.2E+08", "营业收入（元）")),
    Way("数字超过十五位", "甲.xlsx", one("营业收入（元）", 1234567890123456789)),
    Way("数字太长", "甲.csv", money("1234567890123456789", "营业收入（元）")),
    Way("显示格式缩小了一万倍", "甲.xlsx", one("营业收入（万元）", 15000, '0!.0,"万"')),
    Way("显示成美元", "甲.xlsx", one("营业收入（万元）", 15000, "[$USD] #,##0")),
    Way("人数是负的", "甲.csv", money("-3", "员工人数")),
    Way("人数有小数而无单位", "甲.csv", money("3.5", "员工人数")),
    Way("千位分隔错位", "甲.csv", money("12,34")),
    Way("用横线写范围", "甲.csv", money("1000-2000")),
    Way("区间颠倒", "甲.csv", money("[2000万元,1000万元)")),
    Way("大约的数", "甲.csv", money("约3000")),
    Way("以上", "甲.csv", money("3000万元以上")),
    Way("中文数字", "甲.csv", money("三千万元")),
    Way("会计负数", "甲.csv", money("(1,234.5)")),
    Way("两个单位的时长", "甲.csv", money("3年6个月", "社保月数（月）")),
    Way("是否写成 1", "甲.xlsx", one("独立法人资格", 1)),
    Way("是否写成对勾", "甲.csv", money("√", "独立法人资格")),
    Way("没有这个选项", "甲.csv", money("公司", "主体类型")),
    Way("一格两个选项", "甲.csv", money("工业、农业", "行业")),
    Way("地名成了数字", "甲.xlsx", one("注册地", 440106)),
    Way("记录写成一句话", "甲.csv", money("三个人", "新招用人员")),
    Way("列表里有空值", "甲.parquet", parquet(id=["甲"], titles=[["甲级", None]])),
    Way("认定结果不清", "甲.csv", money("待定", "gate:专家评审")),
    # the rows
    Way("没写是谁", "甲.csv", text("企业名称,注册地", ",青屏区")),
    Way("同一行写了两遍", "甲.csv", text("企业名称,注册地", "甲,青屏区", "甲,青屏区")),
    Way("同一对象两行不同", "甲.csv", text("编号,注册地", "a1,青屏区", "A1,云江区")),
    Way("合计行", "甲.xlsx", excel(MONEY, ["甲公司", 1], ["合计", 1])),
    Way(
        "信用代码成了数字",
        "甲.xlsx",
        excel(["统一社会信用代码", "行业"], [914401011234567890, "工业"]),
    ),
    Way("信用代码成了科学记数", "甲.csv", text("信用代码,行业", "9.14401E+17,工业")),
    Way(
        "成立日期与时长矛盾", "甲.csv", text("企业名称,成立日期,成立时长（年）", "甲,2020-05-20,10")
    ),
    Way(
        "增速与两年收入矛盾",
        "甲.csv",
        text("企业名称,2024年营业收入/元,2025年营业收入/元,2025年营业收入增速/%", "甲,100,150,30"),
    ),
)


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_each_way_has_its_message(
    way: Way, vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(way.file).write_bytes(way.data)
    with pytest.raises(InputRejected) as caught:
        read_applicants(Path(way.file), ON, vocabulary, sheet=way.sheet, ignore=way.ignore)
    told = [problem.line() for problem in caught.value.diagnostics]
    print(f"\n{way.name}\n    {' '.join(told)}")
    assert told == [TOLD[way.name]]


def test_the_ways_are_many_and_different() -> None:
    assert [way.name for way in WAYS] == list(TOLD)
    assert len(set(TOLD.values())) == len(TOLD) >= 40
    assert {Path(way.file).suffix for way in WAYS} >= {
        ".json",
        ".yaml",
        ".csv",
        ".xlsx",
        ".parquet",
    }


def test_every_problem_of_a_table_is_told_at_once(
    vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = text("企业名称,营业收入（万元）,成立日期,备注", "甲,无,1/2/2020,x", "合计,三,,", ",1,,")
    Path("甲.csv").write_bytes(rows)
    with pytest.raises(InputRejected) as caught:
        read_applicants(Path("甲.csv"), ON, vocabulary)
    assert [(d.code, d.place) for d in caught.value.diagnostics] == [
        ("MF141", "D1"),
        ("MF153", "B2「营业收入（万元）」"),
        ("MF155", "C2「成立日期」"),
        ("MF150", "B3「营业收入（万元）」"),
        ("MF173", "A3「企业名称」"),
        ("MF170", "A4「企业名称」"),
    ]


def test_parquet_without_its_library_says_what_to_install(
    vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "甲.parquet").write_bytes(b"PAR1")
    monkeypatch.setattr(cli.tables.parquet, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra) as caught:
        read_applicants(tmp_path / "甲.parquet", ON, vocabulary)
    assert str(caught.value) == "读 Parquet 文件需要安装可选组件：pip install 'policycalc[batch]'"
