"""How fast `textaudit audit` is, beside its peers, on the same bytes in the same run.

usage: python -m benchmarks.speed [--megabytes N] [--peer-megabytes N] [--peers-python PYTHON] [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.mixed_text import write_mixed_text
from benchmarks.peers import PEERS

HERE = Path(__file__).resolve().parent


def run_textaudit(*arguments: str) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak memory (MB) of one run of the command."""
    command = [sys.executable, "-m", "textaudit", *arguments]
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"textaudit {' '.join(arguments)} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - begin, usage.ru_maxrss / 1024


def audit(source: Path, out: Path, *options: str) -> tuple[float, float, float]:
    return run_textaudit(
        "audit", str(source), "--output-format", f"json-lines:{out}", "--exit-zero", *options
    )


def peer_seconds_per_mb(python: str, name: str, source: Path, megabytes: float) -> float:
    command = [python, str(HERE / "peers.py"), str(source), name, str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout.splitlines()[-1])
    return float(answer["cpu_s"]) / float(answer["megabytes"])


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--megabytes", type=float, default=50)
    arguments.add_argument("--peer-megabytes", type=float, default=2)
    arguments.add_argument("--peers-python", default=sys.executable)
    arguments.add_argument("--rounds", type=int, default=1)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), chosen)


def measure(folder: Path, chosen: argparse.Namespace) -> None:
    source, small, page = folder / "mixed.jsonl", folder / "small.jsonl", folder / "page.txt"
    megabytes = write_mixed_text(source, chosen.megabytes)
    write_mixed_text(small, chosen.megabytes / 10)
    page.write_text("Rain fell on the town all night, and the river rose.\n" * 40, encoding="utf-8")
    out = folder / "out.jsonl"
    audit(page, out)  # compiles the patterns into the cache, once and for all
    empty = folder / "empty.txt"
    empty.write_text("Rain.", encoding="utf-8")
    start_up = audit(empty, out)[0]
    for number in range(1, chosen.rounds + 1):
        cpu, wall, memory = audit(source, out)
        per_mb = (cpu - start_up) / megabytes
        print(
            f"round {number}: {megabytes:.0f} MB, CPU {1000 * per_mb:.0f} ms/MB = {1 / per_mb:.1f} MB/s per core"
        )
        print(f"  peak memory {memory:.0f} MB; a tenth of the text {audit(small, out)[2]:.0f} MB")
        for name in PEERS:
            peer = peer_seconds_per_mb(chosen.peers_python, name, source, chosen.peer_megabytes)
            print(f"  {name}: {1000 * peer:.0f} ms/MB; textaudit is {peer / per_mb:.1f} times as fast")
        print(f"  two workers: {wall / audit(source, out, '--jobs', '2')[1]:.2f} times one")
    print(f"textaudit --version: {run_textaudit('--version')[0]:.3f} s CPU")
    print(f"one-page audit: {audit(page, out)[0]:.3f} s CPU")


if __name__ == "__main__":
    main()
