"""Reading challenges."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from sightline.challenges.models import Challenge, Escalation
from sightline.partnership.models import Partnership
from sightline.people.models import Person
from sightline.people.queries import people_with_access

ENDS = ("raised_by", "raised_with", "raised_by_person", "raised_with_person")
SEARCHED = (
    "subject",
    "response",
    "outcome",
    "forum",
    "raised_by__name",
    "raised_by_name",
    "raised_by_person__name",
    "raised_with__name",
    "raised_with_name",
    "raised_with_person__name",
)
LONG = timedelta(days=90)  # after which an open challenge wants attention


def challenges(partnership: Partnership) -> QuerySet[Challenge]:
    """Every challenge of a partnership, open or closed, with as ``at_level`` the level at which it was raised."""
    return Challenge.objects.of(partnership).annotate(at_level=_level())


def _level(of: str = "") -> Case:
    """The level of a challenge: as its log says, else of the end that raised it, else of the other."""
    log, raiser, asked = f"{of}level", f"{of}raised_by_level", f"{of}raised_with_level"
    return Case(
        When(**{f"{log}__gt": ""}, then=F(log)),
        When(**{f"{raiser}__gt": ""}, then=F(raiser)),
        default=F(asked),
    )


def challenge(partnership: Partnership, number: int) -> Challenge | None:
    """One challenge, withdrawn or not."""
    every = Challenge.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("body", "partnership", *ENDS).first()


def listed(partnership: Partnership) -> QuerySet[Challenge]:
    """Every challenge, with the agencies and the body that a list names; ordered by ``closed``, the open come last."""
    held = challenges(partnership).annotate(closed=Coalesce("closed_on", date.max))
    return held.select_related("body", *ENDS)


def open_for_long(challenges: QuerySet[Challenge], day: date) -> QuerySet[Challenge]:
    """Those that have not been closed and had been open for long at a day."""
    return challenges.filter(raised_on__lt=day - LONG, closed_on=None)


def agencies(partnership: Partnership, side: str) -> list[tuple[int, str]]:
    """(number, name) of the agencies on one side: ``raised_by`` or ``raised_with``."""
    held = challenges(partnership).exclude(**{side: None}).order_by(f"{side}__name")
    return list(held.values_list(f"{side}_id", f"{side}__name").distinct())


def levels(partnership: Partnership) -> list[str]:
    """The levels at which there was challenge."""
    held: QuerySet[Any] = challenges(partnership)
    held = held.exclude(at_level="").order_by("at_level")
    return list(held.values_list("at_level", flat=True).distinct())


def judged(partnership: Partnership) -> QuerySet[Challenge]:
    """The challenges of which it is said what came of them."""
    return challenges(partnership).exclude(result="")


def escalations(partnership: Partnership) -> QuerySet[Escalation]:
    """Every stage that a challenge reached, of those that were not withdrawn."""
    held = Escalation.objects.of(partnership).filter(challenge__withdrawn_at=None)
    return held.annotate(at_level=_level("challenge__"))


def reached(challenge: Challenge) -> list[Escalation]:
    """The stages that a challenge has reached, the first first."""
    held = escalations(challenge.partnership).filter(challenge=challenge)
    return list(held.select_related("challenge").order_by("stage"))


def latest(challenge: Challenge) -> Escalation | None:
    """The stage that a challenge has reached, whether or not it was withdrawn since."""
    held = Escalation.objects.of(challenge.partnership).filter(challenge=challenge)
    return held.select_related("challenge", "partnership").order_by("-stage").first()


def ended(partnership: Partnership, stages: Iterable[int]) -> list[Escalation]:
    """Those of some stages whose challenge is closed by now, or was withdrawn."""
    held = Escalation.objects.ever_of(partnership).filter(pk__in=list(stages))
    over = Q(challenge__closed_on__isnull=False) | Q(challenge__withdrawn_at__isnull=False)
    return list(held.filter(over).select_related("challenge", "partnership"))


def latest_of_open(partnership: Partnership) -> list[Escalation]:
    """The latest stage of every open challenge that was escalated, with the challenge."""
    held = (
        escalations(partnership).filter(challenge__closed_on=None).select_related("challenge", "partnership")
    )
    return list({one.challenge_id: one for one in held.order_by("stage")}.values())


def between(challenges: QuerySet[Challenge]) -> list[tuple[int | None, int | None, int]]:
    """(who raised, with whom, how many) for each pair of agencies among some challenges; None where none is said."""
    pairs = challenges.order_by().values_list("raised_by", "raised_with").annotate(number=Count("pk"))
    return list(pairs)


def between_levels(challenges: QuerySet[Challenge]) -> list[tuple[str, str, int]]:
    """(level that raised, level it was raised with, how many) among some challenges; "" where none is said."""
    ends = challenges.order_by().values_list("raised_by_level", "raised_with_level")
    return list(ends.annotate(number=Count("pk")))


def people_to_choose(partnership: Partnership, chosen: Iterable[int] = ()) -> QuerySet[Person]:
    """Whom one may name as an end from a list: who has access, not the thousands of delegates; and who is chosen."""
    known = people_with_access(partnership).order_by().values("pk")
    rows = Person.objects.of(partnership).filter(pk__in=known)
    rows |= Person.objects.ever_of(partnership).filter(pk__in=list(chosen))
    return rows.select_related("agency").order_by("name", "id")
