"""Figures about actions against a handful counted by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.utils import timezone

from sightline.actions import services
from sightline.actions.models import AcceptedRisk, Action
from sightline.foundation.access import Shell
from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.models import Coverage, Partnership

D = date
# reference, source, lead agency, agreed, due, completed
ACTIONS = (
    (
        "A1",
        "practice review",
        "Council",
        D(2023, 5, 1),
        D(2023, 9, 1),
        D(2024, 3, 31),
    ),  # complete on the last day
    ("A2", "practice review", "Council", D(2023, 6, 1), D(2024, 6, 1), D(2024, 6, 1)),  # on time, to the day
    ("A3", "practice review", "Police", D(2023, 7, 1), D(2024, 5, 1), D(2024, 5, 2)),  # a day late
    ("A4", "rapid review", "Police", D(2024, 3, 31), D(2025, 3, 31), None),  # due on the day: not overdue yet
    ("A5", "rapid review", "Council", D(2024, 4, 1), D(2025, 3, 30), None),  # overdue by a day
    ("A6", "rapid review", "Council", D(2024, 9, 1), None, None),  # without a target date: never overdue
    ("A7", "rapid review", "Council", D(2024, 9, 1), None, D(2024, 12, 1)),  # neither on time nor late
    ("A8", "rapid review", "Police", D(2025, 4, 1), D(2025, 4, 1), None),  # agreed after the year
)
YEAR = Period(D(2024, 4, 1), D(2025, 3, 31))


@pytest.fixture
def westmoor(partnership: Partnership, agency: Callable[..., Any]) -> Partnership:
    Coverage.objects.create(
        partnership=partnership, source="actions", start=D(2023, 4, 1), end=D(2026, 3, 31)
    )
    who = {name: agency(name) for name in ("Council", "Police")}
    for reference, source, lead, agreed, due, completed in ACTIONS:
        Action.objects.create(
            partnership=partnership,
            key=reference,
            reference=reference,
            source=source,
            undertaking="Act",
            agency=who[lead],
            agreed_on=agreed,
            due_on=due,
            completed_on=completed,
        )
    return partnership


def at(partnership: Partnership, day: date, **where: tuple[str, ...]) -> Scope:
    return Scope(partnership=partnership, at=day, where=where)


@pytest.mark.parametrize(
    ("day", "outstanding", "overdue"),
    [
        (D(2023, 4, 30), 0, 0),
        (D(2024, 3, 30), 3, 1),  # A1 is late, A2, A3
        (D(2024, 3, 31), 3, 0),  # A1 is done, A4 was agreed
        (D(2024, 5, 1), 4, 0),  # A3 is due, not overdue
        (D(2024, 6, 1), 2, 0),
        (D(2025, 3, 31), 3, 1),  # A4, A5 and A6; only A5 is overdue
        (D(2025, 4, 1), 4, 2),
    ],
)
def test_what_is_outstanding_and_overdue_at_a_date(
    westmoor: Partnership, day: date, outstanding: int, overdue: int
) -> None:
    assert evaluate("actions.outstanding", at(westmoor, day)).value == outstanding
    assert evaluate("actions.overdue", at(westmoor, day)).value == overdue


def test_outstanding_actions_by_agency_and_by_source(westmoor: Partnership) -> None:
    end = at(westmoor, D(2025, 3, 31))
    agencies = evaluate("actions.outstanding", end, "agency").groups
    assert {name: group.value for name, group in agencies.items()} == {"Council": 2, "Police": 1}
    only = at(westmoor, D(2024, 3, 31), source=("Practice Review",))
    assert evaluate("actions.outstanding", only).value == 2


def test_completed_actions_count_on_the_day_they_were_completed(westmoor: Partnership) -> None:
    assert evaluate("actions.completed", Scope(partnership=westmoor, period=YEAR)).value == 3
    before = Period(D(2023, 4, 1), D(2024, 3, 31))
    assert evaluate("actions.completed", Scope(partnership=westmoor, period=before)).value == 1


def test_on_time_means_by_the_target_date_among_those_that_had_one(westmoor: Partnership) -> None:
    answer = evaluate("actions.completed_on_time_rate", Scope(partnership=westmoor, period=YEAR))
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(1, 2), 1, 2)


def test_the_median_age_is_of_what_is_outstanding(westmoor: Partnership) -> None:
    # A4 is 365 days old on 31 March 2025, A5 364, A6 211.
    assert evaluate("actions.median_age_outstanding", at(westmoor, D(2025, 3, 31))).value == 364


def test_a_withdrawn_action_is_in_no_figure(westmoor: Partnership) -> None:
    Action.objects.of(westmoor).filter(reference="A5").update(withdrawn_at=timezone.now())
    assert evaluate("actions.outstanding", at(westmoor, D(2025, 3, 31))).value == 2
    assert evaluate("actions.overdue", at(westmoor, D(2025, 3, 31))).value == 0


def test_the_part_that_is_overdue_is_of_what_is_outstanding(westmoor: Partnership) -> None:
    answer = evaluate("actions.overdue_rate", at(westmoor, D(2025, 3, 31)), "agency")
    assert (answer.value, answer.numerator, answer.denominator) == (Fraction(1, 3), 1, 3)
    groups = {name: (group.numerator, group.denominator) for name, group in answer.groups.items()}
    assert groups == {"Council": (1, 2), "Police": (0, 1)}  # A5 and A6; A4, which is due on the day


def test_of_nothing_outstanding_no_part_is_overdue(westmoor: Partnership) -> None:
    answer = evaluate("actions.overdue_rate", at(westmoor, D(2023, 4, 30)))
    assert (answer.value, answer.covered) == (None, True)
    assert answer.why_not == "No action was outstanding at 30 April 2023, so there is no figure."


def test_the_part_that_is_overdue_month_by_month_follows_the_dates(westmoor: Partnership) -> None:
    points = series("actions.overdue_rate", Scope(partnership=westmoor, period=YEAR))
    for point in points:
        answer = evaluate("actions.overdue_rate", at(westmoor, point.end))
        assert (point.value, point.numerator, point.denominator) == (
            answer.value,
            answer.numerator,
            answer.denominator,
        )
    assert points[-1].value == Fraction(1, 3)


@pytest.mark.parametrize(
    ("day", "agreed", "completed"), [(D(2024, 3, 30), 3, 0), (D(2024, 3, 31), 4, 1), (D(2025, 3, 31), 7, 4)]
)
def test_what_was_agreed_in_all_is_what_was_completed_and_what_is_outstanding(
    westmoor, day, agreed, completed
):
    def now(key: str) -> Any:
        return evaluate(f"actions.{key}", at(westmoor, day)).value

    assert (now("agreed_in_all"), now("completed_in_all")) == (agreed, completed)
    assert now("agreed_in_all") == now("completed_in_all") + now("outstanding")


def test_totals_month_by_month_stand_at_the_ends_of_the_months(westmoor):
    points = series("actions.completed_in_all", Scope(partnership=westmoor, period=YEAR))
    assert [point.value for point in points] == [1, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4]


def test_a_source_of_which_nothing_is_assured_is_none_rather_than_unknown(westmoor):
    where = {"source": ("rapid review",)}
    assert evaluate("actions.assured_in_all", at(westmoor, D(2025, 3, 31), **where)).value == 0
    assert evaluate("actions.assured", Scope(partnership=westmoor, period=YEAR, where=where)).value == 0


def test_changes_of_target_dates_count_by_the_agency_that_leads_and_the_day_they_were_decided(
    westmoor: Partnership, shell: Shell
) -> None:
    asked: dict[str, Any] = {"by": shell, "authority": "DSP Executive", "reason": "Late"}
    for reference, due_on, moved_on in (
        ("A4", D(2025, 5, 1), D(2024, 4, 1)),
        ("A5", D(2025, 6, 1), D(2025, 3, 31)),
        ("A5", D(2025, 7, 1), D(2025, 4, 1)),
    ):
        action = Action.objects.get(reference=reference)
        services.move_due(action=action, due_on=due_on, moved_on=moved_on, made_from=action.due_on, **asked)
    answer = evaluate("actions.due_moved", Scope(partnership=westmoor, period=YEAR), "agency")
    assert answer.value == 2
    assert {name: group.value for name, group in answer.groups.items()} == {"Council": 1, "Police": 1}
    rapid = Scope(partnership=westmoor, period=YEAR, where={"source": ("practice review",)})
    assert evaluate("actions.due_moved", rapid).value == 0
    Action.objects.filter(reference="A5").update(withdrawn_at=timezone.now())
    assert evaluate("actions.due_moved", Scope(partnership=westmoor, period=YEAR)).value == 1


def test_accepted_risks_are_those_in_force_of_what_is_not_done(westmoor: Partnership, shell: Shell) -> None:
    for reference, since, until in (
        ("A3", D(2024, 4, 20), D(2024, 6, 30)),  # done on 2 May
        ("A5", D(2024, 5, 1), D(2024, 5, 31)),
        ("A5", D(2024, 9, 1), D(2024, 9, 1)),
    ):
        action = Action.objects.get(reference=reference)
        risk = AcceptedRisk(
            partnership=westmoor, action=action, since=since, until=until, accepted_by="Chair", why="Vacant"
        )
        services.risks.add(by=shell, record=risk)
    days = {
        D(2024, 4, 19): 0,
        D(2024, 4, 20): 1,
        D(2024, 5, 1): 2,
        D(2024, 5, 2): 1,
        D(2024, 5, 31): 1,  # the last day of its time
        D(2024, 6, 1): 0,
        D(2024, 9, 1): 1,
        D(2024, 9, 2): 0,
    }
    assert {day: evaluate("actions.risk_accepted", at(westmoor, day)).value for day in days} == days
    points = series("actions.risk_accepted", Scope(partnership=westmoor, period=YEAR))
    assert [point.value for point in points] == [1, 1, *[0] * 10]
