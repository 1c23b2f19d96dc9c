"""Options that several commands take, each written once."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class For(StrEnum):
    """Whose items to look at."""

    ENTERPRISE = "enterprise"
    PERSON = "person"


class SearchMode(StrEnum):
    """Which lists a search asks; retrieval knows the same ones, but is slow to import."""

    LEXICAL = "lexical"
    VECTOR = "vector"
    HYBRID = "hybrid"


def day(text: str) -> date:
    """A date as it is typed."""
    try:
        typed = date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"「{text}」不是日期，应写成 2026-03-01") from None
    if not 1949 < typed.year <= 2200:
        raise typer.BadParameter(f"日期应在 1950 年至 2200 年之间，收到「{text}」")
    return typed


Json = Annotated[bool, typer.Option("--json", help="输出 JSON，便于程序读取")]
Files = Annotated[list[Path], typer.Argument(metavar="文件…", help="一个或多个文件")]
On = Annotated[
    date | None,
    typer.Option("--on", parser=day, metavar="日期", help="测算日期，如 2026-03-01；默认今天"),
]
FactsFile = Annotated[
    Path | None,
    typer.Option(
        "--facts",
        metavar="文件",
        help="情况文件（YAML、JSON）或表格（CSV、xlsx、Parquet），- 为标准输入",
    ),
]
Fact = Annotated[
    list[str] | None,
    typer.Option(
        "--fact", metavar="指标=值", help="直接写一项情况，可重复，如 上年度营业收入=3000万元"
    ),
]
SubjectIds = Annotated[
    list[str] | None,
    typer.Option(
        "--subject-id",
        metavar="编号",
        help="只测算表格中的这个对象（编号或名称），可重复；默认全部",
    ),
]
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="工作表名", help="读 Excel 的哪个工作表")
]
IgnoredColumns = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="列名", help="表格中不当作情况的列，可重复"),
]
RuleIds = Annotated[
    list[str] | None, typer.Option("--rule", metavar="编号", help="只看这个条目，可重复")
]
RulesFiles = Annotated[
    list[Path] | None,
    typer.Option("--rules-file", metavar="文件", help="用规则文件代替已发布的规则，可重复"),
]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="文件", help="同时写成 CSV 清单")]
Subject = Annotated[
    For | None, typer.Option("--for", metavar="enterprise|person", help="只看企业或个人的条目")
]
Actor = Annotated[
    str,
    typer.Option(
        "--actor", metavar="姓名", envvar="POLICYCALC_ACTOR", help="操作人姓名，记入事件记录"
    ),
]
Texts = Annotated[Path, typer.Option("--texts", metavar="文件夹", help="政策原文所在文件夹")]
Golden = Annotated[Path, typer.Option("--golden", metavar="文件夹", help="标准规则所在文件夹")]
First = Annotated[int | None, typer.Option("--first", min=1, metavar="N", help="只列前 N 项")]


class ExtractorChoice(StrEnum):
    """Who reads a text."""

    GRAMMAR = "grammar"
    MODEL = "model"
    BOTH = "both"


WhoReads = Annotated[
    ExtractorChoice,
    typer.Option(
        "--extractor",
        metavar="grammar|model|both",
        envvar="POLICYCALC_EXTRACTOR",
        help="由谁提取：语法、模型，或两种并行对照",
    ),
]
Replies = Annotated[
    Path | None,
    typer.Option("--replies", metavar="文件夹", help="只用录下的模型回答，不连模型"),
]
