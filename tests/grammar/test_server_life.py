"""Our server: on loopback only, started again when it dies, and gone with whoever started it, whatever ends that."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from textaudit.grammar import Connection, GrammarChecker, connect, connection

SLIP = "They was late for the ferry."


def java_below(pid: int) -> list[psutil.Process]:
    """The servers that a process has started, by way of their keepers."""
    return [child for child in psutil.Process(pid).children(recursive=True) if "java" in child.name()]


def eventually_gone(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


def test_it_listens_on_loopback_only(server: Connection) -> None:
    (java,) = java_below(os.getpid())
    listening = [c.laddr for c in java.net_connections() if c.status == psutil.CONN_LISTEN]
    assert {address.ip.removeprefix("::ffff:") for address in listening} <= {"127.0.0.1", "::1"}
    assert urlsplit(server.url or "").port in {address.port for address in listening}


def test_no_proxy_is_asked(server: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with connect(None) as again:
        assert again == server
        assert GrammarChecker(again, None).check([SLIP], "en")[SLIP]


def test_it_is_started_again_when_it_dies(server: Connection) -> None:
    checker = GrammarChecker(server, None)
    checker.check([SLIP], "en")
    (java,) = java_below(os.getpid())
    java.kill()
    java.wait(10)
    other = "They could of told us that before."
    assert checker.check([other], "en")[other]
    assert java_below(os.getpid()) != [java]


def test_it_ends_a_little_after_the_last_lease(server: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_LINGER_S", 0.1)
    local = connection._LocalServer()
    local.acquire()
    local.acquire()
    keeper = local._keeper
    assert keeper is not None
    before = java_below(keeper.pid)
    assert len(before) == 1
    local.release()
    time.sleep(0.5)
    assert keeper.poll() is None
    local.release()
    assert eventually_gone(before)
    assert keeper.wait(10) == 0
    local.acquire()
    assert local._keeper is not keeper
    local.stop()


@pytest.fixture
def run(server: Connection, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A command that takes long, in a process group of its own as in a terminal."""
    lines = [f"The ferry leaves at noon on day {n}, and comes back before dark falls." for n in range(6_000)]
    (tmp_path / "long.txt").write_text("\n\n".join(lines))
    call = [sys.executable, "-m", "textaudit", "audit", "long.txt", "--grammar", "all", "-f", "json-lines:o"]
    process = subprocess.Popen(
        [*call, "-j", "2"], cwd=tmp_path, stderr=subprocess.PIPE, process_group=0, env={**os.environ, "TEXTAUDIT_CACHE_DIR": ""}
    )  # fmt: skip
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda n: n.name)
def test_it_is_gone_when_the_run_is_interrupted(run: subprocess.Popen[bytes], number: signal.Signals) -> None:
    latest = time.monotonic() + 60
    while not (servers := java_below(run.pid)):
        assert time.monotonic() < latest
        assert run.poll() is None
        time.sleep(0.2)
    time.sleep(3)
    if number == signal.SIGINT:
        os.killpg(run.pid, number)  # as Ctrl-C in a terminal does
    else:
        run.send_signal(number)
    _, err = run.communicate(timeout=30)
    assert run.returncode in (130, 143, -signal.SIGKILL)
    assert b"Traceback" not in err
    assert eventually_gone(servers)


def test_it_is_gone_when_the_run_has_ended(server: Connection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SLIP)
    call = [sys.executable, "-m", "textaudit", "audit", "a.txt", "--grammar", "all"]
    process = subprocess.Popen(call, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    servers: list[psutil.Process] = []
    while process.poll() is None:
        try:
            servers = java_below(process.pid) or servers
        except psutil.NoSuchProcess:
            break
        time.sleep(0.05)
    out, _ = process.communicate()
    assert b"languagetool-agreement" in out
    assert servers
    assert eventually_gone(servers)


def test_a_port_that_another_program_has_is_left_to_it(
    server: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    from textaudit.grammar import installing, keeper

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = iter([taken.getsockname()[1], keeper._free_port()])
        monkeypatch.setattr(keeper, "_free_port", lambda: next(ports))
        from threading import Event

        process, url, _ = keeper._start(installing.home(), "6.8", Event())
        try:
            assert not url.endswith(f":{taken.getsockname()[1]}")
        finally:
            keeper._end(process)
