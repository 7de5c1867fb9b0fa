"""Actions that are proposed and not yet agreed: in no figure of what is outstanding, until somebody decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from sightline.actions import queries, services
from sightline.actions.models import AcceptedRisk, Action
from sightline.actions.states import State
from sightline.foundation.attention import attention
from sightline.measures.evaluation import evaluate, series
from sightline.measures.scope import Period, Scope
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form

LIST, ONE = "/westmoor/actions/", "/westmoor/actions/RR01-24-3"
PROPOSED = date(2024, 9, 10)
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def proposal(covered, action):
    return action("RR01/24-3", agreed_on=None, proposed_on=PROPOSED, due_on=date(2024, 12, 1))


def told(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def step(client, page, **typed):
    return client.post(f"{ONE}/{page}", {**held_by_form(client, f"{ONE}/{page}"), **typed})


def state_on(partnership, day: date) -> str:
    return str(getattr(queries.standing(partnership, day, tuple(State)).first(), "state", ""))


def test_what_is_only_proposed_counts_as_proposed_and_nothing_else(proposal, partnership):
    scope = Scope(partnership=partnership, at=YEAR.end)  # long after its target date
    assert evaluate("actions.proposed", scope).value == 1
    for key in ("outstanding", "overdue"):
        assert evaluate(f"actions.{key}", scope).value == 0
    for key in ("median_age_outstanding", "overdue_rate"):
        assert evaluate(f"actions.{key}", scope).value is None
    for key in ("actions.outstanding", "actions.overdue", "actions.median_age_outstanding"):
        assert not any(point.value for point in series(key, Scope(partnership=partnership, period=YEAR)))
    before = Scope(partnership=partnership, at=date(2024, 9, 9))
    assert evaluate("actions.proposed", before).value == 0


def test_an_action_is_proposed_by_leaving_out_when_it_was_agreed(coordinator, covered, police):
    typed = {
        "reference": "RR01/24-3",
        "source": "rapid review",
        "undertaking": "Review threshold guidance",
        "agency": str(police.pk),
    }
    response = coordinator.post(f"{LIST}new", typed)
    assert response.status_code == 422
    assert "Enter the day it was agreed or, if it is only proposed, that day." in response.text
    assert coordinator.post(f"{LIST}new", {**typed, **told("proposed_on", PROPOSED)}).status_code == 302
    page = coordinator.get(ONE).text
    assert "Proposed" in page
    assert "Mark as complete" not in page
    assert "Move the target date" not in page


def test_agreeing_it_makes_it_outstanding_from_that_day(coordinator, proposal, partnership):
    assert "Agree it" in coordinator.get(ONE).text
    agreed = step(
        coordinator, "agree", **told("agreed_on", date(2024, 10, 1)), **told("due_on", date(2025, 4, 1))
    )
    assert agreed.status_code == 302
    assert [state_on(partnership, date(2024, 9, 9)), state_on(partnership, date(2024, 9, 30))] == [
        "",
        "proposed",
    ]
    assert state_on(partnership, date(2024, 10, 1)) == "outstanding"
    for day, proposed, outstanding in ((date(2024, 9, 30), 1, 0), (date(2024, 10, 1), 0, 1)):
        scope = Scope(partnership=partnership, at=day)
        assert evaluate("actions.proposed", scope).value == proposed
        assert evaluate("actions.outstanding", scope).value == outstanding
    page = coordinator.get(ONE).text
    assert "Agree it" not in page
    assert "Mark as complete" in page


def test_what_is_not_taken_up_says_why_and_stays_out_of_the_list_unless_asked_for(
    coordinator, proposal, partnership
):
    response = step(coordinator, "decline", declined_why="")
    assert response.status_code == 422
    declined = {**told("declined_on", date(2024, 11, 5)), "declined_why": "The ICB does this already"}
    assert step(coordinator, "decline", **declined).status_code == 302
    page = coordinator.get(ONE).text
    assert "Not taken up" in page
    assert "The ICB does this already" in page
    assert [state_on(partnership, date(2024, 11, day)) for day in (4, 5)] == ["proposed", "declined"]
    assert evaluate("actions.proposed", Scope(partnership=partnership, at=date(2024, 11, 5))).value == 0
    assert f'href="{ONE}"' not in coordinator.get(LIST, {"at": "2024-12-31"}).text
    assert f'href="{ONE}"' in coordinator.get(LIST, {"at": "2024-12-31", "state": "not taken up"}).text


def test_what_was_declined_can_still_be_agreed_later(coordinator, proposal, partnership):
    step(coordinator, "decline", **told("declined_on", date(2024, 11, 5)), declined_why="No money")
    early = step(coordinator, "agree", **told("agreed_on", date(2024, 11, 4)))
    assert "must be the same as or after the date it was decided not to" in early.text
    later = {**told("agreed_on", date(2025, 1, 6)), **told("due_on", date(2025, 9, 1))}
    assert step(coordinator, "agree", **later).status_code == 302
    days = (date(2024, 11, 4), date(2025, 1, 5), date(2025, 1, 6))
    assert [state_on(partnership, day) for day in days] == ["proposed", "declined", "outstanding"]


def test_nothing_is_done_of_what_is_only_proposed(proposal, shell):
    for name in ("started_on", "completed_on"):
        with pytest.raises(Refused, match="This is only proposed"):
            services.actions.correct(by=shell, record=proposal, values={name: date(2024, 10, 1)})
    with pytest.raises(Refused, match="only proposed"):
        services.move_due(
            by=shell,
            action=proposal,
            due_on=date(2025, 1, 1),
            authority="Chair",
            reason="x",
            made_from=proposal.due_on,
        )
    days = {"since": date(2024, 12, 1), "until": date(2025, 2, 1)}
    risk = AcceptedRisk(
        partnership=proposal.partnership, action=proposal, accepted_by="Chair", why="x", **days
    )
    with pytest.raises(Refused, match="only proposed"):
        services.risks.add(by=shell, record=risk)


def test_the_target_date_of_a_proposal_is_corrected_like_any_other_value(coordinator, proposal):
    assert step(coordinator, "correct", **told("due_on", date(2025, 6, 1))).status_code == 302
    proposal.refresh_from_db()
    assert proposal.due_on == date(2025, 6, 1)


def test_an_action_with_neither_date_is_refused_by_the_database(proposal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=proposal.pk).update(proposed_on=None)


def test_whoever_keeps_actions_is_asked_to_have_proposals_decided(proposal, person_with, partnership):
    def texts(person):
        return [one.text for one in attention["actions"].items(person, partnership, timezone.localdate())]

    assert texts(person_with("coordinator")) == ["Have 1 proposed action agreed, or not taken up"]
    assert texts(person_with("scrutineer")) == []
    Action.objects.filter(pk=proposal.pk).update(declined_on=date(2024, 10, 1), declined_why="No")
    assert texts(person_with("coordinator")) == []


def test_proposals_are_in_the_list_and_its_file_beside_what_was_agreed(coordinator, proposal, action):
    action("OLD-1")
    response = coordinator.get(LIST)
    assert "1 outstanding" in response.text
    assert [row.cells[0].text for row in response.context["page"].table.rows] == ["RR01/24-3", "OLD-1"]
    file = coordinator.get(LIST, {"state": "proposed", "export": "csv"}).getvalue().decode("utf-8-sig")
    assert "RR01/24-3" in file
    assert "2024-09-10" in file
    assert "OLD-1" not in file


def test_the_board_has_a_column_of_proposals_where_there_are_some(coordinator, proposal, action):
    action("OLD-1")
    page = coordinator.get(f"{LIST}board").text
    assert "proposed 10 September 2024" in page
    Action.objects.filter(pk=proposal.pk).update(declined_on=date(2024, 10, 1), declined_why="No")
    cache.clear()  # which goes by the trail, and this was written past it
    assert "RR01/24-3" not in coordinator.get(f"{LIST}board").text
    assert "decided 1 October 2024" in coordinator.get(f"{LIST}board", {"state": "not taken up"}).text
