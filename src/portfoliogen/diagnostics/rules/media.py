"""PG4: pictures, film, sound and documents."""

from portfoliogen.diagnostics import Rule, Severity

MEDIA_UNREADABLE = Rule(
    "PG401",
    "media-unreadable",
    Severity.ERROR,
    message="“{name}” cannot be shown: {reason}.",
    hint="Open it on your device to see whether it is whole, then save it again and build once more.",
    because="A page with a broken picture tells a reader that nobody looked.",
)
MEDIA_ELSEWHERE = Rule(
    "PG402",
    "media-elsewhere",
    Severity.ERROR,
    message="“{name}” is not the file itself, only {what}.",
    hint="{cure}",
    because="A pointer opens for the person who owns it, on that device, and for nobody else.",
)
MEDIA_EMPTY = Rule(
    "PG403",
    "media-empty",
    Severity.ERROR,
    message="“{name}” is empty: {reason}.",
    hint="Copy or save it again, and wait until the copying has ended.",
    because="A file with nothing in it is no evidence.",
)
PICTURE_FORMAT_REFUSED = Rule(
    "PG404",
    "picture-format-refused",
    Severity.ERROR,
    message="“{name}” is {what}, which is not opened here.",
    hint="Open it in the program that made it and export it as {better}.",
    because="Rarely used formats are where broken and hostile files do harm, and browsers cannot show most of them.",
)
NOT_EVIDENCE = Rule(
    "PG405",
    "not-evidence",
    Severity.ERROR,
    message="“{name}” is {what}, and such a file is never put on a page.",
    hint="{cure}",
    because="What could run on a reader's computer has no place in a profile.",
)
MEDIA_TRUNCATED = Rule(
    "PG406",
    "media-truncated",
    Severity.WARNING,
    message="The end of “{name}” is missing, so only a part of it is shown.",
    hint="Copy it again from the phone or camera, and wait until the copying has ended.",
    because="A half-copied photo may miss what it was taken for.",
)
PICTURE_TOO_LARGE = Rule(
    "PG407",
    "picture-too-large",
    Severity.ERROR,
    message="“{name}” has {megapixels} million pixels; at most {limit} million can be made ready.",
    hint="Open it in a photo app, make it smaller, and save it as a new file.",
    because="A picture that opens to gigabytes can stop a computer, and some are made to.",
)
EXTRA_MISSING = Rule(
    "PG408",
    "extra-missing",
    Severity.ERROR,
    message="“{name}” is left out: this computer lacks the part that makes {what} ready.",
    hint="Type: pip install {packages}",
    because="Film, iPhone photos and PDFs need larger libraries than most schools want for a first try.",
)
MEDIA_TOO_HEAVY = Rule(
    "PG409",
    "media-too-heavy",
    Severity.ERROR,
    message="“{name}” is left out: making it ready {reason}.",
    hint="Save it again in an ordinary format and a smaller size, or split it into parts.",
    because="One file must not stop the build of a whole school.",
)
MEDIA_NOT_CLEANED = Rule(
    "PG410",
    "media-not-cleaned",
    Severity.ERROR,
    message="“{name}” is left out: {reason}.",
    hint="{cure}",
    because="Files carry names, places and comments that nobody sees; what cannot be cleaned is not published.",
)
MEDIA_OVER_HOST_LIMIT = Rule(
    "PG411",
    "media-over-host-limit",
    Severity.WARNING,
    message="“{name}” is {megabytes} MB even when made smaller; GitHub Pages takes no file over {limit} MB.",
    hint="Cut the film to the minutes that matter, or split it into two files.",
    because="One file that is too large stops the whole site from being published.",
)
MEDIA_LOCKED = Rule(
    "PG412",
    "media-locked",
    Severity.ERROR,
    message="“{name}” is locked with a password.",
    hint="Save a copy without a password, and put that copy here.",
    because="Nobody could open it on the page, and it cannot be cleaned.",
)
ANIMATION_STILLED = Rule(
    "PG413",
    "animation-stilled",
    Severity.NOTE,
    message="“{name}” is a long or large animation; it is shown as a still picture.",
    hint="Save it as a film (MP4), or keep it under {seconds} seconds and {width_px} pixels wide.",
    because="Long animated pictures weigh many times what a film does.",
)
DOCUMENT_PARTS_LEFT_OUT = Rule(
    "PG414",
    "document-parts-left-out",
    Severity.NOTE,
    message="These parts of “{name}” are left out of the copy on the page: {parts}.",
    hint="If a reader needs them, save the document as a PDF and put that here.",
    because="Parts that cannot be cleaned could carry names, places or programs.",
)
CAPTIONS_UNREADABLE = Rule(
    "PG415",
    "captions-unreadable",
    Severity.ERROR,
    message="No captions were found in “{name}”: {reason}.",
    hint="A caption file has a time line such as “00:00:01.000 --> 00:00:04.000” and below it what is said.",
    because="Captions are how many readers hear a film.",
)
CAPTION_SKIPPED = Rule(
    "PG416",
    "caption-skipped",
    Severity.WARNING,
    message="The time “{found}” is not understood, so this caption is left out.",
    hint="Write it as 00:00:01.000 --> 00:00:04.000, with the end later than the start.",
    because="A caption without a time cannot be shown at the right moment.",
)
LIVE_PHOTO = Rule(
    "PG417",
    "live-photo",
    Severity.NOTE,
    message="“{name}” is the moving part of the Live Photo “{picture}”; the picture alone is shown.",
    hint="If the film is meant, give it a name of its own.",
    because="A phone films a moment around each photo, with sound, and few people know that it does.",
)
