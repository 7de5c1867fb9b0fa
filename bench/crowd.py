"""Ten years of a partnership that everybody uses: 2,000 users, and 400 actions with all that belongs to them beside
those of ten years' trackers. Its home page, list, board and progress of actions, against an empty page.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from bench.pages import EMPTY, p95s
from bench.records import YEARS, ten_years
from bench.timing import Result

USERS = 2_000
ACTIONS_A_YEAR = 40
DONE, ON_TIME, LOOKED_AT, WORKED = 0.92, 0.55, 0.6, 0.9
MOVED, ACCEPTED, SHOWN, REOPENED = 0.35, 0.05, 0.7, 0.05
SOURCES = ("rapid review", "practice review", "audit", "meeting", "section 11", "health check")
PATHS = ("", "actions/", "actions/board", "actions/progress")


def run() -> Iterator[Result]:
    from django.conf import settings
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    where = "on PostgreSQL" if connection.vendor == "postgresql" else "on SQLite"
    partnership = ten_years()
    coordinator, officer = crowded(partnership)
    for who, paths in ((coordinator, PATHS), (officer, PATHS[:2])):
        client = _signed_in(who)
        for path in paths:
            floor, measured = p95s(client, f"/{partnership.slug}/{EMPTY}", f"/{partnership.slug}/{path}")
            role = "" if who is coordinator else ", an agency’s officer"
            yield Result(f"ten years {where}: /{path}{role}", floor * 1000, measured * 1000, 3, "ms")


def _signed_in(person: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(person.account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def crowded(partnership: Any, *, users: int = USERS, actions_a_year: int = ACTIONS_A_YEAR) -> tuple[Any, Any]:
    """Give a partnership its users and actions, with the trail of each; answers its coordinator and an officer."""
    from django.db import connection, transaction

    from sightline.audit.services import added, seal_waiting
    from sightline.foundation.access import Shell
    from sightline.foundation.bulk import plan_afresh

    dice = random.Random(1)
    with transaction.atomic():
        people = _users(partnership, users)
        by = Shell()
        for year in YEARS:
            for number in range(actions_a_year):
                for record in _action(dice, partnership, people, year.start, number):
                    added(by=by, record=record)
        connection.run_on_commit.clear()  # a link of the trail for each of them: made below, in one step
    seal_waiting()
    plan_afresh()
    return people[0], people[1]


def _users(partnership: Any, count: int) -> list[Any]:
    """Persons with an account and a role, spread over the agencies; the first coordinates."""
    from sightline.partnership.models import Agency
    from sightline.partnership.roles import AGENCY_REPRESENTATIVE, COORDINATOR
    from sightline.people.models import Account, Person, RoleGrant

    agencies = list(Agency.objects.of(partnership))
    emails = [f"user{number}@{partnership.slug}.example.org" for number in range(count)]
    accounts = Account.objects.bulk_create(
        [Account(email=email, name=f"User {number}", password="!") for number, email in enumerate(emails)]
    )
    people = Person.objects.bulk_create(
        [
            Person(
                partnership=partnership,
                key=account.email,
                name=account.name,
                email=account.email,
                agency=agencies[number % len(agencies)],
                account=account,
            )
            for number, account in enumerate(accounts)
        ]
    )
    RoleGrant.objects.bulk_create(
        [
            RoleGrant(
                partnership=partnership,
                person=person,
                role=AGENCY_REPRESENTATIVE if number else COORDINATOR,
                since=YEARS[-1].start,
            )
            for number, person in enumerate(people)
        ]
    )
    return people


def _action(
    dice: random.Random, partnership: Any, people: list[Any], first: date, number: int
) -> Iterator[Any]:
    """An action that was agreed some day of a year, then what was recorded of it, in the order it came about."""
    from sightline.actions.models import AcceptedRisk, Action, DateMove, Effect, Reopening

    last = YEARS[0].end
    reference = f"LIVE/{first.year}-{number}"
    owner = dice.choice(people)
    agreed = first + timedelta(days=dice.randrange(365))
    due = agreed + timedelta(days=dice.randrange(60, 270))
    late = 0 if dice.random() < ON_TIME else dice.randrange(1, 240)
    completed = due + timedelta(days=late - dice.randrange(20)) if dice.random() < DONE else None
    if completed and completed > last:
        completed = None
    checked = completed + timedelta(days=90) if completed and dice.random() < LOOKED_AT else None
    looked = checked is not None and checked <= last
    action = Action(
        partnership=partnership,
        key=reference.lower().replace("/", "-"),
        reference=reference,
        source=dice.choice(SOURCES),
        review=f"Review {first.year}/{number // 8}",
        recommendation=f"Partners should be sure that theme {number // 3} is understood in every agency.",
        undertaking=f"Brief every team on theme {number} and keep a list of who was told",
        agency=owner.agency,
        owner=owner.name,
        owner_person=owner,
        agreed_on=agreed,
        due_on=due,
        started_on=agreed + timedelta(days=20) if dice.random() < DONE else None,
        completed_on=completed,
        progress="Half of the teams were briefed." if dice.random() < SHOWN else "",
        effect=(Effect.ASSURED if dice.random() < WORKED else Effect.NOT_ACHIEVED) if looked else "",
        checked_on=checked if looked else None,
        checked_by="Ada Brook" if looked else "",
        seen="Staff know it." if looked else "",
    )
    yield action
    belongs = {"partnership": partnership, "action": action}
    if dice.random() < MOVED:
        moved = {"moved_on": due - timedelta(days=9), "was_due_on": due - timedelta(days=60), "due_on": due}
        yield DateMove(**belongs, key=f"move-{reference}", authority="Executive", why="Winter", **moved)
    if dice.random() < ACCEPTED:
        until = due + timedelta(days=90)
        yield AcceptedRisk(
            **belongs, key=f"risk-{reference}", since=due, until=until, accepted_by="Executive", why="Winter"
        )
    if completed and dice.random() < REOPENED:
        before = {"since": agreed, "due_on": due, "completed_on": agreed + timedelta(days=30)}
        again = agreed + timedelta(days=50)
        yield Reopening(**belongs, key=f"again-{reference}", reopened_on=again, why="It came back", **before)
    if completed and dice.random() < SHOWN:
        yield from _evidence(belongs, reference, completed)


def _evidence(belongs: dict[str, Any], reference: str, completed: date) -> Iterator[Any]:
    from sightline.actions.models import Evidence, EvidenceVersion

    evidence = Evidence(**belongs, key=f"evidence-{reference}", title="Who was briefed")
    yield evidence
    for number in (1, 2):
        said = f"List {number} of who was briefed"
        yield EvidenceVersion(
            partnership=belongs["partnership"],
            key=f"evidence-{reference}-{number}",
            evidence=evidence,
            number=number,
            said=said,
            sha256=sha256(said.encode()).hexdigest(),
            obtained_on=completed,
            obtained_by="Ada Brook",
        )
