"""The last step of a delivery: its place, its row, what it replaces and what it covers, all of them or none."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.datasets import places, queries
from sightline.datasets.covering import proposed
from sightline.datasets.drift import said_since
from sightline.datasets.models import Delivery, State
from sightline.datasets.services.allowing import agreed_for
from sightline.datasets.services.covering import cover, uncover
from sightline.datasets.services.linked import soon
from sightline.datasets.services.looking import Look
from sightline.foundation import files
from sightline.foundation.access import Actor
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import wait_for_turn

GONE = "Somebody else has dealt with this delivery meanwhile; nothing was changed."


class TooLate(Refused):
    """Why a step is not taken: somebody else has moved the delivery on, or removed it."""


@dataclass(frozen=True)
class Delivered:
    """``created``: whether it is new here; the same file again changes nothing. ``replaced``: what it replaced."""

    delivery: Delivery
    created: bool
    replaced: tuple[Delivery, ...] = ()


def settle(by: Actor, delivery: Delivery, look: Look) -> Delivered:
    """Let what was found count, with all that follows from it, at once; a kill leaves what was before."""
    with transaction.atomic():
        if delivery.pk:
            hold(delivery)
        else:
            wait_for_turn(delivery.partnership)
        forget_upload(delivery)
        same = queries.counted_with(delivery.partnership, delivery.sha256)
        if same is not None:
            if delivery.pk:
                delivery.delete()
            return Delivered(same, created=False)
        agreed_for(delivery.partnership, delivery.contract, agreement=delivery.agreement)
        _write(by, delivery, look)
        replaced = supersede(by=by, delivery=delivery) if delivery.counts else ()
        if delivery.counts:
            cover(by=by, delivery=delivery)
            soon(by=by, partnership=delivery.partnership)
    look.kept = True
    return Delivered(delivery, created=True, replaced=replaced)


def _write(by: Actor, delivery: Delivery, look: Look) -> None:
    """The row of a delivery whose checks are over, and the event that tells of it."""
    if not delivery.pk:
        delivery.contract_version = look.contract.version
        delivery.delivered_by = by.record
        audit.added(by=by, record=delivery)
    delivery.reference = look.reference
    span = proposed(
        delivery.agreement.frequency,
        look.first_day,
        look.last_day,
        came=timezone.localdate(),
        reference=look.reference,
    )
    delivery.report = {
        **look.report,
        "since": said_since(queries.last_before(delivery), look.report.get("profile", {})),
    }
    delivery.folder, delivery.arrived_as = look.folder, ""
    delivery.save(update_fields=["reference", "report", "folder", "arrived_as"])
    audit.corrected(
        by=by,
        record=delivery,
        values={
            "state": look.state,
            "contract_version": look.contract.version,
            "rows": look.rows,
            "error_count": look.error_count,
            "warning_count": look.warning_count,
            "first_day": look.first_day,
            "last_day": look.last_day,
            "covers_from": span[0] if span and look.state != State.REFUSED else None,
            "covers_until": span[1] if span and look.state != State.REFUSED else None,
        },
    )


def supersede(*, by: Actor, delivery: Delivery) -> tuple[Delivery, ...]:
    """Take the place of the earlier snapshots of the same picture, inside the transaction that makes it count."""
    replaced = tuple(queries.same_snapshot(delivery).select_for_update(of=("self",)))
    for one in replaced:
        uncover(by=by, delivery=one)
        audit.corrected(by=by, record=one, values={"state": State.REPLACED, "replaced_by": delivery})
    return replaced


def fail(*, by: Actor, delivery: Delivery, problem: str) -> None:
    """Refuse a delivery whose checks could not be made, with the reason; its file goes. TooLate as ``settle``."""
    with transaction.atomic():
        hold(delivery)
        forget_upload(delivery)
        delivery.report, delivery.arrived_as = {"problem": problem}, ""
        delivery.save(update_fields=["report", "arrived_as"])
        audit.corrected(by=by, record=delivery, values={"state": State.REFUSED})


def hold(delivery: Delivery) -> None:
    """Wait for the partnership's turn, and see that the delivery is still being checked. Raises TooLate."""
    wait_for_turn(delivery.partnership)
    held = queries.being_checked(delivery.partnership).select_for_update(of=("self",))
    if not held.filter(pk=delivery.pk).exists():
        raise TooLate(GONE)


def forget_upload(delivery: Delivery) -> None:
    """Remove the file that was sent, once it is certain that nobody needs it."""
    arrived, progress = delivery.arrived_as, places.progress_of(delivery)

    def forget() -> None:
        with suppress(OSError):  # then it lies there until the next delivery clears it away
            if arrived:
                files.forget(arrived)
            progress.unlink(missing_ok=True)

    transaction.on_commit(forget)
