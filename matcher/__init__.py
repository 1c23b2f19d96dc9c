"""The interpreter: rules and facts in, decisions out.

Pure functions over Kleene logic and decimal intervals: no clock, no files, no network, and no
language model. The same rules, facts and day give the same decision to the byte.
"""

from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate
from matcher.facts import Facts
from matcher.facts_input import read_facts, write_facts

__all__ = ["Decision", "Facts", "Verdict", "evaluate", "read_facts", "write_facts"]
