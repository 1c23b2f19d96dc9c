"""The last pass: people. What blocks a draft, what a ruling does to it, which step is allowed.

The machine itself lives in ``rules.review`` and ``rules.ruling`` because the store enforces it and
may import only ``rules``; this module is where the pipeline and its readers look for it.
"""

from rules.blocks import open_blocks
from rules.review import (
    TRANSITIONS,
    Block,
    BlockKind,
    ReviewAction,
    ReviewState,
    Step,
    next_state,
    person_key,
)
from rules.ruling import (
    AcceptAsIs,
    AcceptAttribute,
    DeclareJudged,
    DropRule,
    MarkBackground,
    MergeAttribute,
    RenameAttribute,
    ReplaceRule,
    Ruling,
    TakeReading,
    apply,
)

__all__ = [
    "TRANSITIONS",
    "AcceptAsIs",
    "AcceptAttribute",
    "Block",
    "BlockKind",
    "DeclareJudged",
    "DropRule",
    "MarkBackground",
    "MergeAttribute",
    "RenameAttribute",
    "ReplaceRule",
    "ReviewAction",
    "ReviewState",
    "Ruling",
    "Step",
    "TakeReading",
    "apply",
    "next_state",
    "open_blocks",
    "person_key",
]
