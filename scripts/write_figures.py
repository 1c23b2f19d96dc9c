"""Write what ``policycalc eval`` measures into the table of README.md; run by ``make figures``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BETWEEN = re.compile(
    r"(<!-- figures: from `make figures` -->\n).*?(<!-- end of figures -->)", re.DOTALL
)
HEADINGS = (
    "文本", "条目 中/漏/多", "条件精确率", "条件召回率", "条件 F1",
    "金额完全一致", "金额数字一致", "引文与原文一致",
)  # fmt: skip
PARTS = {"worked_on": "写语法时参照的", "held_out": "保留不看的"}


def main() -> None:
    """Measure, and replace the table."""
    ran = subprocess.run(
        [sys.executable, "-c", "from cli.main import main; main()", "eval", "--json"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    score = json.loads(ran.stdout, parse_float=Decimal)
    of_part = {
        part: [d for d in score["documents"] if d["part"] == part] for part in score["parts"]
    }
    rows = [_row(f"全部 {len(score['documents'])} 份", score)]
    rows += [
        _row(f"{PARTS[part]} {len(of_part[part])} 份", figures)
        for part, figures in score["parts"].items()
    ]
    rows += [
        _row(f"　其中 `{document['slug']}`", document) for document in of_part.get("held_out", ())
    ]
    lines = [HEADINGS, ("---",) * len(HEADINGS), *rows]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    readme = ROOT / "README.md"
    text, count = BETWEEN.subn(lambda m: m[1] + table + m[2], readme.read_text(encoding="utf-8"))
    if count != 1:
        raise SystemExit("README.md has no place for the figures")
    readme.write_text(text, encoding="utf-8")


def _row(title: str, figures: dict[str, Any]) -> tuple[str, ...]:
    items, leaves = figures["items"], figures["leaves"]
    exact, alike = figures["awards_exact"], figures["amounts_right"]
    return (
        title,
        f"{items['right']}/{items['missed']}/{items['spurious']}",
        *(_share(leaves[name]) for name in ("precision", "recall", "f1")),
        f"{exact['right']}/{exact['of']}",
        f"{alike['right']}/{alike['of']}",
        _share(figures["spans_true"]["share"]),
    )


def _share(share: str | Decimal | None) -> str:
    return "—" if share is None else f"{Decimal(share):.1%}"


if __name__ == "__main__":
    main()
