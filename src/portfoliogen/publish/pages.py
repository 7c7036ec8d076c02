"""Publishing to GitHub Pages: one commit without history, pushed in place of the one before."""

from __future__ import annotations

import hashlib
import os
import re
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.publish.changes import Standing
from portfoliogen.publish.git import Git, GitError, new_repository, remotes_of
from portfoliogen.publish.problems import PublishError
from portfoliogen.publish.released import read_released

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from portfoliogen.publish.released import ReleasedSite
    from portfoliogen.publish.targets import Target

MOST_BYTES = 1_000_000_000
MOST_FILE_BYTES = 100 * 1024 * 1024
"""What GitHub Pages and GitHub take: docs.github.com, “GitHub Pages limits” and “About large files on GitHub”."""

_MESSAGE = "portfoliogen: the public site"
_EMPTY = hashlib.sha1(b"blob 0\0", usedforsecurity=False).hexdigest()
_SOURCES = pattern(
    r"(?:^|/)(?:school\.ya?ml|roster\.csv|entries\.csv|people\.ya?ml|endorsements/|"
    r"learners/|\.portfoliogen/|receipts/|profile\.(?:md|docx)$)",
    re.IGNORECASE,
)
_HANDS = frozenset({"CNAME", ".nojekyll"})
_REF = "refs/portfoliogen"


class _State(Struct, frozen=True):
    """The throw-away repository, the commit that the branch is at (or nothing), and its CNAME."""

    git: Git
    tip: str
    cname: bytes


def look(target: Target, site: ReleasedSite, work: Path, root: Path) -> Standing:
    """What the branch holds now, and what it would.

    Args:
        work: An empty folder for the repository that this needs.
        root: The school's folder.

    Raises:
        PublishError: The repository cannot be reached, holds sources or somebody else's branch, or the site
            is larger than GitHub takes.
    """
    _check_limits(site)
    remote = str(root / target.remote) if _is_local(target.remote) else target.remote
    if any(_same_remote(remote, one, root) for one in remotes_of(root)):
        raise PublishError(
            f"“{target.remote}” is the repository of the school's own folder, with everybody's work in it.",
            "Make a second repository for the public site alone, and name it in school.yml.",
        )
    git = new_repository(work / "publish.git")
    tip = _fetch(git, remote, target.branch)
    cname = site.cname
    before: dict[str, str] = {}
    if tip:
        before = _tree(git, f"{_REF}/{target.branch}")
        if not _is_ours(git, tip) and before.keys() - _HANDS:
            raise PublishError(
                f"The branch “{target.branch}” of “{target.remote}” holds what portfoliogen did not put there.",
                "Name another branch in school.yml, or delete that one if nobody needs it.",
            )
        if "CNAME" in before and not cname:
            cname = git.run("cat-file", "blob", before["CNAME"])
    after = {one.path: _blob_id(read_released(site, one)) for one in site.files}
    after |= {".nojekyll": _EMPTY, **({"CNAME": _blob_id(cname)} if cname else {})}
    first = not before.keys() - _HANDS
    return Standing(first, before, after, partial(_read, git, before), _State(git, tip, cname))


def send(target: Target, site: ReleasedSite, standing: Standing, root: Path, today: dt.date) -> None:
    """Push the site as the branch's only commit, and see that it is there.

    Raises:
        PublishError: The push was refused; the branch is as it was.
    """
    if not isinstance(standing.state, _State):
        raise TypeError(standing.state)
    state, git = standing.state, standing.state.git
    remote = str(root / target.remote) if _is_local(target.remote) else target.remote
    if standing.before == standing.after and not _has_parents(git, state.tip):
        return
    for one in site.files:
        _store(git, read_released(site, one), standing.after[one.path])
    _store(git, b"", _EMPTY)
    if state.cname:
        _store(git, state.cname, standing.after["CNAME"])
    listed = "".join(f"100644 {digest}\t{path}\0" for path, digest in sorted(standing.after.items()))
    try:
        git.run("update-index", "-z", "--index-info", given=listed.encode("utf-8", "surrogateescape"))
        tree = git.run("write-tree").decode().strip()
        commit = git.run("commit-tree", tree, given=f"{_MESSAGE}\n".encode(), day=today.isoformat()).decode().strip()
        ref = f"refs/heads/{target.branch}"
        # Only over what was looked at: somebody else's push in between is not lost.
        git.run("push", "--quiet", f"--force-with-lease={ref}:{state.tip}", "--", remote, f"{commit}:{ref}")
        there = next((line.split("\t")[0] for line in git.lines("ls-remote", "--", remote, ref)), "")
    except GitError as error:
        raise _refused(target, error) from error
    if there != commit:
        raise PublishError(f"“{target.remote}” does not show what was pushed.", "Look at it, then publish again.")


