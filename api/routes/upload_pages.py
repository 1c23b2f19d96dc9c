"""Uploading a policy file: a form, who is to read it, and the review page of what came of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api import desk, signing
from api.routes.forms import Actor, OurForm
from api.site import Site, TheSite
from api.web.pages import page
from compiler.extract.extractor import Reading
from rules.errors import Diagnostic, InputRejected, Severity

router = APIRouter(prefix="/review", include_in_schema=False)


@router.get("/upload")
def upload_form(request: Request, site: TheSite) -> Response:
    if not signing.actor_of(request, site.settings):
        return RedirectResponse("/review?back=/review/upload", status_code=303)
    return _upload_page(request, site)


@router.post("/upload", dependencies=[OurForm])
def upload(
    request: Request,
    site: TheSite,
    actor: Actor,
    file: Annotated[UploadFile | None, File()] = None,
    reading: Annotated[Reading | None, Form()] = None,
) -> Response:
    if file is None or not file.filename:
        wrong = Diagnostic(
            code="API003",
            severity=Severity.ERROR,
            message="没有选择文件",
            hint="请选择一个政策文件",
        )
        return _upload_page(request, site, (wrong,), reading)
    try:
        saved = desk.upload(site, file.file.read(), file.filename, actor, reading)
    except InputRejected as error:
        return _upload_page(request, site, error.diagnostics, reading)
    return RedirectResponse(f"/review/{saved.document_id}?done={saved.outcome}", status_code=303)


def _upload_page(
    request: Request,
    site: Site,
    diagnostics: tuple[Diagnostic, ...] = (),
    reading: Reading | None = None,
) -> HTMLResponse:
    return page(
        request,
        "upload.html",
        status=422 if diagnostics else 200,
        diagnostics=diagnostics,
        model=site.models.status(),
        chosen=(reading or Reading(site.settings.upload_reading)).value,
    )
