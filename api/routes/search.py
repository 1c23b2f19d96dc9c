"""Search over the clauses of what is published, as JSON and as a page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from api.search_shapes import FoundOut, SearchOut
from api.shapes import Day
from api.site import Catalogue, Site, TheCatalogue, TheSite
from api.web.pages import page
from retrieval import Filters, Found, Mode, find

router = APIRouter()
_Query = Annotated[str, Query(max_length=200, description="要找的内容")]
_Document = Annotated[
    str, Query(max_length=200, description="只在这份文件里找：编号或标题的一部分")
]
_Department = Annotated[str, Query(max_length=100, description="只找这个部门的：名称的一部分")]
_On = Annotated[Day | None, Query(description="只找这一天有效的")]


@router.get(
    "/api/search", tags=["检索"], summary="检索已发布政策的条款：按字词、按意思、按文号标题地区"
)
def search(
    catalogue: TheCatalogue,
    site: TheSite,
    q: _Query,
    k: Annotated[int, Query(ge=1, le=50, description="最多几条")] = 10,
    mode: Mode = Mode.HYBRID,
    document: _Document = "",
    department: _Department = "",
    on: _On = None,
) -> SearchOut:
    filters = Filters(document=document, department=department, on=on)
    found = _found(site, catalogue, q, k, mode, filters)
    return SearchOut(
        query=q.strip(),
        clauses=len(catalogue.index.passages),
        reduced=found.reduced,
        hits=[FoundOut.of(hit) for hit in found.hits],
    )


@router.get("/search", include_in_schema=False)
def search_page(
    request: Request,
    catalogue: TheCatalogue,
    site: TheSite,
    q: _Query = "",
    document: _Document = "",
    department: _Department = "",
    on: _On = None,
) -> HTMLResponse:
    filters = Filters(document=document, department=department, on=on)
    found = _found(site, catalogue, q, 12, Mode.HYBRID, filters) if q.strip() else None
    return page(request, "search.html", q=q.strip(), filters=filters, found=found)


def _found(
    site: Site, catalogue: Catalogue, query: str, k: int, mode: Mode, filters: Filters
) -> Found:
    index = site.searching.index(catalogue.index)
    return find(index, query.strip(), k, mode, filters)
