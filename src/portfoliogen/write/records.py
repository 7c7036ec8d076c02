"""What earlier builds made, so that nothing else is ever removed.

`.portfoliogen/` in the output folder holds `manifest.json` (the shared pages, and the sign that the folder is
ours) and one `profiles/SITE/FOLDER.json` for each profile. A record is put in place before what it tells of,
and names what was there before (`previous`) until the change is through: a build that is killed in between
leaves a record that knows both. A damaged record knows nothing, so nothing is removed on its word.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from portfoliogen.write.addresses import is_safe, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CONTROL = ".portfoliogen"
_VERSION = 1
_SHA256_LENGTH = 64


class FileRecord(NamedTuple):
    """A file as a build wrote it."""

    path: str
    size_bytes: int
    sha256: str


class Record(Struct, frozen=True):
    """What a build made in one place.

    A record is `settled` when what it lists is in place and nothing else of ours. Otherwise `previous` are
    the paths that may be there as well, `carried` those of other people's files that were taken along, and
    `batch` names the build. `stamp_ns` is when the record was put in place, by the disk's clock; 0 means
    unknown.
    """

    files: dict[str, FileRecord] = field(default_factory=dict)
    settled: bool = True
    previous: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    batch: str = ""
    stamp_ns: int = 0

    @property
    def known(self) -> frozenset[str]:
        """Every path that is ours."""
        return self.previous | self.files.keys()


def manifest_path(output: Path) -> Path:
    """Where the manifest of an output folder lies."""
    return output / CONTROL / "manifest.json"


def record_path(output: Path, site: str, folder: str) -> Path:
    """Where the record of a profile lies."""
    return output / CONTROL / "profiles" / site / f"{key_of(folder)}.json"


def read_record(file: Path, *, hidden: bool = False) -> Record | None:
    """Read a record back; None where there is none or it is damaged.

    Args:
        hidden: Allow listed names that begin with a dot, as shared files may have.
    """
    try:
        with file.open("rb") as stream:
            told: Any = json.loads(stream.read())
            status = os.fstat(stream.fileno())
        sound = told["version"] == _VERSION and all(_is_sound(*one, hidden=hidden) for one in told["files"])
        files = {path: FileRecord(path, size, digest) for path, size, digest in told["files"]}
        others = [*told.get("previous", ()), *told.get("carried", ())]
        # Other people's files may have any name; they are only ever looked up, never opened by this list.
        if not sound or not all(isinstance(path, str) for path in others):
            return None
        if not all(is_safe(path, hidden=hidden) for path in told.get("previous", ())):
            return None
        return Record(
            files=files,
            settled="previous" not in told,
            previous=frozenset(told.get("previous", ())),
            carried=frozenset(told.get("carried", ())),
            batch=str(told.get("batch", "")),
            stamp_ns=status.st_ctime_ns if os.name == "posix" else 0,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _is_sound(path: object, size_bytes: object, sha256: object, *, hidden: bool) -> bool:
    return (
        isinstance(path, str)
        and is_safe(path, hidden=hidden)
        and isinstance(size_bytes, int)
        and isinstance(sha256, str)
        and len(sha256) == _SHA256_LENGTH
    )


def record_bytes(
    files: Iterable[FileRecord],
    *,
    previous: Iterable[str] | None = None,
    carried: Iterable[str] = (),
    batch: str = "",
) -> bytes:
    """Write a record down; with `previous` it is an unsettled one."""
    told: dict[str, object] = {"version": _VERSION, "files": sorted(files)}
    if previous is not None:
        told |= {"previous": sorted(previous), "carried": sorted(carried), "batch": batch}
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"
