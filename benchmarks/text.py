"""How long text takes, as ratios against the bare libraries in the same run.

    python benchmarks/text.py [--learners 100] [--entries 50] [--rounds 5]

The floor parses, renders and writes the same entries with PyYAML, markdown-it-py and Jinja2 alone: one page
for each entry and one for each learner; no checks, no sanitiser, no skill pages. Both sides run in turn, each
in a process of its own, on the same files; quote the ratios of the medians, never the seconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
FLOOR = HERE / "floor.py"


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Seconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=100)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - text is measured without a disk
    with tempfile.TemporaryDirectory(dir=base) as name:
        place = Path(name)
        school, out, floor_out = place / "school", place / "out", place / "floor"
        run = [sys.executable, str(HERE / "corpus.py"), str(school)]
        subprocess.run([*run, "--learners", str(given.learners), "--entries", str(given.entries)], check=True)
        environment = {**os.environ, "PORTFOLIOGEN_CACHE": str(place / "cache")}
        build = [sys.executable, "-m", "portfoliogen", "build", str(school), "-o", str(out), "--quiet"]
        edited = next((school / "learners").rglob("*Entry 1.md"))
        cases: dict[str, list[float]] = {}
        for number in range(given.rounds):
            for folder in (out, floor_out, place / "cache"):
                shutil.rmtree(folder, ignore_errors=True)
            floor = [sys.executable, str(FLOOR), str(school), str(floor_out)]
            cases.setdefault("floor, one process", []).append(timed(floor, environment))
            cases.setdefault("cold build, one process", []).append(timed([*build, "-j", "1"], environment))
            for folder in (out, place / "cache"):
                shutil.rmtree(folder, ignore_errors=True)
            cases.setdefault("cold build", []).append(timed(build, environment))
            cases.setdefault("nothing changed", []).append(timed(build, environment))
            edited.write_text(edited.read_text("utf-8") + f"\nOne more line, the {number}th.\n", "utf-8")
            cases.setdefault("one entry changed", []).append(timed(build, environment))
        report(cases, given.learners * given.entries)


def report(cases: dict[str, list[float]], entries: int) -> None:
    """The medians as ratios to the floor."""
    floor = statistics.median(cases["floor, one process"])
    print(f"{entries} entries, medians of {len(cases['cold build'])} rounds, as ratios to the floor")
    for name, seconds in cases.items():
        middle = statistics.median(seconds)
        spread = f"{min(seconds) / floor:.3f} to {max(seconds) / floor:.3f}"
        print(f"  {name:28} {middle / floor:7.3f}   ({spread})   {1000 * middle / entries:.2f} ms an entry")


if __name__ == "__main__":
    main()
