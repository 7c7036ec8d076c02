"""What `build` says of links, and before anything is made: what somebody would see, what would change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import to_builtins

from portfoliogen.cli import errors, show
from portfoliogen.showing import counted, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from portfoliogen.links import ProfileLink
    from portfoliogen.looking_ahead import Preview

_PLACES = {
    "public": "the public site: whoever has the link",
    "school": "the school's own site",
    "private": "here alone: drafts and notes are never published",
}


def preview(folder: Path, audience: str, learner: str, today: date, *, as_json: bool) -> int:
    """Print what exactly an audience would see."""
    from portfoliogen import looking_ahead  # noqa: PLC0415 - all stages come with it

    previews = looking_ahead.preview(folder, audience, learner=learner, today=today)
    if as_json:
        show.say(json.dumps(to_builtins(previews), indent=2, ensure_ascii=False))
        return errors.FINE
    for one in previews:
        show.say("\n".join(_preview_lines(one)))
    if not previews:
        show.say(f"No learner has an audience “{visible(audience)}”.")
    return errors.FINE


def _preview_lines(one: Preview) -> Iterable[str]:
    yield f"{visible(one.learner)} for “{visible(one.audience)}”"
    if one.why_not:
        yield f"  Nothing is shown. {visible(one.why_not)}"
        return
    rows = (
        ("who sees it", one.who),
        ("what they decide", one.decision),
        ("until", one.until),
        ("where", _PLACES[one.site]),
        ("locked, opens for", ", ".join(one.readers)),
    )
    yield from (f"  {label}: {visible(value)}" for label, value in rows if value)
    lists: Sequence[tuple[str, Sequence[str]]] = (
        ("names", one.names),
        ("entries", one.entries),
        ("files, made anew without what is hidden in them", one.media),
        ("pages", [f"{title} ({path})" for title, path in one.pages]),
    )
    for label, values in lists:
        yield f"  {label}: {len(values) or 'none'}"
        yield from (f"    {visible(value)}" for value in values)


def differences(folder: Path, output: Path | None, learner: str, today: date, *, as_json: bool) -> int:
    """Print what a build would newly release or withdraw."""
    from portfoliogen import looking_ahead  # noqa: PLC0415 - as above

    changes = looking_ahead.differences(folder, output=output, learner=learner, today=today)
    if as_json:
        show.say(
            json.dumps(
                [{"learner": one.learner, "changes": one.sentences} for one in changes], indent=2, ensure_ascii=False
            )
        )
        return errors.FINE
    for one in changes:
        show.say("\n".join([visible(one.learner), *(f"  {visible(text)}" for text in one.sentences)]))
    if changes:
        show.say(f"Nothing was made. A build would change what others see of {counted(len(changes), 'learner')}.")
    else:
        show.say("A build would release nothing new and withdraw nothing.")
    return errors.FINE


def tell_links(links: Sequence[ProfileLink], root: Path) -> None:
    """Print the links that a teacher hands out, and where they are kept."""
    from portfoliogen.links import LINKS_FILE, QR_FOLDER  # noqa: PLC0415 - only where somebody asks

    for one in links:
        until = f", until {one.until}" if one.until else ""
        show.say(f"{visible(one.name)} ({visible(one.audience)}{until}): {visible(one.link)}")
    show.say(f"The same as a table: {visible(str(root / LINKS_FILE))}")
    if any(one.is_whole for one in links):
        show.say(f"QR codes: {visible(str(root / QR_FOLDER))}")
    if not all(one.is_whole for one in links):
        show.say(
            "Say in school.yml where your sites go, and links are whole and get QR codes:\n"
            "  addresses: {public: https://profiles.example.org}"
        )
