"""The libraries that the optional parts need, and the lines that install them.

No line names portfoliogen itself to a package index: on PyPI that name is another program's.
"""

from __future__ import annotations

EXTRAS = {
    "photos": ("pillow-heif",),
    "video": ("av",),
    "pdf": ("pypdfium2",),
    "lock": ("cryptography",),
    "s3": ("boto3",),
    "cluster": ("distributed",),
}
"""Name of each extra in pyproject.toml, and the packages that it brings."""


def to_install(extra: str) -> str:
    """The line to type for a missing part."""
    return f"pip install {' '.join(EXTRAS[extra])}"


def wheel_name(version: str) -> str:
    """The file that portfoliogen itself is handed on as."""
    return f"portfoliogen-{version}-py3-none-any.whl"
