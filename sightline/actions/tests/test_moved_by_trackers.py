"""A tracker that says another target date moves it by its own word, and never in silence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from sightline.actions import queries, services
from sightline.actions.models import Action, DateMove
from sightline.foundation.dates import spell_out
from sightline.imports import services as imports
from sightline.partnership.tests.filling_in import held_by_form

FIRST = ("RR01/24-3", "Brief staff", "Westmoor & Coast Constabulary", "Jill Wilkins", "01/05/2024")
ONE = "/westmoor/actions/RR01-24-3"


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


def due(day: str, done: str = "") -> tuple[str, ...]:
    return (*FIRST, day, done)


def test_another_target_date_is_a_move_with_the_spreadsheet_as_its_authority(tracker, coordinator):
    tracker(due("01/08/2024"))
    assert not DateMove.objects.exists()
    import_ = tracker(due("01/12/2024"), name="october.csv")
    move = DateMove.objects.get()
    today = timezone.localdate()
    assert (move.was_due_on, move.due_on, move.moved_on) == (date(2024, 8, 1), date(2024, 12, 1), today)
    assert move.authority == f"The spreadsheet of {spell_out(today)}"
    assert (move.why, move.import_id) == ("It says so: imported from “october”.", import_.pk)
    page = coordinator.get(ONE).text
    assert "Moved to 1 December 2024" in page
    assert "The spreadsheet of" in page
    assert "Changes of target dates added" in coordinator.get(f"/westmoor/imports/{import_.pk}/").text


def test_undoing_the_import_undoes_the_move(tracker, shell):
    tracker(due("01/08/2024"))
    import_ = tracker(due("01/12/2024"))
    imports.undo(by=shell, import_=import_)
    assert not DateMove.objects.exists()
    assert Action.objects.get().due_on == date(2024, 8, 1)


def test_importing_the_same_again_moves_nothing(tracker):
    tracker(due("01/08/2024"))
    tracker(due("01/12/2024"))
    tracker(due("01/12/2024"))
    assert DateMove.objects.count() == 1


def test_a_first_target_date_and_one_that_is_taken_away_are_no_moves(tracker):
    tracker(due(""))
    tracker(due("01/08/2024"))
    tracker(due(""))
    assert not DateMove.objects.exists()
    assert Action.objects.get().due_on is None


def test_moves_by_hand_and_by_trackers_stand_in_one_row(tracker, shell):
    tracker(due("01/08/2024"))
    made = Action.objects.get()
    asked: dict[str, Any] = {
        "authority": "Chair",
        "reason": "Late",
        "made_from": date(2024, 8, 1),
        "moved_on": date(2024, 7, 1),
    }
    services.move_due(by=shell, action=made, due_on=date(2024, 10, 1), **asked)
    tracker(due("01/12/2024"))
    told = [(one.was_due_on, one.due_on) for one in queries.moves(made)]
    assert told == [
        (date(2024, 8, 1), date(2024, 10, 1)),
        (date(2024, 10, 1), date(2024, 12, 1)),
    ]


def test_the_first_target_date_of_an_action_is_a_correction_and_no_move(covered, action, coordinator):
    made = action("RR01/24-3", due_on=None)
    typed = {"due_on_day": "1", "due_on_month": "9", "due_on_year": "2024"}
    assert (
        coordinator.post(
            f"{ONE}/correct", {**held_by_form(coordinator, f"{ONE}/correct"), **typed}
        ).status_code
        == 302
    )
    made.refresh_from_db()
    assert (made.due_on, DateMove.objects.count()) == (date(2024, 9, 1), 0)


def test_a_reason_that_may_name_a_child_is_asked_about_and_then_kept(covered, action, coordinator):
    action("RR01/24-3")
    typed = {
        **held_by_form(coordinator, f"{ONE}/move"),
        "due_on_day": "1",
        "due_on_month": "12",
        "due_on_year": "2024",
        "authority": "Chair",
        "reason": "Waits for the child called Oliver Marsh",
    }
    assert coordinator.post(f"{ONE}/move", typed).status_code == 422
    assert coordinator.post(f"{ONE}/move", {**typed, "names_no_child": "on"}).status_code == 302
    assert DateMove.objects.count() == 1
