"""How a reply lies in a folder: one JSON file a request, readable, the same bytes every time.

The name of a file is the key of its request: SHA-256 of model, profile and request. Long texts are
lists of lines, so that a person can read them and a version control system can compare them.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from llm.client import Reply, Request
from llm.errors import ModelError

SCHEMA = "policycalc-reply/1"
_TEXTS = ("content", "text")


def reply_key(request: Request, model: str, stamp: str) -> str:
    """The name under which the reply of a model to a request is kept."""
    return hashlib.sha256(f"{model}\n{stamp}\n{request.hash}".encode()).hexdigest()


def reply_path(folder: Path, key: str) -> Path:
    """Where the file of a key lies."""
    return folder / key[:2] / f"{key}.json"


def write_reply(
    folder: Path, request: Request, reply: Reply, *, model: str, stamp: str, note: str = ""
) -> Path:
    """Keep a reply; ``note`` says where it comes from. Writing the same again changes no byte."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "model": model,
        "profile": stamp,
        **({"note": note} if note else {}),
        "request": _spread(request.model_dump(mode="json")),
        "reply": _spread(reply.model_dump(mode="json", exclude={"remembered"})),
    }
    path = reply_path(folder, reply_key(request, model, stamp))
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two threads may answer the same request: each writes its own file, the last one stays.
        draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as problem:
        raise ModelError("LM133", f"{folder}（{problem.strerror}）") from None
    return path


def read_reply(folder: Path, request: Request, *, model: str, stamp: str) -> Reply | None:
    """The kept reply, marked as remembered; None when there is none."""
    path = reply_path(folder, reply_key(request, model, stamp))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        reply = Reply(**_joined(content["reply"]), remembered=True)
        same = Request(**_joined(content["request"])) == request
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        raise ModelError("LM132", path.name) from None
    if not same:
        raise ModelError("LM132", f"{path.name} 里是另一个请求")
    return reply


def _spread(value: Any) -> Any:
    """Texts of messages and replies as lists of lines; a wire schema stays as it is."""
    if isinstance(value, dict):
        return {name: _spread_one(name, below) for name, below in value.items()}
    if isinstance(value, list):
        return [_spread(item) for item in value]
    return value


def _spread_one(name: str, value: Any) -> Any:
    if name == "wire":
        return value
    return value.split("\n") if name in _TEXTS else _spread(value)


def _joined(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _joined_one(name, below) for name, below in value.items()}
    if isinstance(value, list):
        return [_joined(item) for item in value]
    return value


def _joined_one(name: str, value: Any) -> Any:
    if name == "wire":
        return value
    return "\n".join(value) if name in _TEXTS else _joined(value)
