"""PG2: front matter and the other ways to fill the fields of an entry."""

from portfoliogen.diagnostics import Rule, Severity

UNREADABLE_FIELDS = Rule(
    "PG201",
    "fields-unreadable",
    Severity.ERROR,
    message="The block of fields at the top cannot be read, so the entry is kept private.",
    hint="Write each field on its own line, as in “title: My entry”, between two lines of “---”.",
    because="Among the fields that cannot be read may be one that says who may see the entry.",
)
FIELD_LINE = Rule(
    "PG202",
    "field-line",
    Severity.ERROR,
    message="This line cannot be read: {reason}.",
    hint="Write it as “field: value”, for example “{example}”.",
    because="One bad line is left out; the other fields still count.",
)
COLON_IN_VALUE = Rule(
    "PG203",
    "colon-in-value",
    Severity.WARNING,
    message="There is a second colon in this line, so it is not clear where the text begins.",
    hint="Put quotes around the text after the first colon: {fixed}",
    because="Titles such as “Bridge: how we built it” are good titles; the quotes keep them whole.",
)
TAB_IN_FIELDS = Rule(
    "PG204",
    "tab-in-fields",
    Severity.WARNING,
    message="There is a tab in the block of fields.",
    hint="Use spaces in place of the tab.",
    because="YAML, in which fields are written, does not take tabs at the start of a line.",
)
INDENTED_FIELD = Rule(
    "PG250",
    "indented-field",
    Severity.WARNING,
    message="This field begins with spaces or a tab, as though it belonged to the line above.",
    hint="Take away what stands before “{field}”.",
    because="In YAML, in which fields are written, what is indented is part of the field above it.",
)
SMART_QUOTES = Rule(
    "PG205",
    "smart-quotes",
    Severity.NOTE,
    message="The value has curly quotes around it, which were taken off.",
    hint='Use straight quotes, as in “{field}: "{value}"”, or none.',
    because="Word makes quotes curly; the reader of fields only knows straight ones.",
)
LONG_FENCE = Rule(
    "PG206",
    "long-fence",
    Severity.WARNING,
    message="The block of fields is fenced with “{found}”.",
    hint="Use exactly three: “---”.",
    because="Other programs that read the file see text where fields were meant.",
)
UNCLOSED_FENCE = Rule(
    "PG207",
    "unclosed-fields",
    Severity.ERROR,
    message="The block of fields that begins here has no end.",
    hint="Put a line with “---” after the last field.",
    because="Without the end nobody can tell fields from text.",
)
REPEATED_FIELD = Rule(
    "PG208",
    "repeated-field",
    Severity.WARNING,
    message="“{field}” stands here twice; the first, in line {line}, counts.",
    hint="Keep one of the two.",
    because="Two values for one field cannot both be meant.",
)
REPEATED_VISIBILITY = Rule(
    "PG209",
    "repeated-visibility",
    Severity.ERROR,
    message="“visibility” stands here twice, so the entry is kept private.",
    hint="Keep the one that is meant.",
    because="When it is not clear who may see a thing, nobody is shown it.",
)
UNKNOWN_FIELD = Rule(
    "PG210",
    "unknown-field",
    Severity.WARNING,
    message="“{field}” is not a field that is known here, so it is not shown.",
    hint="Did you mean “{nearest}”?",
    otherwise="Delete the line, or write what it says into the text.",
    because="A field under a wrong name does nothing, and looks as if it did.",
)
WRONG_SHAPE = Rule(
    "PG211",
    "wrong-shape",
    Severity.ERROR,
    message="“{field}” should be {wanted}.",
    hint="Write it like this: {example}",
    because="A value in the wrong shape is left out, never guessed at.",
)
BAD_DATE = Rule(
    "PG212",
    "bad-date",
    Severity.ERROR,
    message="“{found}” is not a date.",
    hint="Write year, month and day, as in 2026-03-14; 2026-03 and 2026 are good too.",
    because="Without its date an entry cannot stand in its place on the timeline.",
)
NO_SUCH_DAY = Rule(
    "PG213",
    "no-such-day",
    Severity.ERROR,
    message="There is no such day as “{found}”.",
    hint="Look at a calendar: {month} has {days} days.",
    otherwise="Months go from 01 to 12, as in 2026-03-14.",
    because="A day that does not exist is left out, never moved to another.",
)
LOCAL_DATE = Rule(
    "PG214",
    "local-date",
    Severity.WARNING,
    message="“{found}” was read as {read}.",
    hint="Write it as {iso}, which everybody reads alike.",
    because="In some countries the month comes first, so such dates are read wrongly.",
)
AMBIGUOUS_DATE = Rule(
    "PG215",
    "ambiguous-date",
    Severity.WARNING,
    message="“{found}” could be two different days; it was read as {read}.",
    hint="Write it as {iso}, or as {other} if you meant that day.",
    because="Day and month can be told apart only when one of them is above twelve.",
)
FUTURE_DATE = Rule(
    "PG216",
    "future-date",
    Severity.WARNING,
    message="“{found}” lies in the future.",
    hint="Check the year.",
    because="Evidence is of what has happened; a date to come is usually a slip of a key.",
)
UNDATED = Rule(
    "PG217",
    "undated",
    Severity.WARNING,
    message="This entry has no date.",
    hint="Add “{line}” at the top, or begin the file's name with the day.",
    otherwise="Begin the folder's name with the day, as in “{example} Volcano”; loose photos go into such a folder.",
    because="A profile grows over years, and an undated entry has no place in them.",
)
ALL_UNDATED = Rule(
    "PG247",
    "all-undated",
    Severity.WARNING,
    message="Not one of the {count} entries of {name} has a date.",
    hint="Begin each file's name with its day, as in “{example} Volcano.md”, or add “date: {example}” at the top.",
    because="A profile grows over years, and an undated entry has no place in them.",
)
DATE_RANGE = Rule(
    "PG218",
    "date-range",
    Severity.ERROR,
    message="The range “{found}” ends before it begins.",
    hint="Write the earlier day first.",
    because="The two days are probably the wrong way round.",
)
BAD_VISIBILITY = Rule(
    "PG219",
    "unknown-visibility",
    Severity.ERROR,
    message="“{found}” is not a visibility, so this is kept private.",
    hint="Did you mean “{nearest}”?",
    otherwise="Choose private, school or public.",
    because="When it is not clear who may see a thing, nobody is shown it.",
)
BAD_NUMBER = Rule(
    "PG220",
    "bad-number",
    Severity.ERROR,
    message="“{found}” is not a number that fits “{field}”.",
    hint="Write a plain number, as in “{field}: {example}”.",
    because="A value that cannot be read is left out, never guessed at.",
)
BAD_YES_NO = Rule(
    "PG221",
    "bad-yes-no",
    Severity.ERROR,
    message="“{found}” is neither yes nor no.",
    hint="Write “{field}: yes” or “{field}: no”.",
    because="A value that cannot be read is left out, never guessed at.",
)
ENDORSED_BY_LEARNER = Rule(
    "PG222",
    "endorsed-by-learner",
    Severity.WARNING,
    message="“{field}” cannot be said by the learner, so it is not shown.",
    hint="Ask the adult to confirm the entry; only staff can record that.",
    because="A confirmation counts because the person who gives it is not the one who gets it.",
)
NO_STRAND = Rule(
    "PG223",
    "no-strand",
    Severity.WARNING,
    message="This entry is in no strand.",
    hint="Add a line such as “{line}” at the top, or a hashtag such as #{example}.",
    otherwise="It has no text yet: put a file index.md with a line such as “strands: {example}” into its folder "
    "(loose photos need a folder of their own first), or let staff say it in entries.csv.",
    because="It stands on no strand page, so a reader who looks there misses it.",
)
ALL_IN_NO_STRAND = Rule(
    "PG248",
    "no-strands-anywhere",
    Severity.WARNING,
    message="Not one of the {count} entries of {name} is in a strand.",
    hint="Begin with one: add a line such as “strands: {example}” at the top, or a hashtag such as #{example}.",
    because="Strand pages show that a learner is more than one subject; without them a profile is a list.",
)
NO_HOW = Rule(
    "PG224",
    "no-how",
    Severity.NOTE,
    message="“{skill}” is named without a sentence on how this shows it.",
    hint="Add one, as in “{key}: I listened to both sides before I spoke.”",
    because="The sentence is what makes a reader believe it.",
)
NO_HOW_ANYWHERE = Rule(
    "PG249",
    "no-how-anywhere",
    Severity.NOTE,
    message="{name} names skills in {count} entries, and in none of them a sentence on how it shows one.",
    hint="Begin with one, as in “{key}: I listened to both sides before I spoke.”",
    because="The sentence is what makes a reader believe it.",
)
REPEATED_TITLE = Rule(
    "PG226",
    "repeated-title",
    Severity.NOTE,
    message="Another entry has the same title: {other}.",
    hint="That is fine; a more exact title helps readers to tell them apart.",
    because="Two lines that read alike in a list make a reader open both.",
)
STATEMENT_INCOMPLETE = Rule(
    "PG228",
    "statement-incomplete",
    Severity.ERROR,
    message="This statement on {element} lacks {missing}, so it is not shown.",
    hint="Add {missing}: a statement says how far, by whom and when.",
    because="A statement without a name and a day cannot be checked by anybody.",
)
AWARD_INCOMPLETE = Rule(
    "PG229",
    "award-incomplete",
    Severity.ERROR,
    message="“{name}” is said to be awarded without {missing}, so it is shown as not yet awarded.",
    hint="Add {missing}, or write “status: working-towards”.",
    because="An award is given by a body on a day; without both it is only a hope.",
)
GOAL_WITHOUT_ENTRY = Rule(
    "PG230",
    "goal-without-entry",
    Severity.ERROR,
    message="The goal “{goal}” is said to be met, and no entry shows it, so it stays open.",
    hint="Name an entry that shows it, as in “Entries: {example}”.",
    because="A goal is met when there is something to look at.",
)
UNKNOWN_CHOICE = Rule(
    "PG237",
    "unknown-choice",
    Severity.ERROR,
    message="“{found}” is not one of the words for “{field}”.",
    hint="Did you mean “{nearest}”?",
    otherwise="Choose one of: {choices}.",
    because="A value that is not known is left out, never guessed at.",
)
BAD_LANGUAGE = Rule(
    "PG238",
    "bad-language",
    Severity.WARNING,
    message="“{found}” is not a code of a language.",
    hint="Write two letters, such as en, cy, ar or pl.",
    because="Screen readers choose their voice by it.",
)
STAFF_TAG_UNKNOWN_ENTRY = Rule(
    "PG240",
    "staff-tag-unknown-entry",
    Severity.WARNING,
    message="entries.csv names “{entry}”, and there is no such entry.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the path of the entry's file or folder, as in “9B/Amara Okafor/Volcano.md”.",
    because="A tag for an entry that is not there does nothing.",
)
DUPLICATE_ID = Rule(
    "PG242",
    "repeated-id",
    Severity.WARNING,
    message="Two entries have the id “{id}”; this one is {other}.",
    hint="Give one of them another id.",
    because="An id is an address, and two pages cannot live at one address.",
)
HOURS_TWICE = Rule(
    "PG243",
    "hours-differ",
    Severity.NOTE,
    message="The hours of the stages come to {sum}, and “hours” says {hours}; the sum is shown.",
    hint="Delete “hours”, or mend the stages.",
    because="A reader who adds them up should come to the same number.",
)
