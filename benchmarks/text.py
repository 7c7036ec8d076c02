"""How long text takes, as ratios against the bare libraries in the same run.

    python benchmarks/text.py [--learners 100] [--entries 50] [--rounds 5]
    python benchmarks/text.py --check            a small run that fails where a ratio has grown too far
    python benchmarks/text.py --profile OUT      where the time of a cold build goes, for pstats or snakeviz

The floor parses, renders and writes the same entries with PyYAML, markdown-it-py and Jinja2 alone. All cases
run in turn, each as a process of its own on the same files in memory. Quote the ratios of the medians, never
the seconds; where other work runs on the machine, the ratios of processor time hold better than those of time.
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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FLOOR = "floor, 1 process"
LIMITS = {"cold, 1 process": 2.2, "cold, templates to compile": 2.6, "nothing changed": 0.2, "one entry changed": 0.6}
"""How much processor time a case may take against the floor in the small run of `--check`. Well above what it
takes (see README.md), so that only a change of the program fails, and no busy machine."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process and its children took."""

    wall_s: float
    cpu_s: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Bench:
    """A school to build, and where to."""

    place: Path

    @property
    def school(self) -> Path:
        """Where the made school lies."""
        return self.place / "school"

    @property
    def environment(self) -> dict[str, str]:
        """What a build is told: a cache of its own, and to keep bytecode as any installed program does."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return {**kept, "PORTFOLIOGEN_CACHE": str(self.place / "cache")}

    def forget(self, *names: str) -> None:
        """Remove what earlier cases made."""
        for name in names:
            shutil.rmtree(self.place / name, ignore_errors=True)

    def build(self, *more: str, out: str = "out", fresh: bool = False) -> Spent:
        """Build the school; `fresh` as the first time after portfoliogen was installed."""
        words = ["-m", "portfoliogen", "build", str(self.school), "-o", str(self.place / out), "--quiet", *more]
        # With -B no compiled template is taken from beside the program, or left there.
        return self.run([sys.executable, *(["-B"] if fresh else []), *words])

    def floor(self, processes: int) -> Spent:
        """Build the floor."""
        self.forget("floor")
        return self.run(
            [sys.executable, str(HERE / "floor.py"), str(self.school), str(self.place / "floor"), str(processes)]
        )

    def run(self, command: list[str]) -> Spent:
        """Run a command as a process of its own."""
        start = time.perf_counter()
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{' '.join(command)} ended with {status}")
        return Spent(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


@contextmanager
def bench(learners: int, entries: int) -> Iterator[Bench]:
    """Lay out a made school in memory, where there is a folder of that kind."""
    base = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - text is measured without a disk
    with tempfile.TemporaryDirectory(dir=base) as name:
        made = Bench(Path(name))
        size = ["--learners", str(learners), "--entries", str(entries)]
        subprocess.run([sys.executable, str(HERE / "corpus.py"), str(made.school), *size], check=True)
        yield made


@contextmanager
def bare_theme(school: Path) -> Iterator[None]:
    """Let a school have pages as plain as the floor's; all that is checked, cleaned and kept stays."""
    shutil.copytree(HERE / "bare", school / "theme")
    yield
    shutil.rmtree(school / "theme")


def measure(made: Bench, rounds: int) -> dict[str, list[Spent]]:
    """Run all cases in turn, again and again; a warm build must end in the bytes of a cold one."""
    cases: dict[str, list[Spent]] = {}
    edited = next((made.school / "learners").rglob("*Entry 1.md"))
    for number in range(rounds):
        cases.setdefault(FLOOR, []).append(made.floor(1))
        cases.setdefault("floor, 2 processes", []).append(made.floor(2))
        made.forget("out", "cache")
        cases.setdefault("cold, 1 process", []).append(made.build("-j", "1"))
        made.forget("out", "cache")
        cases.setdefault("cold, 2 processes", []).append(made.build("-j", "2"))
        with bare_theme(made.school):
            made.forget("out", "cache")
            cases.setdefault("cold, 2 processes, bare theme", []).append(made.build("-j", "2"))
        made.forget("out", "cache")
        cases.setdefault("cold, templates to compile", []).append(made.build("-j", "1", fresh=True))
        made.forget("out", "cache")
        made.build()
        time.sleep(0.1)  # so that nothing looks as though it could still change
        made.build()
        cases.setdefault("nothing changed", []).append(made.build())
        edited.write_text(edited.read_text("utf-8") + f"\nOne more line, the {number}th.\n", "utf-8")
        cases.setdefault("one entry changed", []).append(made.build())
    made.build("--no-cache", out="cold")
    if pages(made.place / "out") != pages(made.place / "cold"):
        sys.exit("A warm build ended in other bytes than a cold one.")
    return cases


def pages(out: Path) -> dict[str, bytes]:
    """What a reader could get at."""
    files = (path for site in ("school", "receipts") for path in (out / site).rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def ratios(cases: dict[str, list[Spent]], name: str) -> tuple[float, float]:
    """Time and processor time of a case against the floor, both of the medians."""
    return tuple(
        statistics.median(getattr(one, what) for one in cases[name])
        / statistics.median(getattr(one, what) for one in cases[FLOOR])
        for what in ("wall_s", "cpu_s")
    )  # type: ignore[return-value]


def table(cases: dict[str, list[Spent]], entries: int) -> str:
    """The medians as a table in Markdown."""
    rounds = len(cases[FLOOR])
    lines = [
        f"{entries:,} entries, medians of {rounds} rounds\n",
        "| case | time ÷ floor | processor ÷ floor | processor, ms an entry | peak of a process, MB |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for name, spent in cases.items():
        wall, cpu = ratios(cases, name)
        each = 1000 * statistics.median(one.cpu_s for one in spent) / entries
        peak = max(one.peak_bytes for one in spent) / 1e6
        lines.append(f"| {name} | {wall:.2f} | {cpu:.2f} | {each:.2f} | {peak:.0f} |")
    return "\n".join(lines)


def main() -> None:
    """Print a table; or check it; or write a profile."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=100)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--profile", type=Path)
    given = parser.parse_args()
    if given.check:
        given.learners, given.entries, given.rounds = 20, 50, 3
    with bench(given.learners, given.entries) as made:
        if given.profile:
            words = [
                "-m",
                "portfoliogen",
                "build",
                str(made.school),
                "-o",
                str(made.place / "out"),
                "-j",
                "1",
                "--quiet",
            ]
            made.run([sys.executable, "-m", "cProfile", "-o", str(given.profile), *words])
            return
        cases = measure(made, given.rounds)
    print(table(cases, given.learners * given.entries))
    grown = [name for name, most in LIMITS.items() if ratios(cases, name)[1] > most] if given.check else []
    if grown:
        sys.exit(f"Slower than it was: {', '.join(grown)}.")


if __name__ == "__main__":
    main()
