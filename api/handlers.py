"""Errors as RFC 9457 problem documents for programs, and as one plain page for people.

Whatever goes wrong under ``/api/`` is answered as ``application/problem+json`` with Chinese
``title`` and ``detail``; what an input did wrong is listed in ``diagnostics``.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.problems import Problem
from api.shapes import DiagnosticOut, ProblemOut
from api.web.pages import error_page
from rules.errors import (
    Diagnostic,
    InputRejected,
    MissingExtra,
    QuantityMismatch,
    TransitionRefused,
)
from store import NoSuchRecord

LOG = logging.getLogger("policycalc.api")
MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "请求无法理解",
    401: "需要先签到",
    403: "不允许这样做",
    404: "没有找到",
    405: "不支持这种请求方式",
    409: "当前状态不允许",
    413: "内容过大",
    415: "不支持的内容类型",
    422: "内容有误",
    500: "服务出错",
    501: "未安装该功能",
}
_PLACES = {
    "body": "正文",
    "query": "网址参数",
    "path": "路径",
    "header": "请求头",
    "form": "表单",
}


def install(app: FastAPI) -> None:
    """Give every error of the application its one shape."""
    app.add_exception_handler(Exception, _handle)
    for kind in (
        Problem,
        HTTPException,
        RequestValidationError,
        InputRejected,
        TransitionRefused,
        QuantityMismatch,
        MissingExtra,
        NoSuchRecord,
    ):
        app.add_exception_handler(kind, _handle)


def _handle(request: Request, error: Exception) -> Response:
    problem = _problem(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        LOG.error("request failed: %s %s", request.method, request.url.path, exc_info=error)
    problem = problem.model_copy(update={"instance": request.url.path})
    headers = getattr(error, "headers", None) or {}
    if request.url.path.startswith("/api/") or request.url.path == "/openapi.json":
        return JSONResponse(
            problem.model_dump(mode="json", exclude_none=True),
            status_code=problem.status,
            media_type=MEDIA_TYPE,
            headers=dict(headers),
        )
    return error_page(request, problem, headers=dict(headers))


def _problem(error: Exception) -> ProblemOut:
    match error:
        case Problem():
            return _make(error.status, error.code, error.detail)
        case RequestValidationError():
            return _make(
                422,
                "invalid-request",
                "请求的内容不符合接口要求，请按下列说明改正后重试。",
                [_field_error(e) for e in error.errors()],
            )
        case InputRejected():
            return _make(
                422,
                "input-rejected",
                "提交的内容无法使用，原因见下。",
                [DiagnosticOut.of(d) for d in error.diagnostics],
            )
        case TransitionRefused():
            return _make(409, "transition-refused", str(error))
        case QuantityMismatch():
            return _make(422, "quantity-mismatch", str(error))
        case NoSuchRecord():
            return _make(404, "not-found", str(error))
        case MissingExtra():
            return _make(501, "missing-extra", str(error))
        case HTTPException():
            return _make(error.status_code, _slug(error.status_code), _http_detail(error))
        case _:
            return _make(
                500, "internal", "服务器内部出错，没有作出任何判断。请稍后重试，或联系网站管理员。"
            )


def _make(
    status: int, code: str, detail: str, diagnostics: Sequence[DiagnosticOut] = ()
) -> ProblemOut:
    return ProblemOut(
        type=f"urn:policycalc:problem:{code}",
        title=TITLES.get(status, "请求没有成功"),
        status=status,
        detail=detail,
        diagnostics=list(diagnostics) or None,
    )


def _slug(status: int) -> str:
    known = {404: "not-found", 405: "method-not-allowed", 413: "too-large"}
    return known.get(status, f"http-{status}")


def _http_detail(error: HTTPException) -> str:
    match error.status_code:
        case 404:
            return "这个地址上没有内容，请检查网址。"
        case 405:
            return "这个地址不支持这种请求方式。"
        case 413:
            return "提交的内容超过本站允许的大小，请拆分后再上传，或请管理员调整上限。"
        case 400:
            return "请求的格式无法解析，请检查后重试。"
        case _:
            return "请求没有成功，请检查后重试。"


_SAID = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识的字段",
    "json_invalid": "不是有效的 JSON",
    "string_too_long": "内容过长",
    "string_too_short": "内容过短",
    "int_parsing": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "date_from_datetime_parsing": "应为日期，如 2025-03-01",
    "date_parsing": "应为日期，如 2025-03-01",
    "greater_than_equal": "超出允许的范围，太早或太小",
    "less_than_equal": "超出允许的范围，太晚或太大",
    "dict_type": "应为对象",
    "list_type": "应为列表",
    "string_type": "应为文字",
}


def _field_error(error: dict[str, Any]) -> DiagnosticOut:
    where, *rest = [str(part) for part in error.get("loc", ())] or ["body"]
    kind = str(error.get("type", ""))
    message = _SAID.get(kind)
    if message is None:
        own = str(error.get("msg", "")).removeprefix("Value error, ")
        message = own if any("\u4e00" <= c <= "\u9fff" for c in own) else "内容不符合要求"
    return DiagnosticOut.of(
        Diagnostic(
            code="API001",
            severity="error",
            message=message,
            place=" ".join([_PLACES.get(where, where), ".".join(rest)]).strip(),
            hint="字段说明见 /docs",
        )
    )
