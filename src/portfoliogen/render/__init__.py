"""A plan to files: what is in each page and picture? Media first, since pages tell their sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.media import MadeMedia
    from portfoliogen.model.site import OutputFile, SitePlan
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words


def render(
    plan: SitePlan,
    theme: Theme,
    words: Words,
    store: Path,
) -> tuple[tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """Make every file of a profile.

    Args:
        store: Where finished media are kept from build to build.

    Reports: the PG4 rules on media, PG856.
    """
    # A child that makes a photo loads this package, and needs no pages.
    from portfoliogen.model import site  # noqa: PLC0415
    from portfoliogen.render.pages import render_pages  # noqa: PLC0415

    made: dict[str, MadeMedia] = {}
    found: list[Diagnostic] = []
    files: dict[str, OutputFile] = {}
    if plan.media:
        from portfoliogen.render.media import make_media  # noqa: PLC0415 - texts need no picture library

        for job in plan.media:
            result, problems = make_media(job, store)
            found += problems
            if result is not None:
                made[job.key] = result
                for one in result.files:
                    files[f"media/{one.name}"] = site.OutputFile(f"media/{one.name}", None, one.path)
    pages, problems = render_pages(
        replace(plan, assets=theme.assets_for(one.template for one in plan.pages)), theme, words, made
    )
    found += problems
    return tuple(sorted((*pages, *plan.files, *files.values()), key=lambda one: one.path)), tuple(found)
