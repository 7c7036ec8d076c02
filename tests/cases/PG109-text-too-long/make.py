"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    (school / "learners/Amara/2026-05-02 Log.md").write_text("It went well. " * 160_000)
