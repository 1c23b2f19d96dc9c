"""Which place lies in which. Data in ``regions.yaml``; a place not listed there is unknown."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

_SUFFIXES = ("特别合作区", "新区", "省", "市", "区", "县")
_WHOLE_COUNTRY = ("中国", "全国", "境内", "中国境内", "中华人民共和国")

Path = tuple[str, ...]


class _Place(NamedTuple):
    """A listed place, and what was written after it (a street, a park) that is not listed."""

    path: Path
    rest: str


def contains(outer: str, inner: str) -> bool | None:
    """Whether being in ``inner`` means being in ``outer``; None when the table cannot tell.

    None for a place that is not listed, and also when ``inner`` is the larger one: who is known
    to be in 广州市 may or may not be in 天河区. A street after a listed place (青屏区新港街) is
    inside it.
    """
    if outer.strip() == inner.strip():
        return True
    if outer.strip() in _WHOLE_COUNTRY:
        return True if _find(inner) else None
    answers = {_inside(a, b) for a in _find(outer) for b in _find(inner)}
    return answers.pop() if len(answers) == 1 else None


def place_names() -> tuple[str, ...]:
    """Every listed place, largest first within each branch; for suggestions and pick lists."""
    return tuple(dict.fromkeys(path[-1] for path in _table()[0]))


def _inside(outer: _Place, inner: _Place) -> bool | None:
    shared = min(len(outer.path), len(inner.path))
    if outer.path[:shared] != inner.path[:shared]:
        return False
    if len(outer.path) > len(inner.path) or outer.rest:
        return True if (outer == inner) else None
    return True


@lru_cache(maxsize=8192)  # rules and applicants name the same places over and over
def _find(name: str) -> tuple[_Place, ...]:
    """Every listed place ``name`` can mean; several when a short name is shared."""
    wanted = name.strip().replace(" ", "")
    paths, names = _table()
    if wanted in names:
        return tuple(_Place(path, "") for path in names[wanted])
    starts: list[tuple[int, _Place]] = []
    for path in paths:
        used = _prefix(wanted, path)
        if used:
            starts.append((used, _Place(path, wanted[used:])))
    longest = max((used for used, _ in starts), default=0)
    deepest = max((len(place.path) for used, place in starts if used == longest), default=0)
    return tuple(p for used, p in starts if used == longest and len(p.path) == deepest)


def _prefix(name: str, path: Path) -> int:
    """How many characters of ``name`` spell ``path`` (upper levels may be missing); 0 for none."""
    used = 0
    for level in path:
        if name.startswith(level, used):
            used += len(level)
        elif level == path[-1]:
            return 0
    return used


@cache
def _table() -> tuple[tuple[Path, ...], dict[str, tuple[Path, ...]]]:
    """All paths, and the paths each full, short or former name stands for."""
    text = resources.files("rules").joinpath("regions.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    paths = tuple(_paths(data["places"], ()))
    names: dict[str, tuple[Path, ...]] = {}
    for path in paths:
        names[path[-1]] = (*names.get(path[-1], ()), path)
    for path in paths:
        short = _short(path[-1])
        if short not in names or path not in names[short]:
            names[short] = (*names.get(short, ()), path)
    for alias, name in data["aliases"].items():
        names[alias] = names[name]
    return paths, names


def _paths(places: dict[str, Any] | list[str], above: Path) -> list[Path]:
    found: list[Path] = []
    for name in places:
        found.append((*above, name))
        if isinstance(places, dict):
            found.extend(_paths(places[name], (*above, name)))
    return found


def _short(name: str) -> str:
    """广州市 as 广州; names of which a single character would be left stay whole."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name
