"""Where a name leads within one learner's folder, and that it never leads out of it."""

from __future__ import annotations

import pytest

from portfoliogen.check.places import EntryNames, Hit, Places

PLACES = Places(
    ("photo.jpg", "May/photo.jpg", "May/cone.jpg", "June/cone.jpg", "Café.png", "a b.jpg", "img/x.PNG", "50%.jpg")
)


@pytest.mark.parametrize(
    ("target", "folder", "found"),
    [
        ("photo.jpg", "", "photo.jpg"),
        ("photo.jpg", "May", "May/photo.jpg"),
        ("../photo.jpg", "May", "photo.jpg"),
        ("./photo.jpg", "", "photo.jpg"),
        ("Cafe\u0301.png", "", "Café.png"),
        ("Caf%C3%A9.png", "", "Café.png"),
        ("a%20b.jpg", "", "a b.jpg"),
        ("50%.jpg", "", "50%.jpg"),
        ("May\\cone.jpg", "", "May/cone.jpg"),
        ("photo.jpg?raw=true", "", "photo.jpg"),
        ("photo.jpg#top", "", "photo.jpg"),
        ("/photo.jpg", "", "photo.jpg"),
    ],
)
def test_a_name_leads_to_its_file(target: str, folder: str, found: str) -> None:
    assert PLACES.find(target, folder).path == found


@pytest.mark.parametrize(
    ("target", "folder", "found"),
    [
        ("x.png", "", "img/x.PNG"),
        ("/assets/May/photo.jpg", "", "May/photo.jpg"),
        ("C:/Users/amara/May/photo.jpg", "", "May/photo.jpg"),
        ("cone.jpg", "May", "May/cone.jpg"),
    ],
)
def test_a_file_elsewhere_is_found_where_there_is_only_one(target: str, folder: str, found: str) -> None:
    assert PLACES.find(target, folder).path == found


def test_with_several_nothing_is_guessed() -> None:
    hit = PLACES.find("cone.jpg", "")
    assert (sorted(hit.paths), hit.path, hit.exact) == (["June/cone.jpg", "May/cone.jpg"], "", False)


@pytest.mark.parametrize(
    "target",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "..\\..\\etc\\passwd",
        "file:///etc/passwd",
        "",
        "..",
        ".",
        "/",
        "\x00",
        "a" * 5000,
        "%",
        "%ff%fe",
        "#",
        "?",
        "../Ben/photo2.jpg",
    ],
)
def test_nothing_leads_out(target: str) -> None:
    assert PLACES.find(target, "").paths == PLACES.find(target, "May").paths == ()


def test_a_name_that_climbs_out_finds_at_most_a_file_of_the_folder() -> None:
    assert PLACES.find("../../Ben/photo.jpg", "").path in {"", "photo.jpg"}


def test_what_was_probably_meant() -> None:
    assert PLACES.nearest("phtoo.jpg") == "photo.jpg"
    assert PLACES.nearest("zebra.mp3") == ""


def test_nothing_found_is_a_hit_without_paths() -> None:
    assert Hit(()).path == ""


NAMES = EntryNames(
    (
        ("2026-03-14 Volcano", "2026-03-14 Volcano.md", "Our volcano", ("first-volcano",)),
        ("Debate", "Debate/index.md", "Debate final", ()),
        ("May/Notes", "May/Notes.md", "Notes", ()),
        ("June/Notes", "June/Notes.md", "Notes", ()),
    )
)


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("our VOLCANO", ("2026-03-14 Volcano",)),
        ("2026-03-14 Volcano.md", ("2026-03-14 Volcano",)),
        ("2026-03-14-volcano", ("2026-03-14 Volcano",)),
        ("First volcano", ("2026-03-14 Volcano",)),
        ("Debate final", ("Debate",)),
        ("debate", ("Debate",)),
        ("Notes", ("May/Notes", "June/Notes")),
        ("May/Notes", ("May/Notes",)),
        ("Bridge", ()),
        ("", ()),
    ],
)
def test_an_entry_by_its_words(word: str, keys: tuple[str, ...]) -> None:
    assert NAMES.by_word(word) == keys


@pytest.mark.parametrize(
    ("target", "folder", "keys"),
    [
        ("2026-03-14 Volcano", "", ("2026-03-14 Volcano",)),
        ("2026-03-14%20Volcano.md", "", ("2026-03-14 Volcano",)),
        ("Debate/", "", ("Debate",)),
        ("../Debate/index.md", "May", ("Debate",)),
        ("Notes.html", "May", ("May/Notes",)),
        ("../../Ben/x.md", "", ()),
    ],
)
def test_an_entry_by_its_path(target: str, folder: str, keys: tuple[str, ...]) -> None:
    assert NAMES.by_path(target, folder) == keys
