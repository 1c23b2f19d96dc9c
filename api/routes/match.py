"""JSON: decisions, recommendations and the questions of the tag page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api import matching
from api.explain_shapes import ExplainIn, ExplainOut
from api.next_shapes import NextOut, NextQuestionOut
from api.problems import not_found
from api.recommend_shapes import RecommendationOut, RecommendIn, RecommendOut
from api.shapes import Day, DecisionOut, MatchIn, MatchOut, QuestionOut
from api.site import Catalogue, TheCatalogue
from matcher import read_facts
from matcher.explain import explain
from matcher.recommend import Recommendation, Signal
from rules.vocabulary import Subject

router = APIRouter(prefix="/api", tags=["测算"])


@router.post("/match", summary="按给出的情况测算，返回每个条目的结论、金额、理由与原文")
def match(body: MatchIn, catalogue: TheCatalogue) -> MatchOut:
    on = body.on or date.today()
    return MatchOut(
        on=on,
        decisions=[
            DecisionOut.of(item.decision, catalogue.rule(item.rule_id).rule)
            for item in _decided(body, catalogue, on)
        ],
    )


@router.post("/recommend", summary="按结论、金额、截止时间排序的条目，各附一句理由")
def recommend(body: RecommendIn, catalogue: TheCatalogue) -> RecommendOut:
    on = body.on or date.today()
    for signal in body.signals:
        catalogue.rule(signal.rule)
    signals = [Signal(rule_id=s.rule, weight=s.weight, why=s.why) for s in body.signals]
    return RecommendOut(
        on=on,
        items=[
            RecommendationOut(
                reason=item.reason,
                decision=DecisionOut.of(item.decision, catalogue.rule(item.rule_id).rule),
            )
            for item in _decided(body, catalogue, on, signals)
        ],
    )


@router.get("/tags", summary="已发布条目询问的情况：选择题及其选项")
def tags(
    catalogue: TheCatalogue,
    subject: Annotated[Subject | None, Query(description="enterprise 或 person")] = None,
    on: Annotated[Day | None, Query(description="测算日期，默认今天")] = None,
) -> list[QuestionOut]:
    questions = matching.questions_for(catalogue, subject, on or date.today())
    return [QuestionOut.of(question) for question in questions]


@router.post("/next", summary="还值得问的问题，按回答能确定的金额与费事程度排序；都定了就没有")
def next_questions(
    body: MatchIn,
    catalogue: TheCatalogue,
    first: Annotated[int, Query(ge=1, le=200, description="最多列出几个")] = 10,
) -> NextOut:
    on = body.on or date.today()
    _check_rules(body, catalogue)
    facts = read_facts(body.facts, vocabulary=catalogue.vocabulary, on=on, file="facts")
    asked = matching.interview(catalogue, on, body.subject, body.rules).ask(facts)
    return NextOut(
        on=on, open=len(asked), questions=[NextQuestionOut.of(item) for item in asked[:first]]
    )


@router.post("/explain", summary="一个条目为什么是这个结论：原因、逐步计算、各自的原文")
def explain_item(body: ExplainIn, catalogue: TheCatalogue) -> ExplainOut:
    on = body.on or date.today()
    rule = catalogue.rule(body.rule).rule
    facts = read_facts(body.facts, vocabulary=catalogue.vocabulary, on=on, file="facts")
    return ExplainOut.of(explain(rule, facts, on, catalogue.vocabulary), rule)


def _decided(
    body: MatchIn, catalogue: Catalogue, on: date, signals: Sequence[Signal] = ()
) -> list[Recommendation]:
    _check_rules(body, catalogue)
    facts = read_facts(body.facts, vocabulary=catalogue.vocabulary, on=on, file="facts")
    found = matching.decide(catalogue, facts, on, body.subject, signals)
    return [item for item in found if body.rules is None or item.rule_id in body.rules]


def _check_rules(body: MatchIn, catalogue: Catalogue) -> None:
    for rule in body.rules or ():
        if rule not in catalogue.by_id:
            raise not_found("补贴条目", rule)
