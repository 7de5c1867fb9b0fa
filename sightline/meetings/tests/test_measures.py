"""Figures about meetings against a handful counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.meetings.models import Attendance, Meeting, Presence
from sightline.partnership.models import Body, Coverage, Partnership

P, D, A, X, N = Presence.PRESENT, Presence.DEPUTY, Presence.APOLOGIES, Presence.ABSENT, Presence.NOT_A_MEMBER
# body, date, then what the sheet says of the council's chair, the police's member and probation's member
MEETINGS = (
    ("DSP Executive", date(2024, 4, 30), (P, D, N)),  # 2 of 2
    ("DSP Executive", date(2024, 6, 3), (P, A, P)),  # 2 of 3
    ("Business Group", date(2024, 6, 10), (X, A, D)),  # 1 of 3
    ("Business Group", date(2025, 4, 1), (P, P, P)),  # after the year
)


@pytest.fixture
def year(partnership: Partnership, agency: Callable[..., Any]) -> Scope:
    Coverage.objects.create(
        partnership=partnership, source="meetings", start=date(2024, 4, 1), end=date(2025, 3, 31)
    )
    members = [(agency("Council"), "Chair"), (agency("Police"), "Member"), (agency("Probation"), "Member")]
    bodies = {
        name: Body.objects.create(partnership=partnership, key=name.casefold(), name=name)
        for name in ("DSP Executive", "Business Group", "QA Group")
    }
    for number, (body, day, said) in enumerate(MEETINGS):
        meeting = Meeting.objects.create(
            partnership=partnership, key=str(number), body=bodies[body], held_on=day
        )
        for (who, seat), presence in zip(members, said, strict=True):
            Attendance.objects.create(
                partnership=partnership,
                key=f"{number} {who}",
                meeting=meeting,
                agency=who,
                seat=seat,
                presence=presence,
            )
    return Scope(partnership=partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))


def fractions(scope: Scope, dimension: str) -> dict[str, tuple[int | None, int | None]]:
    groups = evaluate("meetings.attendance_rate", scope, dimension).groups
    return {name: (group.numerator, group.denominator) for name, group in groups.items()}


def test_meetings_held_by_body_lists_bodies_that_did_not_meet(year: Scope) -> None:
    answer = evaluate("meetings.held", year, "body")
    assert answer.value == 3
    assert {name: group.value for name, group in answer.groups.items()} == {
        "Business Group": 1,
        "DSP Executive": 2,
        "QA Group": 0,
    }


def test_attendance_counts_deputies_and_leaves_out_who_was_not_a_member(year: Scope) -> None:
    answer = evaluate("meetings.attendance_rate", year)
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(5, 8), 5, 8)


def test_attendance_by_body_by_agency_and_by_role(year: Scope) -> None:
    assert fractions(year, "body") == {"Business Group": (1, 3), "DSP Executive": (4, 5), "QA Group": (0, 0)}
    assert fractions(year, "agency") == {"Council": (2, 3), "Police": (1, 3), "Probation": (2, 2)}
    assert fractions(year, "seat") == {"Chair": (2, 3), "Member": (3, 5)}


def test_deputies_are_a_part_of_those_expected(year: Scope) -> None:
    answer = evaluate("meetings.deputy_rate", year, "agency")
    assert (answer.numerator, answer.denominator) == (2, 8)
    groups = {name: (group.numerator, group.denominator) for name, group in answer.groups.items()}
    assert groups == {"Council": (0, 3), "Police": (1, 3), "Probation": (1, 2)}


def test_a_body_that_did_not_meet_has_no_rate(year: Scope) -> None:
    group = evaluate("meetings.attendance_rate", year, "body").groups["QA Group"]
    assert (group.value, group.rows) == (None, 0)
    assert group.why_not == "Nobody was expected at a meeting in 2024-25, so there is no figure."


def test_months_without_a_meeting_are_no_points_of_the_rate(year: Scope) -> None:
    points = series("meetings.attendance_rate", year)
    assert {f"{point.start:%m}": point.value for point in points if point.value is not None} == {
        "04": 1,
        "06": Fraction(1, 2),
    }


def test_a_withdrawn_meeting_takes_its_attendance_with_it(year: Scope) -> None:
    Meeting.objects.of(year.partnership).filter(held_on=date(2024, 6, 10)).update(withdrawn_at=timezone.now())
    assert evaluate("meetings.held", year).value == 2
    answer = evaluate("meetings.attendance_rate", year)
    assert (answer.numerator, answer.denominator) == (4, 5)


def test_the_same_person_is_who_came_in_person_to_the_meeting_before_too(
    covered: Coverage, meeting: Callable[..., Meeting], came: Callable[..., Any], agency: Callable[..., Any]
) -> None:
    health = agency("Health")
    marks = (
        (date(2024, 4, 9), (("Ann Bell", P), ("Ben Cole", P)), (("Dee Fox", P),)),
        (
            date(2024, 5, 9),
            (("Ann Bell", P), ("Ben Cole", D)),
            (("Dee Fox", A),),
        ),  # Ann again, a deputy for Ben
        (
            date(2024, 6, 9),
            (("Ann Bell", P), ("Ben Cole", P)),
            (("Dee Fox", P),),
        ),  # Ann again; no Health before
        (date(2024, 7, 9), (("Cat Dunn", P),), (("Dee Fox", P),)),  # Cat is new, Dee again
    )
    for day, police, others in marks:
        one = meeting(day)
        for name, presence in police:
            came(one, name, presence)
        for name, presence in others:
            came(one, name, presence, agency=health)
        came(one, presence=P, seat="Member without a name")
    scope = Scope(partnership=covered.partnership, period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    answer = evaluate("meetings.same_person_rate", scope, "agency")
    assert (answer.numerator, answer.denominator) == (3, 6)
    groups = {name: (group.numerator, group.denominator) for name, group in answer.groups.items()}
    assert groups == {"Health": (1, 1), "Westmoor & Coast Constabulary": (2, 5)}
