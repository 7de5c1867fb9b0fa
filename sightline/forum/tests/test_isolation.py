"""Members of one forum see what is shared in it, and nothing else of one another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sightline.audit.models import Event
from sightline.forum.services import end_membership, leave
from sightline.partnership.models import Agency
from sightline.people.models import Person, RoleGrant
from sightline.people.services import withdraw_person
from tests.test_pages import IN_A_PARTNERSHIP, OF_A_THING, address
from tests.url_table import TABLE
from tests.world import World

TAKING_PART = (
    "lead-partner",
    "delegated-partner",
    "business-manager",
    "coordinator",
    "body-chair",
    "scrutineer",
    "commissioner",
)
NOT_TAKING_PART = (
    "qa-lead",
    "training-lead",
    "data-analyst",
    "agency-representative",
    "practitioner",
    "administrator",
)
FOR_A_FORUM_ALONE = {
    name
    for name, row in TABLE.items()
    if name.startswith("forum:") and row.sample.__name__ in ("in_a_forum", "issue", "allocation")
} | {"forum:end"}


@pytest.mark.parametrize("name", sorted(set(IN_A_PARTNERSHIP) - FOR_A_FORUM_ALONE))
def test_a_member_meets_nothing_of_another_members_pages(
    name, forum, partnership, another_partnership, person_with, client_as
) -> None:
    theirs = World(another_partnership)
    url = address(name, theirs)
    client = client_as(person_with("coordinator"))
    assert client.get("/moors/forum/").status_code == 200, "they share a forum"
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


@pytest.mark.parametrize("name", sorted(set(OF_A_THING) - FOR_A_FORUM_ALONE))
def test_a_members_thing_is_not_reached_through_the_forum(
    name, forum, partnership, another_partnership, person_with, client_as
) -> None:
    theirs = World(another_partnership)
    given = TABLE[name].sample(theirs)
    in_the_forum = reverse(name, kwargs={"partnership": forum.slug, **given})
    answer = client_as(person_with("coordinator")).get(in_the_forum)
    assert answer.status_code in (403, 404, 405)
    assert another_partnership.name not in answer.content.decode()


@pytest.mark.parametrize("role", TAKING_PART)
def test_who_takes_part_at_home_comes_into_the_forum(role, forum, person_with, client_as) -> None:
    client = client_as(person_with(role))
    for page in ("", "forum/", "forum/members", "forum/issues/new", "bodies/", "meetings/", "actions/"):
        assert client.get(f"/moors/{page}").status_code == 200, page
    for page in ("people/invite", "settings/", "forum/members/invite", "actions/new", "imports/"):
        assert client.get(f"/moors/{page}").status_code == 403, page


@pytest.mark.parametrize("role", NOT_TAKING_PART)
def test_who_does_not_take_part_at_home_stays_outside(role, forum, person_with, client_as) -> None:
    assert client_as(person_with(role)).get("/moors/forum/").status_code == 404


def test_a_partnership_outside_does_not_come_in(forum, outside, person_with, client_as) -> None:
    stranger = client_as(person_with("coordinator", partnership=outside))
    assert stranger.get("/moors/forum/").status_code == 404
    assert stranger.get("/moors/").status_code == 404


def test_a_role_that_asks_for_a_second_step_does_not_come_in_without_it(
    forum, person_with, client_as
) -> None:
    assert client_as(person_with("scrutineer", second_factor=False)).get("/moors/forum/").status_code == 404


def test_a_visitor_becomes_known_in_the_forum_once_and_by_an_event(forum, person_with, client_as) -> None:
    client = client_as(person_with("coordinator", name="Priya Shah"))
    before = Person.objects.of(forum).count()
    client.get("/moors/forum/")
    client.get("/moors/")
    assert Person.objects.of(forum).count() == before + 1
    visitor = Person.objects.of(forum).get(name="Priya Shah")
    assert Event.objects.filter(
        partnership_id=forum.pk, kind="people.person", record_id=visitor.pk, verb="added"
    ).exists()
    assert not visitor.grants.exists()


def test_access_ends_with_the_membership_at_the_next_page(
    forum, westmoor_in, person_with, client_as, shell
) -> None:
    client = client_as(person_with("coordinator"))
    assert client.get("/moors/forum/").status_code == 200
    leave(by=shell, membership=westmoor_in, reason="It was merged")
    for page in ("", "forum/", "forum/members", "meetings/"):
        assert client.get(f"/moors/{page}").status_code == 404, page


def test_access_ends_when_the_forum_ends_the_membership(
    forum, westmoor_in, person_with, client_as, shell
) -> None:
    client = client_as(person_with("coordinator"))
    assert client.get("/moors/forum/").status_code == 200
    end_membership(by=shell, membership=westmoor_in, reason="It was merged")
    assert client.get("/moors/forum/").status_code == 404


def test_access_ends_with_the_role_at_home(forum, person_with, client_as) -> None:
    person = person_with("coordinator")
    client = client_as(person)
    assert client.get("/moors/forum/").status_code == 200
    RoleGrant.objects.filter(person=person).update(until=timezone.localdate() - timedelta(days=1))
    assert client.get("/moors/forum/").status_code == 404


def test_a_visitor_whom_the_forum_withdrew_does_not_come_back(forum, person_with, client_as, shell) -> None:
    client = client_as(person_with("coordinator", name="Priya Shah"))
    client.get("/moors/forum/")
    withdraw_person(by=shell, person=Person.objects.of(forum).get(name="Priya Shah"), reason="asked to")
    assert client.get("/moors/forum/").status_code == 404


def test_search_lists_and_files_of_one_partnership_hold_nothing_of_another(
    forum, partnership, another_partnership, person_with, client_as
) -> None:
    theirs = World(another_partnership)
    Agency.objects.create(partnership=another_partnership, key="secret", name="Eastvale Heronsgate Trust")
    theirs.action.undertaking = "Heronsgate is to brief all staff"
    theirs.action.save()
    client = client_as(person_with("business-manager"))
    for scope in ("westmoor", "moors"):
        get = client.get
        assert "Nothing was found for" in get(f"/{scope}/search", {"q": "Heronsgate"}).content.decode()
        for page in ("actions/", "agencies/", "meetings/", "challenges/", "forum/"):
            assert "Heronsgate" not in get(f"/{scope}/{page}").content.decode(), page
            answer = get(f"/{scope}/{page}", {"export": "csv"})
            text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode()
            assert "Heronsgate" not in text, page


def test_nobody_gives_the_role_of_a_visitor_by_hand(partnership, person_with, client_as) -> None:
    page = client_as(person_with("business-manager")).get("/westmoor/people/invite").content.decode()
    assert "forum-member" not in page
    assert "coordinator" in page


def test_a_client_without_an_account_is_sent_to_sign_in(forum) -> None:
    assert Client().get("/moors/forum/").status_code == 302
