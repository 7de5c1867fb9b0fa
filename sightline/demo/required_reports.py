"""What the bodies of a demonstration partnership reported to one another in its last year.

Nearly all came in time. The MASH group sent one late, and its last to the business group is still missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sightline.demo.bodies import BUSINESS, EXECUTIVE, LEADS, MASH, QUALITY, REVIEWS
from sightline.foundation.access import Actor
from sightline.meetings.queries import meetings
from sightline.partnership.models import Body, Coverage, Partnership
from sightline.partnership.services.coverage import adjust_coverage
from sightline.required_reports import queries, services
from sightline.required_reports.models import Frequency, Requirement

SINCE, LAST = date(2024, 4, 1), date(2025, 3, 31)


@dataclass(frozen=True)
class Told:
    """What a body reports to some others. ``days`` are how many days before each was due it came, minus for late and
    None for not at all: for each body that receives it, in order."""

    subject: str
    reporter: str
    to: tuple[str, ...]
    frequency: Frequency
    first_on: date
    days: tuple[tuple[int | None, ...], ...]
    concerns: str = ""


REPORTS = (
    Told(
        "How the front door works",
        MASH,
        (EXECUTIVE, BUSINESS),
        Frequency.QUARTERLY,
        date(2024, 4, 30),
        ((4, 1, -12, 2), (4, 0, 2, None)),
        "Every agency in the MASH",
    ),
    Told(
        "What audits found",
        QUALITY,
        (BUSINESS,),
        Frequency.HALF_YEARLY,
        date(2024, 9, 30),
        ((7, 3),),
        "Agencies whose cases were audited",
    ),
    Told(
        "Reviews and their actions",
        REVIEWS,
        (BUSINESS,),
        Frequency.QUARTERLY,
        date(2024, 6, 30),
        ((5, 3, 10, 2),),
    ),
    Told(
        "How the year's priorities stand",
        EXECUTIVE,
        (LEADS,),
        Frequency.YEARLY,
        date(2025, 2, 28),
        ((9,),),
        "The three safeguarding partners",
    ),
)


def report_to_one_another(by: Actor, partnership: Partnership) -> None:
    """The rules of the year, and when each report came; the next meeting of whoever receives it considered it."""
    bodies = {body.name: body for body in Body.objects.of(partnership)}
    held = list(meetings(partnership).order_by("held_on"))
    came: dict[tuple[str, str], tuple[int | None, ...]] = {}
    for told in REPORTS:
        rule = Requirement(
            partnership=partnership,
            reporter=bodies[told.reporter],
            subject=told.subject,
            concerns=told.concerns,
            frequency=told.frequency,
            first_on=told.first_on,
            until=LAST,
        )
        services.require_reports(by=by, requirement=rule, to=[bodies[name] for name in told.to])
        came |= {(told.subject, name): days for name, days in zip(told.to, told.days, strict=True)}
    for rule in queries.requirements(partnership).select_related("reporter", "to"):
        for report, early in zip(queries.due_under(rule), came[rule.subject, rule.to.name], strict=True):
            if early is not None:
                day = report.due_on - timedelta(days=early)
                theirs = (one for one in held if one.body_id == rule.to_id and one.held_on >= day)
                services.due_reports.correct(
                    by=by, record=report, values={"received_on": day, "meeting": next(theirs, None)}
                )
    for span in Coverage.objects.of(partnership).filter(source=queries.SOURCE):
        adjust_coverage(by=by, span=span, start=SINCE, end=LAST, reason="What came in the year is here.")
