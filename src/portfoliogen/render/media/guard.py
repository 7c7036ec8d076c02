"""A risky job in a process of its own, with a limit on time and memory, killed without hurting the caller.

The child gets the job as a pickle from us and answers in JSON, which a file that took it over could not turn
against us. It is a fresh interpreter rather than a fork: it works in threads, in pools and on Windows, and
costs about a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any, NoReturn

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.sources import SourceError
from portfoliogen.render.media.made import Outcome, Withheld
from portfoliogen.render.media.makers import make_in
from portfoliogen.render.media.store import outcome_from, outcome_to

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.model.media import MediaJob

MEMORY_LIMIT_BYTES = 600 << 20
"""What a child may hold in memory at once."""
_ADDRESS_LIMIT_BYTES = 3 << 30  # Far above: libraries map much that they never touch.
_LOOK_EVERY_S = 0.1
_MAX_ANSWER_BYTES = 1 << 20
_FILE_LIMIT_BYTES = 4 << 30

_START = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    " from portfoliogen.render.media.guard import answer; answer()"
)


def make_apart(
    job: MediaJob,
    work: Path,
    time_limit_s: float,
    memory_limit_bytes: int = MEMORY_LIMIT_BYTES,
) -> Outcome:
    """Make a job's files in a work folder, in a child process.

    Raises:
        SourceError: the input cannot be opened.
        OSError: the results cannot be written.
    """
    # A file rather than a pipe: what is asked may hold a whole picture, and must not wait for its reader.
    with tempfile.TemporaryFile(dir=work) as question:
        question.write(pickle.dumps(sys.path) + pickle.dumps((job, str(work), time_limit_s)))
        question.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
            [sys.executable, "-I", "-c", _START],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(work),
            start_new_session=True,
        )
    try:
        said, reason = _listen(child, time_limit_s, memory_limit_bytes)
    finally:
        child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if reason:
        return Withheld(rules.MEDIA_TOO_HEAVY, lasting=False, reason=reason).outcome
    return _outcome_of(said, child.returncode)


def _environment(work: Path) -> dict[str, str]:
    kept = {
        name: os.environ[name]
        for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
        if name in os.environ
    }
    return kept | {"TMPDIR": str(work), "TEMP": str(work), "TMP": str(work)}


def _listen(child: subprocess.Popen[bytes], time_limit_s: float, memory_limit_bytes: int) -> tuple[bytes, str]:
    # The child's answer, or why it was not waited for.
    end = time.monotonic() + time_limit_s
    while True:
        try:
            return child.communicate(timeout=_LOOK_EVERY_S)[0], ""
        except subprocess.TimeoutExpired:
            pass
        if _memory_of(child.pid) > memory_limit_bytes:
            return b"", "takes too much memory"
        if time.monotonic() > end:
            return b"", "takes too long"


def _memory_of(pid: int) -> int:
    """What a process holds in memory of its own, in bytes; 0 where the system does not say.

    Files that it reads through the map of its memory, as large TIFFs are, can be let go at any time: they do not count.
    """
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:  # noqa: PTH123 - a fixed name of the kernel's
            _, resident, of_files = file.read().split()[:3]
        return (int(resident) - int(of_files)) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _outcome_of(said: bytes, status: int) -> Outcome:
    try:
        answer_said: dict[str, Any] = json.loads(said) if len(said) <= _MAX_ANSWER_BYTES else {}
        if "disk" in answer_said:
            number, text = answer_said["disk"]
            raise OSError(int(number), str(text))
        if "source" in answer_said:
            raise SourceError(str(answer_said["source"]))
        return outcome_from(answer_said)
    except (ValueError, KeyError, TypeError):
        reason = "makes the program that opens it stop" if status else "gives no result"
        return Withheld(rules.MEDIA_TOO_HEAVY, lasting=False, reason=reason).outcome


def answer() -> NoReturn:
    """The child's whole life: read the job, do it, say what came of it."""
    job, work, time_limit_s = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our parent
    speak = os.dup(1)
    os.dup2(2, 1)  # Whatever a library prints must not stand in the answer.
    _limit(time_limit_s)
    said = json.dumps(_say(job, work)).encode()
    with os.fdopen(speak, "wb") as pipe:
        pipe.write(said)
    os._exit(0)  # Libraries' own farewells have hung before.


def _say(job: MediaJob, work: str) -> dict[str, Any]:
    from pathlib import Path  # noqa: PLC0415 - at run time only here

    try:
        return outcome_to(make_in(job, Path(work)))
    except SourceError as error:
        return {"source": error.reason}
    except MemoryError:
        return outcome_to(Withheld(rules.MEDIA_TOO_HEAVY, lasting=False, reason="takes too much memory").outcome)
    except OSError as error:
        return {"disk": [error.errno or 5, error.strerror or "the disk cannot be written"]}
    except Exception:  # noqa: BLE001 - a hostile file may raise anything; the file is told, the build goes on
        refusal = Withheld(rules.MEDIA_UNREADABLE, lasting=False, reason="it is broken, or not what it says it is")
        return outcome_to(refusal.outcome)


def _limit(time_limit_s: float) -> None:
    """Let the kernel hold this process to its limits, where it can."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(time_limit_s * 4) + 10),
        (resource.RLIMIT_FSIZE, _FILE_LIMIT_BYTES),
        (resource.RLIMIT_AS, _ADDRESS_LIMIT_BYTES),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
