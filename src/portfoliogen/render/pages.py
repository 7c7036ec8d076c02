"""A plan's pages to HTML, by the theme's templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from portfoliogen.diagnostics import Position
from portfoliogen.diagnostics.rules import settings as rules
from portfoliogen.model.site import OutputFile
from portfoliogen.patterns import pattern
from portfoliogen.render.drawing import pen_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portfoliogen.diagnostics import Diagnostic
    from portfoliogen.model.media import MadeMedia
    from portfoliogen.model.site import PagePlan, SitePlan
    from portfoliogen.render.drawing import Pen
    from portfoliogen.theme import Theme
    from portfoliogen.words import Words

_MISSING_FIELD = pattern(r"'portfoliogen\.views\.\w+\.(\w+) object' has no attribute '(\w+)'")
"""How Jinja says that a template asks for what is not there."""


def render_pages(
    plan: SitePlan,
    theme: Theme,
    words: Words,
    made: Mapping[str, MadeMedia],
) -> tuple[tuple[OutputFile, ...], tuple[Diagnostic, ...]]:
    """Draw every page of a plan, and hand out the theme's assets that it lists.

    Args:
        made: What was made of each media file, by `MediaUse.key`; a quiet placeholder stands for the rest.

    Returns:
        The pages and assets, sorted by path. A template of a school or of another theme that fails is told
        (PG856), and the packaged one draws the page.

    """
    files = [OutputFile(path, theme.assets[path.removeprefix("assets/")]) for path in plan.assets]
    found: list[Diagnostic] = []
    pen = pen_for(theme, words, made)
    for one in plan.pages:
        try:
            try:
                html = _draw(pen, plan, one)
            except AttributeError:
                # A template that asks whether there is such a field, or one that is mistaken.
                html = _draw(pen_for(theme, words, made, quick=False), plan, one)
        except Exception as error:
            # A template can fail in any way that Python can; a fault of our own comes again below.
            if all(layer.packaged for layer in theme.layers):
                raise
            found.append(_failure(error, one, theme))
            html = _draw(pen_for(theme.packaged, words, made), plan, one)
        files.append(OutputFile(one.page.path, html.encode("utf-8", "replace")))
    return tuple(sorted(files, key=lambda one: one.path)), tuple(found)


def _draw(pen: Pen, plan: SitePlan, one: PagePlan) -> str:
    pen.prefix = "../" * one.page.path.count("/")
    template = pen.environment.get_template(one.template)
    return template.render(page=one.page, site=plan.view, learner=plan.learner, view=one.view)


def _failure(error: Exception, one: PagePlan, theme: Theme) -> Diagnostic:
    """Point at the line of the template that failed, which Jinja writes into the traceback."""
    files = {f"{layer.where}/templates/{name}" for layer in theme.layers for name in layer.templates}
    at = Position(f"{theme.layers[0].where}/templates/{one.template}")
    if isinstance(error, TemplateSyntaxError) and error.filename:
        at = Position(error.filename, error.lineno, 1)
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in files:
            at = Position(trace.tb_frame.f_code.co_filename, trace.tb_lineno, 1)
        trace = trace.tb_next
    said = error.msg if type(error) is SyntaxError else str(error)
    reason = _MISSING_FIELD.sub(r"“\2” is not a field of \1", said.rstrip(".")) or type(error).__name__
    return rules.TEMPLATE_FAILED.at(at, name=at.path.rpartition("/")[2], page=one.page.title, reason=reason)
