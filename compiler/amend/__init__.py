"""Amending notices: what a notice changes in another document, and the document as it then reads.

    notice ──read_instructions▶ instructions ──consolidate▶ the amended text, every change cited

A notice is never guessed into a text: an instruction whose place or words are not found once
changes nothing and is reported.
"""

from compiler.amend.consolidate import Consolidation, consolidate
from compiler.amend.document import Amended, amend_document, amend_draft
from compiler.amend.instructions import Instruction, read_instructions

__all__ = [
    "Amended",
    "Consolidation",
    "Instruction",
    "amend_document",
    "amend_draft",
    "consolidate",
    "read_instructions",
]
