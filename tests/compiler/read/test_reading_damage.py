"""Damaged files of every format: read, or refused with a message, and never anything else."""

from __future__ import annotations

import io
import random

import docx
import pytest
from pypdf import PdfWriter

from compiler.read import read
from rules.errors import InputRejected

POLICY = "第一条 对上年度营业收入2000万元以上的企业，给予一次性奖励10万元。"


def _word() -> bytes:
    document = docx.Document()
    document.add_paragraph(POLICY)
    document.add_table(2, 2).cell(0, 0).text = POLICY
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _portable() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page() -> bytes:
    return f"<html><body><div style='display:none'>x</div>y<p>{POLICY}</p></body></html>".encode()


SEEDS = {
    "a.docx": _word(),
    "a.pdf": _portable(),
    "a.html": _page(),
    "a.md": f"# 办法\n\n| a | b |\n|---|---|\n{POLICY}".encode(),
    "a.txt": POLICY.encode("gb18030"),
}


def _damaged(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        at = rng.randrange(len(out))
        match rng.randrange(3):
            case 0:
                out[at] = rng.randrange(256)
            case 1:
                del out[at : at + rng.randrange(1, 30)]
            case _:
                out[at:at] = rng.randbytes(5)
        out = out or bytearray(b"x")
    return bytes(out)


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.filterwarnings("ignore")  # libraries warn about the damage we made
def test_damage_never_crashes(name: str) -> None:
    rng = random.Random(name)
    for _ in range(40):
        data = _damaged(SEEDS[name], rng)
        try:
            document = read(data, name).document
        except InputRejected as refusal:
            assert all(d.code.startswith("PC1") and d.hint for d in refusal.diagnostics)  # noqa: PT017
        else:
            assert document.text.strip() == document.text
            assert "\x00" not in document.text
