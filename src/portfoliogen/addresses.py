"""Where profiles live: readable folders in the school, unguessable ones outside it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.model.learner import LearnerJob
from portfoliogen.model.school import Audience
from portfoliogen.model.visibility import Visibility
from portfoliogen.patterns import pattern
from portfoliogen.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SECRET_FILE = ".portfoliogen/address-secret.txt"  # noqa: S105 - the file's name
_TOKEN_BYTES = 15
_SECRET = pattern(r"[0-9A-Za-z_-]{16,}")
_EXPLANATION = """\
# Public profiles live at addresses that nobody can guess. They are made from the line below.
# Keep this file where staff can read it and students cannot, and keep a copy: with another
# secret, every public link of the school changes. Delete it to change all links on purpose.
"""


RESERVED = frozenset({"accessibility", "assets", "media"})
"""Names in a site's first folder that belong to all; a learner may be called so too."""


class Addresses(Struct, frozen=True):
    """The folders of all profiles: by learner's folder in the school site, by token in public ones."""

    names: Mapping[str, str]
    secret: bytes

    def folder(self, job: LearnerJob, audience: Audience) -> str:
        """A profile's folder below its site; that of a locked profile names nobody, even in the school."""
        hidden = audience.locked or audience.visibility is Visibility.PUBLIC
        return self.token(job, audience.key) if hidden else self.name(job, audience.key)

    def name(self, job: LearnerJob, audience: str) -> str:
        """The readable folder of a profile: the learner's, and the audience's where it is not the school itself."""
        # No part of an address has two hyphens together, so nobody's name can be taken for an audience's.
        return self.names[job.folder] if audience == "school" else f"{self.names[job.folder]}--{audience}"

    def token(self, job: LearnerJob, audience: str) -> str:
        """The folder of a public or locked profile, which nobody can guess."""
        if not self.secret:
            return ""
        digest = hmac.new(self.secret, f"{audience}\n{job.id}".encode(), hashlib.sha256).digest()[:_TOKEN_BYTES]
        return base64.b32encode(digest).decode().lower()

    def all_of(self, job: LearnerJob, audiences: Iterable[str]) -> set[tuple[str, str]]:
        """Every address (site, folder) that a learner's profiles for some audiences may have or have had."""
        audiences = tuple(audiences)
        places = {(site, self.name(job, one)) for one in audiences for site in ("private", "school")}
        tokens = [self.token(job, one) for one in audiences if self.secret]
        return places | {(site, token) for site in ("public", "school") for token in tokens}


def address_learners(jobs: Iterable[LearnerJob], secret: bytes) -> Addresses:
    """Give every learner an address in the school site; of two alike, each gets its class in front."""
    jobs = tuple(jobs)
    plain = {job.folder: _free(slug(job.folder.rpartition("/")[2] or job.name)) for job in jobs}
    wide = {job.folder: _free(slug(job.folder.replace("/", " ") or job.name)) for job in jobs}
    times, times_wide = Counter(plain.values()), Counter(wide.values())
    names: dict[str, str] = {}
    for job in jobs:
        name = plain[job.folder]
        if times[name] > 1:
            name = wide[job.folder]
            if times_wide[name] > 1:
                name = f"{name}-{hashlib.sha256(job.folder.encode()).hexdigest()[:6]}"
        names[job.folder] = name
    return Addresses(names, secret)


def _free(name: str) -> str:
    return f"{name}-1" if name in RESERVED else name


class SecretError(Exception):
    """The secret is there and cannot be used: what is wrong, and what to do. Nothing is built then."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def keep_secret(root: Path) -> bytes:
    """The school's secret; made and explained on first use, and only once where two builds need it at once.

    Raises:
        SecretError: It is there and damaged or unreadable, or the school's folder cannot be written.
    """
    known = read_secret(root)
    if known:
        return known
    import secrets  # noqa: PLC0415 - once in the life of a school

    file = root / SECRET_FILE
    secret = secrets.token_hex(32)
    aside = file.with_name(f".{file.name}.{os.getpid()}-{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(exist_ok=True)
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(f"{_EXPLANATION}{secret}\n")
            opened.flush()
            os.fsync(opened.fileno())
        _put(aside, file)
    except OSError as error:
        raise SecretError(
            f"The secret of public addresses could not be kept in “{file}”: {(error.strerror or str(error)).lower()}.",
            "Let this computer write to the school's folder, or build where it may.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    # Whoever was first has decided; a second build takes what is there.
    return read_secret(root)


def read_secret(root: Path) -> bytes:
    """The school's secret, or nothing where none was made yet.

    Raises:
        SecretError: It is there and damaged, or this computer may not read it.
    """
    file = root / SECRET_FILE
    hint = "Put back your copy of it. Where there is none, delete it: the next build makes new links for everybody."
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return b""
    except UnicodeDecodeError as error:
        raise SecretError(f"The secret of public addresses is damaged: “{file}”.", hint) from error
    except OSError as error:
        raise SecretError(
            f"This computer may not read the secret of public addresses, “{file}”.",
            "Build as whoever made it, or let yourself read it.",
        ) from error
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) != 1 or not _SECRET.fullmatch(lines[0]):
        raise SecretError(f"The secret of public addresses is damaged: “{file}”.", hint)
    return lines[0].encode()


def _put(aside: Path, file: Path) -> None:
    """Give a finished file its name, unless somebody else's has it already."""
    try:
        os.link(aside, file)
    except FileExistsError:
        return
    except OSError:
        # Some network disks know no links. There, two first builds at one instant are not told apart.
        if not file.exists():
            aside.replace(file)
