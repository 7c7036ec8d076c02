"""Verifying: a bundle, a receipt, a profile or a site is what was released, or what differs is named."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.exporting import export
from portfoliogen.reports import SchoolError
from portfoliogen.verifying import verify
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORK = {
    "school.yml": "publish: public\n",
    "learners/Amara/2026-03-14 Volcano.md": entry(visibility="public"),
    "learners/Ben/2026-03-14 Bridge.md": entry("Bridge"),
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "Oakfield", WORK)
    schools.keep_secret(root)
    schools.build(root, root / "_site")
    return root


@pytest.fixture
def bundle(school: Path) -> Path:
    work = school.parent / "work"
    work.mkdir()
    return export(school, "Amara", work, today=schools.TODAY, file=school.parent / "amara.zip").file


def _repacked(bundle: Path, change: Callable[[dict[str, bytes]], object], comment: bytes | None = None) -> Path:
    with zipfile.ZipFile(bundle) as made:
        files = {one: made.read(one) for one in made.namelist()}
        said = made.comment if comment is None else comment
    change(files)
    place = bundle.with_name("changed.zip")
    with zipfile.ZipFile(place, "w") as made:
        made.comment = said
        for path, data in files.items():
            made.writestr(path, data)
    return place


def test_a_bundle_as_it_was_made_holds_in_a_zip_and_unpacked(bundle: Path) -> None:
    (packed,) = verify(bundle)
    with zipfile.ZipFile(bundle) as made:
        made.extractall(bundle.parent / "unpacked")
    (unpacked,) = verify(bundle.parent / "unpacked/amara")
    assert packed == unpacked
    assert packed.problems == ()
    assert packed.fingerprint
    (site,) = verify(bundle.parent / "unpacked/amara/site/school/amara")
    assert site.problems == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files.update({"amara/record.json": b"{}"}), "Changed: “record.json”"),
        (lambda files: files.pop("amara/record.json"), "Missing: “record.json”"),
        (lambda files: files.update({"amara/more.txt": b"x"}), "Not part of it: “more.txt”"),
        (lambda files: files.update({"amara/checksums.sha256": b"nonsense\n"}), "checksums are damaged"),
        (lambda files: files.pop("amara/checksums.sha256"), "checksums are damaged"),
    ],
)
def test_a_changed_bundle_is_told(bundle: Path, change: Callable[[dict[str, bytes]], object], said: str) -> None:
    (found,) = verify(_repacked(bundle, change))
    assert any(said in problem for problem in found.problems)


def test_a_bundle_that_is_cut_off_or_rotten_is_told(bundle: Path) -> None:
    data = bundle.read_bytes()
    for bad in (data[: len(data) // 2], data[:2000] + bytes([data[2000] ^ 255]) + data[2001:]):
        bundle.write_bytes(bad)
        (found,) = verify(bundle)
        assert found.problems


def test_a_list_changed_along_with_a_file_shows_in_the_fingerprint(bundle: Path) -> None:
    (before,) = verify(bundle)

    def both(files: dict[str, bytes]) -> None:
        import hashlib  # noqa: PLC0415 - only here

        old = files["amara/record.json"]
        files["amara/record.json"] = b"{}"
        files["amara/checksums.sha256"] = files["amara/checksums.sha256"].replace(
            hashlib.sha256(old).hexdigest().encode(), hashlib.sha256(b"{}").hexdigest().encode()
        )

    (found,) = verify(_repacked(bundle, both))
    assert found.problems == ()
    assert found.fingerprint != before.fingerprint


def test_sites_profiles_and_receipts(school: Path) -> None:
    output = school / "_site"
    receipt = min((output / "receipts/public").glob("*.json"))
    places = (
        output,
        output / "school",
        output / "public",
        output / "school/amara",
        receipt,
        output / "public" / receipt.stem,
        output / "receipts/school/ben.json",
    )
    for place in places:
        assert [one.problems for one in verify(place)] == [()] * (2 if place == output else 1), place
    page = output / "school/amara/index.html"
    page.write_bytes(page.read_bytes() + b" ")
    assert [bool(one.problems) for one in verify(output)] == [False, True]
    for place in (output / "school", output / "school/amara", output / "receipts/school/amara.json"):
        assert "index.html" in verify(place)[0].problems[0]
    assert verify(output / "school/ben")[0].problems == ()


def test_a_page_where_it_lies_and_one_that_was_taken_out(school: Path) -> None:
    page = school / "_site/school/amara/index.html"
    saved = school.parent / "saved.html"
    saved.write_bytes(page.read_bytes())
    for found in (*verify(page), *verify(saved, school / "_site")):
        assert found.problems == ()
        assert "index.html of Amara" in found.what or "index.html” of Amara" in found.what
    page.write_bytes(page.read_bytes() + b" ")
    saved.write_bytes(saved.read_bytes().replace(b"Amara", b"Mallory"))
    (page.parent / "more.html").write_text("else")
    for found in (*verify(page), *verify(saved, school / "_site"), *verify(page.parent / "more.html")):
        assert len(found.problems) == 1
    with pytest.raises(SchoolError, match="no bundle and no receipt"):
        verify(saved)
    done = schools.command_here("verify", str(saved), "-o", str(school / "_site"))
    assert done.returncode == 1
    assert "No receipt" in done.stdout


def test_what_cannot_be_compared_is_said(school: Path, bundle: Path) -> None:
    (school.parent / "x.json").write_text("{}")
    for place in (
        school,
        school / "nowhere",
        school.parent / "x.json",
        school / "learners",
        _repacked(bundle, lambda _: None, comment=b""),
    ):
        with pytest.raises(SchoolError):
            verify(place)


def test_the_command_says_what_differs(school: Path) -> None:
    done = schools.command_here("verify", str(school / "_site"))
    assert (done.returncode, done.stderr) == (0, "")
    (school / "_site/school/index.html").write_text("else")
    done = schools.command_here("verify", str(school / "_site"))
    assert done.returncode == 1
    assert "index.html" in done.stdout
    done = schools.command_here("verify", str(school / "nowhere"))
    assert done.returncode == 2
    assert "Try:" in done.stderr
