"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    deep = school / "learners/Amara" / "/".join(["more"] * 24)
    deep.mkdir(parents=True)
    (deep / "lost.md").write_text("Nobody looks down here.")
