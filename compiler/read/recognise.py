"""Character recognition: the pieces of text in one picture, each character with its certainty.

The models lie in the installed package and are named by their path, so that nothing is ever
fetched: with a path given the recogniser opens that file or fails. It runs in the same way
everywhere (two threads at most, one picture at a time), so that the same picture gives the same
text.
"""

from __future__ import annotations

import importlib.util
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy

    Picture = numpy.ndarray[Any, Any]

PAGE_HEIGHT = 1754  # pixels of the longer side: A4 at 150 dots an inch
_FOUND_AT = 1216  # pixels at which text is looked for; it is read at full size
_GAP = 0.9  # of a character's width; beside punctuation it is up to 0.7
_PACKAGES = ("rapidocr", "onnxruntime", "pypdfium2")
_MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


class Piece(NamedTuple):
    """A stretch of text on one line of a picture: where it is, in pixels, and how sure it is.

    ``corners`` go round from the upper left; ``certainty`` has one number for each character.
    """

    text: str
    certainty: tuple[float, ...]
    corners: tuple[tuple[float, float], ...]

    @property
    def slope(self) -> float:
        """The angle of the line in radians, downwards to the right."""
        (x0, y0), (x1, y1) = self.corners[0], self.corners[1]
        return math.atan2(y1 - y0, x1 - x0)


def can_recognise() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in _PACKAGES)


def recognise(picture: Picture) -> list[Piece]:
    """The text in a picture (grey, rows × columns), in no order that means anything."""
    import cv2

    try:
        found = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR))
    except Exception as error:  # the recogniser has one kind of error for everything
        if "bad_alloc" in str(error) or "allocate memory" in str(error):
            raise MemoryError from error
        raise
    if found.boxes is None or found.txts is None:
        return []
    pieces = []
    for box, text, words in zip(found.boxes, found.txts, found.word_results, strict=True):
        corners = tuple((float(x), float(y)) for x, y in box)
        pieces.append(Piece(*_spelt(text, words), corners))
    return pieces


def _spelt(text: str, words: Any) -> tuple[str, tuple[float, ...]]:
    """The text with a space in every gap as wide as a character, and how sure each one is.

    The recogniser sometimes reports such a gap (behind 第三条) as a space and sometimes not.
    """
    if [word for word, _, _ in words] != [char for char in text if not char.isspace()]:
        return text, (0.0,) * len(text)  # never seen; then nothing is known of any of them
    edges = [(min(x for x, _ in box), max(x for x, _ in box)) for _, _, box in words]
    wide = sorted(right - left for left, right in edges)[len(edges) // 2]
    spelt, certainty = "", []
    for index, (char, score, _) in enumerate(words):
        if index and edges[index][0] - edges[index - 1][1] > _GAP * wide:
            spelt += " "
            certainty.append(1.0)
        spelt += char
        certainty.append(float(score))
    return spelt, tuple(certainty)


@lru_cache(maxsize=1)
def _engine() -> Any:
    # Imported here: it takes a second, and only scans need it.
    import rapidocr

    models = Path(rapidocr.__file__).parent / "models"
    paths = {f"{part}.model_path": str(models / name) for part, name in _MODELS.items()}
    return rapidocr.RapidOCR(
        params={
            **paths,
            "Global.log_level": "critical",
            "Global.use_cls": False,  # pages that stand on their head are rare, its model is weak
            "Global.text_score": 0.0,  # what is doubtful is reported, never left out
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "Det.limit_type": "max",
            "Det.limit_side_len": _FOUND_AT,
            "EngineConfig.onnxruntime.intra_op_num_threads": 2,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
