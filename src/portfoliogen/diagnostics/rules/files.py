"""PG1: files and folders, as a shared drive leaves them."""

from portfoliogen.diagnostics import Rule, Severity

FILE_UNREADABLE = Rule(
    "PG101",
    "file-unreadable",
    Severity.ERROR,
    message="“{name}” could not be read: {reason}.",
    hint="Ask the person who owns it to save it again, or move it out of the folder.",
    because="What cannot be read cannot be shown, and nobody should find that out from an empty page.",
)
LINK_OUTSIDE = Rule(
    "PG102",
    "link-not-followed",
    Severity.ERROR,
    message="“{name}” is only a link to another place, so it was left out.",
    hint="Put the file itself here in place of the link.",
    because="A link could lead out of the folder, to work that is somebody else's.",
)
SPECIAL_FILE = Rule(
    "PG103",
    "not-an-ordinary-file",
    Severity.ERROR,
    message="“{name}” is not an ordinary file, so it was left out.",
    hint="Delete it, or move it out of the learner's folder.",
    because="Pipes and devices hold no work, and reading one could wait for ever.",
)
EMPTY_FILE = Rule(
    "PG104",
    "empty-file",
    Severity.WARNING,
    message="“{name}” is empty (0 bytes).",
    hint="If it should hold work, it may not have finished uploading: copy it again. Otherwise delete it.",
    because="An empty file is no evidence, and often a sign of an upload that stopped.",
)
CONFLICT_COPY = Rule(
    "PG105",
    "conflict-copy",
    Severity.WARNING,
    message="“{name}” is a second version that a syncing program made, so it was left out.",
    hint="Compare it with “{original}”, keep what is best there, and delete this one.",
    because="Two versions of one text would both be published, and one of them is not what was meant.",
)
COPY_OF = Rule(
    "PG106",
    "copy-of",
    Severity.WARNING,
    message="“{name}” is a copy of “{original}”, so only one of the two is shown.",
    hint="Delete the one that you do not want.",
    because="The same work twice makes a profile longer, not better.",
)
CLOUD_STUB = Rule(
    "PG107",
    "cloud-stub",
    Severity.WARNING,
    message="“{name}” is only a pointer to a document in the cloud, not the document.",
    hint="Open it, choose File › Download › Markdown (.md) or Word (.docx), and put that file here.",
    because="The pointer holds a web address and an e-mail address, and none of the work.",
)
NOT_DOWNLOADED = Rule(
    "PG108",
    "not-downloaded",
    Severity.WARNING,
    message="“{name}” has not been downloaded: there is only a placeholder here.",
    hint="Choose “Always keep on this device” for the folder, wait until it is there, and build again.",
    because="The placeholder holds none of the work.",
)
TOO_LARGE = Rule(
    "PG109",
    "text-too-long",
    Severity.ERROR,
    message="“{name}” is a text of {size}, more than {limit}, so it was left out.",
    hint="Split it into several entries, or put pasted pictures into files of their own.",
    because="A text that long is nearly always something else that was saved under the wrong name.",
)
ENCODING_GUESSED = Rule(
    "PG110",
    "encoding-guessed",
    Severity.NOTE,
    message="“{name}” is not saved as UTF-8; it was read as {encoding}.",
    hint="Look at the accents on the page; if any is wrong, save the file as UTF-8.",
    because="An accent read wrongly changes a name.",
)
NOT_TEXT = Rule(
    "PG111",
    "not-text",
    Severity.ERROR,
    message="“{name}” is named like a text but does not hold one, so it was left out.",
    hint="Open it in the program that made it and save it as Markdown or Word.",
    because="Its bytes would be shown as signs that nobody can read.",
)
OWNED_BY_NOBODY = Rule(
    "PG112",
    "file-of-nobody",
    Severity.WARNING,
    message="“{name}” is in no learner's folder, so it is in no profile.",
    hint="Move it into a learner's folder, or add {folder} to roster.csv or give it a profile.md.",
    because="Work that lies outside every learner's folder would otherwise be lost without a word.",
)
UNKNOWN_FILE = Rule(
    "PG113",
    "unknown-file",
    Severity.WARNING,
    message="A profile cannot show {names}.",
    hint="If it matters, export it as a picture, PDF, film or sound and put that beside it.",
    because="Publishing a file that cannot be cleaned could give away more than its maker knows.",
)
TOO_DEEP = Rule(
    "PG115",
    "folders-too-deep",
    Severity.ERROR,
    message="“{name}” lies more than {limit} folders deep, so what is in it was left out.",
    hint="Move it further up.",
    because="Folders nested that deep are nearly always a loop or a mistake.",
)
UNREADABLE_NAME = Rule(
    "PG116",
    "unreadable-name",
    Severity.WARNING,
    message="“{name}” has a name that this computer cannot read, so it was left out.",
    hint="Rename it with ordinary letters.",
    because="A file whose name cannot be written cannot be linked to.",
)
UNSUPPORTED_TEXT = Rule(
    "PG117",
    "unsupported-text",
    Severity.WARNING,
    message="“{name}” is a text that cannot be read here ({kind}).",
    hint="Open it, choose Save as, and pick Word (.docx) or Markdown (.md).",
    because="The learner's words in it would otherwise be missing from the profile.",
)
NO_LEARNERS = Rule(
    "PG118",
    "no-learners",
    Severity.ERROR,
    message="No learner was found in “{name}”.",
    hint="Make a folder for each learner in it, and put their work there.",
    because="Without a learner there is nothing to build.",
)
EMPTY_LEARNER = Rule(
    "PG119",
    "empty-learner",
    Severity.NOTE,
    message="“{name}” has nothing in it yet.",
    hint="Put a photo or a few sentences into the folder to begin.",
    because="A learner with nothing yet is somebody to help, not a mistake.",
)
ROSTER_FOLDER_MISSING = Rule(
    "PG120",
    "roster-folder-missing",
    Severity.WARNING,
    message="The roster names “{name}”, and there is no such folder.",
    hint="Did you mean “{nearest}”?",
    otherwise="Make the folder, or mend the name in the roster.",
    because="A learner whose folder is not found gets no profile.",
)
MAYBE_SEVERAL = Rule(
    "PG122",
    "maybe-several-learners",
    Severity.ERROR,
    message="“{name}” was taken for one learner, with all that is in {names}.",
    hint="If these are learners, put a profile.md into each. If “{name}” is one learner, put it there.",
    because="Two children's work in one profile would show each of them to the other's readers.",
)
SAME_INODE = Rule(
    "PG121",
    "school-file-in-folder",
    Severity.ERROR,
    message="“{name}” is the same file as one of the school's own, so it was left out.",
    hint="Delete it from the learner's folder.",
    because="The school's own files hold things about other people.",
)
