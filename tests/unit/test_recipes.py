"""The action and the container in docs/: what of them can be tried without GitHub and without Docker."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import schools
from portfoliogen.framework import plain
from portfoliogen.publish.workflow import _WORKFLOW
from portfoliogen.yaml_fields import parse
from schools import entry

ROOT = Path(__file__).resolve().parents[2]
RECIPE = (ROOT / "docs/container/Dockerfile").read_text("utf-8")
LINES = [line.split(maxsplit=1) for line in RECIPE.splitlines() if line and not line.startswith("#")]
ACTION: dict[str, Any] = plain(parse((ROOT / "docs/action/action.yml").read_text("utf-8"), "action.yml"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]


# --- the action -----------------------------------------------------------------------------------


def test_the_action_installs_the_repository_that_it_lies_in() -> None:
    install = next(one["run"] for one in STEPS if "pip install" in one.get("run", ""))
    (place,) = re.findall(r'"\$GITHUB_ACTION_PATH/(.*)\[all\]"', install)
    assert (ROOT / "docs/action" / place / "pyproject.toml").samefile(ROOT / "pyproject.toml")


def test_nothing_that_somebody_wrote_becomes_part_of_a_command() -> None:
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        assert ("run" in step) == ("shell" in step)
    named = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", (ROOT / "docs/action/action.yml").read_text("utf-8")))
    assert named == set(ACTION["inputs"])


def test_the_action_asks_as_the_workflow_does_whether_all_is_private() -> None:
    assert STEPS[0]["run"] in _WORKFLOW
    for step in STEPS:
        if "uses" in step:
            assert f"uses: {step['uses']}" in _WORKFLOW


@pytest.mark.skipif(os.name == "nt", reason="the action runs in bash")
def test_the_steps_of_the_action_work(tmp_path: Path) -> None:
    files = {
        "school.yml": "publish: public\n",
        "learners/Amara/2026-03-14 Volcano.md": entry(visibility="public"),
        "learners/Ben/2026-04-02 Bridge.md": entry("Bridge"),
    }
    schools.write(tmp_path / "repository" / "My school", files)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/gh").write_text('#!/bin/sh\necho "$PRIVATE"\n')
    (tmp_path / "bin/gh").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_OUTPUT": str(tmp_path / "said"),
        "GITHUB_REPOSITORY": "oakfield/work",
        "SCHOOL": "My school",
        "ADDRESS_SECRET": schools.SECRET,
        "READERS": "",
        "PRIVATE": "true",
    }

    def run(step: dict[str, Any], **more: str) -> int:
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=tmp_path / "repository",
            env={**env, **more},
            check=False,
            capture_output=True,
            timeout=120,
        ).returncode

    private, install, secrets, build = (one for one in STEPS if "run" in one)
    assert "pip install" in install["run"]
    assert run(private, PRIVATE="false") != 0
    assert run(secrets, ADDRESS_SECRET="") != 0
    assert [run(one) for one in (private, secrets, build)] == [0, 0, 0]
    told = dict(line.split("=", 1) for line in (tmp_path / "said").read_text("utf-8").splitlines())
    assert {Path(told[name]).name for name in ACTION["outputs"]} == {"public", "school"}
    assert json.loads((Path(told["public"]) / "site.json").read_text("utf-8"))["public"] is True
    assert not (tmp_path / "repository/My school/_site").exists()


# --- the container --------------------------------------------------------------------------------


def _copied() -> dict[str, str]:
    """What the recipe copies from the repository: path there, path in the container."""
    found = {}
    for word, rest in LINES:
        if word == "COPY" and not rest.startswith("--from"):
            *sources, target = rest.split()
            found |= {one: target + Path(one).name if target.endswith("/") else target for one in sources}
    return found


def test_the_recipe_is_one_that_docker_reads() -> None:
    known = {"FROM", "COPY", "RUN", "ENV", "WORKDIR", "USER", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in LINES} <= known
    assert LINES[0][0] == "FROM"
    stages = [rest.rpartition(" AS ")[2] for word, rest in LINES if word == "FROM" and " AS " in rest]
    for word, rest in LINES:
        if rest.startswith("--from="):
            assert rest.split()[0].removeprefix("--from=") in stages
        if word in {"ENTRYPOINT", "CMD"}:
            assert all(isinstance(one, str) for one in json.loads(rest))
        if word == "RUN":
            assert shlex.split(rest)
    # Whoever gets out of the program is nobody in there.
    assert [rest for word, rest in LINES if word == "USER"] == ["1000:1000"]


def test_everything_that_the_recipe_copies_is_there() -> None:
    for path in _copied():
        assert (ROOT / path).exists(), path
    installs = [rest for word, rest in LINES if word == "RUN" and "pip install" in rest]
    assert len(installs) == 1
    assert '"$(echo /wheels/portfoliogen-*.whl)[all]"' in installs[0]
    python = next(rest for word, rest in LINES if word == "FROM").partition(":")[2].partition("-")[0]
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert tuple(map(int, python.split("."))) >= tuple(map(int, needed.removeprefix(">=").split(".")))


def test_what_the_recipe_copies_is_enough_for_a_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {
        "pyproject.toml",
        project["project"]["readme"],
        *project["project"]["license-files"],
        *(one.partition("/")[0] for one in wheel["packages"]),
        *wheel["force-include"],
    }
    assert needed == set(_copied())
    assert {target.removeprefix("/portfoliogen/") for target in _copied().values()} == needed
