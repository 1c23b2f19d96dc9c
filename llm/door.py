"""Opening the door: from the settings of the environment to a client for one document."""

from __future__ import annotations

from llm.budget import Budget, Metered, Progress
from llm.cache import Remembering
from llm.client import Client
from llm.measured import methods_of
from llm.settings import ModelSettings, model_settings
from llm.transport import Endpoint


class Session:
    """The client for one document and what it has spent."""

    def __init__(self, endpoint: Endpoint, progress: Progress | None = None) -> None:
        settings = endpoint.settings
        self.meter = Metered(endpoint, Budget.of(settings), progress)
        self.client: Client = Remembering(
            self.meter, settings.folder / "replies", self.meter.remembered
        )


def open_endpoint(settings: ModelSettings | None = None) -> Endpoint | None:
    """The configured endpoint, with the profile that was measured for it; None without a model.

    Raises ModelError for settings that do not fit together. Nothing is sent.
    """
    chosen = model_settings() if settings is None else settings
    if chosen is None or not chosen.on:
        return None
    return Endpoint(chosen, methods=methods_of(chosen))
