"""A school with an audience for every form, and one learner who has something for each."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import media_files

import schools
from schools import entry

SCHOOL = """\
name: Oakfield School
contact: profiles@oakfield.example
publish: public
photo: public
visibility: public
framework: [learner-profile, technician]
addresses: {public: "https://oakfield.example/p", school: "https://intranet.oakfield.example/s"}
audiences:
  record: {who: A sixth-form panel, decision: whether to offer a place, form: record, show: [index, grades]}
  letter: {who: Amara's family, decision: how to help at home, form: letter, show: [goals, one-page]}
  conference: {who: "family, tutor and me", decision: what to work on next, form: conference}
  showcase: {who: Employers, decision: whether to interview, form: showcase, visibility: public}
  application: {who: My tutor and I, decision: what to send, form: application}
  interview: {who: My mentor and I, decision: what to say, form: interview}
  careers: {who: The careers adviser, decision: which visit comes next, form: careers}
  annex: {who: The assessor, decision: whether each item is shown, form: annex, select: {skills: [S4, K2, B1, K9]}}
  placements: {who: The placement officer, decision: where to go next, form: placements, visibility: public}
"""
FORMS = ("record", "letter", "conference", "showcase", "application", "interview", "careers", "annex", "placements")
TECHNICIAN = """\
title: Technician
steps: none
skills:
  S4: {name: S4 Uses tools safely, group: Skills}
  K2: {name: K2 Knows the materials, group: Knowledge, kind: knowledge}
  K9: {name: K9 Knows the law, group: Knowledge, kind: knowledge}
  B1: {name: B1 Asks when unsure, group: Behaviours, kind: disposition}
"""
VOLCANO = entry(
    skills="{creativity: {step: 6, how: I tried three mixtures.}, teamwork: {step: 5, how: We tested both ideas.}}",
    brief="{brief: fair-test, criteria: [1, 2]}",
    next="Film it from the side.",
    notes="\n  - Begin with the leak, quokka\n  - Ask Mum what she saw",
    evidence="{S4: talk.mp4#2:10, K2: [report.pdf#page=2]}",
    text="We built it twice. [The moment](talk.mp4#0:01) it worked is on page [two](report.pdf#page=2).\n\n"
    "![Cone with red foam](cone.jpg)",
)
APPLICATION = """\
For the course in materials engineering.

## 1. Why
I want to know **why** things break. In [my volcano](../2026-03-14 Volcano/index.md) it was the bottle.

It was me in the bridge: 2 < 3.

- [[Volcano]]

## Studies
{studies}

Entries: [[Debate final]], [[Rhetoric]]
"""
STUDIES = " ".join(["Reading about fracture taught me to look twice."] * 9)
INTERVIEW = """\
## Tell us about a time you failed
The **leak**, and what I kept.

- [[Volcano]]

## Why here?
The lathes. See [[Work at the marsh]] first.
"""
CONFERENCE = """\
Thank you for coming.

## Goals agreed 2026-11-20
- Speak in assembly by 2027-02-01
- Finish the bowl
"""
ONE_PAGE = """\
---
scribed_by: Ms Adeyemi, teaching assistant
---
## What people appreciate about me
- I notice who is alone, walrus
## What is important to me
- Quiet before a test
## How best to support me
- Tell me the plan first
"""
FILES: dict[str, str | bytes] = {
    "school.yml": SCHOOL,
    "frameworks/technician.yml": TECHNICIAN,
    "roster.csv": "folder,name,publish,photo,shown_as\nAmara,Amara Okafor,public,public,full\n",
    "briefs/fair-test.md": "---\ntitle: A fair test\ncriteria:\n  - You change one thing at a time\n"
    "  - You say what surprised you\n  - You draw a graph\nwho: Mr Lee\nwhen: March\n---\n",
    "learners/Amara/profile.md": "---\nheadline: I take things apart\n"
    "highlights: [Volcano, Debate final, Work at the marsh]\n---\n"
    "I am fourteen. I like finding out which of two people is right.\n",
    "learners/Amara/one-page.md": ONE_PAGE,
    "learners/Amara/goals.md": "# Explain without notes\nStatus: open\nSet: 2026-01-12\n\n- [x] Say it to Nan\n",
    "learners/Amara/2026-03-14 Volcano/index.md": VOLCANO,
    "learners/Amara/2026-03-14 Volcano/talk.txt": "And then it worked.",
    "learners/Amara/2026-05-02 Debate final.md": entry(
        "Debate final",
        "2026-05-02",
        "I closed for our side and used three minutes and a half.",
        skills="{speaking: {step: 9, how: I left a silence after the question.}}",
        follows="Rhetoric",
        notes="Do not rush",
    ),
    "learners/Amara/2026-02-01 Rhetoric.md": entry(
        "Rhetoric",
        "2026-02-01",
        "Three kinds of proof, and why the third works best.",
        skills="{listening: {how: I wrote down what they did not say.}}",
    ),
    "learners/Amara/2026-06-10 Work at the marsh.md": entry(
        "Work at the marsh",
        "2026-06-10 to 2026-06-21",
        "I counted and mended for two weeks.",
        kind="placement",
        employer="Leigh Marshes Trust",
        stages="[{name: Counting, hours: 20}, {name: Mending the hide, hours: 15}]",
        skills="{planning: {how: I set the walk by the tide.}, B1: {how: I asked before I cut.}}",
    ),
    "learners/Amara/2025-07-01 Work in the bakery.md": entry(
        "Work in the bakery",
        "2025-07-01",
        "I weighed and shaped from four in the morning.",
        kind="placement",
        provider="Hearth Bakery",
        hours="12",
    ),
    "learners/Amara/2025-11-03 Talk by an engineer.md": entry(
        "Talk by an engineer",
        "2025-11-03",
        "She said that most of her day is drawing.",
        kind="employer talk",
        provider="Bright Bridges Ltd",
        next="=HYPERLINK(1)",
    ),
    "learners/Amara/2025-10-08 Open day.md": entry(
        "Open day at the college",
        "2025-10-08",
        "The workshop has three lathes for us.",
        kind="open day",
        provider="Riverside College",
    ),
    "learners/Amara/2025-12-01 Careers interview.md": entry(
        "Careers interview", "2025-12-01", "We decided that I try a technical course first.", kind="careers interview"
    ),
    "learners/Amara/2026-06-01 CREST.md": entry(
        "CREST Bronze",
        "2026-06-01",
        "For the volcano and all of its measurements.",
        kind="award",
        qualification="{name: CREST Bronze, level: Level 1, body: British Science Association, status: awarded, "
        "grade: Merit, date: 2026-06-01}",
    ),
    "learners/Amara/audiences/application.md": APPLICATION.format(studies=STUDIES),
    "learners/Amara/audiences/interview.md": INTERVIEW,
    "learners/Amara/audiences/conference.md": CONFERENCE,
}


@functools.cache
def with_media() -> dict[str, str | bytes]:
    """All files, with a film, a PDF and a photo."""
    with tempfile.TemporaryDirectory() as folder:
        pdf = media_files.write_pdf(Path(folder) / "report.pdf").read_bytes()
    place = "learners/Amara/2026-03-14 Volcano"
    return FILES | {
        f"{place}/cone.jpg": schools.picture(size=(600, 400)),
        f"{place}/talk.mp4": schools.film(),
        f"{place}/report.pdf": pdf,
    }


def build(root: Path) -> schools.Built:
    """Write the school and build it."""
    schools.write(root, with_media())
    schools.keep_secret(root)
    return schools.build(root)


def profile(built: schools.Built, form: str) -> schools.Profile:
    """The profile of the audience that is called like its form."""
    link = next(one for one in built.report.links if one.audience == form)
    start = f"{link.site}/{link.folder}/"
    return schools.Profile(
        link.site,
        link.folder,
        {path.removeprefix(start): data for path, data in built.files.items() if path.startswith(start)},
    )


def public(built: schools.Built) -> bytes:
    """All names and bytes that are public."""
    return b"\n".join(path.encode() + data for path, data in built.files.items() if path.startswith("public/"))
