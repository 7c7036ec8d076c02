"""The places that a school publishes to, as school.yml lists them under `targets:`.

targets:
intranet: {kind: folder, path: //server/share/portfolios, public: no}
web: {kind: github-pages, remote: https://github.com/oakfield/profiles.git}
parents-evening: {kind: zip, path: for-parents.zip, public: no}
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from portfoliogen.model.documents import Mapping, Scalar
from portfoliogen.publish.problems import PublishError
from portfoliogen.read.school_files import read_school_files
from portfoliogen.text import fold, nearest

if TYPE_CHECKING:
    from portfoliogen.model.documents import Tree


class TargetKind(StrEnum):
    """What sort of place it is."""

    FOLDER = "folder"
    PAGES = "github-pages"
    ZIP = "zip"


_KINDS = {
    "folder": TargetKind.FOLDER,
    "share": TargetKind.FOLDER,
    "github pages": TargetKind.PAGES,
    "pages": TargetKind.PAGES,
    "zip": TargetKind.ZIP,
}
_FIELDS = ("kind", "path", "remote", "branch", "public")
_YES = {"yes": True, "true": True, "no": False, "false": False}
_EXAMPLE = "targets:\n  intranet: {kind: folder, path: //server/share/profiles, public: no}"


@dataclass(frozen=True, slots=True)
class Target:
    """A place to publish to. `public` says that people outside the school can reach it."""

    name: str
    kind: TargetKind
    public: bool
    path: Path = Path()
    remote: str = ""
    branch: str = "gh-pages"

    @property
    def site(self) -> str:
        """The site that goes there."""
        return "public" if self.public else "school"

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return f"{self.remote} (branch {self.branch})" if self.kind is TargetKind.PAGES else str(self.path)


def read_target(root: Path, name: str) -> Target:
    """The target of this name in a school's school.yml.

    Raises:
        PublishError: There is none, or it does not say what it must.
    """
    settings = read_school_files(root)[0].settings
    pairs = settings.pairs if settings is not None else ()
    tree = next((value for key, value in pairs if fold(key.text) == "targets"), None)
    listed = {key.text: value for key, value in tree.pairs} if isinstance(tree, Mapping) else {}
    found = next((key for key in listed if fold(key) == fold(name)), None)
    if found is None:
        near = nearest(name, listed)
        hint = (
            f"Did you mean “{near}”?"
            if near
            else f"There are: {', '.join(listed)}."
            if listed
            else f"Write in school.yml, with your path:\n{_EXAMPLE}"
        )
        raise PublishError(f"school.yml in “{root}” lists no target “{name}”.", hint)
    return _target(root, found, listed[found])


def _target(root: Path, name: str, tree: Tree) -> Target:
    fields = _fields(name, tree)
    kind = _KINDS.get(fold(fields.get("kind", "")).replace("-", " "))
    if kind is None:
        raise PublishError(
            f"The target “{name}” does not say what kind of place it is.",
            "Write “kind: folder”, “kind: github-pages” or “kind: zip”.",
        )
    said = fields.get("public", "yes").casefold()
    if said not in _YES:
        raise PublishError(
            f"“public: {fields['public']}” in the target “{name}” is neither yes nor no.",
            "Write “public: yes” where anybody outside the school can reach it, else “public: no”.",
        )
    if kind is TargetKind.PAGES:
        return _pages(name, fields, public=_YES[said])
    if not fields.get("path"):
        raise PublishError(f"The target “{name}” does not say where it is.", "Write “path:” and the folder or file.")
    # Where nobody said, a place counts as public: then the school's own site cannot get there.
    return Target(name, kind, _YES[said], root / Path(fields["path"]).expanduser())


def _pages(name: str, fields: dict[str, str], *, public: bool) -> Target:
    remote, branch = fields.get("remote", ""), fields.get("branch") or "gh-pages"
    if not public:
        raise PublishError(
            f"The target “{name}” is GitHub Pages, which anybody can read.",
            "Write “public: yes”, and publish the public site there; or choose a folder or share.",
        )
    if not remote or remote.startswith("-") or "::" in remote:
        raise PublishError(
            f"The target “{name}” does not say which repository it is.",
            "Write “remote:” and its address, such as https://github.com/oakfield/profiles.git",
        )
    if branch.startswith(("-", "/", ".")) or any(sign in branch for sign in " ~^:?*[\\") or ".." in branch:
        raise PublishError(f"“{branch}” cannot be the name of a branch.", "Write “branch: gh-pages”.")
    return Target(name, TargetKind.PAGES, public=True, remote=remote, branch=branch)


def _fields(name: str, tree: Tree) -> dict[str, str]:
    if not isinstance(tree, Mapping):
        raise PublishError(f"The target “{name}” in school.yml holds no fields.", f"Write it like this:\n{_EXAMPLE}")
    fields: dict[str, str] = {}
    for key, value in tree.pairs:
        if fold(key.text) not in _FIELDS:
            near = nearest(key.text, _FIELDS)
            raise PublishError(
                f"The target “{name}” has a field “{key.text}” that nothing reads.",
                f"Did you mean “{near}”?" if near else f"There are: {', '.join(_FIELDS)}.",
            )
        fields[fold(key.text)] = value.text.strip() if isinstance(value, Scalar) else ""
    return fields
