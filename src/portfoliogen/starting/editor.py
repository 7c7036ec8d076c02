"""Help for editors: snippets for entries, and schemas for school.yml and people.yml."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from portfoliogen.check.settings import COURSE_KINDS, SETTINGS
from portfoliogen.framework import built_in
from portfoliogen.starting.templates import markdown_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portfoliogen.model.framework import Framework

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_VISIBILITIES = ("private", "school", "public")


def editor_files(framework: Framework, language: str, themes: Sequence[str]) -> dict[str, bytes]:
    """The files of `.vscode/`, by their paths."""
    settings = {
        "yaml.schemas": {".vscode/school.schema.json": "school.yml", ".vscode/people.schema.json": "people.yml"},
        "files.associations": {"*.md": "markdown"},
    }
    extensions = {"recommendations": ["redhat.vscode-yaml"]}
    made: dict[str, Any] = {
        "settings.json": settings,
        "extensions.json": extensions,
        "tasks.json": _tasks(),
        "school.schema.json": school_schema(themes),
        "people.schema.json": people_schema(),
        "portfoliogen.code-snippets": _snippets(framework, language),
    }
    return {
        f".vscode/{name}": (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()
        for name, data in made.items()
    }


def school_schema(themes: Sequence[str]) -> dict[str, Any]:
    """What school.yml may say, for editors that complete and check YAML."""
    framework = {"type": "string", "examples": sorted(built_in())}
    fields: dict[str, Any] = {
        "name": {"type": "string", "description": "The school's name, as it stands on every page."},
        "language": {"type": "string", "description": "The language of menus and labels.", "examples": ["en", "cy"]},
        "framework": {
            "description": "Which strands and skills are used.",
            "oneOf": [framework, {"type": "array", "items": framework}],
        },
        "frameworks": {
            "description": "The same, for several.",
            "oneOf": [framework, {"type": "array", "items": framework}],
        },
        "theme": {"type": "string", "description": "How pages look.", "examples": list(themes)},
        "learners": {"type": "string", "description": "Where the learners' folders are, if not in “learners”."},
        "courses": {
            "description": "The courses that entries may belong to.",
            "type": ["array", "object"],
            "items": {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "key": {"type": "string"},
                    "name": {"type": "string"},
                    "kind": {"enum": list(COURSE_KINDS)},
                    "phase": {"type": "string"},
                    "fields": {"type": "object"},
                },
            },
        },
        "visibility": {"enum": list(_VISIBILITIES), "description": "How far entries travel that say nothing."},
        "publish": {"enum": ["none", "school", "public"], "description": "Consent where the roster says nothing."},
        "photo": {"enum": ["none", "school", "public"], "description": "The same for pictures and films."},
        "highlights": {"type": "integer", "minimum": 1, "maximum": 24, "description": "How many stand on the home."},
        "year_starts": {
            "type": "integer",
            "minimum": 1,
            "maximum": 12,
            "description": "The school year's first month.",
        },
        "contact": {"type": "string", "description": "Whom a reader may ask."},
        "link_cards": {
            "type": ["boolean", "string"],
            "description": "Whether a public link that is pasted into a message shows a card; without it, none.",
        },
        "maths": {"type": ["boolean", "string"], "description": "Whether $…$ is a formula."},
        "reflection_words": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000,
            "description": "How many words a reflection should have; 0 asks for none.",
        },
        "audiences": {"type": "object", "description": "Who reads, and what is opened for them."},
        "options": {"type": "object", "description": "The theme's options."},
        "output": {"type": "string", "description": "Where the websites go, if not into _site."},
    }
    for name in SETTINGS:
        fields.setdefault(name, {})
    return {
        "$schema": _DRAFT,
        "title": "school.yml",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: fields[name] for name in SETTINGS},
    }


def people_schema() -> dict[str, Any]:
    """What people.yml may say."""
    text = {"type": "string"}
    person = {
        "type": "object",
        "required": ["name"],
        "properties": {
            "key": text,
            "name": text,
            "role": text,
            "organisation": text,
            "link": text,
            "contact": {"type": "string", "description": "Never published."},
            "named": {"description": "Whether the name may be shown.", "type": ["boolean", "string"]},
        },
    }
    listed = {"type": "array", "items": person}
    return {
        "$schema": _DRAFT,
        "title": "people.yml",
        "type": "object",
        "properties": {"people": listed, "providers": listed},
        "additionalProperties": {"oneOf": [text, person | {"required": []}, listed]},
    }


def _tasks() -> dict[str, Any]:
    """`portfoliogen check` as a task, with each problem at its place."""
    pattern = {
        "regexp": r"^(.+?):(\d+):(\d+): (error|warning|note) (PG\d+) (.*)$",
        "file": 1,
        "line": 2,
        "column": 3,
        "severity": 4,
        "code": 5,
        "message": 6,
    }
    return {
        "version": "2.0.0",
        "tasks": [
            {
                "label": "portfoliogen check",
                "type": "shell",
                "command": "portfoliogen check",
                "group": "test",
                "problemMatcher": {
                    "owner": "portfoliogen",
                    "fileLocation": ["relative", "${workspaceFolder}"],
                    "pattern": pattern,
                },
            },
            {
                "label": "portfoliogen build",
                "type": "shell",
                "command": "portfoliogen build",
                "group": {"kind": "build", "isDefault": True},
                "problemMatcher": [],
            },
        ],
    }


def _snippets(framework: Framework, language: str) -> dict[str, Any]:
    made = {}
    for kind in framework.kinds:
        body = markdown_template(kind, language, {"date": "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"})
        lines = body.replace("title:", "title: $1", 1).replace('"${', "${").replace('}"', "}").split("\n")
        made[f"Entry: {kind.name}"] = {
            "scope": "markdown",
            "prefix": f"entry-{kind.key}",
            "body": lines,
            "description": f"A new entry: {kind.name}",
        }
    return made
