"""What opportunities pupils get and how evidence is gathered: for those who lead assessment, never in a site.

It is about courses, and never about a child: what is seen is told in words, without counts, averages,
percentages or ranks. Every line ends in an action that a learner can take, since only that promotes learning.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.check.choices import WHERES
from portfoliogen.one_learner import check_learner
from portfoliogen.opening import open_school
from portfoliogen.opportunities import OUTSIDE, Gathered, Seen, gather
from portfoliogen.text import fold, natural_key
from portfoliogen.workshop import workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portfoliogen.model.school import School

MODE_ACTIONS = {
    "written": "Write five sentences about one piece: what I did, what was hard, what next.",
    "oral": "Explain one piece aloud to a partner, without notes, and record it on a phone.",
    "made": "Make something that shows the idea, and photograph it at two stages.",
    "performed": "Perform it for one other class, and film half a minute.",
    "observed": "Ask an adult to watch you work and to write down what they saw.",
    "exam": "Choose one question of the last test, answer it again and say what changed.",
}
WHERE_ACTIONS = {
    "school": "Choose one piece from a lesson that you are pleased with, and say why.",
    "home": "Bring one thing from home that shows the same skill.",
    "community": "Tell about something that you do for others outside school, with one photo.",
    "work": "Ask somebody at their work one question, and write down the answer.",
    "online": "Show something that you made or learnt online, and say how you know it is right.",
}


class Line(Struct, frozen=True):
    """One finding: what it is about, what is seen, what is not yet, and an action for learners."""

    name: str
    seen: tuple[str, ...]
    missing: tuple[str, ...]
    action: str


class Section(Struct, frozen=True):
    """A view of the school: by course, by strand …. `of` heads the first column, `what` the other ones."""

    key: str
    title: str
    of: str
    what: str
    lines: tuple[Line, ...]


class Overview(Struct, frozen=True):
    """A school's opportunities, ready to print."""

    school: str
    day: dt.date
    sections: tuple[Section, ...]


def survey(folder: Path, today: dt.date, progress: Callable[[int, int, str], None] | None = None) -> Overview:
    """Look through a school.

    Raises:
        SchoolError: where the folder is not there.
    """
    opened = open_school(folder, folder / "_site", today)
    shop = workshop(opened, today, folder, b"")
    gathered = Gathered()
    for number, job in enumerate(opened.jobs):
        if progress:
            progress(number, len(opened.jobs), job.name)
        learner, _, _ = check_learner(job, shop)
        gather(learner, opened.school, gathered)
    return Overview(opened.school.name, today, _sections(gathered, opened.school))


def _sections(gathered: Gathered, school: School) -> tuple[Section, ...]:
    frame = school.framework
    modes = {one.key: one.name for one in frame.modes}
    strands = {one.key: one.name for one in frame.strands}
    skills = {one.key: one.name for one in frame.skills}
    wheres = {one: one for one in WHERES}
    courses = _course_names(gathered, school)
    none = Seen()

    def seen_in(view: str, key: str) -> Seen:
        return gathered.by.get(view, {}).get(key, none)

    by_course = tuple(_course_line(name, seen_in("course", name), modes, strands) for name in courses)
    by_strand = tuple(
        _line(
            name,
            seen_in("strand", key).courses,
            courses,
            f"Choose one piece that shows “{name}”, and say in one sentence how.",
        )
        for key, name in strands.items()
    )
    by_mode = tuple(
        _line(
            name, seen_in("mode", key).courses, courses, MODE_ACTIONS.get(key, f"Show one piece in this way: {name}.")
        )
        for key, name in modes.items()
    )
    by_skill = tuple(
        _line(
            name,
            seen_in("skill", key).courses,
            courses,
            f"Find one moment that shows “{name}”, and write how.",
        )
        for key, name in skills.items()
    )
    by_where = tuple(_line(key, seen_in("where", key).courses, courses, WHERE_ACTIONS[key]) for key in wheres)
    return tuple(
        section
        for section in (
            Section("course", "By course", "Course", "ways of showing learning", by_course),
            Section("mode", "By mode: how it is shown", "Mode", "courses", by_mode),
            Section("strand", "By strand", "Strand", "courses", by_strand),
            Section("skill", "By skill", "Skill", "courses", by_skill),
            Section("where", "By place", "Place", "courses", by_where),
            Section("year", "By school year", "Year", "ways of showing learning", _year_lines(gathered, modes)),
            Section("brief", "By brief: told beforehand", "Brief", "courses", _brief_lines(gathered, school)),
            Section("waiting", "Nothing yet: people to sit down with", "Class", "learners", _waiting_lines(gathered)),
        )
        if section.lines
    )


