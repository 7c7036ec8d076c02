"""What was met in a school's entries, under each course, strand, mode, skill, place and year: sets, never counts."""

from __future__ import annotations

from msgspec import Struct, field

from portfoliogen.model.learner import Entry, Learner
from portfoliogen.model.school import School
from portfoliogen.model.visibility import Visibility

OUTSIDE = "Outside any course"


class Seen(Struct):
    """What was met under one heading: keys of modes, strands, places, skills, courses and years."""

    modes: set[str] = field(default_factory=set)
    strands: set[str] = field(default_factory=set)
    wheres: set[str] = field(default_factory=set)
    skills: set[str] = field(default_factory=set)
    courses: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)

    def add(self, entry: Entry, course: str, year: str) -> None:
        """Take in an entry."""
        self.modes.update(entry.modes)
        self.strands.update(entry.strands)
        self.wheres.add(entry.where)
        self.skills.update(claim.skill for claim in entry.skills)
        self.courses.add(course)
        if year:
            self.years.add(year)


class Gathered(Struct):
    """All that was met, under every heading; and who has nothing yet, by class."""

    by: dict[str, dict[str, Seen]] = field(default_factory=dict)
    briefs: dict[str, set[str]] = field(default_factory=dict)
    waiting: dict[str, list[str]] = field(default_factory=dict)

    def under(self, view: str, key: str) -> Seen:
        """What was met under a heading of a view, to be added to."""
        return self.by.setdefault(view, {}).setdefault(key, Seen())


def gather(learner: Learner, school: School, gathered: Gathered) -> None:
    """Add what a learner's entries show, under each heading that they belong to."""
    there = [entry for entry in learner.entries if not entry.is_skeleton]
    if not there:
        gathered.waiting.setdefault(learner.group, []).append(learner.name)
    for entry in there:
        if entry.draft or entry.visibility < Visibility.SCHOOL:
            continue
        course = _course_name(entry, school)
        year = _school_year(entry, school)
        views = [
            ("course", course),
            ("where", entry.where),
            *(("strand", key) for key in entry.strands),
            *(("mode", key) for key in entry.modes),
            *(("skill", claim.skill) for claim in entry.skills),
        ]
        if year:
            views.append(("year", year))
        for view, key in views:
            gathered.under(view, key).add(entry, course, year)
        if entry.brief:
            gathered.briefs.setdefault(entry.brief.key, set()).add(course)


def _course_name(entry: Entry, school: School) -> str:
    course = school.course(entry.course)
    return course.name if course else entry.subject or OUTSIDE


def _school_year(entry: Entry, school: School) -> str:
    if entry.date is None:
        return ""
    day = entry.date.first
    first = day.year if day.month >= school.year_starts else day.year - 1
    return f"{first}–{(first + 1) % 100:02}" if school.year_starts > 1 else str(first)
