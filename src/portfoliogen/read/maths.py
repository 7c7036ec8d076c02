"""Formulas to MathML when the page is built, so that no script has to run to read one."""

from __future__ import annotations

from functools import lru_cache
from html import escape

MAX_LENGTH = 2_000


@lru_cache(maxsize=512)
def formula(latex: str, *, block: bool) -> str:
    """LaTeX as MathML; as its source in a `code` element where it is not understood.

    The result still passes the sanitiser with the rest of the text.
    """
    import latex2mathml.converter  # noqa: PLC0415 - most entries hold no formula

    text = latex.strip()
    if not text or len(text) > MAX_LENGTH:
        return f'<code class="maths-source">{escape(latex)}</code>'
    try:
        mathml: str = latex2mathml.converter.convert(text, display="block" if block else "inline")
    except Exception:  # noqa: BLE001 - the library raises whatever it meets; the source is shown instead
        return f'<code class="maths-source">{escape(latex)}</code>'
    return f'<div class="maths">{mathml}</div>' if block else mathml
