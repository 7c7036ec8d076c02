"""What `portfoliogen endorse` says: what waits, what was written, what was picked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from portfoliogen.cli import errors, show
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from portfoliogen.endorsing import Candidate, NewStatement, OpenEntries, Recorded, Waiting

_JSON_VERSION = 1


def read_steps(opened: OpenEntries, words: Sequence[str]) -> tuple[tuple[str, int | None], ...]:
    """Skills with their steps, as `teamwork=6`; a skill alone has none."""
    from portfoliogen.diagnostics import Diagnostic, Position  # noqa: PLC0415 - where a skill is confirmed
    from portfoliogen.reports import SchoolError  # noqa: PLC0415 - as above

    vocabulary = opened.register.vocabulary
    made: dict[str, int | None] = {}
    for word in words:
        found: list[Diagnostic] = []
        name, _, step = (part.strip() for part in word.partition("="))
        skill = vocabulary.skill(name, Position(""), found)
        number = vocabulary.step(skill, step, Position(""), found) if skill is not None and step else None
        if skill is None or (step and number is None):
            raise SchoolError(found[-1].message, found[-1].hint)
        made[skill.key] = number
    return tuple(made.items())


def tell_waiting(opened: OpenEntries, *, as_json: bool) -> int:
    """Say what waits, by learner."""
    from portfoliogen.endorsing import waiting  # noqa: PLC0415 - all stages come with it

    found = waiting(opened)
    if as_json:
        show.say(
            json.dumps(
                {"version": _JSON_VERSION, "waiting": [_as_fields(one) for one in found]}, indent=2, ensure_ascii=False
            )
        )
        return errors.FINE
    if not found:
        show.say("Nothing waits: every entry has been looked at by an adult, and none has changed since.")
        return errors.FINE
    for line in lines_of(found):
        show.say(line)
    show.say('\nTo vouch for one: portfoliogen endorse "part of the name and title" --by NAME')
    return errors.FINE


def lines_of(found: Sequence[Waiting], *, numbered: bool = False) -> list[str]:
    """What waits as lines: a learner, then their entries."""
    lines: list[str] = []
    last = None
    for number, one in enumerate(found, 1):
        if one.candidate.job.folder != last:
            last = one.candidate.job.folder
            group = f" ({visible(one.candidate.job.group)})" if one.candidate.job.group else ""
            lines.append(f"{chr(10) if lines else ''}{visible(one.candidate.learner.name)}{group}")
        mark = f"{number:>4}  " if numbered else "  "
        lines.append(f"{mark}{visible(one.candidate.title)}{_day(one.candidate)}{_why(one)}")
    return lines


def _day(one: Candidate) -> str:
    return f", {one.entry.date.first.isoformat()}" if one.entry.date else ""


def _why(one: Waiting) -> str:
    if one.since is None:
        return ""
    what = f" ({visible(', '.join(one.changes))})" if one.changes else ""
    return f": changed since {visible(one.since.name)} on {one.since.date.isoformat()}{what}"


def _entry_fields(one: Candidate) -> dict[str, object]:
    date = one.entry.date.first.isoformat() if one.entry.date else None
    return {"learner": one.learner.name, "entry": one.path, "title": one.title, "date": date, "hash": one.hash}


def _as_fields(one: Waiting) -> dict[str, object]:
    since = one.since
    told = {"by": since.name, "level": since.level.word, "date": since.date.isoformat()} if since else None
    return _entry_fields(one.candidate) | {"reason": one.reason, "since": told, "changes": list(one.changes)}


def tell_recorded(made: Sequence[tuple[Candidate, Recorded]], new: NewStatement, *, as_json: bool, root: Path) -> None:
    """Say what was written."""
    if as_json:
        show.say(
            json.dumps(
                {
                    "version": _JSON_VERSION,
                    "recorded": [
                        _entry_fields(one)
                        | {
                            "by": new.adult.name,
                            "level": new.level.word,
                            "id": recorded.id,
                            "file": recorded.file.relative_to(root).as_posix(),
                        }
                        for one, recorded in made
                    ],
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    for one, recorded in made:
        again = " It takes the place of what they said before." if recorded.superseded else ""
        show.say(
            f"{visible(new.level.word.capitalize())} by {visible(new.adult.name)}: “{visible(one.title)}” by "
            f"{visible(one.learner.name)}.{again}"
        )
    show.say("The next build shows it, for as long as nothing in the entry changes.")


def tell_sample(picked: Sequence[Candidate], seed: str, *, as_json: bool) -> None:
    """Say which entries were picked for a second adult."""
    if as_json:
        show.say(
            json.dumps(
                {
                    "version": _JSON_VERSION,
                    "seed": seed,
                    "picked": [
                        _entry_fields(one) | {"by": [said.name for said in one.entry.endorsements]} for one in picked
                    ],
                },
                indent=2,
                ensure_ascii=False,
            )
        )
        return
    if not picked:
        show.say("There is nothing to pick from: no entry has been confirmed by one adult alone.")
        return
    show.say(f"For a second adult, with the seed “{visible(seed)}”:\n")
    for one in picked:
        said = one.entry.endorsements[0]
        course = one.entry.course or one.entry.subject
        show.say(
            f"  {visible(one.path)}\n      “{visible(one.title)}” by {visible(one.learner.name)}"
            f"{f', {visible(course)}' if course else ''}; {said.level.word} by {visible(said.name)}"
        )
    show.say(
        '\nLook at each before you read what was said of it. Then: portfoliogen endorse "…" --by NAME\n'
        f"The same pick again: --sample {len(picked)} --seed {seed}"
    )
