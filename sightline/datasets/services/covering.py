"""Saying for which days a delivery is complete while it counts, and no longer when it does not."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.audit.sealing import seal
from sightline.datasets.catalogue import source_of
from sightline.datasets.models import Delivery
from sightline.datasets.permissions import EDIT
from sightline.foundation.access import Actor, require
from sightline.partnership.models import Coverage
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn


def cover(*, by: Actor, delivery: Delivery) -> None:
    """Have a delivery's days count as complete. Call it inside the transaction that makes it count."""
    if delivery.covers_from is None or delivery.coverage is not None:
        return
    span = Coverage(
        partnership=delivery.partnership,
        source=source_of(delivery.contract),
        start=delivery.covers_from,
        end=delivery.covers_until,
    )
    audit.added(by=by, record=span)
    delivery.coverage = span
    delivery.save(update_fields=["coverage"])


def uncover(*, by: Actor, delivery: Delivery) -> None:
    """Have its days no longer count as complete, remembering them as they stand, in case it counts again."""
    span = delivery.coverage
    if span is None:
        return
    delivery.covers_from, delivery.covers_until, delivery.coverage = span.start, span.end, None
    delivery.save(update_fields=["covers_from", "covers_until", "coverage"])
    kind = audit.kind_of(span)
    entry = audit.Entry(by=by, partnership_id=delivery.partnership_id, verb="removed")
    entry.add([(kind, span.pk, "removed", "", seal(kind, span.pk, audit.values_of(span), frozenset()), None)])
    entry.close(kind=kind, record_id=span.pk, label=span.audit_label)
    span.delete()


@transaction.atomic
def correct_span(*, by: Actor, delivery: Delivery, start: date, end: date) -> None:
    """Say for which days a delivery is complete, where that is not what its dates and its agreement suggest."""
    require(by, EDIT, delivery.partnership)
    in_turn(delivery)
    if end < start:
        raise Refused("The last day comes before the first. Enter a later day.", field="end")
    if end > timezone.localdate():
        raise Refused("A delivery says nothing of days that are still to come.", field="end")
    audit.corrected(by=by, record=delivery, values={"covers_from": start, "covers_until": end})
    if delivery.coverage is not None:
        audit.corrected(by=by, record=delivery.coverage, values={"start": start, "end": end})
    elif delivery.counts:
        cover(by=by, delivery=delivery)
