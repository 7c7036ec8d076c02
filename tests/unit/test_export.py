"""The leaver's bundle: what is in it, and what must not be."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import portfoliogen
import schools
from portfoliogen.exporting import CHECKSUMS, READ_ME, export
from portfoliogen.exporting.how_to import Leaving, how_to_page
from portfoliogen.reports import SchoolError
from schools import entry

if TYPE_CHECKING:
    from portfoliogen.exporting import Bundle

WORK: dict[str, str | bytes] = {
    "school.yml": "name: Oakfield\nlanguage: en\npublish: public\ncontact: office@oakfield.example.org\n"
    "maths: no\naddresses: {public: https://profiles.example.org}\n"
    "targets: {intranet: {kind: folder, path: //secret-server/share, public: no}}\n",
    "roster.csv": "id,folder,name,class,year,publish,photo,shown_as,until,upn,email\n"
    "oak-1,9B/Amara Okafor,Amara Okafor,9B,9,public,public,first,2027-08-31,A123456789,am@example.org\n"
    "oak-2,9B/Ben Carter,Ben Carter,9B,9,none,none,initials,,B987654321,ben@example.org\n"
    "oak-3,9B/Cara Quill,Cara Quill,9B,9,public,public,full,,C111111111,cara@example.org\n",
    "entries.csv": "entry,field,value\n9B/Amara Okafor/2026-03-14 Volcano,skills,teamwork\n"
    "9B/Cara Quill/2026-05-01 Song,skills,creativity\n",
    "people.yml": "people:\n  - {key: finch, name: Mr Finch, role: teacher, contact: finch@oakfield.example.org}\n"
    "  - {key: zeal, name: Dr Zeal, role: teacher, contact: zeal@oakfield.example.org}\n"
    "providers:\n  - {key: trust, name: Marsh Trust, contact: trust@example.org}\n",
    "briefs/bridge.md": "---\ntitle: Bridge\n---\nBuild one.\n",
    "theme/words/en.yml": "",
    "learners/9B/Amara Okafor/2026-03-14 Volcano/index.md": entry(
        visibility="public", text="Twice, and Mr Finch looked on.\n\n![Foam](foam.jpg)"
    ),
    "learners/9B/Amara Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(),
    "learners/9B/Amara Okafor/2026-04-02 Duet.md": entry("Duet", text="We played.", people="[Ben Carter]"),
    "learners/9B/Ben Carter/2026-04-02 Bridge.md": entry("Bens bridge"),
    "learners/9B/Cara Quill/2026-05-01 Song.md": entry("Caras song"),
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "Oakfield", WORK)
    schools.keep_secret(root)
    schools.build(root, root / "_site")
    return root


def _export(school: Path, learner: str = "Amara", name: str = "amara.zip") -> Bundle:
    work = school.parent / f"work-{name}-{learner}"
    work.mkdir()
    return export(school, learner, work, today=schools.TODAY, file=school.parent / name)


def _files(bundle: Bundle) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle.file) as made:
        return {one.partition("/")[2]: made.read(one) for one in made.namelist()}


def test_a_bundle_holds_site_sources_receipts_and_checksums(school: Path) -> None:
    files = _files(_export(school))
    assert {path.partition("/")[0] for path in files} == {
        READ_ME,
        CHECKSUMS,
        "record.json",
        "site",
        "sources",
        "receipts",
    }
    own = schools.contents(school / "learners/9B/Amara Okafor")
    assert {path: files[f"sources/learners/9B/Amara Okafor/{path}"] for path in own} == own
    receipts = {path: data for path, data in schools.contents(school / "_site/receipts").items() if b"Amara" in data}
    assert {path.removeprefix("receipts/") for path in files if path.startswith("receipts/")} == receipts.keys()
    assert len(receipts) == 4


def test_its_pages_are_those_that_the_school_made(school: Path) -> None:
    files = _files(_export(school))
    place = "site/school/amara-okafor/"
    assert {path.removeprefix(place): data for path, data in files.items() if path.startswith(place)} == (
        schools.contents(school / "_site/school/amara-okafor")
    )


def test_nothing_of_others_travels_along(school: Path) -> None:
    everything = b"\n".join(path.encode() + data for path, data in _files(_export(school)).items())
    for secret in (
        "Cara",
        "Quill",
        "oak-2",
        "oak-3",
        "B987654321",
        "A123456789",
        "example.org/",
        "secret-server",
        "ben@",
        "am@example",
        "finch@",
        "zeal",
        "Dr Zeal",
        "trust@",
        "Bens bridge",
        schools.SECRET,
    ):
        assert secret.encode() not in everything, secret


def test_the_consent_of_others_goes_on_being_kept(school: Path) -> None:
    files = _files(_export(school))
    assert b"Ben Carter,,,none,none" in files["sources/roster.csv"]
    assert not any("duet" in path for path in files if path.startswith("site/"))
    assert not any(path.startswith("site/public") for path in files)


def test_a_bundle_has_the_same_bytes_each_time(school: Path) -> None:
    first, second = _export(school), _export(school, name="again.zip")
    assert first.file.read_bytes() == second.file.read_bytes()
    assert first.fingerprint == second.fingerprint


def test_its_checksums_are_those_of_its_files(school: Path) -> None:
    bundle = _export(school)
    files = _files(bundle)
    checksums = files.pop(CHECKSUMS)
    assert checksums.decode() == "".join(
        f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())
    )
    assert bundle.fingerprint == hashlib.sha256(checksums).hexdigest()


def test_the_page_to_read_first_has_no_script_and_leads_to_the_profile(school: Path) -> None:
    files = _files(_export(school))
    page = schools.Page(READ_ME, files[READ_ME].decode())
    assert "<script" not in page.html
    (target,) = page.targets
    assert target in files
    assert "Amara" in page.tree.text


@pytest.mark.parametrize(
    ("language", "shown", "direction"),
    [("en", "en", "ltr"), ("cy-GB", "cy", "ltr"), ("ar", "ar", "rtl"), ("de", "en", "ltr")],
)
def test_the_page_to_read_first_speaks_the_schools_language(language: str, shown: str, direction: str) -> None:
    made = how_to_page(Leaving("Ann <b>{x}</b>", "Oak & Ash", "site/school/ann/index.html", "0.1.0", language))
    page = schools.Page(READ_ME, made.decode())
    top = page.tree.one("html")
    assert (top.attributes["lang"], top.attributes["dir"]) == (shown, direction)
    assert "Ann <b>{x}</b>" in page.tree.one("h1").text
    assert page.tree.all("b") == []
    assert [one.text for one in page.tree.all("code")][-3:] == [
        'pip install "./portfoliogen-0.1.0-py3-none-any.whl[all]"',
        "portfoliogen build sources",
        "portfoliogen verify .",
    ]


def test_no_language_lacks_a_sentence() -> None:
    for name in ("exporting/how_to", "sharing/labels", "endorsing/form", "receipts"):
        file = Path(portfoliogen.__file__).parent / f"{name}.words.json"
        table = json.loads(file.read_text("utf-8"))
        for language, texts in table.items():
            assert texts.keys() == table["en"].keys(), (name, language)
            for key, text in texts.items():
                assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", table["en"][key])), (name, key)


def test_the_school_is_not_changed(school: Path) -> None:
    before = schools.contents(school)
    _export(school)
    assert schools.contents(school) == before


def test_only_a_bundle_is_written_over(school: Path) -> None:
    _export(school)
    (school.parent / "other.zip").write_bytes(b"theirs")
    with pytest.raises(SchoolError, match="no bundle"):
        _export(school, name="other.zip")
    assert (school.parent / "other.zip").read_bytes() == b"theirs"
    assert _export(school, "Amara Ok").files


def test_a_school_of_one_and_a_learner_without_a_roster(tmp_path: Path) -> None:
    alone = schools.write(
        tmp_path / "Dana Wells",
        {"profile.md": "---\nname: Dana Wells\n---\nI bake.\n", "2026-03-14 Bread.md": entry("Bread")},
    )
    files = _files(_export(alone, ""))
    assert any("bread" in path for path in files if path.startswith("site/school/"))
    plain = schools.write(
        tmp_path / "Plain",
        {"learners/Amara/2026-03-14 A.md": entry("Alpha"), "learners/Ben/2026-03-14 B.md": entry("Beta")},
    )
    files = _files(_export(plain, "Amara", "plain.zip"))
    assert any("/entries/" in path for path in files)
    assert not any(b"Beta" in data for data in files.values())


def test_the_command(school: Path) -> None:
    place = school.parent / "bundle.zip"
    done = schools.command_here("export", "Amara", str(school), "-o", str(place))
    assert done.returncode == 0, done.stderr
    assert "fingerprint" in done.stdout
    assert schools.command_here("verify", str(place)).returncode == 0
    done = schools.command_here("export", "Nobody", str(school), "-o", str(place))
    assert done.returncode == 2
    assert "no learner" in done.stderr
