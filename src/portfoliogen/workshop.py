"""What all learners of a school have in common, and which learner or audience somebody means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.addresses import SecretError, address_learners, keep_secret, read_secret
from portfoliogen.check.audience_fields import FORMS
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.finding import find_learner
from portfoliogen.locking.readers import READERS_FILE, read_readers
from portfoliogen.model.visibility import Visibility
from portfoliogen.reports import SchoolError
from portfoliogen.text import nearest, slug

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.addresses import Addresses
    from portfoliogen.locking.readers import Reader
    from portfoliogen.model.learner import LearnerJob
    from portfoliogen.model.school import School
    from portfoliogen.opening import OpenSchool
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words


class Workshop(Struct, frozen=True):
    """What all learners of a school have in common; made once in each worker.

    `store` is where finished media are kept. `readers` may open locked profiles. `audience` is the only one to
    build for; empty for all.
    """

    school: School
    theme: Theme
    words: Words
    vocabulary: Vocabulary
    today: dt.date
    addresses: Addresses
    store: Path
    readers: tuple[Reader, ...] = ()
    audience: str = ""


def workshop(opened: OpenSchool, today: dt.date, output: Path, secret: bytes) -> Workshop:
    """What all learners of a school have in common, made of a school that was opened.

    Raises:
        SchoolError: The table of readers is there and cannot be read.
    """
    school = opened.school
    return Workshop(
        school,
        opened.theme,
        opened.theme.words_in(school.language),
        Vocabulary(school.framework, school.courses),
        today,
        address_learners(opened.jobs, secret),
        output / ".portfoliogen" / "cache" / "media",
        read_readers(Path(school.root)),
    )


def address_secret(school: School, *, make: bool = True) -> bytes:
    """The secret behind public addresses, made only where somebody may be public or somebody may unlock.

    Raises:
        SchoolError: It is there and cannot be used.
    """
    agreed = [school.publish, *(row.publish for row in school.roster if row.publish is not None)]
    if Visibility.PUBLIC not in agreed and not (Path(school.root) / READERS_FILE).is_file():
        return b""
    try:
        return keep_secret(Path(school.root)) if make else read_secret(Path(school.root))
    except SecretError as error:
        raise SchoolError(error.message, error.hint) from error


def chosen(opened: OpenSchool, learner: str) -> tuple[LearnerJob, ...]:
    """The jobs to do: all, or the one whose name or folder has `learner` in it.

    Raises:
        SchoolError: Nobody has it, or several do.
    """
    return (find_learner(opened.jobs, learner),) if learner else opened.jobs


def known_audience(audience: str, school: School, jobs: Iterable[LearnerJob]) -> str:
    """The key of an audience that somebody named: one of the school's, or one that a learner has."""
    own = {slug(file.stem) for job in jobs for file in job.files if file.path.casefold().startswith("audiences/")}
    keys = sorted({one.key for one in school.audiences} | own)
    if slug(audience) in keys:
        return slug(audience)
    raise unknown_audience(audience, keys)


def unknown_audience(audience: str, keys: Iterable[str]) -> SchoolError:
    """What to say where somebody named an audience that is none of `keys`; a form needs a line in school.yml."""
    form = slug(audience)
    if form in FORMS:
        return SchoolError(
            f"There is no audience “{audience}”: that is a form, and who gets it is said in school.yml.",
            "Write there, in your words:\n"
            f"audiences:\n  {form}: {{who: Who reads it, decision: what they decide, form: {form}}}",
        )
    near = nearest(form, keys)
    return SchoolError(
        f"There is no audience “{audience}”.", f"Did you mean “{near}”?" if near else f"There are: {', '.join(keys)}."
    )
