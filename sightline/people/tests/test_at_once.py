"""What is checked of people and their roles still holds when others write at the same moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sightline.foundation.access import Shell
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.roles import ADMINISTRATOR, QA_LEAD
from sightline.partnership.tests.races import PEOPLE, at_once
from sightline.people import services
from sightline.people.models import Account, Person, RoleGrant

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_administrators_who_end_one_another_one_is_left(
    partnership: Partnership, person_with: Callable[..., Person]
) -> None:
    grants = [person_with(ADMINISTRATOR).grants.get() for _ in range(PEOPLE)]

    def end(name: str) -> None:
        services.end_role(by=Shell(name), grant=grants[int(name[-1])])

    problems = at_once(end)
    assert [type(problem) for problem in problems] == [Refused]
    assert RoleGrant.objects.of(partnership).in_force().count() == 1


def test_of_those_who_invite_the_same_person_at_once_one_does_and_the_others_are_told(
    partnership: Partnership,
) -> None:
    def invite(name: str) -> None:
        services.invite(
            by=Shell(name),
            partnership=partnership,
            email="noor@example.org",
            name="Noor",
            role=QA_LEAD,
            site="https://example.org",
        )

    problems = at_once(invite)
    assert [str(problem) for problem in problems] == ["Noor has the role QA lead then already."] * (
        PEOPLE - 1
    )
    assert (Account.objects.count(), Person.objects.count()) == (1, 1)


def test_somebody_invited_to_two_partnerships_at_once_has_one_account(
    partnership: Partnership, another_partnership: Partnership
) -> None:
    def invite(name: str) -> None:
        services.invite(
            by=Shell(name),
            partnership=(partnership, another_partnership)[int(name[-1]) % 2],
            email="noor@example.org",
            name="Noor",
            role=QA_LEAD,
            site="https://example.org",
        )

    problems = at_once(invite)
    assert [type(problem) for problem in problems] == [Refused] * (PEOPLE - 2)
    assert (Account.objects.count(), Person.objects.count()) == (1, 2)
