"""What the JSON interface returns about published policies and their items."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from api.shapes import Shape


class PolicyOut(Shape):
    """One published policy document."""

    id: str
    title: str
    issuer: str
    number: str
    published: date | None
    effective: date | None
    expires: date | None
    phone: str
    source_name: str
    state: str = Field(description="有效状态：有效、尚未施行、已失效、未写明有效期")
    items: int = Field(description="已发布的补贴条目数")
    rules: list[str] = Field(description="条目编号")


class PolicyTextOut(Shape):
    """The canonical text all spans refer to."""

    id: str
    title: str
    text: str


class RuleBrief(Shape):
    """One published item in a list."""

    id: str
    title: str
    place: str
    document: str
    subject: str
    department: str
    version: int


class RuleOut(RuleBrief):
    """One published item: the rule itself, and in plain Chinese."""

    sentences: list[str]
    rule: dict[str, Any]
    hash: str
    published_at: datetime


class VersionOut(Shape):
    """One published version of an item."""

    version: int
    hash: str
    author: str
    approver: str
    published_at: datetime


class HealthOut(Shape):
    """Whether the database answers, and how much is published."""

    status: Literal["ok"]
    documents: int
    rules: int
