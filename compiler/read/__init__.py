"""Reading: the bytes of a txt, md, html, docx, PDF or picture become one canonical PolicyDocument.

Every format ends in the same text: one paragraph per line, canonical spacing, table rows with
`` | `` between cells. What is left out (menus, page numbers, hidden text) is counted in the
document's ``dropped``; what is doubtful comes back as diagnostics; what cannot be used at all
raises InputRejected.
"""

from compiler.read.header import find_date, find_number
from compiler.read.intake import read
from compiler.read.result import ReadResult

__all__ = ["ReadResult", "find_date", "find_number", "read"]
