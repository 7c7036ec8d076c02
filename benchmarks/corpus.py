"""A made school of any size, the same bytes each time: reflections with headings, lists, tables, quotes and links.

python benchmarks/corpus.py OUT --learners 100 --entries 50
"""

from __future__ import annotations

import argparse
import datetime as dt
import math
import random
from pathlib import Path

NAMES = "Amina Ben Chloe Daniel Elif Farah George Hana Ivan Jaya Kofi Lena Mateo Nora Omar Priya".split()
SURNAMES = "Adeyemi Bauer Costa Dubois Eriksen Fischer Garcia Hassan Ibrahim Jensen Khan Moreau Novak".split()
SKILLS = "listening speaking problem-solving creativity adapting planning leadership teamwork".split()
STRANDS = "foundations curriculum passion essential".split()
WORDS = (
    "the a and of to in we our that it was with on for my at this as but they when from had were which by group "
    "project plan sketch model version test result feedback draft week lesson idea question problem evidence change "
    "design paper wood colour sound water garden table chart measure friend team role deadline mistake first second "
    "final better longer simple useful careful noticed decided asked tried built wrote presented improved listened "
    "failed started finished shared because although after before together alone again almost never instead café"
).split()


def sentence(rng: random.Random) -> str:
    """Seven to twenty words, some marked up."""
    words = rng.choices(WORDS, k=rng.randint(7, 20))
    place = rng.randrange(1, len(words) - 1)
    roll = rng.random()
    if roll < 0.15:
        words[place] = f"*{words[place]}*"
    elif roll < 0.22:
        words[place] = f"[{words[place]}](https://example.org/{rng.randrange(9999)})"
    return " ".join(words).capitalize() + rng.choice("...!?")


def body(rng: random.Random) -> str:
    """A reflection of about 300 words."""
    wanted = max(20, int(300 * math.exp(rng.gauss(0, 0.45))))
    parts: list[str] = []
    while sum(len(part.split()) for part in parts) < wanted:
        roll = rng.random()
        if roll < 0.1:
            parts.append(f"## {rng.choice(['What I did', 'What was hard', 'Next time', 'How it went'])}")
        if roll < 0.6:
            parts.append(" ".join(sentence(rng) for _ in range(rng.randint(2, 6))))
        elif roll < 0.75:
            parts.append("\n".join(f"- {sentence(rng)}" for _ in range(rng.randint(3, 6))))
        elif roll < 0.85:
            parts.append("\n".join(f"> {sentence(rng)}" for _ in range(2)))
        elif roll < 0.95:
            rows = [f"| {rng.choice(WORDS)} | {rng.randrange(100)} | {rng.choice(WORDS)} |" for _ in range(4)]
            parts.append("\n".join(["| What | How many | Note |", "| --- | ---: | --- |", *rows]))
        else:
            parts.append("```\nfor step in range(3):\n    measure(step)\n```")
    return "\n\n".join(parts) + "\n"


def make(out: Path, learners: int, entries: int) -> None:
    """Write the school."""
    out.mkdir(parents=True)
    (out / "school.yml").write_text("name: Benchmark school\n")
    for number in range(learners):
        rng = random.Random(f"learner {number}")
        name = f"{rng.choice(NAMES)} {rng.choice(SURNAMES)} {number}"
        home = out / "learners" / f"Year {7 + number % 7}" / name
        home.mkdir(parents=True)
        (home / "profile.md").write_text(f"---\nname: {name}\n---\n{sentence(rng)} {sentence(rng)}\n")
        day = dt.date(2024, 9, 2)
        for index in range(entries):
            rng = random.Random(f"entry {number} {index}")
            day += dt.timedelta(days=rng.randint(1, 8))
            skill = rng.choice(SKILLS)
            front = (
                f"---\ntitle: {rng.choice(WORDS).capitalize()} {rng.choice(WORDS)} {index + 1}\ndate: {day}\n"
                f"strands: [{rng.choice(STRANDS)}]\nskills:\n  {skill}: {{step: {rng.randint(1, 9)}, "
                f"how: {sentence(rng).replace(':', '').replace('[', '').replace(']', '').replace('*', '')!r}}}\n---\n"
            )
            (home / f"{day} Entry {index + 1}.md").write_text(front + body(rng), "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--learners", type=int, default=10)
    parser.add_argument("--entries", type=int, default=20)
    given = parser.parse_args()
    make(given.out, given.learners, given.entries)
