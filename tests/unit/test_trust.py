"""Many schools in one go: `trust.yml`, a school that fails, and one that is done already."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from portfoliogen import pipeline, unchanged, working
from portfoliogen.cli.program import run
from portfoliogen.reports import SchoolError
from portfoliogen.trust import schools_of, trust_file

ENTRY = "---\ndate: 2026-03-14\nstrands: [passion]\n---\nWe built it twice, in {}.\n"
Lay = Callable[[str], Path]


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(tmp_path / "cache"))
    for name in ("oakfield", "north/ash", "north/Elm", "north/_old", "north/notes"):
        school = tmp_path / "trust" / name
        (school / "learners" / "Amara").mkdir(parents=True)
        (school / "learners" / "Amara" / "Volcano.md").write_text(ENTRY.format(name), "utf-8")
        (school / "school.yml").write_text(f"name: {name}\n", "utf-8")
    for path in sorted((tmp_path / "trust/north/notes").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()

    def lay(text: str) -> Path:
        (tmp_path / "trust" / "trust.yml").write_text(text, "utf-8")
        return tmp_path / "trust"

    return lay


def names(folder: Path) -> list[str]:
    file = trust_file(folder)
    assert file is not None
    return [one.resolve().relative_to(folder).as_posix() for one in schools_of(file)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schools: [oakfield, north/ash]\n", ["oakfield", "north/ash"]),
        ("schools:\n  - north/*\n  - oakfield\n", ["north/Elm", "north/ash", "oakfield"]),
        ("name: Northern\nschools: oakfield\n", ["oakfield"]),
        ("schools: [oakfield, ./oakfield/, north/../oakfield]\n", ["oakfield"]),
        ("schools: ['**/*sh']\n", ["north/ash"]),
        ("schools: [gone, oakfield, '']\n", ["gone", "oakfield"]),
        ("\ufeffSchools:\r\n- oakfield\r\n", ["oakfield"]),
    ],
)
def test_a_list_of_schools(trust: Lay, text: str, expected: list[str]) -> None:
    assert names(trust(text)) == expected


def test_a_path_or_pattern_may_be_whole(trust: Lay, tmp_path: Path) -> None:
    assert names(trust(f"schools: ['{tmp_path}/trust/oakfield', '{tmp_path}/trust/nor*/ash']\n")) == [
        "oakfield",
        "north/ash",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no list of schools"),
        ("- oakfield\n", "holds no list of schools"),
        ("schools: []\n", "names no school"),
        ("name: Northern\n", "names no school"),
        ("schols: [oakfield]\n", r"trust\.yml:1: “schols” is not a field of a trust"),
        ("name: N\nschools:\n  - south/*\n", r"trust\.yml:3: No school's folder is like “south/\*”"),
        ("schools: ['**oak']\n", "is no pattern"),
        ("schools:\n  - {oakfield: 1}\n", r"trust\.yml:2: This is not a folder"),
        ("schools: [oakfield\n", "cannot be read: line"),
        ("schools: *all\n", "cannot be read: line 1, it uses an alias"),
        ("schools: !!python/object:os.system [x]\n", "uses a tag"),
        ("a\0b\0\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "trust.yml"),
    ],
)
def test_a_list_that_is_wrong(trust: Lay, text: str, message: str) -> None:
    with pytest.raises(SchoolError, match=message) as told:
        names(trust(text))
    assert told.value.hint


def test_a_school_is_no_trust(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    assert trust_file(tmp_path) is None
    assert trust_file(tmp_path / "notes.txt") is None
    assert trust_file(tmp_path / "gone.yml") is None


def test_a_failed_school_is_told_and_the_others_are_done(
    trust: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unchanged, "is_settled", lambda *_: True)  # files made just now count as settled
    monkeypatch.setattr(working, "UNSETTLED_NS", -(10**18))  # the same
    folder = trust("schools: [oakfield, gone, 'north/*']\n")
    assert run(["build", str(folder), "-j", "1"]) == 2
    said = capsys.readouterr()
    assert "There is no folder" in said.err
    assert "3 schools built, 1 not built." in said.out
    assert f"portfoliogen build {folder / 'gone'}" in said.out
    pages = {name: folder / name / "_site/school/amara/index.html" for name in ("oakfield", "north/ash", "north/Elm")}
    assert all(page.is_file() for page in pages.values())

    # The next time only what is left to do is done: no stage is even begun for the others.
    asked: list[str] = []
    build_school = pipeline.build_school

    def seen(place: Path, **options: object) -> object:
        asked.append(place.name)
        return build_school(place, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build_school", seen)
    assert run(["build", str(folder / "trust.yml"), "-j", "1", "--json"]) == 2
    said_json = json.loads(capsys.readouterr().out)
    assert asked == ["gone"]
    assert said_json["summary"] == {"built": 3, "not_built": 1}
    assert [one["built"] for one in said_json["schools"]] == [True, False, True, True]
    assert "There is no folder" in said_json["schools"][1]["error"]["message"]


def test_one_school_leaves_no_trace_in_another(trust: Lay, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = trust("schools: [oakfield, north/ash]\n")
    assert run(["build", str(folder), "-o", str(tmp_path / "sites"), "-j", "1", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    for name, other in (("oakfield", b"north/ash"), ("ash", b"oakfield")):
        files = [path for path in (tmp_path / "sites" / name).rglob("*") if path.is_file()]
        assert len(files) > 10
        assert not [path for path in files if other in path.read_bytes()]


def test_a_wrong_list_or_executor_is_wrong_usage(trust: Lay, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", str(trust("schools: []\n"))]) == 2
    assert "names no school. Write: schools: [oakfield, fernhill]" in capsys.readouterr().err
    assert run(["build", str(trust("schools: [oakfield]\n")), "--executor", "spark://x"]) == 2
    assert "dask://HOST:8786" in capsys.readouterr().err
