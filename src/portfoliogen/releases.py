"""What a build leaves behind besides its sites: receipts of what was written, and the table of links."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.addresses import SECRET_FILE
from portfoliogen.links import LINKS_FILE, ProfileLink, link_to, read_links, write_links, write_qr_codes
from portfoliogen.model.site import LearnerSite, Profile
from portfoliogen.receipts import Receipt, read_receipts
from portfoliogen.reports import SchoolError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from portfoliogen.model.school import School
    from portfoliogen.write import Staged


def receipts_of(sites: Iterable[LearnerSite], staged: Iterable[Staged]) -> tuple[Receipt, ...]:
    """A receipt for each profile, of the files as they were written."""
    written = {one.address: one for one in staged if not one.in_the_way}
    return tuple(
        Receipt(one.site, one.folder, one.group, one.release, written[one.site, one.folder].files)
        for site in sites
        for one in site.profiles
        if one.release is not None and (one.site, one.folder) in written
    )


def with_earlier(sites: Iterable[LearnerSite], output: Path, gone: Collection[tuple[str, str]]) -> list[LearnerSite]:
    """The profiles that were built, and those that stay from earlier builds, as far as an index lists them."""
    sites = list(sites)
    built = {(profile.site, profile.folder) for site in sites for profile in site.profiles}
    for one in read_receipts(output):
        if (one.site, one.folder) not in built and (one.site, one.folder) not in gone:
            profile = Profile(one.site, one.folder, one.release.learner, one.group, (), one.release)
            sites.append(LearnerSite(one.release.learner, (profile,), ()))
    return sites


def links_are_lost(root: Path, output: Path) -> bool:
    """Whether public links were handed out, and the secret that made them is gone."""
    if (root / SECRET_FILE).exists():
        return False
    public = (output / ".portfoliogen" / "profiles" / "public").glob("*.json")
    return any(one.is_hidden for one in read_links(root)) or next(public, None) is not None


def keep_links(sites: Iterable[LearnerSite], school: School, *, whole: bool, qr_codes: bool) -> tuple[ProfileLink, ...]:
    """Bring the table of links up to date, where anything is public or somebody asked.

    Args:
        whole: These are all learners and audiences; else the rest of the table stays.
        qr_codes: Keep the table in any case, and make QR codes.

    Returns:
        The links of the profiles that were built.

    Raises:
        SchoolError: The school's folder cannot be written.
    """
    sites = tuple(sites)
    root = Path(school.root)
    web = dict(school.web)
    made = tuple(
        ProfileLink(
            site.learner,
            profile.group,
            profile.release.audience,
            profile.release.who,
            link_to(profile.site, profile.folder, web),
            profile.release.until,
            profile.site,
            profile.folder,
            site.folder,
        )
        for site in sites
        for profile in site.profiles
        if profile.release is not None
    )
    groups = {one.learner: one.group for one in made if one.group}
    made = tuple(replace(one, group=groups.get(one.learner, "")) for one in made)
    earlier = () if whole else _that_stay(read_links(root), sites)
    there = (root / LINKS_FILE).exists()
    if not (qr_codes or there or any(one.is_hidden for one in (*made, *earlier))):
        return made
    try:
        # Where every address can be read off the list of all, and nobody asks, there is nothing to hand out.
        wanted = qr_codes or any(one.is_hidden for one in (*made, *earlier))
        write_links(root, (*made, *earlier) if wanted else ())
        if qr_codes:
            write_qr_codes(root, (*made, *earlier))
    except OSError as error:
        raise SchoolError(
            f"The sites are made, but the table of links could not be kept in “{root / LINKS_FILE}”: "
            f"{(error.strerror or 'no reason given').lower()}.",
            "Let this computer write to the school's folder, then build again.",
        ) from error
    return made


def _that_stay(links: Iterable[ProfileLink], sites: Iterable[LearnerSite]) -> tuple[ProfileLink, ...]:
    taken = {(profile.site, profile.folder) for site in sites for profile in site.profiles}
    taken |= {address for site in sites for address in site.withdrawn}
    return tuple(one for one in links if (one.site, one.folder) not in taken)
