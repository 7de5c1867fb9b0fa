"""Reading actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When, Window
from django.db.models.functions import Coalesce, RowNumber

from sightline.actions.keys import key_of
from sightline.actions.models import AcceptedRisk, Action, DateMove, Effect, Reopening
from sightline.actions.states import AGREED, OPEN, SHOWN, State, state_at
from sightline.foundation.text import fold
from sightline.measures.standing import last_covered
from sightline.partnership.models import Partnership
from sightline.people import queries as people
from sightline.people.models import Person

PLANNED = ("source", "review", "recommendation", "due", "key")


def actions(partnership: Partnership) -> QuerySet[Action]:
    """Every action of a partnership, from whatever source; those that are only proposed too."""
    return Action.objects.of(partnership)


def agreed(partnership: Partnership) -> QuerySet[Action]:
    """The actions that were undertaken, each with the day ``open_since`` which it was open, or is: the last time."""
    reopened = Reopening.objects.of(partnership).filter(action=OuterRef("pk")).order_by("-reopened_on")
    last = Coalesce(Subquery(reopened.values("reopened_on")[:1]), F("agreed_on"))
    return actions(partnership).filter(agreed_on__isnull=False).annotate(open_since=last)


def completed(partnership: Partnership) -> QuerySet[Action]:
    """The actions that are done."""
    return agreed(partnership).filter(completed_on__gte=F("open_since"))


def rounds(partnership: Partnership) -> QuerySet[Reopening]:
    """The times that actions were open and complete before they were reopened."""
    return Reopening.objects.of(partnership).filter(action__withdrawn_at=None)


def rounds_with_target_date(partnership: Partnership) -> QuerySet[Reopening]:
    """Those that were to be done by a day."""
    return rounds(partnership).filter(due_on__isnull=False)


def rounds_judged(partnership: Partnership, effect: Effect) -> QuerySet[Reopening]:
    """Those of which somebody other than the owner said this."""
    return rounds(partnership).filter(effect=effect)


def proposals(partnership: Partnership) -> QuerySet[Action]:
    """The actions that were proposed first, each with the day that was ``settled_on``, if it was."""
    proposed = actions(partnership).filter(proposed_on__isnull=False)
    return proposed.annotate(settled_on=Coalesce("declined_on", "agreed_on"))


def with_target_date(partnership: Partnership) -> QuerySet[Action]:
    """The completed actions that were to be done by a day."""
    return completed(partnership).filter(due_on__isnull=False)


def action(partnership: Partnership, reference: str) -> Action | None:
    """The action with a reference, however it is written; withdrawn or not."""
    every = Action.objects.ever_of(partnership).select_related("agency", "partnership")
    now = state_at(last_covered(partnership, "actions"))
    return every.annotate(state=now).filter(key=key_of(reference)).first()


def standing(partnership: Partnership, day: date, states: Collection[State] = AGREED) -> QuerySet[Action]:
    """The actions that were agreed, or proposed, by a day and were in one of these states then.

    Each has its ``state``; ordered by ``due``, those without a target date come last.
    """
    known = actions(partnership).filter(Q(agreed_on__lte=day) | Q(proposed_on__lte=day))
    known = known.select_related("agency").annotate(state=state_at(day), due=Coalesce("due_on", date.max))
    if set(states) == set(SHOWN):  # what is asked for most, and told by two dates alone
        return known.filter(Q(agreed_on__lte=day) | Q(declined_on=None) | Q(declined_on__gt=day))
    return known.filter(state__in=states)


class Place(NamedTuple):
    """Where an action comes in its state, and how many are in that state."""

    state: str
    place: int
    of: int


def most_urgent(found: QuerySet[Action], each: int) -> dict[int, Place]:
    """The first so many of each state among those ``found`` by ``standing``, by their numbers.

    Of what is proposed what was so first comes first, of what is open the earliest target, of what is complete what
    has waited longest for somebody to look, and of the rest what was looked at last.
    """
    waiting = Case(
        When(state=State.PROPOSED, then=F("proposed_on")),
        When(state__in=OPEN, then=F("due")),
        When(state=State.COMPLETE, then=Coalesce("completed_on", date.max)),  # reopened later
        default=date.max,
    )
    looked = Case(When(state__in=(State.ASSURED, State.NOT_ACHIEVED), then=F("checked_on")))
    order = (waiting.asc(), looked.desc(nulls_last=True), F("key").asc())
    placed = found.select_related(None).annotate(
        of=Window(Count("pk"), partition_by=F("state")),
        place=Window(RowNumber(), partition_by=F("state"), order_by=order),
    )
    first = placed.filter(place__lte=each).order_by().values_list("pk", "state", "place", "of")
    return {number: Place(*told) for number, *told in first}


def in_states(partnership: Partnership, states: Mapping[int, str]) -> list[Action]:
    """Actions by their numbers, in that order, each with the ``state`` that ``standing`` told of it before."""
    held: dict[int, Any] = actions(partnership).select_related("agency").in_bulk(list(states))
    for number, action in held.items():
        action.state = states[number]
    return [held[number] for number in states if number in held]


def in_plan(found: QuerySet[Action], most: int) -> list[Action]:
    """The first so many of what ``standing`` found: by source, review and recommendation, the earliest target first."""
    return list(found.order_by(*PLANNED)[:most])


def judged(partnership: Partnership, effect: Effect) -> QuerySet[Action]:
    """The completed actions of which somebody other than the owner said this."""
    return completed(partnership).filter(effect=effect)


def people_to_choose(partnership: Partnership, chosen: Collection[int] = ()) -> QuerySet[Person]:
    """Whom one may name as the owner of an action: who has access here, or owns one already."""
    owners = actions(partnership).filter(owner_person__isnull=False).values("owner_person")
    return people.people_to_choose(partnership, owners, chosen)


def persons_named(partnership_id: int, names: Iterable[str]) -> dict[str, list[Person]]:
    """Folded name -> everybody of a partnership who is called so."""
    wanted, found = set(map(fold, names)) - {""}, defaultdict(list)
    if wanted:
        for one in Person.objects.filter(partnership=partnership_id, withdrawn_at=None).only(
            "name", "agency"
        ):
            if fold(one.name) in wanted:
                found[fold(one.name)].append(one)
    return found


def moves(action: Action) -> list[DateMove]:
    """The changes of an action's target date, the earliest first."""
    return list(DateMove.objects.of(action.partnership).filter(action=action))


