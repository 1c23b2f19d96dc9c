"""Pages for everybody: home, the list of policies, one policy with its text, one item."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.model_view import words_for
from api.openapi_page import operation_groups
from api.problems import Problem
from api.site import TheCatalogue, TheSite
from api.web.highlight import Mark, headings, lines
from api.web.pages import page
from api.web.rule_view import rule_view
from api.web.words import SUBJECTS
from retrieval import search

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, catalogue: TheCatalogue) -> HTMLResponse:
    return page(
        request,
        "home.html",
        documents=len(catalogue.drafts),
        rules=len(catalogue.rules),
    )


@router.get("/policies")
def policies(
    request: Request, catalogue: TheCatalogue, q: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    rows = catalogue.rows(date.today())
    asked = q.strip()
    if not asked:
        return page(request, "policies.html", rows=rows, q="", hits=())
    hits = search(catalogue.index, asked, k=8)
    named = [
        row
        for row in rows
        if asked in row.title or asked in row.meta.number or asked in row.meta.issuer
    ]
    found = {hit.passage.document for hit in hits}
    rest = [row for row in rows if row.id in found and row not in named]
    return page(request, "policies.html", rows=(*named, *rest), q=asked, hits=hits)


@router.get("/policies/{document}")
def policy(
    request: Request,
    document: str,
    catalogue: TheCatalogue,
    start: Annotated[int | None, Query(alias="from", ge=0)] = None,
    end: Annotated[int | None, Query(alias="to", ge=1)] = None,
) -> HTMLResponse:
    """The text; ``from`` and ``to`` highlight one stretch of it."""
    draft = catalogue.draft(document)
    marks = []
    if start is not None and end is not None:
        if not start < end <= len(draft.document.text):
            raise Problem(422, "no-such-place", "网址里的位置不在这份文本之内。")
        marks.append(Mark(start, end, "here"))
    return page(
        request,
        "policy.html",
        row=catalogue.row(document, date.today()),
        rules=catalogue.rules_of(document),
        lines=lines(
            draft.document.text,
            marks,
            anchors=[*(c.start for c in draft.clauses), *(p.start for p in draft.parts)],
        ),
        heads=headings(draft),
        parts=draft.parts,
        highlighted=start,
    )


@router.get("/rules/{rule}")
def rule(request: Request, rule: str, catalogue: TheCatalogue, site: TheSite) -> HTMLResponse:
    item = catalogue.rule(rule)
    return page(
        request,
        "rule.html",
        published=item,
        rule=item.rule,
        subject=SUBJECTS[item.rule.subject],
        view=rule_view(item.rule, catalogue.vocabulary),
        words=words_for((item.rule,), site.store.jobs.words(item.document_id)).get(item.rule.id),
    )


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    return page(request, "docs.html", groups=operation_groups(request.app.openapi()))
