"""``serve``: the site on this machine."""

from __future__ import annotations

import socket

from cli.output import say
from cli.problems import rejected
from cli.program import OK
from cli.site import settings


def serve(port: int | None) -> int:
    """Serve until interrupted; raises InputRejected when the port is taken."""
    import uvicorn

    from api import create_app

    chosen = settings()
    if port is not None:
        chosen = chosen.model_copy(update={"port": port})
    _refuse_taken(chosen.host, chosen.port)
    app = create_app(chosen)
    shown = "127.0.0.1" if chosen.host in ("0.0.0.0", "::") else chosen.host
    say(f"{chosen.site_name}：http://{shown}:{chosen.port}/  （按 Ctrl+C 停止）")
    try:
        uvicorn.run(app, host=chosen.host, port=chosen.port, log_level="warning")
    except KeyboardInterrupt:
        say("已停止。")
    return OK


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise rejected("CLI201", f"{host}:{port}") from None
