"""The waist: what a document, a quantity, a condition, an award and a rule *are*.

Everything before it turns texts into these types, everything after it only reads them. The unions
of conditions, operands, awards and stacking live in ``rules.condition``, ``rules.benefit`` and
``rules.stacking``; the names here are what most callers need.
"""

from rules.codec import dump_ruleset, load_ruleset
from rules.document import PolicyDocument, SourceSpan
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected
from rules.region import contains
from rules.rule import Rule, RuleSet
from rules.vocabulary import Vocabulary, standard_vocabulary
from rules.wording import describe_rule

__all__ = [
    "Diagnostic",
    "Draft",
    "InputRejected",
    "PolicyDocument",
    "Rule",
    "RuleSet",
    "SourceSpan",
    "Vocabulary",
    "contains",
    "describe_rule",
    "dump_ruleset",
    "load_ruleset",
    "standard_vocabulary",
]
