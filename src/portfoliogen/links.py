"""The links that a teacher hands out: a table beside the school's own files, never inside a site.

`.portfoliogen/links.csv` says whose profile is at which address, for whom and until when. It is how a teacher
finds an address that nobody can guess, and how `forget` finds what there is of a learner whose folder is gone.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.text import natural_key, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from segno import QRCode

LINKS_FILE = ".portfoliogen/links.csv"
QR_FOLDER = ".portfoliogen/links"
LABELS_FILE = f"{QR_FOLDER}/labels.html"
_HIDDEN = pattern(r"[a-z2-7]{24}")


class ProfileLink(Struct, frozen=True):
    """Where a profile is: the learner's full name, for whom it is, and its address below the output.

    `link` is the whole address where school.yml says on the web, else the path below the output. `learner`
    is the learner's folder.
    """

    name: str
    group: str
    audience: str
    who: str
    link: str
    until: str
    site: str
    folder: str
    learner: str

    @property
    def is_whole(self) -> bool:
        """Whether the link works from anywhere, so that it can be printed as a QR code."""
        return self.link.startswith(("https://", "http://"))

    @property
    def is_hidden(self) -> bool:
        """Whether nobody can know the address who was not told: that of a public or a locked profile."""
        return self.site == "public" or _HIDDEN.fullmatch(self.folder) is not None


_COLUMNS = ProfileLink.__struct_fields__


def link_to(site: str, folder: str, web: Mapping[str, str]) -> str:
    """The address of a profile: on the web where the school says where its sites go, else below the output."""
    base = web.get(site, "").rstrip("/")
    return f"{base}/{folder}/" if base.startswith(("https://", "http://")) else f"{site}/{folder}/index.html"


def read_links(root: Path) -> tuple[ProfileLink, ...]:
    """The table as it stands; empty where there is none, and without lines that somebody spoilt."""
    try:
        text = (root / LINKS_FILE).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    found: list[dict[str, str]] = []
    with contextlib.suppress(csv.Error):
        found += [
            row
            for row in csv.DictReader(io.StringIO(text, newline=""))
            if all(isinstance(row.get(column), str) for column in _COLUMNS)
        ]
    return tuple(ProfileLink(**{column: _plain(row[column]) for column in _COLUMNS}) for row in found)


def write_links(root: Path, links: Iterable[ProfileLink]) -> None:
    """Put the table in place, whole or not at all; without any link there is no table.

    Raises:
        OSError: The school's folder cannot be written.
    """
    file = root / LINKS_FILE
    ordered = sorted(links, key=lambda one: (natural_key(one.name), one.learner, one.site, one.audience))
    if not ordered:
        file.unlink(missing_ok=True)
        return
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    table.writerows([_cell(getattr(one, column)) for column in _COLUMNS] for one in ordered)
    # Excel reads UTF-8 only where a byte order mark says so.
    content = out.getvalue().encode("utf-8-sig")
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        aside.unlink()
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    aside.replace(file)


def _cell(text: str) -> str:
    # A cell that begins like this is a formula to a spreadsheet; a learner's name may not be one.
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith(("'=", "'+", "'-", "'@", "'\t", "'\r")) else cell


def qr_names(links: Iterable[ProfileLink]) -> dict[ProfileLink, str]:
    """The file names of QR codes, without an ending: the learner and the audience, each name once."""
    names: dict[ProfileLink, str] = {}
    taken: set[str] = set()
    for one in links:
        base = f"{slug(one.name)}--{slug(one.audience)}"
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        names[one] = name
    return names


def qr_svg(link: ProfileLink) -> str:
    """A QR code to stand in a page."""
    return str(_code(link).svg_inline(border=4, omitsize=True))


def _code(link: ProfileLink) -> QRCode:
    import segno  # noqa: PLC0415 - only where somebody asks for it

    return segno.make(link.link, error="m", micro=False)


def write_qr_codes(root: Path, links: Iterable[ProfileLink]) -> tuple[Path, ...]:
    """Make a QR code for each whole link, as SVG and PNG; older ones go, and a sheet of labels with them.

    Raises:
        OSError: The school's folder cannot be written.
    """
    folder = root / QR_FOLDER
    forget_qr_codes(root)
    made = []
    for link, name in qr_names(one for one in links if one.is_whole).items():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        code = _code(link)
        for ending in ("svg", "png"):
            place = folder / f"{name}.{ending}"
            code.save(str(place), scale=8, border=4)
            made.append(place)
    return tuple(made)


def forget_qr_codes(root: Path) -> None:
    """Take away all QR codes and the sheet of labels; `build --links` and `links` make those that are wanted."""
    folder = root / QR_FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return
    for place in folder.iterdir():
        if place.suffix in {".svg", ".png", ".html"} and not place.is_dir():
            place.unlink()
    with contextlib.suppress(OSError):
        folder.rmdir()
