"""What needs attention among appointments: empty seats, terms that end, rolling ones that nobody renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sightline.appointments.permissions import EDIT
from sightline.appointments.presenters.addresses import listed
from sightline.appointments.queries import listed as appointments
from sightline.appointments.queries import standing, vacant
from sightline.appointments.terms import SOON, State
from sightline.foundation.attention import Attention, Item, attention


def items(person: Any, partnership: Any, today: date) -> Iterator[Item]:
    """Vacancies, fixed terms that are ending and rolling appointments that were not renewed, for who keeps them."""
    if not person.may(EDIT, partnership):
        return
    rows = appointments(partnership)
    empty = vacant(partnership, today).count()
    if empty:
        yield Item(f"Fill {_counted(empty, 'vacant seat')}", listed(partnership, "vacant"))
    ending = list(standing(rows, State.ENDING, today).order_by("until").values_list("until", flat=True))
    if ending:
        yield Item(
            f"Decide on {_counted(len(ending), 'fixed term')} ending within {SOON.days} days",
            listed(partnership, State.ENDING.value),
            due=ending[0],
        )
    late = standing(rows, State.UNRENEWED, today).count()
    if late:
        yield Item(
            f"Renew or end {_counted(late, 'rolling appointment')} past the last renewal",
            listed(partnership, State.UNRENEWED.value),
        )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


attention.add(Attention("appointments", items))
