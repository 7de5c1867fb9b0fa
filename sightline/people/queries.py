"""Reading persons, their roles and what their account opens."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from sightline.partnership.models import Partnership, ScopeKind
from sightline.partnership.roles import ADMINISTRATOR
from sightline.people.models import Account, Invitation, Person, RoleGrant


def _with_a_role(account: Account) -> QuerySet[Person]:
    return (
        Person.objects.filter(account=account, withdrawn_at=None)
        .filter(Exists(RoleGrant.objects.in_force().filter(person=OuterRef("pk"))))
        .select_related("partnership", "agency")
    )


def person_of(account: Account, slug: str) -> Person | None:
    """Who an account is in a partnership, when it has a role there today."""
    return _with_a_role(account).filter(partnership__slug=slug).first()


def persons_of(account: Account) -> list[Person]:
    """Everyone an account is, by the name of the partnership; the forums that it came into are among them."""
    own = list(_with_a_role(account))
    visits = Person.objects.filter(account=account, withdrawn_at=None, partnership__kind=ScopeKind.FORUM)
    visits = visits.exclude(pk__in=[person.pk for person in own]).select_related("partnership", "account")
    own += [person for person in visits if person.roles]
    return sorted(own, key=lambda person: person.partnership.name)


def partnerships_of(account: Account) -> list[Partnership]:
    """The partnerships that an account has a role in today."""
    return [person.partnership for person in persons_of(account)]


def of_a_demonstration(account: Account) -> bool:
    """Whether an account belongs to somebody fictional."""
    return account.persons.filter(partnership__demonstration=True).exists()


def belongs_elsewhere(account: Account, partnership: Partnership) -> bool:
    """Whether an account belongs to a person of any other partnership."""
    return account.persons.exclude(partnership=partnership).exists()


def has_second_factor(account: Account) -> bool:
    """Whether an account has a second step at sign-in; recovery codes alone are none."""
    return Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def second_factors_of(account: Account) -> list[str]:
    """The kinds of second step an account has, in the words of the authenticator library."""
    return sorted(
        {str(kind) for kind in Authenticator.objects.filter(user=account).values_list("type", flat=True)}
    )


def account_by_email(email: str) -> Account | None:
    """The account that signs in with an address."""
    return Account.objects.filter(email=email.strip().lower()).first()


def people_with_access(partnership: Partnership) -> QuerySet[Person]:
    """Persons who have, or had, an account or a role: not the thousands who only came to training."""
    # Two lists of a few numbers, each from an index: asking each of the thousands in turn takes ten times as long.
    granted = RoleGrant.objects.of(partnership).values("person")
    signing_in = Person.objects.of(partnership).filter(account__isnull=False).values("pk")
    return (
        Person.objects.of(partnership)
        .filter(Q(pk__in=granted) | Q(pk__in=signing_in))
        .select_related("agency", "account", "partnership")
        .prefetch_related(
            Prefetch("grants", RoleGrant.objects.select_related("body").order_by("since", "id"))
        )
        .order_by("name", "id")
    )


def people_to_choose(
    partnership: Partnership, known: QuerySet[Any, Any], chosen: Iterable[int] = ()
) -> QuerySet[Person]:
    """Whom one may choose from a list: who has access and who is ``known`` by number, not the thousands of delegates.

    Whoever is ``chosen`` already is offered again, even if they were withdrawn.
    """
    with_access = people_with_access(partnership).order_by().values("pk")
    either = Q(pk__in=with_access) | Q(pk__in=known)
    rows = Person.objects.of(partnership).filter(either) | Person.objects.ever_of(partnership).filter(
        pk__in=list(chosen)
    )
    return rows.select_related("agency").order_by("name", "id")


def filtered(people: QuerySet[Person], *, role: str = "", who: str = "") -> QuerySet[Person]:
    """Those of them who have a role today, or one role of a name; ``who`` is now, past or everybody."""
    held = RoleGrant.objects.in_force().filter(person=OuterRef("pk"))
    if role:
        people = people.filter(Exists(held.filter(role=role)))
    if who == "now":
        people = people.filter(Exists(held))
    return people.exclude(Exists(held)) if who == "past" else people


def person(partnership: Partnership, pk: int) -> Person | None:
    """One person of a partnership, withdrawn or not."""
    return (
        Person.objects.ever_of(partnership)
        .filter(pk=pk)
        .select_related("agency", "account", "partnership")
        .first()
    )


def has_access(person: Person) -> bool:
    """Whether a person has, or had, an account or a role; most persons only came to training."""
    return person.account_id is not None or person.grants.exists()


def person_by_email(partnership: Partnership, email: str) -> Person | None:
    """The person of a partnership who has an address, withdrawn or not."""
    return Person.objects.ever_of(partnership).filter(key=email.strip().lower()).first()


def grants_of(person: Person) -> list[RoleGrant]:
    """Every role a person has or had, the latest first."""
    return list(person.grants.select_related("body", "partnership").order_by("-since", "-id"))


def grant(person: Person, pk: int) -> RoleGrant | None:
    """One grant of a person."""
    return person.grants.filter(pk=pk).select_related("person", "body", "partnership").first()


def ending(partnership: Partnership, start: date, end: date) -> QuerySet[RoleGrant]:
    """The grants in force whose last day lies within these days, the first to end first."""
    held = RoleGrant.objects.of(partnership).in_force().filter(until__gte=start, until__lte=end)
    return held.select_related("person").order_by("until", "id")


def lapsed(partnership: Partnership) -> list[Person]:
    """Those who were invited, have a role, and never signed in before their link ran out."""
    never_taken_up = Invitation.objects.filter(accepted_at=None, account__persons__partnership=partnership)
    if not never_taken_up.exists():  # most days; what follows takes ten times as long
        return []
    invited = Invitation.objects.filter(account=OuterRef("account"))
    good = invited.open().filter(expires_at__gt=timezone.now())
    held = RoleGrant.objects.in_force().filter(person=OuterRef("pk"))
    people = Person.objects.of(partnership).filter(account__is_active=True, account__last_login=None)
    waiting = people.filter(Exists(invited.filter(accepted_at=None)), ~Exists(good), Exists(held))
    return list(waiting.exclude(Exists(invited.exclude(accepted_at=None))).order_by("name", "id"))


def other_administrators(grant: RoleGrant) -> QuerySet[RoleGrant]:
    """The grants that would leave somebody else administrator, today and without an end."""
    return (
        RoleGrant.objects.of(grant.partnership)
        .in_force()
        .filter(role=ADMINISTRATOR, until=None, person__account__is_active=True)
        .exclude(person=grant.person_id)
    )


def digest(token: str) -> str:
    """What is kept of the secret in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The invitation that a link opens, when it still does."""
    return (
        Invitation.objects.open()
        .filter(digest=digest(token), expires_at__gt=timezone.now(), account__is_active=True)
        .select_related("account", "partnership")
        .first()
    )


def invited_until(accounts: Iterable[int]) -> dict[int, Invitation]:
    """Account id -> its open invitation."""
    waiting = Invitation.objects.open().filter(account__in=list(accounts), expires_at__gt=timezone.now())
    return {one.account_id: one for one in waiting.order_by("expires_at")}


def person_numbered(number: int) -> Person | None:
    """The person a background task acts for."""
    return Person.objects.filter(pk=number, withdrawn_at=None).select_related("partnership").first()
