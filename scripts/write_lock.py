"""Write requirements.lock: install what pyproject.toml names, then freeze the exact versions.

Run with the interpreter of a fresh virtual environment (``make lock`` does).
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEAD = (
    "# Exact versions for development, tests and running; written by `make lock` from"
    " pyproject.toml.\n# Plain pip installs them: pip install -r requirements.lock\n"
)


def main() -> None:
    """Install and freeze."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "-q", *wanted], check=True)
    frozen = subprocess.run(
        [*pip, "freeze", "--exclude-editable"], check=True, capture_output=True, text=True
    )
    LOCK.write_text(HEAD + frozen.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
