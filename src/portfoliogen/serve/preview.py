"""A school open for looking at: who is in it, and the learners that were looked at lately, made ready.

Everything here belongs to the builder's thread; only `Photos` has threads of its own.
"""

from __future__ import annotations

import os
import stat
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from portfoliogen.model.learner import LearnerJob
from portfoliogen.opening import open_school
from portfoliogen.read.readings import Readings
from portfoliogen.reports import SchoolError
from portfoliogen.serve.learners import Prepared, as_listed, prepare, unprepared
from portfoliogen.serve.photos import Photos
from portfoliogen.workshop import address_secret, workshop

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Generator, Iterable, Mapping

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.sources import SourceFile
    from portfoliogen.opening import OpenSchool
    from portfoliogen.serve.todo import Task
    from portfoliogen.workshop import Workshop

KEPT_FILES = 6_000
"""Learners with about so many files together stay prepared; the rest is prepared again when asked for."""
_SETTINGS_IN_COMMON = ("school", "theme")


class Told(Struct, frozen=True):
    """What stays known of a learner when the rest of them is forgotten.

    `homes` are the addresses of the profiles' folders by audience, `pages` those of entries for the first
    audience that has them, by path as in `Prepared.shown_on`.
    """

    job: LearnerJob
    name: str
    diagnostics: tuple[Diagnostic, ...]
    tasks: tuple[Task, ...]
    homes: Mapping[str, str]
    pages: Mapping[str, str]


