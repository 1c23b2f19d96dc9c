"""What holds for every test: a slow machine is no failure; speed is measured in ``bench/``.

The tests of every day draw the same examples on every machine, so that a red run says something
about the change that was made. ``make fuzz`` draws new ones: what it finds becomes an ``@example``.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, print_blob=True)
settings.load_profile("fuzz" if os.environ.get("POLICYCALC_FUZZ") else "repeatable")
