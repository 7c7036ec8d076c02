"""The page that is sent to somebody outside: one file, no request, one small file back."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from pathlib import Path
from string import Template

from msgspec import Struct

from portfoliogen.words import own_texts

MAX_STATEMENT = 4000
MAX_NEXT = 1000
MAX_LINE = 120


class Question(Struct, frozen=True):
    """A skill that the learner says they showed, and how."""

    key: str
    name: str
    how: str = ""


class Form(Struct, frozen=True):
    """What a form says and asks. `day` and `text` may be empty."""

    language: str
    school: str
    learner: str
    title: str
    day: str
    name: str
    role: str
    organisation: str
    text: str
    questions: tuple[Question, ...]
    request: str
    hash: str
    asked: str


def draw_form(form: Form) -> str:
    """Write the page, everything that people wrote escaped."""
    parts = {name: _file(f"form.{name}") for name in ("html", "css", "js")}
    language, words = own_texts("endorsing/form.words.json", form.language)
    say = {
        key: escape(text.format(learner=form.learner, school=form.school, name=form.name, title=form.title))
        for key, text in words.items()
    }
    data = {"request": form.request, "hash": form.hash, "asked": form.asked}
    values = {
        **say,
        "lang": escape(language),
        "css": parts["css"],
        "css_hash": _hash(parts["css"]),
        "js": parts["js"],
        "js_hash": _hash(parts["js"]),
        "data": escape(json.dumps(data)),
        "title": escape(form.title),
        "day": escape(form.day),
        "name": escape(form.name),
        "role": escape(form.role),
        "organisation": escape(form.organisation),
        "text": _text(form, say["their_words"]),
        "skills": _skills(form, say["skills"]),
        "max_statement": str(MAX_STATEMENT),
        "max_next": str(MAX_NEXT),
        "max_line": str(MAX_LINE),
    }
    return Template(parts["html"]).substitute(values)


def _text(form: Form, heading: str) -> str:
    if not form.text:
        return ""
    lines = "".join(f"<p>{escape(line)}</p>" for line in form.text.split("\n"))
    return f'<details><summary>{heading}</summary><div dir="auto">{lines}</div></details>'


def _skills(form: Form, legend: str) -> str:
    if not form.questions:
        return ""
    boxes = "".join(
        f'<label class="box"><input type="checkbox" name="skill" value="{escape(one.key)}"> <span>'
        f"{escape(one.name)}{f'<em dir=auto>{escape(one.how)}</em>' if one.how else ''}</span></label>"
        for one in form.questions
    )
    return f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")
