"""Every claim depends on its records: one datum changed turns its verdict, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from sightline.actions.models import Action
from sightline.challenges.models import Challenge
from sightline.claims.figuring import RecordedFigures
from sightline.claims.verdicts import VerdictKind
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.partnership.models import Coverage, Partnership, Seat, Workforce
from sightline.reports.checking import judged
from sightline.training.models import Booking, Place, Session

Break = Callable[[], object]


def _booking(was: str, becomes: str) -> Break:
    def change() -> None:
        Booking.objects.filter(reference=Booking.objects.filter(place=was).latest("pk").reference).update(
            place=becomes
        )

    return change


def _action(reference: str, **values: object) -> Break:
    return lambda: Action.objects.filter(reference=reference).update(**values)


def _uncover(source: str) -> Break:
    return lambda: Coverage.objects.filter(source=source).update(end=date(2024, 12, 31))


def _withdraw(model: type, **which: object) -> Break:
    def change() -> None:
        record = model.objects.filter(**which).first()  # type: ignore[attr-defined]
        record.withdrawn_at = "2026-01-01T00:00:00Z"
        record.save()

    return change


@dataclass(frozen=True)
class Dependence:
    """A check that holds, the areas of record it rests on, and what it becomes when one datum is broken."""

    area: str
    check: str
    broken: Break
    becomes: VerdictKind = VerdictKind.DOES_NOT_HOLD

    def __str__(self) -> str:
        return self.check


NOT_RECORDED = VerdictKind.NOT_RECORDED
DEPENDENCES = (
    Dependence("training", "training.places_attended in 2024-25 >= 8", _booking("attended", "cancelled")),
    Dependence("training", "training.places_attended in 2024-25 = 8", _booking("did not attend", "attended")),
    Dependence(
        "training", "training.places_booked in 2024-25 = 10", _booking("waiting list", "late cancellation")
    ),
    Dependence("training", "training.did_not_attend in 2024-25 <= 1", _booking("attended", "did not attend")),
    Dependence(
        "training", "training.late_cancellations in 2024-25 < 2", _booking("attended", "late cancellation")
    ),
    Dependence("training", "training.dna_rate in 2024-25 <= 10%", _booking("attended", "did not attend")),
    Dependence(
        "training", "training.sessions in 2024-25 between 2 and 3", _withdraw(Session, reference="E1")
    ),
    Dependence(
        "training",
        "training.people_attended in 2024-25 = 7",
        lambda: Booking.objects.filter(reference="B3").update(place=Place.CANCELLED),
    ),
    Dependence(
        "training workforce", "training.reach in 2024-25 >= 30%", lambda: Workforce.objects.update(staff=24)
    ),
    Dependence(
        "training",
        'training.places_attended{agency="Westmoor County Council"} in 2024-25 = 7',
        lambda: Booking.objects.filter(reference="B2").update(place=Place.CANCELLED),
    ),
    Dependence(
        "training",
        "training.places_attended in 2024-25 rises since 2023-24",
        _uncover("training"),
        NOT_RECORDED,
    ),
    Dependence("actions", "actions.outstanding at 2025-03-31 <= 3", _action("RR-1", completed_on=None)),
    Dependence(
        "actions",
        "actions.outstanding at 2025-03-31 falls by >= 50% since 2024-03-31",
        _action("RR-5", completed_on=None),
    ),
    Dependence("actions", "actions.overdue at 2025-03-31 = 1", _action("RR-7", due_on=date(2025, 3, 30))),
    Dependence(
        "actions", "actions.completed in 2024-25 >= 4", _action("RR-2", completed_on=date(2024, 3, 31))
    ),
    Dependence(
        "actions",
        "actions.completed_on_time_rate in 2024-25 >= 75%",
        _action("RR-2", completed_on=date(2024, 5, 2)),
    ),
    Dependence(
        "actions",
        "actions.median_age_outstanding at 2025-03-31 = 455",
        _action("RR-7", agreed_on=date(2024, 1, 2)),
    ),
    Dependence(
        "actions",
        'actions.outstanding{source="rapid review"} at 2025-03-31 = 1',
        _action("RR-6", source="rapid review"),
    ),
    Dependence(
        "actions",
        "actions.outstanding at 2025-03-31 by agency each <= 2",
        _action("RR-1", completed_on=None),
    ),
    Dependence(
        "actions",
        "actions.outstanding monthly from 2023-04 to 2025-03 is improving",
        lambda: Action.objects.update(completed_on=None),
    ),
    Dependence("actions", "actions.completed in 2024-25 > 0", _uncover("actions"), NOT_RECORDED),
    Dependence("meetings", "meetings.held in 2024-25 = 5", _withdraw(Meeting, held_on=date(2024, 5, 1))),
    Dependence(
        "meetings",
        "meetings.attendance_rate in 2024-25 by body each >= 90%",
        lambda: Attendance.objects.filter(
            pk=Attendance.objects.filter(presence="present").earliest("pk").pk
        ).update(presence=Presence.ABSENT),
    ),
    Dependence(
        "meetings",
        'meetings.attendance_rate{body="MASH Operational Group"} in 2024-25 = 100%',
        lambda: Attendance.objects.filter(meeting__body__name__startswith="MASH").update(
            presence="apologies"
        ),
    ),
    Dependence(
        "chairs",
        'partnership.chair_agency{body="MASH Operational Group"} at 2025-03-31 is not "Westmoor County Council"',
        lambda: Seat.objects.update(agency=Action.objects.get(reference="RR-1").agency),
    ),
    Dependence(
        "chairs",
        'partnership.chair_agency{body="MASH Operational Group"} at 2025-03-31 is "Westmoor & Coast Constabulary"',
        lambda: Seat.objects.update(until=date(2025, 3, 30)),
        NOT_RECORDED,
    ),
    Dependence("challenges", "challenges.raised in 2024-25 >= 2", _withdraw(Challenge, closed_on=None)),
    Dependence(
        "challenges",
        "challenges.open at 2025-03-31 <= 1",
        lambda: Challenge.objects.update(closed_on=None),
    ),
    Dependence(
        "challenges",
        "challenges.median_days_to_close in 2024-25 <= 30",
        lambda: Challenge.objects.exclude(closed_on=None).update(closed_on=date(2024, 7, 2)),
    ),
)


def _verdict(partnership: Partnership, check: str) -> VerdictKind | str:
    one = judged(check, RecordedFigures(partnership))
    return one.verdict.kind if one.verdict else one.problem


@pytest.mark.parametrize("one", DEPENDENCES, ids=str)
def test_breaking_the_datum_a_claim_depends_on_turns_its_verdict_and_no_other(
    one: Dependence, records: Partnership
) -> None:
    others = [other for other in DEPENDENCES if not set(other.area.split()) & set(one.area.split())]
    assert _verdict(records, one.check) == VerdictKind.HOLDS
    assert {_verdict(records, other.check) for other in others} == {VerdictKind.HOLDS}

    one.broken()

    assert _verdict(records, one.check) == one.becomes
    assert {_verdict(records, other.check) for other in others} == {VerdictKind.HOLDS}
