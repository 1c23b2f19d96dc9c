"""What was measured of an endpoint, as a file beside the kept replies: written by a probe, read at
the start, so that a method which a server does not keep is not tried again every day."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from llm.client import Method
from llm.errors import ModelError
from llm.settings import ModelSettings
from rules.document import Frozen

FILE = "profile.yaml"
_HEAD = """# 由 policycalc check llm 实测写成；可以删去，删去后按模型系列的出发点从头试起。
# methods 是这个模型守得住的方式，由好到差。不含密钥。
"""
_WRITING = threading.Lock()


class Measured(Frozen):
    """One model at one address, on one day."""

    place: str
    model: str
    family: str
    day: str
    methods: tuple[Method, ...]
    keeps_choices: bool | None = None
    tells_cuts: bool | None = None
    thinks_aloud: bool = False
    embedding_model: str = ""
    embedding_length: int = 0


def measured_path(folder: Path) -> Path:
    """Where the file lies."""
    return folder / FILE


def read_measured(folder: Path) -> tuple[Measured, ...]:
    """All that was measured; ModelError LM104 for a file that is not ours."""
    path = measured_path(folder)
    try:
        data: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(Measured(**entry) for entry in data["endpoints"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError, ValidationError):
        raise ModelError("LM104", str(path)) from None


def write_measured(folder: Path, found: Measured) -> Path:
    """Put one measurement in the place of the older one of the same model and address."""
    path = measured_path(folder)
    with _WRITING:
        try:
            others = read_measured(folder)
        except ModelError:
            others = ()  # what cannot be read is measured anew
        kept = [m for m in others if (m.place, m.model) != (found.place, found.model)]
        entries = sorted([*kept, found], key=lambda m: (m.place, m.model))
        data = {"endpoints": [entry.model_dump(mode="json") for entry in entries]}
        text = _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            draft = path.with_suffix(".tmp")
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(path)
        except OSError as problem:
            raise ModelError("LM133", f"{folder}（{problem.strerror}）") from None
    return path


def methods_of(settings: ModelSettings) -> Mapping[str, tuple[Method, ...]]:
    """The measured methods of the models at the configured address."""
    known = read_measured(settings.folder)
    return {m.model: m.methods for m in known if m.place == settings.place and m.methods}
