"""PG6: who sees it."""

from portfoliogen.diagnostics import Rule, Severity

PRIVATE_SINCE_UNSURE = Rule(
    "PG601", "private-since-unsure", Severity.WARNING,
    message="“{name}” is kept private until the problem above is mended.",
    hint="Mend it, and build again.",
    because="When it is not clear who may see a thing, nobody is shown it.",
)
