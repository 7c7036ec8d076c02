"""What of this school cannot be kept in a repository, or is better made."""

import os
from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    os.mkfifo(school / "learners/Amara/clip.mp4")
