"""Diagnostics for other programs: JSON, SARIF (code scanning, editors) and GitHub's log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from portfoliogen import __version__
from portfoliogen.diagnostics import Severity
from portfoliogen.showing import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from portfoliogen.diagnostics import Diagnostic, Rule

JSON_VERSION = 1
"""Raised when a field goes or changes its meaning; new fields may come without."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_fields(one: Diagnostic) -> dict[str, str | int]:
    """Give a problem as plain fields."""
    return {
        "code": one.code,
        "slug": one.slug,
        "severity": str(one.severity),
        "path": one.at.path,
        "line": one.at.line,
        "column": one.at.column,
        "message": one.message,
        "hint": one.hint,
        "excerpt": one.excerpt,
    }


def count_by_severity(diagnostics: Iterable[Diagnostic]) -> dict[str, int]:
    """Count errors, warnings and notes, each under its own name."""
    found = [one.severity for one in diagnostics]
    return {f"{severity}s": found.count(severity) for severity in Severity}


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Print problems as one JSON object; everything outside ASCII is escaped, so it goes through any pipe."""
    document = {
        "version": JSON_VERSION,
        "tool": {"name": "portfoliogen", "version": __version__},
        "summary": count_by_severity(diagnostics),
        "diagnostics": [as_fields(one) for one in diagnostics],
    }
    return json.dumps(document, indent=2) + "\n"


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Print problems as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), paths below %SRCROOT%."""
    rules = _rules()
    codes = sorted({one.code for one in diagnostics} | rules.keys())
    number = {code: place for place, code in enumerate(codes)}
    slugs = {one.code: one.slug for one in diagnostics}
    run = {
        "tool": {
            "driver": {
                "name": "portfoliogen",
                "version": __version__,
                "rules": [_sarif_rule(code, rules.get(code), slugs.get(code, "")) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(one, number[one.code]) for one in diagnostics],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules() -> Mapping[str, Rule]:
    from portfoliogen.diagnostics.rules import ALL  # noqa: PLC0415 - every rule there is, wanted here only

    return ALL


def _sarif_rule(code: str, rule: Rule | None, slug: str) -> dict[str, object]:
    name = "".join(part.capitalize() for part in (rule.slug if rule else slug).replace("'", "").split("-"))
    if rule is None:
        return {"id": code, "name": name}
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": rule.slug.replace("-", " ").capitalize()},
        "fullDescription": {"text": rule.because},
        "help": {"text": rule.otherwise or rule.hint},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _sarif_result(one: Diagnostic, rule_number: int) -> dict[str, object]:
    text = visible(f"{one.message}\n{one.hint}" if one.hint else one.message).replace("<U+000A>", "\n")
    result: dict[str, object] = {
        "ruleId": one.code,
        "ruleIndex": rule_number,
        "level": str(one.severity),
        "message": {"text": text},
    }
    if one.at.path:
        uri = quote(one.at.path.encode("utf-8", "surrogatepass"))
        place: dict[str, object] = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
        if one.at.line:
            region: dict[str, object] = {"startLine": one.at.line}
            if one.at.column:
                region["startColumn"] = one.at.column
            if one.excerpt:
                region["snippet"] = {"text": visible(one.excerpt)}
            place["region"] = region
        result["locations"] = [{"physicalLocation": place}]
    return result


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Print problems as GitHub workflow commands, which show at the lines of a pull request."""
    return "".join(_github_line(one) for one in diagnostics)


def _github_line(one: Diagnostic) -> str:
    fields = {"file": one.at.path, "line": one.at.line, "col": one.at.column}
    told = [f"{key}={_property(str(value))}" for key, value in fields.items() if value]
    told.append(f"title={_property(f'{one.code} {one.slug}')}")
    text = "\n".join(visible(part) for part in (one.message, one.hint) if part)
    return f"::{_GITHUB_COMMANDS[one.severity]} {','.join(told)}::{_value(text)}\n"


def _value(text: str) -> str:
    # github.com/actions/toolkit, packages/core/src/command.ts: escapeData
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # escapeProperty, ibid.
    return _value(visible(text)).replace(":", "%3A").replace(",", "%2C")
