"""The pages of docs/ show what the commands really print."""

from __future__ import annotations

import re
import shlex

import pytest

from tests.cli.conftest import ROOT, Run

PAGES = ("ask", "recommend", "explain", "search")
EXAMPLES = [
    (page, line, shown)
    for page in PAGES
    for line, shown in re.findall(
        r"(?s)```\n\$ policycalc ([^\n]+)\n(.*?)\n```",
        (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8"),
    )
]


def test_every_page_shows_an_example() -> None:
    assert {page for page, _, _ in EXAMPLES} == set(PAGES)


@pytest.mark.parametrize(("page", "line", "shown"), EXAMPLES)
def test_the_documented_example_is_what_is_printed(
    run: Run, page: str, line: str, shown: str
) -> None:
    folders = ("docs/", "golden", "policy_texts")
    typed = [str(ROOT / w) if w.startswith(folders) else w for w in shlex.split(line)]
    ran = run(*typed)
    assert (ran.code, ran.out.rstrip()) == (0, shown.rstrip()), page
