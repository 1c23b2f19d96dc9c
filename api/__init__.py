"""HTTP: the JSON interface under ``/api/`` and the Chinese pages, over the same decisions."""

from api.app import create_app
from api.settings import Settings

__all__ = ["Settings", "create_app"]
