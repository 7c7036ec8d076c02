"""Addresses in requests: which are meant, and which only try to get out of the sites."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote_to_bytes

from portfoliogen.patterns import pattern
from portfoliogen.serve.settings import MAX_ADDRESS

SHOWN_IN_PLACE = ("text/", "image/", "audio/", "video/", "font/", "application/pdf", "application/json")
_ENCODED_STEP = pattern(rb"%(?:2f|5c|00)", re.IGNORECASE)
_RESERVED = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)


def address_of(raw_path: bytes) -> str | None:
    """The address that a request means, decoded once; None where no page can have it.

    Pages are found in a table and never on the disk; this is the second lock on the same door.
    """
    if len(raw_path) > MAX_ADDRESS or not raw_path.startswith(b"/") or _ENCODED_STEP.search(raw_path):
        return None
    try:
        address = unquote_to_bytes(raw_path).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if any(sign < " " or sign in '\x7f\\<>:"|?*' for sign in address):
        return None
    parts = address[1:].split("/")
    if any(_leads_out(part) for part in parts[:-1]) or (parts[-1] and _leads_out(parts[-1])):
        return None
    return address


def _leads_out(part: str) -> bool:
    return not part or part in {".", ".."} or part.endswith((".", " ")) or bool(_RESERVED.match(part))


def quoted(address: str) -> str:
    """An address as it stands in a link."""
    return quote(address, safe="/-._~")
