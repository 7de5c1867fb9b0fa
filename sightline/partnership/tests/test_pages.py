"""What the partnership's own pages answer, and at what cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from sightline.foundation.access import Shell
from sightline.partnership import services
from sightline.partnership.models import Agency, Coverage, Partnership
from sightline.partnership.roles import COORDINATOR
from sightline.people.models import Person
from tests.costs import queries_of

MakePerson = Callable[..., Person]
ClientAs = Callable[[Person], Client]


def test_the_colour_is_served_to_everybody_and_tells_nobody_what_exists(partnership: Partnership) -> None:
    Partnership.objects.update(brand="#5b2a4e")
    answer = Client().get("/westmoor/brand.css")
    assert (answer["Content-Type"], answer.content) == ("text/css", b":root { --brand: #5b2a4e; }\n")
    nowhere = Client().get("/nowhere/brand.css")
    assert (nowhere.status_code, nowhere.content) == (200, b":root { --brand: #1d4f5c; }\n")


def test_lists_cost_the_same_whatever_their_length(
    partnership: Partnership,
    agency: Callable[..., Agency],
    shell: Shell,
    person_with: MakePerson,
    client_as: ClientAs,
) -> None:
    client = client_as(person_with(COORDINATOR))

    def add(first: int, last: int) -> None:
        for number in range(first, last):
            one, other = agency(f"Agency {number}"), agency(f"Old agency {number}")
            services.add_workforce(by=shell, agency=one, staff=number, as_at=date(2024, 4, 1))
            services.merge_agency(by=shell, agency=other, into=one, on=date(2024, 4, 1))
            above = services.add_body(by=shell, partnership=partnership, name=f"Body {number}")
            services.add_body(by=shell, partnership=partnership, name=f"Group {number}", reports_to=above)
            Coverage.objects.create(partnership=partnership, source=f"s{number}", start=date(2024, 4, 1))

    add(0, 2)
    pages = [f"/westmoor/{path}" for path in ("agencies/", "bodies/", "coverage/")]
    few = [queries_of(client, page) for page in pages]
    add(2, 9)
    assert [queries_of(client, page) for page in pages] == few


def test_a_refusal_stands_beside_the_field_it_is_about(
    agency: Callable[..., Agency], person_with: MakePerson, client_as: ClientAs
) -> None:
    police = agency("Police")
    agency("Council")
    answer = client_as(person_with(COORDINATOR)).post(
        f"/westmoor/agencies/{police.pk}/names/new", {"name": "council"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_name"' in page
    assert page.count("There is an agency called Council already") == 2


def test_a_thing_of_another_kind_or_place_is_not_found(
    partnership: Partnership,
    another_partnership: Partnership,
    agency: Callable[..., Agency],
    person_with: MakePerson,
    client_as: ClientAs,
) -> None:
    elsewhere = agency("Eastvale Police", of=another_partnership)
    client = client_as(person_with(COORDINATOR))
    for path in ("", "correct", "merge", "names/new"):
        assert client.get(f"/westmoor/agencies/{elsewhere.pk}/{path}").status_code == 404
    assert (
        client.post(f"/westmoor/agencies/{elsewhere.pk}/withdraw", {"reason": "Mine now"}).status_code == 404
    )
    elsewhere.refresh_from_db()
    assert elsewhere.withdrawn_at is None


def test_an_agency_of_another_partnership_cannot_be_chosen(
    another_partnership: Partnership,
    agency: Callable[..., Agency],
    person_with: MakePerson,
    client_as: ClientAs,
) -> None:
    police, elsewhere = agency("Police"), agency("Eastvale Police", of=another_partnership)
    answer = client_as(person_with(COORDINATOR)).post(
        f"/westmoor/agencies/{police.pk}/merge", {"into": elsewhere.pk, "on": "2024-04-01"}
    )
    assert answer.status_code == 422
    police.refresh_from_db()
    assert police.merged_into is None
