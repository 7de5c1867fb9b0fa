"""What is demonstration and what is real in this installation."""

from __future__ import annotations

from django.db.models import QuerySet

from sightline.partnership.models import Partnership, ScopeKind
from sightline.people.models import Person, RoleGrant
from sightline.reports.addresses import public_address
from sightline.reports.queries import standing


def real_partnership() -> Partnership | None:
    """A partnership that is no demonstration, when there is one."""
    return Partnership.objects.filter(demonstration=False).order_by("id").first()


def is_demonstration() -> bool:
    """Whether everything in this installation is fictional: a partnership at least, and none that is real."""
    kinds = set(Partnership.objects.values_list("demonstration", flat=True).distinct())
    return kinds == {True}


def demonstrations() -> QuerySet[Partnership]:
    """The demonstration partnerships, in the order in which they were made."""
    return Partnership.objects.filter(demonstration=True, kind=ScopeKind.PARTNERSHIP).order_by("id")


def grants(partnership: Partnership) -> QuerySet[RoleGrant]:
    """The roles held today by those who can sign in, with the person and the body."""
    return (
        RoleGrant.objects.of(partnership)
        .in_force()
        .filter(person__account__is_active=True, person__withdrawn_at=None)
        .select_related("person__account", "person__agency", "body")
        .order_by("id")
    )


def published_report(partnership: Partnership) -> str:
    """The address of a published report of a partnership; "" when it has none."""
    standing_now = standing(partnership).first()
    return public_address(standing_now.report) if standing_now else ""


def fictional_person(number: int) -> Person | None:
    """Somebody of a demonstration who can sign in."""
    return (
        Person.objects.filter(
            pk=number, partnership__demonstration=True, withdrawn_at=None, account__is_active=True
        )
        .select_related("partnership", "account")
        .first()
    )
