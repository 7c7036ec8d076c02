"""Promise P6: a build that stops at any moment leaves each profile whole; the next ends as a clean one."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from portfoliogen.model.site import OutputFile, Profile
from portfoliogen.write import OutputError, open_output, system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Tree = dict[str, bytes]
Plan = dict[str, Tree]

FIRST: Plan = {
    "school/amara": {"index.html": b"amara", "entries/volcano/index.html": b"volcano", "style.css": b"a{}"},
    "school/ben": {
        "index.html": b"ben 1",
        "entries/debate/index.html": b"debate",
        "media/a.jpg": b"one" * 900,
    },
    "school/cara": {"index.html": b"cara 1", "pages/b.html": b"b"},
    "public/x7f/ben": {"index.html": b"ben in public"},
    "": {"school/index.html": b"amara ben cara", "school/site.json": b"{}", "receipts/cara.json": b"[]"},
}
# Amara stays, Ben changes in every way (a file becomes a folder, too), Cara goes, Dai comes.
SECOND: Plan = {
    "school/amara": FIRST["school/amara"],
    "school/ben": {
        "index.html": b"ben 2",
        "entries/debate/index.html": b"debate",
        "media/b.jpg": b"two" * 900,
        "style.css": b"b{}",
    },
    "school/dai": {"index.html": b"dai 1", "pages/c/index.html": b"c"},
    "public/x7f/ben": {"index.html": b"ben is public"},
    "": {"school/index.html": b"amara ben dai", "school/site.json": b"{}", "receipts/dai.json": b"[]"},
}
FOREIGN = {
    "school/ben/notes.txt": b"mine",
    "school/cara/more/photo.png": b"mine too",
    "school/.git/HEAD": b"ref",
}
CHANGES = ("open", "write", "mkdir", "link", "rename", "replace", "unlink", "rmdir")
MAKES = frozenset({"open", "write", "mkdir", "link"})


class Stopped(KeyboardInterrupt):
    """Ctrl-C, pressed by a test."""


def profiles_of(plan: Plan) -> list[Profile]:
    """Turn a plan into what the build hands to the write stage."""
    return [
        Profile(site, folder, name=folder, group="", files=_files(plan[f"{site}/{folder}"]))
        for site, _, folder in (address.partition("/") for address in plan if address)
    ]


def _files(tree: Tree) -> tuple[OutputFile, ...]:
    return tuple(OutputFile(path, data) for path, data in sorted(tree.items()))


def build(folder: Path, plan: Plan) -> None:
    """Write a plan to an output folder."""
    with open_output(folder) as output:
        staged = [output.stage(profile) for profile in profiles_of(plan)]
        output.commit(staged, _files(plan[""]), complete=True)


def read(folder: Path, below: str = "") -> Tree:
    """Read a folder back, all but the lock."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((folder / below).rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@contextmanager
