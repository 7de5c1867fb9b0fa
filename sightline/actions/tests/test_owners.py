"""The owner of an action as a person who is known: chosen, matched by name, forgotten, and never their own judge."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.actions import services
from sightline.actions.models import Action
from sightline.actions.names import alike
from sightline.audit.queries import history
from sightline.foundation.access import Forbidden
from sightline.imports import services as imports
from sightline.partnership.refusals import Refused
from sightline.partnership.tests.filling_in import held_by_form
from sightline.people.models import Person, RoleGrant
from sightline.people.services.persons import erase_person

ONE = "/westmoor/actions/RR01-24-3"
ROW = (
    "RR01/24-3",
    "Brief staff",
    "Westmoor & Coast Constabulary",
    "Jill Wilkins",
    "01/05/2024",
    "01/08/2024",
    "",
)
WORKED = {"effect": "assured", "checked_on": date(2024, 10, 1), "seen": "Ten of ten cases show it."}


@pytest.fixture
def coordinator(person_with, client_as):
    return client_as(person_with("coordinator", name="Priya Shah"))


@pytest.fixture
def jill(person_with, police):
    person = person_with("agency-representative", name="Jill Wilkins", agency=police)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def done(covered, action):
    return action("RR01/24-3", completed_on=date(2024, 7, 20))


def corrected(client, page="correct", **typed):
    return client.post(f"{ONE}/{page}", {**held_by_form(client, f"{ONE}/{page}"), **typed})


def test_an_owner_is_chosen_from_those_who_are_known_and_called_as_they_are(
    coordinator, covered, action, jill
):
    made = action("RR01/24-3", owner="J Wilkins")
    page = coordinator.get(f"{ONE}/correct").text
    assert "Jill Wilkins, Westmoor &amp; Coast Constabulary" in page
    assert corrected(coordinator, owner_person=str(jill.pk)).status_code == 302
    made.refresh_from_db()
    assert (made.owner_person, made.owner) == (jill, "Jill Wilkins")
    assert "Jill Wilkins" in coordinator.get(ONE).text


def test_somebody_who_is_not_known_is_named(coordinator, covered, action):
    made = action("RR01/24-3")
    assert corrected(coordinator, owner="Sam Cole").status_code == 302
    made.refresh_from_db()
    assert (made.owner_person, made.owner) == (None, "Sam Cole")


def test_one_is_chosen_and_another_named_is_asked_about_and_nothing_typed_is_lost(
    coordinator, covered, action, jill
):
    made = action("RR01/24-3", owner="Jill Wilkins", owner_person=jill)
    response = corrected(coordinator, owner="Sam Cole")
    assert response.status_code == 422
    assert "Choose somebody from the list or name somebody else, and not both" in response.text
    assert "Sam Cole" in response.text
    made.refresh_from_db()
    assert made.owner == "Jill Wilkins"


def test_the_thousands_who_only_came_to_training_are_not_offered(coordinator, covered, action, partnership):
    Person.objects.create(partnership=partnership, key="del", name="Del Egate")
    action("RR01/24-3")
    assert "Del Egate" not in coordinator.get(f"{ONE}/correct").text


def test_a_tracker_means_a_person_where_one_alone_is_called_so(tracker, jill):
    tracker(ROW)
    assert Action.objects.get().owner_person == jill


@pytest.mark.parametrize("other", ["of the same name", "of another agency"])
def test_a_name_that_may_be_somebody_elses_means_nobody(tracker, jill, agency, other, partnership):
    if other == "of the same name":
        Person.objects.create(partnership=partnership, key="jw2", name="Jill  WILKINS")
    else:
        jill.agency = agency("Westmoor Schools")
        jill.save()
    tracker(ROW)
    assert (Action.objects.get().owner, Action.objects.get().owner_person) == ("Jill Wilkins", None)


def test_a_tracker_that_names_another_owner_changes_the_person_and_undoing_it_does_too(tracker, jill, shell):
    tracker(ROW)
    import_ = tracker((*ROW[:3], "Sam Cole", *ROW[4:]))
    made = Action.objects.get()
    assert (made.owner, made.owner_person) == ("Sam Cole", None)
    imports.undo(by=shell, import_=import_)
    made.refresh_from_db()
    assert (made.owner, made.owner_person) == ("Jill Wilkins", jill)


def test_the_person_who_owns_an_action_does_not_assure_it_under_another_spelling(done, jill, shell):
    services.actions.correct(by=shell, record=done, values={"owner": "J. Wilkins", "owner_person": jill})
    said = {**WORKED, "checked_by": "J. W., inspector", "checked_by_person": jill}
    with pytest.raises(Refused, match="nobody assures their own work"):
        services.actions.correct(by=shell, record=done, values=said)


def test_a_name_with_a_role_behind_it_is_the_same_name(done, shell):
    services.actions.correct(by=shell, record=done, values={"owner": "Jill Wilkins"})
    with pytest.raises(Refused, match="nobody assures their own work"):
        services.actions.correct(
            by=shell, record=done, values={**WORKED, "checked_by": "Jill Wilkins, team manager"}
        )


def test_two_who_are_called_the_same_are_two_where_both_are_known(done, jill, shell, partnership):
    namesake = Person.objects.create(partnership=partnership, key="jw2", name="Jill Wilkins")
    services.actions.correct(by=shell, record=done, values={"owner": "Jill Wilkins", "owner_person": jill})
    said = {**WORKED, "checked_by": "Jill Wilkins", "checked_by_person": namesake}
    assert services.actions.correct(by=shell, record=done, values=said).effect == "assured"


def test_whoever_owns_an_action_does_not_say_that_it_worked_in_the_name_of_another(done, person_with, shell):
    owner = person_with("qa-lead", name="Omar Hale")
    said = {**WORKED, "checked_by": "Priya Shah"}
    for values in ({"owner": "Omar Hale", "owner_person": None}, {"owner": "O H", "owner_person": owner}):
        services.actions.correct(by=shell, record=done, values=values)
        with pytest.raises(Refused, match="This action is yours"):
            services.actions.correct(by=owner, record=done, values=said)
    # and nothing keeps them from putting right what does not judge it
    assert (
        services.actions.correct(by=owner, record=done, values={"review": "CSPR 01/22"}).review
        == "CSPR 01/22"
    )


def test_whoever_speaks_for_the_agency_that_leads_does_not_say_that_it_worked(
    done, jill, person_with, police
):
    said = {**WORKED, "checked_by": "Priya Shah"}
    with pytest.raises(Forbidden):
        services.own.correct(by=jill, record=done, values=said)
    both = person_with("qa-lead", name="Ann Bell", agency=police)
    assert both.roles == {"qa-lead"}
    RoleGrant.objects.create(
        partnership=police.partnership, person=both, role="agency-representative", since=date(2024, 4, 1)
    )
    both.look_again()
    with pytest.raises(Refused, match="You speak for the agency that leads this action"):
        services.actions.correct(by=both, record=done, values=said)


def test_who_looked_is_chosen_or_named_and_one_of_them_is_needed(coordinator, done, person_with):
    looked = person_with("qa-lead", name="Omar Hale")
    typed = {"effect": "assured", "seen": "It shows."}
    response = corrected(coordinator, "assure", **typed)
    assert response.status_code == 422
    assert "Enter who looked" in response.text
    assert corrected(coordinator, "assure", **typed, checked_by_person=str(looked.pk)).status_code == 302
    done.refresh_from_db()
    assert (done.checked_by_person_id, done.checked_by) == (looked.pk, "Omar Hale")


def test_an_erased_person_is_not_named_by_their_actions_nor_in_the_history(done, jill, shell, partnership):
    services.actions.correct(by=shell, record=done, values={"owner": "Jill Wilkins", "owner_person": jill})
    jill.grants.all().delete()
    erase_person(by=shell, person=jill, reason="They asked for it")
    done.refresh_from_db()
    assert (done.owner, done.owner_person_id) == (f"Erased person {jill.pk}", jill.pk)
    assert "Jill" not in str([told.after for told in history(done)])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jill Wilkins", "jill  WILKINS (inspector)", True),
        ("Jill Wilkins - DCI", "Jill Wilkins", True),
        ("Ann Smith-Jones", "Ann Smith", False),
        ("", "", False),
    ],
)
def test_names_are_alike_with_or_without_a_role(one, other, same):
    assert alike(one, other) is same
