"""Every setting is documented, and the documentation names no setting that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import SecretStr

from api.settings import Settings

DOCS = Path(__file__).resolve().parents[2] / "docs" / "settings.md"
MODEL = "## 语言模型"  # the settings of the model have a table and a test of their own


def test_the_table_of_settings_is_complete() -> None:
    own = DOCS.read_text("utf-8").partition(MODEL)[0]
    rows = dict(re.findall(r"^\| `POLICYCALC_(\w+)` \| (.*?) \|", own, re.M))
    assert {name.lower() for name in rows} == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        if not isinstance(default, SecretStr):
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            assert rows[name.upper()].strip("`") == (shown or "（空）"), name


def test_descriptions_stand_in_the_table() -> None:
    text = DOCS.read_text("utf-8")
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description in text, name


def test_secrets_are_random_and_never_shown() -> None:
    first, second = Settings(), Settings()
    assert first.secret.get_secret_value() != second.secret.get_secret_value()
    assert first.secret.get_secret_value() not in repr(first)
