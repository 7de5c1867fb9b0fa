"""The clock of each stage of a challenge: started, paused, extended, moved by a holiday, and stopped."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib import import_module

import pytest
import time_machine
from django.apps import apps

from sightline.challenges import attention, queries, services
from sightline.challenges.models import Escalation
from sightline.challenges.services.clocks import stop_what_ended
from sightline.challenges.stages import KIND, stages
from sightline.clocks import services as clocks
from sightline.clocks.attention import items
from sightline.clocks.models import LedgerEntry, OwnDay, RunningClock
from sightline.clocks.running import due_of
from tests.costs import queries_of

AT = "2025-05-01 10:00+01:00"  # a Thursday; Monday 5 May is a bank holiday
MAY_1, MAY_2, MAY_6 = date(2025, 5, 1), date(2025, 5, 2), date(2025, 5, 6)
SAID = {"authority": "The executive", "reason": "Both asked for time"}


@pytest.fixture
def disputed(covered, challenge, shell):
    """A challenge taken to stage 1 on Thursday 1 May 2025: two working days end on Tuesday 6 May."""
    with time_machine.travel(AT, tick=False):
        one = challenge(date(2025, 4, 1))
        services.escalate(by=shell, challenge=one, stage=1, began_on=MAY_1, to="Head of service")
    return one


def now(one):
    """The stages as they stand."""
    one.refresh_from_db()
    return stages(one.partnership, queries.reached(one))


def ledger(one) -> list[tuple[str, date, str]]:
    return list(LedgerEntry.objects.order_by("id").values_list("step", "day", "reason"))


def correct(shell, one, **values):
    services.challenges.correct(by=shell, record=one, values=values)


def test_a_stage_starts_a_clock_that_says_what_it_is_for(disputed):
    clock = RunningClock.objects.get()
    assert (clock.clock, clock.kind, clock.reference) == (
        "disagreement-1",
        KIND,
        str(Escalation.objects.get().pk),
    )
    assert clock.label == disputed.subject
    assert clock.href == f"/westmoor/challenges/{disputed.pk}#escalation"
    [stage] = now(disputed)
    assert (stage.due, stage.over, stage.paused) == (MAY_6, False, False)


def test_the_page_leads_to_how_the_date_was_worked_out_day_by_day(disputed, person_with, client_as):
    client = client_as(person_with("coordinator"))
    page = client.get(f"/westmoor/challenges/{disputed.pk}").text
    address = f"/westmoor/clocks/running/{RunningClock.objects.get().pk}"
    assert "6 May 2025" in page
    assert f'href="{address}"' in page
    assert "How was this date worked out?" in page
    how = client.get(address).text
    assert "not counted: Early May bank holiday" in how or "not counted: May Day" in how
    assert f'href="/westmoor/challenges/{disputed.pk}#escalation"' in how


def test_a_pause_and_an_extension_move_the_day(disputed, shell):
    clock = RunningClock.objects.get()
    clocks.pause(by=shell, running=clock, day=MAY_2, **SAID)
    assert now(disputed)[0].paused
    assert now(disputed)[0].due is None
    clocks.resume(by=shell, running=clock, day=date(2025, 5, 12), **SAID)
    assert now(disputed)[0].due == date(2025, 5, 13)  # two working days from Monday 12 May on
    clocks.extend(by=shell, running=clock, day=date(2025, 5, 12), number=3, **SAID)
    assert now(disputed)[0].due == date(2025, 5, 16)


def test_a_paused_stage_is_not_late(disputed, shell, person_with, partnership):
    person = person_with("coordinator")
    assert len(list(attention.late_stages(person, partnership, date(2025, 5, 7)))) == 1
    clocks.pause(by=shell, running=RunningClock.objects.get(), day=MAY_2, **SAID)
    assert not list(attention.late_stages(person, partnership, date(2025, 5, 7)))


def test_a_holiday_proclaimed_later_moves_it_and_what_was_known_stays(disputed, partnership):
    OwnDay.objects.create(
        partnership=partnership, key="x", day=MAY_2, name="Moor Day", known_on=date(2025, 5, 1)
    )
    assert now(disputed)[0].due == date(2025, 5, 7)
    OwnDay.objects.update(known_on=date(2025, 5, 2))
    before = due_of(RunningClock.objects.get(), MAY_1)
    assert now(disputed)[0].due == date(2025, 5, 7)
    assert before
    assert before.deadline.due == MAY_6


def test_the_next_stage_stops_the_clock_of_the_one_before(disputed, shell):
    services.escalate(by=shell, challenge=disputed, stage=2, began_on=MAY_6, to="Director")
    first, second = now(disputed)
    assert (first.over, second.over, second.due) == (True, False, date(2025, 5, 13))
    assert ledger(disputed) == [
        ("start", MAY_1, ""),
        ("stop", MAY_6, "It went on to stage 2."),
        ("start", MAY_6, ""),
    ]


def test_the_last_stage_has_no_clock(disputed, shell):
    for stage in (2, 3, 4):
        services.escalate(by=shell, challenge=disputed, stage=stage, began_on=MAY_6, to="Director")
    assert [one.due is None for one in now(disputed)] == [False, False, False, True]
    assert RunningClock.objects.count() == 3


@pytest.mark.parametrize(
    ("field", "why"),
    [("answered_on", "The challenge was answered."), ("closed_on", "The challenge was closed.")],
)
def test_an_answer_or_the_end_stops_the_clock(disputed, shell, person_with, partnership, field, why):
    correct(shell, disputed, **{field: MAY_2})
    assert now(disputed)[0].over
    assert ledger(disputed)[-1] == ("stop", MAY_2, why)
    assert not list(attention.late_stages(person_with("coordinator"), partnership, date(2025, 6, 1)))


def test_what_is_corrected_besides_leaves_the_clock_alone(disputed, shell):
    correct(shell, disputed, subject="Why nobody came to the strategy discussion")
    assert [step for step, _, _ in ledger(disputed)] == ["start"]


def test_an_answer_given_before_the_stage_began_does_not_end_it(disputed, shell):
    correct(shell, disputed, answered_on=date(2025, 4, 20))
    assert not now(disputed)[0].over


def test_an_answer_taken_back_starts_a_clock_again(disputed, shell):
    correct(shell, disputed, answered_on=MAY_2)
    correct(shell, disputed, answered_on=None)
    [stage] = now(disputed)
    assert (stage.over, stage.due) == (False, MAY_6)
    assert ledger(disputed)[-1] == ("start", MAY_1, "The challenge goes on.")


def test_what_somebody_stopped_themselves_stays_stopped(disputed, shell):
    clocks.stop(by=shell, running=RunningClock.objects.get(), day=MAY_2, reason="They met and agreed")
    correct(shell, disputed, answered_on=MAY_6)
    correct(shell, disputed, answered_on=None)
    assert now(disputed)[0].over
    assert ledger(disputed)[-1] == ("stop", MAY_2, "They met and agreed")


def test_a_withdrawn_challenge_has_no_clock_that_runs_until_it_is_back(disputed, shell):
    services.challenges.withdraw(by=shell, record=disputed, reason="Entered twice")
    assert ledger(disputed)[-1][2] == "The challenge was withdrawn."
    services.challenges.restore(by=shell, record=disputed)
    assert now(disputed)[0].due == MAY_6
    assert not now(disputed)[0].over


def test_an_answer_before_the_last_entry_stops_the_clock_on_the_day_of_that(disputed, shell):
    clocks.extend(by=shell, running=RunningClock.objects.get(), day=date(2025, 5, 8), number=1, **SAID)
    correct(shell, disputed, answered_on=MAY_2)
    assert ledger(disputed)[-1] == ("stop", date(2025, 5, 8), "The challenge was answered.")


def test_what_a_spreadsheet_closed_is_stopped_by_the_worker(disputed, shell, partnership):
    assert stop_what_ended(by=shell, partnership=partnership) == 0
    type(disputed).objects.update(closed_on=MAY_6)  # as an import writes it
    assert stop_what_ended(by=shell, partnership=partnership) == 1
    assert ledger(disputed)[-1] == ("stop", MAY_6, "The challenge was closed.")
    assert stop_what_ended(by=shell, partnership=partnership) == 0


def test_what_needs_attention_tells_of_a_stage_once(disputed, person_with, partnership):
    person, day = person_with("coordinator"), date(2025, 5, 20)
    assert len(list(attention.late_stages(person, partnership, day))) == 1
    assert not list(items(person, partnership, day))


def test_a_page_costs_the_same_queries_however_many_stages(disputed, shell, person_with, client_as):
    client = client_as(person_with("coordinator"))
    page = f"/westmoor/challenges/{disputed.pk}"
    client.get(page)
    few = queries_of(client, page)
    for stage in (2, 3):
        services.escalate(by=shell, challenge=disputed, stage=stage, began_on=MAY_6, to="Director")
    assert queries_of(client, page) == few


def test_stages_of_before_get_clocks_as_they_would_stand(disputed, challenge, shell, partnership):
    services.escalate(by=shell, challenge=disputed, stage=2, began_on=MAY_6, to="Director")
    closed, gone = challenge(date(2025, 4, 2)), challenge(date(2025, 4, 3))
    for one in (closed, gone):
        services.escalate(by=shell, challenge=one, stage=1, began_on=MAY_1, to="Head of service")
    type(closed).objects.filter(pk=closed.pk).update(closed_on=MAY_6)
    withdrawn_at = datetime(2025, 5, 7, 12, tzinfo=UTC)
    type(gone).objects.filter(pk=gone.pk).update(withdrawn_at=withdrawn_at)
    LedgerEntry.objects.all().delete()
    RunningClock.objects.all().delete()
    migration = import_module("sightline.challenges.migrations.0004_clocks_of_stages")
    migration.start_clocks(apps, None)
    migration.start_clocks(apps, None)  # and once is enough
    told = LedgerEntry.objects.order_by("id").values_list("running__clock", "step", "day", "reason")
    assert list(told) == [
        ("disagreement-1", "start", MAY_1, ""),
        ("disagreement-1", "stop", MAY_6, "It went on to stage 2."),
        ("disagreement-2", "start", MAY_6, ""),
        ("disagreement-1", "start", MAY_1, ""),
        ("disagreement-1", "stop", MAY_6, "The challenge was closed."),
        ("disagreement-1", "start", MAY_1, ""),
        ("disagreement-1", "stop", date(2025, 5, 7), "The challenge was withdrawn."),
    ]
    first, second = now(disputed)
    assert (first.due, second.due) == (MAY_6, date(2025, 5, 13))
    assert RunningClock.objects.order_by("id")[0].href == f"/westmoor/challenges/{disputed.pk}#escalation"
