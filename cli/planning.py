"""``plan``: what one applicant would have to change for one item."""

from __future__ import annotations

from datetime import date

from cli.matching import DISCLAIMER, Offer
from cli.output import Page, emit
from cli.program import OK
from matcher import Facts, Verdict
from matcher.plan import plan
from matcher.plan_model import Obstacle, Plan
from matcher.plan_words import outcome

_NOT_NEEDED = {
    Verdict.ELIGIBLE: "已经符合条件，不用改变什么。",
    Verdict.UNKNOWN: "还缺信息，暂不能判断。请先补充情况（policycalc next 会列出该问什么）。",
}


def plan_for(offer: Offer, facts: Facts, on: date, *, as_json: bool) -> int:
    """The smallest changes for the one item of the offer, or what stands in the way."""
    (rule,) = offer.rules
    result = plan(rule, facts, on, offer.vocabulary)
    if as_json:
        from api.plan_shapes import PlanOut

        emit("plan", ok=True, **PlanOut.of(result, rule).model_dump(mode="json"))
        return OK
    page = Page()
    page.line(f"测算日期 {on}。{rule.title}（{rule.place}）" if rule.place else rule.title)
    if result.verdict is not Verdict.INELIGIBLE:
        page.line(_NOT_NEEDED[result.verdict])
        return OK
    for number, found in enumerate(result.plans):
        page.title("办法一（改变最少）" if number == 0 else f"另一个办法（{number}）")
        _show(page, found, on)
    if not result.plans:
        page.title("没有办法，原因是：")
        for item in result.refusal:
            _refuse(page, item)
    if not result.exhausted:
        page.line("可能的办法没有全部试过，也许还有更复杂的办法。")
    page.line(DISCLAIMER)
    return OK


def _show(page: Page, found: Plan, today: date) -> None:
    for number, move in enumerate(found.moves, start=1):
        lead = f"，通常要{move.months}个月" if move.months else ""
        cost = f"，最多多花{move.cost}" if move.cost is not None else ""
        page.line(f"{number}. {move.text}", 2)
        when = "做到之日起就符合" if move.by == today else f"最迟{move.by}"
        page.line(f"{when}{lead}{cost}。原文：「{move.source.quote}」", 5, "dim")
    for item in found.assumes:
        page.line(f"· {item.text}", 2)
    page.line(outcome(found), 2)


def _refuse(page: Page, item: Obstacle) -> None:
    now = f"（您的情况：{item.fact}{'，' + item.gap if item.gap else ''}）" if item.fact else ""
    page.line(f"· {item.text}{now}", 2)
    page.line(f"{item.reason}。原文：「{item.source.quote}」", 4, "dim")
