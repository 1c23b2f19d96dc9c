"""The question box, as JSON and as a page."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.ask import Answer, answer
from api.shapes import AnswerOut, AskIn, DecisionOut, HitOut, ReadBackOut
from api.site import Catalogue, TheCatalogue, TheSite
from api.web.pages import page
from matcher.decision import MissingFact

router = APIRouter()


@router.post("/api/ask", tags=["测算"], summary="用一句话提问：读出的情况、测算结果、相关条款")
def ask(body: AskIn, catalogue: TheCatalogue, site: TheSite) -> AnswerOut:
    on = body.on or date.today()
    found = _answer(catalogue, body.question, on)
    return AnswerOut(
        question=body.question,
        on=on,
        facts=[ReadBackOut(**item.model_dump()) for item in found.facts],
        decisions=[DecisionOut.of(item.decision, item.rule) for item in found.decisions],
        clauses=[HitOut.of(hit) for hit in found.hits],
        nothing=found.nothing,
        contact=site.settings.contact,
    )


@router.get("/ask", include_in_schema=False)
def ask_page(
    request: Request,
    catalogue: TheCatalogue,
    q: Annotated[str, Query(max_length=500)] = "",
    on: Annotated[date | None, Query()] = None,
) -> HTMLResponse:
    asked = q.strip()
    day = on or date.today()
    return page(
        request,
        "ask.html",
        q=asked,
        on=day,
        answer=_answer(catalogue, asked, day) if asked else None,
        ask_link=_no_link,
    )


def _answer(catalogue: Catalogue, question: str, on: date) -> Answer:
    return answer(question, catalogue.rules, catalogue.vocabulary, on, catalogue.index)


def _no_link(_: MissingFact) -> str:
    """The question box has no form to jump to."""
    return "/match"
