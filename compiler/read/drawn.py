"""Lines drawn on a page: from the operators of a PDF, and from the dark stripes of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compiler.read.ruled import Rule

if TYPE_CHECKING:
    from compiler.read.recognise import Picture

_THIN = 3.0  # points: a filled box that thin is a line
_SHORT = 8.0  # points: anything shorter rules nothing
_STROKED = frozenset((b"S", b"s", b"B", b"B*", b"b", b"b*"))
_PAINTED = _STROKED | {b"f", b"F", b"f*", b"n"}
_MOST = 20_000  # of one page
_DARK = 160  # grey levels below this are ink


class DrawnRules:
    """Collects upright and level lines while pypdf reads a page's operators."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._path: list[tuple[float, float, float, float, bool]] = []
        self._at = (0.0, 0.0)

    def see(self, operator: bytes, operands: Any, matrix: list[float], _text: Any) -> None:
        """One operator with its operands and the transformation that holds for it."""
        if operator == b"re" and len(operands) == 4:
            x, y, wide, high = map(float, operands)
            self._add(matrix, x, y, x + wide, y + high, box=True)
        elif operator == b"m" and len(operands) == 2:
            self._at = (float(operands[0]), float(operands[1]))
        elif operator == b"l" and len(operands) == 2:
            end = (float(operands[0]), float(operands[1]))
            self._add(matrix, *self._at, *end, box=False)
            self._at = end
        elif operator in _PAINTED:
            if operator != b"n":
                for part in self._path:
                    self._rule(*part, stroked=operator in _STROKED)
            self._path.clear()

    def _add(
        self, m: list[float], x0: float, y0: float, x1: float, y1: float, *, box: bool
    ) -> None:
        if len(self._path) < _MOST:
            ends = [(x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
                    for x, y in ((x0, y0), (x1, y1))]  # fmt: skip
            (ax, ay), (bx, by) = ends
            self._path.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), box))

    def _rule(
        self, x0: float, y0: float, x1: float, y1: float, box: bool, *, stroked: bool
    ) -> None:
        wide, high = x1 - x0, y1 - y0
        if len(self.rules) >= _MOST or not (box or stroked):
            return
        if high < _THIN and wide > _SHORT:
            self.rules.append(Rule(False, (y0 + y1) / 2, x0, x1))
        elif wide < _THIN and high > _SHORT:
            self.rules.append(Rule(True, (x0 + x1) / 2, y0, y1))
        elif box and stroked and wide > _SHORT and high > _SHORT:
            self.rules += [Rule(False, y, x0, x1) for y in (y0, y1)]
            self.rules += [Rule(True, x, y0, y1) for x in (x0, x1)]


def rules_in(picture: Picture, slope: float, scale: float) -> list[Rule]:
    """Lines in a picture turned straight by ``slope``, in points from the lower left."""
    import cv2
    import numpy

    high, wide = picture.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), numpy.degrees(slope), 1.0)
    upright = cv2.warpAffine(picture, turn, (wide, high), borderValue=255)
    ink = cv2.adaptiveThreshold(
        upright, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )
    rules = []
    for is_upright in (True, False):
        length = max(wide, high) // 45
        shape = (1, length) if is_upright else (length, 1)
        long = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(0, shape))
        joined = cv2.dilate(long, cv2.getStructuringElement(0, (3, 9) if is_upright else (9, 3)))
        count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        for x, y, across, down, _ in stats[1:count]:
            if is_upright and down > 3 * across:
                low, top = (high - y - down) * scale, (high - y) * scale
                rules.append(Rule(True, (x + across / 2) * scale, low, top))
            elif not is_upright and across > 3 * down:
                level = (high - y - down / 2) * scale
                rules.append(Rule(False, level, x * scale, (x + across) * scale))
    return rules
