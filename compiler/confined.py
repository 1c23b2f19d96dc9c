"""Compiling a file that a stranger sent: in a process of its own, short of time and memory.

An upload is data, and a hostile one is written to make its reader loop, swell or reach out. The
child gets the bytes on its standard input and gives the draft on its standard output; it inherits
no secret, may write no file, may open no connection, and is stopped when it takes too long. What
goes wrong in it is a message about the file, never a failure of the program that asked.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import Any

from compiler.pipeline import compile_document
from compiler.read.problems import rejection
from compiler.read.scanning import SCAN_LIMIT, TooManyScans
from rules.draft import Draft
from rules.errors import Diagnostic, InputRejected
from rules.vocabulary import Attribute, Vocabulary, standard_vocabulary

LOG = logging.getLogger("policycalc.compiler")
_TOLD = 500
_SIGXCPU, _SIGKILL = 24, 9
_SCAN_SECONDS = 10  # processor time of one recognised page; three were measured
#: All that a child gets of the environment.
KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT")


def compile_confined(
    data: bytes,
    source_name: str,
    vocabulary: Vocabulary | None = None,
    *,
    seconds: int = 120,
    megabytes: int = 2048,
) -> Draft:
    """The draft of ``compile_document``, made within ``seconds`` and ``megabytes``.

    Recognising scanned pages takes longer than all the rest: a file with more of them than fit in
    half of ``seconds`` says so before it begins, and gets that much more for each page.

    Raises ``InputRejected`` when the file cannot be read, takes longer (PC116), needs more memory
    (PC117), or stops the compiler in a way nobody foresaw (PC118, with the cause in the log).
    """
    known = standard_vocabulary()
    extra = [a for a in (vocabulary or known).attributes if known.get(a.id) is None]
    task = {
        "name": source_name,
        "attributes": [a.model_dump(mode="json") for a in extra],
        "seconds": seconds,
        "megabytes": megabytes,
        "scans": seconds // 2 // _SCAN_SECONDS,
    }
    answer = _run(task, data, source_name)
    if (scans := answer.get("scans")) is not None:
        task |= {"scans": scans, "seconds": seconds + scans * _SCAN_SECONDS}
        answer = _run(task, data, source_name)
    if "draft" in answer:
        return Draft.model_validate(answer["draft"])
    if answer.get("stopped") == "memory":
        raise rejection("PC117", source_name, megabytes=megabytes)
    raise InputRejected([Diagnostic.model_validate(d) for d in answer["rejected"]])


def _run(task: dict[str, Any], data: bytes, source_name: str) -> dict[str, Any]:
    """What one child answered; raises InputRejected when it ended without an answer."""
    seconds, megabytes = task["seconds"], task["megabytes"]
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        ran = subprocess.run(
            [sys.executable, "-B", "-m", "compiler.confined"],
            input=json.dumps(task).encode() + b"\n" + data,
            capture_output=True,
            env=environment,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise rejection("PC116", source_name, seconds=seconds) from None
    answer = _answer(ran.stdout)
    if answer is None:
        # the processor-time limit ends the child by a signal, a system short of memory by another
        LOG.error("compiler ended with %s: %s", ran.returncode, end_of(ran.stderr))
        code = {-_SIGXCPU: "PC116", -_SIGKILL: "PC117"}.get(ran.returncode, "PC118")
        raise rejection(code, source_name, seconds=seconds, megabytes=megabytes)
    if not answer.keys() & {"draft", "stopped", "rejected", "scans"}:
        LOG.error("compiler failed on an upload: %s", end_of(ran.stderr))
        raise rejection("PC118", source_name)
    return answer


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(output)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def end_of(text: bytes) -> str:
    """The last words of a process that ended badly."""
    return text[-_TOLD:].decode("utf-8", "replace").strip()


def confine(seconds: int, megabytes: int) -> None:
    """Limits of this process, where the system knows any; the parent's clock holds everywhere.

    No network, no files, ``seconds`` of the processor, ``megabytes`` of memory.
    """
    import socket

    def refused(*_: object, **__: object) -> None:
        raise PermissionError("an upload is compiled without a network")

    socket.socket.connect = refused  # type: ignore[method-assign]
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    size = megabytes * 1024 * 1024
    for limit, soft, most in (
        (resource.RLIMIT_AS, size, size),
        (resource.RLIMIT_CPU, seconds, seconds + 1),  # the signal of the soft limit says why
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        _, hard = resource.getrlimit(limit)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (min(soft, bound), bound))


def main() -> int:
    """The child: one task from standard input, one JSON answer to standard output."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    task = json.loads(head)
    confine(task["seconds"], task["megabytes"])
    vocabulary = standard_vocabulary().extended(
        tuple(Attribute.model_validate(a) for a in task["attributes"])
    )
    answer: dict[str, Any]
    try:
        draft = compile_document(data, task["name"], vocabulary, scans=task["scans"])
        answer = {"draft": draft.model_dump(mode="json", by_alias=True)}
    except TooManyScans as more:
        answer = {"scans": more.pages} if more.pages <= SCAN_LIMIT else _refused(more)
    except InputRejected as rejected:
        answer = _refused(rejected)
    except MemoryError:
        answer = {"stopped": "memory"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _refused(rejected: InputRejected) -> dict[str, Any]:
    return {"rejected": [d.model_dump(mode="json") for d in rejected.diagnostics]}


if __name__ == "__main__":
    sys.exit(main())
