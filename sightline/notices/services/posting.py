"""Posting a notice, and what a person decides about one. It is sent by the worker, once this is committed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sightline.audit import services as audit
from sightline.foundation.access import Actor, require
from sightline.notices.models import Attachment, Notice, State
from sightline.notices.permissions import KEEP
from sightline.partnership.keys import lasting
from sightline.partnership.models import Partnership
from sightline.partnership.refusals import Refused
from sightline.partnership.services.turns import in_turn
from sightline.people.models import Person

SUBJECT = 200


@transaction.atomic
def post(
    *,
    by: Actor,
    partnership: Partnership,
    to: Person,
    key: str,
    subject: str,
    text: str,
    attachment: Attachment | None = None,
    send_after: datetime | None = None,
) -> Notice:
    """Write a notice beside the record that it is about, in the same transaction; the worker sends it afterwards.

    Posting the same key again changes nothing. The right to do so is that of the record. Subject and text say
    what to do and where, never anything about a child, and do not name the recipient. Somebody without an
    address may be posted to: that nothing could be sent is then shown.
    """
    if to.partnership_id != partnership.pk:
        raise Refused("A notice goes to a person of this partnership.")
    notice, made = Notice.objects.get_or_create(
        partnership=partnership,
        key=lasting(key),
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:SUBJECT],
            "text": text,
            "file": attachment.sealed_for(to) if attachment else "",
            "send_after": send_after or timezone.now(),
        },
    )
    if made:
        audit.note(by=by, partnership=partnership, verb="posted", subject=notice)
    return notice


@transaction.atomic
def cancel(*, by: Actor, notice: Notice) -> None:
    """Do not send it. Refused for one that is sent, or just being sent."""
    require(by, KEEP, notice.partnership)
    in_turn(notice)
    stopped = Notice.objects.filter(pk=notice.pk, state__in=[State.WAITING, State.UNCERTAIN, State.FAILED])
    if not stopped.update(state=State.CANCELLED):
        raise Refused("This is sent, being sent or cancelled already.")
    notice.refresh_from_db(fields=["state"])
    audit.note(by=by, partnership=notice.partnership, verb="cancelled", subject=notice)


@transaction.atomic
def send_again(*, by: Actor, notice: Notice) -> None:
    """Send one that failed, was cancelled, or of which nobody knows whether it arrived."""
    require(by, KEEP, notice.partnership)
    in_turn(notice)
    again = Notice.objects.filter(pk=notice.pk, state__in=[State.UNCERTAIN, State.FAILED, State.CANCELLED])
    if not again.update(state=State.WAITING, tries=0, send_after=timezone.now(), claimed_by=""):
        raise Refused("This was sent, or waits to be sent already.")
    notice.refresh_from_db(fields=["state", "tries", "send_after", "claimed_by"])
    audit.note(by=by, partnership=notice.partnership, verb="sent again", subject=notice)
