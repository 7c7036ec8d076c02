"""Publishing: to a folder, a zip, and a real bare git repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import schools
from portfoliogen.framework import plain
from portfoliogen.publish import PublishError, PublishWish, carry_out, folder, prepare
from portfoliogen.publish.changes import Standing
from portfoliogen.publish.ledger import LEDGER
from portfoliogen.publish.order import place_in_order
from portfoliogen.publish.targets import EXAMPLE
from portfoliogen.publish.workflow import PLACE as WORKFLOW
from portfoliogen.write import trees
from portfoliogen.yaml_fields import parse
from schools import entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from portfoliogen.publish import Publication

SETTINGS = """publish: public
targets:
  share: {kind: folder, path: ../share, public: no}
  open: {kind: folder, path: ../open, public: yes}
  zip: {kind: zip, path: ../out/all.zip, public: no}
  web: {kind: github-pages, remote: ../web.git}
"""
WORK: dict[str, str | bytes] = {
    "school.yml": SETTINGS,
    "learners/Amara/2026-03-14 Volcano/index.md": entry(visibility="public", text="Twice.\n\n![Foam](foam.jpg)"),
    "learners/Amara/2026-03-14 Volcano/foam.jpg": schools.picture(),
    "learners/Ben/2026-04-02 Bridge.md": entry("Bridge", visibility="public"),
}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = schools.write(tmp_path / "Oakfield", WORK)
    schools.keep_secret(root)
    for name in ("share", "open", "out", "work"):
        (tmp_path / name).mkdir()
    schools.build(root, root / "_site")
    return root


def _prepared(school: Path, target: str, source: Path | None = None) -> Publication:
    work = school.parent / "work"
    shutil.rmtree(work)
    work.mkdir()
    return prepare(PublishWish(source or school, target, schools.TODAY), work)


def _publish(school: Path, target: str) -> Publication:
    publication = _prepared(school, target)
    carry_out(publication)
    return publication


def _rebuild(school: Path) -> None:
    schools.build(school, school / "_site")


def _without(place: Path, *names: str) -> dict[str, bytes]:
    return {path: data for path, data in schools.contents(place).items() if path not in names}


def _rewrite(school: Path, text: str) -> None:
    (school / "learners/Ben/2026-04-02 Bridge.md").write_text(entry("Bridge", visibility="public", text=text))
    _rebuild(school)


# --- a folder or a share --------------------------------------------------------------------------


def test_a_folder_gets_the_site_and_nothing_else(school: Path) -> None:
    publication = _publish(school, "share")
    assert publication.standing.first
    assert _without(school.parent / "share", LEDGER) == schools.contents(school / "_site/school")
    assert not (school.parent / "share" / folder.STAGING).exists()


def test_only_changed_files_are_written(school: Path) -> None:
    _publish(school, "share")
    share = school.parent / "share"
    before = {path: (share / path).stat().st_mtime_ns for path in schools.contents(share)}
    _rewrite(school, "We built it from paper.")
    publication = _publish(school, "share")
    after = {path: (share / path).stat().st_mtime_ns for path in schools.contents(share)}
    written = {path for path in after if after[path] != before.get(path)} - {LEDGER}
    assert written == {*publication.standing.new, *publication.standing.changed}
    assert written
    assert all(path.startswith("ben/") for path in written)
    assert _prepared(school, "share").changes == ()


def test_what_is_withdrawn_goes_and_other_files_stay(school: Path) -> None:
    share = school.parent / "share"
    schools.write(share, {"web.config": "theirs", "amara/notes.txt": "theirs", "old/page.html": "theirs"})
    _publish(school, "share")
    shutil.rmtree(school / "learners/Amara")
    _rebuild(school)
    publication = _prepared(school, "share")
    gone = next(one for one in publication.changes if one.folder == "amara")
    assert gone.verb == "goes"
    assert gone.name.startswith("Amara")
    carry_out(publication)
    assert _without(share, LEDGER) == {
        **schools.contents(school / "_site/school"),
        "web.config": b"theirs",
        "amara/notes.txt": b"theirs",
        "old/page.html": b"theirs",
    }


def test_somebody_elses_file_in_the_way_stops_everything(school: Path) -> None:
    share = schools.write(school.parent / "share", {"ben/index.html": "theirs"})
    with pytest.raises(PublishError, match=r"ben/index\.html"):
        _prepared(school, "share")
    assert schools.contents(share) == {"ben/index.html": b"theirs"}


def test_a_page_that_somebody_changed_is_neither_replaced_nor_deleted(school: Path) -> None:
    _publish(school, "share")
    page = school.parent / "share/ben/index.html"
    page.write_text("theirs now")
    with pytest.raises(PublishError, match=r"ben/index\.html"):
        _prepared(school, "share")
    shutil.rmtree(school / "learners/Ben")
    _rebuild(school)
    _publish(school, "share")
    assert page.read_text() == "theirs now"


def test_the_order_is_media_pages_front_pages(school: Path) -> None:
    paths = sorted(schools.contents(school / "_site/school"), key=place_in_order)
    assert paths[-1] == "index.html"
    fronts = [paths.index(path) for path in ("amara/index.html", "ben/index.html")]
    pages = [number for number, path in enumerate(paths) if path.endswith(".html") and path.count("/") > 1]
    media = [number for number, path in enumerate(paths) if "/media/" in path]
    assert media
    assert max(media) < min(pages)
    assert max(pages) < min(fronts)


def test_the_ledger_tells_no_address(school: Path) -> None:
    _publish(school, "open")
    told = (school.parent / "open" / LEDGER).read_text()
    tokens = [one.name for one in (school / "_site/public").iterdir() if one.is_dir()]
    assert tokens
    assert not any(token in told for token in tokens)


def test_a_folder_that_is_not_there_is_told_and_not_made(school: Path) -> None:
    (school.parent / "share").rmdir()
    with pytest.raises(PublishError, match="no folder") as told:
        _prepared(school, "share")
    assert "share that is not connected" in told.value.hint
    assert not (school.parent / "share").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_can_only_be_read_is_told(school: Path) -> None:
    (school.parent / "share").chmod(0o500)
    with pytest.raises(PublishError, match="may not write"):
        _publish(school, "share")


def test_a_disk_that_can_only_be_read_is_told(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(trees, "make_folders", refuses)
    with pytest.raises(PublishError, match="only be read"):
        _publish(school, "share")


def test_a_link_in_the_target_is_not_followed(school: Path) -> None:
    outside = school.parent / "outside"
    outside.mkdir()
    (school.parent / "share/ben").symlink_to(outside, target_is_directory=True)
    with pytest.raises(PublishError, match="ben"):
        _publish(school, "share")
    assert list(outside.iterdir()) == []


def test_two_sites_never_share_a_folder(school: Path) -> None:
    _publish(school, "share")
    _settings(school, "  share: {kind: folder, path: ../share, public: yes}\n")
    with pytest.raises(PublishError, match="holds the school site"):
        _prepared(school, "share")


@pytest.mark.parametrize("path", ["learners", ".", "_site", "_site/public", "learners/Amara", ".."])
def test_people_s_own_folders_are_no_target(school: Path, path: str) -> None:
    _settings(school, f"  share: {{kind: folder, path: {path}, public: no}}\n")
    with pytest.raises(PublishError):
        _prepared(school, "share")


def test_a_public_folder_beside_the_sources_in_one_repository_is_refused(school: Path) -> None:
    _settings(school, "  docs: {kind: folder, path: docs}\n  out: {kind: folder, path: ../open}\n")
    (school / "docs").mkdir()
    assert _prepared(school, "docs").standing.first
    (school / ".git").mkdir()
    with pytest.raises(PublishError, match="everybody's work"):
        _prepared(school, "docs")
    assert _prepared(school, "out").standing.first


# --- the guard ------------------------------------------------------------------------------------


def _settings(school: Path, targets: str) -> None:
    (school / "school.yml").write_text(f"publish: public\ntargets:\n{targets}")


@pytest.mark.parametrize("target", ["open", "web"])
def test_the_school_site_is_refused_by_a_public_target(school: Path, target: str) -> None:
    _bare(school)
    for source in (school / "_site/school", school / "_site/receipts"):
        with pytest.raises(PublishError):
            _prepared(school, target, source)
    assert list((school.parent / "open").iterdir()) == []


def test_a_target_that_does_not_say_is_public(school: Path) -> None:
    _settings(school, "  share: {kind: folder, path: ../share}\n")
    assert _prepared(school, "share").site.name == "public"
    with pytest.raises(PublishError, match="school site"):
        _prepared(school, "share", school / "_site/school")


@pytest.mark.parametrize("target", ["share", "open", "zip"])
@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "index.html").write_text("else"),
        lambda site: (site / "extra.txt").write_text("else"),
        lambda site: next(site.glob("*/index.html")).write_text("else"),
        lambda site: next(site.glob("*/index.html")).unlink(),
        lambda site: next((site.parent / "receipts" / site.name).glob("*.json")).unlink(),
        lambda site: next((site.parent / "receipts" / site.name).glob("*.json")).write_text("{}"),
    ],
)
def test_a_site_that_differs_from_its_receipts_is_refused(
    school: Path, target: str, change: Callable[[Path], object]
) -> None:
    change(school / "_site" / ("public" if target == "open" else "school"))
    with pytest.raises(PublishError, match="not published"):
        _prepared(school, target)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("  share: {path: x}\n", "kind"),
        ("  share: {kind: folder}\n", "where it is"),
        ("  share: {kind: folder, path: x, public: perhaps}\n", "neither yes nor no"),
        ("  share: {kind: folder, pth: x}\n", "nothing reads"),
        ("  shares: {kind: folder, path: x}\n", "no target"),
        ("  share: {kind: github-pages, remote: x, public: no}\n", "anybody can read"),
        ("  share: {kind: github-pages, remote: '--upload-pack=x'}\n", "which repository"),
        ("  share: {kind: github-pages, remote: 'ext::sh x'}\n", "which repository"),
        ("  share: x\n", "holds no fields"),
    ],
)
def test_a_target_that_is_not_understood_is_told(school: Path, said: str, told: str) -> None:
    _settings(school, said)
    with pytest.raises(PublishError, match=told):
        _prepared(school, "share")


def test_a_folder_without_school_yml_is_told_with_the_lines_to_write(school: Path) -> None:
    (school / "school.yml").rename(school / "aside.txt")
    with pytest.raises(PublishError, match=r"There is no school\.yml in “.*Oakfield”") as told:
        _prepared(school, "web")
    assert told.value.hint.endswith(EXAMPLE)


# --- a zip ----------------------------------------------------------------------------------------


def test_a_zip_is_the_site_and_the_same_each_time(school: Path) -> None:
    _publish(school, "zip")
    place = school.parent / "out/all.zip"
    first = place.read_bytes()
    with zipfile.ZipFile(place) as made:
        assert {one: made.read(one) for one in made.namelist()} == schools.contents(school / "_site/school")
    shutil.rmtree(school / "_site")
    _rebuild(school)
    assert _prepared(school, "zip").changes == ()
    place.unlink()
    _publish(school, "zip")
    assert place.read_bytes() == first
    assert [one.name for one in place.parent.iterdir()] == ["all.zip"]


def test_a_zip_of_somebody_else_stays(school: Path) -> None:
    with zipfile.ZipFile(school.parent / "out/all.zip", "w") as made:
        made.writestr("theirs", "theirs")
    with pytest.raises(PublishError, match="not a zip that portfoliogen made"):
        _prepared(school, "zip")


# --- GitHub Pages ---------------------------------------------------------------------------------


def _git(place: Path, *words: str, given: str = "") -> str:
    return subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(place), *words],
        input=given,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    ).stdout.strip()


def _bare(school: Path, name: str = "web.git", *, filters: bool = True) -> Path:
    place = school.parent / name
    place.mkdir()
    _git(place, "init", "--bare", "--quiet")
    if filters:
        _git(place, "config", "uploadpack.allowFilter", "true")
    return place


def _push(bare: Path, branch: str, files: dict[str, str], message: str = "Theirs") -> str:
    place = bare.parent / f"clone-{branch}"
    schools.write(place, files)
    _git(place, "init", "--quiet")
    _git(place, "add", "-A")
    _git(place, "commit", "--quiet", "-m", message)
    _git(place, "push", "--quiet", str(bare), f"HEAD:refs/heads/{branch}")
    return _git(place, "rev-parse", "HEAD")


def _on_branch(bare: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    paths = _git(bare, "ls-tree", "-r", "--name-only", "-z", branch).split("\0")
    return {
        path: subprocess.run(
            ["git", "-C", str(bare), "cat-file", "blob", f"{branch}:{path}"],
            check=True,
            capture_output=True,
            timeout=60,
        ).stdout
        for path in paths
        if path
    }


@pytest.mark.parametrize("filters", [True, False])
def test_pages_get_one_commit_without_history(school: Path, filters: bool) -> None:  # noqa: FBT001 - a parameter
    bare = _bare(school, filters=filters)
    assert _publish(school, "web").standing.first
    site = schools.contents(school / "_site/public")
    assert _on_branch(bare) == {**site, ".nojekyll": b""}
    shutil.rmtree(school / "learners/Amara")
    _rewrite(school, "We built it from paper.")
    publication = _prepared(school, "web")
    assert {one.verb for one in publication.changes} == {"goes", "changes"}
    assert next(one for one in publication.changes if one.verb == "goes").name.startswith("Amara")
    carry_out(publication)
    assert _on_branch(bare) == {**schools.contents(school / "_site/public"), ".nojekyll": b""}
    assert _git(bare, "rev-list", "--count", "gh-pages") == "1"
    tip = _git(bare, "rev-parse", "gh-pages")
    assert _publish(school, "web").changes == ()
    assert _git(bare, "rev-parse", "gh-pages") == tip


def test_pages_keep_the_domain_that_somebody_set(school: Path) -> None:
    bare = _bare(school)
    _push(bare, "gh-pages", {"CNAME": "profiles.example.org\n"})
    assert _publish(school, "web").standing.first
    assert _on_branch(bare)["CNAME"] == b"profiles.example.org\n"
    _rewrite(school, "Again.")
    _publish(school, "web")
    assert _on_branch(bare)["CNAME"] == b"profiles.example.org\n"
    (school / "_site/public/CNAME").write_bytes(b"other.example.org\n")
    _publish(school, "web")
    assert _on_branch(bare)["CNAME"] == b"other.example.org\n"


def test_a_repository_that_holds_the_sources_is_refused(school: Path) -> None:
    bare = _bare(school)
    _push(bare, "main", {"school.yml": "name: Oakfield\n", "learners/Amara/a.md": "x"})
    with pytest.raises(PublishError, match="holds what people work in"):
        _prepared(school, "web")
    assert _git(bare, "branch", "--list", "gh-pages") == ""


def test_the_repository_of_the_schools_own_folder_is_refused(school: Path) -> None:
    _bare(school)
    _git(school, "init", "--quiet")
    _git(school, "remote", "add", "origin", str(school.parent / "web.git"))
    with pytest.raises(PublishError, match="school's own folder"):
        _prepared(school, "web")


def test_somebody_elses_branch_is_never_pushed_over(school: Path) -> None:
    bare = _bare(school)
    tip = _push(bare, "gh-pages", {"index.html": "theirs"})
    with pytest.raises(PublishError, match="did not put there"):
        _prepared(school, "web")
    assert _git(bare, "rev-parse", "gh-pages") == tip


def test_another_publication_in_between_is_not_lost(school: Path) -> None:
    bare = _bare(school)
    _publish(school, "web")
    _rewrite(school, "Again.")
    publication = _prepared(school, "web")
    other = _git(bare, "commit-tree", "gh-pages^{tree}", "-m", "portfoliogen: the public site")
    _git(bare, "update-ref", "refs/heads/gh-pages", other)
    with pytest.raises(PublishError, match="Somebody else published"):
        carry_out(publication)
    assert _git(bare, "rev-parse", "gh-pages") == other


def test_a_repository_that_cannot_be_reached_is_told(school: Path) -> None:
    with pytest.raises(PublishError, match="could not be reached"):
        _prepared(school, "web")


def test_what_is_too_large_for_github_is_told(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from portfoliogen.publish import pages  # noqa: PLC0415 - only here

    _bare(school)
    monkeypatch.setattr(pages, "MOST_BYTES", 1000)
    with pytest.raises(PublishError, match="1 GB"):
        _prepared(school, "web")
    monkeypatch.setattr(pages, "MOST_FILE_BYTES", 100)
    with pytest.raises(PublishError, match="100 MiB"):
        _prepared(school, "web")


def test_one_repository_in_two_spellings(tmp_path: Path) -> None:
    from portfoliogen.publish.pages import _same_remote  # noqa: PLC0415 - only here

    for other in (
        "git@github.com:Oakfield/work.git",
        "ssh://git@github.com/oakfield/work",
        "https://reader:word@github.com/Oakfield/work.git/",
    ):
        assert _same_remote("https://github.com/oakfield/work.git", other, tmp_path)
    assert not _same_remote("https://github.com/oakfield/work", "https://github.com/oakfield/web", tmp_path)


# --- the command ----------------------------------------------------------------------------------


def test_a_dry_run_says_whose_pages_and_sends_nothing(school: Path) -> None:
    done = schools.command_here("publish", str(school), "--to", "open", "--dry-run")
    assert done.returncode == 0, done.stderr
    for words in ("Amara", "becomes visible", "“Volcano”", "anybody outside the school", "Nothing was sent."):
        assert words in done.stdout
    assert list((school.parent / "open").iterdir()) == []


def test_a_first_publication_asks(school: Path) -> None:
    done = schools.command_here("publish", str(school), "--to", "share")
    assert done.returncode != 0
    assert list((school.parent / "share").iterdir()) == []
    assert schools.command_here("publish", str(school), "--to", "share", "--yes").returncode == 0
    again = schools.command_here("publish", str(school), "--to", "share")
    assert again.returncode == 0
    assert "Nothing has changed" in again.stdout


def test_whoever_says_no_has_stopped_it(school: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "portfoliogen", "publish", str(school), "--to", "share", "--today", "2026-11-23"],
        input="n\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 130
    assert "Stopped" in done.stderr
    assert "PG901" not in done.stderr
    assert list((school.parent / "share").iterdir()) == []


def test_what_all_share_is_told_once(school: Path) -> None:
    told = [(one.name, one.verb) for one in _prepared(school, "share").changes]
    assert told == [
        ("Amara", "becomes visible"),
        ("Ben", "becomes visible"),
        ("The pages that all share", "change"),
    ]
    assert "for staff and families" in _prepared(school, "share").changes[0].lines[0]


def test_a_refusal_has_exit_status_2_and_plain_words(school: Path) -> None:
    done = schools.command_here("publish", str(school / "_site/school"), "--to", "open", "--yes")
    assert done.returncode == 2
    assert "staff and families" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_standing_is_compared_by_what_it_holds() -> None:
    standing = Standing(first=False, before={"a": "1", "b": "1"}, after={"b": "2", "c": "1"})
    assert (standing.new, standing.changed, standing.gone) == (("c",), ("b",), ("a",))


def test_a_damaged_ledger_stops_everything(school: Path) -> None:
    _publish(school, "share")
    for said in ("", "{}", json.dumps({"format": 1, "site": "school", "files": {"a": 1}})):
        (school.parent / "share" / LEDGER).write_text(said)
        with pytest.raises(PublishError, match="damaged"):
            _prepared(school, "share")


# --- the workflow ---------------------------------------------------------------------------------


def test_a_workflow_builds_in_private_and_deploys_the_public_site_alone(school: Path) -> None:
    done = schools.command_here("publish", str(school), "--workflow")
    assert done.returncode == 0, done.stderr
    assert "ADDRESS_SECRET" in done.stdout
    said: dict[str, Any] = plain(parse((school / WORKFLOW).read_text("utf-8"), WORKFLOW))
    build, deploy = said["jobs"]["build"], said["jobs"]["deploy"]
    assert said["permissions"] == {"contents": "read"}
    assert ".private" in build["steps"][0]["run"]
    (upload,) = [one for one in build["steps"] if "upload" in one.get("uses", "")]
    assert upload["uses"].startswith("actions/upload-pages-artifact@")
    assert upload["with"]["path"] == "${{ runner.temp }}/profiles/public"
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert not any("checkout" in one.get("uses", "") for one in deploy["steps"])
    assert not any("${{" in one.get("run", "") for one in build["steps"])


@pytest.mark.skipif(os.name == "nt", reason="the workflow runs on Linux")
def test_the_steps_of_the_workflow_work(school: Path) -> None:
    schools.command_here("publish", str(school), "--workflow")
    said: dict[str, Any] = plain(parse((school / WORKFLOW).read_text("utf-8"), WORKFLOW))
    before = schools.contents(school / "_site/public")
    (school / ".portfoliogen/address-secret.txt").unlink()
    shutil.rmtree(school / "_site")
    runner = school.parent / "runner"
    runner.mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "RUNNER_TEMP": str(runner), "ADDRESS_SECRET": schools.SECRET}
    steps = [
        one["run"]
        for one in said["jobs"]["build"]["steps"]
        if "run" in one and "pip install" not in one["run"] and "gh api" not in one["run"]
    ]
    assert len(steps) == 4
    for step in steps:
        subprocess.run(["bash", "-e", "-c", step], cwd=school, env=env, check=True, timeout=120, capture_output=True)
    assert schools.contents(runner / "profiles/public") == before
    failed = subprocess.run(
        ["bash", "-e", "-c", steps[0]],
        cwd=school,
        env={**env, "ADDRESS_SECRET": ""},
        check=False,
        timeout=60,
        capture_output=True,
    )
    assert failed.returncode == 1


def test_a_workflow_is_never_written_over_an_existing_file(school: Path) -> None:
    schools.write(school, {WORKFLOW: "theirs\n"})
    done = schools.command_here("publish", str(school), "--workflow")
    assert done.returncode == 2
    assert "stays as it is" in done.stderr
    assert (school / WORKFLOW).read_text() == "theirs\n"
    assert schools.command_here("publish", str(school), "--workflow", "--to", "share").returncode == 2
