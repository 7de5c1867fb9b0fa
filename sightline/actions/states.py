"""Where an action stands at a date: the state that its dates put it in, by the same rule as the measures."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, TextChoices, Value, When


class State(TextChoices):
    """Sorted downwards, what needs somebody most comes first."""

    OVERDUE = "overdue", "Overdue"
    OUTSTANDING = "outstanding", "Outstanding"
    COMPLETE = "complete", "Complete"


def state_at(day: date) -> Case:
    """The state at the end of a day of an action that was agreed by then; one without a target is never overdue."""
    return Case(
        When(completed_on__lte=day, then=Value(State.COMPLETE)),
        When(due_on__lt=day, then=Value(State.OVERDUE)),
        default=Value(State.OUTSTANDING),
        output_field=CharField(),
    )
