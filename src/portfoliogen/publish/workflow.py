"""A workflow for GitHub Actions: it builds in the school's private repository and deploys the public site alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfoliogen import __version__
from portfoliogen.extras import wheel_name
from portfoliogen.new_files import PlaceError, put_new
from portfoliogen.publish.problems import PublishError
from portfoliogen.publish.released import site_name

if TYPE_CHECKING:
    from pathlib import Path

PLACE = ".github/workflows/publish-profiles.yml"
TO_DO = """What only a person can do, once:
  - See that this repository is private: it holds everybody's work. The workflow refuses to run in a public one.
  - Put portfoliogen itself into .github, since it is not on PyPI. In the folder that it was installed from, type
    pip wheel --no-deps --wheel-dir SCHOOL/.github .
    with the school's folder for SCHOOL, and do so again for each new version.
  - On GitHub, under Settings, Pages, choose “GitHub Actions” as the source.
  - Under Settings, Secrets and variables, Actions, make the secret ADDRESS_SECRET from the file
    .portfoliogen/address-secret.txt (its last line), so that every link stays as it is.
  - Where an audience is locked, make the secret READERS from the whole of .portfoliogen/readers.csv as well, and
    again whenever somebody's passphrase is given or withdrawn.
The public site can be read by anybody who has a link, though the repository is private."""

_WORKFLOW = """\
# Builds the profiles in this private repository, and publishes the public site alone.
# Made by `portfoliogen publish --workflow`; it is yours to change.
name: Publish the public profiles

on:
  push:
    branches: [main]
  schedule:
    # Early each morning, so that what is agreed until a day goes on that day.
    - cron: "17 4 * * *"
  workflow_dispatch:

permissions:
  contents: read

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    steps:
      - name: See that this repository is private
        # Whoever can read a public repository could read everybody's work, so nothing is built there.
        env:
          GH_TOKEN: ${{ github.token }}
        run: test "$(gh api "repos/$GITHUB_REPOSITORY" --jq .private)" = "true"
      - uses: actions/checkout@v4
        with:
          persist-credentials: false
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install portfoliogen from its wheel, which is kept beside this workflow
        run: python -m pip install "./.github/@WHEEL@[lock]"
      - name: Put the secret behind the public addresses in place
        env:
          ADDRESS_SECRET: ${{ secrets.ADDRESS_SECRET }}
        run: |
          test -n "$ADDRESS_SECRET" || { echo "The secret ADDRESS_SECRET is not set."; exit 1; }
          mkdir -p .portfoliogen
          printf '%s\\n' "$ADDRESS_SECRET" > .portfoliogen/address-secret.txt
      - name: Put the table of those who may open locked profiles in place
        env:
          READERS: ${{ secrets.READERS }}
        run: if test -n "$READERS"; then printf '%s\\n' "$READERS" > .portfoliogen/readers.csv; fi
      - name: Build outside the repository
        run: portfoliogen build . --output "$RUNNER_TEMP/profiles"
      - name: See that the public site holds only what its receipts name
        run: portfoliogen verify "$RUNNER_TEMP/profiles/public"
      - uses: actions/upload-pages-artifact@v3
        with:
          path: ${{ runner.temp }}/profiles/public
          retention-days: 1

  deploy:
    needs: build
    runs-on: ubuntu-latest
    permissions:
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@v4
"""


def write_workflow(root: Path) -> Path:
    """Write the workflow into a school's folder, never over an existing file.

    Raises:
        PublishError: It is there already, this is no school's folder, or the disk refuses.
    """
    if not root.is_dir() or site_name(root):
        raise PublishError(f"“{root}” is not a school's folder.", "Name the folder that holds school.yml.")
    try:
        made = put_new(root, PLACE, _WORKFLOW.replace("@WHEEL@", wheel_name(__version__)).encode())
    except PlaceError as error:
        raise PublishError(error.message, error.hint) from error
    if not made:
        raise PublishError(
            f"“{root / PLACE}” is there already, and stays as it is.", "To have it written anew, move it away first."
        )
    return root / PLACE
