"""A public entry with a photo, in a school where nobody agreed to photos outside it."""

from pathlib import Path

import schools
from schools import entry


def make(root: Path) -> None:
    volcano = entry(visibility="public", text="We built it twice and it erupted.\n\n![A cone of foam](foam.jpg)")
    schools.write(
        root,
        {
            "learners/Amara Okafor/2026-03-14 Volcano/index.md": volcano,
            "learners/Amara Okafor/2026-03-14 Volcano/foam.jpg": schools.picture(),
        },
    )
