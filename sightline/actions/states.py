"""Where an action stands at a date: the state that its dates put it in, by the same rule as the measures."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, TextChoices, Value, When

from sightline.actions.models import Effect


class State(TextChoices):
    """Sorted downwards, what needs somebody most comes first."""

    OVERDUE = "overdue", "Overdue"
    OUTSTANDING = "outstanding", "Outstanding"
    NOT_ACHIEVED = "not achieved", "Not achieved"
    IN_PROGRESS = "in progress", "In progress"
    COMPLETE = "complete", "Complete"
    ASSURED = "assured", "Assured"


OPEN = (State.OUTSTANDING, State.IN_PROGRESS, State.OVERDUE)
DONE = (State.COMPLETE, State.ASSURED, State.NOT_ACHIEVED)
"""Not achieved is done as well: somebody did it and somebody else saw that it did not work."""

CHOICES: dict[str, tuple[str, tuple[State, ...]]] = {
    "outstanding": ("Outstanding", OPEN),
    "overdue": ("Overdue", (State.OVERDUE,)),
    "not begun": ("Outstanding, not begun", (State.OUTSTANDING,)),
    "in progress": ("In progress", (State.IN_PROGRESS,)),
    "complete": ("Complete", DONE),
    "to assure": ("Complete, not yet assured", (State.COMPLETE,)),
    "assured": ("Assured", (State.ASSURED,)),
    "not achieved": ("Not achieved", (State.NOT_ACHIEVED,)),
}
"""What one may choose among, by its word in an address: what it is called, and the states it is."""


def state_at(day: date) -> Case:
    """The state at the end of a day of an action that was agreed by then; one without a target is never overdue."""
    checked = {"completed_on__lte": day, "checked_on__lte": day}
    return Case(
        When(**checked, effect=Effect.ASSURED, then=Value(State.ASSURED)),
        When(**checked, effect=Effect.NOT_ACHIEVED, then=Value(State.NOT_ACHIEVED)),
        When(completed_on__lte=day, then=Value(State.COMPLETE)),
        When(due_on__lt=day, then=Value(State.OVERDUE)),
        When(started_on__lte=day, then=Value(State.IN_PROGRESS)),
        default=Value(State.OUTSTANDING),
        output_field=CharField(),
    )
