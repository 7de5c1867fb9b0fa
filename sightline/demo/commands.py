"""``sightline demo``: demonstration partnerships, to try Sightline on."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from sightline.demo.attaching import attach_files
from sightline.demo.data import share_data
from sightline.demo.forum import make_forum
from sightline.demo.making import make
from sightline.demo.places import MOST, Place, places
from sightline.demo.queries import grants, real_partnership
from sightline.foundation.access import Shell
from sightline.foundation.commands import DONE, Command, Misuse, commands, tell
from sightline.partnership.models import Partnership
from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.roles import COORDINATOR, SCRUTINEER, roles

SEED, SCALE = 2025, 3
BEGIN_WITH = (COORDINATOR, SCRUTINEER)


def demo(given: Namespace) -> int:
    """Make the demonstration partnerships that are not there yet."""
    if real := real_partnership():
        raise Misuse(
            f"This installation holds a real partnership, {real.name}, and fictional ones do not belong beside "
            "it. Make them in a home of their own: SIGHTLINE_HOME=demonstration sightline init, then the same "
            "with sightline demo."
        )
    wanted = places(given.scale)
    missing = [place for place in wanted if partnership_by_slug(place.slug) is None]
    for number, place in enumerate(missing, start=1):
        made = make(place, given.seed)
        tell(
            f"{made.name} is at /{made.slug}/"
            + (f" ({number} of {len(missing)})." if len(missing) > 1 else ".")
        )
    for partnership in filter(None, map(_made, wanted)):
        attach_files(partnership)
    if first := _made(wanted[0]):  # the data of one area is enough to look at, and quickly made
        share_data(first, wanted[0], given.seed)
    forum = make_forum(Shell("demonstration"), [made for made in map(_made, wanted) if made][:3])
    if forum:
        tell(f"{forum.name}, which they share, is at /{forum.slug}/.")
    if not missing:
        there = "The demonstration is" if len(wanted) == 1 else f"All {len(wanted)} demonstrations are"
        tell(f"{there} there already; nothing was changed.")
    tell(_who(wanted[0]))
    return DONE


def _made(place: Place) -> Partnership | None:
    return partnership_by_slug(place.slug)


def _who(place: Place) -> str:
    """Where one signs in, and as whom."""
    partnership = partnership_by_slug(place.slug)
    held = {grant.role: grant.person.name for grant in grants(partnership)} if partnership else {}
    first = [f"{held.pop(role)} ({roles[role].title.lower()})" for role in BEGIN_WITH if role in held]
    named = f": {', '.join(first)} and {len(held)} others" if first else ""
    return f"Without a password, one signs in at /demonstration/ as any of its people{named}."


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise ArgumentTypeError(f"“{text}” is not a number from 1 to {MOST}.")
    return int(text)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--scale",
        type=_count,
        default=SCALE,
        metavar="N",
        help="how many partnerships; by default three, which share a forum",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=SEED,
        metavar="N",
        help="another number makes other rows; the same, the same",
    )


commands.add(Command("demo", "make fictional partnerships to try Sightline on", _arguments, demo))
