"""Reading challenges."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from sightline.challenges.models import Challenge, Escalation
from sightline.partnership.models import Partnership

LONG = timedelta(days=90)  # after which an open challenge wants attention


def challenges(partnership: Partnership) -> QuerySet[Challenge]:
    """Every challenge of a partnership, open or closed."""
    return Challenge.objects.of(partnership)


def challenge(partnership: Partnership, number: int) -> Challenge | None:
    """One challenge, withdrawn or not."""
    every = Challenge.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "raised_by", "raised_with", "partnership").first()


def listed(partnership: Partnership) -> QuerySet[Challenge]:
    """Every challenge, with the agencies and the body that a list names; ordered by ``closed``, the open come last."""
    held = challenges(partnership).annotate(closed=Coalesce("closed_on", date.max))
    return held.select_related("body", "raised_by", "raised_with")


def open_for_long(challenges: QuerySet[Challenge], day: date) -> QuerySet[Challenge]:
    """Those that have not been closed and had been open for long at a day."""
    return challenges.filter(raised_on__lt=day - LONG, closed_on=None)


def agencies(partnership: Partnership, side: str) -> list[tuple[int, str]]:
    """(number, name) of the agencies on one side: ``raised_by`` or ``raised_with``."""
    held = challenges(partnership).order_by(f"{side}__name").values_list(f"{side}_id", f"{side}__name")
    return list(held.distinct())


def levels(partnership: Partnership) -> list[str]:
    """The levels at which there was challenge."""
    held = challenges(partnership).exclude(level="").order_by("level")
    return list(held.values_list("level", flat=True).distinct())


def judged(partnership: Partnership) -> QuerySet[Challenge]:
    """The challenges of which it is said what came of them."""
    return challenges(partnership).exclude(result="")


def escalations(partnership: Partnership) -> QuerySet[Escalation]:
    """Every stage that a challenge reached, of those that were not withdrawn."""
    return Escalation.objects.of(partnership).filter(challenge__withdrawn_at=None)


def reached(challenge: Challenge) -> list[Escalation]:
    """The stages that a challenge has reached, the first first."""
    return list(escalations(challenge.partnership).filter(challenge=challenge).order_by("stage"))


def latest_of_open(partnership: Partnership) -> list[Escalation]:
    """The latest stage of every open challenge that was escalated, with the challenge."""
    held = (
        escalations(partnership).filter(challenge__closed_on=None).select_related("challenge", "partnership")
    )
    return list({one.challenge_id: one for one in held.order_by("stage")}.values())


def between(challenges: QuerySet[Challenge]) -> list[tuple[int, int, int]]:
    """(who raised, with whom, how many) for each pair of agencies among some challenges."""
    pairs = challenges.order_by().values_list("raised_by", "raised_with").annotate(number=Count("pk"))
    return list(pairs)