def _course_names(gathered: Gathered, school: School) -> tuple[str, ...]:
    met = set(gathered.by.get("course", {}))
    listed = [one.name for one in school.courses]
    others = sorted(met - {*listed, OUTSIDE}, key=natural_key)
    return (*listed, *others, *([OUTSIDE] if OUTSIDE in met else ()))


def _course_line(name: str, seen: Seen, modes: Mapping[str, str], strands: Mapping[str, str]) -> Line:
    """A course: modes and strands that its evidence has, and those that it has not."""
    wanted = {key: word for key, word in modes.items() if key != "exam"}
    missing = [key for key in wanted if key not in seen.modes]
    if not seen.modes and not seen.strands:
        return Line(name, (), tuple(wanted.values()), "Choose one piece from this course, and say why you chose it.")
    if name == OUTSIDE:
        action = "Where a piece belongs to a course, add the line “course:” so that its teacher sees it too."
        missing = []
    elif missing:
        action = MODE_ACTIONS.get(missing[0], f"Show one piece in this way: {wanted[missing[0]]}.")
    else:
        action = "Open your earliest piece in this course, and say what you would do differently now."
    return Line(
        name,
        (
            *(word for key, word in modes.items() if key in seen.modes),
            *(f"strand {word}" for key, word in strands.items() if key in seen.strands),
        ),
        tuple(wanted[key] for key in missing),
        action,
    )


def _line(name: str, seen: Iterable[str], courses: tuple[str, ...], action: str) -> Line:
    """Where something is met. No course need do everything, so only what no course does is told as open."""
    there = set(seen)
    return Line(
        name, tuple(one for one in courses if one in there), () if there - {OUTSIDE} else ("any course",), action
    )


def _year_lines(gathered: Gathered, modes: Mapping[str, str]) -> tuple[Line, ...]:
    years = gathered.by.get("year", {})
    lines = []
    before: set[str] = set()
    for year in sorted(years):
        seen = years[year]
        # What was gathered a year before and no longer is, is the habit to take up again.
        missing = [key for key in modes if key in before - seen.modes]
        action = (
            MODE_ACTIONS.get(missing[0], "Show one piece in another way.")
            if missing
            else "Put a piece from this year beside an earlier one, and say what grew."
        )
        lines.append(
            Line(
                year,
                (
                    *(word for key, word in modes.items() if key in seen.modes),
                    *(
                        f"at {one}" if one in {"school", "home", "work"} else one
                        for one in WHERES
                        if one in seen.wheres
                    ),
                ),
                tuple(modes[key] for key in missing),
                action,
            )
        )
        before = seen.modes
    return tuple(lines)


def _brief_lines(gathered: Gathered, school: School) -> tuple[Line, ...]:
    lines = []
    for brief in sorted(school.briefs, key=lambda one: natural_key(one.title)):
        answered = gathered.briefs.get(brief.key, set())
        action = (
            "Mark in your answer which criterion it meets, and choose one to work on next."
            if answered
            else f"Read what is looked for, and answer with the line “brief: {brief.key}”."
        )
        lines.append(
            Line(brief.title, tuple(sorted(answered, key=natural_key)), () if answered else ("any course",), action)
        )
    return tuple(lines)


def _waiting_lines(gathered: Gathered) -> tuple[Line, ...]:
    return tuple(
        Line(
            group or "No class",
            (),
            tuple(sorted(names, key=lambda name: (fold(name), name))),
            "Sit down together for ten minutes: one photo and one sentence are a beginning.",
        )
        for group, names in sorted(gathered.waiting.items(), key=lambda pair: natural_key(pair[0]))
    )
