"""PG4: pictures, film, sound and documents."""

from portfoliogen.diagnostics import Rule, Severity

MEDIA_UNREADABLE = Rule(
    "PG401", "media-unreadable", Severity.ERROR,
    message="“{name}” cannot be shown: {reason}.",
    hint="Open it on your device to see whether it is whole, then save it again and build once more.",
    because="A page with a broken picture tells a reader that nobody looked.",
)
