"""What needs attention among agencies' data: what has not come, what was refused, what ends, what is erased soon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sightline.datasets import queries
from sightline.datasets.linkage import attention as linkage
from sightline.datasets.permissions import EDIT
from sightline.datasets.presenters.addresses import (
    agreement_at,
    called,
    delivery_at,
    delivery_called,
    page,
)
from sightline.datasets.schedule import next_due
from sightline.datasets.services import due_for_erasure
from sightline.foundation.attention import Attention, Item, attention
from sightline.foundation.dates import spell_out

ENDS_SOON = timedelta(days=60)
ERASED_SOON = timedelta(days=30)


def overdue(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Deliveries that are due under an agreement in force and have not come."""
    if not person.may(EDIT, partnership):
        return
    held = list(queries.in_force(partnership, today))
    came = queries.days_delivered(held)
    for agreement in held:
        due = next_due(agreement.frequency, agreement.first_due, agreement.ends, came[agreement.pk])
        if due is not None and due < today:
            yield Item(
                f"Ask for the delivery of {called(agreement)}",
                agreement_at(agreement, partnership),
                due=due,
                why="It has not come.",
            )


def refused(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Refused deliveries in whose place no corrected one has come."""
    if not person.may(EDIT, partnership):
        return
    for delivery in queries.unmended(partnership):
        yield Item(
            f"Ask the sender to correct {delivery_called(delivery)}",
            delivery_at(delivery),
            why="It was refused; its page says what is wrong with it.",
        )


def ending(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Agreements that end soon without one that follows."""
    if not person.may(EDIT, partnership):
        return
    every = list(queries.agreements(partnership).filter(ends__gte=today))
    followed = {
        one.pk
        for one in every
        for other in every
        if (other.contract, other.agency_id) == (one.contract, one.agency_id) and other.starts > one.ends
    }
    for agreement in every:
        if agreement.starts <= today and agreement.ends <= today + ENDS_SOON and agreement.pk not in followed:
            yield Item(
                f"Renew the agreement on {called(agreement)}",
                agreement_at(agreement, partnership),
                due=agreement.ends,
                why=f"It ends on {spell_out(agreement.ends)}; after that nothing can be delivered.",
            )


def erased(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Deliveries whose names are erased soon, or should have been."""
    if not person.may(EDIT, partnership):
        return
    due = due_for_erasure(partnership, today + ERASED_SOON)
    if not due:
        return
    day, delivery = due[0]
    where = delivery_at(delivery) if len(due) == 1 else page(partnership, "deliveries")
    many = "a delivery" if len(due) == 1 else f"{len(due)} deliveries"
    why = (
        "Their time has run out: see that the worker runs."
        if day < today
        else "Link them before, if they are not linked yet."
    )
    yield Item(f"Look at {many} whose names are to be erased", where, due=day, why=why)


attention.add(Attention("datasets-overdue", overdue))
attention.add(Attention("datasets-refused", refused))
attention.add(Attention("datasets-ending", ending))
attention.add(Attention("datasets-erased", erased))

__all__ = ["ending", "erased", "linkage", "overdue", "refused"]
