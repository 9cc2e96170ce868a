"""The real server where it is installed, and programs that answer as no LanguageTool does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from textaudit.grammar import Connection, connect, installing

Answer = Callable[[str], bytes]


@pytest.fixture(scope="session")
def server() -> Iterator[Connection]:
    """Our server, started once for all tests."""
    if reason := installing.problem():
        pytest.skip(reason)
    with connect(None) as connection:
        assert connection.reason is None
        yield connection


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were sent, on their way to the real server."""
    from textaudit.grammar.library import Client

    sent: list[str] = []
    real: Callable[..., object] = Client.check

    def check(self: Client, text: str) -> object:
        sent.append(text)
        return real(self, text)

    monkeypatch.setattr(Client, "check", check)
    return sent


@pytest.fixture
def serving() -> Iterator[Callable[[Answer], str]]:
    """Serves what a function of the path gives, and gives the address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                data = answer(self.path)
                with suppress(ConnectionError):  # nobody waits any more
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(data)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """Keeps the tests' output clean."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


INFO = b'{"software": {"name": "LanguageTool", "version": "%s"}}'
LANGUAGES = b'[{"name": "English", "code": "en", "longCode": "en"}]'


def like_language_tool(check: Callable[[], bytes], version: bytes = b"6.8") -> Answer:
    """Answers as LanguageTool does, but for what it says of texts."""

    def answer(path: str) -> bytes:
        if path.startswith("/v2/info"):
            return INFO % version
        return LANGUAGES if path.startswith("/v2/languages") else check()

    return answer


def slowly() -> bytes:
    """Says nothing for longer than anybody waits."""
    time.sleep(5)
    return b"{}"