def every_move(partnership: Partnership) -> QuerySet[DateMove]:
    """The changes of target dates of a partnership's actions."""
    return DateMove.objects.of(partnership).filter(action__withdrawn_at=None)


def every_risk(partnership: Partnership) -> QuerySet[AcceptedRisk]:
    """The times for which it was accepted that one of a partnership's actions is late."""
    return AcceptedRisk.objects.of(partnership).filter(action__withdrawn_at=None)


def moves_made(actions: Iterable[int]) -> dict[int, int]:
    """Number of an action -> how often its target date was moved."""
    made = DateMove.objects.filter(action__in=list(actions)).order_by().values_list("action")
    return dict(made.annotate(Count("pk")))


def reopenings(action: Action) -> list[Reopening]:
    """How often an action was reopened, the earliest first."""
    return list(Reopening.objects.of(action.partnership).filter(action=action))


def reopened_among(actions: Iterable[int]) -> dict[int, list[Reopening]]:
    """Number of an action -> its reopenings, the earliest first, withdrawn ones too."""
    found = defaultdict(list)
    for one in Reopening.objects.filter(action__in=list(actions)):
        found[one.action_id].append(one)
    return found


def risks(action: Action) -> list[AcceptedRisk]:
    """The times for which it was accepted that an action is late, the earliest first."""
    return list(AcceptedRisk.objects.of(action.partnership).filter(action=action))


def risk(partnership: Partnership, number: int) -> AcceptedRisk | None:
    """One accepted risk, withdrawn or not."""
    every = AcceptedRisk.objects.ever_of(partnership).filter(pk=number)
    return every.select_related("action__partnership", "partnership").first()


def accepted(partnership: Partnership, day: date) -> Exists:
    """Whether the risk that an action is late is accepted at a day."""
    held = AcceptedRisk.objects.of(partnership).filter(action=OuterRef("pk"))
    return Exists(held.filter(since__lte=day, until__gte=day))


def no_longer_accepted(partnership: Partnership, day: date, since: date) -> QuerySet[Action]:
    """The open actions whose accepted risk ran out between two days, and is not accepted again."""
    over = AcceptedRisk.objects.of(partnership).filter(action=OuterRef("pk"), until__range=(since, day))
    return standing(partnership, day, OPEN).filter(Exists(over), ~accepted(partnership, day))


def sources(partnership: Partnership) -> list[str]:
    """What the partnership's actions came from."""
    return list(actions(partnership).order_by("source").values_list("source", flat=True).distinct())


def reviews(partnership: Partnership) -> list[str]:
    """The reviews and meetings that the partnership's actions came from; "" among them where one says none."""
    return list(actions(partnership).order_by("review").values_list("review", flat=True).distinct())


def leads(partnership: Partnership) -> list[tuple[int, str]]:
    """(number, name) of the agencies that lead an action."""
    held = actions(partnership).order_by("agency__name").values_list("agency_id", "agency__name")
    return list(held.distinct())
