"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import test_media_documents


def make(school: Path) -> None:
    """Complete the school."""
    place = school / "learners/Amara/budget.xlsx"
    test_media_documents.write_docx(place, **{"xl/workbook.xml": b"<x/>"})
    # The first bit of the flags of a packed file says that it is locked.
    data = bytearray(place.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    place.write_bytes(data)
