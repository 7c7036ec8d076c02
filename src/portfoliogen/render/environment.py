"""Jinja as templates of this program need it: always escaping, strict, over layers of themes, and quick."""

from __future__ import annotations

import re
from types import CodeType, MethodType
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

    from portfoliogen.theme import Theme

_BELOW = re.compile(r"!(\d+):(.+)")


def _escape(value: object) -> Markup:
    # Jinja's own copies what is HTML already; with hundreds of calls on a page that is a third of the time.
    return value if type(value) is Markup else escape(value)


class _Context(Context):
    """Calls the pen's methods directly; Jinja asks each callable four times what it wants to be given."""

    def call(self, obj: Callable[..., object], *args: object, **kwargs: object) -> object:
        if type(obj) is not MethodType:
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class ThemeEnvironment(Environment):
    """Jinja over a theme's layers; `!name` is the template of that name in the layers below the asker's."""

    context_class = _Context

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=FunctionLoader(self._source),
            auto_reload=False,
            cache_size=-1,
        )
        self.theme = theme
        self.escape = _escape

    def join_path(self, template: str, parent: str) -> str:
        """Resolve `!name` for the template that asks for it."""
        if not template.startswith("!"):
            return template
        asker, lowest = _split(parent)
        found = self.theme.template(asker, lowest)
        return f"!{found[0] + 1 if found else 0}:{template[1:]}"

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """Give a template the environment's globals as they are."""
        # No template has globals of its own, and copying Jinja's chain of two for each page is slow.
        return {**self.globals, **d} if d else self.globals

    def _compile(self, source: str, filename: str) -> CodeType:
        # Jinja's hook for compiling: the last line takes the place of the `escape` imported in the first.
        return compile(f"{source}\nescape = environment.escape\n", filename, "exec")

    def _source(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        plain, lowest = _split(name)
        found = self.theme.template(plain, lowest)
        if found is None:
            return None
        layer, source = found
        return source, f"{self.theme.layers[layer].where}/templates/{plain}", lambda: True


def _split(name: str) -> tuple[str, int]:
    match = _BELOW.fullmatch(name)
    return (match[2], int(match[1])) if match else (name, 0)
