"""The columnar plan: a rule set over the columns of many subjects, one pass a chunk.

Every distinct predicate is evaluated once for all rules, trees are bit operations, and amounts are
computed only for the eligible. What the kernel cannot tell for certain goes to ``evaluate`` cell by
cell and is counted; nothing is approximated. The file is long because a plan is one thing: its
slots, tables and programs are numbered by one another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from matcher import kernel
from matcher.columns import Chunk, Column, bits_of
from matcher.decision import Decision, Verdict
from matcher.evaluate import evaluate, in_force
from matcher.graph import (
    AllNode,
    AnyNode,
    AtLeastNode,
    Graph,
    LeafNode,
    NotNode,
    build_graph,
    children,
)
from matcher.kernel import ASK, Array, Nodes, Programs
from matcher.likeness import leaf_key
from matcher.payments import Payments
from matcher.predicates import (
    Beyond,
    Figure,
    Fixed,
    Joined,
    Listed,
    Predicate,
    Quotient,
    Reader,
    Steps,
)
from matcher.sources import SourceList, whole_scale
from matcher.truth import Truth
from matcher.truth_tables import Spellings, Table, TruthTables
from rules.condition import Judged, Leaf
from rules.rule import Rule
from rules.vocabulary import Vocabulary

YES, NO, MAYBE = 0, 1, 2  # slots that hold a constant
_CONSTANT = {Truth.TRUE: YES, Truth.FALSE: NO, Truth.UNKNOWN: MAYBE}
UNDECIDED, NEVER_OPEN = -1, -2  # see ``Nodes.child_open``
_WORTH_THREADS = 2**13  # words of predicates; waking another thread costs more than fewer
THREADS = max(1, min(8, os.cpu_count() or 1))


@dataclass(frozen=True)
class Truths:
    """What a plan found out about one chunk, a row a predicate, for rules that change later.

    ``by`` is the plan. ``untold`` are the rows in which the kernel could not tell some cell.
    """

    by: Plan
    chunk: Chunk
    certain: Array
    possible: Array
    untold: frozenset[int]


@dataclass(frozen=True)
class Decided:
    """The answers of one chunk: bitmaps of 64 subjects a word, and fen of the eligible.

    ``fen[offsets[rule]:offsets[rule + 1]]`` are those of the rule's eligible rows, in order: 0 and
    more is the amount; -1 says that no bound is known or that it is no money; -2 - n that it is at
    most n, because a fact is missing or a body decides. ``kernel`` and ``asked`` count cells.
    ``truths`` are there when they were asked for.
    """

    rows: int
    eligible: Array
    unknown: Array
    offsets: Array
    fen: Array
    kernel: int
    asked: int
    truths: Truths | None = None

    def verdict(self, rule: int, row: int) -> Verdict:
        """The verdict of one cell."""
        for words, verdict in ((self.eligible, Verdict.ELIGIBLE), (self.unknown, Verdict.UNKNOWN)):
            if int(words[rule, row >> 6]) >> (row & 63) & 1:
                return verdict
        return Verdict.INELIGIBLE

    def amounts(self, rule: int) -> Array:
        """The fen of the rule's eligible rows."""
        return self.fen[self.offsets[rule] : self.offsets[rule + 1]]

    def eligible_rows(self, rule: int) -> Array:
        """The rows that are eligible, ascending."""
        return np.flatnonzero(bits_of(self.eligible[rule], self.rows))


def encoded(decision: Decision) -> int:
    """The amount of a decision as ``Decided.fen`` has it."""
    amount = decision.amount
    if amount.high is None or amount.low is None:
        return int(kernel.OPEN)
    high = int(amount.high.yuan * 100)
    return high if amount.low == amount.high else -2 - high


