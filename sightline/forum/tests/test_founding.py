"""Founding a forum in the browser, finding what is on its register, and what is not there."""

from __future__ import annotations

from datetime import date

import pytest

from sightline.audit.models import Event
from sightline.forum.models import Issue, Membership
from sightline.forum.services import issues, raise_issue
from sightline.foundation.search import finders
from sightline.partnership.models import Body, Partnership
from sightline.people.models import Account, Person
from sightline.people.services import end_role
from sightline.people.services.persons import erase_person

PAGE = "/westmoor/forum/found"
TYPED = {"name": "Moors and Vales Forum", "slug": "moors", "invited": "eastvale"}


@pytest.fixture
def manager(person_with, client_as, partnership):
    return client_as(person_with("business-manager", name="Priya Shah"))


def test_a_forum_is_founded_from_a_partnership_that_keeps_it(manager, partnership, another_partnership):
    assert PAGE in manager.get("/westmoor/forum/").text
    typed = {**TYPED, "invited": another_partnership.slug}
    answer = manager.post(PAGE, typed)
    assert answer["Location"] == "/moors/forum/"
    forum = Partnership.objects.get(slug="moors")
    assert forum.is_forum
    assert Body.objects.get(partnership=forum).name == forum.name
    own = Membership.objects.get(partnership=forum, member=partnership)
    theirs = Membership.objects.get(partnership=forum, member=another_partnership)
    assert own.since
    assert theirs.since is None  # it has to accept
    keeper = Person.objects.get(partnership=forum, name="Priya Shah")
    assert keeper.roles_granted >= {"administrator", "coordinator"}
    for page in ("forum/", "forum/members/invite", "forum/issues/new", "people/"):
        assert manager.get(f"/moors/{page}").status_code == 200, page


