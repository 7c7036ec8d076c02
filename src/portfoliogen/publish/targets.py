"""The places that a school publishes to, as school.yml lists them under `targets:`.

targets:
intranet: {kind: folder, path: //server/share/portfolios, public: no}
web: {kind: github-pages, remote: https://github.com/oakfield/profiles.git}
bucket: {kind: s3, bucket: oakfield-profiles, region: eu-west-2}
parents-evening: {kind: zip, path: for-parents.zip, public: no}
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.model.documents import Mapping, Scalar
from portfoliogen.patterns import pattern
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
    BUCKET = "s3"


_KINDS = {
    "folder": TargetKind.FOLDER,
    "share": TargetKind.FOLDER,
    "github pages": TargetKind.PAGES,
    "pages": TargetKind.PAGES,
    "zip": TargetKind.ZIP,
    "s3": TargetKind.BUCKET,
    "object storage": TargetKind.BUCKET,
    "bucket": TargetKind.BUCKET,
}
_FIELDS = ("kind", "path", "remote", "branch", "public", "bucket", "prefix", "endpoint", "region")
_SECRETS = pattern(r"key|secret|pass|token|credential")
_BUCKET = pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{1,62}")
_YES = {"yes": True, "true": True, "no": False, "false": False}
EXAMPLE = "targets:\n  intranet: {kind: folder, path: //server/share/profiles, public: no}"


class Target(Struct, frozen=True):
    """A place to publish to. `public` says that people outside the school can reach it.

    `prefix` is what the names of all objects in a bucket begin with: empty, or ending in a slash. `endpoint` is
    the address of a storage other than Amazon's.
    """

    name: str
    kind: TargetKind
    public: bool
    path: Path = Path()
    remote: str = ""
    branch: str = "gh-pages"
    bucket: str = ""
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    @property
    def site(self) -> str:
        """The site that goes there."""
        return "public" if self.public else "school"

    @property
    def place(self) -> str:
        """Where it is, in words."""
        if self.kind is TargetKind.BUCKET:
            return f"s3://{self.bucket}/{self.prefix}{f' at {self.endpoint}' if self.endpoint else ''}"
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
            else f"Write in school.yml, with your path:\n{EXAMPLE}"
        )
        raise PublishError(f"school.yml in “{root}” lists no target “{name}”.", hint)
    return _target(root, found, listed[found])


def _target(root: Path, name: str, tree: Tree) -> Target:
    fields = _fields(name, tree)
    kind = _KINDS.get(fold(fields.get("kind", "")).replace("-", " "))
    if kind is None:
        raise PublishError(
            f"The target “{name}” does not say what kind of place it is.",
            "Write “kind: folder”, “kind: github-pages”, “kind: s3” or “kind: zip”.",
        )
    said = fields.get("public", "yes").casefold()
    if said not in _YES:
        raise PublishError(
            f"“public: {fields['public']}” in the target “{name}” is neither yes nor no.",
            "Write “public: yes” where anybody outside the school can reach it, else “public: no”.",
        )
    if kind is TargetKind.PAGES:
        return _pages(name, fields, public=_YES[said])
    if kind is TargetKind.BUCKET:
        return _bucket(name, fields, public=_YES[said])
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


def _bucket(name: str, fields: dict[str, str], *, public: bool) -> Target:
    bucket, endpoint = fields.get("bucket", ""), fields.get("endpoint", "")
    if not _BUCKET.fullmatch(bucket):
        raise PublishError(
            f"The target “{name}” does not say which bucket it is.", "Write “bucket:” and its name alone."
        )
    if endpoint and (not endpoint.startswith(("https://", "http://")) or "@" in endpoint):
        raise PublishError(
            f"“{endpoint}” in the target “{name}” is no address of a storage.",
            "Write “endpoint:” and an address such as https://s3.example.org; for Amazon's own, leave it out.",
        )
    prefix = fields.get("prefix", "").strip("/")
    if any(part in {"", ".", ".."} for part in prefix.split("/")) and prefix:
        raise PublishError(f"“{prefix}” in the target “{name}” is no prefix.", "Write “prefix: profiles”.")
    region = fields.get("region", "")
    return Target(
        name,
        TargetKind.BUCKET,
        public,
        bucket=bucket,
        prefix=f"{prefix}/" if prefix else "",
        endpoint=endpoint,
        region=region,
    )


def _fields(name: str, tree: Tree) -> dict[str, str]:
    if not isinstance(tree, Mapping):
        raise PublishError(f"The target “{name}” in school.yml holds no fields.", f"Write it like this:\n{EXAMPLE}")
    fields: dict[str, str] = {}
    for key, value in tree.pairs:
        if fold(key.text) not in _FIELDS and _SECRETS.search(fold(key.text)):
            raise PublishError(
                f"The target “{name}” has a field “{key.text}”: keys and passwords never stand in school.yml.",
                "Take it out. Keys come from this computer: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or ~/.aws.",
            )
        if fold(key.text) not in _FIELDS:
            near = nearest(key.text, _FIELDS)
            raise PublishError(
                f"The target “{name}” has a field “{key.text}” that nothing reads.",
                f"Did you mean “{near}”?" if near else f"There are: {', '.join(_FIELDS)}.",
            )
        fields[fold(key.text)] = value.text.strip() if isinstance(value, Scalar) else ""
    return fields
