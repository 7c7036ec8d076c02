"""The staff's page: what needs doing, by class and learner, each line with an action and the way to its place.

Lists of people are alphabetical, and no number stands beside a name.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from portfoliogen.serve.addresses import quoted
from portfoliogen.serve.screens import name, screen, text
from portfoliogen.text import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from portfoliogen.diagnostics import Position
    from portfoliogen.serve.preview import Preview, Told
    from portfoliogen.serve.todo import Task

STAFF = "/-/staff"
_SHOWN = 8
"""Lines for each learner on the page of all; a learner's own page has the rest."""


def staff_page(preview: Preview, learner: str | None = None) -> bytes:
    """Draw the page.

    Args:
        learner: The folder of the only learner to list; None for everybody.
    """
    told = [one for folder, one in preview.told.items() if folder in preview.jobs]
    if learner is not None:
        told = [one for one in told if one.job.folder == learner]
    busy = bool(preview.unknown())
    parts = ["<p>For staff. Each line says what was found and the next small step.</p>"]
    if busy:
        parts.append('<p class="busy" role="status">Some folders are still being read; this page grows by itself.</p>')
    if learner is not None:
        parts.append(f'<p><a href="{STAFF}">Everybody</a></p>')
    else:
        parts.append(_school(preview))
    groups = [(group, list(members)) for group, members in groupby(_by_class(told), key=lambda one: one.job.group)]
    if learner is None and len(groups) > 1:
        links = " · ".join(
            f'<a href="#c{number}">{name(group) if group else "No class"}</a>'
            for number, (group, _) in enumerate(groups, 1)
        )
        parts.append(f'<nav aria-label="Classes"><p>{links}</p></nav>')
    for number, (group, members) in enumerate(groups, 1):
        inner = "\n".join(filter(None, (_learner(preview, one, whole=learner is not None) for one in members)))
        if inner:
            heading = f'<h2 id="c{number}">{name(group) if group else "Learners"}</h2>'
            parts.append(f'<section aria-labelledby="c{number}">{heading}\n{inner}\n</section>')
    if not busy and not any(one.tasks for one in told):
        parts.append("<p>Nothing needs doing just now.</p>")
    return screen("What needs doing", "\n".join(filter(None, parts)))


def _by_class(told: Iterable[Told]) -> list[Told]:
    return sorted(
        told, key=lambda one: (natural_key(one.job.group), one.job.group, natural_key(one.name), one.job.folder)
    )


def _school(preview: Preview) -> str:
    """The school's own files."""
    found = [one for one in preview.opened.diagnostics if one.severity != "note"]
    if not found:
        return ""
    points = "\n".join(
        f'<li><p class="found">{text(one.message)}</p><p class="action">{text(one.hint)}</p>'
        f"{_place(preview, one.at)}</li>"
        for one in found
    )
    heading = '<h2 id="school">The school’s own files</h2>'
    return f'<section aria-labelledby="school">{heading}\n<ul>\n{points}\n</ul></section>'


def _learner(preview: Preview, told: Told, *, whole: bool) -> str:
    if not told.tasks:
        return ""
    shown = told.tasks if whole else _a_few(told.tasks)
    folder = told.job.folder
    home = f'<a href="{text(quoted(preview.address(folder, "school")))}">{name(told.name)}</a>'
    points = "\n".join(_line(preview, folder, one) for one in shown)
    more = ""
    if len(shown) < len(told.tasks):
        more = f'\n<p><a href="{STAFF}?learner={text(quote(folder, safe=""))}">More for {name(told.name)}</a></p>'
    return f"<h3>{home}</h3>\n<ul>\n{points}\n</ul>{more}"


def _a_few(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Some of each subject rather than all of the first."""
    if len(tasks) <= _SHOWN + 1:
        return tasks
    turn: dict[str, int] = {}
    ranked = []
    for one in tasks:
        turn[one.subject] = turn.get(one.subject, 0) + 1
        ranked.append((turn[one.subject], one))
    chosen = {one for _, one in sorted(ranked, key=lambda pair: (pair[0], pair[1].sort_key))[:_SHOWN]}
    return tuple(one for one in tasks if one in chosen)


def _line(preview: Preview, folder: str, task: Task) -> str:
    page = preview.page_of(folder, task.at.path)
    link = f' · <a href="{text(quoted(page))}">See the page</a>' if page else ""
    return (
        f'<li><p class="subject">{text(task.subject)}</p><p class="found">{text(task.found)}</p>'
        f'<p class="action">{text(task.action)}</p>{_place(preview, task.at, link)}</li>'
    )


def _place(preview: Preview, at: Position, link: str = "") -> str:
    line = f", line {at.line}" if at.line else ""
    editor = editor_address(preview.place_on_disk(at.path), at)
    return f'<p class="place">{name(at.path)}{line} · <a href="{text(editor)}">Open in VS Code</a>{link}</p>'


def editor_address(place: Path, at: Position) -> str:
    """The address that makes VS Code open a file at a line, where it is installed."""
    path = quote(place.as_posix().lstrip("/"), safe="/:")
    line = f":{at.line}:{max(at.column, 1)}" if at.line else ""
    return f"vscode://file/{path}{line}"