def test_the_invited_partnership_accepts_on_its_own_page(
    manager, another_partnership, person_with, client_as
):
    manager.post(PAGE, {**TYPED, "invited": another_partnership.slug})
    lead = client_as(person_with("lead-partner", partnership=another_partnership))
    assert lead.get("/moors/forum/").status_code == 404
    held = Membership.objects.get(member=another_partnership)
    accept = f"/{another_partnership.slug}/forum/memberships/{held.pk}/accept"
    assert accept in lead.get(f"/{another_partnership.slug}/forum/").text
    lead.post(accept)
    assert lead.get("/moors/forum/").status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"invited": "nowhere"}, "There is no partnership at nowhere."),
        ({"invited": "westmoor"}, "Invite one besides yours"),
        ({"invited": ""}, "Enter"),
        ({"slug": "westmoor"}, "There is a partnership at “westmoor” already"),
    ],
)
def test_what_cannot_be_founded_is_said_and_nothing_is_left_behind(
    manager, another_partnership, change, said
):
    answer = manager.post(PAGE, {**TYPED, "invited": another_partnership.slug, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Moors and Vales Forum"' in answer.text  # nothing typed is lost
    assert not Membership.objects.exists()
    assert not Partnership.objects.filter(kind="forum").exists()


def test_a_demonstration_and_a_real_partnership_share_none(manager, another_partnership):
    Partnership.objects.filter(pk=another_partnership.pk).update(demonstration=True)
    answer = manager.post(PAGE, {**TYPED, "invited": another_partnership.slug})
    assert "A demonstration and a real partnership cannot share a forum." in answer.text


@pytest.mark.parametrize("role", ["coordinator", "scrutineer", "body-chair"])
def test_who_may_not_take_the_partnership_into_a_forum_founds_none(role, person_with, client_as):
    client = client_as(person_with(role))
    assert client.get(PAGE).status_code == 403
    assert "Found a forum" not in client.get("/westmoor/forum/").text


def test_a_forum_founds_no_forum(manager, another_partnership, person_with, client_as):
    manager.post(PAGE, {**TYPED, "invited": another_partnership.slug})
    inside = client_as(person_with("business-manager", partnership=Partnership.objects.get(slug="moors")))
    assert inside.get("/moors/forum/found").status_code == 404


def issue(shell, forum, by, title, what="Children are moved across the border", areas=()) -> Issue:
    record = Issue(partnership=forum, title=title, what=what, raised_by=by, raised_on=date(2025, 3, 1))
    return raise_issue(by=shell, issue=record, areas=list(areas))


def hrefs(person, partnership, words):
    return [hit.href for hit in finders["forum"].hits(person, partnership, words)]


def test_issues_are_found_in_the_forum_and_by_its_members(
    forum, partnership, another_partnership, person_with, shell, client_as
):
    one = issue(shell, forum, another_partnership, "Exploitation along the railway")
    coordinator = person_with("coordinator")
    at = f"/moors/forum/issues/{one.pk}"
    assert hrefs(coordinator, partnership, "railway exploitation") == [at]
    assert hrefs(coordinator, partnership, "harbour") == []
    client = client_as(coordinator)
    assert at in client.get("/westmoor/search", {"q": "railway"}).text
    assert at in client.get("/moors/search", {"q": "railway"}).text


def test_who_does_not_enter_the_forum_finds_what_concerns_their_area_alone(
    forum, partnership, another_partnership, person_with, shell
):
    issue(shell, forum, another_partnership, "Exploitation along the railway", areas=[partnership])
    issue(shell, forum, another_partnership, "Railway works in the east")
    lead = person_with("qa-lead")  # has no part in the forum
    assert hrefs(lead, partnership, "railway") == ["/westmoor/forum/#issues"]


def test_outside_the_forum_and_after_leaving_nothing_is_found(
    forum, partnership, another_partnership, outside, westmoor_in, person_with, shell
):
    one = issue(shell, forum, another_partnership, "Exploitation along the railway", areas=[partnership])
    stranger = person_with("coordinator", partnership=outside)
    assert hrefs(stranger, outside, "railway") == []
    member = person_with("coordinator")
    assert hrefs(member, partnership, "railway") == [f"/moors/forum/issues/{one.pk}"]
    westmoor_in.until = westmoor_in.since
    westmoor_in.save()
    assert hrefs(member, partnership, "railway") == []


def test_a_withdrawn_issue_is_not_found(forum, partnership, another_partnership, person_with, shell):
    one = issue(shell, forum, partnership, "Exploitation along the railway")
    issues.withdraw(by=shell, record=one, reason="Raised twice")
    assert hrefs(person_with("coordinator"), partnership, "railway") == []


def test_the_navigation_of_a_forum_leaves_out_training_and_imports(forum, person_with, client_as):
    client = client_as(person_with("coordinator"))
    at_home = client.get("/westmoor/forum/").text
    assert 'href="/westmoor/training/' in at_home
    in_the_forum = client.get("/moors/forum/").text
    assert 'href="/moors/training/' not in in_the_forum
    assert 'href="/moors/imports/' not in in_the_forum
    assert 'href="/moors/meetings/' in in_the_forum


def erase(shell, person):
    for grant in person.grants.all():
        end_role(by=shell, grant=grant)
    erase_person(by=shell, person=Person.objects.get(pk=person.pk), reason="They asked.")


def test_an_erased_account_takes_who_it_was_in_the_forum(forum, person_with, client_as, shell):
    person = person_with("coordinator", name="Priya Shah")
    client_as(person).get("/moors/forum/")
    guest = Person.objects.get(partnership=forum, name="Priya Shah")
    erase(shell, person)
    guest.refresh_from_db()
    assert guest.name == f"Erased person {guest.pk}"
    assert (guest.email, guest.account) == ("", None)
    account = Account.objects.get(pk=person.account_id)
    assert account.email.endswith("@erased.invalid")
    assert not account.is_active
    assert Event.objects.filter(partnership_id=forum.pk, record_id=guest.pk, verb="erased").exists()


def test_an_account_that_is_used_elsewhere_stays_and_so_does_its_guest(
    forum, another_partnership, person_with, client_as, shell
):
    person = person_with("coordinator", name="Priya Shah")
    person_with("coordinator", partnership=another_partnership, email=person.email)
    client_as(person).get("/moors/forum/")
    erase(shell, person)
    assert Person.objects.filter(partnership=forum, name="Priya Shah").exists()
    assert Account.objects.get(pk=person.account_id).is_active


def test_who_has_a_role_of_their_own_in_the_forum_stays_there(forum, person_with, shell):
    person = person_with("coordinator", name="Priya Shah")
    person_with("coordinator", partnership=forum, email=person.email)
    erase(shell, person)
    assert Person.objects.filter(partnership=forum, name="Priya Shah").exists()
    assert Account.objects.get(pk=person.account_id).is_active
