"""Keeping a partnership's own lengths of clocks, and the days of its own calendar."""

from __future__ import annotations

from sightline.clocks.models import OwnDay, OwnLength
from sightline.clocks.permissions import EDIT
from sightline.clocks.standard import standards
from sightline.partnership.refusals import Refused
from sightline.partnership.services.keeping import Keeping, check_past


def _check_length(length: OwnLength) -> None:
    if length.clock not in standards:
        raise Refused("Choose one of the clocks.", field="clock")
    if not 1 <= length.number <= 1000:
        raise Refused("Enter how many as a whole number from 1 to 1,000.", field="number")


lengths = Keeping(
    model=OwnLength, right=EDIT, identity=lambda one: f"{one.clock}|{one.since}", check=_check_length
)
days = Keeping(
    model=OwnDay,
    right=EDIT,
    identity=lambda one: f"{one.day}|{one.known_on}",
    check=lambda one: check_past(one, "known_on"),
)
