"""Listening on the HTTP connection: the raw body of every response, a limit to its time and size.

The read timeout of an HTTP client starts again with every byte, so a server that drips would hold
us for ever. The tap looks at the clock while the body comes, and a clock of its own cuts the
connection of an exchange that is not over in time, whether body, headers or nothing came.
"""

from __future__ import annotations

import importlib
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
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

    @property
    def late(self) -> bool:
        """Whether the last exchange on this thread was cut by the clock."""
        watch: Watch | None = getattr(self._heard, "watch", None)
        return watch is not None and watch.late

    def forget(self) -> None:
        """Before a new exchange."""
        self.rest()
        self._heard.watch = None
        self._heard.body, self._heard.status = b"", 0

    def rest(self) -> None:
        """After an exchange, however it ended."""
        watch: Watch | None = getattr(self._heard, "watch", None)
        if watch is not None:
            watch.stop()

    def counts(self) -> dict[str, int]:
        """Requests that left and statuses that came, retries included; sorted."""
        with self._lock:
            return dict(sorted(self._counts.items()))

    def _on_request(self, request: Any) -> None:
        self.forget()
        self._heard.until = time.monotonic() + self._seconds
        self._heard.watch = Watch(self._seconds)
        request.extensions = {**request.extensions, "trace": self._heard.watch.trace}
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
        self.rest()


class Watch:
    """The clock of one exchange: when it runs out, the connection is cut from outside.

    Needs a connection of its own for each exchange, since it learns of it when it is made.
    """

    def __init__(self, seconds: float) -> None:
        self.late = False
        self._stream: Any = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def trace(self, name: str, info: dict[str, Any]) -> None:
        """What the HTTP client tells of its doings; a new stream is the one to cut."""
        if name in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._stream = info["return_value"]

    def stop(self) -> None:
        """The exchange is over."""
        self._timer.cancel()

    def _cut(self) -> None:
        self.late = True
        if self._stream is not None:
            with suppress(OSError):
                self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


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
