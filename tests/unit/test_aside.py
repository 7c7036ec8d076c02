"""A second process looks through a large school while the first loads the program; what it finds is the same."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from portfoliogen import aside

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be doubled here"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]


def test_what_is_found_comes_back_and_something_else_is_done_meanwhile() -> None:
    found: tuple[int, bytes, dict[str, tuple[int, int]]] = (1, b"x" * 1_000_000, {"é": (2, 3)})
    code = "import sys, time; from portfoliogen.aside import aside; aside(lambda: time.sleep(0.5), map(__import__, ['colorsys']))"
    assert aside.aside(lambda: (os.getpid(), found), ())[1] == found
    assert aside.aside(os.getpid, ()) != os.getpid()
    done = subprocess.run(
        [sys.executable, "-c", code + "; print('colorsys' in sys.modules)"], check=True, capture_output=True
    )
    assert done.stdout.endswith(b"True\n")


def test_no_further_step_is_taken_once_all_is_found() -> None:
    code = (
        "import sys, time; from portfoliogen.aside import aside\n"
        "class Slow:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'colorsys': time.sleep(1)\n"
        "sys.meta_path.insert(0, Slow())\n"
        "print(aside(lambda: 1, map(__import__, ['colorsys', 'this'])), 'this' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stdout == b"1 False\n"


def test_where_the_other_process_fails_the_work_is_done_here(capfd: pytest.CaptureFixture[str]) -> None:
    here = os.getpid()

    def work() -> int:
        assert os.getpid() == here
        return here

    assert aside.aside(work, ()) == here
    assert capfd.readouterr() == ("", "")


def test_where_no_process_can_be_begun_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    open_before = len(os.listdir("/dev/fd"))
    monkeypatch.setattr(os, "fork", refused)
    assert aside.aside(os.getpid, ()) == os.getpid()
    assert len(os.listdir("/dev/fd")) == open_before


def test_whoever_started_the_program_may_see_to_the_end_of_its_processes() -> None:
    code = (
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "from portfoliogen.aside import aside; print(aside(lambda: 'x' * 200_000, ()) == 'x' * 200_000)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout == b"True\n"


def test_the_other_process_ends_with_this_one() -> None:
    """Nobody may wait for ever for the end of a program that was killed: its streams are open in both."""
    code = (
        "import os, signal; from portfoliogen.aside import aside\n"
        "def steps():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "    yield\n"
        "aside(lambda: 'x' * 1_000_000, steps())"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, timeout=60)
    assert done.returncode == -9


def test_a_step_that_fails_leaves_no_process_behind() -> None:
    code = (
        "import os; from portfoliogen.aside import aside\n"
        "try: aside(lambda: 'x' * 1_000_000, (1 // 0 for _ in range(1)))\n"
        "except ZeroDivisionError: pass\n"
        "try: os.waitpid(-1, os.WNOHANG)\n"
        "except ChildProcessError: print('alone')"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
    assert done.stdout == b"alone\n"


def test_ctrl_c_is_for_the_first_process_alone() -> None:
    code = (
        "import os, signal, time; from portfoliogen.aside import aside\n"
        "def steps():\n"
        "    os.killpg(os.getpgrp(), signal.SIGINT)\n"
        "    yield\n"
        "try: aside(lambda: time.sleep(0.3) or 'x' * 1_000_000, steps())\n"
        "except KeyboardInterrupt: print('stopped', signal.pthread_sigmask(signal.SIG_BLOCK, ()))"
    )
    command = [sys.executable, "-c", f"import signal; signal.signal(2, signal.default_int_handler)\n{code}"]
    done = subprocess.run(command, check=True, capture_output=True, timeout=60, start_new_session=True)
    assert (done.stdout, done.stderr) == (b"stopped set()\n", b"")
