"""The only door to a language model. What comes through it are proposals, never decisions.

``ask_for`` asks a ``Client`` for one object and ends in ``Answered`` or ``Failed``, always.
``open_endpoint`` gives the configured server (None without a model, the default), ``Session`` its
client for one document with cache and budget, ``Replay`` one that answers only from a folder.
Nothing that decides or pays imports this package.
"""

from llm.ask import ask_for
from llm.cache import Replay
from llm.client import Client, Message, Reply, Request, Usage, Vectors
from llm.door import Session, open_endpoint
from llm.errors import ModelError
from llm.outcome import Answered, Failed, Outcome, tally
from llm.wire import wire_problems

__all__ = [
    "Answered",
    "Client",
    "Failed",
    "Message",
    "ModelError",
    "Outcome",
    "Replay",
    "Reply",
    "Request",
    "Session",
    "Usage",
    "Vectors",
    "ask_for",
    "open_endpoint",
    "tally",
    "wire_problems",
]
