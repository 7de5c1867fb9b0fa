"""What the pages of people show, to whom, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.partnership.roles import ADMINISTRATOR, BUSINESS_MANAGER, COORDINATOR, QA_LEAD, SCRUTINEER
from sightline.people import services
from sightline.people.models import Account, Person, RoleGrant
from tests.costs import queries_of

MakePerson = Callable[..., Person]
ClientAs = Callable[[Person], Client]


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_delegates_are_not_among_the_people_with_access(
    partnership: Partnership, person_with: MakePerson, client_as: ClientAs
) -> None:
    delegate = Person.objects.create(partnership=partnership, key="d@example.org", name="Delia Ross")
    assert "Delia Ross" not in text(client_as(person_with(COORDINATOR)).get("/westmoor/people/"))
    assert client_as(person_with(SCRUTINEER)).get(f"/westmoor/people/{delegate.pk}/").status_code == 404
    assert client_as(person_with(COORDINATOR)).get(f"/westmoor/people/{delegate.pk}/").status_code == 200


def test_the_list_narrows_to_a_role_and_to_those_who_left(
    person_with: MakePerson, client_as: ClientAs, shell: Shell
) -> None:
    client = client_as(person_with(COORDINATOR, name="Priya Shah"))
    person_with(QA_LEAD, name="Quentin Ash")
    services.deactivate(by=shell, person=person_with(QA_LEAD, name="Lena Park"))
    assert "Quentin Ash" in text(client.get("/westmoor/people/?role=qa-lead"))
    assert "Lena Park" not in text(client.get("/westmoor/people/?role=qa-lead"))
    past = text(client.get("/westmoor/people/?who=past"))
    assert ("Lena Park" in past, "Quentin Ash" in past) == (True, False)


def test_the_list_costs_the_same_whatever_its_length(
    partnership: Partnership,
    person_with: MakePerson,
    client_as: ClientAs,
) -> None:
    client = client_as(person_with(COORDINATOR))
    few = queries_of(client, "/westmoor/people/")
    for number in range(30):
        person = Person.objects.create(partnership=partnership, key=f"p{number}", name=f"Person {number}")
        RoleGrant.objects.create(partnership=partnership, person=person, role=QA_LEAD, since="2024-04-01")
    assert queries_of(client, "/westmoor/people/") == few
    assert "Person 29" in text(client.get("/westmoor/people/"))


def test_a_record_tells_who_gave_and_ended_which_role(
    person_with: MakePerson, client_as: ClientAs, shell: Shell
) -> None:
    manager = person_with(COORDINATOR, name="Priya Shah")
    person = person_with(None)
    grant = services.grant_role(by=manager, person=person, role=QA_LEAD)
    services.end_role(by=shell, grant=grant, reason="A new post")
    page = text(client_as(manager).get(f"/westmoor/people/{person.pk}/"))
    assert "gave the role QA lead" in page
    assert "changed the role QA lead" in page
    assert "A new post" in page


def test_a_record_costs_the_same_whatever_became_of_a_persons_roles(
    person_with: MakePerson, client_as: ClientAs, shell: Shell
) -> None:
    client, person = client_as(person_with(COORDINATOR)), person_with(None)

    def once_more() -> int:
        grant = services.grant_role(by=shell, person=person, role=QA_LEAD)
        services.end_role(by=shell, grant=grant)
        return queries_of(client, f"/westmoor/people/{person.pk}/")

    first = once_more()
    assert [once_more() for _ in range(4)] == [first] * 4


def test_a_coordinator_is_not_offered_to_make_administrators(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    coordinator = client_as(person_with(COORDINATOR))
    assert 'value="administrator"' not in text(coordinator.get("/westmoor/people/invite"))
    answer = coordinator.post(
        "/westmoor/people/invite", {"name": "N", "email": "n@example.org", "role": ADMINISTRATOR}
    )
    assert answer.status_code == 422
    assert 'value="administrator"' in text(
        client_as(person_with(ADMINISTRATOR)).get("/westmoor/people/invite")
    )


def test_a_coordinator_is_offered_no_role_that_publishes_and_told_who_gives_it(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    address, manager = "/westmoor/people/invite", client_as(person_with(BUSINESS_MANAGER))
    page = text(client_as(person_with(COORDINATOR)).get(address))
    assert f'value="{SCRUTINEER}"' not in page
    assert "are given by a business manager or an administrator" in page
    assert "Act as administrator to give them" not in page
    assert f'value="{SCRUTINEER}"' in text(manager.get(address))
    founder = person_with(ADMINISTRATOR, elevated=False)
    services.grant_role(by=Shell(), person=founder, role=COORDINATOR)
    assert "Act as administrator to give them" in text(client_as(founder).get(address))


def test_giving_a_role_to_oneself_is_refused_on_the_page(
    person_with: MakePerson, client_as: ClientAs
) -> None:
    person = person_with(COORDINATOR)
    answer = client_as(person).post(f"/westmoor/people/{person.pk}/roles/new", {"role": QA_LEAD})
    assert answer.status_code == 422
    assert "Nobody can give a role to themselves" in text(answer)


def test_somebody_who_signed_in_is_not_told_of_as_invited_though_their_link_is_open(
    partnership: Partnership, person_with: MakePerson, client_as: ClientAs, shell: Shell
) -> None:
    invited = services.invite(
        by=shell,
        partnership=partnership,
        email="n@example.org",
        name="Noor",
        role=QA_LEAD,
        site="https://example.org",
    )
    client, record = client_as(person_with(COORDINATOR)), f"/westmoor/people/{invited.person.pk}/"
    assert "Invited" in text(client.get("/westmoor/people/?role=qa-lead"))
    Account.objects.filter(email="n@example.org").update(last_login="2024-05-03T09:00Z")  # by single sign-on
    assert "Invited" not in text(client.get("/westmoor/people/?role=qa-lead"))
    assert "Last signed in on 3 May 2024; a link to set a password works until" in text(client.get(record))


def test_the_link_is_shown_once_and_never_kept(person_with: MakePerson, client_as: ClientAs) -> None:
    client = client_as(person_with(COORDINATOR))
    page = text(
        client.post("/westmoor/people/invite", {"name": "Noor", "email": "n@example.org", "role": QA_LEAD})
    )
    assert "http://testserver/account/invitation/" in page
    person = Person.objects.get(key="n@example.org")
    assert "/account/invitation/" not in text(client.get(f"/westmoor/people/{person.pk}/"))
    assert "/account/invitation/" not in str(dict(client.session.items()))


def test_erasing_asks_for_a_reason_and_leaves_no_name(
    person_with: MakePerson, client_as: ClientAs, shell: Shell
) -> None:
    person = person_with(QA_LEAD, name="Lena Park")
    services.deactivate(by=shell, person=person)
    client = client_as(person_with(ADMINISTRATOR))
    assert client.post(f"/westmoor/people/{person.pk}/erase", {"reason": ""}).status_code == 422
    client.post(f"/westmoor/people/{person.pk}/erase", {"reason": "She asked us to"})
    assert "Lena Park" not in text(client.get(f"/westmoor/people/{person.pk}/"))
