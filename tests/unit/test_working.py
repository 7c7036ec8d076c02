"""A build that remembers makes the same bytes as one that does not."""

from __future__ import annotations

import base64
import datetime as dt
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import schools
from portfoliogen import cache, recalling, unchanged, working
from portfoliogen.executors import ALONE, Processes
from portfoliogen.model.sources import SourceFile, unreadable
from portfoliogen.pipeline import BuildReport, build_school
from portfoliogen.read import readings
from portfoliogen.read.readings import Readings
from portfoliogen.unchanged import last_report
from portfoliogen.write import Output

TODAY = dt.date(2026, 11, 23)
TEXT = (
    "---\ntitle: {title}\ndate: 2026-03-{day:02}\nstrands: [passion]\n---\nWe built it twice and it fell over twice.\n"
)


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(working, "UNSETTLED_NS", -(10**18))  # files made just now count as settled
    root = tmp_path / "school"
    for name in ("Amara", "Ben", "Cai"):
        home = root / "learners" / name
        home.mkdir(parents=True)
        for day in range(1, 4):
            (home / f"Entry {day}.md").write_text(TEXT.format(title=f"{name} {day}", day=day), "utf-8")
    return root


def build(school: Path, out: Path, *, remember: bool = True, today: dt.date = TODAY, workers: int = 1) -> BuildReport:
    return build_school(school, output=out, today=today, crew=Processes(workers), remember=remember)


def bytes_of(out: Path) -> dict[str, bytes]:
    places = [out / site for site in ("school", "public", "receipts")]
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for place in places
        for file in place.rglob("*")
        if file.is_file()
    }


def edit(school: Path) -> None:
    file = school / "learners" / "Amara" / "Entry 1.md"
    file.write_text(file.read_text("utf-8") + "\nA line more.\n", "utf-8")


def add(school: Path) -> None:
    (school / "learners" / "Ben" / "New.md").write_text(TEXT.format(title="New", day=9), "utf-8")


def rename(school: Path) -> None:
    (school / "learners" / "Ben" / "Entry 2.md").rename(school / "learners" / "Ben" / "Second.md")


def remove(school: Path) -> None:
    (school / "learners" / "Cai" / "Entry 3.md").unlink()


def remove_learner(school: Path) -> None:
    shutil.rmtree(school / "learners" / "Cai")


def change_setting(school: Path) -> None:
    (school / "school.yml").write_text("name: Another name\nhighlights: 2\n", "utf-8")


def change_theme(school: Path) -> None:
    (school / "theme" / "words").mkdir(parents=True)
    (school / "theme" / "words" / "en.yml").write_text("page:\n  entries: All my work\n", "utf-8")


