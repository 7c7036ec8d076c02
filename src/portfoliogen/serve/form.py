"""The form for a new entry: it works without a script, and asks what the kind of entry is good for."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from msgspec import Struct, field

from portfoliogen.serve.looking import NEW
from portfoliogen.serve.screens import name, screen, text
from portfoliogen.serve.settings import MAX_PHOTO_BYTES, MAX_TITLE_CHARACTERS, PHOTO_ROWS
from portfoliogen.serve.uploads import Sent
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from portfoliogen.model.framework import Framework, Kind, Term
    from portfoliogen.serve.preview import Preview

_PHOTOS_AT_ONCE = 2
_PHOTO_TYPES = ".jpg,.jpeg,.png,.webp,.gif,.heic,.heif,.avif"


class Asked(Struct, frozen=True):
    """What the form is to begin with: what was said so far, and what is wrong with it."""

    sent: Sent = field(default_factory=Sent)
    problems: tuple[str, ...] = ()


def form_page(preview: Preview, asked: Asked, token: str, today: dt.date) -> bytes:
    """Draw the form."""
    framework = preview.opened.school.framework
    language = preview.opened.school.language
    sent = asked.sent
    kind = next((one for one in framework.kinds if one.key == sent.one("kind")), None)
    parts = [
        _problems(asked.problems),
        _kinds(framework, sent, kind, language),
        f'<form method="post" action="{NEW}" enctype="multipart/form-data">',
        f'<input type="hidden" name="token" value="{text(token)}">',
        f'<input type="hidden" name="kind" value="{text(kind.key if kind else "")}">',
        _learners(preview, sent.one("learner")),
        _line("title", "Title", sent.one("title"), f'type="text" maxlength="{MAX_TITLE_CHARACTERS}" required'),
        _line("date", "Date", sent.one("date") or today.isoformat(), 'type="date"'),
        _text(kind, sent.one("text")),
        _photos(sent, again=bool(asked.problems)),
        _strands(framework.strands, sent, language),
        _skills(framework.skills, sent, language),
        '<button type="submit">Save and see the page</button>',
        "</form>",
    ]
    return screen("Add an entry", "\n".join(filter(None, parts)))


def _line(key: str, label: str, value: str, attributes: str) -> str:
    return (
        f'<p><label class="label" for="{key}">{label}</label>'
        f'<input id="{key}" name="{key}" {attributes} autocomplete="off" value="{text(value)}"></p>'
    )


def _problems(problems: tuple[str, ...]) -> str:
    if not problems:
        return ""
    points = "".join(f"<li>{text(one)}</li>" for one in problems)
    return f'<div class="problems" role="alert"><p><b>Not saved yet.</b></p><ul>{points}</ul></div>'


def _kinds(framework: Framework, sent: Sent, chosen: Kind | None, language: str) -> str:
    links = []
    for kind in framework.kinds:
        query = urlencode({"kind": kind.key, "learner": sent.one("learner")})
        here = ' aria-current="true"' if kind is chosen else ""
        links.append(f'<li><a href="{NEW}?{text(query)}"{here}>{text(kind.name_in(language))}</a></li>')
    return (
        f'<nav aria-label="Kind of entry"><p class="label">What kind of entry is it?</p>'
        f'<p class="help">Choose this first: the form begins again with questions that help to write.</p>'
        f'<ul class="kinds">{"".join(links)}</ul></nav>'
    )


def _learners(preview: Preview, chosen: str) -> str:
    people = sorted(
        (
            (job.group, preview.told[folder].name if folder in preview.told else job.name, folder)
            for folder, job in preview.jobs.items()
        ),
        key=lambda one: (natural_key(one[0]), one[0], natural_key(one[1]), one[2]),
    )
    groups = []
    for group, members in groupby(people, key=lambda one: one[0]):
        options = "".join(
            f'<option value="{text(folder)}"{" selected" if folder == chosen or len(people) == 1 else ""}>'
            f"{text(shown)}</option>"
            for _, shown, folder in members
        )
        groups.append(f'<optgroup label="{text(group)}">{options}</optgroup>' if group else options)
    first = (
        ""
        if len(people) == 1
        else '<option value="" disabled' + ("" if chosen else " selected") + ">Choose a learner</option>"
    )
    return (
        f'<p><label class="label" for="learner">Whose entry is it?</label>'
        f'<select id="learner" name="learner">{first}{"".join(groups)}</select></p>'
    )


def _text(kind: Kind | None, words: str) -> str:
    prompts = ""
    if kind and kind.prompts:
        points = "".join(f"<li>{text(one)}</li>" for one in kind.prompts)
        prompts = f'<ul class="prompts" id="prompts">{points}</ul>'
    hint = ' aria-describedby="prompts"' if prompts else ""
    return (
        f'<div><label class="label" for="text">In your own words</label>{prompts}'
        f'<textarea id="text" name="text"{hint}>\n{text_of_area(words)}</textarea></div>'
    )


def text_of_area(words: str) -> str:
    """What somebody wrote, line by line as they wrote it."""
    return "\n".join(text(line) for line in words.replace("\r\n", "\n").split("\n"))


def _photos(sent: Sent, *, again: bool) -> str:
    rows = [
        f'<div class="photo"><label>Photo {number} <input type="file" name="photo-{number}" accept="{_PHOTO_TYPES}">'
        f'</label><label>What is to be seen? <input type="text" name="alt-{number}" maxlength="300" '
        f'value="{text(sent.one(f"alt-{number}"))}"></label></div>'
        for number in range(1, PHOTO_ROWS + 1)
    ]
    wanted = any(sent.one(f"alt-{number}") for number in range(_PHOTOS_AT_ONCE + 1, PHOTO_ROWS + 1))
    more = (
        f"<details{' open' if wanted else ''}><summary>More photos</summary>{''.join(rows[_PHOTOS_AT_ONCE:])}</details>"
    )
    lost = "<p><b>Choose the photos again, please:</b> a browser does not keep them.</p>" if again else ""
    return (
        f'<fieldset><legend>Photos</legend>{lost}<p class="help">Up to {MAX_PHOTO_BYTES // (1024 * 1024)} MB each. '
        "Where they were taken, and by which phone, is removed before anything is published.</p>"
        f"{''.join(rows[:_PHOTOS_AT_ONCE])}{more}</fieldset>"
    )


def _strands(strands: Iterable[Term], sent: Sent, language: str) -> str:
    chosen = sent.all("strand")
    boxes = "".join(
        f'<label><input type="checkbox" name="strand" value="{text(one.key)}"'
        f"{' checked' if one.key in chosen else ''}> {name(one.name_in(language))}</label>"
        for one in strands
    )
    return f'<fieldset><legend>Strands</legend><div class="choices">{boxes}</div></fieldset>'


def _skills(skills: Iterable[Term], sent: Sent, language: str) -> str:
    chosen = sent.all("skill")
    rows = "".join(
        f'<div class="skill"><label><input type="checkbox" name="skill" value="{text(one.key)}"'
        f"{' checked' if one.key in chosen else ''}> {name(one.name_in(language))}</label>"
        f'<label><span class="help">How does it show?</span> <input type="text" name="how-{text(one.key)}" '
        f'maxlength="500" value="{text(sent.one(f"how-{one.key}"))}"></label></div>'
        for one in skills
    )
    return f"<fieldset><legend>Skills</legend>{rows}</fieldset>"
