"""What is to be written: the plan of one profile, and the files that came of it."""

from __future__ import annotations

from dataclasses import dataclass

from portfoliogen.diagnostics import Diagnostic
from portfoliogen.model.media import MediaJob
from portfoliogen.views import LearnerView, PageView, SiteView


@dataclass(frozen=True, slots=True)
class PagePlan:
    """A page: where it goes, which template draws it, what it knows."""

    page: PageView
    template: str
    view: object


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything of one profile; nothing outside it is made. Pages and media are sorted by output.

    `folder` is the profile's address below the site. `names` are the people who appear in it.
    """

    site: str
    folder: str
    audience: str
    learner: LearnerView
    view: SiteView
    pages: tuple[PagePlan, ...]
    media: tuple[MediaJob, ...]
    assets: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of a profile: its path below the profile's folder, and its bytes or where they lie."""

    path: str
    data: bytes | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile, ready to be written: every file of its folder, sorted by path."""

    site: str
    folder: str
    name: str
    group: str
    files: tuple[OutputFile, ...]


@dataclass(frozen=True, slots=True)
class LearnerSite:
    """All that the build of one learner gave. `learner` names whose it is; `entries` counts theirs."""

    learner: str
    profiles: tuple[Profile, ...]
    diagnostics: tuple[Diagnostic, ...]
    entries: int = 0
