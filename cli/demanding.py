"""``demand`` and ``readiness``: which data the rules need, and which items need no application."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from cli.matching import Offer, nothing_published
from cli.output import Page, emit
from cli.problems import rejected
from cli.program import OK
from matcher.demand import data_needs
from matcher.demand_table import (
    CLASSES,
    HOLDERS,
    MODES,
    NEED_HEADINGS,
    NO_DEPARTMENT,
    READINESS_HEADINGS,
    csv_text,
    need_rows,
    readiness_rows,
)
from matcher.readiness import readiness


def demand(offer: Offer, department: str | None, csv: Path | None, *, as_json: bool) -> int:
    """Every fact the rules need, department by department."""
    needs = [
        need
        for need in data_needs(offer.rules, offer.vocabulary)
        if department is None or need.department == department
    ]
    if csv is not None:
        _write(csv, csv_text(NEED_HEADINGS, need_rows(needs)))
    if as_json:
        emit("demand", ok=True, needs=[need.model_dump(mode="json") for need in needs])
        return OK
    page = Page()
    if not offer.rules:
        nothing_published(page)
        return OK
    page.line(f"{len(offer.rules)} 个条目共需要 {len(needs)} 项数据：")
    for name, group in groupby(needs, key=lambda need: need.department):
        held = list(group)
        page.title(f"{name or NO_DEPARTMENT}（{len(held)} 项）")
        for need in held:
            page.line(
                f"· {need.label}  {need.period_text}；{need.fresh}；{HOLDERS[need.holder]}；"
                f"{len(need.items)} 个条目用到",
                2,
            )
    if csv is not None:
        page.line(f"清单已写入 {csv}")
    return OK


def ready(offer: Offer, csv: Path | None, *, as_json: bool) -> int:
    """Each item: its classes, how it could be delivered, and what is in the way."""
    items = [readiness(rule, offer.vocabulary) for rule in offer.rules]
    if csv is not None:
        _write(csv, csv_text(READINESS_HEADINGS, readiness_rows(items)))
    if as_json:
        emit("readiness", ok=True, items=[item.model_dump(mode="json") for item in items])
        return OK
    page = Page()
    if not items:
        nothing_published(page)
        return OK
    for mode, name in MODES.items():
        of_mode = [item for item in items if item.mode is mode]
        if not of_mode:
            continue
        page.title(f"{name}（{len(of_mode)} 个条目）")
        for item in of_mode:
            classes = "、".join(CLASSES[found.kind] for found in item.classes)
            page.line(
                f"· {item.title}（{item.place}）：{classes}；登记数据能回答"
                f" {item.answered}/{item.facts} 项",
                2,
            )
            for found in item.obstacles:
                quote = f"「{found.source.quote[:40]}」" if found.source is not None else ""
                page.line(f"{found.text}{quote}", 6)
    if csv is not None:
        page.line(f"清单已写入 {csv}")
    return OK


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as problem:
        raise rejected("CLI113", problem.strerror or "", file=str(path)) from None