def same_size_same_time(school: Path) -> None:
    file = school / "learners" / "Amara" / "Entry 1.md"
    status = file.stat()
    file.write_text(file.read_text("utf-8").replace("twice", "often"), "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def nothing(school: Path) -> None:
    assert school.is_dir()


CHANGES = [nothing, edit, add, rename, remove, remove_learner, change_setting, change_theme, same_size_same_time]


@pytest.mark.parametrize("change", CHANGES)
def test_a_warm_build_equals_a_cold_one(school: Path, tmp_path: Path, change: Callable[[Path], None]) -> None:
    warm, cold = tmp_path / "warm", tmp_path / "cold"
    build(school, warm)
    change(school)
    report = build(school, warm)
    expected = build(school, cold, remember=False)
    assert bytes_of(warm) == bytes_of(cold)
    assert report.diagnostics == expected.diagnostics
    assert (report.entries, report.pages) == (expected.entries, expected.pages)


def test_only_the_learner_who_changed_is_worked_on(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(school, tmp_path / "out")
    edit(school)
    done: list[str] = []
    work = working._work
    monkeypatch.setattr(working, "_work", lambda bench, job: (done.append(job.name), work(bench, job))[1])
    build(school, tmp_path / "out")
    assert done == ["Amara"]


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of files that are read, as they are."""
    monkeypatch.setattr(readings, "UNSETTLED_NS", -(10**18))
    names: list[str] = []
    read = Readings.read
    monkeypatch.setattr(Readings, "read", lambda self, order: (names.append(order.source.name), read(self, order))[1])
    return names


def test_an_edit_costs_one_reading(school: Path, tmp_path: Path, files_read: list[str]) -> None:
    """Photos are looked through once; texts of a learner are kept from the second time on."""
    photo = school / "learners/Amara/cup.jpg"
    photo.write_bytes(schools.picture())
    out = tmp_path / "out"
    build(school, out)
    assert len(files_read) == 10
    for expected in (["Entry 1.md", "Entry 2.md", "Entry 3.md"], ["Entry 1.md"], ["Entry 1.md"]):
        files_read.clear()
        edit(school)
        build(school, out)
        assert sorted(files_read) == expected
    files_read.clear()
    change_setting(school)
    build(school, out)
    assert set(files_read) == {"Entry 1.md", "Entry 2.md", "Entry 3.md"}
    assert len(files_read) == 6  # Ben's and Cai's: of Amara's nothing has changed
    assert "cup.jpg" not in files_read
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold")
    photo.unlink()
    build(school, out)
    build(school, tmp_path / "without", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "without")


@pytest.mark.usefixtures("files_read")
def test_a_reading_holds_only_for_the_same_way_of_reading(school: Path, tmp_path: Path) -> None:
    home = school / "learners/Amara"
    (home / "Talk.txt").write_text("What I said, and it cost $5 or $6.\n", "utf-8")
    for step, change in enumerate(
        (
            lambda: edit(school),
            lambda: edit(school),
            lambda: (home / "talk.m4a").write_bytes(b"sound"),
            lambda: (school / "school.yml").write_text("maths: false\n", "utf-8"),
            (home / "talk.m4a").unlink,
        )
    ):
        build(school, tmp_path / "out")
        change()
        build(school, tmp_path / "out")
        build(school, tmp_path / f"cold {step}", remember=False)
        assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / f"cold {step}")


def test_what_the_disk_refused_is_asked_for_again(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that stumbles leaves a file as it is: nothing shows that it can be read now."""
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    whole = SourceFile.read

    def stumbling(source: SourceFile, *limit: int) -> bytes:
        if source.name == "Entry 2.md":
            raise unreadable(OSError(5, "Input/output error"))
        return whole(source, *limit)

    with monkeypatch.context() as patched:
        patched.setattr(SourceFile, "read", stumbling)
        report = build(school, out)
        assert [one.at.path for one in report.diagnostics if one.code == "PG101"] == ["learners/Amara/Entry 2.md"]
    report, _ = last_report(school, out, TODAY)
    assert report is None
    assert "PG101" not in {one.code for one in build(school, out).diagnostics}
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold")


def test_what_files_said_goes_with_them(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "UNSETTLED_NS", -(10**18))
    (school / "learners/Cai/cup.jpg").write_bytes(schools.picture())
    secret = school / "learners/Amara/Secret.md"
    secret.write_text(TEXT.format(title="Secret", day=9) + "Xylophone.\n", "utf-8")
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    build(school, out)
    folder = cache.cache_of(school, out) / "readings"
    assert len(list(folder.iterdir())) == 2
    assert any(b"Xylophone" in file.read_bytes() for file in folder.iterdir())
    secret.unlink()
    remove_learner(school)
    build(school, out)
    (left,) = folder.iterdir()
    assert b"Xylophone" not in left.read_bytes()


def test_readings_take_no_more_than_their_room(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the learners who were worked on last stay."""
    out = tmp_path / "out"
    folder = cache.cache_of(school, out) / "readings"
    build(school, out)
    edit(school)
    build(school, out)
    (first,) = folder.iterdir()
    monkeypatch.setattr(recalling, "MOST_READINGS_BYTES", first.stat().st_size * 3 // 2)
    os.utime(first, (1, 1))
    add(school)
    build(school, out)
    (last,) = folder.iterdir()
    assert last != first
    edit(school)
    build(school, out)
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold")


def test_texts_full_of_pasted_pictures_are_not_kept_twice(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recalling, "MOST_INLINE_BYTES", 100)
    picture = base64.b64encode(schools.picture()).decode()
    file = school / "learners/Amara/Entry 1.md"
    file.write_text(f"# Pasted\n\n![A cup](data:image/png;base64,{picture})\n", "utf-8")
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    build(school, out)
    folder = cache.cache_of(school, out) / "readings"
    assert not any(b"Pasted" in file.read_bytes() for file in folder.iterdir())
    edit(school)
    build(school, out)
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold")


def test_a_page_that_somebody_removed_comes_back(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(school, out)
    shutil.rmtree(out / "school" / "amara")
    build(school, out)
    assert (out / "school" / "amara" / "index.html").is_file()


def test_a_receipt_that_somebody_removed_comes_back(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(school, out)
    before = bytes_of(out)
    next((out / "receipts").rglob("*.json")).unlink()
    build(school, out)
    assert bytes_of(out) == before


def test_a_build_that_is_killed_before_its_end_leaves_nothing_to_believe(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    with monkeypatch.context() as patched:
        patched.setattr(Output, "commit", _killed)
        with pytest.raises(KeyboardInterrupt):
            build(school, out)
    assert build(school, out).written > 0
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold")


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_what_a_build_without_a_cache_wrote_is_noticed(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(school, out)
    before = bytes_of(out)
    change_setting(school)
    build(school, out, remember=False)
    (school / "school.yml").unlink()
    build(school, out)
    assert bytes_of(out) == before


def test_an_embargo_ends_although_no_file_changed(school: Path, tmp_path: Path) -> None:
    (school / "school.yml").write_text("publish: public\nvisibility: public\n", "utf-8")
    entry = school / "learners" / "Amara" / "Entry 1.md"
    entry.write_text(entry.read_text("utf-8").replace("---\nWe", "embargo_until: 2026-12-24\n---\nWe"), "utf-8")
    out = tmp_path / "out"
    build(school, out)
    assert not any(b"Amara 1" in data for path, data in bytes_of(out).items() if path.startswith("public/"))
    build(school, out, today=dt.date(2026, 12, 24))
    assert any(b"Amara 1" in data for path, data in bytes_of(out).items() if path.startswith("public/"))


def test_a_statement_dated_ahead_is_shown_on_its_day(tmp_path: Path) -> None:
    case = next((Path(__file__).parents[1] / "cases").glob("PG707-*")) / "school"
    root = Path(shutil.copytree(case, tmp_path / "school"))
    assert {one.code for one in build_school(root, today=TODAY).diagnostics} == {"PG707"}
    assert build_school(root, today=dt.date(2027, 3, 16)).diagnostics == ()


def test_a_damaged_cache_costs_time_and_no_byte(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    build(school, out)  # so that readings of texts are kept as well
    before = bytes_of(out)
    for file in cache.user_cache_folder().rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-7] + b"damaged")
    build(school, out)
    assert bytes_of(out) == before
    assert list((cache.cache_of(school, out) / "readings").iterdir())


def test_two_processes_make_the_same_bytes_as_one(school: Path, tmp_path: Path) -> None:
    build(school, tmp_path / "one", remember=False)
    build(school, tmp_path / "two", remember=False, workers=2)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_a_fault_of_ours_costs_one_learner(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    build(school, out)
    before = bytes_of(out)
    made = working.build_learner

    def fail_for_ben(job: object, shop: object, readings: object) -> object:
        if getattr(job, "name", "") == "Ben":
            message = "a fault of ours"
            raise RuntimeError(message)
        return made(job, shop, readings)  # type: ignore[arg-type]

    monkeypatch.setattr(working, "build_learner", fail_for_ben)
    edit(school)
    report = build(school, out, remember=False)
    assert [one.code for one in report.diagnostics if one.code == "PG902"] == ["PG902"]
    after = bytes_of(out)
    assert after["school/ben/index.html"] == before["school/ben/index.html"]
    assert "school/amara/entries/entry-1/index.html" in after


def test_a_cache_of_another_program_or_none_costs_time_and_no_byte(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(school, out)
    before = bytes_of(out)
    monkeypatch.setattr(cache, "program_fingerprint", lambda: "another")
    build(school, out)
    assert bytes_of(out) == before
    shutil.rmtree(cache.user_cache_folder())
    build(school, out)
    assert bytes_of(out) == before


def test_half_written_results_cost_time_and_no_byte(school: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(school, out)
    edit(school)
    build(school, out)  # so that readings of texts are kept as well
    before = bytes_of(out)
    for number, file in enumerate(sorted(path for path in cache.user_cache_folder().rglob("*") if path.is_file())):
        file.write_bytes(file.read_bytes()[: number * 37 % 400])
    edit(school)
    build(school, out)
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(out) == bytes_of(tmp_path / "cold") != before


def test_nothing_is_written_below_a_school_whose_output_lies_elsewhere(school: Path, tmp_path: Path) -> None:
    # So it may lie on a share that can only be read. A folder's time tells of anything made or taken away in it.
    def seen() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in (school, *school.rglob("*"))}

    before = seen()
    build(school, tmp_path / "out")
    build(school, tmp_path / "out")
    assert seen() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be doubled here")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_look_by_another_process_sees_the_same(school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "can_fork", lambda: True)
    out = tmp_path / "out"
    time.sleep(0.1)  # so that nothing could still change unseen
    build(school, out)

    def look(*, aside: bool) -> tuple[BuildReport | None, unchanged.Seen | None]:
        monkeypatch.setattr(unchanged, "MANY", 0 if aside else 1_000_000)
        return last_report(school, out, TODAY, lambda language: [language])

    report, seen = last_report(school, out, TODAY)
    assert report is not None
    assert seen is None
    assert look(aside=True) == look(aside=False) == (report, None)
    for page in list((out / "school").rglob("index.html")):
        page.unlink()
    assert look(aside=True) == (None, None)
    unseen, seen = look(aside=False)
    assert unseen is None
    assert seen is not None
    edit(school)
    report, seen = last_report(school, out, TODAY)
    assert report is None
    assert seen is not None
    assert str(school / "learners/Amara/Entry 1.md") in seen.found
    assert look(aside=True) == look(aside=False) == (None, seen)


@pytest.mark.parametrize("place", ["kept", "school/.cache", "school/deep/er", "school", "school/learners"])
def test_a_cache_within_the_school_does_not_look_like_a_change(
    school: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(school.parent / place))
    out = school / "_site"
    for _ in range(2):  # the first also notes when the whole cache was last looked through
        time.sleep(0.1)  # so that nothing could still change unseen
        build(school, out)
    assert last_report(school, out, TODAY)[0] is not None
    edit(school)
    assert last_report(school, out, TODAY)[0] is None


def test_a_cache_folder_that_cannot_be_used_costs_only_time(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PORTFOLIOGEN_CACHE", str(tmp_path / "file" / "cache"))
    build(school, tmp_path / "out")
    build(school, tmp_path / "cold", remember=False)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "cold")


class InTwo:
    """As two processes, but here, where a test can look."""

    def hands(self) -> int:
        return 2

    def run(self, work: Any, common: Any, orders: Any) -> Any:
        return ALONE.run(work, common, orders)


def test_many_photos_of_one_learner_are_made_by_everybody(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MANY_MEDIA", 3)
    names = ["red", "green", "blue", "white", "black", "teal"]
    for name in names:
        (school / "learners/Ben" / f"{name}.jpg").write_bytes(schools.picture(colour=name))
    (school / "learners/Ben/broken.jpg").write_bytes(schools.picture()[:200])
    (school / "learners/Amara/one.jpg").write_bytes(schools.picture(colour="pink"))
    handed_out: list[str] = []
    make = working._make_media
    monkeypatch.setattr(
        working, "_make_media", lambda bench, order: (handed_out.append(order.source.name), make(bench, order))[1]
    )

    report = build_school(school, output=tmp_path / "out", today=TODAY, crew=InTwo())
    assert set(names) <= {name.removesuffix(".jpg") for name in handed_out}
    assert "one.jpg" not in handed_out
    expected = build(school, tmp_path / "alone", remember=False)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "alone")
    assert report.diagnostics == expected.diagnostics
    assert "broken.jpg" in " ".join(one.at.path for one in report.diagnostics)
    handed_out.clear()
    build_school(school, output=tmp_path / "out", today=TODAY, crew=InTwo())
    assert not set(names) & {name.removesuffix(".jpg") for name in handed_out}


def test_a_fault_in_shared_out_media_is_told_by_the_learner_whose_they_are(
    school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MANY_MEDIA", 0)
    for name in ("red", "green"):
        (school / "learners/Ben" / f"{name}.jpg").write_bytes(schools.picture(colour=name))

    def fail(*_: object) -> None:
        message = "a fault of ours"
        raise RuntimeError(message)

    monkeypatch.setattr("portfoliogen.render.media.make_media", fail)
    report = build_school(school, output=tmp_path / "out", today=TODAY, crew=InTwo())
    assert [(one.code, one.at.path) for one in report.diagnostics if one.code == "PG902"] == [("PG902", "Ben")]
