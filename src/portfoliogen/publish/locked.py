"""Locked profiles on their way out: whether a browser will be able to open them there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from portfoliogen.opening import open_school
from portfoliogen.publish.targets import TargetKind

if TYPE_CHECKING:
    from portfoliogen.publish import Publication

_SAFE_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


def warning_of_locks(publication: Publication) -> str:
    """What to know before locked profiles go there, in a sentence or two; empty where all is well.

    Browsers decrypt under https://, on localhost and from a folder only.
    """
    count = sum(1 for one in publication.site.receipts if one.release.readers)
    # Pages under github.io, and those of a domain with a certificate, answer under https alone.
    if not count or publication.target.kind is TargetKind.PAGES:
        return ""
    school = open_school(publication.root, publication.site.folder.parent).school
    address = dict(school.web).get(publication.site.name, "")
    url = urlsplit(address)
    if url.scheme == "https" or (url.hostname or "") in _SAFE_HOSTS:
        return ""
    said = "1 profile is locked" if count == 1 else f"{count} profiles are locked"
    where = (
        f"school.yml says that this site is at {address}, where no browser can open that. "
        "Let the server answer under https://."
        if address
        else "That opens under https:// and from a folder, but under http:// no browser can open it; "
        "school.yml does not say where this site is (“addresses:”)."
    )
    return f"{said}. {where}"