class Preview:
    """The state of a preview: the school as last read, and the learners that were looked at lately."""

    def __init__(
        self, folder: Path, today: dt.date, store: Path, photos: Photos, fault: Callable[[Exception], None]
    ) -> None:
        self.folder, self.today, self.photos = folder, today, photos
        self._fault = fault
        self._store = store
        self._prepared: OrderedDict[str, Prepared] = OrderedDict()
        self._readings: dict[str, Readings] = {}
        self.told: dict[str, Told] = {}
        self.stale: set[str] = set()
        self.open()

    # -- the school

    def open(self) -> None:
        """Read the school's own files and list everybody's; what has not changed stays as it is.

        Raises:
            SchoolError: The folder, or the learners', is not there.
        """
        opened = open_school(self.folder, self.folder / "_site", self.today)
        before: OpenSchool | None = getattr(self, "opened", None)
        if before is not None and before.jobs and not opened.jobs and not any(_names_in(opened.learners_root)):
            # A share that is not connected leaves an empty folder behind.
            raise SchoolError(f"There is nothing in “{opened.learners_root}”.", "Check that the drive is connected.")
        self._take(opened, before)

    def _take(self, opened: OpenSchool, before: OpenSchool | None) -> None:
        self.opened = opened
        readers = self.shop.readers if before is not None else ()
        self.shop: Workshop = workshop(opened, self.today, self._store, address_secret(opened.school))
        self.jobs = {job.folder: job for job in opened.jobs}
        self.audiences = {one.key: one for one in opened.school.audiences}
        self.places: dict[tuple[str, str], tuple[str, str]] = {
            (audience.site, self.shop.addresses.folder(job, audience)): (job.folder, audience.key)
            for audience in opened.school.audiences
            for job in opened.jobs
        }
        self.names = {self.shop.addresses.name(job, "school"): job.folder for job in opened.jobs}
        in_common = (
            before is not None
            and readers == self.shop.readers
            and all(getattr(before, name) == getattr(opened, name) for name in _SETTINGS_IN_COMMON)
        )
        earlier = {job.folder: job for job in before.jobs} if before is not None and in_common else {}
        self.stale = {folder for folder, job in self.jobs.items() if folder in self.stale or earlier.get(folder) != job}
        for known in (self._prepared, self._readings, self.told):
            for folder in known.keys() - self.jobs.keys():
                del known[folder]
        self.listed = {folder: as_listed(job, self.shop) for folder, job in self.jobs.items()}

    def touch(self, paths: Iterable[Path]) -> bool:
        """Take in files that were saved.

        A file that was known and is an ordinary file still can only have changed its learner.

        Returns:
            Whether that was all; False if the school must be opened anew.
        """
        news: dict[str, dict[str, SourceFile]] = {}
        for path in paths:
            job = self._job_of(path)
            if job is None:
                return False
            known = {os.path.join(one.root, *one.path.split("/")): one for one in job.files}
            source = known.get(str(path))
            try:
                status = path.lstat()
            except OSError:
                return False
            if source is None or not stat.S_ISREG(status.st_mode) or status.st_nlink > 1 or not status.st_size:
                return False
            self._forget_reading(job.folder, source)
            news.setdefault(job.folder, {})[source.path] = replace(
                source, size_bytes=status.st_size, modified_ns=status.st_mtime_ns, changed_ns=status.st_ctime_ns
            )
        for folder, files in news.items():
            job = self.jobs[folder]
            job = replace(job, files=tuple(files.get(one.path, one) for one in job.files))
            self._change(job)
        return True

    def _change(self, job: LearnerJob) -> None:
        self.jobs[job.folder] = job
        self.opened = replace(self.opened, jobs=tuple(self.jobs[one.folder] for one in self.opened.jobs))
        self.stale.add(job.folder)

    def _forget_reading(self, folder: str, source: SourceFile) -> None:
        readings = self._readings.get(folder)
        if readings is not None:
            readings.forget(source)

    def _job_of(self, path: Path) -> LearnerJob | None:
        root = self.opened.learners_root
        if not path.is_relative_to(root):
            return None
        folder = path.relative_to(root).parent
        for one in (folder, *folder.parents):
            job = self.jobs.get("" if one == Path() else one.as_posix())
            if job is not None:
                return job
        return None

    # -- learners

    def steps(self, folder: str, *, asked: bool = False) -> Generator[None, None, Prepared]:
        """Prepare a learner in small steps.

        Args:
            asked: Somebody waits for it, so it is kept before those that nobody looked at.
        """
        job = self.jobs[folder]
        readings = self._readings.setdefault(folder, Readings())
        try:
            made = yield from prepare(job, self.shop, readings)
        except Exception as error:  # noqa: BLE001 - a fault that meets one learner must not stop the others
            self._readings.pop(folder, None)
            self._fault(error)
            made = unprepared(job, error)
        if self.jobs.get(folder) is job:
            self._keep(made, asked=asked)
        return made

    def _keep(self, made: Prepared, *, asked: bool) -> None:
        folder = made.job.folder
        before = self._prepared.pop(folder, None)
        self._prepared[folder] = made
        self._prepared.move_to_end(folder, last=asked or before is not None)
        self.stale.discard(folder)
        self.told[folder] = Told(made.job, made.name, made.diagnostics, made.tasks, *_addresses(made))
        for key, draft in made.drafts.items():
            self.places[draft.plan.site, draft.plan.folder] = folder, key
        if before is not None:
            self.photos.forget_failed({one for draft in made.drafts.values() for one in draft.media})
        files = sum(len(one.job.files) for one in self._prepared.values())
        while files > KEPT_FILES and len(self._prepared) > 1:
            oldest, gone = self._prepared.popitem(last=False)
            self._readings.pop(oldest, None)
            files -= len(gone.job.files)

    def prepared(self, folder: str) -> Prepared:
        """A learner as they are now."""
        made = self._prepared.get(folder)
        if made is not None and folder not in self.stale:
            self._prepared.move_to_end(folder)
            return made
        steps = self.steps(folder, asked=True)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                last: Prepared = end.value
                return last

    def unknown(self) -> list[str]:
        """Folders of learners who have to be looked at yet, by name."""
        return sorted(folder for folder in self.jobs if folder in self.stale or folder not in self.told)

    def folder_of(self, folder: str) -> Path:
        """Where a learner's folder lies."""
        return self.opened.learners_root.joinpath(*folder.split("/")) if folder else self.opened.learners_root

    def address_of_new(self, folder: str, path: str) -> str:
        """The address of the page of an entry that was just written; the learner's first page if nobody sees it."""
        made = self.prepared(folder)
        place = os.path.join(self.folder_of(folder), *path.split("/"))
        for shown, pages in made.shown_on.items():
            if str(self.place_on_disk(shown)) == place and pages:
                audience, page = next(iter(pages.items()))
                return self.address(folder, audience, page)
        return self.address(folder, "school")

    # -- pages

    def address(self, folder: str, audience: str, page: str = "index.html") -> str:
        """The address of a page of a learner's profile; empty where the audience gets none."""
        told = self.told.get(folder)
        home = told.homes.get(audience, "") if told else ""
        if not home and audience in self.audiences:
            known = self.audiences[audience]
            home = f"/{known.site}/{self.shop.addresses.folder(self.jobs[folder], known)}/"
        return home + page if home else ""

    def place_of(self, site: str, name: str) -> tuple[str, str] | None:
        """The learner's folder and the audience that a profile's address means; None where it means none."""
        place = self.places.get((site, name))
        if place is None and "--" in name and name.partition("--")[0] in self.names:
            # A learner's own audience, which is known only once their files are read.
            self.prepared(self.names[name.partition("--")[0]])
            place = self.places.get((site, name))
        return place if place is not None and place[0] in self.jobs else None

    def page_of(self, folder: str, path: str) -> str:
        """The address of the page of an entry, by the path of its file; empty where nobody sees one."""
        told = self.told.get(folder)
        return told.pages.get(path, "") if told else ""

    def place_on_disk(self, path: str) -> Path:
        """Where a path lies that people are told."""
        root = Path(self.opened.school.root)
        if self.opened.learners_root.is_relative_to(root) or not (self.opened.learners_root / path).exists():
            return root / path
        return self.opened.learners_root / path


def _addresses(made: Prepared) -> tuple[dict[str, str], dict[str, str]]:
    homes = {key: f"/{draft.plan.site}/{draft.plan.folder}/" for key, draft in made.drafts.items()}
    firsts = {path: next(iter(pages.items())) for path, pages in made.shown_on.items() if pages}
    return homes, {path: homes[key] + page for path, (key, page) in firsts.items()}


def _names_in(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
