"""Any order of any steps by anybody: nothing goes live unapproved, by its author, or half read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.condition import Unparsed
from rules.draft import Draft
from rules.errors import InputRejected, TransitionRefused
from rules.review import Block, BlockKind, ReviewState, Step, person_key
from rules.ruling import AcceptAsIs, DeclareJudged, DropRule, MarkBackground, Ruling
from rules.tree import nodes
from store import DraftRecord, Store, open_store

PEOPLE = ("张三", "李四", "王五", "张 三", "李四\u200b", "")
FITTING = {BlockKind.DIAGNOSTIC: "accept", BlockKind.SENTENCE: "background"}
MOVES = (
    "submit",
    "approve",
    "publish",
    "send_back",
    "edit",
    "restore",
    "retire",
    "settle",
    "accept",
    "background",
    "drop",
    "judge",
    "all the way",
    "all the way",
)
Move = tuple[str, str, str]
MOVE = st.tuples(st.sampled_from(MOVES), st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))


def ruling_for(block: Block, kind: str) -> Ruling:
    match kind:
        case "accept":
            return AcceptAsIs(block=block.id, why="无碍")
        case "background":
            return MarkBackground(block=block.id, why="无关")
        case "drop":
            return DropRule(rule=block.rules[0] if block.rules else "jia-1", why="不是补贴")
        case _:
            return DeclareJudged(block=block.id, body="局", why="由部门认定")


class Walk:
    """One document pushed about by people who may not always do what they try."""

    def __init__(self, draft: Draft) -> None:
        self.store: Store = open_store("sqlite://")
        self.id = self.store.save_document(b"1", draft, "张三").document_id
        self.first = draft.ruleset
        self.written = 1

    @property
    def now(self) -> DraftRecord:
        return self.store.get_draft(self.id)

    def attempt(self, step: str, *args: Any) -> None:
        """One event when the step is taken, none and no change when it is refused."""
        before = self.now
        try:
            result = getattr(self.store, step)(*args)
        except (TransitionRefused, InputRejected):
            assert self.now == before
            return
        if step == "approve":
            assert before.blocks == ()
            assert person_key(args[1]) not in {
                person_key(before.author),
                person_key(before.last_editor),
            }
        self.written += step != "edit_rules" or result != before

    def make(self, move: Move) -> None:
        what, who, other = move
        match what:
            case "submit" | "approve" | "publish":
                self.attempt(what, self.id, who)
            case "send_back":
                self.attempt(what, self.id, who, "退回")
            case "edit" | "restore":
                ruleset = self.first
                if what == "edit":
                    title = {"title": f"改于第{self.written}步"}
                    changed = tuple(r.model_copy(update=title) for r in ruleset.rules[:1])
                    ruleset = ruleset.model_copy(update={"rules": changed + ruleset.rules[1:]})
                self.attempt("edit_rules", self.id, ruleset, who, "修改")
            case "retire":
                for live in self.store.published_rules():
                    self.attempt("retire", live.rule.id, who, "到期")
            case "settle":
                for block in self.now.blocks:
                    fitting = ruling_for(block, FITTING.get(block.kind, "judge"))
                    self.attempt("rule_on", self.id, fitting, who)
            case "all the way":
                for step in ("settle", "submit"):
                    self.make((step, who, other))
                self.make(("approve", other, who))
                self.make(("publish", who, other))
            case _:
                for block in self.now.blocks[:1]:
                    self.attempt("rule_on", self.id, ruling_for(block, what), who)

    def check(self) -> None:
        for live in self.store.published_rules():
            assert person_key(live.author) != person_key(live.approver)
            assert not any(isinstance(node, Unparsed) for node in nodes(live.rule))
        now = self.now
        if now.state in (ReviewState.APPROVED, ReviewState.PUBLISHED):
            people = {person_key(now.author), person_key(now.last_editor), ""}
            assert now.blocks == ()
            assert person_key(now.approver) not in people
        assert len(self.store.events()) == self.written
        assert self.store.verify_chain() is None


def test_no_order_of_steps_lets_one_person_through(draft_of: Callable[..., Draft]) -> None:
    reached: Counter[str] = Counter()

    @settings(max_examples=30, deadline=None, derandomize=True)
    @given(
        flags=st.tuples(st.booleans(), st.booleans(), st.booleans()),
        moves=st.lists(MOVE, min_size=8, max_size=16),
    )
    def walk(flags: tuple[bool, bool, bool], moves: list[Move]) -> None:
        unparsed, error, not_modelled = flags
        going = Walk(draft_of(unparsed=unparsed, error=error, not_modelled=not_modelled))
        for move in moves:
            going.make(move)
            going.check()
        reached.update(event.action for event in going.store.events())
        going.store.close()

    walk()
    never = {"save", *Step} - set(reached)
    assert not never, f"the walks never got as far as: {never}"
