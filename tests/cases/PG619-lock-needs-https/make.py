"""The table of readers, which belongs into no repository."""

from pathlib import Path

import schools


def make(root: Path) -> None:
    readers = "audience,learner,name,passphrase\nemployer,,Mr Bassi,north-fabric-olive-cabin-otter-sun\n"
    schools.write(root, {".portfoliogen/readers.csv": readers})
