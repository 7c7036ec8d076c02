"""What earlier publications put into a folder: the reason why nothing else is ever changed there.

The ledger lies in the folder itself, which a web server may show to anybody. So it names no path: it holds the
SHA-256 of each, and whoever does not know an address cannot find it here.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LEDGER = ".portfoliogen-published.json"
_FORMAT = 1


class Placed(Struct, frozen=True):
    """A file that was put there: the digests that it may have, its size and time (0 where not known).

    `tag` is what object storage itself calls that version of it. There are two digests only while a publication is under way, or after it was interrupted.
    """

    digests: tuple[str, ...]
    size_bytes: int = 0
    changed_ns: int = 0
    tag: str = ""

    def is_untouched(self, size_bytes: int, changed_ns: int) -> bool:
        """Whether a file is surely as it was put there, without reading it."""
        known = len(self.digests) == 1 and self.changed_ns != 0
        return known and (size_bytes, changed_ns) == (self.size_bytes, self.changed_ns)


class Ledger(Struct, frozen=True):
    """All files that were put into a folder, by the key of their path, and the site that they are of."""

    site: str
    files: Mapping[str, Placed]


def key_of(path: str) -> str:
    """What a path is called in the ledger."""
    return hashlib.sha256(f"portfoliogen path {path}".encode()).hexdigest()[:40]


def ledger_bytes(ledger: Ledger) -> bytes:
    """A ledger as a file."""
    files = {
        key: [list(one.digests), one.size_bytes, one.changed_ns, *([one.tag] if one.tag else [])]
        for key, one in sorted(ledger.files.items())
    }
    told = {"format": _FORMAT, "site": ledger.site, "files": files}
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def read_ledger(folder: Path) -> Ledger | None:
    """Read it back; None where there is none.

    Raises:
        ValueError: It is damaged.
        OSError: It cannot be read.
    """
    try:
        data = (folder / LEDGER).read_bytes()
    except FileNotFoundError:
        return None
    return ledger_from(data)


def ledger_from(data: bytes) -> Ledger:
    """A ledger from the bytes of its file.

    Raises:
        ValueError: It is damaged.
    """
    try:
        told: Any = json.loads(data)
        if told["format"] != _FORMAT:
            raise ValueError(LEDGER)
        files = {
            str(key): Placed(tuple(map(str, digests)), int(size), int(changed), "".join(map(str, tag)))
            for key, (digests, size, changed, *tag) in told["files"].items()
        }
        return Ledger(str(told["site"]), files)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(LEDGER) from error
