"""What lies in folders without being anybody's work: what syncing tools, systems and editors leave behind."""

from __future__ import annotations

TEXT_ENDINGS = frozenset({"md", "markdown", "mdown", "mkd", "txt", "docx"})

STUBS = frozenset("gdoc gsheet gslides gdraw gform gmap gsite gjam glink url webloc website desktop".split())
"""Endings of files that only point to work kept elsewhere."""

_NAMES = frozenset(
    {
        "thumbs.db",
        "desktop.ini",
        "icon\r",
        "ehthumbs.db",
        "folder.jpg.tmp",
        "$recycle.bin",
        "system volume information",
        "__macosx",
        "lost+found",
        ".trash",
        "@eadir",
        "node_modules",
    }
)
_ENDINGS = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".swp",
    ".swo",
    ".bak",
    ".lnk",
    ".lock",
    ".ds_store",
    "~",
    ".orig",
    ".ini",
)


_WORK = (
    ".md",
    ".docx",
    ".jpg",
    ".jpeg",
    ".JPG",
    ".png",
    ".heic",
    ".HEIC",
    ".mp4",
    ".mov",
    ".MOV",
    ".m4a",
    ".mp3",
    ".pdf",
)


def is_work(name: str) -> bool:
    """Whether a file's name is as those of most work are: no litter, and no stub. A quick answer; no says nothing."""
    return name.endswith(_WORK) and name[0] not in ".~"


def is_litter(name: str) -> bool:
    """Whether a file or folder of this name is passed over in silence."""
    lower = name.lower()
    if lower.endswith(".icloud") or lower.removeprefix(".") in TEXT_ENDINGS:
        # The one stands for a file that is not downloaded, the other is a text that was given no name.
        return False
    return name.startswith((".", "~$", "~")) or lower in _NAMES or lower.endswith(_ENDINGS)
