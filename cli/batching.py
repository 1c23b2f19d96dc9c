"""``batch``: the rules over a registry of subjects."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec
from pathlib import Path

from cli.matching import DISCLAIMER, Offer
from cli.output import Page, emit, progress
from cli.problems import rejected
from cli.program import OK

_NEEDED = ("numba", "numpy", "pyarrow")


def batch(
    offer: Offer, subjects: Path, out: Path, on: date, *, key: str, update: Path | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Decide every cell, write the answer and say what it came to."""
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        raise rejected("CLI205", "、".join(lacking))
    if not out.parent.is_dir():
        raise rejected("CLI109", "没有这个文件夹", file=str(out))
    from matcher.batch import run_batch

    with progress("测算", 100) as step:
        shown = 0

        def moved(done: int, total: int) -> None:
            nonlocal shown
            while shown < done * 100 // max(total, 1):
                shown += 1
                step()

        summary = run_batch(
            offer.rules, on, offer.vocabulary, subjects, out,
            subject=key, previous=update, progress=moved,
        )  # fmt: skip
    decided = summary.kernel + summary.asked
    if as_json:
        emit(
            "batch", ok=True, on=on.isoformat(), out=str(out), subjects=summary.subjects,
            rules=summary.rules, decided=decided, eligible=summary.eligible,
            unknown=summary.unknown, ineligible=summary.ineligible, kernel=summary.kernel,
            one_by_one=summary.asked, kept=summary.kept,
        )  # fmt: skip
        return OK
    page = Page()
    page.line(f"{summary.subjects}个对象，{summary.rules}个条目，测算日期{on.isoformat()}")
    page.line(
        f"测算{decided}项：符合{summary.eligible}，还缺信息{summary.unknown}，"
        f"不符合{summary.ineligible}"
    )
    if summary.asked:
        page.line(f"其中{summary.asked}项逐个测算（列式计算不能确定的，不作近似）")
    if update is not None:
        page.line(f"沿用上次的结果{summary.kept}项")
    page.line(f"结果写到 {out}")
    page.line(DISCLAIMER)
    return OK
