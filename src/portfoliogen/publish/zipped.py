"""Publishing as a zip: the whole site in one file, the same bytes for the same site."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING

from portfoliogen.publish.archive import write_zip
from portfoliogen.publish.changes import Standing
from portfoliogen.publish.problems import PublishError, placing
from portfoliogen.publish.released import read_released

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.publish.released import ReleasedSite

_MARK = b"portfoliogen site "


def look(target: Path, site: ReleasedSite) -> Standing:
    """What an earlier zip holds, and what the new one would.

    Raises:
        PublishError: There is no folder for it, or something else has that name.
    """
    if not target.parent.is_dir():
        raise PublishError(
            f"There is no folder “{target.parent}” just now.",
            "Connect the share or the disk, or make the folder, then publish again.",
        )
    after = {one.path: one.sha256 for one in site.files}
    if not target.exists() and not target.is_symlink():
        return Standing(first=True, before={}, after=after)
    with placing(target):
        try:
            with zipfile.ZipFile(target) as made:
                comment = made.comment
                before = {one: hashlib.sha256(made.read(one)).hexdigest() for one in made.namelist()}
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            comment, before = b"", {}
    if not comment.startswith(_MARK):
        raise PublishError(
            f"“{target}” is not a zip that portfoliogen made, so it stays as it is.",
            "Move it away, or write another “path:” in school.yml.",
        )
    name = comment.removeprefix(_MARK).decode("utf-8", "replace")
    if name != site.name:
        raise PublishError(
            f"“{target}” holds the {name} site, and this is the {site.name} site.",
            "The two never mix: choose another file for one of them in school.yml.",
        )
    return Standing(first=False, before=before, after=after, read=partial(_read, target))


def send(target: Path, site: ReleasedSite, standing: Standing) -> None:
    """Write the zip in place of the earlier one.

    Raises:
        PublishError: The disk does not take it; an earlier zip is as it was. Or it reads differently afterwards.
    """
    with placing(target):
        files = ((one.path, partial(read_released, site, one)) for one in site.files)
        write_zip(target, files, _MARK + site.name.encode())
        with zipfile.ZipFile(target) as made:
            there = {one: hashlib.sha256(made.read(one)).hexdigest() for one in made.namelist()}
    if there != standing.after:
        raise PublishError(
            f"“{target}” reads differently from what was written.",
            "Check the disk or the connection, then publish again.",
        )


def _read(target: Path, path: str) -> bytes:
    with zipfile.ZipFile(target) as made:
        return made.read(path)
