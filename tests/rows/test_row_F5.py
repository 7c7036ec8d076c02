"""F5: somebody outside vouches without an account: a form by e-mail, and the file that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from endorsed_school import SCHOOL, answer, asked, endorse, refuse

if TYPE_CHECKING:
    from conftest import Build, Folder


def test_row_F5_the_file_dropped_in_is_level_four_with_the_providers_page(folder: Folder, build: Build) -> None:
    root = folder(SCHOOL)
    endorse(root, "--accept", str(answer(root, asked(root) | {"skills": ["teamwork"]})))
    for site in ("school", "public"):
        page = build(root).profile("Amara Okafor", site).entries["volcano"]
        assert "Validated by Coach Mehmet, rowing coach, Harbour Rowing, 23 November 2026" in page.text
        assert "She rowed us through a hard day, and kept the count." in page.text
        assert "Skills confirmed: Teamwork" in page.text
        assert "https://www.harbour-rowing.example/about" in page.targets


def test_row_F5_a_form_counts_once(folder: Folder) -> None:
    root = folder(SCHOOL)
    file = answer(root, asked(root))
    endorse(root, "--accept", str(file))
    assert "accepted already" in refuse(root, "--accept", str(file))
    endorse(root, "amara volcano", "--by", "Coach Mehmet", "--withdraw")
    assert "accepted already" in refuse(root, "--accept", str(file))


def test_row_F5_somebody_who_was_not_in_the_register_is_added_when_asked(folder: Folder) -> None:
    root = folder(SCHOOL)
    page = root.parent / "form.html"
    endorse(root, "ben moon", "--ask", "--to", "Ola Nowak, Leigh Observatory", "-o", str(page))
    assert "Ola Nowak: {organisation: Leigh Observatory}" in (root / "people.yml").read_text("utf-8")
    assert "Did you mean “Mrs Lane”" in refuse(root, "ben moon", "--ask", "--to", "Mrs Lnae, Oakfield", "-o", str(page))


def test_row_F5_the_form_says_no_more_than_it_must(folder: Folder) -> None:
    roster = "folder,publish,photo,shown_as\n9B/Amara Okafor,school,school,full\n9B/Ben Li,public,public,first\n"
    root = folder(SCHOOL | {"roster.csv": roster})
    page = root.parent / "form.html"
    endorse(root, "amara volcano", "--ask", "--to", "Coach Mehmet, Harbour Rowing", "-o", str(page))
    html = page.read_text("utf-8")
    assert "Amara" in html
    for kept in ("Okafor", "We built it twice", "We took turns", "9B", "photo.jpg", "mehmet@"):
        assert kept not in html
    endorse(root, "amara volcano", "--ask", "--with-text", "--to", "Coach Mehmet, Harbour Rowing", "-o", str(page))
    assert "We built it twice" in page.read_text("utf-8")
    endorse(root, "ben moon", "--ask", "--to", "Coach Mehmet", "-o", str(page))
    assert "eleven nights" in page.read_text("utf-8")
    assert "Ben Li" not in page.read_text("utf-8")


def test_row_F5_nobody_outside_is_asked_about_what_is_private(folder: Folder) -> None:
    root = folder(
        SCHOOL | {"learners/9B/Ben Li/2026-06-01 Diary.md": "---\nvisibility: private\n---\nA hard week for me.\n"}
    )
    assert "private" in refuse(root, "ben diary", "--ask", "--to", "Coach Mehmet")
    assert not (root / "endorsements/asked").exists()
