"""E1: a register of adults; statements refer to it, and what is private in it stays there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from endorsed_school import SCHOOL, endorse, refuse, statements

if TYPE_CHECKING:
    from conftest import Build, Folder


def test_row_E1_an_unknown_adult_is_an_error_with_the_nearest_name(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "seen")
    ((name, text),) = statements(root).items()
    (root / "endorsements" / name).write_text(text.replace("by: Mr Bassi", "by: Mr Basi"), encoding="utf-8")
    built = build(root)
    (told,) = [one for one in built.told if one.code == "PG704"]
    assert told.severity == "error"
    assert "Mr Bassi" in told.hint
    assert "Self-reported" in built.profile("Amara Okafor").entries["volcano"].text


def test_row_E1_nobody_unknown_can_be_recorded(folder: Folder) -> None:
    root = folder(SCHOOL)
    assert "Did you mean “Mrs Lane”?" in refuse(root, "amara volcano", "--by", "Mrs Lnae", "--level", "seen")
    assert not (root / "endorsements").exists()


def test_row_E1_somebody_new_is_added_first(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Dr. O'Neill: physics", "--add-person", "--role", "mentor #1")
    assert (root / "people.yml").read_text("utf-8").startswith(str(SCHOOL["people.yml"]))
    assert "Seen by Dr. O'Neill: physics, mentor #1" in build(root).profile("Amara Okafor").entries["volcano"].text


def test_row_E1_contacts_are_never_published(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "amara volcano", "--by", "Coach Mehmet", "--level", "validated", "--statement", "She kept the count.")
    endorse(root, "amara volcano", "--by", "Mr Bassi", "--level", "confirmed")
    for path, data in build(root).files.items():
        for secret in (b"lane@", b"bassi@", b"mehmet@", b"office@"):
            assert secret not in data, path
