"""The data the published rules need, and which items need no application: JSON, page and sheets."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.demand_shapes import DemandOut, ReadinessOut
from api.site import Catalogue, TheCatalogue
from api.web.pages import page
from matcher.demand import DataNeed, data_needs
from matcher.demand_table import (
    CLASSES,
    HOLDERS,
    MODES,
    NEED_HEADINGS,
    NO_DEPARTMENT,
    OBSTACLES,
    READINESS_HEADINGS,
    csv_text,
    kind_text,
    need_rows,
    readiness_rows,
)
from matcher.readiness import Mode, Readiness, readiness

router = APIRouter()
_CSV = "text/csv; charset=utf-8"


@router.get("/api/demand", tags=["数据需求"], summary="数据需求清单：条目要用哪些数据，由谁掌握")
def demand(catalogue: TheCatalogue) -> DemandOut:
    return DemandOut(items=len(catalogue.rules), needs=_needs(catalogue))


@router.get("/api/readiness", tags=["数据需求"], summary="每个条目离免申即享还差什么")
def ready(catalogue: TheCatalogue) -> ReadinessOut:
    return ReadinessOut(items=_readiness(catalogue))


@router.get("/data", include_in_schema=False)
def data_page(request: Request, catalogue: TheCatalogue) -> HTMLResponse:
    needs = _needs(catalogue)
    items = _readiness(catalogue)
    counted = Counter(item.mode for item in items)
    return page(
        request,
        "data.html",
        rules=len(catalogue.rules),
        needs=len(needs),
        departments=[
            (name or NO_DEPARTMENT, list(group))
            for name, group in groupby(needs, key=lambda need: need.department)
        ],
        modes=[
            (mode, name, [item for item in items if item.mode is mode])
            for mode, name in MODES.items()
            if counted[mode]
        ],
        holders=HOLDERS,
        classes=CLASSES,
        obstacles=OBSTACLES,
        kind_text=kind_text,
        application=Mode.APPLICATION,
    )


@router.get("/data/needs.csv", include_in_schema=False)
def needs_sheet(catalogue: TheCatalogue) -> Response:
    return _sheet("data-needs.csv", csv_text(NEED_HEADINGS, need_rows(_needs(catalogue))))


@router.get("/data/readiness.csv", include_in_schema=False)
def readiness_sheet(catalogue: TheCatalogue) -> Response:
    rows = readiness_rows(_readiness(catalogue))
    return _sheet("readiness.csv", csv_text(READINESS_HEADINGS, rows))


def _sheet(name: str, text: str) -> Response:
    return Response(
        text, media_type=_CSV, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _needs(catalogue: Catalogue) -> tuple[DataNeed, ...]:
    return data_needs(catalogue.rules, catalogue.vocabulary)


def _readiness(catalogue: Catalogue) -> tuple[Readiness, ...]:
    return tuple(readiness(rule, catalogue.vocabulary) for rule in catalogue.rules)
