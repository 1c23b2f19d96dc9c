"""A stranger's file is compiled in a process of its own, and whatever it does is a message."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from compiler import compile_document, confined
from compiler.confined import compile_confined
from rules.errors import InputRejected
from rules.vocabulary import Attribute, Kind, standard_vocabulary

TEXT = "青屏区办法\n第一条 对导师服务人次不少于50人次的机构，给予一次性奖励10万元。\n"


def rejected(**limits: int) -> list[str]:
    with pytest.raises(InputRejected) as caught:
        compile_confined(TEXT.encode(), "办法.txt", **limits)
    return [d.code for d in caught.value.diagnostics]


def test_it_is_the_same_draft_to_the_byte() -> None:
    mine = Attribute(id="mentored", label="导师服务人次", kind=Kind.COUNT, unit="人次")
    words = standard_vocabulary().extended((mine,))
    apart = compile_confined(TEXT.encode(), "办法.txt", words)
    assert apart == compile_document(TEXT.encode(), "办法.txt", words)
    assert "mentored" in apart.model_dump_json()


def test_an_unusable_file_keeps_its_own_message() -> None:
    with pytest.raises(InputRejected) as caught:
        compile_confined(b"%PDF-1.4 broken", "坏.pdf")
    (diagnostic,) = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.file) == ("PC106", "坏.pdf")


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A child that runs a script of the test instead of the compiler, under the same limits."""
    script = tmp_path / "child.py"
    run = subprocess.run

    def instead(command: list[str], **options: object) -> object:
        return run([sys.executable, str(script)], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(confined.subprocess, "run", instead)
    return script


def behave(script: Path, body: str) -> None:
    script.write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(Path(confined.__file__).parents[1])!r})\n"
        "from compiler import confined\n"
        "def misbehave(*_, **__):\n"
        f"{textwrap.indent(textwrap.dedent(body), '    ')}\n"
        "confined.compile_document = misbehave\n"
        "sys.exit(confined.main())\n",
        encoding="utf-8",
    )


def test_what_never_ends_is_stopped(child: Path) -> None:
    behave(child, "while True: pass")
    assert rejected(seconds=3) == ["PC116"]


def test_what_sleeps_is_stopped_too(child: Path) -> None:
    behave(child, "import time; time.sleep(60)")
    assert rejected(seconds=3) == ["PC116"]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the system's")
def test_what_swells_is_stopped(child: Path) -> None:
    behave(child, "x = bytearray(4 * 1024 ** 3)")
    assert rejected(megabytes=1024) == ["PC117"]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the system's")
def test_what_writes_or_calls_out_is_stopped(child: Path, tmp_path: Path) -> None:
    target = tmp_path / "written"
    behave(child, f"open({str(target)!r}, 'w').write('x' * 10)")
    assert rejected() == ["PC118"]
    assert not target.exists() or target.read_text() == ""
    behave(child, "import socket; socket.create_connection(('127.0.0.1', 9), 1)")
    assert rejected() == ["PC118"]


def test_a_fault_of_ours_is_a_message_and_a_line_in_the_log(
    child: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confined.LOG, "disabled", False)  # import-linter silences what it finds
    behave(child, "raise ZeroDivisionError('a slip of ours')")
    assert rejected() == ["PC118"]
    assert "a slip of ours" in caplog.text


def test_no_secret_reaches_the_child(child: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYCALC_SECRET", "hidden")
    behave(child, "import os; raise MemoryError if 'POLICYCALC_SECRET' in os.environ else KeyError")
    assert rejected() == ["PC118"]
