"""Data demand and readiness as rows of text, for a sheet that one office sends to another."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from matcher.demand import DataNeed, Holder, Purpose
from matcher.readiness import Mode, Obstacle, Readiness, ReadyClass
from rules.vocabulary import Kind

HOLDERS = {
    Holder.REGISTER: "部门登记数据",
    Holder.DECLARED: "申请人申报",
    Holder.PROPOSED: "待确定",
}
PURPOSES = {
    Purpose.CONDITION: "条件",
    Purpose.EXCLUSION: "排除情形",
    Purpose.CASE: "分档条件",
    Purpose.AMOUNT: "计算金额",
    Purpose.ONCE: "查重",
}
CLASSES = {
    ReadyClass.CONTINUING: "存续型",
    ReadyClass.LISTED: "特定对象型",
    ReadyClass.LINKED: "互为关联型",
    ReadyClass.STREAMLINED: "规程优化型",
}
MODES = {
    Mode.DIRECT: "直接兑现",
    Mode.ONE_CLICK: "一键确认",
    Mode.SCAN: "扫码识别",
    Mode.APPLICATION: "依申请",
}
OBSTACLES = {
    Obstacle.UNPARSED: "未成规则",
    Obstacle.JUDGED: "须由人判断",
    Obstacle.ASSESSMENT: "须评审",
    Obstacle.PROPOSED: "新指标",
    Obstacle.DECLARED: "须申报",
}
KINDS = {
    Kind.MONEY: "金额（元）",
    Kind.RATIO: "比例",
    Kind.HEADCOUNT: "人数",
    Kind.AREA: "面积（平方米）",
    Kind.DURATION: "时长",
    Kind.COUNT: "数量",
    Kind.DATE: "日期",
    Kind.BOOL: "是或否",
    Kind.ENUM: "选项",
    Kind.TAGS: "称号或名单",
    Kind.REGION: "地区",
    Kind.RECORDS: "明细",
}
NEED_HEADINGS = (
    "部门", "数据项", "类型", "期间", "时点要求", "来源", "用到的条目数", "用途", "条目",
    "指标编号",
)  # fmt: skip
READINESS_HEADINGS = (
    "条目", "位置", "主管部门", "类型", "可能的方式", "说明", "所需数据项", "登记数据能回答",
    "还缺什么", "条目编号",
)  # fmt: skip
NO_DEPARTMENT = "（未定部门）"


def need_rows(needs: Iterable[DataNeed]) -> list[tuple[str, ...]]:
    """One row a fact, under ``NEED_HEADINGS``."""
    return [
        (
            need.department or NO_DEPARTMENT,
            need.label,
            kind_text(need),
            need.period_text,
            need.fresh,
            HOLDERS[need.holder],
            str(len(need.items)),
            "、".join(PURPOSES[p] for p in dict.fromkeys(use.purpose for use in need.uses)),
            "；".join(dict.fromkeys(f"{use.title}（{use.place}）" for use in need.uses)),
            need.attribute,
        )
        for need in needs
    ]


def readiness_rows(items: Iterable[Readiness]) -> list[tuple[str, ...]]:
    """One row an item, under ``READINESS_HEADINGS``."""
    return [
        (
            item.title,
            item.place,
            item.department,
            "、".join(CLASSES[found.kind] for found in item.classes),
            MODES[item.mode],
            item.why,
            str(item.facts),
            str(item.answered),
            "；".join(found.text for found in item.obstacles),
            item.rule,
        )
        for item in items
    ]


def kind_text(need: DataNeed) -> str:
    """What sort of datum it is: 数量（件）, 金额（元）."""
    if need.kind is None:
        return "未知"
    if need.kind is Kind.COUNT and need.unit:
        return f"数量（{need.unit}）"
    return KINDS[need.kind]


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV that spreadsheets open as it is: with a byte order mark, and no cell a formula."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _inert(cell: str) -> str:
    # titles come from uploaded texts: a sheet must not run what one begins with
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
