"""PDF files written by hand: one font whose codes are Unicode, text at exact places."""

from __future__ import annotations

Line = tuple[float, float, float, str]  # x, y, size, text
LEFT, RIGHT, SIZE = 90.0, 510.0, 12.0  # 35 characters a line
TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
)


def pdf(*pages: list[Line], drawn: bytes = b"") -> bytes:
    """A PDF of these pages; ``drawn`` are operators that draw on every one of them."""
    objects: list[bytes] = [b"", b""]
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /ToUnicode 5 0 R"
        b" /DescendantFonts [4 0 R] >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    objects += [font, descendant, _stream(TO_UNICODE)]
    kids = []
    for page in pages:
        shown = b"".join(
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n"
            % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, size, text in page
        )
        objects.append(_stream(shown + drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def set_in_pages(
    paragraphs: list[str], top: float = 700.0, bottom: float = 100.0
) -> list[list[Line]]:
    """Set paragraphs like an official text: two characters of indent, 35 to a line, justified."""
    pages: list[list[Line]] = [[]]
    y = top
    for paragraph in paragraphs:
        rest, x, room = paragraph, LEFT + 2 * SIZE, 33
        while rest:
            if y < bottom:
                pages.append([])
                y = top
            pages[-1].append((x, y, SIZE, rest[:room]))
            rest, x, room = rest[room:], LEFT, 35
            y -= 22
    return pages
