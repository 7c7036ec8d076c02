"""PG5: links, media named in texts, and highlights."""

from portfoliogen.diagnostics import Rule, Severity

MEDIA_NOT_FOUND = Rule(
    "PG501",
    "media-not-found",
    Severity.ERROR,
    message="There is no file “{name}” here, so a gap is shown in its place.",
    hint="Did you mean “{nearest}”?",
    otherwise="Put the file beside this text, or take the line out.",
    because="A reader sees that something was meant to be there.",
)
MEDIA_ELSEWHERE = Rule(
    "PG502",
    "media-found-elsewhere",
    Severity.NOTE,
    message="“{name}” is not beside this text; “{found}” was used.",
    hint="Nothing needs doing; to be sure, write “{found}”.",
    because="A name that is looked up may be found in the wrong place one day.",
)
MEDIA_AMBIGUOUS = Rule(
    "PG503",
    "media-ambiguous",
    Severity.ERROR,
    message="“{name}” could be {count} different files: {choices}.",
    hint="Write the folder too, as in “{example}”.",
    because="Showing the wrong picture is worse than showing none.",
)
REMOTE_MEDIA = Rule(
    "PG504",
    "remote-media",
    Severity.WARNING,
    message="“{host}” keeps this picture or film; it is shown as a link only.",
    hint="Download it and put it beside this text.",
    because="Loading it would tell another company who reads the profile, and one day it will be gone.",
)
LINK_NOT_FOUND = Rule(
    "PG505",
    "link-not-found",
    Severity.WARNING,
    message="“{name}” leads nowhere, so it is shown as plain text.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the file name of another entry, or a web address that begins with https://.",
    because="A link that fails costs a reader's trust.",
)
LINK_REFUSED = Rule(
    "PG506",
    "link-refused",
    Severity.WARNING,
    message="A link that begins with “{scheme}:” is not safe, so it is shown as plain text.",
    hint="Use a web address that begins with https://.",
    because="Such links can run programs on a reader's device.",
)
HIGHLIGHT_UNKNOWN = Rule(
    "PG507",
    "highlight-unknown",
    Severity.WARNING,
    message="There is no entry “{name}” to highlight.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the title of an entry, or its file name.",
    because="The home page has room for six; a place left empty is a pity.",
)
TOO_MANY_HIGHLIGHTS = Rule(
    "PG508",
    "too-many-highlights",
    Severity.WARNING,
    message="{count} highlights are chosen and {limit} are shown: {shown}.",
    hint="Put the best {limit} first.",
    because="A reader has two minutes; what is everywhere is nowhere.",
)
ENTRY_UNKNOWN = Rule(
    "PG509",
    "entry-unknown",
    Severity.WARNING,
    message="“{field}” names “{name}”, and there is no such entry.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the title of the entry, or its file name.",
    because="Entries that belong together are shown together only when they find each other.",
)
GOAL_UNKNOWN = Rule(
    "PG510",
    "goal-unknown",
    Severity.WARNING,
    message="“{name}” is not one of the goals.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the goal's title as it stands in goals.md.",
    because="A goal shows its entries only when they find each other.",
)
BRIEF_UNKNOWN = Rule(
    "PG511",
    "brief-unknown",
    Severity.WARNING,
    message="“{name}” is not one of the school's briefs.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the name of a file in briefs/, without its ending.",
    because="The page shows what was looked for only when it finds the brief.",
)
ENTRY_AMBIGUOUS = Rule(
    "PG512",
    "entry-ambiguous",
    Severity.WARNING,
    message="“{name}” could be {count} different entries.",
    hint="Write the file name with its folder.",
    because="Linking to the wrong entry is worse than to none.",
)
PLACE_UNCLEAR = Rule(
    "PG515",
    "place-unclear",
    Severity.WARNING,
    message="“{found}” is no place in this file, so the link leads to its beginning.",
    hint="Write a time as in “talk.mp4#2:10”, or a page as in “report.pdf#page=4”.",
    because="Whoever looks for proof should not have to search for it.",
)
ITEMS_UNMAPPED = Rule(
    "PG516",
    "items-without-entry",
    Severity.NOTE,
    message="No entry stands yet for {items} in the annex “{name}”; nobody but you is told.",
    hint="Write “evidence: {{{example}: file.mp4#2:10}}” in an entry that shows it.",
    because="What is still open in a mapping is for the learner to know, not for the reader.",
)
QUESTION_UNKNOWN = Rule(
    "PG517",
    "question-unknown",
    Severity.WARNING,
    message="“{found}” is not one of the questions of this application, so what stands under it is left out.",
    hint="Begin the heading with the number of the question: {choices}.",
    because="An answer under the wrong question helps nobody.",
)
EMBED_NOTE = Rule(
    "PG514",
    "note-embedded",
    Severity.NOTE,
    message="“{name}” is another entry; a link to it is shown in its place.",
    hint="Nothing needs doing.",
    because="Each entry has a page of its own.",
)
