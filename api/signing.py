"""Signed cookies and form tokens with the standard library's HMAC.

This *identifies* an official by the name they typed and keeps others from forging the cookie; it
does not authenticate anyone. Real accounts replace it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from fastapi import Request, Response

from api.problems import Problem
from api.settings import Settings

ACTOR_COOKIE = "policycalc_actor"
VISITOR_COOKIE = "policycalc_visitor"
MAX_NAME = 40


def signed(name: str, settings: Settings) -> str:
    """The cookie value that carries an official's name."""
    body = base64.urlsafe_b64encode(name.encode()).decode().rstrip("=")
    return f"{body}.{_mac('actor', body, settings)}"


def actor_of(request: Request, settings: Settings) -> str:
    """The name in the request's cookie; empty when there is none or it was tampered with."""
    body, _, mac = request.cookies.get(ACTOR_COOKIE, "").partition(".")
    if not body or not hmac.compare_digest(mac, _mac("actor", body, settings)):
        return ""
    return base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()


def form_token(request: Request, settings: Settings) -> str:
    """The token every form of this visitor carries; bound to a cookie no other site can read."""
    visitor = request.cookies.get(VISITOR_COOKIE) or _new_visitor(request)
    return _mac("form", visitor, settings)


def set_visitor(request: Request, response: Response, settings: Settings) -> None:
    """Send the visitor cookie if rendering the page made one."""
    visitor = getattr(request.state, "new_visitor", None)
    if visitor:
        set_cookie(response, VISITOR_COOKIE, visitor, settings)


def set_cookie(response: Response, name: str, value: str, settings: Settings) -> None:
    """A cookie scripts cannot read and other sites cannot send along with a form."""
    response.set_cookie(
        name, value, httponly=True, samesite="lax", secure=settings.secure_cookies, path="/"
    )


def check_token(request: Request, token: str, settings: Settings) -> None:
    """Refuse a form that did not come from a page of ours."""
    visitor = request.cookies.get(VISITOR_COOKIE, "")
    expected = _mac("form", visitor, settings)
    if not visitor or not hmac.compare_digest(token.encode(), expected.encode()):
        raise Problem(
            403,
            "form-token",
            "表单已失效（可能重新签到过，或网站已重启）。请返回上一页刷新后再提交。",
        )


def clean_name(name: str) -> str:
    """The name as kept in the record: trimmed, one line, 1 to 40 characters."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_NAME:
        raise Problem(422, "actor-name", f"请填写姓名，1 至 {MAX_NAME} 个字。")
    return cleaned


def _new_visitor(request: Request) -> str:
    if not hasattr(request.state, "new_visitor"):
        request.state.new_visitor = secrets.token_hex(16)
    visitor: str = request.state.new_visitor
    return visitor


def _mac(purpose: str, text: str, settings: Settings) -> str:
    key = settings.secret.get_secret_value().encode()
    return hmac.new(key, f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
