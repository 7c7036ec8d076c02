"""What an audience may not see leaves no trace: canaries in every private place, looked for in every byte."""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import schools
from canaries import Canaries, look

# Where one fails, the seed says all: making it smaller would only make another school.
few = settings(
    max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
seeds = st.integers(0, 2**32)

CONSENTS = ("none", "school", "public")


@dataclass
class Learner:
    """One made-up learner, and what of theirs may be seen where.

    words: canary → the widest place it may be in: "none", "school" or "public". colours: the same.
    """

    first: str
    last: str
    publish: str
    photo: str
    shown_as: str
    row: list[str] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    colours: dict[tuple[int, int, int], str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    def widest(self, *limits: str) -> str:
        return min((self.publish, *limits), key=CONSENTS.index)


class Made:
    """A school with a canary in every private place."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - nothing here is secret
        self.canaries = Canaries(self.random)
        self.learners = [self._learner(number) for number in range(3)]
        for learner in self.learners:
            self._entries(learner)

    def _learner(self, number: int) -> Learner:
        new, pick = self.canaries.word, self.random.choice
        publish = pick(CONSENTS) if number else "public"
        learner = Learner(
            new("a first name").title(),
            new("a last name").title(),
            publish,
            pick(CONSENTS),
            pick(["full", "first", "initials"]),
        )
        kept = [
            f"tw-{self.canaries.number('an id', 9)}",
            "A" + self.canaries.number("a UPN", 12),
            self.canaries.number("a ULN", 10),
            f"{new('an e-mail address')}@example.org",
        ]
        learner.words |= dict.fromkeys((kept[0][3:], kept[1][1:]), "none")
        # These two stand in a text of the learner's own: inside the school it is theirs to say.
        learner.words |= dict.fromkeys((kept[2], kept[3].partition("@")[0]), learner.widest("school"))
        group = new("a class")
        learner.words[group.lower()] = learner.publish if learner.publish != "public" else "school"
        learner.row = [
            kept[0],
            f"{group}/{number} {learner.first}",
            learner.name,
            group,
            learner.publish,
            learner.photo,
            learner.shown_as,
            kept[1],
            kept[2],
            kept[3],
        ]
        return learner

    def _word(self, learner: Learner, where: str, *limits: str) -> str:
        word = self.canaries.word(where)
        learner.words[word] = learner.widest(*limits)
        return word

    def _photo(self, learner: Learner, where: str, *limits: str) -> bytes:
        before = set(self.canaries.colours)
        words = self.canaries.all_words()
        made = self.canaries.picture(where)
        (colour,) = set(self.canaries.colours) - before
        learner.colours[colour] = learner.widest(learner.photo, *limits)
        learner.words |= dict.fromkeys(self.canaries.all_words() - words, "none")
        return made

    def _put(self, learner: Learner, path: str, content: str | bytes) -> None:
        learner.files[f"{learner.row[1]}/{path}"] = content

    def _entry(self, learner: Learner, name: str, limit: str, fields: str, more: str = "") -> None:
        title, text, file = (self._word(learner, f"{what} of {name}", limit) for what in ("title", "text", "file name"))
        self._put(
            learner,
            f"2026-03-1{self.random.randrange(10)} {file}.md",
            f"---\ntitle: About {title}\nstrands: [passion]\n{fields}\n---\n"
            f"We did {text} together with some care.\n\n{more}\n",
        )

    def _entries(self, learner: Learner) -> None:
        word, put = self._word, self._put
        others = [one for one in self.learners if one is not learner]
        self._entry(learner, "a private entry", "none", "visibility: private")
        self._entry(learner, "a draft", "none", "visibility: public\ndraft: yes")
        self._entry(learner, "an entry in doubt", "none", "visibility: publick")
        self._entry(learner, "a misspelt field", "none", "visiblity: private")
        self._entry(learner, "a school entry", "school", "visibility: school")
        self._entry(learner, "embargoed work", "school", "visibility: public\nembargo_until: 2027-01-01")
        self._entry(learner, "an unreadable embargo", "school", "visibility: public\nembargo_until: soonish")
        self._entry(learner, "a log", "none", "kind: log")
        shy = min(others, key=lambda one: CONSENTS.index(one.publish))
        self._entry(learner, "an entry with somebody", shy.publish, f"visibility: public\npeople: [{shy.name}]")
        self._entry(learner, "an entry with a stranger", "school", "visibility: public\npeople: [Nobody Known]")
        secret = word(learner, "a hidden entry's file", "none")
        put(
            learner,
            f"{secret}.md",
            (
                f"---\ntitle: {word(learner, 'a hidden title', 'none')}\nvisibility: private\n---\n"
                f"Some words about {word(learner, 'a hidden text', 'none')} for nobody at all.\n"
            ),
        )
        photos = {
            name: self._word(learner, f"file name of {name}", "none") + ".jpg"
            for name in ("open", "narrow", "shy", "portrait")
        }
        alt = word(learner, "alt of a hidden picture", "none")
        self.file = word(learner, "a public file name", "public")
        folder = f"2026-05-0{self.random.randrange(1, 9)} {self.file}"
        shy_photo = min(shy.publish, shy.photo, key=CONSENTS.index)
        shy_alt = word(learner, "alt of an unconsented picture", shy_photo, learner.photo)
        put(
            learner,
            f"{folder}/index.md",
            (
                f"---\ntitle: Open {word(learner, 'a public title', 'public')}\nstrands: [passion]\nvisibility: public\n"
                f"with: [{others[0].name}]\n"
                f"qualification: {{name: Maths, level: GCSE, grade: {word(learner, 'a grade', 'none')}}}\n"
                f"media:\n  {photos['narrow']}: {{visibility: private, alt: {alt}}}\n"
                f"  {photos['shy']}: {{people: [{shy.name}], alt: {shy_alt}}}\n"
                f"---\nI am {learner.name} and my number is {learner.row[8]}, "
                f"{word(learner, 'a public text', 'public')}.\n\n"
                f"<!-- {word(learner, 'a comment', 'none')} -->\n\n![open](<{photos['open']}>)\n\n"
                f'![{alt}](<{photos["narrow"]}> "{word(learner, "a hidden caption", "none")}")\n\n'
                f"See [what I wrote]({secret}.md) and mail {learner.row[9]}.\n"
            ),
        )
        put(learner, f"{folder}/{photos['open']}", self._photo(learner, "an open photo", "public"))
        put(learner, f"{folder}/{photos['narrow']}", self._photo(learner, "a private photo", "none"))
        put(learner, f"{folder}/{photos['shy']}", self._photo(learner, "somebody's photo", shy_photo))
        put(
            learner,
            f"{word(learner, 'a folder of photos', 'school')}/{self.random.randrange(9)}.jpg",
            self._photo(learner, "a loose photo", "school"),
        )
        put(
            learner,
            "goals.md",
            f"# Reach {word(learner, 'a goal', 'none')}\n\n- [ ] Step {word(learner, 'a step of a goal', 'none')}\n",
        )
        put(
            learner,
            f"audiences/{word(learner, 'an audience over', 'none')}.md",
            (
                f"---\nwho: {word(learner, 'who', 'none')}\ndecision: {word(learner, 'decision', 'none')}\n"
                f"visibility: public\nuntil: 2026-01-01\n---\nDear {word(learner, 'letter', 'none')}\n"
            ),
        )
        put(
            learner,
            "profile.md",
            f"---\nheadline: {word(learner, 'a headline', 'public')}\n"
            f"portrait: {photos['portrait']}\nshoe_size: {word(learner, 'an unknown field', 'none')}\n---\n"
            f"Hello, I am {learner.name}.\n",
        )
        put(learner, photos["portrait"], self._photo(learner, "a portrait", "school"))
        put(learner, f"{word(learner, 'a file of no use', 'none')}.xyz", word(learner, "its content", "none"))

    def write(self, root: Path, learners: list[Learner] | None = None, order: list[Learner] | None = None) -> Path:
        """Write the school with some learners' folders, and the roster's lines in some order."""
        lines = ["id,folder,name,class,publish,photo,shown_as,upn,uln,email"]
        lines += [",".join(one.row) for one in order or self.learners]
        files: dict[str, str | bytes] = {"roster.csv": "\n".join(lines) + "\n"}
        people = self.canaries.word("an adult's contact")
        files["people.yml"] = f"Mrs Lane: {{role: teacher, contact: {people}@example.org}}\n"
        self.learners[0].words[people] = "none"
        for one in learners if learners is not None else self.learners:
            files |= {f"learners/{path}": content for path, content in one.files.items()}
        schools.write(root, files)
        schools.keep_secret(root)
        return root


def _site_words(made: Made, learner: Learner | None, site: str) -> tuple[set[str], set[tuple[int, int, int]]]:
    """The words and colours that may not be in a site: everybody's narrower ones, and all those of the others."""
    words: set[str] = set()
    colours: set[tuple[int, int, int]] = set()
    for one in made.learners:
        mine = learner is None or one is learner
        words |= {
            word for word, widest in one.words.items() if not mine or CONSENTS.index(widest) < CONSENTS.index(site)
        }
        colours |= {
            colour
            for colour, widest in one.colours.items()
            if not mine or CONSENTS.index(widest) < CONSENTS.index(site)
        }
        if not mine or one.publish != "public" or one.shown_as != "full":
            hidden = (
                {one.last.lower()}
                if mine and one.publish == "public" and one.shown_as == "first"
                else {one.last.lower(), one.first.lower()}
            )
            words |= hidden if site == "public" else set()
    return words, colours


def _check(made: Made, files: dict[str, bytes], learner: Learner | None, site: str) -> None:
    seen = look(files)
    words, colours = _site_words(made, learner, site)
    assert {made.canaries.words.get(word, word) for word in seen.words(words)} == set()
    assert [made.canaries.colours[colour] for colour in colours if seen.shows(colour)] == []
    assert [where for place, where in made.canaries.places.items() if seen.holds_place(place)] == []


@few
@given(seeds)
def test_no_canary_is_in_any_byte_that_may_not_hold_it(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Made(seed)
        built = schools.build(made.write(Path(folder) / "Oakfield"))
        for site in ("public", "school"):
            parts = {
                path: data for path, data in built.files.items() if path.startswith((f"{site}/", f"receipts/{site}/"))
            }
            _check(made, parts, None, site)
        _check_each_profile(made, built)


def _check_each_profile(made: Made, built: schools.Built) -> None:
    shown = 0
    for learner in made.learners:
        wanted = next(word for word, widest in learner.words.items() if made.canaries.words[word] == "a public title")
        for site in ("public", "school"):
            folders = {
                path.split("/")[1]
                for path, data in built.files.items()
                if path.startswith(f"{site}/") and path.count("/") > 1 and wanted.encode() in data.lower()
            }
            may = CONSENTS.index(learner.publish) >= CONSENTS.index(site)
            assert len(folders) == int(may)
            for folder in folders:
                parts = {
                    path: data
                    for path, data in built.files.items()
                    if path.startswith((f"{site}/{folder}/", f"receipts/{site}/{folder}."))
                }
                if site == "public":
                    _check(made, parts, learner, site)
                seen = look(parts)
                shown += 1
                for word in (word for word, widest in learner.words.items() if widest == "public"):
                    assert seen.words({word}), made.canaries.words[word]
                for colour, widest in learner.colours.items():
                    if widest == "public":
                        assert seen.shows(colour), made.canaries.colours[colour]
    assert shown


@few
@given(seeds, st.integers(0, 2))
def test_removing_a_learner_leaves_every_other_profile_as_it_was(seed: int, gone: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Made(seed)
        rest = [one for number, one in enumerate(made.learners) if number != gone]
        before = _profiles(schools.build(made.write(Path(folder) / "a" / "Oakfield")))
        after = _profiles(schools.build(made.write(Path(folder) / "b" / "Oakfield", rest)))
        assert {key: before[key] for key in after} == after


@few
@given(seeds)
def test_the_order_of_learners_changes_nothing(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Made(seed)
        before = schools.build(made.write(Path(folder) / "a" / "Oakfield"))
        after = schools.build(made.write(Path(folder) / "b" / "Oakfield", order=made.learners[::-1]))
        assert before.files == after.files


@few
@given(seeds)
def test_removing_what_is_private_changes_no_byte(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = Made(seed)
        root = made.write(Path(folder) / "a" / "Oakfield")
        before = schools.build(root, Path(folder) / "before")
        for path in sorted((root / "learners").rglob("*.md")):
            text = path.read_text()
            private = ("visibility: private\n---", "draft: yes", "visibility: publick", "visiblity:", "kind: log")
            if path.name == "goals.md" or any(one in text for one in private):
                path.unlink()
        after = schools.build(root, Path(folder) / "after")
        changed = {
            path for path in before.files.keys() | after.files.keys() if before.files.get(path) != after.files.get(path)
        }
        # A link to what is gone altogether is a gap, which its writer is told of; a link to what is hidden is not.
        gaps = {path for path in changed if b'class="missing"' in after.files.get(path, b"")}
        assert {path for path in changed - gaps if not path.startswith("receipts/")} == set()
        assert all(b'class="missing"' not in data for path, data in before.files.items())


def _profiles(built: schools.Built) -> dict[str, bytes]:
    return {path: data for path, data in built.files.items() if path.count("/") > 1}
