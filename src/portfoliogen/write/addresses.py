"""Which paths a site may have: relative, and the same on every computer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from portfoliogen.patterns import pattern
from portfoliogen.write.failures import OutputPathError

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME_LIMIT_BYTES = 240
"""Systems allow 255; the rest is for our own endings."""

# What Windows and web servers refuse or read in another way: controls, wildcards, drive letters, a dot or
# space at the end, device names. learn.microsoft.com/windows/win32/fileio/naming-a-file
_UNSAFE = pattern(
    r'[\x00-\x1f\x7f-\x9f<>:"\\|?*]|[. ]$'
    r"|^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)",
    re.IGNORECASE,
)
_NO_SIGN = pattern("[\ud800-\udfff\ufffe\uffff]")
_OURS = pattern(r"\.(?:portfoliogen|git)", re.IGNORECASE)


def is_safe(path: str, *, hidden: bool = False) -> bool:
    """Whether `path` may be written below a folder, on any system.

    Args:
        hidden: Allow names that begin with a dot, such as `.nojekyll`.
    """
    return all(_is_safe_name(name, hidden) for name in path.split("/"))


@lru_cache(maxsize=20_000)  # a school has few names and many paths of them
def _is_safe_name(name: str, hidden: bool) -> bool:  # noqa: FBT001 - a key to what is kept
    if not name or _UNSAFE.search(name):
        return False
    if name[0] == "." and (not hidden or _OURS.fullmatch(name)):
        return False
    if name.isascii():
        return len(name) <= NAME_LIMIT_BYTES
    whole = not _NO_SIGN.search(name) and unicodedata.is_normalized("NFC", name)
    return whole and len(name.encode()) <= NAME_LIMIT_BYTES


def check_paths(paths: Iterable[str], *, hidden: bool = False) -> None:
    """See that a set of files can stand side by side on any system.

    Raises:
        OutputPathError: A path leads elsewhere, is not portable, or gets in another one's way.
    """
    files: dict[str, str] = {}
    for path in paths:
        if not is_safe(path, hidden=hidden):
            message = f"{path!r} is not a safe place for a file"
            raise OutputPathError(message)
        folded = path.casefold()
        if folded in files:
            message = f"{path!r} and {files[folded]!r} are one file, at least on some computers"
            raise OutputPathError(message)
        files[folded] = path
    for folder in folders_of(files):
        if folder in files:
            message = f"{files[folder]!r} would be a file and a folder"
            raise OutputPathError(message)


def check_address(site: str, folder: str) -> None:
    """See that a profile may stand at `site`/`folder`.

    Raises:
        OutputPathError: The address leads elsewhere or is not portable.
    """
    short = len(key_of(folder).encode()) <= NAME_LIMIT_BYTES
    if not is_safe(site) or "/" in site or not is_safe(folder) or not short:
        message = f"{site!r}/{folder!r} is not a safe address for a profile"
        raise OutputPathError(message)


def check_apart(addresses: Iterable[tuple[str, str]]) -> None:
    """See that no two profiles stand at one address, or one inside another.

    Raises:
        OutputPathError: Two of them do.
    """
    taken: set[str] = set()
    for site, folder in addresses:
        place = f"{site}/{folder}".casefold()
        if place in taken:
            message = f"two profiles at the address {site}/{folder}"
            raise OutputPathError(message)
        taken.add(place)
    inside = folders_of(taken) & taken
    if inside:
        message = f"a profile inside the profile {min(inside)}"
        raise OutputPathError(message)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, themselves left out."""
    found: set[str] = set()
    for path in paths:
        above = path
        while (cut := above.rfind("/")) > 0:
            above = above[:cut]
            if above in found:
                break
            found.add(above)
    return found


def key_of(folder: str) -> str:
    """Name a profile's record and staging folder: its address as one file name, readable and reversible."""
    return folder.replace("%", "%25").replace("/", "%2F")


def folder_of(key: str) -> str:
    """Give back the address that `key_of` named."""
    return key.replace("%2F", "/").replace("%25", "%")
