"""Makes one demonstration partnership, in one transaction: all of it or, after a kill, nothing.

Its spreadsheets go through the import engine as anybody's do, so that its history, its coverage and its audit
trail are the real thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template

from django.db import transaction

from sightline.demo import actions, attendance, challenges, sheets, training
from sightline.demo.bodies import BODIES, MASH
from sightline.demo.effects import follow_up
from sightline.demo.funding import fund
from sightline.demo.governance import settle_governance
from sightline.demo.meetings import hold_meetings
from sightline.demo.people import make_people, settle_people
from sightline.demo.places import Place
from sightline.demo.required_reports import report_to_one_another
from sightline.foundation.access import Actor, Shell
from sightline.foundation.text import fold
from sightline.imports import services as imports
from sightline.imports.layouts import layouts
from sightline.partnership import roles
from sightline.partnership import services as partnerships
from sightline.partnership.models import Agency, Body, Partnership
from sightline.people.models import Person
from sightline.reports.services.importing import import_text
from sightline.reports.services.publishing import publish

TEXTS = Path(__file__).parent / "texts"
CHAIR_CHANGED = date(2023, 9, 1)
"""The day the police took the chair of the MASH group over from the council."""


@transaction.atomic
def make(place: Place, seed: int) -> Partnership:
    """The demonstration partnership of a place, with everything in it."""
    by = Shell("demonstration")
    partnership = partnerships.create_partnership(
        by=by, slug=place.slug, name=place.partnership, area=place.name, demonstration=True
    )
    people = make_people(by, partnership, place, seed)
    coordinator = people[roles.COORDINATOR]
    for as_at, share in ((date(2023, 4, 1), 0.97), (date(2024, 4, 1), 1.0)):
        agencies = sheets.agencies(place, as_at, share)
        take_in(coordinator, partnership, "agencies", f"agencies-{as_at.year}.csv", agencies)
    make_bodies(coordinator, partnership, place)
    settle_people(by, people, partnership, place)
    for layout, name, content in spreadsheets(place, seed, people[roles.PRACTITIONER]):
        take_in(coordinator, partnership, layout, name, content)
    settle_governance(coordinator, partnership, people)
    hold_meetings(coordinator, partnership, people)
    report_to_one_another(coordinator, partnership)
    fund(coordinator, partnership, place, seed)
    lead = people[roles.QA_LEAD]
    follow_up(lead, partnership, place, seed, checked_by=f"{lead.name}, {lead.job_role.lower()}")
    write_reports(people[roles.SCRUTINEER], partnership, place)
    return partnership


def spreadsheets(place: Place, seed: int, practitioner: Person) -> Iterator[tuple[str, str, bytes]]:
    """What the coordinator imports: layout, file name and content. The practitioner came to some of the training."""
    yield "action-tracker", "action-tracker.xlsx", sheets.action_tracker(place, actions.tracker(place, seed))
    for year, bodies in attendance.workbooks(place, seed).items():
        yield "attendance", f"attendance-{year}.xlsx", sheets.attendance_workbook(year, bodies)
    post = training.Delegate(
        practitioner.name, practitioner.email, practitioner.job_role, place.community_health
    )
    for year, rows in training.exports(place, seed, post).items():
        yield "training-bookings", f"training-bookings-{year}.csv", sheets.as_csv(rows)
    yield "challenge-log", "challenge-log.xlsx", sheets.challenge_log(challenges.log(place, seed))


def take_in(by: Actor, partnership: Partnership, layout: str, name: str, content: bytes) -> None:
    """Import one file."""
    import_ = imports.receive(by=by, partnership=partnership, name=name, chunks=[content])
    imports.plan(by=by, import_=import_, layout=layouts[layout])
    outcome = imports.commit(by=by, import_=import_)
    if not outcome.went_in:
        raise AssertionError(f"{name} did not go in: {outcome.errors[:3]}")


def make_bodies(by: Actor, partnership: Partnership, place: Place) -> None:
    """The bodies, what each reports to, and the agencies' seats on them."""
    agencies = {agency.key: agency for agency in Agency.objects.of(partnership)}
    made: dict[str, Body] = {}
    for body in BODIES:
        made[body.name] = partnerships.add_body(
            by=by,
            partnership=partnership,
            name=body.name,
            purpose=body.purpose,
            reports_to=made.get(body.reports_to),
        )
        for number, word in enumerate(body.members):
            agency = agencies[fold(getattr(place, word))]
            chairs = number == 0
            since = CHAIR_CHANGED if chairs and body.name == MASH else date(2022, 4, 1)
            title = "Chair" if chairs else "Member"
            partnerships.add_seat(by=by, body=made[body.name], agency=agency, title=title, since=since)
    partnerships.add_seat(
        by=by,
        body=made[MASH],
        agency=agencies[fold(place.council)],
        title="Chair",
        since=date(2022, 4, 1),
        until=date(2023, 8, 31),
    )


def write_reports(scrutineer: Person, partnership: Partnership, place: Place) -> None:
    """Last year's report, published; and this year's draft, one claim of which does not hold."""
    names = {
        "area": place.name,
        "council": place.council,
        "police": place.police,
        "hospitals": place.hospitals,
        "scrutineer": scrutineer.name,
    }
    for year in ("2023-24", "2024-25"):
        text = Template((TEXTS / f"scrutineer-{year}.md").read_text("utf-8")).substitute(names)
        report = import_text(
            by=scrutineer, partnership=partnership, text=text, name=f"scrutineers-report-{year}"
        )
        if year == "2023-24":
            publish(by=scrutineer, report=report)
