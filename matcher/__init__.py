"""The interpreter: rules and facts in, decisions out.

Pure functions over Kleene logic and decimal intervals: no clock, no files, no network, and no
language model. The same rules, facts and day give the same decision to the byte.
"""

from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts, write_facts
from matcher.recommend import recommend
from matcher.tags import fact_from_choice, tag_questions

__all__ = [
    "Decision",
    "Facts",
    "Verdict",
    "evaluate",
    "fact_from_choice",
    "read_facts",
    "recommend",
    "tag_questions",
    "write_facts",
]
