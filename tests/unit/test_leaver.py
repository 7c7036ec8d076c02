"""A leaver's bundle in the next school: everything as it was, nothing believed, nothing overwritten, nothing twice."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING, Any

import endorsed_school
import pytest

import schools
from portfoliogen import new_files
from portfoliogen.exporting import export
from portfoliogen.importing import ImportRefusedError, ImportWish, Taken, take_in
from portfoliogen.importing import items as importing_items
from portfoliogen.new_files import PlaceError
from portfoliogen.reports import SchoolError
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OAKFIELD: dict[str, str | bytes] = {
    **endorsed_school.SCHOOL,
    "roster.csv": "id,folder,name,class,publish,photo\noak-1,9B/Amara Okafor,Amara Okafor,9B,public,public\n"
    "oak-2,9B/Ben Li,Ben Li,9B,none,none\n",
    "learners/9B/Amara Okafor/2019-10-04 Owl.md": entry("Owl", ""),
    "learners/9B/Amara Okafor/2026-06-01 Café 🌋/index.md": entry("Café", ""),
    "learners/9B/Amara Okafor/2026-06-01 Café 🌋/photo.jpg": schools.picture(),
    "learners/9B/Amara Okafor/2026-06-01 Café 🌋/photo (1).jpg": schools.picture(),
    "learners/9B/Amara Okafor/2026-07-01 Duet.md": entry("Duet", people="[Ben Li]"),
}
TIDEWELL: dict[str, str | bytes] = {
    "school.yml": "name: Tidewell College\ntheme: showcase\nyear_starts: 1\nvisibility: public\npublish: public\n"
    "photo: public\n",
    "people.yml": "people:\n  - {name: Mr Bassi, role: principal, named: yes}\n",
    "learners/Zoë Quill/profile.md": "I read.\n",
}
HOME = "learners/Amara Okafor"


def _export(root: Path, name: str) -> Path:
    work = root.parent / f"work-{name}"
    work.mkdir()
    return export(root, "Amara", work, today=schools.TODAY, file=root.parent / name).file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Oakfield, what adults there said, and Amara's bundle; tests take copies."""
    folder = tmp_path_factory.mktemp("leaver")
    root = schools.write(folder / "Oakfield", OAKFIELD)
    schools.keep_secret(root)
    for title, level, words in (
        ("amara volcano", "confirmed", "I watched her plan it."),
        ("amara debate", "seen", "I sat in the first row."),
    ):
        endorsed_school.endorse(root, title, "--by", "Mr Bassi", "--level", level, "--statement", words)
    endorsed_school.endorse(
        root, "amara owl", "--by", "Coach Mehmet", "--level", "validated", "--statement", "Patient."
    )
    _export(root, "amara.zip")
    return folder


@pytest.fixture
def bundle(made: Path) -> Path:
    return made / "amara.zip"


@pytest.fixture
def college(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "Tidewell", TIDEWELL)
    schools.keep_secret(root)
    return root


def _take(root: Path, source: Path, learner: str = "", **more: object) -> Taken:
    return take_in(root, ImportWish(source, learner, **more), schools.TODAY)  # type: ignore[arg-type]


