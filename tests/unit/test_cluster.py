"""The same work on dask.distributed: a real scheduler and real workers, one of them killed."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portfoliogen import cluster, working
from portfoliogen.cluster import Cluster
from portfoliogen.executors import Crew, Processes, WorkerDied
from portfoliogen.pipeline import BuildReport, build_school
from portfoliogen.reports import ClusterError
from portfoliogen.write import OutputError

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")

TODAY = dt.date(2026, 11, 23)
ENTRY = "---\ntitle: {title}\ndate: 2026-03-14\nstrands: [passion]\n---\nWe built it *twice*.\n"


def times(factor: int, number: int) -> int:
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * factor


def kill_once(place: str, number: int) -> int:
    if number == 3:
        try:
            Path(place).touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def complain(_: None, number: int) -> int:
    message = f"number {number}"
    raise OutputError(message, "a hint")


@pytest.fixture(scope="module")
def crew() -> Iterator[Cluster]:
    import dask  # noqa: PLC0415 - only where it is installed

    before = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    with dask.config.set({"distributed.scheduler.allowed-failures": 0}), Cluster("dask://local", 2) as one:
        yield one
    os.environ["PYTHONPATH"] = before


@pytest.fixture
def school(tmp_path: Path) -> Path:
    for name in ("Amara", "Ben", "Cai", "Zoë"):
        home = tmp_path / "school" / "learners" / name
        home.mkdir(parents=True)
        for number in range(2):
            (home / f"Entry {number}.md").write_text(ENTRY.format(title=f"{name} {number}"), "utf-8")
    return tmp_path / "school"


def build(school: Path, out: Path, crew: Crew) -> BuildReport:
    return build_school(school, output=out, today=TODAY, crew=crew, remember=True)


def bytes_of(out: Path) -> dict[str, bytes]:
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.name != "lock"
    }


def test_results_come_in_the_order_asked_for(crew: Cluster) -> None:
    assert list(crew.run(times, 2, range(20, 40))) == [number * 2 for number in range(20, 40)]
    assert list(crew.run(times, 2, ())) == []


def test_a_build_on_a_cluster_has_the_same_bytes_and_is_remembered(
    crew: Cluster, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(tmp_path / "cache"))
    here, there = build(school, tmp_path / "here", Processes(1)), build(school, tmp_path / "there", crew)
    assert there.learners == here.learners
    assert there.diagnostics == here.diagnostics
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")
    assert len([path for path in bytes_of(tmp_path / "there") if path.endswith("index.html")]) > 20


def test_a_worker_killed_half_way_costs_nothing(crew: Cluster, tmp_path: Path) -> None:
    assert list(crew.run(kill_once, str(tmp_path / "killed"), range(12))) == list(range(12))
    assert (tmp_path / "killed").exists()


def test_an_order_that_kills_every_worker_costs_itself(crew: Cluster) -> None:
    results = list(crew.run(times, 2, [12, 13, 14, 15]))
    assert isinstance(results.pop(1), WorkerDied)
    assert results == [24, 28, 30]


def test_what_the_work_raises_comes_back_as_it_is(crew: Cluster) -> None:
    with pytest.raises(OutputError, match="number 1") as told:
        list(crew.run(complain, None, [1]))
    assert told.value.hint == "a hint"


def test_a_worker_with_another_program_is_told(crew: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_program", lambda: ("portfoliogen 0.0.1",))
    with pytest.raises(
        ClusterError, match=r"The worker on “.+” has portfoliogen .+; this computer has portfoliogen 0\.0\.1\."
    ):
        list(crew.run(times, 2, [1]))


def test_a_computer_without_the_same_disks_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not see") as told:
        working._see(tmp_path, tmp_path / "elsewhere")
    assert "same path" in told.value.hint


def test_no_worker_left_ends_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deserted:
        def nthreads(self) -> dict[str, int]:
            return {}

        processing = nthreads

    crew = Cluster("dask://somewhere")
    monkeypatch.setattr(cluster, "FIRST_WORKER_S", 0.01)
    monkeypatch.setattr(crew, "_client", Deserted())
    crew._last_seen = time.monotonic() - 1
    with pytest.raises(ClusterError, match="No worker is there") as told:
        crew._is_idle()
    assert "dask worker HOST:8786" in told.value.hint


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 1)
    with Cluster("dask://127.0.0.1:9") as crew, pytest.raises(ClusterError, match="No scheduler answers") as told:
        list(crew.run(times, 2, [1]))
    assert "dask scheduler" in told.value.hint


@pytest.mark.parametrize("address", ["", "dask", "dask://", "dask:///", "spark://host", "host:8786"])
def test_a_place_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ClusterError, match="names no place"):
        Cluster(address)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("dask://cluster.example:9000", "tcp://cluster.example:9000"),
        ("dask://cluster.example/", "tcp://cluster.example:8786"),
        ("dask+tls://cluster.example", "tls://cluster.example:8786"),
        ("dask://local", "dask://local"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert cluster._address_of(text) == address


def test_a_missing_package_is_told_with_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError) as told:
        Cluster("dask://local")
    assert told.value.hint == "Type: pip install distributed"
