"""Turn the quotes of hand-written golden rules into exact spans.

    python scripts/ground_golden.py                      # all committed golden rules again
    python scripts/ground_golden.py SLUG                 # one of them
    python scripts/ground_golden.py SLUG --draft FILE    # from a working file kept out of git

A working file is a rule set in YAML in which every ``source`` may be written as

    source: 上年度营业收入2000万元以上            the quote alone
    source: {quote: 引文, after: 前文}           the first such quote behind another one
    source: {from: 开头, to: 结尾}               a long stretch by its two ends (after: too)

and lists may be nested (``of: [*general, {…}]`` is flattened), so YAML anchors under a top-level
key ``shared`` carry what a document states once for all its items. A quote that stands more than
once is taken nearest to the source of the rule it belongs to; of several inside that source the
first, unless the file already held offsets. The document is read by ``compiler.read``; nothing
else of the compiler runs, so golden rules stay what a person read.

Exit codes: 0 all grounded, 1 a quote was not found or is ambiguous (nothing is written then).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from compiler.read import read  # noqa: E402
from rules.codec import dump_ruleset  # noqa: E402
from rules.rule import RuleSet  # noqa: E402

TEXTS = ROOT / "policy_texts"
GOLDEN = ROOT / "golden_rules"


@dataclass
class Grounding:
    """The text of one document and what could not be found in it."""

    document: str
    text: str
    problems: list[str] = field(default_factory=list)

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Where ``quote`` stands; white space is only ignored when it stands nowhere exactly."""
        exact = [(m.start(), m.end()) for m in re.finditer(re.escape(quote), self.text)]
        if exact:
            return exact
        loose = r"\s*".join(re.escape(c) for c in re.sub(r"\s", "", quote))
        return [(m.start(), m.end()) for m in re.finditer(loose, self.text)] if loose else []

    def span(self, place: tuple[int, int]) -> dict[str, Any]:
        """The stretch as a span; the codec leaves out the rule set's own document again."""
        start, end = place
        quote = self.text[start:end]
        return {"document": self.document, "start": start, "end": end, "quote": quote}

    def candidates(self, written: dict[str, Any]) -> list[tuple[int, int]]:
        """All stretches a written source may mean, in text order."""
        if "from" in written:
            ends = self.places(written["to"])
            found = []
            for start, head_end in self.places(written["from"]):
                tail = [end for begin, end in ends if begin >= head_end or end == head_end]
                if tail:
                    found.append((start, min(tail)))
        else:
            found = self.places(written["quote"])
        if "after" in written:
            anchors = self.places(written["after"])
            if len(anchors) != 1:
                return []
            found = [place for place in found if place[0] >= anchors[0][1]][:1]
        return found


def _written(source: Any) -> dict[str, Any]:
    return {"quote": source} if isinstance(source, str) else dict(source)


def _flatten(node: Any) -> Any:
    if isinstance(node, list):
        flat: list[Any] = []
        for item in node:
            if isinstance(item, list):
                flat.extend(_flatten(item))
            else:
                flat.append(_flatten(item))
        return flat
    if isinstance(node, dict):
        return {key: _flatten(value) for key, value in node.items()}
    return node


def _sources(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping below ``node`` that has a ``source``, outermost first."""
    if isinstance(node, dict):
        if node.get("source"):
            yield node
        for value in node.values():
            yield from _sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from _sources(value)


def _show(written: dict[str, Any]) -> str:
    return "；".join(
        f"{key}={written[key]}" for key in ("quote", "from", "to", "after") if key in written
    )


def _ground_rule(rule: dict[str, Any], grounding: Grounding) -> None:
    written = _written(rule["source"])
    found = grounding.candidates(written)
    old_home = written.get("start")
    if len(found) > 1 and old_home is not None:
        found = [min(found, key=lambda place: abs(place[0] - old_home))]
    if len(found) != 1:
        grounding.problems.append(
            f"{rule['id']}: source of the rule found {len(found)} times: {_show(written)}"
        )
        return
    home = found[0]
    for holder in list(_sources(rule))[1:]:
        inner = _written(holder["source"])
        places = grounding.candidates(inner)
        if not places:
            grounding.problems.append(f"{rule['id']}: not found: {_show(inner)}")
            continue
        if "start" in inner and old_home is not None:
            wanted = home[0] + inner["start"] - old_home
            best = min(places, key=lambda place: abs(place[0] - wanted))
        else:
            best = min(places, key=lambda place: (_distance(place, home), place[0]))
        holder["source"] = grounding.span(best)
    rule["source"] = grounding.span(home)


def _distance(place: tuple[int, int], home: tuple[int, int]) -> int:
    return max(home[0] - place[0], place[1] - home[1], 0)


def source_file(slug: str) -> Path:
    """The one policy text of a folder."""
    files = sorted((TEXTS / slug).glob("source.*"))
    if len(files) != 1:
        raise SystemExit(f"{slug}: expected one source.* in {TEXTS / slug}, found {len(files)}")
    return files[0]


def ground(slug: str, draft: Path | None) -> list[str]:
    """Ground one folder and write its rules.yaml; returns the problems, having written nothing."""
    target = GOLDEN / slug / "rules.yaml"
    source = source_file(slug)
    document = read(source.read_bytes(), source.name).document
    data = yaml.safe_load((draft or target).read_text(encoding="utf-8"))
    data.pop("shared", None)
    # Through text and back: YAML aliases are one object in memory, and each use needs its own span.
    data = _flatten(yaml.safe_load(yaml.dump(data, Dumper=_NoAliases, allow_unicode=True)))
    grounding = Grounding(document.id, document.text)
    data["document"] = {**data.get("document", {}), "id": document.id, "source_name": source.name}
    for rule in data["rules"]:
        rule["document"] = document.id
        _ground_rule(rule, grounding)
    if grounding.problems:
        return grounding.problems
    try:
        ruleset = RuleSet.model_validate(data)
    except ValidationError as error:
        return [str(error)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(dump_ruleset(ruleset), encoding="utf-8")
    print(f"{slug}: {len(ruleset.rules)} rules grounded")
    return []


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def main() -> int:
    """Ground what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("slug", nargs="*", help="folders of golden_rules/ (all when none is named)")
    parser.add_argument("--draft", type=Path, help="a working file for the one slug")
    options = parser.parse_args()
    slugs = options.slug or sorted(p.name for p in GOLDEN.iterdir() if (p / "rules.yaml").exists())
    if options.draft and len(slugs) != 1:
        parser.error("--draft needs exactly one slug")
    failed = False
    for slug in slugs:
        for problem in ground(slug, options.draft):
            failed = True
            print(f"{slug}: {problem}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
