"""PG2: the text of an entry, as far as it is not its fields."""

from __future__ import annotations

from portfoliogen.diagnostics import Rule, Severity

SKELETON = Rule(
    "PG225",
    "skeleton",
    Severity.NOTE,
    message="This entry has hardly any words and nothing to look at, so it is not shown yet.",
    hint="Write what you did, what was hard and what you would do next, or add a photo.",
    because="A title alone is no evidence.",
)

TEMPLATE_LEFTOVER = Rule(
    "PG231",
    "template-leftover",
    Severity.NOTE,
    message="“{found}” is an instruction for another program; it is shown as it stands.",
    hint="Delete it, or write what it stood for.",
    because="It meant something where the text came from, and means nothing here.",
)

REMOVED_HTML = Rule(
    "PG232",
    "removed-html",
    Severity.WARNING,
    message="{what} was taken out of the text.",
    hint="Write it in Markdown; scripts, styles and embedded pages are never published.",
    because="What runs in a reader's browser could harm them or give them away.",
)

UNCLOSED_CODE = Rule(
    "PG233",
    "unclosed-code",
    Severity.WARNING,
    message="The block of code that begins here never ends, so all that follows looks like code.",
    hint="Put a line with ``` after the last line of code.",
    because="The rest of the reflection is hard to read as code.",
)

TOO_NESTED = Rule(
    "PG234",
    "too-nested",
    Severity.WARNING,
    message="Lists or quotes are nested too deeply here; the text is shown plainly from this point.",
    hint="Use fewer “>” or indents.",
    because="Nothing readable is nested that deeply.",
)

LINE_MAKES_HEADING = Rule(
    "PG235",
    "line-makes-heading",
    Severity.NOTE,
    message="The dashes under this paragraph turn it into a heading.",
    hint="Leave an empty line above the dashes.",
    because="A whole paragraph in bold is probably not what was meant.",
)

CONVERTER_ALERT = Rule(
    "PG236",
    "converter-alert",
    Severity.WARNING,
    message="The program that made this text left a warning in it.",
    hint="Look for “gd2md-html alert”, mend what it says and delete it.",
    because="Something of the original was lost on the way.",
)

TEXT_AS_PLAIN = Rule(
    "PG239",
    "text-as-plain",
    Severity.WARNING,
    message="This text is too tangled to lay out, so it is shown plainly, as it was typed.",
    hint="Look for very many brackets, stars or quotes in a row and delete them.",
    because="No text may keep the others waiting.",
)

PROMPT_LEFT = Rule(
    "PG244",
    "prompt-left",
    Severity.NOTE,
    message="Some prompts of the template are still open ({answered} of {count} answered); prompts are not shown.",
    hint="Write under each what you would tell a friend, or delete the line.",
    because="A question without its answer tells a reader nothing.",
)

NO_REFLECTION = Rule(
    "PG245",
    "no-reflection",
    Severity.WARNING,
    message="This entry has {words} words; this school asks for {wanted}.",
    hint="Write what you did, what was hard, and what you would do differently.",
    because="Thinking about the work is where much of the learning is.",
)

CRITERIA_OPEN = Rule(
    "PG246",
    "criteria-open",
    Severity.NOTE,
    message="The brief “{brief}” looks for more than this entry names: {criteria}.",
    hint="Where the work shows it, add its number, as in “brief: {{name: {key}, criteria: [1, 2]}}”; else try it next.",
    because="What is still open is for the learner to know beforehand, and for no reader.",
)
