"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    (school / "learners/Amara/Ben.md").symlink_to("../Ben/2026-01-09 Bridge.md")
