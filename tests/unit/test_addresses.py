from __future__ import annotations

import os
import stat
import threading
import time
from typing import TYPE_CHECKING

import pytest

import schools
from portfoliogen.addresses import SECRET_FILE, SecretError, address_learners, keep_secret, read_secret
from portfoliogen.model.learner import LearnerJob
from portfoliogen.model.school import Audience
from portfoliogen.model.visibility import Visibility
from portfoliogen.pipeline import SchoolError, build_school
from schools import entry

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"0123456789abcdef0123456789abcdef"
SCHOOL = Audience("school", "", "", "profile", Visibility.SCHOOL)
PUBLIC = Audience("public", "", "", "profile", Visibility.PUBLIC)
EMPLOYER = Audience("employer", "", "", "profile", Visibility.SCHOOL)
WORK = {"school.yml": "publish: public\n", "learners/Amara/a.md": entry(visibility="public")}


def _job(folder: str, identity: str = "") -> LearnerJob:
    return LearnerJob(identity or folder, folder, folder.rpartition("/")[2], "", None, ())


def test_two_learners_of_one_name_get_their_class_in_front() -> None:
    jobs = [_job("9A/Sam"), _job("9B/Sam"), _job("9B/Ann")]
    addresses = address_learners(jobs, SECRET)
    assert [addresses.folder(job, SCHOOL) for job in jobs] == ["9a-sam", "9b-sam", "ann"]


def test_learners_called_like_a_folder_of_the_site_get_addresses_of_their_own() -> None:
    jobs = [_job(folder) for folder in ("Media", "media!", "9B/Media", "9C/Assets", "9C/Ben")]
    addresses = address_learners(jobs, SECRET)
    made = [addresses.folder(job, SCHOOL) for job in jobs]
    assert len({*made, "media", "assets"}) == len(jobs) + 2
    assert made[2:] == ["9b-media", "assets-1", "ben"]


def test_an_audiences_profile_has_a_folder_of_its_own() -> None:
    jobs = [_job("Sam"), _job("Sam--employer"), _job("Sam employer")]
    addresses = address_learners(jobs, SECRET)
    made = {addresses.folder(job, audience) for job in jobs for audience in (SCHOOL, EMPLOYER)}
    assert len(made) == 6
    assert addresses.folder(jobs[0], EMPLOYER) == "sam--employer"


def test_public_addresses_depend_on_learner_audience_and_secret() -> None:
    jobs = [_job("Sam"), _job("Ann")]
    addresses = [address_learners(jobs, secret) for secret in (SECRET, SECRET[::-1])]
    other = Audience("employer", "", "", "profile", Visibility.PUBLIC)
    made = {one.folder(job, audience) for one in addresses for job in jobs for audience in (PUBLIC, other)}
    assert len(made) == 8
    assert not [folder for folder in made if "sam" in folder or len(folder) != 24]


def test_the_secret_is_made_once_explained_and_for_staff_only(tmp_path: Path) -> None:
    secret = keep_secret(tmp_path)
    file = tmp_path / SECRET_FILE
    assert keep_secret(tmp_path) == read_secret(tmp_path) == secret
    assert len(secret) == 64
    assert "nobody can guess" in file.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_builds_at_once_agree_on_one_secret(tmp_path: Path) -> None:
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda: found.append(keep_secret(tmp_path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    "content", [b"", b"# only words\n", b"short\n", b"\xff\xfe\x00", b"one-line-of-words\nanother-line-of-it\n"]
)
def test_a_damaged_secret_stops_the_build_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    root = schools.write(tmp_path / "Oakfield", {**WORK, SECRET_FILE: content})
    with pytest.raises(SecretError):
        keep_secret(root)
    with pytest.raises(SchoolError, match="damaged"):
        build_school(root, today=schools.TODAY)
    assert (root / SECRET_FILE).read_bytes() == content
    assert not (root / "_site" / "public").exists()


def test_a_lost_secret_is_told_once_links_were_handed_out(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", WORK)
    first = schools.build(root)
    (root / SECRET_FILE).unlink()
    second = schools.build(root)
    third = schools.build(root)
    assert ["PG609" in one.codes for one in (first, second, third)] == [False, True, False]
    assert len(schools.build(root).profiles("public")) == 1


def test_a_lost_secret_is_seen_where_nothing_else_has_changed(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", WORK)

    def build() -> str:
        time.sleep(0.1)  # so that nothing looks as though it could still change
        return schools.command_here("build", str(root)).stderr

    assert ["PG609" in build() for _ in range(2)] == [False, False]
    (root / SECRET_FILE).unlink()
    assert "PG609" in build()


def test_where_nobody_is_public_nothing_is_kept_in_the_schools_folder(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", {"learners/Amara/a.md": entry()})
    schools.build(root)
    assert not (root / ".portfoliogen").exists()


def test_the_table_of_links_is_for_staff_and_gone_when_nobody_is_public(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", WORK)
    schools.build(root)
    table = root / ".portfoliogen" / "links.csv"
    assert "Amara" in table.read_text("utf-8-sig")
    (root / "school.yml").write_text("publish: school\n")
    schools.build(root)
    assert not table.exists()


def test_qr_codes_are_made_where_the_school_says_where_its_sites_go(tmp_path: Path) -> None:
    root = schools.write(
        tmp_path / "Oakfield",
        {**WORK, "school.yml": "publish: public\naddresses: {public: https://profiles.example.org/oakfield/}\n"},
    )
    done = schools.command_here("build", str(root), "--links")
    assert "https://profiles.example.org/oakfield/" in done.stdout
    codes = sorted(one.name for one in (root / ".portfoliogen" / "links").iterdir())
    assert codes == ["amara--public.png", "amara--public.svg"]
    assert not [path for path in schools.contents(root / "_site") if "links" in path]
