"""The compiler: bytes of a policy text become a draft of cited rules, diagnostics and a ledger.

``compile_document`` runs the passes of ``compiler.pipeline``; ``amend_document`` lets a notice
change another text; ``facts_from_sentence`` lends the same grammar to the question box. Nothing
here decides anything about an applicant.
"""

from compiler.amend import amend_document
from compiler.pipeline import PASSES, compile_document
from compiler.questions.question import facts_from_sentence

__all__ = ["PASSES", "amend_document", "compile_document", "facts_from_sentence"]
