"""The table of ``eval`` that says by construct where the compiler still fails."""

from __future__ import annotations

from collections.abc import Mapping

from cli.output import Page
from compiler.scoring.confusion import Confusion, Outcome
from compiler.scoring.construct import Construct

_DIMENSIONS = {
    "asks": "条件问什么",
    "compares": "比较词",
    "because": "含不含本数的依据",
    "period": "期间",
    "joined": "条件怎样连接",
    "stands": "条件从哪里来",
    "named": "用什么指标",
    "pays": "金额怎样算",
    "base": "按什么基数算",
    "limit": "上限与保底",
    "pace": "怎样支付",
    "stacks": "叠加与互斥",
    "valid": "日期",
    "process": "办理方式",
    "told": "告知申请人的",
}
_HEADINGS = ("构式", "应有", "全对", "同构有出入", "读成别的", "漏", "多", "读成了什么")


def show_confusion(parts: Mapping[str, Confusion], page: Page) -> None:
    """One table a part of the corpus: counts only, so that texts held out stay unseen."""
    for part, confusion in parts.items():
        page.line()
        page.title(f"按构式看：{part}文本")
        page.table(_HEADINGS, [row for name in _DIMENSIONS for row in _rows(name, confusion)])
    page.line()
    page.line("全对：整条条件（金额、其他记载）都对；同构有出入：构式对了，别处有出入。", 2)


def _rows(dimension: str, confusion: Confusion) -> list[tuple[str, ...]]:
    found = [(c, confusion[c]) for c in Construct if c in confusion and c.dimension == dimension]
    if not found:
        return []
    head = (f"【{_DIMENSIONS[dimension]}】", *[""] * (len(_HEADINGS) - 1))
    return [head, *(_row(construct, outcome) for construct, outcome in found)]


def _row(construct: Construct, outcome: Outcome) -> tuple[str, ...]:
    instead = sorted(outcome.otherwise.items(), key=lambda pair: -pair[1])
    return (
        construct.label,
        str(outcome.expected),
        str(outcome.right),
        str(outcome.alike),
        str(sum(outcome.otherwise.values())),
        str(outcome.missed),
        str(outcome.extra),
        "、".join(f"{other.label} {number}" for other, number in instead),
    )
