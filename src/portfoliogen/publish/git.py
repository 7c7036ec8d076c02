"""The `git` of this computer, with a repository of its own that is thrown away afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.publish.problems import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NAME, _MAIL = "portfoliogen", "portfoliogen@localhost"
_CALM = {
    "core.hooksPath": os.devnull,
    "core.autocrlf": "false",
    "commit.gpgsign": "false",
    "gc.auto": "0",
    "core.fsmonitor": "false",
    "protocol.ext.allow": "never",
    "push.gpgSign": "false",
    "core.quotePath": "false",
    "submodule.recurse": "false",
}
_LONGEST_S = 1800


class Git(Struct, frozen=True):
    """A repository for one publication. `folder` is where it lies, `program` the git that is there."""

    folder: Path
    program: str

    def run(self, *words: str, given: bytes = b"", day: str = "") -> bytes:
        """Run a git command and give what it printed.

        Args:
            given: What it reads.
            day: The ISO day of a commit.

        Raises:
            GitError: It failed.
        """
        settings = [part for name, value in _CALM.items() for part in ("-c", f"{name}={value}")]
        try:
            done = subprocess.run(  # noqa: S603 - no shell, and the words are ours or were looked at
                [self.program, *settings, "--git-dir", str(self.folder), *words],
                input=given,
                capture_output=True,
                check=False,
                env=_environment(day),
                cwd=self.folder,
                timeout=_LONGEST_S,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(words[0], str(error)) from error
        if done.returncode != 0:
            raise GitError(words[0], done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def lines(self, *words: str) -> Iterable[str]:
        """What a git command printed, line by line."""
        return self.run(*words).decode("utf-8", "surrogateescape").splitlines()


class GitError(Exception):
    """A git command failed; `said` are its own words."""

    def __init__(self, what: str, said: str) -> None:
        super().__init__(f"git {what}: {said}")
        self.what, self.said = what, said


def new_repository(folder: Path) -> Git:
    """Make an empty repository.

    Raises:
        PublishError: There is no git on this computer.
    """
    program = shutil.which("git")
    if program is None:
        raise PublishError("There is no git on this computer.", "Install git (git-scm.com), then publish again.")
    folder.mkdir(parents=True, exist_ok=True)
    git = Git(folder, program)
    try:
        git.run("init", "--bare", "--quiet", "--object-format=sha1", "--template=")
    except GitError as error:
        raise PublishError(f"git could not begin: {error.said}", "Update git, then publish again.") from error
    return git


def remotes_of(folder: Path) -> tuple[str, ...]:
    """The addresses that the repository around a folder, if any, is pushed to and fetched from."""
    program = shutil.which("git")
    if program is None:
        return ()
    done = subprocess.run(  # noqa: S603 - no shell, and every word is ours
        [program, "-C", str(folder), "config", "--get-regexp", r"^remote\..*\.(push)?url$"],
        capture_output=True,
        check=False,
        env=_environment(""),
    )
    said = done.stdout.decode("utf-8", "replace").splitlines() if done.returncode == 0 else []
    return tuple(line.partition(" ")[2].strip() for line in said)


def _environment(day: str) -> dict[str, str]:
    """The user's environment, so that their key or helper lets them in, without what points at another repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name in {"GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_SSL_CAINFO"}
    }
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", _NAME), ("EMAIL", _MAIL), ("DATE", f"{day}T00:00:00Z" if day else ""))
        if value
    }
    return {**kept, **people, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
