"""What was taken in before, so that doing it again makes nothing twice: `.portfoliogen/imports.json`."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct, field

from portfoliogen.importing.items import ImportRefusedError

FILE = ".portfoliogen/imports.json"
_VERSION = 1


class Memory(Struct):
    """For each learner's folder, the files taken in: source path → (digest there, path in the folder)."""

    learners: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def known(self, learner: str, key: str) -> tuple[str, str] | None:
        """Digest and place of a file that was taken in before."""
        return self.learners.get(learner, {}).get(key)

    def keep(self, learner: str, key: str, digest: str, path: str) -> None:
        """Remember a file."""
        self.learners.setdefault(learner, {})[key] = (digest, path)


def read_memory(school: Path) -> Memory:
    """What a school remembers; nothing where the file is not there.

    Raises:
        ImportRefusedError: The file is damaged.
    """
    try:
        told = json.loads((school / FILE).read_text("utf-8"))
        return Memory(
            {
                learner: {key: (str(one[0]), str(one[1])) for key, one in files.items()}
                for learner, files in told["learners"].items()
            }
        )
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise ImportRefusedError(
            f"“{FILE}” is damaged, so nobody can say what was taken in before.",
            "Bring an earlier version of it back, or move it away to begin anew.",
        ) from error


def write_memory(school: Path, memory: Memory) -> None:
    """Put the memory in place, whole.

    Raises:
        ImportRefusedError: The disk refuses.
    """
    file = school / FILE
    data = {
        "version": _VERSION,
        "learners": {
            learner: {key: list(one) for key, one in sorted(files.items())}
            for learner, files in sorted(memory.learners.items())
        },
    }
    try:
        file.parent.mkdir(exist_ok=True)
        aside = file.with_suffix(".part")
        aside.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        aside.replace(file)
    except OSError as error:
        raise ImportRefusedError(f"“{FILE}” could not be written.", "Check that the disk has room.") from error
