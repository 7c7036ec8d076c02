"""Saves noticed once, reading never, on every kind of disk; a share that goes away and comes back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portfoliogen.serve.debounce import Debounced
from portfoliogen.serve.disks import is_network_system, is_on_network, system_of
from portfoliogen.serve.snapshots import changes, is_of_interest, snapshot
from portfoliogen.serve.watching import Watcher

Reports = list[set[Path] | None]


def until(true: Callable[[], object], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


class Watched:
    """A folder that is being watched, and what was reported."""

    def __init__(self, folder: Path, *, look: bool) -> None:
        self.folder, self.reports = folder, Reports()
        self.away: list[str] = []
        begun = threading.Event()
        self.watcher = Watcher((folder,), self.reports.append, self.away.append, begun.set, look=look)
        self.watcher.start()
        assert begun.wait(10)
        time.sleep(0.7 if look else 0.1)
        self.reports.clear()

    def told(self, path: Path) -> bool:
        return until(lambda: any(one is None or path in one for one in list(self.reports)))


@pytest.fixture(params=[False, True], ids=["native", "looking"])
def watched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    folder = tmp_path / "Oakfield"
    (folder / "learners" / "Amara").mkdir(parents=True)
    (folder / "learners" / "Amara" / "a.md").write_text("One.")
    made = Watched(folder, look=request.param)
    yield made
    made.watcher.stop()


def test_a_save_is_told(watched: Watched) -> None:
    path = watched.folder / "learners" / "Amara" / "a.md"
    path.write_text("Two, and more.")
    assert watched.told(path)


def test_an_editor_that_saves_by_renaming_is_told(watched: Watched) -> None:
    path = watched.folder / "learners" / "Amara" / "a.md"
    aside = path.with_name(".a.md.swp")
    aside.write_text("Three, and more.")
    aside.replace(path)
    assert watched.told(path)


def test_new_folders_are_watched_too(watched: Watched) -> None:
    path = watched.folder / "learners" / "Ben" / "b.md"
    path.parent.mkdir()
    assert until(lambda: watched.reports) or watched.watcher.is_looking
    path.write_text("New.")
    assert watched.told(path)
    watched.reports.clear()
    top = watched.folder / "theme" / "style.css"
    top.parent.mkdir()
    time.sleep(1.2)
    watched.reports.clear()
    top.write_text("p {}")
    assert watched.told(top)


def test_reading_and_what_passes_wake_nobody(watched: Watched) -> None:
    for _ in range(5):
        (watched.folder / "learners" / "Amara" / "a.md").read_text()
        list((watched.folder / "learners").iterdir())
    (watched.folder / "learners" / "Amara" / ".a.md.swp").write_text("x")
    (watched.folder / "learners" / "Amara" / "~$a.docx").write_text("x")
    (watched.folder / "_site").mkdir()
    (watched.folder / "_site" / "index.html").write_text("x")
    time.sleep(1.3)
    assert watched.reports == []


def test_a_share_goes_away_and_comes_back(watched: Watched) -> None:
    gone = watched.folder.with_name("gone")
    watched.folder.rename(gone)
    assert until(lambda: watched.away == [str(watched.folder)])
    gone.rename(watched.folder)
    assert until(lambda: watched.away == [str(watched.folder), ""])
    assert until(lambda: None in watched.reports)
    time.sleep(0.7)
    watched.reports.clear()
    path = watched.folder / "learners" / "Amara" / "a.md"
    path.write_text("After that.")
    assert watched.told(path)


def test_another_folder_in_its_place_is_noticed(watched: Watched) -> None:
    watched.folder.rename(watched.folder.with_name("old"))
    (watched.folder / "learners").mkdir(parents=True)
    assert until(lambda: None in watched.reports)


def test_many_events_become_one() -> None:
    reports: Reports = []
    debounced = Debounced(reports.append, quiet_s=0.05)
    for number in range(20):
        debounced.add({Path(f"{number % 3}.md")})
        time.sleep(0.005)
    assert until(lambda: reports)
    time.sleep(0.1)
    assert reports == [{Path("0.md"), Path("1.md"), Path("2.md")}]
    debounced.stop()


def test_unending_events_are_told_after_half_a_second() -> None:
    reports: Reports = []
    debounced = Debounced(reports.append, quiet_s=0.2)
    begun = time.monotonic()
    while not reports and time.monotonic() - begun < 5:
        debounced.add({Path("a.md")})
        time.sleep(0.01)
    assert 0.3 < time.monotonic() - begun < 3
    debounced.stop()


def test_not_knowing_what_changed_outweighs_knowing() -> None:
    reports: Reports = []
    debounced = Debounced(reports.append, quiet_s=0.03)
    debounced.add({Path("a.md")})
    debounced.add(None)
    assert until(lambda: reports == [None])
    debounced.stop()


def test_what_changed_between_two_looks(tmp_path: Path) -> None:
    for name in ("same.md", "saved.md", "gone.md"):
        (tmp_path / name).write_text("One.")
    before = snapshot([tmp_path])
    (tmp_path / "saved.md").write_text("Two, longer.")
    (tmp_path / "gone.md").unlink()
    (tmp_path / "new.md").write_text("New.")
    assert changes(before, snapshot([tmp_path])) == {tmp_path / name for name in ("saved.md", "gone.md", "new.md")}


def test_what_is_of_interest() -> None:
    folders = (Path("/school"),)
    for path in ("/school/learners/a.md", "/school/roster.csv", "/school/theme/x.css"):
        assert is_of_interest(Path(path), folders)
    for path in (
        "/school/_site/a.html",
        "/school/.git/index",
        "/school/a/~$x.docx",
        "/school/a/x.tmp",
        "/other/a.md",
        "/school/a/4913",
    ):
        assert not is_of_interest(Path(path), folders)


def test_disks_of_other_computers_are_looked_at() -> None:
    assert all(map(is_network_system, ("nfs4", "cifs", "9p", "drvfs", "fuse.sshfs", "fuse.rclone")))
    assert not any(map(is_network_system, ("ext4", "btrfs", "overlay", "tmpfs", "fuseblk", "ntfs3", "apfs", "")))
    assert is_on_network(Path("//server/share"))
    assert is_on_network(Path("\\\\server\\share"))


def test_the_innermost_mount_counts(tmp_path: Path) -> None:
    inner = tmp_path / "my share"
    inner.mkdir()
    mounts = tmp_path / "mounts"
    escaped = str(inner).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\n//server/x {escaped} cifs rw 0 0\n")
    assert system_of(inner / "learners", mounts) == "cifs"
    assert system_of(tmp_path, mounts) == "ext4"
    assert system_of(tmp_path, tmp_path / "none") == ""
