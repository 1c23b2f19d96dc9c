"""Questions of the model extractor about a policy as files, answers by hand as recorded replies.

    python scripts/write_requests.py policy_texts/SLUG/source.txt FOLDER

writes ``FOLDER/<task>-<hash>/question.md`` for every question that has no ``reply.json`` beside it,
and records the answers that are there in ``FOLDER/replies``, where ``Replay`` finds them. The
questions about single items depend on the answers to ``find_items``: run it again after writing
them. Ends with 0 when nothing is left to answer and every quote stands in the text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from compiler.extract.model.extractor import ModelExtractor
from compiler.extract.model.worksheet import Worksheet
from compiler.read import read
from compiler.segment import segment
from rules.vocabulary import standard_vocabulary


def write_requests(source: Path, folder: Path) -> int:
    """Write the open questions, record the answers; says what is left."""
    document = read(source.read_bytes(), source.name).document
    sheet = Worksheet(folder)
    readings = ModelExtractor(sheet, workers=1).read(segment(document), standard_vocabulary())
    for place in sheet.open:
        print(f"待写：{place}")
    for complaint in sheet.complaints:
        print(f"要改：{complaint}")
    troubles = [d for r in readings for d in r.diagnostics if "LM131" not in d.message]
    answered = [d for d in troubles if not (d.code == "PC704" and sheet.open)]
    for diagnostic in answered:
        print(diagnostic.line())
    print(f"已答 {sheet.answered} 个，待写 {len(sheet.open)} 个；回答在 {folder / 'replies'}")
    return 1 if sheet.open or answered else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(write_requests(Path(sys.argv[1]), Path(sys.argv[2])))
