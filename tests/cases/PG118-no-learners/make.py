"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    (school / "learners").mkdir()
