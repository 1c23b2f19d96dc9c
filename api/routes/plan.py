"""JSON: what would have to change for one item."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter

from api.plan_shapes import PlanIn, PlanOut
from api.problems import not_found
from api.site import TheCatalogue
from matcher import read_facts
from matcher.plan import plan

router = APIRouter(prefix="/api", tags=["测算"])


@router.post(
    "/plan", summary="差一点：要怎样才能符合一个条目，最早哪天、花多少、得多少；不能改变的说明原因"
)
def plan_for(body: PlanIn, catalogue: TheCatalogue) -> PlanOut:
    on = body.on or date.today()
    if body.rule not in catalogue.by_id:
        raise not_found("补贴条目", body.rule)
    rule = catalogue.rule(body.rule).rule
    facts = read_facts(body.facts, vocabulary=catalogue.vocabulary, on=on, file="facts")
    return PlanOut.of(plan(rule, facts, on, catalogue.vocabulary), rule)