def _sources(bundle: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(bundle) as opened:
        found = {one.partition("/")[2]: opened.read(one) for one in opened.namelist()}
    return {path.removeprefix("sources/"): data for path, data in found.items() if path.startswith("sources/")}


def _statements(sources: dict[str, bytes]) -> list[bytes]:
    return sorted(
        data for path, data in sources.items() if path.startswith("endorsements/") and "former.yml" not in path
    )


def _work(sources: dict[str, bytes]) -> dict[str, bytes]:
    return {path.partition("Amara Okafor/")[2]: data for path, data in sources.items() if path.startswith("learners/")}


def _altered(bundle: Path, place: Path, change: Callable[[str, bytes], dict[str, bytes]]) -> Path:
    """A copy of a bundle in which each file is replaced by what `change` gives for it."""
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(place, "w") as new:
        for name in old.namelist():
            for path, data in change(name, old.read(name)).items():
                new.writestr(path, data)
    return place


# --- there and back -------------------------------------------------------------------------------


def test_row_A6_exported_imported_exported_again_is_identical(bundle: Path, college: Path, tmp_path: Path) -> None:
    taken = _take(college, bundle)
    assert list(taken.learners) == ["Amara Okafor"]
    first = _sources(bundle)
    assert schools.contents(college / HOME) == _work(first)
    again = _sources(_export(college, "again.zip"))
    assert _work(again) == _work(first)
    assert _statements(again) == _statements(first)
    assert len(_statements(first)) == 3
    third = schools.write(tmp_path / "University", {"school.yml": "name: University\nframework: gatsby\n"})
    _take(third, college.parent / "again.zip")
    last = _sources(_export(third, "last.zip"))
    assert (_work(last), _statements(last)) == (_work(first), _statements(first))
    page = schools.build(third).profile("Amara Okafor").entries["volcano"].text
    assert "Confirmed by Mr Bassi" in page
    assert "Oakfield" in page


def test_what_adults_said_is_shown_as_the_former_schools(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    built = schools.build(college)
    entries = built.profile("Amara Okafor").entries
    assert "Confirmed by Mr Bassi" in entries["volcano"].text
    assert "science teacher" in entries["volcano"].text, "not the principal here of the same name"
    assert "Oakfield" in entries["volcano"].text
    assert "Validated by Coach Mehmet" in entries["owl"].text
    assert "Harbour Rowing" in entries["owl"].text
    assert [one for one in built.told if one.code.startswith("PG7")] == []
    public = built.profile("Amara Okafor", "public").entries
    assert "Confirmed by Mr Bassi" in public["volcano"].text


def test_addresses_of_entries_stay(made: Path, bundle: Path, college: Path) -> None:
    _take(college, bundle)
    there = schools.build(made / "Oakfield", college.parent / "there").profile("Amara Okafor").entries
    here = schools.build(college).profile("Amara Okafor").entries
    # What was not agreed there (Ben Li is in it) is in neither.
    assert there.keys() == here.keys()
    assert "duet" not in here


def test_row_A1_years_of_two_schools_stand_in_one_profile(bundle: Path, college: Path) -> None:
    schools.write(
        college, {f"{HOME}/profile.md": "I build things.\n", f"{HOME}/2025-02-01 Lathe.md": entry("Lathe", "")}
    )
    (college / HOME / "profile.md").write_bytes(_work(_sources(bundle))["profile.md"])
    _take(college, bundle, "Amara")
    profile = schools.build(college).profile("Amara Okafor")
    assert {"owl", "lathe", "volcano"} <= profile.entries.keys()
    assert {"years/2019", "years/2025", "years/2026"} <= profile.pages.keys()


def test_a_changed_entry_has_lost_its_statement_here_as_well(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    text = college / HOME / "2026-05-02 Debate.md"
    text.write_text(text.read_text("utf-8") + "\nAnd more.\n", "utf-8")
    assert "changed since" in schools.build(college).profile("Amara Okafor").entries["debate"].text.lower()


def test_a_learner_who_moves_to_another_class_keeps_them(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    (college / "learners/13A").mkdir()
    (college / HOME).rename(college / "learners/13A/Amara Okafor")
    assert "Mr Bassi" in schools.build(college).profile("Amara Okafor").entries["volcano"].text


def test_nobody_else_of_that_name_gets_what_was_said(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    shutil.rmtree(college / HOME)
    schools.write(college, {f"{HOME}/profile.md": "Me.\n", f"{HOME}/2026-03-14 Volcano.md": entry("Another", "")})
    assert "Bassi" not in schools.build(college).profile("Amara Okafor").text.replace("changed", "")


# --- again, and beside ----------------------------------------------------------------------------


def test_a_second_time_nothing_is_made(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    before = schools.contents(college)
    again = _take(college, bundle)
    assert (again.made, again.changed) == ([], [])
    assert schools.contents(college) == before
    (college / ".portfoliogen/imports.json").unlink()
    again = _take(college, bundle, "Amara")
    assert (again.made, again.changed) == ([], [])
    assert {path: data for path, data in schools.contents(college).items() if "imports" not in path} == {
        path: data for path, data in before.items() if "imports" not in path
    }


def test_nothing_is_overwritten(bundle: Path, college: Path) -> None:
    mine = {f"{HOME}/profile.md": "I am here now.\n", f"{HOME}/2026-05-02 Debate.md": "Mine.\n"}
    schools.write(college, mine)
    with pytest.raises(ImportRefusedError, match="here already"):
        _take(college, bundle)
    taken = _take(college, bundle, "Amara")
    assert {path: (college / path).read_text("utf-8") for path in mine} == mine
    assert any("profile.md" in source for source, _ in taken.left)
    assert (college / HOME / "2026-05-02 Debate 2.md").exists()


def test_a_dry_run_writes_nothing(bundle: Path, college: Path) -> None:
    before = schools.contents(college)
    done = schools.command_here("import", str(bundle), "--in", str(college), "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "Would take in" in done.stdout
    assert schools.contents(college) == before


def test_the_command_says_what_only_people_can_do(bundle: Path, college: Path) -> None:
    schools.write(college, {"roster.csv": "name,publish\nZoë Quill,school\n"})
    done = schools.command_here("import", str(bundle), "--in", str(college))
    assert done.returncode == 0, done.stderr
    for words in ("fingerprint", "ask Oakfield", "roster.csv", "briefs"):
        assert words in done.stdout


def test_an_unpacked_bundle_and_one_that_was_packed_again(bundle: Path, college: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        opened.extractall(tmp_path / "out")
    taken = _take(college, tmp_path / "out/amara-okafor")
    assert len(taken.made) > 8
    again = tmp_path / "again.zip"
    with zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, data in schools.contents(tmp_path / "out").items():
            packed.writestr(path, data)
    assert _take(college, again).made == []


def test_consent_of_others_given_there_is_kept_but_not_widened(bundle: Path, college: Path) -> None:
    _take(college, bundle)
    note = (college / "endorsements/former/oakfield/amara-okafor/former.yml").read_text("utf-8")
    assert '"name": "Ben Li", "publish": "none"' in note
    for site in ("school", "public"):
        assert "duet" not in schools.build(college).profile("Amara Okafor", site).entries


# --- what nobody should believe -------------------------------------------------------------------


def test_a_fingerprint_settles_it(made: Path, bundle: Path, college: Path) -> None:
    with zipfile.ZipFile(bundle) as opened:
        right = hashlib.sha256(opened.read("amara-okafor/checksums.sha256")).hexdigest()
    with pytest.raises(ImportRefusedError, match="not the one"):
        _take(college, bundle, fingerprint="0" * 64)
    with pytest.raises(ImportRefusedError, match="no leaver's bundle"):
        _take(college, made / "Oakfield/learners/9B/Ben Li/2026-05-02 Moon.md", "Zoë", fingerprint=right)
    assert not (college / HOME).exists()
    assert _take(college, bundle, fingerprint=right).made


@pytest.mark.parametrize("part", ["people.yml", "-volcano.yml", "record.json"])
def test_statements_that_were_changed_on_the_way_are_not_taken(
    bundle: Path, college: Path, tmp_path: Path, part: str
) -> None:
    forged = _altered(
        bundle, tmp_path / "forged.zip", lambda name, data: {name: data + b"\n" if name.endswith(part) else data}
    )
    taken = _take(college, forged)
    assert taken.made
    assert not (college / "endorsements").exists()
    assert any("was not taken in" in note for note in taken.notes)


def test_a_statement_that_was_added_on_the_way_is_not_taken(bundle: Path, college: Path, tmp_path: Path) -> None:
    def add(name: str, data: bytes) -> dict[str, bytes]:
        more = {name.replace("people.yml", "endorsements/mine.yml"): b"learner: x\n"} if "people.yml" in name else {}
        return {name: data, **more}

    taken = _take(college, _altered(bundle, tmp_path / "forged.zip", add))
    assert not (college / "endorsements").exists()
    assert any("endorsements/mine.yml" in note for note in taken.notes)


def test_work_that_was_changed_or_lost_on_the_way_is_told(bundle: Path, college: Path, tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> dict[str, bytes]:
        if name.endswith("Owl.md"):
            return {}
        return {name: data + b"\nMore.\n" if name.endswith("Debate.md") else data}

    taken = _take(college, _altered(bundle, tmp_path / "changed.zip", change))
    (note,) = [one for one in taken.notes if "is not as Oakfield made it" in one]
    assert "Debate.md" in note
    assert "Owl.md" in note
    built = schools.build(college)
    entries = built.profile("Amara Okafor").entries
    assert "Confirmed by Mr Bassi" in entries["volcano"].text
    assert "changed since" in entries["debate"].text.lower()


def _packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, data in files.items():
            packed.writestr(path, data)
    return out.getvalue()


def _bundle_with(files: dict[str, str | bytes], **record: object) -> bytes:
    told = {"format": 1, "learner": "Eve", "school": "Nowhere", "home": "learners/Eve", **record}
    everything: dict[str, str | bytes] = {"record.json": json.dumps(told), **files}
    sums = "".join(
        f"{hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()}  {path}\n"
        for path, data in everything.items()
    )
    return _packed({f"eve/{path}": data for path, data in {**everything, "checksums.sha256": sums}.items()})


_LINK = zipfile.ZipInfo("eve/sources/learners/Eve/link.md")
_LINK.external_attr = 0o120777 << 16


@pytest.mark.parametrize(
    "made",
    [
        _bundle_with({"sources/learners/Eve/../../../../evil.md": "x"}),
        _bundle_with({"sources/learners/Eve/a.md": b"\0" * 30_000_000}),
        _bundle_with({"sources/learners/Eve/a.md": "x"}, home="../.."),
        _bundle_with({"sources/learners/Eve/a.md": "x"}, home="learners/../../.."),
        _bundle_with({"sources/learners/Eve/a.md": "x"}, format=99),
        _bundle_with({"sources/learners/Eve/a.md": "x"}, learner=""),
        _bundle_with({"sources/learners/Eve/a.md": "x"}, home=["learners/Eve"]),
        _bundle_with({"sources/endorsements/b.yml": "x"}),
        _bundle_with({"sources/endorsements/a.yml": "x" * 1_100_000}),
        _packed({"eve/record.json": "[" * 9000, "eve/checksums.sha256": "x"}),
        _packed({"eve/record.json": "x" * 70_000, "eve/checksums.sha256": ""}),
    ],
)
def test_a_bundle_that_wants_too_much_is_refused(college: Path, tmp_path: Path, made: bytes) -> None:
    (tmp_path / "eve.zip").write_bytes(made)
    before = schools.contents(tmp_path)
    with pytest.raises((ImportRefusedError, SchoolError)):
        _take(college, tmp_path / "eve.zip")
    assert schools.contents(tmp_path) == before


def test_links_damage_and_endless_lists_are_refused(bundle: Path, college: Path, tmp_path: Path) -> None:
    made = bytearray(_bundle_with({"sources/learners/Eve/a.md": "x"}))
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as packed:
        packed.writestr(_LINK, "/etc/passwd")
    with pytest.raises(ImportRefusedError, match="a link"):
        _take(college, tmp_path / "link.zip")
    data = bytearray(bundle.read_bytes())
    data[data.index(b"We built it twice")] ^= 1
    (tmp_path / "damaged.zip").write_bytes(data)
    with pytest.raises(ImportRefusedError, match="damaged"):
        _take(college, tmp_path / "damaged.zip")
    end = made.rindex(b"PK\x05\x06")
    made[end + 12 : end + 16] = (importing_items._MAX_LIST_BYTES + 1).to_bytes(4, "little")
    (tmp_path / "endless.zip").write_bytes(made)
    with pytest.raises(ImportRefusedError, match="more than"):
        _take(college, tmp_path / "endless.zip")
    assert not (college / "learners/Eve").exists()


def test_what_a_bundle_says_is_never_more_than_words(college: Path, tmp_path: Path) -> None:
    """Names with YAML, paths and signs of terminals in them end as text in their own places."""
    school = '"\n../../x: {a: [\x1b[31m'
    (tmp_path / "eve.zip").write_bytes(
        _bundle_with(
            {
                "sources/learners/Eve/2026-01-01 a.md": "Words of my own, more than five.",
                "sources/learners/Eve/profile.md": "Me.",
                "sources/people.yml": 'people: [{name: "Mr X: ]}", role: "a\\nb: c"}]\n',
                "sources/endorsements/a/b/c/d/e/f.yml": "learner: Eve\nentry: 2026-01-01 a\nstatements: []\n",
                "sources/endorsements/former/../x.yml/former.yml": "school: x\n",
            },
            school=school,
        )
    )
    with pytest.raises(ImportRefusedError):
        _take(college, tmp_path / "eve.zip")
    (tmp_path / "eve.zip").write_bytes(
        _bundle_with(
            {
                "sources/learners/Eve/2026-01-01 a.md": "Words of my own, more than five.",
                "sources/learners/Eve/profile.md": "Me.",
                "sources/people.yml": 'people: [{name: "Mr X: ]}", role: "a\\nb: c"}]\n',
                "sources/endorsements/a/b/c/d/e/f.yml": "learner: Eve\nentry: 2026-01-01 a\nstatements: []\n",
            },
            school=school,
        )
    )
    _take(college, tmp_path / "eve.zip")
    places = [one for one in schools.contents(college) if one.startswith("endorsements/")]
    assert all(one.startswith("endorsements/former/") and ".." not in one for one in places)
    assert len(places) == 2
    assert [one.code for one in schools.check(college) if one.code.startswith("PG7")] == []


def test_a_school_of_one_is_a_bundle_too(tmp_path: Path, college: Path) -> None:
    alone = schools.write(
        tmp_path / "Dana Wells",
        {"profile.md": "---\nname: Dana Wells\n---\nI bake.\n", "2026-03-14 Bread.md": entry("Bread")},
    )
    (tmp_path / "w").mkdir()
    made = export(alone, "", tmp_path / "w", today=schools.TODAY, file=tmp_path / "dana.zip").file
    _take(college, made)
    assert set(schools.contents(college / "learners/Dana Wells")) == {"profile.md", "2026-03-14 Bread.md"}
    # And into the folder of somebody who is alone.
    mine = schools.write(tmp_path / "Mine", {"profile.md": "---\nname: Dana Wells\n---\nI bake.\n"})
    with pytest.raises(ImportRefusedError, match="here already"):
        _take(mine, made)
    _take(mine, made, "Mine")
    assert (mine / "2026-03-14 Bread.md").exists()


def test_a_bundle_that_did_not_fit_goes_on_where_it_stopped(
    bundle: Path, college: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [5]

    def fills(file: object, data: object, real: Any = new_files._fill) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        real(file, data)

    schools.write(college, {"roster.csv": "name,publish\nZoë Quill,school\n"})
    with monkeypatch.context() as patch:
        patch.setattr(new_files, "_fill", fills)
        with pytest.raises(PlaceError, match="no space left"):
            _take(college, bundle)
    first = set(schools.contents(college / HOME))
    assert first
    taken = _take(college, bundle)
    assert taken.changed == []
    assert schools.contents(college / HOME) == _work(_sources(bundle))


def test_a_name_that_is_too_long_is_shortened_and_told(college: Path, tmp_path: Path) -> None:
    (tmp_path / "eve.zip").write_bytes(_bundle_with({f"sources/learners/Eve/{'é' * 150}.md": "x"}))
    taken = _take(college, tmp_path / "eve.zip")
    (name,) = schools.contents(college / "learners/Eve")
    assert name.startswith("éé")
    assert any("is called" in note for note in taken.notes)


def test_no_work_becomes_a_file_of_the_school(tmp_path: Path) -> None:
    mine = schools.write(tmp_path / "Mine", {"profile.md": "I bake.\n"})
    own = ("roster.csv", "endorsements/x.yml", ".portfoliogen/address-secret.txt", "theme/words/en.yml", "a/.x/b.md")
    (tmp_path / "eve.zip").write_bytes(
        _bundle_with({f"sources/learners/Eve/{path}": "x" for path in (*own, "2026-01-01 a.md")})
    )
    taken = _take(mine, tmp_path / "eve.zip", "Mine")
    assert {path for path in schools.contents(mine) if "imports" not in path} == {"profile.md", "2026-01-01 a.md"}
    assert len(taken.left) == len(own)
    for name in ("theme", "Endorsements"):
        made = _bundle_with({f"sources/learners/{name}/a.md": "x"}, home=f"learners/{name}")
        (tmp_path / "eve.zip").write_bytes(made)
        with pytest.raises(ImportRefusedError, match="cannot be called"):
            _take(schools.write(tmp_path / "Plain", {"Ann/profile.md": "Me.\n"}), tmp_path / "eve.zip")
