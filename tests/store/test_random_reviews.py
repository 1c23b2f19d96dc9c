"""Any order of any steps by anybody: nothing goes live unapproved, by its author, or half read."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from rules.condition import Unparsed
from rules.errors import InputRejected, TransitionRefused
from rules.review import Block, BlockKind, ReviewState, person_key
from rules.ruling import AcceptAsIs, DeclareJudged, DropRule, MarkBackground, Ruling, nodes
from store import open_store

_spec = importlib.util.spec_from_file_location("_drafts", Path(__file__).with_name("conftest.py"))
assert _spec
assert _spec.loader
_drafts = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_drafts)

PEOPLE = st.sampled_from(["张三", "李四", "王五", "张 三", "李四\u200b", ""])


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


class Reviews(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.store = open_store("sqlite://", clock=_drafts.Ticking())
        draft = _drafts.make_draft(unparsed=True, error=True, not_modelled=True)
        self.document_id = self.store.save_document(b"1", draft, "张三").document_id
        self.first = draft.ruleset
        self.edits = 0
        self.written = 1

    def _try(self, step: str, *args: Any) -> None:
        """One event when the step is taken, none when it is refused."""
        before = self.store.get_draft(self.document_id)
        try:
            result = getattr(self.store, step)(*args)
        except (TransitionRefused, InputRejected):
            assert self.store.get_draft(self.document_id) == before
            return
        if step != "edit_rules" or result != before:
            self.written += 1

    @rule(who=PEOPLE)
    def submit(self, who: str) -> None:
        self._try("submit", self.document_id, who)

    @rule(who=PEOPLE)
    def approve(self, who: str) -> None:
        before = self.store.get_draft(self.document_id)
        self._try("approve", self.document_id, who)
        after = self.store.get_draft(self.document_id)
        if before.state is not ReviewState.APPROVED and after.state is ReviewState.APPROVED:
            assert before.blocks == ()
            assert person_key(who) not in {
                person_key(before.author),
                person_key(before.last_editor),
            }

    @rule(who=PEOPLE)
    def publish(self, who: str) -> None:
        self._try("publish", self.document_id, who)

    @rule(who=PEOPLE)
    def send_back(self, who: str) -> None:
        self._try("send_back", self.document_id, who, "退回")

    @rule(who=PEOPLE, again=st.booleans())
    def edit(self, who: str, again: bool) -> None:
        ruleset = self.store.get_draft(self.document_id).draft.ruleset
        if again:
            ruleset = self.first
        elif ruleset.rules:
            self.edits += 1
            title = ruleset.rules[0].model_copy(update={"title": f"第{self.edits}次"})
            ruleset = ruleset.model_copy(update={"rules": (title, *ruleset.rules[1:])})
        self._try("edit_rules", self.document_id, ruleset, who, "修改")

    @precondition(lambda self: self.store.get_draft(self.document_id).blocks)
    @rule(who=PEOPLE, wrong=st.sampled_from(["", "", "accept", "background", "drop", "judge"]))
    def decide(self, who: str, wrong: str) -> None:
        block = self.store.get_draft(self.document_id).blocks[0]
        fitting = {BlockKind.DIAGNOSTIC: "accept", BlockKind.SENTENCE: "background"}
        kind = wrong or fitting.get(block.kind, "judge")
        self._try("rule_on", self.document_id, ruling_for(block, kind), who)

    @rule(who=PEOPLE, which=st.sampled_from(["jia-1", "jia-2"]))
    def retire(self, who: str, which: str) -> None:
        if any(r.rule.id == which for r in self.store.published_rules()):
            self._try("retire", which, who, "到期")

    @invariant()
    def what_is_live_was_approved_by_another_and_is_fully_read(self) -> None:
        for live in self.store.published_rules():
            assert person_key(live.author) != person_key(live.approver)
            assert not any(isinstance(node, Unparsed) for node in nodes(live.rule))
        record = self.store.get_draft(self.document_id)
        if record.state in (ReviewState.APPROVED, ReviewState.PUBLISHED):
            assert record.blocks == ()
            assert person_key(record.approver) not in {
                "",
                person_key(record.author),
                person_key(record.last_editor),
            }

    @invariant()
    def the_log_has_one_event_for_each_step_taken(self) -> None:
        assert len(self.store.events()) == self.written
        assert self.store.verify_chain() is None

    def teardown(self) -> None:
        self.store.close()


TestReviews = Reviews.TestCase
TestReviews.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
