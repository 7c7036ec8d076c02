"""PG3: the words of a framework."""

from portfoliogen.diagnostics import Rule, Severity

UNKNOWN_SKILL = Rule(
    "PG301",
    "unknown-skill",
    Severity.ERROR,
    message="“{found}” is not a skill of this school's framework.",
    hint="Did you mean “{nearest}”?",
    otherwise="The skills are: {choices}.",
    because="It would stand on no skill page, so nobody would find this entry by it.",
)
UNKNOWN_STRAND = Rule(
    "PG302",
    "unknown-strand",
    Severity.ERROR,
    message="“{found}” is not a strand of this school's framework.",
    hint="Did you mean “{nearest}”?",
    otherwise="The strands are: {choices}.",
    because="It would stand on no strand page, so nobody would find this entry by it.",
)
UNKNOWN_KIND = Rule(
    "PG303",
    "unknown-kind",
    Severity.ERROR,
    message="“{found}” is not a kind of entry in this school's framework.",
    hint="Did you mean “{nearest}”?",
    otherwise="The kinds are: {choices}.",
    because="The kind decides which strands an entry belongs to.",
)
UNKNOWN_MODE = Rule(
    "PG304",
    "unknown-mode",
    Severity.ERROR,
    message="“{found}” is not a mode of this school's framework.",
    hint="Did you mean “{nearest}”?",
    otherwise="The modes are: {choices}.",
    because="The mode says how it was evidenced, and skill pages are ordered by it.",
)
STEP_OUT_OF_RANGE = Rule(
    "PG305",
    "step-out-of-range",
    Severity.ERROR,
    message="“{found}” is not a step of {skill}: its steps go from {first} to {last}.",
    hint="Choose one of these, or leave it out.",
    because="A step that does not exist says nothing.",
)
FORMER_WORD = Rule(
    "PG306",
    "former-word",
    Severity.NOTE,
    message="“{found}” is called {name} since version {version} of the framework.",
    hint="Nothing needs doing; it counts as {name}.",
    because="Old entries keep their words and still stand on the right page.",
)
UNKNOWN_COURSE = Rule(
    "PG307",
    "unknown-course",
    Severity.WARNING,
    message="“{found}” is not one of the school's courses; it is shown as it stands.",
    hint="Did you mean “{nearest}”?",
    otherwise="The courses are: {choices}.",
    because="Entries of one course are gathered only when they name it alike.",
)
FRAMEWORK_MISSING = Rule(
    "PG308",
    "framework-missing",
    Severity.ERROR,
    message="There is no framework “{found}”.",
    hint="Did you mean “{nearest}”?",
    otherwise="Built in are: {choices}; your own go into frameworks/.",
    because="Without its framework a school has no strands and no skills.",
)
FRAMEWORK_SHAPE = Rule(
    "PG309",
    "framework-shape",
    Severity.ERROR,
    message="In this framework {what}.",
    hint="{help}",
    because="A framework that is half understood would sort entries wrongly.",
)
FRAMEWORK_CIRCLE = Rule(
    "PG310",
    "framework-circle",
    Severity.ERROR,
    message="The framework “{found}” extends itself.",
    hint="Take it out of “extends”.",
    because="A circle has no beginning to build on.",
)
UNKNOWN_ELEMENT = Rule(
    "PG311",
    "unknown-element",
    Severity.ERROR,
    message="“{found}” is not a part of a strand that statements can be about.",
    hint="Did you mean “{nearest}”?",
    otherwise="The parts are: {choices}.",
    because="A statement about something unknown has no place to stand.",
)
UNKNOWN_CRITERION = Rule(
    "PG312",
    "unknown-criterion",
    Severity.WARNING,
    message="The brief “{brief}” has no criterion {found}: it has {count}.",
    hint="Count them from 1.",
    because="The reader is shown which criteria the work is about.",
)
SKILL_AS_STRAND = Rule(
    "PG313",
    "skill-as-strand",
    Severity.NOTE,
    message="“{found}” is a skill, so it was counted as one.",
    hint="Write it under “skills”.",
    because="Strands are wide, skills are narrow; each has its own page.",
)
