"""The review of a draft as a pure state machine: states, actions, who may do what, and when.

    draft ──submit──▶ in_review ──approve──▶ approved ──publish──▶ published ──retire──▶ retired
      ▲                   │                     │                      │                    │
      └─────send_back─────┴──────send_back──────┘                      │                    │
      └────────────────────────────edit (a correction)─────────────────┴────────────────────┘

No input or output here: the store keeps the rows, this module says which step is allowed.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from enum import StrEnum

from rules.document import Frozen, SourceSpan
from rules.errors import TransitionRefused


class ReviewState(StrEnum):
    """Where a document's rules stand. A published correction starts again at ``draft``."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def chinese(self) -> str:
        """The state as an official reads it."""
        return _STATE_NAMES[self]


class Step(StrEnum):
    """What a person can do to a draft."""

    EDIT = "edit"
    RULE = "rule"  # decide on a blocking thing
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    RETIRE = "retire"

    @property
    def chinese(self) -> str:
        """The step as an official reads it."""
        return _STEP_NAMES[self]


_STATE_NAMES = {
    ReviewState.DRAFT: "草稿",
    ReviewState.IN_REVIEW: "审核中",
    ReviewState.APPROVED: "已批准",
    ReviewState.PUBLISHED: "已发布",
    ReviewState.RETIRED: "已停用",
}
_STEP_NAMES = {
    Step.EDIT: "修改",
    Step.RULE: "裁定",
    Step.SUBMIT: "提交审核",
    Step.APPROVE: "批准",
    Step.SEND_BACK: "退回",
    Step.PUBLISH: "发布",
    Step.RETIRE: "停用",
}

TRANSITIONS: dict[tuple[ReviewState, Step], ReviewState] = {
    (ReviewState.DRAFT, Step.EDIT): ReviewState.DRAFT,
    (ReviewState.DRAFT, Step.RULE): ReviewState.DRAFT,
    (ReviewState.DRAFT, Step.SUBMIT): ReviewState.IN_REVIEW,
    (ReviewState.IN_REVIEW, Step.RULE): ReviewState.IN_REVIEW,
    (ReviewState.IN_REVIEW, Step.APPROVE): ReviewState.APPROVED,
    (ReviewState.IN_REVIEW, Step.SEND_BACK): ReviewState.DRAFT,
    (ReviewState.APPROVED, Step.SEND_BACK): ReviewState.DRAFT,
    (ReviewState.APPROVED, Step.PUBLISH): ReviewState.PUBLISHED,
    (ReviewState.PUBLISHED, Step.EDIT): ReviewState.DRAFT,
    (ReviewState.PUBLISHED, Step.RETIRE): ReviewState.RETIRED,
    (ReviewState.RETIRED, Step.EDIT): ReviewState.DRAFT,
}


class ReviewAction(Frozen):
    """Who did what to which thing, when and why."""

    actor: str
    action: Step
    at: datetime
    target: str
    why: str = ""


class BlockKind(StrEnum):
    """What sort of thing keeps a draft from being approved."""

    CONFLICT = "conflict"  # a place that two extractors read differently
    DIAGNOSTIC = "diagnostic"  # an error found while compiling or checking
    UNPARSED = "unparsed"  # a condition nobody could turn into a leaf
    SENTENCE = "sentence"  # a sentence of the ledger that is not modelled
    NO_RULES = "no_rules"


class Block(Frozen):
    """One thing a person must rule on before approval.

    ``id`` is the same for the same thing in every revision; ``message`` is Chinese; ``rules`` are
    the ids of the rules concerned.
    """

    id: str
    kind: BlockKind
    message: str
    place: str = ""
    quote: str = ""
    span: SourceSpan | None = None
    rules: tuple[str, ...] = ()

    def line(self) -> str:
        """The block as one Chinese line."""
        where = f"{self.place}：" if self.place else ""
        quote = f"「{self.quote}」" if self.quote and self.quote not in self.message else ""
        return f"{where}{self.message}{quote}"


def person_key(name: str) -> str:
    """The name by which two spellings are the same person.

    Full-width letters, letter case, spaces and invisible characters make no second person.
    """
    folded = unicodedata.normalize("NFKC", name)
    seen = (c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
    return unicodedata.normalize("NFKC", "".join(seen).casefold())


def next_state(
    state: ReviewState,
    step: Step,
    actor: str,
    authors: tuple[str, ...],
    blocks: tuple[Block, ...] = (),
) -> ReviewState:
    """The state after ``actor`` takes ``step``.

    ``authors`` are the drafter and the last editor; none of them may approve. Raises
    TransitionRefused with a Chinese message when the state, the person or an open block forbids it.
    """
    actor_key = person_key(actor)
    if not actor_key:
        raise TransitionRefused(f"{step.chinese}时必须写明操作人姓名")
    after = TRANSITIONS.get((state, step))
    if after is None:
        ways = [s.chinese for (from_, s) in TRANSITIONS if from_ is state]
        raise TransitionRefused(
            f"当前状态是「{state.chinese}」，不能{step.chinese}；此时可以：{'、'.join(ways)}"
        )
    if step is Step.APPROVE and actor_key in {person_key(author) for author in authors}:
        names = "、".join(dict.fromkeys(authors))
        raise TransitionRefused(
            f"起草人与审批人必须是两个人：「{actor}」起草或最后修改过这份规则（{names}），"
            "请由另一人批准"
        )
    if step in (Step.APPROVE, Step.PUBLISH) and blocks:
        raise TransitionRefused(
            f"还有{len(blocks)}处需要先裁定，不能{step.chinese}：{_named(blocks)}"
        )
    return after


def _named(blocks: tuple[Block, ...]) -> str:
    shown = "；".join(f"（{n}）{block.line()}" for n, block in enumerate(blocks[:5], start=1))
    return shown + (f"；其余{len(blocks) - 5}处见审核页" if len(blocks) > 5 else "")
