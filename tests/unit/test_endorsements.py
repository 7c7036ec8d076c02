"""Endorsements: what they are bound to, where they are kept, and what cannot be done to them."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
from endorsed_school import SCHOOL, VOLCANO, answer, asked, endorse, opened, refuse, statements

import schools
from portfoliogen.endorsing import NewStatement, find_entry, record, sample, waiting
from portfoliogen.endorsing.accepting import MAX_ANSWER_BYTES, read_answer
from portfoliogen.framework import plain
from portfoliogen.model.endorsements import Level, Part, content_hash, part_of, what_changed
from portfoliogen.reports import SchoolError
from portfoliogen.yaml_fields import parse
from portfoliogen.yaml_writing import lines_of, scalar
from schools import entry, picture

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Build, Folder

AMARA = "learners/9B/Amara Okafor"


# --- the hash -------------------------------------------------------------------------------------


def test_the_hash_is_what_its_definition_says() -> None:
    parts = [part_of("media", "b.jpg", "22"), part_of("text", "", "11"), part_of("words", "b.txt", "33")]
    lines = b"portfoliogen entry 1\nmedia 22 b.jpg\ntext 11\nwords 33 b.txt\n"
    assert content_hash(parts) == f"sha256:{hashlib.sha256(lines).hexdigest()}"
    assert content_hash(reversed(parts)) == content_hash(parts)


def test_one_accent_written_in_two_ways_is_one_name() -> None:
    assert part_of("media", "caf\u00e9.jpg", "1") == part_of("media", "cafe\u0301.jpg", "1")


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ([], ("the text removed", "a.jpg removed")),
        ([Part("text", "", "1"), Part("media", "a.jpg", "2")], ()),
        ([Part("text", "", "9"), Part("media", "a.jpg", "2")], ("the text changed",)),
        ([Part("text", "", "1"), Part("media", "a.jpg", "9")], ("a.jpg changed",)),
        ([Part("text", "", "1"), Part("media", "b.jpg", "2")], ("a.jpg is now called b.jpg",)),
        ([Part("text", "", "1"), Part("media", "a.jpg", "2"), Part("media", "c.jpg", "3")], ("c.jpg added",)),
        ([Part("text", "", "8"), Part("media", "c.jpg", "3")], ("the text changed", "c.jpg added", "a.jpg removed")),
    ],
)
def test_what_changed_is_told_file_by_file(now: list[Part], told: tuple[str, ...]) -> None:
    assert what_changed([Part("text", "", "1"), Part("media", "a.jpg", "2")], now) == told


def _change_text(root: Path) -> None:
    (root / VOLCANO / "index.md").write_bytes((root / VOLCANO / "index.md").read_bytes() + b" ")


def _change_photo(root: Path) -> None:
    (root / VOLCANO / "photo.jpg").write_bytes(picture(colour="red"))


def _add_photo(root: Path) -> None:
    (root / VOLCANO / "more.jpg").write_bytes(picture(colour="red"))


def _rename_photo(root: Path) -> None:
    (root / VOLCANO / "photo.jpg").rename(root / VOLCANO / "Photo 2.jpg")


@pytest.mark.parametrize("change", [_change_text, _change_photo, _add_photo, _rename_photo])
def test_whatever_changes_in_the_entry_is_seen(folder: Folder, change: object) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "seen")
    change(root)  # type: ignore[operator]
    (one,) = [one for one in waiting(opened(root)) if one.since]
    assert one.since
    assert not one.since.holds
    assert one.changes


def test_a_transcript_is_part_of_what_was_heard(folder: Folder) -> None:
    root = folder(
        SCHOOL
        | {
            f"{AMARA}/2026-06-01 Talk/talk.wav": schools.sound(),
            f"{AMARA}/2026-06-01 Talk/talk.txt": "I said that the moon is far.",
        }
    )
    endorse(root, "amara talk", "--by", "Mr Bassi", "--level", "seen")
    (root / AMARA / "2026-06-01 Talk/talk.txt").write_text("I said that the moon is near.", "utf-8")
    assert [one.changes for one in waiting(opened(root)) if one.since] == [("talk.txt changed",)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (VOLCANO, f"{AMARA}/Science/2026-03-14 Volcano"),
        (VOLCANO, f"{AMARA}/My best one"),
        ("learners/9B", "learners/10B"),
        ("learners/9B/Amara Okafor", "learners/Amara Okafor"),
    ],
)
def test_an_entry_that_was_moved_or_renamed_keeps_its_badge(folder: Folder, source: str, target: str) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "confirmed")
    (root / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(root / source, root / target)
    (found,) = [one for one in opened(root).entries if one.entry.endorsements]
    assert found.title == "Our volcano"
    assert found.entry.endorsements[0].holds


def test_a_badge_stays_with_the_work_when_another_file_takes_its_name(folder: Folder) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    (root / AMARA / "2026-05-02 Debate.md").rename(root / AMARA / "Old.md")
    (root / AMARA / "2026-05-02 Debate.md").write_text(entry("Debate final", "", "Somebody else wrote this."), "utf-8")
    assert [
        (one.entry.key, one.entry.endorsements[0].holds) for one in opened(root).entries if one.entry.endorsements
    ] == [("Old", True)]


def test_a_copy_in_anothers_folder_gets_no_badge(folder: Folder) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    shutil.copy(root / AMARA / "2026-05-02 Debate.md", root / "learners/9B/Ben Li/2026-05-02 Debate.md")
    assert [one.job.folder for one in opened(root).entries if one.entry.endorsements] == ["9B/Amara Okafor"]


def test_next_years_child_of_the_same_name_gets_nothing(folder: Folder, build: Build) -> None:
    def roster(number: str) -> str:
        return f"id,folder,publish,photo\n{number},9B/Amara Okafor,public,public\nt-2,9B/Ben Li,public,public\n"

    root = folder(SCHOOL | {"roster.csv": roster("t-1")})
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    (root / "roster.csv").write_text(roster("t-9"), "utf-8")
    built = build(root)
    assert "PG716" in built.codes
    assert "Bassi" not in built.profile("Amara Okafor").text


# --- statements beside and after one another ------------------------------------------------------


def test_two_statements_stand_beside_each_other(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(
        root,
        "amara volcano",
        "--by",
        "Mr Bassi",
        "--statement",
        "She planned it.",
        "--step",
        "teamwork=6",
        "--next",
        "Predict first.",
    )
    endorse(root, "amara volcano", "--by", "Mrs Lane", "--level", "seen")
    profile = build(root).profile("Amara Okafor")
    both = profile.entries["volcano"].main.one("ul.endorsements").all("li")
    assert [one.all("p.level")[0].text.partition(",")[0] for one in both] == [
        "Confirmed by Mr Bassi",
        "Seen by Mrs Lane",
    ]
    assert "Skills confirmed: Teamwork step 6" in both[0].text
    assert "A next step: Predict first." in both[0].text
    assert "Mr Bassi and Mrs Lane" in profile.pages["skills/teamwork"].text
    # Whoever stands behind one entry is shown with it, not with a number.
    assert [one.text for one in profile.home.main.one("ul.vouchers").all("a")] == ["Our volcano"] * 2


def test_whoever_confirms_one_skill_stands_behind_no_other(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--step", "planning=4")
    assert "Adults" not in build(root).profile("Amara Okafor").pages["skills/teamwork"].text.split("Our volcano")[0]


def test_a_later_statement_takes_the_place_of_an_earlier_one(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "The first word.", "--date", "2026-11-01")
    before = next(iter(statements(root).values()))
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "The second word.")
    after = next(iter(statements(root).values()))
    assert after.startswith(before)
    text = build(root).profile("Amara Okafor").entries["debate"].text
    assert "The second word." in text
    assert "The first word." not in text


def test_what_is_taken_back_is_gone_and_brings_back_nothing_older(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "The first word.", "--date", "2026-11-01")
    endorse(root, "amara debate", "--by", "Mr Bassi", "--statement", "The second word.")
    before = next(iter(statements(root).values()))
    endorse(root, "amara debate", "--by", "Mr Bassi", "--withdraw", "--reason", "I was wrong.")
    assert next(iter(statements(root).values())).startswith(before)
    built = build(root)
    assert "Self-reported" in built.profile("Amara Okafor").entries["debate"].text
    assert [one.code for one in built.told if one.code.startswith("PG7")] == []
    assert "nothing" in refuse(root, "amara debate", "--by", "Mr Bassi", "--withdraw")


@pytest.mark.parametrize("line", ["withdrawn: 2026-11-20", "withdrawn: yes", "withdrawn: on Tuesday", "withdrawn: [x]"])
def test_a_line_by_hand_takes_a_statement_back(folder: Folder, build: Build, line: str) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    ((name, text),) = statements(root).items()
    (root / "endorsements" / name).write_text(text.replace("  level:", f"  {line}\n  level:"), "utf-8")
    assert "Self-reported" in build(root).profile("Amara Okafor").entries["debate"].text


# --- odd files ------------------------------------------------------------------------------------

_BEN = b"learner: 9B/Ben Li\nentry: 2026-05-02 Moon\nstatements:\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# nothing\n",
        b"\xff\xfe\x00",
        b"\0\0\0\0",
        b"- a\n- b\n",
        b"just words",
        b"statements: 3",
        b"statements: {a: b}",
        b"statements:\n- by: {a: b}\n  date: []\n  level: [seen]\n",
        b"statements: [[], {}, '', null]\nlearner: 9B/Ben Li\n",
        b"a: &a [*a]\n",
        b"!!python/object/apply:os.system ['x']\n",
        b"{" * 5000,
        b"learner: 9B/Ben Li\nentry: ../../x\n",
        _BEN + b"- {by: Mr Bassi, date: 2026-13-45, level: seen, hash: x}\n",
        b"learner: " + b"9" * 20000,
        b"learner: [9B]\nentry: {a: b}\nstatements: []\n",
        b"x: 1\n" * 9000,
        b"a" * 600_000,
        _BEN + b"- {by: Mr Bassi, by: Mr Bassi, date: 0001-01-01, level: seen, stood: [text], skills: {flying: 6}}\n",
        _BEN + b"- {by: Mr Bassi, date: 2026-11-01, level: seen, hash: 7, skills: {teamwork: 99}}\n",
    ],
)
def test_an_odd_file_costs_itself_alone(folder: Folder, build: Build, content: bytes) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    (root / "endorsements/odd.yml").write_bytes(content)
    built = build(root)
    assert "Confirmed by Mr Bassi" in built.profile("Amara Okafor").entries["debate"].text
    assert "Self-reported" in built.profile("Ben Li").entries["moon"].text


def test_links_folders_and_strangers_are_told_and_passed_over(folder: Folder, build: Build, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "confirmed")
    (tmp_path / "outside.yml").write_text(next(iter(statements(root).values())).replace("Debate", "Moon"), "utf-8")
    (root / "endorsements/link.yml").symlink_to(tmp_path / "outside.yml")
    (root / "endorsements/away").symlink_to(tmp_path)
    (root / "endorsements/a.docx").write_bytes(b"x")
    (root / "endorsements/answer.json").write_bytes(b"{}")
    (root / "endorsements/folder.yml").mkdir()
    (root / "endorsements/desktop.ini").write_bytes(b"x")
    (root / "endorsements/a/b/c/d/e").mkdir(parents=True)
    told = [one for one in build(root).told if one.code == "PG714"]
    assert [one.at.path for one in told] == [
        "endorsements/a.docx",
        "endorsements/a/b/c/d",
        "endorsements/answer.json",
        "endorsements/away",
        "endorsements/link.yml",
    ]


def test_a_file_by_hand_may_say_learner_and_entry_in_one_path(folder: Folder) -> None:
    root = folder(SCHOOL)
    one = find_entry(opened(root), "ben moon")
    (root / "endorsements").mkdir()
    (root / "endorsements/x.yml").write_text(
        f"entry: 9B/Ben Li/2026-05-02 Moon\nstatements:\n- by: mr bassi\n  date: 20/11/2026\n  level: Seen by\n"
        f"  hash: {one.hash}\n",
        "utf-8",
    )
    said = find_entry(opened(root), "ben moon").entry.endorsements
    assert [(statement.name, statement.date, statement.holds) for statement in said] == [
        ("Mr Bassi", dt.date(2026, 11, 20), True)
    ]


def test_a_file_that_cannot_be_added_to_is_left_as_it_is(folder: Folder) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "seen")
    ((name, text),) = statements(root).items()
    for odd in (
        text + "after: the list\n",
        text.replace("statements:", "statements: ["),
        "learner: 9B/Amara Okafor\nentry: 2026-05-02 Debate\nstatements: [{by: Mr Bassi}]\n",
    ):
        (root / "endorsements" / name).write_text(odd, "utf-8")
        refuse(root, "amara debate", "--by", "Mrs Lane", "--level", "seen")
        assert (root / "endorsements" / name).read_text("utf-8") == odd


# --- writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "Mrs Lane",
        "yes",
        "null",
        "12",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'",
        '"',
        "\\",
        "{a}",
        "[a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%",
        "@a",
        "`",
        "Jörg ß 林美玲 🌋",
        "a\u2028b",
        "\u202eabc",
        " a ",
        "a\tb",
        "",
        "---",
        "...",
        "? a",
        "=",
        "~",
    ],
)
def test_every_text_reads_back_as_it_was_written(text: str) -> None:
    tree = parse("\n".join(lines_of({"first": text, "map": {text or "k": text}, "last": "x"})), "")
    assert plain(tree) == {"first": text, "map": {text or "k": text}, "last": "x"}
    assert plain(parse(f"{{{scalar('k')}: {scalar('v')}}}", "")) == {"k": "v"}


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\nTwo: with a colon, # a hash.\n\n- not a list",
        "x" * 200,
        "'quotes' \"and\" \\ more " * 9,
        "---\n\n...",
        "Ends in spaces   \n\n\n\n  begins with some",
        "\r\nWindows\r\n\r\nlines\r\n",
        "\x1b[31mred\x07 \u202eabc",
        "{{ x }} {% y %}",
    ],
)
def test_every_statement_reads_back_as_it_was_said(folder: Folder, text: str) -> None:
    root = folder(SCHOOL)
    school = opened(root)
    one = find_entry(school, "amara debate")
    adult = school.school.adults[1]
    made = record(school, one, NewStatement(adult, schools.TODAY, Level.CONFIRMED, text))
    (said,) = find_entry(opened(root), "amara debate").entry.endorsements
    assert said.id == made.id
    assert said.holds
    assert "".join(said.statement.split()) == "".join(
        sign for sign in text if sign.isprintable() and not sign.isspace() and sign != "\u202e"
    )


def test_writers_at_once_lose_nothing(folder: Folder) -> None:
    people = "".join(f"Teacher {number}: teacher\n" for number in range(8))
    root = folder(SCHOOL | {"people.yml": people})
    school = opened(root)
    one = find_entry(school, "amara debate")

    def write(number: int) -> None:
        record(school, one, NewStatement(school.school.adults[number], schools.TODAY, Level.SEEN))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(find_entry(opened(root), "amara debate").entry.endorsements) == 8


def test_two_entries_whose_names_make_one_address_get_two_files(folder: Folder) -> None:
    root = folder(
        SCHOOL
        | {
            f"{AMARA}/2026-06-01 Sea.md": entry("Sea", "", "The sea was grey today."),
            f"{AMARA}/2026-06-01 Sea!.md": entry("Sea again", "", "The sea was blue today."),
        }
    )
    endorse(root, "2026-06-01 Sea.md", "--by", "Mr Bassi", "--level", "seen")
    endorse(root, "sea again", "--by", "Mrs Lane", "--level", "seen")
    assert (
        sorted(statements(root)) == [f"9b-amara-okafor/2026-06-01-sea{end}.yml" for end in ("", "-2")]
        or len(statements(root)) == 2
    )
    assert [one.entry.endorsements[0].name for one in opened(root).entries if one.title.startswith("Sea")] == [
        {"Sea": "Mr Bassi", "Sea again": "Mrs Lane"}[one.title]
        for one in opened(root).entries
        if one.title.startswith("Sea")
    ]


def test_learners_files_are_not_touched(folder: Folder) -> None:
    root = folder(SCHOOL)
    before = schools.contents(root / "learners")
    endorse(root, "amara debate", "--by", "Mr Bassi", "--level", "seen")
    asked(root)
    assert schools.contents(root / "learners") == before


# --- finding, listing, picking --------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    [
        "amara volcano",
        "Our volcano",
        "OUR VOLCANO",
        "okafor vol",
        "9B/Amara Okafor/2026-03-14 Volcano",
        "Amara Okafor Our volcano",
        "learners/9B/Amara Okafor/2026-03-14 Volcano/",
        "9b amara 2026-03",
    ],
)
def test_an_entry_is_found_by_any_part(folder: Folder, word: str) -> None:
    assert find_entry(opened(folder(SCHOOL)), word).title == "Our volcano"


def test_what_is_not_clear_is_not_guessed(folder: Folder) -> None:
    root = folder(SCHOOL | {"learners/9B/Ben Li/2026-05-03 Moon.md": entry("Moon", "", "I drew the moon once more.")})
    with pytest.raises(SchoolError, match="could be 2 entries"):
        find_entry(opened(root), "ben moon")
    with pytest.raises(SchoolError, match="no entry") as told:
        find_entry(opened(root), "Our vulcano")
    assert "9B/Amara Okafor/2026-03-14 Volcano" in told.value.hint
    with pytest.raises(SchoolError):
        find_entry(opened(root), " ")
    refuse(root, "amara debate", "ben moon", "--by", "Mr Bassi", "--level", "seen")
    assert statements(root) == {}


def test_many_entries_at_once(folder: Folder) -> None:
    root = folder(SCHOOL)
    done = endorse(root, "amara debate", "amara volcano", "ben moon", "--by", "Mr Bassi", "--json")
    assert [one["level"] for one in json.loads(done.stdout)["recorded"]] == ["seen"] * 3
    assert waiting(opened(root)) == ()


def test_other_line_ends_change_nothing(folder: Folder) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "confirmed")
    for text in root.rglob("learners/*/*/*.md"):
        text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    assert "changed since" not in endorse(root, "--list").stdout


def test_the_list_says_what_waits_and_why(folder: Folder) -> None:
    root = folder(
        SCHOOL
        | {
            "learners/9B/Ben Li/2026-06-01 Diary.md": "---\nvisibility: private\n---\nA hard week for me.\n",
            "learners/9B/Ben Li/2026-06-02 Draft.md": "---\ndraft: yes\n---\nNot ready to show yet.\n",
        }
    )
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "confirmed")
    _change_photo(root)
    told = json.loads(endorse(root, "--list", "--json").stdout)["waiting"]
    assert [(one["title"], one["reason"], one["changes"]) for one in told] == [
        ("Our volcano", "changed", ["photo.jpg changed"]),
        ("Debate final", "new", []),
        ("Moon", "new", []),
    ]
    schools.write(root, {f"learners/9B/Ben Li/media/IMG_{n}.jpg": schools.picture() for n in (1, 2)})
    words = endorse(root, "--list").stdout
    assert "\n  Photos" in words
    assert "changed since Mr Bassi on 2026-11-23 (photo.jpg changed)" in words
    assert words.index("Amara Okafor") < words.index("Ben Li")


def test_without_an_entry_nobody_is_asked_by_a_pipe(folder: Folder) -> None:
    assert "--list" in refuse(folder(SCHOOL))
    assert "--by" in refuse(folder(SCHOOL), "ben moon")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a test can hold")
def test_on_a_terminal_what_waits_is_shown_and_asked(folder: Folder) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    root = folder(SCHOOL)
    master, slave = pty.openpty()
    shown: list[bytes] = []

    def look() -> None:
        with contextlib.suppress(OSError):
            while data := os.read(master, 4096):
                shown.append(data)

    reader = threading.Thread(target=look)
    reader.start()
    for line in ("Mrs Lnae", "Mrs Lane", "nine", "2", "confirmed", "She tried.", "", "flying=2", "teamwork=6", ""):
        os.write(master, f"{line}\n".encode())
    command = [sys.executable, "-m", "portfoliogen", "endorse", str(root), "--today", schools.TODAY.isoformat()]
    done = subprocess.run(command, stdin=slave, stdout=slave, stderr=subprocess.PIPE, check=False, timeout=120)
    os.close(slave)
    reader.join()
    os.close(master)
    assert done.returncode == 0, done.stderr
    for words in ("Did you mean “Mrs Lane”?", "Please write one of the numbers.", "“flying” is not a skill"):
        assert words in b"".join(shown).decode()
    (said,) = find_entry(opened(root), "amara volcano").entry.endorsements
    assert (said.name, said.level, said.statement, said.skills) == (
        "Mrs Lane",
        Level.CONFIRMED,
        "She tried.",
        (("teamwork", 6),),
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--step", "flying=3"),
        ("--step", "teamwork=99"),
        ("--date", "2026-12-24"),
        ("--level", "validated"),
        ("--level", "verified"),
        ("--date", "yesterday"),
    ],
)
def test_what_cannot_be_said_is_refused(folder: Folder, words: tuple[str, ...]) -> None:
    root = folder(SCHOOL)
    refuse(root, "ben moon", "--by", "Mr Bassi", *words)
    assert statements(root) == {}


def test_a_sample_is_spread_and_the_same_for_the_same_seed(folder: Folder) -> None:
    files = {
        f"learners/{name}/2026-0{month}-01 {course} {month}.md": entry(
            f"{name} {month}", "", "What I did and why it worked.", subject=course
        )
        for name in ("Ann", "Ben", "Cy", "Dee")
        for month, course in ((1, "Art"), (2, "Maths"), (3, "Art"))
    }
    root = folder(
        SCHOOL | files | {f"learners/{name}/profile.md": "I am me.\n" for name in ("Ann", "Ben", "Cy", "Dee")}
    )
    endorse(root, *(one.path for one in opened(root).entries), "--by", "Mr Bassi", "--level", "confirmed")
    school = opened(root)
    first = [one.path for one in sample(school, 4, "a")]
    assert first == [one.path for one in sample(school, 4, "a")]
    assert len({path.partition("/")[0] for path in first}) >= 3
    assert any([one.path for one in sample(school, 4, seed)] != first for seed in "bcdef")
    assert sample(school, 4, "a", school.register.adult("Mr Bassi")) == ()
    endorse(root, first[0], "--by", "Mrs Lane", "--level", "confirmed")
    assert first[0] not in [one.path for one in sample(opened(root), 99, "a")]
    told = endorse(root, "--sample", "3")
    assert "the seed “2026-11-23”" in told.stdout
    assert told.stdout == endorse(root, "--sample", "3", "--seed", "2026-11-23").stdout


# --- what strangers send --------------------------------------------------------------------------

GOOD = {
    "portfoliogen": "statement",
    "version": 1,
    "request": "x" * 24,
    "hash": f"sha256:{'0' * 64}",
    "name": "Coach Mehmet",
    "role": "coach",
    "organisation": "Harbour Rowing",
    "date": "2026-11-23",
    "statement": "She kept the count.",
    "next": "",
    "skills": [],
    "named": True,
}


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"version": True},
        {"version": "1"},
        {"extra": 1},
        {"request": "../../x"},
        {"request": "x" * 25},
        {"hash": "md5:1"},
        {"name": ""},
        {"name": "x" * 121},
        {"name": 3},
        {"name": ["x"]},
        {"statement": "   "},
        {"statement": "x" * 4001},
        {"next": None},
        {"skills": "teamwork"},
        {"skills": [1]},
        {"skills": ["a", "a"]},
        {"skills": ["a"] * 101},
        {"named": "yes"},
        {"named": 1},
        {"date": "2026-13-01"},
        {"date": "2030-01-01"},
        {"date": "20261123"},
        {"date": ""},
        {"portfoliogen": "bundle"},
        {"statement": "\ud800"},
        {"role": "\u202e"},
    ],
)
def test_a_file_that_is_not_to_the_letter_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(SchoolError):
        read_answer(json.dumps(GOOD | change).encode(), schools.TODAY, "x.json")
    assert read_answer(json.dumps(GOOD).encode(), schools.TODAY, "x.json").named


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b"[" * 60_000,
        b"9" * 60_000,
        b'{"a": NaN}',
        b"\0" * 100,
        json.dumps(GOOD).replace('"version": 1', '"version": 1, "version": 1').encode(),
        json.dumps({key: value for key, value in GOOD.items() if key != "named"}).encode(),
    ],
)
def test_a_file_that_is_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(SchoolError):
        read_answer(data, schools.TODAY, "x.json")


@pytest.mark.parametrize(
    "change",
    [
        {"request": "A" * 24},
        {"hash": f"sha256:{'0' * 64}"},
        {"skills": ["leadership"]},
        {"date": "2026-11-01"},
        {"name": "Somebody Else"},
    ],
)
def test_an_answer_to_something_else_is_refused(folder: Folder, change: dict[str, object]) -> None:
    root = folder(SCHOOL)
    fields = asked(root)
    refuse(root, "--accept", str(answer(root, fields | change)))
    assert statements(root) == {}
    endorse(root, "--accept", str(answer(root, fields)))
    assert len(statements(root)) == 1


def test_what_is_no_ordinary_file_is_refused(folder: Folder, tmp_path: Path) -> None:
    root = folder(SCHOOL)
    (tmp_path / "large.json").write_bytes(b" " * (MAX_ANSWER_BYTES + 1))
    for path in (tmp_path / "large.json", tmp_path, tmp_path / "nowhere.json", "/dev/zero"):
        refuse(root, "--accept", str(path))


def test_hostile_words_are_only_words(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    words = '<script>alert(1)</script>\n- by: Mr Bassi\n  level: validated\n\n"}: {{ 7*7 }} \x1b[2J \u202etxt --> &amp;'
    endorse(
        root,
        "--accept",
        str(
            answer(
                root,
                asked(root)
                | {"statement": words, "next": "'; {% raw %}", "role": "<b>coach", "organisation": "x\n  level: seen"},
            )
        ),
    )
    page = build(root).profile("Amara Okafor").entries["volcano"]
    assert "<script>alert" not in page.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; - by: Mr Bassi level: validated" in page.html
    assert [one.text.partition(" ")[0] for one in page.main.one("ul.endorsements").all("p.level")] == ["Validated"]
    assert "\x1b" not in page.html
    assert "\u202e" not in page.html


def test_hostile_titles_are_only_words_in_the_form(folder: Folder) -> None:
    title = "</title><script>alert(1)</script>\"'&$css {name}"
    root = folder(
        SCHOOL
        | {
            f"{AMARA}/2026-07-01 Odd.md": f"---\ntitle: {json.dumps(title)}\nstrands: [passion]\n"
            "skills: {teamwork: '<img src=x onerror=alert(1)> $js'}\n---\n"
            "<script>alert(2)</script> $js {learner} Some words here.\n"
        }
    )
    page = root.parent / "form.html"
    endorse(root, "amara odd", "--ask", "--to", "Coach Mehmet", "-o", str(page))
    html = page.read_text("utf-8")
    assert html.count("<script") == 1
    assert "<img" not in html
    assert "&lt;/title&gt;&lt;script&gt;" in html


def test_an_entry_that_changed_since_it_was_asked_about_says_so(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    fields = asked(root)
    _change_photo(root)
    done = schools.command_here("endorse", str(root), "--accept", str(answer(root, fields)))
    assert done.returncode == 1
    assert "changed since" in done.stderr
    assert "Changed since validated on 23 November 2026" in build(root).profile("Amara Okafor").entries["volcano"].text


def test_a_token_is_nowhere_in_the_school(folder: Folder) -> None:
    root = folder(SCHOOL)
    token = str(asked(root)["request"]).encode()
    assert all(token not in data and token.decode() not in path for path, data in schools.contents(root).items())


# --- isolation ------------------------------------------------------------------------------------


def test_a_statement_changes_no_other_profile(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    before = build(root).profile("Ben Li").files
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--statement", "A canary: QXZJ.")
    built = build(root)
    assert built.profile("Ben Li").files == before
    assert [
        path for path, data in built.files.items() if b"QXZJ" in data and "/amara" not in path and "public/" not in path
    ] == []
