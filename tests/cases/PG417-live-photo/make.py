"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import media_files

import schools


def make(school: Path) -> None:
    """Complete the school."""
    (school / "learners/Amara/IMG_0412.jpg").write_bytes(schools.picture())
    media_files.write_film(school / "learners/Amara/IMG_0412.MOV", frames=8, sound="")
