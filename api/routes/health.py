"""JSON: whether this installation can answer."""

from __future__ import annotations

from fastapi import APIRouter

from api.catalogue_shapes import HealthOut
from api.site import TheSite

router = APIRouter(prefix="/api", tags=["运行"])


@router.get("/health", summary="运行状况")
def health(site: TheSite) -> HealthOut:
    catalogue = site.catalogue()
    return HealthOut(status="ok", documents=len(catalogue.drafts), rules=len(catalogue.rules))
