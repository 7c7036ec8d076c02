"""The fields of one audience: who, decision, form, until, locked, select, show."""

from __future__ import annotations

import datetime as dt
from html import escape

from msgspec.structs import replace

from portfoliogen.check.dates import read_date
from portfoliogen.check.values import VISIBILITIES, words_of
from portfoliogen.check.vocabulary import Vocabulary
from portfoliogen.diagnostics import Diagnostic, Position
from portfoliogen.diagnostics.rules import audience as rules
from portfoliogen.model import fields as names
from portfoliogen.model.documents import Body, Mapping, Scalar, Sequence, Tree
from portfoliogen.model.school import NEVER_PUBLIC, Audience, Selection
from portfoliogen.model.visibility import Visibility
from portfoliogen.text import fold, nearest, one_line

FORMS = (
    "profile",
    "record",
    "letter",
    "conference",
    "showcase",
    "application",
    "interview",
    "careers",
    "annex",
    "placements",
)

SHOWS = ("goals", "grades", "portrait", "one-page", "index")
_YES_OR_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_FORM_WORDS = {
    "one page": "record",
    "page": "record",
    "full": "profile",
    "website": "profile",
    "site": "profile",
    "summary": "record",
    "print": "record",
    "paper": "record",
    "one page record": "record",
    "pack": "conference",
    "conference pack": "conference",
    "family letter": "letter",
    "report": "letter",
    "ucas": "application",
    "organiser": "application",
    "personal statement": "application",
    "interview pack": "interview",
    "career": "careers",
    "careers log": "careers",
    "encounters": "careers",
    "mapping": "annex",
    "mapping annex": "annex",
    "placement": "placements",
    "work experience": "placements",
}
_SHOW_WORDS = {
    "goal": "goals",
    "grade": "grades",
    "photo of me": "portrait",
    "portraits": "portrait",
    "one page": "one-page",
    "one page profile": "one-page",
    "evidence index": "index",
    "evidence": "index",
}
_GROUPS = {
    "kind": "kinds",
    "kinds": "kinds",
    "strand": "strands",
    "strands": "strands",
    "skill": "skills",
    "skills": "skills",
    "tag": "tags",
    "tags": "tags",
    "entry": "titles",
    "entries": "titles",
    "title": "titles",
    "titles": "titles",
}


