"""The application: settings in, a FastAPI application out; nothing global."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from api import handlers
from api.guard import BodyLimit, SecurityHeaders
from api.routes import (
    ask,
    bundle,
    demand,
    health,
    match,
    match_pages,
    model_pages,
    pages,
    plan,
    policies,
    review,
    review_pages,
    search,
    upload_pages,
)
from api.settings import Settings
from api.shapes import ProblemOut
from api.site import Site
from store import open_store

# Room for the form fields around a file.
_FORM_SLACK = 64 * 1024
_PROBLEM = {
    "description": "出错时的统一格式（RFC 9457）",
    "content": {handlers.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}}},
}


def create_app(settings: Settings | None = None) -> FastAPI:
    """Build the application and open its database.

    The interactive documentation FastAPI brings is off: it loads scripts from elsewhere; ``/docs``
    is a page of ours.
    """
    chosen = settings or Settings()
    site = Site(chosen, open_store(chosen.database_url))

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        site.close()

    app = FastAPI(
        title=chosen.site_name,
        version="1",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        responses={"default": _PROBLEM, 422: _PROBLEM},
    )
    app.state.site = site
    app.add_middleware(BodyLimit, limit=chosen.max_upload_mb * 1024 * 1024 + _FORM_SLACK)
    app.add_middleware(SecurityHeaders)
    handlers.install(app)
    for module in (
        policies,
        match,
        bundle,
        plan,
        demand,
        ask,
        search,
        review,
        health,
        pages,
        match_pages,
        upload_pages,
        model_pages,
        review_pages,
    ):
        app.include_router(module.router)
    static = Path(str(resources.files("api.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=static), name="static")
    _describe_problems(app)
    return app


def _describe_problems(app: FastAPI) -> None:
    """Put the problem shape into the OpenAPI description, which only knows shapes of routes."""
    generate = app.openapi

    def described() -> dict[str, Any]:
        schema = generate()
        known = schema["components"]["schemas"]
        if "ProblemOut" not in known:
            own = ProblemOut.model_json_schema(ref_template="#/components/schemas/{model}")
            known.update(own.pop("$defs", {}))
            known["ProblemOut"] = own
        return schema

    app.openapi = described  # type: ignore[method-assign]
