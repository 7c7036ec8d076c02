"""Diagnostics, printed: for people (text, html) and for other programs (json, sarif, github)."""

from portfoliogen.diagnostics.formats.machines import as_github, as_json, as_sarif
from portfoliogen.diagnostics.formats.page import as_html
from portfoliogen.diagnostics.formats.terminal import as_text, summary_line, visible

__all__ = ["as_github", "as_html", "as_json", "as_sarif", "as_text", "summary_line", "visible"]
