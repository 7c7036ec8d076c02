"""The write stage: what goes into an output folder, what stays, and what is refused."""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from portfoliogen.diagnostics import Severity
from portfoliogen.model.site import OutputFile, Profile
from portfoliogen.write import Output, OutputError, OutputPathError, Staged, WriteReport, open_output, staging
from portfoliogen.write.addresses import check_address, check_apart, check_paths, folder_of, is_safe, key_of
from portfoliogen.write.records import read_record, record_path

Tree = dict[str, bytes]
AMARA: Tree = {"index.html": b"amara", "entries/volcano/index.html": b"volcano", "media/v.jpg": b"jpeg"}
BEN: Tree = {"index.html": b"ben"}


def profile(folder: str, files: Tree, site: str = "school") -> Profile:
    """Make a profile of plain bytes."""
    return Profile(site, folder, folder, "", tuple(OutputFile(path, data) for path, data in files.items()))


def build(
    folder: Path,
    profiles: dict[str, Tree],
    shared: Tree | None = None,
    *,
    complete: bool = True,
) -> WriteReport:
    """Write profiles and shared files."""
    with open_output(folder) as output:
        staged = [output.stage(profile(name, files)) for name, files in profiles.items()]
        files = [OutputFile(path, data) for path, data in (shared or {}).items()]
        return output.commit(staged, files, complete=complete)


def read(folder: Path) -> Tree:
    """Read what a reader could get at."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".portfoliogen" not in path.relative_to(folder).parts
    }


def control(folder: Path) -> Tree:
    """Read the program's own notes, all but the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / ".portfoliogen").rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def below(folder: str, files: Tree) -> Tree:
    """Put a folder's name before every path."""
    return {f"{folder}/{path}": data for path, data in files.items()}


