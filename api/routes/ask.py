"""The question box, as JSON and as a page."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api import matching
from api.answers import fields_of
from api.ask import Answer, answer
from api.shapes import AnswerOut, AskIn, Day, DecisionOut, HitOut, ReadBackOut
from api.site import Catalogue, Site, TheCatalogue, TheSite
from api.web.pages import page
from rules.vocabulary import Subject

router = APIRouter()


@router.post("/api/ask", tags=["测算"], summary="用一句话提问：读出的情况、测算结果、相关条款")
def ask(body: AskIn, catalogue: TheCatalogue, site: TheSite) -> AnswerOut:
    on = body.on or date.today()
    found = _answer(site, catalogue, body.question, on)
    return AnswerOut(
        question=body.question,
        on=on,
        facts=[ReadBackOut(**item.model_dump()) for item in found.facts],
        decisions=[DecisionOut.of(item.decision, item.rule) for item in found.decisions],
        clauses=[HitOut.of(hit) for hit in found.hits],
        searched=found.searched,
        nothing=found.nothing,
        contact=site.settings.contact,
    )


@router.get("/ask", include_in_schema=False)
def ask_page(
    request: Request,
    catalogue: TheCatalogue,
    site: TheSite,
    q: Annotated[str, Query(max_length=500)] = "",
    on: Annotated[Day | None, Query()] = None,
) -> HTMLResponse:
    asked = q.strip()
    day = on or date.today()
    found = _answer(site, catalogue, asked, day) if asked else None
    edit = _form_with(catalogue, found, day) if found else "/match"
    return page(
        request,
        "ask.html",
        q=asked,
        on=day,
        answer=found,
        edit=edit,
        ask_link=lambda missing: f"{edit}#{quote('q-' + missing.key)}",
    )


def _answer(site: Site, catalogue: Catalogue, question: str, on: date) -> Answer:
    near = site.searching.index(catalogue.index)
    return answer(question, catalogue.rules, catalogue.vocabulary, on, catalogue.index, near=near)


def _form_with(catalogue: Catalogue, found: Answer, on: date) -> str:
    """The tag page with what the sentence said already filled in."""
    person = any(item.rule.subject is Subject.PERSON for item in found.decisions)
    subject = Subject.PERSON if person else Subject.ENTERPRISE
    questions = matching.questions_for(catalogue, subject, on)
    fixed = {"subject": subject.value, "on": on.isoformat(), "all": "1"}
    return f"/match?{urlencode(fixed | fields_of(found.used, questions))}"
