"""What holds for every test: a slow machine is no failure; speed is measured in ``bench/``."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
