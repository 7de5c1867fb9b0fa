"""Clocks that run: their ledger, the date that follows from it, and what was known of it before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client

from sightline.audit.models import Event
from sightline.clocks import running, services
from sightline.clocks.attention import items
from sightline.clocks.models import LedgerEntry, OwnDay, RunningClock
from sightline.foundation.access import Shell
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import COORDINATOR, SCRUTINEER
from tests.costs import queries_of

HERE = "/westmoor/clocks/running/"
MAY_1 = date(2025, 5, 1)
SAID = {"authority": "The executive", "reason": "The police asked for time"}
BY = Shell("tester")
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(partnership: Any) -> RunningClock:
    """A rapid review from Thursday 1 May 2025: without the holiday of 5 May, 15 working days end on 23 May."""
    with time_machine.travel("2025-05-01 10:00+01:00", tick=False):
        return services.start(
            by=BY, partnership=partnership, clock="rapid-review", label="Review 7", day=MAY_1
        )


@pytest.fixture
def coordinator(person_with: Callable[..., Any], client_as: Callable[[Any], Client]) -> Client:
    return client_as(person_with(COORDINATOR))


def due_of(clock: RunningClock, known_on: date | None = None) -> date | None:
    found = running.due_of(RunningClock.objects.get(pk=clock.pk), known_on)
    assert found
    return found.deadline.due


def proclaim(partnership: Any, day: str, known_on: str) -> None:
    OwnDay.objects.create(partnership=partnership, key=day, day=day, name="Moor Day", known_on=known_on)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_clock_runs_for_what_the_guidance_says(clock: RunningClock) -> None:
    assert due_of(clock) == date(2025, 5, 23)


def test_a_holiday_made_known_later_moves_the_date_and_what_was_known_stays(
    partnership: Any, clock: RunningClock
) -> None:
    proclaim(partnership, "2025-05-08", "2025-05-03")
    assert due_of(clock) == date(2025, 5, 27)  # 26 May is a holiday too
    assert due_of(clock, date(2025, 5, 2)) == date(2025, 5, 23)
    assert due_of(clock, date(2025, 5, 3)) == date(2025, 5, 27)


def test_a_clock_that_was_not_recorded_yet_was_not_known(clock: RunningClock) -> None:
    assert running.due_of(clock, date(2025, 4, 30)) is None


def test_a_stopped_clock_keeps_the_date_that_was_known_then(partnership: Any, clock: RunningClock) -> None:
    services.stop(by=BY, running=clock, day=date(2025, 5, 7), reason="It was sent")
    proclaim(partnership, "2025-05-12", "2025-05-09")
    assert due_of(clock) == date(2025, 5, 23)


def test_a_paused_clock_has_no_date_until_it_goes_on(clock: RunningClock) -> None:
    services.pause(by=BY, running=clock, day=date(2025, 5, 12), **SAID)
    assert due_of(clock) is None
    services.resume(by=BY, running=clock, day=date(2025, 5, 14), **SAID)
    assert due_of(clock) == date(2025, 5, 28)  # Monday and Tuesday did not count


def test_an_extension_is_counted_in_what_the_clock_counts(clock: RunningClock) -> None:
    services.extend(by=BY, running=clock, day=date(2025, 5, 12), number=5, **SAID)
    assert due_of(clock) == date(2025, 6, 2)
    assert due_of(clock, date(2025, 5, 12)) == date(2025, 5, 23)  # it was written down only today


def test_what_contradicts_the_ledger_is_refused(clock: RunningClock) -> None:
    with pytest.raises(Refused, match="not paused"):
        services.resume(by=BY, running=clock, day=date(2025, 5, 12), **SAID)
    services.pause(by=BY, running=clock, day=date(2025, 5, 12), **SAID)
    with pytest.raises(Refused, match="paused already"):
        services.pause(by=BY, running=clock, day=date(2025, 5, 13), **SAID)
    with pytest.raises(Refused, match="last entry"):
        services.resume(by=BY, running=clock, day=date(2025, 5, 11), **SAID)
    with pytest.raises(Refused, match="post or meeting"):
        services.extend(by=BY, running=clock, day=date(2025, 5, 12), number=1, authority=" ", reason="Why")
    services.stop(by=BY, running=clock, day=date(2025, 5, 13), reason="It was sent")
    with pytest.raises(Refused, match="was stopped"):
        services.extend(by=BY, running=clock, day=date(2025, 5, 14), number=1, **SAID)
    assert LedgerEntry.objects.count() == 3


def test_a_clock_is_started_once_for_a_thing_until_it_is_stopped(
    partnership: Any, clock: RunningClock
) -> None:
    again = {"by": BY, "partnership": partnership, "clock": "rapid-review", "day": MAY_1}
    with pytest.raises(Refused, match="running for that already"):
        services.start(**again, label="review 7")
    services.stop(by=BY, running=clock, day=MAY_1, reason="A mistake")
    assert services.start(**again, label="review 7").pk != clock.pk


def test_a_clock_that_counts_backwards_is_not_started(partnership: Any) -> None:
    with pytest.raises(Refused, match="run on from their day"):
        services.start(by=BY, partnership=partnership, clock="panel-copy", label="Copy", day=MAY_1)


def test_who_may_not_change_clocks_writes_nothing_and_what_is_written_is_in_the_trail(
    clock: RunningClock, person_with: Callable[..., Any]
) -> None:
    with pytest.raises(PermissionDenied):
        services.stop(by=person_with(SCRUTINEER), running=clock, day=MAY_1, reason="No")
    assert LedgerEntry.objects.count() == 1
    before = Event.objects.count()
    services.stop(by=BY, running=clock, day=MAY_1, reason="It was sent")
    assert Event.objects.count() == before + 1


def test_a_clock_is_started_paused_and_explained_on_its_pages(coordinator: Client) -> None:
    asked = {"clock": "rapid-review", "label": "Review 8", "day": "2025-05-01"}
    answer = coordinator.post(f"{HERE}new", asked)
    assert answer.status_code == 302
    made = RunningClock.objects.get()
    page = text(coordinator.get(answer["Location"]))
    assert "23 May 2025" in page
    assert "not counted: May Day" in page
    assert "Overdue" in page
    paused = coordinator.post(f"{HERE}{made.pk}/pause", {"day": "2025-05-12", **SAID})
    assert paused.status_code == 302
    page = text(coordinator.get(f"{HERE}{made.pk}"))
    assert "not known while it is paused" in page
    assert "The police asked for time" in page
    assert "Review 8" in text(coordinator.get(HERE))


def test_what_cannot_be_is_asked_for_again_with_what_was_typed(
    coordinator: Client, clock: RunningClock
) -> None:
    answer = coordinator.post(f"{HERE}{clock.pk}/extend", {"day": "2025-04-01", "number": "2", **SAID})
    assert answer.status_code == 422
    assert "The police asked for time" in text(answer)
    assert coordinator.get(f"{HERE}999999").status_code == 404


def test_the_page_says_what_was_known_before(
    partnership: Any, coordinator: Client, clock: RunningClock
) -> None:
    proclaim(partnership, "2025-05-08", "2025-05-03")
    page = text(coordinator.post(f"{HERE}{clock.pk}", {"known_on": "2025-05-02"}))
    assert "As it was known on 2 May 2025, it ran out on 23 May 2025." in page
    assert "27 May 2025" in page


def test_attention_is_drawn_to_what_runs_out_within_a_week_or_did(
    partnership: Any, clock: RunningClock, person_with: Callable[..., Any]
) -> None:
    keeper = person_with(COORDINATOR)
    assert not list(items(keeper, partnership, date(2025, 5, 15)))
    assert [item.why for item in items(keeper, partnership, date(2025, 5, 16))] == [
        "Its clock runs out within a week."
    ]
    assert [item.why for item in items(keeper, partnership, date(2025, 5, 24))] == ["Its clock ran out."]
    services.stop(by=BY, running=clock, day=date(2025, 5, 23), reason="It was sent")
    assert not list(items(keeper, partnership, date(2025, 5, 24)))


def test_the_pages_of_running_clocks_cost_the_same_however_many_there_are(
    partnership: Any, coordinator: Client, clock: RunningClock
) -> None:
    few = [queries_of(coordinator, page) for page in (HERE, f"{HERE}{clock.pk}")]
    for number in range(8):
        services.start(by=BY, partnership=partnership, clock="assessment", label=f"Case {number}", day=MAY_1)
    assert [queries_of(coordinator, page) for page in (HERE, f"{HERE}{clock.pk}")] == few