def _check_limits(site: ReleasedSite) -> None:
    large = [one.path for one in site.files if one.size_bytes > MOST_FILE_BYTES]
    if large:
        more = f" and {len(large) - 1} more" if len(large) > 1 else ""
        raise PublishError(
            f"“{large[0]}”{more} is larger than 100 MiB, which GitHub does not take.",
            "Shorten that film, or publish to another kind of place.",
        )
    if site.size_bytes > MOST_BYTES:
        raise PublishError(
            f"The site is {site.size_bytes / 10**9:.1f} GB, and GitHub Pages takes 1 GB.",
            "Publish to a folder or share, or show fewer films in public.",
        )


def _fetch(git: Git, remote: str, branch: str) -> str:
    """Look at all branches without their history; give the commit of ours, or nothing.

    Raises:
        PublishError: One of them holds what people work in.
    """
    try:
        listed = (line.partition("\t") for line in git.lines("ls-remote", "--heads", "--", remote))
        heads = {head: commit for commit, _, head in listed}
        git.run("config", "remote.origin.url", remote)
        git.run("config", "remote.origin.promisor", "true")
        git.run("config", "remote.origin.partialclonefilter", "blob:none")
        if heads:
            git.run(
                "fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", "origin", f"+refs/heads/*:{_REF}/*"
            )
        for head in sorted(heads):
            name = head.removeprefix("refs/heads/")
            if name == branch and _is_ours(git, heads[head]):
                continue
            source = next((path for path in _tree(git, f"{_REF}/{name}") if _SOURCES.search(path)), "")
            if source:
                raise PublishError(
                    f"“{remote}” holds what people work in (“{source}” in the branch “{name}”). "
                    "Whoever can read the site's repository could read that as well.",
                    "Make a second repository for the public site alone, and name it in school.yml.",
                )
    except GitError as error:
        raise PublishError(
            f"“{remote}” could not be reached. git says: {_telling_line(error.said)}",
            "Check its address and the network, and that “git ls-remote” lets you in.",
        ) from error
    return heads.get(f"refs/heads/{branch}", "")


def _is_ours(git: Git, tip: str) -> bool:
    return git.run("log", "-1", "--format=%s", tip).decode("utf-8", "replace").strip() == _MESSAGE


def _tree(git: Git, ref: str) -> dict[str, str]:
    """Every file of a commit with the id of its bytes."""
    listed = git.run("ls-tree", "-r", "-z", "--full-tree", ref).decode("utf-8", "surrogateescape")
    return {path: about.split()[2] for about, _, path in (one.partition("\t") for one in listed.split("\0") if one)}


def _has_parents(git: Git, tip: str) -> bool:
    # The commit itself: what was fetched to a depth of one seems to have none.
    return not tip or b"\nparent " in git.run("cat-file", "commit", tip)


def _read(git: Git, before: Mapping[str, str], path: str) -> bytes:
    try:
        return git.run("cat-file", "blob", before[path])
    except (GitError, KeyError):
        return b""


def _blob_id(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _store(git: Git, data: bytes, wanted: str) -> None:
    """Keep a file's bytes as they are: no setting of git may change the ends of lines."""
    made = git.run("hash-object", "-w", "--stdin", "--no-filters", given=data).decode().strip()
    if made != wanted:
        raise PublishError("A file changed while it was being published.", "Publish again.")


def _is_local(remote: str) -> bool:
    return "://" not in remote and not re.match(r"[^/\\]+:(?![/\\])|[^/\\]+@[^/\\]+:", remote)


def _same_remote(one: str, other: str, root: Path) -> bool:
    return _plain_remote(one, root) == _plain_remote(other, root)


def _plain_remote(remote: str, root: Path) -> str:
    """An address in one spelling: `git@github.com:a/b.git` and `https://github.com/a/b` are one repository."""
    if _is_local(remote):
        return os.path.realpath(root / remote).removesuffix(".git")
    plain = re.sub(r"^[a-z+]+://", "", remote.casefold())
    plain = re.sub(r"^[^@/]*@", "", plain)
    return re.sub(r":(?:\d+/)?", "/", plain, count=1).rstrip("/").removesuffix(".git").replace("//", "/")


def _refused(target: Target, error: GitError) -> PublishError:
    if "stale info" in error.said:
        return PublishError(f"Somebody else published to “{target.remote}” in the meantime.", "Publish again.")
    return PublishError(
        f"“{target.remote}” did not take the site. git says: {_telling_line(error.said)}",
        "See that you may push to that branch, then publish again.",
    )


def _telling_line(said: str) -> str:
    """The line of git's that says most."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in lines if line.startswith("fatal:")), lines[-1] if lines else "nothing")
