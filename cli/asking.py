"""``next`` and ``explain``: what is still worth answering, and why an item decides as it does."""

from __future__ import annotations

from datetime import date

from cli.matching import Offer
from cli.output import Page, emit
from cli.program import OK
from matcher import Facts
from matcher.ask import Interview, NextQuestion
from matcher.explain import explain


def next_questions(
    offer: Offer, facts: Facts, on: date, *, first: int | None, as_json: bool
) -> int:
    """The questions whose answers can change a verdict or an amount, the best first."""
    asked = Interview(offer.rules, on, offer.vocabulary).ask(facts)
    shown = asked[:first]
    if as_json:
        from api.next_shapes import NextQuestionOut

        emit(
            "next",
            ok=True,
            on=on.isoformat(),
            open=len(asked),
            questions=[NextQuestionOut.of(item).model_dump(mode="json") for item in shown],
        )
        return OK
    page = Page()
    if not asked:
        page.line("没有问题要问了：每个条目都已定下来，或者只等主管部门认定。")
        return OK
    page.line(f"还有 {len(asked)} 个问题会影响结果，最值得先答的是：")
    for number, item in enumerate(shown, start=1):
        page.title(f"{number}. {item.question.question}  [{item.question.key}]")
        page.line(_why(item), 4)
        if item.question.options and not item.exact:
            page.line("选项：" + "｜".join(o.label for o in item.question.options), 4, "dim")
    if len(shown) < len(asked):
        page.line(f"其余 {len(asked) - len(shown)} 个未列出，用 --first 多列一些。")
    return OK


def _why(item: NextQuestion) -> str:
    parts = [f"关系到 {len(item.items)} 个条目"]
    if item.settles:
        parts.append(f"其中 {len(item.settles)} 个可能由这一答定下来")
    if item.worth.yuan:
        parts.append(f"预计能定下 {item.worth}")
    if item.exact:
        parts.append("需要具体数字")
    if item.look_up:
        parts.append(f"可在{item.look_up}中查到")
    return "，".join(parts) + "。"


def explain_items(offer: Offer, facts: Facts, on: date, *, as_json: bool) -> int:
    """Why each of the items decides as it does, in sentences with their clauses."""
    found = [(rule, explain(rule, facts, on, offer.vocabulary)) for rule in offer.rules]
    if as_json:
        from api.explain_shapes import ExplainOut

        items = [ExplainOut.of(item, rule).model_dump(mode="json") for rule, item in found]
        emit("explain", ok=True, on=on.isoformat(), items=items)
        return OK
    page = Page()
    for rule, item in found:
        page.title(f"{rule.title}（《{offer.titles[rule.id]}》{rule.place}）")
        for sentence in item.sentences:
            page.line(sentence, 2)
        if item.cut:
            page.line("原因太多，只列出了最短的一部分。", 2)
    return OK
