"""An action taken further: begun, done, seen to have worked; its date moved; accepted as late for a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sightline.actions import attention, queries, services
from sightline.actions.models import AcceptedRisk, Action, DateMove
from sightline.actions.states import State
from sightline.foundation.access import Forbidden
from sightline.imports.services import commit, plan, preview, receive
from sightline.measures.evaluation import evaluate
from sightline.measures.scope import Period, Scope
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form

ONE = "/westmoor/actions/RR01-24-3"
DONE = date(2024, 7, 20)
YEAR = Period(date(2024, 4, 1), date(2025, 3, 31))


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def made(covered, action):
    return action("RR01/24-3", owner="Jill Wilkins")


@pytest.fixture
def complete(covered, action):
    return action("RR01/24-3", owner="Jill Wilkins", completed_on=DONE)


def told(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def looked(client, **typed: str) -> dict[str, str]:
    says = {"effect": "assured", "checked_by": "Omar Hale, QA lead", "seen": "Ten of ten cases show it."}
    return {**held_by_form(client, f"{ONE}/assure"), **told("checked_on", date(2024, 10, 1)), **says, **typed}


def test_what_is_done_is_not_said_to_have_worked_until_somebody_looked(coordinator, complete, partnership):
    page = coordinator.get(ONE).text
    assert "nobody has looked yet" in page
    assert coordinator.post(f"{ONE}/assure", looked(coordinator)).status_code == 302
    page = coordinator.get(ONE).text
    assert "Assured: it worked" in page
    assert "Omar Hale, QA lead, 1 October 2024" in page
    assert "Say whether it worked" not in page
    for day, state in (
        (date(2024, 7, 19), State.OUTSTANDING),
        (DONE, State.COMPLETE),
        (YEAR.end, State.ASSURED),
    ):
        then: Any = queries.standing(partnership, day).get()
        assert then.state == state


def test_nobody_assures_their_own_work(coordinator, complete):
    response = coordinator.post(f"{ONE}/assure", looked(coordinator, checked_by="jill  WILKINS"))
    assert response.status_code == 422
    assert "Name somebody other than the owner: nobody assures their own work." in response.text
    complete.refresh_from_db()
    assert complete.effect == ""


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"checked_by": ""}, "Enter who looked"),
        ({"effect": ""}, "Answer the question: Did it work?"),
        (told("checked_on", date(2024, 7, 1)), "must be the same as or after the date completed"),
        (told("checked_on", date(2199, 7, 1)), "must be today or earlier"),
    ],
)
def test_what_is_missing_or_impossible_is_said_in_a_sentence(coordinator, complete, wrong, said):
    response = coordinator.post(f"{ONE}/assure", {**looked(coordinator), **wrong})
    assert response.status_code == 422
    assert said.lower() in response.text.lower()


def test_what_is_not_done_cannot_have_worked(coordinator, made):
    response = coordinator.post(f"{ONE}/assure", looked(coordinator))
    assert response.status_code == 422
    assert "only what was done can have worked" in response.text


def test_an_effect_without_its_date_is_refused_by_the_database(made):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=made.pk).update(effect="assured")


def test_the_assured_rate_counts_what_worked_among_what_was_done(covered, action, partnership):
    seen = {"checked_on": date(2024, 12, 1), "checked_by": "Omar Hale"}
    action("A1", completed_on=DONE, effect="assured", **seen)
    action("A2", completed_on=DONE, effect="not achieved", **seen)
    action("A3", completed_on=DONE)
    action("A4", completed_on=date(2025, 3, 31), effect="assured", **{**seen, "checked_on": date(2025, 5, 1)})
    action("A5")
    scope = Scope(partnership=partnership, period=YEAR)
    rate = evaluate("actions.assured_rate", scope)
    assert (rate.numerator, rate.denominator) == (2, 4)
    assert evaluate("actions.assured", scope).value == 1  # the other was seen in the next year
    assert evaluate("actions.not_achieved", scope).value == 1
    at_the_end = Scope(partnership=partnership, at=YEAR.end)
    assert evaluate("actions.outstanding", at_the_end).value == 1  # what was done and did not work is done


def test_work_that_began_is_in_progress_until_it_is_overdue(coordinator, made, partnership):
    typed = {**held_by_form(coordinator, f"{ONE}/begin"), **told("started_on", date(2024, 6, 1))}
    assert coordinator.post(f"{ONE}/begin", typed).status_code == 302
    days = (
        (date(2024, 5, 31), "outstanding"),
        (date(2024, 8, 1), "in progress"),
        (date(2024, 8, 2), "overdue"),
    )
    for day, state in days:
        then: Any = queries.standing(partnership, day).get()
        assert then.state == state
    assert "Say that work began" not in coordinator.get(ONE).text


def test_a_target_date_is_moved_with_who_allowed_it_and_why(coordinator, made):
    typed = {
        **held_by_form(coordinator, f"{ONE}/move"),
        **told("due_on", date(2024, 12, 1)),
        "authority": "DSP Executive",
        "reason": "The new system came late",
    }
    assert coordinator.post(f"{ONE}/move", typed).status_code == 302
    made.refresh_from_db()
    assert made.due_on == date(2024, 12, 1)
    move = DateMove.objects.get()
    assert (move.was_due_on, move.due_on, move.authority) == (
        date(2024, 8, 1),
        date(2024, 12, 1),
        "DSP Executive",
    )
    page = coordinator.get(ONE).text
    assert "Moved to 1 December 2024" in page
    assert "The new system came late" in page
    # the same form sent once more was made from the date before
    again = coordinator.post(f"{ONE}/move", {**typed, **told("due_on", date(2025, 1, 1))})
    assert "Somebody else moved the target date meanwhile" in again.text
    assert DateMove.objects.count() == 1


def test_correcting_an_action_does_not_move_its_target_date(coordinator, made):
    held = held_by_form(coordinator, f"{ONE}/correct")
    assert not any(name.startswith("due_on") for name in held)
    coordinator.post(f"{ONE}/correct", {**held, **told("due_on", date(2030, 1, 1)), "owner": "Sam Cole"})
    made.refresh_from_db()
    assert (made.owner, made.due_on) == ("Sam Cole", date(2024, 8, 1))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"due_on": date(2024, 8, 1)}, "This is the target date already"),
        ({"due_on": date(2024, 4, 30)}, "must be the same as or after the date agreed"),
        ({"authority": " "}, "Enter a name of who allowed it"),
        ({"reason": " "}, "Say why"),
        ({"moved_on": date(2024, 4, 30)}, "between the day the action was agreed and today"),
        ({"moved_on": date(2199, 4, 30)}, "between the day the action was agreed and today"),
        ({"made_from": None}, "Somebody else moved the target date"),
    ],
)
def test_a_date_that_cannot_be_moved_so_is_refused(made, shell, given, said):
    asked = {
        "due_on": date(2024, 12, 1),
        "authority": "Chair",
        "reason": "Late",
        "made_from": date(2024, 8, 1),
    }
    with pytest.raises(Refused, match=said):
        services.move_due(by=shell, action=made, **{**asked, **given})
    assert not DateMove.objects.exists()


def test_the_date_of_what_is_complete_stays(complete, shell):
    with pytest.raises(Refused, match="complete"):
        services.move_due(
            by=shell,
            action=complete,
            due_on=date(2025, 1, 1),
            authority="Chair",
            reason="x",
            made_from=complete.due_on,
        )


def _risk(made, since: date, until: date) -> AcceptedRisk:
    return AcceptedRisk(
        partnership=made.partnership,
        action=made,
        since=since,
        until=until,
        accepted_by="DSP Executive",
        why="Waiting",
    )


def test_an_accepted_risk_is_quiet_for_its_time_and_then_comes_back(made, shell, person_with, partnership):
    person, today = person_with("coordinator"), timezone.localdate()
    texts = [item.text for item in attention.items(person, partnership, today)]
    assert texts == ["Chase the owner of 1 overdue action"]
    services.risks.add(by=shell, record=_risk(made, today, today + timedelta(days=30)))
    assert list(attention.items(person, partnership, today)) == []
    assert list(attention.risks_over(person, partnership, today)) == []
    later = today + timedelta(days=31)
    assert [one.text for one in attention.risks_over(person, partnership, later)] == [
        "Decide again on RR01/24-3"
    ]
    assert [one.text for one in attention.items(person, partnership, later)] == texts


def test_a_risk_is_accepted_for_a_year_at_most_and_once_at_a_time(made, shell):
    day = date(2024, 6, 1)
    with pytest.raises(Refused, match="a year at most"):
        services.risks.add(by=shell, record=_risk(made, day, day + timedelta(days=367)))
    services.risks.add(by=shell, record=_risk(made, day, day + timedelta(days=30)))
    with pytest.raises(Refused, match="in these days already"):
        services.risks.add(by=shell, record=_risk(made, day + timedelta(days=30), day + timedelta(days=60)))
    services.risks.add(by=shell, record=_risk(made, day + timedelta(days=31), day + timedelta(days=60)))


def test_a_risk_is_accepted_from_the_page_of_its_action(coordinator, made):
    address = f"/westmoor/actions/accepted-risks/new?action={made.pk}"
    typed = {
        "action": str(made.pk),
        **told("since", date(2024, 9, 1)),
        **told("until", date(2024, 12, 1)),
        "accepted_by": "DSP Executive",
        "why": "The post is vacant",
    }
    assert address.replace("&", "&amp;") in coordinator.get(ONE).text
    response = coordinator.post(address, typed)
    assert response.status_code == 302
    assert "The post is vacant" in coordinator.get(response["Location"]).text
    assert "Accepted as late until 1 December 2024" in coordinator.get(ONE).text


def test_an_exported_action_that_did_not_work_can_be_imported_again(
    coordinator, complete, partnership, shell
):
    coordinator.post(f"{ONE}/assure", looked(coordinator, effect="not achieved"))
    file = b"".join(coordinator.get("/westmoor/actions/?export=xlsx"))
    import_ = receive(by=shell, partnership=partnership, name="actions.xlsx", chunks=[file])
    plan(by=shell, import_=import_)
    preview(by=shell, import_=import_)
    import_.refresh_from_db()
    assert import_.outcome["errors"] == []
    commit(by=shell, import_=import_)
    complete.refresh_from_db()
    assert (complete.completed_on, complete.effect) == (DONE, "not achieved")


def test_whoever_speaks_for_the_lead_agency_says_how_far_it_is(
    person_with, client_as, made, police, partnership
):
    speaker = client_as(person_with("agency-representative", name="Jill Wilkins", agency=police))
    assert f"{ONE}/update" in speaker.get(ONE).text
    typed = {**held_by_form(speaker, f"{ONE}/update"), "progress": "Two teams of five are briefed"}
    assert speaker.post(f"{ONE}/update", typed).status_code == 302
    made.refresh_from_db()
    assert (made.progress, made.completed_on) == ("Two teams of five are briefed", None)
    assert "Jill Wilkins" in speaker.get(ONE).text
    done = {**held_by_form(speaker, f"{ONE}/update"), **told("completed_on", date(2024, 8, 20))}
    assert speaker.post(f"{ONE}/update", done).status_code == 302
    assert queries.standing(partnership, YEAR.end, [State.COMPLETE]).count() == 1
    assert f"{ONE}/update" not in speaker.get(ONE).text


def test_nobody_updates_what_another_agency_leads(person_with, client_as, made, agency):
    for other in (agency("Westmoor Schools"), None):
        speaker = client_as(person_with("agency-representative", agency=other))
        assert f"{ONE}/update" not in speaker.get(ONE).text
        assert speaker.get(f"{ONE}/update").status_code == 403
        assert speaker.post(f"{ONE}/update", {"progress": "Done"}).status_code == 403
    made.refresh_from_db()
    assert made.progress == ""


def test_whoever_speaks_for_an_agency_changes_nothing_but_how_far_it_is(person_with, made, police):
    speaker = person_with("agency-representative", agency=police)
    with pytest.raises(Forbidden, match="business team"):
        services.own.correct(by=speaker, record=made, values={"due_on": date(2030, 1, 1)})
    with pytest.raises(Forbidden, match="keep actions"):
        services.actions.correct(by=speaker, record=made, values={"progress": "Done"})
