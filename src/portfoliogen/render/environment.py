"""Jinja as templates of this program need it: always escaping, strict, over layers of themes, and quick."""

from __future__ import annotations

import hashlib
import sys
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Getattr, Name
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from portfoliogen import cache
from portfoliogen.patterns import pattern

try:
    from markupsafe import _escape_inner as _escape_text  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - a version with another name for it
    _escape_text = escape

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from types import CodeType

    from jinja2 import nodes
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame

    from portfoliogen.theme import Theme

_BELOW = pattern(r"!(\d+):(.+)")


def _escape(value: object) -> str:
    # Jinja's own copies what is HTML already, and makes an object of every text that goes straight into a
    # page; with hundreds of calls on a page that is half of the time.
    if type(value) is Markup:
        return value
    return str(_escape_text(value)) if type(value) is str else escape(value)


class _Direct(CodeGenerator):
    """Writes `url(card.path)` as just that.

    Jinja's own asks each callable four times what it wants to be given, and nothing that a template can call
    here asks for a context; and it has a way round for each field that is not there, and pages ask for fields
    by the hundred. A page that needs that way is drawn again in an environment without this.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write one call; those with anything out of the ordinary as Jinja does."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write one field; those of lists of settings, which are dictionaries, as Jinja does."""
        of, name = node.node, node.attr
        plain = isinstance(of, (Name, Getattr)) and name.isascii() and not iskeyword(name)
        if not plain or (isinstance(of, Name) and isinstance(self.environment.globals.get(of.name), dict)):
            super().visit_Getattr(node, frame)
            return
        self.visit(of, frame)
        self.write(f".{name}")


class _QuickMacro(Macro):
    """A macro that is called with what it asks for, as nearly all are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as the library's own, whatever that takes
        super().__init__(*args, **kwargs)
        self._plain = self._default_autoescape and not (self.caller or self.catch_kwargs or self.catch_varargs)

    def __call__(self, *args: object, **kwargs: object) -> str:
        missed = self.arguments[len(args) :]
        if not self._plain or len(args) > self._argument_count or (kwargs and not kwargs.keys() <= {*missed}):
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *[kwargs.get(name, missing) for name in missed]))  # noqa: S704 - escaped within


class _Compiled(BytecodeCache):
    """Compiled templates; to compile those of a profile takes 0.2 s a worker, a third of a small class's build.

    Those that come with the program are kept beside it, as Python does with modules; those of schools in the
    user's cache folder. `cache` sees to it that only what this user and this very program wrote is read.
    """

    def __init__(self, theme: Theme) -> None:
        beside = cache.beside_program() if all(layer.packaged for layer in theme.layers) else None
        self._ours = beside is not None
        self._folder = beside or cache.template_folder()
        if not self._ours:
            cache.mark_used(self._folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find a template that was compiled before."""
        data = cache.load(self._file(bucket))
        if isinstance(data, bytes):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled just now."""
        cache.save(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        if self._ours:
            return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.html"
        # By the text as well: schools change templates of the same name, each in its own way.
        return self._folder / hashlib.sha256(f"{bucket.key} {bucket.checksum}".encode()).hexdigest()[:32]


class ThemeEnvironment(Environment):
    """Jinja over a theme's layers; `!name` is the template of that name in the layers below the asker's.

    Args:
        quick: Compile what templates ask for to plain Python, which raises AttributeError where a field is not
            there; without it that is undefined, as templates that test for it expect.
    """

    def __init__(self, theme: Theme, *, quick: bool = True) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            loader=FunctionLoader(self._source),
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_Compiled(theme) if quick else None,
        )
        self.code_generator_class = _Direct if quick else CodeGenerator
        self.macro = _QuickMacro if quick else Macro
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
        # Jinja's hook for compiling: the last line takes the place of what is imported in the first.
        return compile(f"{source}\nescape, Macro = environment.escape, environment.macro\n", filename, "exec")

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
