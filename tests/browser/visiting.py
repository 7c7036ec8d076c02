"""Visits to pages opened from disk: what axe finds on them, and what they say and ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self, TypeAlias

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Error, Page, Request

Scheme: TypeAlias = Literal["light", "dark"]

LOOKS: tuple[tuple[int, Scheme], ...] = ((320, "light"), (1280, "dark"), (320, "dark"), (1280, "light"))
"""Narrow and wide in pixels, by day and by night."""

STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADVICE = (*STANDARDS, "best-practice")

# Told of what passes, axe takes twice as long. What it loads of its own would be told on the console as the page's,
# and is for one rule alone: that nothing starts to play by itself.
_EXAMINE = """tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false}).then(({violations}) => [
    ...violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id}: ${target} ${failureSummary}`)),
    ...[...document.querySelectorAll('[autoplay]')].map(one => `plays by itself: ${one.outerHTML}`)])"""


def faults(page: Page, tags: tuple[str, ...] = STANDARDS) -> list[str]:
    """All that axe finds, each in a line."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(_EXAMINE, list(tags)))


def overflow_px(page: Page) -> int:
    """How far the page scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


class Visit:
    """A page in a window that visits share, and what it said and asked for. A window of its own costs a second."""

    def __init__(self, window: Page, file: Path | None = None, width_px: int = 1280, scheme: Scheme = "light") -> None:
        self.page = window
        self.said: list[str] = []
        self.asked: list[str] = []
        window.on("console", self._console)
        window.on("pageerror", self._error)
        window.on("request", self._request)
        window.on("requestfailed", self._failed)
        window.mouse.move(0, 0)
        window.emulate_media(
            media="null", color_scheme=scheme, reduced_motion="no-preference", forced_colors="none", contrast="null"
        )
        window.set_viewport_size({"width": width_px, "height": 800})
        if file:
            window.goto(file.as_uri(), wait_until="load")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.page.remove_listener("console", self._console)
        self.page.remove_listener("pageerror", self._error)
        self.page.remove_listener("request", self._request)
        self.page.remove_listener("requestfailed", self._failed)
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")

    def look(self, width_px: int, scheme: Scheme) -> None:
        """Turn the window narrow or wide, and day into night."""
        self.page.set_viewport_size({"width": width_px, "height": 800})
        self.page.emulate_media(color_scheme=scheme)

    def faults(self) -> list[str]:
        """All that axe finds, good advice too, each in a line."""
        return faults(self.page, ADVICE)

    def overflow_px(self) -> int:
        """How far the page scrolls sideways."""
        return overflow_px(self.page)

    @property
    def strangers(self) -> list[str]:
        """What the page asked for that is not on this disk."""
        return [one for one in self.asked if not one.startswith(("file://", "data:"))]

    def _console(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _error(self, error: Error) -> None:
        self.said.append(str(error))

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _failed(self, request: Request) -> None:
        # What had not come yet when the window went on to the next page was no page's fault.
        if request.failure != "net::ERR_ABORTED":
            self.said.append(f"failed: {request.url}")
