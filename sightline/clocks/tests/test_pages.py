"""The pages of the clocks: what each runs for, when it runs out and why, and what a partnership decided itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sightline.clocks.models import OwnDay, OwnLength
from sightline.partnership.roles import COORDINATOR
from tests.costs import queries_of

HERE = "/westmoor/clocks/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(person_with: Callable[..., Any], client_as: Callable[[Any], Client]) -> Client:
    return client_as(person_with(COORDINATOR))


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_list_says_how_long_each_runs_and_what_says_so(coordinator: Client) -> None:
    page = text(coordinator.get(HERE))
    assert "Rapid review" in page
    assert "15 working days" in page
    assert "WT23" in page
    assert "7 working days before" in page


def test_a_date_is_worked_out_day_by_day(coordinator: Client) -> None:
    page = text(coordinator.post(f"{HERE}referral-decision/", {"start": "2025-04-17"}))
    assert "Tuesday 22 April 2025" in page
    assert "not counted: Good Friday" in page
    assert "17 April 2025, which is day 0 (WT23)" in page


def test_a_date_that_cannot_be_is_asked_for_again(coordinator: Client) -> None:
    answer = coordinator.post(
        f"{HERE}core-group/", {"start_day": "31", "start_month": "2", "start_year": "2025"}
    )
    assert answer.status_code == 422


def test_what_the_partnership_decided_counts_from_its_day_on(coordinator: Client) -> None:
    decided = {"clock": "core-group", "number": "8", "unit": "working days", "since": "2025-04-01"}
    answer = coordinator.post(f"{HERE}lengths/new", {**decided, "authority": "The executive"})
    assert answer.status_code == 302
    before = text(coordinator.post(f"{HERE}core-group/", {"start": "2025-03-03"}))
    after = text(coordinator.post(f"{HERE}core-group/", {"start": "2025-06-02"}))
    assert "Monday 17 March 2025" in before  # ten working days
    assert "Thursday 12 June 2025" in after  # eight
    assert "The executive" in after


def test_a_length_counted_backwards_stays_so(coordinator: Client) -> None:
    decided = {"clock": "panel-copy", "number": "5", "unit": "working days", "since": "2025-04-01"}
    coordinator.post(f"{HERE}lengths/new", {**decided, "authority": "The Panel"})
    assert "Monday 2 June 2025" in text(coordinator.post(f"{HERE}panel-copy/", {"start": "2025-06-09"}))


def test_a_newly_proclaimed_day_moves_a_date_until_it_is_withdrawn(coordinator: Client) -> None:
    asked = {"start": "2022-09-09"}
    day = {"day": "2022-09-12", "name": "Moor Day", "closed": "on", "known_on": "2022-09-01"}
    assert "Monday 12 September 2022" in text(coordinator.post(f"{HERE}referral-decision/", asked))
    assert coordinator.post(f"{HERE}calendar/new", day).status_code == 302
    assert "Tuesday 13 September 2022" in text(coordinator.post(f"{HERE}referral-decision/", asked))
    assert "Moor Day" in text(coordinator.get(f"{HERE}calendar/"))
    made = OwnDay.objects.get()
    coordinator.post(f"{HERE}calendar/{made.pk}/withdraw", {"reason": "It was moved"})
    assert "Monday 12 September 2022" in text(coordinator.post(f"{HERE}referral-decision/", asked))


@pytest.mark.parametrize("number", ["0", "1001", "-3", "x", "99999999999999999999"])
def test_a_length_that_cannot_be_is_refused(coordinator: Client, number: str) -> None:
    decided = {"clock": "core-group", "number": number, "unit": "working days", "since": "2025-04-01"}
    answer = coordinator.post(f"{HERE}lengths/new", {**decided, "authority": "The executive"})
    assert answer.status_code == 422
    assert not OwnLength.objects.exists()


def test_a_clock_that_nobody_knows_is_not_found(coordinator: Client) -> None:
    assert coordinator.get(f"{HERE}tea-time/").status_code == 404


def test_the_pages_cost_the_same_whatever_was_decided(partnership: Any, coordinator: Client) -> None:
    pages = [HERE, f"{HERE}core-group/", f"{HERE}calendar/"]
    few = [queries_of(coordinator, page) for page in pages]
    for number in range(1, 20):
        OwnLength.objects.create(
            partnership=partnership,
            key=str(number),
            clock="core-group",
            number=number,
            unit="working days",
            since="2025-04-01",
        )
        OwnDay.objects.create(
            partnership=partnership,
            key=str(number),
            day=f"2025-05-{number:02}",
            name="Closed",
            known_on="2025-01-01",
        )
    assert [queries_of(coordinator, page) for page in pages] == few
