"""What a site's folder holds, held against what was released: its receipts, and the record of shared pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.guard import may_be_public
from portfoliogen.publish.problems import PublishError
from portfoliogen.receipts import FOLDER, Receipt, read_receipt
from portfoliogen.shared_pages import SITE_FILE
from portfoliogen.write import trees
from portfoliogen.write.records import FileRecord, manifest_path, read_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

BY_HAND = frozenset({"CNAME", ".nojekyll", ".git"})
_SHOWN = 5


class ReleasedSite(Struct, frozen=True):
    """A site's folder that is as it was built. `files` are all of it, by path; `cname` what its CNAME says."""

    folder: Path
    name: str
    receipts: tuple[Receipt, ...]
    files: tuple[FileRecord, ...]
    cname: bytes = b""

    @property
    def size_bytes(self) -> int:
        """How large all files are together."""
        return sum(one.size_bytes for one in self.files)


def site_name(folder: Path) -> str:
    """Whom a folder says that it is for: “school”, “public”, “private”, or nothing where it is no site."""
    try:
        said = json.loads((folder / SITE_FILE).read_bytes())
        return str(said["site"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def released_site(folder: Path, today: dt.date, *, public: bool) -> ReleasedSite:
    """A site that may go to a place, with every file that goes.

    Args:
        public: People outside the school can reach that place.

    Raises:
        PublishError: It may not: it is no site, is not for such a place, or differs from its receipts.
    """
    folder = folder.absolute()
    reasons: list[str] = []
    if public:
        reasons += may_be_public(folder, today).reasons
    name = "" if reasons else site_name(folder)
    if not reasons and not name:
        reasons.append(f"“{folder}” does not say whom it is for ({SITE_FILE} is missing or damaged). Build first.")
    if name == "private":
        reasons.append(f"“{folder}” holds drafts and notes of learners. They stay here: nothing publishes them.")
    if reasons:
        raise _refused(folder, reasons)
    receipts, files, reasons = expected(folder)
    for one in receipts:
        if one.release.until and one.release.until < today.isoformat():
            reasons.append(
                f"The profile “{one.folder}” was for the time until {one.release.until}. A new build takes it down."
            )
    reasons += differences(folder, files)
    if reasons:
        raise _refused(folder, reasons)
    cname = folder / "CNAME"
    said = cname.read_bytes() if cname.is_file() and not cname.is_symlink() else b""
    return ReleasedSite(folder, name, receipts, files, said)


def expected(folder: Path) -> tuple[tuple[Receipt, ...], tuple[FileRecord, ...], list[str]]:
    """What receipts and the build's own record say that a site holds, and what is wrong with them."""
    receipts, files, reasons = [], dict[str, FileRecord](), list[str]()
    for file in sorted((folder.parent / FOLDER / folder.name).glob("*.json")):
        receipt = read_receipt(file)
        if receipt is None or receipt.site != folder.name or receipt.folder != file.stem:
            reasons.append(f"The receipt “{file.name}” cannot be read. Build again.")
            continue
        receipts.append(receipt)
        files |= {(path := f"{receipt.folder}/{one.path}"): one._replace(path=path) for one in receipt.files}
    shared = read_record(manifest_path(folder.parent), hidden=True)
    if shared is None or not shared.settled:
        reasons.append("The last build did not finish, or its record is not there. Build again.")
        shared = None
    for path, one in (shared.files if shared else {}).items():
        if path.startswith(f"{folder.name}/"):
            below = path.removeprefix(f"{folder.name}/")
            files[below] = one._replace(path=below)
    return tuple(receipts), tuple(files[path] for path in sorted(files)), reasons


def differences(folder: Path, files: Iterable[FileRecord]) -> list[str]:
    """How the files of a folder differ from what should be there, in words; nothing where they do not."""
    wanted = {one.path: one for one in files}
    there = {path for path in trees.look(folder) if path.partition("/")[0] not in BY_HAND}
    changed = [path for path in sorted(wanted.keys() & there) if not _is(folder / path, wanted[path])]
    return [
        f"{text}: {_named(paths)}. {what}"
        for text, paths, what in (
            ("Some files stand in no receipt", sorted(there - wanted.keys()), "Take them away."),
            ("Some files of the receipts are not there", sorted(wanted.keys() - there), "Build again."),
            ("Some files are not as they were built", changed, "Build again."),
        )
        if paths
    ]


def _is(place: Path, record: FileRecord) -> bool:
    try:
        return place.stat(follow_symlinks=False).st_size == record.size_bytes and (
            trees.digest_of(place) == record.sha256
        )
    except OSError:
        return False


def read_released(site: ReleasedSite, record: FileRecord) -> bytes:
    """The bytes of a file as they were released.

    Raises:
        PublishError: They have changed since they were looked at.
    """
    import hashlib  # noqa: PLC0415 - not for --help

    data = (site.folder / record.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise PublishError(
            f"“{record.path}” changed while it was being published.",
            "Wait until the build has finished, then publish again.",
        )
    return data


def _refused(folder: Path, reasons: list[str]) -> PublishError:
    listed = "\n".join(f"  - {one}" for one in reasons)
    return PublishError(
        f"“{folder}” was not published:\n{listed}", "Build again, look at what has changed, then publish."
    )


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(f'“{path}”' for path in paths[:_SHOWN])}{more}"
