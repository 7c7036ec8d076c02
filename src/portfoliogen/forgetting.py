"""All traces of a learner taken away: profiles, receipts, links, and what was kept to build them faster.

It works from what there is: the folder may be long gone. What the program did not make it leaves alone, and
says what a person must still do.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.assemble.audience import audiences_of
from portfoliogen.cache import cache_of
from portfoliogen.links import QR_FOLDER, forget_qr_codes, read_links, write_links
from portfoliogen.one_learner import check_learner
from portfoliogen.opening import OpenSchool, open_school
from portfoliogen.passphrases import forget_readers
from portfoliogen.printed import drop_printed
from portfoliogen.receipts import paths_of, read_receipts
from portfoliogen.releases import with_earlier
from portfoliogen.reports import SchoolError
from portfoliogen.shared_pages import shared_files
from portfoliogen.text import fold, nearest, slug
from portfoliogen.workshop import address_secret, workshop

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.links import ProfileLink
    from portfoliogen.model.learner import LearnerJob

Address = tuple[str, str]


class Forgotten(Struct, frozen=True):
    """What was taken away, and what a person must still do, each in a sentence.

    `profiles` are the addresses below the output that are no more.
    """

    learner: str
    profiles: tuple[str, ...]
    links: int
    cached: int
    to_do: tuple[str, ...]


class _Traces(Struct, frozen=True):
    """What is known of a learner: names and folders, jobs that are still there, lines of the table, addresses."""

    names: tuple[str, ...]
    jobs: tuple[LearnerJob, ...]
    links: tuple[ProfileLink, ...]
    addresses: frozenset[Address]


def forget(folder: Path, learner: str, *, output: Path | None = None, today: dt.date) -> Forgotten:
    """Take all traces of a learner away.

    Raises:
        SchoolError: Nothing here is known of anybody of that name, or of several.
        OutputError: The output cannot be written.
    """
    from portfoliogen.write import open_output  # noqa: PLC0415 - as the pipeline does

    output = output or folder / "_site"
    opened = open_school(folder, output, today)
    root = Path(opened.school.root)
    traces = _traces(opened, learner, output, today)
    gone = sorted(traces.addresses)
    cached = 0
    removed: tuple[str, ...] = ()
    if (output / ".portfoliogen").is_dir():
        forbidden = (opened.learners_root,) if opened.learners_root != root else ()
        with open_output(output, forbidden, school=root) as held:
            there = [one for one in gone if (output / one[0] / one[1]).exists()]
            removed = tuple(f"{site}/{place}/" for site, place in there)
            listed = with_earlier((), output, traces.addresses)
            words = opened.theme.words_in(opened.school.language)
            files = shared_files(listed, opened.school, opened.theme, words)
            lists = [] if any(one.site == "school" for site in listed for one in site.profiles) else _lists(output)
            held.commit(
                (),
                files,
                complete=False,
                gone=gone,
                gone_files=[*(path for one in gone for path in paths_of(*one)), *lists],
            )
            drop_printed(output, lambda address: address in traces.addresses)
            cached = _forget_cached(output)
            shutil.rmtree(cache_of(root, output), ignore_errors=True)
    links = read_links(root)
    kept = [one for one in links if one not in traces.links]
    if len(kept) < len(links):
        write_links(root, kept)
    forget_readers(root, {job.folder for job in traces.jobs} | {one.learner for one in traces.links})
    codes = (root / QR_FOLDER).is_dir()
    forget_qr_codes(root)
    to_do = _to_do(opened, traces, removed, codes=codes)
    return Forgotten(traces.names[0], removed, len(links) - len(kept), cached, to_do)


def _traces(opened: OpenSchool, learner: str, output: Path, today: dt.date) -> _Traces:
    """Find out whom somebody means, by whatever is left of them."""
    wanted = fold(learner)
    root = Path(opened.school.root)
    links = read_links(root)
    receipts = [one for one in read_receipts(output) if one.site != "public"]
    jobs = [job for job in opened.jobs if wanted in _names_of(job.name, job.folder)]
    known = [one for one in links if wanted in _names_of(one.name, one.learner)]
    shown = [one for one in receipts if fold(one.release.learner) == wanted or one.folder == learner]
    folders = {job.folder for job in jobs} | {one.learner for one in known}
    if len(folders) > 1 or (
        not folders and len({one.folder.partition("--")[0] for one in shown if not one.release.readers}) > 1
    ):
        choices = ", ".join(f"“{one}”" for one in sorted(folders or {one.folder for one in shown}))
        raise SchoolError(f"“{learner}” could be several learners: {choices}.", "Write the folder as it stands here.")
    if not folders and not shown:
        names = {
            *(job.name for job in opened.jobs),
            *(one.name for one in links),
            *(one.release.learner for one in receipts),
        }
        near = nearest(learner, names)
        raise SchoolError(
            f"Nothing here is known of “{learner}”.",
            f"Did you mean “{near}”?" if near else "Write the whole name, or the folder.",
        )
    addresses = {(one.site, one.folder) for one in known} | {(one.site, one.folder) for one in shown}
    shop = workshop(opened, today, output, address_secret(opened.school, make=False))
    for job in jobs:
        one, _, _ = check_learner(job, shop)
        addresses |= shop.addresses.all_of(job, [each.key for each in audiences_of(one, opened.school)])
    called = dict.fromkeys(
        [*(job.name for job in jobs), *(one.name for one in known), *(one.release.learner for one in shown)]
    )
    return _Traces(tuple(called), tuple(jobs), tuple(known), frozenset(addresses | _of_audiences(addresses, output)))


def _names_of(name: str, folder: str) -> set[str]:
    return {fold(name), fold(folder), fold(folder.rpartition("/")[2]), fold(slug(folder.rpartition("/")[2]))} - {""}


def _of_audiences(addresses: Iterable[Address], output: Path) -> set[Address]:
    """Profiles in the school for audiences that nobody remembers: their folders begin with the learner's."""
    mine = {folder.partition("--")[0] for site, folder in addresses if site != "public"}
    return {
        (one.site, one.folder)
        for one in read_receipts(output)
        if one.site != "public" and one.folder.partition("--")[0] in mine
    }


