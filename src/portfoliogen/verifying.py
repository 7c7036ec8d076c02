"""Whether a bundle, a receipt, a profile or a site is still what was released.

It compares with lists that were made at the time. Whoever can change the files could change a list beside them
as well, so nothing here is called verified: a fingerprint that the school kept elsewhere is what settles it.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.exporting import CHECKSUMS, MARK
from portfoliogen.patterns import pattern
from portfoliogen.publish.released import differences, expected, site_name
from portfoliogen.receipts import FOLDER, read_receipt, read_receipts
from portfoliogen.reports import SchoolError
from portfoliogen.shared_pages import SITE_FILE
from portfoliogen.write import trees
from portfoliogen.write.records import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LINE = pattern(r"([0-9a-f]{64})  (.+)")
_SHOWN = 5
_CHUNK_BYTES = 1 << 20


class Finding(Struct, frozen=True):
    """What one thing was found to be. `problems` say how it differs, empty where it does not.

    `fingerprint` is the SHA-256 of a bundle's checksums, else empty.
    """

    what: str
    files: int
    problems: tuple[str, ...]
    fingerprint: str = ""


def verify(place: Path, output: Path | None = None) -> tuple[Finding, ...]:
    """Say of a file or folder whether it is what was released.

    Args:
        output: Where the sites and receipts are, for a page or file that was taken away from them.

    Raises:
        SchoolError: It is not there, or is nothing that can be compared with anything.
    """
    if place.is_file():
        return (_taken_out(place, output) if output else _file(place),)
    if not place.is_dir():
        raise SchoolError(f"There is nothing at “{place}”.", "Check the spelling.")
    place = place.resolve()
    if (place / CHECKSUMS).is_file():
        return (_bundle_folder(place),)
    if (place / CONTROL).is_dir() and (place / FOLDER).is_dir():
        sites = [one for one in sorted(place.iterdir()) if (one / SITE_FILE).is_file()]
        return tuple(_site(one) for one in sites)
    if site_name(place):
        return (_site(place),)
    receipt = place.parent.parent / FOLDER / place.parent.name / f"{place.name}.json"
    if receipt.is_file():
        return (_receipt(receipt),)
    raise SchoolError(
        f"“{place}” is no bundle, site or profile with a receipt beside it.",
        "Name a bundle, a receipt, or a site where it was built.",
    )


def _file(file: Path) -> Finding:
    """A page or another file where it lies in a profile; else a receipt, or a bundle."""
    for profile in file.resolve().parents:
        listed = read_receipt(profile.parent.parent / FOLDER / profile.parent.name / f"{profile.name}.json")
        if listed is not None and listed.folder == profile.name:
            path = file.resolve().relative_to(profile).as_posix()
            record = next((one for one in listed.files if one.path == path), None)
            wrong = "Its receipt does not name it." if record is None else "It is not as its receipt says."
            same = record is not None and record.sha256 == trees.digest_of(file.resolve())
            return Finding(f"“{path}” of {listed.release.learner}'s profile", 1, () if same else (wrong,))
    if file.suffix.casefold() == ".json":
        return _receipt(file)
    if file.suffix.casefold() == ".zip" or zipfile.is_zipfile(file):
        return _zip(file)
    raise SchoolError(
        f"“{file}” is no bundle and no receipt, and there is none beside it.",
        "If it was taken out of a profile, say where the receipts are: portfoliogen verify FILE -o Oakfield/_site",
    )


def _taken_out(file: Path, output: Path) -> Finding:
    """A file that is somewhere else now, known by its bytes."""
    digest = trees.digest_of(file.resolve())
    for receipt in read_receipts(output):
        path = next((one.path for one in receipt.files if one.sha256 == digest), None)
        if path is not None:
            return Finding(f"“{file.name}”, which is {path} of {receipt.release.learner}'s profile,", 1, ())
    return Finding(f"“{file.name}”", 1, (f"No receipt in “{output}” names a file with these bytes.",))


def _site(folder: Path) -> Finding:
    if not (folder.parent / FOLDER / folder.name).is_dir():
        raise SchoolError(
            f"There are no receipts beside “{folder}”, so there is nothing to compare it with.",
            "Name the site where it was built; its receipts lie beside it.",
        )
    _, files, reasons = expected(folder)
    return Finding(f"The {folder.name} site", len(files), (*reasons, *differences(folder, files)))


def _receipt(file: Path) -> Finding:
    receipt = read_receipt(file)
    if receipt is None or receipt.folder != file.stem:
        raise SchoolError(f"“{file}” is no receipt, or is damaged.", "Receipts lie in the folder “receipts”.")
    profile = file.resolve().parent.parent.parent / receipt.site / receipt.folder
    if not profile.is_dir():
        raise SchoolError(
            f"The profile of this receipt is not at “{profile}”, so there is nothing to compare.",
            "Leave the receipt where the build put it, beside the sites.",
        )
    return Finding(
        f"The profile of {receipt.release.learner}", len(receipt.files), tuple(differences(profile, receipt.files))
    )


def _zip(file: Path) -> Finding:
    try:
        with zipfile.ZipFile(file) as made:
            infos = made.infolist()
            tops = {one.filename.partition("/")[0] for one in infos}
            if made.comment != MARK or len(tops) != 1:
                raise SchoolError(
                    f"“{file}” is no bundle that `portfoliogen export` made.", "Unpack it, and name the folder."
                )
            top = f"{tops.pop()}/"
            if len({one.filename for one in infos}) != len(infos) or any(
                one.compress_type != zipfile.ZIP_STORED for one in infos
            ):
                return Finding("The bundle", len(infos), ("It is not as `portfoliogen export` packs it.",))
            found = {one.filename.removeprefix(top): _digest_in(made, one) for one in infos}
            checksums = made.read(top + CHECKSUMS) if CHECKSUMS in found else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        return Finding("The bundle", 0, (f"It is damaged and cannot be read whole ({error}).",))
    return _compared(checksums, found)


def _digest_in(made: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    digest = hashlib.sha256()
    with made.open(info) as opened:
        while chunk := opened.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _bundle_folder(folder: Path) -> Finding:
    found = {path: trees.digest_of(folder / path) for path in _files(folder)}
    return _compared((folder / CHECKSUMS).read_bytes(), found)


def _files(folder: Path) -> Iterator[str]:
    for path in trees.look(folder):
        if (folder / path).is_file() and not (folder / path).is_symlink():
            yield path


def _compared(checksums: bytes, found: Mapping[str, str]) -> Finding:
    lines = [_LINE.fullmatch(line) for line in checksums.decode("utf-8", "replace").splitlines()]
    wanted = {one[2]: one[1] for one in lines if one}
    problems = [] if wanted and all(lines) else ["Its checksums are damaged or missing."]
    there = {path: digest for path, digest in found.items() if path != CHECKSUMS}
    changed = [path for path in sorted(wanted.keys() & there) if wanted[path] != there[path]]
    problems += [
        f"{text}: {_named(paths)}."
        for text, paths in (
            ("Missing", sorted(wanted.keys() - there.keys())),
            ("Changed", changed),
            ("Not part of it", sorted(there.keys() - wanted.keys())),
        )
        if paths
    ]
    return Finding("The bundle", len(wanted), tuple(problems), hashlib.sha256(checksums).hexdigest())


def _named(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{', '.join(f'“{path}”' for path in paths[:_SHOWN])}{more}"
