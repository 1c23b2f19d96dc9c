"""Settings of the model: off by default, checked, documented, the key never shown."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from llm import ModelError, open_endpoint
from llm.budget import Budget
from llm.errors import TROUBLES
from llm.measured import Measured, measured_path, methods_of, read_measured, write_measured
from llm.profiles import profiles
from llm.settings import ModelSettings, model_settings
from tests.llm.stub import KEY, Stub, says
from tests.llm.test_misbehaviours import HONEST, REQUEST

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_without_settings_there_is_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert model_settings() is None
    # what is set for other programs chooses no model and no place
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example/v1")
    assert model_settings() is None
    assert open_endpoint() is None


def test_all_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "OPENAI_BASE_URL": "https://models.example:8443/v1?team=7",
        "OPENAI_API_KEY": KEY,
        "POLICYCALC_MODEL": "big",
        "POLICYCALC_MODEL_TASKS": "find_items=small",
        "POLICYCALC_EMBEDDING_MODEL": "vectors",
        "POLICYCALC_MODEL_CALLS": "7",
        "POLICYCALC_MODEL_TOKENS": "900",
        "POLICYCALC_MODEL_COST": "1.5",
        "POLICYCALC_MODEL_PRICE_IN": "2",
        "POLICYCALC_MODEL_PRICE_OUT": "8",
    }.items():
        monkeypatch.setenv(name, value)
    settings = model_settings()
    assert settings is not None
    assert (settings.model_for("find_items"), settings.model_for("other")) == ("small", "big")
    assert settings.place == "https://models.example:8443/v1"
    assert KEY not in repr(settings) + str(settings.model_dump())
    assert Budget.of(settings) == Budget(
        calls=7, tokens=900, cost=Decimal("1.5"), price_in=Decimal(2), price_out=Decimal(8)
    )


@pytest.mark.parametrize(
    ("values", "says_"),
    [
        ({"POLICYCALC_MODEL": "m"}, "没有设 OPENAI_BASE_URL"),
        ({"POLICYCALC_MODEL": "m", "OPENAI_BASE_URL": "models.example"}, "http"),
        ({"POLICYCALC_MODEL": "m", "OPENAI_BASE_URL": "file:///etc"}, "http"),
        ({"POLICYCALC_MODEL": "m", "OPENAI_BASE_URL": f"https://u:{KEY}@h/v1"}, "用户名和密码"),
        ({"POLICYCALC_MODEL_SECONDS": KEY}, "POLICYCALC_MODEL_SECONDS"),
        ({"POLICYCALC_MODEL_PRICE_IN": "-1"}, "POLICYCALC_MODEL_PRICE_IN"),
        (
            {"POLICYCALC_MODEL": "m", "OPENAI_BASE_URL": "http://h", "POLICYCALC_MODEL_COST": "1"},
            "单价",
        ),
        (
            {
                "POLICYCALC_MODEL": "m",
                "OPENAI_BASE_URL": "http://h",
                "POLICYCALC_MODEL_TASKS": "find_items",
            },
            "「find_items」",
        ),
    ],
)
def test_what_does_not_fit_is_said_without_secrets(
    values: dict[str, str], says_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ModelError) as caught:
        model_settings()
    assert says_ in str(caught.value)
    assert KEY not in str(caught.value)
    assert caught.value.kind == "settings"


def test_every_setting_and_every_family_is_documented() -> None:
    settings = (DOCS / "settings.md").read_text("utf-8")
    for name, field in ModelSettings.model_fields.items():
        variable = field.validation_alias or f"POLICYCALC_MODEL_{name.upper()}"
        (row,) = re.findall(rf"(?m)^\| `{variable}` \| (.*?) \| (.*?) \|$", settings)
        default = field.default
        shown = "" if default is None or isinstance(default, SecretStr) else str(default)
        assert row == (f"`{shown}`" if shown else "（空）", field.description)
    models = (DOCS / "models.md").read_text("utf-8")
    for profile in profiles().values():
        methods = " → ".join(profile.methods)
        assert f"| `{profile.name}` | {profile.label} | {methods} |" in models


def test_every_text_is_chinese_and_every_code_has_one_kind() -> None:
    for code, found in TROUBLES.items():
        assert re.search(r"[\u4e00-\u9fff]", found.message + found.hint), code
    replies = [found.kind for code, found in TROUBLES.items() if code.startswith("LM2")]
    assert len(replies) == len(set(replies)) == 9


MEASURED = Measured(
    place="http://127.0.0.1:1/v1",
    model="m",
    family="other",
    day="2026-05-06",
    methods=("json_object", "text"),
)


def test_a_measurement_takes_the_place_of_the_older_one(tmp_path: Path) -> None:
    write_measured(tmp_path, MEASURED)
    other = MEASURED.model_copy(update={"model": "n"})
    write_measured(tmp_path, other)
    newer = MEASURED.model_copy(update={"methods": ("text",), "day": "2026-05-07"})
    write_measured(tmp_path, newer)
    assert read_measured(tmp_path) == (newer, other)
    first = measured_path(tmp_path).read_bytes()
    write_measured(tmp_path, newer)
    assert measured_path(tmp_path).read_bytes() == first


def test_a_measurement_counts_for_its_own_place_only(stub: Stub, tmp_path: Path) -> None:
    settings = stub.settings(folder=tmp_path)
    here = MEASURED.model_copy(update={"place": settings.place, "model": "stub-model"})
    write_measured(tmp_path, MEASURED.model_copy(update={"model": "stub-model"}))
    assert methods_of(settings) == {}
    write_measured(tmp_path, here)
    stub.always(says(HONEST))
    endpoint = open_endpoint(settings)
    assert endpoint is not None
    assert endpoint.complete(REQUEST).method == "json_object"


@pytest.mark.parametrize("text", ["", "[]", "endpoints: 5", "endpoints: [{a: 1}]", "{", "\x00"])
def test_a_file_that_is_not_ours_is_said_and_written_anew(tmp_path: Path, text: str) -> None:
    measured_path(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match="档案读不了"):
        read_measured(tmp_path)
    write_measured(tmp_path, MEASURED)
    data = yaml.safe_load(measured_path(tmp_path).read_text(encoding="utf-8"))
    assert [entry["model"] for entry in data["endpoints"]] == ["m"]
