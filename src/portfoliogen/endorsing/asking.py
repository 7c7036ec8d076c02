"""Somebody outside is asked: one page that works without a network and gives back a small file."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.endorsing.files import only_writer, write_whole
from portfoliogen.endorsing.form import Form, Question, draw_form
from portfoliogen.model.documents import Reference
from portfoliogen.model.visibility import Visibility
from portfoliogen.read.endorsement_files import ASKED
from portfoliogen.reports import SchoolError
from portfoliogen.text import slug
from portfoliogen.yaml_writing import lines_of

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.endorsing.entries import Candidate, OpenEntries
    from portfoliogen.model.learner import Learner
    from portfoliogen.model.school import Adult

_TOKEN_BYTES = 18


class Wanted(Struct, frozen=True):
    """Whom to ask, and whether the page shows the learner's text."""

    adult: Adult
    role: str = ""
    organisation: str = ""
    with_text: bool = False


class Asked(Struct, frozen=True):
    """What was made: the page to send, its name, and whether it shows the learner's text."""

    name: str
    html: str
    shows_text: bool
    called: str


def ask(opened: OpenEntries, candidate: Candidate, wanted: Wanted) -> Asked:
    """Make a page that asks somebody for a statement, and note that they were asked.

    The page says no more of a learner than it must: the name that may be known outside, the title and the day.
    The text is in it only where it may be public anyway, or where staff say so.

    Raises:
        SchoolError: The entry is private, or there is nobody outside to ask, or the note cannot be written.
    """
    entry, learner = candidate.entry, candidate.learner
    if entry.visibility is Visibility.PRIVATE or entry.draft:
        raise SchoolError(
            f"“{candidate.title}” is private, so nobody outside can be asked about it.",
            "Talk with the learner; “visibility: school” in the entry lets you ask.",
        )
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    called = outside_name(learner)
    public = min(entry.visibility, learner.publish) is Visibility.PUBLIC and entry.embargo_until is None
    shows_text = wanted.with_text or public
    vocabulary = opened.register.vocabulary
    names = {skill.key: skill.name_in(opened.school.language) for skill in vocabulary.skills.terms}
    adult = wanted.adult
    organisation = wanted.organisation or adult.organisation or (adult.name if adult.provider else "")
    form = Form(
        language=opened.school.language,
        school=opened.school.name,
        learner=called,
        title=_without(candidate.title, learner, called),
        day=_day(candidate),
        name=adult.name,
        role=wanted.role or adult.role,
        organisation=organisation,
        text=_without(plain_text(candidate), learner, called) if shows_text else "",
        questions=tuple(
            Question(claim.skill, names[claim.skill], _without(claim.how, learner, called) if shows_text else "")
            for claim in entry.skills
        ),
        request=token,
        hash=candidate.hash,
        asked=opened.register.today.isoformat(),
    )
    html = draw_form(form)
    _note(opened, candidate, adult, organisation, token)
    return Asked(f"{slug(f'{called} {candidate.title}')} for {slug(adult.name)}.html", html, shows_text, called)


def outside_name(learner: Learner) -> str:
    """The name by which people outside may know a learner; the first name alone where nothing was agreed."""
    words = learner.name.split()
    if learner.publish is Visibility.PUBLIC and learner.shown_as == "full":
        return learner.name
    if learner.publish is Visibility.PUBLIC and learner.shown_as == "initials":
        return " ".join(f"{word[0].upper()}." for word in words) or learner.name
    return words[0] if words else learner.name


def _without(text: str, learner: Learner, called: str) -> str:
    return text.replace(learner.name, called)


def _day(candidate: Candidate) -> str:
    span = candidate.entry.date
    if span is None:
        return ""
    return {"day": span.first.isoformat(), "month": f"{span.first:%Y-%m}", "year": f"{span.first:%Y}"}.get(
        span.precision, f"{span.first.isoformat()} – {span.last.isoformat()}"
    )


def plain_text(candidate: Candidate) -> str:
    """An entry's words without pictures, links and marks."""
    import re  # noqa: PLC0415 - one pattern, for a form only
    from html import unescape  # noqa: PLC0415

    html = "".join(" " if isinstance(piece, Reference) else piece for piece in candidate.entry.body.pieces)
    lines = re.sub(r"</(?:p|li|h\d|tr|blockquote|pre|dd|dt)>|<br ?/?>", "\n", html)
    plain = unescape(re.sub(r"<[^>]*>", "", lines))
    return "\n".join(filter(None, (" ".join(line.split()) for line in plain.split("\n"))))


def request_file(root: Path, token: str) -> Path:
    """Where it is noted that somebody was asked; only the page that was sent knows the token itself."""
    return root / ASKED / f"{hashlib.sha256(token.encode()).hexdigest()[:32]}.yml"


def _note(opened: OpenEntries, candidate: Candidate, adult: Adult, organisation: str, token: str) -> None:
    row = candidate.job.row
    fields: dict[str, object] = {
        "to": adult.name,
        "organisation": organisation,
        "date": opened.register.today.isoformat(),
        "learner": candidate.job.folder,
        "learner_id": row.id if row else "",
        "entry": candidate.entry.key,
        "entry_id": candidate.entry.id,
        "title": candidate.title,
        "hash": candidate.hash,
        "skills": {claim.skill: "" for claim in candidate.entry.skills},
    }
    kept = {key: value for key, value in fields.items() if value not in ("", {})}
    text = (
        "\n".join(
            [
                "# Somebody was sent a form. Keep this until it comes back: portfoliogen endorse --accept FILE",
                *lines_of(kept),
            ]
        )
        + "\n"
    )
    with only_writer(opened.root):
        write_whole(request_file(opened.root, token), text.encode())
