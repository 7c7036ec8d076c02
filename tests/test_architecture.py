"""The map in src/portfoliogen/README.md is true: layers, homes of libraries, sizes, and every rule's words."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

import portfoliogen
from portfoliogen.cache import LIBRARIES
from portfoliogen.diagnostics import Rule
from portfoliogen.diagnostics.rules import ALL, MODULES

ROOT = Path(portfoliogen.__file__).parent
SOURCES = {path.relative_to(ROOT).as_posix(): path for path in sorted(ROOT.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in SOURCES.items()}

MAX_LINES = 350

EVERYWHERE = {"msgspec"}
"""What values are made of."""

FREE = {"__init__.py", "__main__.py"}
"""Modules above and below all rows: the version, and the way to the command."""

HOMES = {
    "yaml": ("yaml_fields.py",),
    "markdown_it": ("read/",),
    "mdit_py_plugins": ("read/",),
    "nh3": ("read/sanitise.py",),
    "charset_normalizer": ("read/encoding.py",),
    "mammoth": ("read/",),
    "latex2mathml": ("read/",),
    "tinytag": ("read/",),
    "jinja2": ("render/", "theme.py"),
    "markupsafe": ("render/", "theme.py"),
    "PIL": ("read/", "render/", "starting/"),
    "pillow_heif": ("read/", "render/"),
    "boto3": ("publish/",),
    "botocore": ("publish/",),
    "av": ("read/", "render/"),
    "pypdfium2": ("read/", "render/"),
    "filetype": ("read/",),
    "babel": ("words.py",),
    "click": ("cli/",),
    "watchdog": ("serve/",),
    "starlette": ("serve/",),
    "uvicorn": ("serve/",),
    "distributed": ("cluster.py",),
    "cryptography": ("locking/",),
    "segno": ("assemble/", "links.py"),
}


def _rows() -> list[list[str]]:
    """The rows of the section “Layers”, the highest first, each with its modules and packages."""
    section = (ROOT / "README.md").read_text("utf-8").partition("## Layers")[2].partition("\n## ")[0]
    rows = [re.split(r"\s{2,}", line.strip())[0] for line in section.splitlines() if line.startswith("    ")]
    return [[part.strip() for part in row.split("·")] for row in rows]


ROWS = _rows()
ROW_OF = {unit: number for number, row in enumerate(ROWS) for unit in row}


def _unit(name: str) -> str:
    """The module or package, directly below the program's, that a file belongs to."""
    return f"{name.partition('/')[0]}/" if "/" in name else name


def _file_of(module: str) -> str:
    """The file that `portfoliogen.read.markdown` means."""
    path = module.removeprefix("portfoliogen").lstrip(".").replace(".", "/")
    return next((one for one in (f"{path}.py", f"{path}/__init__.py".lstrip("/")) if one in SOURCES), "")


def _imports(tree: ast.AST) -> set[str]:
    """Full names of all modules that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say in full what they mean"
            found.add(node.module or "")
            found |= {f"{node.module}.{alias.name}" for alias in node.names if _file_of(f"{node.module}.{alias.name}")}
    return found


def _when_run(tree: ast.Module) -> ast.Module:
    """A module without what it imports for its types alone."""
    kept = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
    ]
    return ast.Module(kept, [])


OWN = {
    name: {
        file for module in _imports(_when_run(tree)) if module.startswith("portfoliogen") and (file := _file_of(module))
    }
    for name, tree in TREES.items()
}


def test_the_map_names_every_module() -> None:
    assert sorted({_unit(name) for name in SOURCES} - FREE - set(ROW_OF)) == []


def test_the_map_names_nothing_that_is_not_there() -> None:
    assert sorted(set(ROW_OF) - {_unit(name) for name in SOURCES}) == []


@pytest.mark.parametrize("name", sorted(set(SOURCES) - FREE))
def test_a_module_imports_only_from_rows_below(name: str) -> None:
    unit = _unit(name)
    row = ROW_OF.get(unit, -1)
    wrong = [
        other
        for other in sorted(OWN[name])
        if _unit(other) not in {unit, *FREE} and ROW_OF.get(_unit(other), 99) <= row
    ]
    assert wrong == []


def test_nothing_imports_in_a_circle() -> None:
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above[above.index(name) :], name))
        if name not in done:
            own = {_file_of(one) for one in _imports(_when_run(TREES[name])) if one.startswith("portfoliogen")}
            for other in sorted(own - {name, ""}):
                # A package's own module is reached by way of the package.
                if not (other.endswith("__init__.py") and name.startswith(other.removesuffix("__init__.py"))):
                    visit(other, (*above, name))
            done.add(name)

    for name in SOURCES:
        visit(name, ())


@pytest.mark.parametrize("library", HOMES)
def test_a_library_has_one_home(library: str) -> None:
    users = [name for name, tree in TREES.items() if library in {one.partition(".")[0] for one in _imports(tree)}]
    assert [name for name in users if not name.startswith(HOMES[library])] == []


def test_every_library_is_known_here() -> None:
    used = {one.partition(".")[0] for tree in TREES.values() for one in _imports(tree)}
    assert used - set(sys.stdlib_module_names) - {"portfoliogen", *EVERYWHERE, *HOMES} == set()


def test_whatever_a_page_depends_on_is_in_the_fingerprint_of_what_is_remembered() -> None:
    without = ("cli/", "serve/", "publish/", "cluster.py")
    assert {name for name, homes in HOMES.items() if not homes[0].startswith(without)} | EVERYWHERE == set(LIBRARIES)


def test_every_module_is_short_enough_to_read() -> None:
    lengths = {name: len(path.read_text("utf-8").splitlines()) for name, path in SOURCES.items()}
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


# --- rules ----------------------------------------------------------------------------------------

RULES = [rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule)]


def test_codes_and_slugs_are_unique() -> None:
    assert len(RULES) == len({rule.code for rule in RULES}) == len({rule.slug for rule in RULES}) == len(ALL)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_what_is_wrong_what_to_do_and_why(rule: Rule) -> None:
    assert re.fullmatch(r"PG[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.slug), rule.slug
    for text in (rule.message, rule.hint, rule.because):
        assert not re.search(r"\bNone\b", text)
        assert text.strip() == text != ""
    assert len(re.findall(r"[.?!](?:\s|$)", rule.message)) <= 2
    assert rule.message.endswith((".", "?"))
    assert rule.because.endswith(".")
    assert not re.search(
        r"\b(node|null|invalid|illegal|token|parse\w*|exception|string|boolean|oops|please fix)\b",
        f"{rule.message} {rule.hint}",
        re.IGNORECASE,
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_used(rule: Rule) -> None:
    name = next(name for module in MODULES for name, one in vars(module).items() if one is rule)
    home = next(module for module in MODULES if name in vars(module))
    users = [
        path
        for path in SOURCES
        if not path.startswith("diagnostics/rules/") and re.search(rf"\b{name}\b", SOURCES[path].read_text("utf-8"))
    ]
    assert users, f"{home.__name__}.{name} is told by nobody"
