"""The entry point. What must be instant is answered before anything heavy is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from textaudit import __version__

        print(f"textaudit {__version__}")
        return
    try:
        from textaudit.cli import run
    except KeyboardInterrupt:
        print("textaudit: interrupted", file=sys.stderr)
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
