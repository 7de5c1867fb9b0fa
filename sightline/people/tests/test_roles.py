"""Roles hold from a day until a day; an administrator's only while elevated; nobody is left without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from sightline.audit.models import Event
from sightline.audit.queries import history
from sightline.foundation.access import Forbidden, Shell
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import (
    ADMINISTRATOR,
    BODY_CHAIR,
    BUSINESS_MANAGER,
    COORDINATOR,
    QA_LEAD,
    SCRUTINEER,
    roles,
)
from sightline.partnership.services import add_body
from sightline.people import services
from sightline.people.models import Person

MakePerson = Callable[..., Person]


@pytest.fixture
def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def again(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_a_role_holds_on_its_last_day_and_not_the_day_after(person_with: MakePerson) -> None:
    person = person_with(COORDINATOR, since=date(2024, 4, 1), until=date(2025, 3, 31))
    assert list(person.grants.in_force(date(2024, 3, 31))) == []
    assert len(person.grants.in_force(date(2024, 4, 1))) == 1
    assert len(person.grants.in_force(date(2025, 3, 31))) == 1
    assert list(person.grants.in_force(date(2025, 4, 1))) == []


def test_whoever_had_a_role_until_yesterday_finds_nothing_there(
    person_with: MakePerson, client_as: Callable[[Person], Client], yesterday: date
) -> None:
    client = client_as(person_with(COORDINATOR, until=yesterday))
    assert client.get("/westmoor/people/").status_code == 404
    assert client.get("/no-such-place/people/").status_code == 404


def test_a_role_of_today_opens_the_page(
    person_with: MakePerson, client_as: Callable[[Person], Client], yesterday: date
) -> None:
    person = person_with(COORDINATOR, until=yesterday + timedelta(days=1))
    assert client_as(person).get("/westmoor/people/").status_code == 200


def test_a_role_that_begins_tomorrow_is_not_in_force(
    shell: Shell, person_with: MakePerson, yesterday: date
) -> None:
    person = person_with(None)
    services.grant_role(by=shell, person=person, role=QA_LEAD, since=yesterday + timedelta(days=2))
    assert person.roles == frozenset()


def test_ending_a_role_takes_it_away_at_once(shell: Shell, person_with: MakePerson) -> None:
    person = person_with(COORDINATOR)
    grant = services.grant_role(by=shell, person=person, role=QA_LEAD)
    services.end_role(by=shell, grant=grant)
    assert again(person).roles == {COORDINATOR}
    assert list(person.grants.in_force(timezone.localdate() - timedelta(days=1))) != []
    assert [line.what for line in history(grant)] == ["corrected", "added"]


def test_a_role_cannot_be_given_twice_for_the_same_days(shell: Shell, person_with: MakePerson) -> None:
    person = person_with(None)
    services.grant_role(
        by=shell, person=person, role=QA_LEAD, since=date(2024, 4, 1), until=date(2025, 3, 31)
    )
    with pytest.raises(Refused, match="has the role QA lead then already"):
        services.grant_role(by=shell, person=person, role=QA_LEAD, since=date(2025, 3, 31))
    services.grant_role(by=shell, person=person, role=QA_LEAD, since=date(2025, 4, 1))


def test_one_may_chair_two_bodies(shell: Shell, person_with: MakePerson, partnership: Partnership) -> None:
    person = person_with(None)
    for name in ("Executive", "QA Group"):
        body = add_body(by=shell, partnership=partnership, name=name)
        services.grant_role(by=shell, person=person, role=BODY_CHAIR, body=body)
    assert person.grants.count() == 2
    with pytest.raises(Refused, match="A body goes with the role of its chair"):
        services.grant_role(by=shell, person=person, role=QA_LEAD, body=body)


def test_an_unknown_role_is_refused_with_those_there_are(shell: Shell, person_with: MakePerson) -> None:
    with pytest.raises(Refused, match=r"There is no role “chief”\. The roles are: administrator"):
        services.grant_role(by=shell, person=person_with(None), role="chief")


@pytest.mark.parametrize("role", [role.key for role in roles if role.needs_second_factor])
def test_a_coordinator_gives_no_role_that_may_do_more_than_they(person_with: MakePerson, role: str) -> None:
    coordinator, colleague = person_with(COORDINATOR), person_with(None)
    with pytest.raises(Forbidden):
        services.grant_role(by=coordinator, person=colleague, role=role)
    assert not colleague.grants.exists()
    services.grant_role(by=coordinator, person=colleague, role=QA_LEAD)


def test_a_business_manager_gives_every_role_but_makes_no_administrator(person_with: MakePerson) -> None:
    manager, colleague = person_with(BUSINESS_MANAGER), person_with(None)
    services.grant_role(by=manager, person=colleague, role=SCRUTINEER)
    with pytest.raises(Forbidden, match="make somebody an administrator"):
        services.grant_role(by=manager, person=colleague, role=ADMINISTRATOR)


def test_a_coordinator_cannot_lengthen_a_role_that_is_not_theirs_to_give(person_with: MakePerson) -> None:
    today = timezone.localdate()
    grant = person_with(SCRUTINEER, until=today + timedelta(days=7)).grants.get()
    coordinator = person_with(COORDINATOR)
    with pytest.raises(Forbidden):
        services.end_role(by=coordinator, grant=grant, until=today + timedelta(days=90))
    services.end_role(by=coordinator, grant=grant, until=today)
    assert grant.until == today


def test_a_coordinator_cannot_end_an_administrator(person_with: MakePerson) -> None:
    person_with(ADMINISTRATOR)
    administrator = person_with(ADMINISTRATOR)
    with pytest.raises(Forbidden):
        services.end_role(by=person_with(COORDINATOR), grant=administrator.grants.get())
    with pytest.raises(Forbidden):
        services.deactivate(by=person_with(COORDINATOR), person=administrator)


def test_nobody_gives_a_role_to_themselves(person_with: MakePerson) -> None:
    coordinator = person_with(COORDINATOR)
    with pytest.raises(Refused, match="Nobody can give a role to themselves"):
        services.grant_role(by=coordinator, person=coordinator, role=QA_LEAD)


def test_roles_of_another_partnership_are_out_of_reach(
    person_with: MakePerson, another_partnership: Partnership
) -> None:
    elsewhere = person_with(None, partnership=another_partnership)
    with pytest.raises(Forbidden):
        services.grant_role(by=person_with(COORDINATOR), person=elsewhere, role=QA_LEAD)


def test_the_only_administrator_stays_until_there_is_another(shell: Shell, person_with: MakePerson) -> None:
    only = person_with(ADMINISTRATOR, name="Ada Price")
    with pytest.raises(Refused, match="Ada Price is the only administrator"):
        services.end_role(by=shell, grant=only.grants.get())
    with pytest.raises(Refused, match="Ada Price is the only administrator"):
        services.deactivate(by=shell, person=only)
    person_with(ADMINISTRATOR)
    services.end_role(by=shell, grant=only.grants.get())
    assert again(only).roles_granted == frozenset()


def test_an_administrator_whose_own_time_is_limited_does_not_count_as_another(
    shell: Shell, person_with: MakePerson
) -> None:
    only = person_with(ADMINISTRATOR)
    person_with(ADMINISTRATOR, until=timezone.localdate() + timedelta(days=3))
    with pytest.raises(Refused, match="is the only administrator"):
        services.end_role(by=shell, grant=only.grants.get())


def test_elevation_lasts_an_hour_and_not_a_minute_more(person_with: MakePerson) -> None:
    with time_machine.travel("2025-06-10T09:00:00+01:00", tick=False) as clock:
        administrator = person_with(ADMINISTRATOR, elevated=False)
        assert not administrator.may("people.erase", administrator.partnership)
        services.elevate(by=administrator, reason="A colleague left")
        assert administrator.may("people.erase", administrator.partnership)
        clock.shift(timedelta(minutes=59, seconds=59))
        assert again(administrator).roles == {ADMINISTRATOR}
        clock.shift(timedelta(seconds=1))
        assert again(administrator).roles == frozenset()


def test_an_elevation_can_be_given_up_early(person_with: MakePerson) -> None:
    administrator = person_with(ADMINISTRATOR)
    services.end_elevation(by=administrator)
    assert again(administrator).roles == frozenset()


def test_an_elevation_is_kept_with_its_reason(person_with: MakePerson) -> None:
    administrator = person_with(ADMINISTRATOR, name="Ada Price", elevated=False)
    services.elevate(by=administrator, reason="A colleague left")
    event = Event.objects.get(verb="began to act as administrator")
    assert (event.actor, event.reason) == ("Ada Price", "A colleague left")


def test_elevation_needs_a_reason_and_a_second_factor(person_with: MakePerson) -> None:
    with pytest.raises(Refused, match="Say why"):
        services.elevate(by=person_with(ADMINISTRATOR, elevated=False), reason=" ")
    with pytest.raises(Refused, match="second step"):
        services.elevate(
            by=person_with(ADMINISTRATOR, elevated=False, second_factor=False), reason="A colleague left"
        )


def test_only_administrators_can_be_elevated(person_with: MakePerson) -> None:
    with pytest.raises(Forbidden):
        services.elevate(by=person_with(SCRUTINEER), reason="Curiosity")


def test_a_role_that_is_over_does_not_come_back_to_life(
    shell: Shell, person_with: MakePerson, yesterday: date
) -> None:
    grant = person_with(QA_LEAD, until=yesterday).grants.get()
    for until in (None, date(2099, 3, 31)):
        with pytest.raises(Refused, match="This role is over"):
            services.end_role(by=shell, grant=grant, until=until)


def test_nobody_lengthens_a_role_of_their_own(shell: Shell, person_with: MakePerson, yesterday: date) -> None:
    ends, later = yesterday + timedelta(days=30), yesterday + timedelta(days=60)
    coordinator = person_with(COORDINATOR, until=ends)
    grant = coordinator.grants.get()
    with pytest.raises(Refused, match="Nobody can lengthen a role of their own"):
        services.end_role(by=coordinator, grant=grant, until=later)
    services.end_role(by=coordinator, grant=grant, until=ends - timedelta(days=1))
    services.end_role(by=person_with(COORDINATOR), grant=grant, until=later)
    assert coordinator.grants.get().until == later


def test_somebody_who_was_administrator_once_can_be_seen_off_by_a_coordinator(
    person_with: MakePerson, yesterday: date
) -> None:
    leaver = person_with(ADMINISTRATOR, until=yesterday)
    coordinator = person_with(COORDINATOR)
    services.grant_role(by=coordinator, person=leaver, role=QA_LEAD)
    services.deactivate(by=coordinator, person=leaver)
    assert again(leaver).roles_granted == frozenset()
