"""`portfoliogen links`: the links to hand out, on the screen, the clipboard and paper."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from portfoliogen.cli import errors, options, show
from portfoliogen.showing import typed, visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portfoliogen.links import ProfileLink
    from portfoliogen.sharing import Handout

_HELP = """Show the links to hand out, for each learner and audience: on the screen, the clipboard, or paper.

LEARNER is any part of a learner's name; without it, everybody's. The links are those of the last build, less those
that may not be handed out any more.

\b
Examples:
  portfoliogen links Amara --audience public --copy
  portfoliogen links --labels --in Oakfield        a sheet of labels with QR codes, to print
  portfoliogen links "Ben Li" --qr                 QR codes as SVG and PNG

Whoever has a link can see that profile until a publication takes it down.
"""


@click.command("links", help=_HELP)
@click.argument("learner", default="")
@click.option("--audience", default="", metavar="AUDIENCE", help="Only for this audience, such as public or employer.")
@click.option(
    "--in",
    "folder",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="The school's folder; without it, the folder that you are in.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Where the websites are, if not in DIR/_site.",
)
@click.option("--copy", is_flag=True, help="Put what is shown on the clipboard as well.")
@click.option("--qr", is_flag=True, help="Make QR codes of them, as SVG and PNG; those made before go.")
@click.option("--labels", is_flag=True, help="Make a page that prints on A4 labels, with a QR code on each.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for other programs, as JSON.")
@options.TODAY
def command(  # noqa: PLR0913 - one for each option
    learner: str,
    audience: str,
    folder: Path,
    output: Path | None,
    today: datetime | None,
    *,
    copy: bool,
    qr: bool,
    labels: bool,
    as_json: bool,
) -> int:
    """Find the links that hold today, and give them in the ways asked for."""
    if learner and folder == Path() and Path(learner, "school.yml").is_file():
        message = f"“{visible(learner)}” is a school's folder. Type: portfoliogen links --in {typed(learner)}"
        raise click.UsageError(message)

    def work(school: Path) -> int:
        from portfoliogen.sharing import links_today  # noqa: PLC0415 - all stages come with it

        progress = show.Progress(wanted=not as_json)
        try:
            found = links_today(
                school,
                learner=learner,
                audience=audience,
                output=output,
                today=today.date() if today else date.today(),
                progress=progress,
            )
        finally:
            progress.clear()
        if as_json:
            show.say(json.dumps(_as_fields(found), indent=1, ensure_ascii=False))
        else:
            _tell(found, school)
        made = _make(found, school, qr=qr, labels=labels) if found.links else []
        if copy and found.links:
            from portfoliogen.sharing.clipboard import copy as put  # noqa: PLC0415 - only where asked for

            put(_for_clipboard(found.links))
            made.append(f"On the clipboard: {'the link' if len(found.links) == 1 else f'{len(found.links)} links'}.")
        if not as_json:
            for line in made:
                show.say(line)
        return errors.FINE if found.links else errors.PROBLEMS

    return errors.for_each_school((folder,), work)[0]


def _as_fields(found: Handout) -> dict[str, object]:
    return {
        "version": 1,
        "links": to_builtins(found.links),
        "gone": [{"name": one.name, "audience": one.audience, "why": reason.value} for one, reason in found.gone],
        "unbuilt": [{"name": name, "audience": audience} for name, audience in found.unbuilt],
    }


def _tell(found: Handout, folder: Path) -> None:
    """Print the links, and why others are not among them; no address of these is shown."""
    from portfoliogen.shared_pages import PURPOSES  # noqa: PLC0415 - as above

    name = None
    for one in found.links:
        if one.name != name:
            show.say(visible(one.name))
            name = one.name
        until = f", until {one.until}" if one.until else ""
        who = one.who or PURPOSES.get(one.site, one.site)
        show.say(f"  {visible(one.audience)}: {visible(who)}{until}\n    {visible(one.link)}")
    if not found.links:
        show.say("There is no link to hand out.")
    for one, reason in found.gone:
        why = f"its time was over on {one.until}" if reason == "over" else "it is withdrawn, or not agreed to any more"
        show.say(f"Not shown: {visible(one.name)} ({visible(one.audience)}): {why}.")
    for who, audience in found.unbuilt:
        show.say(f"Not built yet: {visible(who)} ({visible(audience)}). The next build makes it.")
    if found.gone:
        show.say(
            f"Build and publish, and those pages go: portfoliogen build {typed(folder)}\n"
            "What somebody saved, printed or passed on before cannot be called back."
        )
    if any(one.site == "public" for one in found.links):
        show.say(
            "Whoever has a public link can see that profile and pass the link on. A publication can take the pages "
            "down; what somebody saved or printed by then cannot be called back."
        )
    if not all(one.is_whole for one in found.links):
        show.say(
            "A link that begins with no https:// is a path below the output. Say in school.yml where the site goes:\n"
            "  addresses: {public: https://profiles.example.org}"
        )


def _make(found: Handout, folder: Path, *, qr: bool, labels: bool) -> list[str]:
    """Make QR codes and labels; tell where they are."""
    if not (qr or labels):
        return []
    from portfoliogen.links import QR_FOLDER  # noqa: PLC0415 - as above
    from portfoliogen.sharing.labels import write_codes  # noqa: PLC0415 - as above
    from portfoliogen.showing import counted  # noqa: PLC0415 - as above

    whole = {one: name for one, name in zip(found.links, found.shown, strict=True) if one.is_whole}
    if not whole:
        return ["No QR codes: none of these links is a whole address yet."]
    sheet = write_codes(folder, whole, found.school, labels=labels)
    made = [f"{counted(len(whole), 'QR code')}, as SVG and PNG: {visible(str(folder / QR_FOLDER))}"]
    if sheet:
        made.append(f"Labels to print, 14 on a sheet: {visible(str(sheet))}")
    return made


def _for_clipboard(links: Sequence[ProfileLink]) -> str:
    if len(links) == 1:
        return links[0].link
    return "".join(f"{one.name} ({one.audience}): {one.link}\n" for one in links)
