"""The index: what can be known of a rule set before anybody asks.

Every distinct predicate is one leaf, every distinct combination one node, every distinct award one
plan. ``decide`` reads each fact once, finds the states of all leaves, reduces the trees level by
level and works out all amounts; the answers are those of ``evaluate``, rule for rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Context, localcontext

import numpy as np

from matcher.evaluate import PRECISION, in_force
from matcher.facts import Facts
from matcher.figures import Inquiry
from matcher.graph import traced_graph
from matcher.index.amounts import AwardPlans
from matcher.index.answers import Answers
from matcher.index.groups import groups
from matcher.index.levels import Levels
from matcher.index.occurrences import Occurrences
from matcher.index.thresholds import Operands, Thresholds, is_threshold
from matcher.index.waiting import Things
from matcher.index.wording import Wordings
from rules.condition import Compare
from rules.rule import Rule
from rules.vocabulary import Vocabulary


class Index:
    """A rule set made ready for one day; immutable, so any number of threads may decide with it."""

    def __init__(self, rules: tuple[Rule, ...], on: date, vocabulary: Vocabulary) -> None:
        self.rules, self.on, self.vocabulary = rules, on, vocabulary
        self.graph, traces = traced_graph(rules, on)
        blank = Inquiry(Facts(), on, vocabulary)
        leaves = list(enumerate(self.graph.leaves))
        self.operands = Operands(blank)
        compared = [(n, x) for n, x in leaves if isinstance(x, Compare) and is_threshold(x)]
        self.thresholds = Thresholds(compared, self.operands)
        self.groups = groups([(n, x) for n, x in leaves if not is_threshold(x)], blank)
        order = self.thresholds.nodes + [n for _, numbers in self.groups for n in numbers]
        # of the leaves after the comparisons, the group and the number in it
        self.group_of = [(g, n) for g, (_, own) in enumerate(self.groups) for n in range(len(own))]
        grouped = [len(self.groups) + operand for operand in self.thresholds.operand_of]
        grouped += [group for group, _ in self.group_of]
        # what each leaf rests on: see Bases
        self.basis_of = np.array(grouped, dtype=np.intp)
        self.bases_count = 1 + max(grouped, default=-1)
        place = [0] * len(order)
        for position, node in enumerate(order):
            place[node] = position
        self.levels = Levels(self.graph, place)
        self.awards = AwardPlans(self.graph.awards, self.operands, blank)
        self.things = Things(self.operands, self.thresholds.operand_of, self.groups)
        self.thing_of_input = np.append(self.awards.operand_of, self.things.none)
        places = [self.awards.place[award] for award in self.graph.award_of]
        self.award_of = np.array(places, dtype=np.intp)
        self.roots = np.array([self.levels.literal(r) for r in self.graph.roots], dtype=np.intp)
        self.valid = np.array([in_force(rule, on) for rule in rules], dtype=bool)
        self.occurrences = Occurrences(traces, self.levels, place)
        # what each leaf asks for while nothing is given
        asked = self.operands.unread()
        self.unread = [asked[operand] for operand in self.thresholds.operand_of]
        self.unread += [self.groups[group][0].wanted[own] for group, own in self.group_of]
        # of each leaf how many answers there are that say the same to everybody
        answers = [1] * len(self.thresholds.nodes)
        answers += [self.groups[group][0].codes for group, _ in self.group_of]
        self.wordings = Wordings(rules, traces, self.occurrences, answers, self.operands, blank)

    @staticmethod
    def build(rules: Iterable[Rule], on: date, vocabulary: Vocabulary) -> Index:
        """Make the rules ready for a day."""
        with localcontext(Context(prec=PRECISION)):
            return Index(tuple(rules), on, vocabulary)

    def decide(self, facts: Facts) -> Answers:
        """Every rule for one applicant."""
        with localcontext(Context(prec=PRECISION)):
            return Answers(self, facts)
