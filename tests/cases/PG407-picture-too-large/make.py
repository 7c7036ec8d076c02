"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import media_files


def make(school: Path) -> None:
    """Complete the school."""
    media_files.write_bomb(school / "learners/Amara/photo.png")
