"""Keeps LanguageTool's server running for as long as somebody holds this process's standard input open.

usage: python -m textaudit.grammar.keeper HOME VERSION

Says ``{"url": ...}`` on a line when the server answers, or ``{"error": ...}`` and ends. Starts the server again, at
the same address, when it dies. Ends it, and itself, when standard input ends: so also when whoever started this
process was killed.
"""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread
from typing import Final

from textaudit.errors import GrammarError
from textaudit.grammar.probe import version_at

HOST: Final = "127.0.0.1"
_START_S: Final = 90
_LOOK_EVERY_S: Final = 0.2
_PORTS_TRIED: Final = 5
_RESTARTS: Final = 10
_END_S: Final = 3


def main(home: Path, version: str) -> int:
    """Serve until standard input ends."""
    unwanted = Event()
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches whoever started us, and ends us by way of them
    signal.signal(signal.SIGTERM, lambda *_: unwanted.set())
    Thread(target=_wait_for_the_end, args=(unwanted,), daemon=True).start()
    try:
        server, url, command = _start(home, version, unwanted)
    except GrammarError as error:
        print(json.dumps({"error": str(error)}), flush=True)
        return 1
    try:
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps({"url": url}), flush=True)
        for _ in range(_RESTARTS):
            while server.poll() is None and not unwanted.wait(_LOOK_EVERY_S):
                pass
            if unwanted.is_set():
                break
            server = _run(command)
    finally:
        _end(server)
    return 0


def _wait_for_the_end(unwanted: Event) -> None:
    with contextlib.suppress(OSError, ValueError):
        while sys.stdin.buffer.read(1):
            pass
    unwanted.set()


def _start(home: Path, version: str, unwanted: Event) -> tuple[subprocess.Popen[bytes], str, Sequence[str]]:
    from textaudit.grammar.library import server_command

    for _ in range(_PORTS_TRIED):
        port = _free_port()
        try:
            command = server_command(home, version, port)
            server = _run(command)
        except Exception as error:  # whatever the library raises: the user wants one line
            raise GrammarError(f"LanguageTool cannot be started: {error}") from error
        url = f"http://{HOST}:{port}"
        try:
            if _comes_up(server, url, unwanted):
                return server, url, command
        except BaseException:
            _end(server)
            raise
    raise GrammarError(f"LanguageTool ended as soon as it was started (code {server.returncode})")


def _comes_up(server: subprocess.Popen[bytes], url: str, unwanted: Event) -> bool:
    """Whether it answers; not if it ended, as it does where another program took the port."""
    latest = time.monotonic() + _START_S
    while time.monotonic() < latest:
        if server.poll() is not None:
            return False
        if unwanted.wait(_LOOK_EVERY_S):
            raise GrammarError("LanguageTool is not wanted any more")
        with contextlib.suppress(GrammarError):
            version_at(url, timeout_s=5, here=True)
            return server.poll() is None
    raise GrammarError(f"LanguageTool did not answer within {_START_S} s of its start")


def _run(command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(_END_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