def at_each_step(act: Callable[[str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Call `act` before each thing that changes the disk; reading a file changes nothing."""
    before = {name: getattr(os, name) for name in CHANGES}
    swap = system.exchange

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **options: Any) -> Any:
            if name != "open" or args[1] & os.O_CREAT:
                act(name, args)
            return call(*args, **options)

        return step

    try:
        for name, call in before.items():
            setattr(os, name, wrapped(name, call))
        system.exchange = wrapped("exchange", swap)
        yield
    finally:
        for name, call in before.items():
            setattr(os, name, call)
        system.exchange = swap


def steps_of(folder: Path, plan: Plan) -> int:
    """Count the steps of a build."""
    count = 0

    def act(*_: object) -> None:
        nonlocal count
        count += 1

    with at_each_step(act):
        build(folder, plan)
    return count


def killed_at(step: int, folder: Path, plan: Plan) -> None:
    """Run a build in another process, and kill -9 it at one step."""
    child = os.fork()
    if child == 0:
        left = step

        def act(*_: object) -> None:
            nonlocal left
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            with at_each_step(act):
                build(folder, plan)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def start(folder: Path) -> None:
    """Build the first plan and let somebody put files into it."""
    build(folder, FIRST)
    for path, data in FOREIGN.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@cache
def clean(which: str, *, foreign: bool = True) -> Tree:
    """Find what a build that nobody stops ends in."""
    import tempfile  # noqa: PLC0415 - here only, since a cached function takes no fixture

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start(folder) if foreign else build(folder, FIRST)
        build(folder, FIRST)
        if which == "second":
            build(folder, SECOND)
        return read(folder)


def check_whole(folder: Path) -> None:
    """Each profile is the old or the new one, and nothing of other people's is missing."""
    for address in (FIRST.keys() | SECOND.keys()) - {""}:
        theirs = {path: data for path, data in FOREIGN.items() if path.startswith(f"{address}/")}
        found = read(folder, address)
        allowed = [
            {f"{address}/{path}": data for path, data in plan.get(address, {}).items()} | theirs
            for plan in (FIRST, SECOND)
        ]
        assert found in allowed, address
    for path in FIRST[""] | SECOND[""]:
        there = (folder / path).read_bytes() if (folder / path).exists() else None
        assert there in (FIRST[""].get(path), SECOND[""].get(path))
    assert (folder / "school/.git/HEAD").read_bytes() == b"ref"


def check_recovers(folder: Path, copy: Path) -> None:
    """Whatever is built next ends in the bytes of a clean build."""
    shutil.copytree(folder, copy, symlinks=True)
    build(folder, SECOND)
    assert read(folder) == clean("second")
    # The other way: the change was taken back before the next build. Cara may have gone for good by then, and
    # a folder that only holds somebody's file is not ours, so the first plan without her is compared.
    without = {address: tree for address, tree in FIRST.items() if address != "school/cara"}
    build(copy, without)
    for address in ("school/amara", "school/ben", "public/x7f/ben"):
        assert read(copy, address) == {
            path: data for path, data in clean("first").items() if path.startswith(f"{address}/")
        }
    assert not (copy / "school/dai").exists()
    assert {path: (copy / path).read_bytes() for path in FIRST[""]} == FIRST[""]
    assert not (copy / "receipts/dai.json").exists()
    assert read(copy, "school/cara") == {"school/cara/more/photo.png": b"mine too"}
    assert not list((copy / ".portfoliogen").glob("staging/*/*"))
    assert not (copy / ".portfoliogen/kept").exists()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """Give an output of the first plan, and the number of steps to the second."""
    place = tmp_path_factory.mktemp("prepared")
    start(place / "site")
    build(place / "site", FIRST)
    shutil.copytree(place / "site", place / "counted")
    return place / "site", steps_of(place / "counted", SECOND)


def test_a_build_killed_at_any_step_leaves_old_or_new(prepared: tuple[Path, int], tmp_path: Path) -> None:
    site, steps = prepared
    assert steps > 60
    for step in range(1, steps + 1):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        killed_at(step, folder, SECOND)
        check_whole(folder)
        check_recovers(folder, tmp_path / "copy")
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "copy")


def test_a_first_build_killed_at_any_step_can_be_built_again(tmp_path: Path) -> None:
    steps = steps_of(tmp_path / "counted", FIRST)
    for step in range(1, steps + 1, 2):
        folder = tmp_path / "site"
        killed_at(step, folder, FIRST)
        for address in FIRST.keys() - {""}:
            whole = {f"{address}/{path}": data for path, data in FIRST[address].items()}
            assert read(folder, address) in ({}, whole)
        build(folder, FIRST)
        assert read(folder) == clean("first", foreign=False)
        shutil.rmtree(folder)


def test_killed_again_and_again(prepared: tuple[Path, int], tmp_path: Path) -> None:
    site, steps = prepared
    chance = random.Random(20261123)  # noqa: S311 - a test that goes the same way each time
    for _ in range(12):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        for _ in range(6):
            with suppress(AssertionError):  # a build with fewer steps gets through
                killed_at(chance.randrange(1, steps), folder, SECOND)
            check_whole(folder)
        build(folder, SECOND)
        assert read(folder) == clean("second")
        shutil.rmtree(folder)


def test_a_full_disk_at_any_step(prepared: tuple[Path, int], tmp_path: Path) -> None:
    site, steps = prepared
    failures = 0
    for step in range(1, steps + 1, 2):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        left = step

        def act(name: str, *_: object) -> None:
            nonlocal left
            left -= 1
            if left <= 0 and name in MAKES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with at_each_step(act):
            try:
                build(folder, SECOND)
            except OutputError as error:
                failures += "no room left" in error.message
        check_whole(folder)
        check_recovers(folder, tmp_path / "copy")
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "copy")
    assert failures > steps // 5


def test_ctrl_c_at_any_step(prepared: tuple[Path, int], tmp_path: Path) -> None:
    site, steps = prepared
    for step in range(1, steps + 1, 2):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        left = step

        def act(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise Stopped

        with at_each_step(act), suppress(Stopped):
            build(folder, SECOND)
        check_whole(folder)
        check_recovers(folder, tmp_path / "copy")
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "copy")


def test_killed_where_folders_cannot_be_exchanged(
    prepared: tuple[Path, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """There a profile may be a mixture of old and new files, but the next build still mends it."""
    site, steps = prepared
    monkeypatch.setattr(system, "_exchange_call", lambda: None)
    shutil.copytree(site, tmp_path / "counted")
    steps = steps_of(tmp_path / "counted", SECOND)
    for step in range(1, steps + 1, 2):
        folder = tmp_path / "site"
        shutil.copytree(site, folder)
        killed_at(step, folder, SECOND)
        for path, data in read(folder, "school/ben").items():
            known = path.removeprefix("school/ben/")
            allowed = (FIRST["school/ben"].get(known), SECOND["school/ben"].get(known), FOREIGN.get(path))
            assert data in allowed
        check_recovers(folder, tmp_path / "copy")
        shutil.rmtree(folder)
        shutil.rmtree(tmp_path / "copy")


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=400k", "portfoliogen-test", str(disk)],
            check=False,
            capture_output=True,
        ).returncode
    ):
        pytest.skip("only root may mount a small disk")
    try:
        start(disk / "site")
        large = dict(SECOND)
        large["school/ben"] = {**SECOND["school/ben"], "media/film.mp4": b"film" * 200_000}
        with pytest.raises(OutputError, match="no room left on the disk"):
            build(disk / "site", large)
        check_whole(disk / "site")
        build(disk / "site", SECOND)
        assert read(disk / "site") == clean("second")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
