"""Rendering: one Jinja environment, Chinese dates, and the page every error becomes."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FunctionLoader, StrictUndefined

from api import signing
from api.shapes import ProblemOut


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A template as a response; the visitor's form token and name are always in the context."""
    settings = request.app.state.site.settings
    html = (
        environment()
        .get_template(template)
        .render(
            settings=settings,
            path=request.url.path,
            actor=signing.actor_of(request, settings),
            form_token=signing.form_token(request, settings),
            **context,
        )
    )
    response = HTMLResponse(html, status_code=status)
    signing.set_visitor(request, response, settings)
    return response


def error_page(request: Request, problem: ProblemOut, *, headers: dict[str, str]) -> HTMLResponse:
    """What a person sees when something went wrong."""
    response = page(request, "problem.html", status=problem.status, problem=problem)
    response.headers.update(headers)
    return response


@cache
def environment() -> Environment:
    """The template environment; an unknown name in a template is an error, not an empty string."""
    env = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["day"] = chinese_day
    env.globals["place_link"] = place_link
    return env


def place_link(document: str, start: int, end: int) -> str:
    """The address of an exact stretch of a policy's text, highlighted by the server."""
    return f"/policies/{quote(document)}?from={start}&to={end}#s{start}"


def _source(name: str) -> str | None:
    path = resources.files("api.web").joinpath("templates", name)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def chinese_day(value: date | datetime | None) -> str:
    """A day as people write it; empty for none."""
    if value is None:
        return ""
    return f"{value.year}年{value.month}月{value.day}日"
