"""The JSON shapes of the next question."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic import Field

from api.shapes import QuestionOut, Shape
from matcher.ask import NextQuestion


class NextQuestionOut(Shape):
    """A question worth asking, and what its answer decides."""

    question: QuestionOut
    worth: Decimal = Field(description="这个回答预计能确定的金额（元），只用来排序，不是可得金额")
    effort: float = Field(description="回答要费的功夫，勾选一次为 1")
    exact: bool = Field(description="true 表示需要具体数字，选区间不够")
    look_up: str = Field(description="从哪份材料里可以查到，没有归类时为空")
    items: list[str] = Field(description="答案影响的条目")
    settles: list[str] = Field(description="至少有一种回答能直接定下来的条目")

    @staticmethod
    def of(item: NextQuestion) -> NextQuestionOut:
        """The shape of one question."""
        return NextQuestionOut(
            question=QuestionOut.of(item.question),
            worth=item.worth.yuan,
            effort=item.effort,
            exact=item.exact,
            look_up=item.look_up,
            items=list(item.items),
            settles=list(item.settles),
        )


class NextOut(Shape):
    """The questions still worth asking, the best first; none when every item is settled."""

    on: date
    open: int = Field(description="还没有定下来的问题数")
    questions: list[NextQuestionOut]
