"""ZIP packages of office programs: opened within bounds, and written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.render.media.made import Withheld

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_PACKAGE_BYTES = 80_000_000
MAX_PARTS = 3_000
MAX_PART_BYTES = 60_000_000
MAX_ALL_BYTES = 250_000_000


def read_parts(file: BinaryIO) -> dict[str, bytes]:
    """All parts of a package by name, in the package's order.

    Raises:
        Withheld: it is broken, locked, or unpacks to more than a document would.
    """
    if file.seek(0, 2) > MAX_PACKAGE_BYTES:
        raise Withheld(rules.MEDIA_TOO_HEAVY, reason=f"is not done for files over {MAX_PACKAGE_BYTES // 1_000_000} MB")
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > MAX_PARTS:
                raise Withheld(rules.MEDIA_TOO_HEAVY, reason="unpacks to too many parts")
            for info in infos:
                if info.flag_bits & 1:
                    raise Withheld(rules.MEDIA_LOCKED)
                with archive.open(info) as part:
                    content = part.read(MAX_PART_BYTES + 1)
                total += len(content)
                if len(content) > MAX_PART_BYTES or total > MAX_ALL_BYTES:
                    raise Withheld(rules.MEDIA_TOO_HEAVY, reason="unpacks to too many megabytes")
                if info.filename in parts:
                    raise Withheld(
                        rules.MEDIA_NOT_CLEANED,
                        reason="one of its parts is there twice",
                        cure="Open it, save it under a new name, and put that file here.",
                    )
                parts[info.filename] = content
    except (BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it is broken, or not what it says it is") from error
    return parts


def write_parts(parts: dict[str, bytes], plain: Iterable[str] = ()) -> bytes:
    """A package of these parts, in their order. No times, no systems, no extra fields; `plain` ones not packed."""
    uncompressed = set(plain)
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_STORED if name in uncompressed else ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, content)
    return buffer.getvalue()
