"""Asks a server whether it is LanguageTool, and which."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

from textaudit.errors import GrammarError, SettingsError

_ANSWER_BYTES: Final = 1_000_000
_VERSION = re.compile(r"\d+\.\d+[\w.-]*")
_ENDS: Final = ("/check", "/v2")


def server_url(given: str) -> str:
    """The address that *given* names, without what is LanguageTool's own part of it.

        >>> server_url("http://localhost:8081/v2/check")
        'http://localhost:8081'

    Raises:
        SettingsError: it is no address of a server.
    """
    try:
        parts = urlsplit(given.strip())
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(
            f"grammar-server is {shown(given)!r}: expected an address, like http://localhost:8081"
        )
    path = parts.path.rstrip("/")
    for end in _ENDS:
        path = path.removesuffix(end).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def shown(url: str) -> str:
    """The address without user name and password."""
    return re.sub(r"//[^/@]*@", "//", url)


def version_at(url: str, timeout_s: float, here: bool) -> str:
    """The version of the LanguageTool that answers at *url*.

    Args:
        timeout_s: how long to wait, at most, for it to begin and to go on.
        here: no proxy is asked.

    Raises:
        GrammarError: nobody answers, or something else does.
    """
    data = _read(f"{url}/v2/info", url, timeout_s, here)
    try:
        software = json.loads(data)["software"]
        name, version = software["name"], software["version"]
    except (ValueError, KeyError, TypeError):
        raise GrammarError(f"what answers at {shown(url)} is no LanguageTool") from None
    if name != "LanguageTool" or not isinstance(version, str) or not _VERSION.fullmatch(version):
        raise GrammarError(f"what answers at {shown(url)} is no LanguageTool")
    return version


def _read(address: str, url: str, timeout_s: float, here: bool) -> bytes:
    import urllib.error
    import urllib.request
    from http.client import HTTPException

    handlers = [urllib.request.ProxyHandler({})] if here else []
    request = urllib.request.Request(shown(address), headers=_login(address))
    try:
        with urllib.request.build_opener(*handlers).open(request, timeout=timeout_s) as answer:
            return bytes(answer.read(_ANSWER_BYTES))
    except TimeoutError:
        raise GrammarError(
            f"LanguageTool's server at {shown(url)} does not answer within {timeout_s:g} s"
        ) from None
    except urllib.error.HTTPError as error:
        raise GrammarError(f"what answers at {shown(url)} is no LanguageTool (HTTP {error.code})") from None
    except (OSError, HTTPException, ValueError) as error:
        cause = getattr(error, "reason", error)
        if isinstance(cause, TimeoutError):
            raise GrammarError(
                f"LanguageTool's server at {shown(url)} does not answer within {timeout_s:g} s"
            ) from None
        why = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
        raise GrammarError(f"no LanguageTool answers at {shown(url)}: {why}") from None


def _login(address: str) -> dict[str, str]:
    """The header that user name and password in an address stand for, if it has them."""
    parts = urlsplit(address)
    if parts.username is None:
        return {}
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {b64encode(login.encode()).decode()}"}
