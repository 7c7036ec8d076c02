"""What a build says of itself: in plain words, or as JSON for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from portfoliogen import __version__
from portfoliogen.cli import show
from portfoliogen.showing import counted, typed, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from portfoliogen.reports import BuildReport

SHOWN = 20
"""How many problems a build shows; the rest is counted, and `check` shows all of them."""
_IN_WRITING = "PG9"
"""What happened while the sites were put in place: no `check` could tell it afterwards."""
_JSON_VERSION = 1


def tell_of_all(folders: Sequence[Path], stopped: Mapping[Path, Exception]) -> None:
    """Say at the end of many schools how many were built, and which were not."""
    show.say(f"\n{counted(len(folders) - len(stopped), 'school')} built, {len(stopped)} not built.")
    if stopped:
        again = " ".join(typed(folder) for folder in stopped)
        show.say("\n".join(f"  {visible(str(folder))}: {visible(str(error))}" for folder, error in stopped.items()))
        show.say(f"To try these again: portfoliogen build {visible(again)}")


def tell_as_json(
    folders: Sequence[Path], reports: Mapping[Path, BuildReport | None], stopped: Mapping[Path, Exception]
) -> None:
    """Print what came of each school, in the order asked for."""
    import json  # noqa: PLC0415 - only with --json

    schools = [_as_fields(folder, reports.get(folder), stopped.get(folder)) for folder in folders]
    tool = {"name": "portfoliogen", "version": __version__}
    summary = {"built": len(folders) - len(stopped), "not_built": len(stopped)}
    show.say(json.dumps({"version": _JSON_VERSION, "tool": tool, "summary": summary, "schools": schools}, indent=2))


def tell(folder: Path, report: BuildReport, *, strict: bool, quiet: bool) -> None:
    """Say in plain words what was made, where to look and what is wrong."""
    told = {"error", "warning"} if strict else {"error"}
    serious = [one for one in report.diagnostics if one.severity in told or one.code.startswith(_IN_WRITING)]
    if serious:
        from portfoliogen.diagnostics.formats.terminal import as_text  # noqa: PLC0415 - only where there is any

        colour = show.with_colour(sys.stderr)
        show.say_aside(as_text(serious, colour=colour, learners=report.learners, limit=SHOWN))
    if quiet:
        return
    numbers = (counted(len(report.learners), "learner"), counted(report.entries, "entry", "entries"))
    show.say(f"{visible(report.school_name)}: {', '.join(numbers)}, {counted(report.pages, 'page')}.")
    if report.first_page is not None:
        show.say(f"To look at them, open {visible(str(report.first_page))}")
    if report.diagnostics:
        from portfoliogen.diagnostics.formats.terminal import summary_line  # noqa: PLC0415 - as above

        show.say(f"Found {summary_line(report.diagnostics)}. To see all of it: portfoliogen check {typed(folder)}")


def _as_fields(folder: Path, report: BuildReport | None, stopped: Exception | None) -> dict[str, object]:
    from portfoliogen.diagnostics.formats.machines import (  # noqa: PLC0415 - only with --json
        as_fields,
        count_by_severity,
    )

    if report is None:
        hint = getattr(stopped, "hint", "")
        return {"folder": str(folder), "built": False, "error": {"message": str(stopped), "hint": hint}}
    return {
        "folder": str(folder),
        "built": True,
        "name": report.school_name,
        "output": str(report.output),
        "first_page": str(report.first_page or ""),
        "learners": list(report.learners),
        "entries": report.entries,
        "pages": report.pages,
        "media": report.media,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "summary": count_by_severity(report.diagnostics),
        "diagnostics": [as_fields(one) for one in report.diagnostics],
    }
