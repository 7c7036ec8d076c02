"""A publication to a folder that is killed, cut off, refused or out of room at any moment: every page whole.

A step is anything that touches the target. At a step the process ends as by `kill -9` (in a child of its own), the
share goes away, the disk is full in the middle of a file, or every right is gone. Then the next publication runs.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

import schools
from portfoliogen.publish import PublishError, PublishWish, carry_out, prepare
from portfoliogen.publish.folder import STAGING
from portfoliogen.publish.ledger import LEDGER
from portfoliogen.write import system, trees
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.publish import Publication

SETTINGS = """publish: public
targets:
  share: {kind: folder, path: ../share, public: no}
  zip: {kind: zip, path: ../share/all.zip, public: no}
"""
BEFORE: dict[str, str | bytes] = {
    "school.yml": SETTINGS,
    "learners/Amara/2026-03-14 Volcano/index.md": entry(text="Twice.\n\n![Foam](foam.jpg)"),
    "learners/Amara/2026-03-14 Volcano/foam.jpg": schools.picture(),
    "learners/Ben/2026-04-02 Bridge.md": entry("Bridge"),
}
SINCE: dict[str, str | bytes] = {
    "learners/Ben/2026-04-02 Bridge.md": entry("Bridge", text="We built it from paper."),
    "learners/Cara/2026-05-01 Song/index.md": entry("Song", text="We sang."),
    "learners/Cara/2026-05-01 Song/a.jpg": schools.picture(colour="red"),
}
THEIRS = {"web.config": b"theirs", "amara/notes.txt": b"theirs", "cara/notes.txt": b"theirs"}


class _Place:
    """A school whose site has changed since it was published, and the folder as that publication left it."""

    def __init__(self, top: Path) -> None:
        self.school = schools.write(top / "Oakfield", BEFORE)
        self.share = top / "share"
        schools.write(self.share, THEIRS)
        schools.build(self.school, self.school / "_site")
        self.old = schools.contents(self.school / "_site/school")
        for target in ("share", "zip"):
            carry_out(self.look(target))
        shutil.rmtree(self.school / "learners/Amara")
        schools.write(self.school, SINCE)
        schools.build(self.school, self.school / "_site")
        self.new = schools.contents(self.school / "_site/school")
        self.kept = shutil.copytree(self.share, top / "kept")

    def look(self, target: str = "share") -> Publication:
        work = self.school.parent / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        return prepare(PublishWish(self.school, target, schools.TODAY), work)

    def again(self) -> None:
        """Put the folder back as the first publication left it."""
        shutil.rmtree(self.share, ignore_errors=True)
        shutil.copytree(self.kept, self.share)

    def pages(self) -> dict[str, bytes]:
        """What readers can reach."""
        aside = {LEDGER, "all.zip", *THEIRS}
        return {
            path: data
            for path, data in schools.contents(self.share).items()
            if path not in aside and not path.startswith((STAGING, ".all.zip"))
        }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> _Place:
    return _Place(tmp_path_factory.mktemp("faults"))


def _at_step(number: int, fault: Callable[[Path, Any], None], patch: pytest.MonkeyPatch) -> list[int]:
    """Let `fault` happen before step `number` and every later one; it is told the file and what goes into it."""
    count = [0]

    def watched(home: object, name: str, *, which: int = 0) -> None:
        real = getattr(home, name)

        def step(*words: Any, **more: Any) -> Any:
            count[0] += 1
            if count[0] > number:
                fault(Path(words[which]), words[1] if name == "write_bytes" else None)
            return real(*words, **more)

        patch.setattr(home, name, step)

    for name in ("write_bytes", "unlink", "mkdir"):
        watched(Path, name)
    watched(system, "replace", which=1)
    watched(system, "sync_file")
    watched(trees, "digest_of")
    watched(os, "rmdir")
    return count


def _refuse(number: int) -> Callable[[Path, Any], None]:
    def fault(file: Path, data: Any) -> None:
        if data is not None and number == errno.ENOSPC:
            with file.open("wb") as half:
                half.write(data[: len(data) // 2])
        raise OSError(number, os.strerror(number), str(file))

    return fault


def _check(place: _Place) -> None:
    """See that each page is whole, old or new, that what it shows is there, and that nothing foreign was touched."""
    there = place.pages()
    for path, data in there.items():
        assert data in {place.old.get(path), place.new.get(path)}, path
        if path.endswith(".html"):
            folder = path.rpartition("/")[0]
            for target in re.findall(rb'(?:src|href)="([^"#:]+)"', data):
                found = os.path.normpath(os.path.join(folder, unquote(target.decode()))).replace(os.sep, "/")
                if "/media/" in found:
                    assert found in there, (path, found)
    assert {path: (place.share / path).read_bytes() for path in THEIRS} == THEIRS


def _complete(place: _Place) -> None:
    carry_out(place.look())
    assert place.pages() == place.new
    assert not (place.share / STAGING).exists()
    assert {path: (place.share / path).read_bytes() for path in THEIRS} == THEIRS
    assert place.look().changes == ()


STEPS = (0, 1, 2, 4, 11, 23, 47, 71, 95, 119, 167)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no way to be killed alone")
def test_killed_at_any_moment(place: _Place) -> None:
    died = 0
    for number in STEPS:
        place.again()
        publication = place.look()
        child = os.fork()
        if child == 0:  # pragma: no cover - it never comes back
            with pytest.MonkeyPatch.context() as patch:
                _at_step(number, lambda *_: os._exit(9), patch)
                try:
                    carry_out(publication)
                finally:
                    os._exit(0)
        died += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
        _check(place)
        _complete(place)
    assert died > 6


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room"), (errno.EACCES, "may not write"), (errno.EIO, "could not be written")],
)
def test_refused_at_any_moment(place: _Place, number: int, words: str) -> None:
    told = 0
    for step in STEPS[::2]:
        place.again()
        publication = place.look()
        with pytest.MonkeyPatch.context() as patch:
            _at_step(step, _refuse(number), patch)
            try:
                carry_out(publication)
            except PublishError as error:
                assert words in f"{error}", error  # noqa: PT017 - late steps may not fail at all
                told += 1
        _check(place)
        _complete(place)
    assert told > 3


def test_a_share_that_goes_away_at_any_moment(place: _Place) -> None:
    told = 0
    away = place.share.with_name("away")
    for step in STEPS[1::2]:
        place.again()
        publication = place.look()
        with pytest.MonkeyPatch.context() as patch:

            def go(*_: object) -> None:
                if place.share.exists():
                    place.share.rename(away)

            _at_step(step, go, patch)
            try:
                carry_out(publication)
            except PublishError as error:
                assert "not there any more" in f"{error}"  # noqa: PT017 - as above
                told += 1
        if away.exists():
            assert not place.share.exists(), "nothing is made where the share was"
            with pytest.raises(PublishError, match="no folder"):
                place.look()
            away.rename(place.share)
        _check(place)
        _complete(place)
    assert told > 3


def test_a_zip_is_the_old_one_or_the_new_one(place: _Place) -> None:
    place.again()
    old = (place.share / "all.zip").read_bytes()
    carry_out(place.look("zip"))
    new = (place.share / "all.zip").read_bytes()
    assert old != new
    for number in (errno.ENOSPC, errno.EIO):
        place.again()
        publication = place.look("zip")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(system, "sync_file", lambda file, number=number: _refuse(number)(file, None))
            with pytest.raises(PublishError):
                carry_out(publication)
        assert (place.share / "all.zip").read_bytes() == old
        assert not list(place.share.glob(".all.zip*"))
    # What a publication left that was killed goes a day later.
    for name, age_s in ((".all.zip.1.part", 100_000), (".all.zip.2.part", 0)):
        (place.share / name).write_bytes(b"half")
        os.utime(place.share / name, (os.stat(place.share).st_mtime - age_s,) * 2)
    carry_out(place.look("zip"))
    assert (place.share / "all.zip").read_bytes() == new
    assert [one.name for one in place.share.glob(".all.zip*")] == [".all.zip.2.part"]
