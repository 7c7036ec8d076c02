"""PG9: our own fault (PG90), and what stands in the way of writing the sites (PG95)."""

from portfoliogen.diagnostics import Rule, Severity

UNEXPECTED = Rule(
    "PG901",
    "unexpected-fault",
    Severity.ERROR,
    message="Something went wrong inside portfoliogen. This is our mistake, not yours.",
    hint="Please send “{file}” to whoever gave you portfoliogen. It names files, so look at it first.",
    because="No file should be able to stop the program; where one does, the program is to be mended.",
)
LEARNER_NOT_BUILT = Rule(
    "PG902",
    "learner-not-built",
    Severity.ERROR,
    message="“{name}” could not be built, by a fault of portfoliogen ({reason}).",
    hint="Everybody else was built, and an earlier profile stays as it was. Please report this.",
    because="A fault that meets one learner must not stop another's profile, nor be passed over.",
)
FOLDER_NOT_OURS = Rule(
    "PG951",
    "folder-not-ours",
    Severity.ERROR,
    message="“{name}” in the output was not made by portfoliogen, so this profile was not written.",
    hint="Move it away, or delete it if nobody needs it, and build again.",
    because="What somebody else put into the output folder is never overwritten.",
)
FILE_NOT_OURS = Rule(
    "PG952",
    "file-not-ours",
    Severity.ERROR,
    message="“{name}” in the output was not made by portfoliogen, so it was left as it is.",
    hint="Move that file away, or delete it if nobody needs it, and build again.",
    because="What somebody else put into the output folder is never overwritten.",
)
FILE_IN_THE_WAY = Rule(
    "PG953",
    "file-in-the-way",
    Severity.ERROR,
    message="Somebody put “{name}” into “{folder}”, where the profile needs that name; it stays as it was.",
    hint="Move that file away, or delete it if nobody needs it, and build again.",
    because="What somebody else put into the output folder is never overwritten.",
)
FOREIGN_FILE_STAYS = Rule(
    "PG954",
    "file-put-into-profile",
    Severity.WARNING,
    message="Somebody put “{name}” into “{folder}”; it was left there and is published with the profile.",
    hint="Delete it if it should not be seen. To publish it, put it into the learner's folder instead.",
    because="A file that was put into a site by hand passes no check of consent.",
)
KEPT_ASIDE = Rule(
    "PG955",
    "file-set-aside",
    Severity.WARNING,
    message="A file was put into a profile while that was being replaced; it is now “{name}” in the output.",
    hint="Take it from there if you need it, then delete it.",
    because="Nothing that somebody else made is ever deleted, not even by accident.",
)
RECORD_DAMAGED = Rule(
    "PG956",
    "record-damaged",
    Severity.ERROR,
    message="What an earlier build noted about “{name}” cannot be read, so that profile was left as it is.",
    hint="Delete the folder “{name}” in the output and build again.",
    because="Without that note nobody can tell which files are the program's and may be removed.",
)
