"""What the JSON interface receives and returns while a document is reviewed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from api.shapes import DiagnosticOut, Shape


class SavedOut(Shape):
    """What an upload did: created, unchanged, recompiled, or kept because people worked on it."""

    document: str
    outcome: str


class ModelJobOut(Shape):
    """The last thing a model was asked to do for a document: how it stands, what it cost."""

    document: str
    wanted: str = Field(description="both 两者对照，model 只用模型，plain 通俗解读")
    state: str = Field(description="waiting、running、done、failed，或 cut（网站停止而中断）")
    actor: str
    said: str
    calls: int
    remembered: int
    failed: int
    tokens: int
    cost: str | None = Field(description="元；没有设置单价时为空")


class DocumentOut(Shape):
    """One uploaded document and where its review stands."""

    id: str
    title: str
    source_name: str
    created: datetime
    revision: int
    state: str
    author: str
    last_editor: str
    approver: str
    rules: int
    open_blocks: int


class BlockOut(Shape):
    """One thing a person must rule on before approval."""

    id: str
    kind: str
    message: str
    place: str
    quote: str
    rules: list[str]


class DraftOut(Shape):
    """The newest revision of a document's rules and what is still open."""

    id: str
    revision: int
    state: str
    author: str
    last_editor: str
    approver: str
    blocks: list[BlockOut]
    diagnostics: list[DiagnosticOut]
    ruleset: dict[str, Any]
    ledger: list[dict[str, Any]]


class StepIn(Shape):
    """A step of the review, decided while looking at ``revision``."""

    revision: int = Field(ge=1, description="所看的稿次；已有新稿时拒绝")
    why: str = Field(default="", max_length=500, description="理由；退回时必填")


class RulesIn(StepIn):
    """An edited rule file."""

    rules: str = Field(description="规则文件全文，YAML 或 JSON")


class PublicationOut(Shape):
    """What publishing did, by rule."""

    document: str
    created: list[str]
    unchanged: list[str]
    still_retired: list[str]
    withdrawn: list[str]
