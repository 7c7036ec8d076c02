"""Locked profiles: everything encrypted at build, opened in the reader's browser with a passphrase.

    render → files → lock_profile → a first page that asks, and pieces that say nothing → write

Who may open what stands in a table beside the secret of public addresses, never in a learner's folder. Each
profile has a content key of its own, made from the secret and from all who may open it; each reader's
passphrase opens a copy of it. So whoever is withdrawn is left with a key that fits nothing that comes after,
and the same input still gives the same bytes. What is not installed or nobody can open is not made at all.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.locking.readers import readers_of

if TYPE_CHECKING:
    from portfoliogen.locking.readers import Reader
    from portfoliogen.model.site import Profile
    from portfoliogen.words import Words

__all__ = ["can_lock", "lock_profile", "readers_of"]


def can_lock() -> bool:
    """Whether this computer has what encrypts (the extra `lock`)."""
    return importlib.util.find_spec("cryptography") is not None


def lock_profile(profile: Profile, secret: bytes, readers: tuple[Reader, ...], words: Words) -> Profile:
    """The same profile, with nothing in it that can be read without a passphrase.

    Args:
        profile: As rendered, whole and open.
        secret: The school's own, which public addresses are made from too.
        readers: Who may open it; at least one.
        words: Of the page that asks for the passphrase.
    """
    # Only a locked profile needs the library.
    from portfoliogen.locking.first_page import first_page, open_files  # noqa: PLC0415
    from portfoliogen.locking.keys import lock_for  # noqa: PLC0415
    from portfoliogen.locking.pieces import cut  # noqa: PLC0415

    lock = lock_for(secret, f"{profile.site}/{profile.folder}", readers)
    pieces, index = cut(profile.files, lock)
    files = (first_page(lock, index, words), *open_files(), *pieces)
    media = tuple(one.path.rpartition("/")[2] for one in profile.files if one.path.startswith("media/"))
    return replace(profile, files=tuple(sorted(files, key=lambda one: one.path)), media=media)
