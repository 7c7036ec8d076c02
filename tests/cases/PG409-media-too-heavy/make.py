"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

import test_media_documents


def make(school: Path) -> None:
    """Complete the school."""
    place = school / "learners/Amara/budget.xlsx"
    test_media_documents.write_docx(place, **{"xl/workbook.xml": b"<x/>", "xl/big.xml": bytes(70_000_000)})
