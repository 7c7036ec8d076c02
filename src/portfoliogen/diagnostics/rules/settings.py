"""PG8: the school's own files: school.yml, roster.csv, entries.csv, briefs, people, theme."""

from portfoliogen.diagnostics import Rule, Severity

SETTINGS_UNREADABLE = Rule(
    "PG801",
    "settings-unreadable",
    Severity.ERROR,
    message="“{name}” cannot be read: {reason}.",
    hint="Mend this line; until then the defaults count.",
    because="The school's settings decide for everybody.",
)
UNKNOWN_SETTING = Rule(
    "PG802",
    "unknown-setting",
    Severity.WARNING,
    message="“{found}” is not a setting.",
    hint="Did you mean “{nearest}”?",
    otherwise="The settings are: {choices}.",
    because="A setting under a wrong name does nothing, and looks as if it did.",
)
BAD_SETTING = Rule(
    "PG803",
    "bad-setting",
    Severity.ERROR,
    message="“{found}” does not fit “{field}”.",
    hint="{help}",
    because="A setting that cannot be read is left at its default.",
)
LEARNERS_MISSING = Rule(
    "PG804",
    "learners-folder-missing",
    Severity.ERROR,
    message="The learners' folder “{found}” is not there.",
    hint="Check that the drive is connected, and mend “learners” in school.yml.",
    because="Without it there is nothing to build, and nothing must be taken down by mistake.",
)
ROSTER_COLUMN = Rule(
    "PG805",
    "roster-column",
    Severity.WARNING,
    message="“{found}” is not a column that is known here.",
    hint="Did you mean “{nearest}”?",
    otherwise="The columns are: {choices}.",
    because="A column under a wrong name is passed over, consent among them.",
)
ROSTER_VALUE = Rule(
    "PG806",
    "roster-value",
    Severity.ERROR,
    message="“{found}” is not a value for “{field}”; “{used}” is used to be safe.",
    hint="Choose one of: {choices}.",
    because="Consent that cannot be read counts as none.",
)
ROSTER_TWICE = Rule(
    "PG807",
    "roster-twice",
    Severity.ERROR,
    message="The roster names the folder “{folder}” twice; the narrower consent counts.",
    hint="Keep one of the lines.",
    because="Two lines about one learner cannot both be meant.",
)
COURSE_KIND = Rule(
    "PG808",
    "course-kind",
    Severity.ERROR,
    message="“{found}” is not a kind of course.",
    hint="Did you mean “{nearest}”?",
    otherwise="Choose one of: {choices}.",
    because="Four kinds of course are known: single, interdisciplinary, applied and technical.",
)
CSV_SHAPE = Rule(
    "PG809",
    "csv-shape",
    Severity.ERROR,
    message="This line cannot be read: {reason}.",
    hint="{help}",
    because="A line that is half understood could say something that nobody meant.",
)
BRIEF_WITHOUT_CRITERIA = Rule(
    "PG810",
    "brief-without-criteria",
    Severity.WARNING,
    message="This brief does not say what is looked for.",
    hint="Add “criteria:” with a list of plain sentences.",
    because="Learners do better work when they know beforehand what is looked for.",
)
SINGLE_LEARNER = Rule(
    "PG811",
    "read-as-one-learner",
    Severity.NOTE,
    message="This folder was read as the work of one learner.",
    hint="If it holds several learners, put each into a folder of their own.",
    because="There is no roster, no profile.md and no learners folder that would say otherwise.",
)
UNKNOWN_THEME = Rule(
    "PG812",
    "unknown-theme",
    Severity.ERROR,
    message="There is no theme “{found}”; “base” is used.",
    hint="Did you mean “{nearest}”?",
    otherwise="Built in are: {choices}.",
    because="Profiles are built all the same.",
)
SCHOOL_TEXT_SHAPE = Rule(
    "PG813",
    "settings-shape",
    Severity.ERROR,
    message="“{field}” should be {wanted}.",
    hint="Write it like this: {example}",
    because="A setting in the wrong shape is left at its default.",
)
THEME_UNREADABLE = Rule(
    "PG850",
    "theme-file-unreadable",
    Severity.ERROR,
    message="“{name}” cannot be read: {reason}.",
    hint="Mend this line; until then the theme does without the file.",
    because="A theme that is read by halves would look right to nobody.",
)
THEME_LOOP = Rule(
    "PG851",
    "theme-extends-itself",
    Severity.ERROR,
    message="The theme “{name}” extends “{found}”, which extends it in turn.",
    hint="Name another theme after “extends:”, or delete the line to build on “base”.",
    because="Themes build on one another like floors; the lowest must stand by itself.",
)
THEME_EXTENDS = Rule(
    "PG852",
    "theme-extends-unknown",
    Severity.ERROR,
    message="There is no theme “{found}” to extend; “base” is used.",
    hint="Did you mean “{nearest}”?",
    otherwise="Choose one of: {choices}.",
    because="Profiles are built all the same.",
)
THEME_OPTION = Rule(
    "PG853",
    "theme-option-unknown",
    Severity.WARNING,
    message="“{found}” is not an option of the theme “{theme}”.",
    hint="Did you mean “{nearest}”?",
    otherwise="The theme's options are: {choices}.",
    because="An option under a wrong name does nothing, and looks as if it did.",
)
THEME_OPTION_VALUE = Rule(
    "PG854",
    "theme-option-value",
    Severity.ERROR,
    message="“{found}” does not fit the option “{option}”; “{used}” is used.",
    hint="It takes {wanted}.",
    because="A value that the theme does not know could make a page unreadable.",
)
TEMPLATE_SYNTAX = Rule(
    "PG855",
    "template-syntax",
    Severity.ERROR,
    message="The template “{name}” cannot be understood: {reason}.",
    hint="Mend this line; until then the theme's own template is used.",
    because="A template with a mistake would stop every page that it draws.",
)
TEMPLATE_FAILED = Rule(
    "PG856",
    "template-failed",
    Severity.ERROR,
    message="The template “{name}” could not draw “{page}”: {reason}.",
    hint="Compare it with the fields in themes/README.md; until then the theme's own template is used.",
    because="A template may only ask for what a page knows.",
)
TEMPLATE_UNKNOWN = Rule(
    "PG857",
    "template-unknown",
    Severity.WARNING,
    message="No page uses the template “{name}”.",
    hint="Did you mean “{nearest}”?",
    otherwise="The templates are: {choices}.",
    because="A template under a wrong name changes nothing, and looks as if it did.",
)
WORD_UNKNOWN = Rule(
    "PG858",
    "word-unknown",
    Severity.WARNING,
    message="No page uses the word “{found}”.",
    hint="Did you mean “{nearest}”?",
    otherwise="Look in the theme's words/en.yml for the words that there are.",
    because="A word under a wrong name changes nothing, and looks as if it did.",
)
WORD_PLACEHOLDER = Rule(
    "PG859",
    "word-placeholder",
    Severity.ERROR,
    message="The word “{found}” cannot be used: {reason}.",
    hint="Only these may stand in braces here: {choices}.",
    otherwise="Nothing may stand in braces here; write the text without them.",
    because="A page has nothing to put in its place.",
)
THEME_FILE_SKIPPED = Rule(
    "PG860",
    "theme-file-skipped",
    Severity.WARNING,
    message="The theme's file “{name}” was left out: {reason}.",
    hint="Put style sheets, pictures and fonts into assets/, templates into templates/, words into words/.",
    because="A profile holds only files of kinds that a browser shows without running them.",
)
WORD_SHAPE = Rule(
    "PG861",
    "word-shape",
    Severity.ERROR,
    message="The word “{found}” should be a text, or a text for each plural.",
    hint="Write “{found}: some text”; for plurals put “one:” and “other:” below it, each with its text.",
    because="A word in another shape cannot be put into a page.",
)
THEME_CONTRAST = Rule(
    "PG862",
    "theme-contrast",
    Severity.WARNING,
    message="“{found}” for “{name}” is hard to read on this theme's pages (contrast {ratio}); “{used}” is used.",
    hint="Write “{used}”, or choose a colour that stands out more.",
    because="Text needs a contrast of 4.5 to 1 (WCAG 2.2), so that everybody can read it, on any screen.",
)
THEME_COPY_OLD = Rule(
    "PG863",
    "theme-copy-old",
    Severity.NOTE,
    message="“{name}” was copied from the theme “{theme}” by version {version}; the original has changed since.",
    hint="Copy the new one elsewhere with “portfoliogen theme eject {name} --to new” and take over what you need.",
    because="A copy keeps its looks, and misses what was mended in the original.",
)
