"""Film and sound files opened with the one demuxer for what they are, and errors told apart."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING, Any, BinaryIO

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.render.media.made import StoreError, Withheld

if TYPE_CHECKING:
    from collections.abc import Iterator

# Named, so that no playlist or script format that opens further files is ever guessed.
_DEMUXERS = {
    "mp4": "mov",
    "mov": "mov",
    "3gp": "mov",
    "m4a": "mov",
    "webm": "matroska",
    "mkv": "matroska",
    "avi": "avi",
    "wmv": "asf",
    "wma": "asf",
    "flv": "flv",
    "mpeg": "mpeg",
    "mpegts": "mpegts",
    "ogv": "ogg",
    "mp3": "mp3",
    "wav": "wav",
    "ogg": "ogg",
    "opus": "ogg",
    "flac": "flac",
    "amr": "amr",
    "aiff": "aiff",
    "aac": "aac",
    "caf": "caf",
    "au": "au",
}
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})


def load_av() -> Any:
    """Import PyAV, which is an extra; whoever comes here has made sure that it is there."""
    import av  # noqa: PLC0415 - 50 ms, and only for film and sound
    import av.bitstream  # noqa: PLC0415 - as above
    import av.filter  # noqa: PLC0415 - as above

    av.logging.set_level(av.logging.PANIC)
    return av


def open_container(av: Any, file: BinaryIO, format_name: str) -> Any:
    """Open a file for demuxing. It opens no other file, whatever it says."""
    return av.open(
        file, "r", format=_DEMUXERS[format_name], metadata_errors="replace", options={"protocol_whitelist": "crypto"}
    )


@contextlib.contextmanager
def readable() -> Iterator[None]:
    """Turn a decoder's errors into a refusal, and a full disk into an error of its own.

    Raises:
        Withheld, StoreError.
    """
    try:
        yield
    except (Withheld, StoreError, MemoryError):
        raise
    except OSError as error:
        if error.errno in _DISK:
            raise StoreError(error.errno, error.strerror) from error
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it is broken, or not what it says it is") from error
    except Exception as error:  # Decoders raise what they like; none of it is ours.
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it is broken, or not what it says it is") from error
