"""Owns language-tool-python, which knows how to start LanguageTool's server and how to ask it. Slow to import."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from language_tool_python import LanguageTool
from language_tool_python.config_file import LanguageToolConfig
from language_tool_python.download_lt import LocalLanguageTool

TIMEOUT_S: Final = 30  # for one request; it is sent twice at most
# A request is some 3,000 characters. Without a pipeline kept ready each would set up thousands of rules anew.
_CONFIG: Final = {
    "maxCheckThreads": 4,
    "cacheSize": 500,
    "pipelineCaching": True,
    "maxPipelinePoolSize": 4,
    "pipelineExpireTimeInSeconds": 3600,
}
_MEMORY: Final = "-Xmx1500m"  # 0.7 GB are in use as a rule
NO_PROXY: Final = {"http": "", "https": ""}  # what is asked here stays here, whatever HTTP_PROXY says


def server_command(home: Path, version: str, port: int) -> Sequence[str]:
    """The command that serves LanguageTool on loopback.

    Args:
        home: the folder that holds ``LanguageTool-VERSION``.

    Raises:
        OSError: nothing is installed there.
    """
    os.environ["LTP_PATH"] = str(home)
    java, *rest = LocalLanguageTool.from_version_name(version).get_server_cmd(
        port, LanguageToolConfig(dict(_CONFIG))
    )
    return [java, _MEMORY, *rest]


class Client:
    """Asks one server, for some rules of one language. Threads may share it.

    Args:
        url: of the server.
        rules: LanguageTool's ids of the only rules that are asked for.
        here: the server runs on this machine, so no proxy is asked.
        all_but: instead of *rules*: LanguageTool's categories that are off, while all else is on.

    Raises:
        Exception: of any kind: nobody answers, or not as LanguageTool does.
    """

    def __init__(
        self, url: str, language: str, rules: Collection[str], here: bool, all_but: Collection[str] = ()
    ) -> None:
        self._tool = _Tool(language, remote_server=url, proxies=dict(NO_PROXY) if here else None)
        self._tool.enabled_rules = set(rules)
        self._tool.enabled_rules_only = not all_but
        self._tool.disabled_categories = set(all_but)

    def check(self, text: str) -> list[Mapping[str, Any]]:
        """What LanguageTool says of *text*, with offsets in code points; *text* has no astral characters.

        Raises:
            Exception: of any kind, as above.
        """
        return [
            {
                "rule": match.rule_id,
                "start": match.offset,
                "length": match.error_length,
                "replacements": match.replacements,
                "message": match.message,
            }
            for match in self._tool.check(text)
        ]


class _Tool(LanguageTool):
    _TIMEOUT = TIMEOUT_S  # type: ignore[assignment]  # a hung server would hold the run up for ten minutes
