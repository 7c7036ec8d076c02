"""In which order files are put at a target, so that no page is ever there before what it shows."""

from __future__ import annotations


def place_in_order(path: str) -> tuple[int, str]:
    """Media and styles, then pages, then the front pages of profiles, then what all share; takedowns go backwards."""
    if path == "index.html":
        return 4, path
    if "/" not in path:
        return 3, path
    if path.endswith("/index.html") and path.count("/") == 1:
        return 2, path
    return (1 if path.endswith(".html") else 0), path