class Plan:
    """Rules compiled for columns of one form; ``decide`` may be called for any number of chunks.

    With ``earlier``, a plan for the same day, vocabulary and columns, what it found out about
    leaves is not asked again.
    """

    def __init__(
        self, rules: Iterable[Rule], on: date, vocabulary: Vocabulary, columns: Sequence[Column],
        *, earlier: Plan | None = None,
    ) -> None:  # fmt: skip
        self.rules, self.on, self.vocabulary = tuple(rules), on, vocabulary
        self.columns = tuple(columns)
        self.graph: Graph = build_graph(self.rules, on)
        self.reader = Reader({(c.attribute, c.period): c for c in columns}, on, vocabulary)
        self._source_list = SourceList({column.address: column for column in columns})
        self.known: dict[Hashable, Predicate] = {}
        self.spellings = Spellings()
        asked = (on, self.columns, vocabulary)
        if earlier and (earlier.on, earlier.columns, earlier.vocabulary) == asked:
            self.known, self.spellings = earlier.known, earlier.spellings
        predicates = [self._predicate(leaf) for leaf in self.graph.leaves]
        self._tables = self._tabled(predicates)
        self._compile_nodes(predicates)
        self._compile_awards()
        self.sources = self._source_list.packed()
        figures = len(self._source_list.figures)
        self._truth_tables = TruthTables(self._tables, figures, self.spellings)
        self._in_force = np.array([in_force(rule, on) for rule in self.rules], bool)

    # -- compiling ----------------------------------------------------------------------------

    def _predicate(self, leaf: Leaf) -> Predicate:
        key = leaf_key(leaf, self.on)
        if key not in self.known:
            self.known[key] = self.reader.predicate(leaf)
        return self.known[key]

    def _tabled(self, predicates: list[Predicate]) -> list[Table]:
        """The predicates by what they read; gives each its slot."""
        by_figure: dict[Figure, dict[int, Steps]] = {}
        by_address: dict[str, dict[int, Listed]] = {}
        sources = self._source_list
        for leaf in _flat(predicates):
            match leaf:
                case Steps():
                    by_figure.setdefault(leaf.figure, {})[id(leaf)] = leaf
                case Listed():
                    by_address.setdefault(leaf.address, {})[id(leaf)] = leaf
        self._slot: dict[int, int] = {}
        tables: list[Table] = []
        slot = MAYBE + 1
        for figure, steps in by_figure.items():
            if isinstance(figure, Quotient):
                sources.scales[figure] = whole_scale(steps.values())
            leaves: list[Steps | Listed] = list(steps.values())
            cuts = [sources.cuts(leaf) for leaf in steps.values()]
            tables.append(Table(sources.figure(figure), slot, leaves, None, cuts))
            self._slot |= {id(leaf): slot + place for place, leaf in enumerate(leaves)}
            slot += len(leaves)
        for address, listed in by_address.items():
            sources.listed.append(address)
            column = sources.places[address]
            tables.append(Table(-len(sources.listed), slot, list(listed.values()), column))
            self._slot |= {id(leaf): slot + place for place, leaf in enumerate(listed.values())}
            slot += len(listed)
        self._own = slot - (MAYBE + 1)
        self._slots = slot
        return tables

    def _compile_nodes(self, predicates: list[Predicate]) -> None:
        kinds: list[tuple[int, int, tuple[int, ...], int, int, tuple[int, ...]]] = []
        slot_of: list[int] = []
        open_of: list[int] = []
        self._opens = 0

        def join(kind: int, of: tuple[int, ...], least: int = 0) -> int:
            kinds.append((kind, self._slots, of, least, UNDECIDED, (UNDECIDED,) * len(of)))
            self._slots += 1
            return self._slots - 1

        def slot_for(predicate: Predicate) -> int:
            match predicate:
                case Fixed():
                    return _CONSTANT[predicate.truth]
                case Beyond():
                    return MAYBE
                case Joined():
                    how = kernel.EVERY if predicate.how == "all" else kernel.SOME
                    return join(how, tuple(slot_for(part) for part in predicate.of))
                case Steps() | Listed():
                    return self._slot[id(predicate)]

        for node in self.graph.nodes:
            if isinstance(node, LeafNode):
                slot_of.append(slot_for(predicates[node.leaf]))
                judged = isinstance(self.graph.leaves[node.leaf], Judged)
                open_of.append(NEVER_OPEN if judged else UNDECIDED)
                continue
            of = tuple(slot_of[child] for child in children(node))
            opened = tuple(open_of[child] for child in children(node))
            where = UNDECIDED
            if any(inner != UNDECIDED for inner in opened):
                where, self._opens = self._opens, self._opens + 1
            least = node.k if isinstance(node, AtLeastNode) else 0
            kind = {
                AllNode: kernel.EVERY,
                AnyNode: kernel.SOME,
                NotNode: kernel.NOT,
                AtLeastNode: kernel.AT_LEAST,
            }[type(node)]
            kinds.append((kind, self._slots, of, least, where, opened))
            slot_of.append(self._slots)
            open_of.append(where)
            self._slots += 1
        self._slot_of, self._open_of = slot_of, open_of
        ends = np.cumsum([0, *(len(of) for _, _, of, _, _, _ in kinds)])
        self._nodes = Nodes(
            slots=self._slots,
            kind=_ints([kind for kind, *_ in kinds]),
            slot=_ints([slot for _, slot, *_ in kinds]),
            children=np.stack([ends[:-1], ends[1:]], 1).astype(np.int64),
            child=_ints([child for _, _, of, *_ in kinds for child in of]),
            least=_ints([least for _, _, _, least, _, _ in kinds]),
            yes=_ints([YES]),
            maybe=_ints([YES, MAYBE]),
            open_slot=_ints([where for *_, where, _ in kinds]),
            child_open=_ints([inner for *_, opened in kinds for inner in opened]),
            opens=self._opens,
        )
        self._find_doubtful(predicates)

    def _find_doubtful(self, predicates: list[Predicate]) -> None:
        """Of each rule the tables it reads, and whether a leaf of it is beyond the kernel."""
        table_of = {
            id(leaf): number for number, table in enumerate(self._tables) for leaf in table.leaves
        }
        below: list[tuple[frozenset[int], bool]] = []
        for node in self.graph.nodes:
            if isinstance(node, LeafNode):
                parts = list(_flat([predicates[node.leaf]]))
                tables = frozenset(table_of[id(p)] for p in parts if id(p) in table_of)
                below.append((tables, any(isinstance(p, Beyond) for p in parts)))
            else:
                inner = [below[child] for child in children(node)]
                tables = frozenset().union(*(tables for tables, _ in inner))
                below.append((tables, any(beyond for _, beyond in inner)))
        self._below = below
        self._reads = [below[root] for root in self.graph.roots]

    def _compile_awards(self) -> None:
        self._case_roots: list[int] = []
        self._case_places: dict[int, int] = {}
        sources = self._source_list
        payments = Payments(
            reader=self.reader,
            source=lambda figure: (sources.figure(figure), sources.unit(figure)),
            case=self._case,
        )
        programs = [payments.add(a.award, a.cases, person=a.person) for a in self.graph.awards]
        # a case that the kernel cannot tell makes the amount one it cannot tell
        for number, shared in enumerate(self.graph.awards):
            nodes = [self._below[node] for group in shared.cases for node in group]
            if any(beyond for _, beyond in nodes):
                programs[number] = []
        self._case_reads = [
            frozenset().union(*(self._below[n][0] for group in a.cases for n in group))
            for a in self.graph.awards
        ]
        code = [programs[award] for award in self.graph.award_of]
        lines = [line for program in code for line in program]
        self.programs = Programs(
            start=np.cumsum([0, *(len(program) for program in code)]).astype(np.int64),
            code=np.array(lines, np.int64).reshape(-1, 4),
            points=_ints(payments.points),
            pieces=np.array(payments.pieces, np.int64).reshape(-1, 6),
        )

    def _case(self, node: int) -> int:
        if node not in self._case_places:
            self._case_places[node] = len(self._case_roots)
            self._case_roots.append(self._slot_of[node])
        return self._case_places[node]

    # -- deciding -----------------------------------------------------------------------------

    def decide(self, chunk: Chunk, into: Array | None = None, *, keep: bool = False) -> Decided:
        """Every cell of the chunk; its columns must be those the plan was made for.

        ``into`` is memory for the fen (int64) that is used when it is large enough: fresh pages
        cost more than the amounts. The answers then last until it is used again. ``keep`` keeps
        the truths of all predicates.
        """
        if chunk.columns != self.columns:
            raise ValueError("a chunk of other columns than the plan was made for")
        tables = self._truth_tables.packed(chunk.names)
        roots = [self._slot_of[root] for root in self.graph.roots] + self._case_roots
        cells = len(roots)
        if keep:
            roots += range(MAYBE + 1, MAYBE + 1 + self._own)
        words = chunk.words
        certain = np.empty((len(roots), words), np.uint64)
        possible = np.empty((len(roots), words), np.uint64)
        opened = np.zeros((max(self._opens, 1), words), np.uint64)
        strange = np.zeros((max(len(self._tables), 1), words), np.uint64)
        packed_roots = _ints(roots)

        def decide_words(begin: int, end: int) -> None:
            kernel.decide(
                chunk.data, self.sources, tables, self._nodes, packed_roots,
                begin, end, certain, possible, opened, strange,
            )  # fmt: skip

        if self._own * words < _WORTH_THREADS:
            decide_words(0, words)
        else:
            _in_threads(decide_words, words, kernel.BLOCK)
        kept = None
        if keep:
            kept = Truths(self, chunk, certain[cells:], possible[cells:], self._untold(strange))
        count = len(self.rules)
        sure, perhaps = certain[count:cells], possible[count:cells]
        eligible, unknown, gated = self._verdicts(chunk, certain, possible, opened)
        answers, asked = self._ask_verdicts(chunk, eligible, unknown, gated, strange)
        offsets = np.zeros(count + 1, np.int64)
        np.cumsum(np.bitwise_count(eligible).sum(1, dtype=np.int64), out=offsets[1:])
        due = int(offsets[-1])
        fen = into[:due] if into is not None and into.size >= due else np.empty(due, np.int64)

        has_gate = np.asarray(gated.any(axis=1))

        def pay_rules(begin: int, end: int) -> None:
            kernel.pay(
                chunk.data, self.sources, self.programs, np.arange(begin, end),
                eligible, gated, has_gate, sure, perhaps, offsets, fen,
            )  # fmt: skip

        _in_threads(pay_rules, count, max(1, count // 16))
        asked += self._ask_amounts(chunk, eligible, offsets, fen, strange, answers)
        told = count * chunk.rows - asked
        return Decided(chunk.rows, eligible, unknown, offsets, fen, told, asked, kept)

    def row_of(self, predicate: Predicate) -> int | None:
        """Where ``Truths`` has a predicate; None for one that is no row of its own."""
        slot = self._slot.get(id(predicate))
        return None if slot is None else slot - (MAYBE + 1)

    def _untold(self, strange: Array) -> frozenset[int]:
        """The rows of the predicates whose table has cells that the kernel could not tell."""
        doubtful = np.flatnonzero(strange[: len(self._tables)].any(axis=1))
        tables = [self._tables[number] for number in doubtful]
        firsts = [(table.slot - (MAYBE + 1), len(table.leaves)) for table in tables]
        return frozenset(row for first, size in firsts for row in range(first, first + size))

    def _verdicts(
        self, chunk: Chunk, certain: Array, possible: Array, opened: Array
    ) -> tuple[Array, Array, Array]:
        """Eligible, unknown, and eligible up to the judgment of a body."""
        count = len(self.rules)
        eligible, unknown = certain[:count], possible[:count] & ~certain[:count]
        last = np.uint64((1 << (chunk.rows - 64 * (chunk.words - 1))) - 1) if chunk.rows else 0
        for words in (eligible, unknown):
            words[~self._in_force] = 0
            if chunk.rows % 64:
                words[:, -1] &= last
        gated = np.zeros_like(eligible) if self._opens or self._judged_roots() else eligible[:, :0]
        for rule, root in enumerate(self.graph.roots):
            where = self._open_of[root]
            if where != UNDECIDED:
                gated[rule] = unknown[rule] & (~opened[where] if where >= 0 else kernel.ALL)
                unknown[rule] &= ~gated[rule]
                eligible[rule] |= gated[rule]
        return eligible, unknown, gated if gated.shape[1] else np.zeros_like(eligible)

    def _judged_roots(self) -> bool:
        return any(self._open_of[root] == NEVER_OPEN for root in self.graph.roots)

    def _ask_verdicts(
        self, chunk: Chunk, eligible: Array, unknown: Array, gated: Array, strange: Array
    ) -> tuple[dict[tuple[int, int], int], int]:
        """Cells that stayed unknown and rest on what the kernel cannot read, put right."""
        answers: dict[tuple[int, int], int] = {}
        asked = 0
        doubtful = np.flatnonzero(strange.any(axis=1)).tolist()
        for rule, (tables, beyond) in enumerate(self._reads):
            if not beyond and tables.isdisjoint(doubtful):
                continue
            doubt = np.full(chunk.words, kernel.ALL if beyond else 0, np.uint64)
            for table in tables.intersection(doubtful):
                doubt |= strange[table]
            doubt &= unknown[rule]
            for row in np.flatnonzero(bits_of(doubt, chunk.rows)):
                decision = self._evaluated(chunk, rule, int(row))
                asked += 1
                word, bit = int(row) >> 6, np.uint64(1) << np.uint64(int(row) & 63)
                if decision.verdict is Verdict.UNKNOWN:
                    continue
                unknown[rule, word] &= ~bit
                if decision.verdict is Verdict.ELIGIBLE:
                    eligible[rule, word] |= bit
                    answers[rule, int(row)] = encoded(decision)
        return answers, asked

    def _ask_amounts(
        self, chunk: Chunk, eligible: Array, offsets: Array, fen: Array, strange: Array,
        answers: dict[tuple[int, int], int],
    ) -> int:  # fmt: skip
        """Amounts that only ``evaluate`` can tell; the number of cells asked here."""
        asked = 0
        doubtful = set(np.flatnonzero(strange.any(axis=1)).tolist())
        open_rules = {rule for rule, _ in answers}
        cases = {r for r, a in enumerate(self.graph.award_of) if self._case_reads[a] & doubtful}
        touched = np.unique(np.searchsorted(offsets, np.flatnonzero(fen == ASK), side="right") - 1)
        for rule in sorted({int(rule) for rule in touched} | open_rules | cases):
            rows = np.flatnonzero(bits_of(eligible[rule], chunk.rows))
            due = fen[offsets[rule] : offsets[rule + 1]]
            doubt = due == ASK
            for table in self._case_reads[self.graph.award_of[rule]] & doubtful:
                doubt |= bits_of(strange[table], chunk.rows)[rows]
            for place in np.flatnonzero(doubt) if rule not in open_rules else range(rows.size):
                row = int(rows[place])
                if (rule, row) in answers:
                    due[place] = answers[rule, row]
                elif doubt[place]:
                    due[place] = encoded(self._evaluated(chunk, rule, row))
                    asked += 1
        return asked

    def _evaluated(self, chunk: Chunk, rule: int, row: int) -> Decision:
        return evaluate(self.rules[rule], chunk.facts(row), self.on, self.vocabulary)


def _flat(predicates: Iterable[Predicate]) -> Iterable[Predicate]:
    for predicate in predicates:
        if isinstance(predicate, Joined):
            yield from _flat(predicate.of)
        else:
            yield predicate


def _ints(numbers: Iterable[int]) -> Array:
    return np.array(list(numbers), np.int64)


def _in_threads(work: Callable[[int, int], None], count: int, step: int) -> None:
    """Run ``work(begin, end)`` over all of ``count``, in steps, on every core."""
    spans = [(begin, min(count, begin + step)) for begin in range(0, count, step)]
    share = -(-len(spans) // THREADS) or 1
    whole = [
        (spans[i][0], spans[min(len(spans), i + share) - 1][1]) for i in range(0, len(spans), share)
    ]
    if len(whole) < 2:
        for begin, end in whole:
            work(begin, end)
        return
    list(_threads().map(lambda span: work(*span), whole))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="columnar")
