"""Sending what waits: claimed, sent, and recorded, each committed before the next.

A notice that is found claimed by a process that is gone may or may not have left: it is shown to a person, and
never sent again by itself, unless the channel can tell.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from sightline.audit.sealing import seal
from sightline.foundation.alive import alive, is_alive
from sightline.notices import channels
from sightline.notices.channels import Answer, Letter
from sightline.notices.models import OF_A_PERSON, Attempt, Notice, Outcome, State
from sightline.notices.queries import address_of

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
"""How long to wait after each attempt that the server put off; after the last there is no other."""
AT_ONCE = 50
"""Notices that one round sends, so that other work gets its turn."""
STOPPED = "The process that was sending it ended before it could record an answer."


def send_waiting(now: datetime | None = None) -> int:
    """Send what waits and whose time has come, the oldest first; how many were looked at."""
    take_up_what_was_left()
    waiting = Notice.objects.filter(state=State.WAITING, send_after__lte=now or timezone.now())
    numbers = list(waiting.order_by("send_after", "id").values_list("pk", flat=True)[:AT_ONCE])
    if not numbers:
        return 0
    name = f"sending-{uuid.uuid4().hex[:24]}"
    with alive(name):
        for made, number in enumerate(numbers, start=1):
            if send(number, name) == Outcome.LATER:
                return made  # the server may be down: the others are not kept waiting for it one by one
    return len(numbers)


def send(number: int, name: str) -> Outcome | None:
    """Make one attempt at one notice, and say what became of it; None when somebody else has it."""
    if not claim(number, name):
        return None
    notice = Notice.objects.select_related("to__account", "partnership").get(pk=number)
    channel = channels.chosen(fictional=notice.partnership.demonstration)
    address = address_of(notice.to)
    if not address:
        answer = Answer(Outcome.NO_ADDRESS, "There is no address to send it to.")
    else:
        answer = channel.send(
            Letter(address, notice.subject, notice.text, reference(notice), notice.attachment)
        )
    record(notice, name, channel.name, address, answer)
    return answer.outcome


def claim(number: int, name: str) -> bool:
    """Take a notice that waits; of two who try at once, one does."""
    with transaction.atomic(durable=True):
        waiting = Notice.objects.filter(pk=number, state=State.WAITING)
        return bool(waiting.update(state=State.SENDING, claimed_by=name, tries=F("tries") + 1))


def record(notice: Notice, name: str, channel: str, address: str, answer: Answer) -> None:
    """Keep what the server answered, and what follows from it."""
    state, wait = _what_follows(notice.tries, answer.outcome)
    with transaction.atomic():
        ours = Notice.objects.filter(pk=notice.pk, state=State.SENDING, claimed_by=name)
        if not ours.update(state=state, send_after=timezone.now() + wait, claimed_by=""):
            return  # somebody found it left behind, and it is theirs to decide now
        told = {"address": address, "answer": answer.text}
        Attempt.objects.create(
            notice=notice,
            channel=channel,
            outcome=answer.outcome,
            sealed=seal(OF_A_PERSON, notice.to_id, told, frozenset(told) if address else frozenset()),
        )


def _what_follows(tries: int, outcome: Outcome) -> tuple[State, timedelta]:
    if outcome == Outcome.LATER and tries <= len(BACK_OFF):
        return State.WAITING, BACK_OFF[tries - 1]
    states = {Outcome.SENT: State.SENT, Outcome.UNCERTAIN: State.UNCERTAIN}
    return states.get(outcome, State.FAILED), timedelta()


def take_up_what_was_left() -> int:
    """Find what a process that is gone was sending; how many."""
    taken_up = 0
    for notice in Notice.objects.filter(state=State.SENDING).select_related("to__account", "partnership"):
        if is_alive(notice.claimed_by):
            continue
        channel = channels.chosen(fictional=notice.partnership.demonstration)
        outcome = Outcome.LATER if channel.asks_first else Outcome.UNCERTAIN
        record(notice, notice.claimed_by, channel.name, address_of(notice.to), Answer(outcome, STOPPED))
        taken_up += 1
    return taken_up


def reference(notice: Notice) -> str:
    """What a notice is called outside, the same however often it is tried."""
    of = f"{notice.partnership.slug}|{notice.created_at.isoformat()}|{notice.key}"
    return f"sightline-{notice.pk}-{hashlib.sha256(of.encode()).hexdigest()[:24]}"
