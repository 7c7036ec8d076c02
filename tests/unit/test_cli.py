"""The command as people run it: a process, its words and its exit status."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import schools
from portfoliogen.cli import errors, show
from portfoliogen.showing import typed
from portfoliogen.write import open_output

Files = dict[str, str]
COMMAND = [sys.executable, "-m", "portfoliogen"]

SCHOOL: Files = {
    "school.yml": "name: Oakfield\n",
    "learners/9B/Amara Okafor/profile.md": "---\nname: Amara Okafor\n---\nI build things.\n",
    "learners/9B/Amara Okafor/2026-03-14 Volcano.md": "---\nstrands: [passion]\n---\n# Volcano\n\nYes.\n",
    "learners/9B/Ben Li/profile.md": "I read.\n",
    "learners/9B/Ben Li/2026-05-02 Moon.md": "# Moon\n\nI drew the moon.\n",
}
MISTAKE: Files = {
    "learners/9B/Ben Li/2026-05-03 Slip.md": "---\nskills: {creativty: 6}\n---\n# Slip\n\nWords.\n",
}


def run(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def lay_out(folder: Path, files: Files) -> Path:
    """Write a school to disk."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def sources(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Read all that people wrote, and when."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and "_site" not in path.parts
    }


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Give a small school without a mistake."""
    return lay_out(tmp_path / "Oakfield", SCHOOL)


def test_the_version_is_told_in_every_way() -> None:
    told = {run(word).stdout for word in ("--version", "-V")}
    assert len(told) == 1
    assert run("--version", "build").stdout in told
    assert next(iter(told)).startswith("portfoliogen 0.")


def test_the_installed_command_is_the_same_program() -> None:
    installed = Path(sys.executable).with_name("portfoliogen")
    told = subprocess.run([installed, "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == run("--version").stdout


def test_the_version_loads_next_to_nothing() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "portfoliogen", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}
    ours = {name for name in loaded if name.startswith("portfoliogen")}
    assert ours == {"portfoliogen", "portfoliogen.cli"}
    assert not loaded & {"click", "yaml", "jinja2", "json", "dataclasses", "re"} - _loaded_by_python()


def _loaded_by_python() -> set[str]:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import runpy"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.rpartition("|")[2].strip() for line in told.stderr.splitlines()}


def test_help_is_for_a_teacher() -> None:
    for words in (("--help",), ("-h",), ()):
        told = run(*words)
        assert told.returncode == 0
        assert "portfoliogen build Oakfield" in told.stdout
    for command in ("build", "check"):
        told = run(command, "--help")
        assert told.returncode == 0
        assert "Examples:" in told.stdout
        assert f"portfoliogen {command} Oakfield" in told.stdout
        assert "--today" not in told.stdout


@pytest.mark.parametrize(
    "words", [["biuld"], ["build", "--ouput", "x"], ["check", "--format", "pdf"], ["check", "-o", "/", "."]]
)
def test_wrong_usage_is_told_in_a_line_or_two(words: list[str]) -> None:
    told = run(*words)
    assert told.returncode == 2
    assert told.stderr.startswith("Error: ")
    assert "--help shows what there is" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "There is no command “chekc”. Did you mean “check”?"),
        (["Preview", "."], "There is no command “Preview”. Did you mean “serve”? Look at the profiles"),
        (["check", "--formt", "json"], "There is no option “--formt”. Did you mean “--format”?"),
        (["init", "x", "--setting", "primry"], "--setting can be: primary, secondary,"),
        (["completion"], "Say which: bash, zsh, fish, powershell."),
        (["serve", "--port", "99999"], "--port takes a number from 1 to 65535."),
        (["import"], "SOURCE is missing."),
        (["endorse", "--date", "14/03/2026"], "--date takes a day such as 2026-03-14."),
    ],
)
def test_slips_are_told_in_plain_words(words: list[str], said: str) -> None:
    assert said in run(*words).stderr


@pytest.mark.parametrize("words", [["report", "--html"], ["check"]])
def test_a_file_that_cannot_be_written_is_no_fault_of_ours(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "learners/Ann").mkdir(parents=True)
    (tmp_path / "learners/Ann/profile.md").write_text("I dance.\n", "utf-8")
    told = run(*words, str(tmp_path), "-o", str(tmp_path / "not there" / "x.html"))
    assert told.returncode == 2
    assert "x.html” cannot be written: no such file or directory." in told.stderr


def test_a_fault_of_the_program_is_one_friendly_paragraph(capfd: pytest.CaptureFixture[str]) -> None:
    try:
        raise TypeError("something \x1b[2J odd")  # noqa: TRY301 - a fault of our own, to be told
    except TypeError as error:
        status = errors.fault(error)
    told = capfd.readouterr().err
    assert status == 3
    assert "PG901" in told
    assert "not yours" in told
    assert "Traceback" not in told
    file = Path(told.rpartition("“")[2].partition("”")[0])
    kept = file.read_text(encoding="utf-8")
    assert "TypeError" in kept
    assert "portfoliogen 0." in kept
    assert file.stat().st_mode & 0o077 == 0
    file.unlink()


def test_words_that_complain_are_harmless(capfd: pytest.CaptureFixture[str]) -> None:
    show.complain("no “\x1b]0;x\x07” there\nsecond line")
    assert capfd.readouterr().err == "no “<U+001B>]0;x<U+0007>” there\nsecond line\n"


def test_a_folder_is_written_as_one_would_type_it() -> None:
    assert typed(Path("Oakfield")) == "Oakfield"
    assert typed("8D/Zoë O'Brien-Nguyễn/2026-10-21 Diwali dance") == '"8D/Zoë O\'Brien-Nguyễn/2026-10-21 Diwali dance"'


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix is asked")
@pytest.mark.parametrize(
    "name", ["", "a b", "it's", '"', "$(touch x)", "`touch x`", "a'$b", "!!", "back\\slash", "*", "~", "é", "a;b", "#a"]
)
def test_a_shell_takes_a_name_as_it_is(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"printf %s {typed(name)}"], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    assert (done.stdout, list(tmp_path.iterdir())) == (name, [])


def test_powershell_and_the_command_prompt_take_a_name_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert typed(r"C:\Oakfield") == r"C:\Oakfield"
    assert typed(r"C:\My school") == r'"C:\My school"'
    assert typed("it's $(calc)") == "'it''s $(calc)'"


def test_a_build_says_what_it_made_and_where_to_look(school: Path) -> None:
    before = sources(school)
    told = run("build", str(school))
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("Oakfield: 2 learners, 2 entries, ")
    first = told.stdout.partition("To look at them, open ")[2].partition("\n")[0]
    assert first.endswith(".html")
    assert Path(first).is_file()
    assert "\x1b" not in told.stdout + told.stderr
    assert sources(school) == before


def test_the_folder_one_is_in_is_the_school(school: Path) -> None:
    assert schools.command_here("build", cwd=school).returncode == 0
    assert (school / "_site/school").is_dir()
    assert schools.command_here("check", cwd=school).returncode == 0


def test_problems_are_shown_counted_and_explained(school: Path) -> None:
    lay_out(school, MISTAKE)
    told = schools.command_here("build", str(school))
    assert told.returncode == 0
    assert "2026-05-03 Slip.md:2:" in told.stderr
    assert "Try: " in told.stderr
    assert f"portfoliogen check {school}" in told.stdout
    assert schools.command_here("build", str(school), "--strict").returncode == 1
    checked = schools.command_here("check", str(school))
    assert checked.returncode == 1
    assert "    2 | skills: {creativty: 6}\n" in checked.stdout


def test_quiet_says_nothing_unless_something_is_wrong(school: Path) -> None:
    told = schools.command_here("build", str(school), "--quiet")
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    lay_out(school, MISTAKE)
    told = schools.command_here("build", str(school), "--quiet")
    assert told.stdout == ""
    assert "creativty" in told.stderr


def test_json_tells_other_programs(school: Path) -> None:
    lay_out(school, MISTAKE)
    (report,) = json.loads(schools.command_here("build", str(school), "--json").stdout)["schools"]
    assert report["built"] is True
    assert report["learners"] == ["Amara Okafor", "Ben Li"]
    assert report["summary"]["errors"] >= 1
    assert Path(report["first_page"]).is_file()
    assert {one["code"] for one in report["diagnostics"]} >= {"PG301"}


@pytest.mark.parametrize("name", ["text", "json", "sarif", "github", "html"])
def test_check_prints_every_format_and_makes_nothing(school: Path, tmp_path: Path, name: str) -> None:
    lay_out(school, MISTAKE)
    before = sorted(school.rglob("*"))
    told = schools.command_here("check", str(school), "--format", name)
    assert told.returncode == 1
    assert "PG301" in told.stdout
    assert sorted(school.rglob("*")) == before
    written = schools.command_here("check", str(school), "--format", name, "-o", str(tmp_path / "report"))
    assert written.returncode == 1
    assert (tmp_path / "report").read_text(encoding="utf-8") == told.stdout
    assert str(tmp_path / "report") in written.stdout


def test_one_school_that_fails_stops_no_other(school: Path, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "Elm", SCHOOL)
    told = schools.command_here(
        "build", str(school), str(tmp_path / "nowhere"), str(other), "-o", str(tmp_path / "out")
    )
    assert told.returncode == 2
    assert "nowhere" in told.stderr
    assert "Traceback" not in told.stderr
    assert (tmp_path / "out/Oakfield/school").is_dir()
    assert (tmp_path / "out/Elm/school").is_dir()


def test_an_output_that_may_not_be_is_told(school: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"mine")
    for place in (school, school / "learners/9B/Amara Okafor", school / "learners", tmp_path):
        before = sources(tmp_path)
        told = schools.command_here("build", str(school), "-o", str(place))
        assert told.returncode == 2
        assert told.stderr.startswith("Error: ")
        assert "Try: " in told.stderr
        assert sources(tmp_path) == before


def test_a_second_build_at_the_same_time_says_so(school: Path) -> None:
    assert schools.command_here("build", str(school)).returncode == 0
    with open_output(school / "_site"):
        told = schools.command_here("build", str(school))
    assert told.returncode == 2
    assert "Another build" in told.stderr


def test_ctrl_c_leaves_nothing_half_made(tmp_path: Path) -> None:
    many = {
        f"learners/L{learner}/2026-01-{day:02} Day.md": f"# Day {day}\n\nWords.\n"
        for learner in range(40)
        for day in range(1, 29)
    }
    school = lay_out(tmp_path / "Large", many)
    with subprocess.Popen(
        [*COMMAND, "build", str(school)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as build:
        deadline = time.monotonic() + 60
        while not list(school.glob("_site/.portfoliogen/staging/*/profiles/*/*")):
            assert build.poll() is None, "the build ended before it could be stopped"
            assert time.monotonic() < deadline
            time.sleep(0.002)
        os.killpg(build.pid, signal.SIGINT)
        _, words = build.communicate(timeout=30)
    assert build.returncode == 130
    assert words.strip() == "Stopped. Nothing half-made was left behind."
    assert not list(school.glob("_site/school/*"))
    assert not list(school.glob("_site/.portfoliogen/staging"))
    assert run("build", str(school)).returncode == 0


def test_a_reader_who_goes_away_is_no_problem(school: Path) -> None:
    lay_out(school, MISTAKE)
    with subprocess.Popen(
        [*COMMAND, "check", str(school), "--format", "sarif"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as check:
        assert check.stdout is not None
        assert check.stderr is not None
        check.stdout.close()
        assert check.stderr.read() == b""


def test_colours_and_progress_are_for_terminals_only(school: Path) -> None:
    lay_out(school, MISTAKE)
    assert b"\x1b[1;31merror" in on_terminal("check", str(school))
    plain = on_terminal("check", str(school), NO_COLOR="1")
    assert b"\x1b[1;31m" not in plain
    assert b"error PG301" in plain
    assert b"\x1b" not in on_terminal("build", str(school), "--quiet", TERM="dumb")


def on_terminal(*words: str, **environment: str) -> bytes:
    """Run the command on a terminal and give all that it shows."""
    ours, theirs = pty.openpty()
    unset = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [*COMMAND, *words],
        env=unset | {"TERM": "xterm"} | environment,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # Linux says so when the other end is closed
            pass
    os.close(ours)
    return shown


def test_words_reach_a_console_that_knows_ascii_only(school: Path) -> None:
    lay_out(school, {"learners/9B/عائشة/2026-01-01 李.md": "# 李\n\nWords.\n", **MISTAKE})
    told = run("check", str(school), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert told.returncode == 1
    assert "creativty" in told.stdout
    assert "Traceback" not in told.stderr


def test_a_build_shows_what_no_check_could_tell_afterwards(tmp_path: Path) -> None:
    root = schools.write(tmp_path / "Oakfield", {"learners/Amara/a.md": schools.entry()})
    assert schools.command_here("build", str(root)).stderr == ""
    (root / "_site/school/amara/holiday.jpg").write_bytes(b"not ours")
    assert "holiday.jpg" in schools.command_here("build", str(root), "--no-cache").stderr