def _lists(output: Path) -> list[str]:
    """The first page of a school site in which nobody is left."""
    return ["school/index.html"] if (output / "school" / "index.html").is_file() else []


def _forget_cached(output: Path) -> int:
    """Take out of the cache the media that no profile shows any more, and everything else: it only saves time."""
    cache = output / ".portfoliogen" / "cache"
    still = {
        one.path.rpartition("/")[2][:20]
        for receipt in read_receipts(output)
        for one in receipt.files
        if one.path.startswith("media/")
    }
    removed = 0
    with contextlib.suppress(OSError):
        for place in sorted(cache.iterdir()):
            inside = sorted(place.iterdir()) if place.name == "media" and place.is_dir() else [place]
            for one in inside:
                if place.name == "media" and one.name[:20] in still:
                    continue
                removed += 1
                if one.is_dir() and not one.is_symlink():
                    shutil.rmtree(one, ignore_errors=True)
                else:
                    one.unlink(missing_ok=True)
    return removed


def _to_do(opened: OpenSchool, traces: _Traces, removed: tuple[str, ...], *, codes: bool) -> tuple[str, ...]:
    """What only a person can do: what people wrote, and what left this folder."""
    root = Path(opened.school.root)
    to_do = [
        f"Move the folder “{opened.learners_root / job.folder}” away, or the next build makes the profile again."
        for job in traces.jobs
        if job.folder
    ]
    rows = [
        row
        for row in opened.school.roster
        if {fold(row.name), fold(row.folder.rpartition("/")[2])} & {fold(name) for name in traces.names}
    ]
    if rows:
        lines = ", ".join(str(row.at.line) for row in rows)
        to_do.append(
            f"Take the learner out of roster.csv (line {lines}). While others name them in “people”, "
            "a line with “none” under publish keeps those entries shut."
        )
    if (root / "entries.csv").is_file():
        to_do.append("Look for the learner in entries.csv.")
    if (root / "endorsements").is_dir():
        to_do.append("Look for the learner in the folder “endorsements”: statements name whom they are about.")
    if any(profile.startswith("public/") for profile in removed):
        to_do.append("Take the profile down wherever the public site was put, and empty what keeps copies there.")
    if codes:
        to_do.append("The QR codes were taken away; “portfoliogen build --links” makes those of the others again.")
    to_do.append("Search other learners' texts and pictures for this learner: only people can decide on those.")
    if (root / ".git").exists():
        to_do.append(
            "The school's folder is a git repository: its history still holds everything. git-filter-repo takes it out."
        )
    to_do.append("Think of backups, the recycle bin, printed pages, and copies that were e-mailed or downloaded.")
    return tuple(to_do)
