"""Putting finished profiles in place, safely: the last stage.

    with open_output(folder, forbidden) as output:
        staged = [output.stage(profile) for profile in profiles]     # in any process, in any order
        report = output.commit(staged, shared, complete=True)

A profile's folder is made aside and exchanged into place as a whole; then shared pages, then removals. Only
what an earlier build made is ever replaced or removed. A build that is killed at any moment leaves every
profile whole, old or new, and the next build ends in the same bytes as a clean one. Where a system cannot
exchange folders (Windows, some network disks), its files are replaced one by one, the front page last.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import faults
from portfoliogen.write import placing, shared, staging, system
from portfoliogen.write.addresses import check_address, check_apart, folder_of
from portfoliogen.write.failures import OutputError, OutputPathError, writing
from portfoliogen.write.guard import check_place, opened
from portfoliogen.write.records import CONTROL, FileRecord
from portfoliogen.write.staging import Staged

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from portfoliogen.model.site import OutputFile, Profile

__all__ = [
    "FileRecord",
    "Output",
    "OutputError",
    "OutputPathError",
    "Staged",
    "WriteReport",
    "check_address",
    "open_output",
]


class WriteReport(Struct, frozen=True):
    """What a commit did, in files; `diagnostics` name other people's files that it met.

    `shared` are all files that belong to no profile, by path.
    """

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    shared: Mapping[str, FileRecord] = {}


class Output(Struct, frozen=True):
    """An output folder that this build holds. It pickles, so workers can stage into it.

    batch: names this build's staging folder.
    kept: other people's files that an earlier, killed build had to set aside.
    """

    folder: Path
    batch: str
    kept: tuple[str, ...] = ()

    @property
    def staging(self) -> Path:
        """Where this build makes things aside; it is there as long as the build."""
        return self.folder / CONTROL / "staging" / self.batch

    def stage(self, profile: Profile) -> Staged:
        """Make a profile aside, as far as it differs from what is in place.

        Safe in several processes at once, for one profile each.

        Raises:
            OutputPathError: The profile or one of its files has an address that may not be.
            OutputError: The disk does not take it.
        """
        return staging.stage(self.folder, self.batch, profile)

    def commit(
        self,
        staged: Iterable[Staged],
        shared_files: Iterable[OutputFile] = (),
        *,
        complete: bool,
        in_place: Collection[FileRecord] = (),
        keep: Collection[tuple[str, str]] = (),
        gone: Collection[tuple[str, str]] = (),
        gone_files: Collection[str] = (),
    ) -> WriteReport:
        """Put everything in place: profiles, then shared files, then removals, then the manifest.

        Args:
            shared_files: Site indexes and the like; paths are below the output folder.
            complete: These are all profiles and shared files that there are, so whatever else an earlier
                build made is removed. Not for a build of some learners only.
            in_place: Shared files that stand as an earlier build wrote them, and are right.
            keep: Addresses (site, folder) of profiles that stay as they are although they were not built.
            gone: Addresses of profiles that are to go in any case, if an earlier build made them.
            gone_files: Shared files of which the same holds.

        Raises:
            OutputPathError: Two profiles or files are in each other's way.
            OutputError: The disk does not take it. Each profile is whole then, old or new.
        """
        profiles = sorted(staged, key=lambda one: one.address)
        addresses = {one.address for one in profiles}
        check_apart([one.address for one in profiles])
        earlier = self._earlier()
        kept_addresses = {address for address in earlier if (not complete and address not in gone) or address in keep}
        places = ["/".join(address) for address in addresses | kept_addresses]
        ordered = sorted(shared_files, key=lambda one: one.path)
        plan = shared.plan_shared(
            self.folder, self.batch, ordered, places, complete=complete, in_place=in_place, gone=gone_files
        )
        changed = [one for one in profiles if one.changed]
        if changed or plan.changed:
            with writing(self.folder):
                system.sync(self.folder)
        found = [faults.KEPT_ASIDE.at(Position(path), name=path) for path in self.kept]
        shared.announce(self.folder, self.batch, plan)
        for one in changed:
            found += _kept_aside(placing.install(self.folder, self.batch, one))
        shared.place_shared(self.folder, self.batch, plan)
        removed = sum(one.removed for one in changed)
        for site, folder in sorted(earlier - addresses - kept_addresses):
            withdrawn = placing.remove(self.folder, self.batch, site, folder)
            if withdrawn is None:
                found.append(_damaged(site, folder))
                continue
            removed += withdrawn.files
            found += [_carried(site, folder, path) for path in withdrawn.foreign] + _kept_aside(withdrawn.late)
        removed += shared.remove_stale(self.folder, plan)
        shared.settle(self.folder, self.batch, plan)
        found += [problem for one in profiles for problem in _problems(one)]
        found += [faults.FILE_NOT_OURS.at(Position(path), name=path) for path in plan.foreign]
        written = sum(one.written for one in profiles) + len(plan.changed)
        total = sum(len(one.files) for one in profiles if not one.in_the_way) + len(plan.files)
        found.sort(key=lambda one: one.sort_key)
        return WriteReport(written, total - written, removed, tuple(found), plan.files)

    def _earlier(self) -> set[tuple[str, str]]:
        """Addresses of the profiles that earlier builds made."""
        records = (self.folder / CONTROL / "profiles").glob("*/*.json")
        return {(file.parent.name, folder_of(file.name.removesuffix(".json"))) for file in records}


def _damaged(site: str, folder: str) -> Diagnostic:
    return faults.RECORD_DAMAGED.at(Position(f"{site}/{folder}"), name=f"{site}/{folder}")


def _kept_aside(paths: Iterable[str]) -> list[Diagnostic]:
    return [faults.KEPT_ASIDE.at(Position(path), name=path) for path in paths]


def _carried(site: str, folder: str, path: str) -> Diagnostic:
    folder = f"{site}/{folder}"
    return faults.FOREIGN_FILE_STAYS.at(Position(f"{folder}/{path}"), name=path, folder=folder)


def _problems(staged: Staged) -> list[Diagnostic]:
    site, folder = staged.address
    if staged.in_the_way == ".":
        return [faults.FOLDER_NOT_OURS.at(Position(f"{site}/{folder}"), name=f"{site}/{folder}")]
    if staged.in_the_way:
        at = Position(f"{site}/{folder}/{staged.in_the_way}")
        return [faults.FILE_IN_THE_WAY.at(at, name=staged.in_the_way, folder=f"{site}/{folder}")]
    return [_carried(site, folder, path) for path in staged.carried]


@contextmanager
def open_output(
    folder: Path,
    forbidden: tuple[Path, ...] = (),
    *,
    school: Path | None = None,
) -> Iterator[Output]:
    """Hold an output folder for one build.

    Args:
        folder: Made where it is not there. It must be empty (but for CNAME and names that begin with a dot)
            or made by an earlier build.
        forbidden: Folders that it may not be, hold or lie in: the learners'.
        school: The school's own folder: the output may lie in it, but not be it or hold it. Name it here
            even where it is one of `forbidden`, as with a school of one learner.

    Raises:
        OutputError: It is not a place to write to, another build is at work there, or the disk refuses.
    """
    check_place(folder, forbidden, school)
    with opened(folder) as (batch, kept):
        yield Output(folder, batch, tuple(kept))
