"""Which structured-output method an endpoint really keeps, learnt while it is used.

The ladder goes json_schema → tool → json_object → text, or as the profile says. A method leaves it
when the server refuses it, or when it was ignored from the start; plain text never leaves.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable

from llm.client import Method

#: A method that has never once given the form is dropped after this many replies.
STRIKES = 2


class Ladder:
    """The methods of one endpoint and model; shared between threads."""

    def __init__(self, methods: Iterable[Method]) -> None:
        self._left: list[Method] = list(methods)
        if "text" not in self._left:
            self._left.append("text")
        self._kept: Counter[Method] = Counter()
        self._missed: Counter[Method] = Counter()
        self._lock = threading.Lock()

    def rungs(self) -> tuple[Method, ...]:
        """The methods left, best first."""
        with self._lock:
            return tuple(self._left)

    def refused(self, method: Method) -> None:
        """The server said that it does not know this method."""
        with self._lock:
            self._drop(method)

    def seen(self, method: Method, *, kept: bool) -> None:
        """A whole reply came by this method and kept the form, or not."""
        with self._lock:
            (self._kept if kept else self._missed)[method] += 1
            if not self._kept[method] and self._missed[method] >= STRIKES:
                self._drop(method)

    def counts(self) -> dict[str, int]:
        """How often each method kept or missed the form; sorted, without zeros."""
        with self._lock:
            found = {f"kept:{m}": n for m, n in self._kept.items()}
            found |= {f"missed:{m}": n for m, n in self._missed.items()}
            return {name: count for name, count in sorted(found.items()) if count}

    def _drop(self, method: Method) -> None:
        if method != "text" and method in self._left:
            self._left.remove(method)
