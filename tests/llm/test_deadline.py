"""A call ends by the clock, whatever a server sends little by little."""

from __future__ import annotations

import importlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from llm import Message, ModelError, Request
from llm.settings import ModelSettings
from llm.transport import Endpoint

PLAIN = Request(
    task="find_items", prompt_version="1", messages=(Message(role="user", content="问"),)
)
Sends = Callable[[socket.socket], None]


def _drip(connection: socket.socket, pieces: Iterator[bytes]) -> None:
    for piece in pieces:
        connection.sendall(piece)
        time.sleep(0.2)


def headers_without_end(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    _drip(connection, (f"X-More-{n}: 1\r\n".encode() for n in range(10**6)))


def interim_responses(connection: socket.socket) -> None:
    _drip(connection, (b"HTTP/1.1 102 Processing\r\n\r\n" for _ in range(10**6)))


def blanks_as_a_sign_of_life(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
    _drip(connection, (b" " for _ in range(10**6)))


@pytest.fixture
def served() -> Iterator[Callable[[Sends], str]]:
    """A server that does one thing with every connection; its address."""
    stopping = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.1)
    threads: list[threading.Thread] = []

    def start(sends: Sends) -> str:
        def one(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                connection.recv(65536)
                sends(connection)

        def accept() -> None:
            while not stopping.is_set():
                with suppress(TimeoutError, OSError):
                    connection, _ = listening.accept()
                    threading.Thread(target=one, args=(connection,), daemon=True).start()

        threads.append(threading.Thread(target=accept))
        threads[-1].start()
        return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

    yield start
    stopping.set()
    for thread in threads:
        thread.join()
    listening.close()


@pytest.mark.parametrize(
    "sends", [headers_without_end, interim_responses, blanks_as_a_sign_of_life]
)
def test_a_call_that_drips_ends_as_a_timeout(served: Callable[[Sends], str], sends: Sends) -> None:
    importlib.import_module("langchain_openai")  # takes seconds, once
    settings = ModelSettings(model="m", base_url=served(sends), seconds=2, retries=0)
    endpoint = Endpoint(settings)
    started = time.monotonic()
    with pytest.raises(ModelError) as caught:
        endpoint.complete(PLAIN)
    assert caught.value.kind == "timeout"
    assert time.monotonic() - started < 20  # the machine may be busy; without a clock: days
    endpoint.close()
