"""Asking a model from the review page: to read a draft, to explain its rules; and its progress."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.model_view import WANTED, model_panel
from api.problems import Problem
from api.routes.forms import Actor, OurForm
from api.routes.review_pages import refused
from api.site import TheSite
from api.web.pages import page
from rules.errors import TransitionRefused
from store.records import Wanted

router = APIRouter(prefix="/review", include_in_schema=False)
_ASKED: dict[str, Wanted] = {"both": "both", "model": "model", "plain": "plain"}


@router.get("/{document}/model")
def progress(request: Request, document: str, site: TheSite) -> HTMLResponse:
    """The model's part of the review page alone, as the page's script asks for it."""
    panel = model_panel(site, site.store.get_draft(document))
    return page(request, "model_panel.html", panel=panel, doc=document, wanted_names=WANTED)


@router.post("/{document}/model", dependencies=[OurForm])
def ask(
    request: Request,
    document: str,
    site: TheSite,
    actor: Actor,
    wanted: Annotated[str, Form()] = "both",
) -> Response:
    if wanted not in _ASKED:
        raise Problem(404, "not-found", "没有这个操作。")
    try:
        site.models.begin(document, _ASKED[wanted], actor)
    except TransitionRefused as error:
        return refused(request, site, document, error)
    return RedirectResponse(f"/review/{document}?done=asked#reading", status_code=303)


@router.post("/{document}/words/{rule}/drop", dependencies=[OurForm])
def drop_words(document: str, rule: str, site: TheSite, actor: Actor) -> Response:
    site.store.get_draft(document)
    site.store.jobs.drop_words(document, rule, actor)
    return RedirectResponse(f"/review/{document}?done=words#rule-{rule}", status_code=303)
