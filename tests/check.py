"""The one command before a commit and in CI: format, lint, types, tests.

    python tests/check.py           all of it
    python tests/check.py --fix     mend first what can be mended, then all of it
    python tests/check.py --quick   without the tests in a browser and the long ones

Every step runs, also after one has failed, so that one run tells everything. Exit status 1 where any failed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder there that only this user may open
"""Where Linux keeps files in memory."""
ROOM = 4 << 30
"""Free bytes that it must have; the tests use a tenth of that."""


def steps(*, fix: bool, quick: bool, more: list[str]) -> list[tuple[str, list[str]]]:
    """Name every step, in order, with its command."""
    mending = [
        ("mend lint", [PYTHON, "-m", "ruff", "check", "--fix-only", "--quiet", "."]),
        ("mend format", [PYTHON, "-m", "ruff", "format", "--quiet", "."]),
    ]
    left_out = ["--ignore=tests/browser", "--ignore=tests/properties"] if quick else []
    return [
        *(mending if fix else []),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("lint", [PYTHON, "-m", "ruff", "check", "--output-format=concise", "."]),
        ("types", [PYTHON, "-m", "mypy"]),
        # Whole files go to one of two processes, since what a file sets up it uses more than once. They go in their
        # order: the tests in a browser, which take longest, first, so that both processes end together.
        (
            "tests",
            [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", *left_out, *more],
        ),
    ]


def surroundings() -> dict[str, str]:
    """Give the environment of the steps, in which the tests take least time."""
    # Every process that a test starts would compile the whole program where bytecode may not be kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # The tests make and remove files by the ten thousand, and wait for the disk to have each build for sure.
    if "TMPDIR" not in environment and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        environment["TMPDIR"] = str(MEMORY)
    return environment


def main() -> int:
    """Run every step and say how each went."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--fix", action="store_true", help="mend format and lint first")
    parser.add_argument("--quick", action="store_true", help="without the slow tests")
    options, more = parser.parse_known_args()
    environment = surroundings()
    results = []
    for name, command in steps(fix=options.fix, quick=options.quick, more=more):
        print(f"— {name}", flush=True)  # noqa: T201 - it is what this command is for
        started = time.monotonic()
        passed = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0
        results.append((name, passed, time.monotonic() - started))
    print()  # noqa: T201
    for name, passed, seconds in results:
        print(f"{'ok  ' if passed else 'FAIL'} {name:12} {seconds:6.1f} s")  # noqa: T201
    return 0 if all(passed for _, passed, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
