"""What kind of disk a folder is on: events of other computers' saves come from local ones only."""

from __future__ import annotations

import sys
from pathlib import Path

_NETWORK_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "smb2",
        "9p",
        "v9fs",
        "drvfs",
        "vboxsf",
        "prl_fs",
        "davfs",
        "davfs2",
        "afs",
        "afpfs",
        "ncpfs",
        "ceph",
        "glusterfs",
        "lustre",
        "beegfs",
        "gfs2",
        "ocfs2",
        "virtiofs",
        "webdav",
        "autofs",
    }
)
_LOCAL_FUSE = frozenset({"fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.bindfs", "fuse.gocryptfs", "fuse.encfs"})
_REMOTE_DRIVE = 4


def is_on_network(folder: Path) -> bool:
    """Whether saves by other people in a folder may go unnoticed by this computer's own events."""
    place = str(folder)
    if place.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    if sys.platform == "darwin":
        return place.startswith("/Volumes/") or "/CloudStorage/" in place
    return is_network_system(system_of(folder))


def is_network_system(kind: str) -> bool:
    """Whether a file system, by the name that Linux gives it, is kept by another computer or a program."""
    return kind in _NETWORK_SYSTEMS or (kind.startswith("fuse") and kind not in _LOCAL_FUSE)


def system_of(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> str:
    """The kind of file system that a folder is on; empty where it cannot be found out."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
        real = folder.resolve()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        words = line.split(" ")
        if len(words) < 3:
            continue
        place = Path(words[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if real.is_relative_to(place) and len(place.parts) >= best:
            best, kind = len(place.parts), words[2]
    return kind


def _is_remote_drive(folder: Path) -> bool:
    import ctypes  # noqa: PLC0415 - Windows alone has it

    windows = getattr(ctypes, "windll", None)
    return windows is not None and windows.kernel32.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE
