"""What every form of the review pages needs: our token, and the name of who signs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form, Request

from api import signing
from api.problems import Problem
from api.site import TheSite


def _signed_form(request: Request, site: TheSite, token: Annotated[str, Form()] = "") -> None:
    signing.check_token(request, token, site.settings)


def _actor(request: Request, site: TheSite) -> str:
    actor = signing.actor_of(request, site.settings)
    if not actor:
        raise Problem(401, "sign-in", "请先到“审核”页签到，再进行操作。")
    return actor


Actor = Annotated[str, Depends(_actor)]
OurForm = Depends(_signed_form)
