"""The only door to a language model. What comes through it are proposals, never decisions.

``Client`` has two methods; everything that talks to a server, remembers replies or counts cost is
behind it. Nothing that decides or pays imports this package.
"""

from llm.client import Client, Message, Reply, Request, Usage, Vectors

__all__ = ["Client", "Message", "Reply", "Request", "Usage", "Vectors"]
