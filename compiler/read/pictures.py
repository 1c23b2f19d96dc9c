"""Pictures of pages: uploaded image files, and PDF pages drawn as pictures.

A picture's size is known before it is unpacked, and nothing larger than a page can need is.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from compiler.read.problems import rejection
from compiler.read.recognise import PAGE_HEIGHT

if TYPE_CHECKING:
    from PIL.Image import Image

    from compiler.read.recognise import Picture

_PIXELS = 100_000_000  # A3 at 600 dots an inch is 70 million
_TOO_LARGE = f"超过 {_PIXELS // 10_000} 万像素"
_NEEDED = 12  # pixels a side at least: anything less shows no character
_TALL = 1.5  # times as high as wide: a page; more is several pages in one strip


def picture_count(data: bytes, source_name: str) -> int:
    """How many pages an image file holds; a long strip (a saved screen) is cut into pages."""
    from PIL import ImageSequence

    with _opened(data, source_name) as image:
        if getattr(image, "n_frames", 1) > 1:
            return sum(_parts(*frame.size) for frame in ImageSequence.Iterator(image))
        return _parts(*image.size)


def pictures(data: bytes, source_name: str) -> Iterator[Picture]:
    """The pages of an image file in grey, upright, no larger than recognition needs."""
    from PIL import ImageSequence

    with _opened(data, source_name) as image:
        for frame in ImageSequence.Iterator(image):
            _check_size(frame, source_name)
            try:
                whole = _prepared(frame)
            except (OSError, SyntaxError, ValueError, EOFError) as error:
                detail = type(error).__name__
                raise rejection("PC134", source_name, detail=detail) from error
            yield from _cut(whole)


def _parts(wide: int, high: int) -> int:
    return max(1, math.ceil(high / (_TALL * wide)))


def _cut(picture: Picture) -> Iterator[Picture]:
    """A strip in pages, each cut made in the emptiest row near its place."""
    high, wide = picture.shape
    count = _parts(wide, high)
    ink = picture.std(axis=1)
    top = 0
    for number in range(1, count):
        place, room = number * high // count, high // count // 5
        below = place - room + int(ink[place - room : place + room].argmin())
        yield picture[top:below]
        top = below
    yield picture[top:]


def _opened(data: bytes, source_name: str) -> Image:
    from PIL import Image

    try:
        with warnings.catch_warnings():  # _check_size says it in words for officials
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF"))
    except Image.DecompressionBombError as error:
        raise rejection("PC134", source_name, detail=_TOO_LARGE) from error
    except Exception as error:  # Pillow raises nearly anything on a damaged file
        raise rejection("PC134", source_name, detail=type(error).__name__) from error
    _check_size(image, source_name)
    return image


def _check_size(image: Image, source_name: str) -> None:
    wide, high = image.size
    if wide * high > _PIXELS:
        raise rejection("PC134", source_name, detail=_TOO_LARGE)
    if min(wide, high) < _NEEDED:
        raise rejection("PC134", source_name, detail=f"只有 {wide}×{high} 像素")


def _prepared(frame: Image) -> Picture:
    import numpy
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(frame)
    if upright.has_transparency_data:  # what is see-through shows white paper, not black
        behind = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(behind, upright.convert("RGBA"))
    grey = upright.convert("L")
    longer = max(grey.size) / _parts(*grey.size)
    scale = PAGE_HEIGHT / longer
    if scale < 1:
        small = (round(grey.width * scale), round(grey.height * scale))
        grey = grey.resize(small, Image.Resampling.LANCZOS)
    return numpy.asarray(grey)


class Drawer:
    """Draws the pages of one PDF, by number from 1."""

    def __init__(self, data: bytes, source_name: str) -> None:
        import pypdfium2

        self._name = source_name
        try:
            self._file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise rejection("PC106", source_name, detail="无法显示页面") from error

    def page(self, number: int) -> Picture:
        """One page in grey."""
        import numpy
        import pypdfium2

        place = f"第{number}页"
        try:
            page = self._file[number - 1]
            longer = max(page.get_size())
            if not 1 < longer < 1e5:
                raise rejection("PC106", self._name, place, detail="页面尺寸不对")
            drawn = page.render(scale=PAGE_HEIGHT / longer, grayscale=True)
            picture: Picture = numpy.array(drawn.to_numpy()).reshape(drawn.height, -1)
            page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise rejection("PC106", self._name, place, detail="无法显示页面") from error
        return picture[:, : drawn.width]
