"""What a build or a check gave, for whoever tells people about it.

Light to import, so that a build with nothing to do need not load what it does not use.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic
from portfoliogen.showing import Refusal

if TYPE_CHECKING:
    from portfoliogen.links import ProfileLink


class SchoolError(Refusal):
    """A folder that is not there, or a setting that stops everything."""


class ClusterError(Refusal):
    """There is no cluster to work on, or none any more."""

    for_all = True


class CheckReport(Struct, frozen=True):
    """What `check` found."""

    school_name: str
    diagnostics: tuple[Diagnostic, ...]
    learners: tuple[str, ...]
    entries: int


class BuildReport(Struct, frozen=True):
    """What `build` made. `first_page` is where to look; `links` are those of all that it built.

    `changes_on` is the first day on which the same files would give something else.
    """

    school_name: str
    diagnostics: tuple[Diagnostic, ...]
    learners: tuple[str, ...]
    entries: int
    output: Path
    pages: int
    media: int
    written: int
    unchanged: int
    removed: int
    first_page: Path | None
    links: tuple[ProfileLink, ...] = ()
    changes_on: dt.date | None = None
