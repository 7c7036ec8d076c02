"""What of this school cannot be kept in a repository, or is better made."""

import os
from pathlib import Path


def make(school: Path) -> None:
    """Complete the school."""
    (Path(os.fsdecode(os.fsencode(school) + b"/learners/Amara/caf\xe9.md"))).write_text("We sang.")
