"""The forum of the demonstration's partnerships, with a year of issues that cross their boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from sightline.demo.forum_meetings import hold_forum_meetings
from sightline.forum import services
from sightline.forum.models import Allocation, Issue, Rating
from sightline.foundation.access import Actor
from sightline.partnership.models import AgencyKind, Coverage, Partnership
from sightline.partnership.queries import agencies, partnership_by_slug
from sightline.partnership.services.coverage import adjust_coverage

SLUG, NAME = "three-rivers-forum", "Three Rivers Safeguarding Forum"
SINCE = date(2024, 4, 1)
A_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Told:
    """An issue as it was raised by one of the members, by their order, and what was decided.

    The first member has not answered yet: its people find that among what needs them.
    """

    title: str
    what: str
    raised_by: int
    raised_on: date
    affects: tuple[int, ...]
    rating: Rating
    decision: str = ""
    undertaking: str = ""
    taken_up: tuple[int, ...] = ()


ISSUES = (
    Told(
        "Children moved by county lines along the coast railway",
        "Young people are found at stations of a neighbouring area, and neither area knows what the other did.",
        0,
        date(2024, 5, 14),
        (0, 1, 2),
        Rating.HIGH,
        "One mapping meeting a month for all areas, chaired by each police force in turn.",
        "Name a single point of contact for children found outside their area.",
        (1,),
    ),
    Told(
        "Threshold documents say different things about unborn babies",
        "A hospital that serves two areas works to two thresholds for pre-birth assessment.",
        1,
        date(2024, 9, 10),
        (0, 1),
        Rating.MEDIUM,
        "One wording for pre-birth referrals in all threshold documents.",
        "Put the agreed wording into the threshold document.",
        (1,),
    ),
    Told(
        "Home education across the boundary is seen by nobody",
        "Families move between areas when they are asked about home education.",
        2,
        date(2025, 2, 4),
        (0, 2),
        Rating.MEDIUM,
    ),
)


@transaction.atomic
def make_forum(by: Actor, members: Sequence[Partnership]) -> Partnership | None:
    """A forum of these partnerships; None where it is there already, or would have fewer than three members."""
    if len(members) < 3 or partnership_by_slug(SLUG):
        return None
    forum = services.found_forum(by=by, slug=SLUG, name=NAME, members=list(members))
    for span in Coverage.objects.filter(source="forum", partnership__in=[forum, *members]):
        adjust_coverage(by=by, span=span, start=SINCE, end=None, reason="Its issues of the year are here.")
    for told in ISSUES:
        _raise(by, forum, members, told)
    hold_forum_meetings(by, forum, members, SINCE)
    return forum


def _raise(by: Actor, forum: Partnership, members: Sequence[Partnership], told: Told) -> None:
    decided = told.raised_on + A_MONTH if told.decision else None
    issue = services.raise_issue(
        by=by,
        issue=Issue(
            partnership=forum,
            title=told.title,
            what=told.what,
            raised_by=members[told.raised_by],
            raised_on=told.raised_on,
            rating=told.rating,
            assessment="It touches more than one area, and none of them can settle it alone.",
            decision=told.decision,
            decided_on=decided,
        ),
        areas=[members[number] for number in told.affects],
    )
    if decided is None:
        return
    for number in told.affects:
        allocation = Allocation(
            partnership=forum,
            issue=issue,
            member=members[number],
            undertaking=told.undertaking,
            allocated_on=decided,
            due_on=decided + 3 * A_MONTH,
        )
        services.allocate(by=by, allocation=allocation)
        if number in told.taken_up:
            lead = agencies(members[number]).filter(kind=AgencyKind.LOCAL_AUTHORITY).get()
            services.take_up(by=by, allocation=allocation, agency=lead)
