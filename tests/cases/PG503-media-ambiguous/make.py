"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import schools


def make(school: Path) -> None:
    """Complete the school."""
    for name, colour in (("May", "red"), ("June", "blue")):
        (school / "learners/Amara" / name / "volcano.jpg").write_bytes(schools.picture(colour=colour))
