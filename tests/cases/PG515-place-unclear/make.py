from pathlib import Path

import schools


def make(root: Path) -> None:
    schools.write(root, {"learners/Amara/talk.m4a": schools.recording(), "learners/Amara/talk.txt": "It works!"})
