"""Creating a partnership from a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from sightline.foundation.access import Shell
from sightline.foundation.commands import DONE, Command, Misuse, answer, commands, say
from sightline.partnership.refusals import Refused
from sightline.partnership.services import create_partnership
from sightline.partnership.slugs import area_from, name_from


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="its word in every address, such as westmoor")
    parser.add_argument("--name", help="what it is called (default: made from the address)")
    parser.add_argument("--area", help="the area it serves (default: made from the address)")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _create(typed: Namespace) -> int:
    word = typed.slug.strip().lower()
    try:
        partnership = create_partnership(
            by=Shell(),
            slug=word,
            name=name_from(word) if typed.name is None else typed.name,
            area=area_from(word) if typed.area is None else typed.area,
        )
    except Refused as problem:
        raise Misuse(str(problem)) from None
    if typed.json:
        answer({"slug": partnership.slug, "name": partnership.name, "area": partnership.area})
    else:
        say(f"Created {partnership.name} at /{partnership.slug}/.")
        say("Make somebody its administrator:")
        say(f"  sightline person create EMAIL --name NAME --role administrator --partnership {word}")
    return DONE


commands.add(Command("partnership create", "create a partnership", _arguments, _create))
