"""Sending a finished site to where its readers are.

    publication = prepare(wish, work)       looks at everything, changes nothing
    carry_out(publication)

Nothing is sent that a receipt does not name, and nothing of the school's own to a place that outsiders reach.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.opening import open_school
from portfoliogen.publish import bucket, folder, pages, zipped
from portfoliogen.publish.changes import ProfileChange, Standing, changes_of
from portfoliogen.publish.problems import PublishError
from portfoliogen.publish.released import ReleasedSite, released_site, site_name
from portfoliogen.publish.targets import EXAMPLE, Target, TargetKind, read_target

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Publication", "PublishError", "PublishWish", "carry_out", "prepare"]


class PublishWish(Struct, frozen=True):
    """What somebody asked for. `source` is a school's folder or a site's; `output` where the sites are, if told."""

    source: Path
    target: str
    today: dt.date
    output: Path | None = None


class Publication(Struct, frozen=True):
    """All that is needed to publish, looked at and allowed; `changes` say what it would do."""

    root: Path
    target: Target
    site: ReleasedSite
    standing: Standing
    changes: tuple[ProfileChange, ...]
    today: dt.date


def prepare(wish: PublishWish, work: Path) -> Publication:
    """Look at the site and at the target; nothing is changed.

    Args:
        work: An empty folder that lasts until the publication is carried out.

    Raises:
        PublishError: It may not or cannot be published.
        SchoolError: The school cannot be found.
    """
    root, place = _find(wish)
    target = read_target(root, wish.target)
    place = place or (wish.output or root / "_site") / target.site
    if not place.is_dir():
        raise PublishError(
            f"There is no site to publish at “{place}”.",
            "Build first. Where nobody agreed to be public there is no public site."
            if target.public
            else "Build first.",
        )
    site = released_site(place, wish.today, public=target.public)
    _check_apart(target, root, site)
    standing = _look(target, site, work, root)
    return Publication(root, target, site, standing, changes_of(site, standing), wish.today)


def carry_out(publication: Publication) -> None:
    """Publish what was prepared.

    Raises:
        PublishError: The target does not take it.
    """
    target, site, standing = publication.target, publication.site, publication.standing
    match target.kind:
        case TargetKind.FOLDER:
            folder.send(target.path, site, standing)
        case TargetKind.ZIP:
            zipped.send(target.path, site, standing)
        case TargetKind.PAGES:
            pages.send(target, site, standing, publication.root, publication.today)
        case TargetKind.BUCKET:
            bucket.send(target, site, standing)


def _look(target: Target, site: ReleasedSite, work: Path, root: Path) -> Standing:
    match target.kind:
        case TargetKind.FOLDER:
            return folder.look(target.path, site)
        case TargetKind.ZIP:
            return zipped.look(target.path, site)
        case TargetKind.PAGES:
            return pages.look(target, site, work, root)
        case TargetKind.BUCKET:
            return bucket.look(target, site)


def _find(wish: PublishWish) -> tuple[Path, Path | None]:
    """The school's folder, and the site's where one was named."""
    source = wish.source.absolute()
    if not source.is_dir():
        raise PublishError(f"There is no folder “{wish.source}”.", "Check the spelling, or go to the folder.")
    if _is_school(source):
        return source, None
    # A site that cannot say whom it is for is still a site that somebody named: the guard tells what is wrong.
    named = source if site_name(source) or source.parent.joinpath(".portfoliogen", "manifest.json").exists() else None
    output = source if source.joinpath(".portfoliogen", "manifest.json").exists() else None
    for above in source.parents:
        if _is_school(above):
            if output is not None:
                return above, output / read_target(above, wish.target).site
            return above, named
    if named is None:
        raise PublishError(
            f"There is no school.yml in “{source}”, and the places to publish to are listed there.",
            f"Make a text file school.yml in that folder, with your path:\n{EXAMPLE}",
        )
    raise PublishError(
        f"“{wish.source}” is not in a school's folder, so nobody knows its targets.",
        "Name the school's folder, and where its sites are with -o: portfoliogen publish SCHOOL -o OUT --to TARGET",
    )


def _is_school(folder: Path) -> bool:
    return (folder / "school.yml").is_file() or (folder / "school.yaml").is_file()


def _check_apart(target: Target, root: Path, site: ReleasedSite) -> None:
    """See that nothing is published into the folders that people work in, or into the sites themselves."""
    if target.kind in {TargetKind.PAGES, TargetKind.BUCKET}:
        return
    place = target.path if target.kind is TargetKind.FOLDER else target.path.parent
    output = site.folder.parent
    learners = open_school(root, output).learners_root
    inside = [output, *((learners,) if learners != root.resolve() else ())]
    real = os.path.realpath(place)
    holds = any(_is_in(os.path.realpath(one), real) for one in (root, *inside))
    if (holds and target.kind is TargetKind.FOLDER) or any(_is_in(real, os.path.realpath(one)) for one in inside):
        raise PublishError(
            f"“{place}” is where people work, or where the sites are built.", "Publish to a folder of its own."
        )
    if target.public and (repository := _repository(root)) and _repository(place) == repository:
        raise PublishError(
            f"“{place}” lies in the repository that holds everybody's work (“{repository}”).",
            "Whoever can read the site there could read that as well: publish to a folder outside it.",
        )


def _repository(place: Path) -> str:
    """The folder of the git repository that a place is in; empty where it is in none."""
    real = Path(os.path.realpath(place))
    return next((str(one) for one in (real, *real.parents) if (one / ".git").exists()), "")


def _is_in(one: str, other: str) -> bool:
    same_drive = os.path.splitdrive(one)[0] == os.path.splitdrive(other)[0]
    return same_drive and os.path.commonpath([one, other]) == other
