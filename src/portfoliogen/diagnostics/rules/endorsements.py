"""PG7: what adults vouch for."""

from portfoliogen.diagnostics import Rule, Severity

ENDORSEMENTS_UNREADABLE = Rule(
    "PG701",
    "endorsements-unreadable",
    Severity.ERROR,
    message="“{name}” cannot be read: {reason}.",
    hint="Mend this line; until then nothing in the file is shown.",
    because="What an adult said is shown as they said it, or not at all.",
)
STATEMENT_INCOMPLETE = Rule(
    "PG702",
    "endorsement-incomplete",
    Severity.ERROR,
    message="This statement does not say {missing}, so it is not shown.",
    hint="Add a line such as “{example}”.",
    because="A statement counts when a reader can see who made it, when, and how far it goes.",
)
UNKNOWN_STATEMENT_FIELD = Rule(
    "PG703",
    "unknown-statement-field",
    Severity.WARNING,
    message="“{found}” is not a field of a statement.",
    hint="Did you mean “{nearest}”?",
    otherwise="The fields are: {choices}.",
    because="A field under a wrong name does nothing, and looks as if it did.",
)
UNKNOWN_ADULT = Rule(
    "PG704",
    "unknown-adult",
    Severity.ERROR,
    message="“{found}” is not in people.yml, so this statement is not shown.",
    hint="Did you mean “{nearest}”?",
    otherwise="Add a line to people.yml, such as “{found}: {{role: coach, organisation: Harbour Rowing}}”.",
    because="A reader must be able to trust that the school knows who is speaking.",
)
ENDORSED_ENTRY_MISSING = Rule(
    "PG705",
    "endorsed-entry-missing",
    Severity.WARNING,
    message="There is no entry “{entry}” any more, so what {people} said of it is shown nowhere.",
    hint="If it is “{nearest}” now, show it to them again with “portfoliogen endorse”. Otherwise delete this file.",
    otherwise="Ask {learner} whether it was moved or deleted. If nobody needs it, delete this file.",
    because="Somebody took the trouble to look at it.",
)
CHANGED_SINCE = Rule(
    "PG706",
    "changed-since",
    Severity.WARNING,
    message="“{title}” has changed since it was {level} by {name} on {date}: {changes}.",
    hint="Until they see it again, its page says that it has changed. Show it to them, then type: "
    "portfoliogen endorse {entry}",
    because="An adult stands behind what they saw, not behind what came later.",
)
DATE_TO_COME = Rule(
    "PG707",
    "statement-to-come",
    Severity.ERROR,
    message="“{found}” is still to come, so this statement is not shown.",
    hint="Write the day on which they looked at the entry.",
    because="Nobody can have seen today what is dated tomorrow.",
)
UNKNOWN_LEVEL = Rule(
    "PG708",
    "unknown-level",
    Severity.ERROR,
    message="“{found}” is not a level, so this statement is not shown.",
    hint="Did you mean “{nearest}”?",
    otherwise="Choose seen, confirmed or validated.",
    because="The levels are words that readers can rely on.",
)
NOT_OUTSIDE = Rule(
    "PG709",
    "validated-inside",
    Severity.WARNING,
    message="“{name}” has no organisation outside the school, so this is shown as confirmed.",
    hint="Write “level: confirmed”, or add their organisation to people.yml.",
    because="Validated means that somebody outside the school stands behind it.",
)
NO_HASH = Rule(
    "PG710",
    "statement-without-hash",
    Severity.ERROR,
    message="This statement does not say which version of the entry it is about, so it is not shown.",
    hint="Record it with “portfoliogen endorse”, which adds the line “hash:”.",
    because="Without it, nobody could tell whether the work was changed afterwards.",
)
STATEMENT_VALUE = Rule(
    "PG711",
    "statement-value",
    Severity.ERROR,
    message="“{found}” does not fit “{field}”.",
    hint="{help}",
    because="A value that is half understood could say something that nobody meant.",
)
UNKNOWN_STATEMENT = Rule(
    "PG712",
    "unknown-statement",
    Severity.WARNING,
    message="There is no statement “{found}” in this file that could be {done}.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the id of a statement above this one.",
    because="A statement that was to be taken back would go on being shown.",
)
REPEATED_STATEMENT = Rule(
    "PG713",
    "repeated-statement",
    Severity.ERROR,
    message="The id “{id}” stands twice in this file; only the first statement counts.",
    hint="Give the second one another id.",
    because="A statement is taken back by its id.",
)
STRAY_FILE = Rule(
    "PG714",
    "stray-in-endorsements",
    Severity.WARNING,
    message="“{name}” is not a file of endorsements and was passed over: {reason}.",
    hint="{help}",
    because="Somebody may believe that it counts.",
)
WORDS_KEPT = Rule(
    "PG715",
    "statement-kept-in-school",
    Severity.NOTE,
    message="What the {role} said of “{title}” names somebody who may not be named in public; "
    "only the level is shown there.",
    hint="To show the words as well, ask for a statement without the name, or for consent.",
    because="A name in a statement is published like any other.",
)
LEARNER_UNCLEAR = Rule(
    "PG716",
    "endorsed-learner-unclear",
    Severity.ERROR,
    message="“{found}” is {reason}, so nothing in this file is shown.",
    hint="Did you mean “{nearest}”?",
    otherwise="Write the learner's folder after “learner:”, such as “9B/Amara Okafor”.",
    because="What is said of one learner must never stand with another.",
)
PARTS_DISAGREE = Rule(
    "PG717",
    "hash-and-list-disagree",
    Severity.WARNING,
    message="The list under “stood:” does not belong to this hash; the hash counts.",
    hint="Undo the change to this statement, or record it again with “portfoliogen endorse”.",
    because="One of the two was changed by hand.",
)
ADULT_LINK = Rule(
    "PG718",
    "adult-link",
    Severity.WARNING,
    message="“{found}” is not an address that a page can link to.",
    hint="Write all of it, such as “https://www.harbour-rowing.example”.",
    because="A reader follows it to see who stands behind the work.",
)
