"""What the JSON interface returns about the data that the published rules need."""

from __future__ import annotations

from pydantic import Field

from api.shapes import Shape
from matcher.demand import DataNeed
from matcher.readiness import Readiness


class DemandOut(Shape):
    """The data demand of all published items."""

    items: int = Field(description="已发布的补贴条目数")
    needs: tuple[DataNeed, ...] = Field(
        description="每项数据：部门、期间、时点要求、来源，以及用到它的条目和原文"
    )


class ReadinessOut(Shape):
    """How near every published item is to being paid without an application."""

    items: tuple[Readiness, ...] = Field(description="每个条目的类型、可能的兑现方式和障碍")
