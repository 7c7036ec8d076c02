"""`portfoliogen endorse`: vouch for entries, see what waits, ask somebody outside."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from portfoliogen.cli import endorse_show, errors, options, show
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from datetime import datetime

    from portfoliogen.endorsing import Candidate, OpenEntries
    from portfoliogen.model.school import Adult
    from portfoliogen.reports import SchoolError

_HELP = """Vouch for learners' work: as it stands today, in your own words.

ENTRY is any part of the learner's name and of the title. DIR is the school's folder; without it, the folder
that you are in. Without an ENTRY you are shown what waits, and asked.

\b
Examples:
  portfoliogen endorse
  portfoliogen endorse "amara volcano" --by "Mrs Lane" --statement "She tried three mixtures." --step creativity=6
  portfoliogen endorse "amara volcano" "ben moon" --by "Mrs Lane" --level seen
  portfoliogen endorse "amara rowing" --ask --to "Coach Mehmet, Harbour Rowing"
  portfoliogen endorse --accept statement-x7Tq2a.json

Learners' own files are only read. What is written goes into the school's folder “endorsements”.
"""
_OWN_FILES = ("school.yml", "school.yaml", "roster.csv", "people.yml", "people.yaml", "learners")


class Wish(Struct, frozen=True):
    """All that the command line says, but for what it is about."""

    by: str = ""
    role: str = ""
    organisation: str = ""
    level: str = ""
    statement: str = ""
    next: str = ""
    steps: tuple[str, ...] = ()
    day: date | None = None
    named: bool | None = None
    reason: str = ""
    to: str = ""
    seed: str = ""
    output: Path | None = None
    sample: int = 0
    accept: tuple[Path, ...] = ()
    listing: bool = False
    as_json: bool = False
    withdraw: bool = False
    ask: bool = False
    with_text: bool = False
    add_person: bool = False


@click.command("endorse", help=_HELP)
@click.argument("words", nargs=-1, metavar="[DIR] [ENTRY]...")
@click.option("--by", default="", metavar="NAME", help="Who vouches: somebody of people.yml.")
@click.option(
    "--level",
    type=click.Choice(["seen", "confirmed", "validated"]),
    help="How far it goes. Without it: confirmed where something is said, else seen.",
)
@click.option("--statement", default="", metavar="TEXT", help="What you saw, in a few plain sentences.")
@click.option("--next", "next_step", default="", metavar="TEXT", help="A next step that the learner can take.")
@click.option(
    "--step", "steps", multiple=True, metavar="SKILL=STEP", help="A skill that you confirm, and how far along."
)
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="When you looked at it, if not today."
)
@click.option("--role", default="", metavar="ROLE", help="Their role, where people.yml does not say it.")
@click.option("--organisation", default="", metavar="NAME", help="Where they are from, outside the school.")
@click.option("--named/--not-named", default=None, help="Whether they agreed to be named outside the school.")
@click.option("--add-person", is_flag=True, help="Put the person into people.yml first.")
@click.option("--list", "listing", is_flag=True, help="Show what waits: new entries, and those that changed since.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
@click.option("--withdraw", is_flag=True, help="Take back what --by said of these entries.")
@click.option("--reason", default="", metavar="TEXT", help="Why it is taken back.")
@click.option(
    "--sample", type=click.IntRange(1, 1000), metavar="N", help="Pick N confirmed entries for a second adult."
)
@click.option("--seed", default="", metavar="WORD", help="Pick the same entries as an earlier --sample did.")
@click.option("--ask", is_flag=True, help="Make a page to send to somebody outside.")
@click.option("--to", default="", metavar="NAME, ORGANISATION", help="Whom to ask.")
@click.option(
    "--with-text", is_flag=True, help="With --ask: show them what the learner wrote, though it is not public."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="With --ask: where to put the page."
)
@click.option(
    "--accept",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take in a statement that came back.",
)
@options.TODAY
def command(words: tuple[str, ...], today: datetime | None, **said: Any) -> int:  # noqa: ANN401 - options by name
    """Do what is asked for with one school."""
    day = said.pop("day")
    wish = Wish(
        day=day.date() if day else None,
        next=said.pop("next_step"),
        level=said.pop("level") or "",
        sample=said.pop("sample") or 0,
        **said,
    )
    folder, entries = _split(words)
    now = today.date() if today else date.today()
    return errors.for_each_school((folder,), lambda one: _work(one, entries, wish, now))[0]


def _usage(message: str, hint: str) -> SchoolError:
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - all stages come with it

    return SchoolError(message, hint)


def _split(words: tuple[str, ...]) -> tuple[Path, tuple[str, ...]]:
    """The school's folder, and the entries. A first word that is a folder is the school's, unless we are in it."""
    if words and Path(words[0]).is_dir():
        here = any(Path(name).exists() for name in _OWN_FILES)
        if not here or any((Path(words[0]) / name).exists() for name in _OWN_FILES):
            return Path(words[0]), words[1:]
    return Path(), words


def _work(folder: Path, words: tuple[str, ...], wish: Wish, today: date) -> int:
    from portfoliogen.endorsing import open_entries  # noqa: PLC0415 - all stages come with it

    progress = show.Progress(wanted=not wish.as_json)
    try:
        opened = open_entries(folder, today, progress)
    finally:
        progress.clear()
    if wish.accept:
        return _accept(opened, wish)
    if wish.sample:
        return _sample(opened, wish, today)
    if wish.listing or (wish.as_json and not words):
        return endorse_show.tell_waiting(opened, as_json=wish.as_json)
    if wish.ask:
        return _ask(opened, words, wish)
    if not words:
        if show.is_watched(sys.stdin) and show.is_watched(sys.stdout):
            from portfoliogen.cli import endorse_talk  # noqa: PLC0415 - on a terminal only

            return endorse_talk.talk(opened, wish.by)
        raise _usage("No entry was named.", "Name one, such as “amara volcano”, or use --list to see what waits.")
    if not wish.by:
        raise _usage("Nobody vouches.", "Say who: --by “Mrs Lane”.")
    candidates = _find(opened, words)
    if wish.withdraw:
        return _withdraw(opened, candidates, wish)
    return _record(opened, candidates, wish, today)


def _find(opened: OpenEntries, words: tuple[str, ...]) -> list[Candidate]:
    """All entries that are named, each once; where one is not clear, nothing is done to any."""
    from portfoliogen.endorsing import find_entry  # noqa: PLC0415 - see above

    return list({one.path: one for one in (find_entry(opened, word) for word in words)}.values())


def _adult(opened: OpenEntries, name: str, wish: Wish) -> tuple[OpenEntries, Adult]:
    from portfoliogen.endorsing import add_adult, find_adult  # noqa: PLC0415 - see above

    if wish.add_person and opened.register.adult(name) is None:
        if not wish.role:
            raise _usage("Their role is missing.", "Say who they are: --role teacher, for example.")
        opened, adult = add_adult(opened, name, wish.role, wish.organisation)
        _aside(wish, f"Added {visible(adult.name)} to people.yml.")
        return opened, adult
    return opened, find_adult(opened, name)


def _aside(wish: Wish, text: str) -> None:
    if not wish.as_json:
        show.say(text)


def _record(opened: OpenEntries, candidates: list[Candidate], wish: Wish, today: date) -> int:
    from portfoliogen.endorsing import NewStatement, record  # noqa: PLC0415 - see above
    from portfoliogen.model.endorsements import Level  # noqa: PLC0415 - see above

    skills = endorse_show.read_steps(opened, wish.steps)
    opened, adult = _adult(opened, wish.by, wish)
    level = wish.level or ("confirmed" if wish.statement.strip() or skills else "seen")
    new = NewStatement(
        adult,
        wish.day or today,
        Level[level.upper()],
        wish.statement,
        wish.next,
        skills,
        wish.named,
        wish.role,
        wish.organisation,
    )
    made = [(one, record(opened, one, new)) for one in candidates]
    endorse_show.tell_recorded(made, new, as_json=wish.as_json, root=opened.root)
    return errors.FINE


def _withdraw(opened: OpenEntries, candidates: list[Candidate], wish: Wish) -> int:
    from portfoliogen.endorsing import find_adult, withdraw  # noqa: PLC0415 - see above

    adult = find_adult(opened, wish.by)
    for one in candidates:
        withdraw(opened, one, adult, wish.reason)
        show.say(
            f"Taken back: what {visible(adult.name)} said of “{visible(one.title)}” by {visible(one.learner.name)}."
        )
    show.say("The next build shows it no longer.")
    return errors.FINE


def _sample(opened: OpenEntries, wish: Wish, today: date) -> int:
    from portfoliogen.endorsing import find_adult, sample  # noqa: PLC0415 - see above

    seed = wish.seed or today.isoformat()
    adult = find_adult(opened, wish.by) if wish.by else None
    endorse_show.tell_sample(sample(opened, wish.sample, seed, adult), seed, as_json=wish.as_json)
    return errors.FINE


def _ask(opened: OpenEntries, words: tuple[str, ...], wish: Wish) -> int:
    from portfoliogen.endorsing import Wanted, add_adult, ask  # noqa: PLC0415 - see above
    from portfoliogen.text import nearest  # noqa: PLC0415 - see above

    if len(words) != 1 or not wish.to:
        raise _usage(
            "It takes one entry, and somebody to ask.",
            "Write it like this: --ask “amara rowing” --to “Coach Mehmet, Harbour Rowing”",
        )
    candidate = _find(opened, words)[0]
    name, _, organisation = (part.strip() for part in wish.to.partition(","))
    adult = opened.register.adult(name)
    if adult is None and (wish.add_person or not nearest(name, [one.name for one in opened.school.adults])):
        opened, adult = add_adult(opened, name, wish.role, organisation or wish.organisation)
        show.say(f"Added {visible(name)} to people.yml, so that the school knows who is speaking.")
    elif adult is None:
        opened, adult = _adult(opened, name, wish)
    made = ask(opened, candidate, Wanted(adult, wish.role, organisation or wish.organisation, wish.with_text))
    file = wish.output or Path(made.name)
    file = file / made.name if file.is_dir() else file
    try:
        file.write_text(made.html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise _usage(
            f"“{file}” could not be written: {(error.strerror or 'the disk refuses').lower()}.",
            "Choose another place with -o.",
        ) from error
    text = "It shows what the learner wrote." if made.shows_text else "It does not show what the learner wrote."
    show.say(
        f"Wrote {visible(str(file))}.\n{text} It calls the learner “{visible(made.called)}”.\n"
        f"Send it to {visible(adult.name)}. When their small file comes back: portfoliogen endorse --accept FILE"
    )
    return errors.FINE


def _accept(opened: OpenEntries, wish: Wish) -> int:
    from portfoliogen.endorsing import accept  # noqa: PLC0415 - see above

    changed = False
    for file in wish.accept:
        made = accept(opened, file)
        show.say(
            f"Accepted: {visible(made.adult)} on “{visible(made.candidate.title)}” by "
            f"{visible(made.candidate.learner.name)}."
        )
        if made.changed:
            changed = True
            show.complain("The entry has changed since they were asked, so its page will say so. Ask them again.")
    return errors.PROBLEMS if changed else errors.FINE
