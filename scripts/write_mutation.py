"""Write docs/mutation.md from what ``mutmut run`` found, and say what nobody has explained.

python scripts/write_mutation.py

Every mutant that survives must stand in tests/mutation/survivors.yaml with its reason; fails when
one does not, when an entry no longer survives, or when a file is below the share asked for.
"""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).resolve().parent.parent
SURVIVORS = ROOT / "tests/mutation/survivors.yaml"
REPORT = ROOT / "docs/mutation.md"
WANTED = 95
HEAD = """# Mutation testing

Written by `make mutation` on {day}; do not edit. [mutmut](https://mutmut.readthedocs.io) changes
one thing at a time in the code that decides and computes (a comparison, a number, an argument, a
branch) and runs the tests named in `tool.mutmut` of `pyproject.toml` that reach the changed
function. A mutant is killed when a test fails or no longer ends. What survives stands below with
its reason, from `tests/mutation/survivors.yaml`:

- **equivalent**: no facts and no rule can tell the mutant from the code; the reason says why.
- **open**: a test could be written; none has been yet.

*Raw* counts every mutant; *adjusted* leaves the equivalent ones out. At least {wanted} % adjusted
is asked of every file. mutmut leaves properties and the constants of a module alone; the
properties of `Interval` are held by `tests/matcher/test_interval_tight.py`.

"""


class Mutant(NamedTuple):
    """One change of the code: what is taken out of a function and what stands there instead."""

    file: str
    function: str
    code: str
    mutant: str


class Known(NamedTuple):
    """Why a mutant survives."""

    kind: str
    why: str


class Tally(NamedTuple):
    """The mutants of one file."""

    total: int
    survived: int
    equivalent: int

    @property
    def raw(self) -> float:
        """Per cent killed."""
        return 100 * (self.total - self.survived) / self.total

    @property
    def adjusted(self) -> float:
        """Per cent killed of those that are not equivalent."""
        return 100 * (self.total - self.survived) / (self.total - self.equivalent)


def known_survivors() -> list[tuple[Mutant, Known]]:
    """The entries of the file, in its order."""
    found = []
    for group in yaml.safe_load(SURVIVORS.read_text(encoding="utf-8")):
        for change in group["mutants"]:
            mutant = Mutant(
                group["file"], group["function"], change["code"].strip(), change["mutant"].strip()
            )
            found.append((mutant, Known(group["kind"], " ".join(group["why"].split()))))
    return found


def report(tallies: dict[str, Tally], survivors: list[tuple[Mutant, Known]], day: date) -> str:
    """The document."""
    lines = [HEAD.format(day=day, wanted=WANTED)]
    lines += [
        "| file | mutants | killed | survived | of these equivalent | raw | adjusted |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    every = Tally(*(sum(column) for column in zip(*tallies.values(), strict=True)))
    for name, tally in [*((f"`{file}`", tally) for file, tally in tallies.items()), ("all", every)]:
        killed = tally.total - tally.survived
        lines.append(
            f"| {name} | {tally.total} | {killed} | {tally.survived} | {tally.equivalent} "
            f"| {tally.raw:.1f} % | {tally.adjusted:.1f} % |"
        )
    lines += ["", "## Survivors", ""]
    reasons: dict[tuple[str, str, Known], list[Mutant]] = {}
    for mutant, known in survivors:
        reasons.setdefault((mutant.file, mutant.function, known), []).append(mutant)
    for (file, function, known), mutants in reasons.items():
        lines += [f"`{file}` {function}: **{known.kind}**. {known.why}", "", "```diff"]
        for mutant in mutants:
            lines += [f"-{line}" for line in mutant.code.splitlines()]
            lines += [f"+{line}" for line in mutant.mutant.splitlines()]
        lines += ["```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _measured() -> tuple[dict[str, int], list[Mutant]]:
    """How many mutants each file has, and those that survived."""
    from mutmut.mutation.data import SourceFileMutationData
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code
    from mutmut.utils.format_utils import orig_function_and_class_names_from_key

    totals: dict[str, int] = {}
    survived = []
    for meta in sorted((ROOT / "mutants").rglob("*.py.meta")):
        file = str(meta.relative_to(ROOT / "mutants").with_suffix(""))
        data = SourceFileMutationData(path=file)
        data.load()
        if not data.exit_code_by_key:
            continue
        totals[file] = len(data.exit_code_by_key)
        for key, code in data.exit_code_by_key.items():
            status = status_by_exit_code[code]
            if status in ("killed", "timeout"):
                continue
            if status not in ("survived", "no tests"):
                raise SystemExit(f"{key}: {status}; run mutmut again")
            function, owner = orig_function_and_class_names_from_key(key)
            changed = get_diff_for_mutant(key, path=file).splitlines()[2:]
            sides = (
                "\n".join(line[1:].strip() for line in changed if line.startswith(sign))
                for sign in "-+"
            )
            survived.append(Mutant(file, f"{owner}.{function}" if owner else function, *sides))
    return totals, survived


def main() -> None:
    """Compare, write, and fail when something is not explained."""
    totals, survived = _measured()
    known = known_survivors()
    left = Counter(survived)
    problems = []
    standing = []
    for mutant, reason in known:
        if left[mutant]:
            left[mutant] -= 1
            standing.append((mutant, reason))
        else:
            problems.append(f"no longer survives: {mutant}")
    problems += [f"not explained: {mutant}" for mutant in left.elements()]
    tallies = {
        file: Tally(
            total,
            sum(mutant.file == file for mutant in survived),
            sum(m.file == file and reason.kind == "equivalent" for m, reason in standing),
        )
        for file, total in totals.items()
    }
    unexplained = [(mutant, Known("open", "Not explained yet.")) for mutant in left.elements()]
    REPORT.write_text(report(tallies, standing + unexplained, date.today()), encoding="utf-8")
    for file, tally in tallies.items():
        print(f"{file}: {tally.raw:.1f} % raw, {tally.adjusted:.1f} % adjusted")
        if tally.adjusted < WANTED:
            problems.append(f"{file} is below {WANTED} %")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
