"""The compiler: bytes of a policy text become a draft of cited rules, with diagnostics and a ledger.

``compile_document`` runs the passes of ``compiler.pipeline``; nothing here decides anything about an
applicant.
"""

from compiler.pipeline import PASSES, compile_document

__all__ = ["PASSES", "compile_document"]
