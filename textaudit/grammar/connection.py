"""Who answers for grammar in this run: a server of ours, one that the user named, or nobody, for a reason."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer
from typing import Final

from textaudit.errors import GrammarError
from textaudit.grammar import installing
from textaudit.grammar.allowed import allowed_rules
from textaudit.grammar.probe import server_url, shown, version_at

_ANSWER_S: Final = 10.0
_LINGER_S: Final = 20.0  # so that auditing string after string starts one server
_END_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Connection:
    """Where sentences are sent. Worker processes get a copy.

    Attributes:
        url: of the server; ``None`` where there is none.
        reason: why there is none, in one line.
        ours: we started it, on this machine, and start it again when it dies.
    """

    url: str | None = None
    reason: str | None = None
    ours: bool = False


NOT_ASKED: Final = Connection(reason="grammar checking is off")


class Lease:
    """A connection, for as long as somebody needs it.

    Attributes:
        connection: what to ask.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._open = connection.ours

    def __enter__(self) -> Connection:
        return self.connection

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; our server ends a little after the last one did."""
        if self._open:
            self._open = False
            _local.release()


def connect(named: str | None) -> Lease:
    """Reach a server: the one that is *named*, or ours, which is started if it is not running.

    Raises:
        SettingsError: *named* is no address.
    """
    if named is not None:
        return Lease(_reach(server_url(named)))
    if reason := installing.problem():
        return Lease(Connection(reason=reason))
    try:
        return Lease(Connection(_local.acquire(), ours=True))
    except GrammarError as error:
        return Lease(Connection(reason=str(error)))


def _reach(url: str) -> Connection:
    try:
        version = version_at(url, _ANSWER_S, here=False)
    except GrammarError as error:
        return Connection(reason=str(error))
    allowed = allowed_rules()
    if not allowed.fits(version):
        return Connection(
            reason=f"the server at {shown(url)} is LanguageTool {version}, and its rules were measured "
            f"in {allowed.version}"
        )
    return Connection(url)


class _LocalServer:
    """Our server: one for this process and its workers, run by a keeper that ends it when we are gone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keeper: subprocess.Popen[str] | None = None
        self._owner = 0  # process; a fork must not stop its parent's server
        self._url = ""
        self._leases = 0
        self._timer: Timer | None = None

    def acquire(self) -> str:
        """Its address. Raises GrammarError if it does not start."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            if self._owner != os.getpid() or self._keeper is None or self._keeper.poll() is not None:
                self._start()
            self._leases += 1
            return self._url

    def release(self) -> None:
        """One lease less."""
        with self._lock:
            self._leases = max(0, self._leases - 1)
            if self._leases == 0:
                self._timer = Timer(_LINGER_S, self._stop_unless_wanted)
                self._timer.daemon = True
                self._timer.start()

    def _stop_unless_wanted(self) -> None:
        with self._lock:
            if self._leases == 0:
                self.stop()

    def _start(self) -> None:
        package = str(Path(__file__).resolve().parents[2])
        path = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        keeper = subprocess.Popen(
            [sys.executable, "-m", "textaudit.grammar.keeper", installing.home(), allowed_rules().version],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C in the terminal is ours to act on
        )
        self._keeper, self._owner, self._leases = keeper, os.getpid(), 0
        assert keeper.stdout is not None
        try:
            said = json.loads(keeper.stdout.readline() or "{}")
        except ValueError:
            said = {}
        if "url" not in said:
            self.stop()
            raise GrammarError(said.get("error") or "LanguageTool cannot be started: its keeper ended")
        self._url = said["url"]

    def stop(self) -> None:
        """End it now, if this process started one."""
        keeper, self._keeper = self._keeper, None
        if keeper is None or self._owner != os.getpid():
            return
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        with contextlib.suppress(OSError):
            keeper.stdin.close()
        try:
            keeper.wait(_END_S)
        except subprocess.TimeoutExpired:
            keeper.kill()
            keeper.wait()
        keeper.stdout.close()


_local: Final = _LocalServer()
atexit.register(_local.stop)
