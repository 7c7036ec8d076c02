"""What waits, shown one by one to somebody at a terminal, and what they say written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from portfoliogen.cli import endorse_show, errors, show
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from portfoliogen.endorsing import OpenEntries, Waiting
    from portfoliogen.model.school import Adult

_SHOWN = 30
_CUT = 600


def talk(opened: OpenEntries, by: str) -> int:
    """Show what waits, ask which, and write down what is said, until there is nothing more to say."""
    from portfoliogen.endorsing import waiting  # noqa: PLC0415 - all stages come with it

    left = list(waiting(opened))
    if not left:
        return endorse_show.tell_waiting(opened, as_json=False)
    adult = _who(opened, by)
    if adult is None:
        return errors.FINE
    while left:
        shown = left[:_SHOWN]
        show.say("\nWaiting for an adult:\n")
        for line in endorse_show.lines_of(shown, numbered=True):
            show.say(line)
        if len(left) > len(shown):
            show.say("\nThere is more behind these; name a learner with: portfoliogen endorse --list")
        answer = click.prompt("\nWhich one? Its number, or Enter to stop", default="", show_default=False).strip()
        if not answer:
            break
        if not (answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(shown)):
            show.say("Please write one of the numbers.")
            continue
        if _one(opened, shown[int(answer) - 1], adult):
            left.remove(shown[int(answer) - 1])
    show.say("Nothing more waits. Thank you." if not left else "Until next time.")
    return errors.FINE


def _who(opened: OpenEntries, by: str) -> Adult | None:
    from portfoliogen.endorsing import find_adult  # noqa: PLC0415 - as above
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above

    if not opened.school.adults:
        show.say("Nobody is in people.yml yet. Add yourself with a line such as “Mrs Lane: teacher”.")
        return None
    while True:
        word = (
            by
            or click.prompt(
                "Who are you? Your name as in people.yml, or Enter to stop", default="", show_default=False
            ).strip()
        )
        if not word:
            return None
        try:
            return find_adult(opened, word)
        except SchoolError as error:
            show.say(f"{visible(error.message)} {visible(error.hint)}")
            by = ""


def _one(opened: OpenEntries, waits: Waiting, adult: Adult) -> bool:
    """Show an entry and write down what is said of it; False where nothing is."""
    from portfoliogen.endorsing import NewStatement, record  # noqa: PLC0415 - as above
    from portfoliogen.endorsing.asking import plain_text  # noqa: PLC0415 - as above
    from portfoliogen.model.endorsements import Level  # noqa: PLC0415 - as above
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above

    one = waits.candidate
    text = plain_text(one)
    show.say(f"\n“{visible(one.title)}” by {visible(one.learner.name)}")
    if text:
        show.say("\n".join(visible(line) for line in (text[:_CUT] + ("…" if len(text) > _CUT else "")).split("\n")))
    if one.entry.media:
        show.say("With it: " + ", ".join(visible(item.source.name) for item in one.entry.media))
    show.say(f"All of it is in {visible(one.entry.at.path)}")
    level = click.prompt(
        "seen, confirmed, or Enter to leave it",
        default="",
        show_default=False,
        type=click.Choice(["seen", "confirmed", ""]),
        show_choices=False,
    )
    if not level:
        return False
    statement = click.prompt("What did you see? (Enter for nothing)", default="", show_default=False)
    following = click.prompt("A next step for the learner? (Enter for none)", default="", show_default=False)
    steps: tuple[tuple[str, int | None], ...] = ()
    while one.entry.skills:
        words = click.prompt(
            "Skills that you confirm, such as teamwork=6 creativity (Enter for none)", default="", show_default=False
        )
        try:
            steps = endorse_show.read_steps(opened, words.replace(",", " ").split())
            break
        except SchoolError as error:
            show.say(visible(f"{error.message} {error.hint}"))
    said = NewStatement(adult, opened.register.today, Level[level.upper()], statement, following, steps)
    recorded = record(opened, one, said)
    show.say(f"Written to {visible(recorded.file.relative_to(opened.root).as_posix())}.")
    return True
