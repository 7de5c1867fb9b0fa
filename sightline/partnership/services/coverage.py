"""Which periods a source is complete for. Imports say so for theirs; from the first record that is added by
hand a source is kept live."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Coverage, Partnership
from sightline.partnership.permissions import EDIT_COVERAGE
from sightline.partnership.queries import live
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn, wait_for_turn


@transaction.atomic
def begin_live(
    *, by: Actor, partnership: Partnership, source: str, since: date | None = None
) -> Coverage | None:
    """Begin to count a source as complete from a day (today) on; None when it is kept live already.

    Called by whatever adds a record by hand, which has checked its own right.
    """
    if live(partnership, source):
        return None
    wait_for_turn(partnership)
    if live(partnership, source):  # begun by somebody else while we waited
        return None
    span = Coverage(partnership=partnership, source=source, start=since or timezone.localdate(), end=None)
    audit.added(by=by, record=span)
    return span


@transaction.atomic
def adjust_coverage(*, by: Actor, span: Coverage, start: date, end: date | None, reason: str = "") -> None:
    """Change the days that a source is complete for; without an end it is kept live."""
    require(by, EDIT_COVERAGE, span.partnership)
    in_turn(span)
    if end is not None and end < start:
        raise Refused("The last day comes before the first. Enter a later day.", field="end")
    if start > timezone.localdate():
        raise Refused("This day is still to come. Enter today or a day before.", field="start")
    audit.corrected(by=by, record=span, values={"start": start, "end": end}, reason=reason)
