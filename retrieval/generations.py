"""The vector part of a search index on disk: written whole, put in place by one rename.

A generation is a function of corpus and embedder, and says so: its stamp holds the hashes of both
and the dimension. Readers take the generation that ``current`` names; a new one leaves theirs be.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from retrieval.cache import text_hash
from retrieval.embed import Embedder
from retrieval.passages import Passage
from retrieval.vectors import ExactIndex, VectorIndex
from rules.document import Frozen
from rules.errors import PolicyCalcError

if TYPE_CHECKING:
    from retrieval.embed import Matrix

#: Changes when the files or the texts that are embedded change their form.
FORMAT = "policycalc-search/1"
#: From so many clauses on Chroma is used where nothing else is said.
MANY_CLAUSES = 50_000
_CURRENT, _STAMP, _ROWS, _CHROMA = "current", "stamp.json", "rows.npy", "chroma"


class StaleIndex(PolicyCalcError):  # noqa: N818
    """What stands on disk is not the index of this corpus by this embedder; the message says what
    is different and what to do."""


class Kept(StrEnum):
    """How the vectors are kept."""

    AUTO = "auto"
    EXACT = "exact"
    CHROMA = "chroma"


class Stamp(Frozen):
    """What a generation was made of."""

    format: str = FORMAT
    corpus: str
    embedder: str
    dimension: int
    clauses: int
    kept: Kept


def stamp_of(passages: Sequence[Passage], embedder: Embedder, kept: Kept = Kept.AUTO) -> Stamp:
    """The stamp that an index of these clauses by this embedder carries."""
    if kept is Kept.AUTO:
        kept = Kept.EXACT if len(passages) < MANY_CLAUSES else Kept.CHROMA
    return Stamp(
        corpus=corpus_hash(passages),
        embedder=embedder.id,
        dimension=embedder.dimension,
        clauses=len(passages),
        kept=kept,
    )


def corpus_hash(passages: Sequence[Passage]) -> str:
    """SHA-256 over all that an index holds of its clauses, in their order."""
    return text_hash("\n".join(passage.model_dump_json() for passage in passages))


def read_stamp(folder: Path) -> Stamp | None:
    """The stamp of the generation in use; None where there is none that can be read."""
    try:
        generation = (folder / _CURRENT).read_text(encoding="utf-8").strip()
        return Stamp.model_validate_json((folder / generation / _STAMP).read_bytes())
    except (OSError, ValueError, ValidationError):
        return None


def open_vectors(folder: Path, wanted: Stamp) -> VectorIndex:
    """The vectors of the generation in use; raises StaleIndex when they are not the wanted ones."""
    found = read_stamp(folder)
    if found != wanted:
        raise StaleIndex(_difference(found, wanted))
    generation = folder / (folder / _CURRENT).read_text(encoding="utf-8").strip()
    if wanted.kept is Kept.CHROMA:
        from retrieval.chroma import ChromaIndex

        return ChromaIndex(generation / _CHROMA, _name(wanted))
    import numpy as np

    rows = np.load(generation / _ROWS, allow_pickle=False)
    if rows.shape != (wanted.clauses, wanted.dimension):
        raise StaleIndex(
            f"检索索引的向量有 {rows.shape}，应为 {(wanted.clauses, wanted.dimension)}；"
            f"请删去 {folder} 后重建"
        )
    return ExactIndex(rows)


def write_generation(folder: Path, stamp: Stamp, rows: Matrix) -> None:
    """Write the vectors and make them the ones in use. Older generations go, but for the last one,
    which somebody may be opening."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder, prefix="making-"))
    try:
        if stamp.kept is Kept.CHROMA:
            from retrieval.chroma import write_chroma

            write_chroma(made / _CHROMA, _name(stamp), rows)
        else:
            import numpy as np

            np.save(made / _ROWS, rows)
        plain = json.dumps(stamp.model_dump(mode="json"), ensure_ascii=False, indent=2)
        (made / _STAMP).write_text(plain + "\n", encoding="utf-8")
        place = _put(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    pointer = folder / f"{_CURRENT}.{place.name}"
    pointer.write_text(place.name + "\n", encoding="utf-8")
    pointer.replace(folder / _CURRENT)
    for _, old in _generations(folder)[:-2]:
        shutil.rmtree(old, ignore_errors=True)


def _put(made: Path, folder: Path) -> Path:
    """Give the folder the next number; another process may have taken it meanwhile."""
    while True:
        number = 1 + max((n for n, _ in _generations(folder)), default=0)
        place = folder / f"generation-{number:06d}"
        try:
            return made.replace(place)
        except OSError:
            if not place.exists():
                raise


def _generations(folder: Path) -> list[tuple[int, Path]]:
    named = folder.glob("generation-*")
    return sorted((int(path.name.removeprefix("generation-")), path) for path in named)


def _name(stamp: Stamp) -> str:
    return "c" + text_hash(stamp.model_dump_json())[:32]


def _difference(found: Stamp | None, wanted: Stamp) -> str:
    todo = "请运行 policycalc search 重建（没有变的条款不重新计算）"
    if found is None:
        return f"还没有检索索引，或者读不出来；{todo}"
    if found.format != wanted.format:
        return f"检索索引的格式是 {found.format}，本程序用的是 {wanted.format}；{todo}"
    if (found.embedder, found.dimension) != (wanted.embedder, wanted.dimension):
        return (
            f"检索索引由 {found.embedder}（{found.dimension} 维）建成，现在用的是"
            f" {wanted.embedder}（{wanted.dimension} 维），两者的向量不能相比；{todo}"
        )
    if found.corpus != wanted.corpus:
        counts = f"当时 {found.clauses} 条，现在 {wanted.clauses} 条"
        return f"检索索引建成以后文件有了变化（{counts}）；{todo}"
    return f"检索索引的保存方式是 {found.kept}，现在要的是 {wanted.kept}；{todo}"
