"""docs/mutation.md and the reasons in survivors.yaml still speak of the code there is."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from scripts.write_mutation import REPORT, ROOT, WANTED, Known, Mutant, known_survivors

ENTRIES = known_survivors()
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MUTATED: list[str] = PYPROJECT["tool"]["mutmut"]["only_mutate"]


def _functions(file: str) -> dict[str, str]:
    """The source of each function and method of a file, by name."""
    text = (ROOT / file).read_text(encoding="utf-8")
    found = {}
    for node in ast.parse(text).body:
        owner = f"{node.name}." if isinstance(node, ast.ClassDef) else ""
        for part in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(part, ast.FunctionDef):
                found[owner + part.name] = ast.get_source_segment(text, part) or ""
    return found


def _bare(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines())


@pytest.mark.parametrize(("mutant", "known"), ENTRIES)
def test_a_survivor_is_a_change_of_code_that_still_stands(mutant: Mutant, known: Known) -> None:
    assert mutant.file in MUTATED
    assert _bare(mutant.code) in _bare(_functions(mutant.file)[mutant.function])
    assert mutant.code != mutant.mutant
    assert known.kind in ("equivalent", "open")
    assert len(known.why) > 20


def test_the_report_lists_every_survivor_with_its_reason() -> None:
    text = REPORT.read_text(encoding="utf-8")
    listed = text.partition("## Survivors")[2]
    for mutant, known in ENTRIES:
        assert f"`{mutant.file}` {mutant.function}: **{known.kind}**. {known.why}" in listed
        assert "\n".join(f"+{line}" for line in mutant.mutant.splitlines()) in listed
    assert "Not explained yet" not in listed
    assert listed.count("```diff") * 2 == listed.count("```")


def test_every_file_is_killed_as_far_as_is_asked() -> None:
    rows = re.findall(
        r"^\| `(.+?)` \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) % \| ([\d.]+) % \|$",
        REPORT.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert [row[0] for row in rows] == sorted(MUTATED)
    for file, *numbers in rows:
        total, killed, survived, equivalent = map(int, numbers[:4])
        assert total == killed + survived
        reasons = [known.kind for mutant, known in ENTRIES if mutant.file == file]
        assert (survived, equivalent) == (len(reasons), reasons.count("equivalent"))
        assert killed / (total - equivalent) >= WANTED / 100


def test_the_tests_it_runs_are_there() -> None:
    selected = PYPROJECT["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    assert all((ROOT / Path(path)).is_file() for path in [*selected, *MUTATED])
