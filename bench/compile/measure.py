"""Characters per second of every pass of the compiler, at growing lengths.

    python -m bench.compile.measure --pages 10 100 1000

A long file is made of the sample policies one after the other, as text and as PDF, until it has so
many pages (a page of text has 800 characters). Pages that are pictures are a form of their own
(``--forms scan --pages 1 10``): recognition takes a second a page and would hide all else.

Each length is compiled once in a process of its own, so that nothing is warm that would not be; the
exponent says how time grows with length (1.0 is linear). Seconds are of the processor, so that what
else the machine does counts little; ``--wall`` measures by the clock on the wall. Policies that run
into one another in the text form share their general conditions, so that the rules grow longer as
well as more: the exponent of the text form is an upper bound.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = 800
FORMS = ("txt", "pdf", "scan")


def long_text(pages: int) -> bytes:
    """The plain texts of the samples in turn, cut at the end of a text."""
    from compiler.read import read

    texts = []
    for source in sorted((ROOT / "policy_texts").glob("*/source.*")):
        document = read(source.read_bytes(), source.name).document
        if document is not None:
            texts.append(document.text)
    chosen: list[str] = []
    for text in cycle(texts):
        if chosen and sum(map(len, chosen)) >= pages * PAGE:
            break
        chosen.append(text)
    whole = "\n\n".join(chosen)
    return whole[: pages * PAGE].encode()


def long_pdf(pages: int, *, scanned: bool) -> bytes:
    """The pages of the sample PDFs in turn: those with a text layer, or those that are pictures."""
    from pypdf import PdfReader, PdfWriter

    readers = [PdfReader(path) for path in sorted((ROOT / "policy_texts").glob("*/source.pdf"))]
    originals = [
        page
        for reader in readers
        for page in reader.pages
        if scanned is not bool(page.extract_text().strip())
    ]
    writer = PdfWriter()
    for page in cycle(originals):
        if len(writer.pages) == pages:
            break
        writer.add_page(page)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def compile_once(form: str, pages: int, *, wall: bool) -> dict[str, Any]:
    """Seconds of each pass, the characters of the text, items, and memory of the process."""
    from compiler.pipeline import PASSES, Compilation
    from rules.vocabulary import standard_vocabulary

    data = long_text(pages) if form == "txt" else long_pdf(pages, scanned=form == "scan")
    name = "long.txt" if form == "txt" else "long.pdf"
    state = Compilation(data=data, source_name=name, vocabulary=standard_vocabulary())
    clock = time.perf_counter if wall else time.process_time
    seconds = {}
    for step in PASSES:
        begun = clock()
        state = step(state)
        seconds[step.__name__] = clock() - begun
        if state.document is None:
            raise SystemExit("; ".join(d.message for d in state.diagnostics))
    assert state.document is not None
    return {
        "characters": len(state.document.text),
        "items": len(state.rules),
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Print one table a form."""
    parser = argparse.ArgumentParser(prog="python -m bench.compile.measure")
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--forms", nargs="+", default=["txt", "pdf"], choices=FORMS)
    parser.add_argument("--one", nargs=2, metavar=("FORM", "PAGES"), help=argparse.SUPPRESS)
    parser.add_argument("--wall", action="store_true", help="by the clock, not the processor")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(compile_once(asked.one[0], int(asked.one[1]), wall=asked.wall)))
        return
    for form in asked.forms:
        rows = [_measured(form, pages, wall=asked.wall) for pages in asked.pages]
        names = list(rows[0]["seconds"])
        print(f"\n{form}: characters a second")
        print(" | ".join(["pages", "characters", "items", *names, "all", "seconds", "MB"]))
        for pages, row in zip(asked.pages, rows, strict=True):
            n, spent = row["characters"], row["seconds"]
            total = sum(spent.values())
            cells = [f"{n / max(spent[name], 1e-9):,.0f}" for name in names]
            print(
                " | ".join(
                    [str(pages), f"{n:,}", str(row["items"]), *cells,
                     f"{n / total:,.0f}", f"{total:.2f}", f"{row['megabytes']:.0f}"]
                )
            )  # fmt: skip
        if len(rows) > 1:
            first, last = rows[-2], rows[-1]
            growth = math.log(last["characters"] / first["characters"])
            exponents = {
                name: math.log(last["seconds"][name] / max(first["seconds"][name], 1e-9)) / growth
                for name in names
            }
            whole = math.log(sum(last["seconds"].values()) / sum(first["seconds"].values()))
            print("exponents: " + ", ".join(f"{n} {e:.2f}" for n, e in exponents.items()), end="")
            print(f", all {whole / growth:.2f}")


def _measured(form: str, pages: int, *, wall: bool) -> dict[str, Any]:
    clock = ["--wall"] if wall else []
    ran = subprocess.run(
        [sys.executable, "-m", "bench.compile.measure", "--one", form, str(pages), *clock],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    measured: dict[str, Any] = json.loads(ran.stdout)
    return measured


if __name__ == "__main__":
    main()
