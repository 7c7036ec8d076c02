"""PG45: words that stand for what is seen and heard."""

from portfoliogen.diagnostics import Rule, Severity

NO_ALT = Rule(
    "PG451",
    "no-alt",
    Severity.WARNING,
    message="The picture “{name}” has no description.",
    hint="Say in a few words what is to be seen, as in ![Two pupils pour vinegar into a cone]({file}); "
    "if there is nothing to say, write “decorative: true” for it under “media”. For many pictures, "
    "write a line for each into a file descriptions.txt beside them.",
    otherwise="In Word, click the picture with the right button, choose “Alt Text”, and say in a few words what is to "
    "be seen.",
    because="Somebody who cannot see the picture hears the description in its place.",
)
NO_TRANSCRIPT = Rule(
    "PG452",
    "no-transcript",
    Severity.WARNING,
    message="“{name}” has no words that can be read.",
    hint="Put what is said into a file beside it: {example}.",
    because="Somebody who cannot hear, or has no sound on, reads it in its place; so does paper.",
)
CAPTIONS_ALONE = Rule(
    "PG453",
    "captions-alone",
    Severity.NOTE,
    message="“{name}” belongs to no film or sound.",
    hint="Give it the same name as the film, as in speech.mp4 and speech.vtt.",
    because="Subtitles are found by their name.",
)
MEDIA_FIELD_UNKNOWN = Rule(
    "PG454",
    "media-field-unknown",
    Severity.WARNING,
    message="“{found}” is not something that can be said of a media file.",
    hint="Did you mean “{nearest}”?",
    otherwise="You can say alt, caption, transcript, people, decorative, still and visibility.",
    because="A word under a wrong name does nothing, and looks as if it did.",
)
CAPTION_LINE = Rule(
    "PG455",
    "caption-line",
    Severity.WARNING,
    message="“{found}” does not say which picture it belongs to.",
    hint="Write the picture's name, a colon and the words: “{example}: The second try”.",
    because="The words for a picture are found by its name.",
)
