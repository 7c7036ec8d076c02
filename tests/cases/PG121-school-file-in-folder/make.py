"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    (school / "learners/Amara/roster.csv").hardlink_to(school / "roster.csv")
