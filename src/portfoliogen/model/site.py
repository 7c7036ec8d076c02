"""What is to be written: the plan of one profile, and the files that came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from msgspec import Struct

from portfoliogen.diagnostics import Diagnostic
from portfoliogen.model.media import MediaJob
from portfoliogen.views.parts import LearnerView, PageView, SiteView


class PagePlan(Struct, frozen=True):
    """A page: where it goes, which template draws it, what it knows."""

    page: PageView
    template: str
    view: object


class Release(Struct, frozen=True):
    """What a profile lets out and to whom: all that its receipt tells besides the files.

    `learner` is the name as this audience sees it. `until` is an ISO day, or empty. entries: title and page.
    media: key and kind. `people` are others who appear, `endorsers` adults who stand behind an entry. `readers`
    are those who have a passphrase; empty where the profile is not locked.
    """

    learner: str
    audience: str
    who: str
    decision: str
    form: str
    until: str
    entries: tuple[tuple[str, str], ...]
    media: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    endorsers: tuple[str, ...]
    readers: tuple[str, ...] = ()


class OutputFile(Struct, frozen=True):
    """A file of a profile: its path below the profile's folder; and its bytes, what makes them, or where they lie."""

    path: str
    data: bytes | None = None
    source: str = ""
    make: Callable[[], bytes] | None = None

    @property
    def content(self) -> bytes | None:
        """The bytes, made now where they are made when they are needed; None where they lie on disk."""
        return self.make() if self.make is not None else self.data


class SitePlan(Struct, frozen=True):
    """Everything of one profile; nothing outside it is made. Pages and media are sorted by output.

    `folder` is the profile's address below the site. `release` tells what it lets out, and to whom. `files` are
    those that a form gives to take away.
    """

    site: str
    folder: str
    audience: str
    learner: LearnerView
    view: SiteView
    pages: tuple[PagePlan, ...]
    media: tuple[MediaJob, ...]
    assets: tuple[str, ...] = ()
    release: Release | None = None
    files: tuple[OutputFile, ...] = ()


class Profile(Struct, frozen=True):
    """One profile, ready to be written: every file of its folder, sorted by path.

    `media` are the names of finished media that went into a locked profile, where no file has them any more.
    """

    site: str
    folder: str
    name: str
    group: str
    files: tuple[OutputFile, ...]
    release: Release | None = None
    media: tuple[str, ...] = ()


class LearnerSite(Struct, frozen=True):
    """All that the build of one learner gave. `learner` names whose it is; `entries` counts theirs.

    `withdrawn` are addresses (site, folder) that this learner might have had and has no more. `changes_on` is
    the first day on which the same files would give something else: an embargo ends, consent runs out.
    """

    learner: str
    profiles: tuple[Profile, ...]
    diagnostics: tuple[Diagnostic, ...]
    entries: int = 0
    folder: str = ""
    withdrawn: tuple[tuple[str, str], ...] = ()
    changes_on: dt.date | None = None
