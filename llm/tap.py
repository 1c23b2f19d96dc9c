"""Listening on the HTTP connection: the raw body of every response, a limit to its time and size.

The read timeout of an HTTP client starts again with every byte, so a server that drips would hold
us for ever; the tap looks at the clock while the body comes.
"""

from __future__ import annotations

import importlib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

#: No reply of a model is larger than this.
MOST_BYTES = 16_000_000


class Tap:
    """The hooks of one HTTP client. What it heard last is per thread, the counts are shared."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._heard = threading.local()
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    @property
    def hooks(self) -> dict[str, list[Any]]:
        """What an HTTP client takes as ``event_hooks``."""
        return {"request": [self._on_request], "response": [self._on_response]}

    @property
    def body(self) -> bytes:
        """The last whole body that came on this thread; empty when none did."""
        return getattr(self._heard, "body", b"")

    @property
    def status(self) -> int:
        """The last status that came on this thread; 0 when none did."""
        return getattr(self._heard, "status", 0)

    def forget(self) -> None:
        """Before a new exchange."""
        self._heard.body, self._heard.status = b"", 0

    def counts(self) -> dict[str, int]:
        """Requests that left and statuses that came, retries included; sorted."""
        with self._lock:
            return dict(sorted(self._counts.items()))

    def _on_request(self, request: Any) -> None:
        self.forget()
        self._heard.until = time.monotonic() + self._seconds
        with self._lock:
            self._counts["requests"] += 1

    def _on_response(self, response: Any) -> None:
        self._heard.status = response.status_code
        with self._lock:
            self._counts[f"status {response.status_code}"] += 1
        errors = importlib.import_module(type(response).__module__.partition(".")[0])
        response.stream = _limited_stream(response.stream, self._heard.until, errors)
        response.read()
        self._heard.body = response.content


def _limited_stream(stream: Any, until: float, errors: Any) -> Any:
    """The stream of a response that stops by the clock and by size."""

    class Limited(errors.SyncByteStream):  # type: ignore[misc]
        def __iter__(self) -> Iterator[bytes]:
            size = 0
            for chunk in stream:
                size += len(chunk)
                if time.monotonic() > until:
                    raise errors.ReadTimeout("the whole answer took too long")
                if size > MOST_BYTES:
                    raise errors.ReadError("the answer is larger than any answer")
                yield chunk

        def close(self) -> None:
            stream.close()

    return Limited()