class AudienceFields:
    """The fields of one audience; whatever cannot be understood is taken in the narrowest way."""

    def __init__(
        self,
        name: str,
        tree: Mapping,
        vocabulary: Vocabulary,
        at: Position,
        found: list[Diagnostic],
        *,
        own: bool = False,
    ) -> None:
        self.name, self.tree, self.vocabulary, self.at, self.found, self.own = name, tree, vocabulary, at, found, own
        self.values: dict[str, Tree] = {}
        self.shut = False
        for key, value in tree.pairs:
            word = names.canonical_of_audience(key.text)
            if word == "locked" and fold(key.text) not in {"locked", "lock"} and not _is_yes_or_no(value):
                self.shut = True
                self.found.append(rules.PASSPHRASE_WRITTEN.at(key.at, name=self.name))
            elif not word:
                self.found.append(
                    rules.AUDIENCE_FIELD.at(
                        key.at,
                        found=one_line(key.text)[:60],
                        nearest=nearest(key.text, names.AUDIENCE),
                        choices=", ".join(names.AUDIENCE),
                    )
                )
                if nearest(key.text, names.AUDIENCE) in {"visibility", "until", "select", "locked"}:
                    self.shut = True  # it may have been the line that says who may see it
            elif word in self.values:
                self.values[word] = Mapping((), key.at)  # said twice: neither counts
            elif word == "locked" or not (isinstance(value, Scalar) and not value.text.strip()):
                self.values[word] = value

    def audience(self, base: Audience) -> Audience:
        """The audience, over what holds where nothing is said."""
        text = self.values.get("text")
        return self._fitting(
            replace(
                base,
                who=self._text("who") or base.who,
                decision=self._text("decision") or base.decision,
                form=self._form(base.form),
                locked=self._locked() or base.locked,
                visibility=self._visibility(base.visibility),
                until=self._until(base.until),
                show=tuple(dict.fromkeys((*base.show, *self._shows(base)))),
                select=self._select(base.select),
                letter=_paragraphs(text.text) if isinstance(text, Scalar) else base.letter,
            )
        )

    def _fitting(self, audience: Audience) -> Audience:
        """The audience as its form allows: a form of drafts and notes is never public; a conference has goals."""
        if audience.form == "conference" and "goals" not in audience.show:
            audience = replace(audience, show=(*audience.show, "goals"))
        if audience.form not in NEVER_PUBLIC or audience.visibility < Visibility.PUBLIC:
            return audience
        self.found.append(rules.FORM_NEVER_PUBLIC.at(self.at, form=audience.form, name=self.name))
        return replace(audience, visibility=Visibility.PRIVATE)

    def is_whole(self, audience: Audience) -> bool:
        """Whether it says who looks and what they decide; told where not."""
        missing = [word for word, there in (("who", audience.who), ("decision", audience.decision)) if not there]
        if missing:
            says = {"who": "who will look at it", "decision": "what they will decide"}
            example = {
                "who": "“who: Admissions tutors for engineering”",
                "decision": "“decision: whether to invite me to interview”",
            }
            self.found.append(
                rules.AUDIENCE_INCOMPLETE.at(
                    self.at,
                    name=self.name,
                    missing=" and ".join(says[word] for word in missing),
                    example=" and ".join(example[word] for word in missing) + ".",
                )
            )
        return not missing and not self.shut

    def _text(self, field_name: str) -> str:
        value = self.values.get(field_name)
        return one_line(value.text)[:500] if isinstance(value, Scalar) else ""

    def _tell(self, field_name: str, found: str, used: str, choices: tuple[str, ...]) -> None:
        self.found.append(
            rules.AUDIENCE_VALUE.at(
                self.values[field_name].at,
                found=one_line(found)[:60],
                field=field_name,
                name=self.name,
                used=used,
                nearest=nearest(found, choices),
                choices=", ".join(choices),
            )
        )

    def _form(self, default: str) -> str:
        written = self._text("form")
        if not written:
            return default
        form = _FORM_WORDS.get(fold(written), fold(written).replace(" ", "-"))
        if form in FORMS:
            return form
        self._tell("form", written, "the whole profile is made", FORMS)
        return "profile"

    def _visibility(self, default: Visibility) -> Visibility:
        if self.shut:
            return Visibility.PRIVATE
        if "visibility" not in self.values:
            return default
        written = fold(self._text("visibility"))
        if written in VISIBILITIES:
            return Visibility[written.upper()]
        self._tell("visibility", written or "this", "nothing is made for it until that is mended", VISIBILITIES)
        return Visibility.PRIVATE

    def _locked(self) -> bool:
        if "locked" not in self.values:
            return False
        tree = self.values["locked"]
        if isinstance(tree, Scalar) and _is_yes_or_no(tree):
            return _YES_OR_NO[fold(tree.text)]
        self.shut = True
        written = self._text("locked") or "this"
        self._tell("locked", written, "nothing is made for it until that is mended", ("yes", "no"))
        return True

    def _until(self, default: dt.date | None) -> dt.date | None:
        if "until" not in self.values:
            return default
        span, _ = (
            read_date(self._text("until"), self.values["until"].at, dt.date.max)
            if self._text("until")
            else (None, None)
        )
        if span is not None:
            return span.last
        self._tell(
            "until",
            self._text("until") or "this",
            "nothing is made for it until that is mended",
            ("a day such as 2027-07-31",),
        )
        return dt.date.min

    def _shows(self, base: Audience) -> list[str]:
        shown = []
        for word in words_of(self.values.get("show"), "show", []):
            one = _SHOW_WORDS.get(fold(word.value), fold(word.value))
            # A face beside a name, outside the school, is for the school to decide.
            refused = self.own and one == "portrait" and one not in base.show
            if one not in SHOWS or refused:
                self._tell("show", word.value, "it stays closed", tuple(x for x in SHOWS if x != one))
            else:
                shown.append(one)
        return shown

    def _select(self, default: Selection | None) -> Selection | None:
        tree = self.values.get("select")
        if tree is None:
            return default
        if not isinstance(tree, Mapping):
            titles = self._titles(tree)
            return Selection(titles=titles, nothing=not titles)
        groups: dict[str, tuple[str, ...]] = {}
        for key, value in tree.pairs:
            group = _GROUPS.get(fold(key.text))
            if group is None:
                self._tell("select", key.text, "it selects nothing", ("kind", "strand", "skill", "tag", "entries"))
                return Selection(nothing=True)
            groups[group] = self._titles(value) if group == "titles" else self._keys(group, value)
        # What cannot be understood selects nothing, never everything.
        return Selection(**groups, nothing=not any(groups.values()) or any("" in words for words in groups.values()))

    def _keys(self, group: str, value: Tree) -> tuple[str, ...]:
        words = [word.value for word in words_of(value, "select", [])]
        if group == "tags":
            return tuple(words)
        table = getattr(self.vocabulary, group)
        keys = []
        for word in words:
            match = table.find(word) or (self.vocabulary.elements.find(word) if group == "strands" else None)
            if match is None:
                self._tell("select", word, "it selects nothing", tuple(term.name for term in table.terms))
            keys.append(match.term.key if match else "")
        return tuple(keys)

    @staticmethod
    def _titles(value: Tree) -> tuple[str, ...]:
        if isinstance(value, Scalar):
            return (one_line(value.text),)
        items = value.items if isinstance(value, Sequence) else ()
        return tuple(one_line(item.text) for item in items if isinstance(item, Scalar) and item.text.strip())


def _is_yes_or_no(value: Tree) -> bool:
    return isinstance(value, Scalar) and fold(value.text) in _YES_OR_NO


def _paragraphs(text: str) -> Body:
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    return Body(("".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts),) if parts else ())
