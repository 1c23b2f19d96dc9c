"""Files named on the command line: read and written with one clear message when that fails."""

from __future__ import annotations

import sys
from pathlib import Path

from cli.problems import rejected


def read_bytes(path: Path) -> bytes:
    """The content of a file, ``-`` for standard input; raises InputRejected."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise rejected("CLI101", file=str(path)) from None
    except IsADirectoryError:
        raise rejected("CLI102", file=str(path)) from None
    except OSError as error:
        raise rejected("CLI103", error.strerror or str(error), file=str(path)) from None


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030; raises InputRejected."""
    return decoded(read_bytes(path), path)


def decoded(data: bytes, path: Path) -> str:
    """Bytes in UTF-8 or GB18030 as text; raises InputRejected."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise rejected("CLI104", file=str(path))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file; raises InputRejected."""
    try:
        path.write_bytes(data)
    except OSError as error:
        raise rejected("CLI109", error.strerror or str(error), file=str(path)) from None
