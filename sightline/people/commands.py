"""Creating people from a shell: the first administrator, and others."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from django.db import transaction

from sightline.foundation.access import Shell
from sightline.foundation.commands import DONE, Command, Misuse, answer, commands, say
from sightline.partnership.queries import partnership_by_slug
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import roles
from sightline.people.letters import site
from sightline.people.queries import account_by_email
from sightline.people.services import create_account, grant_role, reset_second_step_of
from sightline.people.services.accounts import person_for
from sightline.people.services.invitations import new_link


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the address they sign in with")
    parser.add_argument("--name", required=True, help="their name")
    parser.add_argument("--role", help=f"one of: {', '.join(role.key for role in roles if role.by_hand)}")
    parser.add_argument("--partnership", help="the word the partnership has in its address")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read their password from the first line of input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def _create(typed: Namespace) -> int:
    if bool(typed.role) != bool(typed.partnership):
        raise Misuse(
            "Give both --role and --partnership, or neither for somebody who may create partnerships."
        )
    password = sys.stdin.readline().rstrip("\r\n") if typed.password_stdin else ""
    if typed.password_stdin and not password:
        raise Misuse("No password came in. Put it on the first line of standard input.")
    try:
        with transaction.atomic():
            made = _made(typed, password)
    except Refused as problem:
        raise Misuse(str(problem)) from None
    if typed.json:
        answer(made)
    else:
        _tell(made)
    return DONE


def _made(typed: Namespace, password: str) -> dict[str, Any]:
    shell, partnership = Shell(), None
    if typed.partnership:
        partnership = partnership_by_slug(typed.partnership)
        if partnership is None:
            raise Misuse(
                f"There is no partnership “{typed.partnership}”. Create it first: partnership create SLUG."
            )
    account = create_account(
        by=shell, email=typed.email, name=typed.name, may_found=partnership is None, password=password
    )
    if partnership:
        person = person_for(shell, partnership, account, typed.name)
        grant_role(by=shell, person=person, role=typed.role)
    made: dict[str, Any] = {
        "email": account.email,
        "name": account.name,
        "partnership": partnership.slug if partnership else None,
        "role": typed.role,
        "link": None,
        "expires_at": None,
    }
    if not account.has_usable_password():
        link, invitation = new_link(by=shell, account=account, partnership=partnership, site=site())
        made |= {"link": link, "expires_at": invitation.expires_at.isoformat()}
    return made


def _tell(made: dict[str, Any]) -> None:
    what = (
        f"{roles[made['role']].title} of /{made['partnership']}/"
        if made["role"]
        else "may create partnerships"
    )
    say(f"{made['name']} ({made['email']}): {what}.")
    if made["link"]:
        say("To choose a password, once and within 7 days:")
        say(f"  {made['link']}")


def _reset_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("email", help="the address they sign in with")
    parser.add_argument("--reason", required=True, help="a sentence, which is kept in the history")


def _reset(typed: Namespace) -> int:
    account = account_by_email(typed.email)
    if account is None:
        raise Misuse(f"Nobody signs in as “{typed.email}”.")
    try:
        reset_second_step_of(by=Shell(), account=account, reason=typed.reason)
    except Refused as problem:
        raise Misuse(str(problem)) from None
    say(f"{account.name} signs in by password, and sets up a new second step.")
    return DONE


commands.add(
    Command(
        "person reset-second-step",
        "let somebody in who lost both their phone and their recovery codes",
        _reset_arguments,
        _reset,
    )
)
commands.add(
    Command("person create", "give somebody an account, and a role in a partnership", _arguments, _create)
)
