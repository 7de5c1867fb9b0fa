"""Where an action stands at a date: the state that its dates put it in, by the same rule as the measures."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, OuterRef, Q, Subquery, TextChoices, Value, When
from django.db.models.functions import Coalesce

from sightline.actions.models import Effect, Reopening


class State(TextChoices):
    """Sorted downwards, what needs somebody most comes first."""

    PROPOSED = "proposed", "Proposed"
    OVERDUE = "overdue", "Overdue"
    OUTSTANDING = "outstanding", "Outstanding"
    NOT_ACHIEVED = "not achieved", "Not achieved"
    IN_PROGRESS = "in progress", "In progress"
    DECLINED = "declined", "Not taken up"
    COMPLETE = "complete", "Complete"
    ASSURED = "assured", "Assured"


OPEN = (State.OUTSTANDING, State.IN_PROGRESS, State.OVERDUE)
DONE = (State.COMPLETE, State.ASSURED, State.NOT_ACHIEVED)
"""Not achieved is done as well: somebody did it and somebody else saw that it did not work."""
AGREED = OPEN + DONE
"""What was undertaken. A proposal is none yet, and what was not taken up never was."""
SHOWN = (State.PROPOSED, *AGREED)
"""What is shown without being asked for."""

CHOICES: dict[str, tuple[str, tuple[State, ...]]] = {
    "proposed": ("Proposed", (State.PROPOSED,)),
    "outstanding": ("Outstanding", OPEN),
    "overdue": ("Overdue", (State.OVERDUE,)),
    "not begun": ("Outstanding, not begun", (State.OUTSTANDING,)),
    "in progress": ("In progress", (State.IN_PROGRESS,)),
    "complete": ("Complete", DONE),
    "to assure": ("Complete, not yet assured", (State.COMPLETE,)),
    "assured": ("Assured", (State.ASSURED,)),
    "not achieved": ("Not achieved", (State.NOT_ACHIEVED,)),
    "not taken up": ("Not taken up", (State.DECLINED,)),
}
"""What one may choose among, by its word in an address: what it is called, and the states it is."""


def state_at(day: date) -> Coalesce:
    """The state at the end of a day of an action that was known by then; one without a target is never overdue.

    What was agreed at last is no more declined; what was reopened after that day was still complete.
    """
    checked = {"completed_on__lte": day, "checked_on__lte": day}
    done = (
        When(**checked, effect=Effect.ASSURED, then=Value(State.ASSURED)),
        When(**checked, effect=Effect.NOT_ACHIEVED, then=Value(State.NOT_ACHIEVED)),
        When(completed_on__lte=day, then=Value(State.COMPLETE)),
    )
    reopened_later = Reopening.objects.filter(
        action=OuterRef("pk"), withdrawn_at=None, completed_on__lte=day, reopened_on__gt=day
    )
    before = reopened_later.order_by("reopened_on").values_list(Case(*done, output_field=CharField()))
    only_proposed = Q(agreed_on=None) | Q(agreed_on__gt=day, proposed_on__lte=day)
    now = Case(
        When(only_proposed, declined_on__lte=day, then=Value(State.DECLINED)),
        When(only_proposed, then=Value(State.PROPOSED)),
        *done,
        When(due_on__lt=day, then=Value(State.OVERDUE)),
        When(started_on__lte=day, then=Value(State.IN_PROGRESS)),
        default=Value(State.OUTSTANDING),
        output_field=CharField(),
    )
    return Coalesce(Subquery(before[:1], output_field=CharField()), now)
