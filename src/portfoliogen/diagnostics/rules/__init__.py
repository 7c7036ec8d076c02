"""Every kind of problem, one module for each range of codes.

PG1 files, PG2 fields, PG3 framework words, PG4 media, PG5 links and highlights, PG6 audience and consent,
PG7 endorsements, PG8 school, theme and settings, PG9 our own fault. Codes are never reused.
"""

from portfoliogen.diagnostics import Rule
from portfoliogen.diagnostics.rules import (
    audience,
    descriptions,
    endorsements,
    faults,
    fields,
    files,
    framework,
    links,
    media,
    settings,
    texts,
)

MODULES = (files, fields, texts, framework, media, descriptions, links, audience, endorsements, settings, faults)

ALL: dict[str, Rule] = {
    rule.code: rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)
}
"""Every rule by its code."""
