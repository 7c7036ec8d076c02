"""Where profiles live: readable folders in the school, unguessable ones outside it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portfoliogen.model.school import Audience, LearnerJob, Visibility
from portfoliogen.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SECRET_FILE = ".portfoliogen/address-secret.txt"  # noqa: S105 - the file's name
_TOKEN_BYTES = 15
_EXPLANATION = """\
# Public profiles live at addresses that nobody can guess. They are made from the line below.
# Keep this file where staff can read it and students cannot, and keep a copy: with another
# secret, every public link of the school changes. Delete it to change all links on purpose.
"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The folders of all profiles: by learner's folder in the school site, by token in public ones."""

    names: Mapping[str, str]
    secret: bytes

    def folder(self, job: LearnerJob, audience: Audience) -> str:
        """A profile's folder below its site."""
        if audience.visibility is not Visibility.PUBLIC:
            return self.names[job.folder]
        word = f"{audience.key}\n{job.id}".encode()
        digest = hmac.new(self.secret, word, hashlib.sha256).digest()[:_TOKEN_BYTES]
        return base64.b32encode(digest).decode().lower()


def address_learners(jobs: Iterable[LearnerJob], secret: bytes) -> Addresses:
    """Give every learner an address in the school site; of two alike, each gets its class in front."""
    jobs = tuple(jobs)
    plain = {job.folder: slug(job.folder.rpartition("/")[2] or job.name) for job in jobs}
    wide = {job.folder: slug(job.folder.replace("/", " ") or job.name) for job in jobs}
    names: dict[str, str] = {}
    for job in jobs:
        name = plain[job.folder]
        if sum(one == name for one in plain.values()) > 1:
            name = wide[job.folder]
            if sum(one == name for one in wide.values()) > 1:
                name = f"{name}-{hashlib.sha256(job.folder.encode()).hexdigest()[:6]}"
        names[job.folder] = name
    return Addresses(names, secret)


def keep_secret(root: Path) -> bytes:
    """The school's secret; made and explained on first use.

    Raises:
        OSError: The school's folder cannot be written.
    """
    file = root / SECRET_FILE
    try:
        return _secret_in(file.read_text("utf-8"))
    except FileNotFoundError:
        pass
    file.parent.mkdir(exist_ok=True)
    secret = secrets.token_hex(32)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(f"{_EXPLANATION}{secret}\n")
    return secret.encode()


def _secret_in(text: str) -> bytes:
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return lines[0].encode() if lines else b""
