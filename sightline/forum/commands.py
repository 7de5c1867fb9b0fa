"""Founding a forum from a shell."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from sightline.forum.services import found_forum
from sightline.foundation.access import Shell
from sightline.foundation.commands import DONE, Command, Misuse, answer, commands, say
from sightline.partnership.models import Partnership
from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.refusals import Refused


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("slug", help="its word in every address, such as southern-forum")
    parser.add_argument("--name", required=True, help="what it is called")
    parser.add_argument("--members", required=True, help="the words of its partnerships, with commas between")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _member(slug: str) -> Partnership:
    member = partnership_by_slug(slug)
    if member is None:
        raise Misuse(f"There is no partnership “{slug}”. Create it first: partnership create SLUG.")
    return member


def _create(typed: Namespace) -> int:
    members = [_member(word.strip().lower()) for word in typed.members.split(",") if word.strip()]
    try:
        forum = found_forum(by=Shell(), slug=typed.slug, name=typed.name, members=members)
    except Refused as problem:
        raise Misuse(str(problem)) from None
    if typed.json:
        slugs = [member.slug for member in members]
        answer({"slug": forum.slug, "name": forum.name, "members": slugs})
    else:
        say(f"Created {forum.name} at /{forum.slug}/, with {len(members)} partnerships.")
        say("Make somebody its administrator:")
        say(f"  sightline person create EMAIL --name NAME --role administrator --partnership {forum.slug}")
    return DONE


commands.add(Command("forum create", "create a forum of several partnerships", _arguments, _create))