def settle() -> None:
    """Let the disk's clock go on, so that a file's time differs from its record's."""
    time.sleep(0.02)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give an output folder with two profiles and a shared page."""
    build(tmp_path / "site", {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    settle()
    return tmp_path / "site"


def codes(report: WriteReport) -> list[str]:
    """Codes of what was told."""
    return [one.code for one in report.diagnostics]


def test_writes_profiles_and_shared_files(tmp_path: Path) -> None:
    report = build(tmp_path / "a/new/place", {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    assert read(tmp_path / "a/new/place") == {
        **below("school/amara", AMARA),
        **below("school/ben", BEN),
        "school/index.html": b"all",
    }
    assert (report.written, report.unchanged, report.removed) == (5, 0, 0)
    assert {path: one.size_bytes for path, one in report.shared.items()} == {"school/index.html": 3}
    assert not list((tmp_path / "a/new/place/.portfoliogen").glob("staging"))


def test_nothing_changed_writes_nothing(site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    report = build(site, {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    assert (report.written, report.unchanged, report.removed) == (0, 5, 0)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def test_only_changed_files_are_written(site: Path) -> None:
    before = (site / "school/amara/media/v.jpg").stat()
    profiles = {"amara": {**AMARA, "index.html": b"amara 2"}, "ben": BEN}
    report = build(site, profiles, {"school/index.html": b"all"})
    after = (site / "school/amara/media/v.jpg").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert after.st_nlink == 1
    assert (report.written, report.unchanged, report.removed) == (1, 4, 0)


def test_what_is_gone_is_removed_with_every_trace(site: Path) -> None:
    fewer = {path: data for path, data in AMARA.items() if "volcano" not in path}
    report = build(site, {"amara": fewer}, {})
    assert read(site) == below("school/amara", fewer)
    assert (report.written, report.unchanged, report.removed) == (0, 2, 3)
    assert not (site / "school/amara/entries").exists()
    assert "ben" not in " ".join(control(site))


def test_a_build_of_one_learner_leaves_the_others(site: Path) -> None:
    report = build(site, {"amara": {"index.html": b"new"}}, {"school/site.json": b"{}"}, complete=False)
    assert read(site) == {
        "school/amara/index.html": b"new",
        **below("school/ben", BEN),
        "school/index.html": b"all",
        "school/site.json": b"{}",
    }
    assert report.removed == 2
    build(site, {"amara": {"index.html": b"new"}})
    assert read(site) == {"school/amara/index.html": b"new"}


def test_a_profile_that_could_not_be_built_stays_when_asked(site: Path) -> None:
    with open_output(site) as output:
        staged = [output.stage(profile("amara", AMARA))]
        output.commit(staged, complete=True, keep={("school", "ben")})
    assert (site / "school/ben/index.html").read_bytes() == b"ben"


def test_the_result_is_the_same_in_any_order_and_after_any_history(site: Path, tmp_path: Path) -> None:
    build(site, {"cara": BEN}, {"receipts/cara.json": b"[]"})
    build(site, {"ben": BEN, "amara": AMARA}, {"school/index.html": b"all"})
    build(tmp_path / "clean", {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    assert read(site) == read(tmp_path / "clean")
    assert control(site) == control(tmp_path / "clean")


def test_workers_stage_at_the_same_time(tmp_path: Path) -> None:
    profiles = [profile(f"learner-{number}", {**AMARA, "n.html": b"%d" % number}) for number in range(20)]
    with open_output(tmp_path / "many") as output, ProcessPoolExecutor(2) as pool:
        output.commit(pool.map(output.stage, profiles), complete=True)
    with open_output(tmp_path / "one") as output:
        output.commit([output.stage(one) for one in reversed(profiles)], complete=True)
    assert read(tmp_path / "many") == read(tmp_path / "one")
    assert control(tmp_path / "many") == control(tmp_path / "one")


def test_what_travels_between_processes_is_small(tmp_path: Path) -> None:
    with open_output(tmp_path / "site") as output:
        staged = output.stage(profile("amara", {**AMARA, "film.mp4": b"f" * 1_000_000}))
        assert len(pickle.dumps(staged)) < 2_000
        assert pickle.loads(pickle.dumps(output)) == output  # noqa: S301 - our own bytes
    assert isinstance(staged, Staged)
    assert isinstance(output, Output)


def test_a_file_edited_in_the_output_is_made_right_again(site: Path) -> None:
    (site / "school/amara/index.html").write_bytes(b"AMARA")
    (site / "school/ben/index.html").unlink()
    (site / "school/index.html").write_bytes(b"ALL")
    build(site, {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    assert read(site) == {
        **below("school/amara", AMARA),
        **below("school/ben", BEN),
        "school/index.html": b"all",
    }


def test_an_edit_with_its_time_set_back_is_noticed(site: Path) -> None:
    page = site / "school/amara/index.html"
    times = page.stat()
    page.write_bytes(b"AMARA")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    build(site, {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
    assert page.read_bytes() == b"amara"


def test_an_edit_right_after_the_build_is_noticed(tmp_path: Path) -> None:
    for number in range(30):
        site = tmp_path / str(number)
        build(site, {"ben": BEN})
        (site / "school/ben/index.html").write_bytes(b"BEN")
        build(site, {"ben": BEN})
        assert (site / "school/ben/index.html").read_bytes() == b"ben"


def test_a_cached_file_is_copied_never_linked(tmp_path: Path) -> None:
    cached = tmp_path / "cache.jpg"
    cached.write_bytes(b"picture" * 300_000)
    media = Profile("school", "amara", "", "", (OutputFile("media/a.jpg", source=str(cached)),))
    placed = tmp_path / "site/school/amara/media/a.jpg"
    for expected in (1, 0):
        with open_output(tmp_path / "site") as output:
            report = output.commit([output.stage(media)], complete=True)
        assert report.written == expected
        assert placed.read_bytes() == cached.read_bytes()
        assert not placed.samefile(cached)
        settle()
    placed.write_bytes(b"scribble")
    assert cached.read_bytes() == b"picture" * 300_000


def test_files_that_somebody_put_into_a_profile_stay_and_are_told(site: Path) -> None:
    (site / "school/amara/notes/mine.txt").parent.mkdir()
    (site / "school/amara/notes/mine.txt").write_bytes(b"mine")
    (site / "school/amara/link").symlink_to("nowhere")
    (site / "school/amara/empty").mkdir()
    for page in (b"2", b"3", b"3"):
        report = build(site, {"amara": {"index.html": page}, "ben": BEN}, {"school/index.html": b"all"})
        assert codes(report) == ["PG954"] * 3
    assert (site / "school/amara/notes/mine.txt").read_bytes() == b"mine"
    assert (site / "school/amara/link").readlink() == Path("nowhere")
    assert (site / "school/amara/empty").is_dir()
    assert (site / "school/amara/index.html").read_bytes() == b"3"
    assert not (site / "school/amara/media").exists()


def test_files_that_somebody_put_into_a_profile_outlive_it(site: Path) -> None:
    (site / "school/ben/mine.txt").write_bytes(b"mine")
    report = build(site, {"amara": AMARA})
    assert codes(report) == ["PG954"]
    assert read(site) == {**below("school/amara", AMARA), "school/ben/mine.txt": b"mine"}
    report = build(site, {"amara": AMARA, "ben": BEN})
    assert codes(report) == ["PG951"]
    assert read(site / "school/ben") == {"mine.txt": b"mine"}


def test_files_at_the_root_of_a_site_stay(site: Path) -> None:
    (site / "school/.git").mkdir()
    (site / "school/.git/HEAD").write_bytes(b"ref")
    (site / "school/CNAME").write_bytes(b"school.example")
    (site / "robots.txt").write_bytes(b"mine")
    report = build(site, {}, {})
    assert report.diagnostics == ()
    assert read(site) == {
        "school/.git/HEAD": b"ref",
        "school/CNAME": b"school.example",
        "robots.txt": b"mine",
    }


def test_a_file_in_the_way_is_never_overwritten(site: Path) -> None:
    (site / "school/amara/new.html").write_bytes(b"mine")
    (site / "school/ben/deep").write_bytes(b"mine")
    report = build(site, {"amara": {**AMARA, "new.html": b"ours"}, "ben": {**BEN, "deep/a.html": b"ours"}})
    assert codes(report) == ["PG953", "PG953"]
    assert all(one.severity is Severity.ERROR for one in report.diagnostics)
    assert (site / "school/amara/new.html").read_bytes() == b"mine"
    assert (site / "school/ben/deep").read_bytes() == b"mine"
    assert (site / "school/amara/index.html").read_bytes() == b"amara"


def test_a_folder_that_is_not_ours_is_never_overwritten(site: Path) -> None:
    for name in ("cara", "dai"):
        (site / "school" / name).mkdir()
        (site / "school" / name / "index.html").write_bytes(b"mine")
    (site / "school/eve").write_bytes(b"a file")
    (site / "school/fay").symlink_to(site / "school/cara")
    (site / "school/gus").mkdir()
    wanted = dict.fromkeys(("cara", "dai", "eve", "fay", "gus"), BEN) | {"amara": AMARA, "ben": BEN}
    report = build(site, wanted, {"school/index.html": b"all"})
    assert codes(report) == ["PG951"] * 4
    assert (site / "school/cara/index.html").read_bytes() == b"mine"
    assert (site / "school/eve").read_bytes() == b"a file"
    assert (site / "school/fay").is_symlink()
    assert (site / "school/gus/index.html").read_bytes() == b"ben"


def test_a_shared_place_that_is_not_ours_is_never_overwritten(site: Path) -> None:
    (site / "school/site.json").write_bytes(b"mine")
    report = build(site, {}, {"school/index.html": b"new", "school/site.json": b"ours"})
    assert codes(report) == ["PG952"]
    assert (site / "school/site.json").read_bytes() == b"mine"
    assert (site / "school/index.html").read_bytes() == b"new"
    build(site, {}, {})
    assert read(site) == {"school/site.json": b"mine"}


def damage(file: Path) -> None:
    """Cut a file in the middle."""
    file.write_bytes(file.read_bytes()[:20])


def test_damaged_notes_never_remove_or_overwrite_anything(site: Path) -> None:
    before = read(site)
    for file in (site / ".portfoliogen").rglob("*.json"):
        damage(file)
    report = build(site, {"amara": {"index.html": b"other"}}, {"school/index.html": b"new"})
    assert sorted(codes(report)) == ["PG951", "PG952", "PG956"]
    assert read(site) == before
    # What the hints say helps.
    shutil.rmtree(site / "school")
    report = build(site, {"amara": {"index.html": b"other"}}, {"school/index.html": b"new"})
    assert report.diagnostics == ()
    assert read(site) == {"school/amara/index.html": b"other", "school/index.html": b"new"}
    assert "ben" not in " ".join(control(site))


def test_damaged_notes_are_mended_where_the_files_are_right(site: Path) -> None:
    for file in (site / ".portfoliogen").rglob("*.json"):
        damage(file)
    for _ in range(2):
        report = build(site, {"amara": AMARA, "ben": BEN}, {"school/index.html": b"all"})
        assert report.diagnostics == ()
    report = build(site, {"amara": {"index.html": b"new"}}, {})
    assert report.diagnostics == ()
    assert read(site) == {"school/amara/index.html": b"new"}


@pytest.mark.parametrize("path", ["../../../outside", "/etc/passwd", "a/../../b", "media\\..\\x", ""])
def test_notes_that_lead_outside_are_damaged(site: Path, path: str) -> None:
    record = record_path(site, "school", "ben")
    text = record.read_text().replace("index.html", path.replace("\\", "\\\\"))
    record.write_text(text)
    assert read_record(record) is None


def test_without_notes_a_folder_is_not_ours(site: Path) -> None:
    shutil.rmtree(site / ".portfoliogen")
    before = read(site)
    with pytest.raises(OutputError, match="did not make"):
        build(site, {"amara": AMARA})
    assert read(site) == before
    assert not (site / ".portfoliogen").exists()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    with pytest.raises(OutputError) as refusal:
        build(tmp_path, {"amara": AMARA})
    assert "“holiday.jpg”, “photos”" in refusal.value.message
    assert refusal.value.hint
    assert {place.name for place in tmp_path.iterdir()} == {"holiday.jpg", "photos"}


def test_a_new_clone_of_a_pages_repository_is_welcome(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "CNAME").write_bytes(b"school.example")
    build(tmp_path, {"amara": AMARA})
    assert (tmp_path / "CNAME").exists()


def test_places_where_people_write_are_refused(tmp_path: Path) -> None:
    learner = tmp_path / "school/learners/amara"
    learner.mkdir(parents=True)
    (tmp_path / "link").symlink_to(learner)
    school = tmp_path / "school"
    for place in (learner, learner / "site", tmp_path / "link/site", learner.parent, school, tmp_path):
        with (
            pytest.raises(OutputError, match="cannot be written to"),
            open_output(
                place,
                (learner,),
                school=school,
            ),
        ):
            pass
    assert not list(learner.iterdir())
    with open_output(school / "_site", (learner,), school=school) as output:
        assert output.folder.is_dir()


def test_a_school_of_one_may_hold_its_own_output(tmp_path: Path) -> None:
    with open_output(tmp_path / "_site", (tmp_path,), school=tmp_path) as output:
        assert output.folder == tmp_path / "_site"
    with pytest.raises(OutputError), open_output(tmp_path, (tmp_path,), school=tmp_path):
        pass


def test_a_second_build_says_so_and_stops(site: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from portfoliogen.write import OutputError, open_output\n"
        "try:\n"
        "    with open_output(Path(sys.argv[1])): print('in')\n"
        "except OutputError as error: print(error)\n"
    )
    with open_output(site):
        with pytest.raises(OutputError, match="Another build"), open_output(site):
            pass
        second = subprocess.run([sys.executable, "-c", script, str(site)], capture_output=True, text=True, check=True)
    assert second.stdout.startswith("Another build is writing to")
    with open_output(site):
        pass


def test_workers_that_outlive_a_killed_build_do_not_hold_the_lock(site: Path) -> None:
    reader, writer = os.pipe()
    begun, begin = os.pipe()
    with open_output(site):
        child = os.fork()
        if child == 0:
            os.close(writer)
            os.write(begin, b".")
            os.read(reader, 1)
            os._exit(0)
        os.read(begun, 1)
    try:
        with open_output(site):
            pass
    finally:
        for pipe in (reader, writer, begun, begin):
            os.close(pipe)
        os.waitpid(child, 0)


def test_a_worker_of_an_earlier_build_cannot_write_into_a_later_one(site: Path) -> None:
    with open_output(site) as earlier:
        pass
    with open_output(site), pytest.raises(OutputError):
        earlier.stage(profile("amara", {"index.html": b"late"}))


def test_a_profile_that_a_dead_worker_left_half_made_or_whole_is_made_again(site: Path, tmp_path: Path) -> None:
    with open_output(site) as output:
        child = os.fork()
        if child == 0:
            staging.write_new = lambda *_: os._exit(0)  # type: ignore[assignment]
            output.stage(profile("amara", BEN))
        os.waitpid(child, 0)
        output.stage(profile("amara", BEN))
        output.commit([output.stage(profile("amara", BEN)), output.stage(profile("ben", BEN))], complete=True)
    build(tmp_path / "clean", {"amara": BEN, "ben": BEN})
    assert read(site) == read(tmp_path / "clean")
    assert control(site) == control(tmp_path / "clean")


def test_a_site_that_became_a_link_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "school").rename(tmp_path / "elsewhere")
    (site / "school").symlink_to(tmp_path / "elsewhere")
    before = read(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="a link stands where a folder is needed"):
        build(site, {"amara": {"index.html": b"new"}})
    assert read(tmp_path / "elsewhere") == before


def test_a_folder_in_a_profile_that_became_a_link_is_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "school/amara/media").rename(tmp_path / "elsewhere")
    (site / "school/amara/media").symlink_to(tmp_path / "elsewhere")
    report = build(site, {"amara": AMARA, "ben": BEN})
    assert codes(report) == ["PG953"]
    report = build(site, {"amara": BEN, "ben": BEN})
    assert codes(report) == ["PG954"]
    assert read(tmp_path / "elsewhere") == {"v.jpg": b"jpeg"}
    build(site, {})
    assert read(tmp_path / "elsewhere") == {"v.jpg": b"jpeg"}


def test_the_output_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "disk")
    build(tmp_path / "site", {"amara": AMARA})
    assert read(tmp_path / "disk") == below("school/amara", AMARA)


def test_a_file_for_an_output_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"")
    with pytest.raises(OutputError, match="is a file"):
        build(tmp_path / "site", {})


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give up rights")
def test_a_folder_without_permission_is_told_in_words(tmp_path: Path) -> None:
    place = tmp_path / "site"
    place.mkdir(mode=0o755)
    for above in (tmp_path, *tmp_path.parents):
        if not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(above.stat().st_mode | stat.S_IXOTH)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setuid(65534)
            build(place, {"amara": AMARA})
        except OutputError as error:
            status = 0 if "does not allow" in error.message and error.hint else 2
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not list(place.iterdir())


def test_output_errors_travel_between_processes() -> None:
    error = pickle.loads(pickle.dumps(OutputError("It is full.", "Make room.")))  # noqa: S301 - our own bytes
    assert (error.message, error.hint, str(error)) == ("It is full.", "Make room.", "It is full.")


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "entries/my-volcano/index.html",
        "媒体/図.jpg",
        "é/ü.html",
        "a b/c'd.html",
        "con-man.html",
        "a..b",
    ],
)
def test_ordinary_paths_are_safe(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        "a\\b",
        "C:/a",
        "a:b",
        "con",
        "a/NUL.html",
        "com1.txt",
        "a.",
        "a /b",
        ".htaccess",
        "a/.git/x",
        "e\u0301.html",
        "a\x00b",
        "a\nb",
        "a*b",
        "a?b",
        'a"b',
        "a|b",
        "a<b",
        "\udce9",
        "x" * 241,
        "é" * 121,
    ],
)
def test_other_paths_are_not(path: str) -> None:
    assert not is_safe(path)


@pytest.mark.parametrize(
    "path",
    [".portfoliogen/manifest.json", ".git/config", "school/.GIT/x", ".gıt/x", "a/.GİT/x", "../.nojekyll"],
)
def test_shared_files_never_touch_what_runs_the_folder(path: str) -> None:
    assert not is_safe(path, hidden=True)
    assert is_safe("school/.nojekyll", hidden=True)


@pytest.mark.parametrize("paths", [["a.html", "A.html"], ["a", "a/b"], ["a/b/c", "a/B"], ["x", "x"]])
def test_files_in_each_others_way_are_refused(paths: list[str]) -> None:
    with pytest.raises(OutputPathError):
        check_paths(paths)


def test_profiles_in_each_others_way_are_refused() -> None:
    check_apart([("school", "a"), ("public", "a"), ("school", "b/a"), ("school", "b/c"), ("school", "bc")])
    for pair in ([("school", "a"), ("school", "A")], [("school", "a"), ("school", "a/b")]):
        with pytest.raises(OutputPathError):
            check_apart(pair)


@pytest.mark.parametrize(
    ("site_name", "folder"),
    [
        ("", "a"),
        ("school", ""),
        ("a/b", "c"),
        ("school", "../x"),
        ("..", "a"),
        (".portfoliogen", "x"),
        ("school", "/".join(["a" * 100] * 3)),
    ],
)
def test_addresses_that_lead_elsewhere_are_refused(site_name: str, folder: str) -> None:
    with pytest.raises(OutputPathError):
        check_address(site_name, folder)


@pytest.mark.parametrize("folder", ["amara", "9b/amara", "100%/a", "a%2Fb/c", "عائشة"])
def test_a_record_is_named_after_its_address(folder: str) -> None:
    assert folder_of(key_of(folder)) == folder
    assert "/" not in key_of(folder)


def test_a_shared_file_inside_a_profile_is_refused(site: Path) -> None:
    before = read(site)
    for path in ("school/amara/x.html", "school/amara", "school/zoe/x.html"):
        with open_output(site) as output, pytest.raises(OutputPathError):
            output.commit([output.stage(profile("zoe", BEN))], [OutputFile(path, b"")], complete=False)
    assert read(site) == before


def test_a_name_becomes_a_folder_and_a_folder_a_name(site: Path) -> None:
    turned: Tree = {"index.html": b"i", "entries": b"was a folder", "media/v.jpg/large.jpg": b"was a file"}
    build(site, {"amara": turned})
    assert read(site) == below("school/amara", turned)
    build(site, {"amara": AMARA})
    assert read(site) == below("school/amara", AMARA)


def test_the_same_without_an_exchange_of_folders(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portfoliogen.write.system._exchange_call", lambda: None)
    (site / "school/amara/mine.txt").write_bytes(b"mine")
    turned: Tree = {"index.html": b"i", "entries": b"was a folder", "media/v.jpg/large.jpg": b"was a file"}
    for files in (turned, AMARA, turned, {"index.html": b"only"}, AMARA):
        report = build(site, {"amara": files, "ben": BEN})
        assert codes(report) == ["PG954"]
        assert read(site) == {
            **below("school/amara", files),
            **below("school/ben", BEN),
            "school/amara/mine.txt": b"mine",
        }
    build(site, {})
    assert read(site) == {"school/amara/mine.txt": b"mine"}


def test_a_file_put_there_at_the_last_moment_is_set_aside(site: Path) -> None:
    with open_output(site) as output:
        staged = [output.stage(profile("amara", BEN)), output.stage(profile("ben", BEN))]
        (site / "school/amara/late.txt").write_bytes(b"mine")
        report = output.commit(staged, complete=True)
    assert codes(report) == ["PG955"]
    assert read(site / "school/amara") == BEN
    assert (site / ".portfoliogen/kept/school/amara/late.txt").read_bytes() == b"mine"


def test_an_own_file_changed_at_the_last_moment_is_set_aside(site: Path) -> None:
    notes = site / "school/amara/notes.txt"
    notes.write_bytes(b"first")
    with open_output(site) as output:
        staged = [output.stage(profile("amara", BEN)), output.stage(profile("ben", BEN))]
        notes.unlink()
        notes.write_bytes(b"second")
        output.commit(staged, complete=True)
    assert notes.read_bytes() == b"first"
    assert (site / ".portfoliogen/kept/school/amara/notes.txt").read_bytes() == b"second"


def test_a_shared_file_that_is_known_to_stand_is_left_alone(site: Path) -> None:
    with open_output(site) as output:
        first = output.commit((), [OutputFile("receipts/a.json", b"a"), OutputFile("b.json", b"b")], complete=True)
    with open_output(site) as output:
        in_place = [first.shared["receipts/a.json"]]
        second = output.commit((), [OutputFile("b.json", b"new")], complete=True, in_place=in_place)
    assert (second.written, second.unchanged, second.removed) == (1, 1, 0)
    assert read(site) == {"receipts/a.json": b"a", "b.json": b"new"}
    with open_output(site) as output:
        output.commit((), (), complete=True)
    assert read(site) == {}
