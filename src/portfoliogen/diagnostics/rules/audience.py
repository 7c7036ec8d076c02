"""PG6: who sees it."""

from portfoliogen.diagnostics import Rule, Severity
from portfoliogen.extras import to_install

AUDIENCE_INCOMPLETE = Rule(
    "PG602",
    "audience-incomplete",
    Severity.ERROR,
    message="The audience “{name}” does not say {missing}, so nothing is made for it yet.",
    hint="Write {example}",
    because="Whoever is shown a child's work is somebody, and looks at it in order to decide something.",
)
AUDIENCE_VALUE = Rule(
    "PG603",
    "audience-value",
    Severity.ERROR,
    message="“{found}” does not fit “{field}” of the audience “{name}”; {used}.",
    hint="Did you mean “{nearest}”?",
    otherwise="It takes {choices}.",
    because="What cannot be understood about who may see a thing is taken in the narrowest way.",
)
AUDIENCE_FIELD = Rule(
    "PG604",
    "audience-field",
    Severity.WARNING,
    message="“{found}” is not something that an audience has.",
    hint="Did you mean “{nearest}”?",
    otherwise="An audience has: {choices}.",
    because="A field under a wrong name does nothing, and looks as if it did.",
)
AUDIENCE_TOO_WIDE = Rule(
    "PG605",
    "audience-wider-than-consent",
    Severity.WARNING,
    message="Nothing is made for the audience “{name}”: it is for “{wanted}”, and consent so far is for “{agreed}”.",
    hint="Ask staff; the column “publish” of roster.csv says what was agreed.",
    because="Nobody can open a profile wider than the school and the family agreed to.",
)
AUDIENCE_OVER = Rule(
    "PG606",
    "audience-over",
    Severity.NOTE,
    message="The audience “{name}” was for the time until {until}; its profiles are taken down.",
    hint="Give it a later day, or delete it.",
    because="What was shown for a decision is not shown for longer than the decision takes.",
)
OWN_NAME_HIDDEN = Rule(
    "PG607",
    "own-name-hidden",
    Severity.NOTE,
    message="The full name in this text stands as “{shown}” in public profiles.",
    hint="Write “{shown}” or “I” where you can.",
    because="The roster says how far the learner's name may be known outside the school.",
)
FORM_NEVER_PUBLIC = Rule(
    "PG616",
    "form-never-public",
    Severity.ERROR,
    message="The form “{form}” is never made in public, so nothing is made for the audience “{name}”.",
    hint="Write “visibility: school”, and show it to people yourself.",
    because="Drafts and notes to oneself are for the learner and those who help, not for whoever has a link.",
)
NUMBER_LEFT_OUT = Rule(
    "PG608",
    "number-left-out",
    Severity.WARNING,
    message="A number or address of the learner's from the roster is in this text; public profiles leave it out.",
    hint="Take it out of the text.",
    because="With such a number anybody could find the same learner elsewhere.",
)
SECRET_NEW = Rule(
    "PG609",
    "links-changed",
    Severity.ERROR,  # only a build can tell it, and once: it has to be read there
    message="The secret behind public addresses was gone, so a new one was made: every public link has changed.",
    hint="Put back your copy of “{name}” and build again, or hand out the new links.",
    because="The old links, which people have in their mails and applications, lead nowhere now.",
)
AUDIENCE_EMPTY = Rule(
    "PG610",
    "audience-without-entries",
    Severity.WARNING,
    message="No entry of yours is for the audience “{name}”.",
    hint="Compare “select” with your entries; each has to be “{wanted}” or wider itself.",
    because="A page that opens on nothing helps nobody to decide.",
)
NOT_ON_ROSTER = Rule(
    "PG611",
    "not-on-roster",
    Severity.WARNING,
    message="“{name}” is not on the roster, so there is no public profile.",
    hint="Add a line for this folder to roster.csv.",
    because="Where there is a roster, only what stands on it was agreed.",
)
ROSTER_IN_DOUBT = Rule(
    "PG612",
    "roster-in-doubt",
    Severity.ERROR,
    message="Part of the roster cannot be read and “{name}” is not on the rest of it, so there is no profile.",
    hint="Mend roster.csv, and build again.",
    because="Consent that cannot be read counts as none.",
)
PEOPLE_NOT_AGREED = Rule(
    "PG613",
    "people-not-agreed",
    Severity.NOTE,
    message="This entry is not in the {site} profile, since not everyone in “people” is known to have agreed to that.",
    hint="Ask staff, or take a picture without them.",
    because="A picture of several children belongs to each of them.",
)
PHOTOS_NOT_AGREED = Rule(
    "PG614",
    "photos-not-agreed",
    Severity.NOTE,
    message="Pictures and films of this entry that stay out of the {site} profile, since nobody agreed to them: {count}.",
    hint="Ask staff; the column “photo” of roster.csv says what was agreed.",
    because="A picture shows more of a child than words do, so it needs a yes of its own.",
)
PASSPHRASE_WRITTEN = Rule(
    "PG615",
    "audience-with-passphrase",
    Severity.ERROR,
    message="A passphrase is written down in the audience “{name}”, so nothing is made for it.",
    hint="Write “locked: yes” in its place; staff then make a passphrase for each reader: portfoliogen lock --help",
    because="What stands in these files is read by others and kept in copies, so it is no secret any more.",
)
NO_READERS = Rule(
    "PG617",
    "locked-without-readers",
    Severity.WARNING,
    message="The audience “{name}” is locked and nobody has a passphrase yet, so nothing is made for it.",
    hint='Staff type: portfoliogen lock --audience {name}{whose} --reader "Dr Price"',
    because="A locked profile is made for the people who can open it; until there are any, it stays closed.",
)
LOCK_MISSING = Rule(
    "PG618",
    "lock-missing",
    Severity.ERROR,
    message="Locked profiles are left out: this computer lacks the part that encrypts them.",
    hint=f"Type: {to_install('lock')}",
    because="What should be locked is never published open instead.",
)
LOCK_NEEDS_HTTPS = Rule(
    "PG619",
    "lock-needs-https",
    Severity.WARNING,
    message="The audience “{name}” is locked, and its address on the web begins with http://, where no browser unlocks.",
    hint="Let the server answer under https://, or give the profile to its readers as a folder.",
    because="Browsers decrypt only where nobody can change a page on its way: under https://, and from a folder.",
)
