"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import media_files


def make(school: Path) -> None:
    """Complete the school."""
    place = school / "learners/Amara/photo.jpg"
    media_files.photo(400, 300).save(place)
    place.write_bytes(place.read_bytes()[: place.stat().st_size * 6 // 10])
