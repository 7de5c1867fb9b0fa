"""Reading notices, and how a partnership and its people want them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from sightline.audit.sealing import unseal_all
from sightline.notices.models import OF_A_PERSON, Attempt, Choice, Lengths, Notice, Reminder, State
from sightline.partnership.models import Body, Partnership
from sightline.partnership.roles import BODY_CHAIR
from sightline.people.models import Person, RoleGrant
from sightline.people.queries import filtered, people_with_access

FOR_A_PERSON = (State.UNCERTAIN, State.FAILED)
"""What nobody but a person moves on."""


def address_of(person: Person) -> str:
    """Where a person is written to: their own address, else that of their account; "" for somebody withdrawn."""
    if person.withdrawn_at:
        return ""
    return person.email or (person.account.email if person.account and person.account.is_active else "")


def notices(partnership: Partnership) -> QuerySet[Notice]:
    """Every notice of a partnership, with whom it is to."""
    return Notice.objects.of(partnership).select_related("to")


def notice(partnership: Partnership, number: int) -> Notice | None:
    """One of them."""
    return notices(partnership).filter(pk=number).select_related("to__account", "partnership").first()


def attempts(notice: Notice) -> list[Attempt]:
    """What was tried, the first first."""
    return list(notice.attempts.select_related("notice").order_by("id"))


def last_answers(notices: Iterable[int]) -> dict[int, str]:
    """The number of a notice -> what the mail server last answered; those not tried yet are left out. Two queries."""
    tried = {
        one.notice_id: one
        for one in Attempt.objects.filter(notice__in=list(notices)).select_related("notice").order_by("id")
    }
    told = unseal_all((OF_A_PERSON, one.notice.to_id, one.sealed) for one in tried.values())
    return {number: str(said["answer"]) for number, said in zip(tried, told, strict=True)}


def sent_to(person: Person) -> QuerySet[Notice]:
    """What was sent, or is to be sent, to one person."""
    return notices(person.partnership).filter(to=person)


def to_decide(partnership: Partnership) -> QuerySet[Notice]:
    """What failed, and what nobody knows of."""
    return notices(partnership).filter(state__in=FOR_A_PERSON)


def numbers_to_decide(partnership: Partnership) -> dict[str, int]:
    """The same by their state, in number."""
    held = to_decide(partnership).order_by().values_list("state").annotate(number=Count("pk"))
    return dict(held)


def reminded(partnership: Partnership, keys: Iterable[str]) -> set[str]:
    """Which of these a notice reminded of before."""
    return set(Reminder.objects.of(partnership).filter(key__in=keys).values_list("key", flat=True))


def chairs(partnership: Partnership, body: Body | None) -> list[Person]:
    """Who chairs a body today; without one, who chairs the bodies that report to no other."""
    top = (
        {"body": body}
        if body
        else {"body__isnull": False, "body__reports_to": None, "body__withdrawn_at": None}
    )
    held = RoleGrant.objects.in_force().filter(partnership=partnership, role=BODY_CHAIR, **top)
    found = held.select_related("person__partnership", "person__account").order_by("id")
    return list({grant.person_id: grant.person for grant in found}.values())


def lengths(partnership: Partnership) -> Lengths:
    """How a partnership reminds; what it never decided on is as it comes."""
    return Lengths.objects.of(partnership).select_related("partnership", "body").first() or Lengths(
        partnership=partnership
    )


def wants_digest(person: Person) -> bool:
    """Whether a person takes the weekly digest; whoever never said so does."""
    return not Choice.objects.of(person.partnership).filter(person=person, digest=False).exists()


def takers_of_digest(partnership: Partnership) -> list[Person]:
    """Everybody who can sign in, has a role here today and did not turn the digest off."""
    able = filtered(people_with_access(partnership), who="now").filter(account__is_active=True)
    return list(able.exclude(notice_choice__digest=False))
